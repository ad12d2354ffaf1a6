import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import {
  chromium,
  errors,
  type Browser,
  type BrowserContext,
  type JSHandle,
  type Locator,
  type Page,
} from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { launchOptions } from '../../scripts/chromium.mjs'
import { lay, roundRecords, together } from '../../scripts/lay.mjs'
import goldenCheck from '../fixtures/golden-governance.json'
import golden from '../fixtures/golden.json'

/** Less than a test's own limit, so that a failure names what was looked for; enough for a machine that is busy. */
export const PATIENCE = 20_000

let launched: Promise<Browser> | null = null

/** The browser of this process, which ends with it; each test has a page of its own in it. */
export function launch(): Promise<Browser> {
  return (launched ??= chromium.launch(launchOptions()))
}

interface Visit {
  readonly width?: number
  readonly height?: number
  /** Whether the app is kept on the device, as on every real visit: {@link withoutKeeping} says why mostly not. */
  readonly isKept?: boolean
}

/**
 * A page of its own, as on a first visit, until the end of the test. `faults` collects every error and every broken rule
 * of the security policy.
 */
export async function newPage(browser: Browser, { width = 1280, height = 900, isKept = false }: Visit = {}) {
  const context = await browser.newContext({ viewport: { width, height } })
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await tellOfPages(context, task.name)
    // Left open, it would go on taking its share of the processor.
    await context.close()
  })
  if (!isKept) await withoutKeeping(context)
  const page = await context.newPage()
  return { context, page, faults: watch(page) }
}

/** Prints what each page shows when a test has failed, and whether it still draws: a wait that ended says neither. */
async function tellOfPages(context: BrowserContext, test: string): Promise<void> {
  for (const page of context.pages()) {
    const asked = page.evaluate(async () => {
      const frame = new Promise((resolve) => requestAnimationFrame(() => resolve('draws')))
      const second = new Promise((resolve) => setTimeout(() => resolve('drew nothing for a second'), 1000))
      const registration = await navigator.serviceWorker?.getRegistration()
      const { installing, waiting, active } = registration ?? {}
      const workers = [installing, waiting, active].map((worker) => worker?.state ?? '–').join(' ')
      const focus = document.activeElement?.textContent?.slice(0, 80)
      const state = `${await Promise.race([frame, second])}, ${document.visibilityState}, workers: ${workers}, focus: ${focus}`
      const { innerText } = document.body
      return `${state}\n${innerText.slice(0, 800)}\n[…]\n${innerText.slice(-800)}`
    })
    const late = new Promise<string>((resolve) => setTimeout(() => resolve('did not answer for five seconds'), 5000))
    const answer = await Promise.race([asked, late]).catch((error: Error) => error.message)
    console.log(`Failed: ${test}\n${page.url()}\n${answer}`)
  }
}

/**
 * Makes it a browser without service workers. Each first visit fetches the two hundred files of the build and checks and stores
 * them, which is more work than most tests are.
 */
export async function withoutKeeping(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
}

/** Collects what goes wrong on a page, and gives it patience. */
export function watch(page: Page): string[] {
  const faults: string[] = []
  page.setDefaultTimeout(PATIENCE)
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`console: ${message.text()}`)
  })
  return faults
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Axe {
  run(context: unknown, options: object): Promise<{ violations: { id: string; nodes: { target: unknown[] }[] }[] }>
}

const EVERY = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const OF_COLOURS = ['color-contrast', 'link-in-text-block']

/** Rules of accessibility: every one, those that what a colour scheme changes can break, and all but these. */
const RULES = {
  all: { runOnly: EVERY },
  colours: { runOnly: { type: 'rule', values: OF_COLOURS } },
  allButColours: { runOnly: EVERY, rules: Object.fromEntries(OF_COLOURS.map((rule) => [rule, { enabled: false }])) },
}

/** What axe finds wrong with the page as it is, or with these parts of it, each as “rule: where”. */
export async function axeFindings(
  page: Page,
  rules: keyof typeof RULES = 'all',
  parts?: JSHandle<Element[]>,
): Promise<string[]> {
  // Half a megabyte, so it is read once a document.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource)
  const violations = await page.evaluate(
    async ([chosen, include]) => {
      const { axe } = window as unknown as { axe: Axe }
      // Of nothing, axe would look at all.
      if (include?.length === 0) return []
      // What passed is not worked out: that took as long again. No style sheets are fetched: no rule among these reads them.
      const options = { ...chosen, resultTypes: ['violations'], preload: false }
      return (await axe.run(include ?? document, options)).violations
    },
    [RULES[rules], parts] as const,
  )
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

/** Whether this is so within three seconds: a screen comes, and a chart fits a changed screen, a moment later. */
export function comesTrue(page: Page, isSo: () => boolean): Promise<boolean> {
  return page.waitForFunction(isSo, undefined, { timeout: 3000 }).then(
    () => true,
    (error) => {
      if (error instanceof errors.TimeoutError) return false
      throw error
    },
  )
}

/** Whether the page can be moved sideways, and stays so. */
export async function isWiderThanScreen(page: Page): Promise<boolean> {
  return !(await comesTrue(page, () => document.documentElement.scrollWidth <= document.documentElement.clientWidth))
}

/** The answers of a golden union, by item id, in the questionnaire's order. */
export function goldenAnswers(union: keyof typeof golden): readonly (readonly [string, number])[] {
  return Object.entries(golden[union].answers)
}

/** The steps of a golden union in the governance check by item id, in the questionnaire's order; `null` does not apply. */
export function goldenSteps(union: keyof typeof goldenCheck): Readonly<Record<string, number | null>> {
  return goldenCheck[union].answers
}

/** Begins a maturity round from Home or Welcome and comes to its first question. */
export async function beginRound(page: Page, form: 'Short form' | 'Full form', union = ''): Promise<void> {
  await page.getByRole('link', { name: 'New round', exact: true }).click()
  await page.getByRole('radio', { name: form }).check()
  // A union that is here already is chosen.
  const other = page.getByRole('radio', { name: 'Another union' })
  if (union && (await other.isVisible())) await other.check()
  if (union) await page.getByRole('textbox', { name: 'Name of the union' }).fill(union)
  await page.getByRole('radio', { name: 'An elected leader' }).check()
  await page.getByRole('button', { name: 'Begin this round' }).click()
  await page.getByRole('link', { name: 'Back to all parts' }).waitFor()
}

/** Begins a check of the union as a whole, and comes to its first question. */
export async function beginCheck(page: Page, form: 'Short form' | 'Full form', union = ''): Promise<void> {
  await page.getByRole('link', { name: 'New round', exact: true }).click()
  await page.getByRole('radio', { name: /^Data governance check/ }).check()
  await page.getByRole('radio', { name: 'The union as a whole' }).check()
  await page.getByRole('radio', { name: form }).check()
  if (union) await page.getByRole('textbox', { name: 'Name of the union' }).fill(union)
  await page.getByRole('radio', { name: 'The UK GDPR' }).check()
  await page.getByRole('radio', { name: 'An elected leader' }).check()
  await page.getByRole('button', { name: 'Begin this round' }).click()
  await page.getByRole('link', { name: 'Back to all parts' }).waitFor()
}

/** The line that says the work is stored; the announcement for screen readers, which stays, is not it. */
export function savedLine(page: Page) {
  return page.getByText(/^Saved on this device/).and(page.locator(':not([role])'))
}

/** Chooses a level on the open question and waits until it is stored; `null` says that it does not apply. */
export async function choose(page: Page, level: number | null): Promise<void> {
  if (level === null) {
    await page.getByRole('radio', { name: 'Does not apply to us' }).check()
    await page.getByRole('textbox', { name: 'Why does it not apply?' }).fill('We have nothing of the kind.')
    await page.getByRole('textbox', { name: 'Why does it not apply?' }).blur()
  } else await page.getByRole('radio', { name: new RegExp(`^${level} `) }).check()
  await savedLine(page).waitFor()
}

/** Answers questions in a row, from the open one on, going to the next after each, also over the page to rest on. */
export async function answerAll(page: Page, levels: readonly (number | null)[]): Promise<void> {
  const goOn = page.getByRole('link', { name: /^Go on with / })
  const radio = page.getByRole('radio').first()
  for (const level of levels) {
    await radio.or(goOn).waitFor()
    if (await goOn.isVisible()) await goOn.click()
    await radio.waitFor()
    const question = await page.getByRole('heading', { level: 1 }).textContent()
    await choose(page, level)
    await page.getByRole('button', { name: /^Continue/ }).click()
    await page.waitForFunction((before) => document.querySelector('h1')?.textContent !== before, question)
  }
}

/** What the results table says first of each dimension or part, by its title: “3 Learning 3.0”. */
export async function placesOf(page: Page): Promise<Record<string, string>> {
  const rows = page
    .getByRole('table')
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader') })
  await rows.first().waitFor()
  const places = await rows.evaluateAll((all) =>
    all.map((row) => {
      const textOf = (cell: string) => row.querySelector<HTMLElement>(cell)?.innerText.replace(/\s+/g, ' ').trim() ?? ''
      return [textOf('th'), textOf('td')] as const
    }),
  )
  return Object.fromEntries(places)
}

/** Waits until a field holds this text. */
export async function holds(field: Locator, text: string): Promise<void> {
  await expect.poll(() => field.inputValue()).toBe(text)
}

/** From a question to “Check your answers”. */
export async function toCheck(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Back to all parts' }).click()
  await page.getByRole('link', { name: 'Check answers and finish' }).click()
}

type Given = number | 'dont_know' | { readonly notApplicable: string }

interface Laid {
  readonly id?: string
  readonly date?: string
  /** Of the union. */
  readonly name?: string
  /** Of the union. */
  readonly law?: string | null
  readonly form?: 'short' | 'full'
  readonly status?: 'draft'
  readonly sealedAt?: null
}

/** Lays a round of `union-1` into the store, sealed unless it says otherwise: for tests of what comes after the answers. */
export async function layRound(
  page: Page,
  questionnaire: { readonly id: string; readonly version: string },
  answers: Readonly<Record<string, Given>>,
  { id = 'round-1', date = '2025-05-03', name = 'Civic & Care Union', law = null, ...more }: Laid = {},
): Promise<void> {
  const round = roundRecords({ id, unionId: 'union-1', questionnaire, date, role: 'elected', answers, more })
  await lay(page, together({ unions: [{ id: 'union-1', name, law }] }, round))
}

/** Seals the round from “Check your answers” and comes to the results. */
export async function seal(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Finish and seal this round' }).click()
  await page.getByRole('button', { name: 'Seal and see the results' }).click()
  await page.getByRole('heading', { level: 1, name: /^Where/ }).waitFor()
}

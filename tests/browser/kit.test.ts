import type { Page } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import check from '../../questionnaires/data-governance/questionnaire.json'
import maturity from '../../questionnaires/data-maturity/questionnaire.json'
import { axeFindings, isWiderThanScreen, launch, newPage } from '../support/browser'

const browser = await launch()

async function openKit(page: Page, query: string, url = inject('url')): Promise<void> {
  await page.goto(`${url}#/kit${query}`)
  await page.getByRole('article').first().waitFor()
}

const PAPERS = { A4: { name: 'A4', box: [595, 842] }, Letter: { name: 'US Letter', box: [612, 792] } } as const

/** Prints what is chosen on the paper that is chosen: how many pages, and how large in points. */
async function printed(page: Page) {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  const boxes = [...pdf.matchAll(/\/MediaBox\s*\[([^\]]*)\]/g)].map(([, box = '']) =>
    box
      .trim()
      .split(/\s+/)
      .slice(2)
      .map((side) => Math.round(Number(side))),
  )
  return { pages: pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0, boxes: [...new Set(boxes.map(String))] }
}

async function only(page: Page, sheet: string): Promise<void> {
  await page.getByRole('button', { name: 'Tick none' }).click()
  await page.getByRole('checkbox', { name: new RegExp(`^${sheet}`) }).check()
}

/** The pages of one kind of sheet alone. */
async function pagesOf(page: Page, sheet: string): Promise<number> {
  await only(page, sheet)
  return (await printed(page)).pages
}

/** What sticks out of its page, each by its words: paper less 12 mm on either side, at 96 pixels an inch. */
async function sticksOut(page: Page, paper: keyof typeof PAPERS): Promise<string[]> {
  const width = paper === 'A4' ? 703 : 725
  const before = page.viewportSize()
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width, height: 1000 })
  const found = await page.evaluate(
    (most) =>
      [...document.querySelectorAll('article, article *')].flatMap((element) => {
        const { left, right } = element.getBoundingClientRect()
        const isCut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
        return left < -1 || right > most + 1 || (isCut && getComputedStyle(element).display !== 'inline')
          ? [`${element.tagName} ${element.textContent?.trim().slice(0, 60)}`]
          : []
      }),
    width,
  )
  await page.emulateMedia({ media: null })
  if (before) await page.setViewportSize(before)
  return found
}

/**
 * Pages for 12 people in meetings of 120 minutes, exactly where they can be counted beforehand: two agendas; twelve ballots six
 * to a page, four where a part has 8 questions; two sets of cards to a page; a poster a part; two
 * certificates to a page.
 */
const COUNTED = ['Agenda', 'Invitation', 'Ballots', 'Voting cards', 'Wall posters', 'Parking lot', 'Certificates']
const PAGES = {
  maturity: { A4: [2, 1, 14, 6, 7, 1, 6], Letter: [2, 1, 14, 6, 7, 1, 6] },
  check: { A4: [2, 1, 13, 6, 6, 1, 6], Letter: [2, 1, 13, 6, 6, 1, 6] },
}
/** What is text takes what it takes, with the letters of this machine: at most so many pages. */
const TEXTS = { 'Overview of the levels': 4, 'Answer sheet': 12, 'Script for the facilitator': 7 }

describe.each([
  ['maturity', maturity],
  ['check', check],
] as const)('the kit of the %s questionnaire', (name, questionnaire) => {
  test.each(['A4', 'Letter'] as const)('prints every sheet on %s, and nothing is cut off', async (paper) => {
    const { page, faults } = await newPage(browser)
    await openKit(page, `?questionnaire=${questionnaire.id}&people=12`)
    await page.getByRole('radio', { name: PAPERS[paper].name, exact: true }).check()
    expect(await sticksOut(page, paper)).toEqual([])
    const whole = await printed(page)
    expect(whole.boxes).toEqual([String(PAPERS[paper].box)])
    const pages: number[] = []
    for (const sheet of COUNTED) pages.push(await pagesOf(page, sheet))
    expect(pages).toEqual(PAGES[name][paper])
    for (const [sheet, most] of Object.entries(TEXTS)) {
      pages.push(await pagesOf(page, sheet))
      expect(pages.at(-1)).toBeLessThanOrEqual(most)
    }
    // Every sheet begins a page of its own, and none is blank.
    expect(whole.pages).toBe(pages.reduce((sum, each) => sum + each, 0))
    expect(faults).toEqual([])
  })

  test('has all copies on paper, and shows each once on the screen', async () => {
    const { page, faults } = await newPage(browser)
    await openKit(page, `?questionnaire=${questionnaire.id}&people=12`)
    const [section] = questionnaire.sections
    const ballots = page.getByRole('article').filter({ hasText: `Ballots: ${section?.title}` })
    const visible = () => ballots.getByRole('table').filter({ visible: true }).count()
    expect(await visible()).toBe(1)
    expect(await ballots.getByText('11 more like this are printed.').isVisible()).toBe(true)
    await page.emulateMedia({ media: 'print' })
    expect(await visible()).toBe(12)
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0)
    const text = await page.getByRole('main').innerText()
    for (const { title, items } of questionnaire.sections)
      for (const words of [title, ...items.map(({ prompt }) => prompt)]) expect(text).toContain(words)
    expect(faults).toEqual([])
  })
})

test('a kit for the largest room is there at once, and prints', async () => {
  const { page, faults } = await newPage(browser)
  await openKit(page, '?people=60')
  // Six to a page, seven parts.
  expect(await pagesOf(page, 'Ballots')).toBe(70)
  expect(faults).toEqual([])
})

test('in a pseudo-language from right to left, nothing sticks out of the paper or the screen', async () => {
  const { page, faults } = await newPage(browser)
  await openKit(page, '?questionnaire=data-governance&people=12', inject('pseudoUrl'))
  expect(await sticksOut(page, 'A4')).toEqual([])
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await isWiderThanScreen(page)).toBe(false)
  expect(faults).toEqual([])
})

test('axe finds nothing on the screen, also with faults on it, at 320 px and in the dark', async () => {
  const { page, faults } = await newPage(browser, { width: 320, height: 640 })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await openKit(page, '?people=2&meetings=1&questionnaire=nobody')
  const people = page.getByRole('textbox', { name: 'How many people will take part?' })
  await people.fill('100')
  await people.blur()
  await page.getByText('Type a whole number from 2 to 60').waitFor()
  expect(await isWiderThanScreen(page)).toBe(false)
  expect(await axeFindings(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await axeFindings(page, 'colours')).toEqual([])
  await page.setViewportSize({ width: 1280, height: 800 })
  expect(await axeFindings(page)).toEqual([])
  expect(faults).toEqual([])
})

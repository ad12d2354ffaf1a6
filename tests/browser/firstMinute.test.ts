import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { describe, expect, inject, test } from 'vitest'
import type { Page } from 'playwright-core'
import { launch, newPage, savedLine } from '../support/browser'

const browser = await launch()

/** Counts from now on how often somebody presses on the page. */
async function countPresses(page: Page): Promise<() => Promise<number>> {
  let presses = 0
  await page.exposeFunction('pressed', () => (presses += 1))
  await page.evaluate(() => addEventListener('pointerdown', () => (window as unknown as { pressed(): void }).pressed()))
  // What was pressed is told to the page before it answers.
  return async () => (await page.evaluate(() => undefined), presses)
}

describe.each([360, 1280])('a first visit, %i pixels wide,', (width) => {
  test('comes to its first answer in four presses, and goes back from there without losing it', async () => {
    const { page, faults } = await newPage(browser, { width })
    await page.goto(inject('url'))
    await page.getByRole('link', { name: 'Start', exact: true }).waitFor()
    const presses = await countPresses(page)
    await page.getByRole('link', { name: 'Start', exact: true }).click()
    await page.getByRole('radio', { name: 'An elected leader' }).click()
    await page.getByRole('button', { name: 'Begin this round' }).click()
    await page.getByText('Uses · Question 1 of 2').waitFor()
    await page.getByRole('radio', { name: /^3 / }).click()
    await savedLine(page).waitFor()
    expect(await presses()).toBe(4)

    await page.goBack()
    await page.getByText('1 of 14 questions answered').waitFor()
    // The form would begin a second round, and the welcome would hide the first one.
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: 'Your rounds' }).waitFor()
    await page.getByRole('link', { name: 'Continue: Uses, question 2 of 2' }).waitFor()
    await page.goForward()
    await page.goForward()
    await page.getByRole('radio', { name: /^3 /, checked: true }).waitFor()
    expect(faults).toEqual([])
  })

  test('is asked for nothing on the welcome, and sees the example one press away', async () => {
    const { page, faults } = await newPage(browser, { width })
    await page.goto(inject('url'))
    await page.getByRole('link', { name: 'Start', exact: true }).waitFor()
    expect(await page.getByRole('main').getByRole('listitem').count()).toBe(3)
    // Nor is anything kept.
    for (const role of ['dialog', 'alert', 'textbox', 'checkbox', 'button'] as const)
      expect(await page.getByRole(role).count(), role).toBe(0)
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0)
    await page.getByRole('link', { name: 'Look at an example' }).click()
    await page.getByRole('heading', { level: 1, name: /\(example\)$/ }).waitFor()
    await page.goBack()
    await page.getByRole('link', { name: 'Start', exact: true }).waitFor()
    expect(faults).toEqual([])
  })
})

test('the first screen asks for at most 90 kB of script and 115 kB in all, and for nothing of the store', async () => {
  const { page, faults } = await newPage(browser)
  // What the page asks for once the screen is there is not of the screen.
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('main h1')) return
      observer.disconnect()
      Object.assign(window, { shownAt: performance.now() })
    }).observe(document, { childList: true, subtree: true })
  })
  await page.goto(inject('url'))
  await page.getByRole('link', { name: 'Start', exact: true }).waitFor()
  const asked = await page.evaluate(() => {
    const { shownAt } = window as unknown as { shownAt: number }
    const before = performance.getEntriesByType('resource').filter(({ startTime }) => startTime < shownAt)
    return ['index.html', ...new Set(before.map(({ name }) => new URL(name).pathname.slice(1)))]
  })
  expect(asked.length).toBeGreaterThan(4)
  // As a host with brotli sends them.
  const bytesOf = (names: readonly string[]) =>
    names.reduce((sum, name) => sum + brotliCompressSync(readFileSync(join(inject('builds').app, name))).length, 0)
  expect(bytesOf(asked.filter((name) => name.endsWith('.js')))).toBeLessThan(90_000)
  expect(bytesOf(asked)).toBeLessThan(115_000)
  expect(asked.filter((name) => /store|round/.test(name))).toEqual([])
  expect(faults).toEqual([])
})

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { axeFindings, isWiderThanScreen, launch, newPage } from '../support/browser'
import { walk } from './walks'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

/** For a whole walk, also on a machine that has other things to do. */
const LONG = { timeout: 180_000 }

describe('axe finds nothing in light or dark, and nothing is wider than the screen', LONG, () => {
  for (const width of [360, 1280])
    test(`on any screen at ${width} px`, async () => {
      const { page, faults } = await newPage(browser, { width, height: 800 })
      const findings: string[] = []
      await walk(page, inject('url'), async (screen) => {
        if (await isWiderThanScreen(page)) findings.push(`${screen}: wider than the screen`)
        if ((await page.getByRole('heading', { level: 1 }).count()) !== 1) findings.push(`${screen}: not one h1`)
        for (const finding of await axeFindings(page)) findings.push(`${screen}: ${finding}`)
        // Without motion the colours are there at once, and axe sees none in between.
        await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
        for (const finding of await axeFindings(page, 'colours')) findings.push(`${screen}, dark: ${finding}`)
        await page.emulateMedia({ colorScheme: 'light' })
      })
      expect(findings).toEqual([])
      expect(faults).toEqual([])
    })
})

test('at 320 px with the text spaced out, nothing is wider than the screen', LONG, async () => {
  const { page } = await newPage(browser, { width: 320, height: 640 })
  const findings: string[] = []
  await walk(page, inject('url'), async (screen) => {
    await spaceOut(page, { 'line-height': '1.5', 'letter-spacing': '0.12em', 'word-spacing': '0.16em' })
    if (await isWiderThanScreen(page)) findings.push(screen)
    await spaceOut(page, { 'line-height': '', 'letter-spacing': '', 'word-spacing': '' })
  })
  expect(findings).toEqual([])
})

/** Spaces every text as WCAG 1.4.12 asks a page to bear, or as before; no style sheet, which the policy would stop. */
function spaceOut(page: Page, spacing: Readonly<Record<string, string>>): Promise<void> {
  return page.evaluate((properties) => {
    for (const { style } of document.querySelectorAll<HTMLElement>('body *'))
      for (const [name, value] of properties) style.setProperty(name, value)
  }, Object.entries(spacing))
}

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { axeFindings, isWiderThanScreen, launch, newPage } from '../support/browser'
import { walk, walkRoom } from './walks'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

// One walk, and each screen at every width: the way there takes longer than the look.
test.each([
  ['the app', walk],
  ['a workshop', walkRoom],
] as const)(
  'axe finds nothing on any screen of %s in light or dark, and nothing is wider than the screen, also with the text spaced out',
  { timeout: 600_000 },
  async (_, walkThrough) => {
    const { page, faults } = await newPage(browser, { width: 360, height: 800 })
    // Without motion the colours are there at once, and axe sees none in between.
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const findings: string[] = []
    await walkThrough(page, inject('url'), async (screen) => {
      const find = (what: string) => findings.push(`${screen}: ${what}`)
      await page.setViewportSize({ width: 320, height: 640 })
      await spaceOut(page, { 'line-height': '1.5', 'letter-spacing': '0.12em', 'word-spacing': '0.16em' })
      if (await isWiderThanScreen(page)) find('wider than 320 px with the text spaced out')
      await spaceOut(page, { 'line-height': '', 'letter-spacing': '', 'word-spacing': '' })
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 800 })
        if (await isWiderThanScreen(page)) find(`wider than ${width} px`)
        if ((await page.getByRole('heading', { level: 1 }).count()) !== 1) find('not one h1')
        for (const finding of await axeFindings(page)) find(`at ${width} px ${finding}`)
        await page.emulateMedia({ colorScheme: 'dark' })
        for (const finding of await axeFindings(page, 'colours')) find(`at ${width} px, dark, ${finding}`)
        await page.emulateMedia({ colorScheme: 'light' })
      }
    })
    expect(findings).toEqual([])
    expect(faults).toEqual([])
  },
)

/** Spaces every text as WCAG 1.4.12 asks a page to bear, or as before; no style sheet, which the policy would stop. */
function spaceOut(page: Page, spacing: Readonly<Record<string, string>>): Promise<void> {
  return page.evaluate((properties) => {
    for (const { style } of document.querySelectorAll<HTMLElement>('body *'))
      for (const [name, value] of properties) style.setProperty(name, value)
  }, Object.entries(spacing))
}

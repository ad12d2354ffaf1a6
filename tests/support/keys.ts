import type { Page } from 'playwright-core'

/** What has the focus, as a person with a screen reader would hear it begin. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement)) return ''
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.innerText : element.innerText
    return `${element.tagName.toLowerCase()}${element instanceof HTMLInputElement ? `:${element.type}` : ''} ${label ?? ''}`
      .replace(/\s+/g, ' ')
      .trim()
  })
}

/** Presses Tab until the focus is where it should be. */
export async function tabTo(page: Page, wanted: RegExp): Promise<void> {
  const seen: string[] = []
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab')
    const now = await focused(page)
    if (wanted.test(now)) return
    seen.push(now)
  }
  throw new Error(`Tab never came to ${wanted}; it came to:\n${seen.join('\n')}`)
}

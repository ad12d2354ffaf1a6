import type { Page } from 'playwright-core'

/** Waits until the whole build is on the device and the worker answers for this page. */
export async function keptOnDevice(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
}

/** Has the browser look for a newer build now, and waits until it is on the device and waits for a word. */
export async function newerWaits(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    await registration.update()
    const { installing } = registration
    if (!installing) return
    await new Promise<void>((resolve) => {
      const look = () => installing.state !== 'installing' && resolve()
      installing.addEventListener('statechange', look)
      look()
    })
  })
}

/** The names of the caches on this page's origin. */
export function cachesOf(page: Page): Promise<string[]> {
  return page.evaluate(() => caches.keys())
}

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { axeFindings, beginRound, choose, isWiderThanScreen, watch } from '../support/browser'
import { KillableBrowser } from '../support/browserProcess'
import { Host } from '../support/host'

// Windows that keep nothing are promised nothing and install nothing, so these need a browser with a profile of its own.
const browser = new KillableBrowser()
const host = new Host(inject('builds').app)
beforeAll(() => host.start())
afterAll(async () => {
  await browser.remove()
  await host.stop()
})

const question = (page: Page) => page.getByText('Shall this browser keep your answers?')
const offer = (page: Page) => page.getByRole('region', { name: 'Keep Waymark on this device' })

/** What the store keeps of a preference. */
function preference(page: Page, key: string): Promise<unknown> {
  return page.evaluate(async (wanted) => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const db = await settled(indexedDB.open('waymark'))
    const row = (await settled(db.transaction('preferences').objectStore('preferences').get(wanted))) as {
      value: unknown
    }
    db.close()
    return row?.value
  }, key)
}

test('after the first answer the browser is asked once to keep it, and the outcome is told; then the app is offered', async () => {
  let page = await browser.start()
  const faults = watch(page)
  await page.goto(host.url)
  await beginRound(page, 'Short form', 'Keepers')
  await page.getByRole('radio', { name: /^3 / }).waitFor()
  expect(await question(page).count()).toBe(0)
  await choose(page, 3)
  await question(page).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Ask the browser to keep my answers' }).click()
  await page.getByText('The browser has made no promise').waitFor()
  await page.getByRole('button', { name: 'Understood' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await choose(page, 2)
  expect(await question(page).count()).toBe(0)
  // On the first visit there is nothing yet to come back to.
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await page.getByText('2 of 14 questions answered').waitFor()
  expect(await offer(page).count()).toBe(0)

  // A browser that promises it, as most do for a page that is used often.
  await page.getByRole('link', { name: 'Your data on this device' }).click()
  const ask = page.getByRole('button', { name: 'Ask the browser to keep it' })
  await ask.waitFor()
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Browser.grantPermissions', { origin: new URL(host.url).origin, permissions: ['durableStorage'] })
  await ask.click()
  await page.getByText('Yes. The browser has promised not to delete it by itself').waitFor()
  expect(faults).toEqual([])

  await browser.stop()
  page = await browser.start()
  await page.goto(host.url)
  await offer(page).getByRole('button', { name: 'Add Waymark to my apps' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.setViewportSize({ width: 320, height: 700 })
  expect(await isWiderThanScreen(page)).toBe(false)
  await offer(page).getByRole('button', { name: 'No, thank you' }).click()
  await offer(page).waitFor({ state: 'detached' })
  // Nothing on the screen says so.
  await expect.poll(() => preference(page, 'installDeclined')).toBe(true)
  await page.reload()
  await page.getByRole('region', { name: 'An example to explore' }).waitFor()
  expect(await offer(page).count()).toBe(0)
})

import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, expect, inject, test } from 'vitest'
import { beginRound, choose } from '../support/browser'
import { KillableBrowser } from '../support/browserProcess'

const browser = new KillableBrowser()
afterEach(() => browser.remove())

/** Makes the browser unable to open, or to delete, any database of its usual place. */
function breakStore(profile: string): void {
  const all = join(profile, 'Default', 'IndexedDB')
  const store = join(all, readdirSync(all).find((name) => name.endsWith('.leveldb')) ?? '')
  const manifest = join(store, readdirSync(store).find((name) => name.startsWith('MANIFEST')) ?? '')
  rmSync(manifest)
  mkdirSync(manifest)
}

/** The text of the file that the button saves. */
async function fileOf(page: Page, button: string): Promise<string> {
  // Where a browser is steered from outside, it does not say where a download lies.
  await page.evaluate(() => {
    const original = URL.createObjectURL.bind(URL)
    URL.createObjectURL = (blob: Blob) => {
      Object.assign(window, { saved: blob.text() })
      return original(blob)
    }
  })
  await page.getByRole('button', { name: button }).click()
  await page.waitForFunction(() => 'saved' in window)
  return page.evaluate(() => (window as unknown as { saved: Promise<string> }).saved)
}

test('a store that cannot be opened is told, can be saved to a file, and comes back in another place, which is erased too', async () => {
  let page = await browser.start()
  await page.goto(inject('url'))
  await beginRound(page, 'Short form', 'Hard to open')
  await choose(page, 3)
  const address = page.url()
  await browser.stop()
  breakStore(browser.profile)

  page = await browser.start()
  await page.goto(inject('url'))
  const notice = page.getByRole('region', { name: 'Waymark could not read what is saved' })
  await notice.waitFor()
  const { waymark, secondCopy } = JSON.parse(await fileOf(page, 'Save everything that can be read to a file')) as {
    waymark: string
    secondCopy: { unions: { name: string }[]; answers: { itemId: string; answer: { choice: unknown } }[] }
  }
  expect(waymark).toBe('rescue')
  expect(secondCopy.unions.map(({ name }) => name)).toEqual(['Hard to open'])
  expect(secondCopy.answers).toMatchObject([
    { itemId: 'uses-why-collect', answer: { choice: { kind: 'option', value: 3 } } },
  ])

  await notice.getByRole('button', { name: 'Bring back the second copy' }).click()
  await page.getByText('Rounds brought back: 1. Answers brought back: 1.').waitFor()
  await page.getByText('1 of 14 questions answered').waitFor()
  await notice.waitFor({ state: 'detached' })
  await page.goto(address)
  await page
    .getByRole('radio', { checked: true })
    .and(page.getByRole('radio', { name: /^3 / }))
    .waitFor()
  await choose(page, 5)
  await browser.stop()

  page = await browser.start()
  await page.goto(address)
  await page
    .getByRole('radio', { checked: true })
    .and(page.getByRole('radio', { name: /^5 / }))
    .waitFor()
  expect(await page.getByText('brought it back').count()).toBe(0)
  await page.getByRole('link', { name: 'Your data on this device' }).click()
  await page.getByRole('button', { name: 'Erase everything…' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('Erase')
  await page.getByRole('dialog').getByRole('button', { name: 'Erase now' }).click()
  await page.getByRole('heading', { level: 1, name: 'Nothing was found on this device' }).waitFor()
  const buckets = () =>
    page.evaluate(() =>
      (navigator as unknown as { storageBuckets: { keys(): Promise<string[]> } }).storageBuckets.keys(),
    )
  expect(await buckets()).toEqual([])
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
})

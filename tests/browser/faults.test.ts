import { readdirSync, rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, expect, inject, test } from 'vitest'
import { useUpRoom } from '../../scripts/faults/page.mjs'
import { beginRound, choose, savedLine } from '../support/browser'
import { KillableBrowser } from '../support/browserProcess'

let browser: KillableBrowser
afterEach(() => browser.remove())

/** Begins a round, gives the first question an answer, and gives its address. */
async function begun(page: Page): Promise<string> {
  await page.goto(inject('url'))
  await beginRound(page, 'Short form', 'Hard to kill')
  await choose(page, 3)
  return page.url()
}

/** The level that is chosen on the open question. */
async function chosenOn(page: Page): Promise<number> {
  const radio = page.getByRole('radio', { checked: true })
  await radio.waitFor()
  return Number(((await radio.locator('xpath=..').innerText()) || '0').trim()[0])
}

const brought = (page: Page) => page.getByText('Waymark brought it back from its second copy.')

test('ten deaths of the browser while an answer is being written lose nothing that was shown as saved', async () => {
  browser = new KillableBrowser()
  const address = await begun(await browser.start())
  let acknowledged = 3
  let underWay = 3
  for (let kill = 0; kill < 10; kill += 1) {
    await browser.kill()
    const page = await browser.start()
    await page.goto(address)
    expect([acknowledged, underWay], `after death ${kill}`).toContain(await chosenOn(page))
    expect(await brought(page).count()).toBe(0)
    acknowledged = (kill % 5) + 1
    await choose(page, acknowledged)
    underWay = ((kill + 2) % 5) + 1
    await page.getByRole('radio', { name: new RegExp(`^${underWay} `) }).check({ noWaitAfter: true })
  }
  // Eleven starts of a browser.
}, 180_000)

/** The folder of the database inside the profile. */
function folderOf(profile: string): string {
  const all = join(profile, 'Default', 'IndexedDB')
  const name = readdirSync(all).find((each) => each.endsWith('.leveldb'))
  return join(all, name ?? '')
}

test('after three kinds of damage to the files of the store everything comes back, and it is said', async () => {
  browser = new KillableBrowser()
  const address = await begun(await browser.start())
  await browser.stop()
  // Each takes the whole store away. After turned bytes or a missing CURRENT the browser often has everything still, and
  // then there is nothing to tell.
  const damages: readonly ((folder: string) => void)[] = [
    (folder) => rmSync(folder, { recursive: true }),
    (folder) => truncateSync(join(folder, 'CURRENT')),
    (folder) => readdirSync(folder).forEach((name) => rmSync(join(folder, name), { recursive: true })),
  ]
  for (const [index, damage] of damages.entries()) {
    damage(folderOf(browser.profile))
    const page = await browser.start()
    await page.goto(address)
    const before = index === 0 ? 3 : index
    expect(await chosenOn(page), `after damage ${index}`).toBe(before)
    await choose(page, index + 1)
    await brought(page).waitFor()
    await browser.stop()
  }
})

test('when the browser has no room left, the answer stays on the screen, and both copies get it when there is room', async () => {
  browser = new KillableBrowser()
  let page = await browser.start()
  const { origin } = new URL(inject('url'))
  const session = await page.context().newCDPSession(page)
  // Before the first write: how much room is left is remembered for a while by the browser.
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 6_000_000 })
  const address = await begun(page)
  expect(await page.evaluate(useUpRoom)).toBe(true)
  await page.getByRole('radio', { name: /^4 / }).check()
  const alert = page.getByRole('alert')
  await alert.getByText('There is no room left on this device.').waitFor()
  expect(await page.getByRole('radio', { name: /^4 / }).isChecked()).toBe(true)
  expect(await savedLine(page).count()).toBe(0)
  await alert.getByRole('button', { name: 'Save a copy to a file' }).waitFor()

  await session.send('Storage.overrideQuotaForOrigin', { origin })
  // Waymark tries by itself too, and then the button is gone.
  const pressed = async () => {
    await page.evaluate(() => document.querySelector<HTMLButtonElement>('[role=alert] .button:not(.quiet)')?.click())
    return savedLine(page).count()
  }
  await expect.poll(pressed, { timeout: 60_000, interval: 500 }).toBe(1)
  await browser.kill()

  page = await browser.start()
  await page.goto(address)
  expect(await chosenOn(page)).toBe(4)
  expect(await brought(page).count()).toBe(0)
  await browser.stop()

  rmSync(folderOf(browser.profile), { recursive: true })
  page = await browser.start()
  await page.goto(address)
  expect(await chosenOn(page)).toBe(4)
  await brought(page).waitFor()
})

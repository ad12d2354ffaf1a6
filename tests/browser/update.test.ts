import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { beginRound, choose, holds, newPage } from '../support/browser'
import { hosted } from '../support/hosted'
import { cachesOf, keptOnDevice, newerWaits } from '../support/worker'

// The newer version is the build in the pseudo-language: it is told by its words, which begin with ⟦.

const on = hosted()

const NOTICE = 'A new version of Waymark is ready'

/** A first visit that has come to the first question of a round, with the app kept on the device. */
async function answering(): Promise<{ page: Page; faults: string[] }> {
  const { page, faults } = await newPage(on.browser, { isKept: true })
  await page.goto(on.host.url)
  await beginRound(page, 'Short form', 'Under way')
  await keptOnDevice(page)
  await choose(page, 3)
  return { page, faults }
}

/** The host has the newer build alone, and the page has found it. */
async function deploy(page: Page): Promise<void> {
  on.host.folder = inject('builds').pseudo
  await newerWaits(page)
}

/** Told by the foot of the page: an open round keeps the words of its own questionnaire. */
const isNewer = (page: Page) => page.getByRole('contentinfo').getByText('⟦').first().waitFor()

test('a newer version is offered in words, and loaded when it is wanted, with what is being typed', async () => {
  const { page, faults } = await answering()
  expect(await page.getByText(NOTICE).count()).toBe(0)
  await deploy(page)
  await page.getByText(NOTICE).waitFor()
  // Until then this page finds its own files, also those it has never asked for and the host no longer has.
  await page.getByRole('link', { name: 'Help' }).click()
  await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor()
  await page.goBack()
  await page.getByRole('radio', { name: /^3 / }).waitFor()
  await page.getByText('Add a note').click()
  await page.getByRole('textbox', { name: 'Note' }).fill('Still being written')
  await page.getByRole('button', { name: 'Load the new version' }).click()
  await isNewer(page)
  await page.getByRole('radio', { name: /^⟦?3 /, checked: true }).waitFor()
  await holds(page.locator('textarea').first(), 'Still being written')
  expect(faults).toEqual([])
  // The older files go once no page can need them.
  await page.reload()
  await isNewer(page)
  await expect.poll(() => cachesOf(page)).toHaveLength(1)
})

test('a newer version is told to a page that is loaded while it waits already', async () => {
  const { page } = await answering()
  await deploy(page)
  await page.reload()
  await page.getByText(NOTICE).waitFor()
})

test('a page that finds a newer version fetches no more screens of the older one ahead', async () => {
  const { page } = await answering()
  await deploy(page)
  const other = await page.context().newPage()
  const asked: string[] = []
  other.on('request', (request) => asked.push(request.url()))
  await other.clock.install()
  await other.goto(`${on.host.url}#/help`)
  await other.getByRole('heading', { level: 1, name: 'Help' }).waitFor()
  await other.getByText(NOTICE).waitFor()
  await other.clock.runFor(10_000)
  await other.getByRole('link', { name: 'New round', exact: true }).click()
  await other.getByRole('heading', { level: 1, name: 'Start a new round' }).waitFor()
  const of = (screen: string) => asked.filter((url) => url.includes(`/${screen}-`)).length
  expect(of('NewRoundView')).toBeGreaterThan(0)
  expect([of('QuestionView'), of('ResultsView')]).toEqual([0, 0])
})

test('other tabs follow, except one with a form that is not sent yet', async () => {
  const { page } = await answering()
  const idle = await page.context().newPage()
  await idle.goto(`${on.host.url}#/help`)
  await idle.getByRole('heading', { level: 1, name: 'Help' }).waitFor()
  const typing = await page.context().newPage()
  await typing.goto(`${on.host.url}#/new`)
  await keptOnDevice(typing)
  await typing.getByRole('radio', { name: 'Another union' }).check()
  await typing.getByRole('textbox', { name: 'Name of the union' }).fill('Half typed')
  await deploy(page)
  await typing.getByText(NOTICE).waitFor()
  await page.getByRole('button', { name: 'Load the new version' }).click()
  await isNewer(idle)
  await typing.getByText('What you typed into this form is not saved yet').waitFor()
  await holds(typing.getByRole('textbox', { name: 'Name of the union' }), 'Half typed')
  await typing.getByRole('link', { name: 'Help' }).click()
  await typing.getByRole('heading', { level: 1, name: 'Help' }).waitFor()
  await typing.getByRole('button', { name: 'Load the new version' }).click()
  await isNewer(typing)
})

test('a page whose work cannot be saved stays, and says so, until it can', async () => {
  const { page } = await answering()
  await deploy(page)
  await page.getByText(NOTICE).waitFor()
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put
    Object.assign(window, { makeRoom: () => (IDBObjectStore.prototype.put = put) })
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('no room', 'QuotaExceededError')
    }
  })
  await page.getByRole('radio', { name: /^5 / }).check()
  await page.getByRole('alert').getByText('There is no room left on this device.').waitFor()
  await page.getByRole('button', { name: 'Load the new version' }).click()
  await page.getByText('so the page stays as it is').waitFor()
  await page.getByRole('radio', { name: /^5 /, checked: true }).waitFor()
  await page.evaluate(() => (window as unknown as { makeRoom: () => void }).makeRoom())
  await page.getByRole('button', { name: 'Load the new version' }).click()
  await isNewer(page)
  await page.getByRole('radio', { name: /^⟦?5 /, checked: true }).waitFor()
})

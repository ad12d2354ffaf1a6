import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { lay, threeRounds } from '../../scripts/lay.mjs'
import { answerAll, beginCheck, beginRound, choose, launch, newPage, placesOf, seal } from '../support/browser'
import { KillableBrowser } from '../support/browserProcess'
import { Host } from '../support/host'
import { cachesOf, keptOnDevice } from '../support/worker'

let browser: Browser
let host: Host
const killable = new KillableBrowser()
beforeAll(async () => {
  browser = await launch()
})
beforeEach(async () => {
  host = new Host(inject('builds').app)
  await host.start()
})
afterEach(() => host.stop())
afterAll(async () => {
  await browser?.close()
  await killable.remove()
})

test('after the first visit everything works without a network, also when the browser was closed in between', async () => {
  let page = await killable.start()
  await page.goto(host.url)
  await page.getByRole('link', { name: 'Start' }).waitFor()
  await keptOnDevice(page)
  await lay(page, threeRounds())
  await killable.kill()
  await host.stop()

  page = await killable.start()
  await page.goto(host.url)
  await page.getByText('Riverside Workers').first().waitFor()
  await page.goto(`${host.url}#/a/round-c/compare`)
  await page.getByRole('heading', { name: 'Can these be compared?' }).waitFor()
  await page.goto(`${host.url}#/u/union-compared/plan`)
  await page.getByRole('heading', { level: 1, name: /plan/i }).waitFor()
  await page.goto(`${host.url}#/report/round-c`)
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /Word/ }).click()])
  expect(file.suggestedFilename()).toMatch(/\.docx$/)
  await page.goto(`${host.url}#/help`)
  await page.getByRole('searchbox').fill('keyboard')
  await page.getByRole('heading', { name: 'The keyboard' }).waitFor()
  await page.goto(`${host.url}#/example`)
  await page.getByRole('heading', { level: 1, name: /\(example\)$/ }).waitFor()

  await beginCheck(page, 'Short form')
  await page.getByRole('link', { name: 'Go to the first question' }).click()
  await answerAll(
    page,
    Array.from({ length: 12 }, () => 2),
  )
  await seal(page)
  await page.getByRole('img', { name: /^Radar chart/ }).waitFor()
  expect((await placesOf(page))['Manage risk']).toBe('roughly On course')
})

test('a page of the first visit goes on when the network goes, over screens that were never opened', async () => {
  const { page, faults } = await newPage(browser)
  await page.goto(host.url)
  await page.getByRole('link', { name: 'Start' }).waitFor()
  await keptOnDevice(page)
  await host.stop()
  await beginRound(page, 'Short form')
  await page.getByRole('link', { name: 'Go to the first question' }).click()
  await choose(page, 3)
  await page.getByRole('link', { name: 'Help' }).click()
  await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor()
  expect(faults).toEqual([])
  await page.context().close()
})

test.each(['', 'index.html', '?from=a-letter', 'index.html?x=1&y'])(
  'in a sub-folder of a host that varies its answers, “%s” opens without a network',
  async (address) => {
    host.path = '/unions/waymark/'
    host.headersOf = () => ({ vary: 'Origin, Accept-Encoding' })
    const { page } = await newPage(browser)
    await page.goto(host.url)
    await page.getByRole('link', { name: 'Start' }).waitFor()
    await keptOnDevice(page)
    await host.stop()
    await page.goto(`${host.url}${address}#/help`)
    await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor()
    await page.context().close()
  },
)

test.each([
  ['is missing', null],
  ['was changed on the way', 'changed'],
])(
  'nothing is kept when one file %s, and the app works all the same; all is kept once it is mended',
  async (_, body) => {
    host.instead.set('questionnaire.schema.json', body)
    const { page } = await newPage(browser)
    // Registered by hand, so that the end of it can be waited for.
    await page.goto(`${host.url}icon.svg`)
    await page.goto(host.url)
    await page.getByRole('link', { name: 'Start' }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    const register = () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration()
        const worker = registration?.installing
        if (!worker) return registration?.active ? 'active' : 'none'
        return new Promise<string>((resolve) =>
          worker.addEventListener('statechange', () => worker.state !== 'installing' && resolve(worker.state)),
        )
      })
    await expect.poll(register, { timeout: 20_000 }).toMatch(/redundant|none/)
    expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull()
    host.instead.clear()
    await page.reload()
    await keptOnDevice(page)
    expect(await cachesOf(page)).toHaveLength(1)
    await page.context().close()
  },
)

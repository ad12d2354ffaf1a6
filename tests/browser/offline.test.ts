import { afterAll, expect, test } from 'vitest'
import { lay, threeRounds } from '../../scripts/lay.mjs'
import { answerAll, beginCheck, beginRound, choose, newPage, placesOf, seal } from '../support/browser'
import { KillableBrowser } from '../support/browserProcess'
import { hosted } from '../support/hosted'
import { cachesOf, keptOnDevice } from '../support/worker'

const on = hosted()
const killable = new KillableBrowser()
afterAll(() => killable.remove())

test('after the first visit everything works without a network, also when the browser was closed in between', async () => {
  let page = await killable.start()
  await page.goto(on.host.url)
  await page.getByRole('link', { name: 'Start', exact: true }).waitFor()
  await keptOnDevice(page)
  await lay(page, threeRounds())
  await killable.kill()
  await on.host.stop()

  page = await killable.start()
  await page.goto(on.host.url)
  await page.getByText('Riverside Workers').first().waitFor()
  await page.goto(`${on.host.url}#/a/round-c/compare`)
  await page.getByRole('heading', { name: 'Can these be compared?' }).waitFor()
  await page.goto(`${on.host.url}#/u/union-compared/plan`)
  await page.getByRole('heading', { level: 1, name: /plan/i }).waitFor()
  await page.goto(`${on.host.url}#/report/round-c`)
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /Word/ }).click()])
  expect(file.suggestedFilename()).toMatch(/\.docx$/)
  await page.goto(`${on.host.url}#/help`)
  await page.getByRole('searchbox').fill('keyboard')
  await page.getByRole('heading', { name: 'The keyboard' }).waitFor()
  await page.goto(`${on.host.url}#/example`)
  await page.getByRole('heading', { level: 1, name: /\(example\)$/ }).waitFor()

  await beginCheck(page, 'Short form')
  await answerAll(
    page,
    Array.from({ length: 12 }, () => 2),
  )
  await seal(page)
  await page.getByRole('img', { name: /^Radar chart/ }).waitFor()
  expect((await placesOf(page))['Manage risk']).toBe('roughly On course')
})

test('a page of the first visit goes on when the network goes, over screens that were never opened', async () => {
  const { page, faults } = await newPage(on.browser, { isKept: true })
  await page.goto(on.host.url)
  await page.getByRole('link', { name: 'Start', exact: true }).waitFor()
  await keptOnDevice(page)
  await on.host.stop()
  await beginRound(page, 'Short form')
  await choose(page, 3)
  await page.getByRole('link', { name: 'Help' }).click()
  await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor()
  expect(faults).toEqual([])
})

test('what the network lost on the first visit is fetched when the network is back, on the same visit', async () => {
  const { page, context } = await newPage(on.browser, { isKept: true })
  on.host.instead.set('icon-512.png', null)
  await page.goto(on.host.url)
  await page.getByRole('link', { name: 'Start', exact: true }).waitFor()
  await expect.poll(() => on.host.asked.has('icon-512.png')).toBe(true)
  // The browser takes all or nothing.
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistrations()).length === 0)
  await context.setOffline(true)
  on.host.instead.clear()
  await context.setOffline(false)
  await keptOnDevice(page)
  await on.host.stop()
  await page.goto(`${on.host.url}#/help`)
  await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor()
})

test('where not even the worker came, it is asked for again when the network is back', async () => {
  const { page, context } = await newPage(on.browser, { isKept: true })
  on.host.instead.set('sw.js', null)
  await page.goto(on.host.url)
  await page.getByRole('link', { name: 'Start', exact: true }).waitFor()
  await expect.poll(() => on.host.asked.has('sw.js')).toBe(true)
  await context.setOffline(true)
  on.host.instead.clear()
  await context.setOffline(false)
  await keptOnDevice(page)
})

test('what a person has deleted of the app is not put on the device again on the same visit', async () => {
  const { page, context } = await newPage(on.browser, { isKept: true })
  await page.goto(on.host.url)
  await page.getByRole('link', { name: 'Start', exact: true }).waitFor()
  await keptOnDevice(page)
  await page.evaluate(async () => {
    for (const each of await navigator.serviceWorker.getRegistrations()) await each.unregister()
  })
  on.host.asked.clear()
  await context.setOffline(true)
  await context.setOffline(false)
  await page.getByRole('link', { name: 'Help' }).click()
  await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor()
  expect(on.host.asked.has('sw.js')).toBe(false)
})

test.each(['', 'index.html', '?from=a-letter', 'index.html?x=1&y'])(
  'in a sub-folder of a host that varies its answers, “%s” opens without a network',
  async (address) => {
    on.host.path = '/unions/waymark/'
    on.host.headersOf = () => ({ vary: 'Origin, Accept-Encoding' })
    const { page } = await newPage(on.browser, { isKept: true })
    await page.goto(on.host.url)
    await page.getByRole('link', { name: 'Start', exact: true }).waitFor()
    await keptOnDevice(page)
    await on.host.stop()
    await page.goto(`${on.host.url}${address}#/help`)
    await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor()
  },
)

test.each([
  ['is missing', null],
  ['was changed on the way', 'changed'],
])(
  'nothing is kept when one file %s, and the app works all the same; all is kept once it is mended',
  async (_, body) => {
    on.host.instead.set('questionnaire.schema.json', body)
    const { page } = await newPage(on.browser, { isKept: true })
    await page.goto(on.host.url)
    await page.getByRole('link', { name: 'Start', exact: true }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    const becomeOfIt = () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration()
        const worker = registration?.installing
        if (!worker) return registration?.active ? 'active' : 'none'
        return new Promise<string>((resolve) =>
          worker.addEventListener('statechange', () => worker.state !== 'installing' && resolve(worker.state)),
        )
      })
    await expect.poll(() => on.host.asked.has('questionnaire.schema.json')).toBe(true)
    await expect.poll(becomeOfIt).toMatch(/redundant|none/)
    expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull()
    on.host.instead.clear()
    await page.reload()
    await keptOnDevice(page)
    expect(await cachesOf(page)).toHaveLength(1)
  },
)

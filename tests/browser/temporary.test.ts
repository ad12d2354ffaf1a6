import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { axeFindings, beginRound, choose, isWiderThanScreen, launch, newPage, watch } from '../support/browser'
import { keptOnDevice } from '../support/worker'

const browser = await launch()

/** What is kept for the page’s address, found past the app. */
function kept(page: Page) {
  return page.evaluate(async () => {
    const files: string[] = []
    const folder = (await navigator.storage.getDirectory()) as FileSystemDirectoryHandle & {
      keys(): AsyncIterable<string>
    }
    for await (const name of folder.keys()) files.push(name)
    const cached = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))
    return {
      databases: (await indexedDB.databases()).map(({ name }) => name),
      files,
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      cached: cached.flat().map(({ url }) => url),
    }
  })
}

/** A page of the same origin on which Waymark does not run. */
const BARE = 'icon.svg'
const kept0 = { databases: [], files: [], local: [], session: [] }
const LINE = 'Temporary: nothing is kept when this tab is closed. Save a file before you leave.'
const notice = (page: Page) => page.getByRole('region', { name: 'Temporary' })

/** Chooses to keep nothing, and waits until the page says so. */
async function keepNothing(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'This is a shared computer: keep nothing here' }).click()
  await notice(page).getByText(LINE).waitFor()
}

/** A round with one answer, which lies in the page’s memory. */
async function answerOne(page: Page): Promise<void> {
  await beginRound(page, 'Short form', 'Harbour Union')
  await page.getByRole('radio', { name: /^3 / }).check()
  await page
    .getByText(/^Kept until this tab is closed/)
    .and(page.locator(':not([role])'))
    .waitFor()
}

test('on a shared computer nothing is kept after closing but what was saved to a file', async () => {
  const { page, context, faults } = await newPage(browser, { width: 360, height: 800, isKept: true })
  await page.goto(inject('url'))
  await keepNothing(page)
  const findings: string[] = []
  const look = async (screen: string) => {
    if (await isWiderThanScreen(page)) findings.push(`${screen}: wider than the screen`)
    for (const finding of await axeFindings(page)) findings.push(`${screen}: ${finding}`)
  }
  await look('welcome')
  await answerOne(page)
  await look('question')
  await page.getByRole('link', { name: 'Your data on this device' }).click()
  await page.getByRole('heading', { name: 'What is in this tab' }).waitFor()
  await page.getByText('Nothing is kept here: all that you write stays in the memory of this tab.').waitFor()
  expect(await page.getByRole('button', { name: 'Erase everything…' }).count()).toBe(0)
  await notice(page).getByText(LINE).waitFor()
  await look('data')

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    notice(page).getByRole('button', { name: 'Save a file' }).click(),
  ])
  await notice(page).getByText('Take it with you').waitFor()
  await look('data, saved')
  const text = readFileSync(await download.path(), 'utf8')
  expect(JSON.parse(text)).toMatchObject({ waymark: 'project', records: { answers: [{}] } })
  await keptOnDevice(page)
  await page.close()
  expect(faults).toEqual([])
  expect(findings).toEqual([])

  const bare = await context.newPage()
  await bare.goto(`${inject('url')}${BARE}`)
  const { cached, ...found } = await kept(bare)
  expect(found).toEqual(kept0)
  expect(cached.filter((url) => !/\.(?:js|css|html|svg|png|json|webmanifest)(?:\?|$)/.test(url))).toEqual([])
  const bodies = await bare.evaluate(async () => {
    const texts: string[] = []
    for (const name of await caches.keys())
      for (const each of await (await caches.open(name)).matchAll()) texts.push(await each.text())
    return texts.join('')
  })
  expect(bodies).not.toContain('Harbour Union')

  // The file is all that is left, and it opens: the answer is in it.
  await bare.goto(`${inject('url')}#/open`)
  watch(bare)
  await bare.locator('input[type="file"]').setInputFiles({
    name: 'union.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  })
  await bare.getByText('Harbour Union').first().waitFor()
  await context.close()
})

test('what others keep on the device is not shown, and is the same afterwards', async () => {
  const { page, context, faults } = await newPage(browser)
  await page.goto(inject('url'))
  await beginRound(page, 'Short form', 'River Union')
  await choose(page, 3)
  await page.getByRole('link', { name: 'Your data on this device' }).click()
  await page.getByRole('link', { name: 'Keep nothing from now on' }).click()
  await notice(page).getByText(LINE).waitFor()
  expect(await page.getByText('River Union').count()).toBe(0)
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await page.getByRole('heading', { name: 'Your rounds' }).waitFor()
  await page.getByText('The rounds you begin will be listed here').waitFor()
  await answerOne(page)

  const other = await context.newPage()
  const otherFaults = watch(other)
  await other.goto(inject('url'))
  await other.getByText('River Union').first().waitFor()
  expect(await other.getByText('Harbour Union').count()).toBe(0)
  await other.getByText('1 of 14 questions answered').waitFor()
  expect(await other.getByRole('alert').count()).toBe(0)
  expect([...faults, ...otherFaults]).toEqual([])
  await context.close()
})

test('leaving is asked about while something is in no file, and a page that is loaded again keeps nothing still', async () => {
  const { page, context } = await newPage(browser)
  const asked: string[] = []
  page.on('dialog', (dialog) => {
    asked.push(dialog.type())
    void dialog.accept()
  })
  await page.goto(inject('url'))
  await keepNothing(page)
  await page.reload()
  await notice(page).waitFor()
  expect(asked).toEqual([])

  await answerOne(page)
  await page.reload()
  expect(asked).toEqual(['beforeunload'])
  await notice(page).getByText(LINE).waitFor()
  await page.getByText('This round is not in this tab').waitFor()

  await answerOne(page)
  await Promise.all([page.waitForEvent('download'), notice(page).getByRole('button', { name: 'Save a file' }).click()])
  await notice(page).getByText('Take it with you').waitFor()
  await page.reload()
  await notice(page).waitFor()
  expect(asked).toEqual(['beforeunload'])
  await context.close()
})

test('the usual way is there again when it is asked for', async () => {
  const { page, context } = await newPage(browser)
  await page.goto(`${inject('url')}?temporary#/data`)
  await page.getByRole('link', { name: 'Use Waymark in the usual way again' }).click()
  await page.getByRole('link', { name: 'This is a shared computer: keep nothing here' }).waitFor()
  expect(await notice(page).count()).toBe(0)
  expect(new URL(page.url()).search).toBe('')
  await context.close()
})

import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { beginRound, choose, launch, newPage, watch } from '../support/browser'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

/** A file as the browser saved it. */
async function saved(page: Page, act: () => Promise<void>): Promise<{ name: string; content: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), act()])
  return { name: download.suggestedFilename(), content: readFileSync(await download.path()) }
}

/** A draft with one answer, stored. */
async function answerOne(page: Page): Promise<void> {
  await page.goto(inject('url'))
  await beginRound(page, 'Short form', 'Harbour Union')
  await page.getByRole('link', { name: 'Go to the first question' }).click()
  await choose(page, 3)
}

/** What is kept for the page’s address, found past the app. */
function kept(page: Page) {
  return page.evaluate(async () => {
    const files: string[] = []
    const folder = (await navigator.storage.getDirectory()) as FileSystemDirectoryHandle & {
      keys(): AsyncIterable<string>
    }
    for await (const name of folder.keys()) files.push(name)
    return {
      databases: (await indexedDB.databases()).map(({ name }) => name),
      files,
      caches: await caches.keys(),
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }
  })
}
const NOTHING = { databases: [], files: [], caches: [], local: [], session: [], workers: 0 }

test('a file is locked with six words in a worker, under the policy, and opens with them alone', async () => {
  const { page, faults } = await newPage(browser)
  await page.goto(`${inject('url')}#/data`)
  const file = page.getByLabel('Choose a file to lock or to unlock')
  const text = '{"waymark":"round","name":"Ärzte ✊"}\n'
  await file.setInputFiles({ name: 'a-round.json', mimeType: 'application/json', buffer: Buffer.from(text) })
  const words = page.locator('[translate="no"]').first()
  await expect.poll(async () => (await words.innerText()).split(' ').length).toBe(6)
  const phrase = await words.innerText()
  await page.getByRole('checkbox', { name: 'I have printed the words or written them down' }).check()
  const locked = await saved(page, () => page.getByRole('button', { name: 'Save a locked copy' }).click())
  await page.getByText(/^The locked copy was opened once/).waitFor()
  expect(locked.name).toBe('a-round.json.age')
  expect(locked.content.toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt \S+ 1[67]\n/)

  await file.setInputFiles({ name: locked.name, mimeType: 'application/octet-stream', buffer: locked.content })
  const field = page.getByLabel('The passphrase of this file')
  await field.fill(`${phrase}x`)
  await page.getByRole('button', { name: 'Open the file' }).click()
  await page.getByText(/^This passphrase does not open the file/).waitFor({ timeout: 60_000 })
  await field.fill(phrase)
  const opened = await saved(page, () => page.getByRole('button', { name: 'Open the file' }).click())
  expect(opened.name).toBe('a-round.json')
  expect(opened.content.toString()).toBe(text)
  expect(faults).toEqual([])
})

test('the checks tell what is so in this browser, and a try to connect is stopped by the policy', async () => {
  const { page, faults } = await newPage(browser)
  await answerOne(page)
  await page.getByRole('link', { name: 'Your data on this device' }).click()
  await page.getByRole('button', { name: 'Check this copy now' }).click()
  await page.getByText('The page carries a rule for your browser that forbids every connection').waitFor()
  await page.getByText(/^\d+ files were loaded since the page was opened, all of them from this address\.$/).waitFor()
  await page.getByText('The browser treats this address as secure').waitFor()
  await page.getByText(/^This is Waymark \d+\.\d+\.\d+\. Its first file is called index-[\w-]+\.js\.$/).waitFor()
  expect(faults).toEqual([])
  await page.getByRole('button', { name: 'Try to connect' }).click()
  await page.getByText('The attempt was stopped.').waitFor()
  expect(faults.length).toBeGreaterThan(0)
  expect(faults.filter((fault) => !/Content Security Policy/.test(fault))).toEqual([])
})

test('erasing takes a typed word, empties every place, sends other tabs away, and finds nothing by looking', async () => {
  const { page, context, faults } = await newPage(browser)
  await answerOne(page)
  const other = await context.newPage()
  const otherFaults = watch(other)
  await other.goto(page.url())
  await other.getByRole('radio').first().waitFor()
  await page.getByRole('link', { name: 'Your data on this device' }).click()
  await page.getByRole('rowheader', { name: /^Answers/ }).waitFor()
  await page.evaluate(async () => {
    localStorage.setItem('a', '1')
    await caches.open('b')
    const folder = await navigator.storage.getDirectory()
    await (await folder.getDirectoryHandle('c', { create: true })).getFileHandle('d', { create: true })
  })
  await page.getByRole('button', { name: 'Erase everything…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('yes')
  await dialog.getByRole('button', { name: 'Erase now' }).click()
  await dialog.getByText('Nothing has been erased.').waitFor()
  expect((await kept(page)).databases).toContain('waymark')

  await dialog.getByRole('textbox').fill('Erase')
  await dialog.getByRole('button', { name: 'Erase now' }).click()
  await page.getByRole('heading', { level: 1, name: 'Nothing is left on this device' }).waitFor()
  await expect.poll(() => page.getByText('Empty.', { exact: true }).count()).toBe(6)
  expect(await kept(page)).toEqual(NOTHING)
  await other.getByRole('heading', { level: 1, name: 'Nothing is left on this device' }).waitFor()

  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Nothing is left on this device' }).waitFor()
  expect(await kept(page)).toEqual(NOTHING)
  await page.getByRole('link', { name: 'Begin anew with Waymark' }).click()
  await page.getByRole('link', { name: 'Start', exact: true }).waitFor()
  expect([...faults, ...otherFaults]).toEqual([])
})

test('a link to the page after erasing erases nothing, and says what is there', async () => {
  const { page } = await newPage(browser)
  await answerOne(page)
  await page.goto(`${inject('url')}#/erased`)
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Something is still on this device' }).waitFor()
  expect((await kept(page)).databases).toContain('waymark')
  await page.getByRole('link', { name: 'Begin anew with Waymark' }).click()
  await page.getByRole('heading', { name: 'Harbour Union' }).waitFor()
})

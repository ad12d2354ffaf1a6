import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import {
  axeFindings,
  beginRound,
  choose,
  isWiderThanScreen,
  launch,
  newPage,
  savedLine,
  seal,
  toCheck,
} from '../support/browser'

const browser = await launch()

const url = inject('url')
/** Milliseconds for a passphrase on a busy machine. */
const SLOW = 90_000
const chooser = (page: Page) => page.getByLabel('Choose a file, or drop it here')
const file = (text: string) => ({ name: 'union.json', mimeType: 'application/json', buffer: Buffer.from(text) })

/** A browser that lets a page choose no place for a file: what is saved goes to the downloads. */
async function withoutPlaces(page: Page): Promise<void> {
  await page.addInitScript(() => Object.defineProperty(window, 'showSaveFilePicker', { value: undefined }))
}

/** A browser in which the person chooses a place: a real file of the browser’s own, since nobody is there to choose. */
async function withPlace(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const choose = async ({ suggestedName }: { suggestedName: string }) =>
      (await navigator.storage.getDirectory()).getFileHandle(`chosen-${suggestedName}`, { create: true })
    Object.defineProperty(window, 'showSaveFilePicker', { value: choose })
  })
}

/** A union with a sealed round of one answer; comes to its results. */
async function sealUnion(page: Page, name: string): Promise<void> {
  await beginRound(page, 'Short form', name)
  await choose(page, 4)
  await savedLine(page).waitFor()
  await toCheck(page)
  await seal(page)
}

/** A union with one answer, saved to a file and read back. */
async function saveUnion(page: Page): Promise<string> {
  await withoutPlaces(page)
  await page.goto(url)
  await sealUnion(page, 'Quayside Union')
  await page.getByRole('link', { name: 'See the union’s page' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save a file' }).click()
  const text = readFileSync(await (await download).path(), 'utf8')
  await page.getByText('Saved to your downloads, not checked yet.').waitFor()
  await page.getByLabel('Choose the file that you just saved').setInputFiles(file(text))
  await page.getByText('The file was read back and matches.').waitFor()
  return text
}

test('a union is saved, read back, opened on another device, and taken away again', async () => {
  const first = await newPage(browser)
  const text = await saveUnion(first.page)
  expect(first.faults).toEqual([])

  const { page, faults } = await newPage(browser, { width: 360 })
  await page.goto(url)
  await page.getByRole('link', { name: 'Open a file' }).click()
  await chooser(page).setInputFiles(file(text))
  const preview = page.getByRole('region', { name: 'What is in this file' })
  await preview.getByText('Quayside Union').waitFor()
  await preview.getByText('This union is not here yet.').waitFor()
  expect(await axeFindings(page)).toEqual([])
  expect(await isWiderThanScreen(page)).toBe(false)
  await preview.getByRole('button', { name: 'Add this union' }).click()
  await page.getByText('The union was added.').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('link', { name: 'Go to Quayside Union' }).click()
  await page.getByRole('heading', { level: 1, name: 'Quayside Union' }).waitFor()
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await page.getByRole('link', { name: /^See the results/ }).click()
  await page.getByRole('link', { name: 'See all answers' }).waitFor()

  await page.goto(`${url}#/open`)
  await chooser(page).setInputFiles(file(text))
  await page.getByText('Everything in this file is here already.').waitFor()
  await page.getByRole('button', { name: 'Leave everything as it is' }).click()
  await page.getByRole('button', { name: /^Undo this/ }).click()
  await page.getByText('The union is again what it was before.').waitFor()
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await page.getByText('The rounds you begin will be listed here').waitFor()
  expect(await page.getByRole('link', { name: /^See the results/ }).count()).toBe(0)
  expect(faults).toEqual([])
})

test('a file that is cut short is refused in words, and nothing is stored', async () => {
  const { page, faults } = await newPage(browser)
  const text = await saveUnion(page)
  await page.goto(`${url}#/open`)
  await chooser(page).setInputFiles(file(text.slice(0, 900)))
  await page.getByRole('alert').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await chooser(page).setInputFiles(file(text))
  await page.getByText('Everything in this file is here already.').waitFor()
  expect(faults).toEqual([])
})

test('a union is locked with six words in a worker, under the policy, and opens with them alone', async () => {
  const { page, context, faults } = await newPage(browser, { width: 360 })
  await saveUnion(page)
  await page.getByRole('checkbox', { name: 'Lock the file with a passphrase' }).check()
  const words = page.locator('[translate="no"]').first()
  await expect.poll(async () => (await words.innerText()).split(' ').length).toBe(6)
  const phrase = await words.innerText()
  const save = page.getByRole('button', { name: 'Save a file' })
  await save.click()
  await page.getByText('Print the words or write them down first').waitFor()
  expect(await axeFindings(page)).toEqual([])
  expect(await isWiderThanScreen(page)).toBe(false)
  await page.getByRole('checkbox', { name: 'I have printed the words or written them down' }).check()
  // Every try of a passphrase takes seconds, by design.
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: SLOW }), save.click()])
  const content = readFileSync(await download.path())
  expect(download.suggestedFilename()).toMatch(/^waymark-union-\d{4}-\d{2}-\d{2}\.json\.age$/)
  expect(content.toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt \S+ 1[67]\n/)
  const locked = { name: download.suggestedFilename(), mimeType: 'application/octet-stream', buffer: content }
  await page.getByLabel('Choose the file that you just saved').setInputFiles(locked)
  await page.getByText('The file was read back and matches.').waitFor({ timeout: SLOW })

  await page.goto(`${url}#/open`)
  await chooser(page).setInputFiles(locked)
  const field = page.getByLabel('The passphrase of this file')
  await field.fill(`${phrase}x`)
  await page.getByRole('button', { name: 'Open the file' }).click()
  await page.getByText(/^This passphrase does not open the file/).waitFor({ timeout: SLOW })
  expect(await axeFindings(page)).toEqual([])
  await field.fill(phrase)
  await page.getByRole('button', { name: 'Open the file' }).click()
  const preview = page.getByRole('region', { name: 'What is in this file' })
  await preview.getByText('Quayside Union').waitFor({ timeout: SLOW })
  await preview.getByText('Everything in this file is here already.').waitFor()
  expect(faults).toEqual([])
  await context.close()
}, 400_000)

test('where a place can be chosen, the file is written there, read back, and is the backup that Home and /data know of', async () => {
  const { page, context, faults } = await newPage(browser, { width: 360 })
  await withPlace(page)
  await page.goto(url)
  await sealUnion(page, 'Quayside Union')
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  const reminder = page.getByRole('region', { name: 'A backup would be good now' })
  await reminder.getByText('There is no backup yet').waitFor()
  expect(await axeFindings(page)).toEqual([])
  expect(await isWiderThanScreen(page)).toBe(false)
  await reminder.getByRole('link', { name: 'Save a file Quayside Union' }).click()
  await page.getByRole('button', { name: 'Save a file' }).click()
  await page.getByText('The file was read back and matches.').waitFor()
  await page.getByText('Everything that is stored here is in it.').waitFor()
  expect(await page.getByLabel('Choose the file that you just saved').count()).toBe(0)
  expect(await axeFindings(page)).toEqual([])

  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await page.getByRole('link', { name: /^See the results/ }).waitFor()
  await page.getByRole('link', { name: 'Your data on this device' }).click()
  await page.getByText(/^The last backup was made on .* Everything that is stored here is in it\.$/).waitFor()
  expect(await axeFindings(page)).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})

test('a reminder of one union is quiet when somebody wants that, also after loading again', async () => {
  const { page, context, faults } = await newPage(browser)
  await page.goto(url)
  await sealUnion(page, 'Quayside Union')
  await sealUnion(page, 'Civic Union')
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  const quiet = page.getByRole('button', { name: 'Remind me in two weeks Civic Union' })
  await quiet.click()
  await quiet.waitFor({ state: 'detached' })
  await page.reload()
  await page.getByRole('button', { name: 'Remind me in two weeks Quayside Union' }).waitFor()
  expect(await quiet.count()).toBe(0)
  expect(faults).toEqual([])
  await context.close()
})

import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
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

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

const url = inject('url')
const chooser = (page: Page) => page.getByLabel('Choose a file, or drop it here')
const file = (text: string) => ({ name: 'union.json', mimeType: 'application/json', buffer: Buffer.from(text) })

/** A union with one answer, saved to a file and read back. */
async function saveUnion(page: Page): Promise<string> {
  await page.goto(url)
  await beginRound(page, 'Short form', 'Quayside Union')
  await page.getByRole('link', { name: 'Go to the first question' }).click()
  await choose(page, 4)
  await savedLine(page).waitFor()
  await toCheck(page)
  await seal(page)
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
  await preview.getByText('This union is not on this device yet.').waitFor()
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
  await page.getByText('Everything in this file is on this device already.').waitFor()
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
  await page.getByText('Everything in this file is on this device already.').waitFor()
  expect(faults).toEqual([])
})

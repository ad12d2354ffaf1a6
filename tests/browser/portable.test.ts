import { spawn } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFindings, beginRound, choose, isWiderThanScreen, watch } from '../support/browser'
import { KillableBrowser } from '../support/browserProcess'

const FOLDER = 'node_modules/.cache/portable'
const address = pathToFileURL(`${FOLDER}/Waymark.html`).href
const browser = new KillableBrowser()

beforeAll(async () => {
  const env: NodeJS.ProcessEnv = { ...process.env }
  delete env.NODE_ENV
  const build = `npm run build:portable --ignore-scripts -- --outDir ${FOLDER}`
  const child = spawn(build, { shell: true, stdio: ['ignore', 'ignore', 'inherit'], env })
  expect(await new Promise((done) => child.on('close', done))).toBe(0)
}, 180_000)
afterAll(() => browser.remove())

/** Milliseconds: every try of a passphrase takes seconds, by design. */
const SLOW = 90_000

const limitsOf = (page: Page) => page.getByRole('region', { name: 'You are using Waymark from a file' })

/** What a button gives to the browser to save. */
async function saved(page: Page, button: string | RegExp): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([
    page.waitForEvent('download', { timeout: SLOW }),
    page.getByRole('button', { name: button }).click(),
  ])
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) }
}

test('the portable build is one file, which opens from a disk, keeps answers, and saves, reads and locks files', async () => {
  expect(readdirSync(FOLDER)).toEqual(['Waymark.html'])
  let page = await browser.start()
  let faults = watch(page)
  await page.goto(address)
  await limitsOf(page).getByText('Your answers are kept by this browser on this computer.').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.setViewportSize({ width: 360, height: 800 })
  expect(await isWiderThanScreen(page)).toBe(false)
  await beginRound(page, 'Short form', 'Stick Workers')
  await choose(page, 4)
  await page.getByText('This browser can keep only one copy of your answers.').waitFor()
  expect(faults).toEqual([])

  await browser.stop()
  page = await browser.start()
  faults = watch(page)
  // Nobody is there to choose a place for a file.
  await page.addInitScript(() => Object.defineProperty(window, 'showSaveFilePicker', { value: undefined }))
  await page.goto(address)
  await limitsOf(page).waitFor()
  await page.getByText('1 of 14 questions answered').waitFor()
  await page.getByRole('link', { name: /^See the union’s page/ }).click()
  const file = await saved(page, 'Save a file')
  await page
    .getByLabel('Choose the file that you just saved')
    .setInputFiles({ name: file.name, mimeType: 'application/json', buffer: file.bytes })
  await page.getByText('The file was read back and matches.').waitFor()

  await page.getByRole('link', { name: 'Your data on this device' }).click()
  await page.getByText('Once: this browser can keep only one copy.').waitFor()
  await page.getByRole('button', { name: 'Check this copy now' }).click()
  await page.getByText('The page carries a rule for your browser that forbids every connection').waitFor()
  await page.getByText('Nothing was loaded.').waitFor()
  await page.goBack()
  await page.getByRole('checkbox', { name: 'Lock the file with a passphrase' }).check()
  await page.getByRole('radio', { name: 'A passphrase of your own' }).check()
  await page.getByLabel('Your passphrase').fill('stick in the drawer of the office')
  await page.getByLabel('The same passphrase again').fill('stick in the drawer of the office')
  const locked = await saved(page, 'Save a file')
  expect(locked.bytes.toString('latin1')).toMatch(/^age-encryption\.org\/v1\n/)
  await page
    .getByLabel('Choose the file that you just saved')
    .setInputFiles({ name: locked.name, mimeType: 'application/octet-stream', buffer: locked.bytes })
  await page.getByText('The file was read back and matches.').waitFor({ timeout: SLOW })
  expect(faults).toEqual([])
})

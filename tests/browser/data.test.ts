import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { axeFindings, beginRound, choose, isWiderThanScreen, launch, newPage, watch } from '../support/browser'

const browser = await launch()

/** A draft with one answer, stored. */
async function answerOne(page: Page): Promise<void> {
  await page.goto(inject('url'))
  await beginRound(page, 'Short form', 'Harbour Union')
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

test('the checks tell what is so in this browser, and a try to connect is stopped by the policy', async () => {
  const { page, faults } = await newPage(browser, { isKept: true })
  await answerOne(page)
  await page.getByRole('link', { name: 'Your data on this device' }).click()
  await page.getByRole('button', { name: 'Check this copy now' }).click()
  await page.getByText('The page carries a rule for your browser that forbids every connection').waitFor()
  await page.getByText(/^\d+ files were loaded since the page was opened, all of them from this address\.$/).waitFor()
  await page.getByText('The browser treats this address as secure').waitFor()
  await page.getByText(/^This is Waymark \d+\.\d+\.\d+\. The mark of its script is index-[\w-]+\.js\.$/).waitFor()
  expect(faults).toEqual([])
  await page.getByRole('button', { name: 'Try to connect' }).click()
  await page.getByText('The attempt was stopped.').waitFor()
  expect(faults.length).toBeGreaterThan(0)
  expect(faults.filter((fault) => !/Content Security Policy/.test(fault))).toEqual([])
})

test('erasing takes a typed word, empties every place, sends other tabs away, and finds nothing by looking', async () => {
  const { page, context, faults } = await newPage(browser, { isKept: true })
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
  const { page } = await newPage(browser, { isKept: true })
  await answerOne(page)
  await page.goto(`${inject('url')}#/erased`)
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Something is still on this device' }).waitFor()
  expect((await kept(page)).databases).toContain('waymark')
  await page.getByRole('link', { name: 'Begin anew with Waymark' }).click()
  await page.getByRole('heading', { name: 'Harbour Union' }).waitFor()
})

/** Presses Tab so many times; what has the focus after each. */
async function tabs(page: Page, count: number): Promise<string[]> {
  const focused: string[] = []
  while (focused.length < count) {
    await page.keyboard.press('Tab')
    focused.push(await page.evaluate(() => document.activeElement?.textContent?.trim() ?? ''))
  }
  return focused
}

test('the page after erasing is read and used by keyboard alone, and axe finds nothing, empty or not', async () => {
  const { page, faults } = await newPage(browser, { width: 360, height: 800, isKept: true })
  await answerOne(page)
  await page.goto(`${inject('url')}#/erased`)
  await page.reload()
  const findings: string[] = []
  const look = async () => {
    if (await isWiderThanScreen(page)) findings.push('wider than the screen')
    findings.push(...(await axeFindings(page)))
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    findings.push(...(await axeFindings(page, 'colours')))
    await page.emulateMedia({ colorScheme: 'light' })
  }
  const heading = (name: string) => page.getByRole('heading', { level: 1, name })
  await heading('Something is still on this device').waitFor()
  await look()
  // On a page that was just loaded the way begins at its top.
  expect(await tabs(page, 8)).toEqual([
    'Skip to the content',
    'Waymark',
    'Home',
    'New round',
    'Help',
    'Look again',
    'Begin anew with Waymark',
    'Go to the data of this device',
  ])
  await page.keyboard.press('Enter')

  const button = page.getByRole('button', { name: 'Erase everything…' })
  await button.focus()
  await page.keyboard.press('Enter')
  const word = page.getByRole('dialog').getByRole('textbox')
  await word.focus()
  await page.keyboard.type('erase')
  await page.getByRole('dialog').getByRole('button', { name: 'Erase now' }).focus()
  await page.keyboard.press('Enter')
  await heading('Nothing is left on this device').waitFor()
  await look()
  await heading('Nothing is left on this device').focus()
  expect(await tabs(page, 2)).toEqual(['Look again', 'Begin anew with Waymark'])
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Start', exact: true }).waitFor()
  expect(findings).toEqual([])
  expect(faults).toEqual([])
})

import { readFileSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { beginRound, choose, launch, newPage } from '../support/browser'

const browser = await launch()

/** A page of the same origin on which Waymark does not run, so that nothing holds a database open. */
const BARE = 'icon.svg'

/** The worker of the second copy finds a browser without files that are written at once, until the function is called. */
async function withoutFiles(context: BrowserContext): Promise<() => Promise<void>> {
  const script = /\/journal\.worker[^/]*\.js$/
  await context.route(script, async (route) => {
    const response = await route.fetch()
    const body = `delete FileSystemFileHandle.prototype.createSyncAccessHandle;${await response.text()}`
    await route.fulfill({ response, body })
  })
  return () => context.unroute(script)
}

/** What lies beside the store: databases, and folders of private files. */
function places(page: Page) {
  return page.evaluate(async () => {
    const root = (await navigator.storage.getDirectory()) as FileSystemDirectoryHandle & {
      keys(): AsyncIterable<string>
    }
    const files: string[] = []
    for await (const name of root.keys()) files.push(name)
    return { databases: (await indexedDB.databases()).map(({ name }) => name).sort(), files }
  })
}

/** Takes the store away as a browser does, and opens Waymark again. */
async function loseStore(page: Page): Promise<void> {
  await page.goto(`${inject('url')}${BARE}`)
  await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase('waymark')
        request.onsuccess = resolve
        request.onerror = reject
      }),
  )
  await page.goto(inject('url'))
}

const BACK = /^The browser had lost some of what was saved here\..*Rounds brought back: 1\. Answers brought back: 1\./

test('where no file is written at once the second copy lies in a database, and moves when the browser can do better', async () => {
  const { context, page, faults } = await newPage(browser)
  const updateBrowser = await withoutFiles(context)
  await page.goto(inject('url'))
  await beginRound(page, 'Short form', 'Harbour Union')
  await choose(page, 4)
  await page.getByRole('link', { name: 'Your data on this device' }).click()
  await page.getByText(/^Twice, in two databases: this browser has no better place/).waitFor()
  await page.getByRole('button', { name: 'Check this copy now' }).click()
  await page.getByText(/^There are two copies of everything in this browser/).waitFor()
  expect((await places(page)).databases).toEqual(['waymark', 'waymark-copy'])

  await loseStore(page)
  await page.getByText(BACK).waitFor()
  await page.getByRole('heading', { name: 'Harbour Union' }).waitFor()

  await updateBrowser()
  await loseStore(page)
  await page.getByText(BACK).waitFor()
  await page.getByRole('link', { name: 'Your data on this device' }).click()
  await page.getByText(/^Twice: in a database, and in a journal beside it\./).waitFor()
  expect(await places(page)).toEqual({ databases: ['waymark'], files: ['waymark-copy'] })
  // Of a file that is no page of the app, the browser itself asks for an icon.
  expect(faults.filter((fault) => /^error|Content Security Policy/.test(fault))).toEqual([])
})

type Example = Readonly<Record<string, readonly object[]>>
const first = JSON.parse(readFileSync(new URL('../fixtures/migrations/1.json', import.meta.url), 'utf8')) as Example

/** Lays a store of the first version, as it was released, under a page without Waymark. */
async function layFirst(page: Page): Promise<void> {
  await page.goto(`${inject('url')}${BARE}`)
  await page.evaluate(
    (example) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('waymark', 10)
        request.onupgradeneeded = () => {
          const keys: Record<string, string | string[]> = {
            answers: ['assessmentId', 'itemId'],
            aims: 'assessmentId',
            questionnaires: ['id', 'version'],
            preferences: 'key',
          }
          for (const [table, rows] of Object.entries(example)) {
            const store = request.result.createObjectStore(table, { keyPath: keys[table] ?? 'id' })
            if (table === 'assessments') store.createIndex('unionId', 'unionId')
            if (table === 'answers') store.createIndex('assessmentId', 'assessmentId')
            for (const row of rows) store.put(row)
          }
        }
        request.onerror = () => reject(request.error)
        request.onsuccess = () => {
          request.result.close()
          resolve()
        }
      }),
    first,
  )
}

/** The file with all that can be read, as the recovery screen saves it. */
async function everything(page: Page): Promise<Readonly<Record<'store' | 'beforeUpgrade', Example>>> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save everything that can be read to a file' }).click(),
  ])
  return JSON.parse(readFileSync(await download.path(), 'utf8'))
}

const sorted = (tables: Example) =>
  Object.fromEntries(
    Object.entries(tables).map(([name, rows]) => [name, rows.map((row) => JSON.stringify(row)).sort()]),
  )

test('before an upgrade every row is laid aside, and is in the file that the recovery screen saves', async () => {
  const { page } = await newPage(browser)
  await layFirst(page)
  await page.goto(inject('url'))
  await page.getByRole('heading', { name: 'Teachers’ Union' }).first().waitFor()
  await page.goto(`${inject('url')}${BARE}`)
  // A store that cannot be opened any more: of a Waymark yet to come.
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('waymark', 990)
        request.onerror = () => reject(request.error)
        request.onsuccess = () => {
          request.result.close()
          resolve()
        }
      }),
  )
  await page.goto(inject('url'))
  const { beforeUpgrade, store } = await everything(page)
  expect(sorted(beforeUpgrade)).toEqual(sorted(first))
  expect(store.unions).toEqual(first.unions?.map((union) => ({ ...union, law: null })))
})

test('an upgrade that fails leaves every row in place, is said, and works when it is tried again', async () => {
  const { page } = await newPage(browser)
  await layFirst(page)
  await page.addInitScript(() => {
    const { put } = IDBObjectStore.prototype
    IDBObjectStore.prototype.put = function (...row) {
      if (this.transaction.mode === 'versionchange' && this.name === 'assessments')
        throw new DOMException('made to fail', 'DataError')
      return put.apply(this, row)
    }
    Object.assign(window, { mend: () => (IDBObjectStore.prototype.put = put) })
  })
  await page.goto(inject('url'))
  await page.getByRole('heading', { name: 'Waymark could not read what is saved' }).waitFor()
  const { beforeUpgrade, store } = await everything(page)
  expect(sorted(store)).toEqual(sorted(first))
  expect(sorted(beforeUpgrade)).toEqual(sorted(first))
  await page.evaluate(() => (window as unknown as { mend: () => void }).mend())
  await page
    .getByRole('region', { name: 'Waymark could not read what is saved' })
    .getByRole('button', { name: 'Try again' })
    .click()
  await page.getByRole('heading', { name: 'Teachers’ Union' }).first().waitFor()
})

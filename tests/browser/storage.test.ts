import type { Locator, Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { lay, threeRounds } from '../../scripts/lay.mjs'
import { beginRound, choose, holds, launch, newPage, savedLine } from '../support/browser'
import { keptOnDevice } from '../support/worker'

const browser = await launch()

/** Opens the database by hand, at a version if one is given, counts its rows and closes it. */
function lookInto(page: Page, version?: number) {
  return page.evaluate(async (wanted) => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const db = await settled(indexedDB.open('waymark', wanted))
    const count = (table: string) => settled(db.transaction(table).objectStore(table).count())
    const found = {
      version: db.version,
      unions: await count('unions'),
      assessments: await count('assessments'),
      answers: await count('answers'),
    }
    db.close()
    return found
  }, version)
}

/** A page of the same origin on which Waymark does not run, so that nothing holds the database open. */
const BARE = 'icon.svg'

/** Makes every write fail as on a full device, until the returned function makes room and presses “Try again”. */
async function fillUp(page: Page): Promise<() => Promise<void>> {
  // The browser’s own answer to a full disk, given by the store itself.
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put
    Object.assign(window, { makeRoom: () => (IDBObjectStore.prototype.put = put) })
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('no room', 'QuotaExceededError')
    }
  })
  const tryAgain = page.getByRole('alert').getByRole('button', { name: 'Try again' })
  // Both at once: Waymark tries by itself too, and the button is gone when that works first.
  return () =>
    tryAgain.evaluate((button: HTMLButtonElement) => {
      ;(window as unknown as { makeRoom: () => void }).makeRoom()
      button.click()
    })
}

test('when there is no room, the answer stays on the screen, a file is offered, and saving works again later', async () => {
  const { page } = await newPage(browser)
  await page.goto(inject('url'))
  await beginRound(page, 'Full form', 'Full of room')
  await page.getByRole('radio').first().waitFor()
  const tryAgainWithRoom = await fillUp(page)
  await page.getByRole('radio', { name: /^4 / }).check()
  const alert = page.getByRole('alert')
  await alert.getByText('There is no room left on this device.').waitFor()
  await page.getByRole('radio', { name: /^4 /, checked: true }).waitFor()
  expect(await savedLine(page).count()).toBe(0)

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    alert.getByRole('button', { name: 'Save a copy to a file' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^waymark-round-\d{4}-\d\d-\d\d\.json$/)
  const stream = await file.createReadStream()
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  const saved = JSON.parse(Buffer.concat(chunks).toString('utf8'))
  expect(saved.answers['uses-why-collect'].choice).toEqual({ kind: 'option', value: 4 })
  expect(saved.questionnaire.id).toBe('data-maturity')
  expect(saved.union.name).toBe('Full of room')

  await tryAgainWithRoom()
  await savedLine(page).waitFor()
  await page.reload()
  await page.getByRole('radio', { name: /^4 /, checked: true }).waitFor()
})

test('a database of a newer Waymark is refused in words, and not touched', async () => {
  const { page } = await newPage(browser)
  await page.goto(inject('url'))
  await beginRound(page, 'Short form', 'From the future')
  await choose(page, 2)
  await page.goto(`${inject('url')}${BARE}`)
  const before = await lookInto(page, 990)
  expect(before).toEqual({ version: 990, unions: 1, assessments: 1, answers: 1 })
  await page.goto(inject('url'))
  await page.getByText('saved by a newer Waymark').waitFor()
  await page.goto(`${inject('url')}${BARE}`)
  expect(await lookInto(page)).toEqual(before)
})

test('an older tab gives way to a newer Waymark and says so', async () => {
  const { page } = await newPage(browser)
  await page.goto(inject('url'))
  await beginRound(page, 'Short form')
  const other = await page.context().newPage()
  await other.goto(`${inject('url')}${BARE}`)
  await lookInto(other, 990)
  await page.getByRole('alert').getByText('A newer version of Waymark is open in another tab.').waitFor()
  await page.getByRole('button', { name: 'Load the page again' }).waitFor()
})

test('a failed save is told on every screen until it is mended, not only on the question', async () => {
  const { page } = await newPage(browser)
  await page.goto(inject('url'))
  await beginRound(page, 'Short form', 'Full')
  await page.getByRole('radio').first().waitFor()
  const tryAgainWithRoom = await fillUp(page)
  await page.getByRole('radio', { name: /^4 / }).check()
  await page.getByRole('alert').getByText('not saved yet').waitFor()
  await page.getByRole('link', { name: 'Back to all parts' }).click()
  await page.getByRole('heading', { level: 1, name: 'Full' }).waitFor()
  await page.getByRole('alert').getByText('not saved yet').waitFor()
  await page.getByRole('link', { name: 'Home' }).click()
  await page.getByRole('heading', { name: 'Your rounds' }).waitFor()
  await page.getByRole('alert').getByText('not saved yet').waitFor()
  await tryAgainWithRoom()
  await page.getByRole('alert').waitFor({ state: 'detached' })
  await page.reload()
  await page.getByText('1 of 14 questions answered').waitFor()
})

test('a round that is sealed in another tab is shown as sealed by this one', async () => {
  const { page, context } = await newPage(browser)
  await page.goto(inject('url'))
  await beginRound(page, 'Short form')
  await choose(page, 3)
  const other = await context.newPage()
  await other.goto(`${page.url().replace(/\/q\/.*/, '')}/check`)
  await other.getByRole('button', { name: 'Finish and seal this round' }).click()
  await other.getByRole('button', { name: 'Seal and see the results' }).click()
  await other.getByRole('heading', { level: 1, name: /^Where/ }).waitFor()
  await page.getByRole('heading', { name: 'The answers of this round' }).waitFor()
  await context.close()
})

test('a round that was sealed behind its back is not changed by a tab, also not when it is hidden', async () => {
  const { page, context } = await newPage(browser)
  await page.goto(inject('url'))
  await beginRound(page, 'Short form')
  await choose(page, 3)
  // As by a tab that this one has not heard of yet.
  await page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)))
    const db = await settled(indexedDB.open('waymark'))
    const rounds = db.transaction('assessments', 'readwrite').objectStore('assessments')
    for (const round of await settled(rounds.getAll()))
      await settled(rounds.put({ ...round, status: 'sealed', sealedAt: round.createdAt }))
    db.close()
  })

  await page.getByRole('radio', { name: /^5 / }).check()
  await page.getByRole('alert').getByText('was sealed in another tab').waitFor()
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')))
  await page.getByRole('button', { name: 'Open the round again' }).click()
  await page.getByRole('heading', { name: 'The answers of this round' }).waitFor()
  await expect.poll(() => page.getByRole('listitem').first().innerText()).toContain('3 Learning')
  await context.close()
})

test('two tabs at one question keep each other’s work', async () => {
  const { page, context } = await newPage(browser)
  await page.goto(inject('url'))
  await beginRound(page, 'Short form')
  await page.getByRole('radio').first().waitFor()
  const other = await context.newPage()
  await other.goto(page.url())
  await other.getByRole('radio').first().waitFor()
  await page.getByText('Add a note, evidence or how sure you are').click()
  await page.getByRole('textbox', { name: 'Note' }).fill('from the first tab')
  await page.getByRole('textbox', { name: 'Note' }).blur()
  await savedLine(page).waitFor()
  await choose(other, 2)
  await other.reload()
  await holds(other.getByRole('textbox', { name: 'Note' }), 'from the first tab')
  await other.getByRole('radio', { name: /^2 /, checked: true }).waitFor()
})

test('rounds that are deleted while they are open are told as deleted, and offered as a file', async () => {
  const { page } = await newPage(browser)
  await page.goto(inject('url'))
  await beginRound(page, 'Short form')
  await choose(page, 3)
  await page.evaluate(() => void indexedDB.deleteDatabase('waymark'))
  const alert = page.getByRole('alert').filter({ hasText: 'were deleted while Waymark was open' })
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    alert.getByRole('button', { name: 'Save a copy to a file' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^waymark-round-/)
})

test('a database that never answers leaves no blank page', async () => {
  const { page } = await newPage(browser)
  await page.addInitScript(() => {
    indexedDB.open = () => ({}) as IDBOpenDBRequest
    indexedDB.databases = () => Promise.resolve([{ name: 'waymark', version: 50 }])
  })
  await page.goto(inject('url'))
  await page.getByText('Looking for your rounds…').waitFor()
  await page.getByRole('alert').getByText('could not reach its storage').waitFor()
})

test('site data that is cleared while a round is answered is told, and the round is stored again when it is asked for', async () => {
  const { page, context } = await newPage(browser, { isKept: true })
  await page.goto(inject('url'))
  await beginRound(page, 'Short form', 'Cleared away')
  await choose(page, 3)
  // Its worker goes as well, which is no newer version.
  await keptOnDevice(page)
  const cdp = await context.newCDPSession(page)
  await cdp.send('Storage.clearDataForOrigin', { origin: new URL(inject('url')).origin, storageTypes: 'all' })
  const alert = page.getByRole('alert').filter({ hasText: 'were deleted while Waymark was open' })
  await alert.waitFor()
  expect(await page.getByRole('radio', { name: /^3 / }).isChecked()).toBe(true)

  await alert.getByRole('button', { name: 'Store it here again' }).click()
  await alert.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('Question 2 of 2').waitFor()
  await choose(page, 4)
  await page.reload()
  await page.getByRole('radio', { name: /^4 /, checked: true }).waitFor()
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await page.getByText('2 of 14 questions answered').waitFor()
  await context.close()
})

test('words that are half typed when the page is hidden are there at the next start, in an answer and in a plan', async () => {
  const { page, context } = await newPage(browser)
  await page.clock.install()
  await page.goto(inject('url'))
  await page.getByRole('link', { name: 'Start', exact: true }).waitFor()
  await lay(page, threeRounds())
  await page.reload()
  await beginRound(page, 'Short form')
  await page.getByText('Add a note, evidence or how sure you are').click()
  const note = page.getByRole('textbox', { name: 'Note' })
  await typeAndHide(page, note, 'half a sen')
  await expect.poll(() => textOf(page, 'answers')).toContain('half a sen')
  await page.clock.resume()
  await page.reload()
  await note.waitFor()
  expect(await note.inputValue()).toBe('half a sen')

  await page.goto(`${inject('url')}#/u/union-compared/plan`)
  await page.getByRole('textbox', { name: 'What is to be done' }).fill('Ask the branches')
  await page.getByRole('button', { name: 'Add to the plan' }).click()
  await page.getByRole('button', { name: /^Edit.*Ask the branches$/ }).click()
  const owner = page.getByRole('group', { name: 'Edit: Ask the branches' }).getByRole('textbox', { name: 'Owner' })
  await savedLine(page).waitFor()
  await typeAndHide(page, owner, 'half a na')
  await expect.poll(() => textOf(page, 'plan')).toContain('half a na')
  await page.clock.resume()
  await page.reload()
  await page.getByRole('definition').filter({ hasText: 'half a na' }).waitFor()
  await context.close()
})

/** All rows of a table as text. */
function textOf(page: Page, table: string): Promise<string> {
  return page.evaluate(async (name) => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const db = await settled(indexedDB.open('waymark'))
    const rows: unknown = await settled(db.transaction(name).objectStore(name).getAll())
    db.close()
    return JSON.stringify(rows)
  }, table)
}

/** Types while no timer runs any more, so that no pause in typing ever ends, and hides the page as locking a device does. */
async function typeAndHide(page: Page, field: Locator, text: string): Promise<void> {
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000))
  await field.pressSequentially(text)
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
}

test('a private window works like any other, without a false alarm, and the page of the data says what it cannot know', async () => {
  // Every context of these tests is a private one to the browser: nothing of it is on the disk.
  const { page, context, faults } = await newPage(browser)
  await page.goto(inject('url'))
  await beginRound(page, 'Short form', 'In private')
  await choose(page, 3)
  await page.getByRole('link', { name: 'Your data on this device' }).click()
  await page.getByText('Waymark cannot tell whether this window is private.').waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
  expect(await page.getByText('can keep only one copy').count()).toBe(0)
  await page.reload()
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await page.getByText('1 of 14 questions answered').waitFor()
  expect(faults).toEqual([])
  await context.close()
})

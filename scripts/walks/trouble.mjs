// What goes wrong, waits or is new: each state is made to happen, as it happens to people.
import { answerFirst, heading, saved } from './ways.mjs'

/** A page of the same address on which Waymark does not run, so that nothing holds the database open. */
const BARE = 'icon.svg'

/** Has every write answered as by a device that fails in this way. */
function failWrites(page, name) {
  return page.evaluate((error) => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('made to fail', error)
    }
  }, name)
}

/** Opens the database past Waymark, in the next version if wanted, and does something with it. */
function pastWaymark(page, work, isNewer = false) {
  return page.evaluate(
    ([body, newer]) =>
      new Promise((resolve, reject) => {
        const request = newer ? indexedDB.open('waymark', 9900) : indexedDB.open('waymark')
        request.onerror = () => reject(request.error)
        request.onsuccess = () => {
          const db = request.result
          if (body === 'deleteRound') {
            const transaction = db.transaction('assessments', 'readwrite')
            transaction.objectStore('assessments').clear()
            transaction.oncomplete = resolve
          } else resolve()
          db.close()
        }
      }),
    [work, isNewer],
  )
}

/** What another tab does to this one, and what cannot be saved. */
export async function walkSaving({ page, at, url, context }) {
  await answerFirst(page, url)
  const second = await context.newPage()
  await second.goto(page.url())
  await at('a second tab', second.getByText('Waymark is open in another tab.'), { of: second })
  await second.close()
  await page.bringToFront()
  await pastWaymark(page, 'deleteRound')
  await page.getByRole('radio', { name: /^4 / }).check()
  await at('the round was deleted elsewhere', page.getByRole('button', { name: 'Store it here again' }))
  await page.getByRole('button', { name: 'Store it here again' }).click()
  await saved(page)
  await failWrites(page, 'UnknownError')
  await page.getByRole('radio', { name: /^2 / }).check()
  await at('saving fails', page.getByRole('alert').getByText('The browser could not reach its storage.'))
  await failWrites(page, 'QuotaExceededError')
  await page.getByRole('button', { name: 'Try again' }).click()
  await at('storage full', page.getByRole('alert').getByText('There is no room left on this device.'))
  await page.getByRole('link', { name: 'Help' }).click()
  await heading(page, 'Help').waitFor()
  await at('storage full, elsewhere', page.getByRole('alert').getByText('There is no room left on this device.'), {
    isWhole: false,
  })
}

/** Site data that is deleted under an open round; a store that was lost and comes back from its second copy. */
export async function walkLoss({ page, at, url, context }) {
  await answerFirst(page, url)
  const address = page.url()
  await page.goto(`${url}${BARE}`)
  await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase('waymark')
        request.onsuccess = resolve
        request.onerror = () => reject(request.error)
      }),
  )
  await page.goto(url)
  await at('brought back', page.getByText('Waymark brought it back'))
  await page.goto(address)
  await page.getByRole('radio').first().waitFor()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Storage.clearDataForOrigin', { origin: new URL(url).origin, storageTypes: 'all' })
  await at('deleted while open', page.getByText('were deleted while Waymark was open'))
}

/** A newer Waymark in another tab, and what it leaves to this one. */
export async function walkNewer({ page, at, url, context }) {
  await answerFirst(page, url)
  const other = await context.newPage()
  await other.goto(`${url}${BARE}`)
  await pastWaymark(other, 'nothing', true)
  await page.bringToFront()
  await at('a newer Waymark in another tab', page.getByText('A newer version of Waymark is open in another tab.'))
  await page.goto(`${url}#/`)
  await page.reload()
  await at('saved by a newer Waymark', page.getByText('saved by a newer Waymark'))
}

/** A database that gives nothing, one that does not answer, and a browser that lets nothing be stored. */
export async function walkUnreadable({ page, at, url, context }) {
  await page.addInitScript(() => {
    indexedDB.databases = () => Promise.resolve([{ name: 'waymark', version: 50 }])
    indexedDB.open = () => {
      throw new DOMException('made to fail', 'UnknownError')
    }
  })
  await page.goto(url)
  await at('cannot be read', page.getByRole('heading', { name: 'Waymark could not read what is saved' }))
  const slow = await context.newPage()
  await slow.addInitScript(() => {
    indexedDB.databases = () => Promise.resolve([{ name: 'waymark', version: 50 }])
    indexedDB.open = () => ({})
  })
  await slow.goto(url)
  await at('looking for rounds', slow.getByText('Looking for your rounds…'), { of: slow })
  await at('does not answer', slow.getByText('Waymark is still trying to read what is saved'), { of: slow })
  await slow.close()
  const closed = await context.newPage()
  await closed.addInitScript(() => {
    indexedDB.open = () => {
      throw new DOMException('made to fail', 'SecurityError')
    }
  })
  await closed.goto(`${url}#/new`)
  await closed.getByRole('radio', { name: 'An elected leader' }).check()
  await closed.getByRole('button', { name: 'Begin this round' }).click()
  await at('nothing may be stored', closed.getByText(/^This browser does not let Waymark save anything here/), {
    of: closed,
  })
}

/** A page that keeps nothing. */
export async function walkTemporary({ page, at, url }) {
  await page.goto(`${url}?temporary`)
  const notice = page.getByRole('region', { name: 'Temporary' })
  await at('keeping nothing, welcome', notice)
  await page.getByRole('link', { name: 'New round', exact: true }).click()
  await page.getByRole('radio', { name: 'An elected leader' }).check()
  await page.getByRole('button', { name: 'Begin this round' }).click()
  await page.getByRole('radio', { name: /^3 / }).check()
  await at('keeping nothing, question', page.getByText(/^Kept until this tab is closed/).first())
  await page.getByRole('link', { name: 'Your data on this device' }).click()
  await page.getByRole('rowheader', { name: /^Answers/ }).waitFor()
  await Promise.all([page.waitForEvent('download'), notice.getByRole('button', { name: 'Save a file' }).click()])
  await at('keeping nothing, data saved to a file', notice.getByText('Take it with you'))
}

/** Without a network: once nothing of the app is kept on the device yet, once all of it. */
export async function walkOffline({ page, at, url, another }) {
  await page.goto(url)
  await isKept(page)
  await page.context().setOffline(true)
  await page.goto(`${url}#/help`)
  await heading(page, 'Help').waitFor()
  await at('offline', page.getByText('There is no network at the moment.'))

  const other = await another()
  await other.route('**/assets/KitView*', (route) => route.abort())
  await other.goto(url)
  await other.getByRole('link', { name: 'Start', exact: true }).waitFor()
  await other.evaluate(() => (window.location.hash = '#/kit'))
  await at('a screen that cannot be fetched', other.getByRole('alert'), { of: other })
}

/** Waits until the whole app is on the device and its worker answers for the page. */
function isKept(page) {
  return page.waitForFunction(() => navigator.serviceWorker.controller !== null)
}

/** A newer build on the host. */
export async function walkUpdate({ page, at, ownHost }) {
  const host = await ownHost()
  await answerFirst(page, host.url)
  await isKept(page)
  host.putNewer()
  await page.evaluate(async () => void (await navigator.serviceWorker.ready).update())
  await at('update ready', page.getByText('A new version of Waymark is ready'))
  await failWrites(page, 'QuotaExceededError')
  await page.getByRole('radio', { name: /^4 / }).check()
  await page.getByRole('alert').waitFor()
  await page.getByRole('button', { name: 'Load the new version' }).click()
  await at('update ready, but something is not saved', page.getByText('so the page stays as it is'))
}

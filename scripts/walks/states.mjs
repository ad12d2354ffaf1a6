// What goes wrong, waits or is new: each state is made to happen, as it happens to people.
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { lay, threeRounds } from '../lay.mjs'

async function answering(page, url) {
  await page.goto(url)
  await page.getByRole('link', { name: 'New round', exact: true }).click()
  await page.getByRole('radio', { name: 'Short form' }).check()
  await page.getByRole('textbox', { name: 'Name of the union' }).fill('Civic & Care Union')
  await page.getByRole('radio', { name: 'An elected leader' }).check()
  await page.getByRole('button', { name: 'Begin this round' }).click()
  await page.getByRole('radio', { name: /^3 / }).check()
  await page
    .getByText(/^Saved on this device/)
    .first()
    .waitFor()
}

/** What cannot be saved, and what another tab and another hand do to the same round. */
export async function walkSaving({ page, shot, url, context }) {
  await answering(page, url)
  await shot('90-first-answer')
  const second = await context.newPage()
  await second.goto(page.url())
  await second.getByText('Waymark is open in another tab.').waitFor()
  await shot('91-second-tab', { of: second })
  await second.close()
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('no room', 'QuotaExceededError')
    }
  })
  await page.getByRole('radio', { name: /^4 / }).check()
  await page.getByRole('alert').getByText('There is no room left on this device.').waitFor()
  await shot('92-storage-full')
  await page.getByRole('link', { name: 'Help' }).click()
  await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor()
  await shot('93-storage-full-elsewhere', { isWhole: false })
}

/** Site data that is deleted under an open round; a store that was lost and comes back from its second copy. */
export async function walkLoss({ page, shot, url, context }) {
  await answering(page, url)
  const address = page.url()
  await page.goto(`${url}icon.svg`)
  await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase('waymark')
        request.onsuccess = resolve
        request.onerror = () => reject(request.error)
      }),
  )
  await page.goto(url)
  await page.getByText('Waymark brought it back').waitFor()
  await shot('94-brought-back')
  await page.goto(address)
  await page.getByRole('radio').first().waitFor()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Storage.clearDataForOrigin', { origin: new URL(url).origin, storageTypes: 'all' })
  await page.getByText('were deleted while Waymark was open').waitFor()
  await shot('95-deleted-while-open')
}

/** A database that gives nothing, and one that does not answer. */
export async function walkUnreadable({ page, shot, url, context }) {
  await page.addInitScript(() => {
    indexedDB.databases = () => Promise.resolve([{ name: 'waymark', version: 50 }])
    indexedDB.open = () => {
      throw new DOMException('made to fail', 'UnknownError')
    }
  })
  await page.goto(url)
  await page.getByRole('heading', { name: 'Waymark could not read what is saved' }).waitFor()
  await shot('96-cannot-be-read')
  const slow = await context.newPage()
  await slow.addInitScript(() => {
    indexedDB.databases = () => Promise.resolve([{ name: 'waymark', version: 50 }])
    indexedDB.open = () => ({})
  })
  await slow.goto(url)
  await slow.getByText('Looking for your rounds…').waitFor()
  await shot('97-looking-for-rounds', { of: slow })
  await slow.getByText('Waymark is still trying to read what is saved').or(slow.getByRole('alert')).first().waitFor()
  await shot('98-does-not-answer', { of: slow })
}

/** A page that keeps nothing, and a screen that cannot be fetched. */
export async function walkTemporary({ page, shot, url }) {
  await page.goto(`${url}?temporary`)
  await page
    .getByText(/^Temporary/)
    .first()
    .waitFor()
  await shot('100-temporary')
  await page.goto(`${url}?temporary#/data`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await shot('101-temporary-data')
}

export async function walkOffline({ page, shot, url, context }) {
  await page.goto(url)
  await page.getByRole('link', { name: 'Start', exact: true }).waitFor()
  await context.route('**/assets/KitView*', (route) => route.abort())
  await page.evaluate(() => (window.location.hash = '#/kit'))
  await page.getByRole('alert').waitFor()
  await shot('102-screen-not-fetched')
}

/** A newer build on the host, and the notices of a first day. */
export async function walkUpdate({ page, shot, url, files }) {
  await answering(page, url)
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (navigator.serviceWorker.controller) return
    await new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    )
  })
  const worker = files.get('/sw.js')
  files.set('/sw.js', brotliCompressSync(`${brotliDecompressSync(worker)}\n// newer`))
  await page.evaluate(async () => void (await navigator.serviceWorker.ready).update())
  await page.getByText('A new version of Waymark is ready').waitFor()
  files.set('/sw.js', worker)
  await shot('103-update-ready')
}

/** What is stored, the checks of this copy, files that are opened, and everything erased. */
export async function walkData({ page, shot, url }) {
  await page.goto(url)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await lay(page, threeRounds())
  await page.goto(`${url}#/open`)
  await page.reload()
  const field = page.getByLabel('Choose a file, or drop it here')
  await field.waitFor()
  await shot('110-open')
  await field.setInputFiles({ name: 'letter.json', mimeType: '', buffer: Buffer.from('{"dear": "members"}') })
  await page.getByRole('alert').first().waitFor()
  await shot('111-open-refused')
  await field.setInputFiles({ name: 'union.json.age', mimeType: '', buffer: Buffer.from('age-encryption.org/v1\n') })
  await page.getByLabel('The passphrase of this file').waitFor()
  await shot('112-open-locked')
  await page.goto(`${url}#/a/nothing`)
  await page.getByRole('heading', { name: 'This round is not on this device' }).waitFor()
  await shot('113-missing-round')
  await page.goto(`${url}#/data`)
  await page.getByRole('rowheader', { name: /^Answers/ }).waitFor()
  await page.getByRole('button', { name: 'Check this copy now' }).click()
  await page.getByRole('heading', { name: 'Which copy this is' }).waitFor()
  await shot('114-data')
  await page.getByRole('button', { name: 'Erase everything…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Erase now' }).click()
  await page.getByText(/^Please type the word/).waitFor()
  await shot('115-erase', { isWhole: false })
  await page.getByRole('dialog').getByRole('textbox').fill('erase')
  await page.getByRole('dialog').getByRole('button', { name: 'Erase now' }).click()
  await page.waitForURL(/#\/erased/)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await shot('116-erased')
}

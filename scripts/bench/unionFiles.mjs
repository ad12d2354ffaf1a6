// Saving every union of a store of 10,000 rounds to a file, and taking all these files in on another device: the app has an
// action for one union, so its own functions are called for one after another.
import { newPage } from './host.mjs'
import { FOUND, unionId, unionsOf } from './layStore.mjs'

/** Milliseconds after which the rest is left out, unless somebody is patient: then the whole is not measured, only each. */
const LONGEST = 60_000

const SAVED = 'One union’s 14 rounds saved to a file, 10,000 in the store'
const ALL_SAVED = 'All 10,000 rounds saved to files, 715 unions one after another'
const SIZE = 'All 10,000 rounds in files'
const TAKEN = 'One union’s file opened and taken in, of 715 one after another'
const ALL_TAKEN = 'All 10,000 rounds taken in from files, 715 unions one after another'

export const FILE_ROWS = { [SAVED]: 'ms', [ALL_SAVED]: 's', [SIZE]: 'MB', [TAKEN]: 'ms', [ALL_TAKEN]: 's' }

export async function measureFiles({ context, url, record, rounds, isPatient }) {
  const patience = isPatient ? Number.MAX_SAFE_INTEGER : LONGEST
  const unions = unionsOf(rounds)
  const ids = Array.from({ length: unions }, (_, number) => unionId(number, unions))
  const page = await newPage(context)
  await page.goto(`${url}#/u/${FOUND.id}`)
  await page.getByRole('heading', { name: FOUND.name, level: 1 }).waitFor()
  const saved = await page.evaluate(saveAll, [ids, patience])
  record(SAVED, saved.times)
  const isWhole = saved.times.length === unions
  const left = (times, seconds) => `left after ${times.length} of ${unions} files and ${seconds.toFixed(0)} s`
  record(ALL_SAVED, isWhole ? [saved.seconds] : left(saved.times, saved.seconds))
  record(SIZE, isWhole ? [saved.bytes / 1e6] : left(saved.times, saved.seconds))

  // Another device: nothing is stored there. The files wait in a cache.
  await page.goto('about:blank')
  await page.devtools.send('Storage.clearDataForOrigin', {
    origin: new URL(url).origin,
    storageTypes: 'indexeddb,local_storage,file_systems',
  })
  await page.goto(`${url}#/open`)
  await page.locator('input[type=file]').waitFor({ state: 'attached' })
  const taken = await page.evaluate(takeInAll, patience)
  record(TAKEN, taken.times)
  const isAll = taken.times.length === unions
  record(ALL_TAKEN, isAll ? [taken.seconds] : left(taken.times, taken.seconds))
  await page.close()
}

/** In the page. Each file goes into a cache as soon as it is there, which is not in its time. */
async function saveAll([ids, patience]) {
  const app = document.querySelector('#app').__vue_app__
  const files = app.config.globalProperties.$pinia._s.get('files')
  const shelf = await caches.open('bench-files')
  const times = []
  let bytes = 0
  const end = performance.now() + patience
  for (const id of ids) {
    if (performance.now() > end) break
    const begun = performance.now()
    const { content } = await files.save(id, null)
    times.push(performance.now() - begun)
    bytes += content.size
    await shelf.put(`/bench-files/${id}`, new Response(content))
  }
  return { times, bytes, seconds: times.reduce((sum, time) => sum + time, 0) / 1000 }
}

async function takeInAll(patience) {
  const app = document.querySelector('#app').__vue_app__
  const files = app.config.globalProperties.$pinia._s.get('files')
  const shelf = await caches.open('bench-files')
  const times = []
  const end = performance.now() + patience
  for (const request of await shelf.keys()) {
    if (performance.now() > end) break
    const content = await (await shelf.match(request)).blob()
    const begun = performance.now()
    const { opened, refusal } = await files.open(content)
    if (!opened) throw new Error(`a file was refused: ${JSON.stringify(refusal)}`)
    await files.take(opened, 'add')
    times.push(performance.now() - begun)
  }
  await caches.delete('bench-files')
  return { times, seconds: times.reduce((sum, time) => sum + time, 0) / 1000 }
}

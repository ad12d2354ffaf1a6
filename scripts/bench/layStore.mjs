// A store of many rounds, as the app itself would have stored them: each record with its version, and the second copy that
// the app then writes.
import { lay } from '../lay.mjs'
import { newPage } from './host.mjs'
import { ITEMS, QUESTIONNAIRE } from './records.mjs'

export const ROUNDS_A_UNION = 14
/** The one that is found: no other name is like it. */
export const FOUND = { id: 'union-found', name: 'Zinnia Growers’ Alliance' }
export const DRAFT = 'round-draft'
/** Milliseconds for the app to write the second copy of it all. */
const SETTLING = 240_000

/** The id of a union by its number; the last one is the one that is found. */
export const unionId = (number, unions) => (number === unions - 1 ? FOUND.id : `union-${number}`)

/** How many unions so many rounds are of: two at least, so that one can be found among others. */
export const unionsOf = (rounds) => Math.max(2, Math.ceil(rounds / ROUNDS_A_UNION))

/** Fills the empty store of a browser, and waits until the app has brought the second copy up to it. */
export async function layStore(context, url, rounds) {
  const page = await newPage(context)
  await page.goto(url)
  const { id, version } = QUESTIONNAIRE
  await lay(page, { questionnaires: [{ id, version, content: QUESTIONNAIRE }] })
  const unions = unionsOf(rounds)
  const ids = Array.from({ length: unions }, (_, number) => unionId(number, unions))
  const last = await page.evaluate(fillStore, {
    rounds,
    unions: ids,
    found: FOUND,
    items: ITEMS,
    draft: DRAFT,
    questionnaire: { id, version },
  })
  await page.close()

  const settling = await newPage(context)
  await settling.goto(`${url}#/help`)
  await settling.waitForFunction((seq) => JSON.parse(localStorage.getItem('waymark.mark') ?? '{}').seq >= seq, last, {
    timeout: SETTLING,
    polling: 200,
  })
  await settling.close()
}

/** In the page. Raw, because through the app it would take half an hour. @returns the number of the last transaction */
async function fillStore({ rounds, unions, found, items, draft, questionnaire }) {
  const DEVICE = 'be0c'.padEnd(18, '0')
  const ROUNDS_A_STEP = 200
  const db = await new Promise((resolve, reject) => {
    const request = indexedDB.open('waymark')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const get = (table, key) =>
    new Promise(
      (resolve) =>
        (db.transaction(table).objectStore(table).get(key).onsuccess = ({ target }) => resolve(target.result)),
    )
  let seq = (await get('meta', 'seq'))?.value ?? 0
  let at = ''
  const step = async (work) => {
    seq += 1
    const transaction = db.transaction(['unions', 'assessments', 'answers', 'versions', 'meta'], 'readwrite')
    const put = (table, key, row) => {
      transaction.objectStore(table).put(row)
      transaction
        .objectStore('versions')
        .put({ table, key: JSON.stringify(key), vector: { [DEVICE]: 1 }, at, deleted: false })
    }
    work(put)
    for (const [key, value] of Object.entries({ device: DEVICE, seq, stamp: at }))
      transaction.objectStore('meta').put({ key, value })
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve
      transaction.onerror = () => reject(transaction.error)
      transaction.onabort = () => reject(transaction.error)
    })
  }
  const stampAt = (time) => `${String(time).padStart(15, '0')}-000000-${DEVICE}`
  const DAY = 24 * 3_600_000
  const newest = Date.UTC(2026, 10, 20)

  at = stampAt(newest - 4000 * DAY)
  await step((put) => {
    for (const [number, id] of unions.entries()) {
      const name = id === found.id ? found.name : `Union of Workers, Branch ${String(number).padStart(4, '0')}`
      put('unions', id, { id, name, law: null })
    }
  })
  for (let first = 0; first < rounds; first += ROUNDS_A_STEP) {
    at = stampAt(newest - (rounds - first) * 1000)
    await step((put) => {
      for (let index = first; index < Math.min(first + ROUNDS_A_STEP, rounds); index += 1) {
        const number = index % unions.length
        const isDraft = index === rounds - unions.length
        const id = isDraft ? draft : `round-${String(index).padStart(15, '0')}`
        // Every round of a union half a year after the one before it; the unions on different days.
        const time = newest - Math.floor((rounds - 1 - index) / unions.length) * 182 * DAY - (number % 180) * DAY
        put('assessments', id, {
          id,
          unionId: unions[number],
          questionnaireId: questionnaire.id,
          questionnaireVersion: questionnaire.version,
          form: 'full',
          subject: { kind: 'union' },
          respondent: { role: 'staff', knowledge: null, name: '' },
          date: new Date(time).toISOString().slice(0, 10),
          status: isDraft ? 'draft' : 'sealed',
          createdAt: time,
          sealedAt: isDraft ? null : time,
          copiedFrom: null,
          lastItem: null,
        })
        for (const [place, itemId] of items.entries())
          put('answers', [id, itemId], {
            assessmentId: id,
            itemId,
            answer: {
              choice: { kind: 'option', value: 1 + ((place * 7 + index * 3) % 5) },
              confidence: null,
              note: '',
              evidence: { source: '', date: '' },
              comeBack: false,
              chosenAt: time,
              lastTimeShown: false,
            },
          })
      }
    })
  }
  db.close()
  return seq
}

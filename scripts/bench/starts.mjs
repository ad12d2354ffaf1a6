// How long a start takes: what is painted first and largest, and when a first answer can be given.
//
// Cold: the browser has no file of the app, and no service worker. Kept: a second visit, which the service worker serves; the
// host is stopped meanwhile. Slowed: the page's processor runs at a quarter of its speed. Records are there in both, for a
// question is opened by its address; on a first visit nothing is.
import { laidRecords, oneUnion } from './records.mjs'
import { newPage, RUNS, startHost } from './host.mjs'

const QUESTION = '#/a/round-draft/q/uses-why-collect'
const WAYS = { Cold: { isKept: false }, Kept: { isKept: true } }
const SLOWED = 4
const speeds = [
  ['', 1],
  [`, slowed ${SLOWED} times`, SLOWED],
]

const rowsOf = (way, speed) => ({
  first: `${way}, question by its address${speed}: first paint`,
  largest: `${way}, question by its address${speed}: largest paint`,
  answer: `${way}, question by its address${speed}: first answer painted`,
})
const visitRowsOf = (way, speed) => ({
  first: `${way}, first visit${speed}: first paint`,
  largest: `${way}, first visit${speed}: largest paint`,
  answer: `${way}, first visit${speed}: welcome, Start, who, Begin, first answer painted`,
})

export const ROWS = Object.fromEntries(
  Object.keys(WAYS).flatMap((way) =>
    speeds.flatMap(([words]) =>
      [rowsOf(way, words), visitRowsOf(way, words)].flatMap((rows) => Object.values(rows).map((row) => [row, 'ms'])),
    ),
  ),
)

export async function measure({ bench, record }) {
  const note = (rows, runs) => {
    for (const [name, row] of Object.entries(rows)) {
      const values = runs.map((run) => run[name])
      record(row, values.includes(null) ? 'the browser told of no paint' : values)
    }
  }
  for (const [way, { isKept }] of Object.entries(WAYS)) {
    // Of its own: it is stopped once the app is on the device.
    const { server, url } = await startHost()
    const context = await bench.newContext({ isCold: !isKept })
    if (isKept) await keepOnDevice(context, url)
    await laidRecords(context, url, oneUnion())
    if (isKept) stop(server)
    for (const [words, slowed] of speeds)
      note(rowsOf(way, words), await runs(context, url + QUESTION, { begin: 'firstAnswer', slowed, keeps: isKept }))
    for (const [words, slowed] of speeds) {
      const visits = []
      for (let run = 0; run < RUNS; run += 1) {
        await forget(context, url)
        visits.push(await start(context, url, { begin: 'firstVisit', slowed, keeps: isKept }))
      }
      note(visitRowsOf(way, words), visits)
    }
    await context.close()
    if (!isKept) stop(server)
  }
}

function stop(server) {
  server.close()
  server.closeAllConnections()
}

async function runs(context, address, how) {
  const all = []
  for (let run = 0; run < RUNS; run += 1) all.push(await start(context, address, how))
  return all
}

/** One start, in a page of its own, up to its first answer. */
async function start(context, address, how) {
  const page = await newPage(context, how)
  await page.goto(address, { waitUntil: 'commit' })
  const found = await page.evaluate(async () => {
    const { bench } = globalThis
    return { answer: await bench.begun, ...bench.paints() }
  })
  await page.close()
  return found
}

/** Has the worker put the app on the device, and take the pages over. */
async function keepOnDevice(context, url) {
  const page = await newPage(context)
  await page.goto(url)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await page.close()
}

/** Takes away all that is stored, but not what the worker keeps: the next visit is a first one. */
async function forget(context, url) {
  const page = await newPage(context)
  await page.devtools.send('Storage.clearDataForOrigin', {
    origin: new URL(url).origin,
    storageTypes: 'indexeddb,local_storage,file_systems',
  })
  await page.close()
}

// How time grows with what is stored: the same with 10, 1,000 and 10,000 rounds of 40 answers. What is not reached in time
// is said to be missing, and the rest is measured all the same.
import { newPage, RUNS } from './host.mjs'
import { DRAFT, FOUND, layStore } from './layStore.mjs'
import { median } from './figures.mjs'
import { ITEMS } from './records.mjs'
import { FILE_ROWS, measureFiles } from './unionFiles.mjs'

const COUNTS = [10, 1_000, 10_000]
const TAPS_A_RUN = 3
const WAYS = {
  start: 'Start of the app at Home',
  home: 'Home, opened',
  search: 'A union found by its name on Home',
  rounds: 'The rounds of that union found, too',
  union: 'Union’s page, opened',
  begin: 'New round, opened',
  data: 'Data of this device, opened',
  counted: 'Data of this device, all counted',
  question: 'Question by its address, first answer painted',
  painted: 'Tap to painted',
  stored: 'Tap to stored',
}
/** Ten rounds are found with the eyes: there is nothing to type them into. */
const countsOf = (way) => (['search', 'rounds'].includes(way) ? COUNTS.slice(1) : COUNTS)
const inWords = (count) => count.toLocaleString('en')
const rowOf = (way, count) => `${WAYS[way]}, ${inWords(count)} rounds`
const growthOf = (way) => `${WAYS[way]}, ${inWords(COUNTS.at(-1))} rounds against ${inWords(countsOf(way)[0])}`

export const ROWS = Object.fromEntries([
  ...Object.keys(WAYS).flatMap((way) => [
    ...countsOf(way).map((count) => [rowOf(way, count), 'ms']),
    [growthOf(way), '×'],
  ]),
  ...Object.entries(FILE_ROWS),
])

export async function measure({ bench, record, say, isPatient }) {
  const medians = {}
  for (const count of COUNTS) {
    const context = await bench.newContext()
    await layStore(context, bench.url, count)
    say(`${count} rounds are laid`)
    const ways = Object.keys(WAYS).filter((way) => countsOf(way).includes(count))
    const found = await measureWith(context, bench.url, ways)
    for (const [way, values] of Object.entries(found)) {
      record(rowOf(way, count), values)
      if (Array.isArray(values)) (medians[way] ??= {})[count] = median(values)
    }
    say(`${count} rounds are measured`)
    if (count === COUNTS.at(-1)) await measureFiles({ context, url: bench.url, record, rounds: count, isPatient })
    await context.close()
  }
  for (const way of Object.keys(WAYS)) {
    const { [countsOf(way)[0]]: least, [COUNTS.at(-1)]: most } = medians[way] ?? {}
    record(growthOf(way), least && most ? [most / least] : 'one of the two is missing')
  }
}

/** What is measured with one store: milliseconds by way, or why there are none. */
async function measureWith(context, url, ways) {
  const found = Object.fromEntries(ways.map((way) => [way, []]))
  // The first run warms up.
  for (let run = 0; run <= RUNS; run += 1) {
    const note = (way, ...values) => run > 0 && Array.isArray(found[way]) && found[way].push(...values)
    /** What once did not go well is not tried again. */
    const attempt = async (tried, work) => {
      if (!tried.every((way) => Array.isArray(found[way]))) return
      await work().catch((error) => {
        for (const way of tried) found[way] = error.message.split('\n')[0]
      })
    }
    const page = await newPage(context, { begin: 'firstAnswer' })
    await attempt(['question', 'painted', 'stored'], async () => {
      await page.goto(`${url}#/a/${DRAFT}/q/${ITEMS[run]}`, { waitUntil: 'commit' })
      note('question', await page.evaluate(() => globalThis.bench.begun))
      await page.waitForFunction(() => globalThis.bench.isFetchedAhead())
      for (let tap = 0; tap < TAPS_A_RUN; tap += 1) {
        const { painted, stored } = await page.evaluate((level) => globalThis.bench.tap(level), 1 + tap)
        note('painted', painted)
        note('stored', stored)
      }
    })
    await attempt(['home'], async () => note('home', await page.evaluate(openHome)))
    await page.evaluate(settle).catch(() => undefined)
    await attempt(['search', 'rounds'], async () => {
      const { listed, found: all } = await page.evaluate(find, FOUND.name)
      note('search', listed)
      note('rounds', all)
    })
    await attempt(['union'], async () => note('union', await page.evaluate(openUnion, FOUND)))
    await page.evaluate(settle).catch(() => undefined)
    await attempt(['begin'], async () => note('begin', await page.evaluate(openNewRound)))
    await attempt(['data', 'counted'], async () => {
      const { shown, counted } = await page.evaluate(openData)
      note('data', shown)
      note('counted', counted)
    })
    await page.close()

    const first = await newPage(context, { begin: 'home' })
    await attempt(['start'], async () => {
      await first.goto(url, { waitUntil: 'commit' })
      note('start', await first.evaluate(() => globalThis.bench.begun))
    })
    await first.close()
  }
  return found
}

function openHome() {
  const { bench } = globalThis
  return bench.time(() => document.querySelector('header nav a[href="#/"]').click(), bench.isHome, 'Home')
}

/** Lets what a screen reads after it is shown come to rest, as long as a person takes to go on. */
async function settle() {
  await new Promise((resolve) => setTimeout(resolve, 1000))
  await new Promise((resolve) => requestIdleCallback(resolve))
}

/** Types the name of a union into the field that finds, until it and no other union is listed, and until its rounds are. */
async function find(name) {
  const { bench } = globalThis
  const label = bench.byWords('main label', /^Find a union or a round/)
  const field = label?.control ?? document.querySelector('main input[aria-label^="Find a union or a round"]')
  if (!field) throw new Error('there is no field on Home to find a union with')
  const isListed = () => {
    const { textContent: text } = document.querySelector('main')
    return text.includes(name) && !text.includes('Union of Workers')
  }
  const begun = performance.now()
  const type = () => {
    field.value = name
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const listed = await bench.time(type, isListed, 'the union that was looked for, and no other')
  const areFound = () => /rounds? found\./.test(document.querySelector('main [role=status]').textContent)
  await bench.shown(areFound, 'the rounds of the union that was looked for')
  return { listed, found: (await bench.painted()) - begun }
}

/** Until a union can be chosen. */
function openNewRound() {
  const { bench } = globalThis
  const isThere = () =>
    document.querySelector('main h1')?.textContent.trim() === 'Start a new round' &&
    document.querySelector('main input[type=radio][name=union]')
  return bench.time(() => (location.hash = '#/new'), isThere, 'the choice of a union')
}

/** Until the first figures stand there, and until all do. */
async function openData() {
  const { bench } = globalThis
  const begun = performance.now()
  const isThere = () => location.hash === '#/data' && document.querySelector('main table tbody td')
  const shown = await bench.time(() => (location.hash = '#/data'), isThere, 'the table of what is stored')
  const isCounted = () => !document.querySelector('main table').textContent.includes('not counted yet')
  await bench.shown(isCounted, 'the last figure of what is stored')
  return { shown, counted: (await bench.painted()) - begun }
}

function openUnion({ id, name }) {
  const { bench } = globalThis
  const isThere = () => {
    const main = document.querySelector('main')
    const isNamed = main.querySelector('h1')?.textContent.includes(name)
    return isNamed && main.textContent.includes('Look again on') && main.querySelector('table tbody tr')
  }
  return bench.time(() => (location.hash = `#/u/${id}`), isThere, 'the page of the union')
}

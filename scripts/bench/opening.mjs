// Opening results, plan, comparison and a union's page from another screen. Each counts the first time in a page that was
// loaded anew, as on another day: what comes next has been fetched, and nothing has been read yet.
import { lay, manyRounds } from '../lay.mjs'
import { laidRecords, oneUnion, planOf } from './records.mjs'
import { newPage, RUNS } from './host.mjs'

const LONG = 500
const MANY = 40
const many = Array.from({ length: MANY }, (_, index) => `round-${index}`)

/** What is opened by its address from Help, by its row; painted where its words and so many of its elements are there, and nothing waits to be drawn. */
const OPENED = {
  'Results, opened': ['#/a/round-new/results', 'Radar chart', 'main table tbody tr', 7],
  'Union with 40 rounds, opened': ['#/u/union-long', 'Look again on', 'main table tbody tr', 1],
  'Comparison of 40 rounds, opened': [
    `#/a/round-39/compare?rounds=${many.join(',')}`,
    'Question by question',
    'main table tbody tr',
    1,
  ],
  'Comparison of 2 rounds, opened': [
    '#/a/round-new/compare?rounds=round-old,round-new',
    'Question by question',
    'main table tbody tr',
    1,
  ],
  'Plan of 5 actions, opened': ['#/u/union-laid/plan', '5 open', 'main h1', 1],
}
const OPENED_PLAN = 'Plan of 500 actions, opened'
const MOVED = 'Plan of 500 actions, one moved'
const FILTERED = 'Plan of 500 actions, filtered'

export const ROWS = Object.fromEntries([...Object.keys(OPENED), OPENED_PLAN, MOVED, FILTERED].map((row) => [row, 'ms']))

export async function measure({ bench, record }) {
  const context = await bench.newContext()
  await laidRecords(context, bench.url, oneUnion())
  const page = await newPage(context)
  await page.goto(bench.url)
  await page.getByRole('heading', { name: 'Your rounds', level: 1 }).waitFor()
  await lay(page, manyRounds(MANY))
  const opened = new Map(Object.keys(OPENED).map((row) => [row, []]))
  // The first run warms up.
  for (let run = 0; run <= RUNS; run += 1) {
    await page.goto(`${bench.url}#/help`)
    await page.reload()
    await page.waitForFunction(() => globalThis.bench.isFetchedAhead())
    for (const [row, target] of Object.entries(OPENED)) {
      await page.evaluate(() => (location.hash = '#/help'))
      await page.getByRole('heading', { name: 'Help', level: 1 }).waitFor()
      const time = await page.evaluate(openAddress, target)
      if (run > 0) opened.get(row).push(time)
    }
  }
  for (const [row, times] of opened) record(row, times)

  await lay(page, { plan: planOf('union-laid', LONG) })
  await page.goto(`${bench.url}#/u/union-laid`)
  await page.reload()
  const ways = { [OPENED_PLAN]: [], [MOVED]: [], [FILTERED]: [] }
  for (let run = 0; run <= RUNS; run += 1) {
    await page.getByRole('link', { name: 'Go to the plan' }).waitFor()
    const found = await page.evaluate(workOnPlan)
    if (run > 0) Object.values(ways).forEach((times, index) => times.push(found[index]))
    await page.getByRole('link', { name: 'Back to the union’s page' }).click()
  }
  for (const [row, times] of Object.entries(ways)) record(row, times)
  await context.close()
}

function openAddress([hash, words, selector, least]) {
  const { bench } = globalThis
  const isThere = () => {
    const main = document.querySelector('main')
    const isNamed = main.textContent.includes(words) || main.querySelector(`[aria-label*="${words}"]`)
    return isNamed && !main.ariaBusy && document.querySelectorAll(selector).length >= least
  }
  return bench.time(() => (location.hash = hash), isThere, `${words} at ${hash}`)
}

/** Opens the plan of 500 actions, moves one down, and shows those under way. @returns milliseconds for each */
async function workOnPlan() {
  const { bench } = globalThis
  const main = () => document.querySelector('main')
  const opened = await bench.time(
    () => document.querySelector('a[href$="/plan"]').click(),
    () => main().textContent.includes('500 open'),
    'the plan',
  )
  const change = (act) => {
    const before = main().textContent
    return bench.time(act, () => main().textContent !== before, 'the changed plan')
  }
  const moved = await change(() => bench.byWords('button', /Move down/).click())
  const filtered = await change(() => {
    const select = document.querySelector('select')
    select.value = 'under_way'
    select.dispatchEvent(new Event('change', { bubbles: true }))
  })
  return [opened, moved, filtered]
}

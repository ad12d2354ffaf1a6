// What an hour's work leaves in memory, played back in about a minute: twelve laps of five questions with notes and a round
// through the other screens, all in one page. Garbage is collected before each look.
import { laidRecords, ITEMS, oneUnion } from './records.mjs'
import { newPage } from './host.mjs'

const LAPS = 12
const QUESTIONS_A_LAP = 5
/** Other screens, by their address and what shows that they are there. */
const SCREENS = [
  ['#/', 'Your rounds'],
  ['#/u/union-laid', 'Look again on'],
  ['#/a/round-new/results', 'Radar chart'],
  ['#/a/round-new/compare?rounds=round-old,round-new', 'Question by question'],
  ['#/u/union-laid/plan', '5 open'],
  ['#/help', 'Help'],
  ['#/a/round-draft/check', 'Check your answers'],
  ['#/a/round-draft', 'Check answers and finish'],
]

const BEFORE = 'Memory of the script, before an hour’s work'
const AFTER = 'Memory of the script, after it'
const ADDED = 'Memory of the script, added by five minutes of it'
const NODES = 'Parts of the page kept, added by five minutes of it'

export const ROWS = { [BEFORE]: 'MB', [AFTER]: 'MB', [ADDED]: 'MB', [NODES]: 'nodes' }

export async function measure({ bench, record }) {
  const context = await bench.newContext()
  await laidRecords(context, bench.url, oneUnion())
  const page = await newPage(context)
  await page.goto(`${bench.url}#/a/round-draft/q/${ITEMS[0]}`)
  // The first lap fetches and compiles every screen. That stays, and is no growth.
  await page.evaluate(work, lap(0))
  const looks = [await look(page)]
  for (let number = 1; number <= LAPS; number += 1) {
    await page.evaluate(work, lap(number))
    looks.push(await look(page))
  }
  const added = (name) => looks.slice(1).map((now, index) => now[name] - looks[index][name])
  record(BEFORE, [looks[0].megabytes])
  record(AFTER, [looks.at(-1).megabytes])
  record(ADDED, added('megabytes'))
  record(NODES, added('nodes'))
  await context.close()
}

function lap(number) {
  const first = (number * QUESTIONS_A_LAP) % ITEMS.length
  return { number, questions: ITEMS.slice(first, first + QUESTIONS_A_LAP), screens: SCREENS }
}

async function look({ devtools }) {
  // What one collection frees may hold what the next one can free.
  for (let count = 0; count < 2; count += 1) await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  const { nodes } = await devtools.send('Memory.getDOMCounters')
  return { megabytes: usedSize / 1e6, nodes }
}

/** In the page: answers the questions, each with a note, and looks at the other screens; ends at the first question again. */
async function work({ number, questions, screens }) {
  const { bench } = globalThis
  const toQuestion = async (id) => {
    location.hash = `#/a/round-draft/q/${id}`
    await bench.shown(() => bench.levels()?.[0].name === id, `the question ${id}`)
  }
  for (const [index, id] of questions.entries()) {
    await toQuestion(id)
    await bench.tap(1 + ((number + index) % 5))
    // The fields of what is folded come with its opening.
    for (const fold of document.querySelectorAll('main form details')) fold.open = true
    const note = await bench.shown(() => document.querySelector('main textarea'), 'the field for a note')
    note.value = `Note ${number} on this question, as long as such notes are: two lines or so of what the room has said.`
    note.dispatchEvent(new Event('input', { bubbles: true }))
    note.dispatchEvent(new Event('blur'))
    await bench.painted()
  }
  for (const [hash, words] of screens) {
    const isThere = () => {
      const main = document.querySelector('main')
      return (
        main.querySelector('h1') && (main.textContent.includes(words) || main.querySelector(`[aria-label*="${words}"]`))
      )
    }
    await bench.time(() => (location.hash = hash), isThere, `${words} at ${hash}`)
  }
  await toQuestion(questions[0])
}

// A workshop of thirty people: taking in their files at once, and the reveal of their votes.
import { join } from 'node:path'
import { fullRoom, lay } from '../lay.mjs'
import { RUNS } from './host.mjs'

const MERGED = 'Thirty responses of 40 answers, merged'
const REVEALED = 'Reveal of thirty votes, painted'

export const ROWS = { [MERGED]: 'ms', [REVEALED]: 'ms' }

export async function measure({ bench, record }) {
  const records = fullRoom('item.uses-why-collect.vote')
  const files = await responseFiles(records)
  const merged = []
  for (let run = 0; run < RUNS; run += 1) {
    const page = await bench.newPage()
    await page.goto(bench.url)
    await lay(page, { ...records, responses: [], sessions: [{ ...records.sessions[0], meetings: [] }] })
    await page.goto(`${bench.url}#/room/round-room/responses`)
    await page.reload()
    await page.locator('input[type=file]').setInputFiles(files)
    await page.getByRole('button', { name: 'Take in 30 responses' }).waitFor()
    merged.push(await page.evaluate(takeIn))
    await page.context().close()
  }
  record(MERGED, merged)

  const room = await bench.newPage()
  await room.goto(bench.url)
  await lay(room, records)
  await room.goto(`${bench.url}#/room/round-room`)
  await room.reload()
  const revealed = []
  for (let run = 0; run < RUNS; run += 1) {
    await room.getByRole('heading', { name: 'Vote in silence', level: 1 }).waitFor()
    revealed.push(await room.evaluate(reveal))
    await room.getByRole('button', { name: 'Step before' }).click()
  }
  record(REVEALED, revealed)
  await room.context().close()
}

/** The responses as files, as the app itself writes them. */
async function responseFiles({ responses, questionnaires }) {
  const { runnerImport } = await import('vite')
  const resolve = { alias: { '@': join(process.cwd(), 'src') } }
  const { module } = await runnerImport('./src/door/responseCode.ts', { resolve })
  return responses.map(({ key, held }) => {
    const code = module.writeResponseCode(held.response, questionnaires[0].content)
    const text = JSON.stringify({ waymark: 'response', format: 1, code })
    return { name: `${key}.json`, mimeType: 'application/json', buffer: Buffer.from(text) }
  })
}

function takeIn() {
  const { bench } = globalThis
  return bench.time(
    () => bench.byWords('button', /Take in 30 responses/).click(),
    () => document.querySelector('main').textContent.includes('30 responses were taken in'),
    'the word that they were taken in',
  )
}

/** Goes on to the votes, until their picture is painted. */
function reveal() {
  const { bench } = globalThis
  return bench.time(
    () => bench.byWords('button', /^Next step$/).click(),
    () => document.querySelector('[role=img][aria-label^="30 votes"]'),
    'the picture of the votes',
  )
}

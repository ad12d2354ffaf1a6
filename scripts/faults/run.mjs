// Injects faults into real browsers and counts what is lost:  npm run faults [-- --kind NAME --runs N --no-build]
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { build, preview } from 'vite'
import damage from './kinds/damage.mjs'
import firefoxKills from './kinds/firefoxKills.mjs'
import fullDisk from './kinds/fullDisk.mjs'
import kills from './kinds/kills.mjs'
import power from './kinds/power.mjs'
import quota from './kinds/quota.mjs'
import { leaveNothing, takeAwayOld } from './leftovers.mjs'

const KINDS = [kills, power, firefoxKills, damage, fullDisk, quota]

const { values } = parseArgs({
  options: {
    kind: { type: 'string', multiple: true },
    runs: { type: 'string' },
    only: { type: 'string' },
    'no-build': { type: 'boolean', default: false },
  },
})
const unknown = (values.kind ?? []).filter((name) => !KINDS.some((kind) => kind.name === name))
if (unknown.length > 0) {
  console.error(`There is no kind ${unknown.join(', ')}. There are: ${KINDS.map(({ name }) => name).join(', ')}.`)
  process.exit(2)
}
const chosen = KINDS.filter(({ name }) => !values.kind || values.kind.includes(name))

if (!values['no-build'] || !existsSync('dist/index.html')) await build({ logLevel: 'warn' })
takeAwayOld()
leaveNothing()
// The next free port, so that several runs go side by side; every one begins with profiles of its own.
const server = await preview({ preview: { port: 4187, strictPort: false, host: '127.0.0.1' }, logLevel: 'warn' })
const url = server.resolvedUrls.local[0]

const rows = []
const notes = []
for (const kind of chosen) {
  const reason = kind.why?.() ?? null
  if (reason !== null) {
    notes.push(`${kind.title}: left out, because ${reason}.`)
    continue
  }
  const runs = Number(values.runs ?? kind.runs)
  console.error(`${kind.title}: ${runs} runs`)
  let done = 0
  // What was found so far: a run that is stopped has shown it.
  let told = 0
  const onRun = (run, { acknowledged, lost, noticed, harmed, slowest, remarks }) => {
    done = run + 1
    for (const remark of remarks.slice(told)) console.error(`  ${remark}`)
    told = remarks.length
    const found = `${acknowledged} shown as saved, ${lost} lost, noticed ${noticed} of ${harmed}, slowest ${slowest.toFixed(1)} s`
    console.error(`  ${done} of ${runs}: ${found}`)
  }
  try {
    const result = await kind.run({ runs, url, onRun, only: values.only })
    rows.push([
      kind.title,
      done,
      result.acknowledged,
      result.lost,
      `${result.noticed} of ${result.harmed}`,
      result.slowest.toFixed(1),
    ])
    notes.push(...result.remarks.map((remark) => `${kind.title}: ${remark}.`))
  } catch (error) {
    notes.push(`${kind.title}: ended by an error after ${done} runs, so it has no row: ${error.message}`)
    process.exitCode = 1
  }
}
await server.close()

const HEAD = ['Fault', 'Runs', 'Shown as saved', 'Lost', 'Noticed, of stores harmed', 'Seconds to a screen']
console.log(`| ${HEAD.join(' | ')} |\n| ${HEAD.map((_, column) => (column ? '--:' : '---')).join(' | ')} |`)
for (const row of rows) console.log(`| ${row.join(' | ')} |`)
for (const note of notes) console.log(note)
if (rows.some(([, , , lost]) => lost > 0)) process.exitCode = 1
process.exit()

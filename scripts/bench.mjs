// Sizes and times of the built app:  npm run bench [-- --only store,room] [-- --json] [-- --out file.json] [-- --patient]
// Medians of several runs in a real browser on this machine, beside the budgets of bench/budgets.json. Nothing here passes
// or fails; tests do that. Leave the machine to it, for it measures. scripts/bench/README.md says what each part measures.
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { toLine, toTable } from './bench/figures.mjs'
import { openBench } from './bench/host.mjs'
import { PARTS } from './bench/parts.mjs'

const { values: wanted } = parseArgs({
  options: {
    only: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean', default: false },
    // The build that is in dist/ is measured as it is.
    built: { type: 'boolean', default: false },
    // What takes longer than a minute is waited for, too.
    patient: { type: 'boolean', default: false },
  },
})
const only = wanted.only?.split(',') ?? Object.keys(PARTS)
const unknown = only.filter((name) => !(name in PARTS))
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. The parts are ${Object.keys(PARTS).join(', ')}.`)
  process.exit(2)
}
const budgets = JSON.parse(readFileSync(new URL('./bench/budgets.json', import.meta.url), 'utf8'))

const bench = await openBench({ isBuilt: wanted.built })
const lines = []
for (const [part, { ROWS, measure }] of Object.entries(PARTS)) {
  if (!only.includes(part)) continue
  const begun = performance.now()
  const found = new Map()
  const record = (row, values) => {
    if (!(row in ROWS)) throw new Error(`${part} has no row “${row}”`)
    found.set(row, values)
  }
  const say = (words) => console.error(`${part}: ${words}, ${((performance.now() - begun) / 1000).toFixed(0)} s`)
  const trouble = await measure({ bench, record, say, isPatient: wanted.patient }).then(
    () => 'the part left it out',
    (error) => error.message.split('\n')[0],
  )
  for (const [row, unit] of Object.entries(ROWS))
    lines.push(toLine({ part, row, unit }, found.get(row) ?? trouble, budgets[row]))
  say('done')
}
await bench.close()

const report = {
  machine: { processors: cpus().length, model: cpus()[0]?.model ?? '', node: process.version, browser: bench.version },
  rows: lines,
}
if (wanted.out) writeFileSync(wanted.out, `${JSON.stringify(report, null, 2)}\n`)
console.log(wanted.json ? JSON.stringify(report, null, 2) : toTable(lines))

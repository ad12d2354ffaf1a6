// What the bench makes of what it measured: medians, verdicts, and the table. No browser, no clock.

/** @param {readonly number[]} values at least one */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2
}

/** Places after the point, by unit; a factor needs a second one. */
const PLACES = { '×': 2, nodes: 0 }

const figure = (value, unit) => value.toFixed(PLACES[unit] ?? 1).replace(/^-(0(?:\.0+)?)$/, '$1')

/** @param {number} value */
export function format(value, unit) {
  return `${figure(value, unit)} ${unit}`
}

/**
 * One line of the table.
 *
 * @param {{ part: string, row: string, unit: string }} row
 * @param {readonly number[] | string} found what was measured, or why it could not be
 * @param {{ limit: number, unit: string }} [budget]
 */
export function toLine({ part, row, unit }, found, budget) {
  const limit = budget?.limit ?? null
  if (typeof found === 'string' || found.length === 0) {
    const why = typeof found === 'string' ? found : 'nothing was measured'
    return { part, row, unit, median: null, fastest: null, slowest: null, runs: 0, limit, verdict: 'not measured', why }
  }
  const middle = median(found)
  const verdict = limit === null ? '' : middle <= limit ? 'kept' : 'missed'
  const [fastest, slowest] = [Math.min(...found), Math.max(...found)]
  return { part, row, unit, median: middle, fastest, slowest, runs: found.length, limit, verdict, why: '' }
}

/** The lines as text, part by part, and at the end those that miss their budget or could not be measured. */
export function toTable(lines) {
  const cells = lines.map(toCells)
  const width = (column) => Math.max(...[HEAD, ...cells].map((row) => row[column].length))
  const widths = HEAD.map((_, column) => width(column))
  const pad = (row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
      .join('  ')
      .trimEnd()
  const text = []
  lines.forEach(({ part }, index) => {
    if (part !== lines[index - 1]?.part) text.push('', part.toUpperCase(), pad(HEAD))
    text.push(pad(cells[index]))
  })
  return [...text, '', ...ending(lines)].join('\n').trimStart()
}

const HEAD = ['Row', 'Median', 'Fastest – slowest', 'Budget', 'Verdict']

function toCells({ row, unit, median: middle, fastest, slowest, runs, limit, verdict }) {
  return [
    row,
    middle === null ? '–' : format(middle, unit),
    runs > 1 ? `${figure(fastest, unit)} – ${figure(slowest, unit)}` : '',
    limit === null ? '' : `${limit} ${unit}`,
    verdict,
  ]
}

function ending(lines) {
  const missed = lines.filter(({ verdict }) => verdict === 'missed')
  const absent = lines.filter(({ verdict }) => verdict === 'not measured')
  const kept = lines.filter(({ verdict }) => verdict === 'kept').length
  return [
    `Budgets kept: ${kept} of ${lines.filter(({ limit }) => limit !== null).length}.`,
    ...missed.map(
      ({ row, unit, median: middle, limit }) => `Missed: ${row}: ${format(middle, unit)} instead of ${limit} ${unit}.`,
    ),
    ...absent.map(({ row, why }) => `Not measured: ${row}: ${why}.`),
  ]
}

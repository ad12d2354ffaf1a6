import { cellsOf, FORMULA_SIGNS, type Cell } from './cells'
import type { Sheet } from './paper'

/**
 * Half of Europe's spreadsheets split lines at semicolons. They open a comma-separated file without asking, and then take
 * a line break, semicolon or tab inside a quoted text for the end of a cell: what follows must not be a formula either.
 */
const OPENS_A_FORMULA_INSIDE = new RegExp(`([\\n;\\t])(?=(?:[^\\S\\n\\t]|\\p{Cf}|")*[${FORMULA_SIGNS}])`, 'gu')

/**
 * A sheet as comma-separated values (RFC 4180): with a byte order mark, which tells spreadsheets that it is UTF-8,
 * CRLF after every line, every text in quotes, numbers bare with a decimal point, nothing for `null`.
 * Texts are harmless (see cells.ts), also behind a line break, semicolon or tab.
 *
 * @throws RangeError if a number is not finite: a bug
 */
export function csvOf(sheet: Sheet): string {
  const lines = cellsOf(sheet).map((row) => `${row.map(fieldOf).join(',')}\r\n`)
  return `\uFEFF${lines.join('')}`
}

function fieldOf(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  return `"${cell.replace(OPENS_A_FORMULA_INSIDE, "$1'").replaceAll('"', '""')}"`
}

import type { Sheet } from './paper'

/** What a sheet holds in one cell. */
export type Cell = Sheet['rows'][number][number]

/** What a spreadsheet takes for the beginning of a formula, in the forms of Western and of East Asian keyboards. */
export const FORMULA_SIGNS = '=+\\-@＝＋－＠'

const OPENS_A_FORMULA = new RegExp(`^[\\s\\p{Cf}]*[${FORMULA_SIGNS}\\t\\n\\r]`, 'u')

/**
 * A text without what no file format takes: control characters other than tab and line break, halves of surrogate
 * pairs, and code points that Unicode keeps for no character. Line breaks of all systems become "\n".
 */
export function printable(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/(?![\t\n])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu, '')
}

/**
 * A text as a spreadsheet may hold it: printable, and with an apostrophe before it if a spreadsheet could take it for a
 * formula, that is if it begins with = + - @ (full-width ones too), a tab or a line break, spaces and invisible
 * characters before them not counted. Numbers are not for this function, so that negative ones stay numbers.
 */
export function harmless(text: string): string {
  const clean = printable(text)
  return OPENS_A_FORMULA.test(clean) ? `'${clean}` : clean
}

/**
 * The rows of a sheet, its head first, all as wide as the widest, with harmless texts; what a row lacks is `null`.
 *
 * @throws RangeError if a number is not finite: a bug, and no file could hold it
 */
export function cellsOf({ head, rows }: Sheet): readonly (readonly Cell[])[] {
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), head.length)
  return [head, ...rows].map((row) => Array.from({ length: width }, (_, column) => cellOf(row[column] ?? null)))
}

function cellOf(value: Cell): Cell {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`a cell cannot hold ${value}`)
  return typeof value === 'string' ? harmless(value) : value
}

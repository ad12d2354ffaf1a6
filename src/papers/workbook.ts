import type { CellObject, Sheet as SheetToWrite } from 'write-excel-file/browser'
import { cellsOf, printable, type Cell } from './cells'
import type { Paper, Sheet } from './paper'

/** Excel calls a file with a longer text in a cell, or a longer name of a sheet, damaged. */
const LONGEST_TEXT = 32_767
const LONGEST_NAME = 31

/** Widths of columns, in characters. */
const NARROWEST = 8
const WIDEST = 60

/**
 * Sheets as one Excel workbook (.xlsx): bold head that stays in view, columns as wide as what they hold within reason,
 * texts wrapped and harmless (see cells.ts), numbers as numbers. Names of sheets are made valid and unique.
 * A text longer than a cell can hold (32,767 characters) is cut and ends in "…".
 *
 * @param direction where the first column stands: `rtl` turns the sheets around
 * @throws RangeError if there is no sheet, or if a number is not finite: a bug
 */
export async function workbookOf(sheets: readonly Sheet[], direction: Paper['direction']): Promise<Blob> {
  if (sheets.length === 0) throw new RangeError('a workbook has at least one sheet')
  const { default: writeExcelFile } = await import('write-excel-file/browser')
  const names = sheetNames(sheets.map(({ name }) => name))
  return writeExcelFile(
    sheets.map((sheet, index): SheetToWrite<Blob> => {
      const rows = cellsOf(sheet)
      return {
        sheet: names[index],
        data: rows.map((row, line) => row.map((cell) => written(cell, line === 0))),
        columns: (rows[0] ?? []).map((_, column) => ({ width: widthOf(rows.map((row) => row[column] ?? null)) })),
        stickyRowsCount: 1,
        rightToLeft: direction === 'rtl',
      }
    }),
  ).toBlob()
}

function written(cell: Cell, isHead: boolean): CellObject | null {
  if (cell === null || cell === '') return null
  if (typeof cell === 'number') return { value: cell, type: Number, alignVertical: 'top' }
  const text = cell.length > LONGEST_TEXT ? `${start(cell, LONGEST_TEXT - 1)}…` : cell
  return {
    // The package keeps its texts in a plain object and takes "constructor" for one it has met: a space sets it apart.
    value: text in Object.prototype ? `${text} ` : text,
    type: String,
    wrap: true,
    alignVertical: 'top',
    ...(isHead && { fontWeight: 'bold' }),
  }
}

/** The width of a column: that of its longest line, and a little air. */
function widthOf(cells: readonly Cell[]): number {
  let widest = NARROWEST
  for (const cell of cells) for (const line of String(cell ?? '').split('\n')) widest = Math.max(widest, spaceOf(line))
  return Math.min(widest, WIDEST) + 2
}

/** How many characters' space a line takes; Chinese, Japanese and Korean ones, and pictures, take two. */
function spaceOf(line: string): number {
  if (line.length >= WIDEST) return WIDEST
  const wide = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{Extended_Pictographic}\uFF01-\uFF60]/u
  return [...line].reduce((space, character) => space + (wide.test(character) ? 2 : 1), 0)
}

/** Names that Excel takes for sheets of one workbook; a name taken already (letter case aside) gets a number. */
function sheetNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return names.map((name, index) => {
    const valid = start(validName(name), LONGEST_NAME).trim() || String(index + 1)
    let unique = valid
    for (let number = 2; taken.has(unique.toLowerCase()); number++) {
      const suffix = ` (${number})`
      unique = start(valid, LONGEST_NAME - suffix.length).trim() + suffix
    }
    taken.add(unique.toLowerCase())
    return unique
  })
}

function validName(name: string): string {
  const valid = printable(name)
    .normalize('NFC')
    .replace(/[:\\/?*[\]\s]+/g, ' ')
    .replace(/^[' ]+|[' ]+$/g, '')
  // Excel keeps this name for itself.
  return valid.toLowerCase() === 'history' ? `${valid}_` : valid
}

/** The first characters of a text, in UTF-16 units as Excel counts, never half a character. */
function start(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')
}

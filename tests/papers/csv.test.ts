import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvOf } from '@/papers/csv'
import type { Sheet } from '@/papers/paper'

/** Reads a file as a strict reader does: every quote in place, every line as long as the first. */
function read(csv: string, delimiter = ','): string[][] {
  return parse(csv, { bom: true, delimiter, record_delimiter: '\r\n', relax_quotes: false, relax_column_count: false })
}

/** Reads a file as a spreadsheet does that splits at semicolons and shrugs at quotes out of place. */
function readAtSemicolons(csv: string): string[][] {
  return parse(csv, { bom: true, delimiter: ';', relax_quotes: true, relax_column_count: true })
}

const sheet = (...rows: Sheet['rows'][number][]): Sheet => ({ name: 'Actions', head: ['Action', 'Owner', 'Gap'], rows })

describe('a CSV file', () => {
  it('has a byte order mark, quoted texts, bare numbers, and CRLF after every line', () => {
    expect(csvOf(sheet(['Back up', 'Ana', -1.5], ['', null, 0]))).toBe(
      '\uFEFF"Action","Owner","Gap"\r\n"Back up","Ana",-1.5\r\n"",,0\r\n',
    )
  })
  it('gives a strict reader every text back', () => {
    const row = ['Say "now", then,\nstop; <script>alert(1)</script>', 'سجل الأعضاء 👩‍🏭', 'x'.repeat(40_000)]
    expect(read(csvOf(sheet(row)))).toEqual([['Action', 'Owner', 'Gap'], row])
  })
  it('holds no formula', () => {
    const rows = read(csvOf(sheet(['=1+1', '+1', '-1'], ['@x', '\t=1', '\r=1'], ['＝1', ' =1', '\u0000=1'])))
    expect(rows.slice(1)).toEqual([
      ["'=1+1", "'+1", "'-1"],
      ["'@x", "'\t'=1", "'\n'=1"],
      ["'＝1", "' =1", "'=1"],
    ])
  })
  it('holds none for a spreadsheet that splits at semicolons either', () => {
    const rows = readAtSemicolons(
      csvOf(sheet(['Fine', 'note;=1+1', 'plan:\n- cmd\n"=2";"=3'], [';=4', 'a;\t@x', 'b\n\n+1'])),
    )
    for (const cell of rows.flat()) expect(cell.replace(/^[\s"]+/, '')).not.toMatch(/^[=+\-@]/)
  })
  it('keeps hyphens and signs within a sentence', () => {
    const row = ['A - B', 'follow-up, -5 %; yes', 'a\nb = c']
    expect(read(csvOf(sheet(row)))[1]).toEqual(row)
  })
  it('has its head where there are no rows', () => {
    expect(read(csvOf(sheet()))).toEqual([['Action', 'Owner', 'Gap']])
  })
  it('refuses a number that is none', () => expect(() => csvOf(sheet(['a', 'b', NaN]))).toThrow(RangeError))
  it('is read back cell for cell, whatever is written', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab",; \n\r\t=-@\'é漢👩\uFEFF') })
    const row = fc.tuple(text, fc.oneof(text, fc.constant(null)), fc.double({ noNaN: true, noDefaultInfinity: true }))
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const back = read(csvOf(sheet(...rows)))
        expect(back).toHaveLength(rows.length + 1)
        // What may differ is an apostrophe before, and a line break's kind.
        const bare = (cell: unknown) =>
          String(cell ?? '')
            .replace(/\r\n?/g, '\n')
            .replace(/'/g, '')
        rows.forEach((cells, index) => {
          const [first, second, third] = back[index + 1] ?? []
          expect([first, second].map(bare)).toEqual(cells.slice(0, 2).map(bare))
          expect(Number(third)).toBe(cells[2] + 0)
        })
      }),
    )
  })
})

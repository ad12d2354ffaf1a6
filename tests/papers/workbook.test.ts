import { strFromU8, unzipSync } from 'fflate'
import readWorkbook from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import type { Sheet } from '@/papers/paper'
import { workbookOf } from '@/papers/workbook'

const sheet = (name: string, ...rows: Sheet['rows'][number][]): Sheet => ({ name, head: ['Action', 'Gap'], rows })

/** The sheets as an independent reader sees them. */
async function read(workbook: Blob) {
  return readWorkbook(Buffer.from(await workbook.arrayBuffer()), { trim: false })
}

/** One file inside the workbook. */
async function part(workbook: Blob, path: string): Promise<string> {
  const file = unzipSync(new Uint8Array(await workbook.arrayBuffer()))[path]
  if (!file) throw new Error(`the workbook has no ${path}`)
  return strFromU8(file)
}

async function namesOf(...names: string[]) {
  return (
    await read(
      await workbookOf(
        names.map((name) => sheet(name)),
        'ltr',
      ),
    )
  ).map((each) => each.sheet)
}

describe('a workbook', () => {
  it('holds every sheet, numbers as numbers and texts as texts', async () => {
    const workbook = await workbookOf(
      [
        {
          name: 'Scores',
          head: ['Dimension', 'Score', 'Gap'],
          rows: [
            ['People', 2.5, -1],
            ['', null, 0],
            ['12', 1e-7, 3],
          ],
        },
        sheet('Actions', ['Back up, "daily" & <b>test</b>', 1]),
      ],
      'ltr',
    )
    expect(workbook.type).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    expect(await read(workbook)).toEqual([
      {
        sheet: 'Scores',
        data: [
          ['Dimension', 'Score', 'Gap'],
          ['People', 2.5, -1],
          [null, null, 0],
          ['12', 1e-7, 3],
        ],
      },
      {
        sheet: 'Actions',
        data: [
          ['Action', 'Gap'],
          ['Back up, "daily" & <b>test</b>', 1],
        ],
      },
    ])
  })

  it('holds no formula, and texts that look like one begin with an apostrophe', async () => {
    const workbook = await workbookOf([sheet('=1+1', ['=1+1', -1], ['＋1', '-1'], ['\t@x', '\r=2'])], 'ltr')
    expect(await part(workbook, 'xl/worksheets/sheet1.xml')).not.toMatch(/<f[ >]/)
    const [first] = await read(workbook)
    expect(first?.data.slice(1)).toEqual([
      ["'=1+1", -1],
      ["'＋1", "'-1"],
      ["'\t@x", "'\n=2"],
    ])
  })

  it('gives hostile texts back whole', async () => {
    const texts = [
      'سجل الأعضاء',
      '👩‍🏭 of union',
      'two\nlines',
      ' a space before',
      ']]></t><script>',
      '$& $1',
      'x'.repeat(5000),
    ]
    const [first] = await read(await workbookOf([sheet('x', ...texts.map((text) => [text, null]))], 'ltr'))
    expect(first?.data.slice(1).map(([text]) => text)).toEqual(texts)
  })
  it('drops characters no XML takes', async () => {
    const [first] = await read(await workbookOf([sheet('x', ['a\u0000b\uD800c\uFFFEd', null])], 'ltr'))
    expect(first?.data[1]?.[0]).toBe('abcd')
  })
  it.each(['constructor', '__proto__', 'toString'])('holds the word %s like any other', async (word) => {
    const [first] = await read(await workbookOf([sheet('x', [word, 1], [word, 2])], 'ltr'))
    expect(first?.data.slice(1).map(([text]) => String(text).trim())).toEqual([word, word])
  })
  it('cuts a text that is longer than a cell, not within a character, and says so', async () => {
    const text = `${'x'.repeat(32_765)}👩${'y'.repeat(10)}`
    const [first] = await read(await workbookOf([sheet('x', [text, null], ['z'.repeat(32_767), null])], 'ltr'))
    expect(first?.data[1]?.[0]).toBe(`${'x'.repeat(32_765)}…`)
    expect(first?.data[2]?.[0]).toBe('z'.repeat(32_767))
  })

  it('keeps a bold head in view and wraps texts', async () => {
    const workbook = await workbookOf([sheet('x', ['a', 1])], 'ltr')
    const xml = await part(workbook, 'xl/worksheets/sheet1.xml')
    expect(xml).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/)
    expect(xml).not.toContain('rightToLeft')
    const styles = await part(workbook, 'xl/styles.xml')
    expect(styles).toContain('<b/>')
    expect(styles).toContain('wrapText="1"')
    const style = (cell: string) =>
      new RegExp(`<c [^>]*r="${cell}"[^>]* s="(\\d+)"|<c s="(\\d+)" r="${cell}"`).exec(xml)?.[1]
    expect(style('A1')).toBe(style('B1'))
    expect(style('A1')).not.toBe(style('A2'))
  })
  it('has columns as wide as their longest line, within reason', async () => {
    const book: Sheet = {
      name: 'x',
      head: ['No.', 'Action', 'Note', 'Kanji'],
      rows: [[1, `${'a'.repeat(30)}\nb`, 'word '.repeat(90), '組合'.repeat(10)]],
    }
    const xml = await part(await workbookOf([book], 'ltr'), 'xl/worksheets/sheet1.xml')
    expect([...xml.matchAll(/<col [^>]*width="(\d+)"/g)].map(([, width]) => Number(width))).toEqual([10, 32, 62, 42])
  })
  it('runs from right to left in every sheet where the language does', async () => {
    const workbook = await workbookOf([sheet('خطة', ['سجل', 1]), sheet('ب')], 'rtl')
    for (const file of ['sheet1', 'sheet2'])
      expect(await part(workbook, `xl/worksheets/${file}.xml`)).toMatch(/<sheetView [^>]*rightToLeft="1"[^>]*>.*<pane/s)
  })
  it('can be empty but for its head, or wholly', async () => {
    expect(await read(await workbookOf([sheet('x'), { name: 'y', head: [], rows: [] }], 'ltr'))).toEqual([
      { sheet: 'x', data: [['Action', 'Gap']] },
      { sheet: 'y', data: [] },
    ])
  })
  it('takes five hundred actions', async () => {
    const rows = Array.from({ length: 500 }, (_, row) => Array.from({ length: 15 }, (_, column) => `${row} ${column}`))
    const [first] = await read(await workbookOf([{ name: 'x', head: [], rows }], 'ltr'))
    expect(first?.data).toHaveLength(501)
  })
  it('refuses no sheet at all, and numbers that are none', async () => {
    await expect(workbookOf([], 'ltr')).rejects.toThrow(RangeError)
    await expect(workbookOf([sheet('x', ['a', NaN])], 'ltr')).rejects.toThrow(RangeError)
  })
})

describe('the names of sheets', () => {
  it('lose what Excel refuses, and stay otherwise', async () => {
    expect(await namesOf('Scores', 'a/b\\c?d*e[f]g:h', " 'Quoted' ", 'خطة العمل', 'A & B <c> "d" $&')).toEqual([
      'Scores',
      'a b c d e f g h',
      'Quoted',
      'خطة العمل',
      'A & B <c> "d" $&',
    ])
  })
  it('are at most 31 characters, never half of one, and none is empty or the one Excel keeps', async () => {
    expect(await namesOf('x'.repeat(40), `${'y'.repeat(30)}👩`, '', '[]', 'History')).toEqual([
      'x'.repeat(31),
      'y'.repeat(30),
      '3',
      '4',
      'History_',
    ])
  })
  it('are unique, letter case aside', async () => {
    expect(await namesOf('Plan', 'plan', 'PLAN', 'Plan (2)', 'z'.repeat(31), 'z'.repeat(35))).toEqual([
      'Plan',
      'plan (2)',
      'PLAN (3)',
      'Plan (2) (2)',
      'z'.repeat(31),
      `${'z'.repeat(27)} (2)`,
    ])
  })
})

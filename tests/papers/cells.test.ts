import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOf, harmless, printable } from '@/papers/cells'

describe('a harmless cell', () => {
  it.each(['=1+1', '+32 470', '-5', '@SUM(A1)', '＝1+1', '＋1', '－1', '＠x'])(
    'has an apostrophe before %j',
    (text) => {
      expect(harmless(text)).toBe(`'${text}`)
    },
  )
  it.each(['  =1+1', '\uFEFF=1+1', ' \uFEFF @x', '\u00A0-1', '\u200B=1', '\u202E=1', '\tx', ' \tx', '\nx', '  \n=1'])(
    'has one too where something unseen comes first: %j',
    (text) => expect(harmless(text)).toBe(`'${text}`),
  )
  it('has one where the text begins with a carriage return, which becomes a line break', () => {
    expect(harmless('\r=cmd')).toBe("'\n=cmd")
    expect(harmless('\r\nx')).toBe("'\nx")
  })
  it('is not fooled by a control character that is dropped', () => {
    expect(harmless('\u0000=1+1')).toBe("'=1+1")
    expect(harmless('\uD800=1+1')).toBe("'=1+1")
  })
  it.each([
    '',
    'Members = power',
    'a-b',
    'ana@union.example',
    "'=1+1",
    '"=1"',
    '1 + 1',
    'سجل الأعضاء',
    '👩‍🏭 =',
    '…',
    '<script>',
  ])('is left alone when it cannot be a formula: %j', (text) => expect(harmless(text)).toBe(text))
  it('never begins as a formula does, and stays the same when made harmless again', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'=+-@＝＋－＠ \t\r\n\uFEFF\u0000\u200F\'"a1') }), (text) => {
        const cell = harmless(text)
        expect(cell.replace(/^[\s\u200F\uFEFF]+/, '')).not.toMatch(/^[=+\-@＝＋－＠]/)
        expect(cell).not.toMatch(/^[\t\r\n]/)
        expect(harmless(cell)).toBe(cell)
      }),
    )
  })
})

describe('a printable text', () => {
  it('loses control characters, half characters and what is no character, and keeps tabs and line breaks', () => {
    expect(printable('a\u0000\u0007\u001B\u007F\u0090b\uFFFE\uD83Dc\uDC69\tд\n👩‍🏭')).toBe('abc\tд\n👩‍🏭')
  })
  it('has one kind of line break', () => expect(printable('a\r\nb\rc\u2028d\u0085e\n\nf')).toBe('a\nb\nc\nd\ne\n\nf'))
})

describe('the cells of a sheet', () => {
  it('leave numbers alone, also negative ones', () => {
    expect(cellsOf({ name: 'x', head: ['=a'], rows: [[-5], ['-5'], [null]] })).toEqual([["'=a"], [-5], ["'-5"], [null]])
  })
  it('make every row as wide as the widest', () => {
    expect(cellsOf({ name: 'x', head: ['a'], rows: [[], [1, 'b']] })).toEqual([
      ['a', null],
      [null, null],
      [1, 'b'],
    ])
  })
  it.each([NaN, Infinity])('refuse %d, which no file can hold', (number) => {
    expect(() => cellsOf({ name: 'x', head: ['a'], rows: [[number]] })).toThrow(RangeError)
  })
})

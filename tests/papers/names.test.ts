import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileName } from '@/papers/names'

describe('a file name', () => {
  it('joins the words of its parts and ends in the extension', () => {
    expect(fileName(['Waymark', 'Board page', '2027-03-01'], 'docx')).toBe('Waymark-Board-page-2027-03-01.docx')
    expect(fileName(['Plan'], '.CSV')).toBe('Plan.csv')
    expect(fileName(['Plan'], '')).toBe('Plan')
  })
  it.each([
    ['a<b>c:d"e/f\\g|h?i*j', 'a-b-c-d-e-f-g-h-i-j.csv'],
    ['../../etc/passwd', 'etc-passwd.csv'],
    ['  ...Union of Ports. . ', 'Union-of-Ports.csv'],
    ['report.exe', 'report-exe.csv'],
    ['invoice\u202Evsc.exe', 'invoicevsc-exe.csv'],
    ['a\u0000b\nc\td', 'ab-c-d.csv'],
    ['Ana’s “plan” – 100 %', 'Ana-s-plan-100.csv'],
    ['👩‍🏭 at work', 'at-work.csv'],
    ['a--b - c_d', 'a-b-c_d.csv'],
    ['=1+1', '1-1.csv'],
    ['CONtract', 'CONtract.csv'],
  ])('makes %j harmless', (part, name) => expect(fileName([part], 'csv')).toBe(name))
  it.each([
    ['Verband für Öl & Straße', 'Verband-für-Öl-Straße.csv'],
    ['e\u0301cole', 'école.csv'],
    ['اتحاد العمال', 'اتحاد-العمال.csv'],
    ['労働組合 2027', '労働組合-2027.csv'],
    ['कर्मचारी संघ', 'कर्मचारी-संघ.csv'],
    ['Công đoàn', 'Công-đoàn.csv'],
  ])('keeps the letters of %s', (part, name) => expect(fileName([part], 'csv')).toBe(name))
  it.each(['CON', 'prn', 'Aux', 'NUL', 'COM1', 'lpt9', 'COM¹', 'COM0', ' nul. '])('is not the device %s', (device) => {
    const name = fileName([device], 'csv')
    expect(name).toMatch(/_\.csv$/)
    expect(name.split('.')[0]).not.toMatch(/^(con|prn|aux|nul|com.|lpt.)$/i)
  })
  it.each([[[]], [['']], [['...', ' ']], [['👩', '\u202E']], [['/']]])('is never empty: %j', (parts) => {
    expect(fileName(parts, 'csv')).toBe('waymark.csv')
  })
  it('has at most 120 characters and keeps its extension', () => {
    expect(fileName(['word '.repeat(50)], 'xlsx')).toBe(`${'word-'.repeat(22)}word.xlsx`)
    expect(fileName(['x'.repeat(500)], 'xlsx')).toBe(`${'x'.repeat(115)}.xlsx`)
  })
  it('is short enough for Android where a letter takes three bytes or four, and cut between letters', () => {
    expect(fileName(['労'.repeat(300)], 'csv')).toBe(`${'労'.repeat(75)}.csv`)
    expect(fileName([`x${'𐓏'.repeat(300)}`], 'csv')).toBe(`x${'𐓏'.repeat(56)}.csv`)
  })
  it('is safe whatever the parts', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.string({ unit: fc.constantFrom(...'.- /\\:conCON1\u202E\u0301e\u200D\uFEFF') }),
    )
    fc.assert(
      fc.property(fc.array(text), (parts) => {
        const name = fileName(parts, 'csv')
        expect(name).toMatch(/^[\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}_-]*\.csv$/u)
        expect(name).not.toMatch(/^(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³])\.|-\.|--/i)
        expect(name.length).toBeLessThanOrEqual(120)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
        expect(name).toBe(name.normalize('NFC'))
      }),
      { numRuns: 200 },
    )
  })
})

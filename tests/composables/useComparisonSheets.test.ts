import { describe, expect, it } from 'vitest'
import { useComparisonSheets } from '@/composables/useComparisonSheets'
import type { Comparison } from '@/domain/comparison'
import {
  aCheck,
  aCheckItem,
  anItem,
  answersOf,
  aQuestionnaire,
  aSection,
  groupSays,
  notApplicable,
} from '../support/builders'
import { aComparedRound, compared, made, threeRounds } from './comparing'

const [a, b, c] = threeRounds()
const sheetsOf = (comparison: Comparison) => made(() => useComparisonSheets(() => comparison))
const short = { shortForm: true } as const

describe('the sheet of changes by part', () => {
  it('has one row a dimension with every figure to two decimals', () => {
    const { name, head, rows } = sheetsOf(compared([a, c])).partSheet()
    expect(name).toBe('Changes by part')
    expect(head).toEqual([
      'Part',
      ...['Level 20 November 2024', 'Value 20 November 2024', 'Answers 20 November 2024'],
      ...['Level 18 November 2026', 'Value 18 November 2026', 'Answers 18 November 2026'],
      ...['Change', 'Questions up', 'Questions down', 'Questions the same', 'In words'],
    ])
    // 10/6, 16/6; 8/5, 15/6; 7/4, 11/4; 6/4, 13/5; 14/6, 17/6; 16/6, 11/5; 5/3, 10/4.
    expect(rows.map((row) => [0, 1, 2, 4, 5, 7, 8, 9, 10].map((column) => row[column]))).toEqual([
      ['Uses', '2 Emerging', 1.67, '3 Learning', 2.67, 'up 1.0', 5, 0, 1],
      ['Data', '2 Emerging', 1.6, '3 Learning', 2.5, 'up 0.9', 5, 0, 0],
      ['Analysis', '2 Emerging', 1.75, '3 Learning', 2.75, 'up 1.0', 4, 0, 0],
      ['Leadership', '2 Emerging', 1.5, '3 Learning', 2.6, 'up 1.1', 4, 0, 0],
      ['Culture', '2 Emerging', 2.33, '3 Learning', 2.83, 'up 0.5', 3, 0, 3],
      ['Tools', '3 Learning', 2.67, '2 Emerging', 2.2, 'down 0.5', 0, 2, 3],
      ['Skills', '2 Emerging', 1.67, '3 Learning', 2.5, 'up 0.8', 3, 0, 0],
    ])
    expect([3, 6, 11].map((column) => rows[6]?.[column])).toEqual([
      '3 of 4 answered',
      '4 of 4 answered',
      '3 of 3 questions moved up one level. One is newly known.',
    ])
  })

  it('has every date where there are more than two', () => {
    const { head, rows } = sheetsOf(compared([a, b, c])).partSheet()
    expect(head.filter((title) => title.startsWith('Value'))).toEqual([
      ...['Value 20 November 2024', 'Value 19 November 2025', 'Value 18 November 2026'],
    ])
    // 14 of 6, 14 of 5, 17 of 6.
    expect([2, 5, 8].map((column) => rows[4]?.[column])).toEqual([2.33, 2.8, 2.83])
    expect(rows.map(({ length }) => length)).toEqual(Array(7).fill(head.length))
  })

  it('has bands and percent of a check', () => {
    const check = aCheck([
      aSection(
        'Plan',
        ['a', 'b', 'c'].map((id) => aCheckItem(id)),
      ),
    ])
    const comparison = compared([
      aComparedRound(check, '2024-11-20', answersOf({ a: 0, b: 1, c: 1 })),
      aComparedRound(check, '2025-11-20', answersOf({ a: 2, b: 2, c: 3 })),
    ])
    const { head, rows } = sheetsOf(comparison).partSheet()
    expect(head.slice(1, 3)).toEqual(['Band 20 November 2024', 'Points in percent 20 November 2024'])
    // 2 of 9 points, 7 of 9.
    expect(rows).toEqual([
      [
        ...['Plan', 'Start here', 22.22, '3 of 3 answered', 'Strong', 77.78, '3 of 3 answered'],
        ...['up 5 points', 3, 0, 0, '3 of 3 questions moved up.'],
      ],
    ])
  })

  it('has empty cells, and never a figure, for what is rough or has no result', () => {
    const framework = aQuestionnaire([
      aSection(
        'Uses',
        ['a', 'b'].map((id) => anItem(id, short)),
      ),
      aSection(
        'Data',
        ['x', 'y'].map((id) => anItem(id, short)),
      ),
    ])
    const round = (date: string, given: Parameters<typeof answersOf>[0]) =>
      aComparedRound(framework, date, answersOf(given), { form: 'short' })
    const { rows } = sheetsOf(
      compared([round('2024-11-20', { a: 1, b: 2 }), round('2025-11-20', { a: 3, b: 3, x: 2, y: 2 })]),
    ).partSheet()
    expect(rows.map((row) => [row[1], row[2], row[4], row[5], row[7], row[11]])).toEqual([
      [
        ...['between 1 Unaware and 2 Emerging', null, 'around 3 Learning', null],
        ...['roughly higher', '2 of 2 questions moved up.'],
      ],
      ['not enough answers', null, 'around 2 Emerging', null, 'too few answers to compare', ''],
    ])
  })
})

describe('the sheet of changes by question', () => {
  const prompt = 'What does your union gain from its work with data today?'

  it('has one row a shared question, moved or not, with both answers and both notes', () => {
    const { name, head, rows } = sheetsOf(compared([a, c])).questionSheet({ notes: true })
    expect(name).toBe('Changes by question')
    expect(head).toEqual([
      ...['Part', 'Question', 'What moved', 'Answer 20 November 2024', 'Answer 18 November 2026'],
      ...['Note 20 November 2024', 'Note 18 November 2026'],
    ])
    expect(rows).toHaveLength(37)
    expect(rows.find((row) => row[1] === prompt)).toEqual([
      ...['Uses', prompt, 'Up by 1'],
      '1 Unaware: We cannot yet name a gain that came from our work with data.',
      '2 Emerging: We save some office time, for example by typing each form only once.',
      'We talked about this for a while and could not name one.',
      'Joining forms are typed only once since June.',
    ])
    const moved = rows.map((row) => String(row[2]).replace(/ by \d/, ''))
    const count = (kind: string) => moved.filter((each) => each === kind).length
    expect(['Up', 'Down', 'No change', 'Newly known', 'Does not apply any more'].map(count)).toEqual([24, 2, 7, 3, 1])
  })

  it('has the first and the last date of three', () => {
    const { head } = sheetsOf(compared([a, b, c])).questionSheet({ notes: false })
    expect(head.slice(3)).toEqual(['Answer 20 November 2024', 'Answer 18 November 2026'])
  })

  it('has neither notes nor the reasons why something does not apply where they stay out', () => {
    const questionnaire = aQuestionnaire([aSection('Uses', ['a', 'b'])])
    const comparison = compared([
      aComparedRound(questionnaire, '2024-11-20', answersOf({ a: 2, b: notApplicable('No such staff') })),
      aComparedRound(questionnaire, '2025-11-20', answersOf({ a: notApplicable('Sold'), b: 3 })),
    ])
    const rows = (notes: boolean) => sheetsOf(comparison).questionSheet({ notes }).rows
    expect(rows(true)).toEqual([
      ['Uses', 'a?', 'Does not apply any more', '2 Emerging: a at 2', 'Does not apply to us: Sold', '', ''],
      ['Uses', 'b?', 'Applies now', 'Does not apply to us: No such staff', '3 Learning: b at 3', '', ''],
    ])
    expect(rows(false)).toEqual([
      ['Uses', 'a?', 'Does not apply any more', '2 Emerging: a at 2', 'Does not apply to us'],
      ['Uses', 'b?', 'Applies now', 'Does not apply to us', '3 Learning: b at 3'],
    ])
  })

  it('tells how far apart a group was at both dates, where one answered at either', () => {
    const questionnaire = aQuestionnaire([aSection('Uses', ['a', 'b'])])
    const { head, rows } = sheetsOf(
      compared([
        aComparedRound(questionnaire, '2024-11-20', answersOf({ a: 2, b: 2 })),
        aComparedRound(questionnaire, '2025-11-20', answersOf({ a: groupSays('3', '1155'), b: 2 })),
      ]),
    ).questionSheet({ notes: false })
    expect(head.slice(5)).toEqual(['How far apart 20 November 2024', 'How far apart 20 November 2025'])
    expect(rows.map((row) => row.slice(5))).toEqual([
      ['', 'Two camps'],
      ['', ''],
    ])
  })
})

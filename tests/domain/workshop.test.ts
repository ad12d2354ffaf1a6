import { describe, expect, it } from 'vitest'
import type { Choice, RespondentRole } from '@/domain/assessment'
import { compare, fraction } from '@/domain/fraction'
import {
  addTallies,
  arrivalOf,
  detailFor,
  farthestFirst,
  fitMeetings,
  groupAnswer,
  middleHalf,
  middleLevel,
  noVotes,
  rolesToShow,
  spreadOf,
  tallyOf,
  votesIn,
  votesWithLevel,
  widestDifference,
  type Response,
  type Tally,
} from '@/domain/workshop'
import { withHeldResponse, type HeldResponse } from '@/domain/session'
import { anAnswer, anItem, dataMaturity } from '../support/builders'
import { seeded } from '../support/seeded'

const item = anItem('one')
const ROLES: readonly RespondentRole[] = ['elected', 'staff', 'branch', 'member']

/** Votes as a row of signs: a digit is a level, “?” is don't know, “-” does not apply. */
function votes(row: string): readonly Choice[] {
  return [...row].map((sign) => {
    if (sign === '?') return { kind: 'dont_know' }
    return sign === '-' ? { kind: 'not_applicable', reason: '' } : { kind: 'option', value: Number(sign) }
  })
}
const asked = { questionnaireId: 'made-up', questionnaireVersion: '1.0.0' }
/** The responses that lie there after one more has come, of a section that is open. */
function taken(there: readonly Response[], response: Response): readonly Response[] {
  const asHeld = (each: Response): HeldResponse => ({ response: each, way: 'own', sheet: null, again: null })
  return withHeldResponse(there.map(asHeld), asHeld(response), asked, new Set()).map((each) => each.response)
}
const tally = (row: string) => tallyOf(item, votes(row))
const counts = ({ levels }: Tally) => levels.map(({ votes }) => votes).join('')

describe('V1 · one person, one vote', () => {
  it('is counted by level, with those who do not know and to whom it does not apply', () => {
    const found = tally('3325?-?3')
    expect(counts(found)).toBe('01301')
    expect(found).toMatchObject({ dontKnow: 2, doesNotApply: 1 })
    expect(votesIn(found)).toBe(8)
    expect(votesWithLevel(found)).toBe(5)
  })

  it('is counted together, in whatever way it came', () => {
    const cards = tally('2234')
    const paper = tally('4?')
    expect(addTallies(cards, paper, tally(''))).toEqual(tally('22344?'))
    expect(addTallies(noVotes(item), cards)).toEqual(cards)
  })

  it('cannot name a level that the item does not offer', () => {
    expect(() => tally('6')).toThrow('one has no option 6')
  })
})

describe('V2 · the group’s answer', () => {
  it('is the level the room agreed on, whatever the votes were', () => {
    const agreed = { kind: 'option', value: 2 } as const
    expect(groupAnswer(agreed, tally('5555'))).toEqual({ choice: agreed, by: 'agreed' })
    expect(groupAnswer(agreed, tally(''))).toEqual({ choice: agreed, by: 'agreed' })
  })

  it('is otherwise that of the votes, and labelled as such', () => {
    expect(groupAnswer(null, tally('223'))).toEqual({ choice: { kind: 'option', value: 2 }, by: 'votes' })
  })
})

describe('V3 · what votes make', () => {
  it.each([
    ['4', 4],
    ['12', 1],
    ['2345', 3],
    ['1235', 2],
    ['11555', 5],
    ['1122555', 2],
    // Four do not know out of nine, so the five others decide: 1 2 3 4 5.
    ['12345????', 3],
  ])('of %s is the lower middle: %i', (row, value) => {
    expect(groupAnswer(null, tally(row))?.choice).toEqual({ kind: 'option', value })
  })

  it('is “don’t know” from half of all votes on, also where as many say that it does not apply', () => {
    expect(groupAnswer(null, tally('12??'))?.choice).toEqual({ kind: 'dont_know' })
    expect(groupAnswer(null, tally('--??'))?.choice).toEqual({ kind: 'dont_know' })
  })

  it('is “does not apply” from half of all votes on', () => {
    expect(groupAnswer(null, tally('5---?'))?.choice).toEqual({ kind: 'not_applicable', reason: '' })
  })

  it('is nothing without a vote', () => {
    expect(groupAnswer(null, tally(''))).toBeNull()
  })
})

describe('V4 · the spread', () => {
  it.each([
    ['33', 'close'],
    ['3334', 'close'],
    ['234', 'mixed'],
    ['33335', 'mixed'],
    ['1234', 'far_apart'],
    ['12345', 'far_apart'],
    // One person against the rest is no camp.
    ['13333', 'mixed'],
    ['15', 'far_apart'],
    ['1133', 'two_camps'],
    ['22555', 'two_camps'],
    // Two of eight are a quarter, two of nine are not.
    ['11444444', 'two_camps'],
    ['114444444', 'far_apart'],
    // As many stand between them as in the smaller camp.
    ['112233', 'mixed'],
    ['1112333', 'two_camps'],
    // Those who do not know are in no camp and count against none.
    ['1133????', 'two_camps'],
  ])('of %s is %s', (row, word) => {
    expect(spreadOf(tally(row))?.word).toBe(word)
  })

  it('tells the lowest and the highest level', () => {
    expect(spreadOf(tally('4?24'))).toEqual({ word: 'mixed', low: 2, high: 4 })
  })

  it('is none where no vote names a level, or only one', () => {
    expect(spreadOf(tally('??-'))).toBeNull()
    expect(spreadOf(tally('3'))).toBeNull()
    expect(spreadOf(tally('3??'))).toBeNull()
  })

  it('of a check of four steps knows the same words', () => {
    const step = anItem('step', { options: [0, 1, 2, 3].map((value) => ({ value, text: `${value}` })) })
    expect(spreadOf(tallyOf(step, votes('0123')))?.word).toBe('far_apart')
    expect(spreadOf(tallyOf(step, votes('0033')))?.word).toBe('two_camps')
  })
})

describe('V5 · few votes', () => {
  it('are dots alone under five, and have a middle half from ten on', () => {
    expect([1, 4, 5, 9, 10, 30].map(detailFor)).toEqual([
      'dots',
      'dots',
      'range',
      'range',
      'middle_half',
      'middle_half',
    ])
  })

  it('have the middle half from the third to the eighth of ten, and the third to the ninth of twelve', () => {
    expect(middleHalf(tally('1122334455'))).toEqual({ low: 2, high: 4 })
    expect(middleHalf(tally('112333344455'))).toEqual({ low: 2, high: 4 })
    expect(middleHalf(tally('112233445'))).toBeNull()
  })
})

describe('V5 · the vote in the middle', () => {
  it('is the lower of two, from five votes that name a level on', () => {
    expect(middleLevel(tally('11455'))).toBe(4)
    expect(middleLevel(tally('112455'))).toBe(2)
  })

  it('is not drawn of fewer, however many do not know', () => {
    expect(middleLevel(tally('1145'))).toBeNull()
    expect(middleLevel(tally('1145???'))).toBeNull()
  })
})

describe('V6 · a second look', () => {
  it('takes the widest first, camps before others, and those without a level last', () => {
    const rows = ['33', '??', '24', '1235', '1155', '2244', '12']
    expect(farthestFirst(rows, tally)).toEqual(['1155', '1235', '2244', '24', '12', '33', '??'])
  })
})

describe('V7 · the privacy floor', () => {
  it('shows the groups that have enough people', () => {
    expect(rolesToShow([{ elected: 5, staff: 9 }], 5)).toEqual(['elected', 'staff'])
  })

  it('shows none where the rest could be worked out', () => {
    // Twelve less nine staff would be the three leaders.
    expect(rolesToShow([{ elected: 3, staff: 9 }], 5)).toEqual([])
  })

  it('puts the smallest group to those left over, until they are enough', () => {
    // Three members alone would be found by subtraction; with the six leaders they are nine.
    expect(rolesToShow([{ elected: 6, staff: 9, member: 3 }], 5)).toEqual(['staff'])
    // Three and two together are enough by themselves.
    expect(rolesToShow([{ elected: 6, staff: 9, member: 3, branch: 2 }], 5)).toEqual(['elected', 'staff'])
  })

  it('holds at every item of a section', () => {
    const items = [
      { elected: 5, staff: 9 },
      { elected: 4, staff: 9 },
    ]
    expect(rolesToShow(items, 5)).toEqual([])
    expect(rolesToShow(items, 4)).toEqual(['elected', 'staff'])
  })

  it('may be three in a session, and nothing where an open meeting agreed to do without', () => {
    expect(rolesToShow([{ elected: 3, staff: 9 }], 3)).toEqual(['elected', 'staff'])
    expect(rolesToShow([{ elected: 1, staff: 2 }], null)).toEqual(['elected', 'staff'])
  })

  it('has nothing to tell apart in a room of one group', () => {
    expect(rolesToShow([{ staff: 9 }], 5)).toEqual([])
    expect(rolesToShow([{}], 5)).toEqual([])
    expect(rolesToShow([], 5)).toEqual([])
  })
})

describe('V8 · groups that differ', () => {
  it('are told with the widest difference of one level or more', () => {
    expect(
      widestDifference([
        { role: 'branch', mean: fraction(12, 5) },
        { role: 'elected', mean: fraction(18, 5) },
        { role: 'staff', mean: fraction(3) },
      ]),
    ).toEqual({ higher: 'elected', lower: 'branch', by: fraction(6, 5) })
  })

  it('are not told below one level', () => {
    const means = [
      { role: 'branch', mean: fraction(2) },
      { role: 'staff', mean: fraction(299, 100) },
    ] as const
    expect(widestDifference(means)).toBeNull()
    expect(widestDifference([means[0], { role: 'staff', mean: fraction(3) }])?.by).toEqual(fraction(1))
    expect(widestDifference([])).toBeNull()
  })
})

describe('V10 · responses that come in', () => {
  const first: Response = {
    ...asked,
    key: 'k1',
    edition: 1,
    requestId: null,
    form: 'full',
    role: 'staff',
    answers: { one: anAnswer({ choice: { kind: 'option', value: 3 } }) },
  }
  const later: Response = { ...first, edition: 2, answers: {} }

  it('are counted once however often they come', () => {
    const there = taken([], first)
    expect(arrivalOf({ ...first }, there, asked)).toBe('same')
    expect(taken(there, { ...first })).toEqual([first])
  })

  it('take the place of an earlier one of the same respondent, and are not put back by it', () => {
    const there = taken([first], later)
    expect(arrivalOf(later, [first], asked)).toBe('newer')
    expect(there).toEqual([later])
    expect(arrivalOf(first, there, asked)).toBe('older')
    expect(taken(there, first)).toEqual([later])
  })

  it('are refused where they contradict themselves or answer something else', () => {
    expect(arrivalOf({ ...first, role: 'elected' }, [first], asked)).toBe('contradicts')
    expect(taken([first], { ...first, role: 'elected' })).toEqual([first])
    expect(arrivalOf({ ...first, questionnaireVersion: '0.9.0' }, [], asked)).toBe('foreign')
    expect(taken([], { ...first, questionnaireId: 'other' })).toEqual([])
  })
})

describe('V11 · fitting meetings', () => {
  const sections = dataMaturity.sections.map(({ id, items }) => ({ id, items: items.length }))

  it('fills them with whole sections in their order', () => {
    // 6 + 6 + 5 + 6 + 6 + 6 + 5 items, three minutes each: 18, 18, 15, 18, 18, 18, 15; 20 more in each meeting.
    expect(sections.map(({ items }) => items)).toEqual([6, 6, 5, 6, 6, 6, 5])
    const fitted = fitMeetings(sections, [90, 90])
    // 18 + 18 + 15 + 18 = 69, with 20 that is 89; 18 + 18 + 15 = 51, with 20 that is 71.
    expect(fitted.meetings.map(({ minutes, sectionIds }) => [sectionIds.length, minutes])).toEqual([
      [4, 89],
      [3, 71],
    ])
    expect(fitted.left).toEqual([])
  })

  it('says what has no room', () => {
    expect(fitMeetings(sections, [60]).left).toHaveLength(5)
    expect(fitMeetings(sections, [15])).toEqual({
      meetings: [{ sectionIds: [], minutes: 20 }],
      left: sections.map(({ id }) => id),
    })
  })
})

/** A second reading of the rules, as plainly as it can be written: each vote by itself, in a sorted list. */
const plainly = {
  levels: (row: string) =>
    [...row]
      .filter((sign) => sign >= '1' && sign <= '5')
      .map(Number)
      .sort((a, b) => a - b),
  answer(row: string): string | null {
    if (row === '') return null
    const of = (sign: string) => [...row].filter((each) => each === sign).length
    if (of('?') >= row.length / 2) return '?'
    if (of('-') >= row.length / 2) return '-'
    const levels = plainly.levels(row)
    return String(levels[Math.floor((levels.length - 1) / 2)])
  },
  spread(row: string): string | null {
    const levels = plainly.levels(row)
    if (levels.length < 2) return null
    const of = (level: number) => levels.filter((each) => each === level).length
    for (let low = 1; low <= 3; low += 1)
      for (let high = low + 2; high <= 5; high += 1) {
        const smaller = Math.min(of(low), of(high))
        let isValley = true
        for (let level = low + 1; level < high; level += 1) if (of(level) >= smaller) isValley = false
        if (smaller >= 2 && smaller / levels.length >= 0.25 && isValley) return 'two_camps'
      }
    const range = Number(levels.at(-1)) - Number(levels[0])
    return ['close', 'close', 'mixed', 'far_apart', 'far_apart'][range] ?? null
  },
}

describe('V3 · ten thousand rooms', () => {
  it('give the answer and the spread of a second reading of the rules', () => {
    const next = seeded(20261129)
    for (let room = 0; room < 10_000; room += 1) {
      const signs = next(3) === 0 ? '15??--' : '12345?-'
      const row = Array.from({ length: next(31) }, () => signs[next(signs.length)]).join('')
      const found = tally(row)
      const choice = groupAnswer(null, found)?.choice
      const sign = choice?.kind === 'option' ? String(choice.value) : choice?.kind === 'dont_know' ? '?' : '-'
      expect(choice ? sign : null, `room ${room}: ${row}`).toBe(plainly.answer(row))
      expect(spreadOf(found)?.word ?? null, `room ${room}: ${row}`).toBe(plainly.spread(row))
      // In whatever two ways the votes came.
      const cut = next(row.length + 1)
      expect(addTallies(tally(row.slice(0, cut)), tally(row.slice(cut)))).toEqual(found)
    }
  })
})

describe('V7 · ten thousand rooms', () => {
  it('show no group, and leave none to be worked out, that is smaller than the floor', () => {
    const next = seeded(7)
    let splits = 0
    for (let room = 0; room < 10_000; room += 1) {
      const floor = 3 + next(3)
      const items = Array.from({ length: 1 + next(4) }, () =>
        Object.fromEntries(ROLES.slice(0, 1 + next(4)).map((role) => [role, next(3) === 0 ? next(6) : 3 + next(8)])),
      )
      const shown = rolesToShow(items, floor)
      if (shown.length > 0) splits += 1
      for (const people of items) {
        const each = Object.entries(people)
        // Everything that can be added and taken away from what is printed: any of the groups, and the whole.
        for (let choice = 0; choice < 2 ** shown.length; choice += 1) {
          const known = shown.filter((_, index) => choice & (1 << index))
          const inside = each.filter(([role]) => known.includes(role as RespondentRole))
          const sum = inside.reduce((total, [, count]) => total + count, 0)
          const whole = each.reduce((total, [, count]) => total + count, 0)
          if (known.length > 0) expect(sum, `room ${room}`).toBeGreaterThanOrEqual(floor)
          if (shown.length > 0 && sum !== whole) expect(whole - sum, `room ${room}`).toBeGreaterThanOrEqual(floor)
        }
      }
    }
    // The rooms are such that the rule has something to do either way.
    expect(splits).toBeGreaterThan(1000)
    expect(splits).toBeLessThan(9000)
  })
})

describe('V10 · ten thousand deliveries', () => {
  it('end with the same responses in whatever order they come, each respondent’s last one', () => {
    const next = seeded(11)
    for (let room = 0; room < 10_000; room += 1) {
      const made: Response[] = Array.from({ length: next(8) }, () => {
        const [person, edition] = [next(4), 1 + next(3)]
        return { ...asked, key: `k${person}`, edition, requestId: null, form: 'full', role: 'staff', answers: {} }
      })
      const last = new Map<string, number>()
      for (const { key, edition } of made) last.set(key, Math.max(edition, last.get(key) ?? 0))
      const come = made.reduce<readonly Response[]>(taken, [])
      expect(Object.fromEntries(come.map(({ key, edition }) => [key, edition])), `room ${room}`).toEqual(
        Object.fromEntries(last),
      )
      expect(come).toHaveLength(last.size)
    }
  })
})

describe('V8 · the widest difference', () => {
  it('is that of the highest and the lowest group', () => {
    const found = widestDifference(ROLES.map((role, index) => ({ role, mean: fraction(index * 2 + 1, 2) })))
    expect(found && compare(found.by, fraction(3))).toBe(0)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer, Assessment } from '@/domain/assessment'
import {
  actionsSince,
  byChange,
  cautionsOf,
  compareRounds,
  compareVersions,
  countMoves,
  daysBetween,
  isInvisible,
  isSmallChange,
  largestFirst,
  nextReview,
  oldestFirst,
  printedChange,
  servedMoves,
  shownCount,
  slopeOf,
  valueOf,
  versionChanges,
  type ComparedRound,
  type Comparison,
  type ItemMove,
  type SectionComparison,
  type Slope,
  type VersionChanges,
} from '@/domain/comparison'
import { fraction } from '@/domain/fraction'
import type { PlannedAction } from '@/domain/plan'
import type { Item, Option, Questionnaire } from '@/domain/questionnaire'
import {
  aCheck,
  aCheckItem,
  allAt,
  anAnswer,
  anItem,
  answersOf,
  aPlannedAction,
  aQuestionnaire,
  aSection,
  dataMaturity,
  dontKnow,
  level,
  notApplicable,
} from '../support/builders'

type Given = Parameters<typeof answersOf>[0]

const no = notApplicable('no branches')
const shortForm = { shortForm: true } as const
const short = { form: 'short' } as const

/** A version of the questionnaire with one section of these items. */
function version(number: string, items: readonly (string | Item)[], more: Partial<Questionnaire> = {}): Questionnaire {
  return aQuestionnaire([aSection('data', items)], { version: number, ...more })
}

/** The same of a check. */
function checkVersion(
  number: string,
  items: readonly (string | Item)[],
  more: Partial<Questionnaire> = {},
): Questionnaire {
  const whole = items.map((item) => (typeof item === 'string' ? aCheckItem(item) : item))
  return aCheck([aSection('data', whole)], { version: number, ...more })
}

/** A sealed round in the full form, its id the date of its answers. */
function aRound(
  questionnaire: Questionnaire,
  date: string,
  given: Given = {},
  more: Partial<Assessment> = {},
): ComparedRound {
  const assessment: Assessment = {
    id: date,
    unionId: 'union-1',
    questionnaireId: questionnaire.id,
    questionnaireVersion: questionnaire.version,
    form: 'full',
    subject: { kind: 'union' },
    respondent: { role: 'staff', knowledge: null, name: '' },
    date,
    status: 'sealed',
    createdAt: 0,
    sealedAt: 1,
    copiedFrom: null,
    lastItem: null,
    ...more,
  }
  return { assessment, questionnaire, answers: answersOf(given) }
}

/** Compares like for like. */
function compared(rounds: readonly ComparedRound[], versions: readonly Questionnaire[] = []): Comparison {
  return compareRounds(rounds, versions, true)
}

/** Compares every date as it was. */
function asTheyWere(rounds: readonly ComparedRound[]): Comparison {
  return compareRounds(rounds, [], false)
}

/** Two rounds, a year apart, of a questionnaire that did not change. */
function inOne(questionnaire: Questionnaire, then: Given, now: Given): Comparison {
  return compared([aRound(questionnaire, '2024-11-20', then), aRound(questionnaire, '2025-11-20', now)])
}

/** Two rounds, a year apart, of two versions. */
function over(older: Questionnaire, newer: Questionnaire, then: Given, now: Given): Comparison {
  return compared([aRound(older, '2024-11-20', then), aRound(newer, '2025-11-20', now)])
}

/** A section of a comparison, the first if none is named. */
function sectionOf({ sections }: Comparison, id = sections[0]?.section.id): SectionComparison {
  const found = sections.find(({ section }) => section.id === id)
  if (!found) throw new Error(`there is no section ${id}`)
  return found
}

/** The exact values of a section, round by round. */
function valuesOf(section: SectionComparison): readonly (string | null)[] {
  return section.results.map((result) => {
    const value = valueOf(result)
    return value && `${value.numerator}/${value.denominator}`
  })
}

function standingsOf({ results }: SectionComparison): readonly (string | null)[] {
  return results.map((result) => result?.standing ?? null)
}

/** What is shared, each as the ids it had from round to round. */
function sharedIn({ shared }: Pick<Comparison, 'shared'>): readonly string[] {
  return shared.map(({ ids }) => ids.join(' '))
}

/** The same answer to each of these one-letter items. */
function allOf(letters: string, answer: Answer | number): Given {
  return Object.fromEntries([...letters].map((id) => [id, answer]))
}

/** Item, kind and size of every move of the first section. */
function movesOf(comparison: Comparison): readonly string[] {
  return sectionOf(comparison).moves.map(told)
}

function told({ item, kind, size }: ItemMove): string {
  return `${item.id} ${kind}${size > 0 ? ` ${size}` : ''}`
}

/** An item with these texts for the levels from 1 on. */
function withTexts(id: string, ...texts: readonly string[]): Item {
  return anItem(id, { options: texts.map((text, index): Option => ({ value: index + 1, text })) })
}

/** What an item declares as the same. */
function same(id: string, ...equivalentTo: readonly string[]): Item {
  return anItem(id, { equivalentTo })
}

describe('R1 · what is compared', () => {
  const questionnaire = version('1.0.0', ['a'])
  const dates = ({ rounds }: Comparison) => rounds.map(({ assessment }) => assessment.date)

  it('is put in the order of the dates, in whatever order the rounds come', () => {
    const [first, second, third] = [
      aRound(questionnaire, '2023-05-01', { a: 1 }),
      aRound(questionnaire, '2024-05-01', { a: 2 }),
      aRound(questionnaire, '2025-05-01', { a: 4 }),
    ]
    const comparison = compared([third, first, second])
    expect(dates(comparison)).toEqual(['2023-05-01', '2024-05-01', '2025-05-01'])
    expect(valuesOf(sectionOf(comparison))).toEqual(['1/1', '2/1', '4/1'])
  })

  it('goes by the dates of the answers, also where a round was sealed late', () => {
    const late = aRound(questionnaire, '2024-05-01', {}, { id: 'z', sealedAt: 9000 })
    const next = aRound(questionnaire, '2025-05-01', {}, { id: 'b', sealedAt: 1000 })
    expect(oldestFirst([next, late])).toEqual([late, next])
  })

  it('takes the first date as then and the last as now', () => {
    const comparison = compared([
      aRound(questionnaire, '2025-05-01', { a: 4 }),
      aRound(questionnaire, '2024-05-01', { a: 5 }),
      aRound(questionnaire, '2023-05-01', { a: 1 }),
    ])
    expect(sectionOf(comparison).change).toEqual(fraction(3))
    expect(movesOf(comparison)).toEqual(['a up 3'])
  })

  it('puts rounds of one day in the order in which they were sealed', () => {
    const [early, late] = [
      aRound(questionnaire, '2025-05-01', { a: 2 }, { id: 'z', sealedAt: 1000 }),
      aRound(questionnaire, '2025-05-01', { a: 3 }, { id: 'b', sealedAt: 2000 }),
    ]
    expect(oldestFirst([late, early])).toEqual([early, late])
    expect(sectionOf(compared([late, early])).change).toEqual(fraction(1))
  })

  it('puts rounds sealed at one time in the order of their ids, so that they never swap', () => {
    const [b, z] = [
      aRound(questionnaire, '2025-05-01', {}, { id: 'b' }),
      aRound(questionnaire, '2025-05-01', {}, { id: 'z' }),
    ]
    expect(oldestFirst([z, b])).toEqual([b, z])
    expect(oldestFirst([b, z])).toEqual([b, z])
  })

  it('does not hang on the order of the rounds or of the known versions', () => {
    const [one, two, three] = [
      version('1.0.0', ['a', 'b', 'x']),
      version('2.0.0', [same('c', 'a'), 'b', 'x']),
      version('3.0.0', [same('d', 'c'), 'b', 'y']),
    ]
    fc.assert(
      fc.property(
        fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
        fc.shuffledSubarray([one, two, three], { minLength: 3 }),
        (order, versions) => {
          const rounds = [
            aRound(one, '2023-05-01', { a: 1, b: 2, x: 3 }),
            aRound(two, '2024-05-01', { c: 2, b: 2, x: 4 }),
            aRound(three, '2025-05-01', { d: 5, b: 1, y: 3 }),
          ]
          const shuffled = order.flatMap((index) => rounds[index] ?? [])
          expect(compared(shuffled, versions)).toEqual(compared(rounds, [one, two, three]))
        },
      ),
    )
  })
})

describe('R2 · the same question', () => {
  const older = version('1.0.0', ['a', 'b', 'c'])

  it('is every question where the versions are equal', () => {
    expect(sharedIn(inOne(older, {}, {}))).toEqual(['a a', 'b b', 'c c'])
  })

  it('is not one that was added or removed', () => {
    const newer = version('2.0.0', ['a', 'c', 'd'])
    expect(sharedIn(over(older, newer, {}, {}))).toEqual(['a a', 'c c'])
  })

  it('is one that was reworded under its id', () => {
    const newer = version('2.0.0', [
      anItem('a', { prompt: 'Asked in plainer words?' }),
      withTexts('b', 'none', 'some', 'most', 'all', 'all, and checked'),
      'c',
    ])
    expect(sharedIn(over(older, newer, { b: 2 }, { b: 3 }))).toEqual(['a a', 'b b', 'c c'])
  })

  it('is one with another weight', () => {
    const newer = version('2.0.0', [anItem('a', { weight: 3 }), 'b', 'c'])
    expect(sharedIn(over(older, newer, {}, {}))).toEqual(['a a', 'b b', 'c c'])
  })

  it('is not one with more or fewer options', () => {
    const four = version('2.0.0', [anItem('a', { options: anItem('a').options.slice(0, 4) }), 'b', 'c'])
    expect(sharedIn(over(older, four, {}, {}))).toEqual(['b b', 'c c'])
    expect(sharedIn(over(four, { ...older, version: '3.0.0' }, {}, {}))).toEqual(['b b', 'c c'])
  })

  it('is not one whose options have other values', () => {
    const options = ['never', 'seldom', 'at times', 'often', 'always'].map((text, value) => ({ value, text }))
    const newer = version('2.0.0', [anItem('a', { options }), 'b', 'c'])
    expect(sharedIn(over(older, newer, {}, {}))).toEqual(['b b', 'c c'])
  })

  it('is not one where the text of an option stands at another level', () => {
    const swapped = withTexts('a', 'a at 1', 'a at 3', 'a at 2', 'a at 4', 'a at 5')
    const moved = withTexts('b', 'none', 'b at 1', 'some', 'most', 'all')
    const newer = version('2.0.0', [swapped, moved, 'c'])
    expect(sharedIn(over(older, newer, {}, {}))).toEqual(['c c'])
    expect(sharedIn(over(newer, { ...older, version: '3.0.0' }, {}, {}))).toEqual(['c c'])
  })

  it('is one whose options read alike, as a translation may have it', () => {
    const alike = version('1.0.0', [withTexts('a', 'no', 'in part', 'in part', 'mostly', 'yes')])
    expect(sharedIn(inOne(alike, { a: 2 }, { a: 3 }))).toEqual(['a a'])
  })

  it('is not one under another id, unless a version says so', () => {
    expect(sharedIn(over(older, version('2.0.0', ['z', 'b', 'c']), {}, {}))).toEqual(['b b', 'c c'])
    expect(sharedIn(over(older, version('2.0.0', [same('z', 'a'), 'b', 'c']), {}, {}))).toEqual(['a z', 'b b', 'c c'])
  })

  it('takes each round’s answer from the id the question had there', () => {
    const comparison = over(
      older,
      version('2.0.0', [same('z', 'a'), 'b', 'c']),
      { a: 1, b: 2, c: 3 },
      { z: 4, b: 2, c: 3 },
    )
    // 6 ÷ 3 and 9 ÷ 3
    expect(valuesOf(sectionOf(comparison))).toEqual(['2/1', '3/1'])
    expect(movesOf(comparison)).toEqual(['z up 3', 'b same', 'c same'])
  })

  it('is one that the version of an earlier date declares', () => {
    const newer = version('2.0.0', [same('z', 'a'), 'b', 'c'])
    // The higher version was answered first.
    const comparison = over(newer, older, { z: 4, b: 2, c: 3 }, { a: 1, b: 2, c: 3 })
    expect(sharedIn(comparison)).toEqual(['z a', 'b b', 'c c'])
    expect(movesOf(comparison)).toEqual(['z down 3', 'b same', 'c same'])
    expect(sectionOf(comparison).change).toEqual(fraction(-1))
  })

  it('is one that the lower version declares', () => {
    const lower = version('1.0.0', [same('a', 'z'), 'b', 'c'])
    const higher = version('2.0.0', ['z', 'b', 'c'])
    expect(sharedIn(over(lower, higher, {}, {}))).toEqual(['a z', 'b b', 'c c'])
    expect(sharedIn(over(higher, lower, {}, {}))).toEqual(['z a', 'b b', 'c c'])
  })

  it('is one that is declared over a version between, if that is known', () => {
    const between = version('2.0.0', [same('m', 'a'), 'b', 'c'])
    const newest = version('3.0.0', [same('z', 'm'), 'b', 'c'])
    const rounds = [aRound(older, '2023-11-20'), aRound(newest, '2025-11-20')]
    expect(sharedIn(compared(rounds))).toEqual(['b b', 'c c'])
    expect(sharedIn(compared(rounds, [between]))).toEqual(['a z', 'b b', 'c c'])
    expect(sharedIn(compared([...rounds, aRound(between, '2024-11-20')]))).toEqual(['a m z', 'b b b', 'c c c'])
  })

  it('is one that lists its older ids too, whether or not the version between is known', () => {
    const newest = version('3.0.0', [same('z', 'm', 'a'), 'b', 'c'])
    const rounds = [aRound(older, '2023-11-20'), aRound(newest, '2025-11-20')]
    expect(sharedIn(compared(rounds))).toEqual(['a z', 'b b', 'c c'])
  })

  it('is one that a version declares of which there is no round', () => {
    const middle = version('2.0.0', ['m', 'b', 'c'])
    const later = version('3.0.0', [same('z', 'm', 'a'), 'b', 'c'])
    const rounds = [aRound(older, '2023-11-20'), aRound(middle, '2024-11-20')]
    expect(sharedIn(compared(rounds, [later]))).toEqual(['a m', 'b b', 'c c'])
  })

  it('goes by the ids alone where two items of one version would be the same', () => {
    const merged = version('2.0.0', [same('z', 'a', 'b'), 'c'])
    expect(sharedIn(over(older, merged, {}, {}))).toEqual(['c c'])
    const beside = version('2.0.0', [same('z', 'a'), 'a', 'b', 'c'])
    expect(sharedIn(over(older, beside, {}, {}))).toEqual(['a a', 'b b', 'c c'])
    const twice = version('2.0.0', [same('y', 'a'), same('z', 'a'), 'b', 'c'])
    expect(sharedIn(over(older, twice, {}, {}))).toEqual(['b b', 'c c'])
  })

  it('goes by the ids alone also where the two stand in a version that is only known', () => {
    const both = version('1.5.0', ['a', 'z', 'b', 'c'])
    const newer = version('2.0.0', [same('z', 'a'), 'b', 'c'])
    const rounds = [aRound(older, '2024-11-20'), aRound(newer, '2025-11-20')]
    expect(sharedIn(compared(rounds, [both]))).toEqual(['b b', 'c c'])
  })

  it('goes by the ids alone where two items swap them', () => {
    const swapped = version('2.0.0', [same('a', 'b'), same('b', 'a'), 'c'])
    const comparison = over(older, swapped, { a: 1, b: 5, c: 3 }, { a: 1, b: 5, c: 3 })
    expect(sharedIn(comparison)).toEqual(['a a', 'b b', 'c c'])
    expect(movesOf(comparison)).toEqual(['a same', 'b same', 'c same'])
  })

  it('stands declarations that go round in a circle, and of itself', () => {
    const rounds = [
      aRound(version('1.0.0', [same('a', 'z')]), '2023-11-20', { a: 1 }),
      aRound(version('2.0.0', [same('m', 'a', 'm')]), '2024-11-20', { m: 2 }),
      aRound(version('3.0.0', [same('z', 'm')]), '2025-11-20', { z: 4 }),
    ]
    expect(sharedIn(compared(rounds))).toEqual(['a m z'])
    expect(sectionOf(compared(rounds)).change).toEqual(fraction(3))
  })

  it('stands ids that every object of the language has a property of', () => {
    const [then, now] = [
      version('1.0.0', ['constructor', '__proto__', 'valueOf']),
      version('2.0.0', ['constructor', '__proto__', same('hasOwnProperty', 'valueOf', 'toString')]),
    ]
    const comparison = over(
      then,
      now,
      { constructor: level(1), ['__proto__']: 2, valueOf: level(3) },
      { constructor: level(2), ['__proto__']: 4, hasOwnProperty: level(3) },
    )
    expect(movesOf(comparison)).toEqual(['constructor up 1', '__proto__ up 2', 'hasOwnProperty same'])
    // 6 ÷ 3 and 9 ÷ 3
    expect(sectionOf(comparison).change).toEqual(fraction(1))
  })

  it('must hold in every round, those between included', () => {
    const comparison = compared([
      aRound(older, '2023-11-20'),
      aRound(version('1.1.0', ['a', 'c']), '2024-11-20'),
      aRound(older, '2025-11-20'),
    ])
    expect(sharedIn(comparison)).toEqual(['a a a', 'c c c'])
  })

  it('is found over forty rounds that gave every question another id each time', () => {
    const nameOf = (item: number, year: number) => `item-${item}-of-${year}`
    const rounds = Array.from({ length: 40 }, (_, year) => {
      const sections = Array.from({ length: 8 }, (_, section) =>
        aSection(
          `section-${section}`,
          Array.from({ length: 5 }, (_, index) => {
            const item = section * 5 + index
            return same(nameOf(item, year), ...(year > 0 ? [nameOf(item, year - 1)] : []))
          }),
        ),
      )
      const questionnaire = aQuestionnaire(sections, { version: `1.${year}.0` })
      return aRound(questionnaire, `${1980 + year}-11-20`, allAt(questionnaire, year < 20 ? 2 : 5))
    })
    const comparison = compared(rounds)
    expect(comparison.shared).toHaveLength(40)
    expect(comparison.shared[39]?.ids.at(0)).toBe('item-39-of-0')
    expect(comparison.shared[39]?.ids.at(-1)).toBe('item-39-of-39')
    expect(comparison.sections.map(({ change }) => change)).toEqual(Array.from({ length: 8 }, () => fraction(3)))
  })
})

describe('R3 · enough shared', () => {
  const letters = (count: number, from = 'abcdefghijk') => [...from].slice(0, count)
  /** Six questions that stay, and so many others. */
  const six = (number: string, more: string) => version(number, [...letters(6), ...more])

  it('is 60 % of what each round asked, exactly 60 included', () => {
    const comparison = over(six('1.0.0', 'ghij'), six('2.0.0', 'wxyz'), allOf('abcdef', 2), allOf('abcdef', 3))
    expect(comparison).toMatchObject({ asked: [10, 10], isEnough: true })
    expect(comparison.shared).toHaveLength(6)
    expect(sectionOf(comparison)).toMatchObject({ shared: 6, asked: [10, 10], noChange: null, change: fraction(1) })
  })

  it.each([
    ['then', 'ghijk', 'wxyz', [11, 10]],
    ['now', 'ghij', 'vwxyz', [10, 11]],
  ])('is not reached with one question more asked %s', (_, then, now, asked) => {
    const comparison = over(six('1.0.0', then), six('2.0.0', now), allOf('abcdef', 2), allOf('abcdef', 3))
    expect(comparison).toMatchObject({ asked, isEnough: false })
    expect(sectionOf(comparison)).toMatchObject({ noChange: 'few_shared', change: null })
  })

  it('is not reached with one question fewer shared', () => {
    const comparison = over(
      version('1.0.0', letters(10)),
      version('2.0.0', [...letters(5), ...'vwxyz']),
      allOf('abcde', 2),
      allOf('abcde', 3),
    )
    expect(comparison.isEnough).toBe(false)
    expect(comparison.shared).toHaveLength(5)
  })

  it('is not rounded to: 13 of 22 are 59.1 %', () => {
    const many = [...'abcdefghijklmnopqrstuv']
    const comparison = over(version('1.0.0', many), version('2.0.0', many.slice(0, 13)), {}, {})
    expect(comparison).toMatchObject({ asked: [22, 13], isEnough: false })
  })

  it('is asked of rounds between, too', () => {
    const comparison = compared([
      aRound(version('1.0.0', letters(6)), '2023-11-20'),
      aRound(version('1.1.0', letters(11)), '2024-11-20'),
      aRound(version('1.2.0', letters(6)), '2025-11-20'),
    ])
    expect(comparison).toMatchObject({ asked: [6, 11, 6], isEnough: false })
  })

  /** A section of these questions, and one of five that stay. */
  const two = (number: string, data: string) =>
    aQuestionnaire([aSection('data', [...data]), aSection('tools', [...'vwxyz'])], { version: number })

  it('is asked of each section, too', () => {
    const [then, now] = [allOf('abcdevwxyz', 2), allOf('abcghivwxyz', 3)]

    const exactly = over(two('1.0.0', 'abcde'), two('2.0.0', 'abcgh'), then, now)
    expect(exactly.isEnough).toBe(true)
    expect(sectionOf(exactly, 'data')).toMatchObject({ shared: 3, asked: [5, 5], change: fraction(1), noChange: null })

    const below = over(two('1.0.0', 'abcde'), two('2.0.0', 'abghi'), then, now)
    expect(below.isEnough).toBe(true)
    expect(sectionOf(below, 'data')).toMatchObject({ shared: 2, asked: [5, 5], change: null, noChange: 'few_shared' })
    expect(sectionOf(below, 'tools')).toMatchObject({ shared: 5, change: fraction(1), noChange: null })
  })

  it.each([
    ['then', 'abcdef', 'abc', [6, 3]],
    ['now', 'abc', 'abcdef', [3, 6]],
  ])('is not reached in a section that asked twice as many %s', (_, then, now, asked) => {
    const given = allOf('abcdefvwxyz', 2)
    const comparison = over(two('1.0.0', then), two('2.0.0', now), given, given)
    expect(comparison.isEnough).toBe(true) // 8 of 11
    expect(sectionOf(comparison, 'data')).toMatchObject({ shared: 3, asked, change: null, noChange: 'few_shared' })
  })

  it('is not reached in a section that stayed whole where it is not in the whole', () => {
    const older = aQuestionnaire([aSection('data', ['a', 'b']), aSection('tools', [...'cdef'])])
    const newer = aQuestionnaire([aSection('data', ['a', 'b']), aSection('tools', [...'wxyz'])], { version: '2.0.0' })
    const comparison = over(older, newer, { a: 2, b: 2 }, { a: 3, b: 3 })
    expect(comparison.isEnough).toBe(false) // 2 of 6
    expect(sectionOf(comparison, 'data')).toMatchObject({ shared: 2, asked: [2, 2], noChange: 'few_shared' })
  })

  it('is not reached in a section of which the form asks nothing', () => {
    const questionnaire = aQuestionnaire([aSection('data', [anItem('a', shortForm)]), aSection('tools', ['b'])])
    const comparison = compared([
      aRound(questionnaire, '2024-11-20', { a: 2 }, short),
      aRound(questionnaire, '2025-11-20', { a: 3 }, short),
    ])
    expect(sectionOf(comparison, 'data').noChange).toBeNull()
    expect(sectionOf(comparison, 'tools')).toMatchObject({ shared: 0, asked: [0, 0], noChange: 'few_shared' })
  })

  it('is never reached with nothing shared', () => {
    const comparison = over(version('1.0.0', ['a']), version('2.0.0', ['z']), { a: 2 }, { z: 3 })
    expect(comparison).toMatchObject({ shared: [], isEnough: false })
    expect(sectionOf(comparison)).toMatchObject({ shared: 0, results: [null, null], noChange: 'few_shared' })
  })

  it('is not reached by the short form beside the full one: 14 questions of 40', () => {
    const [then, now] = [allAt(dataMaturity, 2), allAt(dataMaturity, 3)]
    const comparison = compared([
      aRound(dataMaturity, '2024-11-20', then, short),
      aRound(dataMaturity, '2025-11-20', now),
    ])
    expect(comparison).toMatchObject({ asked: [14, 40], isEnough: false })
    expect(comparison.shared).toHaveLength(14)
    expect(comparison.sections.map(({ change, noChange }) => [change, noChange])).toEqual(
      Array.from({ length: 7 }, () => [null, 'few_shared']),
    )
  })

  it('is reached by two short forms', () => {
    const [then, now] = [allAt(dataMaturity, 2), allAt(dataMaturity, 3)]
    const comparison = compared([
      aRound(dataMaturity, '2024-11-20', then, short),
      aRound(dataMaturity, '2025-11-20', now, short),
    ])
    expect(comparison).toMatchObject({ asked: [14, 14], isEnough: true })
    expect(comparison.sections.map(({ change }) => change)).toEqual(Array.from({ length: 7 }, () => fraction(1)))
  })
})

describe('R4 · like for like', () => {
  it('scores every date on the shared questions alone', () => {
    const [older, newer] = [version('1.0.0', ['a', 'b', 'c', 'x']), version('2.0.0', ['a', 'b', 'c', 'y'])]
    const rounds = [
      aRound(older, '2024-11-20', { a: 2, b: 2, c: 2, x: 5 }),
      aRound(newer, '2025-11-20', { a: 3, b: 3, c: 3, y: 1 }),
    ]
    // 6 ÷ 3 and 9 ÷ 3; as they were 11 ÷ 4 and 10 ÷ 4
    expect(valuesOf(sectionOf(compared(rounds)))).toEqual(['2/1', '3/1'])
    expect(sectionOf(compared(rounds)).change).toEqual(fraction(1))
    expect(valuesOf(sectionOf(asTheyWere(rounds)))).toEqual(['11/4', '5/2'])
    expect(sectionOf(asTheyWere(rounds)).change).toEqual(fraction(-1, 4))
  })

  it('takes the weights of the newest version at every date', () => {
    const [older, newer] = [version('1.0.0', ['a', 'b']), version('2.0.0', [anItem('a', { weight: 3 }), 'b'])]
    const rounds = [aRound(older, '2024-11-20', { a: 2, b: 4 }), aRound(newer, '2025-11-20', { a: 4, b: 4 })]
    // (3 × 2 + 4) ÷ 4 and (3 × 4 + 4) ÷ 4
    expect(valuesOf(sectionOf(compared(rounds)))).toEqual(['5/2', '4/1'])
    expect(sectionOf(compared(rounds)).change).toEqual(fraction(3, 2))
    expect(sectionOf(asTheyWere(rounds)).change).toEqual(fraction(1))
  })

  it('takes the highest version as the newest, also where it was answered first', () => {
    const [older, newer] = [version('1.9.0', ['a', 'b']), version('1.10.0', [anItem('a', { weight: 3 }), 'b'])]
    const comparison = over(newer, older, { a: 4, b: 4 }, { a: 2, b: 4 })
    expect(valuesOf(sectionOf(comparison))).toEqual(['4/1', '5/2'])
    expect(sectionOf(comparison).change).toEqual(fraction(-3, 2))
  })

  it('takes the treatment of “don’t know” of the newest version', () => {
    const lowest = { scoring: { dontKnow: 'lowest', overall: 'mean' } } as const
    const [older, newer] = [version('1.0.0', ['a', 'b']), version('2.0.0', ['a', 'b'], lowest)]
    const rounds = [aRound(older, '2024-11-20', { a: 5, b: dontKnow }), aRound(newer, '2025-11-20', { a: 5, b: 3 })]
    // (5 + 1) ÷ 2 and (5 + 3) ÷ 2
    expect(sectionOf(compared(rounds)).change).toEqual(fraction(1))
    expect(sectionOf(asTheyWere(rounds)).change).toEqual(fraction(-1))
  })

  it('takes the sections of the newest version', () => {
    const older = aQuestionnaire([aSection('data', ['a', 'b']), aSection('tools', ['c', 'd', 'e'])])
    const newer = aQuestionnaire([aSection('data', ['a', 'b', 'c']), aSection('tools', ['d', 'e'])], {
      version: '2.0.0',
    })
    const rounds = [
      aRound(older, '2024-11-20', { a: 1, b: 1, c: 4, d: 2, e: 3 }),
      aRound(newer, '2025-11-20', { a: 2, b: 2, c: 5, d: 2, e: 2 }),
    ]
    // data: 6 ÷ 3 and 9 ÷ 3; tools: 5 ÷ 2 and 4 ÷ 2
    const comparison = compared(rounds)
    expect(sectionOf(comparison, 'data')).toMatchObject({ shared: 3, asked: [2, 3], change: fraction(1) })
    expect(sectionOf(comparison, 'tools')).toMatchObject({ shared: 2, asked: [3, 2], change: fraction(-1, 2) })
    // As they were: 2 ÷ 2 and 9 ÷ 3; 9 ÷ 3 and 4 ÷ 2
    expect(sectionOf(asTheyWere(rounds), 'data').change).toEqual(fraction(2))
    expect(sectionOf(asTheyWere(rounds), 'tools').change).toEqual(fraction(-1))
  })

  it('tells no change of a section that the older version did not have', () => {
    const older = aQuestionnaire([aSection('data', ['a', 'b'])])
    const newer = aQuestionnaire([aSection('skills', ['s']), aSection('data', ['a', 'b'])], { version: '2.0.0' })
    const rounds = [aRound(older, '2024-11-20', { a: 1, b: 1 }), aRound(newer, '2025-11-20', { a: 2, b: 2, s: 4 })]
    const comparison = compared(rounds)
    expect(sectionOf(comparison, 'skills')).toMatchObject({
      shared: 0,
      asked: [0, 1],
      results: [null, null],
      change: null,
      noChange: 'few_shared',
    })
    expect(sectionOf(comparison, 'data').change).toEqual(fraction(1))
    expect(valuesOf(sectionOf(asTheyWere(rounds), 'skills'))).toEqual([null, '4/1'])
    expect(sectionOf(asTheyWere(rounds), 'skills').change).toBeNull()
  })

  it('tells the change of a new section made of questions the older version had elsewhere', () => {
    const older = aQuestionnaire([aSection('data', ['a', 'b', 'c', 'd', 'e'])])
    const newer = aQuestionnaire([aSection('data', ['a', 'b', 'c']), aSection('quality', ['d', 'e'])], {
      version: '2.0.0',
    })
    const comparison = over(older, newer, { a: 2, b: 2, c: 2, d: 1, e: 2 }, { a: 2, b: 2, c: 2, d: 3, e: 3 })
    // 3 ÷ 2 and 6 ÷ 2
    expect(sectionOf(comparison, 'quality')).toMatchObject({ shared: 2, asked: [0, 2], change: fraction(3, 2) })
    expect(sectionOf(comparison, 'data')).toMatchObject({ shared: 3, asked: [5, 3], change: fraction(0) })
  })

  it('tells nothing of a section that the newest version has no more', () => {
    const older = aQuestionnaire([aSection('data', ['a', 'b', 'c']), aSection('tools', ['d'])])
    const newer = aQuestionnaire([aSection('data', ['a', 'b', 'c'])], { version: '2.0.0' })
    const comparison = over(older, newer, {}, {})
    expect(comparison.sections.map(({ section }) => section.id)).toEqual(['data'])
  })

  it('places both dates roughly where both are short forms: a range, never a stage', () => {
    const questionnaire = version('1.0.0', [anItem('a', shortForm), 'b', anItem('c', shortForm)])
    const comparison = compared([
      aRound(questionnaire, '2024-11-20', { a: 2, b: 5, c: 3 }, short),
      aRound(questionnaire, '2025-11-20', { a: 4, b: 1, c: 3 }, short),
    ])
    expect(sharedIn(comparison)).toEqual(['a a', 'c c'])
    expect(sectionOf(comparison).results).toMatchObject([
      { mean: fraction(5, 2), stage: null, range: { low: 2, high: 3 } },
      { mean: fraction(7, 2), stage: null, range: { low: 3, high: 4 } },
    ])
    expect(sectionOf(comparison).change).toEqual(fraction(1))
  })

  it('places a full form roughly, too, beside a short one', () => {
    const questionnaire = version('1.0.0', [
      anItem('a', shortForm),
      anItem('b', shortForm),
      anItem('c', shortForm),
      'd',
    ])
    const rounds = [
      aRound(questionnaire, '2024-11-20', { a: 1, b: 2, c: 3 }, short),
      aRound(questionnaire, '2025-11-20', { a: 2, b: 3, c: 4, d: 5 }),
    ]
    // 3 of 4 is 75 %; 6 ÷ 3 and 9 ÷ 3, without d.
    expect(sectionOf(compared(rounds)).results).toMatchObject([
      { mean: fraction(2), stage: null, range: { low: 1, high: 3 } },
      { mean: fraction(3), stage: null, range: { low: 2, high: 4 } },
    ])
    // As it was, the full form has its stage: 14 ÷ 4 is Developing.
    expect(sectionOf(asTheyWere(rounds)).results).toMatchObject([
      { mean: fraction(2), stage: null },
      { mean: fraction(7, 2), stage: 4, range: null },
    ])
  })

  it('places both roughly also on questions that the newest version does not ask in its short form', () => {
    const older = version('1.0.0', [anItem('a', shortForm), anItem('b', shortForm)])
    const newer = version('2.0.0', ['a', anItem('b', shortForm)])
    const comparison = compared([
      aRound(older, '2024-11-20', { a: 1, b: 2 }, short),
      aRound(newer, '2025-11-20', { a: 3, b: 2 }),
    ])
    expect(sectionOf(comparison).results).toMatchObject([
      { mean: fraction(3, 2), stage: null, range: { low: 1, high: 2 } },
      { mean: fraction(5, 2), stage: null, range: { low: 2, high: 3 } },
    ])
  })

  it('gives stages where all are full forms, also with questions that no short form asks', () => {
    const comparison = inOne(version('1.0.0', ['a', anItem('b', shortForm)]), { a: 2, b: 2 }, { a: 3, b: 4 })
    expect(sectionOf(comparison).results).toMatchObject([{ stage: 2 }, { stage: 4 }]) // 7 ÷ 2 rounds to 4
  })

  it('takes coverage from the shared questions', () => {
    const [older, newer] = [version('1.0.0', [...'abcdv']), version('2.0.0', [...'abcdz'])]
    const rounds = [
      aRound(older, '2024-11-20', { a: 2, b: 2, c: 2, v: 2 }),
      aRound(newer, '2025-11-20', { a: 2, b: 2, c: 2, d: 2, z: 2 }),
    ]
    // 3 of 4 shared, but 4 of 5 as it was
    expect(standingsOf(sectionOf(compared(rounds)))).toEqual(['provisional', 'firm'])
    expect(standingsOf(sectionOf(asTheyWere(rounds)))).toEqual(['firm', 'firm'])
  })

  it('compares a check by the shares of points possible at each date', () => {
    const [older, newer] = [checkVersion('1.0.0', ['a', 'b']), checkVersion('2.0.0', ['a', 'b', 'c'])]
    const rounds = [aRound(older, '2024-11-20', { a: 3, b: 0 }), aRound(newer, '2025-11-20', { a: 3, b: 1, c: 3 })]
    // 3 and 4 of 6; as they were 3 of 6 and 7 of 9
    expect(valuesOf(sectionOf(compared(rounds)))).toEqual(['1/2', '2/3'])
    expect(sectionOf(compared(rounds)).change).toEqual(fraction(1, 6))
    expect(sectionOf(asTheyWere(rounds)).change).toEqual(fraction(5, 18))
  })

  it('leaves out of a check’s points possible what does not apply at that date', () => {
    const comparison = inOne(checkVersion('1.0.0', ['a', 'b', 'c']), { a: 3, b: no, c: 0 }, { a: 3, b: 3, c: 0 })
    // 3 of 6 and 6 of 9
    expect(sectionOf(comparison).results).toMatchObject([
      { points: 3, possible: 6 },
      { points: 6, possible: 9 },
    ])
    expect(sectionOf(comparison).change).toEqual(fraction(1, 6))
  })

  it('takes the weights and the bands of a check’s newest version', () => {
    const bands = [
      { id: 'low', name: 'Low', below: 60 },
      { id: 'high', name: 'High' },
    ]
    const older = checkVersion('1.0.0', ['a', 'b'])
    const newer = checkVersion('2.0.0', [aCheckItem('a', { weight: 2 }), 'b'], { bands })
    const rounds = [aRound(older, '2024-11-20', { a: 3, b: 0 }), aRound(newer, '2025-11-20', { a: 2, b: 1 })]
    // 6 of 9 and 5 of 9; as it was 3 of 6
    expect(sectionOf(compared(rounds)).results).toMatchObject([{ band: { id: 'high' } }, { band: { id: 'low' } }])
    expect(sectionOf(compared(rounds)).change).toEqual(fraction(-1, 9))
    expect(sectionOf(asTheyWere(rounds)).results).toMatchObject([
      { band: { id: 'on-course' } },
      { band: { id: 'low' } },
    ])
  })

  it('counts versions in numbers, not in letters', () => {
    const order = (a: string, b: string) => Math.sign(compareVersions({ version: a }, { version: b }))
    expect(order('1.10.0', '1.9.0')).toBe(1)
    expect(order('1.9.0', '1.10.0')).toBe(-1)
    expect(order('2.0.0', '1.99.99')).toBe(1)
    expect(order('1.0.2', '1.0.10')).toBe(-1)
    expect(order('1.2.3', '1.2.3')).toBe(0)
  })
})

describe('R5 · change', () => {
  const three = version('1.0.0', ['a', 'b', 'c'])

  it('is the mean now − the mean then, exact', () => {
    // 9 ÷ 3 − 7 ÷ 3
    expect(sectionOf(inOne(three, { a: 2, b: 2, c: 3 }, { a: 3, b: 3, c: 3 })).change).toEqual(fraction(2, 3))
  })

  it('is below zero where a section fell', () => {
    // 4 ÷ 3 − 11 ÷ 3
    expect(sectionOf(inOne(three, { a: 4, b: 4, c: 3 }, { a: 2, b: 1, c: 1 })).change).toEqual(fraction(-7, 3))
  })

  it('is none at all where nothing changed, which is not the same as having none', () => {
    const section = sectionOf(inOne(three, { a: 2, b: 3, c: 4 }, { a: 2, b: 3, c: 4 }))
    expect(section).toMatchObject({ change: fraction(0), noChange: null })
  })

  it('leaves out of a mean what is not known at that date', () => {
    const [dont, known] = [
      { a: 3, b: 3, c: dontKnow },
      { a: 3, b: 3, c: 1 },
    ]
    // 6 ÷ 2 and 7 ÷ 3
    expect(sectionOf(inOne(three, dont, known)).change).toEqual(fraction(-2, 3))
    expect(sectionOf(inOne(three, known, dont)).change).toEqual(fraction(2, 3))
    expect(sectionOf(inOne(three, dont, dont)).change).toEqual(fraction(0))
  })

  it('counts what is not known as 0 points of a check', () => {
    const check = checkVersion('1.0.0', ['a', 'b', 'c'])
    const [dont, known] = [
      { a: 2, b: 2, c: dontKnow },
      { a: 2, b: 2, c: 3 },
    ]
    // 4 of 9 and 7 of 9
    expect(sectionOf(inOne(check, dont, known)).change).toEqual(fraction(1, 3))
    expect(sectionOf(inOne(check, known, dont)).change).toEqual(fraction(-1, 3))
    expect(sectionOf(inOne(check, dont, dont)).change).toEqual(fraction(0))
  })

  it('leaves out what is unanswered, in a check too', () => {
    // 6 ÷ 2 and 8 ÷ 3
    expect(sectionOf(inOne(three, { a: 3, b: 3 }, { a: 3, b: 3, c: 2 })).change).toEqual(fraction(-1, 3))
    // 6 of 6 and 7 of 9
    const check = checkVersion('1.0.0', ['a', 'b', 'c'])
    expect(sectionOf(inOne(check, { a: 3, b: 3 }, { a: 3, b: 3, c: 1 })).change).toEqual(fraction(-2, 9))
  })

  it('is told of a provisional score', () => {
    const section = sectionOf(inOne(three, { a: 2, b: 3 }, { a: 3, b: 4, c: dontKnow }))
    // 2 of 3 answered at both dates: 5 ÷ 2 and 7 ÷ 2
    expect(standingsOf(section)).toEqual(['provisional', 'provisional'])
    expect(section).toMatchObject({ change: fraction(1), noChange: null })
  })

  it.each([
    ['then', { a: 2 }, { a: 2, b: 2, c: 2 }],
    ['now', { a: 2, b: 2, c: 2 }, { a: 2 }],
    ['at both dates', {}, { a: 2, b: dontKnow, c: dontKnow }],
  ] satisfies [string, Given, Given][])('is not told where too few were answered %s', (_, then, now) => {
    expect(sectionOf(inOne(three, then, now))).toMatchObject({ change: null, noChange: 'unscored' })
  })

  it.each([
    ['no longer applies', { a: 2, b: 2, c: 2 }, { a: no, b: no, c: no }],
    ['newly applies', { a: no, b: no, c: no }, { a: 2, b: 2, c: 2 }],
    ['applies at neither date', { a: no, b: no, c: no }, { a: no, b: no, c: no }],
    ['no longer applies and had too few answers', { a: 2 }, { a: no, b: no, c: no }],
  ] satisfies [string, Given, Given][])('is not told of a section that %s', (_, then, now) => {
    expect(sectionOf(inOne(three, then, now))).toMatchObject({ change: null, noChange: 'inapplicable' })
  })

  it('leaves out one question that does not apply at that date', () => {
    // 7 ÷ 3 and 6 ÷ 2
    expect(sectionOf(inOne(three, { a: 3, b: 3, c: 1 }, { a: 3, b: 3, c: no })).change).toEqual(fraction(2, 3))
  })

  it('does not hang on rounds between', () => {
    const comparison = compared([
      aRound(three, '2023-11-20', { a: 2, b: 2, c: 2 }),
      aRound(three, '2024-11-20', {}),
      aRound(three, '2025-11-20', { a: 3, b: 3, c: 3 }),
    ])
    expect(valuesOf(sectionOf(comparison))).toEqual(['2/1', null, '3/1'])
    expect(sectionOf(comparison)).toMatchObject({ change: fraction(1), noChange: null })
  })

  it('is printed to one decimal, halves away from zero', () => {
    expect(printedChange(fraction(2, 3))).toBe(0.7)
    expect(printedChange(fraction(-2, 3))).toBe(-0.7)
    expect(printedChange(fraction(1, 20))).toBe(0.1)
    expect(printedChange(fraction(-1, 20))).toBe(-0.1)
    expect(printedChange(fraction(1, 4))).toBe(0.3)
    expect(printedChange(fraction(-1, 4))).toBe(-0.3)
    expect(printedChange(fraction(-4))).toBe(-4)
  })

  it('is printed as 0, never as −0', () => {
    expect(printedChange(fraction(0))).toBe(0)
    expect(printedChange(fraction(49, 1000))).toBe(0)
    expect(printedChange(fraction(-49, 1000))).toBe(0)
  })

  it('is not visible where it rounds to 0.0', () => {
    expect(isInvisible(fraction(3), fraction(3))).toBe(true)
    expect(isInvisible(fraction(304, 100), fraction(306, 100))).toBe(true) // 3.0 and 3.1, but only 0.02
    expect(isInvisible(fraction(306, 100), fraction(304, 100))).toBe(true)
  })

  it('is not visible where both dates print the same', () => {
    expect(isInvisible(fraction(306, 100), fraction(314, 100))).toBe(true) // 3.1 both, though 0.08 is printed 0.1
    expect(isInvisible(fraction(314, 100), fraction(306, 100))).toBe(true)
    expect(isInvisible(fraction(305, 100), fraction(31, 10))).toBe(true) // 3.1 both
  })

  it('is visible at exactly 0.05, up and down alike', () => {
    expect(isInvisible(fraction(3), fraction(305, 100))).toBe(false)
    expect(isInvisible(fraction(305, 100), fraction(3))).toBe(false)
  })

  it('is visible from one printed figure to the next', () => {
    expect(isInvisible(fraction(7, 3), fraction(5, 2))).toBe(false) // 2.3 and 2.5
    expect(isInvisible(fraction(5, 2), fraction(7, 3))).toBe(false)
  })

  it('is not visible where two questions left the mean and it stayed about the same', () => {
    const seven = version('1.0.0', [...'abcdefg'])
    const comparison = inOne(
      seven,
      { ...allOf('abcd', 2), ...allOf('efg', 3) },
      { ...allOf('abc', 2), ...allOf('de', 3), ...allOf('fg', dontKnow) },
    )
    const [then, now] = sectionOf(comparison).results.map(valueOf)
    if (!then || !now) throw new Error('both dates are scored')
    // 2.43 and 2.4
    expect([then, now]).toEqual([fraction(17, 7), fraction(12, 5)])
    expect(isInvisible(then, now)).toBe(true)
  })

  it('is ordered from the largest rise to the largest fall, ties in the questionnaire’s order, none last', () => {
    const ids = ['culture', 'leadership', 'data', 'skills', 'uses', 'analysis']
    const questionnaire = aQuestionnaire(ids.map((id) => aSection(id, [id])))
    const comparison = inOne(
      questionnaire,
      { leadership: 3, data: 1, skills: 3, uses: 2, analysis: 2, culture: 2 },
      { leadership: 1, data: 4, skills: 3, uses: 3, analysis: 3 },
    )
    // data +3, uses +1, analysis +1, skills 0, leadership −2, culture none
    expect(byChange(comparison.sections).map(({ section }) => section.id)).toEqual([
      'data',
      'uses',
      'analysis',
      'skills',
      'leadership',
      'culture',
    ])
  })

  it('keeps the questionnaire’s order where several sections have none', () => {
    const questionnaire = aQuestionnaire(['culture', 'data', 'tools'].map((id) => aSection(id, [id])))
    const comparison = inOne(questionnaire, { data: 3 }, { data: 3, tools: 2 })
    expect(byChange(comparison.sections).map(({ section }) => section.id)).toEqual(['data', 'culture', 'tools'])
  })
})

describe('R5 · change, whatever the answers', () => {
  const questionnaire = aQuestionnaire([
    aSection('data', ['a', anItem('b', { weight: 2 }), 'c']),
    aSection('tools', ['d', anItem('e', { weight: 3 }), 'f', 'g']),
  ])
  const answer: fc.Arbitrary<Answer | number | null> = fc.oneof(
    fc.integer({ min: 1, max: 5 }),
    fc.constantFrom(dontKnow, no, null),
  )
  const given = fc
    .array(answer, { minLength: 7, maxLength: 7 })
    .map((answers): Given =>
      Object.fromEntries(answers.flatMap((each, index) => (each === null ? [] : [['abcdefg'[index] ?? '', each]]))),
    )

  it('is none of a round beside its own copy', () => {
    fc.assert(
      fc.property(given, (answers) => {
        const comparison = inOne(questionnaire, answers, answers)
        for (const { change, noChange, moves } of comparison.sections) {
          expect(noChange === null ? change?.numerator : change).toBe(noChange === null ? 0 : null)
          expect(largestFirst(moves)).toEqual([])
          expect(countMoves(moves, 'same', 'without_answer')).toBe(moves.length)
          expect(isSmallChange(moves)).toBe(false)
        }
        expect(cautionsOf(comparison).filter((caution) => caution !== 'provisional')).toEqual([])
      }),
    )
  })

  it('is the same in the other direction where the dates are swapped', () => {
    fc.assert(
      fc.property(given, given, (then, now) => {
        const [there, back] = [inOne(questionnaire, then, now), inOne(questionnaire, now, then)]
        there.sections.forEach(({ section, change, noChange, moves }) => {
          const mirrored = sectionOf(back, section.id)
          expect(mirrored.noChange).toBe(noChange)
          expect(mirrored.change).toEqual(change && fraction(-change.numerator, change.denominator))
          if (change && mirrored.change) expect(printedChange(mirrored.change)).toBe(0 - printedChange(change))
          for (const [kind, opposite] of [
            ['up', 'down'],
            ['same', 'same'],
            ['newly_applies', 'no_longer_applies'],
          ] as const)
            expect(countMoves(mirrored.moves, opposite)).toBe(countMoves(moves, kind))
          expect(mirrored.moves.map(({ size }) => size)).toEqual(moves.map(({ size }) => size))
        })
      }),
    )
  })

  it('does not hang on the order in which the rounds are given', () => {
    fc.assert(
      fc.property(given, given, given, (first, second, third) => {
        const rounds = [
          aRound(questionnaire, '2023-11-20', first),
          aRound(questionnaire, '2024-11-20', second),
          aRound(questionnaire, '2025-11-20', third),
        ]
        expect(compared([...rounds].reverse())).toEqual(compared(rounds))
        expect(asTheyWere([...rounds].reverse())).toEqual(asTheyWere(rounds))
      }),
    )
  })
})

describe('R6 · moves', () => {
  const one = version('1.0.0', ['a'])

  it.each([
    ['up', 2, 3, 'a up 1'],
    ['up by several levels', 1, 5, 'a up 4'],
    ['down', 4, 2, 'a down 2'],
    ['the same', 3, 3, 'a same'],
    ['newly known', dontKnow, 3, 'a newly_known'],
    ['newly unknown', 3, dontKnow, 'a newly_unknown'],
    ['newly unknown, where nothing was answered', null, dontKnow, 'a newly_unknown'],
    ['newly answered', null, 3, 'a newly_answered'],
    ['no longer answered', 3, null, 'a no_longer_answered'],
    ['no longer answered, where it was not known', dontKnow, null, 'a no_longer_answered'],
    ['newly applying', no, 3, 'a newly_applies'],
    ['newly applying but not known', no, dontKnow, 'a newly_applies'],
    ['newly applying but not answered', no, null, 'a newly_applies'],
    ['no longer applying', 3, no, 'a no_longer_applies'],
    ['no longer applying, where it was not known', dontKnow, no, 'a no_longer_applies'],
    ['no longer applying, where nothing was answered', null, no, 'a no_longer_applies'],
    ['without an answer, not known at both dates', dontKnow, dontKnow, 'a without_answer'],
    ['without an answer, inapplicable at both dates', no, notApplicable('no staff'), 'a without_answer'],
    ['without an answer, unanswered at both dates', null, null, 'a without_answer'],
  ] satisfies [string, Answer | number | null, Answer | number | null, string][])(
    'are %s',
    (_, then, now, expected) => {
      const given = (answer: Answer | number | null): Given => (answer === null ? {} : { a: answer })
      expect(movesOf(inOne(one, given(then), given(now)))).toEqual([expected])
    },
  )

  it('are no move up or down of a check where something becomes known or unknown, although points are gained or lost', () => {
    const comparison = inOne(checkVersion('1.0.0', ['a', 'b']), { a: dontKnow, b: 3 }, { a: 3, b: dontKnow })
    expect(movesOf(comparison)).toEqual(['a newly_known', 'b newly_unknown'])
  })

  it('tell the lowest step of a check from not knowing', () => {
    const comparison = inOne(checkVersion('1.0.0', ['a', 'b']), { a: 0, b: dontKnow }, { a: dontKnow, b: 0 })
    expect(movesOf(comparison)).toEqual(['a newly_unknown', 'b newly_known'])
    expect(sectionOf(comparison).change).toEqual(fraction(0))
  })

  it('take no notice of what an answer has beside its choice', () => {
    const touched = anAnswer({ note: 'to be looked up', confidence: 'sure' })
    expect(movesOf(inOne(one, {}, { a: touched }))).toEqual(['a without_answer'])
    expect(movesOf(inOne(one, { a: 2 }, { a: { ...level(2), note: 'looked up' } }))).toEqual(['a same'])
  })

  it('are counted over the shared questions', () => {
    const [older, newer] = [version('1.0.0', [...'abcdex']), version('2.0.0', [...'abcdey'])]
    const { moves } = sectionOf(
      over(older, newer, { a: 1, b: 1, c: 3, d: 2, e: dontKnow, x: 5 }, { a: 2, b: 3, c: 2, d: 2, e: 2, y: 1 }),
    )
    expect(moves).toHaveLength(5)
    expect(countMoves(moves, 'up')).toBe(2)
    expect(countMoves(moves, 'down')).toBe(1)
    expect(countMoves(moves, 'same')).toBe(1)
    expect(countMoves(moves, 'up', 'down', 'newly_known')).toBe(4)
  })

  it('stand in the section the newest version gives the question', () => {
    const older = aQuestionnaire([aSection('data', ['a', 'b']), aSection('tools', ['c'])])
    const newer = aQuestionnaire([aSection('data', ['a']), aSection('tools', ['b', 'c'])], { version: '2.0.0' })
    const comparison = over(older, newer, { a: 1, b: 1, c: 1 }, { a: 1, b: 2, c: 1 })
    expect(sectionOf(comparison, 'data').moves.map(told)).toEqual(['a same'])
    expect(sectionOf(comparison, 'tools').moves.map(told)).toEqual(['b up 1', 'c same'])
  })

  it('are listed from the largest, up or down, those without levels last, ties in the questionnaire’s order', () => {
    const { moves } = sectionOf(
      inOne(
        version('1.0.0', [...'abcdefg']),
        { a: 2, b: 1, c: 5, d: 3, e: dontKnow, f: 2, g: dontKnow },
        { a: 3, b: 4, c: 2, d: 3, f: 1, g: dontKnow },
      ),
    )
    expect(largestFirst(moves).map(told)).toEqual(['b up 3', 'c down 3', 'a up 1', 'f down 1', 'e no_longer_answered'])
  })

  it('are told as they were, too: the switch changes scores, not answers', () => {
    const rounds = [aRound(one, '2024-11-20', { a: 2 }), aRound(one, '2025-11-20', { a: 3 })]
    expect(movesOf(asTheyWere(rounds))).toEqual(['a up 1'])
  })
})

describe('R7 · a small change', () => {
  const isSmall = (then: Given, now: Given, questionnaire = version('1.0.0', ['a', 'b', 'c'])) =>
    isSmallChange(sectionOf(inOne(questionnaire, then, now)).moves)
  const then = { a: 2, b: 2, c: dontKnow }

  it('is one question that moved by one level, up or down', () => {
    expect(isSmall(then, { ...then, a: 3 })).toBe(true)
    expect(isSmall(then, { ...then, b: 1 })).toBe(true)
  })

  it('is not one that moved by two', () => {
    expect(isSmall(then, { ...then, a: 4 })).toBe(false)
  })

  it('is not two that moved, also where one went up and one down', () => {
    expect(isSmall(then, { ...then, a: 3, b: 3 })).toBe(false)
    expect(isSmall(then, { ...then, a: 3, b: 1 })).toBe(false)
  })

  it.each([
    ['became known', 2],
    ['does not apply any more', no],
    ['was left unanswered', null],
  ] satisfies [string, Answer | number | null][])('is not one beside another that %s', (_, now) => {
    const rest = { a: 3, b: 2 }
    expect(isSmall(then, now === null ? rest : { ...rest, c: now })).toBe(false)
  })

  it('is not one in a check beside another that newly counts as not known', () => {
    const check = checkVersion('1.0.0', ['a', 'b', 'c'])
    // 2 of 6 and 3 of 9: a moved up, and still the share stayed the same.
    expect(isSmall({ a: 1, b: 1 }, { a: 2, b: 1, c: dontKnow }, check)).toBe(false)
  })

  it('is not one that only became known, and not where nothing changed', () => {
    expect(isSmall(then, { ...then, c: 2 })).toBe(false)
    expect(isSmall(then, then)).toBe(false)
  })
})

describe('R8 · what changed in the questions', () => {
  const older = version('1.0.0', ['a', 'b', 'c'])
  const ids = (items: readonly Item[]) => items.map(({ id }) => id)
  const summary = ({ added, removed, reworded, rescored, renamed }: VersionChanges) => ({
    added: ids(added),
    removed: ids(removed),
    reworded: ids(reworded),
    rescored: rescored.map(({ item, isShared }) => `${item.id} ${isShared ? 'shared' : 'left out'}`),
    renamed: ids(renamed),
  })
  const nothing = { added: [], removed: [], reworded: [], rescored: [], renamed: [] }
  const changes = (newer: Questionnaire, versions: readonly Questionnaire[] = []) =>
    summary(versionChanges(older, newer, versions))

  it('is nothing where the versions are equal', () => {
    expect(changes(older)).toEqual(nothing)
    expect(summary(versionChanges(dataMaturity, { ...dataMaturity, version: '9.0.0' }, []))).toEqual(nothing)
  })

  it('are questions added and removed', () => {
    expect(changes(version('2.0.0', ['z', 'a', 'c', 'y']))).toEqual({ ...nothing, added: ['z', 'y'], removed: ['b'] })
  })

  it('are questions reworded, in the question or in an option', () => {
    const newer = version('2.0.0', [
      anItem('a', { prompt: 'Asked in plainer words?' }),
      withTexts('b', 'b at 1', 'some', 'b at 3', 'b at 4', 'b at 5'),
      'c',
    ])
    expect(changes(newer)).toEqual({ ...nothing, reworded: ['a', 'b'] })
  })

  it('are no other words around a question, and no other place', () => {
    const newer = aQuestionnaire([
      aSection('tools', ['c', anItem('a', { why: 'Because.', example: 'Like this.' })], { title: 'Tools' }),
      aSection('data', ['b']),
    ])
    expect(changes(newer)).toEqual(nothing)
  })

  it('are questions with another weight, which still compare', () => {
    expect(changes(version('2.0.0', [anItem('a', { weight: 2 }), anItem('b', { weight: 1 }), 'c']))).toEqual({
      ...nothing,
      rescored: ['a shared'],
    })
  })

  it('are questions with another scale or with texts at another level, which do not', () => {
    const swapped = withTexts('a', 'a at 1', 'a at 3', 'a at 2', 'a at 4', 'a at 5')
    const newer = version('2.0.0', [swapped, anItem('b', { options: anItem('b').options.slice(0, 4), weight: 2 }), 'c'])
    expect(changes(newer).rescored).toEqual(['a left out', 'b left out'])
    // What does not mean the same is not said to be worded differently with the same meaning.
    expect(changes(newer).reworded).toEqual([])
  })

  it('are questions under another id, which are neither added nor removed', () => {
    const newer = version('2.0.0', [anItem('z', { ...anItem('a'), id: 'z', equivalentTo: ['a'] }), 'b', 'c'])
    expect(changes(newer)).toEqual({ ...nothing, renamed: ['z'] })
  })

  it('are questions under another id by a version between, if that is known', () => {
    const between = version('2.0.0', [same('m', 'a'), 'b', 'c'])
    const newest = version('3.0.0', [same('z', 'm'), 'b', 'c'])
    expect(changes(newest)).toMatchObject({ added: ['z'], removed: ['a'], renamed: [] })
    expect(changes(newest, [between])).toMatchObject({ added: [], removed: [], renamed: ['z'] })
  })

  it('keep two questions apart that a wrong declaration would make one', () => {
    expect(changes(version('2.0.0', [same('z', 'a', 'b'), 'c']))).toEqual({
      ...nothing,
      added: ['z'],
      removed: ['a', 'b'],
    })
  })

  it('may be several of one question', () => {
    const newer = version('2.0.0', [anItem('z', { equivalentTo: ['a'], weight: 2 }), 'b', 'c'])
    expect(changes(newer)).toEqual({ ...nothing, reworded: ['z'], rescored: ['z shared'], renamed: ['z'] })
  })

  it('are no other words where the language is another', () => {
    const translated = version(
      '2.0.0',
      [
        anItem('a', { ...withTexts('a', 'nichts', 'etwas', 'vieles', 'fast alles', 'alles'), prompt: 'Wie viel?' }),
        anItem('b', { weight: 2 }),
        'd',
      ],
      { language: 'de' },
    )
    expect(changes(translated)).toEqual({ ...nothing, added: ['d'], removed: ['c'], rescored: ['b shared'] })
  })
})

describe('R9 · slope', () => {
  const one = version('1.0.0', ['a'])
  const slope = (...rounds: readonly (readonly [date: string, level: number | null])[]): Slope | null => {
    const comparison = compared(rounds.map(([date, at]) => aRound(one, date, at === null ? {} : { a: at })))
    return slopeOf(comparison, sectionOf(comparison))
  }

  it('is the last value − the first, whatever lies between', () => {
    expect(slope(['2023-01-01', 2], ['2024-01-01', 5], ['2025-01-01', 3])).toMatchObject({
      change: fraction(1),
      from: 0,
      to: 2,
    })
  })

  it('is told over three or more rounds only', () => {
    expect(slope(['2023-01-01', 2], ['2025-01-01', 3])).toBeNull()
    expect(slope(['2022-01-01', 5], ['2023-01-01', 4], ['2024-01-01', 3], ['2025-01-01', 1])?.change).toEqual(
      fraction(-4),
    )
  })

  it('has no yearly figure where less than 365 days lie between', () => {
    expect(slope(['2025-01-01', 2], ['2025-06-01', 2], ['2025-12-31', 3])).toMatchObject({ days: 364, aYear: null })
  })

  it('has one from 365 days on, of a year of 365.25 days', () => {
    // 1 × 365.25 ÷ 365
    expect(slope(['2025-01-01', 2], ['2025-06-01', 2], ['2026-01-01', 3])).toMatchObject({
      days: 365,
      aYear: fraction(1461, 1460),
    })
    // 2 × 365.25 ÷ 730
    expect(slope(['2025-01-01', 2], ['2026-01-01', 2], ['2027-01-01', 4])).toMatchObject({
      days: 730,
      change: fraction(2),
      aYear: fraction(1461, 1460),
    })
    // −1 × 365.25 ÷ 1461, four years with a leap day
    expect(slope(['2023-01-01', 3], ['2024-01-01', 4], ['2027-01-01', 2])).toMatchObject({
      days: 1461,
      aYear: fraction(-1, 4),
    })
  })

  it('begins at the first scored round', () => {
    expect(slope(['2023-01-01', null], ['2024-01-01', 2], ['2025-01-01', 4])).toMatchObject({
      change: fraction(2),
      from: 1,
      to: 2,
      days: 366, // 2024 has a leap day
      aYear: fraction(1461, 732), // 2 × 365.25 ÷ 366
    })
  })

  it('goes over a gap between', () => {
    expect(slope(['2023-01-01', 2], ['2024-01-01', null], ['2025-01-01', 4])).toMatchObject({
      change: fraction(2),
      from: 0,
      to: 2,
      days: 731,
    })
  })

  it('ends at the last scored round', () => {
    expect(slope(['2023-01-01', 2], ['2024-01-01', 3], ['2025-01-01', null])).toMatchObject({
      change: fraction(1),
      from: 0,
      to: 1,
      days: 365,
      aYear: fraction(1461, 1460),
    })
  })

  it('is none with one scored round or none', () => {
    expect(slope(['2023-01-01', null], ['2024-01-01', 3], ['2025-01-01', null])).toBeNull()
    expect(slope(['2023-01-01', null], ['2024-01-01', null], ['2025-01-01', null])).toBeNull()
  })

  it('is none where too little is shared', () => {
    const other = version('1.1.0', ['a', 'y'])
    const rounds = [
      aRound(one, '2023-01-01', { a: 1 }),
      aRound(other, '2024-01-01', { a: 2, y: 2 }),
      aRound(one, '2025-01-01', { a: 3 }),
    ]
    for (const comparison of [compared(rounds), asTheyWere(rounds)])
      expect(slopeOf(comparison, sectionOf(comparison))).toBeNull()
  })

  it('has no yearly figure for rounds of one day', () => {
    expect(slope(['2025-01-01', 2], ['2025-01-01', 2], ['2025-01-01', 3])).toMatchObject({ days: 0, aYear: null })
  })

  it('is of the shares in a check', () => {
    const check = checkVersion('1.0.0', ['a', 'b'])
    const comparison = compared([
      aRound(check, '2023-01-01', { a: 0, b: 1 }),
      aRound(check, '2024-01-01', { a: 1, b: 1 }),
      aRound(check, '2025-01-01', { a: 2, b: 2 }),
    ])
    // 4 of 6 − 1 of 6
    expect(slopeOf(comparison, sectionOf(comparison))?.change).toEqual(fraction(1, 2))
  })

  it('counts whole days, over leap days and changes of the clock', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
    expect(daysBetween('2025-02-28', '2025-03-01')).toBe(1)
    expect(daysBetween('2025-03-29', '2025-03-31')).toBe(2)
    expect(daysBetween('2025-05-01', '2025-05-01')).toBe(0)
  })

  it('counts none where a date is none', () => {
    expect(daysBetween('', '2025-05-01')).toBe(0)
    expect(daysBetween('2025-05-01', 'last spring')).toBe(0)
  })
})

describe('R10 · cautions', () => {
  const four = version('1.0.0', ['a', 'b', 'c', 'd'])
  const then: Given = { a: 2, b: 2, c: 2, d: 2 }
  const respondent = { role: 'staff', knowledge: null, name: '' } as const
  const shown = (value: number) => anAnswer({ choice: { kind: 'option', value }, lastTimeShown: true })

  /** The cautions of two rounds that differ from each other as said. */
  function cautions(
    now: Given,
    {
      before = then,
      older = {},
      newer = {},
    }: { before?: Given; older?: Partial<Assessment>; newer?: Partial<Assessment> } = {},
  ) {
    return cautionsOf(compared([aRound(four, '2024-11-20', before, older), aRound(four, '2025-11-20', now, newer)]))
  }

  it('are none where the same people answered the same questions again and nothing fell', () => {
    expect(cautions({ ...then, a: 3 })).toEqual([])
  })

  it('are that a section fell', () => {
    expect(cautions({ ...then, a: 1 })).toEqual(['fell'])
  })

  it('are not that a question fell where its section did not', () => {
    expect(cautions({ ...then, a: 1, b: 3 })).toEqual([])
  })

  it('are not that a section fell of which no change is told', () => {
    const newer = version('2.0.0', ['a', 'w', 'x', 'y'])
    expect(cautionsOf(over(four, newer, then, { a: 1, w: 1, x: 1, y: 1 }))).toEqual([])
  })

  it('are that other people answered, as far as their role and name say', () => {
    const now = { ...then, a: 3 }
    const named = { ...respondent, name: 'the secretary' }
    expect(cautions(now, { newer: { respondent: { ...respondent, role: 'elected' } } })).toEqual(['other_people'])
    expect(cautions(now, { newer: { respondent: named } })).toEqual(['other_people'])
    expect(cautions(now, { older: { respondent: named } })).toEqual(['other_people'])
    expect(cautions(now, { older: { respondent: named }, newer: { respondent: named } })).toEqual([])
  })

  it('are not that other people answered where the same ones know about it in another way', () => {
    expect(cautions({ ...then, a: 3 }, { newer: { respondent: { ...respondent, knowledge: 'hearsay' } } })).toEqual([])
  })

  it('are that the forms differ, also of a round between', () => {
    const questionnaire = version(
      '1.0.0',
      ['a', 'b', 'c'].map((id) => anItem(id, shortForm)),
    )
    const given = { a: 2, b: 2, c: 2 }
    const first = aRound(questionnaire, '2023-11-20', given, short)
    const last = aRound(questionnaire, '2025-11-20', given)
    expect(cautionsOf(compared([first, last]))).toEqual(['other_form'])
    const between = aRound(questionnaire, '2024-11-20', given, short)
    expect(cautionsOf(compared([aRound(questionnaire, '2023-11-20', given), between, last]))).toEqual(['other_form'])
    expect(cautionsOf(compared([first, between]))).toEqual([])
  })

  it('are that a round began with copied answers, also one between', () => {
    const copied = { copiedFrom: '2024-11-20' }
    expect(cautions({ ...then, a: 3 }, { newer: copied })).toEqual(['copied'])
    const between = aRound(four, '2025-01-20', then, copied)
    expect(cautionsOf(compared([aRound(four, '2024-11-20', then), between, aRound(four, '2025-11-20', then)]))).toEqual(
      ['copied'],
    )
  })

  it('are that the answers of last time were on the screen', () => {
    expect(cautions({ ...then, a: shown(3) })).toEqual(['last_shown'])
  })

  it('are not that they were where nothing was then answered, nor where it was so at the first date', () => {
    const cleared = anAnswer({ lastTimeShown: true })
    expect(cautions({ a: 2, b: 2, c: 2, d: cleared }, { before: { a: 2, b: 2, c: 2 } })).toEqual(['provisional'])
    expect(cautions({ ...then, a: 3 }, { before: { ...then, a: shown(2) } })).toEqual([])
  })

  it('count the answers that were given so', () => {
    const now = { a: shown(2), b: shown(3), c: 2, d: anAnswer({ lastTimeShown: true }) }
    expect(shownCount(aRound(four, '2025-11-20', now))).toBe(2)
    expect(shownCount(aRound(four, '2025-11-20', then))).toBe(0)
  })

  it('are that a value is provisional, at either date', () => {
    // 3 of 4 answered
    expect(cautions({ a: 2, b: 2, c: 2 }, { before: { a: 2, b: 2, c: 2 } })).toEqual(['provisional'])
    expect(cautions(then, { before: { a: 2, b: 2, c: 2 } })).toEqual(['provisional', 'other_answers'])
    expect(cautions({ a: 2, b: 2, c: 2 })).toEqual(['provisional', 'other_answers'])
  })

  it('are not that a value is provisional of which no change is told', () => {
    const none = { a: 2, b: dontKnow, c: dontKnow, d: dontKnow }
    expect(cautions({ ...none, b: 2, c: 2 }, { before: none })).not.toContain('provisional')
  })

  it.each([
    ['not known', dontKnow],
    ['inapplicable', no],
  ])('are that questions have an option at one date only, where one is %s', (_, other) => {
    const five = version('1.0.0', [...'abcde'])
    const [with_, without] = [allOf('abcde', 2), { ...allOf('abcd', 2), e: other }]
    // 4 of 5 are firm.
    expect(cautionsOf(inOne(five, with_, without))).toEqual(['other_answers'])
    expect(cautionsOf(inOne(five, without, with_))).toEqual(['other_answers'])
    expect(cautionsOf(inOne(five, without, without))).toEqual([])
  })

  it('are not that questions have one where they have none at both dates, each time for another reason', () => {
    const five = version('1.0.0', [...'abcde'])
    const [unknown, inapplicable] = [
      { ...allOf('abcd', 2), e: dontKnow },
      { ...allOf('abcd', 2), e: no },
    ]
    expect(cautionsOf(inOne(five, allOf('abcd', 2), unknown))).toEqual([])
    expect(cautionsOf(inOne(five, inapplicable, unknown))).toEqual([])
  })

  it('come the gravest first', () => {
    const questionnaire = version(
      '1.0.0',
      ['a', 'b', 'c'].map((id) => anItem(id, shortForm)),
    )
    const comparison = compared([
      aRound(questionnaire, '2024-11-20', { a: 3, b: 3, c: 3 }, short),
      aRound(
        questionnaire,
        '2025-11-20',
        { a: shown(2), b: 2 },
        {
          copiedFrom: '2024-11-20',
          respondent: { ...respondent, role: 'several' },
        },
      ),
    ])
    expect(cautionsOf(comparison)).toEqual([
      'fell',
      'other_people',
      'other_form',
      'copied',
      'last_shown',
      'provisional',
      'other_answers',
    ])
  })
})

describe('R11 · actions since', () => {
  const questionnaire = version('1.0.0', ['a', 'b', 'c'])
  /** Noon of a day. */
  const noon = (date: string) => Date.parse(`${date}T12:00Z`)
  /** Sealed on the day of its date, unless said otherwise. */
  const sealed = (date: string, given: Given = {}, sealedOn = date) =>
    aRound(questionnaire, date, given, { sealedAt: noon(sealedOn) })
  const comparison = compared([sealed('2024-11-20', { a: 1, b: 2 }), sealed('2025-11-20', { a: 3, b: 2 })])

  const serves = (itemIds: readonly string[], questionnaireId = 'made-up') => ({
    questionnaireId,
    sectionId: 'data',
    itemIds,
    from: 1,
    to: 2,
  })
  /** Taken into the plan between the two dates, for item a. */
  const serving = (id: string, more: Partial<PlannedAction> = {}) =>
    aPlannedAction(id, {
      serves: serves(['a']),
      createdAt: noon('2025-02-01'),
      ...more,
    })
  const turned = (status: PlannedAction['status'], date: string): PlannedAction['log'][number] => ({
    at: noon(date),
    what: 'status',
    status,
  })
  /** Of each kind the actions by their ids. */
  function since(plan: readonly PlannedAction[], of = comparison) {
    const { inPlace, open, dropped } = actionsSince(of, plan)
    const ids = (actions: readonly PlannedAction[]) => actions.map(({ id }) => id).join(' ')
    return { inPlace: ids(inPlace), open: ids(open), dropped: ids(dropped) }
  }
  const nothing = { inPlace: '', open: '', dropped: '' }

  it('are in place, dropped, or open whatever else they are, in the order of the plan', () => {
    const plan = [
      serving('done', { status: 'in_place', log: [turned('in_place', '2025-06-01')] }),
      serving('waiting', { status: 'to_do' }),
      serving('stopped', { status: 'dropped', log: [turned('dropped', '2025-06-01')] }),
      serving('moving', { status: 'under_way' }),
      serving('stuck', { status: 'blocked' }),
    ]
    expect(since(plan)).toEqual({ inPlace: 'done', open: 'waiting moving stuck', dropped: 'stopped' })
  })

  it('are those that serve this questionnaire', () => {
    const other = serves(['a'], 'another')
    expect(since([serving('other', { serves: other }), serving('typed', { serves: null })])).toEqual(nothing)
  })

  it('are those that were in the plan before the later round was sealed', () => {
    const [just, after] = [noon('2025-11-20'), noon('2025-11-20') + 1]
    expect(since([serving('just', { createdAt: just }), serving('after', { createdAt: after })]).open).toBe('just')
  })

  it('are older ones too, as long as they were not settled before the earlier round was sealed', () => {
    const old = (id: string, ...log: PlannedAction['log']) =>
      serving(id, { createdAt: noon('2023-01-01'), status: log.at(-1)?.status ?? 'to_do', log })
    const plan = [
      old('still-open'),
      old('settled-since', turned('in_place', '2024-11-21')),
      old('settled-that-moment', turned('in_place', '2024-11-20')),
      old('settled-before', turned('in_place', '2024-11-19')),
      old('dropped-before', turned('dropped', '2024-11-19')),
      // The last time counts: it was taken up again.
      old(
        'settled-again',
        turned('in_place', '2024-01-01'),
        turned('to_do', '2024-02-01'),
        turned('in_place', '2025-03-01'),
      ),
      old('open-again', turned('dropped', '2024-01-01'), turned('to_do', '2024-02-01')),
    ]
    expect(since(plan)).toEqual({
      inPlace: 'settled-since settled-that-moment settled-again',
      open: 'still-open open-again',
      dropped: '',
    })
  })

  it('that were settled when they were taken up count from then', () => {
    const brought = (id: string, date: string) => serving(id, { status: 'in_place', createdAt: noon(date) })
    expect(since([brought('before', '2024-11-19'), brought('since', '2025-01-01')]).inPlace).toBe('since')
  })

  it('keep to the dates of rounds that were typed in later', () => {
    const late = compared([sealed('2024-11-20', {}, '2026-01-10'), sealed('2025-11-20', {}, '2026-01-11')])
    const plan = [
      serving('settled-before', { createdAt: 0, status: 'in_place', log: [turned('in_place', '2024-11-19')] }),
      serving('settled-since', { status: 'in_place', log: [turned('in_place', '2025-06-01')] }),
      serving('afterwards', { createdAt: noon('2026-01-05') }),
    ]
    expect(since(plan, late)).toEqual({ ...nothing, inPlace: 'settled-since' })
  })

  it('stand beside the questions they served, with what became of these', () => {
    const served = (itemIds: readonly string[]) =>
      servedMoves(comparison, serving('x', { serves: serves(itemIds) })).map(told)
    expect(served(['a'])).toEqual(['a up 2'])
    // In the order of the questionnaire.
    expect(served(['c', 'b'])).toEqual(['b same', 'c without_answer'])
    expect(served([])).toEqual([])
    expect(served(['of-another-version'])).toEqual([])
    expect(servedMoves(comparison, serving('x', { serves: null }))).toEqual([])
  })

  it('find the question under the id it had when they were taken up', () => {
    const newer = version('1.1.0', [same('a-new', 'a'), 'b', 'c'])
    const renamed = over(questionnaire, newer, { a: 1 }, { 'a-new': 2 })
    expect(servedMoves(renamed, serving('x')).map(told)).toEqual(['a-new up 1'])
  })
})

describe('R12 · next review', () => {
  it.each([
    ['2026-11-18', '2027-11-18'],
    ['2026-12-31', '2027-12-31'],
    ['2027-02-28', '2028-02-28'],
    ['2028-02-29', '2029-02-28'],
    ['0999-01-01', '1000-01-01'],
  ])('of a round of %s is on %s', (date, review) => expect(nextReview(date)).toBe(review))
})

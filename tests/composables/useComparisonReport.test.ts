import { describe, expect, it } from 'vitest'
import { useComparisonReport } from '@/composables/useComparisonReport'
import type { Comparison, ComparedRound } from '@/domain/comparison'
import type { Form, Item, Questionnaire } from '@/domain/questionnaire'
import {
  aCheck,
  aCheckItem,
  anItem,
  answersOf,
  aQuestionnaire,
  aSection,
  dontKnow,
  notApplicable,
} from '../support/builders'
import { aComparedRound, compared, made, sectionOf, threeRounds } from './comparing'

type Given = Parameters<typeof answersOf>[0]

const none = notApplicable('No')
const short = { shortForm: true } as const
const [a, b, c] = threeRounds()

const wordsFor = ({ questionnaire }: Comparison) => made(() => useComparisonReport(() => questionnaire))

/** Two rounds of one version, a year apart. */
const pair = (questionnaire: Questionnaire, then: Given, now: Given, forms: readonly [Form, Form] = ['full', 'full']) =>
  compared([
    aComparedRound(questionnaire, '2024-11-20', answersOf(then), { form: forms[0] }),
    aComparedRound(questionnaire, '2025-11-20', answersOf(now), { form: forms[1] }),
  ])
/** The change of the first part in words. */
const changeOf = (comparison: Comparison) => wordsFor(comparison).changeText(sectionOf(comparison))
const movesOf = (comparison: Comparison) => wordsFor(comparison).movesText(sectionOf(comparison))

/** One dimension with the questions a, b and c, of which the short form asks two; one part of a check with the same. */
const items = (make: (id: string, more: Partial<Item>) => Item) => [make('a', short), make('b', short), make('c', {})]
const framework = aQuestionnaire([aSection('Uses', items(anItem))])
const check = aCheck([aSection('Plan', items(aCheckItem))])

/** Four dimensions of five questions, and what each was answered with. */
const TITLES = ['Uses', 'Data', 'Tools', 'Skills']
const wide = aQuestionnaire(
  TITLES.map((title) =>
    aSection(
      title,
      [1, 2, 3, 4, 5].map((n) => anItem(`${title}-${n}`)),
    ),
  ),
)
const levels = (...values: readonly number[]) =>
  Object.fromEntries(values.flatMap((value, i) => [1, 2, 3, 4, 5].map((n) => [`${TITLES[i] ?? ''}-${n}`, value])))

describe('the worked example of two rounds', () => {
  it('has each dimension with both places, the change, both coverages, and the questions up, down and the same', () => {
    const comparison = compared([a, c])
    const words = wordsFor(comparison)
    const rows = comparison.sections.map((each) => words.row(comparison, each))
    expect(words.columns(comparison)).toEqual([
      ...['Part', 'Then', 'Now', 'Change', 'Answers then', 'Answers now'],
      ...['Questions up', 'Questions down', 'Questions the same'],
    ])
    expect(rows.map(({ title, cells }) => [title, ...cells.map(({ text, aside = '' }) => text + aside)])).toEqual([
      ['Uses', '2 Emerging1.7', '3 Learning2.7', 'up 1.0', '6 of 6 answered', '6 of 6 answered', '5', '0', '1'],
      ['Data', '2 Emerging1.6', '3 Learning2.5', 'up 0.9', '5 of 6 answered', '6 of 6 answered', '5', '0', '0'],
      ['Analysis', '2 Emerging1.8', '3 Learning2.8', 'up 1.0', '4 of 4 answered', '4 of 4 answered', '4', '0', '0'],
      ['Leadership', '2 Emerging1.5', '3 Learning2.6', 'up 1.1', '4 of 5 answered', '5 of 5 answered', '4', '0', '0'],
      ['Culture', '2 Emerging2.3', '3 Learning2.8', 'up 0.5', '6 of 6 answered', '6 of 6 answered', '3', '0', '3'],
      ['Tools', '3 Learning2.7', '2 Emerging2.2', 'down 0.5', '6 of 6 answered', '5 of 5 answered', '0', '2', '3'],
      ['Skills', '2 Emerging1.7', '3 Learning2.5', 'up 0.8', '3 of 4 answered', '4 of 4 answered', '3', '0', '0'],
    ])
  })

  it('is told in counts, and on how much it rests', () => {
    const words = wordsFor(compared([a, c]))
    expect(words.headline(compared([a, c]))).toEqual(['6 of 7 parts went up. One of 7 parts went down.'])
    expect(words.sharedText(compared([a, c]))).toBe(
      '37 questions were asked every time with the same meaning, out of 40 each time.',
    )
    expect(words.headline(compared([b, c]))).toEqual([
      '5 of 7 parts went up. One of 7 parts went down. One of 7 parts shows no visible change.',
    ])
  })

  it('has the largest rise first, with what moved', () => {
    const comparison = compared([a, c])
    const rows = wordsFor(comparison).dumbbells(comparison)
    expect(rows.map(({ title, way, change, moves }) => [title, way, change, moves])).toEqual([
      ['Leadership', 'up', 'up 1.1', '4 of 4 questions moved up. One is newly known.'],
      ['Uses', 'up', 'up 1.0', '5 of 6 questions moved up.'],
      ['Analysis', 'up', 'up 1.0', '4 of 4 questions moved up one level.'],
      ['Data', 'up', 'up 0.9', '5 of 5 questions moved up one level. One is newly known.'],
      ['Skills', 'up', 'up 0.8', '3 of 3 questions moved up one level. One is newly known.'],
      ['Culture', 'up', 'up 0.5', '3 of 6 questions moved up one level.'],
      ['Tools', 'down', 'down 0.5', '2 of 5 questions moved down one level. One more changed in another way.'],
    ])
  })

  it('lies on the line from the lowest to the highest level, loose where it is provisional', () => {
    const comparison = compared([a, c])
    const rows = wordsFor(comparison).dumbbells(comparison)
    const at = (title: string) => rows.find((row) => row.title === title)
    // 1.67 and 2.67 on the line from 1 to 5: 0.67 ÷ 4 and 1.67 ÷ 4.
    expect(at('Uses')?.then.at).toBeCloseTo(16.75, 10)
    expect(at('Uses')?.now.at).toBeCloseTo(41.75, 10)
    expect([at('Uses')?.then.isLoose, at('Skills')?.then.isLoose, at('Skills')?.now.isLoose]).toEqual([
      false,
      true,
      false,
    ])
    expect(wordsFor(comparison).lines()).toEqual([0, 25, 50, 75, 100])
  })

  it('is told to those who cannot see it', () => {
    const comparison = compared([b, c])
    expect(wordsFor(comparison).spoken(comparison)).toBe(
      'Uses: 2 Emerging then, 3 Learning now, up 0.5, Data: 2 Emerging then, 3 Learning now, up 0.5, ' +
        'Analysis: 2 Emerging then, 3 Learning now, up 0.6, Leadership: 2 Emerging then, 3 Learning now, up 0.8, ' +
        'Culture: 3 Learning then, 3 Learning now, no visible change, ' +
        'Tools: 3 Learning then, 2 Emerging now, down 0.5 and Skills: 2 Emerging then, 3 Learning now, up 0.8',
    )
  })

  it('has corners with the value of both rounds, and the target', () => {
    const comparison = compared([a, c])
    const corners = wordsFor(comparison).corners(comparison, { uses: 4 })
    expect(corners[0]).toEqual({ label: 'Uses', value: 2.67, target: 4, isProvisional: false, before: 1.67 })
    expect(corners[6]).toEqual({ label: 'Skills', value: 2.5, target: null, isProvisional: false, before: 1.67 })
  })

  it('stands as each round itself was scored where it is not like for like', () => {
    const comparison = compared([a, c], false)
    const words = wordsFor(comparison)
    expect(
      comparison.sections.map((each) => [words.figure(each, 0), words.figure(each, -1), words.changeText(each)]),
    ).toEqual([
      ['1.7', '2.7', 'up 1.0'],
      ['1.5', '2.5', 'up 1.0'],
      ['1.8', '2.6', 'up 0.9'],
      ['1.8', '2.7', 'up 0.9'],
      ['2.6', '2.8', 'up 0.3'],
      ['2.7', '2.2', 'down 0.5'],
      ['1.7', '2.6', 'up 0.9'],
    ])
  })
})

describe('the worked example of three rounds', () => {
  const comparison = compared([a, b, c])
  const words = () => wordsFor(comparison)

  it('has every date, and the change', () => {
    const { columns, row } = words()
    expect(columns(comparison)).toEqual(['Part', '20 November 2024', '19 November 2025', '18 November 2026', 'Change'])
    const rows = comparison.sections.map((each) => row(comparison, each))
    expect(rows.map(({ title, cells }) => [title, ...cells.map(({ text, aside = '' }) => text + aside)])).toEqual([
      ['Uses', '2 Emerging1.7', '2 Emerging2.2', '3 Learning2.7', 'up 1.0'],
      ['Data', '2 Emerging1.6', '2 Emerging2.0', '3 Learning2.5', 'up 0.9'],
      ['Analysis', '2 Emerging1.8', '2 Emerging2.3', '3 Learning2.8', 'up 1.0'],
      ['Leadership', '2 Emerging1.5', '2 Emerging1.8', '3 Learning2.6', 'up 1.1'],
      ['Culture', '2 Emerging2.3', '3 Learning2.8', '3 Learning2.8', 'up 0.5'],
      ['Tools', '3 Learning2.7', '3 Learning2.7', '2 Emerging2.2', 'down 0.5'],
      ['Skills', '2 Emerging1.7', '2 Emerging1.8', '3 Learning2.5', 'up 0.8'],
    ])
  })

  it('says how fast each dimension moved', () => {
    const { slopeText } = words()
    const told = (id: string) => slopeText(comparison, sectionOf(comparison, id))
    const dates = 'From 20 November 2024 to 18 November 2026:'
    expect(comparison.sections.map(({ section }) => told(section.id))).toEqual([
      `${dates} up 1.0, which is 0.5 a year.`,
      `${dates} up 0.9, which is 0.5 a year.`,
      `${dates} up 1.0, which is 0.5 a year.`,
      `${dates} up 1.1, which is 0.6 a year.`,
      `${dates} up 0.5, which is 0.3 a year.`,
      `${dates} down 0.5, which is 0.2 a year.`,
      `${dates} up 0.8, which is 0.4 a year.`,
    ])
  })
})

describe('the change of a dimension', () => {
  it.each([
    ['up', { a: 2, b: 2, c: 2 }, { a: 3, b: 2, c: 2 }, 'up 0.3'],
    ['down', { a: 3, b: 3, c: 3 }, { a: 1, b: 2, c: 2 }, 'down 1.3'],
    ['no visible change', { a: 2, b: 2, c: 3 }, { a: 3, b: 2, c: 2 }, 'no visible change'],
    ['too few answers', { a: 2, b: 2, c: 3 }, { a: 3 }, 'too few answers to compare'],
    ['nothing that applies', { a: 2, b: 2, c: 3 }, { a: none, b: none, c: none }, 'does not apply every time'],
  ])('is told: %s', (_what, then, now, words) => {
    expect(changeOf(pair(framework, then, now))).toBe(words)
  })

  it.each([
    ['up', { a: 2, b: 2 }, { a: 2, b: 3 }, 'roughly higher'],
    ['down', { a: 2, b: 3 }, { a: 2, b: 2 }, 'roughly lower'],
    ['the same', { a: 2, b: 3 }, { a: 3, b: 2 }, 'no visible change'],
  ])('has no figure in the short form: %s', (_what, then, now, words) => {
    expect(changeOf(pair(framework, then, now, ['short', 'short']))).toBe(words)
    expect(changeOf(pair(framework, { ...then, c: 5 }, now, ['full', 'short']))).toBe(words)
  })

  it('is none where too few questions are shared, and the part has no place then', () => {
    const before = aQuestionnaire([aSection('Uses', ['a', 'b', 'c'])])
    const after = aQuestionnaire([aSection('Uses', ['a', 'b', 'c']), aSection('Tools', ['x', 'y'])], {
      version: '1.1.0',
    })
    // 3 of 5 shared are 60 %.
    const comparison = compared([
      aComparedRound(before, '2024-11-20', answersOf({ a: 2, b: 2, c: 2 })),
      aComparedRound(after, '2025-11-20', answersOf({ a: 3, b: 3, c: 3, x: 4, y: 4 })),
    ])
    const words = wordsFor(comparison)
    const tools = sectionOf(comparison, 'Tools')
    expect(words.changeText(tools)).toBe('too few shared questions')
    expect(
      words
        .row(comparison, tools)
        .cells.slice(0, 5)
        .map(({ text, aside }) => [text, aside]),
    ).toEqual([
      ['none', ''],
      ['none', ''],
      ['too few shared questions', undefined],
      ['none', undefined],
      ['none', undefined],
    ])
    expect(words.row(comparison, tools).isUnscored).toBe(true)
    expect(words.dumbbells(comparison).at(-1)).toEqual({
      id: 'Tools',
      title: 'Tools',
      then: { at: null, isLoose: false },
      now: { at: null, isLoose: false },
      way: null,
      change: 'too few shared questions',
      moves: '',
    })
    const empty = { value: null, target: null, isProvisional: false, before: null }
    expect(words.corners(comparison, { Tools: 4 })[1]).toEqual({ label: 'Tools', ...empty })
    expect(words.headline(comparison)).toEqual(['One of 2 parts went up.', 'One of 2 parts cannot be compared.'])
    expect(words.sharedText(comparison)).toBe(
      '3 questions were asked every time with the same meaning, out of 3 on 20 November 2024 and 5 on 20 November 2025.',
    )
  })
})

describe('the change of a part of a check', () => {
  it.each([
    ['one point', { a: 1, b: 1, c: 1 }, { a: 2, b: 1, c: 1 }, 'up one point'],
    ['more points', { a: 3, b: 3, c: 3 }, { a: 1, b: 2, c: 2 }, 'down 4 points'],
    ['the same', { a: 1, b: 2, c: 1 }, { a: 2, b: 1, c: 1 }, 'no visible change'],
    // From 3 of 6 points to 6 of 9: 16.67 in a hundred.
    ['of other points possible', { a: 1, b: 2, c: none }, { a: 2, b: 2, c: 2 }, 'up 17 points in a hundred'],
    ['the same of other points possible', { a: 2, b: 2, c: none }, { a: 2, b: 2, c: 2 }, 'no visible change'],
    ['too few answers', { a: 1, b: 2, c: 1 }, { a: 3 }, 'too few answers to compare'],
  ])('is told in points: %s', (_what, then, now, words) => {
    expect(changeOf(pair(check, then, now))).toBe(words)
  })

  it('has a decimal only where it would be none without', () => {
    const weighing = (weight: number) => aCheck([aSection('Plan', [aCheckItem('a', { weight }), aCheckItem('b')])])
    const [then, now] = [
      { a: 2, b: none },
      { a: 2, b: 3 },
    ]
    // From 2/3 to 67 of 99 points: 1.01 in a hundred. From 2/3 to 135 of 201: 0.4975 in a hundred.
    expect(changeOf(pair(weighing(32), then, now))).toBe('up one point in a hundred')
    expect(changeOf(pair(weighing(66), then, now))).toBe('up 0.5 points in a hundred')
    expect(changeOf(pair(weighing(66), now, then))).toBe('down 0.5 points in a hundred')
  })

  it('has bands and points beside it, all of them rough as soon as one round is a short form', () => {
    const told = (comparison: Comparison) => {
      const words = wordsFor(comparison)
      const cells = words.row(comparison, sectionOf(comparison)).cells.slice(0, 5)
      return cells.map(({ text, aside }) => (aside ? `${text} (${aside})` : text))
    }
    const [then, now] = [
      { a: 1, b: 1, c: 3 },
      { a: 2, b: 3, c: 3 },
    ]
    const rounds = (form: Form) => [
      aComparedRound(check, '2024-11-20', answersOf(then), { form }),
      aComparedRound(check, '2025-11-20', answersOf(now)),
    ]
    expect(told(compared(rounds('full')))).toEqual([
      ...['On course (5 of 9 points)', 'Strong (8 of 9 points)', 'up 3 points'],
      ...['3 of 3 answered', '3 of 3 answered'],
    ])
    expect(told(compared(rounds('short')))).toEqual([
      ...['roughly Getting going (2 of 6 points)', 'roughly Strong (5 of 6 points)', 'up 3 points'],
      ...['2 of 2 answered', '2 of 2 answered'],
    ])
    // As they were, 2 of 6 and 8 of 9 points: 55.56 in a hundred.
    expect(told(compared(rounds('short'), false)).slice(0, 3)).toEqual([
      ...['roughly Getting going (2 of 6 points)', 'Strong (8 of 9 points)', 'up 56 points in a hundred'],
    ])
  })

  it('lies between no points and all, with the bands as its lines and rings', () => {
    const comparison = pair(check, { a: 1, b: 1, c: 1 }, { a: 2, b: 2, c: 2 })
    const words = wordsFor(comparison)
    expect(words.dumbbells(comparison)[0]).toMatchObject({ then: { at: 33.33 }, now: { at: 66.67 }, way: 'up' })
    expect(words.corners(comparison, {})).toEqual([
      { label: 'Plan', value: 66.67, target: null, isProvisional: false, before: 33.33 },
    ])
    expect(words.lines()).toEqual([0, 25, 50, 75, 100])
    expect(words.rings().map(({ label }) => label)).toEqual(['Start here', 'Getting going', 'On course', 'Strong'])
  })
})

describe('what moved', () => {
  const of = (questionnaire: Questionnaire, then: Given, now: Given) => movesOf(pair(questionnaire, then, now))

  it.each<[string, Given, Given, string]>([
    ['nothing', { a: 2, b: 2, c: 2 }, { a: 2, b: 2, c: 2 }, 'None of 3 questions moved.'],
    [
      'no question with both',
      { a: 2, b: 2 },
      { c: 2 },
      'No question has an answer with a level at both dates. 3 more changed in another way.',
    ],
    [
      'one by one level',
      { a: 2, b: 2, c: 2 },
      { a: 2, b: 3, c: 2 },
      'A small change: one of 3 questions moved by one level.',
    ],
    ['one by more', { a: 2, b: 2, c: 2 }, { a: 2, b: 5, c: 2 }, '1 of 3 questions moved up.'],
    ['some up by one level', { a: 2, b: 2, c: 2 }, { a: 3, b: 3, c: 2 }, '2 of 3 questions moved up one level.'],
    ['some up by more', { a: 2, b: 2, c: 2 }, { a: 4, b: 3, c: 2 }, '2 of 3 questions moved up.'],
    ['some down by one level', { a: 3, b: 3, c: 3 }, { a: 2, b: 2, c: 3 }, '2 of 3 questions moved down one level.'],
    ['some down by more', { a: 3, b: 3, c: 3 }, { a: 1, b: 2, c: 3 }, '2 of 3 questions moved down.'],
    ['up and down', { a: 3, b: 3, c: 3 }, { a: 4, b: 2, c: 1 }, '1 of 3 questions moved up, 2 moved down.'],
    [
      'one newly known',
      { a: 2, b: 2, c: dontKnow },
      { a: 2, b: 3, c: 4 },
      '1 of 2 questions moved up one level. One is newly known.',
    ],
    [
      'two newly known',
      { a: 2, b: dontKnow, c: dontKnow },
      { a: 2, b: 3, c: 4 },
      'The one question with a level at both dates did not move. 2 are newly known.',
    ],
    [
      'one not known now',
      { a: 2, b: 2, c: 4 },
      { a: 2, b: 2, c: dontKnow },
      'None of 2 questions moved. One is not known now.',
    ],
    [
      'two not known now',
      { a: 2, b: 2, c: 4 },
      { a: 1, b: dontKnow, c: dontKnow },
      'The one question with a level at both dates moved down one level. 2 are not known now.',
    ],
    [
      'the only one, by more',
      { a: 2, b: none, c: none },
      { a: 4, b: none, c: none },
      'The one question with a level at both dates moved up.',
    ],
    [
      'the only one, a little',
      { a: 2, b: none, c: none },
      { a: 3, b: none, c: none },
      'A small change: the one question with a level at both dates moved by one level.',
    ],
  ])('is told of a dimension: %s', (_what, then, now, words) => {
    expect(of(framework, then, now)).toBe(words)
  })

  it.each<[string, Given, Given, string]>([
    [
      'one by one step',
      { a: 1, b: 1, c: 1 },
      { a: 1, b: 0, c: 1 },
      'A small change: one of 3 questions moved by one step.',
    ],
    ['some up', { a: 1, b: 1, c: 1 }, { a: 2, b: 2, c: 1 }, '2 of 3 questions moved up one step.'],
    ['some down', { a: 1, b: 1, c: 1 }, { a: 0, b: 0, c: 1 }, '2 of 3 questions moved down one step.'],
  ])('is told of a check in steps: %s', (_what, then, now, words) => {
    expect(of(check, then, now)).toBe(words)
  })
})

describe('the headline', () => {
  const headline = (then: Given, now: Given) => {
    const comparison = pair(wide, then, now)
    return wordsFor(comparison).headline(comparison)
  }

  it.each<[string, Given, Given, readonly string[]]>([
    ['all up', levels(2, 2, 2, 2), levels(3, 3, 3, 3), ['4 of 4 parts went up.']],
    ['all down', levels(3, 3, 3, 3), levels(2, 2, 2, 2), ['4 of 4 parts went down.']],
    ['nothing', levels(2, 2, 2, 2), levels(2, 2, 2, 2), ['4 of 4 parts show no visible change.']],
    [
      'every way',
      levels(2, 2, 2, 2),
      levels(3, 1, 2),
      [
        'One of 4 parts went up. One of 4 parts went down. One of 4 parts shows no visible change.',
        'One of 4 parts cannot be compared.',
      ],
    ],
    ['nothing to compare', levels(2, 2), levels(), ['4 of 4 parts cannot be compared.']],
  ])('says nothing of what is none: %s', (_what, then, now, words) => {
    expect(headline(then, now)).toEqual(words)
  })

  it('is none where too little is shared, and nobody says how many of nothing', () => {
    const other = aQuestionnaire([aSection('Uses', ['x', 'y', 'z'])], { version: '2.0.0' })
    const comparison = compared([aComparedRound(framework, '2024-11-20', {}), aComparedRound(other, '2025-11-20', {})])
    const words = wordsFor(comparison)
    expect(words.headline(comparison)).toEqual([])
    expect(words.sharedText(comparison)).toBe(
      'No question was asked every time with the same meaning, out of 3 each time.',
    )
    expect(words.corners(comparison, {})).toMatchObject([{ label: 'Uses', value: null, before: null }])
  })

  it('counts one shared question as one', () => {
    const other = aQuestionnaire([aSection('Uses', ['a', 'y', 'z'])], { version: '2.0.0' })
    const rounds = [aComparedRound(framework, '2024-11-20', {}), aComparedRound(other, '2025-11-20', {})]
    expect(wordsFor(compared(rounds)).sharedText(compared(rounds))).toBe(
      'One question was asked every time with the same meaning, out of 3 each time.',
    )
  })
})

describe('the slope over three rounds', () => {
  const at = (date: string, given: Given, more: Parameters<typeof aComparedRound>[3] = {}, questionnaire = framework) =>
    aComparedRound(questionnaire, date, answersOf(given), more)
  const slope = (...rounds: readonly ComparedRound[]) => {
    const comparison = compared(rounds)
    return wordsFor(comparison).slopeText(comparison, sectionOf(comparison))
  }

  it('has no figure by year where less than a year lies between', () => {
    expect(
      slope(at('2026-01-10', { a: 2, b: 2, c: 2 }), at('2026-05-10', {}), at('2026-11-10', { a: 3, b: 3, c: 3 })),
    ).toBe('From 10 January 2026 to 10 November 2026: up 1.0.')
  })

  it('has none where it would be 0.0 a year', () => {
    const ten = aQuestionnaire([aSection('Uses', [...'abcdefghij'])])
    const twos = Object.fromEntries([...'abcdefghij'].map((id) => [id, 2]))
    // 1 of 10 questions up by one level: 0.1, over four years 0.025.
    const rounds = [
      at('2022-11-20', twos, {}, ten),
      at('2024-11-20', twos, {}, ten),
      at('2026-11-20', { ...twos, a: 3 }, {}, ten),
    ]
    expect(slope(...rounds)).toBe('From 20 November 2022 to 20 November 2026: up 0.1.')
  })

  it('is told between the first and the last round with a result', () => {
    expect(
      slope(
        at('2021-11-20', {}),
        at('2022-11-20', { a: 1, b: 1, c: 1 }),
        at('2024-11-20', { a: 3, b: 3, c: 3 }),
        at('2026-11-20', { a: 3 }),
      ),
    ).toBe('From 20 November 2022 to 20 November 2024: up 2.0, which is 1.0 a year.')
  })

  it('is rough in the short form, and says so where nothing moved', () => {
    const rounds = (now: number) => [
      at('2024-11-20', { a: 2, b: 2 }, { form: 'short' }),
      at('2025-11-20', { a: 2, b: 2 }, { form: 'short' }),
      at('2026-11-20', { a: 2, b: now }, { form: 'short' }),
    ]
    expect(slope(...rounds(4))).toBe('From 20 November 2024 to 20 November 2026: roughly higher.')
    expect(slope(...rounds(2))).toBe('From 20 November 2024 to 20 November 2026: no visible change.')
  })

  it('is given in points in a check', () => {
    // 3 of 9 points more over 1461 days, which are four years: 8.33 in a hundred a year.
    const rounds = [
      at('2020-11-22', { a: 1, b: 1, c: 1 }, {}, check),
      at('2022-11-22', { a: 1, b: 1, c: 1 }, {}, check),
      at('2024-11-22', { a: 2, b: 2, c: 2 }, {}, check),
    ]
    expect(slope(...rounds)).toBe(
      'From 22 November 2020 to 22 November 2024: up 3 points, which is 8 points in a hundred a year.',
    )
  })

  it('is none, and says why, with fewer than two results or too few shared questions', () => {
    expect(slope(at('2024-11-20', {}), at('2025-11-20', {}), at('2026-11-20', { a: 1, b: 1, c: 1 }))).toBe(
      'There are fewer than two results to compare.',
    )
    const other = aQuestionnaire([aSection('Uses', ['a', 'y', 'z'])], { version: '2.0.0' })
    expect(
      slope(
        at('2024-11-20', { a: 1, b: 1, c: 1 }),
        at('2025-11-20', { a: 1, b: 1, c: 1 }),
        at('2026-11-20', { a: 1, y: 1, z: 1 }, {}, other),
      ),
    ).toBe('Too few questions are shared to compare this part.')
  })
})

describe('a table of changes', () => {
  it('is sorted by exact figures, and what has none comes last', () => {
    const comparison = pair(wide, levels(2, 2, 2, 2), { ...levels(3, 1, 2), 'Skills-1': 5 })
    const words = wordsFor(comparison)
    const rows = comparison.sections.map((each) => words.row(comparison, each))
    expect(rows.map(({ cells }) => [cells[1]?.rank, cells[2]?.rank, cells[4]?.rank])).toEqual([
      [3, 1, 1],
      [1, -1, 1],
      [2, 0, 1],
      [Infinity, Infinity, 0.2],
    ])
    expect(rows.map(({ isUnscored }) => isUnscored)).toEqual([false, false, false, true])
  })
})

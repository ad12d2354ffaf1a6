import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answers } from '@/domain/assessment'
import { fraction } from '@/domain/fraction'
import type { Form, Questionnaire } from '@/domain/questionnaire'
import {
  bandFigure,
  holdingBack,
  printedMean,
  scoreAssessment,
  scoreSection,
  weakestFirst,
  type SectionScore,
  decimalsToTell,
} from '@/domain/scoring'
import { allAt, anItem, answersOf, aQuestionnaire, aSection, dontKnow, notApplicable } from '../support/builders'

const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'] as const
type Given = Parameters<typeof answersOf>[0]

/** The score of the first section. */
function scoreFirst(questionnaire: Questionnaire, answers: Answers, form: Form = 'full'): SectionScore {
  const [section] = questionnaire.sections
  if (!section) throw new Error('a section is needed')
  return scoreSection(questionnaire, section, form, answers)
}

/** The score of a section with so many items, a, b, c … */
function scoreOf(items: number, given: Given): SectionScore {
  return scoreFirst(aQuestionnaire([aSection('data', LETTERS.slice(0, items))]), answersOf(given))
}

/** The score of a section whose items are at these levels. */
function scoreAt(...levels: readonly number[]): SectionScore {
  return scoreOf(levels.length, Object.fromEntries(levels.map((value, index) => [LETTERS[index] ?? '', value])))
}

describe('S1 · scores', () => {
  it('are fractions, and rounded only for print, halves going up', () => {
    expect(scoreAt(1, 1, 2, 1, 1, 1).mean).toEqual({ numerator: 7, denominator: 6 })
    expect(printedMean(fraction(7, 6))).toBe(1.2)
    expect(printedMean(fraction(7, 6), 2)).toBe(1.17)
    expect(printedMean(fraction(49, 20))).toBe(2.5) // 2.45
  })

  it('order the sections exactly, weakest first, equals as in the questionnaire, those without a score last', () => {
    const questionnaire = aQuestionnaire([
      aSection('blank', ['a']),
      aSection('half', ['b', 'c']),
      aSection('third', ['d', 'e', 'f']),
      aSection('other-half', ['g', 'h']),
    ])
    // 5/2, 7/3 and again 5/2.
    const answers = answersOf({ b: 2, c: 3, d: 2, e: 2, f: 3, g: 1, h: 4 })
    const { sections } = scoreAssessment(questionnaire, 'full', answers)
    expect(weakestFirst(sections).map(({ sectionId }) => sectionId)).toEqual(['third', 'half', 'other-half', 'blank'])
  })
})

describe('S2 · the score of a section', () => {
  it('is the mean level of its answered items', () => {
    expect(scoreAt(2, 3, 4).mean).toEqual({ numerator: 3, denominator: 1 })
    expect(scoreOf(5, { a: 1, b: 2, c: 2, d: 2 }).mean).toEqual({ numerator: 7, denominator: 4 })
  })

  it('goes from 1 to 5', () => {
    expect(scoreAt(1, 1, 1).mean).toEqual({ numerator: 1, denominator: 1 })
    expect(scoreAt(5, 5, 5).mean).toEqual({ numerator: 5, denominator: 1 })
  })

  it('counts an item as often as the weight the questionnaire gives', () => {
    const weighted = aQuestionnaire([aSection('data', [anItem('a', { weight: 3 }), 'b'])])
    // (3 × 2 + 5) ÷ 4
    expect(scoreFirst(weighted, answersOf({ a: 2, b: 5 })).mean).toEqual({ numerator: 11, denominator: 4 })
  })

  it('says which level each item that counts stands at', () => {
    expect(scoreOf(4, { a: 2, b: dontKnow, c: notApplicable('no branches'), d: 3 }).levels).toEqual({ a: 2, d: 3 })
  })

  it('does not change by items left blank', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 0, max: 5 }),
        (levels, blanks) => {
          const given = Object.fromEntries(levels.map((value, index) => [LETTERS[index] ?? '', value]))
          const { mean } = scoreOf(levels.length + blanks, given)
          const sum = levels.reduce((total, value) => total + value, 0)
          if (2 * levels.length < levels.length + blanks) expect(mean).toBeNull()
          else expect((mean?.numerator ?? 0) * levels.length).toBe(sum * (mean?.denominator ?? 0))
        },
      ),
    )
  })

  it('is not worked out from an option the item does not have', () => {
    expect(() => scoreAt(6)).toThrow('a has no option 6')
  })
})

describe('S3 · don’t know', () => {
  const given = answersOf({ a: 3, b: 4, c: 5, d: dontKnow })
  const section = aSection('data', ['a', 'b', 'c', 'd'])

  it('leaves the mean and lowers coverage where the questionnaire excludes it', () => {
    const score = scoreFirst(aQuestionnaire([section]), given)
    expect(score.mean).toEqual({ numerator: 4, denominator: 1 })
    expect(score.standing).toBe('provisional') // 3 of 4
    expect(score.levels).toEqual({ a: 3, b: 4, c: 5 })
  })

  it('counts as the lowest level where the questionnaire says so', () => {
    const lowest = aQuestionnaire([section], { scoring: { dontKnow: 'lowest', overall: 'mean' } })
    const score = scoreFirst(lowest, given)
    expect(score.mean).toEqual({ numerator: 13, denominator: 4 }) // 3 + 4 + 5 + 1
    expect(score.secure).toBe(1)
    expect(score.levels).toEqual({ a: 3, b: 4, c: 5, d: 1 })
    expect(score.completeness).toMatchObject({ answered: 3, dontKnow: 1 })
  })
})

describe('S4 · coverage', () => {
  const standingOf = (items: number, answered: number) =>
    scoreOf(items, Object.fromEntries(LETTERS.slice(0, answered).map((id) => [id, 3]))).standing

  it('is firm from 80 % of the applicable items', () => {
    expect(standingOf(5, 5)).toBe('firm')
    expect(standingOf(5, 4)).toBe('firm') // exactly 80 %
    expect(standingOf(10, 8)).toBe('firm')
    expect(standingOf(6, 5)).toBe('firm')
  })

  it('is provisional from half to under 80 %', () => {
    expect(standingOf(9, 7)).toBe('provisional') // 77.8 %
    expect(standingOf(5, 3)).toBe('provisional')
    expect(standingOf(6, 3)).toBe('provisional') // exactly half
  })

  it('is not enough under half: no score, never a zero', () => {
    expect(standingOf(5, 2)).toBe('not_enough')
    expect(scoreOf(5, { a: 3, b: 3 })).toMatchObject({
      standing: 'not_enough',
      mean: null,
      stage: null,
      secure: null,
      closeTo: null,
      range: null,
    })
    expect(scoreOf(3, {}).mean).toBeNull()
  })

  it('leaves out of the count what does not apply', () => {
    const no = notApplicable('no branches')
    expect(scoreOf(5, { a: 3, b: 3, c: 3, d: 3, e: no }).standing).toBe('firm') // 4 of 4
    expect(scoreOf(5, { a: 3, b: 3, c: 3, e: no }).standing).toBe('provisional') // 3 of 4
    expect(scoreOf(5, { a: 3, b: 3, d: no, e: no }).standing).toBe('provisional') // 2 of 3
    expect(scoreOf(5, { a: 3, e: no, d: no }).standing).toBe('not_enough') // 1 of 3
  })

  it('is lowered by “don’t know”', () => {
    expect(scoreOf(5, { a: 3, b: 3, c: dontKnow, d: dontKnow, e: dontKnow }).standing).toBe('not_enough')
  })
})

describe('S5 · does not apply', () => {
  const no = notApplicable('no branches')
  const questionnaire = aQuestionnaire([aSection('data', ['a', 'b']), aSection('tools', ['c', 'd'])])

  it('gives a section whose items all do not apply no score, never zero', () => {
    expect(scoreOf(2, { a: no, b: no })).toMatchObject({
      standing: 'does_not_apply',
      mean: null,
      stage: null,
      secure: null,
      closeTo: null,
      range: null,
    })
  })

  it('does not hold a section with an item that was left blank for one that does not apply', () => {
    expect(scoreOf(2, { a: no }).standing).toBe('not_enough')
  })

  it('takes such a section out of the overall mean', () => {
    const seven = aQuestionnaire(LETTERS.slice(0, 7).map((id) => aSection(`section-${id}`, [id])))
    const answers = answersOf({ a: no, b: 4, c: 4, d: 4, e: 4, f: 4, g: 4 })
    expect(scoreAssessment(seven, 'full', answers).overall.mean).toEqual({ numerator: 4, denominator: 1 })
  })

  it('orders it after the sections with a score', () => {
    const { sections } = scoreAssessment(questionnaire, 'full', answersOf({ a: no, b: no, c: 5, d: 5 }))
    expect(weakestFirst(sections).map(({ sectionId }) => sectionId)).toEqual(['tools', 'data'])
  })
})

describe('S6 · stage', () => {
  it('is the mean rounded, halves going up', () => {
    expect(scoreAt(1, 2).stage).toBe(2)
    expect(scoreAt(2, 3).stage).toBe(3)
    expect(scoreAt(3, 4).stage).toBe(4)
    expect(scoreAt(4, 5).stage).toBe(5)
    expect(scoreAt(2, 2, 3).stage).toBe(2)
    expect(scoreAt(2, 3, 3).stage).toBe(3)
  })

  it('is floor((2 × sum + n) ÷ (2 × n)) whatever the answers', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 10 }), (levels) => {
        const sum = BigInt(levels.reduce((total, value) => total + value, 0))
        const n = BigInt(levels.length)
        expect(scoreAt(...levels).stage).toBe(Number((2n * sum + n) / (2n * n)))
      }),
    )
  })

  it('names the level above where its line lies within a tenth', () => {
    // 3.4: the line 3.5 is exactly a tenth away.
    expect(scoreAt(3, 3, 3, 4, 4)).toMatchObject({ stage: 3, closeTo: 4 })
    expect(scoreAt(2, 2, 2, 2, 2, 3, 3, 3, 2, 3)).toMatchObject({ stage: 2, closeTo: 3 }) // 2.4
  })

  it('names the level below where its line lies within a tenth, also where floating point would miss it', () => {
    expect(scoreAt(1, 2)).toMatchObject({ stage: 2, closeTo: 1 }) // 1.5, on the line
    expect(scoreAt(1, 1, 2, 2, 2)).toMatchObject({ stage: 2, closeTo: 1 }) // 1.6; 1.6 − 1.5 > 0.1 in floating point
    expect(scoreAt(4, 4, 5, 5, 5)).toMatchObject({ stage: 5, closeTo: 4 }) // 4.6
  })

  it('names no neighbour further away, and none beyond the ends of the scale', () => {
    expect(scoreAt(2, 2, 2, 2, 2, 3, 3, 3).closeTo).toBeNull() // 2.375
    expect(scoreAt(2, 2, 2, 3, 3, 3, 3, 3).closeTo).toBeNull() // 2.625
    expect(scoreAt(3, 3).closeTo).toBeNull()
    expect(scoreAt(1, 1).closeTo).toBeNull()
    expect(scoreAt(5, 5).closeTo).toBeNull()
  })
})

describe('S7 · secure level, band figure', () => {
  it('is the highest level that every answered item reaches', () => {
    expect(scoreAt(3, 2, 4).secure).toBe(2)
    expect(scoreAt(4, 4).secure).toBe(4)
    expect(scoreOf(4, { a: 3, b: 5, c: dontKnow }).secure).toBe(3)
  })

  it('is mean − 0.5 to two decimals, so that all Emerging lies in the middle of its band', () => {
    expect(bandFigure(fraction(2))).toBe(1.5)
    expect(bandFigure(fraction(7, 6))).toBe(0.67)
    expect(bandFigure(fraction(13, 6))).toBe(1.67)
    expect(bandFigure(fraction(5))).toBe(4.5)
  })
})

describe('S8 · overall', () => {
  /** So many sections with one item each, named after it. */
  const sections = (count: number) => LETTERS.slice(0, count).map((id) => aSection(`section-${id}`, [id]))
  const overallOf = (questionnaire: Questionnaire, given: Given) =>
    scoreAssessment(questionnaire, 'full', answersOf(given)).overall

  it('is the mean of the section means, not of the items', () => {
    const questionnaire = aQuestionnaire([aSection('data', ['a', 'b', 'c']), aSection('tools', ['d'])])
    // (4/3 + 4) ÷ 2 = 8/3; the mean of the items would be 2.
    expect(overallOf(questionnaire, { a: 1, b: 1, c: 2, d: 4 })).toEqual({
      scored: 2,
      sections: 2,
      needed: 2,
      mean: { numerator: 8, denominator: 3 },
      stage: 3,
    })
  })

  it('is given when five of seven sections are scored', () => {
    expect(overallOf(aQuestionnaire(sections(7)), { a: 2, b: 2, c: 2, d: 2, e: 4 })).toEqual({
      scored: 5,
      sections: 7,
      needed: 5,
      mean: { numerator: 12, denominator: 5 },
      stage: 2,
    })
  })

  it('is not given when four of seven are', () => {
    expect(overallOf(aQuestionnaire(sections(7)), { a: 2, b: 2, c: 2, d: 2 })).toEqual({
      scored: 4,
      sections: 7,
      needed: 5,
      mean: null,
      stage: null,
    })
  })

  it('is given at exactly 70 %', () => {
    const seven = { a: 3, b: 3, c: 3, d: 3, e: 3, f: 3, g: 3 }
    expect(overallOf(aQuestionnaire(sections(10)), seven).stage).toBe(3)
    expect(overallOf(aQuestionnaire(sections(10)), { ...seven, g: dontKnow }).stage).toBeNull()
  })

  it('is not given where the questionnaire does not allow it', () => {
    const none = aQuestionnaire(sections(2), { scoring: { dontKnow: 'exclude', overall: 'none' } })
    expect(scoreAssessment(none, 'full', allAt(none, 3)).overall).toEqual({
      scored: 2,
      sections: 2,
      needed: 2,
      mean: null,
      stage: null,
    })
  })
})

describe('S9 · short form', () => {
  const short = aQuestionnaire([
    aSection('data', [anItem('a', { shortForm: true }), 'b', anItem('c', { shortForm: true })]),
  ])

  it('places a section in a range from the lowest to the highest level answered, never at a stage', () => {
    const score = scoreFirst(short, answersOf({ a: 4, c: 2 }), 'short')
    expect(score).toMatchObject({ range: { low: 2, high: 4 }, stage: null, closeTo: null, standing: 'firm' })
  })

  it('keeps the exact mean for gaps and the order of actions', () => {
    expect(scoreFirst(short, answersOf({ a: 1, c: 2 }), 'short').mean).toEqual({ numerator: 3, denominator: 2 })
  })

  it('looks at the items of the short form only', () => {
    const score = scoreFirst(short, answersOf({ a: 2, b: 5, c: 2 }), 'short')
    expect(score).toMatchObject({ range: { low: 2, high: 2 }, mean: { numerator: 2, denominator: 1 } })
  })

  it('gives no range without a score, and none in the full form', () => {
    expect(scoreFirst(short, {}, 'short').range).toBeNull()
    expect(scoreFirst(short, answersOf({ a: 2, b: 3, c: 4 })).range).toBeNull()
  })
})

describe('S10 · what holds back', () => {
  it('are the items below the section’s stage, lowest first', () => {
    // 13/5 = 2.6 is Learning.
    expect(holdingBack(scoreAt(2, 4, 1, 3, 3), 5)).toEqual({ level: 3, itemIds: ['c', 'a'] })
  })

  it('are the items below the next level where none is below the stage', () => {
    // 12/5 = 2.4 is Emerging.
    expect(holdingBack(scoreAt(3, 2, 2, 3, 2), 5)).toEqual({ level: 3, itemIds: ['b', 'c', 'e'] })
    expect(holdingBack(scoreAt(3, 3), 5)).toEqual({ level: 4, itemIds: ['a', 'b'] })
  })

  it('keep the questionnaire’s order at the same level', () => {
    // 13/5 = 2.6 is Learning.
    expect(holdingBack(scoreAt(2, 4, 2, 4, 1), 5)).toEqual({ level: 3, itemIds: ['e', 'a', 'c'] })
  })

  it('are no unanswered, unknown or inapplicable items', () => {
    const score = scoreOf(5, { a: 2, b: 4, c: dontKnow, d: notApplicable('no branches') })
    expect(holdingBack(score, 5)).toEqual({ level: 3, itemIds: ['a'] })
  })

  it('are none at the top, and none without a score', () => {
    expect(holdingBack(scoreAt(5, 5), 5)).toBeNull()
    expect(holdingBack(scoreOf(3, { a: 1 }), 5)).toBeNull()
  })

  it('are the items below the higher answer in the short form', () => {
    const short = aQuestionnaire([
      aSection('data', [anItem('a', { shortForm: true }), 'b', anItem('c', { shortForm: true })]),
    ])
    expect(holdingBack(scoreFirst(short, answersOf({ a: 4, b: 1, c: 2 }), 'short'), 5)).toEqual({
      level: 4,
      itemIds: ['c'],
    })
  })
})

describe('S1 · a mean that is explained', () => {
  it('has two decimals, or as many as it needs to round to its own stage', () => {
    expect(decimalsToTell(fraction(5, 2))).toBe(2)
    expect(decimalsToTell(fraction(7, 3))).toBe(2)
    // 524/210 = 2.4952…: as 2.50 it would be read as Learning.
    expect(decimalsToTell(fraction(524, 210))).toBe(3)
  })
})

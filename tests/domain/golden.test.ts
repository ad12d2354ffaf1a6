import { describe, expect, it } from 'vitest'
import { proposeActions, rankSections } from '@/domain/actions'
import { toDecimals } from '@/domain/fraction'
import { NO_AIMS, targetsOf } from '@/domain/gaps'
import type { Form } from '@/domain/questionnaire'
import { bandFigure, printedMean, scoreAssessment, weakestFirst, type SectionScore } from '@/domain/scoring'
import { levelAt } from '@/domain/questionnaire'
import { allAt, answersOf, dataMaturity, dontKnow } from '../support/builders'
import golden from '../fixtures/golden.json'

// The golden set: three made-up unions whose figures were worked out by a script of their own, not by the code under test.
type Union = keyof typeof golden
type Dimension = keyof (typeof golden)['quay']['expect']
const unions = ['quay', 'civic', 'federation'] as const
const dimensions = ['uses', 'data', 'analysis', 'leadership', 'culture', 'tools', 'skills'] as const
const everyDimension = unions.flatMap((union) => dimensions.map((dimension) => [union, dimension] as const))

type Given = Parameters<typeof answersOf>[0]

const scoresOf = (given: Given, form: Form = 'full') => scoreAssessment(dataMaturity, form, answersOf(given))

function sectionOf(given: Given, dimension: Dimension, form: Form = 'full'): SectionScore {
  const score = scoresOf(given, form).sections.find(({ sectionId }) => sectionId === dimension)
  if (!score) throw new Error(`no section ${dimension}`)
  return score
}

/** The mean as the golden set prints it: two decimals. */
function twoDecimals({ mean }: Pick<SectionScore, 'mean'>): number | null {
  return mean && printedMean(mean, 2)
}

describe('S2 · the golden set: the score of a dimension', () => {
  it('covers the seven dimensions and the 40 items of the questionnaire', () => {
    expect(dataMaturity.sections.map(({ id }) => id)).toEqual([...dimensions])
    const ids = dataMaturity.sections.flatMap(({ items }) => items.map(({ id }) => id))
    expect(ids).toHaveLength(40)
    for (const union of unions) expect(Object.keys(golden[union].answers)).toEqual(ids)
  })

  it.each(everyDimension)('is sum ÷ n for %s in %s', (union, dimension) => {
    const { sum, n, mean } = golden[union].expect[dimension]
    const score = sectionOf(golden[union].answers, dimension)
    const levels = Object.values(score.levels)
    expect(levels).toHaveLength(n)
    expect(levels.reduce((total, level) => total + level, 0)).toBe(sum)
    // In lowest terms, so compare crosswise: numerator ÷ denominator = sum ÷ n.
    expect((score.mean?.numerator ?? 0) * n).toBe(sum * (score.mean?.denominator ?? 0))
    expect(twoDecimals(score)).toBe(mean)
    expect(score.standing).toBe('firm')
  })

  it.each([
    ['quay', 'uses', 'culture'],
    ['civic', 'analysis', 'culture'],
    ['federation', 'culture', 'skills'],
  ] as const)('is for %s lowest in %s and highest in %s', (union, lowest, highest) => {
    const order = weakestFirst(scoresOf(golden[union].answers).sections)
    expect(order.at(0)?.sectionId).toBe(lowest)
    expect(order.at(-1)?.sectionId).toBe(highest)
    expect(golden[union].overall).toMatchObject({ lowest, highest })
  })
})

describe('S6 · the golden set: stages', () => {
  it.each(everyDimension)('are right for %s in %s', (union, dimension) => {
    const { stage, stageName } = golden[union].expect[dimension]
    expect(sectionOf(golden[union].answers, dimension).stage).toBe(stage)
    expect(levelAt(dataMaturity, stage).name).toBe(stageName)
  })

  it.each([
    ['quay', 'data', { numerator: 3, denominator: 2 }, 2],
    ['civic', 'data', { numerator: 5, denominator: 2 }, 3],
    ['federation', 'data', { numerator: 7, denominator: 2 }, 4],
    ['civic', 'culture', { numerator: 7, denominator: 2 }, 4],
    ['federation', 'tools', { numerator: 7, denominator: 2 }, 4],
  ] as const)('go up where the mean of %s in %s lies exactly on the line', (union, dimension, mean, stage) => {
    expect(sectionOf(golden[union].answers, dimension)).toMatchObject({ mean, stage })
  })
})

describe('S7 · the golden set: band figures', () => {
  it.each(everyDimension)('are right for %s in %s', (union, dimension) => {
    const { mean } = sectionOf(golden[union].answers, dimension)
    expect(mean && bandFigure(mean)).toBe(golden[union].expect[dimension].band)
  })
})

describe('S8 · the golden set: overall', () => {
  // The seven means added up: 10.3, 19.3 and 27.1.
  it.each([
    ['quay', { numerator: 103, denominator: 70 }, 1.47, 1],
    ['civic', { numerator: 193, denominator: 70 }, 2.76, 3],
    ['federation', { numerator: 271, denominator: 70 }, 3.87, 4],
  ] as const)('is the mean of the seven dimension means for %s', (union, mean, printed, stage) => {
    const { overall } = scoresOf(golden[union].answers)
    expect(overall).toEqual({ scored: 7, sections: 7, needed: 5, mean, stage })
    expect(twoDecimals(overall)).toBe(printed)
    expect(golden[union].overall).toMatchObject({ mean: printed, stage })
  })
})

describe('S9 · the golden set: short form', () => {
  it.each(everyDimension)('has the mean of the two marked answers of %s in %s', (union, dimension) => {
    const { sum, mean } = golden[union].shortForm[dimension]
    const score = sectionOf(golden[union].answers, dimension, 'short')
    expect(score.completeness).toMatchObject({ asked: 2, answered: 2 })
    expect(Object.values(score.levels).reduce((total, level) => total + level, 0)).toBe(sum)
    expect(twoDecimals(score)).toBe(mean)
    expect(score.stage).toBeNull()
  })

  // Lowest and highest of the two answers marked ★, read off the table of answers; in the order of `dimensions`.
  it.each<readonly [Union, readonly (readonly [number, number])[]]>([
    [
      'quay',
      [
        [1, 1],
        [1, 2],
        [1, 2],
        [1, 2],
        [1, 2],
        [1, 1],
        [1, 1],
      ],
    ],
    [
      'civic',
      [
        [3, 4],
        [2, 2],
        [3, 3],
        [3, 4],
        [3, 4],
        [2, 3],
        [2, 3],
      ],
    ],
    [
      'federation',
      [
        [4, 5],
        [3, 3],
        [4, 5],
        [4, 4],
        [4, 4],
        [3, 4],
        [4, 5],
      ],
    ],
  ])('places %s in ranges', (union, ranges) => {
    const { sections } = scoresOf(golden[union].answers, 'short')
    expect(sections.map(({ range }) => range && [range.low, range.high])).toEqual(ranges)
  })
})

describe('S3 · the golden set: civic does not know four answers', () => {
  const given: Given = {
    ...golden.civic.answers,
    'analysis-joining': dontKnow,
    'skills-everyday': dontKnow,
    'skills-experts': dontKnow,
    'tools-quality': dontKnow,
  }

  it.each([
    ['analysis', { numerator: 5, denominator: 2 }, 2.5, 3, 4, 5, 'firm'], // 10/4
    ['tools', { numerator: 12, denominator: 5 }, 2.4, 2, 5, 6, 'firm'],
    ['skills', { numerator: 7, denominator: 3 }, 2.33, 2, 3, 5, 'provisional'],
  ] as const)(
    'and %s is the mean of what is left',
    (dimension, mean, printed, stage, answered, applicable, standing) => {
      const score = sectionOf(given, dimension)
      expect(score).toMatchObject({ mean, stage, standing, completeness: { answered, applicable } })
      expect(twoDecimals(score)).toBe(printed)
    },
  )

  it.each(['uses', 'data', 'leadership', 'culture'] as const)('and %s is unchanged', (dimension) => {
    const { mean, stage } = golden.civic.expect[dimension]
    const score = sectionOf(given, dimension)
    expect(twoDecimals(score)).toBe(mean)
    expect(score.stage).toBe(stage)
  })
})

describe('S4 · the golden set: too few answers', () => {
  const given: Given = {
    ...golden.civic.answers,
    'skills-everyday': dontKnow,
    'skills-training': dontKnow,
    'skills-experts': dontKnow,
  }

  it('give no score where fewer than half are answered, and no zero', () => {
    expect(sectionOf(given, 'skills')).toMatchObject({
      standing: 'not_enough',
      mean: null,
      stage: null,
      completeness: { answered: 2, applicable: 5 },
    })
  })

  it('take no place in the overall mean', () => {
    // 3 + 5/2 + 11/5 + 19/6 + 7/2 + 7/3 = 501/30, a sixth of it 167/60 = 2.78.
    expect(scoresOf(given).overall).toEqual({
      scored: 6,
      sections: 7,
      needed: 5,
      mean: { numerator: 167, denominator: 60 },
      stage: 3,
    })
  })

  it('leave no gap to close and no action to offer', () => {
    const scores = scoresOf(given)
    expect(rankSections(dataMaturity, scores, NO_AIMS).map(({ sectionId }) => sectionId)).not.toContain('skills')
  })
})

describe('P4 · the golden set: the ends of the scale', () => {
  it('is Unaware with all ones, and the first step is offered', () => {
    const scores = scoreAssessment(dataMaturity, 'full', allAt(dataMaturity, 1))
    for (const { mean, stage } of scores.sections) {
      expect(mean).toEqual({ numerator: 1, denominator: 1 })
      expect(mean && bandFigure(mean)).toBe(0.5)
      expect(stage).toBe(1)
    }
    expect(scores.overall).toMatchObject({ mean: { numerator: 1, denominator: 1 }, stage: 1 })
    // A gap of 2 everywhere: leverage alone decides.
    expect(proposeActions(dataMaturity, scores, NO_AIMS).offered.map(({ action }) => action.id)).toEqual([
      'act-culture-12-a',
      'act-culture-12-b',
      'act-leadership-12-a',
      'act-leadership-12-b',
      'act-data-12-a',
    ])
  })

  it('is Mastering with all fives, and there is no action for a sixth level', () => {
    const scores = scoreAssessment(dataMaturity, 'full', allAt(dataMaturity, 5))
    for (const { mean, stage } of scores.sections) {
      expect(mean).toEqual({ numerator: 5, denominator: 1 })
      expect(mean && bandFigure(mean)).toBe(4.5)
      expect(stage).toBe(5)
    }
    expect(scores.overall).toMatchObject({ mean: { numerator: 5, denominator: 1 }, stage: 5 })
    expect(new Set(Object.values(targetsOf(dataMaturity, scores, NO_AIMS)))).toEqual(new Set([5]))
    expect(proposeActions(dataMaturity, scores, NO_AIMS)).toEqual({ ranking: [], offered: [], waiting: [] })
  })
})

describe('G1 · the golden set: targets', () => {
  it.each([
    ['quay', 3],
    ['civic', 4],
    ['federation', 5],
  ] as const)('are the same for every dimension of %s: %i', (union, target) => {
    const targets = targetsOf(dataMaturity, scoresOf(golden[union].answers), NO_AIMS)
    expect(targets).toEqual(Object.fromEntries(dimensions.map((dimension) => [dimension, target])))
    expect(golden[union].target).toBe(target)
  })
})

describe('P1 · the golden set: priorities', () => {
  it.each(unions)('are in this order and to two decimals for %s', (union) => {
    const ranked = rankSections(dataMaturity, scoresOf(golden[union].answers), NO_AIMS)
    expect(
      ranked.map(({ sectionId, priority }) => ({ section: sectionId, priority: toDecimals(priority, 2) })),
    ).toEqual(golden[union].priorities)
  })

  it('are exact: quay’s Culture has 5/6 × 1.3 = 13/12', () => {
    const last = rankSections(dataMaturity, scoresOf(golden.quay.answers), NO_AIMS).at(-1)
    expect(last).toEqual({
      sectionId: 'culture',
      target: 3,
      mean: { numerator: 13, denominator: 6 },
      gap: { numerator: 5, denominator: 6 },
      importance: { numerator: 1, denominator: 1 },
      leverage: { numerator: 13, denominator: 10 },
      priority: { numerator: 13, denominator: 12 },
    })
  })
})

describe('P3 · the golden set: the tie of civic', () => {
  it('is exact at 1.00, and leverage puts Leadership before Uses', () => {
    // Leadership 5/6 × 1.2, Uses 1 × 1.0.
    const tied = rankSections(dataMaturity, scoresOf(golden.civic.answers), NO_AIMS).slice(4, 6)
    expect(tied.map(({ sectionId, priority }) => [sectionId, priority])).toEqual([
      ['leadership', { numerator: 1, denominator: 1 }],
      ['uses', { numerator: 1, denominator: 1 }],
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { proposeActions } from '@/domain/actions'
import type { Assessment } from '@/domain/assessment'
import { fraction } from '@/domain/fraction'
import { NO_AIMS, type Aims } from '@/domain/gaps'
import {
  cellOf,
  factorsOf,
  gapsOf,
  isOpen,
  offersOf,
  openActionsFor,
  pinsAfterMove,
  placeAfterMove,
  rankPlan,
  waitsFor,
  withChanges,
  type Importance,
  type Offer,
  type PlanFactors,
  type PlannedAction,
  type PlanSource,
  type RankedAction,
} from '@/domain/plan'
import type { Action, Form, Questionnaire, Section } from '@/domain/questionnaire'
import { scoreAssessment } from '@/domain/scoring'
import goldenGovernance from '../fixtures/golden-governance.json'
import golden from '../fixtures/golden.json'
import {
  aPlannedAction,
  aCheck,
  aCheckItem,
  anAction,
  answersOf,
  aQuestionnaire,
  aSection,
  dataGovernance,
  dataMaturity,
  dontKnow,
  notApplicable,
} from '../support/builders'

type Given = Parameters<typeof answersOf>[0]

const SEALED = Date.UTC(2026, 2, 1)
const DAY = 24 * 60 * 60 * 1000
const MINUTE = 60 * 1000

function aRound(questionnaire: Questionnaire, more: Partial<Assessment> = {}): Assessment {
  return {
    id: 'round-1',
    unionId: 'union-1',
    questionnaireId: questionnaire.id,
    questionnaireVersion: questionnaire.version,
    form: 'full',
    subject: { kind: 'union' },
    respondent: { role: 'staff', knowledge: null, name: '' },
    date: '2026-03-01',
    status: 'sealed',
    createdAt: SEALED - DAY,
    sealedAt: SEALED,
    copiedFrom: null,
    lastItem: null,
    ...more,
  }
}

function sourceOf(
  questionnaire: Questionnaire,
  given: Given,
  { aims = NO_AIMS, sealedAt = SEALED, form = 'full' }: { aims?: Aims; sealedAt?: number; form?: Form } = {},
): PlanSource {
  return { questionnaire, assessment: aRound(questionnaire, { sealedAt, form }), answers: answersOf(given), aims }
}

/** What serves an item of a questionnaire, or a section as a whole. */
function serving(questionnaire: Questionnaire, sectionId: string, ...itemIds: readonly string[]) {
  return { serves: { questionnaireId: questionnaire.id, sectionId, itemIds, from: 0, to: 1 } }
}

/** A taken offer. */
function taken({ key }: Offer, more: Partial<PlannedAction> = {}): PlannedAction {
  return aPlannedAction(`taken ${key}`, { origin: 'proposed', offerKey: key, ...more })
}

const keysOf = (offers: readonly Offer[]) => offers.map(({ key }) => key)
const idsOf = (ranked: readonly RankedAction[]) => ranked.map(({ action }) => action.id)
const single = (id: string, leveragePercent?: number): Section =>
  aSection(id, [`${id}-item`], leveragePercent === undefined ? {} : { leveragePercent })
const starred = (...ids: readonly string[]): Aims => ({ targets: {}, starred: ids })

/** Finds the actions of a plan by their ids. */
const among =
  (...plan: readonly PlannedAction[]) =>
  (id: string) =>
    plan.find((action) => action.id === id)
const inNoPlan = among()

/** The factors of one action. */
function factorsFor(action: PlannedAction, ...sources: readonly PlanSource[]): PlanFactors {
  const [ranked] = factorsOf([action], sources)
  if (!ranked) throw new Error('no factors')
  return ranked.factors
}

describe('Q1 · what a maturity round offers', () => {
  const questionnaire = aQuestionnaire([single('data', 110), single('tools', 90)], {
    actions: [
      anAction('first', 'data', 2, { items: ['data-item'] }),
      anAction('second', 'data', 2, { items: ['data-item'], effort: 'medium' }),
      anAction('third', 'tools', 2, { items: ['tools-item'] }),
    ],
  })
  const given = { 'data-item': 2, 'tools-item': 2 }
  const source = sourceOf(questionnaire, given)

  it.each(['quay', 'civic', 'federation'] as const)('is for %s what P1 to P8 propose, in that order', (union) => {
    const answers = answersOf(golden[union].answers)
    const scores = scoreAssessment(dataMaturity, 'full', answers)
    const proposed = proposeActions(dataMaturity, scores, NO_AIMS).offered
    const offers = offersOf(sourceOf(dataMaturity, golden[union].answers), [])
    expect(offers.map(({ action }) => action)).toEqual(proposed.map(({ action }) => action))
    expect(offers.map(({ factors }) => factors.priority)).toEqual(proposed.map(({ priority }) => priority))
    expect(offers.length).toBeGreaterThan(0)
  })

  it('follows the stars', () => {
    expect(keysOf(offersOf(source, []))).toEqual(['made-up first', 'made-up third', 'made-up second'])
    // Tools: 1 × 3/2 × 9/10 = 27/20, ahead of 1 × 1 × 11/10.
    expect(keysOf(offersOf({ ...source, aims: starred('tools') }, []))).toEqual([
      'made-up third',
      'made-up first',
      'made-up second',
    ])
  })

  it('comes with the factors that put it there', () => {
    const aims = { targets: { data: 4, tools: 2 }, starred: ['data'] }
    const [, medium] = offersOf({ ...source, aims }, [])
    expect(medium).toEqual({
      key: 'made-up second',
      questionnaireId: 'made-up',
      sectionId: 'data',
      action: questionnaire.actions[1],
      item: null,
      effort: 'medium',
      factors: {
        gap: fraction(2),
        importance: fraction(3, 2),
        leverage: fraction(11, 10),
        effort: 2,
        // 2 × 3/2 × 11/10 ÷ 2
        priority: fraction(33, 20),
        isDuty: false,
        isCritical: false,
      },
    })
  })
})

describe('Q1 · what is in the plan', () => {
  const steps = ['a', 'b', 'c'].map((id) => anAction(`act-${id}`, 's', 1, { items: [id] }))
  const check = aCheck(
    [
      aSection(
        's',
        ['a', 'b', 'c'].map((id) => aCheckItem(id)),
      ),
    ],
    { actions: steps },
  )
  const given = { a: 1, b: 1, c: 1 }
  const source = sourceOf(check, given)
  const offers = offersOf(source, [])
  const [, second] = offers as [Offer, Offer, Offer]
  const later = sourceOf(check, given, { sealedAt: SEALED + 30 * DAY })
  const dropped = (at: number) =>
    withChanges(taken(second, { log: [{ at: SEALED, what: 'taken', status: null }] }), { status: 'dropped' }, at)

  it('is not offered again, and the others are', () => {
    expect(keysOf(offers)).toEqual(['made-up act-a', 'made-up act-b', 'made-up act-c'])
    expect(keysOf(offersOf(source, [taken(second)]))).toEqual(['made-up act-a', 'made-up act-c'])
    expect(
      offersOf(
        source,
        offers.map((offer) => taken(offer)),
      ),
    ).toEqual([])
  })

  it.each(['to_do', 'under_way', 'blocked', 'in_place'] as const)(
    'is not offered again by a later round either: %s',
    (status) => {
      expect(keysOf(offersOf(later, [taken(second, { status })]))).toEqual(['made-up act-a', 'made-up act-c'])
    },
  )

  it('is known by its questionnaire too, so that an action of the same id elsewhere is another one', () => {
    const other = sourceOf({ ...check, id: 'another' }, given)
    expect(
      keysOf(
        offersOf(
          other,
          offers.map((offer) => taken(offer)),
        ),
      ),
    ).toEqual(['another act-a', 'another act-b', 'another act-c'])
  })

  it('is not mistaken for what was typed', () => {
    expect(offersOf(source, [aPlannedAction('act-b', { title: 'act-b' })])).toHaveLength(3)
  })

  it('and was dropped is not offered again by the round that offered it', () => {
    expect(keysOf(offersOf(source, [dropped(SEALED + DAY)]))).toEqual(['made-up act-a', 'made-up act-c'])
  })

  it('and was dropped is offered again by a later round', () => {
    expect(keysOf(offersOf(later, [dropped(SEALED + DAY)]))).toEqual([
      'made-up act-a',
      'made-up act-b',
      'made-up act-c',
    ])
  })

  it('and was dropped once, but is to do again, is not offered by a later round', () => {
    const again = withChanges(dropped(SEALED + DAY), { status: 'to_do' }, SEALED + 2 * DAY)
    expect(keysOf(offersOf(later, [again]))).toEqual(['made-up act-a', 'made-up act-c'])
  })

  it('and was dropped before a later round is offered by it, also when its reason is put in better words since', () => {
    const reworded = withChanges(dropped(SEALED + DAY), { dropReason: 'No budget' }, SEALED + 40 * DAY)
    expect(keysOf(offersOf(later, [reworded]))).toContain('made-up act-b')
  })
})

describe('Q1 · what a check offers', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  /** A check of good practice with these items, each with its own step from 0, 1 and 2. */
  function checkOf(
    items: readonly string[],
    more: (id: string, from: number) => Partial<Action> = () => ({}),
    item: Parameters<typeof aCheckItem>[1] = { duty: 'practice' },
  ) {
    return aCheck(
      [
        aSection(
          's',
          items.map((id) => aCheckItem(id, item)),
        ),
      ],
      {
        actions: items.flatMap((id) =>
          [0, 1, 2].map((from) => anAction(`act-${id}-${from}`, 's', from, { items: [id], ...more(id, from) })),
        ),
      },
    )
  }
  const offered = (questionnaire: Questionnaire, given: Given) =>
    keysOf(offersOf(sourceOf(questionnaire, given), [])).map((key) => key.replace('made-up ', ''))
  const allAt = (step: number) => Object.fromEntries(names.map((id) => [id, step]))

  it('is the next step of each item below the top, furthest from it first', () => {
    expect(offered(checkOf(['a', 'b', 'c', 'd']), { a: 2, b: 0, c: 3, d: 1 })).toEqual([
      'act-b-0',
      'act-d-1',
      'act-a-2',
    ])
  })

  it('is nothing for what is not answered or does not apply', () => {
    expect(offered(checkOf(['a', 'b', 'c']), { a: 1, b: notApplicable('we keep none') })).toEqual(['act-a-1'])
  })

  it('is to find out what is not known, small and as urgent as the lowest step', () => {
    const questionnaire = checkOf(['a', 'b'])
    const [first, second] = offersOf(sourceOf(questionnaire, { a: 1, b: dontKnow }), [])
    expect(first).toEqual({
      key: 'made-up find-b',
      questionnaireId: 'made-up',
      sectionId: 's',
      action: null,
      item: questionnaire.sections[0]?.items[1],
      effort: 'small',
      factors: {
        gap: fraction(3),
        importance: fraction(1),
        leverage: fraction(1),
        effort: 1,
        priority: fraction(3),
        isDuty: false,
        isCritical: false,
      },
    })
    expect(second?.action?.id).toBe('act-a-1')
  })

  it('is the step itself once it was found out, though finding out is in the plan', () => {
    const questionnaire = checkOf(['a'])
    const [find] = offersOf(sourceOf(questionnaire, { a: dontKnow }), [])
    if (!find) throw new Error('nothing to find out')
    const plan = [taken(find)]
    expect(offersOf(sourceOf(questionnaire, { a: dontKnow }), plan)).toEqual([])
    expect(keysOf(offersOf(sourceOf(questionnaire, { a: 1 }), plan))).toEqual(['made-up act-a-1'])
  })

  it('is five at most, in the questionnaire’s order where all else is equal', () => {
    expect(offered(checkOf(names), allAt(1))).toEqual(['act-a-1', 'act-b-1', 'act-c-1', 'act-d-1', 'act-e-1'])
  })

  it('has one large action at most, and the next takes the place', () => {
    // Large: 3 ÷ 3 = 1, as much as a small one at step 2: the questionnaire's order decides.
    const questionnaire = checkOf(names, (id) => (id === 'a' || id === 'b' ? { effort: 'large' } : {}))
    expect(offered(questionnaire, { ...allAt(2), a: 0, b: 0 })).toEqual([
      'act-a-0',
      'act-c-2',
      'act-d-2',
      'act-e-2',
      'act-f-2',
    ])
  })

  it('has a quick win in the last place where none of the five is one', () => {
    // Medium: 3 ÷ 2 for each of the first six, ahead of 1 ÷ 1 for the last.
    const questionnaire = checkOf(names, (id) => (id === 'g' ? {} : { effort: 'medium' }))
    expect(offered(questionnaire, { ...allAt(0), g: 2 })).toEqual([
      'act-a-0',
      'act-b-0',
      'act-c-0',
      'act-d-0',
      'act-g-2',
    ])
  })

  it('takes for a quick win only what is small and done within three months', () => {
    const slow = checkOf(names, (id) => (id === 'g' ? { horizon: 'medium' } : { effort: 'medium' }))
    expect(offered(slow, { ...allAt(0), g: 2 })).toEqual(['act-a-0', 'act-b-0', 'act-c-0', 'act-d-0', 'act-e-0'])
  })

  it('takes finding out for a quick win', () => {
    const heavy = checkOf(['a', 'b', 'c', 'd', 'e', 'f'], () => ({ effort: 'medium' }))
    expect(offered(heavy, { a: 0, b: 0, c: 0, d: 0, e: 0, f: dontKnow })).toContain('find-f')
  })

  it('begins with duties at the lowest step, critical ones ahead, whatever the sum', () => {
    const questionnaire = aCheck(
      [
        aSection('s', [
          aCheckItem('practice', { duty: 'practice' }),
          aCheckItem('duty'),
          aCheckItem('partly', { duty: 'partly', critical: true }),
          aCheckItem('critical', { critical: true }),
        ]),
      ],
      {
        actions: ['practice', 'duty', 'partly', 'critical'].map((id) =>
          anAction(`act-${id}`, 's', 0, { items: [id], ...(id === 'duty' ? { effort: 'large' } : {}) }),
        ),
      },
    )
    // 3 for each, but 3 ÷ 3 for the duty.
    expect(offered(questionnaire, { practice: 0, duty: 0, partly: 0, critical: 0 })).toEqual([
      'act-critical',
      'act-duty',
      'act-practice',
      'act-partly',
    ])
  })

  it('begins with a duty that is not known, which is to be found out', () => {
    const questionnaire = aCheck([aSection('s', [aCheckItem('a', { duty: 'practice' }), aCheckItem('b')])], {
      actions: [anAction('act-a', 's', 0, { items: ['a'] })],
    })
    expect(offered(questionnaire, { a: 0, b: dontKnow })).toEqual(['find-b', 'act-a'])
  })

  it('is an action that helps two items once', () => {
    const items = [aCheckItem('a', { duty: 'practice' }), aCheckItem('b', { duty: 'practice' })]
    const questionnaire = aCheck([aSection('s', items)], { actions: [anAction('act', 's', 1, { items: ['a', 'b'] })] })
    expect(offered(questionnaire, { a: 1, b: 1 })).toEqual(['act'])
  })

  it('puts an action that helps a duty among others in the place of the duty', () => {
    const items = [aCheckItem('other', { duty: 'practice' }), aCheckItem('a', { duty: 'practice' }), aCheckItem('b')]
    const questionnaire = aCheck([aSection('s', items)], {
      actions: [
        anAction('act-other', 's', 0, { items: ['other'] }),
        anAction('act-both', 's', 0, { items: ['a', 'b'], effort: 'large' }),
      ],
    })
    expect(offered(questionnaire, { other: 0, a: 2, b: 0 })).toEqual(['act-both', 'act-other'])
  })
})

describe('Q1 · the golden set: what a check offers', () => {
  const offersFor = (union: keyof typeof goldenGovernance) => {
    const given = Object.entries(goldenGovernance[union].answers).map(
      ([id, step]) => [id, step ?? notApplicable('We do not do this')] as const,
    )
    return offersOf(sourceOf(dataGovernance, Object.fromEntries(given)), [])
  }

  it('is for quay the first five of what it is to settle first, in order', () => {
    const offers = offersFor('quay')
    expect(offers.map(({ action }) => action?.items)).toEqual(
      goldenGovernance.quay.settleFirst.slice(0, 5).map((id) => [id]),
    )
    expect(offers.map(({ action }) => action?.from)).toEqual([0, 0, 0, 0, 0])
    expect(offers.map(({ factors }) => [factors.isDuty, factors.isCritical])).toEqual([
      [true, true],
      [true, true],
      [true, false],
      [true, false],
      [true, false],
    ])
  })

  it('is for civic consent, then the small steps of what stands at step 1, in the questionnaire’s order', () => {
    // Two steps to the top ÷ 1; in handling only messaging stands at 1, and its step is medium.
    expect(keysOf(offersFor('civic'))).toEqual([
      'data-governance act-gov-rules-consent-01',
      'data-governance act-gov-community-tell-12',
      'data-governance act-gov-community-involve-12',
      'data-governance act-gov-community-partners-12',
      'data-governance act-gov-roles-oversight-12',
    ])
  })
})

const maturity = aQuestionnaire(
  [
    aSection('data', ['data-a', 'data-b', 'data-c'], { leveragePercent: 110 }),
    aSection('tools', ['tools-a', 'tools-b'], { leveragePercent: 90 }),
  ],
  { id: 'maturity' },
)
/** data: 7/3; tools: 1. */
const maturityGiven = { 'data-a': 2, 'data-b': 2, 'data-c': 3, 'tools-a': 1, 'tools-b': 1 }
const check = aCheck(
  [
    aSection('records', [
      aCheckItem('lowest', { duty: 'practice' }),
      aCheckItem('begun', { duty: 'practice' }),
      aCheckItem('mostly', { duty: 'practice' }),
      aCheckItem('top', { duty: 'practice' }),
      aCheckItem('none', { duty: 'practice' }),
      aCheckItem('blank', { duty: 'practice' }),
      aCheckItem('unknown', { duty: 'practice' }),
    ]),
    aSection('duties', [aCheckItem('duty'), aCheckItem('critical', { critical: true }), aCheckItem('kept')]),
  ],
  { id: 'check' },
)
const checkGiven: Given = {
  lowest: 0,
  begun: 1,
  mostly: 2,
  top: 3,
  none: notApplicable('not here'),
  unknown: dontKnow,
  duty: 0,
  critical: 0,
  kept: 1,
}
const sources = [sourceOf(maturity, maturityGiven), sourceOf(check, checkGiven)]
/** An action for an item of the check. */
const forItem = (id: string, itemId: string, more: Partial<PlannedAction> = {}) => {
  const section = check.sections.find(({ items }) => items.some((item) => item.id === itemId))
  return aPlannedAction(id, { ...serving(check, section?.id ?? '', itemId), ...more })
}

describe('Q2 · the factors in a plan', () => {
  it('have for a section its gap, exactly', () => {
    // Overall (7/3 + 1) ÷ 2 = 5/3, stage 2, target 3. Gap 3 − 7/3 = 2/3; × 11/10 ÷ 2 = 11/30.
    expect(
      factorsFor(aPlannedAction('x', { ...serving(maturity, 'data', 'data-a'), effort: 'medium' }), ...sources),
    ).toEqual({
      gap: fraction(2, 3),
      importance: fraction(1),
      leverage: fraction(11, 10),
      effort: 2,
      priority: fraction(11, 30),
      isDuty: false,
      isCritical: false,
    })
  })

  it('follow the target that the union chose for the section', () => {
    const aimed = sourceOf(maturity, maturityGiven, { aims: { targets: { tools: 5 }, starred: [] } })
    expect(factorsFor(aPlannedAction('x', serving(maturity, 'tools')), aimed)).toMatchObject({
      gap: fraction(4),
      priority: fraction(18, 5), // 4 × 9/10
    })
  })

  it('have no gap where the section has reached its target', () => {
    const aimed = sourceOf(maturity, maturityGiven, { aims: { targets: { data: 2 }, starred: [] } })
    expect(factorsFor(aPlannedAction('x', serving(maturity, 'data')), aimed)).toMatchObject({
      gap: fraction(0),
      priority: fraction(0),
    })
  })

  it.each([
    ['lowest', 3],
    ['begun', 2],
    ['mostly', 1],
    ['top', 0],
    ['unknown', 3],
  ])('have for the item “%s” of a check %i steps left to the top', (itemId, steps) => {
    expect(factorsFor(forItem('x', itemId), ...sources)).toMatchObject({
      gap: fraction(steps),
      priority: fraction(steps),
    })
  })

  it.each([
    ['nothing at all', aPlannedAction('x')],
    ['an item that does not apply', forItem('x', 'none')],
    ['an item without an answer', forItem('x', 'blank')],
    ['an item the questionnaire has no more', aPlannedAction('x', serving(check, 'records', 'gone'))],
    ['a section the questionnaire has no more', aPlannedAction('x', serving(maturity, 'gone'))],
    ['a questionnaire without a round', aPlannedAction('x', serving({ ...check, id: 'other' }, 'records', 'lowest'))],
  ])('have a gap of 1 for what serves %s', (_, action) => {
    expect(factorsFor({ ...action, effort: 'large' }, ...sources)).toEqual({
      gap: fraction(1),
      importance: fraction(1),
      leverage: fraction(1),
      effort: 3,
      priority: fraction(1, 3),
      isDuty: false,
      isCritical: false,
    })
  })

  it('have a gap of 1 for a section with too few answers for a score', () => {
    expect(factorsFor(aPlannedAction('x', serving(maturity, 'data')), sourceOf(maturity, { 'data-a': 1 })).gap).toEqual(
      fraction(1),
    )
  })

  it('have importance 3/2 for a starred section, of both kinds', () => {
    // 2 × 3/2 × 9/10; 3 × 3/2
    const maturityStar = sourceOf(maturity, maturityGiven, { aims: starred('tools') })
    expect(factorsFor(aPlannedAction('x', serving(maturity, 'tools')), maturityStar)).toMatchObject({
      importance: fraction(3, 2),
      priority: fraction(27, 10),
    })
    const checkStar = sourceOf(check, checkGiven, { aims: starred('records') })
    expect(factorsFor(forItem('x', 'lowest'), checkStar)).toMatchObject({
      importance: fraction(3, 2),
      priority: fraction(9, 2),
    })
    expect(factorsFor(forItem('x', 'duty'), checkStar).importance).toEqual(fraction(1))
  })

  it('give a fourth star nothing', () => {
    const stars = sourceOf(check, checkGiven, { aims: starred('one', 'two', 'three', 'records') })
    expect(factorsFor(forItem('x', 'lowest'), stars).importance).toEqual(fraction(1))
  })

  it.each<[Importance, number, number]>([
    [1, 1, 2],
    [2, 1, 1],
    [3, 3, 2],
  ])('take importance %i, given by hand, for %i/%i, star or none', (importance, numerator, denominator) => {
    const expected = { importance: fraction(numerator, denominator), priority: fraction(2 * numerator, denominator) }
    expect(factorsFor(forItem('x', 'begun', { importance }), ...sources)).toMatchObject(expected)
    const stars = sourceOf(check, checkGiven, { aims: starred('records') })
    expect(factorsFor(forItem('x', 'begun', { importance }), stars)).toMatchObject(expected)
  })

  it('take importance by hand also where nothing is served', () => {
    expect(factorsFor(aPlannedAction('x', { importance: 3 })).priority).toEqual(fraction(3, 2))
    expect(factorsFor(aPlannedAction('x', { importance: 1, effort: 'large' })).priority).toEqual(fraction(1, 6))
  })

  it.each([
    ['small', 1, [3, 1]],
    ['medium', 2, [3, 2]],
    ['large', 3, [1, 1]],
  ] as const)('divide by the effort the union gives the action: %s is %i', (effort, divisor, [over, under]) => {
    expect(factorsFor(forItem('x', 'lowest', { effort }), ...sources)).toMatchObject({
      effort: divisor,
      priority: fraction(over, under),
    })
  })

  it('follow the round of today, not the step that the action was offered for', () => {
    const action = forItem('x', 'duty')
    expect(factorsFor(action, ...sources)).toMatchObject({ gap: fraction(3), isDuty: true })
    expect(factorsFor(action, sourceOf(check, { ...checkGiven, duty: 2 }))).toMatchObject({
      gap: fraction(1),
      isDuty: false,
    })
  })

  it('know duties at the lowest step, and the critical ones among them', () => {
    const flags = ['duty', 'critical', 'kept', 'lowest'].map((id) => factorsFor(forItem('x', id), ...sources))
    expect(flags.map(({ isDuty, isCritical }) => [isDuty, isCritical])).toEqual([
      [true, false],
      [true, true],
      [false, false],
      [false, false],
    ])
  })

  it('know a duty that the action helps beside other items', () => {
    const both = aPlannedAction('x', serving(check, 'duties', 'kept', 'duty'))
    expect(factorsFor(both, ...sources).isDuty).toBe(true)
  })

  it('say whether a round measures them', () => {
    const plan = [forItem('known', 'begun'), forItem('blank', 'blank'), aPlannedAction('typed', { importance: 3 })]
    expect(factorsOf(plan, sources).map(({ isMeasured }) => isMeasured)).toEqual([true, false, false])
  })

  it('are given to closed actions too, in the order of the plan', () => {
    const plan = [forItem('done', 'mostly', { status: 'in_place' }), forItem('open', 'begun')]
    expect(factorsOf(plan, sources).map(({ action, factors }) => [action.id, factors.gap.numerator])).toEqual([
      ['done', 1],
      ['open', 2],
    ])
  })
})

describe('Q3 · the order', () => {
  const rank = (...plan: readonly PlannedAction[]) => idsOf(rankPlan(plan, sources))

  it('is by priority', () => {
    // 1, 3/2, 2, 3
    expect(
      rank(
        forItem('mostly', 'mostly'),
        aPlannedAction('typed', { importance: 3 }),
        forItem('begun', 'begun'),
        forItem('lowest', 'lowest'),
      ),
    ).toEqual(['lowest', 'begun', 'typed', 'mostly'])
  })

  it('has duties to settle ahead, critical ones first, whatever the sum', () => {
    const low = { effort: 'large', importance: 1 } as const
    // 3 × 1/2 ÷ 3 = 1/2 for both duties, up to 9/2 for the others.
    expect(
      rank(
        forItem('lowest', 'lowest', { importance: 3 }),
        forItem('duty', 'duty', { effort: 'small', importance: 3 }),
        forItem('kept', 'kept', { importance: 3 }),
        forItem('critical', 'critical', low),
        forItem('second', 'duty', low),
      ),
    ).toEqual(['critical', 'duty', 'second', 'lowest', 'kept'])
  })

  it('of equal priorities is by leverage', () => {
    // 2 × 1 ÷ 1 and 1 × 2 ÷ 1
    const questionnaire = aQuestionnaire([single('plain', 100), single('strong', 200)])
    const source = sourceOf(
      questionnaire,
      { 'plain-item': 1, 'strong-item': 2 },
      {
        aims: { targets: { plain: 3, strong: 3 }, starred: [] },
      },
    )
    const plan = [
      aPlannedAction('of-plain', serving(questionnaire, 'plain', 'plain-item')),
      aPlannedAction('of-strong', serving(questionnaire, 'strong', 'strong-item')),
    ]
    const ranked = rankPlan(plan, [source])
    expect(ranked.map(({ factors }) => factors.priority)).toEqual([fraction(2), fraction(2)])
    expect(idsOf(ranked)).toEqual(['of-strong', 'of-plain'])
  })

  it('is then the questionnaire’s, what serves nothing last', () => {
    // 1 × 1 ÷ 1 each; the second is older.
    expect(
      rank(
        aPlannedAction('typed', { createdAt: 1 }),
        forItem('kept', 'kept', { importance: 1, createdAt: 2 }),
        forItem('mostly', 'mostly', { createdAt: 3 }),
      ),
    ).toEqual(['mostly', 'kept', 'typed'])
  })

  it('is then that of the items within a section, and of the questionnaires as they are given', () => {
    const twin = { ...check, id: 'twin' }
    const both = [sourceOf(check, checkGiven), sourceOf(twin, checkGiven)]
    const plan = [
      aPlannedAction('twin-lowest', serving(twin, 'records', 'lowest')),
      aPlannedAction('unknown', serving(check, 'records', 'unknown')),
      aPlannedAction('lowest', serving(check, 'records', 'lowest')),
    ]
    expect(idsOf(rankPlan(plan, both))).toEqual(['lowest', 'unknown', 'twin-lowest'])
    expect(idsOf(rankPlan(plan, [...both].reverse()))).toEqual(['twin-lowest', 'lowest', 'unknown'])
  })

  it('is then the older first', () => {
    expect(rank(aPlannedAction('newer', { createdAt: 2 }), aPlannedAction('older', { createdAt: 1 }))).toEqual([
      'older',
      'newer',
    ])
    expect(rank(forItem('newer', 'begun', { createdAt: 2 }), forItem('older', 'begun', { createdAt: 1 }))).toEqual([
      'older',
      'newer',
    ])
  })

  it('is then that of the library’s actions, whatever is older', () => {
    const steps = ['first', 'second', 'third'].map((id) => anAction(id, 'plain', 1, { items: ['plain-item'] }))
    const questionnaire = aQuestionnaire([single('plain')], { actions: steps })
    const source = sourceOf(questionnaire, { 'plain-item': 1 })
    const plan = ['third', 'first', 'second'].map((id, createdAt) =>
      aPlannedAction(id, {
        ...serving(questionnaire, 'plain', 'plain-item'),
        offerKey: `${questionnaire.id} ${id}`,
        createdAt,
      }),
    )
    expect(idsOf(rankPlan(plan, [source]))).toEqual(['first', 'second', 'third'])
  })

  it('has what is to be found out where the steps of its item are', () => {
    const items = ['a', 'b', 'c'].map((id) => aCheckItem(id))
    const steps = ['a', 'b', 'c'].map((id) => anAction(`act-${id}`, 's', 0, { items: [id] }))
    const questionnaire = aCheck([aSection('s', items)], { actions: steps })
    const source = sourceOf(questionnaire, { a: 0, b: dontKnow, c: 0 })
    const plan = ['act-c', 'find-b', 'act-a'].map((id) =>
      aPlannedAction(id, { ...serving(questionnaire, 's', id.slice(-1)), offerKey: `${questionnaire.id} ${id}` }),
    )
    expect(idsOf(rankPlan(plan, [source]))).toEqual(['act-a', 'find-b', 'act-c'])
  })

  it('is the same from one opening to the next, also of what came in the same moment', () => {
    const plan = ['b', 'c', 'a'].map((id) => aPlannedAction(id))
    expect(rank(...plan)).toEqual(['a', 'b', 'c'])
    expect(rank(...[...plan].reverse())).toEqual(['a', 'b', 'c'])
  })

  const threes = Object.fromEntries(dataMaturity.sections.flatMap(({ items }) => items.map(({ id }) => [id, 3])))
  it.each([
    ['quay', golden.quay.answers],
    ['civic', golden.civic.answers],
    ['federation', golden.federation.answers],
    ['a union at 3 in everything, with two equal steps of culture', threes],
  ])('is for %s that of the offers, all taken at once, however they are stored', (_, given) => {
    const source = sourceOf(dataMaturity, given)
    const offers = offersOf(source, [])
    const plan = offers.map((offer) =>
      taken(offer, { effort: offer.effort, ...serving(dataMaturity, offer.sectionId, ...(offer.action?.items ?? [])) }),
    )
    const expected = offers.map(({ key }) => `taken ${key}`)
    expect(idsOf(rankPlan(plan, [source]))).toEqual(expected)
    expect(idsOf(rankPlan([...plan].reverse(), [source]))).toEqual(expected)
  })

  it('has no place for what is in place or dropped', () => {
    expect(
      rank(
        aPlannedAction('in-place', { status: 'in_place' }),
        aPlannedAction('blocked', { status: 'blocked', createdAt: 1 }),
        aPlannedAction('dropped', { status: 'dropped' }),
        aPlannedAction('under-way', { status: 'under_way', createdAt: 2 }),
        aPlannedAction('to-do', { createdAt: 3 }),
      ),
    ).toEqual(['blocked', 'under-way', 'to-do'])
  })

  it('does not hang on the order in which the plan is stored', () => {
    const plan = ['lowest', 'begun', 'mostly', 'duty', 'critical'].map((id, at) => forItem(id, id, { createdAt: at }))
    expect(rank(...[...plan].reverse())).toEqual(rank(...plan))
  })

  it('has nothing to do with an empty plan', () => {
    expect(rankPlan([], sources)).toEqual([])
  })
})

describe('Q4 · what an action depends on', () => {
  /** Typed actions in this order of age, each with what it depends on. */
  const plan = (...given: readonly (readonly [string, ...string[]])[]) =>
    given.map(([id, ...dependsOn], createdAt) => aPlannedAction(id, { dependsOn, createdAt }))
  const rank = (actions: readonly PlannedAction[]) => idsOf(rankPlan(actions, sources))

  it('stands ahead of it, and the others keep their order', () => {
    expect(rank(plan(['a', 'c'], ['b'], ['c'], ['d']))).toEqual(['c', 'a', 'b', 'd'])
  })

  it('changes nothing where it stands ahead already', () => {
    expect(rank(plan(['a'], ['b', 'a'], ['c', 'a', 'b']))).toEqual(['a', 'b', 'c'])
  })

  it('stands ahead along a chain, and once where several depend on it', () => {
    expect(rank(plan(['a', 'b'], ['b', 'c'], ['c', 'd'], ['d']))).toEqual(['d', 'c', 'b', 'a'])
    expect(rank(plan(['a', 'd'], ['b', 'd'], ['c'], ['d']))).toEqual(['d', 'a', 'b', 'c'])
  })

  it('stands ahead also of a critical duty', () => {
    expect(rank([forItem('critical', 'critical', { dependsOn: ['typed'] }), aPlannedAction('typed')])).toEqual([
      'typed',
      'critical',
    ])
  })

  it.each(['in_place', 'dropped'] as const)('no longer counts once it is closed: %s', (status) => {
    const [a, b, c] = plan(['a', 'c'], ['b'], ['c']) as [PlannedAction, PlannedAction, PlannedAction]
    expect(rank([a, b, { ...c, status }])).toEqual(['a', 'b'])
  })

  it('does not count where it is not in the plan any more', () => {
    expect(rank(plan(['a', 'gone'], ['b']))).toEqual(['a', 'b'])
  })

  it('is waited for while it is open and in the plan', () => {
    const [a, b, c, d] = plan(['a', 'c', 'gone', 'b', 'd', 'a'], ['b'], ['c'], ['d'])
    if (!a || !b || !c || !d) throw new Error('no plan')
    const find = among(a, b, { ...c, status: 'in_place' }, { ...d, status: 'dropped' })
    expect(waitsFor(a, find).map(({ id }) => id)).toEqual(['b'])
    expect(waitsFor(b, find)).toEqual([])
  })

  it('may be itself, by mistake, and changes nothing', () => {
    expect(rank(plan(['a', 'a'], ['b']))).toEqual(['a', 'b'])
  })

  it('may be a circle, by mistake, which is left in the order it has', () => {
    expect(rank(plan(['a', 'b'], ['b', 'a']))).toEqual(['a', 'b'])
    expect(rank(plan(['a', 'b'], ['b', 'c'], ['c', 'a']))).toEqual(['a', 'b', 'c'])
  })

  it('may be part of a circle: each is there once, and what is not in the circle stands after it', () => {
    const ranked = rank(plan(['after', 'b'], ['b', 'c'], ['c', 'b'], ['d']))
    expect([...ranked].sort()).toEqual(['after', 'b', 'c', 'd'])
    expect(ranked.indexOf('after')).toBeGreaterThan(ranked.indexOf('b'))
  })
})

describe('Q5 · moved by hand', () => {
  const ids = ['a', 'b', 'c', 'd', 'e']
  /** Typed actions in this order of age, some pinned. */
  const plan = (pins: Readonly<Record<string, number>> = {}, among: readonly string[] = ids) =>
    among.map((id, createdAt) => aPlannedAction(id, { createdAt, pinnedAt: pins[id] ?? null }))
  const rank = (actions: readonly PlannedAction[]) => idsOf(rankPlan(actions, sources)).join('')

  it('an action stands in its place, and the others fill the places between', () => {
    expect(rank(plan({ e: 0 }))).toBe('eabcd')
    expect(rank(plan({ a: 2 }))).toBe('bcade')
    expect(rank(plan({ a: 4 }))).toBe('bcdea')
  })

  it('several stand each in its own place', () => {
    expect(rank(plan({ e: 0, a: 3 }))).toBe('ebcad')
    expect(rank(plan({ a: 4, b: 3, c: 2, d: 1, e: 0 }))).toBe('edcba')
    expect(rank(plan({ d: 1, c: 0 }))).toBe('cdabe')
  })

  it('an action beyond the end stands last', () => {
    expect(rank(plan({ a: 9 }))).toBe('bcdea')
    expect(rank(plan({ a: 9, b: 7 }))).toBe('cdeba')
    expect(rank(plan({ a: 9 }, ['a']))).toBe('a')
  })

  it('an action stays there when others are added, ahead of it or behind', () => {
    const before = plan({ b: 3 })
    expect(rank(before)).toBe('acdbe')
    expect(rank([...before, forItem('!', 'critical')])).toBe('!acbde')
    expect(rank([...before, aPlannedAction('z', { createdAt: 9 })])).toBe('acdbez')
  })

  it('an action stays there, or as near as can be, when others are closed', () => {
    const closed = plan({ b: 3 }).map((action) => (action.id === 'a' ? { ...action, status: 'in_place' } : action))
    expect(rank(closed as readonly PlannedAction[])).toBe('cdeb')
    expect(rank(plan({ e: 4 }, ['a', 'e']))).toBe('ae')
  })

  it('an action stands there whatever it depends on and whatever is a duty', () => {
    expect(
      rank([
        forItem('!', 'critical'),
        aPlannedAction('a', { pinnedAt: 0, dependsOn: ['b'], createdAt: 1 }),
        aPlannedAction('b', { createdAt: 2 }),
      ]),
    ).toBe('a!b')
  })

  it('a released action goes back to where the order has it', () => {
    const released = plan({ e: 0 }).map((action) => withChanges(action, { pinnedAt: null }, 1))
    expect(rank(released)).toBe('abcde')
  })

  it('a place of a closed action holds none of the open ones', () => {
    expect(rank([...plan(), aPlannedAction('z', { status: 'dropped', pinnedAt: 0 })])).toBe('abcde')
  })

  it('one place up or down is the place beside it', () => {
    const ranked = rankPlan(plan(), sources)
    expect(placeAfterMove(ranked, 'c', -1)).toBe(1)
    expect(placeAfterMove(ranked, 'c', 1)).toBe(3)
    expect(placeAfterMove(ranked, 'b', -1)).toBe(0)
    expect(placeAfterMove(ranked, 'd', 1)).toBe(4)
  })

  it('there is no place above the first and none below the last', () => {
    const ranked = rankPlan(plan(), sources)
    expect(placeAfterMove(ranked, 'a', -1)).toBeNull()
    expect(placeAfterMove(ranked, 'e', 1)).toBeNull()
    expect(placeAfterMove(ranked, 'gone', 1)).toBeNull()
    expect(placeAfterMove([], 'a', -1)).toBeNull()
  })
})

describe('Q5 · moved one place up or down', () => {
  /** Typed actions in this order of age. */
  const start = ['a', 'b', 'c', 'd'].map((id, createdAt) => aPlannedAction(id, { createdAt }))
  const rank = (plan: readonly PlannedAction[]) => idsOf(rankPlan(plan, [])).join('')
  function moved(plan: readonly PlannedAction[], id: string, by: -1 | 1): readonly PlannedAction[] {
    const pins = pinsAfterMove(rankPlan(plan, []), id, by)
    return plan.map((action) => ({ ...action, ...pins.find((pin) => pin.id === action.id) }))
  }
  /** The order after each of these moves. */
  function after(...moves: readonly (readonly [string, -1 | 1])[]): readonly string[] {
    let plan: readonly PlannedAction[] = start
    return moves.map(([id, by]) => rank((plan = moved(plan, id, by))))
  }

  it('pins the action, and none that was not moved by hand', () => {
    expect(pinsAfterMove(rankPlan(start, []), 'c', -1)).toEqual([{ id: 'c', pinnedAt: 1 }])
    expect(pinsAfterMove(rankPlan(start, []), 'b', 1)).toEqual([{ id: 'b', pinnedAt: 2 }])
  })

  it('changes places with the neighbour, pinned or not', () => {
    expect(after(['b', -1], ['a', -1], ['c', -1])).toEqual(['bacd', 'abcd', 'acbd'])
    expect(after(['a', 1], ['b', 1], ['c', 1])).toEqual(['bacd', 'abcd', 'abdc'])
    expect(after(['d', -1], ['d', -1], ['d', -1], ['a', -1])).toEqual(['abdc', 'adbc', 'dabc', 'adbc'])
  })

  it('gives the pinned neighbour the place that became free', () => {
    const plan = moved(moved(start, 'b', -1), 'a', -1)
    expect(plan.map(({ pinnedAt }) => pinnedAt)).toEqual([0, 1, null, null])
  })

  it('leaves those pinned elsewhere where they are', () => {
    expect(after(['d', -1], ['a', 1])).toEqual(['abdc', 'badc'])
    expect(pinsAfterMove(rankPlan(moved(start, 'd', -1), []), 'a', 1)).toEqual([{ id: 'a', pinnedAt: 1 }])
  })

  it('starts from where an action stands, also if it was pinned beyond the end', () => {
    const beyond = start.map((action) => (action.id === 'a' ? { ...action, pinnedAt: 9 } : action))
    expect(rank(beyond)).toBe('bcda')
    expect(rank(moved(beyond, 'a', -1))).toBe('bcad')
    expect(rank(moved(beyond, 'd', 1))).toBe('bcad')
  })

  it('is taken back by the opposite move', () => {
    const plan = moved(start, 'c', -1)
    expect(rank(moved(plan, 'c', 1))).toBe('abcd')
    expect(rank(moved(plan, 'b', -1))).toBe('abcd')
  })

  it('pins nothing at the ends, nor where there is no such action', () => {
    const ranked = rankPlan(start, [])
    expect(pinsAfterMove(ranked, 'a', -1)).toEqual([])
    expect(pinsAfterMove(ranked, 'd', 1)).toEqual([])
    expect(pinsAfterMove(ranked, 'gone', 1)).toEqual([])
  })
})

describe('Q6 · what a status asks for', () => {
  it('is nothing while an action is to do or under way', () => {
    expect(gapsOf(aPlannedAction('x'), inNoPlan)).toEqual([])
    expect(gapsOf(aPlannedAction('x', { status: 'under_way' }), inNoPlan)).toEqual([])
  })

  it('is always a title, not only blanks', () => {
    expect(gapsOf(aPlannedAction('x', { title: '' }), inNoPlan)).toEqual(['title'])
    expect(gapsOf(aPlannedAction('x', { title: ' \n\t' }), inNoPlan)).toEqual(['title'])
  })

  it('is a review date for what is in place', () => {
    expect(gapsOf(aPlannedAction('x', { status: 'in_place' }), inNoPlan)).toEqual(['review_date'])
    expect(gapsOf(aPlannedAction('x', { status: 'in_place', reviewDate: '2027-03-01' }), inNoPlan)).toEqual([])
  })

  it('is a reason for what was dropped, not only blanks', () => {
    expect(gapsOf(aPlannedAction('x', { status: 'dropped', dropReason: '  ' }), inNoPlan)).toEqual(['drop_reason'])
    expect(gapsOf(aPlannedAction('x', { status: 'dropped', dropReason: 'No budget' }), inNoPlan)).toEqual([])
  })

  it('is for what is blocked by what, in words or by an action it depends on', () => {
    expect(gapsOf(aPlannedAction('x', { status: 'blocked', blockedBy: ' ' }), inNoPlan)).toEqual(['blocked_by'])
    expect(gapsOf(aPlannedAction('x', { status: 'blocked', blockedBy: 'the new contract' }), inNoPlan)).toEqual([])
    const waiting = aPlannedAction('x', { status: 'blocked', dependsOn: ['y'] })
    expect(gapsOf(waiting, among(waiting, aPlannedAction('y')))).toEqual([])
  })

  it.each([
    ['is in place', among(aPlannedAction('y', { status: 'in_place' }))],
    ['was dropped', among(aPlannedAction('y', { status: 'dropped' }))],
    ['was removed from the plan', inNoPlan],
  ])('is for what is blocked a new reason, once the action it depends on %s', (_, find) => {
    const waiting = aPlannedAction('x', { status: 'blocked', dependsOn: ['y'] })
    expect(gapsOf(waiting, find)).toEqual(['blocked_by'])
    expect(gapsOf({ ...waiting, blockedBy: 'the contract' }, find)).toEqual([])
    expect(gapsOf({ ...waiting, status: 'to_do' }, find)).toEqual([])
  })

  it('is for what is blocked more than itself', () => {
    const circle = aPlannedAction('x', { status: 'blocked', dependsOn: ['x'] })
    expect(gapsOf(circle, among(circle))).toEqual(['blocked_by'])
  })

  it('is nothing of another status, and all that is not there', () => {
    const full = { reviewDate: '2027-03-01', dropReason: 'No budget', blockedBy: 'the contract' }
    expect(gapsOf(aPlannedAction('x', { ...full, status: 'in_place', reviewDate: '' }), inNoPlan)).toEqual([
      'review_date',
    ])
    expect(gapsOf(aPlannedAction('x', { ...full, status: 'dropped', dropReason: '', title: '' }), inNoPlan)).toEqual([
      'title',
      'drop_reason',
    ])
  })
})

describe('Q7 · the grid', () => {
  const cell = (action: PlannedAction, ...from: readonly PlanSource[]) => {
    const [ranked] = factorsOf([action], from.length > 0 ? from : sources)
    return ranked && cellOf(ranked)
  }

  it.each([
    ['small', 'quick_wins'],
    ['medium', 'big_steps'],
    ['large', 'big_steps'],
  ] as const)('has what pays exactly one whole level and is %s in %s', (effort, expected) => {
    expect(cell(forItem('x', 'mostly', { effort }))).toBe(expected)
    expect(cell(aPlannedAction('x', { effort }))).toBe(expected)
  })

  it.each([
    ['small', 'fill_ins'],
    ['medium', 'think_again'],
    ['large', 'think_again'],
  ] as const)('has what pays less and is %s in %s', (effort, expected) => {
    expect(cell(forItem('x', 'mostly', { effort, importance: 1 }))).toBe(expected)
    expect(cell(aPlannedAction('x', { ...serving(maturity, 'data'), effort }))).toBe(expected) // 2/3 × 11/10
  })

  it('has the line at exactly 1, where a decimal could miss it', () => {
    // Nine answers with the sum 17 or 18, target 3: (3 − 17/9) × 9/10 = 1, and (3 − 18/9) × 9/10 = 9/10.
    const items = Array.from({ length: 9 }, (_, index) => `item-${index}`)
    const questionnaire = aQuestionnaire([aSection('tools', items, { leveragePercent: 90 })])
    const aims = { targets: { tools: 3 }, starred: [] }
    const at = (...levels: readonly number[]) =>
      sourceOf(questionnaire, Object.fromEntries(items.map((id, index) => [id, levels[index] ?? 2])), { aims })
    expect(cell(aPlannedAction('x', serving(questionnaire, 'tools')), at(1))).toBe('quick_wins')
    expect(cell(aPlannedAction('x', serving(questionnaire, 'tools')), at())).toBe('fill_ins')
  })

  it('does not let the effort lessen what an action pays', () => {
    // 3 ÷ 3 and 2 ÷ 3 are the priorities; 3 and 2 are what they pay.
    expect(cell(forItem('x', 'lowest', { effort: 'large' }))).toBe('big_steps')
    expect(cell(forItem('x', 'begun', { effort: 'large' }))).toBe('big_steps')
  })

  it('has a duty to settle among what pays much, whatever the sum', () => {
    // 3 × 1/2 × 1/2 = 3/4
    const halved = aCheck(
      [aSection('s', [aCheckItem('duty'), aCheckItem('good', { duty: 'practice' })], { leveragePercent: 50 })],
      { id: 'halved' },
    )
    const source = sourceOf(halved, { duty: 0, good: 0 })
    const low = (itemId: string, effort: PlannedAction['effort']) =>
      aPlannedAction('x', { ...serving(halved, 's', itemId), importance: 1, effort })
    expect(cell(low('duty', 'small'), source)).toBe('quick_wins')
    expect(cell(low('duty', 'large'), source)).toBe('big_steps')
    expect(cell(low('good', 'small'), source)).toBe('fill_ins')
    expect(cell(low('good', 'large'), source)).toBe('think_again')
  })
})

describe('Q8 · a new round', () => {
  it('begins with the open actions that serve its questionnaire, and no others', () => {
    const plan = [
      forItem('to-do', 'lowest'),
      forItem('under-way', 'begun', { status: 'under_way' }),
      forItem('blocked', 'duty', { status: 'blocked' }),
      forItem('in-place', 'mostly', { status: 'in_place' }),
      forItem('dropped', 'top', { status: 'dropped' }),
      aPlannedAction('typed'),
      aPlannedAction('other', serving(maturity, 'data')),
    ]
    expect(openActionsFor(plan, 'check').map(({ id }) => id)).toEqual(['to-do', 'under-way', 'blocked'])
    expect(openActionsFor(plan, 'maturity').map(({ id }) => id)).toEqual(['other'])
    expect(openActionsFor(plan, 'unheard-of')).toEqual([])
  })

  it('takes for open what still asks for work', () => {
    const statuses = ['to_do', 'under_way', 'blocked', 'in_place', 'dropped'] as const
    expect(statuses.map((status) => isOpen(aPlannedAction('x', { status })))).toEqual([true, true, true, false, false])
  })
})

describe('Q9 · the log', () => {
  const start = aPlannedAction('x', { log: [{ at: 0, what: 'taken', status: null }] })

  it('keeps what happened and when, after what was there', () => {
    const steps = [
      [{ owner: 'Ada' }, MINUTE],
      [{ status: 'blocked' }, 2 * MINUTE],
      [{ pinnedAt: 3 }, 3 * MINUTE],
      [{ pinnedAt: 2 }, 4 * MINUTE],
      [{ pinnedAt: null }, 5 * MINUTE],
      [{ status: 'in_place' }, 6 * MINUTE],
    ] as const
    const after = steps.reduce((action, [patch, at]) => withChanges(action, patch, at), start)
    expect(after.log).toEqual([
      { at: 0, what: 'taken', status: null },
      { at: MINUTE, what: 'changed', status: null },
      { at: 2 * MINUTE, what: 'status', status: 'blocked' },
      { at: 4 * MINUTE, what: 'pinned', status: null },
      { at: 5 * MINUTE, what: 'released', status: null },
      { at: 6 * MINUTE, what: 'status', status: 'in_place' },
    ])
    expect(after).toEqual({ ...start, owner: 'Ada', status: 'in_place', log: after.log })
    expect(start.log).toHaveLength(1)
  })

  it('counts changes within ten minutes as one, with the time of the last', () => {
    const [first, second] = [MINUTE, 11 * MINUTE - 1]
    const after = withChanges(withChanges(start, { title: 'a' }, first), { why: 'b' }, second)
    expect(after).toMatchObject({ title: 'a', why: 'b' })
    expect(after.log).toEqual([
      { at: 0, what: 'taken', status: null },
      { at: second, what: 'changed', status: null },
    ])
  })

  it('counts changes ten minutes apart as two', () => {
    const after = withChanges(withChanges(start, { title: 'a' }, MINUTE), { title: 'b' }, 11 * MINUTE)
    expect(after.log.map(({ at }) => at)).toEqual([0, MINUTE, 11 * MINUTE])
  })

  it('counts moves within ten minutes as one, with the time of the last, and later ones apart', () => {
    const moves = [
      [3, MINUTE],
      [2, 2 * MINUTE],
      [1, 3 * MINUTE],
      [0, 13 * MINUTE],
    ] as const
    const after = moves.reduce((action, [pinnedAt, at]) => withChanges(action, { pinnedAt }, at), start)
    expect(after.log.slice(1)).toEqual([
      { at: 3 * MINUTE, what: 'pinned', status: null },
      { at: 13 * MINUTE, what: 'pinned', status: null },
    ])
  })

  it('does not count a move as one with a change, nor with one before it was released', () => {
    const steps = [{ pinnedAt: 1 }, { title: 'a' }, { pinnedAt: 0 }, { pinnedAt: null }, { pinnedAt: 2 }]
    const after = steps.reduce<PlannedAction>((action, patch, at) => withChanges(action, patch, at + 1), start)
    expect(after.log.map(({ what }) => what)).toEqual(['taken', 'pinned', 'changed', 'pinned', 'released', 'pinned'])
  })

  it('counts no statuses as one: two within a minute are two', () => {
    const after = withChanges(withChanges(start, { status: 'under_way' }, 1), { status: 'to_do' }, 2)
    expect(after.log.slice(1)).toEqual([
      { at: 1, what: 'status', status: 'under_way' },
      { at: 2, what: 'status', status: 'to_do' },
    ])
  })

  it('does not count a change as one with another before a status in between', () => {
    const steps = [{ title: 'a' }, { status: 'under_way' }, { title: 'b' }] as const
    const after = steps.reduce<PlannedAction>((action, patch, at) => withChanges(action, patch, at + 1), start)
    expect(after.log.map(({ what }) => what)).toEqual(['taken', 'changed', 'status', 'changed'])
  })

  it('takes a status that was there already for no new one', () => {
    expect(withChanges(start, { status: 'to_do', title: 'a' }, 1).log.at(-1)?.what).toBe('changed')
  })
})

describe('Q3 · the order of five hundred actions', () => {
  const COUNT = 500
  const itemIds = ['lowest', 'begun', 'mostly', 'top', 'duty', 'critical', 'kept']
  const steps: Readonly<Record<string, number>> = {
    lowest: 3,
    begun: 2,
    mostly: 1,
    top: 0,
    duty: 3,
    critical: 3,
    kept: 2,
  }
  const order = ['lowest', 'begun', 'mostly', 'top', 'duty', 'critical', 'kept', undefined]
  const efforts = ['small', 'medium', 'large'] as const
  // Steps without a common divisor, so that every combination comes up.
  const many = Array.from({ length: COUNT }, (_, index) => {
    const itemId = itemIds[(index * 5) % 8]
    const more = {
      effort: efforts[(index * 7) % 3] ?? 'small',
      importance: ([null, 1, 2, 3] as const)[(index * 3 + (index >> 3)) % 4] ?? null,
      createdAt: (index * 211) % COUNT,
    }
    return itemId === undefined ? aPlannedAction(`${index}`, more) : forItem(`${index}`, itemId, more)
  })

  /** The places as the rules say, worked out in twelfths of a level, in whole numbers. */
  function placeOf({ serves, effort, importance, createdAt }: PlannedAction): readonly number[] {
    const itemId = serves?.itemIds[0]
    const halves = importance === null ? 2 : importance
    const twelfths = (itemId === undefined ? 1 : (steps[itemId] ?? 0)) * halves * (6 / (efforts.indexOf(effort) + 1))
    const first = itemId === 'critical' ? 0 : itemId === 'duty' ? 1 : 2
    return [first, -twelfths, order.indexOf(itemId), createdAt]
  }
  function byPlace(a: PlannedAction, b: PlannedAction): number {
    const [left, right] = [placeOf(a), placeOf(b)]
    const at = left.findIndex((value, index) => value !== right[index])
    return (left[at] ?? 0) - (right[at] ?? 0)
  }
  const expected = [...many].sort(byPlace).map(({ id }) => id)

  it('is what the rules say', () => {
    expect(idsOf(rankPlan(many, sources))).toEqual(expected)
  })

  it('is kept where actions depend on others, but for those that must stand after them', () => {
    // Every tenth depends on the one 37 places on in the plan, and that on nothing.
    const chained = many.map((action, index) =>
      index % 10 === 0 && index + 37 < COUNT ? { ...action, dependsOn: [`${index + 37}`] } : action,
    )
    const ranked = idsOf(rankPlan(chained, sources))
    const at = new Map(ranked.map((id, index) => [id, index]))
    const bound = new Set(chained.flatMap(({ id, dependsOn }) => (dependsOn.length > 0 ? [id, ...dependsOn] : [])))
    for (const { id, dependsOn } of chained)
      for (const other of dependsOn) expect(at.get(other), `${other} before ${id}`).toBeLessThan(at.get(id) ?? -1)
    expect(ranked.filter((id) => !bound.has(id))).toEqual(expected.filter((id) => !bound.has(id)))
    expect(bound.size).toBeGreaterThan(50)
    expect(ranked).toHaveLength(COUNT)
  })

  it('is kept around fifty that are pinned, each in its place', () => {
    const pins = new Map(Array.from({ length: 50 }, (_, index) => [`${index * 10}`, (index * 89) % COUNT]))
    const ranked = idsOf(
      rankPlan(
        many.map((action) => ({ ...action, pinnedAt: pins.get(action.id) ?? null })),
        sources,
      ),
    )
    for (const [id, place] of pins) expect(ranked[place]).toBe(id)
    expect(ranked.filter((id) => !pins.has(id))).toEqual(expected.filter((id) => !pins.has(id)))
  })
})

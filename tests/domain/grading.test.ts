import { describe, expect, it } from 'vitest'
import {
  gradeAssessment,
  gradeSection,
  lowestFirst,
  MOST_OPEN,
  rolesToAsk,
  UNKNOWN_TO_ASK,
  workLeft,
  type Finding,
  type SectionGrade,
} from '@/domain/grading'
import type { Action, Form, Item, Questionnaire } from '@/domain/questionnaire'
import { scoreAssessment } from '@/domain/scoring'
import {
  aCheck,
  aCheckItem,
  allAt,
  anAction,
  anItem,
  answersOf,
  aQuestionnaire,
  aSection,
  dataGovernance,
  dontKnow,
  notApplicable,
} from '../support/builders'

type Given = Parameters<typeof answersOf>[0]

const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'] as const

/** The scale of a maturity questionnaire, from 1 to 5; the items of `anItem` have these options. */
const { levels: oneToFive } = aQuestionnaire([])

const duty = (id: string, more: Partial<Item> = {}) => aCheckItem(id, { ...more, duty: 'duty' })
const partly = (id: string, more: Partial<Item> = {}) => aCheckItem(id, { ...more, duty: 'partly' })
const practice = (id: string, more: Partial<Item> = {}) => aCheckItem(id, { ...more, duty: 'practice' })
const critical = { critical: true } as const
const shortForm = { shortForm: true } as const

/** A check of one section, its items given by their ids or whole. */
function oneSection(items: readonly (string | Item)[], more: Partial<Questionnaire> = {}): Questionnaire {
  const whole = items.map((item) => (typeof item === 'string' ? aCheckItem(item) : item))
  return aCheck([aSection('plan', whole)], more)
}

function gradeFirst(questionnaire: Questionnaire, given: Given, form: Form = 'full'): SectionGrade {
  const [section] = questionnaire.sections
  if (!section) throw new Error('a section is needed')
  return gradeSection(questionnaire, section, form, answersOf(given))
}

/** The grade of a section with so many items, a, b, c … */
function gradeOf(items: number, given: Given): SectionGrade {
  return gradeFirst(oneSection(LETTERS.slice(0, items)), given)
}

/** The answers that put a, b, c … at these steps. */
function stepsOf(...steps: readonly number[]): Given {
  return Object.fromEntries(steps.map((step, index) => [LETTERS[index] ?? '', step]))
}

/** The grade of a section whose items are at these steps. */
function gradeAt(...steps: readonly number[]): SectionGrade {
  return gradeOf(steps.length, stepsOf(...steps))
}

function gradesOf(items: readonly (string | Item)[], given: Given, form: Form = 'full') {
  return gradeAssessment(oneSection(items), form, answersOf(given))
}

function idsOf(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ item }) => item.id)
}

/** The grade of a section with exactly `at` ÷ `of` of its points: one item at the top, one at the lowest step. */
function weighted(at: number, of: number, more: Partial<Questionnaire> = {}): SectionGrade {
  const items = [aCheckItem('a', { weight: at }), aCheckItem('b', { weight: of - at })]
  return gradeFirst(oneSection(items, more), { a: 3, b: 0 })
}

describe('K1 · points', () => {
  it('are the steps, added up, out of the points possible', () => {
    expect(gradeAt(0, 1, 2, 3)).toMatchObject({ points: 6, possible: 12, share: { numerator: 1, denominator: 2 } })
    expect(gradeAt(0, 0)).toMatchObject({ points: 0, possible: 6, share: { numerator: 0, denominator: 1 } })
    expect(gradeAt(3, 3)).toMatchObject({ points: 6, possible: 6, share: { numerator: 1, denominator: 1 } })
  })

  it('count an item as often as its weight', () => {
    const questionnaire = oneSection([aCheckItem('a', { weight: 3 }), 'b', aCheckItem('c', { weight: 2 })])
    // 3 × 1 + 2 + 2 × 3 of 3 × (3 + 1 + 2)
    expect(gradeFirst(questionnaire, { a: 1, b: 2, c: 3 })).toMatchObject({ points: 11, possible: 18 })
  })

  it('leave out the weight of what does not count, too', () => {
    const questionnaire = oneSection([aCheckItem('a', { weight: 3 }), 'b', 'c', 'd'])
    const given = { a: notApplicable('no staff'), b: 2, c: 1, d: 0 }
    expect(gradeFirst(questionnaire, given)).toMatchObject({ points: 3, possible: 9 })
  })

  it('are counted from the lowest step as 0, also where the scale starts at 1', () => {
    const questionnaire = aCheck([aSection('plan', ['a', 'b', 'c'])], { levels: oneToFive })
    // 0 + 2 + 4 of 3 × 4; counted from 1 it would be 9 of 15.
    expect(gradeFirst(questionnaire, { a: 1, b: 3, c: 5 })).toMatchObject({ points: 6, possible: 12 })
    expect(gradeFirst(questionnaire, { a: 1, b: 1, c: 1 })).toMatchObject({
      points: 0,
      possible: 12,
      share: { numerator: 0, denominator: 1 },
      band: { id: 'start-here' },
    })
  })

  it('have items that do not apply and unanswered ones in neither number', () => {
    const grade = gradeOf(5, { a: 2, b: 1, c: 3, d: notApplicable('no branches') })
    expect(grade).toMatchObject({ points: 6, possible: 9 })
    expect(grade.findings.map(({ step }) => step)).toEqual([2, 1, 3, null, null])
  })

  it('are none of none where no item counts', () => {
    expect(gradeOf(2, {})).toMatchObject({ points: 0, possible: 0, share: null, band: null })
    const none = notApplicable('no branches')
    expect(gradeOf(2, { a: none, b: none })).toMatchObject({ points: 0, possible: 0, share: null, band: null })
  })

  it('are given for every section, in the questionnaire’s order', () => {
    const questionnaire = aCheck([
      aSection('plan', [aCheckItem('a'), aCheckItem('b')]),
      aSection('community', [aCheckItem('c')]),
    ])
    const { sections } = gradeAssessment(questionnaire, 'full', answersOf({ a: 1, b: 3, c: 2 }))
    expect(sections.map(({ sectionId, points, possible }) => [sectionId, points, possible])).toEqual([
      ['plan', 4, 6],
      ['community', 2, 3],
    ])
  })

  it('are not stretched to an option the item does not have', () => {
    expect(() => gradeOf(1, { a: 4 })).toThrow('a has no option 4')
  })
})

describe('K2 · bands', () => {
  it.each([
    ['start-here', 0, [0, 0, 0, 0, 0, 0], 18],
    ['start-here', 5, [3, 2, 0, 0, 0, 0, 0, 0], 24], // 20.83 %
    ['getting-going', 6, [3, 3, 0, 0, 0, 0, 0, 0], 24], // exactly 25 %
    ['getting-going', 8, [3, 3, 2, 0, 0, 0], 18], // 44.44 %
    ['on-course', 9, [3, 3, 3, 0, 0, 0], 18], // exactly 50 %
    ['on-course', 17, [3, 3, 3, 3, 3, 2, 0, 0], 24], // 70.83 %
    ['strong', 18, [3, 3, 3, 3, 3, 3, 0, 0], 24], // exactly 75 %
    ['strong', 18, [3, 3, 3, 3, 3, 3], 18],
  ] as const)('are “%s” with %i points in steps %j of %i possible', (id, points, steps, possible) => {
    expect(gradeAt(...steps)).toMatchObject({ points, possible, band: { id } })
  })

  it('begin at 5 of 20 points, not at 4', () => {
    const questionnaire = aCheck([aSection('plan', LETTERS.slice(0, 5))], { levels: oneToFive })
    expect(gradeFirst(questionnaire, stepsOf(5, 2, 1, 1, 1))).toMatchObject({
      points: 5,
      possible: 20,
      band: { id: 'getting-going' },
    })
    expect(gradeFirst(questionnaire, stepsOf(5, 1, 1, 1, 1))).toMatchObject({
      points: 4,
      possible: 20,
      band: { id: 'start-here' },
    })
  })

  it.each([
    [2499, 'start-here'],
    [2500, 'getting-going'],
    [4999, 'getting-going'],
    [5000, 'on-course'],
    [7499, 'on-course'],
    [7500, 'strong'],
  ])('are not rounded into: %i ten-thousandths are “%s”', (at, id) => {
    expect(weighted(at, 10_000).band?.id).toBe(id)
  })

  it('are compared in whole numbers, so that a line is where it is said to be', () => {
    // As a decimal number 0.29 × 100 is 28.999999999999996, which would stay below the line.
    const bands = [
      { id: 'low', name: 'Low', below: 29 },
      { id: 'high', name: 'High' },
    ]
    expect(weighted(29, 100, { bands })).toMatchObject({ points: 87, possible: 300, band: { id: 'high' } })
    expect(weighted(28, 100, { bands }).band?.id).toBe('low')
  })

  it('are those of the data governance check: lines at 25, 50 and 75 %', () => {
    expect(dataGovernance.bands?.map(({ name, below }) => [name, below])).toEqual([
      ['Start here', 25],
      ['Getting going', 50],
      ['On course', 75],
      ['Strong', undefined],
    ])
  })

  it('are given to sections only: there is no grade over all', () => {
    const { overall } = scoreAssessment(dataGovernance, 'full', allAt(dataGovernance, 3))
    expect(overall).toMatchObject({ scored: 6, sections: 6, mean: null, stage: null })
    expect(gradeAssessment(dataGovernance, 'full', allAt(dataGovernance, 3))).not.toHaveProperty('overall')
  })
})

describe('K3 · don’t know', () => {
  it('gives 0 points of all the points possible, on a duty as on good practice', () => {
    for (const item of [duty('b'), partly('b'), practice('b')])
      expect(gradeFirst(oneSection(['a', item]), { a: 3, b: dontKnow })).toMatchObject({ points: 3, possible: 6 })
  })

  it('gives 0 points also where the scale starts at 1', () => {
    const questionnaire = aCheck([aSection('plan', ['a', 'b'])], { levels: oneToFive })
    expect(gradeFirst(questionnaire, { a: 3, b: dontKnow })).toMatchObject({ points: 2, possible: 8 })
  })

  it('counts as answered', () => {
    expect(gradeOf(5, { a: 1, b: 2, c: dontKnow, d: dontKnow }).standing).toBe('firm')
    expect(gradeOf(2, { a: dontKnow, b: dontKnow })).toMatchObject({
      standing: 'firm',
      points: 0,
      possible: 6,
      band: { id: 'start-here' },
    })
  })

  it('becomes something to find out, in the questionnaire’s order', () => {
    const items = [practice('a'), duty('b', critical), 'c', partly('d')]
    const { unknown } = gradesOf(items, { a: dontKnow, b: dontKnow, c: 0, d: dontKnow })
    expect(idsOf(unknown)).toEqual(['a', 'b', 'd'])
  })

  it('is not the same as the lowest step, an unanswered item or one that does not apply', () => {
    expect(gradesOf(['a', 'b', 'c'], { a: 0, c: notApplicable('no branches') }).unknown).toEqual([])
  })

  it('gives no points and lowers coverage where the questionnaire declares `exclude`', () => {
    const questionnaire = oneSection(['a', 'b'], { scoring: { dontKnow: 'exclude', overall: 'none' } })
    expect(gradeFirst(questionnaire, { a: 3, b: dontKnow })).toMatchObject({
      points: 3,
      possible: 3,
      standing: 'provisional',
    })
  })
})

describe('K3 · coverage', () => {
  it('is firm at exactly 80 %, and provisional just below', () => {
    expect(gradeOf(5, stepsOf(1, 1, 1, 1))).toMatchObject({ standing: 'firm', band: { id: 'getting-going' } })
    expect(gradeOf(10, stepsOf(1, 1, 1, 1, 1, 1, 1, 1)).standing).toBe('firm')
    // 7 of 9 is 77.8 %.
    expect(gradeOf(9, stepsOf(1, 1, 1, 1, 1, 1, 1))).toMatchObject({
      standing: 'provisional',
      points: 7,
      possible: 21,
      band: { id: 'getting-going' },
    })
  })

  it('is provisional at exactly 50 %, and gives no band just below', () => {
    expect(gradeOf(4, { a: 3, b: 3 })).toMatchObject({
      standing: 'provisional',
      share: { numerator: 1, denominator: 1 },
      band: { id: 'strong' },
    })
    // 3 of 7 is 42.9 %.
    expect(gradeOf(7, { a: 3, b: 3, c: 3 })).toMatchObject({ standing: 'not_enough', share: null, band: null })
  })

  it('is of the applicable items only', () => {
    const none = notApplicable('no branches')
    // 2 of 4 and 4 of 5 applicable ones.
    expect(gradeOf(6, { a: 1, b: 1, e: none, f: none }).standing).toBe('provisional')
    expect(gradeOf(6, { a: 1, b: 1, c: 1, d: 1, f: none }).standing).toBe('firm')
  })

  it('gives no band and no zero where nothing is answered', () => {
    expect(gradeOf(3, {})).toMatchObject({ standing: 'not_enough', share: null, band: null })
  })

  it('does not apply where no item does', () => {
    const none = notApplicable('no branches')
    expect(gradeOf(2, { a: none, b: none })).toMatchObject({ standing: 'does_not_apply', share: null, band: null })
  })
})

describe('K3 · short form', () => {
  const items = [duty('a', shortForm), duty('b'), practice('c', shortForm), duty('d', shortForm)]
  const given: Given = { a: 1, b: 0, c: 3, d: dontKnow }

  it('grades the items of the short form only', () => {
    // 1 + 3 + 0 of 9; b is not asked.
    expect(gradesOf(items, given, 'short').sections[0]).toMatchObject({
      completeness: { asked: 3 },
      points: 4,
      possible: 9,
      band: { id: 'getting-going' },
    })
    expect(gradesOf(items, given).sections[0]).toMatchObject({ points: 4, possible: 12 })
  })

  it('takes its coverage from the items it asks', () => {
    expect(gradesOf(items, { a: 1 }, 'short').sections[0]?.standing).toBe('not_enough')
    expect(gradesOf(items, { a: 1, c: 1, d: 1 }, 'short').sections[0]?.standing).toBe('firm')
  })

  it('lists nothing that it does not ask', () => {
    const grades = gradesOf(items, given, 'short')
    expect(idsOf(grades.settleFirst)).toEqual(['d'])
    expect(idsOf(gradesOf(items, given).settleFirst)).toEqual(['b', 'd'])
  })

  it('is told with the grades, so that every band can be shown as rough', () => {
    expect(gradesOf(items, given, 'short').form).toBe('short')
    expect(gradesOf(items, given).form).toBe('full')
  })
})

describe('K4 · advice', () => {
  /** An action for each step of these items, named after the item and the step: a-01, a-12, a-23. */
  function actionsFor(...ids: readonly string[]): readonly Action[] {
    return ids.flatMap((id) =>
      [0, 1, 2].map((from) => anAction(`${id}-${from}${from + 1}`, 'plan', from, { items: [id] })),
    )
  }

  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  const answered = { a: 2, b: 0, c: 3, d: 1, e: dontKnow, f: notApplicable('no branches') }
  const grade = gradeFirst(oneSection(ids, { actions: actionsFor(...ids) }), answered)

  it('is the action of each item’s own next step, none at the top', () => {
    const advice = Object.fromEntries(grade.findings.map(({ item, action }) => [item.id, action?.id ?? null]))
    expect(advice).toMatchObject({ a: 'a-23', b: 'b-01', c: null, d: 'd-12' })
  })

  it('is none for what is unanswered or does not apply', () => {
    expect(grade.findings.filter(({ item }) => ['f', 'g'].includes(item.id)).map(({ action }) => action)).toEqual([
      null,
      null,
    ])
    expect(idsOf(workLeft(grade))).toEqual(['b', 'e', 'd', 'a'])
  })

  it('is to find out first what is not known', () => {
    const [, , , , unknown] = grade.findings
    expect(unknown).toMatchObject({ isUnknown: true, action: null })
    expect(workLeft(grade)).toContainEqual(unknown)
  })

  it('may be one action for several items', () => {
    const actions = [anAction('both', 'plan', 1, { items: ['a', 'b'] })]
    const { findings } = gradeFirst(oneSection(['a', 'b'], { actions }), { a: 1, b: 1 })
    expect(findings.map(({ action }) => action?.id)).toEqual(['both', 'both'])
  })

  it('follows the steps of a scale that starts at 1', () => {
    const actions = [1, 2, 3, 4].map((from) => anAction(`from-${from}`, 'plan', from, { items: ['a', 'b', 'c'] }))
    const questionnaire = aCheck([aSection('plan', ['a', 'b', 'c'])], { levels: oneToFive, actions })
    const { findings } = gradeFirst(questionnaire, { a: 1, b: 4, c: 5 })
    expect(findings.map(({ action }) => action?.id ?? null)).toEqual(['from-1', 'from-4', null])
  })

  it('goes from what to settle over what is unknown to the lowest step up, critical items ahead among equals', () => {
    const items = [
      practice('at-two'),
      practice('at-one'),
      partly('at-one-critical', critical),
      practice('at-top', critical),
      practice('unknown-practice'),
      partly('unknown-critical', critical),
      practice('at-lowest'),
      partly('partly-at-lowest'),
      partly('critical-at-lowest', critical),
      duty('unknown-duty'),
      duty('duty'),
      duty('critical-duty', critical),
      duty('duty-at-one'),
      duty('at-two-critical', critical),
      duty('blank', critical),
      duty('without', critical),
    ]
    const all = oneSection(items, { actions: actionsFor(...items.map(({ id }) => id)) })
    const given: Given = {
      'at-two': 2,
      'at-one': 1,
      'at-one-critical': 1,
      'at-top': 3,
      'unknown-practice': dontKnow,
      'unknown-critical': dontKnow,
      'at-lowest': 0,
      'partly-at-lowest': 0,
      'critical-at-lowest': 0,
      'unknown-duty': dontKnow,
      duty: 0,
      'critical-duty': 0,
      'duty-at-one': 1,
      'at-two-critical': 2,
      without: notApplicable('no branches'),
    }
    expect(idsOf(workLeft(gradeFirst(all, given)))).toEqual([
      ...['critical-duty', 'unknown-duty', 'duty'],
      ...['unknown-critical', 'unknown-practice'],
      ...['critical-at-lowest', 'at-lowest', 'partly-at-lowest'],
      ...['at-one-critical', 'at-one', 'duty-at-one'],
      ...['at-two-critical', 'at-two'],
    ])
  })

  it('has nothing left where every item is at the top', () => {
    expect(
      workLeft(gradeFirst(oneSection(ids, { actions: actionsFor(...ids) }), stepsOf(3, 3, 3, 3, 3, 3, 3))),
    ).toEqual([])
  })
})

describe('K4 · advice in the data governance check', () => {
  const items = dataGovernance.sections.flatMap((section) => section.items.map((item) => ({ section, item })))

  it.each([0, 1, 2])('has the action from step %i of every item', (step) => {
    const { sections } = gradeAssessment(dataGovernance, 'full', allAt(dataGovernance, step))
    const advice = sections.flatMap(({ findings }) =>
      findings.map(({ item, action }) => ({
        item: item.id,
        id: action?.id,
        section: action?.section,
        from: action?.from,
        to: action?.to,
      })),
    )
    expect(advice).toHaveLength(40)
    expect(advice).toEqual(
      items.map(({ section, item }) => ({
        item: item.id,
        id: `act-${item.id}-${step}${step + 1}`,
        section: section.id,
        from: step,
        to: step + 1,
      })),
    )
  })

  it('begins every action with a first step', () => {
    expect(dataGovernance.actions).toHaveLength(120)
    expect(dataGovernance.actions.filter(({ title, begin }) => title.trim() === '' || begin.trim() === '')).toEqual([])
  })

  it('has nothing to add at the top', () => {
    const { sections } = gradeAssessment(dataGovernance, 'full', allAt(dataGovernance, 3))
    expect(sections.flatMap(workLeft)).toEqual([])
  })
})

describe('K5 · settle this first', () => {
  it('lists a duty at the lowest step', () => {
    expect(idsOf(gradesOf(['a', 'b', 'c'], { a: 0, b: 1, c: 3 }).settleFirst)).toEqual(['a'])
  })

  it('lists a duty that is not known', () => {
    expect(gradesOf(['a', 'b'], { a: 3, b: dontKnow }).settleFirst).toMatchObject([
      { item: { id: 'b' }, isUnknown: true },
    ])
  })

  it('lists a duty at the lowest step of a scale that starts at 1', () => {
    const items = ['a', 'b', 'c'].map((id) => anItem(id, { duty: 'duty' }))
    const questionnaire = aCheck([aSection('plan', items)], { levels: oneToFive })
    const { settleFirst } = gradeAssessment(questionnaire, 'full', answersOf({ a: 2, b: 1, c: dontKnow }))
    expect(idsOf(settleFirst)).toEqual(['b', 'c'])
  })

  it('never lists a duty in some cases or good practice, critical or not', () => {
    const items = [
      partly('a', critical),
      practice('b', critical),
      partly('c'),
      practice('d'),
      aCheckItem('e', { duty: undefined }),
    ]
    expect(gradesOf(items, { a: 0, b: 0, c: dontKnow, d: dontKnow, e: 0 }).settleFirst).toEqual([])
  })

  it('never lists an unanswered duty or one that does not apply', () => {
    expect(gradesOf(['a', 'b'], { b: notApplicable('no branches') }).settleFirst).toEqual([])
  })

  it('lists it whatever the section’s band, also where there is none', () => {
    const strong = gradesOf(['a', 'b', 'c', 'd'], { a: 3, b: 3, c: 3, d: 0 })
    expect(strong.sections[0]?.band?.id).toBe('strong')
    expect(idsOf(strong.settleFirst)).toEqual(['d'])
    const few = gradesOf(['a', 'b', 'c'], { c: 0 })
    expect(few.sections[0]?.band).toBeNull()
    expect(idsOf(few.settleFirst)).toEqual(['c'])
  })

  it('puts critical items of all sections ahead, then keeps the questionnaire’s order', () => {
    const questionnaire = aCheck([
      aSection('plan', [duty('a'), duty('b', critical), duty('c')]),
      aSection('risk', [duty('d'), duty('e', critical), practice('f', critical), duty('g', critical)]),
    ])
    const given = { a: 0, b: dontKnow, c: dontKnow, d: 0, e: 0, f: 0, g: dontKnow }
    expect(idsOf(gradeAssessment(questionnaire, 'full', answersOf(given)).settleFirst)).toEqual([
      ...['b', 'e', 'g'],
      ...['a', 'c', 'd'],
    ])
  })

  it('opens five at once: all of five, and of six the critical ones and the first of the others', () => {
    const items = ['a', 'b', 'c', 'd', 'e', duty('f', critical)]
    const five = gradesOf(items, { ...stepsOf(0, 0, 0, 0, 1), f: 0 }).settleFirst
    expect(five.slice(0, MOST_OPEN)).toEqual(five)
    expect(idsOf(five)).toEqual(['f', 'a', 'b', 'c', 'd'])
    const six = gradesOf(items, stepsOf(0, 0, 0, 0, 0, 0)).settleFirst
    expect(idsOf(six.slice(0, MOST_OPEN))).toEqual(['f', 'a', 'b', 'c', 'd'])
    expect(idsOf(six.slice(MOST_OPEN))).toEqual(['e'])
  })
})

describe('K6 · what is strong', () => {
  it('are the items at the top step', () => {
    const { strong } = gradesOf(['a', 'b', 'c', 'd'], { a: 3, b: 2, c: 3, d: 0 })
    expect(strong.step).toBe(3)
    expect(idsOf(strong.findings)).toEqual(['a', 'c'])
  })

  it('are duties and good practice of every section alike, critical ones ahead', () => {
    const questionnaire = aCheck([
      aSection('plan', [practice('a'), partly('b')]),
      aSection('risk', [duty('c', critical), duty('d')]),
    ])
    const { strong } = gradeAssessment(questionnaire, 'full', allAt(questionnaire, 3))
    expect(idsOf(strong.findings)).toEqual(['c', 'a', 'b', 'd'])
  })

  it('are those one step below the top where none is at it', () => {
    const { strong } = gradesOf(['a', 'b', 'c'], { a: 2, b: 1, c: 2 })
    expect(strong.step).toBe(2)
    expect(idsOf(strong.findings)).toEqual(['a', 'c'])
  })

  it('are none two steps below the top', () => {
    expect(gradesOf(['a', 'b'], { a: 1, b: 0 }).strong).toEqual({ step: null, findings: [] })
  })

  it('are none where nothing counts', () => {
    expect(gradesOf(['a', 'b'], { b: notApplicable('no branches') }).strong).toEqual({ step: null, findings: [] })
  })

  it('are never the lowest step, however short the scale', () => {
    const levels = ['No', 'Yes'].map((name, value) => ({ value, name }))
    const twoSteps = oneSection(['a', 'b'], { levels })
    expect(gradeAssessment(twoSteps, 'full', answersOf({ a: 0, b: dontKnow })).strong).toEqual({
      step: null,
      findings: [],
    })
    expect(gradeAssessment(twoSteps, 'full', answersOf({ a: 0, b: 1 })).strong).toMatchObject({
      step: 1,
      findings: [{ item: { id: 'b' } }],
    })
  })

  it('are never what is not known', () => {
    const { strong } = gradesOf(['a', 'b'], { a: dontKnow, b: 2 })
    expect(idsOf(strong.findings)).toEqual(['b'])
  })
})

describe('K7 · whom to ask', () => {
  const roles = { a: 'legal officer', b: 'IT lead', c: 'IT lead', d: 'legal officer', e: 'executive', f: 'IT lead' }
  const items = Object.entries(roles).map(([id, ask]) => aCheckItem(id, { ask, ...(id === 'f' ? {} : shortForm) }))
  const questionnaire = oneSection([...items, 'g'])
  const ask = (ids: readonly string[], form: Form = 'full') =>
    rolesToAsk(questionnaire, form, answersOf(Object.fromEntries(ids.map((id) => [id, dontKnow]))))

  it('is suggested from five “don’t know” on, not at four', () => {
    expect(UNKNOWN_TO_ASK).toBe(5)
    expect(ask(['a', 'b', 'c', 'd'])).toEqual([])
    expect(ask(['a', 'b', 'c', 'd', 'e'])).not.toEqual([])
    expect(ask([])).toEqual([])
  })

  it('is the role that knows most of them first', () => {
    // IT lead 3, legal officer 1, executive 1.
    expect(ask(['a', 'b', 'c', 'e', 'f'])).toEqual(['IT lead', 'legal officer', 'executive'])
  })

  it('keeps the questionnaire’s order among roles that know as many', () => {
    // Two each, and the legal officer is the first to be named.
    expect(ask(['a', 'b', 'c', 'd', 'e'])).toEqual(['legal officer', 'IT lead', 'executive'])
  })

  it('names only the roles for what is not known', () => {
    const answers = answersOf({
      a: 0,
      b: dontKnow,
      c: dontKnow,
      d: dontKnow,
      e: notApplicable('no executive'),
      f: dontKnow,
    })
    expect(rolesToAsk(questionnaire, 'full', answers)).toEqual([])
    expect(rolesToAsk(questionnaire, 'full', { ...answers, ...answersOf({ g: dontKnow }) })).toEqual([
      'IT lead',
      'legal officer',
    ])
  })

  it('counts an item without a role, too, and names nobody for it', () => {
    expect(ask(['b', 'c', 'd', 'f', 'g'])).toEqual(['IT lead', 'legal officer'])
  })

  it('keeps to the items the form asks', () => {
    expect(ask(['a', 'b', 'c', 'd', 'f'], 'short')).toEqual([])
    expect(ask(['a', 'b', 'c', 'd', 'e', 'f'], 'short')).toEqual(['legal officer', 'IT lead', 'executive'])
  })

  it('goes over all sections', () => {
    const questionnaire = aCheck(
      ['plan', 'risk', 'rules', 'roles', 'data'].map((id) => aSection(id, [aCheckItem(id, { ask: `lead of ${id}` })])),
    )
    const answers = answersOf({ plan: dontKnow, risk: dontKnow, rules: dontKnow, roles: dontKnow, data: dontKnow })
    expect(rolesToAsk(questionnaire, 'full', answers)).toHaveLength(5)
  })

  it('has a role to name for every item of the data governance check', () => {
    const asked = dataGovernance.sections.flatMap((section) => section.items)
    expect(asked.filter((item) => item.ask === undefined || item.ask.trim() === '')).toEqual([])
    expect(asked).toHaveLength(40)
  })
})

describe('S1 · graded sections', () => {
  it('are ordered exactly from the lowest share, equals as in the questionnaire, those without a band last', () => {
    const questionnaire = aCheck([
      aSection('blank', [aCheckItem('a')]),
      aSection('two-thirds', [aCheckItem('b')]),
      aSection('half', [aCheckItem('c'), aCheckItem('d')]),
      aSection('none', [aCheckItem('e')]),
      aSection('four-sixths', [aCheckItem('f'), aCheckItem('g')]),
    ])
    // 2 of 3, 3 of 6 and again 4 of 6.
    const answers = answersOf({ b: 2, c: 0, d: 3, e: notApplicable('no branches'), f: 1, g: 3 })
    const { sections } = gradeAssessment(questionnaire, 'full', answers)
    expect(lowestFirst(sections).map(({ sectionId }) => sectionId)).toEqual([
      ...['half', 'two-thirds', 'four-sixths'],
      ...['blank', 'none'],
    ])
  })
})

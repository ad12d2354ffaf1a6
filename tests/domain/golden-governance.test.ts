import { describe, expect, it } from 'vitest'
import { fraction, multiply, toDecimals } from '@/domain/fraction'
import { gradeAssessment, lowestFirst, rolesToAsk, workLeft, type Finding, type SectionGrade } from '@/domain/grading'
import type { Form } from '@/domain/questionnaire'
import golden from '../fixtures/golden-governance.json'
import { answersOf, dataGovernance, dontKnow, notApplicable } from '../support/builders'

// The golden set: two made-up unions whose figures were worked out by a script of their own, not by the code under test.
type Union = keyof typeof golden
type Given = Parameters<typeof answersOf>[0]
const unions = ['quay', 'civic'] as const
const sections = ['plan', 'community', 'handling', 'responsibility', 'rules', 'risk'] as const
const everySection = unions.flatMap((union) => sections.map((section) => [union, section] as const))

/** The answers of the golden set; `null` there is “does not apply”. */
function given(union: Union): Given {
  return Object.fromEntries(
    Object.entries(golden[union].answers).map(([id, step]) => [id, step ?? notApplicable('We do not do this')]),
  )
}

const gradesOf = (answers: Given, form: Form = 'full') => gradeAssessment(dataGovernance, form, answersOf(answers))

function sectionOf(answers: Given, id: string, form: Form = 'full'): SectionGrade {
  const grade = gradesOf(answers, form).sections.find(({ sectionId }) => sectionId === id)
  if (!grade) throw new Error(`no section ${id}`)
  return grade
}

/** The share as the golden set prints it: percent to two decimals. */
function percentOf({ share }: SectionGrade): number | null {
  return share && toDecimals(multiply(share, fraction(100)), 2)
}

function idsOf(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ item }) => item.id)
}

describe('K1 · the golden set: points', () => {
  it('covers the six sections and exactly the 40 items of the questionnaire, in its order', () => {
    expect(dataGovernance.sections.map(({ id }) => id)).toEqual([...sections])
    const ids = dataGovernance.sections.flatMap(({ items }) => items.map(({ id }) => id))
    expect(ids).toHaveLength(40)
    for (const union of unions) {
      expect(Object.keys(golden[union].answers)).toEqual(ids)
      expect(Object.keys(golden[union].expect)).toEqual([...sections])
    }
  })

  it.each(everySection)('are right for %s in %s, as is their share', (union, section) => {
    const { points, possible, percent } = golden[union].expect[section]
    const grade = sectionOf(given(union), section)
    expect([grade.points, grade.possible, percentOf(grade)]).toEqual([points, possible, percent])
    // In lowest terms, so compare crosswise: numerator ÷ denominator = points ÷ possible.
    expect((grade.share?.numerator ?? NaN) * possible).toBe(points * (grade.share?.denominator ?? NaN))
  })

  it('leave out what does not apply to quay: one item of handling and one of rules', () => {
    // 7 of 8 and 6 of 7 items count, three points each.
    expect(sectionOf(given('quay'), 'handling')).toMatchObject({
      completeness: { asked: 8, applicable: 7 },
      possible: 21,
      standing: 'firm',
    })
    expect(sectionOf(given('quay'), 'rules')).toMatchObject({
      completeness: { asked: 7, applicable: 6 },
      possible: 18,
      standing: 'firm',
    })
  })
})

describe('K2 · the golden set: bands', () => {
  it.each(everySection)('are right for %s in %s', (union, section) => {
    expect(sectionOf(given(union), section).band?.id).toBe(golden[union].expect[section].band)
  })

  it('belong to the band above where civic’s share lies exactly on the line', () => {
    expect(sectionOf(given('civic'), 'community')).toMatchObject({
      points: 9,
      possible: 18,
      band: { name: 'On course' },
    })
    expect(sectionOf(given('civic'), 'handling')).toMatchObject({ points: 18, possible: 24, band: { name: 'Strong' } })
  })
})

describe('K3 · the golden set: quay does not know whether its sharing is covered', () => {
  const unknown: Given = { ...given('quay'), 'gov-rules-sharing': dontKnow }

  it.each(sections)('and %s has the same points, share and band', (section) => {
    const { points, possible, percent, band } = golden.quay.expect[section]
    const grade = sectionOf(unknown, section)
    expect([grade.points, grade.possible, percentOf(grade), grade.band?.id]).toEqual([points, possible, percent, band])
    expect(grade.standing).toBe('firm')
  })

  it('and the same is to be settled first', () => {
    expect(idsOf(gradesOf(unknown).settleFirst)).toEqual(golden.quay.settleFirst)
  })

  it('and it is to be found out before anything is done about it', () => {
    expect(idsOf(gradesOf(unknown).unknown)).toEqual(['gov-rules-sharing'])
    expect(workLeft(sectionOf(unknown, 'rules'))[0]).toMatchObject({
      item: { id: 'gov-rules-sharing' },
      isUnknown: true,
      action: null,
    })
  })
})

describe('K3 · the golden set: short form', () => {
  // The two marked answers of each section, read off the table of answers; storage does not apply.
  it.each([
    ['plan', 2, 6, 'getting-going'], // 1 + 1
    ['community', 3, 6, 'on-course'], // 2 + 1
    ['handling', 1, 3, 'getting-going'], // 1
    ['responsibility', 1, 6, 'start-here'], // 1 + 0
    ['rules', 1, 6, 'start-here'], // 1 + 0
    ['risk', 1, 6, 'start-here'], // 0 + 1
  ] as const)('has for quay in %s %i of %i points', (section, points, possible, id) => {
    expect(sectionOf(given('quay'), section, 'short')).toMatchObject({
      completeness: { asked: 2 },
      points,
      possible,
      band: { id },
    })
  })

  it('settles first what it asks', () => {
    expect(idsOf(gradesOf(given('quay'), 'short').settleFirst)).toEqual([
      'gov-risk-breach',
      'gov-roles-suppliers',
      'gov-rules-sharing',
    ])
    expect(gradesOf(given('civic'), 'short').settleFirst).toEqual([])
  })
})

describe('K4 · the golden set: advice', () => {
  it('is for quay’s risks the breach plan, then the lowest steps, critical items ahead', () => {
    // Breach is a critical duty at 0; register and hostile are no duties at 0; the others are at 1, basics is critical.
    expect(workLeft(sectionOf(given('quay'), 'risk')).map(({ action }) => action?.id)).toEqual([
      'act-gov-risk-breach-01',
      'act-gov-risk-register-01',
      'act-gov-risk-hostile-01',
      'act-gov-risk-basics-12',
      'act-gov-risk-dpia-12',
      'act-gov-risk-employer-systems-12',
      'act-gov-risk-continuity-12',
    ])
  })

  it('is for civic’s rules consent, then access, which is critical, and requests last', () => {
    expect(workLeft(sectionOf(given('civic'), 'rules')).map(({ action }) => action?.id)).toEqual([
      'act-gov-rules-consent-01',
      'act-gov-rules-access-12',
      'act-gov-rules-policy-12',
      'act-gov-rules-uses-12',
      'act-gov-rules-sharing-12',
      'act-gov-rules-ai-12',
      'act-gov-rules-requests-23',
    ])
  })

  it('leaves out what is at the top: three of civic’s six answers on the plan', () => {
    expect(idsOf(workLeft(sectionOf(given('civic'), 'plan')))).toEqual([
      'gov-plan-written',
      'gov-plan-mission',
      'gov-plan-benefit-harm',
    ])
  })
})

describe('K5 · the golden set: settle this first', () => {
  it.each(unions)('is exactly this list in this order for %s', (union) => {
    expect(idsOf(gradesOf(given(union)).settleFirst)).toEqual(golden[union].settleFirst)
  })

  it('has six entries for quay, of which the two critical ones lead', () => {
    expect(gradesOf(given('quay')).settleFirst.map(({ item }) => item.critical ?? false)).toEqual([
      ...[true, true],
      ...[false, false, false, false],
    ])
  })
})

describe('K6 · the golden set: what is strong', () => {
  it('is for quay, furthest along, how members are told: nothing stands higher than at step 2', () => {
    const { strong } = gradesOf(given('quay'))
    expect(strong.step).toBe(2)
    expect(idsOf(strong.findings)).toEqual(['gov-community-tell'])
  })

  it('is for civic what stands at step 3, in the plan and in handling', () => {
    const { strong } = gradesOf(given('civic'))
    expect(strong.step).toBe(3)
    expect([...idsOf(strong.findings)].sort()).toEqual([
      'gov-data-minimise',
      'gov-data-register',
      'gov-data-retention',
      'gov-plan-lawful-basis',
      'gov-plan-purpose',
      'gov-plan-review',
    ])
  })
})

describe('K7 · the golden set: whom to ask', () => {
  const unknown: Given = {
    ...given('quay'),
    'gov-plan-purpose': dontKnow, // data protection lead
    'gov-rules-access': dontKnow, // IT lead
    'gov-risk-breach': dontKnow, // data protection lead
    'gov-risk-basics': dontKnow, // IT lead
  }

  it('is nobody at four “don’t know”', () => {
    expect(rolesToAsk(dataGovernance, 'full', answersOf(unknown))).toEqual([])
  })

  it('is at five first the role that knows three of them', () => {
    const five = { ...unknown, 'gov-risk-continuity': dontKnow } // IT lead
    expect(rolesToAsk(dataGovernance, 'full', answersOf(five))).toEqual(['IT lead', 'data protection lead'])
  })
})

describe('S1 · the golden set: sections from the lowest', () => {
  it.each([
    // 4/21, 4/18 twice, 5/21, 5/18, 6/18
    ['quay', ['risk', 'responsibility', 'rules', 'handling', 'plan', 'community']],
    // 7/21, 9/18, 12/21, 11/18, 18/24, 15/18
    ['civic', ['rules', 'community', 'risk', 'responsibility', 'handling', 'plan']],
  ] as const)('stand in this order for %s', (union, order) => {
    expect(lowestFirst(gradesOf(given(union)).sections).map(({ sectionId }) => sectionId)).toEqual(order)
  })
})

import { describe, expect, it } from 'vitest'
import type { Law } from '@/domain/assessment'
import { gradeAssessment } from '@/domain/grading'
import { rulesFor, weightFor } from '@/domain/law'
import type { Rule } from '@/domain/questionnaire'
import { aCheck, aCheckItem, answersOf, aSection, dataGovernance } from '../support/builders'

const LAWS: readonly (Law | null)[] = ['eu', 'uk', 'eu-uk', 'other', null]

function aRule(jurisdiction: Rule['jurisdiction'], text: string = jurisdiction): Rule {
  return { jurisdiction, text }
}

describe('L1 · law and good practice', () => {
  // Rows: where it is law. Columns: what the union says, in the order of `LAWS`.
  it.each<readonly [Rule['jurisdiction'], readonly boolean[]]>([
    ['eu', [true, false, true, false, false]],
    ['uk', [false, true, true, false, false]],
    ['eu-uk', [true, true, true, false, false]],
    ['any', [false, false, false, false, false]],
  ])(
    'shows a rule of “%s” as law to a union under the EU’s, the UK’s, both, another or no law said: %j',
    (rule, expected) => {
      const item = aCheckItem('a', { rules: [aRule(rule)] })
      expect(LAWS.map((law) => rulesFor(item, law).map(({ isLaw }) => isLaw))).toEqual(expected.map((isLaw) => [isLaw]))
    },
  )

  it('shows law first, then good practice, both in the order of the file', () => {
    const rules = [aRule('any', 'first'), aRule('uk', 'second'), aRule('eu', 'third'), aRule('eu-uk', 'fourth')]
    const order = (law: Law | null) => rulesFor(aCheckItem('a', { rules }), law).map(({ rule }) => rule.text)
    expect(order('uk')).toEqual(['second', 'fourth', 'first', 'third'])
    expect(order('eu')).toEqual(['third', 'fourth', 'first', 'second'])
    expect(order('eu-uk')).toEqual(['second', 'third', 'fourth', 'first'])
    expect(order('other')).toEqual(['first', 'second', 'third', 'fourth'])
  })

  it('shows advice to check something as good practice, also to a union it concerns', () => {
    const item = aCheckItem('a', { rules: [{ ...aRule('uk'), advice: true }, aRule('eu-uk')] })
    expect(rulesFor(item, 'uk').map(({ rule, isLaw }) => [rule.jurisdiction, isLaw])).toEqual([
      ['eu-uk', true],
      ['uk', false],
    ])
  })

  it.each<readonly [Rule['jurisdiction'], readonly boolean[]]>([
    ['eu', [false, true, false, true, true]],
    ['uk', [true, false, false, true, true]],
    ['eu-uk', [false, false, false, true, true]],
    ['any', [false, false, false, false, false]],
  ])('says of a rule of “%s” whether it comes from elsewhere: %j', (rule, expected) => {
    for (const advice of [{}, { advice: true } as const]) {
      const item = aCheckItem('a', { rules: [{ ...aRule(rule), ...advice }] })
      expect(LAWS.map((law) => rulesFor(item, law)[0]?.isElsewhere)).toEqual(expected)
    }
  })

  it('hides no rule from anyone', () => {
    const rules = [aRule('any'), aRule('uk'), aRule('eu'), aRule('eu-uk')]
    for (const law of LAWS) expect(rulesFor(aCheckItem('a', { rules }), law)).toHaveLength(4)
  })

  it('shows nothing for an item without rules', () => {
    for (const law of LAWS) expect(rulesFor(aCheckItem('a'), law)).toEqual([])
  })
})

describe('L1 · a duty', () => {
  it.each([
    ['duty', ['duty', 'duty', 'duty', 'practice', 'practice']],
    ['partly', ['partly', 'partly', 'partly', 'practice', 'practice']],
    ['practice', ['practice', 'practice', 'practice', 'practice', 'practice']],
    [undefined, ['practice', 'practice', 'practice', 'practice', 'practice']],
  ] as const)('marked “%s” is one only under EU or UK law: %j', (duty, expected) => {
    const item = aCheckItem('a', { duty })
    expect(LAWS.map((law) => weightFor(item, law))).toEqual(expected)
  })

  it('stands on a law of the EU and on one of the UK in the data governance check', () => {
    const duties = dataGovernance.sections.flatMap(({ items }) => items.filter(({ duty }) => duty !== 'practice'))
    for (const law of ['eu', 'uk'] as const)
      expect(duties.filter((item) => !rulesFor(item, law).some(({ isLaw }) => isLaw)).map(({ id }) => id)).toEqual([])
    expect(duties.length).toBeGreaterThan(0)
  })

  it('is to be settled first also where it is good practice only', () => {
    const item = aCheckItem('a', { duty: 'duty', rules: [aRule('eu-uk')] })
    const { settleFirst } = gradeAssessment(aCheck([aSection('plan', [item])]), 'full', answersOf({ a: 0 }))
    expect(settleFirst.map((finding) => finding.item)).toEqual([item])
    expect(LAWS.map((law) => weightFor(item, law))).toContain('practice')
  })
})

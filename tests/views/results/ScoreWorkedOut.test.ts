import { describe, expect, it } from 'vitest'
import type { Answer } from '@/domain/assessment'
import type { Form, Section } from '@/domain/questionnaire'
import { scoreSection } from '@/domain/scoring'
import ScoreWorkedOut from '@/views/results/ScoreWorkedOut.vue'
import { anItem, answersOf, aQuestionnaire, aSection, dontKnow, notApplicable } from '../../support/builders'
import { all, click, mountPart, nameOf, the, wordsOf } from '../../support/mounting'

const plain = aSection(
  'uses',
  [anItem('pay', { shortForm: true }), anItem('plans', { shortForm: true }), anItem('cases')],
  {
    title: 'Uses',
  },
)

async function open(given: Readonly<Record<string, Answer | number>>, form: Form = 'full', section: Section = plain) {
  const questionnaire = aQuestionnaire([section])
  const score = scoreSection(questionnaire, section, form, answersOf(given))
  mountPart(ScoreWorkedOut, { props: { section, score, questionnaire, form } })
  await click(the('summary'))
}

describe('how the score of a dimension was worked out', () => {
  it('names rule, answers, coverage, sum and rounding', async () => {
    await open({ pay: 2, plans: 3, cases: 3 })
    expect(wordsOf()).toContain('The score is the average level of the answers that count.')
    expect(all('listitem').map(nameOf)).toEqual(['pay? 2 Emerging', 'plans? 3 Learning', 'cases? 3 Learning'])
    expect(wordsOf()).toContain('3 of 3 answered. Left out: 0 “don’t know”, 0 “does not apply”, 0 not answered.')
    expect(wordsOf()).toContain('That is 80 % or more, so the result is firm.')
    // 8 ÷ 3 = 2.666…; on the other scale half a level less.
    expect(wordsOf()).toContain('The levels add up to 8. 8 divided by 3 is 2.67.')
    expect(wordsOf()).toContain('The nearest level, with halves going up, is 3 Learning.')
    expect(wordsOf()).toContain('On the 0 to 5 scale of the original framework this is 2.17.')
  })

  it('names what was left out', async () => {
    await open({ pay: 2, plans: dontKnow, cases: notApplicable('No') })
    expect(wordsOf()).toContain('1 of 2 answered. Left out: 1 “don’t know”, 1 “does not apply”, 0 not answered.')
    expect(wordsOf()).toContain('so the result is provisional')
  })

  it('gives no figure where there is no score', async () => {
    await open({ pay: 2 })
    expect(wordsOf()).toContain('That is less than half, so there is no score.')
    expect(wordsOf()).not.toMatch(/divided|scale/)
  })

  it('counts an answer as often as the questionnaire says', async () => {
    const weighted = aSection('uses', [anItem('pay', { weight: 2 }), anItem('plans')])
    await open({ pay: 2, plans: 5 }, 'full', weighted)
    expect(all('listitem').map(nameOf)).toEqual(['pay? 2 Emerging counts 2 times', 'plans? 5 Mastering'])
    // 2 × 2 + 5 = 9, divided by 3.
    expect(wordsOf()).toContain('With their weights, the levels add up to 9. 9 divided by 3 is 3.00.')
  })

  it('gives no figure in the short form', async () => {
    await open({ pay: 2, plans: 3 }, 'short')
    expect(wordsOf()).toContain('The place runs from the lowest to the highest of the answers that count.')
    expect(wordsOf()).not.toMatch(/\d[.,]\d|divided/)
  })
})

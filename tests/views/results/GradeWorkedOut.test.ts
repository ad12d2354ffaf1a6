import { describe, expect, it } from 'vitest'
import type { Answer } from '@/domain/assessment'
import { gradeSection } from '@/domain/grading'
import type { Form, Section } from '@/domain/questionnaire'
import GradeWorkedOut from '@/views/results/GradeWorkedOut.vue'
import { aCheck, aCheckItem, answersOf, aSection, dontKnow, notApplicable } from '../../support/builders'
import { all, click, mountPart, nameOf, the, wordsOf } from '../../support/mounting'

const plain = aSection(
  'plan',
  [aCheckItem('aims', { shortForm: true }), aCheckItem('basis', { shortForm: true }), aCheckItem('tell')],
  { title: 'Plan' },
)

async function open(given: Readonly<Record<string, Answer | number>>, form: Form = 'full', section: Section = plain) {
  const questionnaire = aCheck([section])
  const grade = gradeSection(questionnaire, section, form, answersOf(given))
  mountPart(GradeWorkedOut, { props: { section, grade, questionnaire, form } })
  await click(the('summary'))
}
const lines = () => all('listitem').map(nameOf)
const BANDS = ['Below 25 %: Start here', 'Below 50 %: Getting going', 'Below 75 %: On course', 'Otherwise: Strong']

describe('how the band of a part was worked out', () => {
  it('is closed until it is asked, and says of which part', () => {
    const grade = gradeSection(aCheck([plain]), plain, 'full', {})
    mountPart(GradeWorkedOut, { props: { section: plain, grade, questionnaire: aCheck([plain]), form: 'full' } })
    expect(the('summary').textContent).toBe('How this was worked out: Plan')
    expect(wordsOf()).not.toContain('points')
  })

  it('names rule, answers, coverage, points, share and the bands', async () => {
    await open({ aims: 2, basis: 3, tell: 0 })
    expect(wordsOf()).toContain('Each answer gives the points of its step, from 0 to the top.')
    expect(lines()).toEqual(['aims? 2 In place', 'basis? 3 Everywhere and checked', 'tell? 0 Not yet', ...BANDS])
    expect(wordsOf()).toContain('3 of 3 answered. Left out of the points: 0 “does not apply”, 0 not answered.')
    expect(wordsOf()).toContain('That is 80 % or more, so the result is firm.')
    // 5 of 9 points: 55.555… %.
    expect(wordsOf()).toContain('5 of 9 points are 55.56 %, so the band is On course.')
  })

  it('counts what is not known as no points, and says so', async () => {
    await open({ aims: 2, basis: dontKnow, tell: 2 })
    expect(lines()[1]).toBe('basis? We don’t know yet: 0 points')
    // 4 of 9 points: 44.444… %.
    expect(wordsOf()).toContain('3 of 3 answered.')
    expect(wordsOf()).toContain('4 of 9 points are 44.44 %, so the band is Getting going.')
  })

  it('names what was left out', async () => {
    await open({ aims: 2, tell: notApplicable('No') })
    expect(lines()).toEqual(['aims? 2 In place', ...BANDS])
    expect(wordsOf()).toContain('1 of 2 answered. Left out of the points: 1 “does not apply”, 1 not answered.')
    expect(wordsOf()).toContain('so the result is provisional')
    // 2 of 3 points.
    expect(wordsOf()).toContain('2 of 3 points are 66.67 %, so the band is On course.')
  })

  it('puts a line between two bands into the upper one, and says so', async () => {
    const four = aSection(
      'plan',
      ['a', 'b', 'c', 'd'].map((id) => aCheckItem(id)),
    )
    // 3 of 12 points are exactly 25 %.
    await open({ a: 3, b: 0, c: 0, d: 0 }, 'full', four)
    expect(wordsOf()).toContain('3 of 12 points are 25.00 %, so the band is Getting going.')
    expect(wordsOf()).toContain('The line between two bands belongs to the upper one.')
  })

  it('counts an answer as often as the questionnaire says', async () => {
    const weighted = aSection('plan', [aCheckItem('aims', { weight: 2 }), aCheckItem('basis')])
    await open({ aims: 1, basis: 3 }, 'full', weighted)
    expect(lines().slice(0, 2)).toEqual(['aims? 1 Started counts 2 times', 'basis? 3 Everywhere and checked'])
    // 2 × 1 + 3 = 5 of 2 × 3 + 3 = 9 points.
    expect(wordsOf()).toContain('5 of 9 points are 55.56 %')
  })

  it('gives no figure where there is no band', async () => {
    await open({ aims: 2 })
    expect(wordsOf()).toContain('1 of 3 answered.')
    expect(wordsOf()).toContain('That is less than half, so there is no')
    expect(wordsOf()).not.toMatch(/so the band is|points are/)
  })

  it('speaks of parts, not of dimensions, where nothing applies', async () => {
    const none = notApplicable('No')
    await open({ aims: none, basis: none, tell: none })
    expect(lines()).toEqual(BANDS)
    expect(wordsOf()).toContain('No question applies')
    expect(wordsOf()).not.toContain('dimension')
  })

  it('lists only what the short form asks', async () => {
    await open({ aims: 2, basis: 3, tell: 0 }, 'short')
    expect(lines()).toEqual(['aims? 2 In place', 'basis? 3 Everywhere and checked', ...BANDS])
    // 5 of 6 points: 83.333… %.
    expect(wordsOf()).toContain('5 of 6 points are 83.33 %, so the band is Strong.')
  })
})

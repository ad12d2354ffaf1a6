import { describe, expect, it } from 'vitest'
import type { Answer } from '@/domain/assessment'
import type { Form, Item } from '@/domain/questionnaire'
import GradeSummary from '@/views/results/GradeSummary.vue'
import { answersOf, dontKnow, notApplicable } from '../../support/builders'
import { click, HOSTILE, mountPart, the, wordsOf } from '../../support/mounting'
import { graded, inOrder, threeEach } from './graded'

type Given = Readonly<Record<string, readonly (Answer | number)[]>>

function show(given: Given, { form = 'full' as Form, item = {} as Partial<Item> } = {}) {
  const questionnaire = threeEach(Object.keys(given), item)
  const answers = answersOf(inOrder(given))
  const { grades } = graded(questionnaire, answers, form)
  return mountPart(GradeSummary, { props: { questionnaire, grades, answers } })
}
const opening = () => wordsOf(document.querySelector('p') ?? document.body)
const HOW = /^How this was worked out/
const none = notApplicable('No')

describe('the opening of the results of a check', () => {
  it('says how much should be settled first, what is furthest and what has most to do, and what that rests on', () => {
    show({ Plan: [2, 2, 2], Handle: [0, 0, 1], Risk: [1, 1, 1] })
    expect(opening()).toBe(
      '2 things should be settled first. You are furthest in Plan, and have most to do in Handle. ' +
        '9 of 9 questions that apply were answered.',
    )
  })

  it.each<[string, Given, string]>([
    ['none', { Plan: [1, 1, 1], Risk: [2, 2, 2] }, 'Nothing is left that has to be settled first. You are'],
    ['one', { Plan: [1, 1, 0], Risk: [2, 2, 2] }, 'One thing should be settled first. You are'],
    ['many', { Plan: [0, dontKnow, 0], Risk: [2, 2, 2] }, '3 things should be settled first. You are'],
  ])('counts what should be settled first: %s', (_what, given, words) => {
    show(given)
    expect(opening()).toContain(words)
  })

  it('counts duties only', () => {
    show({ Plan: [0, 0, 0], Risk: [2, 2, 2] }, { item: { duty: 'practice' } })
    expect(opening()).toContain('Nothing is left that has to be settled first.')
  })

  it('does not claim that nothing is left where duties have no answer', () => {
    show({ Plan: [3, 3, 3], Risk: [] })
    expect(opening()).not.toContain('Nothing is left')
  })

  it('names all that are equally far', () => {
    // Shares of 3, 6, 3, 6 and 3 out of 9.
    show({ Plan: [1, 1, 1], Handle: [2, 2, 2], Rules: [3, 0, 0], Roles: [1, 2, 3], Risk: [1, 1, 1] })
    expect(opening()).toContain('You are furthest in Handle and Roles, and have most to do in Plan, Rules and Risk.')
  })

  it('compares shares and not points', () => {
    // 2 of 3 points are more than 5 of 9: most to do is in Risk.
    show({ Plan: [2, none, none], Risk: [2, 2, 1] })
    expect(opening()).toContain('You are furthest in Plan, and have most to do in Risk.')
  })

  it('names no extremes where all parts are equally far', () => {
    show({ Plan: [2, 2, 2], Risk: [1, 2, 3] })
    expect(opening()).toBe('Nothing is left that has to be settled first. 6 of 6 questions that apply were answered.')
  })

  it('names no extremes where only one part has a band', () => {
    show({ Plan: [2, 2, 2], Risk: [1] })
    expect(opening()).not.toContain('furthest')
  })

  it('counts what is not known as answered, and leaves out what does not apply', () => {
    show({ Plan: [1, dontKnow, none], Risk: [1] })
    expect(opening()).toContain('3 of 5 questions that apply were answered, 1 of them with “We don’t know yet”.')
  })

  it('says no more than that where nothing is answered', () => {
    show({ Plan: [], Risk: [] })
    expect(opening()).toBe('0 of 6 questions that apply were answered.')
  })

  it('says no more than that where nothing applies', () => {
    show({ Plan: [none, none, none], Risk: [none, none, none] })
    expect(opening()).toBe('You said that none of these questions applies, so there is nothing to grade.')
    expect(wordsOf()).not.toMatch(/settle|no band|provisional/)
  })

  it('is silent about what is provisional or has no band where there is no such part', () => {
    show({ Plan: [2, 2, 2], Risk: [none, none, none] })
    expect(wordsOf()).not.toMatch(/provisional|no band/)
  })

  it.each<[string, Given, string]>([
    ['one', { Plan: [2, 2], Risk: [1, 1, 1] }, 'Plan is provisional: fewer than 80 % of its questions have an answer.'],
    [
      'several',
      { Plan: [2, 2], Risk: [1, dontKnow], Rules: [1, 1, 1] },
      'Plan and Risk are provisional: fewer than 80 % of their questions have an answer.',
    ],
  ])('names what is provisional: %s', (_what, given, words) => {
    show(given)
    expect(wordsOf()).toContain(words)
  })

  it.each<[string, Given, string]>([
    ['one', { Plan: [2], Risk: [1, 1, 1] }, 'Plan has no band: fewer than half of its questions have an answer.'],
    [
      'several',
      { Plan: [2], Risk: [], Rules: [1, 1, 1] },
      'Plan and Risk have no band: fewer than half of their questions have an answer.',
    ],
  ])('names what has no band: %s', (_what, given, words) => {
    show(given)
    expect(wordsOf()).toContain(words)
  })

  it('shows what looks like HTML as text', () => {
    show({ [HOSTILE]: [0, 0, 0], Risk: [1, 1, 1] })
    expect(document.querySelector('img')).toBeNull()
    expect(document.body.textContent).toContain(`most to do in ${HOSTILE}.`)
  })
})

describe('whom to ask', () => {
  const unknown = [dontKnow, dontKnow, dontKnow]

  it('is said from five “don’t know” on, with their number', () => {
    show({ Plan: unknown, Risk: [dontKnow, dontKnow, 1] }, { item: { ask: 'IT lead' } })
    expect(wordsOf()).toContain('5 answers are “We don’t know yet”. A colleague may know them: the IT lead.')
  })

  it('is not said of four', () => {
    show({ Plan: unknown, Risk: [dontKnow, 1, 1] }, { item: { ask: 'IT lead' } })
    expect(wordsOf()).not.toContain('A colleague')
  })

  it('names nobody where the questionnaire names no role', () => {
    show({ Plan: unknown, Risk: unknown })
    expect(wordsOf()).not.toContain('A colleague')
  })

  it('begins with the role that knows most of them', () => {
    const questionnaire = threeEach(['Plan', 'Risk'])
    const roles = ['executive', 'IT lead', 'IT lead', 'IT lead', 'casework lead', 'casework lead']
    const sections = questionnaire.sections.map((section, part) => ({
      ...section,
      items: section.items.map((item, index) => ({ ...item, ask: roles[3 * part + index] ?? '' })),
    }))
    const answers = answersOf(inOrder({ Plan: unknown, Risk: unknown }))
    const check = { ...questionnaire, sections }
    mountPart(GradeSummary, { props: { questionnaire: check, grades: graded(check, answers).grades, answers } })
    expect(wordsOf()).toContain('6 answers are “We don’t know yet”.')
    expect(wordsOf()).toContain('the IT lead, casework lead and executive.')
  })
})

describe('how the opening of a check was worked out', () => {
  it('says that bands are not added up, and that nothing is mixed with the data maturity framework', async () => {
    show({ Plan: [2, 2, 2], Risk: [1, 1, 1] })
    expect(the('summary').textContent).toBe('How this was worked out: the bands')
    expect(wordsOf()).not.toContain('overall')
    await click(the('summary', HOW))
    expect(wordsOf()).toContain('They are not added up: there is no overall grade')
    expect(wordsOf()).toContain('never mixed with the data maturity framework')
    expect(wordsOf()).not.toContain('short form')
  })

  it('says what a short form is good for', async () => {
    show({ Plan: [2, 2], Risk: [1, 1] }, { form: 'short' })
    await click(the('summary', HOW))
    expect(wordsOf()).toContain('The short form asks two questions on each part. That is enough for a rough band.')
  })
})

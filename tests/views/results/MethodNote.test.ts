import { describe, expect, it } from 'vitest'
import type { Form, Questionnaire } from '@/domain/questionnaire'
import { scoreAssessment } from '@/domain/scoring'
import MethodNote from '@/views/results/MethodNote.vue'
import { aQuestionnaire, aSection } from '../../support/builders'
import { mountPart, nameOf, the, wordsOf } from '../../support/mounting'

function show(form: Form = 'full', more: Partial<Questionnaire> = {}) {
  const questionnaire = aQuestionnaire([aSection('uses', ['pay'])], { attribution: 'After others.', ...more })
  return mountPart(MethodNote, { props: { questionnaire, scores: scoreAssessment(questionnaire, form, {}) } })
}

describe('the note on the method', () => {
  it('says that a question without an answer is never the lowest level', () => {
    show()
    expect(nameOf(the('region'))).toBe('About the method and its limits')
    expect(wordsOf()).toContain('A question without an answer never counts as the lowest level.')
  })

  it('says how “don’t know” counts, as the questionnaire declares it', () => {
    show()
    expect(wordsOf()).toContain('“We don’t know yet” is left out of the average.')
    expect(wordsOf()).not.toContain('counts as the lowest level, because')
  })

  it('says so where “don’t know” counts as the lowest level', () => {
    show('full', { scoring: { dontKnow: 'lowest', overall: 'none' } })
    expect(wordsOf()).toContain('“We don’t know yet” counts as the lowest level')
  })

  it('says what a short form is good for, and only then', () => {
    show()
    expect(wordsOf()).not.toContain('short form')
    show('short')
    expect(wordsOf()).toContain('The short form places each dimension only roughly.')
  })

  it('gives credit and licence', () => {
    show()
    expect(wordsOf()).toContain('Made up, version 1.0.0. After others. Licence of the text: CC0.')
  })
})

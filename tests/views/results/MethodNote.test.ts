import { describe, expect, it } from 'vitest'
import type { Form, Questionnaire } from '@/domain/questionnaire'
import MethodNote from '@/views/results/MethodNote.vue'
import { aCheck, aQuestionnaire, aSection } from '../../support/builders'
import { mountPart, nameOf, the, wordsOf } from '../../support/mounting'

function show(form: Form = 'full', more: Partial<Questionnaire> = {}) {
  const questionnaire = aQuestionnaire([aSection('uses', ['pay'])], { attribution: 'After others.', ...more })
  return mountPart(MethodNote, { props: { questionnaire, form } })
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

describe('the note on the method of a check', () => {
  const showCheck = (form: Form = 'full') => mountPart(MethodNote, { props: { questionnaire: aCheck([]), form } })

  it('says how a band comes about, and why there is no grade over all', () => {
    showCheck()
    expect(wordsOf()).toContain('Each part’s band comes from its points out of the points possible.')
    expect(wordsOf()).toContain('A question without an answer is left out of both.')
    expect(wordsOf()).toContain('There is no overall grade')
    expect(wordsOf()).not.toMatch(/average|dimension/)
  })

  it('says what a short form is good for, and only then', () => {
    showCheck()
    expect(wordsOf()).not.toContain('short form')
    showCheck('short')
    expect(wordsOf()).toContain('The short form asks two questions on each part, so the bands are rough.')
  })
})

import { describe, expect, it } from 'vitest'
import { EXAMPLE_UNION, type Union } from '@/domain/assessment'
import { useAssessmentStore } from '@/stores/assessment'
import { useLibraryStore } from '@/stores/library'
import CheckView from '@/views/check/CheckView.vue'
import { aCheck, aCheckItem, anAnswer, answersOf, aSection } from '../../support/builders'
import { all, click, mountScreen, nameOf, the, wordsOf } from '../../support/mounting'
import { anOpenRound, harbour } from '../rounds'

/** The answers of a sealed round of this union. */
async function show(union: Union) {
  const questionnaire = aCheck([aSection('plan', [aCheckItem('aims')], { title: 'Plan' })])
  const round = anOpenRound(questionnaire, answersOf({ aims: 3 }), { union })
  useAssessmentStore().opened = { status: 'ready', id: 'a1', round }
  return mountScreen(CheckView, { path: '/a/a1/check', props: { id: 'a1' } })
}

describe('the answers of a draft', () => {
  it('lead each to its question, and so does what stands in the way of sealing', async () => {
    const questionnaire = aCheck([aSection('plan', [aCheckItem('aims'), aCheckItem('law')], { title: 'Plan' })])
    const answers = { ...answersOf({ aims: 3 }), law: anAnswer({ choice: { kind: 'not_applicable', reason: ' ' } }) }
    const round = anOpenRound(questionnaire, answers, { status: 'draft', sealedAt: null })
    useAssessmentStore().opened = { status: 'ready', id: 'a1', round }
    await mountScreen(CheckView, { path: '/a/a1/check', props: { id: 'a1' } })
    expect(the('link', 'Change the answer to: aims?').getAttribute('href')).toBe('/a/a1/q/aims?from=check')
    await click(the('button', 'Finish and seal this round'))
    const alarm = the('link', 'Say why this does not apply: law?', the('alert'))
    expect(alarm.getAttribute('href')).toBe('/a/a1/q/law?from=check')
  })
})

describe('the answers of a workshop on some parts', () => {
  it('are open only in those parts; the others are named in one sentence', async () => {
    const questionnaire = aCheck([
      aSection('plan', [aCheckItem('aims')], { title: 'Plan' }),
      aSection('rules', [aCheckItem('law')], { title: 'Rules' }),
      aSection('risk', [aCheckItem('loss')], { title: 'Risk' }),
    ])
    const round = anOpenRound(questionnaire, answersOf({ loss: 1 }), { status: 'draft', sealedAt: null })
    useAssessmentStore().opened = { status: 'ready', id: 'a1', round }
    useLibraryStore().workshops = { a1: { sectionIds: ['plan'], hasMeetings: true, isClosed: true } }
    await mountScreen(CheckView, { path: '/a/a1/check', props: { id: 'a1' } })
    const open = the('region', 'Still open')
    expect(all('link', undefined, open).map(nameOf)).toEqual(['aims?'])
    // Risk was answered all the same.
    expect(wordsOf(open)).toContain('This workshop did not look at these parts: Rules.')
    expect(wordsOf()).toContain('1 of 3 questions answered')
  })
})

describe('the answers of a sealed check', () => {
  it('are read in the words of their steps, and not changed', async () => {
    await show(harbour)
    expect(wordsOf(the('region', 'Plan'))).toBe('Plan aims? 3 Everywhere and checked aims at 3')
    expect(all('link', /^Change/)).toEqual([])
    expect(all('note')).toEqual([])
  })

  it('say so where they are those of the example', async () => {
    await show({ ...harbour, id: EXAMPLE_UNION })
    expect(wordsOf(the('note'))).toContain('This is an example. The union and its answers are invented.')
  })
})

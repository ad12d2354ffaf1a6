import { describe, expect, it } from 'vitest'
import {
  assessmentCompleteness,
  completenessOf,
  openPointOf,
  progressOf,
  sectionCompleteness,
} from '@/domain/completeness'
import { anAnswer, anItem, answersOf, aQuestionnaire, aSection, dontKnow, notApplicable } from '../support/builders'

const data = aSection('data', [anItem('quality', { shortForm: true }), 'access', 'owner', 'purpose', 'sources'])
const tools = aSection('tools', [anItem('storage', { shortForm: true }), 'sharing'])
const questionnaire = aQuestionnaire([data, tools])
const answers = answersOf({
  quality: 2,
  access: 4,
  owner: dontKnow,
  purpose: notApplicable('no branches'),
  sources: anAnswer({ note: 'ask the treasurer' }),
  storage: 1,
})

describe('A4 · open points', () => {
  it('are the unanswered items', () => {
    expect(openPointOf('quality', {})).toBe('unanswered')
    expect(openPointOf('sources', answers)).toBe('unanswered')
  })

  it('are the items that “do not apply” without a reason, blanks being no reason', () => {
    expect(openPointOf('quality', answersOf({ quality: notApplicable('') }))).toBe('reason_missing')
    expect(openPointOf('quality', answersOf({ quality: notApplicable('  \n') }))).toBe('reason_missing')
  })

  it('are the items marked to come back to', () => {
    const marked = anAnswer({ choice: { kind: 'dont_know' }, comeBack: true })
    expect(openPointOf('quality', answersOf({ quality: marked }))).toBe('come_back')
  })

  it('say first what prevents sealing', () => {
    const marked = anAnswer({ choice: { kind: 'not_applicable', reason: '' }, comeBack: true })
    expect(openPointOf('quality', answersOf({ quality: marked }))).toBe('reason_missing')
  })

  it('are not the items with an option, with “don’t know”, or that do not apply for a reason', () => {
    expect(['quality', 'owner', 'purpose'].map((id) => openPointOf(id, answers))).toEqual([null, null, null])
  })
})

describe('C1 · counts', () => {
  it('tell the answered, the unknown, the not applicable and the unanswered items apart', () => {
    // Applicable 5 − 1, settled 2 + 1 + 1.
    expect(sectionCompleteness(data, 'full', answers)).toEqual({
      asked: 5,
      answered: 2,
      dontKnow: 1,
      notApplicable: 1,
      unanswered: 1,
      applicable: 4,
      settled: 4,
    })
  })

  it('are the same for any group of items, also for none', () => {
    expect(completenessOf(tools.items, answers)).toMatchObject({ asked: 2, answered: 1, unanswered: 1, settled: 1 })
    expect(completenessOf([], answers)).toMatchObject({ asked: 0, applicable: 0, settled: 0 })
  })

  it('add up over the whole questionnaire', () => {
    expect(assessmentCompleteness(questionnaire, 'full', answers)).toEqual({
      asked: 7,
      answered: 3,
      dontKnow: 1,
      notApplicable: 1,
      unanswered: 2,
      applicable: 6,
      settled: 5,
    })
  })

  it('are of the marked items only in the short form', () => {
    expect(sectionCompleteness(data, 'short', answers)).toMatchObject({ asked: 1, answered: 1, settled: 1 })
    expect(assessmentCompleteness(questionnaire, 'short', answers)).toMatchObject({ asked: 2, answered: 2 })
  })
})

describe('C2 · progress', () => {
  const progress = (given: Parameters<typeof answersOf>[0]) =>
    progressOf(sectionCompleteness(tools, 'full', answersOf(given)))

  it('has not started with no settled item', () => {
    expect(progress({})).toBe('not_started')
    expect(progress({ storage: anAnswer({ note: 'ask the treasurer', comeBack: true }) })).toBe('not_started')
  })

  it('is under way between', () => {
    expect(progress({ storage: 1 })).toBe('under_way')
    expect(progress({ sharing: dontKnow })).toBe('under_way')
  })

  it('is done when all items are settled, whatever was chosen', () => {
    expect(progress({ storage: 1, sharing: 2 })).toBe('done')
    expect(progress({ storage: dontKnow, sharing: notApplicable('one office') })).toBe('done')
  })
})

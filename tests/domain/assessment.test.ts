import { describe, expect, it } from 'vitest'
import { answerTo, copyAnswers, isUntouched, levelOf, UNTOUCHED, withChoice, type Answer } from '@/domain/assessment'
import { whereToGoOn } from '@/domain/completeness'
import {
  allAt,
  anAnswer,
  anItem,
  answersOf,
  aQuestionnaire,
  aSection,
  dontKnow,
  level,
  notApplicable,
} from '../support/builders'

/** Everything that can be given to an item. */
const full: Answer = {
  choice: { kind: 'option', value: 3 },
  confidence: 'fairly_sure',
  note: 'Asked the branches',
  evidence: { source: 'audit.pdf', date: '2026-01-31' },
  comeBack: true,
  chosenAt: 1_000,
  lastTimeShown: true,
}

describe('A1 · four states', () => {
  const item = anItem('quality')
  const questionnaire = aQuestionnaire([aSection('data', [item])])
  const lowest = aQuestionnaire([aSection('data', [item])], { scoring: { dontKnow: 'lowest', overall: 'mean' } })

  it('give a level only where an option is chosen', () => {
    expect(levelOf(questionnaire, item, level(4))).toBe(4)
    expect(levelOf(questionnaire, item, dontKnow)).toBeNull()
    expect(levelOf(questionnaire, item, notApplicable('no branches'))).toBeNull()
    expect(levelOf(questionnaire, item, UNTOUCHED)).toBeNull()
  })

  it('are also those of an item whose id is a name that every object knows', () => {
    for (const id of ['constructor', 'toString']) {
      const odd = aQuestionnaire([aSection('data', [anItem(id)])])
      expect(answerTo({}, id)).toBe(UNTOUCHED)
      expect(copyAnswers(odd, 'full', {})).toEqual({})
      expect(copyAnswers(odd, 'full', answersOf({ [id]: 2 }))[id]?.choice).toEqual({ kind: 'option', value: 2 })
    }
  })

  it('never turn an unanswered item into the lowest level, whatever “don’t know” counts as', () => {
    expect(levelOf(lowest, item, UNTOUCHED)).toBeNull()
    expect(levelOf(lowest, item, anAnswer({ note: 'ask the treasurer', comeBack: true }))).toBeNull()
    expect(levelOf(lowest, item, notApplicable('no branches'))).toBeNull()
  })

  it('hold an item that was never touched for unanswered', () => {
    expect(answerTo({}, 'quality')).toEqual(UNTOUCHED)
    expect(answerTo(answersOf({ quality: 2 }), 'quality')).toEqual(level(2))
  })

  it('are not stretched to an option the item does not have', () => {
    expect(() => levelOf(questionnaire, item, level(6))).toThrow('quality has no option 6')
  })
})

describe('A2 · what belongs to an answer', () => {
  it('is choice, certainty, note, evidence with its date, mark, time, and whether the last round was shown', () => {
    expect(UNTOUCHED).toEqual({
      choice: null,
      confidence: null,
      note: '',
      evidence: { source: '', date: '' },
      comeBack: false,
      chosenAt: null,
      lastTimeShown: false,
    })
  })

  it.each<Partial<Answer>>([
    { choice: { kind: 'dont_know' } },
    { confidence: 'guessing' },
    { note: 'ask the treasurer' },
    { evidence: { source: 'audit.pdf', date: '' } },
    { evidence: { source: '', date: '2026-01-31' } },
    { comeBack: true },
    { lastTimeShown: true },
  ])('is kept as soon as there is any of it: %j', (given) => {
    expect(isUntouched(anAnswer(given))).toBe(false)
  })

  it('is nothing to keep when nothing is given', () => {
    expect(isUntouched(UNTOUCHED)).toBe(true)
  })

  it('includes when the choice was made', () => {
    expect(withChoice(full, { kind: 'option', value: 4 }, 9_000)).toEqual({
      ...full,
      choice: { kind: 'option', value: 4 },
      chosenAt: 9_000,
    })
  })
})

describe('A3 · clearing', () => {
  it('takes away the choice and its time, and keeps note, evidence and mark', () => {
    expect(withChoice(full, null, 9_000)).toMatchObject({
      choice: null,
      chosenAt: null,
      note: 'Asked the branches',
      evidence: { source: 'audit.pdf', date: '2026-01-31' },
      comeBack: true,
    })
  })

  it('leaves the answer it started from as it was', () => {
    withChoice(full, null, 9_000)
    expect(full.choice).toEqual({ kind: 'option', value: 3 })
  })
})

describe('A5 · copying', () => {
  const questionnaire = aQuestionnaire([
    aSection('data', [anItem('quality', { shortForm: true }), 'access']),
    aSection('tools', [anItem('storage', { shortForm: true })]),
  ])

  it('leaves what a room said to the round it was said in', () => {
    const tally = { levels: [{ level: 3, votes: 7 }], dontKnow: 0, doesNotApply: 0 }
    const voice = { by: 'votes', tally, notAgreed: null, dissent: 'not all' } as const
    const copied = copyAnswers(questionnaire, 'full', { quality: { ...full, voice } })
    expect(copied.quality?.choice).toEqual({ kind: 'option', value: 3 })
    expect(copied.quality).not.toHaveProperty('voice')
  })

  it('takes what the form asks, without the marks to come back to', () => {
    const copied = copyAnswers(questionnaire, 'full', answersOf({ quality: full, access: 2, storage: dontKnow }))
    expect(Object.keys(copied)).toEqual(['quality', 'access', 'storage'])
    expect(copied.quality).toMatchObject({
      choice: { kind: 'option', value: 3 },
      confidence: 'fairly_sure',
      note: 'Asked the branches',
      evidence: { source: 'audit.pdf', date: '2026-01-31' },
      comeBack: false,
    })
    expect(copied.access).toEqual(level(2))
    expect(copied.storage).toEqual(dontKnow)
  })

  it('leaves behind what the short form does not ask, and items of another questionnaire', () => {
    const copied = copyAnswers(questionnaire, 'short', answersOf({ quality: 3, access: 2, elsewhere: 5 }))
    expect(copied).toEqual({ quality: level(3) })
  })
})

describe('A6 · going on', () => {
  const questionnaire = aQuestionnaire([
    aSection('data', [anItem('first', { shortForm: true }), 'second']),
    aSection('tools', [anItem('third', { shortForm: true }), 'fourth']),
  ])
  const goOn = (lastItem: string | null, answers: Parameters<typeof answersOf>[0]) =>
    whereToGoOn(questionnaire, { form: 'full', lastItem }, answersOf(answers))

  it('is at the first item of a round not yet begun', () => {
    expect(goOn(null, {})).toBe('first')
  })

  it('is at the item last visited if it is still open', () => {
    expect(goOn('second', { first: 1 })).toBe('second')
    expect(goOn('third', {})).toBe('third')
  })

  it('is otherwise at the next open item after it', () => {
    expect(goOn('second', { second: 2, third: dontKnow })).toBe('fourth')
  })

  it('starts over at the top after the last item', () => {
    expect(goOn('third', { first: 1, third: 3, fourth: 4 })).toBe('second')
  })

  it('is at the item last visited if none is open', () => {
    expect(whereToGoOn(questionnaire, { form: 'full', lastItem: 'third' }, allAt(questionnaire, 3))).toBe('third')
  })

  it('keeps to the items the form asks', () => {
    const short = { form: 'short', lastItem: 'first' } as const
    expect(whereToGoOn(questionnaire, short, answersOf({ first: 1 }))).toBe('third')
  })

  it('begins at the top where the item last visited is not asked', () => {
    expect(goOn('elsewhere', { first: 1 })).toBe('second')
  })

  // What is open is said by rule A4: unanswered, a reason missing, or marked to come back to.
  it('counts an item that “does not apply” without a reason as open', () => {
    expect(goOn('second', { first: 1, second: notApplicable('') })).toBe('second')
  })

  it('counts an item marked to come back to as open', () => {
    const marked = anAnswer({ choice: { kind: 'option', value: 2 }, comeBack: true })
    expect(goOn('fourth', { first: 1, second: marked, third: 3, fourth: 4 })).toBe('second')
  })
})

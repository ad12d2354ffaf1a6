import { describe, expect, it } from 'vitest'
import { useMoveWords } from '@/composables/useMoveWords'
import type { Comparison, ItemMove } from '@/domain/comparison'
import { answersOf, aQuestionnaire, aSection, dontKnow, groupSays, notApplicable } from '../support/builders'
import { aComparedRound, compared, made, threeRounds } from './comparing'

const wordsFor = (comparison: Comparison) => made(() => useMoveWords(() => comparison))

function moveOf({ sections }: Comparison, id: string): ItemMove {
  const found = sections.flatMap(({ moves }) => moves).find(({ item }) => item.id === id)
  if (!found) throw new Error(`${id} is not shared`)
  return found
}

describe('what became of a question', () => {
  const none = notApplicable('No')
  const answers = {
    up: [1, 3],
    down: [5, 4],
    same: [2, 2],
    known: [dontKnow, 2],
    unknown: [2, dontKnow],
    applies: [none, 2],
    'applies-no-more': [2, none],
    answered: [undefined, 2],
    'answered-no-more': [2, undefined],
    'never-known': [dontKnow, dontKnow],
  } as const
  const questionnaire = aQuestionnaire([aSection('Uses', Object.keys(answers))])
  const round = (date: string, side: 0 | 1) => {
    const given = Object.entries(answers).flatMap(([id, sides]) => {
      const answer = sides[side]
      return answer === undefined ? [] : [[id, answer] as const]
    })
    return aComparedRound(questionnaire, date, answersOf(Object.fromEntries(given)))
  }
  const comparison = compared([round('2024-11-20', 0), round('2025-11-20', 1)])

  it.each([
    ['up', 'Up by 2'],
    ['down', 'Down by 1'],
    ['same', 'No change'],
    ['known', 'Newly known'],
    ['unknown', 'Newly unknown'],
    ['applies', 'Applies now'],
    ['applies-no-more', 'Does not apply any more'],
    ['answered', 'Answered now'],
    ['answered-no-more', 'Not answered any more'],
    ['never-known', 'No level at either date'],
  ])('is named: %s', (id, name) => {
    expect(wordsFor(comparison).moveName(moveOf(comparison, id))).toBe(name)
  })

  it.each([
    ['up', 0, '1 Unaware', 'up at 1', false],
    ['up', -1, '3 Learning', 'up at 3', false],
    ['unknown', -1, 'We don’t know yet', '', false],
    ['answered', 0, 'Not answered', '', false],
    ['applies', 0, 'Does not apply to us', 'No', true],
  ])('has an answer at each date, and a reason is known as one: %s', (id, round, answer, text, isReason) => {
    expect(wordsFor(comparison).side(moveOf(comparison, id), round)).toMatchObject({ answer, text, isReason })
  })
})

describe('the answer of an earlier version', () => {
  const [a, , c] = threeRounds()
  const comparison = compared([a, c])

  it('is found under the id it had then, with its note and its date', () => {
    const { side } = wordsFor(comparison)
    const move = moveOf(comparison, 'uses-benefit')
    expect(side(move, 0)).toEqual({
      date: '20 November 2024',
      answer: '1 Unaware',
      text: 'We cannot yet name a gain that came from our work with data.',
      isReason: false,
      note: 'We talked about this for a while and could not name one.',
      spread: '',
      votes: '',
    })
    expect(side(move, -1)).toEqual({
      date: '18 November 2026',
      answer: '2 Emerging',
      text: 'We save some office time, for example by typing each form only once.',
      isReason: false,
      note: 'Joining forms are typed only once since June.',
      spread: '',
      votes: '',
    })
  })
})

describe('the votes of a group', () => {
  it('are told at each date where there were some', () => {
    const questionnaire = aQuestionnaire([aSection('Uses', ['a', 'b'])])
    const comparison = compared([
      aComparedRound(questionnaire, '2024-11-20', answersOf({ a: groupSays('2', '1245'), b: 2 })),
      aComparedRound(questionnaire, '2025-11-20', answersOf({ a: groupSays('3', '333'), b: groupSays('?', '??') })),
    ])
    const { side } = wordsFor(comparison)
    expect(side(moveOf(comparison, 'a'), 0)).toMatchObject({
      spread: 'Far apart',
      votes: '4 votes: 1 for “1 Unaware”, 1 for “2 Emerging”, 1 for “4 Developing” and 1 for “5 Mastering”.',
    })
    expect(side(moveOf(comparison, 'a'), -1)).toMatchObject({
      spread: 'Close together',
      votes: '3 votes: 3 for “3 Learning”.',
    })
    expect(side(moveOf(comparison, 'b'), 0)).toMatchObject({ spread: '', votes: '' })
    expect(side(moveOf(comparison, 'b'), -1)).toMatchObject({
      spread: '',
      votes: '2 votes: 2 for “We don’t know yet”.',
    })
  })
})

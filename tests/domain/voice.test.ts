import { describe, expect, it } from 'vitest'
import { groupWork, isApart, mayTellCounts, seenDifferently, voicedItems } from '@/domain/voice'
import { anItem, answersOf, aSection, groupSays, level, votes } from '../support/builders'

const sections = [
  aSection('uses', ['pay', 'plans', anItem('cases', { shortForm: true })]),
  aSection('data', ['lists', 'forms']),
]
const given = answersOf({
  pay: groupSays('3', '3334', { by: 'agreed' }),
  plans: groupSays('2', '1245'),
  cases: level(4),
  lists: groupSays('1', '1155', { notAgreed: { low: 1, high: 5 } }),
  forms: groupSays('2', '22', { dissent: 'Not in the branches' }),
})
const ids = (found: ReturnType<typeof voicedItems>) => found.map(({ item }) => item.id)
const voiced = voicedItems(sections, 'full', given)

describe('V14 · what a group answered', () => {
  it('are the items with a voice, in the order of the questionnaire', () => {
    expect(ids(voiced)).toEqual(['pay', 'plans', 'lists', 'forms'])
    expect(ids(voicedItems(sections, 'short', given))).toEqual([])
  })

  it('is summed up by items, those agreed on, and the most votes', () => {
    expect(groupWork(voiced)).toEqual({ items: 4, agreed: 1, mostVotes: 4 })
    expect(groupWork([])).toBeNull()
  })
})

describe('V6 · what a group saw differently', () => {
  it('is what lies apart or was not agreed, the widest first, camps before others (rule V6)', () => {
    expect(ids(seenDifferently(voiced, false))).toEqual(['lists', 'plans'])
  })

  it('is also what somebody sees another way, where that is told', () => {
    expect(ids(seenDifferently(voiced, true))).toEqual(['lists', 'plans', 'forms'])
  })

  it.each([
    ['3334', false],
    ['234', true],
    ['1245', true],
    ['1155', true],
    ['??', false],
  ])('counts %s as apart: %s (rule V4)', (row, expected) => {
    expect(isApart(votes(row))).toBe(expected)
  })
})

describe('V7 · counts that leave the device', () => {
  it('are those of five people or more, with a level or without', () => {
    expect(mayTellCounts(votes('1234'))).toBe(false)
    expect(mayTellCounts(votes('123??'))).toBe(true)
  })
})

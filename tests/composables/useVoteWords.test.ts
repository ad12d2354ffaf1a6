import { describe, expect, it } from 'vitest'
import { useVoteWords } from '@/composables/useVoteWords'
import { aQuestionnaire, choiceOfSign, votes } from '../support/builders'
import { made } from './comparing'

const { levels } = aQuestionnaire([])
const words = () => made(() => useVoteWords(() => levels))
const none = { notAgreed: null }

describe('V2 · how a group came to its answer', () => {
  it('is told in a sentence', () => {
    const { howText } = words()
    const three = choiceOfSign('3')
    expect(howText(three, { by: 'agreed', ...none })).toBe('The group agreed on “3 Learning”.')
    expect(howText(three, { by: 'votes', ...none })).toBe('Nothing was agreed. The votes make it “3 Learning”.')
    expect(howText(choiceOfSign('?'), { by: 'votes', ...none })).toBe(
      'Nothing was agreed. The votes make it “We don’t know yet”.',
    )
    const notAgreed = { low: 2, high: 4 }
    expect(howText(three, { by: 'votes', notAgreed })).toBe(
      'There was no agreement: the group stands between 2 Emerging and 4 Developing. The votes make it “3 Learning”.',
    )
    expect(howText(null, { by: 'votes', notAgreed })).toBe(
      'There was no agreement: the group stands between 2 Emerging and 4 Developing.',
    )
    expect(howText(null, { by: 'votes', ...none })).toBe('The group has no answer to this question yet.')
  })

  it('is told in a few words', () => {
    const { byName } = words()
    expect(byName({ by: 'agreed', ...none })).toBe('Agreed')
    expect(byName({ by: 'votes', ...none })).toBe('From the votes')
    expect(byName({ by: 'votes', notAgreed: { low: 2, high: 4 } })).toBe(
      'Not agreed, between 2 Emerging and 4 Developing',
    )
  })
})

describe('who answered', () => {
  it('tells that a group did, with how many votes at most, and what it agreed on', () => {
    expect(words().groupText({ items: 12, agreed: 9, mostVotes: 8 })).toBe(
      'A group answered 12 questions together, with up to 8 votes on each. It agreed on 9 of 12; the others are what its votes make of them.',
    )
    expect(words().groupText({ items: 1, agreed: 1, mostVotes: 8 })).toBe(
      'A group answered 1 question together, with up to 8 votes. It agreed on all.',
    )
    expect(words().groupText(null)).toBe('')
  })

  it('tells of no agreement where people answered one by one and nothing was agreed, also of one person alone', () => {
    const { groupText } = words()
    expect(groupText({ items: 14, agreed: 0, mostVotes: 3 })).toBe(
      'A group answered 14 questions together, with up to 3 votes on each. The answer in the middle of the votes counts.',
    )
    expect(groupText({ items: 14, agreed: 0, mostVotes: 1 })).toBe(
      'A group answered 14 questions together, with one vote on each at most. The answer in the middle of the votes counts.',
    )
  })

  it('tells no number of fewer people than may be told, nor of none', () => {
    const { groupText } = words()
    expect(groupText({ items: 2, agreed: 0, mostVotes: 4 }, 5)).toBe(
      'A group answered 2 questions together. The answer in the middle of the votes counts.',
    )
    expect(groupText({ items: 2, agreed: 2, mostVotes: 0 })).toBe(
      'A group answered 2 questions together. It agreed on all.',
    )
  })
})

describe('V4 · the spread', () => {
  it('has a word of its own, and none where nobody named a level', () => {
    const { spreadName } = words()
    expect(['33', '24', '14', '1155', '??'].map((row) => spreadName(votes(row)))).toEqual([
      'Close together',
      'Mixed',
      'Far apart',
      'Two camps',
      '',
    ])
  })
})

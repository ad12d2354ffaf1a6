import { describe, expect, it } from 'vitest'
import { MINUTES_AROUND, SECONDS_OF_ITEM } from '@/domain/workshop'
import { CLOSE, inRows, ITEM_STEPS, kitOf, MINUTES_OF_OPENING, OPENING, upTo, type KitChoices } from '@/views/kit/kit'
import { aQuestionnaire, aSection, anItem, dataGovernance, dataMaturity } from '../../support/builders'

const USUAL: KitChoices = { form: 'full', sections: null, people: 12, minutes: 120, meetings: null }
const kit = (questionnaire = dataMaturity, choices: Partial<KitChoices> = {}) =>
  kitOf(questionnaire, { ...USUAL, ...choices })

/** An agenda as “from–to what”. */
const agendas = ({ meetings }: ReturnType<typeof kit>) =>
  meetings.map(({ rows }) =>
    rows.map((row) => `${row.from}–${row.to} ${row.kind === 'part' ? row.part.section.title : row.kind}`),
  )
const titles = (parts: ReturnType<typeof kit>['parts']) => parts.map(({ section }) => section.title)

describe('the times of a meeting', () => {
  it('add up to what rule V11 gives an item and a meeting', () => {
    expect(ITEM_STEPS.map(({ seconds }) => seconds)).toEqual([45, 30, 90, 15])
    expect(45 + 30 + 90 + 15).toBe(SECONDS_OF_ITEM)
    const around = [...OPENING, ...CLOSE].map(({ minutes }) => minutes)
    expect(around).toEqual([3, 3, 2, 2, 4, 3, 2, 1])
    expect(3 + 3 + 2 + 2 + 4 + 3 + 2 + 1).toBe(MINUTES_AROUND)
    expect(MINUTES_OF_OPENING).toBe(10)
  })

  it('follow each other from the opening to the close, in as many meetings as it takes', () => {
    // 6, 6, 5, 6 and 6 questions are 87 minutes; another 6 would make 20 + 105.
    expect(agendas(kit())).toEqual([
      [
        '0–10 opening',
        '10–28 Uses',
        '28–46 Data',
        '46–61 Analysis',
        '61–79 Leadership',
        '79–97 Culture',
        '97–107 close',
      ],
      ['0–10 opening', '10–28 Tools', '28–43 Skills', '43–53 close'],
    ])
    expect(kit().meetings.map(({ number, minutes, spare }) => [number, minutes, spare])).toEqual([
      [1, 107, 13],
      [2, 53, 67],
    ])
    expect(kit().left).toEqual([])
  })

  it('are fewer with the short form', () => {
    // Two questions a part: 7 times 6 minutes, and 20.
    const short = kit(dataMaturity, { form: 'short' })
    expect(short.questions).toBe(14)
    expect(short.meetings.map(({ minutes }) => minutes)).toEqual([62])
    expect(short.shorter).toBeNull()
  })
})

describe('what has no room', () => {
  it('is told with how many meetings would do, and how much shorter the short form is', () => {
    const { left, covered, enough, shorter, meetings } = kit(dataMaturity, { minutes: 60, meetings: 2 })
    // 18 + 18 + 20 = 56; 15 + 18 + 20 = 53.
    expect(meetings.map((meeting) => titles(meeting.parts))).toEqual([
      ['Uses', 'Data'],
      ['Analysis', 'Leadership'],
    ])
    expect(titles(left)).toEqual(['Culture', 'Tools', 'Skills'])
    expect(titles(covered)).toEqual(['Uses', 'Data', 'Analysis', 'Leadership'])
    // Culture and Tools together, then Skills alone: 4.
    expect(enough).toBe(4)
    expect(shorter).toBe(14)
  })

  it('has no number of meetings where a part is longer than a meeting, but a length', () => {
    const { enough, shortest, left, meetings } = kit(dataGovernance, { minutes: 40 })
    expect(enough).toBeNull()
    // 8 questions of “Handle data”, and 20.
    expect(shortest).toBe(44)
    expect(meetings.map((meeting) => titles(meeting.parts))).toEqual([['Write a plan'], ['Build a community']])
    expect(titles(left)).toEqual(['Handle data', 'Assign responsibility', 'Write rules', 'Manage risk'])
  })

  it('leaves no meeting on the table that has nothing to do', () => {
    expect(kit(dataMaturity, { meetings: 5 }).meetings).toHaveLength(2)
    expect(kit(dataMaturity, { minutes: 30 }).meetings).toEqual([])
  })
})

describe('the questions', () => {
  it('have one number on all sheets, counted through all that is asked', () => {
    const numbers = (choices: Partial<KitChoices>) =>
      kit(dataMaturity, choices).parts.map(({ items }) => items.map(({ number }) => number))
    expect(numbers({ sections: ['skills', 'data'] })).toEqual([
      [1, 2, 3, 4, 5, 6],
      [7, 8, 9, 10, 11],
    ])
    expect(numbers({ form: 'short', sections: ['data', 'skills'] })).toEqual([
      [1, 2],
      [3, 4],
    ])
  })

  it('leave out a part of which the form asks nothing, and an id that nobody knows', () => {
    const some = aQuestionnaire([
      aSection('long', ['a', 'b']),
      aSection('both', [anItem('c', { shortForm: true }), 'd']),
    ])
    expect(titles(kit(some, { form: 'short' }).parts)).toEqual(['both'])
    expect(titles(kit(some, { sections: ['both', 'nobody'] }).parts)).toEqual(['both'])
    expect(kit(some, { sections: [] })).toMatchObject({ parts: [], meetings: [], left: [], questions: 0 })
  })
})

it('things stand in rows of so many, the last one perhaps shorter', () => {
  expect(inRows(upTo(5), 2)).toEqual([[1, 2], [3, 4], [5]])
  expect(inRows([], 2)).toEqual([])
})

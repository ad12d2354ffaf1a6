import { describe, expect, it } from 'vitest'
import type { Choice } from '@/domain/assessment'
import type { Item } from '@/domain/questionnaire'
import { pictureOf, summaryOf, type Room } from '@/domain/roomPicture'
import { stepsOf, untouchedRoomItem, withCards, withPassedVote, type RoomItem } from '@/domain/session'
import { anItem, aQuestionnaire, aSection } from '../support/builders'
import { aResponse, aSession } from '../support/sessions'

const one = anItem('one')
const two = anItem('two')
const uses = aSection('uses', [one, two])
const questionnaire = aQuestionnaire([uses])
const session = aSession({ sectionIds: ['uses'], present: 12, meetings: [120] })
const option = (value: number): Choice => ({ kind: 'option', value })

/** Two passed votes (2 and 4), three cards that say 3, and a response that says 5. */
const voted: RoomItem = {
  ...untouchedRoomItem(one),
  first: withCards(
    withPassedVote(withPassedVote(untouchedRoomItem(one).first, { choice: option(4), role: 'staff' }), {
      choice: option(2),
      role: null,
    }),
    option(3),
    3,
  ),
  reason: 'Nobody reads the survey.',
  dissent: 'We do.',
}
const responses = [aResponse('k1', { one: 5 }).response]

function aRoom(rooms: Readonly<Record<string, RoomItem>> = { one: voted }): Room {
  const roomOf = (item: Item) => rooms[item.id] ?? untouchedRoomItem(item)
  return { session, form: 'full', items: [one, two].map((item) => ({ section: uses, item })), roomOf, responses }
}

function pictureAt(id: string, room = aRoom(), again: readonly string[] = []) {
  const step = stepsOf(session, questionnaire, 'full', new Set(again)).find((each) => each.id === id)
  if (!step) throw new Error(`there is no step ${id}`)
  return pictureOf(step, room)
}

describe('V18 · what the whole room may see', () => {
  it('is the question and how many have voted, while they vote: no vote', () => {
    const picture = pictureAt('item.one.vote')
    // Two passed and one response; cards are counted when they are held up.
    expect(picture).toMatchObject({ kind: 'item', item: one, number: 1, of: 2, people: 12, votes: 3 })
    expect(picture).toMatchObject({ tally: null, before: null, outcome: null })
  })

  it('is every vote as a count once they are revealed, in whatever way they came', () => {
    expect(pictureAt('item.one.reveal')).toMatchObject({
      votes: 6,
      tally: {
        levels: [
          { level: 1, votes: 0 },
          { level: 2, votes: 1 },
          { level: 3, votes: 3 },
          { level: 4, votes: 1 },
          { level: 5, votes: 1 },
        ],
        dontKnow: 0,
        doesNotApply: 0,
      },
    })
  })

  it('hides the second votes too until they are revealed, and shows the first beside them then', () => {
    const second = withPassedVote(untouchedRoomItem(one).first, { choice: option(3), role: null })
    const room = aRoom({ one: { ...voted, second } })
    expect(pictureAt('item.one.vote_again', room, ['one'])).toMatchObject({ votes: 1, tally: null, before: null })
    expect(pictureAt('item.one.reveal_again', room, ['one'])).toMatchObject({
      votes: 1,
      tally: { levels: [{}, {}, { level: 3, votes: 1 }, {}, {}] },
      before: { levels: [{}, { level: 2, votes: 1 }, { level: 3, votes: 3 }, { level: 4, votes: 1 }, {}] },
    })
  })

  it('is no word on how far apart they are while cards are counted and votes are missing', () => {
    const open = { ...session, closedSections: [], closedAt: null }
    const isCounting = (id: string, more: Partial<typeof session> = {}) => {
      const picture = pictureAt(id, { ...aRoom(), session: { ...open, ...more } })
      return picture.kind === 'item' && picture.isCounting
    }
    // 6 of 12 votes are in.
    expect(isCounting('item.one.reveal')).toBe(true)
    expect(isCounting('item.one.vote')).toBe(false)
    expect(isCounting('item.one.talk')).toBe(false)
    expect(isCounting('item.one.reveal', { present: 6 })).toBe(false)
    expect(isCounting('item.one.reveal', { ways: ['device', 'own'] })).toBe(false)
    expect(isCounting('item.one.reveal', { closedSections: ['uses'] })).toBe(false)
    expect(isCounting('item.one.reveal', { closedAt: 1 })).toBe(false)
  })

  it('is what was settled only in the step that settles', () => {
    const room = aRoom({ one: { ...voted, outcome: { kind: 'agreed', choice: option(3) } } })
    expect(pictureAt('item.one.talk', room)).toMatchObject({ outcome: null })
    expect(pictureAt('item.one.settle', room)).toMatchObject({ outcome: { kind: 'agreed', choice: option(3) } })
  })

  it('never has a note, a dissent, what was parked, or a role in it', () => {
    const parked = { ...voted, parked: 'Ask Kim about it.' }
    for (const step of stepsOf(session, questionnaire, 'full', new Set())) {
      const text = JSON.stringify(pictureOf(step, aRoom({ one: parked })))
      for (const secret of ['Nobody reads', 'We do.', 'Kim', 'staff']) expect(text, step.id).not.toContain(secret)
    }
    expect(pictureAt('meeting.1.parked', aRoom({ one: parked }))).toEqual({ kind: 'parked', items: [one] })
  })

  it('is, of a section, what the room agreed on, and by whose word', () => {
    const agreed: RoomItem = { ...voted, outcome: { kind: 'not_agreed', low: 2, high: 5 } }
    expect(summaryOf(uses, aRoom({ one: agreed }))).toEqual([
      // 2 3 3 3 4 5: the lower of the two in the middle is 3; from 2 to 5 are three levels.
      {
        item: one,
        choice: option(3),
        by: 'votes',
        notAgreed: { low: 2, high: 5 },
        spread: { word: 'far_apart', low: 2, high: 5 },
      },
      { item: two, choice: null, by: null, notAgreed: null, spread: null },
    ])
  })
})

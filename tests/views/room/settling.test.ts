import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PassedVote, RoomItem } from '@/domain/session'
import { useAssessmentStore } from '@/stores/assessment'
import { usePlanStore } from '@/stores/plan'
import { all, click, descriptionOf, HOSTILE, nameOf, pick, the, wordsOf, write } from '../../support/mounting'
import { emptyDevice } from '../device'
import { arrive, next, room, said, storeAll, title, undo, voted } from './arriving'

beforeEach(emptyDevice)
afterEach(storeAll)

const SURVEY = 'listening-survey'
const MEETINGS = 'listening-meetings'
const settling = (levels: string, more: Partial<RoomItem> = {}) =>
  arrive({ step: `item.${SURVEY}.settle`, rooms: voted(SURVEY, levels, more) })
const answer = () => useAssessmentStore().round?.answers[SURVEY]
const reason = () => the('textbox', /^Reason/)

describe('V14 · settling', () => {
  it('says what the votes make of it, and takes that where nothing else is agreed', async () => {
    await settling('01200')
    expect(wordsOf()).toContain('The vote in the middle says: 3 Learning.')
    await next()
    await vi.waitFor(() => expect(answer()?.choice).toEqual({ kind: 'option', value: 3 }))
    expect(answer()?.voice?.by).toBe('votes')
  })

  it.each([
    ['2 Emerging', { kind: 'option', value: 2 }],
    ['We don’t know yet', { kind: 'dont_know' }],
  ])('takes “%s” into the round as agreed, and undo takes it out', async (name, choice) => {
    await settling('00200')
    await click(the('radio', name))
    expect(answer()?.choice).toEqual(choice)
    expect(answer()?.voice?.by).toBe('agreed')
    await undo()
    expect(all('radio').filter(({ checked }) => checked)).toEqual([])
    expect(answer()?.voice?.by).not.toBe('agreed')
  })

  it('takes the room’s reason for “does not apply”', async () => {
    await settling('00200')
    await click(the('radio', 'Does not apply to us'))
    await write(reason(), 'We have no members yet.')
    expect(answer()?.choice).toEqual({ kind: 'not_applicable', reason: 'We have no members yet.' })
  })

  it('says of a room that did not agree, though all its votes are alike, that it stands around their level', async () => {
    await settling('00500')
    await click(the('radio', 'We did not agree'))
    expect(room(SURVEY).outcome).toEqual({ kind: 'not_agreed', low: 2, high: 4 })
  })

  it('says between which levels a room stands that did not agree, whichever end is said first', async () => {
    await settling('01010')
    await click(the('radio', 'We did not agree'))
    expect(room(SURVEY).outcome).toEqual({ kind: 'not_agreed', low: 2, high: 4 })
    await pick(the('combobox', /^We stand between/), '5 Mastering')
    expect(room(SURVEY).outcome).toEqual({ kind: 'not_agreed', low: 4, high: 5 })
    await pick(the('combobox', /^and/), '4 Developing')
    // Between 4 and 4 stands nobody: it is around 4.
    expect(room(SURVEY).outcome).toEqual({ kind: 'not_agreed', low: 3, high: 5 })
    expect(answer()?.voice?.notAgreed).toEqual({ low: 3, high: 5 })
    // Of 2 and 4 the lower one in the middle.
    expect(answer()?.choice).toEqual({ kind: 'option', value: 2 })
  })

  it('asks once for the reason where the votes are far apart, and then lets the room go on', async () => {
    await settling('10001')
    await click(the('radio', '3 Learning'))
    expect(nameOf(reason())).toBe('Reason. You were far apart: what made you decide?')
    await next()
    expect(title()).toBe('Settle')
    await vi.waitFor(() => expect(document.activeElement).toBe(reason()))
    expect(descriptionOf(reason())).toBe(
      'Please write down the reason in one sentence. To go on without it, press “Next step” again.',
    )
    await next()
    expect(title()).toBe('Read')
  })

  it('asks what is seen differently where the room did not agree, because it decided nothing', async () => {
    await settling('10001')
    await click(the('radio', 'We did not agree'))
    expect(nameOf(reason())).toBe('Reason. You were far apart: what do you see differently?')
  })

  it('does not ask again once there is a reason, nor where the votes were close', async () => {
    await settling('10001')
    await click(the('radio', '3 Learning'))
    await write(reason(), 'The branches differ.')
    await next()
    expect(title()).toBe('Read')
    expect(answer()?.note).toBe('The branches differ.')
  })

  it('does not ask where the votes were close', async () => {
    await settling('00210')
    expect(nameOf(reason())).toBe('Reason (optional)')
    await click(the('radio', '3 Learning'))
    await next()
    expect(title()).toBe('Read')
  })

  it('keeps dissent, how sure the room is, and its evidence, each taken back by undo', async () => {
    await settling('00210')
    await click(the('radio', '3 Learning'))
    await write(the('textbox', /^What those say/), 'The north sees a 5.')
    await click(the('radio', 'Fairly sure'))
    await write(the('textbox', /^Evidence/), 'minutes.pdf')
    expect(answer()).toMatchObject({
      confidence: 'fairly_sure',
      evidence: { source: 'minutes.pdf' },
      voice: { dissent: 'The north sees a 5.' },
    })
    await undo()
    expect(the('textbox', /^Evidence/).value).toBe('')
    await undo()
    await undo()
    expect(the('textbox', /^What those say/).value).toBe('')
  })

  it('parks a question, with what is still open', async () => {
    await settling('00210')
    await click(the('checkbox', 'Park it: look at this question again later'))
    await write(the('textbox', 'What is still open?'), 'Ask the north.')
    expect(room(SURVEY).parked).toBe('Ask the north.')
    await click(the('checkbox', 'Park it: look at this question again later'))
    expect(room(SURVEY).parked).toBeNull()
  })

  it('puts an action into the plan that serves the question and the step from the agreed level', async () => {
    await settling('00210')
    await click(the('radio', '2 Emerging'))
    await click(the('button', 'Add this action to the plan'))
    expect(said()).toContain('Write down the action first.')
    await write(the('textbox', 'What should be done? Begin with a verb.'), 'Ask the members')
    await click(the('button', 'Add this action to the plan'))
    expect(said()).toContain('“Ask the members” is in the plan.')
    expect(usePlanStore().actions).toHaveLength(1)
    expect(usePlanStore().actions[0]).toMatchObject({
      title: 'Ask the members',
      origin: 'workshop',
      firstRound: 'a1',
      serves: { questionnaireId: 'small', sectionId: 'listening', itemIds: [SURVEY], from: 2, to: 3 },
    })
    expect(all('listitem').map(nameOf)).toContain('Ask the members')
  })

  it('keeps hostile words words', async () => {
    await settling('00210')
    await write(reason(), HOSTILE)
    await write(the('textbox', 'What should be done? Begin with a verb.'), HOSTILE)
    await click(the('button', 'Add this action to the plan'))
    expect(document.querySelectorAll('img')).toHaveLength(0)
    expect(answer()?.note).toBe(HOSTILE)
    expect(all('listitem').map(nameOf).join()).toContain('<img src=x')
  })
})

describe('V15 · what a part came to', () => {
  const votes = (elected: number, staff: number): readonly PassedVote[] => [
    ...Array.from({ length: 3 }, () => ({ choice: { kind: 'option', value: staff }, role: 'staff' }) as const),
    ...Array.from({ length: 3 }, () => ({ choice: { kind: 'option', value: elected }, role: 'elected' }) as const),
  ]
  const passed = (id: string, given: readonly PassedVote[], more: Partial<RoomItem> = {}) => {
    const { [id]: room } = voted(id, '00000')
    return room ? { [id]: { ...room, first: { ...room.first, passed: given }, ...more } } : {}
  }
  const arriveAtSummary = (floor: number | null = 3) =>
    arrive({
      step: 'section.listening.summary',
      roles: ['elected', 'staff'],
      floor,
      // Elected leaders: 4 and 5. Staff: 2 and 2.
      rooms: {
        ...passed(SURVEY, votes(4, 2), { outcome: { kind: 'agreed', choice: { kind: 'option', value: 3 } } }),
        ...passed(MEETINGS, votes(5, 2), { outcome: { kind: 'not_agreed', low: 2, high: 5 } }),
      },
    })

  it('is read out question by question, with how it came about', async () => {
    await arriveAtSummary()
    const rows = all('row').map((row) => wordsOf(row))
    // Three people each at 2 and 4, with nobody between: two camps.
    expect(rows[0]).toBe('How does your union survey its members? 3 Learning, agreed Two camps')
    expect(rows[1]).toBe('What happens with what members say at meetings? Not agreed, between 2 and 5 Two camps')
  })

  it('leads from each question back to what was settled', async () => {
    await arriveAtSummary()
    await click(the('button', 'What happens with what members say at meetings?'))
    expect(title()).toBe('Settle')
    expect(wordsOf()).toContain('Listening, question 2 of 2')
  })

  it('shows the groups only after the votes are closed, which is asked about first', async () => {
    await arriveAtSummary()
    expect(wordsOf()).toContain('Groups are shown once no more votes on this dimension can come in.')
    expect(all('rowheader', 'Elected leaders')).toEqual([])
    await click(the('button', 'Close the votes and show the groups Listening'))
    expect(nameOf(the('dialog'))).toBe('Close the votes on “Listening”?')
    await click(the('button', 'Go back', the('dialog')))
    expect(all('rowheader', 'Elected leaders')).toEqual([])
    await click(the('button', 'Close the votes and show the groups Listening'))
    await click(the('button', 'Close the votes', the('dialog')))
    // (4 + 5) / 2 and (2 + 2) / 2, which are 2.5 apart.
    expect(all('row').map(wordsOf).slice(-2)).toEqual(['Elected leaders 4.5', 'Staff 2.0'])
    expect(wordsOf()).toContain('Elected leaders see this higher than staff by 2.5. Talk about what each of you sees.')
  })

  it('shows no group of fewer people than the floor, and says why', async () => {
    await arriveAtSummary(5)
    await click(the('button', 'Close the votes and show the groups Listening'))
    await click(the('button', 'Close the votes', the('dialog')))
    expect(wordsOf()).toContain('No group is large enough to be shown, or there is only one.')
    expect(all('rowheader', 'Elected leaders')).toEqual([])
  })

  it('says nothing of groups where nobody is asked for one', async () => {
    await arrive({ step: 'section.listening.summary' })
    expect(all('heading', 'How the groups see it')).toEqual([])
    expect(all('row').map((row) => wordsOf(row))[0]).toContain('Too few votes named a level')
  })
})

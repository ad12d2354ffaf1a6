import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { useAssessmentStore } from '@/stores/assessment'
import { all, click, nameOf, press, the, wordsOf } from '../../support/mounting'
import { emptyDevice } from '../device'
import { PATIENCE } from '../rounds'
import { arrive, next, room, said, storeAll, title, undo, voted } from './arriving'

beforeEach(emptyDevice)
afterEach(async () => {
  vi.useRealTimers()
  await storeAll()
})

const SURVEY = 'listening-survey'
const PROMPT = 'How does your union survey its members?'
const picture = () => document.querySelector('[role="img"]')?.getAttribute('aria-label') ?? null
const dialog = () => the('dialog')
const beginPassing = () => click(the('button', 'Pass this device around'))
const take = () => click(the('button', 'I have the device, show the question'))
const give = () => click(the('button', 'Count my vote'))
const toMeeting = () => click(the('button', 'Everybody has voted, back to the workshop'))

async function vote(level: RegExp, role?: RegExp) {
  await take()
  await click(the('radio', level))
  if (role) await click(the('radio', role))
  await give()
}

describe('a question is read', () => {
  it('with its levels, why it matters, and how to choose', async () => {
    await arrive({ step: `item.${SURVEY}.read` })
    the('heading', PROMPT)
    expect(wordsOf()).toContain('A claim is stronger when members stand behind it.')
    expect(wordsOf()).toContain('Choose the highest level that is true today for most of your union.')
    expect(all('listitem').map(nameOf)).toContain('2 Emerging We survey members when talks go badly.')
  })
})

describe('a vote in silence', () => {
  it('says how many votes are in, and not one of them, to whoever leads either', async () => {
    await arrive({ step: `item.${SURVEY}.vote`, rooms: voted(SURVEY, '00000') })
    await beginPassing()
    await vote(/^2 /)
    await vote(/^4 /)
    await toMeeting()
    expect(said()).toContain('2 of 8 votes are in.')
    expect(wordsOf()).toContain('2 people have voted on this device.')
    expect(picture()).toBeNull()
    expect(wordsOf()).not.toContain('Emerging')
    expect(useAssessmentStore().round?.answers[SURVEY]?.choice ?? null).toBeNull()
    await next()
    expect(picture()).toContain('2 votes: 1 for “2 Emerging” and 1 for “4 Developing”.')
  })

  it('offers the ways that were chosen, and no others', async () => {
    await arrive({ step: `item.${SURVEY}.vote`, ways: ['paper', 'own'] })
    expect(all('button', 'Pass this device around')).toEqual([])
    const ways = all('listitem').map(nameOf).join()
    expect(ways).toContain(
      'people tick their sheet. You can type the sheets in now or after the meeting. Type in paper',
    )
    expect(ways).toContain('people answer in their own Waymark and show you a code.')
    expect(ways).not.toContain('keeps it face down')
  })

  it('is over where the votes of the part are closed; what is settled can change', async () => {
    await arrive({ step: `item.${SURVEY}.vote`, closedSections: ['listening'] })
    expect(wordsOf()).toContain('The votes on this question are closed. What you settle can still be changed.')
    expect(all('button', 'Pass this device around')).toEqual([])
  })
})

describe('the device that goes around', () => {
  it('shows neither the question nor any vote between two people', async () => {
    await arrive({ step: `item.${SURVEY}.vote` })
    await beginPassing()
    expect(nameOf(dialog())).toBe('Hand the device to the first person')
    for (let people = 0; people < 2; people += 1) {
      const words = wordsOf(dialog())
      expect(words).not.toContain(PROMPT)
      expect(words).not.toMatch(/Emerging|Mastering/)
      expect(all('radio', undefined, dialog())).toEqual([])
      expect(words).toContain(`${people} of 8 votes are in.`)
      await vote(/^5 /)
    }
    expect(nameOf(dialog())).toBe('Thank you. Hand the device to the next person')
    await vi.waitFor(() => expect(wordsOf(dialog())).toContain('Your vote is counted.'), PATIENCE)
  })

  it('shows nobody what the one before chose', async () => {
    await arrive({ step: `item.${SURVEY}.vote`, roles: ['elected', 'staff'] })
    await beginPassing()
    await vote(/^5 /, /staff/)
    await take()
    expect(nameOf(dialog())).toBe(PROMPT)
    expect(all('radio').filter(({ checked }) => checked)).toEqual([])
  })

  it('counts nothing without a level, and says so', async () => {
    await arrive({ step: `item.${SURVEY}.vote` })
    await beginPassing()
    await take()
    await give()
    expect(wordsOf(the('alert'))).toBe('Choose a level first, or “We don’t know yet”. Nothing is counted so far.')
    expect(room(SURVEY).first.passed).toEqual([])
  })

  it('counts nothing without the group that is asked for, and says so', async () => {
    await arrive({ step: `item.${SURVEY}.vote`, roles: ['elected', 'staff'] })
    await beginPassing()
    await take()
    await click(the('radio', /^3 /))
    await give()
    expect(wordsOf(the('alert'))).toBe('Choose your group first. Nothing is counted so far.')
    expect(room(SURVEY).first.passed).toEqual([])
    await click(the('radio', /staff/))
    await give()
    expect(room(SURVEY).first.passed).toEqual([{ choice: { kind: 'option', value: 3 }, role: 'staff' }])
  })

  it('keeps the votes in an order that does not tell who came when', async () => {
    await arrive({ step: `item.${SURVEY}.vote` })
    await beginPassing()
    const choices = () =>
      room(SURVEY).first.passed.map(({ choice }) => (choice.kind === 'option' ? choice.value : choice.kind))
    for (const level of [/^4 /, /^1 /, /^3 /]) await vote(level)
    expect(choices()).toEqual([1, 3, 4])
    await vote(/^2 /)
    expect(choices()).toEqual([1, 2, 3, 4])
  })

  it('lets a person go back without voting', async () => {
    await arrive({ step: `item.${SURVEY}.vote` })
    await beginPassing()
    await take()
    await click(the('radio', /^3 /))
    await click(the('button', 'Go back without voting'))
    expect(nameOf(dialog())).toBe('Hand the device to the first person')
    expect(wordsOf(dialog())).not.toContain('Your vote is counted.')
    expect(room(SURVEY).first.passed).toEqual([])
  })

  it('has its last vote taken back by undo', async () => {
    await arrive({ step: `item.${SURVEY}.vote` })
    await beginPassing()
    await vote(/^3 /)
    await vote(/^3 /)
    await toMeeting()
    await undo()
    expect(said()).toContain('1 of 8 votes are in.')
  })
})

describe('cards that are held up', () => {
  const more = (level: string) => click(the('button', `One more: ${level}`))

  it('are counted against the people who are here: too few, one too few, all, one too many, too many', async () => {
    await arrive({ step: `item.${SURVEY}.reveal`, present: 3 })
    expect(said()).toContain('0 of 3 votes are in. 3 votes are missing.')
    await more('3 Learning')
    await more('3 Learning')
    expect(said()).toContain('2 of 3 votes are in. One vote is missing.')
    await more('We don’t know yet')
    expect(said()).toContain('3 of 3 votes are in. Everybody is counted.')
    await more('Does not apply to us')
    expect(said()).toContain('4 of 3 votes are in. That is one more than there are people. Please count again.')
    await more('5 Mastering')
    expect(said()).toContain('5 of 3 votes are in. That is 2 more than there are people. Please count again.')
    await click(the('button', 'One less: 5 Mastering'))
    await undo()
    expect(said()).toContain('5 of 3 votes are in. That is 2 more than there are people. Please count again.')
  })

  it('say how far apart the room is when all are counted, and send nobody back to the vote before that', async () => {
    await arrive({ step: `item.${SURVEY}.reveal`, present: 2 })
    const asked = 'Hold up your cards until they are counted.'
    expect(wordsOf()).toContain(asked)
    expect(wordsOf()).not.toContain('Go back a step to vote')
    await more('1 Unaware')
    expect(picture()).toContain('1 vote: 1 for “1 Unaware”.')
    expect(wordsOf()).toContain(asked)
    await more('5 Mastering')
    expect(wordsOf()).not.toContain(asked)
    expect(wordsOf()).toContain('Far apart')
  })

  it('are counted together with the votes from the device', async () => {
    const { [SURVEY]: given } = voted(SURVEY, '00100')
    const passed = [{ choice: { kind: 'option', value: 5 }, role: null } as const]
    await arrive({
      step: `item.${SURVEY}.reveal`,
      present: 2,
      rooms: given ? { [SURVEY]: { ...given, first: { ...given.first, passed } } } : {},
    })
    expect(said()).toContain('2 of 2 votes are in. Everybody is counted.')
    expect(picture()).toContain('2 votes: 1 for “3 Learning” and 1 for “5 Mastering”.')
  })

  it('go into the round once they are revealed', async () => {
    await arrive({ step: `item.${SURVEY}.reveal` })
    await more('3 Learning')
    expect(useAssessmentStore().round?.answers[SURVEY]?.choice).toEqual({ kind: 'option', value: 3 })
    expect(useAssessmentStore().round?.answers[SURVEY]?.voice?.by).toBe('votes')
  })
})

describe('V4 · what the room could talk about', () => {
  it.each([
    [
      '00000',
      'Nobody has voted on this question yet. Go back a step to vote, or go on and settle on an answer without votes.',
    ],
    ['00100', 'There is only one vote. What do the others say?'],
    ['00300', 'You all see the same.'],
    ['00220', 'You are close together. What would have to be true for a 4, and is it?'],
    ['02010', 'What did those with a 2 see that those with a 4 did not?'],
    ['10001', 'Who would like to say what speaks for a 1? And who would like to speak for a 5?'],
    ['20002', 'There are two camps.'],
  ])('after the votes %s it says “%s”', async (levels, words) => {
    await arrive({ step: `item.${SURVEY}.talk`, rooms: voted(SURVEY, levels) })
    expect(wordsOf()).toContain(words)
  })

  it('asks who could find out where half of the people do not know', async () => {
    const first = {
      passed: [],
      cards: { ...(voted(SURVEY, '00200')[SURVEY]?.first.cards ?? []), dontKnow: 2 },
    } as never
    await arrive({ step: `item.${SURVEY}.talk`, rooms: voted(SURVEY, '00000', { first }) })
    expect(wordsOf()).toContain('Half of you or more do not know, or say that it does not apply.')
  })
})

describe('V13 · a second vote', () => {
  it('is gone to from the talk, takes the place of the first, and leaves it to be seen', async () => {
    await arrive({ step: `item.${SURVEY}.talk`, rooms: voted(SURVEY, '10001') })
    await click(the('button', 'Vote once more'))
    expect(title()).toBe('Vote once more')
    expect(picture()).toBeNull()
    expect(said()).toContain('0 of 8 votes are in.')
    await next()
    expect(title()).toBe('The votes of the second time')
    for (let people = 0; people < 3; people += 1) await click(the('button', 'One more: 3 Learning'))
    expect(picture()).toContain('3 votes: 3 for “3 Learning”.')
    expect(wordsOf()).toContain('The first time: Far apart.')
    expect(useAssessmentStore().round?.answers[SURVEY]?.choice).toEqual({ kind: 'option', value: 3 })
    await next()
    expect(title()).toBe('Settle')
    for (let steps = 0; steps < 5; steps += 1) await undo()
    expect(title()).toBe('Vote once more')
    await undo()
    expect(title()).toBe('Talk')
    await next()
    expect(title()).toBe('Settle')
  })
})

describe('V17 · the timer', () => {
  const clock = () => document.querySelector('[role="timer"]')?.textContent ?? null
  async function pass(seconds: number) {
    vi.advanceTimersByTime(seconds * 1000)
    await nextTick()
  }

  it('counts down, rests and goes on by one button that keeps the focus, and gets a minute more', async () => {
    await arrive({ step: `item.${SURVEY}.read` })
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: 1_795_900_000_000 })
    expect(clock()).toBeNull()
    const button = the('button', 'Start a timer of 45 seconds')
    button.focus()
    await click(button)
    expect(clock()).toBe('0:45')
    await pass(15)
    expect(clock()).toBe('0:30')
    expect(nameOf(document.activeElement ?? document.body)).toBe('Pause the timer')
    await click(button)
    await pass(20)
    expect(clock()).toBe('0:30')
    expect(nameOf(document.activeElement ?? document.body)).toBe('Let the timer go on')
    await click(the('button', 'Add a minute'))
    expect(clock()).toBe('1:30')
    await click(button)
    await pass(10)
    expect(clock()).toBe('1:20')
  })

  it('says when the time is up, and moves nothing on', async () => {
    await arrive({ step: `item.${SURVEY}.vote` })
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: 1_795_900_000_000 })
    await click(the('button', 'Start a timer of 30 seconds'))
    await pass(29)
    expect(wordsOf()).not.toContain('The time is up.')
    await pass(600)
    expect(clock()).toBe('0:00')
    expect(wordsOf()).toContain('The time is up.')
    expect(title()).toBe('Vote in silence')
    the('button', 'Pass this device around')
  })

  it('goes away when a person takes it away, and with the step it was for', async () => {
    await arrive({ step: `item.${SURVEY}.read` })
    await click(the('button', 'Start a timer of 45 seconds'))
    await click(the('button', 'Take the timer away'))
    expect(clock()).toBeNull()
    await click(the('button', 'Start a timer of 45 seconds'))
    await press('PageDown')
    expect(clock()).toBeNull()
  })
})

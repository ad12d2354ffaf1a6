import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import type { PassedVote, Session } from '@/domain/session'
import { usePlanStore } from '@/stores/plan'
import { roomRemote } from '@/stores/roomRemote'
import ScreenView from '@/views/screen/ScreenView.vue'
import { all, HOSTILE, mountScreen, nameOf, press, the, wordsOf } from '../../support/mounting'
import { emptyDevice } from '../device'
import { PATIENCE } from '../rounds'
import { aWorkshop, small, storeAll, voted } from '../room/arriving'
import { arriveInRoom } from '../workshops'

beforeEach(emptyDevice)
afterEach(storeAll)

const SURVEY = 'listening-survey'
const PROMPT = 'How does your union survey its members?'
const picture = () => document.querySelector('[role="img"]')?.getAttribute('aria-label') ?? null

async function arrive(session: Partial<Session>, rooms = {}) {
  const screen = await arriveInRoom(ScreenView, '/room/a1/screen', {
    questionnaire: small,
    session: aWorkshop(session),
    rooms,
  })
  await vi.waitFor(() => {
    if (usePlanStore().opening.status !== 'ready') throw new Error('the plan is not open yet')
  }, PATIENCE)
  return screen
}

/** Two votes for 2 from staff on the device, one card for 4; everything written down that can be. */
function full() {
  const { [SURVEY]: given } = voted(SURVEY, '00010', {
    outcome: { kind: 'agreed', choice: { kind: 'option', value: 2 } },
    reason: 'A reason of the room',
    dissent: 'A dissent',
    evidence: { source: 'minutes.pdf', date: '' },
    parked: 'A note for later',
  })
  const vote: PassedVote = { choice: { kind: 'option', value: 2 }, role: 'staff' }
  return given ? { [SURVEY]: { ...given, first: { ...given.first, passed: [vote, vote] } } } : {}
}

describe('V18 · what the projector shows', () => {
  it('is the levels, before the meeting, so that the last row can say whether it reads them', async () => {
    await arrive({})
    the('heading', 'Before you begin')
    expect(wordsOf()).toContain('Can everybody read this from the last row?')
    expect(all('listitem').map(nameOf)).toContain('5 Mastering')
  })

  it('is the question with its levels and how to choose, while it is read', async () => {
    await arrive({ step: `item.${SURVEY}.read` }, full())
    the('heading', PROMPT)
    expect(wordsOf()).toContain('Choose the highest level that is true today for most of your union.')
    expect(all('listitem').map(nameOf)).toContain('2 Emerging We survey members when talks go badly.')
    expect(picture()).toBeNull()
  })

  it('is only how many votes are in, while people vote', async () => {
    await arrive({ step: `item.${SURVEY}.vote` }, full())
    // Cards are counted when they are held up.
    expect(wordsOf()).toContain('2 of 8 votes are in.')
    expect(picture()).toBeNull()
    expect(wordsOf()).not.toContain('How you voted')
  })

  it('is the levels and what to do with the cards, until one of them is counted', async () => {
    await arrive({ step: `item.${SURVEY}.reveal` })
    expect(wordsOf()).toContain('0 of 8 votes are in. Hold up your cards until they are counted.')
    expect(all('listitem').map(nameOf)).toContain('2 Emerging We survey members when talks go badly.')
    expect(wordsOf()).not.toContain('Nobody has voted')
    expect(picture()).toBeNull()
  })

  it('is the votes and what to talk about, once they are revealed', async () => {
    await arrive({ step: `item.${SURVEY}.reveal`, present: 3 }, full())
    expect(picture()).toContain('3 votes: 2 for “2 Emerging” and 1 for “4 Developing”.')
    expect(wordsOf()).toContain('Mixed What did those with a 2 see that those with a 4 did not?')
    expect(wordsOf()).not.toContain('Agreed')
  })

  it.each([
    [`item.${SURVEY}.settle`, 'Agreed: 2 Emerging'],
    ['section.listening.summary', `2 Emerging ${PROMPT}`],
    ['meeting.1.parked', PROMPT],
    ['meeting.1.close', 'Thank you all for your time.'],
  ])(
    'is at %s what the room came to, and never a reason, a dissent, evidence, a note or a group',
    async (step, shown) => {
      await arrive({ step, roles: ['staff', 'elected'] }, full())
      expect(wordsOf()).toContain(shown)
      expect(wordsOf()).not.toMatch(/A reason|A dissent|minutes\.pdf|A note for later|staff/i)
    },
  )

  it('is the titles of actions, and hostile ones stay words', async () => {
    await arrive({ step: 'meeting.1.actions' })
    expect(wordsOf()).toContain('No action has been written down yet.')
    usePlanStore().add({ title: HOSTILE, owner: 'Mara', origin: 'workshop', firstRound: 'a1' })
    await nextTick()
    expect(wordsOf()).toContain('<img src=x onerror="alert(1)">')
    expect(wordsOf()).not.toContain('Mara')
    expect(document.querySelectorAll('img')).toHaveLength(0)
  })

  it('has nothing to press, to type or to follow', async () => {
    await arrive({ step: `item.${SURVEY}.settle` }, full())
    expect([...all('button'), ...all('textbox'), ...all('link'), ...all('radio')]).toEqual([])
    expect(all('heading').map(nameOf)).toEqual(['The room’s screen', PROMPT])
    expect(document.title).toBe('The room’s screen – Waymark')
  })

  it('has the timer, and says when the time is up', async () => {
    await arrive({ step: `item.${SURVEY}.talk`, timer: { length: 90_000, endsAt: null, left: 75_000 } }, full())
    expect(document.querySelector('[role="timer"]')?.textContent).toBe('1:15')
    expect(wordsOf()).not.toContain('The time is up.')
  })
})

describe('a clicker in the projector’s window', () => {
  it('moves the window that leads, and nothing of its own', async () => {
    const moves: number[] = []
    const remote = roomRemote('a1', (by) => moves.push(by))
    await arrive({ step: `item.${SURVEY}.vote` })
    await press('PageDown')
    await press('PageUp')
    await vi.waitFor(() => expect(moves).toEqual([1, -1]))
    expect(wordsOf()).toContain('Vote in silence')
    remote.close()
  })
})

describe('a workshop that is not here', () => {
  it('is told', async () => {
    await mountScreen(ScreenView, { path: '/room/a2/screen', props: { id: 'a2' } })
    await vi.waitFor(() => the('heading', 'This round is not on this device'), PATIENCE)
  })
})

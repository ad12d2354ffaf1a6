import type { HeldResponse, RoomItem, Session } from '@/domain/session'
import { answersOf } from './builders'

const levels = (counts: string) => [...counts].map((votes, index) => ({ level: index + 1, votes: Number(votes) }))

/** A workshop on a round of the small questionnaire, to which everything is given. */
export function aSession(more: Partial<Session> = {}): Session {
  return {
    assessmentId: 'round-1',
    sectionIds: ['listening', 'sharing'],
    people: 12,
    present: 11,
    meetings: [90, 60],
    ways: ['cards', 'device', 'paper', 'own'],
    roles: ['elected', 'staff'],
    floor: 4,
    consentAt: null,
    step: 'item.listening-survey.vote',
    revealed: ['item.listening-survey.reveal'],
    timer: { length: 90_000, endsAt: 1_795_900_000_000, left: 60_000 },
    closedSections: ['listening'],
    closedAt: 1_795_900_100_000,
    ...more,
  }
}

/** What a room gave to an item that takes levels from 1 to 5, with everything in it. */
export function aRoomItem(more: Partial<RoomItem> = {}): RoomItem {
  return {
    first: {
      passed: [
        { choice: { kind: 'option', value: 2 }, role: 'staff' },
        { choice: { kind: 'dont_know' }, role: null },
        { choice: { kind: 'not_applicable', reason: 'None here.' }, role: 'elected' },
      ],
      cards: { levels: levels('01210'), dontKnow: 1, doesNotApply: 2 },
    },
    second: { passed: [], cards: { levels: levels('00400'), dontKnow: 0, doesNotApply: 0 } },
    counts: null,
    outcome: { kind: 'agreed', choice: { kind: 'option', value: 4 } },
    reason: 'Branches differ — “mostly” 👍',
    dissent: 'The north sees it at 5.',
    confidence: 'fairly_sure',
    evidence: { source: 'minutes.pdf', date: '2026-01-31' },
    parked: 'Ask the north.',
    ...more,
  }
}

/** A response to the small questionnaire, on a paper sheet that was typed in twice. */
export function aHeldResponse(key = '00ff10a2b3c4d5e6', more: Partial<HeldResponse> = {}): HeldResponse {
  const answer = {
    choice: { kind: 'option', value: 4 },
    confidence: null,
    note: '',
    evidence: { source: '', date: '' },
    comeBack: false,
    chosenAt: 1_234,
    lastTimeShown: false,
  } as const
  return {
    response: {
      key,
      edition: 2,
      questionnaireId: 'small',
      questionnaireVersion: '1.0.0',
      form: 'full',
      requestId: 'round-1',
      role: 'member',
      answers: { 'listening-survey': answer },
    },
    way: 'paper',
    sheet: 7,
    again: { 'listening-survey': { ...answer, choice: { kind: 'option', value: 5 } } },
    ...more,
  }
}

/** One person’s response, from a device of their own, with these answers. */
export function aResponse(
  key: string,
  given: Parameters<typeof answersOf>[0],
  more: Partial<HeldResponse['response']> = {},
): HeldResponse {
  const { response } = aHeldResponse(key)
  const own = { ...response, edition: 1, requestId: null, role: 'staff' as const, answers: answersOf(given), ...more }
  return { response: own, way: 'own', sheet: null, again: null }
}

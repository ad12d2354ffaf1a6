import { ROLES, UNTOUCHED, type Answer, type Choice, type Confidence, type RespondentRole } from './assessment'
import { fraction, meanOf, type Fraction } from './fraction'
import { itemsOf, type Form, type Item, type Questionnaire, type Section } from './questionnaire'
import { standingOf } from './scoring'
import {
  addTallies,
  arrivalOf,
  farthestFirst,
  fitMeetings,
  groupAnswer,
  noVotes,
  rolesToShow,
  spreadOf,
  tallyOf,
  votesIn,
  votesWithLevel,
  widestDifference,
  type Arrival,
  type FittedMeeting,
  type Response,
  type RoleCounts,
  type RoleDifference,
  type Spread,
  type Tally,
} from './workshop'

/** How a person in the room votes. */
export const VOTING_WAYS = ['cards', 'device', 'paper', 'own'] as const
export type VotingWay = (typeof VOTING_WAYS)[number]

/** A timer that the room started: it runs until `endsAt`, or rests with `left` milliseconds. It moves nothing on (rule V17). */
export interface Timer {
  /** Milliseconds it was set to. */
  readonly length: number
  /** Milliseconds since 1970; `null` while it rests. */
  readonly endsAt: number | null
  /** Milliseconds, while it rests. */
  readonly left: number
}

/** A workshop on one round, or responses that are gathered for it without a meeting. */
export interface Session {
  /** The round that the room agrees on. */
  readonly assessmentId: string
  /** The sections that are to be settled, in the questionnaire's order. */
  readonly sectionIds: readonly string[]
  /** People who are expected, and those in the room now. */
  readonly people: number
  readonly present: number
  /** Minutes of each meeting; none where responses are gathered without one. */
  readonly meetings: readonly number[]
  readonly ways: readonly VotingWay[]
  /** The role groups that people are asked for; none where nobody is asked. */
  readonly roles: readonly RespondentRole[]
  /** Least people of a group that is shown apart; `null` where an open meeting has agreed to do without (rule V7). */
  readonly floor: number | null
  /** When the meeting agreed to do without a floor, in milliseconds since 1970. */
  readonly consentAt: number | null
  /** Where the room is (rule V12). */
  readonly step: string
  /** Ids of the steps that revealed votes: what was revealed once stays so, also where the room goes back or elsewhere. */
  readonly revealed: readonly string[]
  readonly timer: Timer | null
  /** Sections whose votes do not change any more, so that groups can be shown (rule V15). */
  readonly closedSections: readonly string[]
  /** When it was closed; `null` while it goes on. */
  readonly closedAt: number | null
}

/** A vote given on the device that is passed around. */
export interface PassedVote {
  readonly choice: Choice
  readonly role: RespondentRole | null
}

/** Votes on an item that were not given in a response. */
export interface RoomVotes {
  /** Sorted, so that their order does not tell who voted when. */
  readonly passed: readonly PassedVote[]
  readonly cards: Tally
}

/** What the room settled on. */
export type Outcome =
  | { readonly kind: 'agreed'; readonly choice: Choice }
  /** The room did not agree; it stands between these levels. */
  | { readonly kind: 'not_agreed'; readonly low: number; readonly high: number }

/** Everything that a room gave to one item, beside the responses. */
export interface RoomItem {
  readonly first: RoomVotes
  /** `null` unless the room voted once more. */
  readonly second: RoomVotes | null
  /** All votes as counts, once the votes themselves were deleted (rule V16). */
  readonly counts: { readonly first: Tally; readonly second: Tally | null } | null
  readonly outcome: Outcome | null
  readonly reason: string
  /** What those who see it differently say, in their own words. */
  readonly dissent: string
  readonly confidence: Confidence | null
  readonly evidence: Answer['evidence']
  /** What was left for another time; `null` where nothing was. */
  readonly parked: string | null
}

/** A response as it lies with the session. */
export interface HeldResponse {
  readonly response: Response
  readonly way: 'own' | 'paper'
  /** The number on a paper sheet; `null` for other ways. */
  readonly sheet: number | null
  /** A sheet typed in a second time, to find slips; `null` where it was not. */
  readonly again: Response['answers'] | null
}

/** What a group's answer rests on; it goes with the answer into the round. */
export interface GroupVoice {
  readonly by: 'agreed' | 'votes'
  readonly tally: Tally
  readonly notAgreed: { readonly low: number; readonly high: number } | null
  readonly dissent: string
}

export function noRoomVotes(item: Item): RoomVotes {
  return { passed: [], cards: noVotes(item) }
}

/** An item to which the room has given nothing yet. */
export function untouchedRoomItem(item: Item): RoomItem {
  return {
    first: noRoomVotes(item),
    second: null,
    counts: null,
    outcome: null,
    reason: '',
    dissent: '',
    confidence: null,
    evidence: UNTOUCHED.evidence,
    parked: null,
  }
}

/** The votes with one more, sorted. */
export function withPassedVote(votes: RoomVotes, vote: PassedVote): RoomVotes {
  const placeOf = ({ choice }: PassedVote) => (choice.kind === 'option' ? choice.value : Number.MAX_SAFE_INTEGER)
  const keyOf = ({ choice, role }: PassedVote) =>
    `${choice.kind} ${role ?? ''} ${choice.kind === 'not_applicable' ? choice.reason : ''}`
  const passed = [...votes.passed, vote].sort(
    (a, b) => placeOf(a) - placeOf(b) || (keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b))),
  )
  return { ...votes, passed }
}

/** The votes with another number of cards that show a level, or say one of the other two; never below zero. What is no number changes nothing. */
export function withCards(votes: RoomVotes, shows: Choice, cards: number): RoomVotes {
  if (!Number.isFinite(cards)) return votes
  const count = Math.max(0, Math.trunc(cards))
  const { levels, dontKnow, doesNotApply } = votes.cards
  const counted: Tally = {
    levels: levels.map((each) =>
      shows.kind === 'option' && each.level === shows.value ? { ...each, votes: count } : each,
    ),
    dontKnow: shows.kind === 'dont_know' ? count : dontKnow,
    doesNotApply: shows.kind === 'not_applicable' ? count : doesNotApply,
  }
  return { ...votes, cards: counted }
}

/** What was chosen for the item in a response; `null` where it was left blank. */
function choiceIn(response: Response, item: Item): Choice | null {
  return (Object.hasOwn(response.answers, item.id) ? response.answers[item.id]?.choice : null) ?? null
}

/** All first votes on an item (rule V1). */
export function firstTally(item: Item, room: RoomItem, responses: readonly Response[]): Tally {
  if (room.counts) return room.counts.first
  const own = responses.flatMap((response) => choiceIn(response, item) ?? [])
  const passed = room.first.passed.map(({ choice }) => choice)
  return addTallies(room.first.cards, tallyOf(item, [...own, ...passed]))
}

/** The votes of the second time, which nobody gave in a response; `null` where the room did not vote again. */
export function secondTally(item: Item, room: RoomItem): Tally | null {
  if (room.counts) return room.counts.second
  if (!room.second) return null
  return addTallies(
    room.second.cards,
    tallyOf(
      item,
      room.second.passed.map(({ choice }) => choice),
    ),
  )
}

/** The votes that count: those of the second time once there is one of them, otherwise the first (rule V13). */
export function countingTally(item: Item, room: RoomItem, responses: readonly Response[]): Tally {
  const second = secondTally(item, room)
  return second && votesIn(second) > 0 ? second : firstTally(item, room, responses)
}

/** Whether a reason has to be given before the room goes on: where the votes are far apart, or form two camps (rule V14). */
export function asksForReason(tally: Tally): boolean {
  const word = spreadOf(tally)?.word
  return word === 'far_apart' || word === 'two_camps'
}

/** Whether the room gave anything to the item, so that the round should have an answer. */
function isTouched(item: Item, room: RoomItem, responses: readonly Response[]): boolean {
  return room.outcome !== null || votesIn(countingTally(item, room, responses)) > 0
}

/**
 * The answer that goes into the round (rules V2, V14): the group's choice, the reason as its note, and what it rests on.
 *
 * @returns `null` where the room has neither voted nor settled anything
 */
export function answerOfRoom(
  item: Item,
  room: RoomItem,
  responses: readonly Response[],
): Pick<Answer, 'choice' | 'confidence' | 'note' | 'evidence' | 'voice'> | null {
  if (!isTouched(item, room, responses)) return null
  const tally = countingTally(item, room, responses)
  const agreed = room.outcome?.kind === 'agreed' ? room.outcome.choice : null
  const answer = groupAnswer(agreed, tally)
  const { reason, dissent, confidence, evidence, outcome } = room
  const notAgreed = outcome?.kind === 'not_agreed' ? { low: outcome.low, high: outcome.high } : null
  // The reason why it does not apply is the room's own.
  const choice =
    answer?.choice.kind === 'not_applicable' && answer.choice.reason === ''
      ? { ...answer.choice, reason }
      : (answer?.choice ?? null)
  // Nobody is sure of an answer that is none (rule A3).
  return {
    choice,
    confidence: choice && confidence,
    note: reason,
    evidence,
    voice: { by: answer?.by ?? 'votes', tally, notAgreed, dissent },
  }
}

/** The sections of a session, in the questionnaire's order. */
export function sectionsOf(session: Pick<Session, 'sectionIds'>, questionnaire: Questionnaire): readonly Section[] {
  return questionnaire.sections.filter(({ id }) => session.sectionIds.includes(id))
}

/** The meetings with their sections; what has no room in those that are planned meets once more at the end (rule V12). */
export function meetingsOf(
  session: Pick<Session, 'sectionIds' | 'meetings'>,
  questionnaire: Questionnaire,
  form: Form,
): readonly FittedMeeting[] {
  const sections = sectionsOf(session, questionnaire).map((section) => ({
    id: section.id,
    items: itemsOf(section, form).length,
  }))
  const { meetings, left } = fitMeetings(sections, session.meetings)
  const held = meetings.filter(({ sectionIds }) => sectionIds.length > 0)
  if (left.length === 0 || session.meetings.length === 0) return held
  const [more] = fitMeetings(
    sections.filter(({ id }) => left.includes(id)),
    [Number.MAX_SAFE_INTEGER],
  ).meetings
  return more ? [...held, more] : held
}

/** What the room does with one item, one after another; the second vote only where it was asked for. */
export const PHASES = ['read', 'vote', 'reveal', 'talk', 'vote_again', 'reveal_again', 'settle'] as const
export type Phase = (typeof PHASES)[number]

export const MEETING_STEPS = ['purpose', 'uses', 'before', 'actions', 'parked', 'close'] as const
export type MeetingStep = (typeof MEETING_STEPS)[number]

/** Where a room can be. `meeting` counts from 1. */
export type Step =
  | { readonly id: string; readonly kind: 'start'; readonly meeting: number }
  | { readonly id: string; readonly kind: MeetingStep; readonly meeting: number }
  | {
      readonly id: string
      readonly kind: 'item'
      readonly phase: Phase
      readonly meeting: number
      readonly section: Section
      readonly item: Item
    }
  | { readonly id: string; readonly kind: 'summary'; readonly meeting: number; readonly section: Section }

export const START_STEP = 'start'

export function stepOfItem(itemId: string, phase: Phase): string {
  return `item.${itemId}.${phase}`
}

export function stepOfMeeting(meeting: number, kind: MeetingStep): string {
  return `meeting.${meeting}.${kind}`
}

/**
 * All steps of a session in their order (rule V12).
 *
 * @param votedAgain the items on which the room votes once more
 */
export function stepsOf(
  session: Pick<Session, 'sectionIds' | 'meetings'>,
  questionnaire: Questionnaire,
  form: Form,
  votedAgain: ReadonlySet<string>,
): readonly Step[] {
  const start: Step = { id: START_STEP, kind: 'start', meeting: 1 }
  const meetings = meetingsOf(session, questionnaire, form).flatMap(({ sectionIds }, index) => {
    const meeting = index + 1
    const step = (kind: MeetingStep): Step => ({ id: stepOfMeeting(meeting, kind), kind, meeting })
    const sections = sectionsOf({ sectionIds }, questionnaire).flatMap((section): Step[] => [
      ...itemsOf(section, form).flatMap((item) =>
        PHASES.filter((phase) => votedAgain.has(item.id) || (phase !== 'vote_again' && phase !== 'reveal_again')).map(
          (phase): Step => ({ id: stepOfItem(item.id, phase), kind: 'item', phase, meeting, section, item }),
        ),
      ),
      { id: `section.${section.id}.summary`, kind: 'summary', meeting, section },
    ])
    return [step('purpose'), step('uses'), step('before'), ...sections, step('actions'), step('parked'), step('close')]
  })
  return [start, ...meetings]
}

/** Whether the votes of a step's item may be seen in it (rule V12): not before they are revealed, by nobody. */
export function areVotesShown(phase: Phase): boolean {
  return phase !== 'read' && phase !== 'vote' && phase !== 'vote_again'
}

/** The reveals that a step is or comes after; being in it counts as having seen them (rule V12). */
export function revealsOf(step: Step): readonly string[] {
  if (step.kind !== 'item' || !areVotesShown(step.phase)) return []
  const first = stepOfItem(step.item.id, 'reveal')
  return step.phase === 'reveal_again' ? [first, step.id] : [first]
}

/**
 * What the room gave to an item, without votes that are still hidden (rule V12): those of a second time have a reveal of
 * their own. A workshop that is closed, or never meets, hides nothing.
 *
 * @returns `null` while all of it is hidden
 */
export function shownRoom(
  itemId: string,
  room: RoomItem,
  { meetings, closedAt, revealed }: Pick<Session, 'meetings' | 'closedAt' | 'revealed'>,
): RoomItem | null {
  if (meetings.length === 0 || closedAt !== null) return room
  if (revealed.includes(stepOfItem(itemId, 'reveal_again'))) return room
  return room.outcome || revealed.includes(stepOfItem(itemId, 'reveal')) ? withoutSecondVotes(room) : null
}

/** The item as if the room had voted once. */
export function withoutSecondVotes(room: RoomItem): RoomItem {
  return { ...room, second: null, counts: room.counts && { ...room.counts, second: null } }
}

/** So many people have voted on an item, without cards, which are counted when they are held up. */
export function votesInBefore(item: Item, room: RoomItem, responses: readonly Response[], isSecond: boolean): number {
  if (isSecond) return room.second?.passed.length ?? 0
  return room.first.passed.length + responses.filter((response) => choiceIn(response, item)).length
}

/** A group's mean on a section, from as many people at each item. */
export interface GroupMean {
  readonly role: RespondentRole
  readonly mean: Fraction
}

export interface Groups {
  /** Groups that may be shown apart, each with its mean where it named a level. */
  readonly shown: readonly GroupMean[]
  readonly difference: RoleDifference | null
}

/**
 * How the role groups see a section (rules V7, V8, V15). A mean rests on votes that name a level, so there must be enough of
 * them, and not only enough people. Votes counted from cards have no role: they are left over, so where there are any at an
 * item they must be enough too.
 *
 * @returns `null` while the votes of the section can still change, or where they were deleted
 */
export function groupsOf(
  session: Session,
  section: Section,
  items: readonly Item[],
  roomOf: (item: Item) => RoomItem,
  responses: readonly Response[],
): Groups | null {
  if (!session.closedSections.includes(section.id) || items.some((item) => roomOf(item).counts)) return null
  const votes = items.map((item) => ({ item, ...votesByRole(item, roomOf(item), responses) }))
  const { floor } = session
  // An open meeting that agreed to do without a floor has nothing to hide, so there one who does not know hides no group.
  const counted = votes.flatMap(({ counts, withLevel }) => (floor === null ? [counts] : [counts, withLevel]))
  // Who told no role could be worked out from the whole where everybody else is shown.
  const isTooFew = (people: number) => people > 0 && people < (floor ?? 1)
  if (votes.some(({ nameless }) => isTooFew(nameless.people) || isTooFew(nameless.withLevel)))
    return { shown: [], difference: null }
  // In an order of their own: that of the votes would tell which group has the lowest.
  const roles = inOrder(rolesToShow(counted, floor))
  const shown = roles.flatMap((role) => {
    const means = votes.flatMap(({ levels }) => {
      const own = levels.filter((each) => each.role === role).map(({ level }) => fraction(level))
      return own.length > 0 ? [meanOf(own)] : []
    })
    return means.length > 0 ? [{ role, mean: meanOf(means) }] : []
  })
  return { shown, difference: widestDifference(shown) }
}

const inOrder = (roles: readonly RespondentRole[]) => ROLES.filter((role) => roles.includes(role))

/** The mean of the respondents, and how many they are. */
export interface RespondentsMean {
  readonly mean: Fraction
  readonly people: number
}

/**
 * The mean of the respondents' own means of a section: whoever skipped much weighs the same. A second figure, which never
 * names a stage (rule V9).
 *
 * @returns `null` while the votes of the section can still change, where they were deleted, and where it, or what is left of
 * the votes without it, rests on fewer people than the floor, or on one
 */
export function meanOfRespondents(
  session: Pick<Session, 'closedSections' | 'floor'>,
  section: Section,
  items: readonly Item[],
  roomOf: (item: Item) => RoomItem,
  responses: readonly Response[],
): RespondentsMean | null {
  if (!session.closedSections.includes(section.id) || items.some((item) => roomOf(item).counts)) return null
  const own = responses.flatMap((response) => {
    const choices = items.map((item) => choiceIn(response, item))
    const named = choices.flatMap((choice) => (choice?.kind === 'option' ? [fraction(choice.value)] : []))
    const applicable = choices.filter((choice) => choice?.kind !== 'not_applicable').length
    const isScored = named.length > 0 && standingOf(named.length, applicable) !== 'not_enough'
    return isScored ? [{ response, mean: meanOf(named) }] : []
  })
  const least = Math.max(session.floor ?? 1, 2)
  // Of one vote beside it, the whole would tell what it was.
  const isRestSafe = items.every((item) => {
    const counted = own.filter(({ response }) => choiceIn(response, item)).length
    const rest = votesIn(firstTally(item, roomOf(item), responses)) - counted
    return rest === 0 || rest >= least
  })
  return own.length >= least && isRestSafe ? { mean: meanOf(own.map(({ mean }) => mean)), people: own.length } : null
}

function votesByRole(item: Item, room: RoomItem, responses: readonly Response[]) {
  const own = responses.flatMap((response) => {
    const choice = choiceIn(response, item)
    return choice ? [{ choice, role: response.role as RespondentRole | null }] : []
  })
  // Several together, or a sheet on which nobody said: that is no group.
  const all = [...own, ...room.first.passed].map(({ choice, role }) => ({
    choice,
    role: role === 'several' ? null : role,
  }))
  const named = all.filter(({ choice }) => choice.kind === 'option')
  const nobody = (votes: typeof all) => votes.filter(({ role }) => role === null).length
  return {
    counts: countsByRole(all),
    withLevel: countsByRole(named),
    nameless: {
      people: nobody(all) + votesIn(room.first.cards),
      withLevel: nobody(named) + votesWithLevel(room.first.cards),
    },
    levels: named.flatMap(({ choice, role }) => (choice.kind === 'option' ? [{ role, level: choice.value }] : [])),
  }
}

function countsByRole(votes: readonly PassedVote[]): RoleCounts {
  const counts: Partial<Record<RespondentRole, number>> = {}
  for (const { role } of votes) if (role !== null) counts[role] = (counts[role] ?? 0) + 1
  return counts
}

/** What would lie here of a response that comes in: nothing new of the sections whose votes are closed (rule V15). */
function asHeld(
  held: readonly HeldResponse[],
  come: HeldResponse,
  closedItems: ReadonlySet<string>,
): { readonly before: HeldResponse | undefined; readonly taken: HeldResponse } {
  const before = held.find(({ response }) => response.key === come.response.key)
  const open = Object.entries(come.response.answers).filter(([itemId]) => !closedItems.has(itemId))
  const kept = Object.entries(before?.response.answers ?? {}).filter(([itemId]) => closedItems.has(itemId))
  // With another role the votes that stay would change from group to group, and tell by how much whose they are.
  const role = before && kept.length > 0 ? before.response.role : come.response.role
  const answers = Object.fromEntries([...kept, ...open])
  return { before, taken: { ...come, response: { ...come.response, role, answers } } }
}

/** What a response that comes in is to those that lie here, of which the closed sections may say less than it does (rules V10, V15). */
export function arrivalAmong(
  held: readonly HeldResponse[],
  come: HeldResponse,
  asked: Pick<Response, 'questionnaireId' | 'questionnaireVersion'>,
  closedItems: ReadonlySet<string>,
): Arrival {
  const { taken } = asHeld(held, come, closedItems)
  return arrivalOf(
    taken.response,
    held.map(({ response }) => response),
    asked,
  )
}

/**
 * The responses with one that came in (rules V10, V15): what it says of a section whose votes are closed does not count, and
 * what the same person said of it before stays, with the role in which it was said.
 */
export function withHeldResponse(
  held: readonly HeldResponse[],
  come: HeldResponse,
  asked: Pick<Response, 'questionnaireId' | 'questionnaireVersion'>,
  closedItems: ReadonlySet<string>,
): readonly HeldResponse[] {
  const arrival = arrivalAmong(held, come, asked, closedItems)
  if (arrival !== 'new' && arrival !== 'newer') return held
  const { before, taken } = asHeld(held, come, closedItems)
  return before ? held.map((each) => (each === before ? taken : each)) : [...held, taken]
}

/** Whether a response says something of a section whose votes are closed, so that it cannot be taken out any more (rule V15). */
export function isClosedIn(response: Response, closedItems: ReadonlySet<string>): boolean {
  return Object.entries(response.answers).some(([itemId, { choice }]) => choice !== null && closedItems.has(itemId))
}

/** The item with its votes as counts alone (rule V16). */
export function withoutVotes(item: Item, room: RoomItem, responses: readonly Response[]): RoomItem {
  if (room.counts) return room
  const counts = { first: firstTally(item, room, responses), second: secondTally(item, room) }
  return { ...room, first: noRoomVotes(item), second: room.second && noRoomVotes(item), counts }
}

/** An item and how far apart the room is on it. */
export interface Apart {
  readonly section: Section
  readonly item: Item
  readonly tally: Tally
  readonly spread: Spread
}

/** The items with votes, those farthest apart first (rule V6). */
export function apartItems(
  sections: readonly Section[],
  form: Form,
  roomOf: (item: Item) => RoomItem,
  responses: readonly Response[],
): readonly Apart[] {
  const all = sections.flatMap((section) =>
    itemsOf(section, form).flatMap((item): Apart[] => {
      const tally = countingTally(item, roomOf(item), responses)
      const spread = spreadOf(tally)
      return spread ? [{ section, item, tally, spread }] : []
    }),
  )
  return farthestFirst(all, ({ tally }) => tally)
}

/** How many people of each role handed in a response, the role asked for first at the head. */
export function respondentsByRole(
  responses: readonly Response[],
): readonly { readonly role: RespondentRole; readonly people: number }[] {
  return ROLES.flatMap((role) => {
    const people = responses.filter((response) => response.role === role).length
    return people > 0 ? [{ role, people }] : []
  })
}

export function startedTimer(length: number, now: number): Timer {
  return { length, endsAt: now + length, left: length }
}

/** Milliseconds that are left, never below zero. */
export function timeLeft(timer: Timer, now: number): number {
  return Math.max(0, timer.endsAt === null ? timer.left : timer.endsAt - now)
}

export function pausedTimer(timer: Timer, now: number): Timer {
  return { ...timer, endsAt: null, left: timeLeft(timer, now) }
}

export function resumedTimer(timer: Timer, now: number): Timer {
  return { ...timer, endsAt: now + timer.left }
}

/** The timer with more time, running or resting as before; one that has run out starts again with what is added. */
export function lengthenedTimer(timer: Timer, more: number, now: number): Timer {
  const left = timeLeft(timer, now) + more
  return { length: timer.length + more, endsAt: timer.endsAt === null ? null : now + left, left }
}

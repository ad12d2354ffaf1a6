import type { Choice } from './assessment'
import { itemsOf, type Form, type Item, type Section } from './questionnaire'
import {
  areVotesShown,
  countingTally,
  firstTally,
  secondTally,
  shownRoom,
  votesInBefore,
  withoutSecondVotes,
  type Outcome,
  type Phase,
  type RoomItem,
  type Session,
  type Step,
} from './session'
import { groupAnswer, noVotes, spreadOf, votesIn, type Response, type Spread, type Tally } from './workshop'

/** A question as everybody in the room sees it. */
export interface ItemPicture {
  readonly kind: 'item'
  readonly phase: Phase
  readonly section: Section
  readonly item: Item
  /** Counted from 1 within its section. */
  readonly number: number
  readonly of: number
  readonly people: number
  /** So many votes are in; cards are counted only when they are held up. */
  readonly votes: number
  /** Cards are held up and counted, and not all votes are in yet: too early to say how far apart they are. */
  readonly isCounting: boolean
  /** `null` until the votes may be seen. */
  readonly tally: Tally | null
  /** The votes of the first time, beside those of the second; `null` where the room voted once. */
  readonly before: Tally | null
  /** `null` until it is settled. */
  readonly outcome: Outcome | null
}

export interface SummaryLine {
  readonly item: Item
  /** `null` where the room has neither voted nor settled anything. */
  readonly choice: Choice | null
  readonly by: 'agreed' | 'votes' | null
  readonly notAgreed: { readonly low: number; readonly high: number } | null
  readonly spread: Spread | null
}

/** What the whole room may see: no names, no notes, and no vote before it is revealed (rule V18). */
export type RoomPicture =
  | ItemPicture
  | { readonly kind: 'summary'; readonly section: Section; readonly lines: readonly SummaryLine[] }
  | { readonly kind: 'parked'; readonly items: readonly Item[] }
  | { readonly kind: Exclude<Step['kind'], 'item' | 'summary' | 'parked'>; readonly meeting: number }

/** What is known of the room. */
export interface Room {
  readonly session: Session
  readonly form: Form
  readonly items: readonly { readonly section: Section; readonly item: Item }[]
  readonly roomOf: (item: Item) => RoomItem
  readonly responses: readonly Response[]
}

/** The picture of a step, for the projector and for the single screen of a room (rule V18). */
export function pictureOf(step: Step, room: Room): RoomPicture {
  if (step.kind === 'item') return itemPicture(step, room)
  if (step.kind === 'summary') return { kind: 'summary', section: step.section, lines: summaryOf(step.section, room) }
  if (step.kind === 'parked')
    return {
      kind: 'parked',
      items: room.items.map(({ item }) => item).filter((item) => room.roomOf(item).parked !== null),
    }
  return { kind: step.kind, meeting: step.meeting }
}

function itemPicture(step: Step & { readonly kind: 'item' }, { session, form, roomOf, responses }: Room): ItemPicture {
  const { section, item, phase } = step
  const own = itemsOf(section, form)
  const room = roomOf(item)
  const isSecond = phase === 'vote_again' || phase === 'reveal_again'
  const isShown = areVotesShown(phase)
  // Back in the talk, the second votes stay hidden until the room has come to them.
  const seen = phase === 'reveal_again' ? room : (shownRoom(item.id, room, session) ?? withoutSecondVotes(room))
  const second = secondTally(item, seen)
  const first = firstTally(item, seen, responses)
  const tally = isSecond ? second : countingTally(item, seen, responses)
  const votes = isShown && tally ? votesIn(tally) : votesInBefore(item, room, responses, isSecond)
  const isReveal = phase === 'reveal' || phase === 'reveal_again'
  const isClosed = session.closedSections.includes(section.id) || session.closedAt !== null || room.counts !== null
  return {
    kind: 'item',
    phase,
    section,
    item,
    number: own.indexOf(item) + 1,
    of: own.length,
    people: session.present,
    votes,
    isCounting: isReveal && !isClosed && session.ways.includes('cards') && votes < session.present,
    tally: isShown ? tally : null,
    before: isShown && second && tally === second ? first : null,
    outcome: phase === 'settle' ? room.outcome : null,
  }
}

/** What the room came to in a section, question by question; of what it has not revealed yet, nothing. */
export function summaryOf(section: Section, { session, form, roomOf, responses }: Room): readonly SummaryLine[] {
  return itemsOf(section, form).map((item) => {
    const room = shownRoom(item.id, roomOf(item), session)
    const tally = room ? countingTally(item, room, responses) : noVotes(item)
    const outcome = room?.outcome
    const answer = groupAnswer(outcome?.kind === 'agreed' ? outcome.choice : null, tally)
    return {
      item,
      choice: answer?.choice ?? null,
      by: answer?.by ?? null,
      notAgreed: outcome?.kind === 'not_agreed' ? { low: outcome.low, high: outcome.high } : null,
      spread: spreadOf(tally),
    }
  })
}

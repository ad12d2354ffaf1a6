import type { Answers, Choice, RespondentRole } from './assessment'
import { isSameContent } from './canonical'
import { compare, fraction, subtract, type Fraction } from './fraction'
import type { Form, Item } from './questionnaire'

/** How a room voted on one item (rule V1). */
export interface Tally {
  /** Votes for each option of the item, lowest level first. */
  readonly levels: readonly { readonly level: number; readonly votes: number }[]
  readonly dontKnow: number
  readonly doesNotApply: number
}

/** How far apart the votes are that name a level (rule V4). Never said of high or low scores. */
export type SpreadWord = 'close' | 'mixed' | 'far_apart' | 'two_camps'

export interface Spread {
  readonly word: SpreadWord
  /** The lowest and the highest level that got a vote. */
  readonly low: number
  readonly high: number
}

/** A tally without a vote. */
export function noVotes(item: Item): Tally {
  return { levels: levelsOf(item).map((level) => ({ level, votes: 0 })), dontKnow: 0, doesNotApply: 0 }
}

function levelsOf(item: Item): readonly number[] {
  return item.options.map(({ value }) => value).sort((a, b) => a - b)
}

/**
 * The votes on an item, counted (rule V1).
 *
 * @throws if a vote names an option the item does not have: a bug, because votes are checked when read
 */
export function tallyOf(item: Item, votes: readonly Choice[]): Tally {
  const levels = levelsOf(item)
  for (const vote of votes)
    if (vote.kind === 'option' && !levels.includes(vote.value))
      throw new Error(`${item.id} has no option ${vote.value}`)
  const count = (wanted: (vote: Choice) => boolean) => votes.filter(wanted).length
  return {
    levels: levels.map((level) => ({
      level,
      votes: count((vote) => vote.kind === 'option' && vote.value === level),
    })),
    dontKnow: count(({ kind }) => kind === 'dont_know'),
    doesNotApply: count(({ kind }) => kind === 'not_applicable'),
  }
}

/** Votes on the same item that came in different ways, together (rule V1). */
export function addTallies(first: Tally, ...others: readonly Tally[]): Tally {
  return others.reduce(
    (sum, other) => ({
      levels: sum.levels.map(({ level, votes }) => ({
        level,
        votes: votes + (other.levels.find((each) => each.level === level)?.votes ?? 0),
      })),
      dontKnow: sum.dontKnow + other.dontKnow,
      doesNotApply: sum.doesNotApply + other.doesNotApply,
    }),
    first,
  )
}

/** How many people voted, with a level or without. */
export function votesIn(tally: Tally): number {
  return votesWithLevel(tally) + tally.dontKnow + tally.doesNotApply
}

/** How many votes name a level. */
export function votesWithLevel({ levels }: Tally): number {
  return levels.reduce((sum, { votes }) => sum + votes, 0)
}

/** What an item counts as for the whole group, and whose word that is (rule V2). */
export interface GroupAnswer {
  readonly choice: Choice
  readonly by: 'agreed' | 'votes'
}

/**
 * The group's answer to an item: what the room agreed on, otherwise what its votes make of it (rules V2, V3).
 *
 * @param agreed `null` where the room did not agree, or has not come to it
 * @returns `null` when nothing was agreed and nobody voted
 */
export function groupAnswer(agreed: Choice | null, tally: Tally): GroupAnswer | null {
  if (agreed) return { choice: agreed, by: 'agreed' }
  const choice = choiceOfVotes(tally)
  return choice && { choice, by: 'votes' }
}

/** The reason for “does not apply” is still to be given. */
function choiceOfVotes(tally: Tally): Choice | null {
  const all = votesIn(tally)
  if (all === 0) return null
  if (2 * tally.dontKnow >= all) return { kind: 'dont_know' }
  if (2 * tally.doesNotApply >= all) return { kind: 'not_applicable', reason: '' }
  return { kind: 'option', value: levelAt(tally, Math.ceil(votesWithLevel(tally) / 2)) }
}

/** The level of the vote at this place, counted from 1, when all votes with a level stand in a row, lowest first. */
function levelAt({ levels }: Tally, place: number): number {
  let passed = 0
  for (const { level, votes } of levels) {
    passed += votes
    if (passed >= place) return level
  }
  throw new Error(`there is no vote at place ${place}`)
}

/**
 * How far apart the votes are (rule V4).
 *
 * @returns `null` when fewer than two votes name a level: one vote alone is neither close to nor far from anything
 */
export function spreadOf(tally: Tally): Spread | null {
  if (votesWithLevel(tally) < 2) return null
  const chosen = tally.levels.filter(({ votes }) => votes > 0)
  const [low, high] = [chosen[0], chosen.at(-1)]
  if (!low || !high) return null
  return { word: wordFor(tally, high.level - low.level), low: low.level, high: high.level }
}

function wordFor(tally: Tally, range: number): SpreadWord {
  if (hasTwoCamps(tally)) return 'two_camps'
  if (range <= 1) return 'close'
  return range === 2 ? 'mixed' : 'far_apart'
}

/** A camp has at least two people, and at least a quarter of the votes that name a level. */
function hasTwoCamps(tally: Tally): boolean {
  const all = votesWithLevel(tally)
  const camps = tally.levels.filter(({ votes }) => votes >= 2 && 4 * votes >= all)
  return camps.some((lower) =>
    camps.some(
      (upper) =>
        upper.level - lower.level >= 2 &&
        tally.levels
          .filter(({ level }) => level > lower.level && level < upper.level)
          .every(({ votes }) => votes < Math.min(lower.votes, upper.votes)),
    ),
  )
}

/** What may be drawn of so many votes with a level (rule V5). */
export type Detail = 'dots' | 'range' | 'middle_half'

export function detailFor(votes: number): Detail {
  if (votes < 5) return 'dots'
  return votes < 10 ? 'range' : 'middle_half'
}

/** The level of the vote in the middle, of two the lower (rules V3, V5); `null` where it is not drawn. */
export function middleLevel(tally: Tally): number | null {
  const votes = votesWithLevel(tally)
  return detailFor(votes) === 'dots' ? null : levelAt(tally, Math.ceil(votes / 2))
}

/** The levels between which the middle half of the votes lies (rule V5); `null` where it is not drawn. */
export function middleHalf(tally: Tally): { readonly low: number; readonly high: number } | null {
  const votes = votesWithLevel(tally)
  if (detailFor(votes) !== 'middle_half') return null
  return { low: levelAt(tally, Math.ceil(votes / 4)), high: levelAt(tally, Math.ceil((3 * votes) / 4)) }
}

/** Items to look at a second time: those farthest apart first, camps before others, equals in the order given (rule V6). */
export function farthestFirst<T>(items: readonly T[], tallyOf: (item: T) => Tally): readonly T[] {
  const apart = (item: T) => {
    const spread = spreadOf(tallyOf(item))
    return spread ? 2 * (spread.high - spread.low) + Number(spread.word === 'two_camps') : -1
  }
  return [...items].sort((a, b) => apart(b) - apart(a))
}

/** People of each role group whose vote on an item is in. */
export type RoleCounts = Readonly<Partial<Record<RespondentRole, number>>>

/** The lowest floor that a session may set, and the one that holds unless it does (rule V7). */
export const LOWEST_FLOOR = 3
export const USUAL_FLOOR = 5

/**
 * The role groups whose results may be shown apart (rule V7).
 *
 * @param items the counts at each item that is shown: one for an item's own split, all of a section for that of a section
 * @param floor people; `null` where an open meeting has agreed to do without
 * @returns none where there is nothing to tell apart
 */
export function rolesToShow(items: readonly RoleCounts[], floor: number | null): readonly RespondentRole[] {
  const least = floor ?? 1
  const peopleOf = (role: RespondentRole) => items.map((counts) => counts[role] ?? 0)
  const roles = [...new Set(items.flatMap((counts) => Object.keys(counts) as RespondentRole[]))]
  let shown = roles.filter((role) => peopleOf(role).every((people) => people >= least))
  // Whoever is left over could be worked out from the whole, so they must be nobody or enough.
  const isRestSafe = () =>
    items.every((counts) => {
      const rest = roles.reduce((sum, role) => sum + (shown.includes(role) ? 0 : (counts[role] ?? 0)), 0)
      return rest === 0 || rest >= least
    })
  const sum = (role: RespondentRole) => peopleOf(role).reduce((total, people) => total + people, 0)
  while (shown.length > 0 && !isRestSafe()) {
    const smallest = shown.reduce((found, role) => (sum(role) <= sum(found) ? role : found))
    shown = shown.filter((role) => role !== smallest)
  }
  return shown.length === roles.length && shown.length < 2 ? [] : shown
}

/** Two role groups that see a section differently. */
export interface RoleDifference {
  readonly higher: RespondentRole
  readonly lower: RespondentRole
  /** Higher − lower, exact, at least one level. */
  readonly by: Fraction
}

/** The largest difference between two groups of at least one level, as a topic for talk (rule V8); `null` if there is none. */
export function widestDifference(
  means: readonly { readonly role: RespondentRole; readonly mean: Fraction }[],
): RoleDifference | null {
  const ordered = [...means].sort((a, b) => compare(b.mean, a.mean))
  const [highest, lowest] = [ordered[0], ordered.at(-1)]
  if (!highest || !lowest) return null
  const by = subtract(highest.mean, lowest.mean)
  return compare(by, fraction(1)) < 0 ? null : { higher: highest.role, lower: lowest.role, by }
}

/** All of one respondent's answers. */
export interface Response {
  /** Chosen at random by the respondent's device; it says nothing about the person. */
  readonly key: string
  /** Counts up each time the respondent hands the response over. */
  readonly edition: number
  readonly questionnaireId: string
  readonly questionnaireVersion: string
  readonly form: Form
  /** The session that asked for it; `null` where the person began without a request. */
  readonly requestId: string | null
  readonly role: RespondentRole
  readonly answers: Answers
}

/** What a leader hands out, so that people answer on their own devices. */
export interface AnswerRequest {
  /** Chosen at random, up to 21 of the letters of an id. */
  readonly id: string
  readonly questionnaireId: string
  readonly questionnaireVersion: string
  readonly form: Form
  /** The role groups that respondents are told apart by; none where nobody is asked for a role. */
  readonly roles: readonly RespondentRole[]
  /** At least one. */
  readonly sectionIds: readonly string[]
  /** '' if the union is not named. */
  readonly unionName: string
}

/** What a response that comes in is to those that are there (rule V10). */
export type Arrival =
  /** Of nobody who is there yet. */
  | 'new'
  /** It is there already. */
  | 'same'
  /** A later one of the same respondent: it takes the place of the earlier one once a person has agreed. */
  | 'newer'
  /** An earlier one than is there. */
  | 'older'
  /** The same respondent's same edition with other contents: it cannot be, so it is not taken. */
  | 'contradicts'
  /** Of another questionnaire, or another version of it. */
  | 'foreign'

export function arrivalOf(
  response: Response,
  there: readonly Response[],
  asked: Pick<Response, 'questionnaireId' | 'questionnaireVersion'>,
): Arrival {
  const isAsked =
    response.questionnaireId === asked.questionnaireId && response.questionnaireVersion === asked.questionnaireVersion
  if (!isAsked) return 'foreign'
  const before = there.find(({ key }) => key === response.key)
  if (!before) return 'new'
  if (response.edition !== before.edition) return response.edition > before.edition ? 'newer' : 'older'
  return isSameContent(response, before) ? 'same' : 'contradicts'
}

/** Seconds that an item takes in a room: read 45, vote 30, talk 90, settle 15 (rule V11). */
export const SECONDS_OF_ITEM = 180
/** Minutes of a meeting that go to its opening and to its close (rule V11). */
export const MINUTES_AROUND = 20

export interface FittedMeeting {
  readonly sectionIds: readonly string[]
  /** Minutes in all, opening and close with it; never more than the meeting has. */
  readonly minutes: number
}

/**
 * Whole sections, in their order, into meetings of these lengths in minutes (rule V11).
 *
 * @returns a meeting for each length, and the sections for which there is no room
 */
export function fitMeetings(
  sections: readonly { readonly id: string; readonly items: number }[],
  lengths: readonly number[],
): { readonly meetings: readonly FittedMeeting[]; readonly left: readonly string[] } {
  let waiting = [...sections]
  const meetings = lengths.map((length) => {
    let minutes = MINUTES_AROUND
    const taken: string[] = []
    for (const { id, items } of waiting) {
      const needed = Math.ceil((items * SECONDS_OF_ITEM) / 60)
      if (minutes + needed > length) break
      minutes += needed
      taken.push(id)
    }
    waiting = waiting.slice(taken.length)
    return { sectionIds: taken, minutes }
  })
  return { meetings, left: waiting.map(({ id }) => id) }
}

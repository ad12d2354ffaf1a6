import { answerTo, type Answers, type Assessment, type Choice } from './assessment'
import { compare, divide, fraction, subtract, toDecimals, type Fraction } from './fraction'
import { gradeSection, type SectionGrade } from './grading'
import { allItems, itemsOf, type Form, type Item, type Questionnaire, type Section } from './questionnaire'
import { isOpen, type PlannedAction } from './plan'
import { printedMean, scoreSection, type SectionScore } from './scoring'

/** A sealed round as it is compared, with the version of the questionnaire it was answered in. */
export interface ComparedRound {
  readonly assessment: Assessment
  readonly questionnaire: Questionnaire
  readonly answers: Answers
}

/** An item of the newest version that means the same in every round. */
export interface SharedItem {
  readonly section: Section
  readonly item: Item
  /** Its id in each round’s own version. */
  readonly ids: readonly string[]
}

/** Where a section stood at one date: a score in a maturity questionnaire, a grade in a check. */
export type Result = SectionScore | SectionGrade

/** Why a section’s change is not told (rule R5). */
export type NoChange = 'few_shared' | 'unscored' | 'inapplicable'

export interface SectionComparison {
  readonly section: Section
  /** Where it stood in each round, the oldest first; `null` where nothing of it can be compared, or the round had no such section. */
  readonly results: readonly (Result | null)[]
  /** Shared items, and the items each round asked in the section. */
  readonly shared: number
  readonly asked: readonly number[]
  /** The last value − the first, exact: levels of a dimension, the share of the points in a check. `null` where it is not told. */
  readonly change: Fraction | null
  readonly noChange: NoChange | null
  /** The shared items, from the first round to the last. */
  readonly moves: readonly ItemMove[]
}

export type MoveKind =
  | 'up'
  | 'down'
  | 'same'
  | 'newly_known'
  | 'newly_unknown'
  /** It did not apply then, or does not now. */
  | 'newly_applies'
  | 'no_longer_applies'
  /** Answered at one of the dates only, if only with “don’t know”. */
  | 'newly_answered'
  | 'no_longer_answered'
  /** No option at either date, for the same reason at both. */
  | 'without_answer'

/** What became of one item between two rounds (rule R6). */
export interface ItemMove extends SharedItem {
  readonly kind: MoveKind
  /** Levels it moved, up or down; 0 where there is no level at both dates. */
  readonly size: number
}

export interface Comparison {
  /** The oldest first, two at least. */
  readonly rounds: readonly ComparedRound[]
  /** The newest version among the rounds. */
  readonly questionnaire: Questionnaire
  readonly isLikeForLike: boolean
  readonly shared: readonly SharedItem[]
  /** The items each round asked. */
  readonly asked: readonly number[]
  /** Enough is shared to tell of changes (rule R3). */
  readonly isEnough: boolean
  readonly sections: readonly SectionComparison[]
}

/** Shared items must be at least so many tenths of what each round asked (rule R3). */
const TENTHS_SHARED = 6

/** A slope is told over so many rounds at least (rule R9). */
const ROUNDS_FOR_SLOPE = 3

/** Milliseconds of a day, and days of a year over leap years (rule R9). */
const DAY = 24 * 60 * 60 * 1000
const YEAR = 365.25

/** Rounds in the order of their dates, those of one day in the order in which they were sealed (rule R1). */
export function oldestFirst<T extends { readonly assessment: Assessment }>(rounds: readonly T[]): readonly T[] {
  return [...rounds].sort(
    ({ assessment: a }, { assessment: b }) =>
      a.date.localeCompare(b.date) || (a.sealedAt ?? 0) - (b.sealedAt ?? 0) || a.id.localeCompare(b.id),
  )
}

/**
 * Compares rounds of one questionnaire about one subject of one union (rules R1 to R6).
 *
 * @param rounds two at least, in any order
 * @param versions every known version of the questionnaire, for what they declare as equivalent; those of the rounds may be left out
 * @param isLikeForLike whether every date is scored on the shared items by the newest version’s rules, or as it was
 */
export function compareRounds(
  rounds: readonly ComparedRound[],
  versions: readonly Questionnaire[],
  isLikeForLike: boolean,
): Comparison {
  const ordered = oldestFirst(rounds)
  const newest = newestVersion(ordered)
  const shared = sharedItems(ordered, newest, versions)
  const asked = ordered.map(({ questionnaire, assessment }) => allItems(questionnaire, assessment.form).length)
  const isEnough = isEnoughShared(shared.length, asked)
  const scoreOf = isLikeForLike ? likeForLike(ordered, newest, shared) : asItWas(ordered)
  const moves = shared.map((each) => moveOf(each, ordered))
  const sections = newest.sections.map((section): SectionComparison => {
    const inSection = moves.filter((each) => each.section.id === section.id)
    const askedHere = ordered.map(({ questionnaire, assessment }) => {
      const own = questionnaire.sections.find(({ id }) => id === section.id)
      return own ? itemsOf(own, assessment.form).length : 0
    })
    const results = ordered.map((_, index) => scoreOf(section, index))
    const noChange =
      !isEnough || !isEnoughShared(inSection.length, askedHere) ? 'few_shared' : whyUnscored(results[0], results.at(-1))
    return {
      section,
      results: isLikeForLike && noChange === 'few_shared' ? results.map(() => null) : results,
      shared: inSection.length,
      asked: askedHere,
      change: noChange === null ? changeBetween(results[0], results.at(-1)) : null,
      noChange,
      moves: inSection,
    }
  })
  return { rounds: ordered, questionnaire: newest, isLikeForLike, shared, asked, isEnough, sections }
}

/** 60 % of what each round asked, in whole numbers; nothing shared is never enough (rule R3). */
function isEnoughShared(shared: number, asked: readonly number[]): boolean {
  return shared > 0 && asked.every((count) => shared * 10 >= count * TENTHS_SHARED)
}

/** The highest version among the rounds; its wording, sections and rules of scoring are used (rule R4). */
function newestVersion(rounds: readonly ComparedRound[]): Questionnaire {
  const [newest] = rounds.map(({ questionnaire }) => questionnaire).sort((a, b) => compareVersions(b, a))
  if (!newest) throw new Error('nothing to compare')
  return newest
}

/** Below zero where `a` is the older version, above zero where it is the newer. */
export function compareVersions(a: Pick<Questionnaire, 'version'>, b: Pick<Questionnaire, 'version'>): number {
  const [left, right] = [a, b].map(({ version }) => version.split('.').map(Number))
  return [0, 1, 2].reduce((found, part) => found || (left?.[part] ?? 0) - (right?.[part] ?? 0), 0)
}

/** The items of the newest version that every round asked with the same meaning (rules R2, R3). */
function sharedItems(
  rounds: readonly ComparedRound[],
  newest: Questionnaire,
  versions: readonly Questionnaire[],
): readonly SharedItem[] {
  const meaningOf = meanings([...versions, ...new Set(rounds.map(({ questionnaire }) => questionnaire))])
  const asked = rounds.map(({ questionnaire, assessment }) => {
    const items = allItems(questionnaire, assessment.form).map(({ item }) => item)
    return new Map(items.map((item) => [meaningOf(item.id), item]))
  })
  return newest.sections.flatMap((section) =>
    section.items.flatMap((item) => {
      const found = asked.flatMap((items) => items.get(meaningOf(item.id)) ?? [])
      const isShared = found.length === rounds.length && found.every((own) => isScaledAlike(own, item))
      return isShared ? [{ section, item, ids: found.map(({ id }) => id) }] : []
    }),
  )
}

/**
 * Gives every item id a name for what it means: the same for ids that any version declares as equivalent, also over others.
 * Where two items of one version would come to mean the same, a declaration is wrong, and each id stands for itself (rule R2).
 */
function meanings(versions: readonly Questionnaire[]): (id: string) => string {
  const next = new Map<string, string>()
  const rootOf = (id: string): string => {
    const towards = next.get(id)
    return towards === undefined ? id : rootOf(towards)
  }
  for (const { item } of versions.flatMap((version) => allItems(version, 'full')))
    for (const other of item.equivalentTo ?? []) {
      const [from, to] = [rootOf(other), rootOf(item.id)]
      if (from !== to) next.set(from, to)
    }
  const ambiguous = new Set(
    versions.flatMap((version) => {
      const roots = allItems(version, 'full').map(({ item }) => rootOf(item.id))
      return roots.filter((root, index) => roots.indexOf(root) !== index)
    }),
  )
  return (id) => (ambiguous.has(rootOf(id)) ? id : rootOf(id))
}

/** Whether the same answers give the same levels: one scale, and no option’s text moved to another level (rule R2). */
function isScaledAlike(a: Item, b: Item): boolean {
  const [left, right] = [a.options, b.options]
  return (
    left.length === right.length &&
    left.every(({ value, text }, index) => {
      // A translation may have one text at two levels.
      const places = right.filter((option) => option.text === text).map((option) => option.value)
      return right[index]?.value === value && (places.length === 0 || places.includes(value))
    })
  )
}

type Scoring = (section: Section, round: number) => Result | null

/** Every date on the shared items alone, with the newest version’s weights and rules (rule R4). */
function likeForLike(rounds: readonly ComparedRound[], newest: Questionnaire, shared: readonly SharedItem[]): Scoring {
  const form: Form = rounds.some(({ assessment }) => assessment.form === 'short') ? 'short' : 'full'
  const answers = rounds.map((round, index) =>
    Object.fromEntries(
      shared.map(({ item, ids }) => [item.id, answerTo(round.answers, ids[index] ?? item.id)] as const),
    ),
  )
  return (section, round) => {
    const items = shared.flatMap((each) => (each.section.id === section.id ? [each.item] : []))
    if (items.length === 0) return null
    const asked = { ...section, items: items.map((item) => ({ ...item, shortForm: true as const })) }
    return resultOf(newest, asked, form, answers[round] ?? {})
  }
}

/** Every date as the round itself scored it. */
function asItWas(rounds: readonly ComparedRound[]): Scoring {
  return ({ id }, index) => {
    const round = rounds[index]
    const section = round?.questionnaire.sections.find((each) => each.id === id)
    return round && section ? resultOf(round.questionnaire, section, round.assessment.form, round.answers) : null
  }
}

function resultOf(questionnaire: Questionnaire, section: Section, form: Form, answers: Answers): Result {
  return questionnaire.kind === 'check'
    ? gradeSection(questionnaire, section, form, answers)
    : scoreSection(questionnaire, section, form, answers)
}

/** The mean level of a dimension, or the share of the points in a check; `null` without one. */
export function valueOf(result: Result | null | undefined): Fraction | null {
  if (!result) return null
  return 'mean' in result ? result.mean : result.share
}

function whyUnscored(then: Result | null | undefined, now: Result | null | undefined): NoChange | null {
  if (valueOf(then) && valueOf(now)) return null
  return then?.standing === 'does_not_apply' || now?.standing === 'does_not_apply' ? 'inapplicable' : 'unscored'
}

function changeBetween(then: Result | null | undefined, now: Result | null | undefined): Fraction | null {
  const [before, after] = [valueOf(then), valueOf(now)]
  return before && after ? subtract(after, before) : null
}

/**
 * A change as it is printed: to one decimal, halves away from zero, so that up and down are treated alike (rule R5).
 */
export function printedChange(change: Fraction): number {
  const size = toDecimals({ ...change, numerator: Math.abs(change.numerator) }, 1)
  return change.numerator < 0 ? -size + 0 : size
}

/** Whether nobody would see the change of a mean: it rounds to nothing, or both dates print the same figure (rule R5). */
export function isInvisible(then: Fraction, now: Fraction): boolean {
  return printedChange(subtract(now, then)) === 0 || printedMean(then) === printedMean(now)
}

/** Which way a section went, as far as anybody would see it. */
export type Way = 'up' | 'down' | 'none'

/** Which way a section went from the first round to the last; `null` where no change is told (rule R5). */
export function wayOf({ results, change }: Pick<SectionComparison, 'results' | 'change'>): Way | null {
  const [then, now] = [results[0], results.at(-1)]
  if (!change || !then || !now) return null
  // Points and rough places are told as they are; means are told to one decimal.
  const isPrinted = 'mean' in then && 'mean' in now && then.range === null && now.range === null
  const [before, after] = [valueOf(then), valueOf(now)]
  if (change.numerator === 0 || (isPrinted && before && after && isInvisible(before, after))) return 'none'
  return change.numerator > 0 ? 'up' : 'down'
}

/** What became of a shared item from the first round to the last (rule R6). */
function moveOf(shared: SharedItem, rounds: readonly ComparedRound[]): ItemMove {
  const [then, now] = [choiceIn(shared, rounds, 0), choiceIn(shared, rounds, -1)]
  const kind = kindOf(then, now)
  const levels = then?.kind === 'option' && now?.kind === 'option' ? now.value - then.value : 0
  return { ...shared, kind, size: Math.abs(levels) }
}

/** What was chosen for a shared item in a round, counted from the first, or from the last with −1. */
function choiceIn({ item, ids }: SharedItem, rounds: readonly ComparedRound[], round: number): Choice | null {
  return answerTo(rounds.at(round)?.answers ?? {}, ids.at(round) ?? item.id).choice
}

function kindOf(then: Choice | null, now: Choice | null): MoveKind {
  if (then?.kind === 'option' && now?.kind === 'option')
    return now.value > then.value ? 'up' : now.value < then.value ? 'down' : 'same'
  if (then?.kind !== now?.kind) {
    if (then?.kind === 'not_applicable') return 'newly_applies'
    if (now?.kind === 'not_applicable') return 'no_longer_applies'
    if (now?.kind === 'option') return then === null ? 'newly_answered' : 'newly_known'
    return now === null ? 'no_longer_answered' : 'newly_unknown'
  }
  return 'without_answer'
}

/** How many of the moves are of these kinds. */
export function countMoves(moves: readonly ItemMove[], ...kinds: readonly MoveKind[]): number {
  return moves.filter(({ kind }) => kinds.includes(kind)).length
}

/** One item moved by one level and nothing else did (rule R7). */
export function isSmallChange(moves: readonly ItemMove[]): boolean {
  const changed = moves.filter(isMoved)
  return changed.length === 1 && changed[0]?.size === 1
}

/** The items that moved, the largest change first; equals keep the questionnaire’s order (rule R6). */
export function largestFirst(moves: readonly ItemMove[]): readonly ItemMove[] {
  return moves.filter(isMoved).sort((a, b) => b.size - a.size)
}

function isMoved({ kind }: ItemMove): boolean {
  return kind !== 'same' && kind !== 'without_answer'
}

/** The sections from the largest rise to the largest fall; equals keep the questionnaire’s order, those without a change come last (rule R5). */
export function byChange(sections: readonly SectionComparison[]): readonly SectionComparison[] {
  return [...sections].sort(({ change: a }, { change: b }) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    return compare(b, a)
  })
}

/** What changed in the questions from one version to another (rule R8). Items of the newer, and the removed ones of the older. */
export interface VersionChanges {
  readonly added: readonly Item[]
  readonly removed: readonly Item[]
  readonly reworded: readonly Item[]
  /** Another scale or another weight. */
  readonly rescored: readonly { readonly item: Item; readonly isShared: boolean }[]
  /** The same question under another id. */
  readonly renamed: readonly Item[]
}

/**
 * What changed in the questions between two versions (rule R8).
 *
 * @param versions as for `compareRounds`
 */
export function versionChanges(
  older: Questionnaire,
  newer: Questionnaire,
  versions: readonly Questionnaire[],
): VersionChanges {
  const meaningOf = meanings([...versions, older, newer])
  const before = new Map(allItems(older, 'full').map(({ item }) => [meaningOf(item.id), item]))
  const after = new Map(allItems(newer, 'full').map(({ item }) => [meaningOf(item.id), item]))
  const pairs = [...after].flatMap(([meaning, item]) => {
    const own = before.get(meaning)
    return own ? [{ own, item }] : []
  })
  const isSameLanguage = older.language === newer.language
  return {
    added: [...after].flatMap(([meaning, item]) => (before.has(meaning) ? [] : [item])),
    removed: [...before].flatMap(([meaning, item]) => (after.has(meaning) ? [] : [item])),
    reworded: pairs
      .filter(({ own, item }) => isSameLanguage && isScaledAlike(own, item) && wordsOf(own) !== wordsOf(item))
      .map(({ item }) => item),
    rescored: pairs
      .filter(({ own, item }) => !isScaledAlike(own, item) || (own.weight ?? 1) !== (item.weight ?? 1))
      .map(({ own, item }) => ({ item, isShared: isScaledAlike(own, item) })),
    renamed: pairs.filter(({ own, item }) => own.id !== item.id).map(({ item }) => item),
  }
}

function wordsOf({ prompt, options }: Item): string {
  return JSON.stringify([prompt, ...options.map(({ text }) => text).sort()])
}

/** How fast a section moved over several dates (rule R9). */
export interface Slope {
  /** The last scored value − the first. */
  readonly change: Fraction
  /** Places among the rounds of the first and the last scored one. */
  readonly from: number
  readonly to: number
  /** Days between them, 0 at least. */
  readonly days: number
  /** The change in a year; `null` where less than a year lies between, because that would foretell. */
  readonly aYear: Fraction | null
}

/** The slope of a section over its scored rounds; `null` with fewer than two of three rounds or more, or where too little is shared (rule R9). */
export function slopeOf({ rounds }: Comparison, { results, noChange }: SectionComparison): Slope | null {
  if (rounds.length < ROUNDS_FOR_SLOPE || noChange === 'few_shared') return null
  const scored = results.flatMap((result, index) => {
    const value = valueOf(result)
    return value ? [{ value, index }] : []
  })
  const [first, last] = [scored[0], scored.at(-1)]
  if (!first || !last || first === last) return null
  const days = daysBetween(rounds[first.index]?.assessment.date ?? '', rounds[last.index]?.assessment.date ?? '')
  const change = subtract(last.value, first.value)
  // In whole numbers: a year is 1461/4 days.
  const aYear = days >= Math.floor(YEAR) ? divide(change, fraction(4 * days, 4 * YEAR)) : null
  return { change, from: first.index, to: last.index, days, aYear }
}

/** Whole days from one ISO date to another; 0 where one of them is none. */
export function daysBetween(from: string, to: string): number {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / DAY)
  return Number.isFinite(days) ? days : 0
}

/** What has to be said before the changes are read (rule R10). */
export type Caution =
  'fell' | 'other_people' | 'other_form' | 'last_shown' | 'copied' | 'provisional' | 'as_it_was' | 'other_answers'

/** The cautions that hold for a comparison, the gravest first (rule R10). */
export function cautionsOf(comparison: Comparison): readonly Caution[] {
  const { rounds, sections } = comparison
  const [then, now] = [rounds[0], rounds.at(-1)]
  if (!then || !now) return []
  const moves = sections.flatMap((each) => each.moves)
  const told = sections.filter((each) => each.change !== null || slopeOf(comparison, each) !== null)
  const hasOption = (move: ItemMove, round: number) => choiceIn(move, rounds, round)?.kind === 'option'
  const holds: readonly (readonly [Caution, boolean])[] = [
    ['fell', sections.some((each) => wayOf(each) === 'down' || wayOver(comparison, each) === 'down')],
    ['other_people', rounds.some(({ assessment }) => isOtherPeople(then.assessment, assessment))],
    ['other_form', rounds.some(({ assessment }) => assessment.form !== now.assessment.form)],
    ['copied', rounds.some(({ assessment }) => assessment.copiedFrom !== null)],
    ['last_shown', rounds.slice(1).some((round) => shownCount(round) > 0)],
    ['provisional', told.some(({ results }) => results.some((result) => result?.standing === 'provisional'))],
    ['as_it_was', !comparison.isLikeForLike && comparison.asked.some((count) => count !== comparison.shared.length)],
    ['other_answers', moves.some((move) => hasOption(move, 0) !== hasOption(move, -1))],
  ]
  return holds.filter(([, isSo]) => isSo).map(([caution]) => caution)
}

/** Which way a section went over its scored rounds, of three or more; `null` without a slope (rule R9). */
function wayOver(comparison: Comparison, each: SectionComparison): Way | null {
  const slope = slopeOf(comparison, each)
  if (!slope) return null
  return wayOf({ results: [each.results[slope.from] ?? null, each.results[slope.to] ?? null], change: slope.change })
}

/** Whether other people answered, as far as the rounds say: another role, another name, or a name at one date only. */
function isOtherPeople({ respondent: a }: Assessment, { respondent: b }: Assessment): boolean {
  return a.role !== b.role || a.name !== b.name
}

/** Answers given while the answer of the round before was on the screen. */
export function shownCount({ answers }: ComparedRound): number {
  return Object.values(answers).filter(({ lastTimeShown, choice }) => lastTimeShown && choice !== null).length
}

/** Actions of a plan between two rounds, by what became of them (rule R11). */
export interface ActionsSince {
  readonly inPlace: readonly PlannedAction[]
  readonly open: readonly PlannedAction[]
  readonly dropped: readonly PlannedAction[]
}

/** The actions on a comparison's questionnaire that were in the plan between its first and its last round (rule R11). */
export function actionsSince({ rounds, questionnaire }: Comparison, plan: readonly PlannedAction[]): ActionsSince {
  const [from = 0, to = 0] = [rounds[0], rounds.at(-1)].map((round) => round && momentOf(round.assessment))
  const isSettledBefore = (action: PlannedAction) => {
    const settled = action.log.filter(({ status }) => status === 'in_place' || status === 'dropped').at(-1)
    return !isOpen(action) && (settled?.at ?? action.createdAt) < from
  }
  const between = plan.filter(
    (action) =>
      action.serves?.questionnaireId === questionnaire.id && action.createdAt <= to && !isSettledBefore(action),
  )
  return {
    inPlace: between.filter(({ status }) => status === 'in_place'),
    open: between.filter(isOpen),
    dropped: between.filter(({ status }) => status === 'dropped'),
  }
}

/** When a round was sealed; of one that was typed in later, when its day had ended wherever on earth. */
function momentOf({ date, sealedAt }: Assessment): number {
  const end = Date.parse(date) + 1.5 * DAY
  return Math.min(sealedAt ?? end, Number.isFinite(end) ? end : Infinity)
}

/** What an action served, among the shared items (rule R11). */
export function servedMoves({ sections }: Comparison, { serves }: PlannedAction): readonly ItemMove[] {
  const isServed = ({ item, ids }: ItemMove) => [item.id, ...ids].some((id) => serves?.itemIds.includes(id))
  return sections.flatMap(({ moves }) => moves.filter(isServed))
}

/** The day on which a union looks again: a year after its latest round, as ISO date; of 29 February the 28th (rule R12). */
export function nextReview(date: string): string {
  const [year = 0, rest = ''] = [Number(date.slice(0, 4)) + 1, date.slice(4)]
  return `${String(year).padStart(4, '0')}${rest === '-02-29' ? '-02-28' : rest}`
}

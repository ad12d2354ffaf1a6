import { chooseOffered, EFFORTS, importanceOf, leverageOf, proposeActions } from './actions'
import type { Answers, Assessment } from './assessment'
import { compare, divide, fraction, multiply, type Fraction } from './fraction'
import { gradeAssessment, type Finding } from './grading'
import { gapOf, targetsOf, type Aims } from './gaps'
import type { Action, Item, Questionnaire, Section } from './questionnaire'
import { scoreAssessment } from './scoring'

export type PlanStatus = 'to_do' | 'under_way' | 'blocked' | 'in_place' | 'dropped'

export type Effort = Action['effort']

/** How much an action matters to the union: low, normal, high. */
export type Importance = 1 | 2 | 3

/** What an action serves: a step of one section, and the items it helps. */
export interface Serves {
  readonly questionnaireId: string
  readonly sectionId: string
  readonly itemIds: readonly string[]
  readonly from: number
  readonly to: number
}

/** Something that happened to an action of the plan. */
export interface PlanEvent {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly what: 'taken' | 'changed' | 'status' | 'pinned' | 'released'
  /** The status it came to; only with `status`. */
  readonly status: PlanStatus | null
}

/** One action of a union's plan. Texts are '' and dates '' (else ISO dates) where nothing is said. */
export interface PlannedAction {
  readonly id: string
  readonly unionId: string
  readonly origin: 'proposed' | 'workshop' | 'typed'
  /** What it was offered as, so that it is not offered twice; `null` for what was typed. */
  readonly offerKey: string | null
  readonly serves: Serves | null
  readonly title: string
  readonly why: string
  readonly owner: string
  readonly due: string
  readonly status: PlanStatus
  readonly effort: Effort
  /** `null` leaves it to the stars of the union. */
  readonly importance: Importance | null
  readonly cost: string
  readonly blockedBy: string
  readonly dropReason: string
  readonly evidence: { readonly source: string; readonly date: string }
  readonly reviewDate: string
  /** Actions of the plan that must be in place first. */
  readonly dependsOn: readonly string[]
  /** The round that offered it, or the union's latest when it was typed; `null` before the first. */
  readonly firstRound: string | null
  /** The place in the list where it was put by hand, from 0; `null` where the order decides. */
  readonly pinnedAt: number | null
  readonly createdAt: number
  readonly log: readonly PlanEvent[]
}

/** A sealed round that the plan is fed by: the latest of its questionnaire about the union as a whole. */
export interface PlanSource {
  readonly questionnaire: Questionnaire
  readonly assessment: Assessment
  readonly answers: Answers
  readonly aims: Aims
}

/** What puts an action in its place (rules P1, P2, Q2). */
export interface PlanFactors {
  readonly gap: Fraction
  readonly importance: Fraction
  readonly leverage: Fraction
  /** Small 1, medium 2, large 3. */
  readonly effort: number
  /** gap × importance × leverage ÷ effort. */
  readonly priority: Fraction
  /** It settles a duty that stands at the lowest step. */
  readonly isDuty: boolean
  readonly isCritical: boolean
}

/** An action that may be taken into the plan: a step of the library, or something to find out. */
export interface Offer {
  /** The same from one opening to the next. */
  readonly key: string
  readonly questionnaireId: string
  readonly sectionId: string
  /** `null` where something is to be found out first. */
  readonly action: Action | null
  /** The item to find out about; `null` for a step. */
  readonly item: Item | null
  readonly effort: Effort
  readonly factors: PlanFactors
}

export interface RankedAction {
  readonly action: PlannedAction
  readonly factors: PlanFactors
  /** Whether a round tells how far there is to go; otherwise the gap is taken for 1. */
  readonly isMeasured: boolean
}

/** What a status asks for and is not there (rule Q6). */
export type PlanGap = 'title' | 'review_date' | 'drop_reason' | 'blocked_by'

const IMPORTANCE: Readonly<Record<Importance, Fraction>> = { 1: fraction(1, 2), 2: fraction(1), 3: fraction(3, 2) }
const NORMAL = IMPORTANCE[2]

/** Whether it is a day that a plan takes: an ISO date of this century, or '' for none. Half-typed years are none. */
export function isPlanDay(value: string): boolean {
  return /^(20\d{2}-\d{2}-\d{2})?$/.test(value)
}

/** Actions that still ask for work. */
export function isOpen({ status }: PlannedAction): boolean {
  return status !== 'in_place' && status !== 'dropped'
}

/** Looks up an action of the plan by its id. */
export type Find = (id: string) => PlannedAction | undefined

/** What an action waits for: of the actions it depends on those that are open, not removed and not itself (rule Q4). */
export function waitsFor({ id, dependsOn }: PlannedAction, find: Find): readonly PlannedAction[] {
  return dependsOn.flatMap((each) => find(each) ?? []).filter((other) => isOpen(other) && other.id !== id)
}

/** What its status asks for and is not there (rule Q6). */
export function gapsOf(action: PlannedAction, find: Find): readonly PlanGap[] {
  const isBlank = (text: string) => text.trim() === ''
  const found: PlanGap[] = []
  if (isBlank(action.title)) found.push('title')
  if (action.status === 'in_place' && action.reviewDate === '') found.push('review_date')
  if (action.status === 'dropped' && isBlank(action.dropReason)) found.push('drop_reason')
  if (action.status === 'blocked' && isBlank(action.blockedBy) && waitsFor(action, find).length === 0)
    found.push('blocked_by')
  return found
}

/** What a round offers and the plan does not have yet, most pressing first (rules Q1 to Q3). */
export function offersOf(source: PlanSource, plan: readonly PlannedAction[]): readonly Offer[] {
  const isTaken = ({ key }: Offer) =>
    plan.some((action) => action.offerKey === key && (action.status !== 'dropped' || isDroppedSince(action, source)))
  const all = source.questionnaire.kind === 'check' ? checkOffers(source) : maturityOffers(source)
  return all.filter((offer) => !isTaken(offer))
}

/** A dropped action is offered again only by a later round. */
function isDroppedSince({ log }: PlannedAction, { assessment }: PlanSource): boolean {
  const dropped = log.filter(({ status }) => status === 'dropped').at(-1)
  return (dropped?.at ?? 0) >= (assessment.sealedAt ?? 0)
}

function maturityOffers({ questionnaire, assessment, answers, aims }: PlanSource): readonly Offer[] {
  const scores = scoreAssessment(questionnaire, assessment.form, answers)
  return proposeActions(questionnaire, scores, aims).offered.map(({ action, section, effort, priority }) => ({
    key: `${questionnaire.id} ${action.id}`,
    questionnaireId: questionnaire.id,
    sectionId: action.section,
    action,
    item: null,
    effort: action.effort,
    factors: {
      gap: section.gap,
      importance: section.importance,
      leverage: section.leverage,
      effort,
      priority,
      isDuty: false,
      isCritical: false,
    },
  }))
}

/** The steps above what a check found: duties at the lowest step first, then by priority (rules Q1 to Q3). */
function checkOffers({ questionnaire, assessment, answers, aims }: PlanSource): readonly Offer[] {
  const grades = gradeAssessment(questionnaire, assessment.form, answers)
  const rank = new Map(grades.settleFirst.map((finding, index) => [finding.item.id, index]))
  const offers = grades.sections.flatMap(({ sectionId, findings }) => {
    const section = questionnaire.sections.find(({ id }) => id === sectionId)
    return findings.flatMap((finding): Offer[] => {
      const { action, item, isUnknown } = finding
      if (!section || (!action && !isUnknown)) return []
      const effort = action?.effort ?? 'small'
      return [
        {
          key: `${questionnaire.id} ${action ? action.id : `find-${item.id}`}`,
          questionnaireId: questionnaire.id,
          sectionId,
          action,
          item: action ? null : item,
          effort,
          factors: checkFactors(questionnaire, section, finding, aims, EFFORTS[effort]),
        },
      ]
    })
  })
  const itemsOf = ({ action, item }: Offer) => action?.items ?? (item ? [item.id] : [])
  const placeOf = (offer: Offer) => Math.min(...itemsOf(offer).map((id) => rank.get(id) ?? Infinity))
  const byPlace = (a: Offer, b: Offer) => (placeOf(a) === placeOf(b) ? 0 : placeOf(a) - placeOf(b))
  const sorted = [...offers].sort((a, b) => byPlace(a, b) || compare(b.factors.priority, a.factors.priority))
  // An action that helps two items is one offer, in the place of the more pressing one.
  const once = sorted.filter(({ key }, index) => sorted.findIndex((other) => other.key === key) === index)
  // To find something out is small and soon done.
  return chooseOffered(once, ({ action, effort }) => ({ effort, horizon: action?.horizon ?? 'short' }))
}

function checkFactors(
  questionnaire: Questionnaire,
  section: Section,
  { item, step, isToSettle }: Finding,
  aims: Aims,
  effort: number,
): PlanFactors {
  const top = questionnaire.levels.at(-1)?.value ?? 0
  const gap = fraction(step === null ? 0 : top - step)
  const importance = importanceOf(aims, section.id)
  return withPriority({
    gap,
    importance,
    leverage: leverageOf(section),
    effort,
    isDuty: isToSettle,
    isCritical: isToSettle && item.critical === true,
  })
}

function withPriority(factors: Omit<PlanFactors, 'priority'>): PlanFactors {
  const { gap, importance, leverage, effort } = factors
  const priority = divide(multiply(multiply(gap, importance), leverage), fraction(effort))
  return { ...factors, priority }
}

/**
 * What puts each action of a plan in its place, from where the union stands today (rule Q2). What serves nothing that a round
 * tells of has a gap of 1.
 */
export function factorsOf(plan: readonly PlannedAction[], sources: readonly PlanSource[]): readonly RankedAction[] {
  const standings = new Map(sources.map((source) => [source.questionnaire.id, standingOf(source)]))
  return plan.map((action) => {
    const { serves, effort: given, importance } = action
    const effort = EFFORTS[given]
    const standing = serves && standings.get(serves.questionnaireId)
    const found = serves && standing ? standing(serves, effort) : null
    const base = found ?? withPriority({ ...UNLINKED, effort })
    const factors = importance === null ? base : withPriority({ ...base, importance: IMPORTANCE[importance] })
    return { action, factors, isMeasured: found !== null }
  })
}

const UNLINKED = {
  gap: fraction(1),
  importance: NORMAL,
  leverage: fraction(1),
  isDuty: false,
  isCritical: false,
} as const

/** The factors of what serves a round's questionnaire; `null` where the round says nothing of it. */
function standingOf(source: PlanSource): (serves: Serves, effort: number) => PlanFactors | null {
  const { questionnaire, assessment, answers, aims } = source
  const sectionOf = (id: string) => questionnaire.sections.find((section) => section.id === id)
  if (questionnaire.kind === 'check') {
    const { sections } = gradeAssessment(questionnaire, assessment.form, answers)
    const findings = new Map(sections.flatMap(({ findings }) => findings.map((each) => [each.item.id, each])))
    return ({ sectionId, itemIds }, effort) => {
      const section = sectionOf(sectionId)
      const helped = itemIds.flatMap((id) => findings.get(id) ?? []).filter(({ step }) => step !== null)
      const finding = helped.find(({ isToSettle }) => isToSettle) ?? helped[0]
      return section && finding ? checkFactors(questionnaire, section, finding, aims, effort) : null
    }
  }
  const scores = scoreAssessment(questionnaire, assessment.form, answers)
  const targets = targetsOf(questionnaire, scores, aims)
  return ({ sectionId }, effort) => {
    const score = scores.sections.find((each) => each.sectionId === sectionId)
    const gap = score && gapOf(score, targets[sectionId] ?? 0)
    if (!gap) return null
    return withPriority({
      gap,
      importance: importanceOf(aims, sectionId),
      leverage: leverageOf(sectionOf(sectionId)),
      effort,
      isDuty: false,
      isCritical: false,
    })
  }
}

/** The open actions in the order in which they are to be done (rules Q3 to Q5). */
export function rankPlan(plan: readonly PlannedAction[], sources: readonly PlanSource[]): readonly RankedAction[] {
  const place = placesIn(sources)
  const ranked = [...factorsOf(plan.filter(isOpen), sources)].sort((a, b) => {
    const [left, right] = [a.factors, b.factors]
    return (
      Number(right.isCritical) - Number(left.isCritical) ||
      Number(right.isDuty) - Number(left.isDuty) ||
      compare(right.priority, left.priority) ||
      compare(right.leverage, left.leverage) ||
      place(a.action) - place(b.action) ||
      a.action.createdAt - b.action.createdAt ||
      // Taken in the same moment, or the store would decide, and after a reload another way.
      (a.action.id < b.action.id ? -1 : 1)
    )
  })
  return pinned(dependenciesFirst(ranked))
}

/**
 * Where actions stand in the questionnaires: by section, and within it in the order of the library (rule P3), what is to be
 * found out about an item ahead of its first step. What serves nothing comes last.
 */
function placesIn(sources: readonly PlanSource[]): (action: PlannedAction) => number {
  const order = new Map<string, number>()
  for (const { questionnaire } of sources)
    for (const section of questionnaire.sections) {
      const steps = questionnaire.actions.filter((action) => action.section === section.id)
      const inLibrary = steps.flatMap(({ id, items }) => [...items, id])
      const items = section.items.map(({ id }) => id)
      for (const id of new Set([section.id, ...inLibrary, ...items])) order.set(`${questionnaire.id} ${id}`, order.size)
    }
  return ({ offerKey, serves }) => {
    const ofServed = serves && order.get(`${serves.questionnaireId} ${serves.itemIds[0] ?? serves.sectionId}`)
    return order.get(offerKey ?? '') ?? ofServed ?? order.size
  }
}

/** Each action after the open ones it depends on, otherwise in the given order; a circle is left as it is (rule Q4). */
function dependenciesFirst(ranked: readonly RankedAction[]): readonly RankedAction[] {
  const byId = new Map(ranked.map((each) => [each.action.id, each]))
  const placed = new Set<string>()
  const ordered: RankedAction[] = []
  const put = (each: RankedAction): void => {
    const { id, dependsOn } = each.action
    if (placed.has(id)) return
    placed.add(id)
    for (const other of dependsOn) {
      const first = byId.get(other)
      if (first && !leadsTo(first, id)) put(first)
    }
    ordered.push(each)
  }
  /** Whether an action depends, over others or not, on this one. */
  const leadsTo = (from: RankedAction, id: string, seen = new Set<string>()): boolean =>
    from.action.dependsOn.some((other) => {
      if (other === id) return true
      const next = byId.get(other)
      if (!next || seen.has(other)) return false
      seen.add(other)
      return leadsTo(next, id, seen)
    })
  ranked.forEach(put)
  return ordered
}

/** What was put somewhere by hand stays there; the others fill the places between (rule Q5). */
function pinned(ranked: readonly RankedAction[]): readonly RankedAction[] {
  const list = ranked.filter(({ action }) => action.pinnedAt === null)
  const byHand = ranked
    .filter(({ action }) => action.pinnedAt !== null)
    .sort((a, b) => (a.action.pinnedAt ?? 0) - (b.action.pinnedAt ?? 0))
  for (const each of byHand) list.splice(Math.min(each.action.pinnedAt ?? 0, list.length), 0, each)
  return list
}

/** The four cells of the grid (rule Q7). */
export type GridCell = 'quick_wins' | 'big_steps' | 'fill_ins' | 'think_again'

/**
 * The cell of an action: it pays much if it settles a duty or its gap × importance × leverage is at least one whole level;
 * it costs little if its effort is small (rule Q7).
 */
export function cellOf({ factors }: RankedAction): GridCell {
  const worth = multiply(multiply(factors.gap, factors.importance), factors.leverage)
  const paysMuch = factors.isDuty || compare(worth, fraction(1)) >= 0
  if (factors.effort === 1) return paysMuch ? 'quick_wins' : 'fill_ins'
  return paysMuch ? 'big_steps' : 'think_again'
}

/** The open actions of a plan that serve this questionnaire: a new round of it begins with them (rule Q8). */
export function openActionsFor(plan: readonly PlannedAction[], questionnaireId: string): readonly PlannedAction[] {
  return plan.filter((action) => isOpen(action) && action.serves?.questionnaireId === questionnaireId)
}

/** The action with changes, and what happened noted in its log. */
export function withChanges(action: PlannedAction, patch: Partial<PlannedAction>, at: number): PlannedAction {
  const next = { ...action, ...patch }
  const isNewStatus = patch.status !== undefined && patch.status !== action.status
  const what =
    patch.pinnedAt === undefined || patch.pinnedAt === action.pinnedAt
      ? 'changed'
      : patch.pinnedAt === null
        ? 'released'
        : 'pinned'
  const event: PlanEvent = isNewStatus ? { at, what: 'status', status: next.status } : { at, what, status: null }
  // Typing one text is one change, not one for every pause; three presses of a button are one move.
  const last = action.log.at(-1)
  const isSame = !isNewStatus && last?.what === event.what && at - last.at < ONE_SITTING
  return { ...next, log: isSame ? [...action.log.slice(0, -1), event] : [...action.log, event] }
}

/** Changes, or moves, within so many milliseconds are one. */
const ONE_SITTING = 10 * 60 * 1000

/** Moves an open action one place up or down in the ranked list, and pins it there (rule Q5). */
export function placeAfterMove(ranked: readonly RankedAction[], id: string, by: -1 | 1): number | null {
  const at = ranked.findIndex(({ action }) => action.id === id)
  const to = at + by
  return at < 0 || to < 0 || to >= ranked.length ? null : to
}

/**
 * The pins after an open action was moved one place up or down (rule Q5): its own, and those of others moved by hand
 * that stand elsewhere now. Empty where it cannot be moved.
 */
export function pinsAfterMove(
  ranked: readonly RankedAction[],
  id: string,
  by: -1 | 1,
): readonly { readonly id: string; readonly pinnedAt: number }[] {
  const to = placeAfterMove(ranked, id, by)
  const moved = to === null ? undefined : ranked[to - by]
  if (to === null || !moved) return []
  const order = [...ranked]
  order.splice(to - by, 1)
  order.splice(to, 0, moved)
  return order.flatMap(({ action }, pinnedAt) => {
    const isPinned = action.id === id || action.pinnedAt !== null
    return isPinned && action.pinnedAt !== pinnedAt ? [{ id: action.id, pinnedAt }] : []
  })
}

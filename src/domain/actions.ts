import { compare, divide, fraction, multiply, roundHalfUp, type Fraction } from './fraction'
import { gapOf, MOST_STARS, targetsOf, type Aims } from './gaps'
import type { Action, Questionnaire, Section } from './questionnaire'
import type { Scores } from './scoring'

/** What ranks a section, effort left aside (rule P1). */
export interface SectionPriority {
  readonly sectionId: string
  readonly target: number
  readonly mean: Fraction
  readonly gap: Fraction
  /** 1, or 3/2 for a starred section. */
  readonly importance: Fraction
  readonly leverage: Fraction
  /** gap × importance × leverage. */
  readonly priority: Fraction
}

/** An action with what put it in its place (rule P1). */
export interface RankedAction {
  readonly action: Action
  readonly section: SectionPriority
  /** Small 1, medium 2, large 3. */
  readonly effort: number
  /** gap × importance × leverage ÷ effort. */
  readonly priority: Fraction
}

export interface ActionProposal {
  /** The sections with a gap, most pressing first, effort left aside. */
  readonly ranking: readonly SectionPriority[]
  /** What to do next, most pressing first: five at most. */
  readonly offered: readonly RankedAction[]
  /** Actions of the same steps that wait until an item has reached a level (rule P6). */
  readonly waiting: readonly { readonly action: Action; readonly unmet: NonNullable<Action['needs']> }[]
}

const MOST_OFFERED = 5
const MOST_LARGE = 1
const NORMAL = fraction(1)
const STARRED = fraction(3, 2)
/** What an effort divides by (rule P2). */
export const EFFORTS = { small: 1, medium: 2, large: 3 } as const

/**
 * The sections with a gap, most pressing first (rules P1 to P3). Sections without a score or without a gap are left out.
 */
export function rankSections(questionnaire: Questionnaire, scores: Scores, aims: Aims): readonly SectionPriority[] {
  const targets = targetsOf(questionnaire, scores, aims)
  const ranked = scores.sections.flatMap((score): SectionPriority[] => {
    const section = questionnaire.sections.find(({ id }) => id === score.sectionId)
    const target = targets[score.sectionId]
    if (!section || target === undefined || score.mean === null) return []
    const gap = gapOf(score, target)
    if (gap === null || gap.numerator === 0) return []
    const importance = importanceOf(aims, section.id)
    const leverage = leverageOf(section)
    const priority = multiply(multiply(gap, importance), leverage)
    return [{ sectionId: section.id, target, mean: score.mean, gap, importance, leverage, priority }]
  })
  // The sort keeps the questionnaire's order where both priority and leverage are equal (rule P3).
  return ranked.sort((a, b) => compare(b.priority, a.priority) || compare(b.leverage, a.leverage))
}

/** How much a section matters to the union: 1, or 3/2 where it is starred (rule P2). */
export function importanceOf(aims: Aims, sectionId: string): Fraction {
  return aims.starred.slice(0, MOST_STARS).includes(sectionId) ? STARRED : NORMAL
}

/** How far work on a section helps the others (rule P2); 1 where the questionnaire says nothing. */
export function leverageOf(section: Section | undefined): Fraction {
  return fraction(section?.leveragePercent ?? 100, 100)
}

/** The actions to do next (rules P1 to P8). */
export function proposeActions(questionnaire: Questionnaire, scores: Scores, aims: Aims): ActionProposal {
  const levels: Readonly<Record<string, number>> = Object.assign({}, ...scores.sections.map((s) => s.levels))
  const isReached = (item: string, level: number) => (levels[item] ?? -Infinity) >= level

  const ranking = rankSections(questionnaire, scores, aims)
  const candidates = ranking.flatMap((section) => {
    const step = nextStep(section)
    return questionnaire.actions
      .filter((action) => action.section === section.sectionId && action.from === step)
      .filter((action) => !action.items.every((item) => isReached(item, action.to)))
      .map((action): RankedAction & { unmet: NonNullable<Action['needs']> } => ({
        action,
        section,
        effort: EFFORTS[action.effort],
        priority: divide(section.priority, fraction(EFFORTS[action.effort])),
        unmet: (action.needs ?? []).filter((need) => !isReached(need.item, need.atLeast)),
      }))
  })

  const place = ({ section }: RankedAction) => questionnaire.sections.findIndex(({ id }) => id === section.sectionId)
  // Stable: within a section, equal priorities keep the order of the file (rule P3).
  const ready = candidates
    .filter(({ unmet }) => unmet.length === 0)
    .map(({ action, section, effort, priority }): RankedAction => ({ action, section, effort, priority }))
    .sort(
      (a, b) =>
        compare(b.priority, a.priority) || compare(b.section.leverage, a.section.leverage) || place(a) - place(b),
    )
  return {
    ranking,
    offered: chooseOffered(ready, ({ action }) => action),
    waiting: candidates.filter(({ unmet }) => unmet.length > 0).map(({ action, unmet }) => ({ action, unmet })),
  }
}

/** The level the next step starts from: where the section stands, and never past the target (rule P4). */
function nextStep({ mean, target }: SectionPriority): number {
  return Math.min(roundHalfUp(mean), target - 1)
}

/** What is asked of an action before it is offered. */
export interface Offerable {
  readonly effort: Action['effort']
  readonly horizon: Action['horizon']
}

/** The first five, with one large action at most and, where there is one, a quick win (rules P5, P7). */
export function chooseOffered<T>(ranked: readonly T[], of: (candidate: T) => Offerable): readonly T[] {
  const isLarge = (candidate: T) => of(candidate).effort === 'large'
  // Small, and done within three months.
  const isQuickWin = (candidate: T) => of(candidate).effort === 'small' && of(candidate).horizon === 'short'
  const chosen: T[] = []
  for (const candidate of ranked) {
    const isOneLargeTooMany = isLarge(candidate) && chosen.filter(isLarge).length >= MOST_LARGE
    if (chosen.length < MOST_OFFERED && !isOneLargeTooMany) chosen.push(candidate)
  }
  const quickWin = ranked.find(isQuickWin)
  if (!quickWin || chosen.some(isQuickWin)) return chosen
  return [...chosen.slice(0, MOST_OFFERED - 1), quickWin]
}

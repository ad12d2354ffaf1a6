import { compare, fraction, subtract, type Fraction } from './fraction'
import type { Questionnaire } from './questionnaire'
import type { Scores, SectionScore } from './scoring'
import { roundHalfUp } from './fraction'

/** What a union aims for: kept beside a round, so that it can change after sealing. */
export interface Aims {
  /** Targets the union set itself, by section id. */
  readonly targets: Readonly<Record<string, number>>
  /** Ids of the sections that matter most to the union, three at most. */
  readonly starred: readonly string[]
}

export const NO_AIMS: Aims = { targets: {}, starred: [] }

/** So many sections may be starred (rule P2). */
export const MOST_STARS = 3

/** No default target is lower (rule G1). */
const LEAST_TARGET = 3

/**
 * The target of each section: the union's own, or the default (rule G1), which is the larger of 3 and one level above the
 * overall stage, at most the top level. Without an overall stage the section's own level takes its place.
 */
export function targetsOf(questionnaire: Questionnaire, scores: Scores, aims: Aims): Readonly<Record<string, number>> {
  const top = questionnaire.levels.at(-1)?.value ?? LEAST_TARGET
  return Object.fromEntries(
    scores.sections.map((section) => {
      const reached = scores.overall.stage ?? (section.mean === null ? 0 : roundHalfUp(section.mean))
      const byDefault = Math.min(top, Math.max(LEAST_TARGET, reached + 1))
      return [section.sectionId, aims.targets[section.sectionId] ?? byDefault]
    }),
  )
}

/** Target − mean, never below zero (rule G2). `null` for a section without a score. */
export function gapOf(section: SectionScore, target: number): Fraction | null {
  if (section.mean === null) return null
  const gap = subtract(fraction(target), section.mean)
  return compare(gap, fraction(0)) > 0 ? gap : fraction(0)
}

/** The aims with a section starred or not; a fourth star changes nothing (rule P2). */
export function withStar(aims: Aims, sectionId: string, isStarred: boolean): Aims {
  const others = aims.starred.filter((id) => id !== sectionId)
  if (!isStarred) return { ...aims, starred: others }
  return others.length < MOST_STARS ? { ...aims, starred: [...others, sectionId] } : aims
}

export function withTarget(aims: Aims, sectionId: string, target: number): Aims {
  return { ...aims, targets: { ...aims.targets, [sectionId]: target } }
}

import { answerTo, levelOf, type Answers } from './assessment'
import { completenessOf, type Completeness } from './completeness'
import { compare, fraction, meanOf, roundHalfUp, subtract, toDecimals, type Fraction } from './fraction'
import { itemsOf, type Form, type Item, type Questionnaire, type Section } from './questionnaire'

/** How much a section's score can carry (rules S4, S5). */
export type Standing = 'firm' | 'provisional' | 'not_enough' | 'does_not_apply'

/** What one section's answers say. */
export interface SectionScore {
  readonly sectionId: string
  readonly completeness: Completeness
  /** Levels by item id, for the items that count. */
  readonly levels: Readonly<Record<string, number>>
  readonly standing: Standing
  /** The mean level, 1 to 5, exact. `null` unless firm or provisional. */
  readonly mean: Fraction | null
  /** The level the mean stands for. `null` where the mean is, and in the short form (rule S9). */
  readonly stage: number | null
  /** The highest level that every counted item reaches. `null` where the mean is. */
  readonly secure: number | null
  /** The neighbouring level whose line lies within a tenth of the mean (rule S6), else `null`. */
  readonly closeTo: number | null
  /** In the short form: the lowest and the highest level answered (rule S9). `null` in the full form and where the mean is. */
  readonly range: { readonly low: number; readonly high: number } | null
}

export interface OverallScore {
  /** Sections with a score, and sections in all. */
  readonly scored: number
  readonly sections: number
  /** Sections that must have a score for an overall figure. */
  readonly needed: number
  /** The mean of the section means, exact; `null` when too few are scored or the questionnaire gives no overall figure (rule S8). */
  readonly mean: Fraction | null
  /** `null` where the mean is. */
  readonly stage: number | null
}

export interface Scores {
  readonly form: Form
  readonly sections: readonly SectionScore[]
  readonly overall: OverallScore
}

/** At least so many tenths of the sections must be scored for an overall figure: 5 of 7 (rule S8). */
const TENTHS_FOR_OVERALL = 7

/** Scores every section of a round, and the whole (rules S1 to S9). */
export function scoreAssessment(questionnaire: Questionnaire, form: Form, answers: Answers): Scores {
  const sections = questionnaire.sections.map((section) => scoreSection(questionnaire, section, form, answers))
  return { form, sections, overall: scoreOverall(questionnaire, sections) }
}

/**
 * Scores one section (rules S2 to S7, S9).
 *
 * @throws if an answer names an option its item does not have: a bug, not a person's mistake
 */
export function scoreSection(
  questionnaire: Questionnaire,
  section: Section,
  form: Form,
  answers: Answers,
): SectionScore {
  const items = itemsOf(section, form)
  const completeness = completenessOf(items, answers)
  const counted = items.flatMap((item) => {
    const level = levelOf(questionnaire, item, answerTo(answers, item.id))
    return level === null ? [] : [{ item, level }]
  })
  const levels = Object.fromEntries(counted.map(({ item, level }) => [item.id, level]))
  const standing = standingOf(counted.length, completeness.applicable)
  const base = { sectionId: section.id, completeness, levels, standing }
  if (standing === 'not_enough' || standing === 'does_not_apply')
    return { ...base, mean: null, stage: null, secure: null, closeTo: null, range: null }

  const mean = weightedMean(counted)
  const low = Math.min(...Object.values(levels))
  const high = Math.max(...Object.values(levels))
  return form === 'short'
    ? { ...base, mean, stage: null, secure: low, closeTo: null, range: { low, high } }
    : { ...base, mean, stage: roundHalfUp(mean), secure: low, closeTo: closeLevel(mean), range: null }
}

/** 80 % of the applicable items counted: firm; half: provisional; fewer: not enough (rules S4, S5). */
export function standingOf(answered: number, applicable: number): Standing {
  if (applicable === 0) return 'does_not_apply'
  if (answered * 5 >= applicable * 4) return 'firm'
  return answered * 2 >= applicable ? 'provisional' : 'not_enough'
}

function weightedMean(counted: readonly { item: Item; level: number }[]): Fraction {
  const weightOf = (item: Item) => item.weight ?? 1
  return fraction(
    counted.reduce((sum, { item, level }) => sum + weightOf(item) * level, 0),
    counted.reduce((sum, { item }) => sum + weightOf(item), 0),
  )
}

/** The level on the other side of the nearest half, if that half lies within 0.1 (rule S6). */
function closeLevel(mean: Fraction): number | null {
  const stage = roundHalfUp(mean)
  const tenth = fraction(1, 10)
  const above = subtract(fraction(2 * stage + 1, 2), mean)
  if (compare(above, tenth) <= 0) return stage + 1
  const below = subtract(mean, fraction(2 * stage - 1, 2))
  return compare(below, tenth) <= 0 ? stage - 1 : null
}

function scoreOverall(questionnaire: Questionnaire, sections: readonly SectionScore[]): OverallScore {
  const means = sections.flatMap((section) => (section.mean === null ? [] : [section.mean]))
  const needed = Math.ceil((sections.length * TENTHS_FOR_OVERALL) / 10)
  const counts = { scored: means.length, sections: sections.length, needed }
  if (questionnaire.scoring.overall === 'none' || means.length < needed) return { ...counts, mean: null, stage: null }
  const mean = meanOf(means)
  return { ...counts, mean, stage: roundHalfUp(mean) }
}

/** A mean as it is printed: halves up, worked out exactly. */
export function printedMean(mean: Fraction, decimals = 1): number {
  return toDecimals(mean, decimals)
}

/**
 * The decimals, two at least, with which a mean has to be printed so that it rounds to its own stage: 2.4952 is 2.495, not
 * 2.50, which would be read as Learning.
 */
export function decimalsToTell(mean: Fraction): number {
  let decimals = 2
  while (Math.floor(toDecimals(mean, decimals) + 0.5) !== roundHalfUp(mean)) decimals += 1
  return decimals
}

/** The 0 to 5 band figure of the original framework: mean − 0.5, to two decimals (rule S7). */
export function bandFigure(mean: Fraction): number {
  return toDecimals(subtract(mean, fraction(1, 2)), 2)
}

/**
 * The scored sections from the weakest to the strongest; equals keep the questionnaire's order.
 * Sections without a score come last.
 */
export function weakestFirst(sections: readonly SectionScore[]): readonly SectionScore[] {
  return [...sections].sort((a, b) => {
    if (a.mean === null || b.mean === null) return Number(a.mean === null) - Number(b.mean === null)
    return compare(a.mean, b.mean)
  })
}

/**
 * The items that keep a section where it is, lowest first, and the level they are below (rule S10): the stage if some are
 * below it, otherwise the level above it.
 *
 * @returns `null` for a section without a score, and where nothing is left to reach
 */
export function holdingBack(
  section: SectionScore,
  topLevel: number,
): { readonly level: number; readonly itemIds: readonly string[] } | null {
  if (section.mean === null || section.secure === null) return null
  const stage = section.stage ?? section.range?.high ?? section.secure
  const level = section.secure < stage ? stage : Math.min(stage + 1, topLevel)
  const itemIds = Object.entries(section.levels)
    .filter(([, reached]) => reached < level)
    .sort(([, a], [, b]) => a - b)
    .map(([id]) => id)
  return itemIds.length === 0 ? null : { level, itemIds }
}

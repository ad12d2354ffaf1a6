import { answerTo, levelOf, type Answers } from './assessment'
import { completenessOf, type Completeness } from './completeness'
import { compare, fraction, type Fraction } from './fraction'
import {
  itemsOf,
  type Action,
  type Band,
  type Form,
  type Item,
  type Questionnaire,
  type Section,
} from './questionnaire'
import { standingOf, type Standing } from './scoring'

/** How one section of a check is graded. */
export interface SectionGrade {
  readonly sectionId: string
  readonly completeness: Completeness
  /** Items that count: answered, and not known where that counts as the lowest step. */
  readonly counted: number
  readonly standing: Standing
  /** What every asked item gives, in the questionnaire's order. */
  readonly findings: readonly Finding[]
  /** Points reached and points possible, over the items that count (rule K1). Both 0 where none does. */
  readonly points: number
  readonly possible: number
  /** points ÷ possible, exact. `null` unless firm or provisional. */
  readonly share: Fraction | null
  /** `null` where the share is. */
  readonly band: Band | null
}

/** One asked item of a check. */
export interface Finding {
  readonly item: Item
  /** The step that counts; “don't know” counts as the lowest (rule K3). `null` if the item is unanswered or does not apply. */
  readonly step: number | null
  readonly isUnknown: boolean
  /** A duty at the lowest step, whatever the section's grade (rule K5). */
  readonly isToSettle: boolean
  /** The action for the step above; `null` at the top, where nothing counts, and where the answer has to be found out first. */
  readonly action: Action | null
}

export interface Grades {
  readonly form: Form
  readonly sections: readonly SectionGrade[]
  /** Duties at the lowest step: critical ones first, then in the questionnaire's order (rule K5). */
  readonly settleFirst: readonly Finding[]
  /** Duties without an answer: what to settle first is not known of them. */
  readonly unansweredDuties: number
  /** What is strong (rule K6). */
  readonly strong: {
    /** The step the items stand at; `null` where there is none to name. */
    readonly step: number | null
    readonly findings: readonly Finding[]
  }
  /** Items answered with “don't know”, in the questionnaire's order. */
  readonly unknown: readonly Finding[]
}

/** So many of what is to be settled first are open at once; the rest is folded (rule K5). */
export const MOST_OPEN = 5

/** From so many “don't know” on it is suggested to ask a colleague (rule K7). */
export const UNKNOWN_TO_ASK = 5

/** Grades every section of a check, and finds what to settle first (rules K1 to K7). There is no grade over all. */
export function gradeAssessment(questionnaire: Questionnaire, form: Form, answers: Answers): Grades {
  const sections = questionnaire.sections.map((section) => gradeSection(questionnaire, section, form, answers))
  const findings = sections.flatMap((section) => section.findings)
  const toSettle = findings.filter(({ isToSettle }) => isToSettle)
  return {
    form,
    sections,
    settleFirst: criticalFirst(toSettle),
    unansweredDuties: findings.filter(({ item }) => item.duty === 'duty' && answerTo(answers, item.id).choice === null)
      .length,
    strong: strongest(questionnaire, findings),
    unknown: findings.filter(({ isUnknown }) => isUnknown),
  }
}

/** @throws if an answer names an option its item does not have: a bug, not a person's mistake */
export function gradeSection(
  questionnaire: Questionnaire,
  section: Section,
  form: Form,
  answers: Answers,
): SectionGrade {
  const items = itemsOf(section, form)
  const completeness = completenessOf(items, answers)
  const findings = items.map((item) => findingOf(questionnaire, item, answers))
  const counted = findings.flatMap(({ item, step }) => (step === null ? [] : [{ step, weight: item.weight ?? 1 }]))
  const lowest = questionnaire.levels[0]?.value ?? 0
  const range = (questionnaire.levels.at(-1)?.value ?? lowest) - lowest
  const points = counted.reduce((sum, { step, weight }) => sum + (step - lowest) * weight, 0)
  const possible = counted.reduce((sum, { weight }) => sum + range * weight, 0)
  const standing = standingOf(counted.length, completeness.applicable)
  const base = { sectionId: section.id, completeness, counted: counted.length, standing, findings, points, possible }
  if (standing === 'not_enough' || standing === 'does_not_apply') return { ...base, share: null, band: null }
  return { ...base, share: fraction(points, possible), band: bandOf(questionnaire, points, possible) }
}

function findingOf(questionnaire: Questionnaire, item: Item, answers: Answers): Finding {
  const answer = answerTo(answers, item.id)
  const step = levelOf(questionnaire, item, answer)
  const isUnknown = answer.choice?.kind === 'dont_know'
  const isLowest = step !== null && step === questionnaire.levels[0]?.value
  const action = questionnaire.actions.find(({ from, items }) => from === step && items.includes(item.id))
  return {
    item,
    step,
    isUnknown,
    isToSettle: item.duty === 'duty' && isLowest,
    action: isUnknown ? null : (action ?? null),
  }
}

/** The first band that the points stay below, compared in whole numbers (rule K2). */
function bandOf({ bands }: Questionnaire, points: number, possible: number): Band | null {
  return (bands ?? []).find(({ below }) => below === undefined || 100 * points < below * possible) ?? null
}

function criticalFirst(findings: readonly Finding[]): readonly Finding[] {
  const isCritical = ({ item }: Finding) => item.critical === true
  return [...findings.filter(isCritical), ...findings.filter((finding) => !isCritical(finding))]
}

/** The items at the top step; where there is none, those one step below it (rule K6). */
function strongest({ levels }: Questionnaire, findings: readonly Finding[]): Grades['strong'] {
  for (const level of [levels.at(-1), levels.at(-2)]) {
    const there = findings.filter(({ step }) => step === level?.value)
    if (level && level !== levels[0] && there.length > 0) return { step: level.value, findings: criticalFirst(there) }
  }
  return { step: null, findings: [] }
}

/** What a section still has to do: what to settle, then from the lowest step up, critical items first (rule K4). */
export function workLeft({ findings }: SectionGrade): readonly Finding[] {
  const rank = ({ isToSettle, isUnknown, step }: Finding) => (isToSettle ? -2 : isUnknown ? -1 : (step ?? 0))
  const left = findings.filter(({ action, isUnknown }) => action !== null || isUnknown)
  return [...criticalFirst(left)].sort((a, b) => rank(a) - rank(b))
}

/** The graded sections from the lowest share to the highest; equals keep the questionnaire's order, others come last. */
export function lowestFirst(sections: readonly SectionGrade[]): readonly SectionGrade[] {
  return [...sections].sort((a, b) => {
    if (a.share === null || b.share === null) return Number(a.share === null) - Number(b.share === null)
    return compare(a.share, b.share)
  })
}

/**
 * The roles of the colleagues who most likely know what is not known, the one that knows most of it first (rule K7).
 *
 * @returns an empty list while fewer than five items of a check are unknown
 */
export function rolesToAsk(questionnaire: Questionnaire, form: Form, answers: Answers): readonly string[] {
  const unknown = questionnaire.sections
    .flatMap((section) => itemsOf(section, form))
    .filter(({ id }) => answerTo(answers, id).choice?.kind === 'dont_know')
  if (unknown.length < UNKNOWN_TO_ASK) return []
  const roles = new Map<string, number>()
  for (const { ask } of unknown) if (ask !== undefined) roles.set(ask, (roles.get(ask) ?? 0) + 1)
  return [...roles].sort(([, a], [, b]) => b - a).map(([role]) => role)
}

import { answerTo, type Answers, type Assessment } from './assessment'
import { allItems, itemsOf, type Form, type Item, type Questionnaire, type Section } from './questionnaire'

/** How far a group of items is answered (rules C1, C2). All are counts of items. */
export interface Completeness {
  /** Items the form asks. */
  readonly asked: number
  /** Items with an option chosen. */
  readonly answered: number
  readonly dontKnow: number
  readonly notApplicable: number
  readonly unanswered: number
  /** asked − notApplicable. */
  readonly applicable: number
  /** Items with any choice: answered + dontKnow + notApplicable. */
  readonly settled: number
}

export type Progress = 'not_started' | 'under_way' | 'done'

/** Counts the choices given to these items (rules C1, C2). */
export function completenessOf(items: readonly Item[], answers: Answers): Completeness {
  const kinds = items.map((item) => answerTo(answers, item.id).choice?.kind ?? 'unanswered')
  const count = (kind: (typeof kinds)[number]) => kinds.filter((each) => each === kind).length
  const unanswered = count('unanswered')
  const notApplicable = count('not_applicable')
  return {
    asked: items.length,
    answered: count('option'),
    dontKnow: count('dont_know'),
    notApplicable,
    unanswered,
    applicable: items.length - notApplicable,
    settled: items.length - unanswered,
  }
}

export function sectionCompleteness(section: Section, form: Form, answers: Answers): Completeness {
  return completenessOf(itemsOf(section, form), answers)
}

export function assessmentCompleteness(questionnaire: Questionnaire, form: Form, answers: Answers): Completeness {
  return completenessOf(
    questionnaire.sections.flatMap((section) => itemsOf(section, form)),
    answers,
  )
}

export function progressOf({ asked, settled }: Completeness): Progress {
  if (settled === 0) return 'not_started'
  return settled === asked ? 'done' : 'under_way'
}

/** What still stands open in an item before sealing (rule A4), or `null`. Only a missing reason prevents sealing. */
export type OpenPoint = 'unanswered' | 'reason_missing' | 'come_back'

export function openPointOf(itemId: string, answers: Answers): OpenPoint | null {
  const { choice, comeBack } = answerTo(answers, itemId)
  if (choice?.kind === 'not_applicable' && choice.reason.trim() === '') return 'reason_missing'
  if (choice === null) return 'unanswered'
  return comeBack ? 'come_back' : null
}

/** Where a respondent goes on: the item last visited if it is still open, else the next open one after it, else the last visited (rule A6). */
export function whereToGoOn(
  questionnaire: Questionnaire,
  assessment: Pick<Assessment, 'form' | 'lastItem'>,
  answers: Answers,
): string | null {
  const ids = allItems(questionnaire, assessment.form).map(({ item }) => item.id)
  const last = assessment.lastItem === null ? 0 : Math.max(0, ids.indexOf(assessment.lastItem))
  const isOpen = (id: string) => openPointOf(id, answers) !== null
  return [...ids.slice(last), ...ids.slice(0, last)].find(isOpen) ?? ids[last] ?? null
}

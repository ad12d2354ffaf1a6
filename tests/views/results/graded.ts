import type { GradedSection } from '@/composables/useGradeWords'
import type { Answer, Answers } from '@/domain/assessment'
import { gradeAssessment, type Grades } from '@/domain/grading'
import type { Form, Item, Questionnaire } from '@/domain/questionnaire'
import { aCheck, aCheckItem, aSection } from '../../support/builders'

/** A check with three questions on each part, of which the short form asks two; all are duties unless said otherwise. */
export function threeEach(titles: readonly string[], more: Partial<Item> = {}): Questionnaire {
  return aCheck(
    titles.map((title) =>
      aSection(
        title,
        [1, 2, 3].map((number) =>
          aCheckItem(`${title}-${number}`, { ...more, ...(number < 3 && { shortForm: true }) }),
        ),
      ),
    ),
  )
}

/** Answers to the questions of each part, in their order. */
export function inOrder(
  given: Readonly<Record<string, readonly (Answer | number)[]>>,
): Readonly<Record<string, Answer | number>> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([title, values]) => values.map((value, index) => [`${title}-${index + 1}`, value])),
  )
}

/** A check graded, as the parts of its results page take it. */
export function graded(
  questionnaire: Questionnaire,
  answers: Answers,
  form: Form = 'full',
): { grades: Grades; sections: readonly GradedSection[] } {
  const grades = gradeAssessment(questionnaire, form, answers)
  const sections = questionnaire.sections.flatMap((section) => {
    const grade = grades.sections.find(({ sectionId }) => sectionId === section.id)
    return grade ? [{ section, grade }] : []
  })
  return { grades, sections }
}

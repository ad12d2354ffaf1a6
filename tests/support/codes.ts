import type { Answers, Choice } from '@/domain/assessment'
import { allItems, type Form, type Questionnaire } from '@/domain/questionnaire'
import type { AnswerRequest, Response } from '@/domain/workshop'
import { anAnswer } from './builders'

/** A response as long as it can be: full form, every item answered, an id of 21 letters. The choices go round. */
export function longestResponse(questionnaire: Questionnaire, more: Partial<Response> = {}): Response {
  return {
    key: '0123456789abcdef',
    edition: 65_535,
    requestId: 'V1StGXR8_Z5jdHi6B-myT',
    questionnaireId: questionnaire.id,
    questionnaireVersion: questionnaire.version,
    form: 'full',
    role: 'several',
    answers: choosing(questionnaire, 'full', (at, options) =>
      at % 9 === 7 ? { kind: 'dont_know' } : { kind: 'option', value: options[at % options.length] ?? 0 },
    ),
    ...more,
  }
}

/** An answer to each item of a form, chosen by its place and its options; `null` leaves it blank. */
export function choosing(
  questionnaire: Questionnaire,
  form: Form,
  choose: (at: number, options: readonly number[]) => Choice | null,
): Answers {
  return Object.fromEntries(
    allItems(questionnaire, form).flatMap(({ item }, at) => {
      const choice = choose(
        at,
        item.options.map(({ value }) => value),
      )
      return choice ? [[item.id, anAnswer({ choice })]] : []
    }),
  )
}

/** A request for all sections, asking for two role groups. */
export function aRequest(questionnaire: Questionnaire, more: Partial<AnswerRequest> = {}): AnswerRequest {
  return {
    id: 'V1StGXR8_Z5jdHi6B-myT',
    questionnaireId: questionnaire.id,
    questionnaireVersion: questionnaire.version,
    form: 'full',
    roles: ['elected', 'member'],
    sectionIds: questionnaire.sections.map(({ id }) => id),
    unionName: 'Dockers',
    ...more,
  }
}

/** The questionnaire under the longest id and version that a code can hold. */
export function longNamed(questionnaire: Questionnaire): Questionnaire {
  return { ...questionnaire, id: `q${'-abcdefg'.repeat(8)}`.slice(0, 64), version: '1234.1234.1234-rc.12' }
}

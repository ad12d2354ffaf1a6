import type { Choice, RespondentRole } from '@/domain/assessment'
import type { Questionnaire } from '@/domain/questionnaire'
import type { Response } from '@/domain/workshop'
import { writeResponseFile } from '@/door/codeFile'
import { writeResponseCode } from '@/door/responseCode'
import type { NewSession } from '@/stores/workshop'
import { dataMaturity } from './builders'
import { choosing } from './codes'

/** Responses without a meeting, to all parts, from staff and elected leaders, shown from three people. */
export function aGathering(more: Partial<NewSession> = {}): NewSession {
  return {
    sectionIds: dataMaturity.sections.map(({ id }) => id),
    people: 12,
    meetings: [],
    ways: ['own'],
    roles: ['elected', 'staff'],
    floor: 3,
    ...more,
  }
}

/** A key as a device makes one, from a number. */
export const keyOf = (number: number) => number.toString(16).padStart(16, '0')

/** The full form of the framework with one level for every item. */
export function aResponse(number: number, level: number | null, more: Partial<Response> = {}): Response {
  return {
    key: keyOf(number),
    edition: 1,
    requestId: null,
    questionnaireId: dataMaturity.id,
    questionnaireVersion: dataMaturity.version,
    form: 'full',
    role: 'staff' as RespondentRole,
    answers: choosing(dataMaturity, 'full', (): Choice | null =>
      level === null ? null : { kind: 'option', value: level },
    ),
    ...more,
  }
}

export const codeOf = (response: Response, questionnaire: Questionnaire = dataMaturity) =>
  writeResponseCode(response, questionnaire)

export function fileOf(response: Response, questionnaire: Questionnaire = dataMaturity): File {
  const { name, text } = writeResponseFile(response, questionnaire)
  return new File([text], name)
}

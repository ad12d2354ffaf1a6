import {
  ROLES,
  UNTOUCHED,
  answerTo,
  type Answer,
  type Answers,
  type Choice,
  type RespondentRole,
} from '@/domain/assessment'
import { allItems, type Form, type Item, type Questionnaire } from '@/domain/questionnaire'
import type { Response } from '@/domain/workshop'
import { FORMS, matching, QUESTIONNAIRE_ID, QUESTIONNAIRE_VERSION, REQUEST_ID } from './codeHead'
import {
  codeText,
  CodeReader,
  CodeRefused,
  CodeWriter,
  contentsOf,
  reading,
  valueAt,
  type CodeReading,
} from './codeText'

/** A response as its code says it: the values are those of the items in the order of a questionnaire that is not looked at yet. */
export interface ResponseCode {
  readonly form: Form
  readonly role: RespondentRole
  readonly requestId: string | null
  readonly key: string
  readonly edition: number
  readonly questionnaireId: string
  readonly questionnaireVersion: string
  /** One an item that the form asks: 0 blank, 1 to 13 the place of the option, 14 “don’t know”, 15 “does not apply”. */
  readonly values: readonly number[]
}

const BLANK = 0
const MOST_OPTIONS = 13
const DONT_KNOW = 14
const DOES_NOT_APPLY = 15
/** Eight bytes. */
const KEY = /^[0-9a-f]{16}$/

/**
 * The text of a code that holds a whole response. Notes, evidence and the reason for “does not apply” are left out.
 *
 * @throws if the response is not one to this questionnaire, or has a key or a number that no code can hold: a bug
 */
export function writeResponseCode(response: Response, questionnaire: Questionnaire): string {
  const { form, role, requestId, key, edition, questionnaireId, questionnaireVersion } = response
  if (questionnaireId !== questionnaire.id || questionnaireVersion !== questionnaire.version)
    throw new Error(`the response is one to ${questionnaireId} ${questionnaireVersion}`)
  const values = allItems(questionnaire, form).map(({ item }) => valueOf(item, answerTo(response.answers, item.id)))
  const writer = new CodeWriter()
    .byte(FORMS.indexOf(form) * 0x10 + ROLES.indexOf(role))
    .text(requestId === null ? '' : matching(REQUEST_ID, requestId))
    .raw((matching(KEY, key).match(/../g) ?? []).map((digits) => parseInt(digits, 16)))
    .pair(edition)
    .text(matching(QUESTIONNAIRE_ID, questionnaireId))
    .text(matching(QUESTIONNAIRE_VERSION, questionnaireVersion))
    .pair(values.length)
  for (let at = 0; at < values.length; at += 2) writer.byte((values[at] ?? 0) * 0x10 + (values[at + 1] ?? 0))
  return codeText('R', writer.done())
}

function valueOf(item: Item, { choice }: Answer): number {
  if (choice === null) return BLANK
  if (choice.kind === 'dont_know') return DONT_KNOW
  if (choice.kind === 'not_applicable') return DOES_NOT_APPLY
  const place = item.options.findIndex(({ value }) => value === choice.value)
  if (place < 0 || place >= MOST_OPTIONS)
    throw new Error(`${item.id} has no option ${choice.value} that a code can hold`)
  return place + 1
}

/** Reads a text that a camera or a file brings: anything at all. */
export function readResponseCode(text: string): CodeReading<ResponseCode> {
  return reading(() => {
    const reader = new CodeReader(contentsOf('R', text))
    const first = reader.byte()
    const form = valueAt(FORMS, first >> 4)
    const role = valueAt(ROLES, first & 0xf)
    const requestId = reader.text(/^[A-Za-z0-9_-]{0,21}$/) || null
    const key = [...reader.raw(8)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    const edition = reader.pair()
    const questionnaireId = reader.text(QUESTIONNAIRE_ID)
    const questionnaireVersion = reader.text(QUESTIONNAIRE_VERSION)
    const count = reader.pair()
    const halves = [...reader.raw(Math.ceil(count / 2))].flatMap((byte) => [byte >> 4, byte & 0xf])
    reader.end()
    const values = halves.slice(0, count)
    if (halves.slice(count).some((half) => half !== 0)) throw new CodeRefused('damaged')
    return { form, role, requestId, key, edition, questionnaireId, questionnaireVersion, values }
  })
}

/** The answers of a code, as those to this questionnaire; items left blank are absent. */
export function answersOfCode(code: ResponseCode, questionnaire: Questionnaire): CodeReading<Answers> {
  return reading(() => {
    if (code.questionnaireId !== questionnaire.id || code.questionnaireVersion !== questionnaire.version)
      throw new CodeRefused('other_questionnaire')
    const items = allItems(questionnaire, code.form)
    if (items.length !== code.values.length) throw new CodeRefused('misfit')
    return Object.fromEntries(
      items.flatMap(({ item }, at) => {
        const choice = choiceOf(item, code.values[at] ?? BLANK)
        return choice ? [[item.id, { ...UNTOUCHED, choice }]] : []
      }),
    )
  })
}

function choiceOf(item: Item, value: number): Choice | null {
  if (value === BLANK) return null
  if (value === DONT_KNOW) return { kind: 'dont_know' }
  if (value === DOES_NOT_APPLY) return { kind: 'not_applicable', reason: '' }
  const option = item.options[value - 1]
  if (!option) throw new CodeRefused('misfit')
  return { kind: 'option', value: option.value }
}

/** The whole response of a code, as one to this questionnaire. */
export function responseOfCode(code: ResponseCode, questionnaire: Questionnaire): CodeReading<Response> {
  const answers = answersOfCode(code, questionnaire)
  if (!answers.ok) return answers
  const { key, edition, requestId, questionnaireId, questionnaireVersion, form, role } = code
  const head = { key, edition, requestId, questionnaireId, questionnaireVersion, form, role }
  return { ok: true, code: { ...head, answers: answers.code } }
}

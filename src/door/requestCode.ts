import { ROLES, type RespondentRole } from '@/domain/assessment'
import type { Form, Questionnaire } from '@/domain/questionnaire'
import type { AnswerRequest } from '@/domain/workshop'
import { FORMS, matching, QUESTIONNAIRE_ID, QUESTIONNAIRE_VERSION, REQUEST_ID } from './codeHead'
import {
  codeText,
  CodeReader,
  CodeRefused,
  CodeWriter,
  contentsOf,
  fromBits,
  reading,
  toBits,
  valueAt,
  type CodeReading,
} from './codeText'

/** A request as its code says it: the sections are places in a questionnaire that is not looked at yet. */
export interface RequestCode {
  readonly id: string
  readonly questionnaireId: string
  readonly questionnaireVersion: string
  readonly form: Form
  readonly roles: readonly RespondentRole[]
  /** Places counted from 0, rising, at least one. */
  readonly sections: readonly number[]
  /** How many sections the questionnaire has. */
  readonly sectionCount: number
  readonly unionName: string
  /** The name of the union is longer, and only its beginning had room. */
  readonly isNameCut: boolean
}

const LONGEST_NAME = 200
/** So that with everything else at its longest a QR code of version 15 has room. */
const MOST_NAME_BYTES = 240
const CUT = 0x80
/** The questionnaire format allows twenty. */
const MOST_SECTIONS = 32

/** The union’s name as a code can hold it, without signs that nobody sees, and whether its end had no room. */
export function nameInCode(name: string): { readonly name: string; readonly isCut: boolean } {
  const seen = name.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ').trim()
  let kept = ''
  let bytes = 0
  let count = 0
  for (const character of seen) {
    bytes += new TextEncoder().encode(character).length
    count += 1
    if (count > LONGEST_NAME || bytes > MOST_NAME_BYTES) return { name: kept.trim(), isCut: true }
    kept += character
  }
  return { name: kept, isCut: false }
}

/**
 * The text of a code that holds a request. A long name of the union is cut (`nameInCode` tells).
 *
 * @throws if the request is not one for this questionnaire, or asks for none of its sections: a bug
 */
export function writeRequestCode(request: AnswerRequest, questionnaire: Questionnaire): string {
  const { id, questionnaireId, questionnaireVersion, form, roles, sectionIds } = request
  if (questionnaireId !== questionnaire.id || questionnaireVersion !== questionnaire.version)
    throw new Error(`the request is one for ${questionnaireId} ${questionnaireVersion}`)
  const { sections } = questionnaire
  const places = sectionIds.map((sectionId) => sections.findIndex((section) => section.id === sectionId))
  if (places.length === 0 || places.includes(-1)) throw new Error(`${questionnaire.id} lacks a section of the request`)
  const { name, isCut } = nameInCode(request.unionName)
  const contents = new CodeWriter()
    .byte(FORMS.indexOf(form) * 0x10 + (isCut ? CUT : 0))
    .raw(
      toBits(
        roles.map((role) => ROLES.indexOf(role)),
        8,
      ),
    )
    .text(matching(REQUEST_ID, id))
    .text(matching(QUESTIONNAIRE_ID, questionnaireId))
    .text(matching(QUESTIONNAIRE_VERSION, questionnaireVersion))
    .byte(sections.length)
    .raw(toBits(places, sections.length))
    .text(name)
  return codeText('Q', contents.done())
}

/** Reads a text that a camera or a file brings: anything at all. */
export function readRequestCode(text: string): CodeReading<RequestCode> {
  return reading(() => {
    const reader = new CodeReader(contentsOf('Q', text))
    const first = reader.byte()
    if (first & 0xf) throw new CodeRefused('unknown_value')
    const form = valueAt(FORMS, (first & ~CUT) >> 4)
    const roles = fromBits(reader.raw(1)).map((place) => valueAt(ROLES, place))
    const id = reader.text(REQUEST_ID)
    const questionnaireId = reader.text(QUESTIONNAIRE_ID)
    const questionnaireVersion = reader.text(QUESTIONNAIRE_VERSION)
    const sectionCount = reader.byte()
    if (sectionCount > MOST_SECTIONS) throw new CodeRefused('unknown_value')
    const sections = fromBits(reader.raw(Math.ceil(sectionCount / 8)))
    if (sections.length === 0 || sections.some((place) => place >= sectionCount)) throw new CodeRefused('unknown_value')
    const unionName = reader.text(/^[^\p{Cc}\p{Zl}\p{Zp}]{0,200}$/u)
    reader.end()
    const isNameCut = (first & CUT) !== 0
    return { id, questionnaireId, questionnaireVersion, form, roles, sections, sectionCount, unionName, isNameCut }
  })
}

/** The whole request of a code, as one for this questionnaire. */
export function requestOfCode(code: RequestCode, questionnaire: Questionnaire): CodeReading<AnswerRequest> {
  return reading(() => {
    const { id, questionnaireId, questionnaireVersion, form, roles, unionName } = code
    if (questionnaireId !== questionnaire.id || questionnaireVersion !== questionnaire.version)
      throw new CodeRefused('other_questionnaire')
    if (questionnaire.sections.length !== code.sectionCount) throw new CodeRefused('misfit')
    const sectionIds = questionnaire.sections.flatMap((section, place) =>
      code.sections.includes(place) ? [section.id] : [],
    )
    return { id, questionnaireId, questionnaireVersion, form, roles, sectionIds, unionName }
  })
}

import type { Questionnaire } from '@/domain/questionnaire'
import type { AnswerRequest, Response } from '@/domain/workshop'
import { readQuestionnaire } from '@/questionnaires/read'
import { textOf } from './bytes'
import { CodeRefused, type CodeProblem } from './codeText'
import { parsed } from './parse'
import { Refused } from './refusal'
import { readRequestCode, requestOfCode, writeRequestCode, type RequestCode } from './requestCode'
import { readResponseCode, writeResponseCode, type ResponseCode } from './responseCode'

// The same codes as files, for where there is no camera.

const FORMAT = 1
/** A request carries a whole questionnaire, which has some 100 kB. */
const MOST_BYTES = 2_000_000

/** Why a file is not taken, as a key of the messages under `codes.problem`. */
export type CodeFileProblem =
  | CodeProblem
  /** It is no file with a response or a request. */
  | 'foreign_file'
  | 'large_file'
  /** It is empty, cut off, or changed. */
  | 'damaged_file'
  | 'newer_file'
  /** The questionnaire in it cannot be used. */
  | 'questionnaire'

export type CodeFileReading =
  | { readonly ok: true; readonly kind: 'response'; readonly code: ResponseCode }
  | {
      readonly ok: true
      readonly kind: 'request'
      readonly code: RequestCode
      readonly request: AnswerRequest
      /** As the file brings it. A version that is here already is not replaced by it. */
      readonly questionnaire: Questionnaire
    }
  | { readonly ok: false; readonly problem: CodeFileProblem }

export interface CodeFile {
  readonly name: string
  readonly text: string
}

/** A response as a file. Its name tells the files of a group apart, and says nothing of a person. */
export function writeResponseFile(response: Response, questionnaire: Questionnaire): CodeFile {
  const code = writeResponseCode(response, questionnaire)
  return {
    name: `waymark-response-${response.key.slice(0, 6)}-${response.edition}.json`,
    text: written({ waymark: 'response', format: FORMAT, code }),
  }
}

/** A request as a file, with its questionnaire, so that somebody with another version can answer it. */
export function writeRequestFile(request: AnswerRequest, questionnaire: Questionnaire): CodeFile {
  const code = writeRequestCode(request, questionnaire)
  return {
    name: `waymark-request-${questionnaire.id}.json`,
    text: written({ waymark: 'request', format: FORMAT, code, questionnaire }),
  }
}

function written(file: object): string {
  return `${JSON.stringify(file, null, 2)}\n`
}

/** Reads a file of unknown origin; changes nothing anywhere. */
export async function readCodeFile(file: Blob): Promise<CodeFileReading> {
  if (file.size > MOST_BYTES) return { ok: false, problem: 'large_file' }
  try {
    return read(fieldsOf(new Uint8Array(await file.arrayBuffer())))
  } catch (error) {
    if (error instanceof CodeRefused) return { ok: false, problem: error.problem }
    if (error instanceof Refused) return { ok: false, problem: problemOf(error) }
    throw error
  }
}

type Fields = Readonly<Record<string, unknown>>

function fieldsOf(bytes: Uint8Array): Fields {
  const value = parsed(textOf(bytes))
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

/** What is no text at all is something else; a text that breaks off may have been a file of ours. */
function problemOf({ refusal: { code } }: Refused): CodeFileProblem {
  if (code === 'empty' || code === 'not_json') return 'damaged_file'
  return code === 'too_large' ? 'large_file' : 'foreign_file'
}

function read({ waymark, format, code, questionnaire }: Fields): CodeFileReading {
  if ((waymark !== 'response' && waymark !== 'request') || typeof format !== 'number')
    return { ok: false, problem: 'foreign_file' }
  if (format > FORMAT) return { ok: false, problem: 'newer_file' }
  if (format !== FORMAT || typeof code !== 'string') return { ok: false, problem: 'damaged_file' }
  if (waymark === 'response') {
    const response = readResponseCode(code)
    return response.ok ? { ok: true, kind: 'response', code: response.code } : response
  }
  const head = readRequestCode(code)
  if (!head.ok) return head
  const content = readQuestionnaire(questionnaire)
  if (!content.ok) return { ok: false, problem: 'questionnaire' }
  const request = requestOfCode(head.code, content.questionnaire)
  if (!request.ok) return request
  return { ok: true, kind: 'request', code: head.code, request: request.code, questionnaire: content.questionnaire }
}

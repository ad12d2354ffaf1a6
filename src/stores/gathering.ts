import { defineStore } from 'pinia'
import { computed } from 'vue'
import { answerTo } from '@/domain/assessment'
import type { Questionnaire } from '@/domain/questionnaire'
import { arrivalAmong, withHeldResponse, type HeldResponse } from '@/domain/session'
import type { AnswerRequest, Arrival, Response } from '@/domain/workshop'
import { readCodeFile, writeRequestFile, type CodeFile, type CodeFileProblem } from '@/door/codeFile'
import { REQUEST_ID } from '@/door/codeHead'
import { nameInCode, writeRequestCode } from '@/door/requestCode'
import { readResponseCode, responseOfCode, type ResponseCode } from '@/door/responseCode'
import { useWorkshopStore } from './workshop'

export type { CodeFile, CodeFileProblem }

/** A response that came in; nothing of it is taken yet. */
export interface Come {
  readonly response: Response
  /** `other_request` where another session asked for it. One to another questionnaire is refused before. */
  readonly arrival: Exclude<Arrival, 'foreign'> | 'other_request'
  /** Items that it answers, of those that the session asks. */
  readonly answered: number
}

/** What a code or a file turned out to be; `name` is that of the file, `null` of a code. */
export type Incoming =
  | ({ readonly status: 'response'; readonly name: string | null } & Come)
  | { readonly status: 'refused'; readonly name: string | null; readonly problem: CodeFileProblem }

/** What is handed out, as a code and as a file. */
export interface Request {
  readonly code: string
  readonly file: CodeFile
  /** The name of the union is so long that the code has only its beginning. */
  readonly isNameCut: boolean
}

/** As it lies with the workshop. */
const heldOf = (response: Response): HeldResponse => ({ response, way: 'own', sheet: null, again: null })

const UNREAD = { ok: false, problem: 'damaged_file' } as const

/** Responses to the workshop that is open: asks for them, reads them, takes them in. The workshop's store keeps them. */
export const useGatheringStore = defineStore('gathering', () => {
  const workshop = useWorkshopStore()
  /** As it is stored, so that codes of every language say the same. */
  const source = computed(() => (workshop.round?.storedQuestionnaire ?? null) as Questionnaire | null)
  const asked = computed(() => workshop.items.length)

  /** What people are asked with; `null` where no workshop is open, or its round has an id that no code can hold. */
  const request = computed<Request | null>(() => {
    const { session, round } = workshop
    const sectionIds = workshop.sections.map(({ id }) => id)
    if (!session || !round || !source.value || sectionIds.length === 0) return null
    if (!REQUEST_ID.test(session.assessmentId)) return null
    const { id, questionnaireId, questionnaireVersion, form } = round.assessment
    const unionName = round.union.name
    const wanted: AnswerRequest = {
      id,
      questionnaireId,
      questionnaireVersion,
      form,
      roles: session.roles,
      sectionIds,
      unionName,
    }
    return {
      code: writeRequestCode(wanted, source.value),
      file: writeRequestFile(wanted, source.value),
      isNameCut: nameInCode(unionName).isCut,
    }
  })

  function arrivalAt(response: Response, there: readonly HeldResponse[]): Arrival | 'other_request' {
    const { id = '', questionnaireId = '', questionnaireVersion = '' } = workshop.round?.assessment ?? {}
    // Who began without a request answered for nobody else.
    if (response.requestId !== null && response.requestId !== id) return 'other_request'
    return arrivalAmong(there, heldOf(response), { questionnaireId, questionnaireVersion }, workshop.closedItems)
  }

  /** So many of the items that are asked have an answer in it. */
  function answeredIn(response: Response): number {
    return workshop.items.filter(({ item }) => answerTo(response.answers, item.id).choice !== null).length
  }

  function lookedAt(name: string | null, code: ResponseCode, there: readonly HeldResponse[]): Incoming {
    if (!source.value) return { status: 'refused', name, problem: 'other_questionnaire' }
    const reading = responseOfCode(code, source.value)
    if (!reading.ok) return { status: 'refused', name, problem: reading.problem }
    const response = reading.code
    const arrival = arrivalAt(response, there)
    if (arrival === 'foreign') return { status: 'refused', name, problem: 'other_questionnaire' }
    return { status: 'response', name, response, arrival, answered: answeredIn(response) }
  }

  /** Reads a text that the camera saw; takes nothing. */
  function readText(text: string): Incoming {
    const reading = readResponseCode(text)
    if (!reading.ok) return { status: 'refused', name: null, problem: reading.problem }
    return lookedAt(null, reading.code, workshop.held)
  }

  /** Reads files, each as it is when those before it are taken; takes nothing. */
  async function readFiles(files: readonly File[]): Promise<readonly Incoming[]> {
    let there = workshop.held
    const read: Incoming[] = []
    for (const file of files) {
      // A file that is gone, or on a stick that was pulled out, cannot be read any more.
      const reading = await readCodeFile(file).catch(() => UNREAD)
      if (!reading.ok || reading.kind === 'request') {
        read.push({ status: 'refused', name: file.name, problem: reading.ok ? 'other_kind' : reading.problem })
        continue
      }
      const come = lookedAt(file.name, reading.code, there)
      if (come.status === 'response' && workshop.round && isTaken(come))
        there = withHeldResponse(there, heldOf(come.response), workshop.round.assessment, workshop.closedItems)
      read.push(come)
    }
    return read
  }

  /** Whether something comes of taking it. */
  function isTaken({ arrival }: Come): boolean {
    return arrival === 'new' || arrival === 'newer'
  }

  /** Takes in those that are new or newer. @returns how many */
  function take(come: readonly Come[]): number {
    return workshop.take(come.filter(isTaken).map(({ response }) => heldOf(response)))
  }

  return { request, asked, answeredIn, readText, readFiles, isTaken, take }
})

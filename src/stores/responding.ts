import { defineStore } from 'pinia'
import { newestFirst, type Assessment, type RespondentRole } from '@/domain/assessment'
import { assessmentCompleteness } from '@/domain/completeness'
import type { Form, Questionnaire } from '@/domain/questionnaire'
import type { AnswerRequest, Response } from '@/domain/workshop'
import { readCodeFile, writeResponseFile, type CodeFile, type CodeFileProblem } from '@/door/codeFile'
import { readRequestCode, requestOfCode, type RequestCode } from '@/door/requestCode'
import { writeResponseCode } from '@/door/responseCode'
import { listAssessments } from '@/storage/assessments'
import { StorageError } from '@/storage/errors'
import { useAssessmentStore } from './assessment'
import { useLibraryStore, type Round } from './library'
import { useQuestionnaireStore } from './questionnaires'

/** A request that was read; nothing of it is stored yet. */
export interface OpenRequest {
  readonly request: AnswerRequest
  /** The questionnaire as it is stored with a round, and as it is shown. */
  readonly source: Questionnaire
  readonly shown: Questionnaire
  readonly isNameCut: boolean
  /** The round in which it is answered here already: one person has one vote (rule V1). */
  readonly begun: Assessment | null
}

/** Why a request is not opened; `unknown_version` where a code asks for a questionnaire that is not here. */
export type RequestProblem = CodeFileProblem | 'unknown_version'

export type RequestReading =
  { readonly ok: true; readonly opened: OpenRequest } | { readonly ok: false; readonly problem: RequestProblem }

/** How one person answers. */
export interface Beginning {
  /** As it is stored. */
  readonly questionnaire: Questionnaire
  readonly form: Form
  readonly role: RespondentRole
  /** ISO date. */
  readonly date: string
  /** `null` where nobody asked. */
  readonly request: AnswerRequest | null
}

/** A person's answers as they are handed over. */
export interface HandedOver {
  readonly code: string
  readonly file: CodeFile
  /** 1 the first time. */
  readonly edition: number
  readonly answered: number
  readonly asked: number
}

/** One person’s answers: opens a request for them, begins them, and hands them over. */
export const useRespondingStore = defineStore('responding', () => {
  const library = useLibraryStore()
  const questionnaires = useQuestionnaireStore()
  const assessments = useAssessmentStore()

  /** Reads a text that the camera saw; changes nothing. @throws StorageError */
  async function readText(text: string): Promise<RequestReading> {
    const reading = readRequestCode(text)
    if (!reading.ok) return reading
    return (await openedHere(reading.code)) ?? { ok: false, problem: 'unknown_version' }
  }

  /** Reads a file of unknown origin; changes nothing. @throws StorageError */
  async function readFile(file: Blob): Promise<RequestReading> {
    const reading = await readCodeFile(file)
    if (!reading.ok) return reading
    if (reading.kind !== 'request') return { ok: false, problem: 'other_kind' }
    // What is here under the same number is not replaced by what a file says that it is.
    const here = await openedHere(reading.code)
    if (here) return here
    return opened(reading.code, reading.request, reading.questionnaire)
  }

  /** `null` where the questionnaire is not here. */
  async function openedHere(code: RequestCode): Promise<RequestReading | null> {
    const source = await questionnaires.sourceOf(code.questionnaireId, code.questionnaireVersion)
    if (!source) return null
    const request = requestOfCode(code, source)
    return request.ok ? opened(code, request.code, source) : request
  }

  async function opened(code: RequestCode, request: AnswerRequest, source: Questionnaire): Promise<RequestReading> {
    const shown = (await questionnaires.read(source)) ?? source
    const begun = (await ownRounds()).find(isAnswerTo(request))?.assessment ?? null
    return { ok: true, opened: { request, source, shown, isNameCut: code.isNameCut, begun } }
  }

  /** All rounds of one person’s answers, the newest first. */
  async function ownRounds(): Promise<readonly Round[]> {
    const { rounds } = await listAssessments()
    const own = rounds.filter(({ assessment }) => assessment.handOver)
    return own.sort((a, b) => newestFirst(a.assessment, b.assessment))
  }

  /** Whether a round answers this request. Its union may be called differently: a code cuts a long name, and names change. */
  function isAnswerTo(request: AnswerRequest): (round: Round) => boolean {
    return ({ assessment }) => assessment.handOver?.requestId === request.id
  }

  /**
   * Begins a round of one person’s answers. Those to the same request, or for a union of the same name, stay together, apart
   * from rounds of the union itself.
   *
   * @returns the id of the round
   * @throws StorageError
   */
  async function begin({ questionnaire, form, role, date, request }: Beginning): Promise<string> {
    const unionName = request?.unionName ?? ''
    const own = await ownRounds()
    const before = (request && own.find(isAnswerTo(request))) ?? own.find(({ union }) => union.name === unionName)
    const { sections } = questionnaire
    const isPart = request && request.sectionIds.length < sections.length
    const { id } = await library.create(questionnaire, {
      unionId: before?.union.id ?? null,
      unionName,
      law: null,
      form,
      subject: { kind: 'union' },
      respondent: { role, knowledge: null, name: '' },
      date,
      copyFrom: null,
      handOver: {
        key: newKey(),
        requestId: request?.id ?? null,
        edition: 0,
        given: '',
        ...(isPart ? { sectionIds: request.sectionIds } : {}),
      },
    })
    return id
  }

  /**
   * What is handed over of the open round as it is now. What differs from last time gets a number of its own, which is
   * stored before the code is seen by anybody.
   *
   * @returns `null` while nothing is answered, or where the round is not one to be handed over
   * @throws StorageError
   */
  async function handOver(id: string): Promise<HandedOver | null> {
    await assessments.flush()
    const { round } = assessments
    const known = round?.assessment.handOver
    if (round?.assessment.id !== id || !known) return null
    const { assessment, answers, questionnaire } = round
    const { settled: answered, asked } = assessmentCompleteness(questionnaire, assessment.form, answers)
    if (answered === 0) return null
    const { questionnaireId, questionnaireVersion } = assessment
    const source = await questionnaires.sourceOf(questionnaireId, questionnaireVersion)
    if (!source) throw new StorageError('not_found')
    const response = responseOf(assessment, answers)
    const { edition } = await assessments.handOver(id, writeResponseCode(response, source))
    const numbered = { ...response, edition }
    return {
      code: writeResponseCode(numbered, source),
      file: writeResponseFile(numbered, source),
      edition,
      answered,
      asked,
    }
  }

  function responseOf(assessment: Assessment, answers: Response['answers']): Response {
    const { questionnaireId, questionnaireVersion, form, respondent, handOver: known } = assessment
    return {
      key: known?.key ?? '',
      edition: 0,
      requestId: known?.requestId ?? null,
      questionnaireId,
      questionnaireVersion,
      form,
      role: respondent.role,
      answers,
    }
  }

  return { readText, readFile, begin, handOver }
})

/** Says nothing about the person or the device. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

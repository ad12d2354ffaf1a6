import type { Answers, Assessment, Union } from '@/domain/assessment'
import { NO_AIMS, type Aims } from '@/domain/gaps'
import { NEWEST_VERSION as NEWEST, type Row } from './migrations'
import { renewed } from './renewed'
import { readAims, readAnswer, readAssessment, readUnion } from './records'

/** One round with all that belongs to it. */
export interface RoundRecords {
  readonly assessment: Assessment
  readonly union: Union
  /** As it is stored, not checked. */
  readonly questionnaire: unknown
  readonly answers: Answers
  readonly aims: Aims
}

/** Why a file cannot be read as a round. */
export type RoundFileProblem = 'not_json' | 'not_a_round' | 'whole_union' | 'newer_version' | 'damaged'

export type RoundFileReading =
  | {
      readonly ok: true
      readonly round: RoundRecords
      /** Answers, or aims, that stand in the file but could not be read. */
      readonly unreadable: number
    }
  | { readonly ok: false; readonly problem: RoundFileProblem }

/** What Waymark gives as ids; they come to stand in addresses. */
const ID = /^[\w-]{1,64}$/

/**
 * One round as a file: everything on the screen, and the questionnaire with it, so that the file explains itself.
 * The name says nothing about the union.
 *
 * @param now milliseconds since 1970
 */
export function writeRoundFile(round: RoundRecords, now: number): { readonly name: string; readonly text: string } {
  const { assessment, union, questionnaire, answers, aims } = round
  const content = {
    waymark: 'round',
    version: NEWEST,
    savedAt: new Date(now).toISOString(),
    union,
    assessment,
    answers,
    aims,
    questionnaire,
  }
  return { name: `waymark-round-${assessment.date}.json`, text: `${JSON.stringify(content, null, 2)}\n` }
}

/** Reads the text of a file of unknown origin as a round, of this version of Waymark or an earlier one. */
export function readRoundFile(text: string): RoundFileReading {
  let content: unknown
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return { ok: false, problem: 'not_json' }
  }
  const file = asRow(content)
  if (file?.waymark === 'project') return { ok: false, problem: 'whole_union' }
  if (file?.waymark !== 'round' || typeof file.version !== 'number') return { ok: false, problem: 'not_a_round' }
  if (file.version > NEWEST) return { ok: false, problem: 'newer_version' }
  const assessment = readAssessment(renewed('assessments', file.assessment, file.version))
  const union = readUnion(renewed('unions', file.union, file.version))
  const rows = asRow(file.answers)
  if (!assessment || !union || !rows || assessment.unionId !== union.id) return { ok: false, problem: 'damaged' }
  if (![assessment.id, union.id].every((id) => ID.test(id))) return { ok: false, problem: 'damaged' }
  const answers = Object.entries(rows).flatMap(([itemId, row]) => {
    const answer = readAnswer(row)
    return answer ? [[itemId, answer] as const] : []
  })
  const aims = readAims(file.aims)
  const unreadable = Object.keys(rows).length - answers.length + (aims ? 0 : 1)
  return {
    ok: true,
    round: {
      assessment,
      union,
      questionnaire: file.questionnaire,
      answers: Object.fromEntries(answers),
      aims: aims ?? NO_AIMS,
    },
    unreadable,
  }
}

function asRow(value: unknown): Row | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : null
}

import type { Answers, Assessment, Union } from '@/domain/assessment'
import type { Aims } from '@/domain/gaps'
import { MIGRATIONS } from './migrations'

interface RescuedRound {
  readonly assessment: Assessment
  readonly union: Union
  /** As it is stored. */
  readonly questionnaire: unknown
  readonly answers: Answers
  readonly aims: Aims
}

/**
 * One round as a file: everything on the screen, and the questionnaire with it, so that the file explains itself.
 * The name says nothing about the union.
 *
 * @param now milliseconds since 1970
 */
export function writeRescueFile(round: RescuedRound, now: number): { readonly name: string; readonly text: string } {
  const { assessment, union, questionnaire, answers, aims } = round
  const content = {
    waymark: 'round',
    version: MIGRATIONS.at(-1)?.version,
    savedAt: new Date(now).toISOString(),
    union,
    assessment,
    answers,
    aims,
    questionnaire,
  }
  return { name: `waymark-round-${assessment.date}.json`, text: `${JSON.stringify(content, null, 2)}\n` }
}

import type { Answer, Assessment } from '@/domain/assessment'
import { wordedFor, type Questionnaire } from '@/domain/questionnaire'
import type { Difference } from '@/stores/files'

/** What people can tell two versions of a record apart by, in the order in which it is shown. */
export const FIELDS = [
  'name',
  'law',
  'title',
  'why',
  'status',
  'date',
  'form',
  'role',
  'person',
  'choice',
  'confidence',
  'note',
  'evidence',
  'comeBack',
  'targets',
  'starred',
  'owner',
  'due',
  'effort',
  'importance',
  'cost',
  'blockedBy',
  'dropReason',
  'reviewDate',
  'sections',
  'meetings',
  'people',
  'floor',
  'edition',
  'votes',
  'dissent',
  'parked',
] as const
export type Field = (typeof FIELDS)[number]

/** The round that a difference is about, with its questions in words where they could be read. */
export interface RoundOfDifference {
  readonly assessment: Assessment
  readonly questionnaire: Questionnaire | null
}

/** The id of the round that a difference is about; `null` for the union and its plan. */
export function roundIdOf({ table, key }: Difference): string | null {
  if (table === 'answers' || table === 'votes' || table === 'responses')
    return (JSON.parse(key) as readonly [string, string])[0]
  return table === 'assessments' || table === 'aims' || table === 'sessions' ? (JSON.parse(key) as string) : null
}

/** The same with the questions as they are asked of its subject. */
export function inWords(assessment: Assessment, copy: Questionnaire | null): RoundOfDifference {
  return { assessment, questionnaire: copy && wordedFor(copy, assessment.subject) }
}

/** Both notes in one answer, where each side wrote one; `null` where that makes no sense. */
export function bothNotes({ table, versions }: Difference): unknown {
  const [here, there] = versions.map(({ value }) => value as { readonly answer: Answer } | null)
  if (table !== 'answers' || versions.length !== 2 || !here || !there) return null
  const notes = [here.answer.note, there.answer.note]
  if (notes[0] === notes[1] || notes.includes('')) return null
  return { ...here, answer: { ...here.answer, note: notes.join('\n\n') } }
}

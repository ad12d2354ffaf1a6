import type { Answer } from '@/domain/assessment'
import type { Difference } from '@/stores/files'

/** What people can tell two versions of a record apart by. */
export const FIELDS = [
  'name',
  'law',
  'status',
  'date',
  'choice',
  'note',
  'evidence',
  'title',
  'why',
  'owner',
  'due',
] as const
export type Field = (typeof FIELDS)[number]

/** A field of a version as text: what a person wrote, or a code with its own word. */
export type Shown = { readonly text: string } | { readonly code: string }

type Value = Partial<
  Readonly<Record<Field, unknown>> & { readonly answer: Answer; readonly evidence: Answer['evidence'] }
>

/** What a version says in a field; `null` if its kind of record does not have it. */
export function shownOf(value: unknown, field: Field): Shown | null {
  const record = (value ?? {}) as Value
  const answer = record.answer
  if (field === 'choice') return answer ? choiceOf(answer) : null
  if (field === 'note') return answer ? { text: answer.note } : null
  if (field === 'evidence') {
    const evidence = answer?.evidence ?? record.evidence
    return evidence ? { text: [evidence.source, evidence.date].filter(Boolean).join(', ') } : null
  }
  if (field === 'status' || field === 'law') {
    const code = record[field]
    return typeof code === 'string' ? { code: `${field}_${code}` } : null
  }
  const text = record[field]
  return typeof text === 'string' ? { text } : null
}

function choiceOf({ choice }: Answer): Shown {
  if (choice === null) return { code: 'choice_none' }
  if (choice.kind === 'option') return { text: String(choice.value) }
  return choice.kind === 'dont_know' ? { code: 'choice_dont_know' } : { text: choice.reason }
}

/** The fields in which the versions of a record differ. */
export function differingFields({ versions }: Difference): readonly Field[] {
  const live = versions.filter(({ value }) => value !== null)
  return FIELDS.filter((field) => new Set(live.map(({ value }) => JSON.stringify(shownOf(value, field)))).size > 1)
}

/** Both notes in one answer, where each side wrote one; `null` where that makes no sense. */
export function bothNotes({ table, versions }: Difference): unknown {
  const [here, there] = versions.map(({ value }) => value as { readonly answer: Answer } | null)
  if (table !== 'answers' || versions.length !== 2 || !here || !there) return null
  const notes = [here.answer.note, there.answer.note]
  if (notes[0] === notes[1] || notes.includes('')) return null
  return { ...here, answer: { ...here.answer, note: notes.join('\n\n') } }
}

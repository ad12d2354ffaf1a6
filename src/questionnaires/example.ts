import { EXAMPLE_UNION, UNTOUCHED, type Answers, type Assessment, type Union } from '@/domain/assessment'
import type { Questionnaire } from '@/domain/questionnaire'
import { loadShipped } from './shipped'

/** The example: an invented union with its rounds, ready to be stored. */
export interface Example {
  readonly union: Union
  readonly rounds: readonly {
    readonly assessment: Assessment
    readonly answers: Answers
    readonly questionnaire: Questionnaire
  }[]
}

/** What questionnaires/example.json holds. */
interface ExampleFile {
  readonly union: string
  readonly rounds: readonly {
    readonly id: string
    readonly questionnaire: string
    readonly daysAgo: number
    /** By item: the option chosen, or `null` for “don't know”. */
    readonly answers: Readonly<Record<string, number | null>>
    readonly notes: Readonly<Record<string, string>>
  }[]
}

const files = import.meta.glob<ExampleFile>('/questionnaires/example.json', { import: 'default' })

const DAY = 24 * 60 * 60 * 1000

/**
 * Loads the example that comes with the app (questionnaires/example.json). Its rounds lie so many days before `now`.
 *
 * @param now milliseconds since 1970
 */
export async function loadExample(now: number): Promise<Example> {
  const load = files['/questionnaires/example.json']
  if (!load) throw new Error('no example comes with the app')
  const file = await load()
  const union: Union = { id: EXAMPLE_UNION, name: file.union, law: 'uk' }
  const rounds = file.rounds.map(async (round) => {
    const questionnaire = await loadShipped(round.questionnaire)
    const sealedAt = now - round.daysAgo * DAY
    const assessment: Assessment = {
      id: `${EXAMPLE_UNION}-${round.id}`,
      unionId: union.id,
      questionnaireId: questionnaire.id,
      questionnaireVersion: questionnaire.version,
      form: 'full',
      subject: { kind: 'union' },
      respondent: { role: 'several', knowledge: 'hands_on', name: '' },
      date: new Date(sealedAt).toISOString().slice(0, 10),
      status: 'sealed',
      createdAt: sealedAt,
      sealedAt,
      copiedFrom: null,
      lastItem: null,
    }
    return { assessment, answers: answersOf(round.answers, round.notes), questionnaire }
  })
  return { union, rounds: await Promise.all(rounds) }
}

function answersOf(given: ExampleFile['rounds'][number]['answers'], notes: Readonly<Record<string, string>>): Answers {
  return Object.fromEntries(
    Object.entries(given).map(([itemId, value]) => [
      itemId,
      {
        ...UNTOUCHED,
        choice: value === null ? { kind: 'dont_know' } : { kind: 'option', value },
        note: notes[itemId] ?? '',
      },
    ]),
  )
}

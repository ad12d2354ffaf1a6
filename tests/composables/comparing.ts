import { defineComponent } from 'vue'
import type { Answer, Answers, Assessment } from '@/domain/assessment'
import { compareRounds, type ComparedRound, type Comparison, type SectionComparison } from '@/domain/comparison'
import type { Questionnaire } from '@/domain/questionnaire'
import fixture from '../fixtures/versions/three-rounds.json'
import { anAnswer, dontKnow, earlierMaturity, laterMaturity, level, notApplicable } from '../support/builders'
import { mountPart } from '../support/mounting'

/** A sealed round about the union in the full form, its id the date of its answers. */
export function aComparedRound(
  questionnaire: Questionnaire,
  date: string,
  answers: Answers,
  more: Partial<Assessment> = {},
): ComparedRound {
  const assessment: Assessment = {
    id: date,
    unionId: 'harbour',
    questionnaireId: questionnaire.id,
    questionnaireVersion: questionnaire.version,
    form: 'full',
    subject: { kind: 'union' },
    respondent: { role: 'elected', knowledge: null, name: '' },
    date,
    status: 'sealed',
    createdAt: 0,
    sealedAt: 1,
    copiedFrom: null,
    lastItem: null,
    ...more,
  }
  return { assessment, questionnaire, answers }
}

type Given = (typeof fixture.rounds)[number]['answers'][keyof (typeof fixture.rounds)[number]['answers']]

function answerOf(given: Given | undefined): Answer {
  if (typeof given === 'number') return level(given)
  return typeof given === 'object' ? notApplicable(given.notApplicable) : dontKnow
}

/** The three rounds whose figures tests/fixtures/versions/README.md works out by hand, the oldest first. */
export function threeRounds(): readonly [ComparedRound, ComparedRound, ComparedRound] {
  const [a, b, c] = fixture.rounds.map(({ version, date, role, answers, notes }) => {
    const noted = new Map(Object.entries(notes))
    const withNotes = Object.entries(answers).map(
      ([id, given]) => [id, anAnswer({ ...answerOf(given), note: noted.get(id) ?? '' })] as const,
    )
    const questionnaire = version === earlierMaturity.version ? earlierMaturity : laterMaturity
    const respondent = { role: role as 'elected' | 'staff', knowledge: null, name: '' }
    return aComparedRound(questionnaire, date, Object.fromEntries(withNotes), { respondent })
  })
  if (!a || !b || !c) throw new Error('there are no three rounds')
  return [a, b, c]
}

/** Compares rounds like for like, unless said otherwise. */
export function compared(rounds: readonly ComparedRound[], isLikeForLike = true): Comparison {
  return compareRounds(rounds, [], isLikeForLike)
}

/** A section of a comparison by its id; the first if none is named. */
export function sectionOf({ sections }: Comparison, id = sections[0]?.section.id): SectionComparison {
  const found = sections.find(({ section }) => section.id === id)
  if (!found) throw new Error(`there is no section ${id}`)
  return found
}

/** What a composable gives, made where it may use the messages. */
export function made<T>(use: () => T): T {
  const found: T[] = []
  mountPart(
    defineComponent({
      setup() {
        found.push(use())
        return () => null
      },
    }),
  )
  const [words] = found
  if (!words) throw new Error('nothing was made')
  return words
}

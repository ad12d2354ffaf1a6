import { folded, wordsIn } from '@/composables/folded'
import type { Union } from '@/domain/assessment'
import { compareNames } from '@/i18n/formats'
import type { Round } from '@/stores/library'

/** What a search finds. */
export interface Found {
  /** In whose name every word is, in the order of their names. */
  readonly unions: readonly Union[]
  /** In whose union, questionnaire, project or year every word is. */
  readonly rounds: readonly Round[]
}

/** What a round and its union are called on the screen. */
export interface Names {
  readonly union: (union: Union) => string
  readonly questionnaire: (round: Round) => string
}

/** Rounds and unions made ready to be searched; each name is folded once, because there may be ten thousand rounds. */
export function searchable(rounds: readonly Round[], unions: readonly Union[], names: Names): (words: string) => Found {
  const known = new Map<string, string>()
  const fold = (text: string): string => {
    const before = known.get(text)
    if (before !== undefined) return before
    const now = folded(text)
    known.set(text, now)
    return now
  }
  const texts = rounds.map((round) => {
    const { subject } = round.assessment
    const project = subject.kind === 'project' ? fold(subject.name) : ''
    return `${fold(names.union(round.union))} ${fold(names.questionnaire(round))} ${project}`
  })
  const byName = [...unions].sort((one, other) => compareNames(names.union(one), names.union(other)))
  return (words) => {
    const wanted = wordsIn(words)
    // A day is found by its year, or by its year and month: a number alone is rather a part of a name.
    const fits = (text: string, date = '') => wanted.every((word) => text.includes(word) || date.startsWith(word))
    return {
      unions: byName.filter((union) => fits(fold(names.union(union)))),
      rounds: rounds.filter(({ assessment }, index) => fits(texts[index] ?? '', assessment.date)),
    }
  }
}

import { useI18n } from 'vue-i18n'
import { answerTo } from '@/domain/assessment'
import type { Comparison, ItemMove } from '@/domain/comparison'
import { formatDay } from '@/i18n/formats'
import { useLevelWords } from './useLevelWords'
import { useVoteWords } from './useVoteWords'

/** What became of one item, in words: the same on the screen, in papers and in files. */
export function useMoveWords(comparison: () => Comparison) {
  const { t } = useI18n()
  const { choiceName, choiceText } = useLevelWords(() => comparison().questionnaire)

  const { spreadName, countsText } = useVoteWords(() => comparison().questionnaire.levels)

  /** “Up by 2”, “Newly known”, “No change”. */
  function moveName({ kind, size }: ItemMove): string {
    return t(`compare.questions.kind.${kind}.label`, { size })
  }

  /** The answer of one round: 0 is the first, −1 the last. */
  function side({ item, ids }: ItemMove, round: number) {
    const of = comparison().rounds.at(round)
    const id = ids.at(round) ?? item.id
    const { choice, note, voice } = answerTo(of?.answers ?? {}, id)
    // In the words of its own version: that is what was read when it was chosen.
    const own = of?.questionnaire.sections.flatMap(({ items }) => items).find((each) => each.id === id) ?? item
    return {
      date: formatDay(of?.assessment.date ?? ''),
      answer: choiceName(choice),
      text: choiceText(own, choice),
      /** The text is a reason that somebody gave, and goes where notes go. */
      isReason: choice?.kind === 'not_applicable',
      note,
      /** How far apart a group's votes were, and the votes; '' where one person answered. */
      spread: voice ? spreadName(voice.tally) : '',
      votes: voice ? countsText(voice.tally) : '',
    }
  }

  return { moveName, side }
}

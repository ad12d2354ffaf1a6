import { useI18n } from 'vue-i18n'
import type { Questionnaire } from '@/domain/questionnaire'
import type { RoomPicture } from '@/domain/roomPicture'
import type { Outcome } from '@/domain/session'
import { spreadOf, votesIn, votesWithLevel, type Tally } from '@/domain/workshop'
import { useLevelWords } from './useLevelWords'

const POINTS = [
  ...['purpose1', 'purpose2', 'purpose3', 'purpose4'],
  ...['uses1', 'uses2', 'uses3', 'uses4'],
  ...['close1', 'close2', 'close3'],
] as const

/** What is said in a room, the same in the facilitator's window and on the projector. */
export function useRoomWords(questionnaire: () => Questionnaire) {
  const { t } = useI18n()
  const { levelName, choiceName } = useLevelWords(questionnaire)

  /** What the room could talk about, by how far apart it is. */
  function promptFor(tally: Tally): string {
    const spread = spreadOf(tally)
    if (votesIn(tally) === 0) return t('room.prompt.none.message')
    if (votesIn(tally) === 1) return t('room.prompt.one.message')
    if (!spread || 2 * votesWithLevel(tally) <= votesIn(tally)) return t('room.prompt.unknown.message')
    const { word, low, high } = spread
    if (low === high) return t('room.prompt.same.message')
    return t(`room.prompt.${word}.message`, { low, high })
  }

  /** “Close together”, or '' where nobody named a level. */
  function spreadWord(tally: Tally): string {
    const spread = spreadOf(tally)
    return spread ? t(`voting.spread.${spread.word}.label`) : ''
  }

  function outcomeWords(outcome: Outcome): string {
    return outcome.kind === 'agreed'
      ? t('room.outcome.agreed.message', { level: choiceName(outcome.choice) })
      : t('room.outcome.not_agreed.message', { low: levelName(outcome.low), high: levelName(outcome.high) })
  }

  /** What is said at the beginning and at the end of a meeting. */
  function pointsOf(kind: RoomPicture['kind']): readonly string[] {
    return POINTS.filter((point) => point.startsWith(kind)).map((point) => t(`room.point.${point}.message`))
  }

  /** The title of what the room is doing. */
  function titleOf(picture: RoomPicture): string {
    if (picture.kind === 'item') return t(`room.phase.${picture.phase}.title`)
    if (picture.kind === 'summary') return t('room.step.summary.title', { section: picture.section.title })
    return t(`room.step.${picture.kind}.title`)
  }

  return { levelName, choiceName, promptFor, spreadWord, outcomeWords, pointsOf, titleOf }
}

import { answerTo, type Answer, type Answers } from './assessment'
import { itemsOf, type Form, type Item, type Section } from './questionnaire'
import type { GroupVoice } from './session'
import { farthestFirst, spreadOf, USUAL_FLOOR, votesIn, type Tally } from './workshop'

/** An item that a group answered together, with what its answer rests on. */
export interface Voiced {
  readonly section: Section
  readonly item: Item
  readonly answer: Answer
  readonly voice: GroupVoice
}

/** The items that a group answered, in the questionnaire's order; none where one person did. */
export function voicedItems(sections: readonly Section[], form: Form, answers: Answers): readonly Voiced[] {
  return sections.flatMap((section) =>
    itemsOf(section, form).flatMap((item) => {
      const answer = answerTo(answers, item.id)
      return answer.voice ? [{ section, item, answer, voice: answer.voice }] : []
    }),
  )
}

/** How a group came to its answers: items in all, those it agreed on, and the most votes that one of them got. */
export interface GroupWork {
  readonly items: number
  readonly agreed: number
  readonly mostVotes: number
}

/** @returns `null` where no item was answered by a group */
export function groupWork(voiced: readonly Voiced[]): GroupWork | null {
  if (voiced.length === 0) return null
  return {
    items: voiced.length,
    agreed: voiced.filter(({ voice }) => voice.by === 'agreed').length,
    mostVotes: Math.max(...voiced.map(({ voice }) => votesIn(voice.tally))),
  }
}

/** Whether votes lie wider apart than from one level to the next; close ones are nothing to come back to (rule V4). */
export function isApart(tally: Tally): boolean {
  const spread = spreadOf(tally)
  return spread !== null && spread.word !== 'close'
}

/**
 * The items that a group saw differently, those farthest apart first (rule V6): where its votes lie apart, where it did not
 * agree, and, if that may be told, where somebody still sees it another way.
 */
export function seenDifferently(voiced: readonly Voiced[], isDissentTold: boolean): readonly Voiced[] {
  return farthestFirst(
    voiced.filter(
      ({ voice }) => isApart(voice.tally) || voice.notAgreed !== null || (isDissentTold && voice.dissent !== ''),
    ),
    ({ voice }) => voice.tally,
  )
}

/** Whether the counts may leave the device: of fewer people than the usual floor, only how far apart they are (rule V7). */
export function mayTellCounts(tally: Tally): boolean {
  return votesIn(tally) >= USUAL_FLOOR
}

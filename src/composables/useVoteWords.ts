import { useI18n } from 'vue-i18n'
import type { Choice } from '@/domain/assessment'
import type { Level } from '@/domain/questionnaire'
import type { GroupVoice } from '@/domain/session'
import type { GroupWork } from '@/domain/voice'
import { middleHalf, middleLevel, spreadOf, votesIn, type Tally } from '@/domain/workshop'
import { formatList, formatNumber } from '@/i18n/formats'

/** Who chose one thing, and how it is called. */
export interface VoteCount {
  readonly key: string
  readonly name: string
  readonly votes: number
}

/** Votes in words, the same wherever they are told: in the room, in results, in papers (rules V4, V5). */
export function useVoteWords(levels: () => readonly Level[]) {
  const { t } = useI18n()

  /** “3 Learning” */
  function levelName(value: number): string {
    const name = levels().find((level) => level.value === value)?.name
    return name === undefined ? formatNumber(value) : t('level.name.label', { number: value, name })
  }

  /** The votes for each level, lowest first; a level without a vote is there too. */
  function levelCounts(tally: Tally): readonly VoteCount[] {
    return tally.levels.map(({ level, votes }) => ({ key: `${level}`, name: levelName(level), votes }))
  }

  /** The votes that name no level, as far as there are any. */
  function otherCounts({ dontKnow, doesNotApply }: Tally): readonly VoteCount[] {
    return [
      { key: 'dont_know', name: t('choice.dont_know.label'), votes: dontKnow },
      { key: 'not_applicable', name: t('choice.not_applicable.label'), votes: doesNotApply },
    ].filter(({ votes }) => votes > 0)
  }

  /** “2 of 6”: never a percentage. */
  function share(tally: Tally, votes: number): string {
    return t('voting.share.label', { votes, all: votesIn(tally) })
  }

  /** All votes in a sentence: “6 votes: 2 for “1 Unaware” and 4 for “3 Learning”.” */
  function countsText(tally: Tally): string {
    const all = votesIn(tally)
    if (all === 0) return t('voting.none.message')
    const parts = [...levelCounts(tally), ...otherCounts(tally)]
      .filter(({ votes }) => votes > 0)
      .map(({ name, votes }) => t('voting.part.label', { votes, choice: name }))
    return t('voting.all.message', { count: all, counts: formatList(parts) }, all)
  }

  /** What so many votes allow to say beside their counts (rule V5): nothing under five. */
  function detailTexts(tally: Tally): readonly string[] {
    const [middle, spread, half] = [middleLevel(tally), spreadOf(tally), middleHalf(tally)]
    if (middle === null || !spread) return []
    const level = levelName(middle)
    if (spread.low === spread.high) return [t('voting.alike.message', { level })]
    const [low, high] = [levelName(spread.low), levelName(spread.high)]
    const texts = [t('voting.range.message', { low, high }), t('voting.middle.message', { level })]
    return half ? [...texts, halfText(half)] : texts
  }

  function halfText({ low, high }: { readonly low: number; readonly high: number }): string {
    return low === high
      ? t('voting.halfAlike.message', { level: levelName(low) })
      : t('voting.half.message', { low: levelName(low), high: levelName(high) })
  }

  /** “Far apart”; '' where no vote names a level. */
  function spreadName(tally: Tally): string {
    const spread = spreadOf(tally)
    return spread ? t(`voting.spread.${spread.word}.label`) : ''
  }

  /** How a group came to its answer: agreed, or what its votes make of it, or that it stands between two levels (rule V2). */
  function howText(choice: Choice | null, { by, notAgreed }: Pick<GroupVoice, 'by' | 'notAgreed'>): string {
    const answer = choice === null ? '' : choiceName(choice)
    if (notAgreed) {
      const ends = { low: levelName(notAgreed.low), high: levelName(notAgreed.high) }
      return answer ? t('voting.how.between.message', { ...ends, answer }) : t('voting.how.open.message', ends)
    }
    if (!answer) return t('voting.how.none.message')
    return by === 'agreed' ? t('voting.how.agreed.message', { answer }) : t('voting.how.votes.message', { answer })
  }

  /** The same in a few words: “Agreed”, “From the votes”, “Not agreed, between 2 Emerging and 4 Developing”. */
  function byName({ by, notAgreed }: Pick<GroupVoice, 'by' | 'notAgreed'>): string {
    if (notAgreed)
      return t('voting.by.between.label', { low: levelName(notAgreed.low), high: levelName(notAgreed.high) })
    return t(`voting.by.${by}.label`)
  }

  function choiceName(choice: Choice): string {
    return choice.kind === 'option' ? levelName(choice.value) : t(`choice.${choice.kind}.label`)
  }

  /** That a group answered, with how many votes at most; '' where nobody did. Of fewer than `least` votes no number is told. */
  function groupText(work: GroupWork | null, least = 1): string {
    if (!work) return ''
    const { items, agreed, mostVotes } = work
    return `${votesText(items, mostVotes < least ? 0 : mostVotes)} ${agreedText(items, agreed)}`
  }

  function votesText(items: number, mostVotes: number): string {
    if (mostVotes === 0) return t('voting.group.message', { count: items }, items)
    if (mostVotes === 1) return t('voting.groupOneVote.message', { count: items }, items)
    return t('voting.groupVotes.message', { count: items, votes: mostVotes }, items)
  }

  function agreedText(items: number, agreed: number): string {
    if (agreed === 0) return t('voting.groupAgreedNone.message')
    return agreed === items ? t('voting.groupAgreedAll.message') : t('voting.groupAgreed.message', { agreed, items })
  }

  return { howText, byName, groupText, levelName, levelCounts, otherCounts, share, countsText, detailTexts, spreadName }
}

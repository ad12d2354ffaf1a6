import { useI18n } from 'vue-i18n'
import type { Questionnaire, Section } from '@/domain/questionnaire'
import { printedMean, type SectionScore } from '@/domain/scoring'
import { formatNumber } from '@/i18n/formats'
import { useLevelWords } from './useLevelWords'

/** One dimension with its score. */
export interface Dimension {
  readonly section: Section
  readonly score: SectionScore
}

/** Scores in words, the same wherever they are told. */
export function useScoreWords(questionnaire: () => Questionnaire) {
  const { t } = useI18n()
  const { levelName } = useLevelWords(questionnaire)

  /** Where a dimension stands: “3 Learning”, “between 2 Emerging and 3 Learning”, “not enough answers”. */
  function place(score: SectionScore): string {
    const { range, stage, standing } = score
    if (range !== null)
      return range.low === range.high
        ? t('score.around.label', { level: levelName(range.low) })
        : t('score.between.label', { low: levelName(range.low), high: levelName(range.high) })
    return stage === null ? t(`score.standing.${standing}.label`) : levelName(stage)
  }

  /** “2.6”, or `null` where no figure may be shown: no score, or the short form. */
  function figure(score: SectionScore): string | null {
    return score.mean === null || score.range !== null ? null : formatNumber(printedMean(score.mean), 1)
  }

  /** “5 of 6 answered” */
  function coverage({ completeness }: SectionScore): string {
    return t('score.coverage.label', { answered: completeness.answered, applicable: completeness.applicable })
  }

  return { levelName, place, figure, coverage }
}

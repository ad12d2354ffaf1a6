import { useI18n } from 'vue-i18n'
import { compare, toDecimals, type Fraction } from '@/domain/fraction'
import { gapOf } from '@/domain/gaps'
import type { Questionnaire } from '@/domain/questionnaire'
import { printedMean, weakestFirst, type Scores } from '@/domain/scoring'
import { formatList, formatNumber } from '@/i18n/formats'
import { rankOf, type Bar, type Corner, type ResultRow, type Ring } from './resultShapes'
import { useScoreWords, type Dimension } from './useScoreWords'

const COLUMNS = ['dimension', 'place', 'secure', 'coverage', 'target', 'gap'] as const

/** The results of a maturity round in words, bars, corners and rows: the same on the screen and in every paper. */
export function useScoreReport(questionnaire: () => Questionnaire) {
  const { t } = useI18n()
  const { levelName, place, figure, coverage } = useScoreWords(questionnaire)

  const titleOf = (id: string) => questionnaire().sections.find((section) => section.id === id)?.title ?? id

  /** The facts the opening rests on. */
  function factsOf({ sections }: Scores) {
    const scored = weakestFirst(sections).flatMap(({ sectionId, mean }) => (mean === null ? [] : [{ sectionId, mean }]))
    const lowest = scored[0]?.mean
    const highest = scored.at(-1)?.mean
    const namesAt = (mean: Fraction | undefined) =>
      scored.filter((each) => mean && compare(each.mean, mean) === 0).map(({ sectionId }) => titleOf(sectionId))
    const count = (key: 'answered' | 'applicable') => sections.reduce((sum, each) => sum + each.completeness[key], 0)
    return {
      lowest,
      highest,
      weakest: namesAt(lowest),
      strongest: namesAt(highest),
      isLevel: lowest !== undefined && highest !== undefined && compare(lowest, highest) === 0,
      isWhole: sections.every(({ mean, standing }) => mean !== null || standing === 'does_not_apply'),
      answered: count('answered'),
      applicable: count('applicable'),
    }
  }

  /** The opening, sentence by sentence: overall placing, strongest and weakest, coverage. */
  function opening(scores: Scores): readonly string[] {
    const { overall, form } = scores
    const { isLevel, isWhole, weakest, strongest, answered, applicable } = factsOf(scores)
    if (applicable === 0) return [t('results.nothingApplies.message')]
    const placing =
      overall.stage === null
        ? t('results.noOverall.message')
        : t(form === 'short' ? 'results.overallShort.message' : 'results.overall.message', {
            level: levelName(overall.stage),
          })
    const extremes = isLevel
      ? t('results.allLevel.message')
      : t('results.extremes.message', { strongest: formatList(strongest), weakest: formatList(weakest) })
    const rests = t('results.coverage.message', { answered, applicable })
    const canCompare = isLevel ? isWhole && weakest.length > 1 : weakest.length > 0
    return canCompare ? [placing, extremes, rests] : [placing, rests]
  }

  /** What has to be known before the figures are read: provisional sections, and those without a score. */
  function cautions({ sections }: Scores): readonly string[] {
    const at = (wanted: string) =>
      sections.filter(({ standing }) => standing === wanted).map((s) => titleOf(s.sectionId))
    const [provisional, unscored] = [at('provisional'), at('not_enough')]
    const list = (names: readonly string[]) => ({ sections: formatList(names) })
    return [
      ...(provisional.length > 0 ? [t('results.provisional.message', list(provisional), provisional.length)] : []),
      ...(unscored.length > 0 ? [t('results.unscored.message', list(unscored), unscored.length)] : []),
    ]
  }

  /** Where a value lies on the line from the lowest to the highest level, in hundredths. */
  function along(value: number): number {
    const { levels } = questionnaire()
    const [lowest, highest] = [levels[0]?.value ?? 1, levels.at(-1)?.value ?? 5]
    return (100 * (value - lowest)) / (highest - lowest)
  }

  function bar({ section, score }: Dimension, target: number): Bar {
    const { mean, range, standing } = score
    return {
      id: section.id,
      title: section.title,
      from: mean && along(range?.low ?? questionnaire().levels[0]?.value ?? 1),
      to: mean && along(range?.high ?? printedMean(mean, 2)),
      isRange: range !== null,
      isLoose: standing === 'provisional' || range !== null,
      target: standing === 'does_not_apply' ? null : along(target),
    }
  }

  function corner({ section, score }: Dimension, target: number | null): Corner {
    return {
      label: section.title,
      value: score.mean === null ? null : printedMean(score.mean, 2),
      target: score.standing === 'does_not_apply' ? null : target,
      isProvisional: score.standing === 'provisional' || score.range !== null,
    }
  }

  function rings(): readonly Ring[] {
    return questionnaire().levels.map(({ value, name }) => ({
      at: value,
      label: t('level.name.label', { number: value, name }),
    }))
  }

  /** What a picture of these dimensions says, for those who cannot see it. */
  function spoken(dimensions: readonly Dimension[]): string {
    return formatList(
      dimensions.map(({ section, score }) =>
        t('results.radarPoint.label', { dimension: section.title, place: place(score) }),
      ),
    )
  }

  function columns(): readonly string[] {
    return COLUMNS.map((column) => t(`table.${column}.label`))
  }

  function row({ section, score }: Dimension, target: number): ResultRow {
    const { answered, applicable } = score.completeness
    const applies = score.standing !== 'does_not_apply'
    const none = t('table.none.label')
    return {
      id: section.id,
      title: section.title,
      isUnscored: score.mean === null,
      cells: [
        { text: place(score), aside: figure(score) ?? '', rank: rankOf(score.mean) },
        { text: score.secure === null ? none : levelName(score.secure), rank: score.secure ?? Infinity },
        {
          text: applies ? coverage(score) : none,
          aside: score.standing === 'provisional' ? t('score.standing.provisional.label') : '',
          rank: applicable === 0 ? Infinity : answered / applicable,
        },
        { text: applies ? levelName(target) : none, rank: target },
        { text: gapText({ section, score }, target), rank: rankOf(gapOf(score, target)) },
      ],
    }
  }

  /** The gap in levels; in the short form, which gives no decimals, from where to where. */
  function gapText({ score }: Dimension, target: number): string {
    const gap = gapOf(score, target)
    if (gap === null) return t('table.none.label')
    if (gap.numerator === 0) return t('table.reached.label')
    if (score.range !== null) return t('table.roughGap.label', { from: place(score), to: target })
    return formatNumber(toDecimals(gap, 1), 1)
  }

  return {
    levelName,
    place,
    figure,
    coverage,
    factsOf,
    opening,
    cautions,
    along,
    bar,
    corner,
    rings,
    spoken,
    columns,
    row,
  }
}

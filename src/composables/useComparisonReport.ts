import { useI18n } from 'vue-i18n'
import {
  byChange,
  countMoves,
  isSmallChange,
  printedChange,
  slopeOf,
  valueOf,
  wayOf,
  type Comparison,
  type ItemMove,
  type Result,
  type SectionComparison,
  type Way,
} from '@/domain/comparison'
import { fraction, multiply, toDecimals, type Fraction } from '@/domain/fraction'
import type { SectionGrade } from '@/domain/grading'
import type { Form, Questionnaire } from '@/domain/questionnaire'
import { printedMean, type SectionScore } from '@/domain/scoring'
import { formatDay, formatList, formatNumber } from '@/i18n/formats'
import { rankOf, type Corner, type ResultCell, type ResultRow } from './resultShapes'
import { useGradeReport } from './useGradeReport'
import { percentOf } from './useGradeWords'
import { useScoreReport } from './useScoreReport'

/** A point on a line of the scale. */
export interface Mark {
  /** In hundredths of the scale; `null` where there is no result. */
  readonly at: number | null
  /** Rough or provisional: hollow and dashed. */
  readonly isLoose: boolean
}

/** Then and now of one section. */
export interface Dumbbell {
  readonly id: string
  readonly title: string
  readonly then: Mark
  readonly now: Mark
  readonly way: Way | null
  /** “up 0.4”, or why nothing is told. */
  readonly change: string
  /** What moved, in sentences; '' where no change is told. */
  readonly moves: string
}

/** Rounds compared, in the words, marks and rows that screen, papers and files share. */
export function useComparisonReport(questionnaire: () => Questionnaire) {
  const { t } = useI18n()
  const scoreReport = useScoreReport(questionnaire)
  const grades: Readonly<Record<Form, ReturnType<typeof useGradeReport>>> = {
    full: useGradeReport(questionnaire, () => 'full'),
    short: useGradeReport(questionnaire, () => 'short'),
  }
  const isCheck = () => questionnaire().kind === 'check'

  /** How the result of a round was scored: like for like, one short form makes all rough (rule R4). */
  function formOf({ rounds, isLikeForLike }: Comparison, round: number): Form {
    const forms = rounds.map(({ assessment }) => assessment.form)
    return isLikeForLike && forms.includes('short') ? 'short' : (forms.at(round) ?? 'full')
  }

  /** “3 Learning”, “Getting going”, “not enough answers”; without a result, that it was not asked. */
  function place(comparison: Comparison, each: SectionComparison, round: number): string {
    const result = each.results.at(round)
    if (!result) return t('table.none.label')
    return isScore(result) ? scoreReport.place(result) : grades[formOf(comparison, round)].place(result)
  }

  /** “2.6”, “5 of 18 points”, or '' where no figure may be shown. */
  function figure(each: SectionComparison, round: number): string {
    const result = each.results.at(round)
    if (!result) return ''
    if (isScore(result)) return scoreReport.figure(result) ?? ''
    return result.share ? grades.full.points(result) : ''
  }

  function coverage(each: SectionComparison, round: number): string {
    const result = each.results.at(round)
    if (!result || result.standing === 'does_not_apply') return t('table.none.label')
    return isScore(result) ? scoreReport.coverage(result) : grades.full.coverage(result)
  }

  function mark(comparison: Comparison, each: SectionComparison, round: number): Mark {
    const result = each.results.at(round)
    if (!result || !valueOf(result)) return { at: null, isLoose: false }
    if (!isScore(result)) return { at: percentOf(result), isLoose: grades[formOf(comparison, round)].isRough(result) }
    const isLoose = result.standing === 'provisional' || result.range !== null
    return { at: result.mean && scoreReport.along(printedMean(result.mean, 2)), isLoose }
  }

  /** “up 0.4”, “down 2 points”, “no visible change”, or why nothing is told. */
  function changeText(each: SectionComparison): string {
    const to = wayOf(each)
    if (to === null || !each.change) return t(`compare.noChange.${each.noChange ?? 'unscored'}.label`)
    if (to === 'none') return t('compare.change.none.label')
    const [then, now] = [each.results[0], each.results.at(-1)]
    if (then && now && isScore(then) && isScore(now) && (then.range || now.range)) return t(`compare.rough.${to}.label`)
    return t(`compare.change.${to}.label`, { size: sizeOf(each.change, then, now) })
  }

  /** How large a change is, without its sign. */
  function sizeOf(change: Fraction, then?: Result | null, now?: Result | null): string {
    if (!isCheck()) return formatNumber(Math.abs(printedChange(change)), 1)
    const isSamePossible = then && now && !isScore(then) && !isScore(now) && then.possible === now.possible
    const points = isSamePossible ? Math.abs((now as SectionGrade).points - (then as SectionGrade).points) : null
    return points === null ? hundredths(change) : t('compare.points.label', { count: points }, points)
  }

  /** “12 points in a hundred”; what would round to none is given to one decimal. */
  function hundredths(change: Fraction): string {
    const size = multiply({ ...change, numerator: Math.abs(change.numerator) }, fraction(100))
    const whole = toDecimals(size, 0)
    const count = whole > 0 ? formatNumber(whole) : formatNumber(toDecimals(size, 1), 1)
    return t('compare.share.label', { count }, whole === 1 ? 1 : 2)
  }

  /** “2 of 5 questions moved up one level. One is newly known.” (rules R6, R7) */
  function movesText({ moves }: SectionComparison): string {
    const [up, down, same] = [countMoves(moves, 'up'), countMoves(moves, 'down'), countMoves(moves, 'same')]
    const base = up + down + same
    const { kind } = questionnaire()
    const isByOne = moves.every(({ size }) => size <= 1)
    const moved = () => {
      if (base === 0) return t('compare.moves.nothing.message')
      if (up + down === 0) return t('compare.moves.none.message', { base }, base)
      if (isSmallChange(moves)) return t(`compare.moves.small.${kind}.message`, { base }, base)
      if (up > 0 && down > 0) return t('compare.moves.both.message', { up, down, base })
      if (up > 0)
        return t(isByOne ? `compare.moves.upOne.${kind}.message` : 'compare.moves.up.message', { up, base }, base)
      return t(isByOne ? `compare.moves.downOne.${kind}.message` : 'compare.moves.down.message', { down, base }, base)
    }
    const known = countMoves(moves, 'newly_known')
    const unknown = countMoves(moves, 'newly_unknown')
    const others = countMoves(moves, 'newly_answered', 'no_longer_answered', 'newly_applies', 'no_longer_applies')
    return [
      moved(),
      ...(known > 0 ? [t('compare.moves.known.message', { count: known }, known)] : []),
      ...(unknown > 0 ? [t('compare.moves.unknown.message', { count: unknown }, unknown)] : []),
      ...(others > 0 ? [t('compare.moves.other.message', { count: others }, others)] : []),
    ].join(' ')
  }

  /** The answer to “did we get better?”, in counts: what can be compared, then what cannot. Nothing is said of none. */
  function headline({ sections, isEnough }: Comparison): readonly string[] {
    if (!isEnough) return []
    const base = sections.length
    const told = (['up', 'down', 'none', 'left'] as const).map((way) => {
      const count = sections.filter((each) => (wayOf(each) ?? 'left') === way).length
      return count > 0 ? t(`compare.headline.${way}.message`, { count, base }, count) : ''
    })
    return [told.slice(0, -1), told.slice(-1)].map((each) => each.filter(Boolean).join(' ')).filter(Boolean)
  }

  /** How much is shared, for each round of how many (rule R3). */
  function sharedText({ rounds, shared, asked }: Comparison): string {
    const each =
      new Set(asked).size === 1
        ? [t('compare.can.askedAll.label', { count: asked[0] ?? 0 })]
        : rounds.map(({ assessment }, index) =>
            t('compare.can.asked.label', { date: formatDay(assessment.date), count: asked[index] ?? 0 }),
          )
    return t('compare.can.shared.message', { count: shared.length, asked: formatList(each) }, shared.length)
  }

  /** Then and now, the largest rise first (rule R5). */
  function dumbbells(comparison: Comparison): readonly Dumbbell[] {
    return byChange(comparison.sections).map((each) => ({
      id: each.section.id,
      title: each.section.title,
      then: mark(comparison, each, 0),
      now: mark(comparison, each, -1),
      way: wayOf(each),
      change: changeText(each),
      moves: each.noChange === null ? movesText(each) : '',
    }))
  }

  /** What a picture of two rounds says, for those who cannot see it. */
  function spoken(comparison: Comparison): string {
    return formatList(
      comparison.sections.map((each) =>
        t('compare.chart.part.label', {
          part: each.section.title,
          then: place(comparison, each, 0),
          now: place(comparison, each, -1),
          change: changeText(each),
        }),
      ),
    )
  }

  /** Both rounds as corners of a radar, with the targets of the newer. */
  function corners(comparison: Comparison, targets: Readonly<Record<string, number>>): readonly Corner[] {
    return comparison.sections.map((each): Corner => {
      const [then, now] = [each.results[0], each.results.at(-1)]
      const cornerOf = (result: Result | null | undefined, round: number) => {
        if (!result) return null
        const { section } = each
        return isScore(result)
          ? scoreReport.corner({ section, score: result }, targets[section.id] ?? null)
          : grades[formOf(comparison, round)].corner({ section, grade: result })
      }
      const empty = { label: each.section.title, value: null, target: null, isProvisional: false }
      return { ...(cornerOf(now, -1) ?? empty), before: cornerOf(then, 0)?.value ?? null }
    })
  }

  const rings = () => (isCheck() ? grades.full.rings() : scoreReport.rings())
  /** Where the lines of the scale lie, in hundredths. */
  const lines = () =>
    isCheck()
      ? [0, ...(questionnaire().bands ?? []).map(({ below }) => below ?? 100)]
      : questionnaire().levels.map(({ value }) => scoreReport.along(value))

  /** The titles of the columns of `row`: of two rounds then and now, of more every date. */
  function columns({ rounds }: Comparison): readonly string[] {
    const label = (key: string) => t(`compare.table.${key}.label`)
    if (rounds.length > 2)
      return [label('part'), ...rounds.map(({ assessment }) => formatDay(assessment.date)), label('change')]
    return [...['part', 'then', 'now', 'change', 'coverageThen', 'coverageNow', 'up', 'down', 'same'].map(label)]
  }

  function row(comparison: Comparison, each: SectionComparison): ResultRow {
    const { change, moves, results, section } = each
    const count = (kind: ItemMove['kind']) => {
      const value = countMoves(moves, kind)
      return { text: formatNumber(value), rank: value }
    }
    const placeAt = (round: number): ResultCell => ({
      text: place(comparison, each, round),
      aside: figure(each, round),
      rank: rankOf(valueOf(results.at(round))),
    })
    const coverageAt = (round: number): ResultCell => ({
      text: coverage(each, round),
      rank: coverageRank(results.at(round)),
    })
    const changed = { text: changeText(each), rank: rankOf(change) }
    const cells =
      results.length > 2
        ? [...results.map((_, round) => placeAt(round)), changed]
        : [placeAt(0), placeAt(-1), changed, coverageAt(0), coverageAt(-1), count('up'), count('down'), count('same')]
    return { id: section.id, title: section.title, cells, isUnscored: change === null }
  }

  /** “From 20 November 2024 to 18 November 2026: up 0.8, which is 0.4 a year.” (rule R9) */
  function slopeText(comparison: Comparison, each: SectionComparison): string {
    const slope = slopeOf(comparison, each)
    if (!slope) return t(`compare.trend.${each.noChange === 'few_shared' ? 'few' : 'none'}.message`)
    const dayOf = (round: number) => formatDay(comparison.rounds[round]?.assessment.date ?? '')
    const [then, now] = [each.results[slope.from], each.results[slope.to]]
    // The same words as for two rounds, of those that have a result.
    const between = { ...each, results: [then ?? null, now ?? null], change: slope.change, noChange: null }
    const told = { from: dayOf(slope.from), to: dayOf(slope.to), change: changeText(between) }
    const isRough = [then, now].some((result) => result && isScore(result) && result.range !== null)
    const { aYear } = slope
    const printed = aYear && printedChange(isCheck() ? multiply(aYear, fraction(100)) : aYear)
    // A change so slow that it would be 0.0 a year is told without.
    if (!aYear || !printed || isRough || wayOf(between) === 'none') return t('compare.trend.slope.message', told)
    return t('compare.trend.aYear.message', {
      ...told,
      aYear: isCheck() ? hundredths(aYear) : formatNumber(Math.abs(printed), 1),
    })
  }

  return {
    place,
    figure,
    coverage,
    mark,
    changeText,
    movesText,
    headline,
    sharedText,
    dumbbells,
    spoken,
    corners,
    rings,
    lines,
    columns,
    row,
    slopeText,
  }
}

function isScore(result: Result): result is SectionScore {
  return 'mean' in result
}

function coverageRank(result: Result | null | undefined): number {
  if (!result || result.completeness.applicable === 0) return Infinity
  const counted = isScore(result) ? result.completeness.answered : result.counted
  return counted / result.completeness.applicable
}

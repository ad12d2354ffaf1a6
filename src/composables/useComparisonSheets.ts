import { useI18n } from 'vue-i18n'
import { countMoves, valueOf, type Comparison, type ItemMove } from '@/domain/comparison'
import { fraction, multiply, toDecimals, type Fraction } from '@/domain/fraction'
import { formatDay } from '@/i18n/formats'
import { useComparisonReport } from './useComparisonReport'
import { useMoveWords } from './useMoveWords'

/** One sheet of a workbook, or one CSV file: numbers stay numbers, `null` is an empty cell. */
interface Sheet {
  readonly name: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

/** A comparison as sheets for spreadsheets, in the words and figures of the screen. */
export function useComparisonSheets(comparison: () => Comparison) {
  const { t } = useI18n()
  const report = useComparisonReport(() => comparison().questionnaire)
  const { moveName, side } = useMoveWords(comparison)
  const dates = () => comparison().rounds.map(({ assessment }) => formatDay(assessment.date))

  /** A mean level, or the share of the points in percent, to two decimals. */
  function figureOf(value: Fraction | null): number | null {
    if (!value) return null
    return comparison().questionnaire.kind === 'check'
      ? toDecimals(multiply(value, fraction(100)), 2)
      : toDecimals(value, 2)
  }

  /** One row a section: every date with its place and its figure, then the change. */
  function partSheet(): Sheet {
    const now = comparison()
    return {
      name: t('compare.sheet.parts.title'),
      head: [
        t('compare.table.part.label'),
        ...dates().flatMap((date) => [
          t(`compare.sheet.place.${now.questionnaire.kind}.label`, { date }),
          t(`compare.sheet.value.${now.questionnaire.kind}.label`, { date }),
          t('compare.sheet.coverage.label', { date }),
        ]),
        t('compare.table.change.label'),
        t('compare.table.up.label'),
        t('compare.table.down.label'),
        t('compare.table.same.label'),
        t('compare.sheet.words.label'),
      ],
      rows: now.sections.map((each) => [
        each.section.title,
        ...now.rounds.flatMap((_, round) => {
          const isRough = report.mark(now, each, round).isLoose && report.figure(each, round) === ''
          return [
            report.place(now, each, round),
            isRough ? null : figureOf(valueOf(each.results[round])),
            report.coverage(each, round),
          ]
        }),
        report.changeText(each),
        countMoves(each.moves, 'up'),
        countMoves(each.moves, 'down'),
        countMoves(each.moves, 'same'),
        each.noChange === null ? report.movesText(each) : '',
      ]),
    }
  }

  /** One row a shared question, moved or not: both answers, how far apart a group was, and both notes and reasons where they go in. */
  function questionSheet({ notes }: { readonly notes: boolean }): Sheet {
    const now = comparison()
    const ends = [dates()[0] ?? '', dates().at(-1) ?? '']
    const hasSpread = now.sections.some(({ moves }) =>
      moves.some((move) => [side(move, 0), side(move, -1)].some(({ spread }) => spread !== '')),
    )
    const answers = (move: ItemMove) => {
      const sides = [side(move, 0), side(move, -1)]
      return [
        ...sides.map(({ answer, text, isReason }) => (text && (notes || !isReason) ? `${answer}: ${text}` : answer)),
        ...(hasSpread ? sides.map(({ spread }) => spread) : []),
        ...(notes ? sides.map(({ note }) => note) : []),
      ]
    }
    return {
      name: t('compare.sheet.questions.title'),
      head: [
        t('compare.table.part.label'),
        t('compare.sheet.question.label'),
        t('compare.sheet.kind.label'),
        ...ends.map((date) => t('compare.sheet.answer.label', { date })),
        ...(hasSpread ? ends.map((date) => t('compare.sheet.spread.label', { date })) : []),
        ...(notes ? ends.map((date) => t('compare.sheet.note.label', { date })) : []),
      ],
      rows: now.sections.flatMap(({ section, moves }) =>
        moves.map((move) => [section.title, move.item.prompt, moveName(move), ...answers(move)]),
      ),
    }
  }

  return { partSheet, questionSheet }
}

import { useI18n } from 'vue-i18n'
import type { Answers } from '@/domain/assessment'
import { compare, type Fraction } from '@/domain/fraction'
import { lowestFirst, rolesToAsk, type Grades } from '@/domain/grading'
import type { Form, Questionnaire } from '@/domain/questionnaire'
import { formatList, formatNumber } from '@/i18n/formats'
import { rankOf, type Bar, type Corner, type ResultRow, type Ring } from './resultShapes'
import { percentOf, useGradeWords, type GradedSection } from './useGradeWords'

const COLUMNS = ['section', 'band', 'points', 'coverage', 'unknown', 'settle'] as const

/** The results of a check in words, bars, corners and rows: the same on the screen and in every paper. */
export function useGradeReport(questionnaire: () => Questionnaire, form: () => Form) {
  const { t } = useI18n()
  const words = useGradeWords(questionnaire, form)
  const { isRough, place, points, coverage } = words

  const titleOf = (id: string) => questionnaire().sections.find((section) => section.id === id)?.title ?? id

  /** The opening, sentence by sentence: what to settle, furthest and least far, coverage. */
  function opening({ sections, settleFirst, unansweredDuties, unknown }: Grades): readonly string[] {
    const graded = lowestFirst(sections).flatMap(({ sectionId, share }) => (share ? [{ sectionId, share }] : []))
    const namesAt = (share: Fraction | undefined) =>
      graded.filter((each) => share && compare(each.share, share) === 0).map(({ sectionId }) => titleOf(sectionId))
    const answered = sections.reduce((sum, { counted }) => sum + counted, 0)
    const applicable = sections.reduce((sum, { completeness }) => sum + completeness.applicable, 0)
    if (applicable === 0) return [t('grade.nothingApplies.message')]
    const rests =
      unknown.length > 0
        ? t('grade.coverageUnknown.message', { answered, applicable, unknown: unknown.length })
        : t('grade.coverage.message', { answered, applicable })
    if (answered === 0) return [rests]
    const { length } = settleFirst
    const settle =
      length === 0 && unansweredDuties > 0
        ? t('grade.settleOpen.message', { count: unansweredDuties }, unansweredDuties)
        : t('grade.settle.message', { count: length }, length)
    const weakest = namesAt(graded[0]?.share)
    const strongest = namesAt(graded.at(-1)?.share)
    if (graded.length < 2 || weakest.length === graded.length) return [settle, rests]
    return [
      settle,
      t('grade.extremes.message', { strongest: formatList(strongest), weakest: formatList(weakest) }),
      rests,
    ]
  }

  /** What has to be known before the bands are read, and whom to ask about what is not known. */
  function cautions({ sections, unknown, form: asked }: Grades, answers: Answers): readonly string[] {
    const at = (wanted: string) =>
      sections.filter(({ standing }) => standing === wanted).map((s) => titleOf(s.sectionId))
    const [provisional, ungraded] = [at('provisional'), at('not_enough')]
    const roles = rolesToAsk(questionnaire(), asked, answers)
    const list = (names: readonly string[]) => ({ sections: formatList(names) })
    return [
      ...(provisional.length > 0 ? [t('grade.provisional.message', list(provisional), provisional.length)] : []),
      ...(ungraded.length > 0 ? [t('grade.ungraded.message', list(ungraded), ungraded.length)] : []),
      ...(roles.length > 0 ? [t('grade.ask.message', { count: unknown.length, roles: formatList(roles) })] : []),
    ]
  }

  function bar({ section, grade }: GradedSection): Bar {
    return {
      id: section.id,
      title: section.title,
      from: grade.share && 0,
      to: percentOf(grade),
      isRange: false,
      isLoose: isRough(grade),
      target: null,
    }
  }

  function corner({ section, grade }: GradedSection): Corner {
    return { label: section.title, value: percentOf(grade), target: null, isProvisional: isRough(grade) }
  }

  /** Each ring closes the band it names. */
  function rings(): readonly Ring[] {
    return (questionnaire().bands ?? []).map(({ name, below }) => ({ at: below ?? 100, label: name }))
  }

  /** What a picture of these sections says, for those who cannot see it. */
  function spoken(sections: readonly GradedSection[]): string {
    return formatList(
      sections.map(({ section, grade }) =>
        t('results.radarPoint.label', { dimension: section.title, place: place(grade) }),
      ),
    )
  }

  function columns(): readonly string[] {
    return COLUMNS.map((column) => t(`gradeTable.${column}.label`))
  }

  function row({ section, grade }: GradedSection): ResultRow {
    const { share, standing, completeness, counted, findings } = grade
    const none = t('table.none.label')
    const applies = standing !== 'does_not_apply'
    const rank = rankOf(share)
    const toSettle = findings.filter(({ isToSettle }) => isToSettle).length
    const count = (value: number) => ({ text: applies ? formatNumber(value) : none, rank: applies ? value : Infinity })
    return {
      id: section.id,
      title: section.title,
      isUnscored: share === null,
      cells: [
        { text: place(grade), rank },
        { text: share ? points(grade) : none, rank },
        {
          text: applies ? coverage(grade) : none,
          aside: standing === 'provisional' ? t('score.standing.provisional.label') : '',
          rank: applies ? counted / completeness.applicable : Infinity,
        },
        count(completeness.dontKnow),
        count(toSettle),
      ],
    }
  }

  return { ...words, opening, cautions, bar, corner, rings, spoken, columns, row }
}

import { useI18n } from 'vue-i18n'
import { fraction, multiply, toDecimals } from '@/domain/fraction'
import type { SectionGrade } from '@/domain/grading'
import type { Form, Questionnaire, Section } from '@/domain/questionnaire'
import { formatNumber } from '@/i18n/formats'
import { useLevelWords } from './useLevelWords'

/** One section of a check with its grade. */
export interface GradedSection {
  readonly section: Section
  readonly grade: SectionGrade
}

/** Grades in words, the same wherever they are told. */
export function useGradeWords(questionnaire: () => Questionnaire, form: () => Form) {
  const { t } = useI18n()
  const { levelName } = useLevelWords(questionnaire)

  /** Shown hollow and dashed: the short form, or too few answers to be firm (rule K3). */
  function isRough({ band, standing }: SectionGrade): boolean {
    return band !== null && (form() === 'short' || standing === 'provisional')
  }

  /** Where a section stands: “Getting going”, “roughly Getting going”, “not enough answers”. */
  function place(grade: SectionGrade): string {
    if (grade.band === null) return t(`score.standing.${grade.standing}.label`)
    return isRough(grade) ? t('grade.rough.label', { band: grade.band.name }) : grade.band.name
  }

  /** The place of the band among all, from 1; `null` where there is none. */
  function position({ band }: SectionGrade): number | null {
    const index = (questionnaire().bands ?? []).findIndex(({ id }) => id === band?.id)
    return index < 0 ? null : index + 1
  }

  /** “5 of 18 points” */
  function points({ points: reached, possible }: SectionGrade): string {
    return t('grade.points.label', { points: reached, possible })
  }

  /** “6 of 6 answered”; what is not known may count as answered (rule K3). */
  function coverage({ counted, completeness }: SectionGrade): string {
    return t('score.coverage.label', { answered: counted, applicable: completeness.applicable })
  }

  return { levelName, isRough, place, position, points, coverage }
}

/** The share of the possible points in percent; `null` where there is none. */
export function percentOf({ share }: SectionGrade, decimals = 2): number | null {
  return share && toDecimals(multiply(share, fraction(100)), decimals)
}

/** “27.78” */
export function percentText(grade: SectionGrade): string {
  return formatNumber(percentOf(grade) ?? 0, 2)
}

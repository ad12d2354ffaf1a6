import { useI18n } from 'vue-i18n'
import { toDecimals } from '@/domain/fraction'
import { gradeAssessment } from '@/domain/grading'
import type { Offer, PlannedAction, PlanSource, Serves } from '@/domain/plan'
import { formatDay, formatNumber } from '@/i18n/formats'
import { usePlanStore } from '@/stores/plan'

/** What the plan says of its actions and of what is offered to it, the same wherever it is told. */
export function usePlanWords() {
  const { t } = useI18n()
  const store = usePlanStore()

  const sourceOf = (questionnaireId: string) =>
    store.sources.find(({ questionnaire }) => questionnaire.id === questionnaireId)
  const sectionOf = (source: PlanSource | undefined, sectionId: string) =>
    source?.questionnaire.sections.find(({ id }) => id === sectionId)?.title

  function titleOf({ title }: Pick<PlannedAction, 'title'>): string {
    return title.trim() || t('plan.untitled.label')
  }

  /** “2 Emerging”; the number alone where the questionnaire does not know it. */
  function levelName(source: PlanSource | undefined, value: number): string {
    const name = source?.questionnaire.levels.find((level) => level.value === value)?.name
    return name === undefined ? formatNumber(value) : t('level.name.label', { number: value, name })
  }

  /** “Culture, from 2 Emerging to 3 Learning”; `null` where it serves nothing that is known here. */
  function servesText(serves: Serves | null): string | null {
    const source = serves ? sourceOf(serves.questionnaireId) : undefined
    const section = serves ? sectionOf(source, serves.sectionId) : undefined
    if (!serves || section === undefined) return null
    if (serves.from === serves.to) return t('plan.serves.section.label', { section })
    const [from, to] = [levelName(source, serves.from), levelName(source, serves.to)]
    return t('plan.serves.step.label', { section, from, to })
  }

  /** “the Data governance check of 3 May 2026”, as a heading. */
  function sourceTitle({ questionnaire, assessment }: PlanSource): string {
    return t('plan.from.title', { title: questionnaire.title, date: formatDay(assessment.date) })
  }

  function offerTitle({ action, item }: Offer): string {
    if (action) return action.title
    const prompt = item?.prompt ?? ''
    return item?.ask ? t('plan.findOutFrom.title', { role: item.ask, prompt }) : t('plan.findOut.title', { prompt })
  }

  /** Why it is offered, in one line. */
  function reasonOf(offer: Offer): string {
    const { action, factors } = offer
    const source = sourceOf(offer.questionnaireId)
    const section = sectionOf(source, offer.sectionId) ?? ''
    if (!action) return unknownReason(offer, source, section)
    const [from, to] = [levelName(source, action.from), levelName(source, action.to)]
    if (factors.isDuty) return t('plan.reason.duty.message', { section, from, to })
    if (source?.questionnaire.kind === 'check') {
      const count = toDecimals(factors.gap, 0)
      return t('plan.reason.steps.message', { section, from, to, count }, count)
    }
    if (source?.assessment.form === 'short') {
      // Two answers give a rough picture, so it is told as about so many levels.
      const about = toDecimals(factors.gap, 1)
      return t(
        'plan.reason.stepShort.message',
        { section, from, to, gap: formatNumber(about, about % 1 ? 1 : 0) },
        about === 1 ? 1 : 2,
      )
    }
    const gap = formatNumber(toDecimals(factors.gap, 1), 1)
    return t('plan.reason.step.message', { section, from, to, gap })
  }

  function unknownReason({ item, factors }: Offer, source: PlanSource | undefined, section: string): string {
    if (!source || !item) return t('plan.reason.unknownAside.message', { section })
    const { questionnaire, assessment, answers } = source
    const step = gradeAssessment(questionnaire, assessment.form, answers)
      .sections.flatMap(({ findings }) => findings)
      .find((finding) => finding.item.id === item.id)?.step
    // Where “don’t know” is left out, it counts as nothing (rule S3).
    if (step == null) return t('plan.reason.unknownAside.message', { section })
    const level = levelName(source, step)
    return factors.isDuty
      ? t('plan.reason.dutyUnknown.message', { section, level })
      : t('plan.reason.unknown.message', { section, level })
  }

  /** The words with which an offer goes into the plan. */
  function offerWords(offer: Offer): { readonly title: string; readonly why: string; readonly owner: string } {
    const reason = reasonOf(offer)
    return {
      title: offerTitle(offer),
      why: offer.action ? t('plan.why.message', { reason, step: offer.action.begin }) : reason,
      owner: offer.action?.owner ?? offer.item?.ask ?? '',
    }
  }

  return { titleOf, levelName, servesText, sourceOf, sourceTitle, offerTitle, offerWords, reasonOf }
}

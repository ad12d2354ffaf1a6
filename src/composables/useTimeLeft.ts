import { useI18n } from 'vue-i18n'
import { STEP_IN_MINUTES } from '@/domain/pace'

/** The time that open questions take, in words; minutes come in steps of five (rule T1). */
export function useTimeLeft() {
  const { t } = useI18n()

  /** “About 10 minutes left”. The last step may as well be one minute, and is not called five. */
  function timeLeftText(minutes: number): string {
    return minutes > STEP_IN_MINUTES
      ? t('round.timeLeft.message', { minutes })
      : t('round.timeLeft.few.message', { minutes })
  }

  return { timeLeftText }
}

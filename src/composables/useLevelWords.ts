import { useI18n } from 'vue-i18n'
import type { Choice } from '@/domain/assessment'
import { levelAt, type Item, type Questionnaire } from '@/domain/questionnaire'

/** Levels and choices in words, the same on every screen. */
export function useLevelWords(questionnaire: () => Questionnaire) {
  const { t } = useI18n()

  /** “3 Learning” */
  function levelName(value: number): string {
    return t('level.name.label', { number: value, name: levelAt(questionnaire(), value).name })
  }

  /** “3 Learning” for an option, and the words for the other choices. */
  function choiceName(choice: Choice | null): string {
    if (choice === null) return t('choice.unanswered.label')
    return choice.kind === 'option' ? levelName(choice.value) : t(`choice.${choice.kind}.label`)
  }

  /** The sentence of the chosen option, the reason for “does not apply”, or ''. */
  function choiceText(item: Item, choice: Choice | null): string {
    if (choice?.kind === 'option') return item.options.find(({ value }) => value === choice.value)?.text ?? ''
    return choice?.kind === 'not_applicable' ? choice.reason : ''
  }

  return { levelName, choiceName, choiceText }
}

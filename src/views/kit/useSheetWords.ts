import { useI18n } from 'vue-i18n'
import { formatDay, formatList } from '@/i18n/formats'
import type { Questionnaire } from '@/domain/questionnaire'
import type { KitPart } from './kit'

/** What a person writes on the papers beside what the questionnaire says; blank where nothing is. Never stored. */
export interface OwnWords {
  readonly union: string
  /** ISO date. */
  readonly date: string
  readonly place: string
}

/** Sentences that several sheets share. */
export function useSheetWords() {
  const { t } = useI18n()

  /** When and where, as far as it is known. */
  function whenAndWhere({ date, place }: OwnWords): string {
    const sentences = [
      ...(date ? [t('kit.when.day.message', { day: formatDay(date) })] : []),
      ...(place ? [t('kit.when.place.message', { place })] : []),
    ]
    return sentences.join(' ')
  }

  const titlesOf = (parts: readonly KitPart[]) => formatList(parts.map(({ section }) => section.title))

  /** Whose wording it is, and on what terms it may be printed. */
  function creditOf({ title, version, attribution, licence }: Questionnaire): string {
    return t('kit.credit.message', { title, version, attribution, licence: licence.name })
  }

  return { whenAndWhere, titlesOf, creditOf }
}

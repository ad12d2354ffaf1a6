import type { Questionnaire } from '@/domain/questionnaire'
import { readQuestionnaire } from './read'
import { readTranslation, translate } from './translation'

/** The ids of the questionnaires that come with the app, as the folders are called. */
export const SHIPPED = ['data-maturity', 'data-governance'] as const

const files = import.meta.glob<unknown>('/questionnaires/*/*.json', { import: 'default' })

/**
 * Loads a questionnaire that comes with the app.
 *
 * @throws if there is none of this id, or if it is broken: the gate lets no broken one through, so both are bugs
 */
export async function loadShipped(id: string): Promise<Questionnaire> {
  const load = files[`/questionnaires/${id}/questionnaire.json`]
  if (!load) throw new Error(`no questionnaire "${id}" comes with the app`)
  const reading = readQuestionnaire(await load())
  if (!reading.ok) throw new Error(`questionnaire "${id}" is broken: ${JSON.stringify(reading.problems[0])}`)
  return reading.questionnaire
}

/**
 * The questionnaire in a language, where a translation of this version comes with the app; texts without one stay English.
 * A translation that cannot be read leaves the questionnaire as it is.
 */
export async function inLanguage(questionnaire: Questionnaire, language: string): Promise<Questionnaire> {
  const load = files[`/questionnaires/${questionnaire.id}/${language}.json`]
  if (!load || questionnaire.language === language) return questionnaire
  const reading = readTranslation(questionnaire, await load())
  return reading.ok ? translate(questionnaire, reading.translation).questionnaire : questionnaire
}

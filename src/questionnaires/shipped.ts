import type { Questionnaire } from '@/domain/questionnaire'
import { readQuestionnaire } from './read'
import { readTranslation, translate } from './translation'

/** The ids of the questionnaires that come with the app, as the folders are called. */
export const SHIPPED = ['data-maturity', 'data-governance'] as const

const files = import.meta.glob<unknown>('/questionnaires/*/*.json', { import: 'default' })

/** Read and checked once; what could not be loaded is asked for again. */
const loaded = new Map<string, Promise<Questionnaire>>()

/**
 * Loads a questionnaire that comes with the app.
 *
 * @throws if there is none of this id, or if it is broken: the gate lets no broken one through, so both are bugs
 */
export function loadShipped(id: string): Promise<Questionnaire> {
  const before = loaded.get(id)
  if (before) return before
  const loading = load(id)
  loaded.set(id, loading)
  loading.catch(() => loaded.delete(id))
  return loading
}

async function load(id: string): Promise<Questionnaire> {
  const file = files[`/questionnaires/${id}/questionnaire.json`]
  if (!file) throw new Error(`no questionnaire "${id}" comes with the app`)
  const reading = readQuestionnaire(await file())
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

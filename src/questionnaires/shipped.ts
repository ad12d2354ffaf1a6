import type { Questionnaire } from '@/domain/questionnaire'
import { readQuestionnaire } from './read'
import { readTranslation, translate } from './translation'

const files = import.meta.glob<unknown>('/questionnaires/*/*.json', { import: 'default' })

/** Offered in this order, before all others. */
const FIRST: readonly string[] = ['data-maturity', 'data-governance']

/** The ids of the questionnaires that come with the app, as the folders are called: a folder that is added is offered too. */
export const SHIPPED: readonly string[] = inOrder(
  Object.keys(files).flatMap((path) => /^\/questionnaires\/([^/]+)\/questionnaire\.json$/.exec(path)?.[1] ?? []),
)

/** Those that come first, then the others from A to Z. */
export function inOrder(ids: readonly string[]): readonly string[] {
  const others = ids.filter((id) => !FIRST.includes(id)).sort()
  return [...FIRST.filter((id) => ids.includes(id)), ...others]
}

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

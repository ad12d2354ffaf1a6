import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { Questionnaire } from '@/domain/questionnaire'
import { loadQuestionnaireCopy } from '@/storage/assessments'

/** A questionnaire that comes with the app: as it is stored with a round, and as it is shown. */
export interface Offered {
  readonly source: Questionnaire
  readonly shown: Questionnaire
}

/**
 * The questionnaires in use. The reader and the files are loaded when the first one is asked for: the first screen needs
 * neither. A round is always read with its own version, from the copy that was stored when it began.
 */
export const useQuestionnaireStore = defineStore('questionnaires', () => {
  const known = shallowReactive(new Map<string, Questionnaire>())
  let language = 'en'

  /** Sets the language, as a BCP 47 tag, in which questionnaires are shown where a translation comes with the app. */
  function speak(tag: string): void {
    language = tag
    known.clear()
  }

  /**
   * What comes with the app, each in its newest version.
   *
   * @throws if the app's files cannot be loaded
   */
  async function offered(): Promise<readonly Offered[]> {
    const { inLanguage, loadShipped, SHIPPED } = await import('@/questionnaires/shipped')
    return Promise.all(
      SHIPPED.map(async (id) => {
        const source = await loadShipped(id)
        return { source, shown: await inLanguage(source, language) }
      }),
    )
  }

  /** The stored copy of a version, as it is shown; `null` if there is none or if it is damaged. @throws StorageError */
  async function copyOf(id: string, version: string): Promise<Questionnaire | null> {
    const key = `${id} ${version}`
    const before = known.get(key)
    if (before) return before
    const source = await check(await loadQuestionnaireCopy(id, version))
    if (!source) return null
    const { inLanguage } = await import('@/questionnaires/shipped')
    const shown = await inLanguage(source, language)
    known.set(key, shown)
    return shown
  }

  return { speak, offered, copyOf }
})

/** The value as a questionnaire, or `null`. */
async function check(value: unknown): Promise<Questionnaire | null> {
  const { readQuestionnaire } = await import('@/questionnaires/read')
  const reading = readQuestionnaire(value)
  return reading.ok ? reading.questionnaire : null
}

import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { Questionnaire } from '@/domain/questionnaire'
import { loadQuestionnaireCopy } from '@/storage/assessments'

/**
 * The questionnaires in use. The reader and the files are loaded when the first one is asked for: the first screen needs
 * neither. A round is always read with its own version, from the copy that was stored when it began.
 */
export const useQuestionnaireStore = defineStore('questionnaires', () => {
  const known = shallowReactive(new Map<string, Questionnaire>())

  /** The newest version, as it comes with the app. @throws if the app's files cannot be loaded */
  async function newest(id: string): Promise<Questionnaire> {
    const { loadShipped } = await import('@/questionnaires/shipped')
    return loadShipped(id)
  }

  /** The stored copy of a version; `null` if there is none or if it is damaged. @throws StorageError */
  async function copyOf(id: string, version: string): Promise<Questionnaire | null> {
    const key = `${id} ${version}`
    const before = known.get(key)
    if (before) return before
    const questionnaire = await check(await loadQuestionnaireCopy(id, version))
    if (questionnaire) known.set(key, questionnaire)
    return questionnaire
  }

  return { newest, copyOf }
})

/** The value as a questionnaire, or `null`. */
async function check(value: unknown): Promise<Questionnaire | null> {
  const { readQuestionnaire } = await import('@/questionnaires/read')
  const reading = readQuestionnaire(value)
  return reading.ok ? reading.questionnaire : null
}

import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { Questionnaire } from '@/domain/questionnaire'

const storage = () => import('@/storage/assessments')

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
  /** Versions that are being read: who asks meanwhile waits for the same reading. */
  const coming = new Map<string, Promise<Questionnaire | null>>()
  let language = 'en'

  /** Sets the language, as a BCP 47 tag, in which questionnaires are shown where a translation comes with the app. */
  function speak(tag: string): void {
    language = tag
    known.clear()
    coming.clear()
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
    const before = known.get(key) ?? coming.get(key)
    if (before) return before
    const reading = storage()
      .then(({ loadQuestionnaireCopy }) => loadQuestionnaireCopy(id, version))
      .then(read)
    coming.set(key, reading)
    try {
      const shown = await reading
      if (shown && coming.get(key) === reading) known.set(key, shown)
      return shown
    } finally {
      if (coming.get(key) === reading) coming.delete(key)
    }
  }

  /** A version that comes with the app or that a round here used, untranslated; `null` if there is none. @throws StorageError */
  async function sourceOf(id: string, version: string): Promise<Questionnaire | null> {
    const { loadShipped, SHIPPED } = await import('@/questionnaires/shipped')
    const newest = SHIPPED.includes(id) ? await loadShipped(id) : null
    if (newest?.version === version) return newest
    return check(await (await storage()).loadQuestionnaireCopy(id, version))
  }

  /** A questionnaire of unknown origin, as it is shown; `null` if it is none. */
  async function read(content: unknown): Promise<Questionnaire | null> {
    const source = await check(content)
    if (!source) return null
    const { inLanguage } = await import('@/questionnaires/shipped')
    return inLanguage(source, language)
  }

  /** Every version of a questionnaire that is known here: used by a round, or come with the app. @throws StorageError */
  async function versionsOf(id: string): Promise<readonly Questionnaire[]> {
    const { loadShipped, SHIPPED } = await import('@/questionnaires/shipped')
    const shipped = SHIPPED.includes(id) ? [await loadShipped(id)] : []
    const { listVersions } = await storage()
    const used = await Promise.all((await listVersions(id)).map((version) => copyOf(id, version)))
    return [...used.flatMap((copy) => copy ?? []), ...shipped]
  }

  return { speak, offered, copyOf, sourceOf, read, versionsOf }
})

/** The value as a questionnaire, or `null`. */
async function check(value: unknown): Promise<Questionnaire | null> {
  const { readQuestionnaire } = await import('@/questionnaires/read')
  const reading = readQuestionnaire(value)
  return reading.ok ? reading.questionnaire : null
}

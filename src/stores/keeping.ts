import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import { IS_PORTABLE } from '@/device/portable'
import { askToKeep, isKept } from '@/device/keeping'
import { isTemporary } from '@/device/temporary'
import { useLibraryStore } from './library'
import { usePreferenceStore } from './preferences'

export type Keeping = 'asking' | 'waiting' | 'kept' | 'refused' | 'unknown'

/** The browser’s promise to keep what is stored: asked for once, after the first answer, if the person wants it. */
export const useKeepingStore = defineStore('keeping', () => {
  const library = useLibraryStore()
  const preferences = usePreferenceStore()
  /** How far it is; `null` where there is nothing to say. */
  const told = ref<Keeping | null>(null)

  /**
   * Comes up with the question when an answer has been saved. A page from a disk is promised nothing, one that keeps nothing
   * asks for nothing, and both say so themselves.
   */
  function start(): void {
    if (IS_PORTABLE || isTemporary()) return
    watch(
      () => library.hasAnswered,
      (hasAnswered) => hasAnswered && void offer(),
      { immediate: true },
    )
  }

  async function offer(): Promise<void> {
    if (preferences.preferences.keepingAsked) return
    const kept = await isKept()
    if (kept !== true) told.value = kept === null ? 'unknown' : 'asking'
  }

  /** Asks the browser. The outcome is told where the question was shown, and given to whoever asks from elsewhere. */
  async function ask(): Promise<boolean | null> {
    if (told.value) told.value = 'waiting'
    void preferences.set('keepingAsked', true)
    const kept = await askToKeep()
    if (told.value) told.value = kept === null ? 'unknown' : kept ? 'kept' : 'refused'
    return kept
  }

  /** Nothing more is said, also not after the next answer. */
  function close(): void {
    told.value = null
    void preferences.set('keepingAsked', true)
  }

  return { told, start, ask, close }
})

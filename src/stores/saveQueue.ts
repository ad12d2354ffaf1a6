import { computed, shallowRef } from 'vue'
import { isTemporary } from '@/device/temporary'
import { toStorageError, type StorageErrorCode } from '@/storage/errors'

export type SaveState =
  | { readonly status: 'idle' }
  | { readonly status: 'saving' }
  /** `at` in milliseconds since 1970; `isFirst` of this session, or since a failure. */
  | { readonly status: 'saved'; readonly at: number; readonly isFirst: boolean }
  | { readonly status: 'failed'; readonly code: StorageErrorCode }

/** Pauses before a failed save is tried again, in milliseconds. After the last one a person has to ask for it. */
const PAUSES = [500, 2000, 8000]

/** Trouble that trying again cannot mend. */
export const HOPELESS: readonly StorageErrorCode[] = ['sealed', 'not_found', 'stale', 'newer_version', 'reason_missing']

/**
 * Saves one thing after another, in the order they were put. A thing put again before it was saved is saved once, as it
 * is then. “Saved” is said only when everything is. What could not be saved stays in the queue.
 */
export function useSaveQueue() {
  const state = shallowRef<SaveState>({ status: 'idle' })
  const waiting = new Map<string, () => Promise<void>>()
  const delayed = new Map<string, ReturnType<typeof setTimeout>>()
  let running = Promise.resolve()
  let isRunning = false
  let retry: ReturnType<typeof setTimeout> | null = null
  /** Pauses that are used up. */
  let retries = 0
  let isFirst = true

  /**
   * @param key what is saved; a later save of the same thing replaces an earlier one
   * @param delay milliseconds to wait for more changes to the same thing
   */
  function put(key: string, save: () => Promise<void>, delay = 0): void {
    if (state.value.status !== 'failed') state.value = { status: 'saving' }
    wait(key, save)
    if (delay > 0)
      delayed.set(
        key,
        setTimeout(() => start(key), delay),
      )
    else start(key)
  }

  /** Saves something that a person would not call their work, so that nothing is said of it unless it fails. */
  function putQuietly(key: string, save: () => Promise<void>): void {
    wait(key, save)
    start(key)
  }

  function wait(key: string, save: () => Promise<void>): void {
    // Set again at the end, so that the order of saving is the order of the last change.
    takeBack(key)
    waiting.set(key, save)
  }

  function start(key: string): void {
    delayed.delete(key)
    void goOn()
  }

  /** Saves what is due; resolves when the queue has come to rest. */
  function goOn(): Promise<void> {
    if (!isRunning) {
      isRunning = true
      running = Promise.resolve().then(run)
    }
    return running
  }

  async function run(): Promise<void> {
    for (;;) {
      const next = [...waiting].find(([key]) => !delayed.has(key))
      if (!next) break
      const [key, save] = next
      try {
        await save()
      } catch (error) {
        isRunning = false
        fail(toStorageError(error).code)
        return
      }
      if (waiting.get(key) === save) waiting.delete(key)
      forgetRetry()
      if (state.value.status === 'failed') state.value = { status: 'saving' }
    }
    // Before the state is told: whoever hears of it may put something new.
    isRunning = false
    if (waiting.size > 0 || state.value.status !== 'saving') return
    state.value = { status: 'saved', at: Date.now(), isFirst }
    isFirst = false
  }

  function fail(code: StorageErrorCode): void {
    state.value = { status: 'failed', code }
    isFirst = true
    if (HOPELESS.includes(code)) return forgetRetry()
    const pause = PAUSES[retries]
    // A try in between, because something new was put, uses up no pause.
    if (retry !== null || pause === undefined) return
    retry = setTimeout(() => {
      retry = null
      retries += 1
      void flush()
    }, pause)
  }

  function forgetRetry(): void {
    if (retry !== null) clearTimeout(retry)
    retry = null
    retries = 0
  }

  /** Saves everything now, also what still waits for more changes; resolves when the queue has come to rest. */
  async function flush(): Promise<void> {
    do {
      // Each time round: text typed meanwhile is saved now as well.
      for (const timer of delayed.values()) clearTimeout(timer)
      delayed.clear()
      await goOn()
    } while (waiting.size > 0 && state.value.status !== 'failed')
  }

  /** Tries again because a person asked for it, with all pauses ahead again. */
  async function tryAgain(): Promise<void> {
    forgetRetry()
    await flush()
  }

  /** Takes back what was put, unless it is being saved already. */
  function takeBack(key: string): void {
    clearTimeout(delayed.get(key))
    delayed.delete(key)
    waiting.delete(key)
  }

  /** Whether something would be lost if the page went away now. A page that keeps nothing stores nothing while it goes. */
  function isUnsaved(): boolean {
    return state.value.status === 'failed' || (isTemporary() && state.value.status === 'saving')
  }

  /** Forgets everything that waits: it belongs to something that is gone. */
  function clear(): void {
    for (const timer of delayed.values()) clearTimeout(timer)
    delayed.clear()
    waiting.clear()
    forgetRetry()
    state.value = { status: 'idle' }
  }

  return {
    state: computed(() => state.value),
    put,
    putQuietly,
    takeBack,
    flush,
    tryAgain,
    clear,
    isUnsaved,
    pendingKeys: () => [...waiting.keys()],
  }
}

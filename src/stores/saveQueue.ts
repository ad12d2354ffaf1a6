import { computed, shallowRef } from 'vue'
import { toStorageError, type StorageErrorCode } from '@/storage/errors'

export type SaveState =
  | { readonly status: 'idle' }
  | { readonly status: 'saving' }
  /** Milliseconds since 1970. */
  | { readonly status: 'saved'; readonly at: number }
  | { readonly status: 'failed'; readonly code: StorageErrorCode }

/** Pauses before a failed save is tried again, in milliseconds. After the last one a person has to ask for it. */
const PAUSES = [500, 2000, 8000]

/** Trouble that trying again by itself cannot mend. */
const HOPELESS: readonly StorageErrorCode[] = ['sealed', 'not_found', 'stale', 'newer_version']

/**
 * Saves one thing after another, in the order they were put. A thing put again before it was saved is saved once, as it
 * is then. “Saved” is said only when everything is. What could not be saved stays in the queue.
 */
export function useSaveQueue() {
  const state = shallowRef<SaveState>({ status: 'idle' })
  const waiting = new Map<string, () => Promise<void>>()
  const delayed = new Map<string, ReturnType<typeof setTimeout>>()
  let running: Promise<void> | null = null
  let retry: { readonly timer: ReturnType<typeof setTimeout>; readonly count: number } | null = null

  /**
   * @param key what is saved; a later save of the same thing replaces an earlier one
   * @param delay milliseconds to wait for more changes to the same thing
   */
  function put(key: string, save: () => Promise<void>, delay = 0): void {
    clearTimeout(delayed.get(key))
    delayed.delete(key)
    // Set again at the end, so that the order of saving is the order of the last change.
    waiting.delete(key)
    waiting.set(key, save)
    if (state.value.status !== 'failed') state.value = { status: 'saving' }
    if (delay > 0)
      delayed.set(
        key,
        setTimeout(() => start(key), delay),
      )
    else start(key)
  }

  function start(key: string): void {
    delayed.delete(key)
    running ??= run().finally(() => (running = null))
  }

  async function run(): Promise<void> {
    for (;;) {
      const next = [...waiting].find(([key]) => !delayed.has(key))
      if (!next) break
      const [key, save] = next
      try {
        await save()
        if (waiting.get(key) === save) waiting.delete(key)
        forgetRetry()
      } catch (error) {
        fail(toStorageError(error).code)
        return
      }
    }
    if (waiting.size === 0) state.value = { status: 'saved', at: Date.now() }
  }

  function fail(code: StorageErrorCode): void {
    state.value = { status: 'failed', code }
    const count = retry === null ? 0 : retry.count + 1
    forgetRetry()
    const pause = PAUSES[count]
    if (pause === undefined || HOPELESS.includes(code)) return
    retry = { timer: setTimeout(() => void flush(), pause), count }
  }

  function forgetRetry(): void {
    if (retry) clearTimeout(retry.timer)
    retry = null
  }

  /** Saves everything now, also what still waits for more changes; resolves when the queue has come to rest. */
  async function flush(): Promise<void> {
    for (const timer of delayed.values()) clearTimeout(timer)
    delayed.clear()
    do {
      running ??= run().finally(() => (running = null))
      await running
    } while (waiting.size > 0 && state.value.status !== 'failed')
  }

  /** Tries again because a person asked for it, with all pauses ahead again. */
  async function tryAgain(): Promise<void> {
    forgetRetry()
    await flush()
  }

  /** Forgets everything that waits: it belongs to something that is gone. */
  function clear(): void {
    for (const timer of delayed.values()) clearTimeout(timer)
    delayed.clear()
    waiting.clear()
    forgetRetry()
    state.value = { status: 'idle' }
  }

  return { state: computed(() => state.value), put, flush, tryAgain, clear, pendingKeys: () => [...waiting.keys()] }
}

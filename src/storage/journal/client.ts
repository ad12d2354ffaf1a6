import { appUrl } from '@/device/appUrl'
import type { Change, Commit } from '@/storage/versions'
import type { WholeCopy } from './journal'
import type { Answer, Request, Summary } from './journal.worker'
import script from './journal.worker.ts?worker&url'

/** The second copy of the store, as the page knows it. */
export interface SecondCopy {
  readonly summary: () => Summary
  append(commits: readonly Commit[]): Promise<void>
  rebuild(seq: number, changes: readonly Change[]): Promise<void>
  readAll(): Promise<WholeCopy>
  close(): Promise<void>
}

/** Milliseconds after which a worker that says nothing is given up: nobody waits longer for “Saved”. */
const LONGEST_WAIT = 5000

/**
 * Starts the worker that keeps the second copy.
 *
 * @throws if this browser has no place for one
 */
export async function openSecondCopy(): Promise<SecondCopy> {
  const worker = new Worker(appUrl(script), { type: 'module' })
  const waiting = new Map<number, { resolve: (all: WholeCopy | null) => void; reject: (error: Error) => void }>()
  let count = 0
  let summary: Summary = { seq: 0, isWhole: false, bytes: 0 }
  const fail = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.onerror = () => fail(new Error('the worker of the second copy could not be started'))
  worker.onmessage = ({ data }: MessageEvent<Answer>) => {
    const asked = waiting.get(data.id)
    waiting.delete(data.id)
    if ('error' in data) return asked?.reject(new DOMException('the second copy was not written', data.error))
    summary = data.summary
    asked?.resolve(data.all)
  }
  function ask(request: Request): Promise<WholeCopy | null> {
    return new Promise((resolve, reject) => {
      const id = (count += 1)
      waiting.set(id, { resolve, reject })
      worker.postMessage({ id, request })
    })
  }
  function askInTime(request: Request): Promise<WholeCopy | null> {
    const timer = setTimeout(() => fail(new Error('the second copy does not answer')), LONGEST_WAIT)
    return ask(request).finally(() => clearTimeout(timer))
  }
  try {
    await askInTime({ what: 'open' })
  } catch (error) {
    worker.terminate()
    throw error
  }
  return {
    summary: () => summary,
    append: async (commits) => void (await askInTime({ what: 'append', commits })),
    rebuild: async (seq, changes) => void (await ask({ what: 'rebuild', seq, changes })),
    readAll: async () => (await ask({ what: 'readAll' })) ?? { seq: 0, changes: [], damaged: 0 },
    async close() {
      await ask({ what: 'close' })
      worker.terminate()
    },
  }
}

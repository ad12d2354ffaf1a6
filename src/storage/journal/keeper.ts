import { StorageError } from '@/storage/errors'
import type { Commit } from '@/storage/versions'
import type { SecondCopy } from './client'

/** Keeps the second copy up with the store. */
export interface Keeper {
  /** Takes a committed transaction; it is written right away. */
  add(commit: Commit): void
  /**
   * Resolves when all that was taken is on the disk.
   *
   * @throws StorageError `full` where there is no room for it; it stays, and is written with the next
   */
  settled(): Promise<void>
  close(): Promise<void>
}

/**
 * @param tellSaved hears of each transaction that both copies have
 * @param tellBroken hears that the second copy cannot be written any more; the store goes on without it
 * @param tellMissed hears that another tab wrote meanwhile, so that the copy lacks something; nothing is added to it any more
 */
export function keepCopy(
  copy: SecondCopy,
  tellSaved: (seq: number) => void,
  tellBroken: () => void,
  tellMissed: () => void,
): Keeper {
  let waiting: Commit[] = []
  let running: Promise<void> | null = null
  let isBroken = false
  let last = copy.summary().seq

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      try {
        await copy.append(batch)
      } catch (error) {
        if ((error as Error).name === 'QuotaExceededError') {
          waiting = [...batch, ...waiting]
          throw new StorageError('full', error)
        }
        isBroken = true
        tellBroken()
        return
      }
      tellSaved(batch.at(-1)?.seq ?? 0)
    }
  }

  function start(): Promise<void> {
    running ??= write().finally(() => (running = null))
    return running
  }

  return {
    add(commit) {
      if (isBroken) return
      if (commit.seq !== last + 1) {
        isBroken = true
        return tellMissed()
      }
      last = commit.seq
      waiting.push(commit)
      // Whoever made the change asks with `settled`, and hears there what went wrong.
      void start().catch(() => undefined)
    },
    async settled() {
      while (!isBroken && (running !== null || waiting.length > 0)) await start()
    },
    close: () => copy.close(),
  }
}

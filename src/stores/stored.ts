import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { isKept } from '@/device/keeping'
import { loadAssessment } from '@/storage/assessments'
import { toStorageError, type StorageErrorCode } from '@/storage/errors'
import { countStored, KINDS, lookAround, type Place, type Stored } from '@/storage/places'
import { writeRoundFile } from '@/storage/roundFile'

export { KINDS } from '@/storage/places'
export type { Place, PlaceId, Stored, StoredKind } from '@/storage/places'

/** Where something lies on this device, as it was when it was looked at. */
export interface Found {
  readonly places: readonly Place[]
  /** The browser promised to keep it; `null` where it does not say. */
  readonly isKept: boolean | null
}

export type Counting =
  | { readonly status: 'loading' }
  | { readonly status: 'ready' }
  | { readonly status: 'failed'; readonly code: StorageErrorCode }

/** What Waymark keeps on this device. */
export const useStoredStore = defineStore('stored', () => {
  /** `null` until somebody has looked. */
  const found = shallowRef<Found | null>(null)
  /** How much there is of each kind, in the order of `KINDS`, as far as that is counted. */
  const stored = shallowRef<readonly Stored[]>([])
  const counting = shallowRef<Counting>({ status: 'loading' })
  /** Countings that were begun: the last one counts, and is waited for. */
  let begun = 0
  let last = Promise.resolve()

  /** Looks where something lies, which takes no longer where there is more. */
  async function look(): Promise<void> {
    const [places, kept] = await Promise.all([lookAround(), isKept()])
    found.value = { places, isKept: kept }
  }

  /**
   * Counts what there is, one kind after the other. What was counted before is shown until then. Where it is begun again
   * meanwhile, it is over when that is.
   */
  function count(): Promise<void> {
    last = countAnew()
    return last
  }

  async function countAnew(): Promise<void> {
    const mine = (begun += 1)
    const isWanted = () => mine === begun
    const tell = (now: Stored) => {
      const before = stored.value.filter(({ kind }) => kind !== now.kind)
      stored.value = [...before, now].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind))
    }
    counting.value = { status: 'loading' }
    const end = await countStored(tell, isWanted).then(
      (): Counting => ({ status: 'ready' }),
      (error: unknown): Counting => ({ status: 'failed', code: toStorageError(error).code }),
    )
    if (!isWanted()) return last
    counting.value = end
  }

  /** Ends the counting: nobody looks at it any more. */
  function stop(): void {
    begun += 1
    last = Promise.resolve()
  }

  /** A round as a file; `null` if it is not here any more. @throws StorageError */
  async function fileOf(assessmentId: string): Promise<{ readonly name: string; readonly text: string } | null> {
    const round = await loadAssessment(assessmentId)
    return round && writeRoundFile(round, Date.now())
  }

  return { found, stored, counting, look, count, stop, fileOf }
})

import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { isKept } from '@/device/keeping'
import { loadAssessment } from '@/storage/assessments'
import { toStorageError, type StorageErrorCode } from '@/storage/errors'
import { countStored, lookAround, type Place, type Stored } from '@/storage/places'
import { writeRoundFile } from '@/storage/roundFile'

export type { Place, PlaceId, Stored, StoredKind } from '@/storage/places'

/** What lies on this device, as it was when it was looked at. */
export interface Found {
  readonly stored: readonly Stored[]
  readonly places: readonly Place[]
  /** The browser promised to keep it; `null` where it does not say. */
  readonly isKept: boolean | null
}

export type Looking =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly found: Found }
  | { readonly status: 'failed'; readonly code: StorageErrorCode }

/** What Waymark keeps on this device. */
export const useStoredStore = defineStore('stored', () => {
  const looking = shallowRef<Looking>({ status: 'loading' })

  async function look(): Promise<void> {
    try {
      const [stored, places, kept] = await Promise.all([countStored(), lookAround(), isKept()])
      looking.value = { status: 'ready', found: { stored, places, isKept: kept } }
    } catch (error) {
      looking.value = { status: 'failed', code: toStorageError(error).code }
    }
  }

  /** A round as a file; `null` if it is not here any more. @throws StorageError */
  async function fileOf(assessmentId: string): Promise<{ readonly name: string; readonly text: string } | null> {
    const round = await loadAssessment(assessmentId)
    return round && writeRoundFile(round, Date.now())
  }

  return { looking, look, fileOf }
})

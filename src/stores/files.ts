import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { isTemporary } from '@/device/temporary'
import type { Assessment, Union } from '@/domain/assessment'
import { lookOver, type Arrival, type Refusal } from '@/door/door'
import { toStorageError, type StorageErrorCode } from '@/storage/errors'
import { shortFingerprint, writeProjectFile, type ProjectFile } from '@/storage/projectFile'
import {
  listCopies,
  listDifferences,
  loadProject,
  previewProject,
  settle,
  takeIn,
  undo,
  type Copy,
  type Difference,
  type Preview,
} from '@/storage/projects'
import { useLibraryStore } from './library'

export type { Copy, Difference }
export type { DoorCode, Refusal } from '@/door/door'

/** A file that was looked over and compared with what is here; nothing of it is stored yet. */
export interface Opened {
  readonly arrival: Arrival
  readonly preview: Preview
  readonly union: Union
  readonly rounds: readonly Assessment[]
}

/** A union as a file, and how many of its records could not be read and are not in it. */
export interface SavedFile extends ProjectFile {
  readonly unreadable: number
}

/** Files of unions: opened, taken in, put back, saved and looked at again. */
export const useFileStore = defineStore('files', () => {
  const copies = shallowRef<readonly Copy[]>([])
  const differences = shallowRef<readonly Difference[]>([])

  /** Reads what can be undone, and what is to be settled. @throws StorageError */
  async function load(): Promise<void> {
    const lists = await Promise.all([listCopies(Date.now()), listDifferences()])
    copies.value = lists[0]
    differences.value = lists[1]
  }

  /**
   * Looks a file over; changes nothing.
   *
   * @throws StorageError, or if what reads files cannot be loaded
   */
  async function open(file: Blob): Promise<{ readonly opened: Opened } | { readonly refusal: Refusal }> {
    const outcome = await lookOver(file)
    if (!outcome.ok) return { refusal: outcome.refusal }
    const { arrival } = outcome
    const live = <T>(table: string) =>
      arrival.project.records.flatMap((record) => {
        const value = record.table === table ? record.versions[0]?.value : null
        return value ? [value as T] : []
      })
    const [union = { id: arrival.project.union, name: '', law: null }] = live<Union>('unions')
    const rounds = live<Assessment>('assessments').sort((a, b) => b.date.localeCompare(a.date))
    return { opened: { arrival, union, rounds, preview: await previewProject(arrival.project) } }
  }

  /** Takes an opened file in; what was here before can be put back for 30 days. @throws StorageError */
  async function take({ arrival }: Opened, how: 'add' | 'merge' | 'replace'): Promise<void> {
    await takeIn(arrival.project, how, Date.now())
    await refresh()
  }

  /** Puts a union back to what it was. @throws StorageError */
  async function putBack(copy: Copy): Promise<void> {
    await undo(copy.id, Date.now())
    await refresh()
  }

  /** Keeps one value of what differed. @throws StorageError */
  async function keep(difference: Difference, value: unknown): Promise<void> {
    await settle(difference, value, Date.now())
    await refresh()
  }

  async function refresh(): Promise<void> {
    await Promise.all([load(), useLibraryStore().load()])
  }

  /** Everything of a union as a file. @throws StorageError */
  async function save(unionId: string): Promise<SavedFile> {
    const memory = isTemporary() ? await import('@/storage/memory') : null
    const changes = memory?.changesInMemory() ?? 0
    const { project, unreadable } = await loadProject(unionId)
    const file = await writeProjectFile(project, Date.now(), __APP_VERSION__)
    memory?.noteFile(unionId, changes)
    return { ...file, unreadable }
  }

  /** Whether a file that was written can be read and holds what was to be saved. @throws if what reads files cannot be loaded */
  async function isWhole(file: Blob, { fingerprint }: SavedFile): Promise<boolean> {
    const outcome = await lookOver(file)
    return outcome.ok && !outcome.arrival.isAltered && outcome.arrival.fingerprint === fingerprint
  }

  /** The code of what a call of this store threw. */
  function codeOf(error: unknown): StorageErrorCode {
    return toStorageError(error).code
  }

  return { copies, differences, load, open, take, putBack, keep, save, isWhole, codeOf, short: shortFingerprint }
})

import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { isTemporary } from '@/device/temporary'
import type { Assessment, Union } from '@/domain/assessment'
import { heldOf, type Held } from '@/domain/backup'
import { fittingInFile, type Photo } from '@/domain/photo'
import type { Questionnaire } from '@/domain/questionnaire'
import { MOST_BYTES } from '@/door/bytes'
import { lookOver, type Arrival, type Refusal } from '@/door/door'
import { toStorageError, type StorageErrorCode } from '@/storage/errors'
import { countUnionPhotos, loadUnionPhotos } from '@/storage/photos'
import { projectFileName, shortFingerprint, writeProjectFile } from '@/storage/projectFile'
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
import { looksSealed, openSealed, sealText, type SealedProblem } from '@/storage/sealed/sealed'
import { whileFollowing } from './following'
import { useLibraryStore } from './library'

export type { Copy, Difference, SealedProblem }
export type { DoorCode, Refusal } from '@/door/door'

/** A file that was looked over and compared with what is here; nothing of it is stored yet. */
export interface Opened {
  readonly arrival: Arrival
  readonly preview: Preview
  readonly union: Union
  readonly rounds: readonly Assessment[]
  /** The questionnaires in it by id, in the words of one of their versions. */
  readonly titles: ReadonlyMap<string, string>
}

/** A union as a file. */
export interface SavedFile {
  readonly name: string
  readonly content: Blob
  readonly fingerprint: string
  /** The passphrase that it is locked with; `null` where anybody can read it. */
  readonly phrase: string | null
  /** Records that could not be read, so they are not in it. */
  readonly unreadable: number
  /** Photos that are in it. */
  readonly photos: number
  /** Milliseconds since 1970. */
  readonly savedAt: number
  readonly held: Held
}

/** Files of unions: opened, taken in, put back, saved and looked at again. */
export const useFileStore = defineStore('files', () => {
  const copies = shallowRef<readonly Copy[]>([])
  const differences = shallowRef<readonly Difference[]>([])

  whileFollowing(load)

  /** Reads what can be undone, and what is to be settled. @throws StorageError */
  async function load(): Promise<void> {
    const lists = await Promise.all([listCopies(Date.now()), listDifferences()])
    copies.value = lists[0]
    differences.value = lists[1]
  }

  /** Whether a passphrase has to be asked for first. What is larger than any file of Waymark is not tried. */
  async function isLocked(file: Blob): Promise<boolean> {
    return file.size <= MOST_BYTES && looksSealed(new Uint8Array(await file.slice(0, 64).arrayBuffer()))
  }

  /** What is in a locked file, or why it is not opened. @throws if what opens files cannot be loaded */
  async function unlock(file: Blob, phrase: string): Promise<{ content: Blob } | { problem: SealedProblem }> {
    const opening = await openSealed(new Uint8Array(await file.arrayBuffer()), phrase)
    return opening.ok ? { content: new Blob([opening.text]) } : { problem: opening.problem }
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
    const titles = new Map(
      live<{ id: string; content: Questionnaire }>('questionnaires').map(({ id, content }) => [id, content.title]),
    )
    return { opened: { arrival, union, rounds, titles, preview: await previewProject(arrival.project) } }
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
    await Promise.all([load(), useLibraryStore().again()])
  }

  /** The photos of a union that a file of it could hold, and how many there are. @throws StorageError */
  async function photosFor(unionId: string): Promise<{ readonly photos: readonly Photo[]; readonly all: number }> {
    const { photos } = await loadUnionPhotos(unionId)
    return { photos: fittingInFile(photos), all: photos.length }
  }

  /**
   * Everything of a union as a file; with a passphrase it is locked, and was opened with it once before this returns.
   *
   * @param withPhotos whether photos of the wall go in too
   * @throws StorageError, or if the file cannot be locked
   */
  async function save(unionId: string, phrase: string | null, withPhotos = false): Promise<SavedFile> {
    const memory = isTemporary() ? await import('@/storage/memory') : null
    const changes = memory?.changesInMemory() ?? 0
    const { project, unreadable } = await loadProject(unionId)
    const photos = withPhotos ? (await photosFor(unionId)).photos : []
    const savedAt = Date.now()
    const { name, text, fingerprint } = await writeProjectFile({ ...project, photos }, savedAt, __APP_VERSION__)
    const held = heldOf(project.records)
    const about = { fingerprint, phrase, unreadable, photos: photos.length, savedAt, held }
    const sealed = phrase === null ? null : new Uint8Array(await sealText(text, phrase))
    // Photos that are in no file are lost when the page that keeps nothing is left.
    if (memory && (await countUnionPhotos(unionId)) === photos.length) memory.noteFile(unionId, changes)
    return sealed
      ? { ...about, name: lockedName(name), content: new Blob([sealed], { type: 'application/octet-stream' }) }
      : { ...about, name, content: new Blob([text], { type: 'application/json' }) }
  }

  /** What a file that is saved now is called. */
  function nameOf(isLocked: boolean): string {
    const name = projectFileName(Date.now())
    return isLocked ? lockedName(name) : name
  }

  /** Whether a file that was written can be read and holds what was to be saved. @throws if what reads files cannot be loaded */
  async function isWhole(file: Blob, { fingerprint, phrase, photos }: SavedFile): Promise<boolean> {
    const opening = phrase === null ? { content: file } : await unlock(file, phrase)
    if ('problem' in opening) return false
    const outcome = await lookOver(opening.content)
    if (!outcome.ok || outcome.arrival.isAltered) return false
    const { arrival } = outcome
    return arrival.fingerprint === fingerprint && (arrival.project.photos ?? []).length === photos
  }

  /** The code of what a call of this store threw. */
  function codeOf(error: unknown): StorageErrorCode {
    return toStorageError(error).code
  }

  return {
    copies,
    differences,
    load,
    isLocked,
    unlock,
    open,
    take,
    putBack,
    keep,
    photosFor,
    save,
    nameOf,
    isWhole,
    codeOf,
    short: shortFingerprint,
  }
})

function lockedName(name: string): string {
  return `${name}.age`
}

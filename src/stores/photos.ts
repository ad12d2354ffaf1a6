import { nanoid } from 'nanoid'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { shrinkPhoto, type PhotoProblem } from '@/device/shrinkPhoto'
import { inOrder, MOST_PHOTOS, type Photo } from '@/domain/photo'
import { StorageError, toStorageError, type StorageErrorCode } from '@/storage/errors'
import { deleteAllPhotos, deletePhoto, loadPhotos, savePhoto } from '@/storage/photos'
import { whileFollowing } from './following'
import { useSaveQueue } from './saveQueue'
import { whileLeaving } from './whileLeaving'

export type PhotosOpening =
  { readonly status: 'loading' | 'ready' } | { readonly status: 'failed'; readonly code: StorageErrorCode }

/** A file that did not become a photo, by its name. */
export interface RefusedPhoto {
  readonly name: string
  readonly problem: PhotoProblem | 'too_many'
}

/** Words are stored when typing pauses for so long, and at once when the field is left. */
const TYPING_PAUSE = 600

/** The photos of the wall of one round: opens them, adds and removes some, keeps them saved. */
export const usePhotoStore = defineStore('photos', () => {
  const queue = useSaveQueue()
  const roundId = shallowRef('')
  const opening = shallowRef<PhotosOpening>({ status: 'loading' })
  const photos = shallowRef<readonly Photo[]>([])
  const unreadable = shallowRef(0)
  /** Of the files that were chosen last. */
  const refused = shallowRef<readonly RefusedPhoto[]>([])
  /** Files that are being made smaller, or wait for it. */
  const working = shallowRef(0)
  /** The photo that was removed last, so that it can be brought back. */
  const removed = shallowRef<Photo | null>(null)
  /** By id, photos as they are on the screen and not stored yet, `null` for one that was removed; of other rounds too, if saving failed. */
  const unsaved = new Map<string, { readonly roundId: string; readonly photo: Photo | null }>()

  whileFollowing(async () => {
    if (opening.value.status === 'ready') await read(roundId.value)
  })
  // Nothing so large can be stored while the page goes away.
  whileLeaving({
    isUnsaved: () => queue.isUnsaved() || unsaved.size > 0,
    save: () => void queue.flush(),
    flush: queue.flush,
  })

  /** Opens the photos of a round as they are stored, with what is not stored yet laid over them. */
  async function open(id: string): Promise<void> {
    await queue.flush()
    if (roundId.value !== id) {
      roundId.value = id
      photos.value = []
      unreadable.value = 0
      refused.value = []
      removed.value = null
      opening.value = { status: 'loading' }
    }
    await read(id)
  }

  async function read(id: string): Promise<void> {
    try {
      const stored = await loadPhotos(id)
      // Those of another round may have been asked for meanwhile.
      if (roundId.value !== id) return
      const waiting = [...unsaved.values()].flatMap((each) => (each.roundId === id && each.photo) || [])
      photos.value = inOrder([...stored.photos.filter((photo) => !unsaved.has(photo.id)), ...waiting])
      unreadable.value = stored.unreadable
      opening.value = { status: 'ready' }
    } catch (error) {
      if (roundId.value === id) opening.value = { status: 'failed', code: toStorageError(error).code }
    }
  }

  /** Makes photos of picture files and stores them; what is none is told in `refused`. */
  async function add(files: readonly File[]): Promise<void> {
    const round = roundId.value
    const found: RefusedPhoto[] = []
    let count = photos.value.length
    let last = photos.value.at(-1)?.addedAt ?? 0
    refused.value = []
    working.value += files.length
    // One after the other: a picture takes a hundred times its size while it is drawn.
    for (const file of files) {
      const problem = count < MOST_PHOTOS ? await addOne(file) : 'too_many'
      if (problem === null) count += 1
      else found.push({ name: file.name, problem })
      working.value -= 1
    }
    if (roundId.value === round) refused.value = found

    async function addOne(file: File): Promise<PhotoProblem | null> {
      const shrunk = await shrinkPhoto(file)
      if (!shrunk.ok) return shrunk.problem
      const { bytes, width, height } = shrunk.photo
      // Each a little later than the one before, so that their order is the one in which they were chosen.
      last = Math.max(Date.now(), last + 1)
      put({ id: nanoid(), assessmentId: round, bytes: bytes.buffer, caption: '', width, height, addedAt: last })
      return null
    }
  }

  function put(photo: Photo, delay = 0): void {
    const others = photos.value.filter(({ id }) => id !== photo.id)
    if (photo.assessmentId === roundId.value) photos.value = inOrder([...others, photo])
    store(photo.id, { roundId: photo.assessmentId, photo }, () => savePhoto(photo), delay)
  }

  function store(
    id: string,
    change: { readonly roundId: string; readonly photo: Photo | null },
    save: () => Promise<void>,
    delay = 0,
  ): void {
    unsaved.set(id, change)
    const work = async () => {
      await save().catch((error: unknown) => {
        // Its round was deleted elsewhere, and its photos with it.
        if (!(error instanceof StorageError) || error.code !== 'not_found') throw error
        photos.value = photos.value.filter((photo) => photo.id !== id)
      })
      if (unsaved.get(id) === change) unsaved.delete(id)
    }
    queue.put(id, work, delay)
  }

  /** Says what a photo shows. */
  function setCaption(id: string, caption: string): void {
    const photo = photos.value.find((each) => each.id === id)
    if (photo) put({ ...photo, caption }, TYPING_PAUSE)
  }

  function remove(id: string): void {
    const photo = photos.value.find((each) => each.id === id)
    if (!photo) return
    removed.value = photo
    photos.value = photos.value.filter((each) => each.id !== id)
    store(id, { roundId: photo.assessmentId, photo: null }, () => deletePhoto(id))
  }

  /** Brings the photo back that was removed last. */
  function bringBack(): void {
    if (removed.value) put(removed.value)
    removed.value = null
  }

  /** Takes the photos of all rounds off this device. @throws StorageError */
  async function removeAll(): Promise<void> {
    await deleteAllPhotos()
    queue.clear()
    unsaved.clear()
    photos.value = []
    removed.value = null
  }

  /** All that the section with the photos shows. */
  const wall = computed(() => ({
    photos: photos.value,
    unreadable: unreadable.value,
    opening: opening.value,
    refused: refused.value,
    isWorking: working.value > 0,
    canBringBack: removed.value !== null,
    state: queue.state.value,
  }))

  return {
    photos,
    opening,
    saveState: queue.state,
    wall,
    open,
    add,
    setCaption,
    remove,
    bringBack,
    removeAll,
    flush: queue.flush,
    tryAgain: queue.tryAgain,
  }
})

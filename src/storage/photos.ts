import { inOrder, type Photo } from '@/domain/photo'
import { inDatabase, tellOfPhotos, type WaymarkDatabase } from './db'
import { StorageError } from './errors'
import { readPhoto } from './photoRecords'
import { readAssessment } from './records'

// Photos are large, and are neither answers nor made from any: they carry no version, are not in the second copy, and are in
// a file only where that was asked for. Every change looks for the round first, which is of the tables that one tab at a
// time writes.

/** The photos of some rounds, in the order in which they were added. */
export interface StoredPhotos {
  readonly photos: readonly Photo[]
  /** Photos that lie in the store but could not be read. They stay there. */
  readonly unreadable: number
}

/** The photos of a round. */
export function loadPhotos(assessmentId: string): Promise<StoredPhotos> {
  return inDatabase((db) => photosOf(db, [assessmentId]))
}

/** The photos of all rounds of a union. */
export function loadUnionPhotos(unionId: string): Promise<StoredPhotos> {
  return inDatabase((db) =>
    db.transaction('r', db.assessments, db.photos, async () =>
      photosOf(db, await db.assessments.where('unionId').equals(unionId).primaryKeys()),
    ),
  )
}

/** How many photos the rounds of a union have, without reading them. */
export function countUnionPhotos(unionId: string): Promise<number> {
  return inDatabase((db) =>
    db.transaction('r', db.assessments, db.photos, async () => {
      const rounds = await db.assessments.where('unionId').equals(unionId).primaryKeys()
      return db.photos.where('assessmentId').anyOf(rounds).count()
    }),
  )
}

async function photosOf(db: WaymarkDatabase, rounds: readonly string[]): Promise<StoredPhotos> {
  const rows = await db.photos.where('assessmentId').anyOf(rounds).toArray()
  const photos = rows.flatMap((row) => readPhoto(row) ?? [])
  return { photos: inOrder(photos), unreadable: rows.length - photos.length }
}

/**
 * Stores a photo, new or with other words.
 *
 * @throws StorageError `not_found` if its round is not here any more, or nothing that can be read is
 */
export async function savePhoto(photo: Photo): Promise<void> {
  const row = readPhoto(photo)
  if (!row) throw new Error('not a photo that can be stored')
  await inDatabase((db) =>
    db.transaction('rw', db.assessments, db.photos, async () => {
      if (!readAssessment(await db.assessments.get(row.assessmentId))) throw new StorageError('not_found')
      await db.photos.put(row)
    }),
  )
  tellOfPhotos()
}

/** Takes one photo out of the store. */
export function deletePhoto(id: string): Promise<void> {
  return change((db) => db.photos.delete(id))
}

/** Takes the photos of all rounds of all unions out of the store. */
export function deleteAllPhotos(): Promise<void> {
  return change((db) => db.photos.clear())
}

async function change(work: (db: WaymarkDatabase) => PromiseLike<void>): Promise<void> {
  await inDatabase((db) => db.transaction('rw', db.assessments, db.photos, () => work(db)))
  tellOfPhotos()
}

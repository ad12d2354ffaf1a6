import { fromBase64 } from '@/domain/base64'
import type { Photo } from '@/domain/photo'
import { readPhoto } from '@/storage/photoRecords'
import { digestOf } from '@/storage/projectFile'
import { Refused } from './refusal'

/** A photo as it stands in a file whose shape was checked. */
interface FilePhoto {
  readonly id: string
  readonly assessmentId: string
  readonly caption: string
  readonly width: number
  readonly height: number
  readonly addedAt: number
  readonly sha256: string
  readonly data: string
}

/**
 * The photos of a file whose shape was checked. One whose bytes are not those that were saved, or that has more in it than a
 * picture, is left out: it takes nothing else with it.
 *
 * @param rounds the ids of the rounds in the file
 * @throws Refused where a photo stands twice, or belongs to no round of the file
 */
export async function photosIn(
  checked: unknown,
  rounds: ReadonlySet<string>,
): Promise<{ readonly photos: readonly Photo[]; readonly leftOut: number }> {
  const { photos = [] } = checked as { photos?: readonly FilePhoto[] }
  const seen = new Set<string>()
  photos.forEach(({ id, assessmentId }, index) => {
    if (seen.has(id)) throw new Refused('twice', `photos/${index}`)
    if (!rounds.has(assessmentId)) throw new Refused('dangling', `photos/${index}/assessmentId`)
    seen.add(id)
  })
  const read = await Promise.all(photos.map(photoOf))
  const whole = read.flatMap((photo) => photo ?? [])
  return { photos: whole, leftOut: photos.length - whole.length }
}

async function photoOf({ data, sha256, ...fields }: FilePhoto): Promise<Photo | null> {
  const bytes = fromBase64(data)
  if (!bytes || (await digestOf(bytes)) !== sha256) return null
  return readPhoto({ ...fields, bytes: bytes.buffer })
}

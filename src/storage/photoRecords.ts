import { isBareJpeg, LONGEST_CAPTION, LONGEST_SIDE, MOST_PHOTO_BYTES, type Photo } from '@/domain/photo'
import { fieldsOf, isText } from './records'

const isSide = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= LONGEST_SIDE

/** Also one that was made in another window, which is of another class. */
const isBytes = (value: unknown): value is ArrayBuffer =>
  Object.prototype.toString.call(value) === '[object ArrayBuffer]'

/** A photo, every byte of which is looked at: nothing but a picture may be in it. */
export function readPhoto(value: unknown): Photo | null {
  const fields = fieldsOf(value)
  if (!fields || !isText(fields.id) || !isText(fields.assessmentId) || !isText(fields.caption)) return null
  const { id, assessmentId, caption, bytes, width, height, addedAt } = fields
  if (!isBytes(bytes) || bytes.byteLength > MOST_PHOTO_BYTES || caption.length > LONGEST_CAPTION) return null
  if (!isSide(width) || !isSide(height) || !Number.isSafeInteger(addedAt)) return null
  const photo: Photo = { id, assessmentId, bytes, caption, width, height, addedAt: addedAt as number }
  return isBareJpeg(photo) ? photo : null
}

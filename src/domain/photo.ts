import { toBase64 } from './base64'

/** A photo of what a workshop left on the wall: a small JPEG that holds the picture and nothing else. */
export interface Photo {
  readonly id: string
  /** The round that it belongs to. */
  readonly assessmentId: string
  readonly bytes: ArrayBuffer
  /** What it shows, in the words of a person; '' where nobody said. */
  readonly caption: string
  /** In pixels. */
  readonly width: number
  readonly height: number
  /** Milliseconds since 1970. */
  readonly addedAt: number
}

/** So many photos can be added to a round. */
export const MOST_PHOTOS = 12
/** Pixels: enough to read a sticker on a flipchart. */
export const LONGEST_SIDE = 1600
/** A JPEG of that size has a third of it. */
export const MOST_PHOTO_BYTES = 1_500_000
export const LONGEST_CAPTION = 300
/** All photos in one file. As text they take a third more, and a file has an end (`MOST_BYTES` of the door). */
export const MOST_BYTES_IN_FILE = 30_000_000

/** In the order in which they were added. */
export function inOrder(photos: readonly Photo[]): readonly Photo[] {
  return [...photos].sort((a, b) => a.addedAt - b.addedAt || (a.id < b.id ? -1 : 1))
}

/** How much room photos take, in bytes. */
export function sizeOf(photos: readonly Pick<Photo, 'bytes'>[]): number {
  return photos.reduce((sum, { bytes }) => sum + bytes.byteLength, 0)
}

/** The newest photos that one file has room for, in their order. */
export function fittingInFile(photos: readonly Photo[], most = MOST_BYTES_IN_FILE): readonly Photo[] {
  let left = most
  const newest = [...inOrder(photos)].reverse()
  const first = newest.findIndex(({ bytes }) => (left -= bytes.byteLength) < 0)
  return newest.slice(0, first === -1 ? undefined : first).reverse()
}

/** Marks of the segments of a JPEG; each stands behind a byte of 255. */
const MARK = { start: 0xd8, end: 0xd9, scan: 0xda, app0: 0xe0, colours: 0xe2, adobe: 0xee }
/** Segments that begin with the size of the picture. */
const isFrame = (mark: number) => mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark)
/** An APP0 of this length has no small picture of its own in it. */
const PLAIN_APP0 = 16
const COLOURS = 'ICC_PROFILE'

/** A JPEG that holds a picture and nothing else, with its size in pixels. */
export interface BareJpeg {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly width: number
  readonly height: number
}

/**
 * The JPEG without all that is not the picture itself: place, camera, time, words, a second picture, and what stands behind
 * its end. Some browsers write such segments when they make one. `null` for what is no JPEG, or none that is whole.
 */
export function bareJpegOf(bytes: Uint8Array): BareJpeg | null {
  const byte = (at: number) => bytes[at] ?? -1
  const word = (at: number) => byte(at) * 256 + byte(at + 1)
  if (byte(0) !== 0xff || byte(1) !== MARK.start) return null
  const kept = [bytes.subarray(0, 2)]
  let size: { width: number; height: number } | null = null
  let hasScan = false
  for (let at = 2; byte(at) === 0xff;) {
    const start = at
    const mark = byte(at + 1)
    if (mark === MARK.end) {
      kept.push(bytes.subarray(at, at + 2))
      return hasScan && size && size.width > 0 && size.height > 0 ? { bytes: joined(kept), ...size } : null
    }
    const length = word(at + 2)
    at += 2 + length
    if (mark < 0xc0 || length < 2 || at > bytes.length) return null
    if (isFrame(mark)) size = { height: word(start + 5), width: word(start + 7) }
    if (mark === MARK.scan) {
      hasScan = true
      // In the picture itself, 255 is followed by a zero, or by a mark to restart at.
      while (at < bytes.length && !(byte(at) === 0xff && byte(at + 1) !== 0 && (byte(at + 1) & 0xf8) !== 0xd0)) at += 1
    }
    const segment = bytes.subarray(start, at)
    if (isOfPicture(mark, segment)) kept.push(segment)
  }
  return null
}

/** Whether there is nothing in a JPEG but the picture, which has this size. */
export function isBareJpeg({ bytes, width, height }: Pick<Photo, 'bytes' | 'width' | 'height'>): boolean {
  const bare = bareJpegOf(new Uint8Array(bytes))
  return bare?.bytes.length === bytes.byteLength && bare.width === width && bare.height === height
}

function isOfPicture(mark: number, segment: Uint8Array): boolean {
  if (mark === MARK.app0) return segment.length === PLAIN_APP0 + 2
  if (mark === MARK.colours) return String.fromCharCode(...segment.subarray(4, 4 + COLOURS.length)) === COLOURS
  return mark < MARK.app0 || mark === MARK.adobe
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** The address of a photo, as a page or a file carries it in itself. */
export function addressOf({ bytes }: Pick<Photo, 'bytes'>): string {
  return `data:image/jpeg;base64,${toBase64(new Uint8Array(bytes))}`
}

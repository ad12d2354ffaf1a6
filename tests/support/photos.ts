import { vi } from 'vitest'
import type { Photo } from '@/domain/photo'

/** A segment of a JPEG: its mark, its length, and what is in it. */
export function segment(mark: number, content: readonly number[] | string): number[] {
  const bytes = typeof content === 'string' ? [...content].map((sign) => sign.charCodeAt(0)) : [...content]
  const length = bytes.length + 2
  return [0xff, mark, length >> 8, length & 0xff, ...bytes]
}

/** As browsers write it: the version, and no small picture. */
const JFIF = segment(0xe0, [...[0x4a, 0x46, 0x49, 0x46, 0], 1, 1, 0, 0, 1, 0, 1, 0, 0])

/** Where and with what a photo was taken, as a phone writes it: EXIF that says so in words. */
export const EXIF = segment(0xe1, 'Exif\0\0GPS 50.8503 N 4.3517 E, Phone 12')

interface Made {
  readonly width?: number
  readonly height?: number
  /** Segments that are not of the picture. */
  readonly more?: readonly number[]
  /** What stands behind its end. */
  readonly after?: string
}

/** The bytes of a JPEG, as far as its segments go: nobody can see anything in it. */
export function aJpeg({ width = 40, height = 30, more = [], after = '' }: Made = {}): Uint8Array<ArrayBuffer> {
  const size = [height >> 8, height & 0xff, width >> 8, width & 0xff]
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...JFIF,
    ...more,
    ...segment(0xdb, Array(65).fill(1)),
    ...segment(0xc0, [8, ...size, 1, 1, 0x11, 0]),
    ...segment(0xc4, [0, ...Array(16).fill(0)]),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
    // A 255 in the picture, and a mark to restart at.
    ...[12, 34, 0xff, 0, 56, 0xff, 0xd0, 78],
    ...[0xff, 0xd9],
    ...[...after].map((sign) => sign.charCodeAt(0)),
  ])
}

/** A photo of the round `round-1`, 40 pixels wide and 30 high. */
export function aPhoto(id: string, more: Partial<Omit<Photo, 'bytes'>> = {}): Photo {
  const { width = 40, height = 30 } = more
  const bytes = aJpeg({ width, height }).buffer
  return { id, assessmentId: 'round-1', caption: '', width, height, addedAt: 1_000, ...more, bytes }
}

/** A picture file as a person chooses it; the browser of `drawingBrowser` reads it as one of 40 by 30 pixels. */
export const aPictureFile = (name = 'wall.jpg') => new File([aJpeg()], name, { type: 'image/jpeg' })

/** What the browser does that reads and draws pictures: JPEGs, every one 40 by 30 pixels. A real one stands in tests/browser. */
export function drawingBrowser(): void {
  vi.stubGlobal('createImageBitmap', async (file: Blob) => {
    const [first] = new Uint8Array(await file.slice(0, 1).arrayBuffer())
    if (first !== 0xff) throw new DOMException('no picture', 'InvalidStateError')
    return { width: 40, height: 30, close: () => undefined }
  })
  const canvas = {
    width: 0,
    height: 0,
    getContext: () => ({ fillRect: () => undefined, drawImage: () => undefined }),
    toBlob(done: (drawn: Blob) => void) {
      done(new Blob([aJpeg({ width: this.width, height: this.height, more: EXIF })]))
    },
  }
  vi.stubGlobal('document', Object.assign(new EventTarget(), { createElement: () => canvas }))
}

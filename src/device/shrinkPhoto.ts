import { bareJpegOf, LONGEST_SIDE, MOST_PHOTO_BYTES, type BareJpeg } from '@/domain/photo'

/** Why a file does not become a photo. */
export type PhotoProblem =
  /** It is no picture at all. */
  | 'no_picture'
  /** A picture as phones of one maker save it, which this browser does not read. */
  | 'heic'
  /** A picture that is damaged, or of a kind that this browser does not read. */
  | 'unreadable'
  /** A file, or a picture, that is larger than any camera of a phone makes. */
  | 'too_large'

export type Shrunk =
  { readonly ok: true; readonly photo: BareJpeg } | { readonly ok: false; readonly problem: PhotoProblem }

const MOST_BYTES = 60_000_000
const MOST_PIXELS = 120_000_000
/** Tried one after the other, until the file is small enough. */
const QUALITIES = [0.8, 0.6, 0.4]

/**
 * Makes a small JPEG of a picture, upright, with nothing in it but the picture: it is drawn anew, so no byte of the file
 * itself comes along, and what the browser writes beside it is taken out. Needs a page.
 */
export async function shrinkPhoto(file: Blob): Promise<Shrunk> {
  if (file.size > MOST_BYTES) return { ok: false, problem: 'too_large' }
  let picture: ImageBitmap
  try {
    picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    return { ok: false, problem: await problemOf(file) }
  }
  try {
    if (picture.width * picture.height > MOST_PIXELS) return { ok: false, problem: 'too_large' }
    const photo = await drawnSmall(picture)
    return photo ? { ok: true, photo } : { ok: false, problem: 'unreadable' }
  } finally {
    picture.close()
  }
}

async function drawnSmall(picture: ImageBitmap): Promise<BareJpeg | null> {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const pen = canvas.getContext('2d')
  if (!pen) return null
  // A JPEG has no holes: what is clear in a picture would turn black.
  pen.fillStyle = 'white'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  for (const quality of QUALITIES) {
    const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
    const bare = drawn && bareJpegOf(new Uint8Array(await drawn.arrayBuffer()))
    if (!bare || bare.width !== canvas.width || bare.height !== canvas.height) return null
    if (bare.bytes.length <= MOST_PHOTO_BYTES) return bare
  }
  return null
}

/** How files begin that hold pictures: JPEG, PNG, GIF, WebP and AVI, TIFF, BMP. */
const PICTURES = /^(?:ffd8ff|89504e47|47494638|52494646|49492a00|4d4d002a|424d)/

/** What is wrong with a file that the browser could not read as a picture. */
async function problemOf(file: Blob): Promise<PhotoProblem> {
  const start = new Uint8Array(await file.slice(0, 12).arrayBuffer())
  const brand = String.fromCharCode(...start.subarray(4))
  if (/^ftyp(?:hei|hev|mif1|msf1)/.test(brand)) return 'heic'
  const digits = [...start].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return PICTURES.test(digits) || /^ftypavi/.test(brand) || file.type.startsWith('image/') ? 'unreadable' : 'no_picture'
}

import { decodeQR, type FinderPoints } from 'qr/decode.js'

/** A picture as a canvas hands it out: four bytes a pixel, row by row. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
}

/** Shades of grey, row by row. */
interface Grey {
  readonly width: number
  readonly height: number
  readonly shades: Uint8ClampedArray
}

/** Where the three large squares of a code have their middles. */
type Corners = Pick<FinderPoints, 'tl' | 'tr' | 'bl'>

/**
 * The text of the QR code in a picture; `null` where none can be read.
 *
 * The decoder finds the three large squares of nearly every code and takes it for a flat one, so that one held at an angle
 * is often not read: a third in the pictures of the tests. Whatever it has found is therefore straightened, for a few
 * angles, and given to it once more. Where noise looked like squares, it is tried with the picture smoothed.
 */
export function readPicture(picture: Picture): string | null {
  const grey = toGrey(picture)
  const first = decoded(grey)
  const found = first.text ?? readStraightened(grey, first.corners)
  if (found !== null) return found
  const smooth = smoothed(grey)
  const second = decoded(smooth)
  return second.text ?? (isSquare(first.corners) ? null : readStraightened(smooth, second.corners))
}

/** How much nearer the squares at the right and at the bottom are than the one between them, as logarithms. */
const ANGLES = [
  [0, 0],
  [0, 0.15],
  [0, -0.15],
  [0.15, 0],
  [-0.15, 0],
] as const

function readStraightened(grey: Grey, corners: Corners | null): string | null {
  if (!isSquare(corners)) return null
  for (const [across, down] of ANGLES) {
    const { text } = decoded(straightened(grey, corners, Math.exp(across), Math.exp(down)))
    if (text !== null) return text
  }
  return null
}

/** Whether the corners can be those of a square that is held up, and not three spots of noise. */
function isSquare(corners: Corners | null): corners is Corners {
  if (!corners) return false
  const { tl, tr, bl } = corners
  const [ax, ay, bx, by] = [tr.x - tl.x, tr.y - tl.y, bl.x - tl.x, bl.y - tl.y]
  const [across, down] = [Math.hypot(ax, ay), Math.hypot(bx, by)]
  const isUpright = Math.abs(ax * bx + ay * by) < 0.6 * across * down
  return isUpright && Math.min(across, down) > SMALLEST && Math.max(across, down) < 2 * Math.min(across, down)
}

/** Pixels between the middles of two large squares: with less, no code with answers could be told apart. */
const SMALLEST = 40

function decoded({ width, height, shades }: Grey): { readonly text: string | null; readonly corners: Corners | null } {
  const data = new Uint8ClampedArray(shades.length * 4)
  for (let at = 0; at < data.length; at += 1) data[at] = shades[at >> 2] ?? 0
  let corners: Corners | null = null
  const pointsOnDetect = ({ tl, tr, bl }: FinderPoints) => {
    corners = { tl: { ...tl }, tr: { ...tr }, bl: { ...bl } }
  }
  try {
    // Without its own further tries, which end by the clock and find next to nothing that these here do not.
    return { text: decodeQR({ width, height, data }, { format: 'RGBA', effort: 1, pointsOnDetect }), corners }
  } catch {
    // It throws for a picture without a code, which is most of them.
    return { text: null, corners }
  }
}

function toGrey({ width, height, data }: Picture): Grey {
  const shades = new Uint8ClampedArray(width * height)
  for (let at = 0; at < shades.length; at += 1)
    shades[at] = 0.299 * (data[at * 4] ?? 0) + 0.587 * (data[at * 4 + 1] ?? 0) + 0.114 * (data[at * 4 + 2] ?? 0)
  return { width, height, shades }
}

/** Each pixel as the mean of itself and its neighbours, the nearer ones more. The edge stays as it is. */
function smoothed({ width, height, shades }: Grey): Grey {
  const smooth = new Uint8ClampedArray(shades)
  const at = (place: number) => shades[place] ?? 0
  const row = (place: number) => at(place - 1) + 2 * at(place) + at(place + 1)
  for (let y = 1; y < height - 1; y += 1)
    for (let x = 1; x < width - 1; x += 1) {
      const place = y * width + x
      smooth[place] = (row(place - width) + 2 * row(place) + row(place + width)) / 16
    }
  return { width, height, shades: smooth }
}

/** Pixels: some six for each square of a code with forty answers. */
const SIDE = 320
/** How far is looked beyond the middles of the large squares: they and the white edge of a code of version 3 or more. */
const MARGIN = 0.3

/**
 * The code with these corners, seen from straight ahead. Three points and how near two of them are say all about a plane in
 * perspective: a place is the mean of the three, each weighted by its nearness.
 */
function straightened({ width, height, shades }: Grey, { tl, tr, bl }: Corners, across: number, down: number): Grey {
  const straight = new Uint8ClampedArray(SIDE * SIDE)
  const shade = (place: number) => shades[place] ?? 0
  for (let y = 0; y < SIDE; y += 1)
    for (let x = 0; x < SIDE; x += 1) {
      const s = (x / SIDE) * (1 + 2 * MARGIN) - MARGIN
      const t = (y / SIDE) * (1 + 2 * MARGIN) - MARGIN
      const [one, two, three] = [1 - s - t, s * across, t * down]
      const sum = one + two + three
      const u = Math.min(width - 1.001, Math.max(0, (tl.x * one + tr.x * two + bl.x * three) / sum))
      const v = Math.min(height - 1.001, Math.max(0, (tl.y * one + tr.y * two + bl.y * three) / sum))
      const place = Math.floor(v) * width + Math.floor(u)
      const [right, below] = [u % 1, v % 1]
      const upper = shade(place) + (shade(place + 1) - shade(place)) * right
      const lower = shade(place + width) + (shade(place + width + 1) - shade(place + width)) * right
      straight[y * SIDE + x] = upper + (lower - upper) * below
    }
  return { width: SIDE, height: SIDE, shades: straight }
}

import { closeSync, openSync, writeSync } from 'node:fs'
import { HEIGHT, randomShot, seeded, takePicture, WIDTH, type Shot } from './pictures'

/** Pictures a second. A reader looks some ten times a second. */
const RATE = 10

export interface Video {
  /** How long each code is held before the camera, in tenths of a second. */
  readonly each?: number
  /** How long nothing is seen after each, in tenths of a second. */
  readonly pause?: number
  /** How the code at this place is held; well, if it is not said, and the same each time. */
  readonly shotOf?: (at: number) => Shot
}

/**
 * Writes a film for Chromium's made-up camera: the codes of these texts, one after the other. The camera shows it again and
 * again.
 *
 * @param path absolute, ending in `.y4m`
 */
export function writeCameraVideo(path: string, texts: readonly string[], video: Video = {}): void {
  const { each = RATE, pause = 3, shotOf = shots() } = video
  const file = openSync(path, 'w')
  try {
    writeSync(file, `YUV4MPEG2 W${WIDTH} H${HEIGHT} F${RATE}:1 Ip\n`)
    const show = (frame: Uint8Array, times: number) => {
      for (let time = 0; time < times; time += 1) {
        writeSync(file, 'FRAME\n')
        writeSync(file, frame)
      }
    }
    const nothing = frameOf(() => 90)
    for (const [at, text] of texts.entries()) {
      const { data } = takePicture(text, shotOf(at))
      show(
        frameOf((pixel) => data[pixel * 4] ?? 0),
        each,
      )
      show(nothing, pause)
    }
  } finally {
    closeSync(file)
  }
}

/** Shades of every pixel, then the two planes of colours, a quarter as large, which say that there are none. */
function frameOf(shadeOf: (pixel: number) => number): Uint8Array {
  const frame = new Uint8Array((WIDTH * HEIGHT * 3) / 2).fill(128)
  for (let pixel = 0; pixel < WIDTH * HEIGHT; pixel += 1) frame[pixel] = shadeOf(pixel)
  return frame
}

/** Held by somebody who wants it to be read: what a test of a screen is about is not how well a camera sees. */
function shots(): () => Shot {
  const random = seeded(9)
  const between = (low: number, high: number) => low + random() * (high - low)
  return () => ({
    ...randomShot(random),
    turn: between(-10, 10),
    tilts: [between(-6, 6), between(-6, 6)],
    height: between(0.6, 0.75),
    dark: 40,
    light: 190,
    noise: 3,
    blur: 0.5,
  })
}

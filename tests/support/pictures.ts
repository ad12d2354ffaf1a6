import { qrModules } from '@/components/qrModules'
import type { Picture } from '@/device/readPicture'

/** Numbers from 0 up to 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** How a code is held before a camera of 640 × 480, and how well that camera sees. */
export interface Shot {
  /** Degrees in the plane of the picture. */
  readonly turn: number
  /** Degrees away from that plane: to the side, and back. */
  readonly tilts: readonly [number, number]
  /** How much of the height of the picture the code takes, corner to corner, without its white edge: 0.35 to 0.8. */
  readonly height: number
  /** Where in the room that is left it stands: 0 to 1 across and down. */
  readonly place: readonly [number, number]
  /** Of 255: the squares, the paper, and what is behind. */
  readonly dark: number
  readonly light: number
  readonly behind: number
  /** The light falls from this side (degrees), and makes this share of difference from one end to the other. */
  readonly lightFrom: number
  readonly uneven: number
  /** Of 255, as a standard deviation. */
  readonly noise: number
  /** Pixels, as a standard deviation. */
  readonly blur: number
  /** For the noise. */
  readonly seed: number
}

export const WIDTH = 640
export const HEIGHT = 480
const QUIET = 4

/** A shot as they happen in a room: turned up to 30°, tilted up to 25° each way, poor in contrast, unevenly lit. */
export function randomShot(random: () => number): Shot {
  const between = (low: number, high: number) => low + random() * (high - low)
  const dark = between(45, 70)
  return {
    turn: between(-30, 30),
    tilts: [between(-25, 25), between(-25, 25)],
    height: between(0.35, 0.8),
    place: [random(), random()],
    dark,
    light: dark + between(60, 110),
    behind: between(20, 200),
    lightFrom: between(0, 360),
    uneven: between(0.1, 0.5),
    noise: between(2, 8),
    blur: between(0.4, 1),
    seed: Math.floor(random() * 2 ** 32),
  }
}

type Point = readonly [x: number, y: number]
/** Three rows of a map of the plane that keeps lines straight. */
type Map3 = readonly [Row, Row, Row]
type Row = readonly [number, number, number]

const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Where a point of the code, from −½ to ½, falls on the film, as a map of the plane. The eye is 2.2 codes away. */
function project({ turn, tilts }: Shot): Map3 {
  const [a, b, c] = [radians(turn), radians(tilts[0]), radians(tilts[1])]
  const [cosA, sinA, cosB, sinB, cosC, sinC] = [
    Math.cos(a),
    Math.sin(a),
    Math.cos(b),
    Math.sin(b),
    Math.cos(c),
    Math.sin(c),
  ]
  // First the turn, then about the upright axis, then about the level one.
  const x: Point = [cosB * cosA, -cosB * sinA]
  const across: Point = [-sinB * cosA, sinB * sinA]
  const y: Point = [cosC * sinA - sinC * across[0], cosC * cosA - sinC * across[1]]
  const depth: Point = [sinC * sinA + cosC * across[0], sinC * cosA + cosC * across[1]]
  const away = 2.2
  return [
    [away * x[0], away * x[1], 0],
    [away * y[0], away * y[1], 0],
    [depth[0], depth[1], away],
  ]
}

function through([r0, r1, r2]: Map3, [x, y]: Point): Point {
  const w = r2[0] * x + r2[1] * y + r2[2]
  return [(r0[0] * x + r0[1] * y + r0[2]) / w, (r1[0] * x + r1[1] * y + r1[2]) / w]
}

/** The way back, up to a factor that falls out. */
function inverse([[a, b, c], [d, e, f], [g, h, i]]: Map3): Map3 {
  return [
    [e * i - f * h, c * h - b * i, b * f - c * e],
    [f * g - d * i, a * i - c * g, c * d - a * f],
    [d * h - e * g, b * g - a * h, a * e - b * d],
  ]
}

/** What a camera sees of the code of a text, in shades of grey. */
export function takePicture(text: string, shot: Shot): Picture {
  const modules = qrModules(text)
  const size = modules.length
  const film = project(shot)
  const corners = (
    [
      [-0.5, -0.5],
      [0.5, -0.5],
      [0.5, 0.5],
      [-0.5, 0.5],
    ] as const
  ).map((corner) => through(film, corner))
  const low: Point = [Math.min(...corners.map(([x]) => x)), Math.min(...corners.map(([, y]) => y))]
  const high: Point = [Math.max(...corners.map(([x]) => x)), Math.max(...corners.map(([, y]) => y))]
  const scale = (shot.height * HEIGHT) / (high[1] - low[1])
  const extent: Point = [(high[0] - low[0]) * scale, (high[1] - low[1]) * scale]
  const corner: Point = [shot.place[0] * (WIDTH - extent[0]), shot.place[1] * (HEIGHT - extent[1])]
  const start: Point = [corner[0] - low[0] * scale, corner[1] - low[1] * scale]
  const [r0, r1, r2] = inverse(film)
  const light: Point = [Math.cos(radians(shot.lightFrom)) / WIDTH, Math.sin(radians(shot.lightFrom)) / HEIGHT]

  const shadeAt = (u: number, v: number): number => {
    const [x, y] = [(u - start[0]) / scale, (v - start[1]) / scale]
    const w = r2[0] * x + r2[1] * y + r2[2]
    const column = Math.floor(((r0[0] * x + r0[1] * y + r0[2]) / w + 0.5) * size)
    const row = Math.floor(((r1[0] * x + r1[1] * y + r1[2]) / w + 0.5) * size)
    if (Math.min(column, row) < -QUIET || Math.max(column, row) >= size + QUIET) return shot.behind
    return modules[row]?.[column] ? shot.dark : shot.light
  }
  // Pixels that the white edge reaches at most, in perspective too.
  const edge = (shot.height * HEIGHT * 3 * QUIET) / size
  const isNear = (at: number, from: number, length: number) => at > from - edge && at < from + length + edge
  const grey = new Float64Array(WIDTH * HEIGHT)
  for (let v = 0; v < HEIGHT; v += 1)
    for (let u = 0; u < WIDTH; u += 1) {
      const lit = 1 + shot.uneven * (light[0] * (u - WIDTH / 2) + light[1] * (v - HEIGHT / 2))
      let seen = shot.behind
      if (isNear(u, corner[0], extent[0]) && isNear(v, corner[1], extent[1])) {
        // Four looks a pixel: a sensor sees the mean of what falls on it.
        const above = shadeAt(u + 0.25, v + 0.25) + shadeAt(u + 0.75, v + 0.25)
        const below = shadeAt(u + 0.25, v + 0.75) + shadeAt(u + 0.75, v + 0.75)
        seen = (above + below) / 4
      }
      grey[v * WIDTH + u] = seen * lit
    }
  return developed(blurred(grey, shot.blur), shot)
}

/** A blur by a bell of this width, across and then down. */
function blurred(grey: Float64Array, sigma: number): Float64Array {
  const reach = Math.ceil(3 * sigma)
  const bell = Array.from({ length: 2 * reach + 1 }, (_, at) => Math.exp(-((at - reach) ** 2) / (2 * sigma ** 2)))
  const sum = bell.reduce((total, weight) => total + weight, 0)
  const weights = bell.map((weight) => weight / sum)
  return blurredAlong(blurredAlong(grey, weights, 1, WIDTH), weights, WIDTH, HEIGHT)
}

/** Pixels that follow each other are `step` apart, and a line has `length` of them. What lies outside is as the edge is. */
function blurredAlong(grey: Float64Array, weights: readonly number[], step: number, length: number): Float64Array {
  const blurry = new Float64Array(grey.length)
  const reach = (weights.length - 1) / 2
  for (let place = 0; place < grey.length; place += 1) {
    const here = Math.floor(place / step) % length
    let total = 0
    for (let at = 0; at < weights.length; at += 1) {
      const there = Math.min(length - 1, Math.max(0, here + at - reach))
      total += (weights[at] ?? 0) * (grey[place + (there - here) * step] ?? 0)
    }
    blurry[place] = total
  }
  return blurry
}

/** With the noise of the sensor, as a canvas hands pictures out. */
function developed(grey: Float64Array, { noise, seed }: Shot): Picture {
  const random = seeded(seed)
  const data = new Uint8ClampedArray(grey.length * 4)
  // Two numbers by chance make two of a bell (Box and Muller).
  for (let place = 0; place < grey.length; place += 2) {
    const far = noise * Math.sqrt(-2 * Math.log(1 - random()))
    const way = 2 * Math.PI * random()
    data.fill((grey[place] ?? 0) + far * Math.cos(way), place * 4, place * 4 + 4)
    data.fill((grey[place + 1] ?? 0) + far * Math.sin(way), place * 4 + 4, place * 4 + 8)
  }
  for (let place = 3; place < data.length; place += 4) data[place] = 255
  return { width: WIDTH, height: HEIGHT, data }
}

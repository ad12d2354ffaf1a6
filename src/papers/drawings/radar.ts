import { COLOURS, drawLines, element, linesOf, placeOn, widthOf, type Drawing, type Side } from './svg'

/** One corner of the radar. */
export interface DrawnPoint {
  readonly label: string
  /** From the middle to the outermost ring; `null` leaves a gap in the line. */
  readonly value: number | null
  readonly target: number | null
  /** Drawn hollow, with a dashed line to it. */
  readonly isProvisional: boolean
}

/** A ring of the radar, where it lies and what it is called. */
export interface DrawnRing {
  readonly at: number
  readonly label: string
}

interface Spot {
  readonly x: number
  readonly y: number
}

/** Seen from the middle. */
interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

interface CornerLabel extends Box {
  readonly lines: readonly string[]
  readonly side: Side
}

const PAD = 10
/** From the outermost ring to the label of a corner. */
const GAP = 16
const LINE = 16
const CORNER = { size: 13, isStrong: true } as const
const RING = { size: 11, isStrong: false } as const
const TARGET = { stroke: COLOURS.target }
/** From the upright spoke to the label of a ring, and how wide that may become. */
const RING_OFFSET = 10
const RING_WIDEST = 130
/** How wide a corner's label may become: as wide as the longest word, within these bounds. */
const NARROWEST = 160
const WIDEST = 200
const SMALLEST_RADIUS = 150
const LARGEST_RADIUS = 1500

/** The corners and the rings around them. */
export interface Radar {
  /** The first on top, the others clockwise. */
  readonly points: readonly DrawnPoint[]
  /** From the innermost outwards; the last one is the end of the scale, which is 1 without any. */
  readonly rings: readonly DrawnRing[]
}

/** The net, lines and labels of `drawRadar`, which says more. */
export function radarOf({ points, rings }: Radar): Drawing {
  const { radius, labels } = layOut(
    points.map(({ label }) => label),
    rings.at(-1)?.label ?? '',
  )
  const farthest = Math.max(radius + GAP, ...labels.flatMap(({ left, right }) => [-left, right]))
  const middle = {
    x: Math.ceil(farthest) + PAD,
    y: Math.ceil(Math.max(radius + GAP, ...labels.map(({ top }) => -top))) + PAD,
  }
  const highest = rings.at(-1)?.at ?? 1
  const spotAt = (index: number, value: number): Spot => {
    const { x, y } = cornerAt(index, points.length, highest === 0 ? 0 : (radius * placeOn(highest, value)) / highest)
    return { x: middle.x + x, y: middle.y + y }
  }
  const spotsOf = (kind: 'value' | 'target') =>
    points.map((point, index) => (point[kind] === null ? null : spotAt(index, point[kind])))

  const values = spotsOf('value')
  const goals = spotsOf('target')
  // The labels of the rings lie over the lines, whose course can be guessed, and under the markers.
  const content = [
    grid(points.length, rings, middle, spotAt),
    scoreLines(points, values),
    ...sidesOf(goals).map(({ from, to }) =>
      element('line', { ...between(from, to), ...TARGET, 'stroke-width': 1.75, 'stroke-dasharray': '4 4' }),
    ),
    ringLabels(rings, middle, radius, highest),
    ...goals.map((spot) => (spot === null ? '' : diamond(spot))),
    ...values.map((spot, index) => (spot === null ? '' : marker(spot, points[index]?.isProvisional === true))),
    ...labels.map(({ lines, side, left, right, top }) => {
      const x = middle.x + (side === 'left' ? left : side === 'right' ? right : (left + right) / 2)
      return drawLines(lines, { x, y: middle.y + top + 12, side, lineHeight: LINE }, CORNER, 'ltr')
    }),
  ]
  return {
    width: 2 * middle.x,
    height: middle.y + Math.max(radius + GAP, ...labels.map(({ bottom }) => bottom)) + PAD,
    content: content.join(''),
    texts: points.map(({ label }) => label),
  }
}

/** Where a corner lies, seen from the middle. */
function cornerAt(index: number, count: number, radius: number): Spot {
  const angle = (2 * Math.PI * index) / Math.max(1, count)
  return { x: radius * Math.sin(angle), y: -radius * Math.cos(angle) }
}

/**
 * The smallest radius at which no label of a corner touches another or the one of the outermost ring, and where they
 * then lie around the middle.
 */
function layOut(
  words: readonly string[],
  outermost: string,
): { readonly radius: number; readonly labels: readonly CornerLabel[] } {
  const longest = Math.max(0, ...words.flatMap((label) => label.split(/\s/u)).map((word) => widthOf(word, CORNER)))
  const width = Math.min(WIDEST, Math.max(NARROWEST, longest))
  const ringWidth = RING_OFFSET + Math.min(RING_WIDEST, widthOf(outermost, RING))
  for (let radius = SMALLEST_RADIUS; ; radius += 10) {
    const labels = words.map((label, index) => labelAt(cornerAt(index, words.length, 1), label, width, radius))
    const boxes = [...labels, { left: 0, right: ringWidth, top: -radius - 6, bottom: -radius + 6 }]
    const isCrowded = boxes.some((box, index) => boxes.slice(0, index).some((other) => isTouching(box, other)))
    if (!isCrowded || radius >= LARGEST_RADIUS) return { radius, labels }
  }
}

/** A label clear of the outermost ring: centred above or below the middle, else beside its corner, the higher the higher. */
function labelAt(towards: Spot, words: string, width: number, radius: number): CornerLabel {
  const isCentred = Math.abs(towards.x) < 0.01
  const lines = linesOf(words, isCentred ? 1.5 * width : width, CORNER)
  const height = lines.length * LINE
  const wide = Math.max(0, ...lines.map((line) => widthOf(line, CORNER)))
  const side = isCentred ? 'middle' : towards.x > 0 ? 'left' : 'right'
  for (let distance = radius + GAP; ; distance += 2) {
    const x = distance * towards.x
    const left = isCentred ? -wide / 2 : side === 'left' ? x : x - wide
    const top = distance * towards.y - (height * (1 - towards.y)) / 2
    const label = { lines, side, left, right: left + wide, top, bottom: top + height } as const
    const nearest = Math.hypot(Math.max(label.left, -label.right, 0), Math.max(label.top, -label.bottom, 0))
    if (nearest >= radius + GAP - 4) return label
  }
}

function isTouching(one: Box, other: Box): boolean {
  return (
    one.left < other.right + 8 && other.left < one.right + 8 && one.top < other.bottom + 4 && other.top < one.bottom + 4
  )
}

/** Rings and spokes. With fewer than three corners a ring is round. */
function grid(
  count: number,
  rings: readonly DrawnRing[],
  middle: Spot,
  spotAt: (index: number, value: number) => Spot,
): string {
  const look = { fill: 'none', stroke: COLOURS.line, 'stroke-width': 1.25 }
  const corners = Array.from({ length: count }, (_, index) => index)
  const outermost = rings.at(-1)?.at ?? 1
  return [
    ...rings.map(({ at }) =>
      count < 3
        ? element('circle', { cx: middle.x, cy: middle.y, r: middle.y - spotAt(0, at).y, ...look })
        : element('polygon', { points: written(corners.map((index) => spotAt(index, at))), ...look }),
    ),
    ...corners.map((index) => {
      const { x, y } = spotAt(index, outermost)
      return element('line', { x1: middle.x, y1: middle.y, x2: x, y2: y, ...look })
    }),
  ].join('')
}

/** The area if it is whole, and the line between neighbours that both have a value. */
function scoreLines(points: readonly DrawnPoint[], spots: readonly (Spot | null)[]): string {
  const found = spots.filter((spot) => spot !== null)
  const isWhole = found.length === spots.length && spots.length > 2
  return [
    ...(isWhole ? [element('polygon', { points: written(found), fill: COLOURS.mark, 'fill-opacity': 0.1 })] : []),
    ...sidesOf(spots).map(({ from, to, ends }) =>
      element('line', {
        ...between(from, to),
        stroke: COLOURS.mark,
        'stroke-width': 2.5,
        'stroke-linecap': 'round',
        'stroke-dasharray': ends.some((index) => points[index]?.isProvisional) ? '6 6' : undefined,
      }),
    ),
  ].join('')
}

function marker({ x, y }: Spot, isHollow: boolean): string {
  const fill = isHollow ? COLOURS.page : COLOURS.mark
  return element('circle', { cx: x, cy: y, r: 5, fill, stroke: COLOURS.mark, 'stroke-width': 2.5 })
}

/** A target: its shape tells its line from a provisional one where there is no colour. */
function diamond({ x, y }: Spot): string {
  const d = `M${rounded(x)} ${rounded(y - 4)}l4 4l-4 4l-4 -4z`
  return element('path', { d, fill: COLOURS.page, ...TARGET, 'stroke-width': 1.5 })
}

/** The sides that can be drawn: both of their ends are there. Two corners have one side, not two. */
function sidesOf(
  spots: readonly (Spot | null)[],
): readonly { readonly from: Spot; readonly to: Spot; readonly ends: readonly [number, number] }[] {
  const sides = spots.length < 3 ? spots.slice(1) : spots
  return sides.flatMap((_, index) => {
    const next = (index + 1) % spots.length
    const [from, to] = [spots[index], spots[next]]
    return from && to ? [{ from, to, ends: [index, next] as const }] : []
  })
}

/** To the right of the upright spoke, clear of its marker, the letters edged with white. */
function ringLabels(rings: readonly DrawnRing[], middle: Spot, radius: number, highest: number): string {
  let above = -Infinity
  return [...rings]
    .reverse()
    .map(({ at, label }) => {
      const y = middle.y - (highest === 0 ? 0 : (radius * at) / highest)
      if (y < above + 14) return ''
      const lines = linesOf(label, RING_WIDEST, RING, 1)
      if (lines.length > 0) above = y
      const place = { x: middle.x + RING_OFFSET, y: y + 4, side: 'left', lineHeight: LINE } as const
      const edge = element(
        'g',
        { stroke: COLOURS.page, 'stroke-width': 4, opacity: 0.7, 'stroke-linejoin': 'round', 'aria-hidden': 'true' },
        drawLines(lines, place, RING, 'ltr'),
      )
      return lines.length > 0 ? edge + drawLines(lines, place, RING, 'ltr') : ''
    })
    .join('')
}

function between(from: Spot, to: Spot): Readonly<Record<'x1' | 'y1' | 'x2' | 'y2', number>> {
  return { x1: from.x, y1: from.y, x2: to.x, y2: to.y }
}

function written(spots: readonly Spot[]): string {
  return spots.map(({ x, y }) => `${rounded(x)},${rounded(y)}`).join(' ')
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

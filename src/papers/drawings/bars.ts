import { COLOURS, drawLines, element, linesOf, placeOn, widthOf, type Drawing, type Side } from './svg'

/** One bar, in hundredths of the line it lies on. */
export interface DrawnBar {
  readonly title: string
  /** Where the bar ends, in words. */
  readonly place: string
  /** Where the bar begins and ends; `null` where there is nothing to draw. */
  readonly from: number | null
  readonly to: number | null
  /** Also a marker where the bar begins: the place is a range. */
  readonly isRange: boolean
  /** Rough or provisional: the bar is dashed, its marker hollow. */
  readonly isLoose: boolean
  readonly target: number | null
  /** Where it stood before: a hollow diamond. */
  readonly before?: number | null
}

const WIDTH = 640
const PAD = 12
const GAP = 16
const ROW_GAP = 10
const LINE = 18
const TRACK = 24
/** Where the track begins and ends; a marker at either end reaches 8 further. */
const START = 20
const END = WIDTH - START

const TITLE = { size: 14, isStrong: true } as const
const PLACE = { size: 13, isStrong: false } as const
/** The least part of a row that belongs to the place, if it needs it. */
const PLACE_LEAST = 230

/** The bars and what they lie on. */
export interface Bars {
  readonly bars: readonly DrawnBar[]
  /** Where the lines of the scale lie, in hundredths. */
  readonly rings: readonly number[]
  /** What the marks mean, below the bars, where a picture needs to say so. */
  readonly note?: string
  readonly direction: 'ltr' | 'rtl'
}

/** The rows of `drawBars`, which says more. */
export function barsOf({ bars, rings, note = '', direction }: Bars): Drawing {
  const isMirrored = direction === 'rtl'
  const mirrored = (x: number) => (isMirrored ? WIDTH - x : x)
  const along = (hundredths: number) => mirrored(START + ((END - START) * placeOn(100, hundredths)) / 100)
  const sides: readonly [Side, Side] = isMirrored ? ['right', 'left'] : ['left', 'right']

  let y = PAD
  const rows = bars.map((bar) => {
    const { title, place } = wordsOf(bar)
    const lineAt = { y: y + 13, lineHeight: LINE }
    const words =
      drawLines(title, { ...lineAt, x: mirrored(PAD), side: sides[0] }, TITLE, direction) +
      drawLines(place, { ...lineAt, x: mirrored(WIDTH - PAD), side: sides[1] }, PLACE, direction)
    const middle = y + LINE * Math.max(title.length, place.length) + TRACK / 2
    y = middle + TRACK / 2 + ROW_GAP
    return element('g', {}, words + trackOf(bar, rings, middle, along))
  })

  const noted = linesOf(note, WIDTH - 2 * PAD, PLACE)
  const below = { x: mirrored(PAD), y: y + 13, side: sides[0], lineHeight: LINE }
  const height =
    (bars.length === 0 ? 2 * PAD : y - ROW_GAP + PAD) + (noted.length > 0 ? ROW_GAP + LINE * noted.length : 0)
  return {
    width: WIDTH,
    height,
    content: rows.join('') + drawLines(noted, below, PLACE, direction),
    texts: [
      ...bars.map(({ title, place }) => [title, place].filter((words) => words !== '').join(' · ')),
      ...(note === '' ? [] : [note]),
    ],
  }
}

/** Title and place in at most two lines each. The place takes what the title leaves, the title what the place leaves. */
function wordsOf({ title, place }: DrawnBar): { readonly title: readonly string[]; readonly place: readonly string[] } {
  const whole = WIDTH - 2 * PAD - GAP
  const forPlace = Math.max(PLACE_LEAST, whole - widthOf(title, TITLE))
  const places = linesOf(place, forPlace, PLACE, 2)
  const taken = Math.max(0, ...places.map((line) => widthOf(line, PLACE)))
  return { title: linesOf(title, whole - taken, TITLE, 2), place: places }
}

/** The line of the scale and what lies on it, around the height `middle`. */
function trackOf(
  { from, to, isRange, isLoose, target, before = null }: DrawnBar,
  rings: readonly number[],
  middle: number,
  along: (hundredths: number) => number,
): string {
  const scale = { stroke: COLOURS.line, 'stroke-width': 2 }
  const parts = [
    element('line', { x1: along(0), y1: middle, x2: along(100), y2: middle, ...scale }),
    ...rings.map((ring) =>
      element('line', { x1: along(ring), y1: middle - 7, x2: along(ring), y2: middle + 7, ...scale }),
    ),
  ]
  const hasBar = from !== null && to !== null
  if (hasBar) parts.push(barBetween(along(from), along(to), middle, isLoose))
  // Between bar and marker: where a target is just reached, both show.
  if (target !== null) parts.push(targetTick(along(target), middle))
  if (before !== null) parts.push(diamond(along(before), middle))
  if (hasBar && isRange) parts.push(marker(along(from), middle, true))
  if (hasBar) parts.push(marker(along(to), middle, isLoose))
  return parts.join('')
}

/** In either order of its ends; nothing where they are the same. */
function barBetween(one: number, other: number, middle: number, isLoose: boolean): string {
  if (one === other) return ''
  const x = Math.min(one, other)
  const width = Math.abs(other - one)
  if (!isLoose) return element('rect', { x, y: middle - 4, width, height: 8, rx: 3, fill: COLOURS.mark })
  const edge = { fill: COLOURS.page, stroke: COLOURS.mark, 'stroke-width': 2, 'stroke-dasharray': '6 4' }
  return element('rect', { x, y: middle - 3, width, height: 6, ...edge })
}

function marker(x: number, middle: number, isHollow: boolean): string {
  const fill = isHollow ? COLOURS.page : COLOURS.mark
  return element('circle', { cx: x, cy: middle, r: 6.5, fill, stroke: COLOURS.mark, 'stroke-width': 3 })
}

function diamond(x: number, middle: number): string {
  const d = `M${x} ${middle - 8}L${x + 8} ${middle}L${x} ${middle + 8}L${x - 8} ${middle}Z`
  return element('path', { d, fill: COLOURS.page, stroke: COLOURS.mark, 'stroke-width': 2.5 })
}

/** Taller than all else, with a white edge: printed in black and white it has the same grey as the bar that it crosses. */
function targetTick(x: number, middle: number): string {
  const line = { x1: x, y1: middle - 12, x2: x, y2: middle + 12 }
  return (
    element('line', { ...line, stroke: COLOURS.page, 'stroke-width': 7 }) +
    element('line', { ...line, stroke: COLOURS.target, 'stroke-width': 4, 'stroke-dasharray': '6 3' })
  )
}

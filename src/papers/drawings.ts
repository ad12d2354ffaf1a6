import { barsOf, type Bars } from './drawings/bars'
import { radarOf, type Radar } from './drawings/radar'
import { COLOURS, element, escape, visible, type Drawing } from './drawings/svg'
import type { Figure } from './paper'

export type { Bars, DrawnBar } from './drawings/bars'
export type { DrawnPoint, DrawnRing, Radar } from './drawings/radar'

const FONT = "ui-sans-serif, system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif"

/** The name of SVG itself, not an address: nothing is fetched. In two parts, as the source may hold no address. */
const NAMESPACE = ['http:', '//www.w3.org/2000/svg'].join('')

/**
 * Bars from the top down, in the order given, like those of the results page: the title, its place in words at the
 * other end, and below them the line with the bar. A long title or place gets a second line, then ends in `…`.
 * For `rtl` all of it is mirrored. 640 pixels wide; the height follows from the rows.
 *
 * @throws RangeError if a bar, a target or a ring lies outside 0 to 100
 */
export function drawBars({ alternative, ...bars }: Bars & { readonly alternative: string }): Figure {
  return figureOf(barsOf(bars), alternative)
}

/**
 * A radar. Where a value is `null` the line has a gap; at a provisional one it is dashed and the marker hollow; only
 * a complete round is filled. Targets are joined by a dashed line.
 * Labels of corners are never shortened and never touch: the picture grows with them, in width and in height.
 * A label of a ring that is too long ends in `…`; one that would lie on that of the next ring outwards is left out.
 *
 * @throws RangeError if a value, a target or a ring lies below 0 or beyond the last ring
 */
export function drawRadar({ alternative, ...radar }: Radar & { readonly alternative: string }): Figure {
  return figureOf(radarOf(radar), alternative)
}

/** A drawing on white that stands alone. Its description has all its texts in full, one to a line. */
function figureOf(drawing: Drawing, alternative: string): Figure {
  const width = Math.ceil(drawing.width)
  const height = Math.ceil(drawing.height)
  const svg = element(
    'svg',
    {
      xmlns: NAMESPACE,
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      // A page that runs from right to left would turn the anchors round.
      direction: 'ltr',
      'font-family': FONT,
    },
    element('title', {}, escape(alternative)) +
      element('desc', {}, escape(drawing.texts.map(visible).join('\n'))) +
      element('rect', { width, height, fill: COLOURS.page }) +
      drawing.content,
  )
  return { svg, width, height, alternative }
}

export interface Pair {
  readonly token: string
  readonly on: string
  /** What WCAG 2.2 asks for: 4.5 for text, 3 for marks, and nothing (1) of what only divides or stands behind a mark. */
  readonly least: 1 | 3 | 4.5
}

const text = (token: string, ...grounds: readonly string[]): readonly Pair[] =>
  grounds.map((on) => ({ token: `--color-${token}`, on: `--color-${on}`, least: 4.5 }))
const mark = (token: string, ...grounds: readonly string[]): readonly Pair[] =>
  grounds.map((on) => ({ token: `--color-${token}`, on: `--color-${on}`, least: 3 }))

const trim = (token: string, ...grounds: readonly string[]): readonly Pair[] =>
  grounds.map((on) => ({ token: `--color-${token}`, on: `--color-${on}`, least: 1 }))

/** Which colour stands on which. */
export const PAIRS: readonly Pair[] = [
  ...text('text', 'page', 'surface', 'sunken', 'notice', 'error-soft', 'accent-soft'),
  ...text('text-soft', 'page', 'surface', 'sunken'),
  ...text('link', 'page', 'surface', 'sunken', 'notice', 'error-soft', 'accent-soft'),
  ...text('on-accent', 'accent', 'accent-strong'),
  ...text('error', 'page', 'surface', 'error-soft'),
  ...text('target', 'page', 'surface'),
  ...text('code', 'code-ground'),
  ...mark('line-strong', 'page', 'surface'),
  ...mark('focus', 'page', 'surface'),
  ...mark('mark', 'page', 'surface', 'sunken'),
  ...mark('band-1', 'surface'),
  ...mark('band-2', 'surface'),
  ...mark('band-3', 'surface'),
  ...mark('band-4', 'surface'),
  ...mark('notice-line', 'page'),
  ...trim('line', 'page', 'surface'),
  ...trim('mark-empty', 'page', 'surface'),
]

/** The contrast between two colours (WCAG 2.2, “contrast ratio”), 1 to 21; `null` where one of them is not `rgb(…)`. */
export function contrastOf(colour: string, ground: string): number | null {
  const [one, other] = [luminanceOf(colour), luminanceOf(ground)]
  if (one === null || other === null) return null
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
}

/** The relative luminance, 0 to 1. */
function luminanceOf(colour: string): number | null {
  const parts = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour)?.slice(1).map(Number)
  if (!parts) return null
  const [red = 0, green = 0, blue = 0] = parts.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** A drawing leaves the page and its tokens, so it has colours of its own; they differ in black and white by shape too. */
export const COLOURS = {
  mark: '#12646e',
  target: '#9a4a06',
  line: '#c4cccf',
  text: '#171d20',
  page: '#ffffff',
} as const

/** What is drawn, before it becomes a file of its own. */
export interface Drawing {
  readonly width: number
  readonly height: number
  /** SVG elements. */
  readonly content: string
  /** The texts in it, each in full: one that is too long is shortened in the picture. */
  readonly texts: readonly string[]
}

/** The look of a text; the size is in pixels. */
export interface Lettering {
  readonly size: number
  readonly isStrong: boolean
}

/** Letters by how wide the widest of the usual fonts (DejaVu Sans) draws them in bold, in parts of their size; the first match counts. */
const WIDTHS: readonly (readonly [letters: RegExp, width: number])[] = [
  [/\p{M}|\p{Cf}/u, 0],
  [/\p{Extended_Pictographic}|\p{Regional_Indicator}/u, 1.4],
  [/[ \u00a0.,:;'‘’|!/·ijlI]/u, 0.4],
  [/[frtJ()[\]\-–"“”*]/u, 0.5],
  [/[ckszvxyL?]/u, 0.65],
  [/[mwMW@%—…æœÆŒжюыфмЖЮЫФМωΩ]/u, 1.1],
  [/[шщШЩ]/u, 1.3],
  [/[\p{Ll}\p{Nd}]/u, 0.72],
  [/[\p{Lu}&+=<>~^#]/u, 0.85],
  [/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u, 0.68],
]
const WIDEST = 1.1
/** So much narrower is a text that is not bold. */
const PLAIN = 0.93

/**
 * How wide a text becomes at most, in pixels. The fonts of the reader are not known, so this is the measure of the
 * widest of them: in the others a line ends early, in none does it run into its neighbour.
 */
export function widthOf(words: string, { size, isStrong }: Lettering): number {
  const ems = Array.from(words, (letter) => WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? WIDEST)
  return size * (isStrong ? 1 : PLAIN) * ems.reduce((sum, em) => sum + em, 0)
}

// Firefox has it since 125; an older one breaks an emoji of several code points at worst.
const graphemes = 'Segmenter' in Intl ? new Intl.Segmenter(undefined, { granularity: 'grapheme' }) : null

/** What a reader takes for single characters. */
function charactersOf(words: string): string[] {
  return graphemes ? Array.from(graphemes.segment(words), ({ segment }) => segment) : Array.from(words)
}

/** The longest beginning that fits, at least one character; where a word of letters is broken it gets a hyphen. */
function beginningOf(
  word: string,
  width: number,
  lettering: Lettering,
): { readonly line: string; readonly rest: string } {
  const characters = charactersOf(word)
  // Arabic letters would lose their joining to a hyphen, and Chinese or Thai words need none.
  const hyphen = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]+$/u.test(word.slice(0, 8)) ? '-' : ''
  let count = characters.length - 1
  while (count > 1 && widthOf(characters.slice(0, count).join('') + hyphen, lettering) > width) count -= 1
  return { line: characters.slice(0, count).join('') + hyphen, rest: characters.slice(count).join('') }
}

/** A text without its last characters, with `…` in their place. */
function shortened(words: string, width: number, lettering: Lettering): string {
  const characters = charactersOf(words)
  const ended = () => `${characters.join('').replace(/[\s,.;:·\-/–—(]+$/u, '')}…`
  while (characters.length > 0 && widthOf(ended(), lettering) > width) characters.pop()
  return ended()
}

/**
 * A text in lines no wider than `width` pixels, broken between words, after a hyphen or a slash, and inside a word
 * only where one alone is too wide. What does not fit into `most` lines is left out and shown as `…`.
 * An empty text has no lines.
 */
export function linesOf(words: string, width: number, lettering: Lettering, most = Infinity): readonly string[] {
  const lines: string[] = []
  let line = ''
  const pieces = visible(words).match(/ ?[^ \-/–—]*[-/–—]+| ?[^ \-/–—]+/gu) ?? []
  for (const piece of pieces) {
    if (widthOf(line + piece, lettering) <= width) {
      line += piece
      continue
    }
    if (line !== '') lines.push(line)
    line = piece.trimStart()
    while (widthOf(line, lettering) > width && charactersOf(line).length > 1) {
      const broken = beginningOf(line, width, lettering)
      lines.push(broken.line)
      line = broken.rest
    }
  }
  if (line !== '') lines.push(line)
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), shortened(lines[most - 1] ?? '', width, lettering)]
}

/** Where a text stands at `x`: its left edge, its right edge or its middle. */
export type Side = 'left' | 'right' | 'middle'

/** The lines of one text, the first with its baseline at `y`. They run as their first letter does, else as `direction` says. */
export function drawLines(
  lines: readonly string[],
  at: { readonly x: number; readonly y: number; readonly side: Side; readonly lineHeight: number },
  lettering: Lettering,
  direction: 'ltr' | 'rtl',
): string {
  const first = /\p{L}/u.exec(lines.join(' '))?.[0]
  const runs = first === undefined ? direction : RIGHT_TO_LEFT.test(first) ? 'rtl' : 'ltr'
  // An anchor counts along the direction of the text.
  const anchor = at.side === 'middle' ? 'middle' : (at.side === 'left') === (runs === 'ltr') ? 'start' : 'end'
  return lines
    .map((line, index) =>
      element(
        'text',
        {
          x: at.x,
          y: at.y + index * at.lineHeight,
          direction: runs,
          'text-anchor': anchor,
          'font-size': lettering.size,
          'font-weight': lettering.isStrong ? 600 : 400,
          fill: COLOURS.text,
        },
        escape(line),
      ),
    )
    .join('')
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** An element with its attributes; `content` is SVG already, and an attribute that is `undefined` is left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content = '',
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : escape(value ?? '')}"`)
    .join('')
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`
}

/**
 * Checks a place on a scale that ends at `highest`, and rounds it to hundredths.
 *
 * @throws RangeError if it lies outside the scale: a bug, and a picture that would mislead
 */
export function placeOn(highest: number, value: number): number {
  const place = round(value)
  if (place >= 0 && place <= round(highest)) return place
  throw new RangeError(`${value} does not lie between 0 and ${highest}`)
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

/** What XML may not contain: most control characters, and half a pair of surrogates. */
const UNPRINTABLE = /[^\t\n\r\u{20}-\u{7e}\u{a0}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu

/** A text in one line, with single spaces. */
export function visible(words: string): string {
  return words
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]/gu, ' ')
    .replace(UNPRINTABLE, '')
    .replace(/ +/gu, ' ')
    .trim()
}

/** A text as XML, inside an element or an attribute. */
export function escape(words: string): string {
  return words
    .replace(UNPRINTABLE, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

import { printable } from './cells'

const LONGEST = 120

/** Android and Linux count bytes and stop at 255; browsers add " (1)" or an ending of their own while they save. */
const MOST_BYTES = 230

/** Windows keeps these for devices, whatever the ending and the letter case. */
const DEVICE = /^(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³])$/i

/**
 * A file name that Windows, macOS and Android take: the words of the parts joined by "-", then "." and the extension.
 * Letters, marks and digits of every script stay, and "_"; all else (spaces, dots, signs, pictures, control and
 * direction characters) only separates words. At most 120 characters and 230 bytes; the extension is never cut.
 * With no word left the file is called after the product.
 *
 * @param extension with or without its dot; '' for none
 */
export function fileName(parts: readonly string[], extension: string): string {
  const ending = wordsOf(extension).toLowerCase()
  const suffix = ending && `.${ending}`
  const words = parts.map(wordsOf).filter(Boolean).join('-')
  const base = cut(words, LONGEST - suffix.length, MOST_BYTES - bytesOf(suffix)) || 'waymark'
  return `${base}${DEVICE.test(base) ? '_' : ''}${suffix}`
}

function wordsOf(text: string): string {
  return printable(text)
    .replace(/\p{Cf}+/gu, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}_]+/gu, '-')
    .replace(/^-|-$/g, '')
}

/** As many whole characters from the start as fit, without a "-" at the end. */
function cut(text: string, units: number, bytes: number): string {
  let kept = ''
  let size = 0
  for (const character of text) {
    size += bytesOf(character)
    if (kept.length + character.length > units || size > bytes) break
    kept += character
  }
  return kept.replace(/-$/, '')
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}

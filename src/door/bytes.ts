import { Refused } from './refusal'

/** No file of Waymark is nearly as large. */
export const MOST_BYTES = 50_000_000

/** How files begin that are packed: zip, gzip, zstd, bzip2, xz, 7z. */
const PACKED = ['504b0304', '504b0506', '1f8b', '28b52ffd', '425a68', 'fd377a58', '377abcaf']

/** The text of a file: UTF-8 and nothing else, without a byte order mark. @throws Refused */
export function textOf(bytes: Uint8Array): string {
  if (bytes.length > MOST_BYTES) throw new Refused('too_large')
  if (bytes.length === 0) throw new Refused('empty')
  const start = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  if (PACKED.some((mark) => start.startsWith(mark))) throw new Refused('compressed')
  // A JSON text begins with a plain sign, so a zero among its first two bytes tells the width of the others.
  if (/^(?:fffe|feff|00..|..00)/.test(start)) throw new Refused('utf16')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Refused('not_utf8')
  }
}

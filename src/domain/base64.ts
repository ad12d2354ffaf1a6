const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const CODES = Uint8Array.from(SIGNS, (sign) => sign.charCodeAt(0))
const FILLER = '='
/** No sign of the alphabet. */
const NONE = 255
const VALUES = new Uint8Array(256).fill(NONE)
CODES.forEach((code, value) => (VALUES[code] = value))
/** As many as a call takes as arguments. */
const CHUNK = 8192

/** Bytes as text in base64 (RFC 4648), filled up to four signs. */
export function toBase64(bytes: Uint8Array): string {
  // By codes, because a photo has a million signs, and a text that grows sign by sign takes ten times as long.
  const codes = new Uint8Array(Math.ceil(bytes.length / 3) * 4)
  for (let at = 0, to = 0; at < bytes.length; at += 3, to += 4) {
    const all = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    codes[to] = CODES[all >> 18] ?? NONE
    codes[to + 1] = CODES[(all >> 12) & 63] ?? NONE
    codes[to + 2] = CODES[(all >> 6) & 63] ?? NONE
    codes[to + 3] = CODES[all & 63] ?? NONE
  }
  const fillers = (3 - (bytes.length % 3)) % 3
  codes.fill(FILLER.charCodeAt(0), codes.length - fillers)
  const parts: string[] = []
  for (let at = 0; at < codes.length; at += CHUNK) parts.push(String.fromCharCode(...codes.subarray(at, at + CHUNK)))
  return parts.join('')
}

/** The bytes of a text in base64; `null` if it is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 4 !== 0) return null
  const fillers = text.endsWith(FILLER + FILLER) ? 2 : text.endsWith(FILLER) ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - fillers)
  const end = text.length - fillers
  for (let at = 0, to = 0; at < text.length; at += 4, to += 3) {
    let all = 0
    for (let sign = at; sign < at + 4; sign += 1) {
      const value = sign < end ? (VALUES[text.charCodeAt(sign)] ?? NONE) : 0
      if (value === NONE) return null
      all = (all << 6) | value
    }
    // What is past the end of an array is not written.
    bytes[to] = all >> 16
    bytes[to + 1] = all >> 8
    bytes[to + 2] = all
  }
  return bytes
}

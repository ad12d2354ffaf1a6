import { crc32 } from '@/domain/crc32'

// The text of a code is “WAYMARK:”, a letter for what it carries, the version of its format, a colon, and bytes in base32.
// All of it are signs that a QR code packs two into eleven bits. The last four bytes are a checksum of everything before.

/** Why the text of a code is not taken, as a key of the messages under `codes.problem`. */
export type CodeProblem =
  /** It is no code of Waymark. */
  | 'foreign'
  /** A request where a response is expected, or the other way round. */
  | 'other_kind'
  | 'newer_format'
  | 'too_long'
  /** It is not what Waymark wrote: a sign differs, or some are missing. */
  | 'damaged'
  /** It is whole and says what no Waymark of this version writes. */
  | 'unknown_value'
  /** It is of another questionnaire, or another version of it, than is at hand. */
  | 'other_questionnaire'
  /** Its answers or sections are not those that the questionnaire has. */
  | 'misfit'

export type CodeReading<Code> =
  { readonly ok: true; readonly code: Code } | { readonly ok: false; readonly problem: CodeProblem }

/** Thrown while a code is read; whoever asked gets the problem. */
export class CodeRefused extends Error {
  readonly problem: CodeProblem

  constructor(problem: CodeProblem) {
    super(`refused: ${problem}`)
    this.problem = problem
  }
}

/** What a code carries: a response or a request (Q, the letter that is left). */
export type CodeLetter = 'R' | 'Q'

const NAME = 'WAYMARK:'
const FORMAT = 1
/** Signs. The longest possible request has 587; what is longer was not made for a picture. */
const LONGEST = 2048

/** The text of a code with these contents. */
export function codeText(letter: CodeLetter, contents: Uint8Array): string {
  const head = `${NAME}${letter}${FORMAT}:`
  const bytes = new Uint8Array(contents.length + 4)
  bytes.set(contents)
  new DataView(bytes.buffer).setUint32(contents.length, checksum(head, contents))
  return head + toBase32(bytes)
}

/** The contents of a code. @throws CodeRefused */
export function contentsOf(letter: CodeLetter, text: string): Uint8Array {
  // Looked at first, so that nothing is searched in a text of any length.
  if (text.length > LONGEST) throw new CodeRefused(text.startsWith(NAME) ? 'too_long' : 'foreign')
  const [head, kind, format = ''] = /^WAYMARK:([RQ])([1-9][0-9]{0,2}):/.exec(text) ?? []
  if (head === undefined) throw new CodeRefused('foreign')
  if (Number(format) > FORMAT) throw new CodeRefused('newer_format')
  if (kind !== letter) throw new CodeRefused('other_kind')
  const bytes = fromBase32(text.slice(head.length))
  if (!bytes || bytes.length < 4) throw new CodeRefused('damaged')
  const contents = bytes.subarray(0, -4)
  const sum = new DataView(bytes.buffer).getUint32(contents.length)
  if (sum !== checksum(head, contents)) throw new CodeRefused('damaged')
  return contents
}

/** Of the head too, so that a request cannot become a response by one letter. */
function checksum(head: string, contents: Uint8Array): number {
  return crc32(new Uint8Array([...new TextEncoder().encode(head), ...contents]))
}

/** Calls a reader, and makes a value of what it refuses. */
export function reading<Code>(read: () => Code): CodeReading<Code> {
  try {
    return { ok: true, code: read() }
  } catch (error) {
    if (error instanceof CodeRefused) return { ok: false, problem: error.problem }
    throw error
  }
}

/** RFC 4648, without the signs that fill up the end: QR codes pack no “=”. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function toBase32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let waiting = 0
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xfff
    for (waiting += 8; waiting >= 5; waiting -= 5) text += LETTERS[(bits >> (waiting - 5)) & 31]
  }
  return waiting > 0 ? text + LETTERS[(bits << (5 - waiting)) & 31] : text
}

/** `null` for what `toBase32` never writes. */
function fromBase32(text: string): Uint8Array | null {
  const bytes: number[] = []
  let bits = 0
  let waiting = 0
  for (const letter of text) {
    const value = LETTERS.indexOf(letter)
    if (value < 0) return null
    bits = ((bits << 5) | value) & 0xfff
    waiting += 5
    if (waiting < 8) continue
    waiting -= 8
    bytes.push((bits >> waiting) & 0xff)
  }
  // What fills up the last sign is zero, and never a whole sign; otherwise two texts would say the same.
  return waiting < 5 && (bits & ((1 << waiting) - 1)) === 0 ? Uint8Array.from(bytes) : null
}

/** Puts the contents of a code together. */
export class CodeWriter {
  private readonly bytes: number[] = []

  /** @throws if a number does not fit, here or below: a bug */
  byte(value: number): this {
    if (!Number.isInteger(value) || value < 0 || value > 0xff) throw new RangeError(`${value} is no byte`)
    this.bytes.push(value)
    return this
  }

  pair(value: number): this {
    return this.byte(Math.floor(value / 0x100)).byte(value % 0x100)
  }

  /** As many bytes as there are, without their number. */
  raw(bytes: Iterable<number>): this {
    for (const byte of bytes) this.byte(byte)
    return this
  }

  /** A text in UTF-8 after the number of its bytes. */
  text(text: string): this {
    const bytes = new TextEncoder().encode(text)
    return this.byte(bytes.length).raw(bytes)
  }

  done(): Uint8Array {
    return Uint8Array.from(this.bytes)
  }
}

/** Takes the contents of a code apart. What is missing makes the code damaged, as does what is left over. */
export class CodeReader {
  private at = 0
  private readonly bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  byte(): number {
    return this.raw(1)[0] ?? 0
  }

  pair(): number {
    return this.byte() * 0x100 + this.byte()
  }

  raw(count: number): Uint8Array {
    const end = this.at + count
    if (end > this.bytes.length) throw new CodeRefused('damaged')
    const taken = this.bytes.subarray(this.at, end)
    this.at = end
    return taken
  }

  /** A text, which must match as a whole. */
  text(pattern: RegExp): string {
    let text: string
    try {
      text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(this.raw(this.byte()))
    } catch (error) {
      throw error instanceof CodeRefused ? error : new CodeRefused('damaged')
    }
    if (!pattern.test(text)) throw new CodeRefused('unknown_value')
    return text
  }

  end(): void {
    if (this.at !== this.bytes.length) throw new CodeRefused('damaged')
  }
}

/** The value at this place. @throws CodeRefused where there is none */
export function valueAt<Value>(values: readonly Value[], index: number): Value {
  const value = values[index]
  if (value === undefined) throw new CodeRefused('unknown_value')
  return value
}

/** A set of places as bits, the first place lowest, in as few bytes as so many places need. */
export function toBits(places: readonly number[], count: number): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(count / 8))
  for (const place of places) bytes[place >> 3] = (bytes[place >> 3] ?? 0) | (1 << (place & 7))
  return bytes
}

/** The places of a set of bits, rising. */
export function fromBits(bytes: Uint8Array): readonly number[] {
  return [...bytes].flatMap((byte, at) =>
    [0, 1, 2, 3, 4, 5, 6, 7].flatMap((bit) => (byte & (1 << bit) ? [at * 8 + bit] : [])),
  )
}

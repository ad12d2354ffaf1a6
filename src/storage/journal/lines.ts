import { crc32 } from '@/domain/crc32'
import type { Change, Commit, Version } from '@/storage/versions'

// A line of the journal is eight hexadecimal digits, a space, JSON and a line feed. The digits are the checksum of the
// JSON, so that a line that was written in part, or damaged later, is told from a whole one.

/** A change as it is written: without a record where it was taken out. */
type WrittenChange = readonly [table: string, key: unknown, version: Version | null, value?: unknown]

/** The first line of a snapshot. */
export interface SnapshotHead {
  /** Counts the snapshots; the highest whole one counts. */
  readonly generation: number
  /** The last transaction that is in it. */
  readonly seq: number
  /** How many lines follow. */
  readonly lines: number
  /** How many bytes they have. */
  readonly bytes: number
  /** The version of the store that its records were written for. */
  readonly version: number
  /** When it was written, as milliseconds since 1970; 0 where that says nothing. */
  readonly at: number
}

/** The first second copies did not say for which version they were. */
const FIRST_VERSION = 4

const encoder = new TextEncoder()
const decoder = new TextDecoder()
const LINE_FEED = 10

/** One line, with its checksum. */
export function toLine(content: unknown): Uint8Array {
  const json = JSON.stringify(content)
  const sum = crc32(encoder.encode(json)).toString(16).padStart(8, '0')
  return encoder.encode(`${sum} ${json}\n`)
}

export interface Lines {
  /** What the whole lines say, in their order. */
  readonly contents: readonly unknown[]
  /** How many bytes from the beginning on are whole lines. */
  readonly wholeBytes: number
  /** Lines that are there and are not whole. */
  readonly damaged: number
}

/** Reads all lines, also those after a damaged one. */
export function readLines(bytes: Uint8Array): Lines {
  const contents: unknown[] = []
  let damaged = 0
  let wholeBytes = 0
  for (let start = 0; start < bytes.length;) {
    const feed = bytes.indexOf(LINE_FEED, start)
    const end = feed < 0 ? bytes.length : feed
    const content = feed < 0 ? undefined : readLine(bytes.subarray(start, end))
    if (content === undefined) damaged += 1
    else contents.push(content)
    if (damaged === 0) wholeBytes = end + 1
    start = end + 1
  }
  return { contents, wholeBytes, damaged }
}

/** What a line says, without its line feed; `undefined` if it is not whole. */
export function readLine(line: Uint8Array): unknown {
  const json = line.subarray(9)
  if (parseInt(decoder.decode(line.subarray(0, 8)), 16) !== crc32(json)) return undefined
  try {
    return JSON.parse(decoder.decode(json)) as unknown
  } catch {
    return undefined
  }
}

/** A record, whatever is said of it. */
export function nameOf({ table, key }: Pick<Change, 'table' | 'key'>): string {
  return JSON.stringify([table, key])
}

/** The first two members of a change, as they are written: text, and a text or a list of texts. */
const NAME = /^\["[^"\\]*",(?:"(?:[^"\\]|\\.)*"|\[(?:"(?:[^"\\]|\\.)*",?)*\])/

/** The record that a line of a snapshot is about, '' for the first line; `null` if the line is not whole. The rest is not read. */
export function nameOfLine(line: Uint8Array): string | null {
  const json = line.subarray(9)
  if (parseInt(decoder.decode(line.subarray(0, 8)), 16) !== crc32(json)) return null
  const text = decoder.decode(json)
  if (text.startsWith('{')) return ''
  const [name] = NAME.exec(text) ?? []
  if (name !== undefined) return `${name}]`
  const change = asChange(readLine(line))
  return change && nameOf(change)
}

export function writeCommit({ seq, changes }: Commit): Uint8Array {
  return toLine({ seq, changes: changes.map(asWritten) })
}

export function writeChange(change: Change): Uint8Array {
  return toLine(asWritten(change))
}

function asWritten({ table, key, value, version }: Change): WrittenChange {
  return value === undefined ? [table, key, version] : [table, key, version, value]
}

/** What a whole line of the journal says; `null` if it is something else. */
export function asCommit(content: unknown): Commit | null {
  const { seq, changes } = (content ?? {}) as { seq?: unknown; changes?: unknown }
  if (typeof seq !== 'number' || !Array.isArray(changes)) return null
  return { seq, changes: changes.flatMap((change) => asChange(change) ?? []) }
}

/** What a whole line of a snapshot says; `null` if it is something else. */
export function asChange(content: unknown): Change | null {
  if (!Array.isArray(content) || typeof content[0] !== 'string') return null
  const [table, key, version, value] = content as unknown as WrittenChange
  return { table, key, version, value }
}

/** What the first line of a snapshot says; `null` if it is something else. */
export function asHead(content: unknown): SnapshotHead | null {
  const fields = (content ?? {}) as Partial<Record<keyof SnapshotHead, unknown>>
  const { generation, seq, lines, bytes, version = FIRST_VERSION, at = 0 } = fields
  return typeof generation === 'number' &&
    typeof seq === 'number' &&
    typeof lines === 'number' &&
    typeof bytes === 'number' &&
    typeof version === 'number' &&
    typeof at === 'number'
    ? { generation, seq, lines, bytes, version, at }
    : null
}

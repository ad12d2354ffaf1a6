import { areRecordsSame, NEWEST_VERSION } from '@/storage/migrations'
import { renewed } from '@/storage/renewed'
import type { Change, Commit } from '@/storage/versions'
import {
  asChange,
  asCommit,
  asHead,
  nameOf,
  nameOfLine,
  readLine,
  readLines,
  toLine,
  writeChange,
  writeCommit,
  type SnapshotHead,
} from './lines'
import type { Place, PlaceFile } from './place'

/**
 * The journal is folded into a snapshot when it is longer than a quarter of the snapshot, within these bounds: it is read
 * whole at each start, and folding copies the whole snapshot.
 */
const SHORT_JOURNAL = 1_000_000
const LONGEST_JOURNAL = 8_000_000
/** More than the first line of a snapshot has. */
const HEAD_BYTES = 200
const CHUNK = 1_000_000

export interface WholeCopy {
  /** The last transaction that is in it. */
  readonly seq: number
  /** The last change of each record. */
  readonly changes: readonly Change[]
  /** Lines that could not be read. */
  readonly damaged: number
}

/** All rows of the store as they were before they were brought to a newer version. */
export interface RowsBefore {
  readonly version: number
  /** Milliseconds since 1970. */
  readonly at: number
  readonly tables: Readonly<Record<string, readonly unknown[]>>
}

/** The second copy of the store: a snapshot, and a journal of what was committed since. */
export class Journal {
  private readonly place: Place
  private snapshot: PlaceFile | null = null
  private head: SnapshotHead = { generation: 0, seq: 0, lines: 0, bytes: 0, version: NEWEST_VERSION, at: 0 }
  private end = 0
  /** The last transaction that it has; 0 if it has none. */
  seq = 0
  /** Whether a snapshot was found, and nothing before the journal's torn end is damaged. */
  isWhole = true

  /** Opens what is there. A torn last line is cut off, before anything is written after it. */
  constructor(place: Place) {
    this.place = place
    const snapshots = [place['snapshot-a'], place['snapshot-b']].map((file) => ({ file, head: headOf(file) }))
    for (const { file, head } of snapshots) {
      if (!head || head.generation <= this.head.generation) continue
      this.snapshot = file
      this.head = head
    }
    const { contents, wholeBytes } = readLines(place.journal.read(0, place.journal.size()))
    const size = place.journal.size()
    this.end = wholeBytes
    if (wholeBytes < size) {
      const hole = place.journal.read(wholeBytes, size).indexOf(10)
      // Whole lines after a damaged one are no torn end: they are kept, to be read when the store is restored.
      if (hole >= 0 && hole < size - wholeBytes - 1) {
        this.isWhole = false
        this.end = size
      } else {
        place.journal.truncate(wholeBytes)
        place.journal.flush()
      }
    }
    if (this.snapshot === null) this.isWhole = false
    const seqs = contents.map((content) => asCommit(content)?.seq ?? 0)
    this.seq = seqs.reduce((most, seq) => Math.max(most, seq), this.head.seq)
  }

  /** Bytes on the device. */
  get bytes(): number {
    return this.head.bytes + this.end
  }

  /** Writes committed transactions; they are on the disk when this returns. */
  append(commits: readonly Commit[]): void {
    const { journal } = this.place
    let at = this.end
    for (const commit of commits) {
      const line = writeCommit(commit)
      journal.write(line, at)
      at += line.length
    }
    journal.flush()
    // Only now: after a failed write the next one begins at the same place.
    this.end = at
    this.seq = commits.reduce((most, { seq }) => Math.max(most, seq), this.seq)
  }

  isLong(): boolean {
    return this.end > Math.min(LONGEST_JOURNAL, Math.max(SHORT_JOURNAL, this.head.bytes / 4))
  }

  /** Folds the journal into a new snapshot. */
  compact(): void {
    const later = this.later()
    const folded = this.snapshot && areRecordsSame(this.head.version) ? foldedLines(this.snapshot, later) : null
    if (folded) return this.write(this.seq, folded.pieces, folded.lines)
    // Something is damaged, or of an earlier shape: what each line says has to be known.
    const { seq, changes } = this.readAll()
    this.rebuild(seq, changes)
  }

  /** The last change of each record that the journal has and the snapshot lacks, by the name of the record. */
  private later(): Map<string, Change> {
    const { contents } = readLines(this.place.journal.read(0, this.end))
    const commits = contents.flatMap((content) => asCommit(content) ?? [])
    const later = commits.filter(({ seq }) => seq > this.head.seq).sort((a, b) => a.seq - b.seq)
    return new Map(later.flatMap(({ changes }) => changes.map((change) => [nameOf(change), change] as const)))
  }

  /** The version of the store that its records were written for. */
  get version(): number {
    return this.head.version
  }

  /**
   * Writes a new snapshot beside the one that counts, and empties the journal when it is on the disk. At every moment one
   * of the two is whole, and the journal has what it lacks.
   */
  rebuild(seq: number, changes: readonly Change[]): void {
    this.write(seq, changes.map(writeChange), changes.length)
  }

  private write(seq: number, pieces: readonly Uint8Array[], lines: number): void {
    const target = this.snapshot === this.place['snapshot-a'] ? this.place['snapshot-b'] : this.place['snapshot-a']
    const generation = this.head.generation + 1
    this.head = writeSnapshot(target, { generation, seq, version: NEWEST_VERSION, at: 0, lines }, pieces)
    this.snapshot = target
    this.place.journal.truncate(0)
    this.place.journal.flush()
    this.end = 0
    this.seq = seq
    this.isWhole = true
  }

  /** Lays rows aside that are going to be brought to a newer version. They stay until they are dropped. */
  setAside({ version, at, tables }: RowsBefore): void {
    const changes = Object.entries(tables).flatMap(([table, rows]) =>
      rows.map((value) => ({ table, key: null, value, version: null })),
    )
    const about = { generation: 1, seq: this.seq, version, at, lines: changes.length }
    writeSnapshot(this.place['before-upgrade'], about, changes.map(writeChange))
  }

  /** What lies aside; `null` if nothing does. */
  readAside(): RowsBefore | null {
    const head = headOf(this.place['before-upgrade'])
    if (!head) return null
    const tables: Record<string, unknown[]> = {}
    for (const { table, value } of readSnapshot(this.place['before-upgrade']).changes)
      (tables[table] ??= []).push(value)
    return { version: head.version, at: head.at, tables }
  }

  /** Drops what was laid aside before this moment, in milliseconds since 1970. */
  dropAside(before: number): void {
    const file = this.place['before-upgrade']
    if (file.size() === 0 || (headOf(file)?.at ?? 0) >= before) return
    file.truncate(0)
    file.flush()
  }

  /** How many records of each table it has, as far as it can be read. */
  countRows(): Readonly<Record<string, number>> {
    const count: Record<string, number> = {}
    for (const { table, value } of this.readAll().changes)
      if (value !== undefined) count[table] = (count[table] ?? 0) + 1
    return count
  }

  /**
   * Everything that can be read of it: the older snapshot too, where the newer one is damaged. Records of an earlier version
   * come as the newest has them.
   */
  readAll(): WholeCopy {
    const records = new Map<string, Change>()
    const fold = (change: Change) => records.set(nameOf(change), change)
    let damaged = 0
    const newest = this.snapshot ? readSnapshot(this.snapshot) : null
    if (newest === null || newest.damaged > 0) {
      const others = [this.place['snapshot-a'], this.place['snapshot-b']].filter((file) => file !== this.snapshot)
      for (const file of others)
        broughtFrom(headOf(file)?.version ?? NEWEST_VERSION, readSnapshot(file).changes).forEach(fold)
    }
    broughtFrom(this.head.version, newest?.changes ?? []).forEach(fold)
    damaged += newest?.damaged ?? 0
    const { contents, damaged: torn } = readLines(this.place.journal.read(0, this.end))
    const commits = contents.flatMap((content) => asCommit(content) ?? [])
    const later = commits.filter(({ seq }) => seq > this.head.seq || this.snapshot === null)
    for (const { changes } of later.sort((a, b) => a.seq - b.seq)) broughtFrom(this.head.version, changes).forEach(fold)
    return { seq: this.seq, changes: [...records.values()], damaged: damaged + torn }
  }
}

/** The head of a snapshot that is there in its full length; `null` if it is not. Its lines are not read. */
function headOf(file: PlaceFile): SnapshotHead | null {
  const start = file.read(0, Math.min(HEAD_BYTES, file.size()))
  const end = start.indexOf(10)
  const head = end < 0 ? null : asHead(readLine(start.subarray(0, end)))
  return head && file.size() === end + 1 + head.bytes ? head : null
}

/** Writes a snapshot, of pieces with whole lines, that counts from the moment on at which it is whole. */
function writeSnapshot(
  target: PlaceFile,
  about: Omit<SnapshotHead, 'bytes'>,
  pieces: readonly Uint8Array[],
): SnapshotHead {
  const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0)
  const head = { ...about, bytes }
  const first = toLine(head)
  target.truncate(0)
  let at = first.length
  for (const piece of inPieces(pieces)) {
    target.write(piece, at)
    at += piece.length
  }
  target.flush()
  // The first line comes last: without it the file is none.
  target.write(first, 0)
  target.flush()
  return head
}

/** Small pieces put together, because each write takes about a millisecond: of 400,000 that would be minutes. */
function* inPieces(lines: readonly Uint8Array[]): Generator<Uint8Array> {
  let first = 0
  let length = 0
  for (const [index, line] of lines.entries()) {
    length += line.length
    if (length < CHUNK && index < lines.length - 1) continue
    const piece = new Uint8Array(length)
    let at = 0
    for (const each of lines.slice(first, index + 1)) {
      piece.set(each, at)
      at += each.length
    }
    yield piece
    first = index + 1
    length = 0
  }
}

/** Changes as today's version would have written them. */
function broughtFrom(version: number, changes: readonly Change[]): readonly Change[] {
  if (version >= NEWEST_VERSION) return changes
  return changes.map((change) => {
    const value = renewed(change.table, change.value, version)
    return value ? { ...change, value } : change
  })
}

function readSnapshot(file: PlaceFile): { readonly changes: readonly Change[]; readonly damaged: number } {
  const changes: Change[] = []
  let damaged = 0
  for (const bytes of wholeLines(file)) {
    const read = readLines(bytes)
    damaged += read.damaged
    changes.push(...read.contents.flatMap((content) => asChange(content) ?? []))
  }
  return { changes, damaged }
}

/** A file in pieces that end with a line; what stands after the last one comes as it is. */
function* wholeLines(file: PlaceFile): Generator<Uint8Array> {
  let rest = new Uint8Array(0)
  for (let at = 0; at < file.size(); at += CHUNK) {
    const bytes = joined(rest, file.read(at, Math.min(at + CHUNK, file.size())))
    const end = bytes.lastIndexOf(10) + 1
    if (end > 0) yield bytes.subarray(0, end)
    rest = bytes.slice(end)
  }
  if (rest.length > 0) yield rest
}

/**
 * The lines of a snapshot with these changes in their places. The other lines are taken over as they are: of hundreds of
 * thousands of records a few hundred have changed, and to read what the others say takes many seconds.
 *
 * @returns `null` if a line is damaged
 */
function foldedLines(
  snapshot: PlaceFile,
  changed: ReadonlyMap<string, Change>,
): { readonly pieces: readonly Uint8Array[]; readonly lines: number } | null {
  const pieces: Uint8Array[] = []
  const added = new Map(changed)
  let lines = 0
  let isHead = true
  for (const bytes of wholeLines(snapshot)) {
    let from = 0
    for (let start = 0; start < bytes.length;) {
      const feed = bytes.indexOf(10, start)
      const name = feed < 0 ? null : nameOfLine(bytes.subarray(start, feed))
      if (name === null) return null
      const change = changed.get(name)
      if (isHead || change) {
        if (from < start) pieces.push(bytes.subarray(from, start))
        if (change) pieces.push(writeChange(change))
        from = feed + 1
      }
      if (!isHead) lines += 1
      isHead = false
      added.delete(name)
      start = feed + 1
    }
    if (from < bytes.length) pieces.push(bytes.subarray(from))
  }
  for (const change of added.values()) pieces.push(writeChange(change))
  return { pieces, lines: lines + added.size }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(one.length + other.length)
  all.set(one)
  all.set(other, one.length)
  return all
}

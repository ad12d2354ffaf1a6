import { isSameContent } from './canonical'
import { bumped, type Stamp, type Vector } from './stamp'

/** What a record was at one time, and who had changed it how often by then. */
export interface RecordVersion {
  readonly vector: Vector
  /** Shown to people, and never decides (rule M6). */
  readonly at: Stamp
  /** `null` where the record was deleted. */
  readonly value: unknown
}

/** A record with what is known of it: first the version that is in its place, then those that differ from it and are open. */
export interface KnownRecord {
  readonly table: string
  /** The primary key, as JSON. */
  readonly key: string
  readonly versions: readonly RecordVersion[]
}

export type VectorOrder = 'same' | 'before' | 'after' | 'apart'

/** How the first vector stands to the second; `apart` where each knows of a change that the other does not (rule M1). */
export function orderOf(a: Vector, b: Vector): VectorOrder {
  const isBehind = hasMore(b, a)
  const isAhead = hasMore(a, b)
  if (isBehind && isAhead) return 'apart'
  return isBehind ? 'before' : isAhead ? 'after' : 'same'
}

function hasMore(a: Vector, b: Vector): boolean {
  return Object.entries(a).some(([device, count]) => count > countOf(b, device))
}

function countOf(vector: Vector, device: string): number {
  // The name of a device comes from a file and may be one that every object knows.
  return Object.hasOwn(vector, device) ? (vector[device] ?? 0) : 0
}

/** The vector that knows of every change that one of them knows of. */
export function joined(a: Vector, b: Vector): Vector {
  const devices = new Set([...Object.keys(a), ...Object.keys(b)])
  return Object.fromEntries([...devices].map((device) => [device, Math.max(countOf(a, device), countOf(b, device))]))
}

/**
 * The versions of a record after one more has come (rules M1 to M5). What is in its place stays there, unless it is
 * replaced. Where nothing is new, the very same list comes back.
 */
export function withVersion(kept: readonly RecordVersion[], come: RecordVersion): readonly RecordVersion[] {
  const isKnown = kept.some((version) => {
    const order = orderOf(come.vector, version.vector)
    return order === 'before' || (order === 'same' && isSameContent(version.value, come.value))
  })
  if (isKnown) return kept
  const twin = kept.find((version) => isSameContent(version.value, come.value))
  const newest: RecordVersion = twin
    ? { ...come, vector: joined(twin.vector, come.vector), at: twin.at > come.at ? twin.at : come.at }
    : come
  const replaced = kept.map((version) => version === twin || orderOf(version.vector, newest.vector) === 'before')
  const place = replaced.indexOf(true)
  const others = kept.filter((_, index) => !replaced[index])
  if (replaced[0]) return [newest, ...others]
  return place < 0 ? [...others, newest] : [...others.slice(0, place), newest, ...others.slice(place)]
}

/** What becomes of a record when others of it come. */
export interface MergedRecord extends KnownRecord {
  /** New here, another version in its place, one more that differs, or only more known about who changed what. */
  readonly outcome: 'new' | 'replaced' | 'differs' | 'joined'
}

/** The records that change here when those of a file come; all others stay as they are (rules M1 to M6). */
export function mergeRecords(here: readonly KnownRecord[], come: readonly KnownRecord[]): readonly MergedRecord[] {
  const known = new Map(here.map((record) => [nameOf(record), record]))
  const all = new Map<string, KnownRecord>()
  for (const record of come) {
    const name = nameOf(record)
    const before = all.get(name)?.versions ?? known.get(name)?.versions ?? []
    all.set(name, { table: record.table, key: record.key, versions: record.versions.reduce(withVersion, before) })
  }
  return [...all].flatMap(([name, record]): MergedRecord[] => {
    const before = known.get(name)?.versions ?? []
    if (before === record.versions) return []
    return [{ ...record, outcome: outcomeOf(before, record.versions) }]
  })
}

function nameOf({ table, key }: KnownRecord): string {
  return `${table} ${key}`
}

function outcomeOf(before: readonly RecordVersion[], after: readonly RecordVersion[]): MergedRecord['outcome'] {
  const [first] = before
  const isNew = (version: RecordVersion) => !before.some(({ value }) => isSameContent(value, version.value))
  if (after.slice(1).some(isNew)) return 'differs'
  if (!first) return 'new'
  return isSameContent(first.value, after[0]?.value) ? 'joined' : 'replaced'
}

/** The one version that a person settled on, which knows of all that differed (rule M7). */
export function settled(versions: readonly RecordVersion[], value: unknown, at: Stamp, device: string): RecordVersion {
  const vector = versions.reduce<Vector>((all, each) => joined(all, each.vector), {})
  return { vector: bumped(vector, device), at, value }
}

/** What is known of a record after a person took it from a file, or a copy, in place of what is here (rule M8). */
export function taken(
  here: readonly RecordVersion[],
  come: readonly RecordVersion[],
  at: Stamp,
  device: string,
): readonly RecordVersion[] {
  const [first, ...others] = come
  if (!first || here.length === 0) return come
  const [inPlace] = here
  if (here.length === 1 && inPlace && isSameContent(inPlace.value, first.value))
    return [{ ...inPlace, vector: joined(inPlace.vector, first.vector) }, ...others]
  const chosen = settled([...here, first], first.value, at, device)
  return [chosen, ...others.filter(({ vector }) => orderOf(vector, chosen.vector) === 'apart')]
}

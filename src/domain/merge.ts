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

/** Whether two contents of a record are the same: where somebody was last in a round makes no difference (rule M10). */
function isSame(table: string, a: unknown, b: unknown): boolean {
  return table === 'assessments' ? isSameContent(withoutPlace(a), withoutPlace(b)) : isSameContent(a, b)
}

function withoutPlace(round: unknown): unknown {
  return typeof round === 'object' && round !== null ? { ...round, lastItem: null } : round
}

/**
 * The versions of a record after one more has come (rules M1 to M5, M10). What is in its place stays there, unless it is
 * replaced. Where nothing is new, the very same list comes back.
 */
export function withVersion(
  table: string,
  kept: readonly RecordVersion[],
  come: RecordVersion,
): readonly RecordVersion[] {
  const isKnown = kept.some((version) => {
    const order = orderOf(come.vector, version.vector)
    return order === 'before' || (order === 'same' && isSame(table, version.value, come.value))
  })
  if (isKnown) return kept
  const twin = kept.find((version) => isSame(table, version.value, come.value))
  const newest = twin ? joinedWith(twin, come) : come
  const replaced = kept.map((version) => version === twin || orderOf(version.vector, newest.vector) === 'before')
  const place = replaced.indexOf(true)
  const others = kept.filter((_, index) => !replaced[index])
  if (replaced[0]) return [newest, ...others]
  return place < 0 ? [...others, newest] : [...others.slice(0, place), newest, ...others.slice(place)]
}

function joinedWith(twin: RecordVersion, come: RecordVersion): RecordVersion {
  return {
    vector: joined(twin.vector, come.vector),
    at: twin.at > come.at ? twin.at : come.at,
    value: orderOf(twin.vector, come.vector) === 'before' ? come.value : twin.value,
  }
}

/** What becomes of a record when others of it come. */
export interface MergedRecord extends KnownRecord {
  /** New here, another version in its place, one more that differs, or only more known about who changed what. */
  readonly outcome: 'new' | 'replaced' | 'differs' | 'joined'
}

/** Who takes a file in, and the moment. */
export interface Taker {
  readonly device: string
  readonly at: Stamp
}

/** The records that change here when those of a file come; all others stay as they are (rules M1 to M6, M9, M10). */
export function mergeRecords(
  here: readonly KnownRecord[],
  come: readonly KnownRecord[],
  by: Taker,
): readonly MergedRecord[] {
  const known = new Map(here.map((record) => [nameOf(record), record]))
  const changed = new Map<string, KnownRecord>()
  for (const record of come) {
    const { table, key } = record
    const before = changed.get(nameOf(record))?.versions ?? known.get(nameOf(record))?.versions ?? []
    const versions = record.versions.reduce((kept, version) => withVersion(table, kept, version), before)
    changed.set(nameOf(record), { table, key, versions })
  }
  for (const record of comingBack(here, come, new Map([...known, ...changed]), by)) changed.set(nameOf(record), record)
  return [...changed].flatMap(([name, record]): MergedRecord[] => {
    const before = known.get(name)?.versions ?? []
    if (before === record.versions) return []
    return [{ ...record, outcome: outcomeOf(before, record) }]
  })
}

/**
 * What comes back of rounds, and of the union, that were deleted on one device and worked on on another (rule M9).
 *
 * @param merged all records as they are known now
 */
function comingBack(
  here: readonly KnownRecord[],
  come: readonly KnownRecord[],
  merged: ReadonlyMap<string, KnownRecord>,
  by: Taker,
): readonly KnownRecord[] {
  const all = [...merged.values()]
  if (!all.some(isGone)) return []
  const rounds = [...groupedBy(roundOf, all).values()]
  const isRound = ({ table }: KnownRecord) => table === 'assessments'
  const back = rounds
    .filter((round) => round.some(isLive) && round.some((each) => isRound(each) && isGone(each)))
    .flat()
  const union = all.find((record) => record.table === 'unions' && isGone(record))
  if (union && all.some((record) => record.table !== 'questionnaires' && isLive(record))) {
    back.push(union, ...all.filter(({ table }) => table === 'plan'))
    // Without a round nobody would see that the union is there again.
    if (!all.some((record) => isRound(record) && isLive(record))) back.push(...rounds.flat())
  }
  if (back.length === 0) return []
  const before = groupedBy(nameOf, [...here, ...come])
  return back.flatMap((record) => {
    const versions = livingAgain(record, before.get(nameOf(record)) ?? [], by)
    return versions ? [{ ...record, versions }] : []
  })
}

function groupedBy(
  keyOf: (record: KnownRecord) => string | null,
  records: readonly KnownRecord[],
): ReadonlyMap<string, readonly KnownRecord[]> {
  const groups = new Map<string, KnownRecord[]>()
  for (const record of records) {
    const key = keyOf(record)
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), record])
  }
  return groups
}

const isLive = ({ versions }: KnownRecord) => versions.some(({ value }) => value !== null)
const isGone = ({ versions }: KnownRecord) => versions.some(({ value }) => value === null)

/** The round that a record belongs to; `null` for what belongs to none. */
function roundOf({ table, key }: KnownRecord): string | null {
  if (table === 'assessments' || table === 'aims' || table === 'sessions') return key
  return table === 'answers' || table === 'votes' || table === 'responses'
    ? JSON.stringify((JSON.parse(key) as readonly string[])[0])
    : null
}

/** The versions without the deletion, which the first of the others then knows of; `null` if nothing of it was deleted, or is left. */
function livingAgain(
  { versions }: KnownRecord,
  before: readonly KnownRecord[],
  { at, device }: Taker,
): readonly RecordVersion[] | null {
  const gone = versions.filter(({ value }) => value === null)
  const live = versions.filter(({ value }) => value !== null)
  const last = before.flatMap((record) => record.versions).find(({ value }) => value !== null)
  const [first = last, ...others] = live
  if (gone.length === 0 || !first) return null
  const again = settled([...gone, first], first.value, at, device)
  return [again, ...others.filter(({ vector }) => orderOf(vector, again.vector) === 'apart')]
}

function nameOf({ table, key }: KnownRecord): string {
  return `${table} ${key}`
}

function outcomeOf(before: readonly RecordVersion[], { table, versions: after }: KnownRecord): MergedRecord['outcome'] {
  const [first] = before
  const isNew = (version: RecordVersion) => !before.some(({ value }) => isSame(table, value, version.value))
  if (after.slice(1).some(isNew)) return 'differs'
  if (!first || (first.value === null && after[0]?.value !== null)) return 'new'
  return isSame(table, first.value, after[0]?.value) ? 'joined' : 'replaced'
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

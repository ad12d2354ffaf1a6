import type { Collection, IndexableType } from 'dexie'
import { inDatabase, type WaymarkDatabase } from './db'
import type { Row } from './migrations'
import { bucketNames, DATABASE_NAME, removeBucket } from './home'
import { COPY_DATABASE } from './journal/place'

/** What is stored, as a person would sort it. */
export const KINDS = [
  'unions',
  'rounds',
  'answers',
  'plan',
  'sessions',
  'photos',
  'questionnaires',
  'settings',
  'notes',
] as const
export type StoredKind = (typeof KINDS)[number]

export interface Stored {
  readonly kind: StoredKind
  readonly records: number
  /** As text, photos as they are; a browser may use more or less. */
  readonly bytes: number
}

const KIND_OF: Readonly<Record<string, StoredKind>> = {
  unions: 'unions',
  assessments: 'rounds',
  aims: 'rounds',
  answers: 'answers',
  plan: 'plan',
  sessions: 'sessions',
  votes: 'sessions',
  responses: 'sessions',
  photos: 'photos',
  questionnaires: 'questionnaires',
  preferences: 'settings',
}

/** There are by far the most answers, and of each record Waymark notes who changed it. */
const LONGEST: readonly StoredKind[] = ['answers', 'notes']
const QUICK_FIRST = [...KINDS.filter((kind) => !LONGEST.includes(kind)), ...LONGEST]

/** A goal that was set belongs to its round, and is no round itself; so do votes to their workshop. */
const NOT_COUNTED = ['aims', 'votes', 'responses']

/** Of a table with more rows, the size is worked out from so many of them: to read all of 400,000 takes a minute. */
const MEASURED = 2000
/** Rows that are measured at a time: of photos, so many fill some megabytes. */
const MEASURED_AT_ONCE = 50
/** Rows that are counted at a time. No tab can write meanwhile, and to count 400,000 takes a second or more. */
const COUNTED_AT_ONCE = 10_000

/**
 * How much is stored of each kind. What Waymark notes for itself, beside what people wrote, counts as notes. It is counted
 * piece by piece, so that neither this page nor another tab has to wait for it.
 *
 * @param tell hears of each kind as soon as it is counted
 * @param isWanted asked now and then; `false` ends the counting, and what was counted is returned
 * @throws StorageError
 */
export async function countStored(
  tell: (stored: Stored) => void = () => undefined,
  isWanted: () => boolean = () => true,
): Promise<readonly Stored[]> {
  const tables = await inDatabase(async (db) => db.tables.map(({ name }) => name))
  const found: Stored[] = []
  for (const kind of QUICK_FIRST) {
    let records = 0
    let bytes = 0
    for (const table of tables.filter((name) => (KIND_OF[name] ?? 'notes') === kind)) {
      const rows = await countRows(table, isWanted)
      bytes += await sizeOfRows(table, rows, isWanted)
      if (!NOT_COUNTED.includes(table)) records += rows
    }
    if (!isWanted()) break
    const stored = { kind, records, bytes }
    found.push(stored)
    tell(stored)
  }
  return found
}

/** The rows of a table behind a key, in their order; all of them where there is none. */
function rowsBehind(db: WaymarkDatabase, table: string, last: IndexableType | null) {
  const rows = db.table<Row, IndexableType>(table)
  return last === null ? rows.toCollection() : rows.where(':id').above(last)
}

function countRows(table: string, isWanted: () => boolean): Promise<number> {
  return inDatabase(async (db) => {
    let count = 0
    let last: IndexableType | null = null
    while (isWanted()) {
      const rest: Collection<Row, IndexableType> = rowsBehind(db, table, last)
      const [end] = await rest
        .clone()
        .offset(COUNTED_AT_ONCE - 1)
        .limit(1)
        .primaryKeys()
      if (end === undefined) return count + (await rest.count())
      count += COUNTED_AT_ONCE
      last = end
    }
    return count
  })
}

/** As text, worked out from the first rows where there are many. */
function sizeOfRows(table: string, count: number, isWanted: () => boolean): Promise<number> {
  return inDatabase(async (db) => {
    const keyPath = db.table(table).schema.primKey.keyPath ?? ''
    const keyOf = (row: Row) => (Array.isArray(keyPath) ? keyPath.map((name) => row[name]) : row[String(keyPath)])
    let measured = 0
    let bytes = 0
    for (let last: IndexableType | null = null; measured < Math.min(count, MEASURED) && isWanted();) {
      const rows = await rowsBehind(db, table, last).limit(MEASURED_AT_ONCE).toArray()
      const end = rows.at(-1)
      if (end === undefined) break
      bytes += sizeOf(rows)
      measured += rows.length
      last = keyOf(end) as IndexableType
    }
    return measured === 0 ? 0 : Math.round((bytes / measured) * count)
  })
}

function sizeOf(rows: readonly Row[]): number {
  // As text there is nothing of a picture.
  const pictures = rows.map(({ bytes }) => Number((bytes as { byteLength?: unknown } | undefined)?.byteLength ?? 0))
  return new TextEncoder().encode(JSON.stringify(rows)).length + pictures.reduce((sum, size) => sum + size, 0)
}

/** The places where a web page can keep something in a browser. */
export const PLACES = ['databases', 'files', 'caches', 'local', 'session', 'worker'] as const
export type PlaceId = (typeof PLACES)[number]

export interface Place {
  readonly id: PlaceId
  /** The names of what is there; `null` where the browser does not let us look. */
  readonly entries: readonly string[] | null
}

/** Looks into every place, without making anything. */
export async function lookAround(): Promise<readonly Place[]> {
  return Promise.all(
    PLACES.map(async (id) => ({
      id,
      entries: await Promise.resolve()
        .then(LOOKS[id])
        .catch(() => null),
    })),
  )
}

type Look = () => Promise<readonly string[] | null> | readonly string[] | null

const LOOKS: Readonly<Record<PlaceId, Look>> = {
  databases: async () => [...(await indexedDB.databases()).map(({ name }) => name ?? ''), ...(await bucketNames())],
  files: async () => namesIn(await root()),
  caches: () => caches.keys(),
  local: () => Object.keys(localStorage),
  session: () => Object.keys(sessionStorage),
  // Without a secure address there are none.
  worker: async () =>
    'serviceWorker' in navigator ? (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope) : [],
}

/** The types of the page do not know yet that a folder can be read through. */
type Folder = FileSystemDirectoryHandle & { keys(): AsyncIterable<string> }

async function root(): Promise<Folder> {
  return (await navigator.storage.getDirectory()) as Folder
}

async function namesIn(folder: Folder): Promise<readonly string[]> {
  const names: string[] = []
  for await (const name of folder.keys()) names.push(name)
  return names
}

/**
 * Empties every place, whatever is in it. Nothing of Waymark may be at work in this page: an open database or file cannot
 * be deleted. What could not be deleted is found by looking afterwards.
 */
export async function emptyAll(): Promise<void> {
  const registrations = await attempt(async () => navigator.serviceWorker.getRegistrations())
  // First, because it could fill a cache again.
  await Promise.all((registrations ?? []).map((registration) => attempt(async () => registration.unregister())))
  const names = await attempt(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''))
  await Promise.all((names ?? [DATABASE_NAME, COPY_DATABASE]).map((name) => attempt(() => deleteDatabase(name))))
  await attempt(async () => Promise.all((await bucketNames()).map(removeBucket)))
  await attempt(async () => {
    const folder = await root()
    for (const name of await namesIn(folder)) await folder.removeEntry(name, { recursive: true })
  })
  await attempt(async () => Promise.all((await caches.keys()).map((name) => caches.delete(name))))
  await attempt(async () => localStorage.clear())
  await attempt(async () => sessionStorage.clear())
}

/** The outcome, or `null` if it did not work; the other places are emptied all the same. */
function attempt<T>(work: () => Promise<T>): Promise<T | null> {
  return work().catch(() => null)
}

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error)
    // Another page holds it open and was told to go; it is waited for no longer than this.
    request.onblocked = () => setTimeout(resolve, LONGEST_WAIT)
  })
}

/** Milliseconds. */
const LONGEST_WAIT = 5000

import { inDatabase } from './db'
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

/** Of a table with more rows, the size is worked out from so many of them: to read all of 400,000 takes a minute. */
const MEASURED = 2000

/** How much is stored of each kind. What Waymark notes for itself, beside what people wrote, counts as notes. @throws StorageError */
export function countStored(): Promise<readonly Stored[]> {
  return inDatabase((db) =>
    db.transaction('r', db.tables, async () => {
      const tables = await Promise.all(
        db.tables.map(async (table) => {
          const [records, rows] = await Promise.all([table.count(), table.limit(MEASURED).toArray()])
          const measured = rows.length === 0 ? 0 : sizeOf(rows)
          const bytes = records > rows.length ? Math.round((measured / rows.length) * records) : measured
          return { name: table.name, records, bytes }
        }),
      )
      return KINDS.map((kind) => {
        const own = tables.filter(({ name }) => (KIND_OF[name] ?? 'notes') === kind)
        // A goal that was set belongs to its round, and is no round itself; so do votes to their workshop.
        const counted = own.filter(({ name }) => !['aims', 'votes', 'responses'].includes(name))
        return {
          kind,
          records: counted.reduce((sum, { records }) => sum + records, 0),
          bytes: own.reduce((sum, { bytes }) => sum + bytes, 0),
        }
      })
    }),
  )
}

function sizeOf(rows: readonly { readonly bytes?: { readonly byteLength?: unknown } }[]): number {
  // As text there is nothing of a picture.
  const pictures = rows.map(({ bytes }) => Number(bytes?.byteLength ?? 0))
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

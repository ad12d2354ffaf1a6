import { appUrl } from '@/device/appUrl'
import type { Change, Commit } from '@/storage/versions'
import type { RowsBefore, WholeCopy } from './journal'
import type { Answer, Found, Request, Summary } from './journal.worker'
import { COPY_DATABASE } from './place'
import script from './journal.worker.ts?worker&url'

/** The second copy of the store, as the page knows it. */
export interface SecondCopy {
  /** Where it lies. */
  readonly place: 'files' | 'database'
  readonly summary: () => Summary
  append(commits: readonly Commit[]): Promise<void>
  rebuild(seq: number, changes: readonly Change[]): Promise<void>
  readAll(): Promise<WholeCopy>
  /** How many records of each table it has. They are counted where they lie: at a start nobody waits for all of them. */
  countRows(): Promise<Readonly<Record<string, number>>>
  /** Lays rows aside that are going to be brought to a newer version. */
  setAside(rows: RowsBefore): Promise<void>
  readAside(): Promise<RowsBefore | null>
  /** Drops what was laid aside before this moment, in milliseconds since 1970. */
  dropAside(before: number): Promise<void>
  close(): Promise<void>
}

/** Milliseconds after which a worker that says nothing is given up: nobody waits longer for “Saved”. */
const LONGEST_WAIT = 5000

/** This browser has no files that are written at once, not in this window, or cannot start the worker that writes them. */
const WITHOUT_FILES = ['NotSupportedError', 'SecurityError']

/**
 * Opens the second copy: in files where the browser has such, and otherwise in a database of its own.
 *
 * @throws if this browser has no place for one
 */
export async function openSecondCopy(): Promise<SecondCopy> {
  let files: SecondCopy
  try {
    files = await openFiles()
  } catch (error) {
    if (!WITHOUT_FILES.includes((error as Error).name)) throw error
    return (await import('./copyDatabase')).openCopyDatabase()
  }
  await takeFromDatabase(files).catch(() => undefined)
  return files
}

/** A browser that has such files since its last update has the copy still in the database. */
async function takeFromDatabase(files: SecondCopy): Promise<void> {
  const databases = (await indexedDB.databases?.()) ?? []
  if (!databases.some(({ name }) => name === COPY_DATABASE)) return
  const { openCopyDatabase, dropCopyDatabase } = await import('./copyDatabase')
  const before = await openCopyDatabase()
  const { seq } = before.summary()
  if (seq > files.summary().seq) await files.rebuild(seq, (await before.readAll()).changes)
  await before.close()
  await dropCopyDatabase()
}

/** Starts the worker that keeps the second copy in files. */
async function openFiles(): Promise<SecondCopy> {
  const worker = new Worker(appUrl(script), { type: 'module' })
  const waiting = new Map<number, { resolve: (found: Found) => void; reject: (error: Error) => void }>()
  let count = 0
  let summary: Summary = { seq: 0, isWhole: false, bytes: 0, version: 0 }
  const fail = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.onerror = () =>
    fail(new DOMException('the worker of the second copy could not be started', 'NotSupportedError'))
  worker.onmessage = ({ data }: MessageEvent<Answer>) => {
    const asked = waiting.get(data.id)
    waiting.delete(data.id)
    if ('error' in data) return asked?.reject(new DOMException('the second copy was not written', data.error))
    summary = data.summary
    asked?.resolve(data.found)
  }
  function ask(request: Request): Promise<Found> {
    return new Promise((resolve, reject) => {
      const id = (count += 1)
      waiting.set(id, { resolve, reject })
      worker.postMessage({ id, request })
    })
  }
  function askInTime(request: Request): Promise<Found> {
    const timer = setTimeout(() => fail(new Error('the second copy does not answer')), LONGEST_WAIT)
    return ask(request).finally(() => clearTimeout(timer))
  }
  try {
    await askInTime({ what: 'open' })
  } catch (error) {
    worker.terminate()
    throw error
  }
  return {
    place: 'files',
    summary: () => summary,
    append: async (commits) => void (await askInTime({ what: 'append', commits })),
    rebuild: async (seq, changes) => void (await ask({ what: 'rebuild', seq, changes })),
    readAll: async () => ((await ask({ what: 'readAll' })) as WholeCopy | null) ?? { seq: 0, changes: [], damaged: 0 },
    countRows: async () => ((await ask({ what: 'countRows' })) as Record<string, number> | null) ?? {},
    setAside: async (rows) => void (await ask({ what: 'setAside', rows })),
    readAside: async () => (await ask({ what: 'readAside' })) as RowsBefore | null,
    dropAside: async (before) => void (await ask({ what: 'dropAside', before })),
    async close() {
      await ask({ what: 'close' })
      worker.terminate()
    },
  }
}

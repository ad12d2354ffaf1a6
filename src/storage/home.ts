import { isTemporary } from '@/device/temporary'
import { StorageError } from './errors'

/** Where the store lies: in this browser, or in the memory of a page that keeps nothing. */
export interface StoreHome {
  readonly name: string
  readonly databases: IDBFactory
  readonly keyRange: typeof IDBKeyRange
}

export const DATABASE_NAME = 'waymark'

/** Kept where the store had to move, because its usual place could neither be opened nor emptied. */
const MOVED = 'waymark.moved'
const OTHER_NAME = 'waymark-2'

/** Parts of the browser's storage with files of their own; the page's own types do not know them, nor do all browsers. */
interface Buckets {
  open(name: string, options: { readonly persisted: boolean }): Promise<{ readonly indexedDB: IDBFactory }>
  keys(): Promise<readonly string[]>
  delete(name: string): Promise<void>
}
const buckets = () => (navigator as { storageBuckets?: Buckets }).storageBuckets

/** The place that counts now. @throws StorageError `unavailable` where the browser gives none */
export async function storeHome(): Promise<StoreHome> {
  if (isTemporary()) {
    const memory = await import('./memory')
    return { name: DATABASE_NAME, databases: memory.indexedDB, keyRange: memory.IDBKeyRange }
  }
  if (typeof indexedDB === 'undefined') throw new StorageError('unavailable')
  const usual = { name: DATABASE_NAME, databases: indexedDB, keyRange: IDBKeyRange }
  if (!hasMoved()) return usual
  // Chromium keeps all databases of a bucket in the same files: another name alone would be of no use there.
  const bucket = await buckets()?.open(OTHER_NAME, { persisted: true })
  return { ...usual, name: OTHER_NAME, databases: bucket?.indexedDB ?? indexedDB }
}

/** From the next opening on the store lies elsewhere; whether that could be noted. */
export function moveStore(): boolean {
  try {
    localStorage.setItem(MOVED, 'yes')
    return true
  } catch {
    return false
  }
}

function hasMoved(): boolean {
  try {
    return localStorage.getItem(MOVED) !== null
  } catch {
    return false
  }
}

/** The names of all buckets that there are. */
export async function bucketNames(): Promise<readonly string[]> {
  return (await buckets()?.keys()) ?? []
}

/** Takes a bucket away with all that is in it. */
export async function removeBucket(name: string): Promise<void> {
  await buckets()?.delete(name)
}

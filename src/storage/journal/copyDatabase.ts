import type { SecondCopy } from './client'
import { Journal } from './journal'
import { COPY_DATABASE, FILES, type FileName, type Place, type PlaceFile } from './place'

/** A piece of a file, as it was written. */
interface Piece {
  readonly file: FileName
  readonly at: number
  readonly bytes: Uint8Array
}

const PIECES = 'pieces'

/** Files in memory, whose changes are written into a database together. */
class StoredFiles {
  readonly place: Place
  private readonly db: IDBDatabase
  /** In their order: pieces to be written, and files to be emptied before. */
  private changes: (Piece | { readonly emptied: FileName })[] = []

  private constructor(db: IDBDatabase, pieces: readonly Piece[]) {
    this.db = db
    const entries = FILES.map((name) => [
      name,
      this.file(
        name,
        pieces.filter(({ file }) => file === name),
      ),
    ])
    this.place = Object.fromEntries(entries) as Record<FileName, PlaceFile>
  }

  static async open(): Promise<StoredFiles> {
    const request = indexedDB.open(COPY_DATABASE, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(PIECES, { keyPath: ['file', 'at'] })
    const db = await settled(request)
    // Another tab erases everything.
    db.onversionchange = () => db.close()
    return new StoredFiles(db, await settled<Piece[]>(db.transaction(PIECES).objectStore(PIECES).getAll()))
  }

  private file(file: FileName, pieces: readonly Piece[]): PlaceFile {
    let size = 0
    let content = new Uint8Array(0)
    const put = (bytes: Uint8Array, at: number) => {
      size = Math.max(size, at + bytes.length)
      if (size > content.length) {
        // With room to grow: a file is written line by line.
        const larger = new Uint8Array(size * 2)
        larger.set(content)
        content = larger
      }
      content.set(bytes, at)
    }
    for (const { bytes, at } of pieces) put(bytes, at)
    const write = (bytes: Uint8Array, at: number) => {
      put(bytes, at)
      this.changes.push({ file, at, bytes })
    }
    return {
      size: () => size,
      read: (from, to) => content.slice(from, Math.min(to, size)),
      write,
      truncate: (shorter) => {
        const kept = content.slice(0, shorter)
        size = 0
        this.changes.push({ emptied: file })
        if (kept.length > 0) write(kept, 0)
      },
      // The journal cannot wait for a database; whoever calls it does, in `settle`.
      flush: () => undefined,
    }
  }

  /** Resolves when all changes since the last time are on the disk: all of them or none. */
  async settle(): Promise<void> {
    const changes = this.changes
    this.changes = []
    if (changes.length === 0) return
    // Without this word the browser says that it is done before it is on the disk.
    const transaction = this.db.transaction(PIECES, 'readwrite', { durability: 'strict' })
    const store = transaction.objectStore(PIECES)
    for (const change of changes)
      if ('emptied' in change) store.delete(IDBKeyRange.bound([change.emptied], [change.emptied, []]))
      else store.put(change)
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error ?? new DOMException('not written', 'AbortError'))
    })
  }

  close(): void {
    this.db.close()
  }
}

/** Keeps the second copy in a database of its own, for browsers that have no files which are written at once. */
export async function openCopyDatabase(): Promise<SecondCopy> {
  let files = await StoredFiles.open()
  let journal = new Journal(files.place)

  /** What could not be written is in memory all the same, so the copy is read anew from the disk. */
  async function change(work: () => void): Promise<void> {
    try {
      work()
      await files.settle()
    } catch (error) {
      files.close()
      files = await StoredFiles.open()
      journal = new Journal(files.place)
      throw error
    }
  }

  // A torn end was cut off.
  await files.settle()
  return {
    place: 'database',
    summary: () => {
      const { seq, isWhole, bytes, version } = journal
      return { seq, isWhole, bytes, version }
    },
    async append(commits) {
      await change(() => journal.append(commits))
      // Where there is no room for a second snapshot the journal grows on.
      if (journal.isLong()) await change(() => journal.compact()).catch(() => undefined)
    },
    rebuild: (seq, changes) => change(() => journal.rebuild(seq, changes)),
    readAll: async () => journal.readAll(),
    countRows: async () => journal.countRows(),
    setAside: (rows) => change(() => journal.setAside(rows)),
    readAside: async () => journal.readAside(),
    dropAside: (before) => change(() => journal.dropAside(before)),
    close: async () => files.close(),
  }
}

/** Takes the database away, once its copy lies in files. */
export async function dropCopyDatabase(): Promise<void> {
  await settled(indexedDB.deleteDatabase(COPY_DATABASE))
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

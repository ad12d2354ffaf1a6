import type { Change, Commit } from '@/storage/versions'
import { Journal, type RowsBefore, type WholeCopy } from './journal'
import { FILES, type FileName, type PlaceFile } from './place'

/** What the page asks of the worker. */
export type Request =
  | { readonly what: 'open' }
  | { readonly what: 'append'; readonly commits: readonly Commit[] }
  | { readonly what: 'rebuild'; readonly seq: number; readonly changes: readonly Change[] }
  | { readonly what: 'readAll' }
  | { readonly what: 'countRows' }
  | { readonly what: 'setAside'; readonly rows: RowsBefore }
  | { readonly what: 'readAside' }
  | { readonly what: 'dropAside'; readonly before: number }
  | { readonly what: 'close' }

export interface Summary {
  readonly seq: number
  readonly isWhole: boolean
  readonly bytes: number
  /** The version of the store that its records were written for. */
  readonly version: number
}

/** What was asked for: everything, what lies aside, or how many records of each table there are. */
export type Found = WholeCopy | RowsBefore | Readonly<Record<string, number>> | null

export type Answer = { readonly id: number } & (
  { readonly summary: Summary; readonly found: Found } | { readonly error: string }
)

/** A file of the origin private file system that is written at once; the page's own types do not know it. */
interface SyncHandle {
  getSize(): number
  read(into: Uint8Array, where: { at: number }): number
  write(bytes: Uint8Array, where: { at: number }): number
  truncate(size: number): void
  flush(): void
  close(): void
}
type SyncFile = FileSystemFileHandle & { createSyncAccessHandle(): Promise<SyncHandle> }

const FOLDER = 'waymark-copy'

let journal: Journal | null = null
let handles: readonly SyncHandle[] = []

async function open(): Promise<Journal> {
  const hasFiles = typeof FileSystemFileHandle !== 'undefined' && 'getDirectory' in navigator.storage
  if (!hasFiles || !('createSyncAccessHandle' in FileSystemFileHandle.prototype))
    throw new DOMException('no files that are written at once', 'NotSupportedError')
  const root = await navigator.storage.getDirectory()
  const folder = await root.getDirectoryHandle(FOLDER, { create: true })
  const files = FILES.map(async (name) => {
    const file = (await folder.getFileHandle(name, { create: true })) as SyncFile
    const handle = await file.createSyncAccessHandle()
    return [name, handle] as const
  })
  const opened = await Promise.all(files)
  handles = opened.map(([, handle]) => handle)
  return new Journal(
    Object.fromEntries(opened.map(([name, handle]) => [name, asFile(handle)])) as Record<FileName, PlaceFile>,
  )
}

function close(): void {
  for (const handle of handles) handle.close()
  handles = []
  journal = null
}

function asFile(handle: SyncHandle): PlaceFile {
  return {
    size: () => handle.getSize(),
    read(from, to) {
      const bytes = new Uint8Array(to - from)
      return bytes.subarray(0, handle.read(bytes, { at: from }))
    },
    write(bytes, at) {
      // A full disk may take a part only.
      if (handle.write(bytes, { at }) < bytes.length) throw new DOMException('no room', 'QuotaExceededError')
    },
    truncate: (size) => handle.truncate(size),
    flush: () => handle.flush(),
  }
}

async function answer(request: Request): Promise<Found> {
  if (request.what === 'close') close()
  else if (request.what === 'open') {
    journal = await open()
    if (journal.bytes > 0 || journal.seq > 0 || journal.isWhole) return null
    // A file that was made a moment ago can be lost with its name: it is written, let go and opened before it is trusted.
    journal.rebuild(0, [])
    close()
    journal = await open()
  } else if (!journal) throw new DOMException('not open', 'InvalidStateError')
  else if (request.what === 'append') journal.append(request.commits)
  else if (request.what === 'rebuild') journal.rebuild(request.seq, request.changes)
  else if (request.what === 'setAside') journal.setAside(request.rows)
  else if (request.what === 'dropAside') journal.dropAside(request.before)
  else if (request.what === 'readAside') return journal.readAside()
  else if (request.what === 'countRows') return journal.countRows()
  else return journal.readAll()
  return null
}

let running = Promise.resolve()
onmessage = ({ data }: MessageEvent<{ id: number; request: Request }>) => {
  running = running.then(async () => {
    const { id, request } = data
    try {
      const found = await answer(request)
      const { seq = 0, isWhole = false, bytes = 0, version = 0 } = journal ?? {}
      postMessage({ id, summary: { seq, isWhole, bytes, version }, found } satisfies Answer)
    } catch (error) {
      postMessage({ id, error: error instanceof Error ? error.name : 'Error' } satisfies Answer)
    }
    // After the answer: nobody waits for it.
    if (request.what === 'append' && journal?.isLong()) compact(journal)
  })
}

/** Where there is no room for a second snapshot the journal grows on. */
function compact(long: Journal): void {
  try {
    long.compact()
  } catch {
    close()
    running = running.then(async () => void (journal = await open()))
  }
}

import { beforeEach, describe, expect, it, vi } from 'vitest'
import { database } from '@/storage/db'
import { dropCopyDatabase, openCopyDatabase } from '@/storage/journal/copyDatabase'
import { COPY_DATABASE } from '@/storage/journal/place'
import { checkCopies } from '@/storage/journal/start'
import type { Change, Commit } from '@/storage/versions'
import { aDraft, freshDatabase, fullAnswer, refuseWrites, storeRound, wholeStore } from '../../support/storage'

beforeEach(freshDatabase)

const version = { vector: { here: 1 }, at: '000000000000001-000000-here', deleted: false }
const answer = (item: string, value: unknown): Change => ({ table: 'answers', key: ['round-1', item], value, version })
const commit = (seq: number, ...changes: Change[]): Commit => ({ seq, changes })

/** Opens the copy for some work, and closes it again. */
async function inCopy<T>(work: (copy: Awaited<ReturnType<typeof openCopyDatabase>>) => Promise<T>): Promise<T> {
  const copy = await openCopyDatabase()
  return work(copy).finally(() => copy.close())
}

/** What the copy has, by item, after it was opened anew. */
const items = () =>
  inCopy(async (copy) =>
    Object.fromEntries((await copy.readAll()).changes.map(({ key, value }) => [(key as string[])[1], value])),
  )

describe('a second copy in a database', () => {
  it('has what was appended, after it was opened again', async () => {
    await inCopy(async (copy) => {
      await copy.rebuild(0, [])
      await copy.append([commit(1, answer('a', 1), answer('b', 2))])
      await copy.append([commit(2, answer('a', 3))])
    })
    expect(await items()).toEqual({ a: 3, b: 2 })
    await inCopy(async (copy) => expect(copy.summary()).toMatchObject({ seq: 2, isWhole: true }))
  })

  it('asks the browser to write each change to the disk before it says so', async () => {
    const begin = vi.spyOn(IDBDatabase.prototype, 'transaction')
    await inCopy((copy) => copy.rebuild(1, [answer('a', 1)]))
    const writing = begin.mock.calls.filter(([, mode]) => mode === 'readwrite')
    expect(writing.map(([, , options]) => options)).toEqual([{ durability: 'strict' }])
  })

  it('forgets what a full disk refused, and takes it when there is room', async () => {
    await inCopy(async (copy) => {
      await copy.rebuild(0, [])
      await copy.append([commit(1, answer('a', 1))])
      const makeRoom = refuseWrites()
      await expect(copy.append([commit(2, answer('b', 2))])).rejects.toMatchObject({ name: 'QuotaExceededError' })
      expect(copy.summary().seq).toBe(1)
      makeRoom()
      await copy.append([commit(2, answer('b', 2)), commit(3, answer('c', 3))])
    })
    expect(await items()).toEqual({ a: 1, b: 2, c: 3 })
  })

  it('is folded when it grows long, and keeps few pieces', async () => {
    await inCopy(async (copy) => {
      await copy.rebuild(0, [])
      for (let seq = 1; seq <= 60; seq += 1)
        await copy.append([commit(seq, answer(`item-${seq % 3}`, 'x'.repeat(50_000) + seq))])
      // Unfolded, sixty times 50 kB.
      expect(copy.summary().bytes).toBeLessThan(2_000_000)
    })
    const found = await items()
    expect(Object.values(found).map((value) => Number(String(value).replace(/x+/, '')))).toEqual([58, 59, 60])
  })

  it('cuts a torn end off for good', async () => {
    await inCopy(async (copy) => {
      await copy.rebuild(0, [])
      await copy.append([commit(1, answer('a', 1))])
      await copy.append([commit(2, answer('b', 2))])
    })
    await damage(({ file, bytes }) => (file === 'journal' ? bytes.slice(0, -4) : bytes))
    await inCopy((copy) => copy.append([commit(1, answer('c', 3))]))
    await inCopy(async (copy) => expect((await copy.readAll()).damaged).toBe(0))
  })

  it('brings back a store that the browser has thrown away', async () => {
    await storeRound(aDraft(), { 'listening-survey': fullAnswer })
    const check = async (isDataLost: boolean) => {
      const db = await database()
      return inCopy((copy) => checkCopies(db, copy, { markSeq: 0, isDataLost }))
    }
    await check(false)
    const store = await wholeStore()
    const pieces = await readPieces()
    await freshDatabase()
    // Of two databases the browser threw one away.
    await inCopy(() => Promise.resolve())
    await writePieces(pieces)
    expect(await check(true)).toEqual({
      restored: { rounds: 1, answers: 1, damaged: 0 },
      isLost: false,
      isCopied: true,
    })
    expect(await wholeStore()).toEqual(store)
  })

  it('holds what is laid aside before an upgrade', async () => {
    const rows = { version: 2, at: 5, tables: { unions: [{ id: 'a' }] } }
    await inCopy((copy) => copy.setAside(rows))
    await inCopy(async (copy) => {
      expect(await copy.readAside()).toEqual(rows)
      await copy.dropAside(6)
      expect(await copy.readAside()).toBeNull()
    })
  })

  it('can be taken away', async () => {
    await inCopy((copy) => copy.rebuild(0, []))
    await dropCopyDatabase()
    expect(await indexedDB.databases()).toEqual([])
  })
})

interface Piece {
  readonly file: string
  readonly at: number
  readonly bytes: Uint8Array
}

function inPieces<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T> | null,
): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(COPY_DATABASE)
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('pieces', mode)
      const request = work(transaction.objectStore('pieces'))
      transaction.oncomplete = () => {
        opening.result.close()
        resolve(request?.result ?? null)
      }
    }
  })
}

const readPieces = async () => (await inPieces<Piece[]>('readonly', (store) => store.getAll())) ?? []

async function writePieces(pieces: readonly Piece[]): Promise<void> {
  await inPieces('readwrite', (store) => {
    for (const piece of pieces) store.put(piece)
    return null
  })
}

/** Changes the last piece of the journal as it lies there. */
async function damage(change: (piece: Piece) => Uint8Array): Promise<void> {
  const last = (await readPieces()).filter(({ file }) => file === 'journal').at(-1)
  if (last) await writePieces([{ ...last, bytes: change(last) }])
}

import { forceCloseDatabase } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { listAssessments, saveAnswer, saveAnswersOnHide } from '@/storage/assessments'
import { closeDatabase, database, inDatabase } from '@/storage/db'
import { lookAhead } from '@/storage/look'
import { onStorageTrouble } from '@/storage/news'
import { StorageError, toStorageError, type StorageErrorCode } from '@/storage/errors'
import {
  aDraft,
  freshDatabase,
  fullAnswer,
  openRaw,
  putRow,
  refuseWrites,
  rowsOf,
  settled,
  storageError,
  storeRound,
  wholeStore,
} from '../support/storage'

let told: StorageErrorCode[] = []
beforeEach(async () => {
  await freshDatabase()
  told = []
  onStorageTrouble((code) => told.push(code))
})

describe('opening the database', () => {
  it('creates it empty: nothing is sown', async () => {
    await database()
    expect(await wholeStore()).toEqual({
      version: 80,
      rows: [
        'aims',
        'answers',
        'assessments',
        'differences',
        'photos',
        'plan',
        'preferences',
        'questionnaires',
        'responses',
        'sessions',
        'unions',
        'votes',
      ].map((table) => [table, []]),
    })
  })

  it('leaves nothing behind where it fails: looking for a newer version creates none', async () => {
    const { open } = IDBFactory.prototype
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(function (this: IDBFactory, name, version) {
      if (version !== undefined) throw new DOMException('not here', 'SecurityError')
      return open.call(this, name)
    })
    await expect(database()).rejects.toMatchObject(storageError('unavailable'))
    expect(await indexedDB.databases()).toEqual([])
  })

  it('takes what was found while the scripts were still coming, and looks anew only after that', async () => {
    await database()
    await closeDatabase()
    const open = vi.spyOn(IDBFactory.prototype, 'open')
    const looks = () => open.mock.calls.filter(([, version]) => version === undefined).length
    lookAhead()
    await database()
    expect(looks()).toBe(1)
    await closeDatabase()
    await database()
    expect(looks()).toBe(2)
  })

  it('tells what went wrong while it looked ahead, and tries again when it is asked again', async () => {
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementationOnce(() => {
      throw new DOMException('not here', 'SecurityError')
    })
    lookAhead()
    await expect(database()).rejects.toMatchObject(storageError('unavailable'))
    await database()
  })

  it('happens once, however many ask for it', async () => {
    const [one, other] = await Promise.all([database(), database()])
    expect(one).toBe(other)
    expect(await database()).toBe(one)
  })

  it('happens again after it was closed', async () => {
    await storeRound()
    await closeDatabase()
    expect((await listAssessments()).rounds).toHaveLength(1)
  })

  it('happens again after the browser closed it, as iOS does in the background', async () => {
    await storeRound()
    const before = await database()
    const connection = before.backendDB()
    const closed = new Promise((resolve) => connection.addEventListener('close', resolve))
    forceCloseDatabase(connection as never)
    await closed
    expect((await listAssessments()).rounds).toHaveLength(1)
    expect(await database()).not.toBe(before)
    expect(told).toEqual([])
  })

  /** The site’s data is cleared: the connection goes, then the database, and looks meanwhile are broken off. */
  async function clearSite(): Promise<void> {
    const connection = (await database()).backendDB()
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementationOnce(() => {
      throw new DOMException('broken off', 'AbortError')
    })
    const closed = new Promise((resolve) => connection.addEventListener('close', resolve))
    forceCloseDatabase(connection as never)
    await closed
    await settled(indexedDB.deleteDatabase('waymark'))
  }

  it('tells that it was deleted, and makes no new one before it is asked for', async () => {
    await storeRound()
    await clearSite()
    await vi.waitFor(() => expect(told).toEqual(['gone']), { timeout: 10_000 })
    expect(await indexedDB.databases()).toEqual([])
  })

  it('tells that it was deleted where something is asked for before it could look', async () => {
    await storeRound()
    await clearSite()
    expect((await listAssessments()).rounds).toEqual([])
    expect(told).toContain('gone')
  })

  it('tells that another tab is in the way, and goes on when that tab is closed', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {}) // Dexie says it there as well.
    const other = await openRaw(5)
    const blocked = new Promise<StorageErrorCode>((resolve) => onStorageTrouble(resolve))
    const opening = database()
    expect(await blocked).toBe('blocked')
    other.close()
    await expect(opening).resolves.toBeDefined()
    expect(warn).toHaveBeenCalledOnce()
  })
})

describe('durability', () => {
  it('is asked to be strict for every write', async () => {
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction')
    await storeRound()
    await saveAnswer('round-1', 'listening-survey', fullAnswer)
    await saveAnswersOnHide('round-1', { 'sharing-lists': fullAnswer })
    const writes = transaction.mock.calls.filter(([, mode]) => mode === 'readwrite')
    expect(writes.map(([, , options]) => options?.durability)).toEqual(['strict', 'strict', 'strict'])
  })
})

describe('a database of a newer Waymark', () => {
  it('is refused and stays as it is', async () => {
    await storeRound(aDraft(), { 'listening-survey': fullAnswer })
    await closeDatabase()
    const newer = await openRaw(990, (db) => db.createObjectStore('later', { keyPath: 'id' }))
    newer.close()
    const before = await wholeStore()
    await expect(listAssessments()).rejects.toMatchObject(storageError('newer_version'))
    await expect(saveAnswer('round-1', 'listening-survey', fullAnswer)).rejects.toMatchObject(
      storageError('newer_version'),
    )
    expect(await wholeStore()).toEqual(before)
  })

  it('is refused and stays as it is, also when it has other tables than this one knows', async () => {
    const newer = await openRaw(990, (db) => db.createObjectStore('rounds', { keyPath: 'id' }))
    newer.close()
    await putRow('rounds', { id: 'round-1' })
    const before = await wholeStore()
    await expect(database()).rejects.toMatchObject(storageError('newer_version'))
    expect(await wholeStore()).toEqual(before)
    expect(before).toEqual({ version: 990, rows: [['rounds', [{ id: 'round-1' }]]] })
  })

  it('is not held open, so that the newer Waymark can go on', async () => {
    ;(await openRaw(990)).close()
    await expect(database()).rejects.toMatchObject(storageError('newer_version'))
    const migrated = await openRaw(1000)
    expect(migrated.version).toBe(1000)
    migrated.close()
  })

  it('is refused again at every call', async () => {
    ;(await openRaw(990)).close()
    await expect(database()).rejects.toMatchObject(storageError('newer_version'))
    await expect(database()).rejects.toMatchObject(storageError('newer_version'))
  })
})

describe('a newer Waymark in another tab', () => {
  it('is given the database at once, and this tab is told to be stale', async () => {
    await storeRound()
    const newer = await openRaw(990)
    expect(newer.version).toBe(990)
    newer.close()
    expect(told).toEqual(['stale'])
  })

  it('is not written to by this tab any more, which does not open the database again', async () => {
    await storeRound()
    ;(await openRaw(990)).close()
    const before = await wholeStore()
    const open = vi.spyOn(IDBFactory.prototype, 'open')
    await expect(listAssessments()).rejects.toMatchObject(storageError('stale'))
    await expect(saveAnswer('round-1', 'listening-survey', fullAnswer)).rejects.toMatchObject(storageError('stale'))
    await expect(saveAnswersOnHide('round-1', { 'listening-survey': fullAnswer })).rejects.toMatchObject(
      storageError('stale'),
    )
    expect(open).not.toHaveBeenCalled()
    expect(await wholeStore()).toEqual(before)
  })
})

describe('a browser without storage', () => {
  it('is told as “unavailable” when there is no interface at all', async () => {
    vi.stubGlobal('indexedDB', undefined)
    await expect(listAssessments()).rejects.toMatchObject(storageError('unavailable'))
  })

  it.each(['SecurityError', 'InvalidStateError'])('is told as “unavailable” when opening throws %s', async (name) => {
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
      throw new DOMException('not here', name)
    })
    await expect(listAssessments()).rejects.toMatchObject(storageError('unavailable'))
  })

  it('is asked again at the next call', async () => {
    vi.stubGlobal('indexedDB', undefined)
    await expect(listAssessments()).rejects.toMatchObject(storageError('unavailable'))
    vi.unstubAllGlobals()
    await expect(listAssessments()).resolves.toEqual({ rounds: [], unreadable: 0 })
  })
})

describe('a full device', () => {
  beforeEach(() => storeRound())

  it('is told as “full”, and the store takes answers again when there is room', async () => {
    const makeRoom = refuseWrites()
    await expect(saveAnswer('round-1', 'listening-survey', fullAnswer)).rejects.toMatchObject(storageError('full'))
    expect(await rowsOf('answers')).toEqual([])
    makeRoom()
    await saveAnswer('round-1', 'listening-survey', fullAnswer)
    expect(await rowsOf('answers')).toHaveLength(1)
  })

  it('is told as “full” when only storing the whole transaction fails', async () => {
    const put = IDBObjectStore.prototype.put
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...given) {
      const request = put.apply(this, given)
      // The browser aborts by itself here; a page can abort only without a reason.
      const transaction = this.transaction as unknown as { _abort(name: string): void }
      request.addEventListener('success', () => transaction._abort('QuotaExceededError'))
      return request
    })
    await expect(saveAnswer('round-1', 'listening-survey', fullAnswer)).rejects.toMatchObject(storageError('full'))
    expect(await rowsOf('answers')).toEqual([])
  })
})

describe('what was thrown', () => {
  const quota = new DOMException('no room', 'QuotaExceededError')

  it('becomes an error with a code, and keeps its cause', () => {
    const error = toStorageError(quota)
    expect(error).toBeInstanceOf(StorageError)
    expect(error.code).toBe('full')
    expect(error.cause).toBe(quota)
  })

  it('is “full” also where the quota error hides inside other errors', () => {
    expect(toStorageError({ name: 'AbortError', inner: quota }).code).toBe('full')
    expect(toStorageError({ name: 'OpenFailedError', inner: { name: 'AbortError', inner: quota } }).code).toBe('full')
  })

  it('is “full” also where it hides among the errors of a bulk write', () => {
    expect(toStorageError({ name: 'BulkError', failures: [quota, quota] }).code).toBe('full')
  })

  it.each([
    ['VersionError', 'newer_version'],
    ['MissingAPIError', 'unavailable'],
    ['SecurityError', 'unavailable'],
    ['ConstraintError', 'unknown'],
  ] as const)('has a code by its name: %s is %s', (name, code) => {
    expect(toStorageError(new DOMException('', name)).code).toBe(code)
  })

  it('is “unknown” when it says nothing', () => {
    for (const thrown of [undefined, null, 'no', 7, {}, new Error('out of the blue')])
      expect(toStorageError(thrown).code).toBe('unknown')
  })

  it('does not lead round in circles', () => {
    const circle: { name: string; inner?: unknown } = { name: 'AbortError' }
    circle.inner = circle
    expect(toStorageError(circle).code).toBe('unknown')
  })

  it('stays as it is when it is a storage error already', async () => {
    const sealed = new StorageError('sealed')
    await expect(inDatabase(() => Promise.reject(sealed))).rejects.toBe(sealed)
  })
})

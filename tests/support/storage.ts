import 'fake-indexeddb/auto'
import { readFileSync } from 'node:fs'
import Dexie from 'dexie'
import { vi } from 'vitest'
import type { Answer, Answers, Assessment, Union } from '@/domain/assessment'
import type { Aims } from '@/domain/gaps'
import type { Questionnaire } from '@/domain/questionnaire'
import { createAssessments } from '@/storage/assessments'
import { closeDatabase } from '@/storage/db'
import { DATABASE_NAME } from '@/storage/home'
import type { StorageErrorCode } from '@/storage/errors'

/** An empty browser: nothing is stored, nothing is open. For `beforeEach`. */
export async function freshDatabase(): Promise<void> {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  await closeDatabase()
  globalThis.indexedDB = new IDBFactory()
  // Dexie takes note of the browser's factory when it is loaded.
  Dexie.dependencies = { indexedDB, IDBKeyRange }
}

/** What a request of the browser's own interface gives. */
export function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/** A connection past our code, as another tab would have it. The caller closes it. */
export function openRaw(version?: number, upgrade: (db: IDBDatabase) => void = () => {}): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE_NAME, version)
  request.onupgradeneeded = () => upgrade(request.result)
  return settled(request)
}

async function inRaw<T>(work: (db: IDBDatabase) => Promise<T>): Promise<T> {
  const db = await openRaw()
  try {
    return await work(db)
  } finally {
    db.close()
  }
}

/** The rows of a table as they lie in the store. */
export function rowsOf(table: string): Promise<unknown[]> {
  return inRaw((db) => settled(db.transaction(table).objectStore(table).getAll()))
}

/** Lays a row into the store as it is, past all our readers. */
export async function putRow(table: string, row: unknown): Promise<void> {
  await inRaw((db) => settled(db.transaction(table, 'readwrite').objectStore(table).put(row)))
}

/** Tables that keep count, and hold nothing that a person stored. */
const BOOKKEEPING = ['meta', 'versions', 'copies', 'filler']

/** Everything a person stored: the version of the store, and the rows of every table. */
export function wholeStore(): Promise<unknown> {
  return inRaw(async (db) => {
    const tables = [...db.objectStoreNames].filter((table) => !BOOKKEEPING.includes(table))
    const rows = tables.map(async (table) => [table, await settled(db.transaction(table).objectStore(table).getAll())])
    return { version: db.version, rows: await Promise.all(rows) }
  })
}

/** Waits until something is on its way into the store, and not there yet. */
export async function untilSaving(): Promise<void> {
  const put = vi.spyOn(IDBObjectStore.prototype, 'put')
  while (put.mock.calls.length === 0) await new Promise((resolve) => setImmediate(resolve))
  put.mockRestore()
}

/** The browser refuses every write, as on a full disk, until the returned function is called. */
export function refuseWrites(name = 'QuotaExceededError'): () => void {
  const refuse = (): never => {
    throw new DOMException('refused', name)
  }
  const spies = [
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(refuse),
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(refuse),
  ]
  return () => spies.forEach((spy) => spy.mockRestore())
}

/** What a storage error must be like: its class and its code. */
export function storageError(code: StorageErrorCode) {
  return { name: 'StorageError', code }
}

/** The small questionnaire of the fixtures: two sections of two items; the first of each is in the short form. */
export const small: Questionnaire = JSON.parse(
  readFileSync(new URL('../fixtures/questionnaires/small/questionnaire.json', import.meta.url), 'utf8'),
)

export const teachers: Union = { id: 'union-teachers', name: 'Teachers’ Union', law: null }

/** A draft of the teachers, in full form. */
export function aDraft(more: Partial<Assessment> = {}): Assessment {
  return {
    id: 'round-1',
    unionId: teachers.id,
    questionnaireId: small.id,
    questionnaireVersion: small.version,
    form: 'full',
    subject: { kind: 'union' },
    respondent: { role: 'staff', knowledge: 'reports', name: 'Ada' },
    date: '2026-03-01',
    status: 'draft',
    createdAt: 1_000,
    sealedAt: null,
    copiedFrom: null,
    lastItem: null,
    ...more,
  }
}

/** A sealed round of the teachers. */
export function aSealed(more: Partial<Assessment> = {}): Assessment {
  return aDraft({ id: 'round-0', status: 'sealed', date: '2025-03-01', createdAt: 500, sealedAt: 900, ...more })
}

/** An answer to which everything is given. */
export const fullAnswer: Answer = {
  choice: { kind: 'option', value: 3 },
  confidence: 'fairly_sure',
  note: 'Asked the branches — “mostly” 👍',
  evidence: { source: 'audit.pdf', date: '2026-01-31' },
  comeBack: true,
  chosenAt: 1_234,
  lastTimeShown: true,
}

export const someAims: Aims = { targets: { listening: 4, sharing: 3 }, starred: ['sharing'] }

/** Stores a round with the small questionnaire. */
export async function storeRound(
  assessment: Assessment = aDraft(),
  answers: Answers = {},
  union: Union = teachers,
): Promise<void> {
  await createAssessments({ ...union, id: assessment.unionId }, [{ assessment, answers, questionnaire: small }])
}

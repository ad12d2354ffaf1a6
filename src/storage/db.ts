import Dexie, { type EntityTable, type Table, type Transaction } from 'dexie'
import { isTemporary } from '@/device/temporary'
import type { Assessment, Union } from '@/domain/assessment'
import type { Aims } from '@/domain/gaps'
import type { RecordVersion } from '@/domain/merge'
import type { Photo } from '@/domain/photo'
import { StorageError, toStorageError } from './errors'
import { storeHome, type StoreHome } from './home'
import { MIGRATIONS } from './migrations'
import type { Keeper } from './journal/keeper'
import { look, lookOnce } from './look'
import { copiesState, tabEvents, tellCopies, tellTrouble, type Copies } from './news'
import { Pen } from './pen'
import { countChanges, META, unmarkedKey, type Commit, type VersionRow } from './versions'

/** An answer as it lies in its table; what is read from there is doubted (records.ts). */
export interface AnswerRow {
  readonly assessmentId: string
  readonly itemId: string
  readonly answer: unknown
}

/** An action of a plan as it lies in its table; what is read from there is doubted (records.ts). */
export interface PlanRow {
  readonly id: string
  readonly unionId: string
}

/** What a room gave to an item, as it lies in its table; doubted when read. */
export interface VotesRow {
  readonly assessmentId: string
  readonly itemId: string
  readonly room: unknown
}

/** A response as it lies in its table; doubted when read. */
export interface ResponseRow {
  readonly assessmentId: string
  readonly key: string
  readonly held: unknown
}

/** Versions of a record that lie beside the one in its place; doubted when read. */
export interface DifferenceRow {
  readonly table: string
  /** The primary key of the record, as JSON. */
  readonly key: string
  readonly unionId: string
  readonly versions: readonly RecordVersion[]
}

export class WaymarkDatabase extends Dexie {
  declare unions: EntityTable<Union, 'id'>
  declare assessments: EntityTable<Assessment, 'id'>
  declare answers: Table<AnswerRow, [string, string]>
  declare aims: EntityTable<Aims & { assessmentId: string }, 'assessmentId'>
  declare plan: Table<PlanRow, string>
  declare sessions: Table<{ assessmentId: string }, string>
  declare votes: Table<VotesRow, [string, string]>
  declare responses: Table<ResponseRow, [string, string]>
  declare photos: EntityTable<Photo, 'id'>
  declare questionnaires: Table<{ id: string; version: string; content: unknown }, [string, string]>
  declare preferences: EntityTable<{ key: string; value: unknown }, 'key'>
  declare meta: EntityTable<{ key: string; value: unknown }, 'key'>
  declare versions: Table<VersionRow, [string, string]>
  declare copies: Table<{ id: string; at: number }, string>
  declare differences: Table<DifferenceRow, [string, string]>
  declare filler: Table<object, number>

  constructor({ name, databases, keyRange }: StoreHome) {
    // With the browser's relaxed durability every answer of the last half minute is gone after a power cut; with `strict` none.
    super(name, {
      indexedDB: databases,
      IDBKeyRange: keyRange,
      chromeTransactionDurability: 'strict',
      autoOpen: false,
    })
    for (const { version, tables, rows = {} } of MIGRATIONS) {
      const step = this.version(version).stores({ ...tables })
      step.upgrade(async (transaction) => {
        for (const [table, change] of Object.entries(rows))
          await transaction
            .table(table)
            .toCollection()
            .modify((row, stored) => {
              stored.value = change(row)
            })
        if (version > COUNTED_SINCE && Object.keys(rows).length > 0) await fallBehind(transaction)
      })
    }
    countChanges(this, newDevice, onCommit, () => isWriting)
  }
}

/** The version of the store that began to count changes, and to have a second copy. */
const COUNTED_SINCE = 4

/** The second copy has the rows as they were before a migration: the store goes one ahead, so that the copy is written anew. */
async function fallBehind(transaction: Transaction): Promise<void> {
  const meta = transaction.table<{ key: string; value: unknown }, string>('meta')
  const value = (await meta.get(META.seq))?.value
  if (typeof value === 'number') await meta.put({ key: META.seq, value: value + 1 })
}

/** A name for this device that says nothing about it. */
function newDevice(): string {
  return [...crypto.getRandomValues(new Uint8Array(9))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

let opening: Promise<WaymarkDatabase> | null = null
let isStale = false
/** Whether it was open in this page, and not closed by us. */
let wasOpen = false
let keeper: Keeper | null = null
/** Transactions that changed something since the page was loaded. */
let commits = 0
/** `null` where the browser knows nothing of the kind, and before the first opening: there every tab writes. */
let pen: Pen<Copies['kind']> | null = null
let isWriting = true
let takingOver: Promise<void> | null = null

/**
 * The open database; opens it at the first call, and again after the browser has closed it (iOS does, in the background).
 *
 * @throws StorageError
 */
export function database(): Promise<WaymarkDatabase> {
  if (isStale) return Promise.reject(new StorageError('stale'))
  opening ??= open().catch((error: unknown) => {
    opening = null
    leaveTabs()
    throw toStorageError(error)
  })
  return opening
}

async function open(): Promise<WaymarkDatabase> {
  // Dexie 4 opens a database of a newer version without complaint (dexie/Dexie.js#2097), and adds the tables it misses there.
  const newest = Math.max(...MIGRATIONS.map(({ version }) => version)) * 10
  const home = await storeHome()
  const looking = Promise.all([lookOnce(home), joinTabs()])
  // Made while the browser looks: to lay out all versions takes a slow phone longer than that.
  const db = new WaymarkDatabase(home)
  const [{ version, isDataLost }] = await looking
  if (version > newest) throw new StorageError('newer_version')
  if (version > 0 && version < newest) {
    // What waits in the other tab is saved before the store takes a shape that it does not know.
    await pen?.take()
    await layAside(version / 10)
  }
  // A newer Waymark wants to migrate. Dexie's own handler would reopen, and old code would write into the new tables.
  db.on('versionchange', ({ newVersion }) => {
    const isDeleted = newVersion === null
    isStale = !isDeleted
    opening = null
    db.close()
    if (isStale) void stopWriting().then(leaveTabs)
    tellTrouble(isDeleted ? 'gone' : 'stale')
    return false
  })
  db.on('blocked', () => tellTrouble('blocked'))
  db.on('close', () => {
    const isOurs = opening === null
    opening = null
    if (!isOurs) tellIfGone().catch(() => undefined)
  })
  await db.open()
  // Another tab may have migrated since we looked.
  if (db.backendDB().version > newest) {
    db.close()
    throw new StorageError('newer_version')
  }
  isWriting = false
  if (pen === null || pen.isHeld) await beginWriting(db, { isDataLost })
  tabEvents().onTurn(isWriting)
  // It was deleted since it was open last, and nothing came back from the second copy.
  if (wasOpen && version === 0 && !copiesState().restored) tellTrouble('gone')
  wasOpen = true
  return db
}

/** The browser closes a database in the background, where it is opened again at the next call, or because it was deleted. */
async function tellIfGone(): Promise<void> {
  for (const pause of LOOKS) {
    if (pause > 0) await after(pause)
    // While it is being deleted, the browser breaks off every look.
    const found = await look(await storeHome()).catch(() => null)
    if (found?.version === 0) tellTrouble('gone')
    if (found) return
  }
}

/** Milliseconds before each look at what a closed database was closed for. */
const LOOKS = [0, 300, 1000, 3000]

/** Joins the tabs of this browser. Where it has no locks for them, every tab writes. */
async function joinTabs(): Promise<void> {
  // What a page keeps in its own memory no other tab can follow.
  if (isTemporary() || pen !== null || typeof BroadcastChannel === 'undefined') return
  if (typeof navigator === 'undefined' || !navigator.locks) return
  pen = new Pen({ letGo, came: turn, lost, heard }, copiesState().kind)
  await pen.start()
}

function leaveTabs(): void {
  pen?.leave()
  pen = null
}

/**
 * Only the tab that writes keeps the second copy. Until both are alike, whoever asks for the database waits.
 *
 * @param start what was found at the opening; `null` where the database was open before
 */
async function beginWriting(db: WaymarkDatabase, start: { readonly isDataLost: boolean } | null): Promise<void> {
  isWriting = true
  try {
    await openKeeper(db, start)
    await countUnmarked(db)
    pen?.tell(copiesState().kind)
  } finally {
    // Another tab may have lost patience meanwhile, or be a newer Waymark.
    if (isStale || pen?.isHeld === false) await stopWriting()
  }
}

/** The pen is here: what comes now waits until this tab has begun to write. */
function turn(): void {
  const before = opening
  if (before === null) return
  const turning = before.then(async (db) => {
    await beginWriting(db, null)
    return db
  })
  opening = turning
  turning.then(
    () => tabEvents().onTurn(isWriting),
    () => {
      if (opening === turning) opening = null
    },
  )
}

/** The second copy lacks something. A tab that was put to sleep may have lost the pen, and hears of it only now. */
async function catchUp(): Promise<void> {
  await navigator.locks.query()
  if (isWriting) turn()
}

/** Makes this the tab that writes. @throws StorageError */
export function takeOver(): Promise<void> {
  const take = async () => {
    await database()
    if (pen === null || isWriting) return
    await pen.take()
    turn()
    await database()
  }
  takingOver ??= take().finally(() => (takingOver = null))
  return takingOver
}

async function letGo(): Promise<void> {
  try {
    await opening
    await tabEvents().beforeGiving()
    isWriting = false
    // Every change counts itself there, so when this has its turn they are all done.
    await (await opening)?.meta.get(META.seq)
    await keeper?.settled()
  } catch {
    // What could not be saved stays on the screen and in its queue, which says so.
  }
  await stopWriting()
  tabEvents().onTurn(false)
}

function lost(): void {
  void stopWriting()
  tabEvents().onTurn(false)
}

async function stopWriting(): Promise<void> {
  isWriting = false
  const before = keeper
  keeper = null
  await before?.close().catch(() => undefined)
}

function heard(kind: Copies['kind']): void {
  if (kind !== copiesState().kind) tellCopies({ kind, restored: null, isLost: false })
  tabEvents().onNews()
}

function onCommit(commit: Commit): void {
  commits += 1
  keeper?.add(commit)
  pen?.tell(copiesState().kind)
}

/** Photos are not counted as other changes are: other tabs hear of them, and a page that keeps nothing has more to lose. */
export function tellOfPhotos(): void {
  if (isTemporary()) keeper?.add({ seq: 0, changes: [] })
  pen?.tell(copiesState().kind)
}

/** Nothing is shown before the store has been compared with its second copy. Where there can be none it goes on alone. */
async function openKeeper(db: WaymarkDatabase, start: { readonly isDataLost: boolean } | null): Promise<void> {
  if (isTemporary()) {
    keeper = (await import('./memory')).keeper
    return
  }
  if (!canBeKeptTwice()) return tellCopies({ kind: 'one', restored: null, isLost: start?.isDataLost ?? false })
  await keeper?.close()
  keeper = null
  try {
    const { openCopies } = await import('./journal/secondPlace')
    keeper = await openCopies(db, start, tellCopies, () => void catchUp())
  } catch (error) {
    db.close()
    throw error
  }
}

/** Whether this is a browser, and one that lets one tab at a time keep the second copy. */
function canBeKeptTwice(): boolean {
  return typeof Worker !== 'undefined' && pen !== null
}

/** Writes all rows down as they are, before they are brought to today's version. */
async function layAside(version: number): Promise<void> {
  if (!canBeKeptTwice()) return
  const { keepBeforeUpgrade } = await import('./journal/secondPlace')
  await keepBeforeUpgrade({ version, at: Date.now(), tables: await rawTables(UPGRADE_PATIENCE) })
}

/** What was written blindly while a page went away; versions, and the second copy, lack it. */
interface Unmarked {
  readonly table: 'answers' | 'plan' | 'votes'
  readonly keys: readonly (string | readonly [string, string])[]
}

/** Counts what was written blindly. */
async function countUnmarked(db: WaymarkDatabase): Promise<void> {
  if ((await db.meta.where('key').startsWith(META.unmarked).count()) === 0) return
  await db.transaction('rw', db.answers, db.plan, db.votes, db.meta, async () => {
    const marks = await db.meta.where('key').startsWith(META.unmarked).toArray()
    for (const { value } of marks) {
      // Earlier versions wrote answers only, and noted nothing but their keys.
      const { table, keys } = (Array.isArray(value) ? { table: 'answers', keys: value } : value) as Unmarked
      const rows = await db.table(table).bulkGet([...keys])
      await db.table(table).bulkPut(rows.filter((row) => row !== undefined))
      await db.table(table).bulkDelete(keys.filter((_, index) => rows[index] === undefined))
    }
    await db.meta.bulkDelete(marks.map(({ key }) => key))
  })
}

/**
 * Stores rows while the page is being closed. Dexie's promises, and a second request after a first one, come too late
 * then; a bare transaction that is committed by hand mostly does not. So it cannot look first whether the rows still belong
 * to anything: whoever calls must have no reason to doubt it. Nothing can be reported back, the page is going away.
 */
export async function writeBlindly(
  table: Unmarked['table'],
  { put, remove }: { readonly put: readonly (AnswerRow | PlanRow | VotesRow)[]; readonly remove: Unmarked['keys'] },
): Promise<void> {
  if (put.length + remove.length === 0) return
  const transaction = (await database()).backendDB().transaction([table, 'meta'], 'readwrite', { durability: 'strict' })
  const store = transaction.objectStore(table)
  for (const row of put) store.put(row)
  for (const key of remove) store.delete(key as IDBValidKey)
  const keys = put.map((row) => ('id' in row ? row.id : ([row.assessmentId, row.itemId] as const)))
  transaction.objectStore('meta').put({ key: unmarkedKey(), value: { table, keys: [...keys, ...remove] } })
  // A page that was only hidden lives on; else the next start does it.
  transaction.addEventListener('complete', () => void inDatabase(countUnmarked).catch(() => undefined))
  transaction.commit()
}

/** Closes the database; the next call of `database` opens it again. */
export async function closeDatabase(): Promise<void> {
  const db = await opening?.catch(() => null)
  await stopWriting()
  leaveTabs()
  opening = null
  isStale = false
  wasOpen = false
  isWriting = true
  db?.close()
}

/**
 * The rows of every table that can be read, past all readers; none where the store does not open in time. Without photos: in
 * JSON nothing would be left of them.
 */
export async function rawTables(patience = RAW_PATIENCE): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const { name: store, databases } = await storeHome()
  const tables: Record<string, readonly unknown[]> = {}
  const reading = new Promise<void>((resolve) => {
    const request = databases.open(store)
    request.onupgradeneeded = () => request.transaction?.abort()
    request.onerror = () => resolve()
    request.onsuccess = () => {
      const db = request.result
      const names = [...db.objectStoreNames].filter((name) => name !== 'photos')
      let left = names.length
      const done = () => {
        left -= 1
        if (left > 0) return
        db.close()
        resolve()
      }
      for (const name of names) {
        const rows = db.transaction(name).objectStore(name).getAll()
        rows.onsuccess = () => {
          tables[name] = rows.result
          done()
        }
        rows.onerror = done
      }
    }
  })
  await Promise.race([reading, after(patience)])
  return tables
}

/** Takes the whole store away; whether it is gone. */
export async function dropDatabase(): Promise<boolean> {
  const { name, databases } = await storeHome()
  const dropping = new Promise<boolean>((resolve) => {
    const request = databases.deleteDatabase(name)
    request.onsuccess = () => resolve(true)
    request.onerror = () => resolve(false)
  })
  return Promise.race([dropping, after(RAW_PATIENCE).then(() => false)])
}

/** Milliseconds that a store which does not answer is waited for. */
const RAW_PATIENCE = 2500
/** Before an upgrade every row has to be read. */
const UPGRADE_PATIENCE = 60_000
const after = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

/**
 * Runs `work` on the open database, turning what it throws into a `StorageError`. The tab that a person uses is the tab that
 * writes: where another one does, it is asked for the pen first, and `work` runs once more.
 *
 * @throws StorageError
 */
export async function inDatabase<T>(work: (db: WaymarkDatabase) => Promise<T>): Promise<T> {
  const attempt = async () => {
    const db = await database()
    const before = commits
    const result = await work(db)
    // “Saved” means saved twice. Who only reads need not wait for it, and can do so where the second copy has no room.
    if (commits !== before) await keeper?.settled()
    return result
  }
  try {
    return await attempt().catch(async (error: unknown) => {
      if (toStorageError(error).code !== 'elsewhere') throw error
      await takeOver()
      return attempt()
    })
  } catch (error) {
    throw toStorageError(error)
  }
}

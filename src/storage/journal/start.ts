import type { WaymarkDatabase } from '@/storage/db'
import { StorageError } from '@/storage/errors'
import { areRecordsSame, NEWEST_VERSION } from '@/storage/migrations'
import { giveVersions, META, VERSIONED, type Change, type Version, type VersionRow } from '@/storage/versions'
import type { SecondCopy } from './client'
import { judge } from './judge'
import type { WholeCopy } from './journal'

/** What came back from the second copy. */
export interface Restored {
  readonly rounds: number
  readonly answers: number
  /** Lines of the copy that could not be read. */
  readonly damaged: number
}

export interface StartCheck {
  readonly restored: Restored | null
  /** Something was shown as saved that neither copy has any more. */
  readonly isLost: boolean
  /** The second copy has everything that the store has. */
  readonly isCopied: boolean
}

/**
 * Compares the store with its second copy by their counts, and brings the one that is behind up to the other, before
 * anything is shown. Reads neither of them whole where they agree.
 */
export async function checkCopies(
  db: WaymarkDatabase,
  copy: SecondCopy,
  { markSeq, isDataLost }: { readonly markSeq: number; readonly isDataLost: boolean },
): Promise<StartCheck> {
  const { storeSeq, hasRows } = await findings(db)
  const { seq: copySeq, isWhole: isCopyWhole, version } = copy.summary()
  // The store was lost, and an older Waymark would fill it with records that it does not know.
  if (version > NEWEST_VERSION) throw new StorageError('newer_version')
  const { step, isLost } = judge({ storeSeq, hasRows, copySeq, isCopyWhole, markSeq, isDataLost })
  const isBehind = step === 'restore' || (await isThinner(db, copy))
  const restored = isBehind ? await restore(db, await copy.readAll()) : null
  // Where only indexes are new, the copy is as it would be written now: to write 400,000 answers takes a minute.
  const isOlder = !areRecordsSame(version)
  const isCopied = (step === 'none' && !restored && !isOlder) || (await isRebuilt(db, copy))
  return { restored, isLost: isLost || (restored?.damaged ?? 0) > 0, isCopied }
}

/** What the store has. In one transaction, as all that every start waits for: each of its own costs a slow phone milliseconds. */
function findings(db: WaymarkDatabase): Promise<{ readonly storeSeq: number; readonly hasRows: boolean }> {
  const tables = [db.unions, db.assessments, db.preferences]
  return db.transaction('r', [...tables, db.meta], async () => {
    // To count them takes longer the more there are.
    const first = tables.map((table) => table.limit(1).primaryKeys())
    const [storeSeq, ...keys] = await Promise.all([seqOf(db), ...first])
    return { storeSeq, hasRows: keys.some((each) => each.length > 0) }
  })
}

/** Writes the copy anew; `false` where there is no room for it. The store can be read and written all the same. */
async function isRebuilt(db: WaymarkDatabase, copy: SecondCopy): Promise<boolean> {
  try {
    await copy.rebuild(await seqOf(db), await allRecords(db))
    return true
  } catch (error) {
    if ((error as Error).name === 'QuotaExceededError') return false
    throw error
  }
}

/** A copy that is longer is not read whole at every start. */
const LONGEST_READ = 8_000_000

/** Whether the store has fewer records than its copy: a browser may lose some tables, and keep the count. */
async function isThinner(db: WaymarkDatabase, copy: SecondCopy): Promise<boolean> {
  const { seq, bytes } = copy.summary()
  if (seq === 0 || bytes > LONGEST_READ) return false
  const rows = await copy.countRows()
  const counts = await db.transaction('r', [...TABLES], () =>
    Promise.all(TABLES.map((table) => db.table(table).count())),
  )
  return TABLES.some((table, index) => (counts[index] ?? 0) < (rows[table] ?? 0))
}

async function seqOf(db: WaymarkDatabase): Promise<number> {
  const value = (await db.meta.get(META.seq))?.value
  return typeof value === 'number' ? value : 0
}

const UNKNOWN: Version = { vector: {}, at: '', deleted: false }
const TABLES = [...VERSIONED, 'preferences', 'differences'] as const

/** Every record of the store, and the word of every deleted one, as changes. */
export async function allRecords(db: WaymarkDatabase): Promise<readonly Change[]> {
  return db.transaction('r', [...TABLES, 'versions'], async () => {
    const versions = new Map((await db.versions.toArray()).map((row) => [`${row.table} ${row.key}`, row]))
    const changes: Change[] = []
    for (const table of TABLES) {
      const { keyPath } = db.table(table).schema.primKey
      for (const value of (await db.table(table).toArray()) as readonly Record<string, unknown>[]) {
        const key = Array.isArray(keyPath) ? keyPath.map((name) => value[name]) : value[String(keyPath)]
        const name = `${table} ${JSON.stringify(key)}`
        changes.push({
          table,
          key,
          value,
          version: table === 'preferences' || table === 'differences' ? null : asVersion(versions.get(name)),
        })
        versions.delete(name)
      }
    }
    const deleted = [...versions.values()].filter((row) => row.deleted)
    const gone = deleted.map((row) => ({
      table: row.table,
      key: JSON.parse(row.key) as unknown,
      value: undefined,
      version: asVersion(row),
    }))
    return [...changes, ...gone]
  })
}

function asVersion(row: VersionRow | undefined): Version {
  return row ? { vector: row.vector, at: row.at, deleted: row.deleted } : UNKNOWN
}

/** How many changes a version counts. */
const total = (version: Version | null | undefined) =>
  Object.values(version?.vector ?? {}).reduce((sum, count) => sum + count, 0)

/**
 * Writes into the store what its second copy has and it lacks, all or nothing. What the store has in a later version stays.
 *
 * @returns `null` if it lacked nothing
 */
async function restore(db: WaymarkDatabase, { seq, changes, damaged }: WholeCopy): Promise<Restored | null> {
  const before = await Promise.all([db.assessments.count(), db.answers.count()])
  const storeSeq = await seqOf(db)
  const versions = new Map((await db.versions.toArray()).map((row) => [`${row.table} ${row.key}`, row]))
  const applied = await db.transaction('rw', [...TABLES, 'meta'], async (transaction) => {
    giveVersions(
      transaction.idbtrans,
      changes.map(({ table, key, version }) => ({ table, key, version: version ?? UNKNOWN })),
    )
    let count = 0
    for (const table of TABLES) {
      const own = changes.filter((change) => change.table === table)
      const rows = await db.table(table).bulkGet(own.map(({ key }) => key as string | string[]))
      const missing = own.filter(({ key, value, version }, index) => {
        const there = versions.get(`${table} ${JSON.stringify(key)}`)
        if (total(version) !== total(there)) return total(version) > total(there)
        return value !== undefined && rows[index] === undefined && !there?.deleted
      })
      const gone = missing.filter(({ value }) => value === undefined)
      await db.table(table).bulkPut(missing.map(({ value }) => value).filter((value) => value !== undefined))
      await db.table(table).bulkDelete(gone.map(({ key }) => key as string | string[]))
      count += missing.length
    }
    // One further than either had: what is saved from now on is newer.
    if (count > 0 || storeSeq < seq) await db.meta.put({ key: META.seq, value: Math.max(seq, storeSeq) + 1 })
    return count
  })
  if (applied === 0 && damaged === 0) return null
  const after = await Promise.all([db.assessments.count(), db.answers.count()])
  return {
    rounds: Math.max(0, after[0] - before[0]),
    answers: Math.max(0, after[1] - before[1]),
    damaged,
  }
}

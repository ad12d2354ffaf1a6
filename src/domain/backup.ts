import type { Assessment } from './assessment'
import { joined, type KnownRecord } from './merge'
import { readStamp, type Vector } from './stamp'

/** What a file holds of each record, by table and key: so many changes of it are known, or of a round whether it is sealed. */
export type Held = Readonly<Record<string, number>>

/** The last file of a union that was written, read back, and matched (rule B1). */
export interface Backup {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly held: Held
}

/** How a union stands to its last backup (rule B2). */
export interface SinceBackup {
  /** When the backup was made; `null` where there is none. */
  readonly at: number | null
  /** Answers that are not in it as they are now. */
  readonly answers: number
  /** Everything else that is not in it as it is now. */
  readonly others: number
  /** A round was sealed since. */
  readonly hasSealed: boolean
  /** The earliest of the moments at which these were changed last; `null` where nothing was, or no moment is known. */
  readonly oldest: number | null
}

const DRAFT = 1
const SEALED = 2

/** What is in a file with these records. */
export function heldOf(records: readonly KnownRecord[]): Held {
  return Object.fromEntries(
    records.flatMap((record) => {
      const measure = measureOf(record)
      return measure === null ? [] : [[nameOf(record), measure]]
    }),
  )
}

/** What of these records is not in the last backup as it is now (rule B2). */
export function sinceBackup(backup: Backup | null, records: readonly KnownRecord[]): SinceBackup {
  const held = backup?.held ?? {}
  const changed = records.filter((record) => {
    const name = nameOf(record)
    return measureOf(record) !== (Object.hasOwn(held, name) ? held[name] : null)
  })
  const answers = changed.filter(({ table }) => table === 'answers').length
  const times = changed.flatMap(({ versions }) => {
    const latest = Math.max(...versions.map(({ at }) => readStamp(at).at))
    return latest > 0 ? [latest] : []
  })
  return {
    at: backup?.at ?? null,
    answers,
    others: changed.length - answers,
    hasSealed: changed.some((record) => record.table === 'assessments' && measureOf(record) === SEALED),
    oldest: times.length > 0 ? Math.min(...times) : null,
  }
}

/** `null` for what is not there, and for questionnaires, which do not change. */
function measureOf({ table, versions }: KnownRecord): number | null {
  const live = versions.find(({ value }) => value !== null)
  if (!live || table === 'questionnaires') return null
  // The place where somebody was last is part of a round too, and no reason for a backup.
  if (table === 'assessments') return (live.value as Partial<Assessment>).status === 'sealed' ? SEALED : DRAFT
  const vector = versions.reduce<Vector>((all, version) => joined(all, version.vector), {})
  return Object.values(vector).reduce((sum, count) => sum + count, 0)
}

function nameOf({ table, key }: KnownRecord): string {
  return `${table} ${key}`
}

const DAY = 24 * 3_600_000
/** So many changed answers are worth a file. */
const MANY = 25
/** What is changed should not stay without a backup for longer, in milliseconds. */
const LONGEST = 7 * DAY

/** Whether to remind of a backup (rule B3). @param quietUntil until then nobody wants to hear of it; 0 if that was never said */
export function isBackupDue(since: SinceBackup, quietUntil: number, now: number): boolean {
  if (now < quietUntil) return false
  const isOld = since.oldest !== null && now - since.oldest >= LONGEST
  return since.hasSealed || since.answers >= MANY || isOld
}

/** Until when to be quiet, if somebody says now that they want to be reminded later (rule B3). */
export function quietFrom(now: number): number {
  return now + 14 * DAY
}

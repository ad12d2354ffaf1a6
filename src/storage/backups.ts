import type { Backup, Held } from '@/domain/backup'
import { inDatabase } from './db'
import { plainJson } from './records'
import { META } from './versions'

/** What this device keeps of the backups of a union. */
export interface BackupNote {
  /** `null` where none was made here. */
  readonly backup: Backup | null
  /** Until when nobody wants to be reminded, in milliseconds since 1970; 0 if that was never said. */
  readonly quietUntil: number
}

/** The note of a union; what cannot be read counts as not there, so that rather one reminder too many is given. */
export function loadBackupNote(unionId: string): Promise<BackupNote> {
  return inDatabase(async (db) => readNote((await db.meta.get(META.backup + unionId))?.value))
}

/** Stores what is new in the note of a union. @throws StorageError */
export function saveBackupNote(unionId: string, patch: Partial<BackupNote>): Promise<void> {
  const key = META.backup + unionId
  return inDatabase(async (db) => {
    await db.transaction('rw', db.meta, async () => {
      await db.meta.put({ key, value: { ...readNote((await db.meta.get(key))?.value), ...plainJson(patch) } })
    })
  })
}

function readNote(value: unknown): BackupNote {
  const { backup, quietUntil } = asFields(value)
  const { at, held } = asFields(backup)
  const counts = Object.entries(asFields(held)).filter((each): each is [string, number] => isNumber(each[1]))
  return {
    backup: isNumber(at) ? { at, held: Object.fromEntries(counts) satisfies Held } : null,
    quietUntil: isNumber(quietUntil) ? quietUntil : 0,
  }
}

function asFields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

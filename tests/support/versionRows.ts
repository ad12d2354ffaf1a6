import { inDatabase } from '@/storage/db'
import { plainJson } from '@/storage/records'
import { giveVersions, VERSIONED, type Version, type VersionedTable, type VersionRow } from '@/storage/versions'

/** A record as it comes from elsewhere, with the version it has there. */
export interface VersionedRecord {
  readonly table: VersionedTable
  /** Its primary key. */
  readonly key: string | readonly string[]
  /** The record, plain and checked; `undefined` takes it out of the store. */
  readonly value: unknown
  readonly version: Version
}

/** All versions that are stored; a record without one has an empty vector. */
export function loadVersions(): Promise<readonly VersionRow[]> {
  return inDatabase((db) => db.versions.toArray())
}

/**
 * Writes records with the versions they come with, all or none, instead of counting them as changes of this device.
 *
 * @throws StorageError
 */
export function applyRecords(given: readonly VersionedRecord[]): Promise<void> {
  const records = plainJson(given)
  return inDatabase((db) =>
    db.transaction('rw', [...VERSIONED], async (transaction) => {
      giveVersions(transaction.idbtrans, records)
      for (const table of VERSIONED) {
        const own = records.filter((record) => record.table === table)
        const kept = own.filter(({ value }) => value !== undefined)
        const gone = own.filter(({ value }) => value === undefined)
        if (kept.length > 0) await db.table(table).bulkPut(kept.map(({ value }) => value))
        if (gone.length > 0) await db.table(table).bulkDelete(gone.map(({ key }) => key as string | string[]))
      }
    }),
  )
}

import { firstRelease } from './0001-first-release'

/** One step in the life of the database. A released step is never edited. */
export interface Migration {
  /** The Dexie version; the browser's own version number is ten times as high. */
  readonly version: number
  /** Tables that begin, change their indexes, or end (`null`) here, in Dexie's notation. */
  readonly tables: Readonly<Record<string, string | null>>
}

/** The history, oldest first. */
export const MIGRATIONS: readonly Migration[] = [firstRelease]

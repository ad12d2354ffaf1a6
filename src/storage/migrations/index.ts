import { firstRelease } from './0001-first-release'
import { unionOrProject } from './0002-union-or-project'
import { plan } from './0003-plan'
import { twoCopies } from './0004-two-copies'
import { differences } from './0005-differences'
import { sessions } from './0006-sessions'
import { photos } from './0007-photos'
import { newestFirst } from './0008-newest-first'

/** A stored record of an earlier version: anything may be in it. */
export type Row = Readonly<Record<string, unknown>>

/** One step in the life of the database. A released step is never edited. */
export interface Migration {
  /** The Dexie version; the browser's own version number is ten times as high. */
  readonly version: number
  /** Tables that begin, change their indexes, or end (`null`) here, in Dexie's notation. */
  readonly tables: Readonly<Record<string, string | null>>
  /** How the rows of a table change. Each gets every row, damaged ones too, and must not throw. */
  readonly rows?: Readonly<Record<string, (before: Row) => Row>>
}

/** The history, oldest first. */
export const MIGRATIONS: readonly Migration[] = [
  firstRelease,
  unionOrProject,
  plan,
  twoCopies,
  differences,
  sessions,
  photos,
  newestFirst,
]

/** The version of today. */
export const NEWEST_VERSION = MIGRATIONS.at(-1)?.version ?? 1

/**
 * Whether the records of an earlier version are as today's, in tables that it had too: since then nothing but indexes has
 * changed, which only the database itself has.
 */
export function areRecordsSame(version: number, history: readonly Migration[] = MIGRATIONS): boolean {
  const before = history.filter((step) => step.version <= version)
  const known = new Set(before.flatMap(({ tables }) => Object.keys(tables)))
  const isIndexOnly = ({ tables, rows }: Migration) =>
    !rows && Object.entries(tables).every(([name, indexes]) => indexes !== null && known.has(name))
  return history.filter((step) => step.version > version).every(isIndexOnly)
}

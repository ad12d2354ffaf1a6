import { MIGRATIONS, type Row } from './migrations'

/** The record as the newest version has it: the same steps that the rows of the store went through. `null` if it is no record. */
export function renewed(table: string, record: unknown, version: number): Row | null {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return null
  return MIGRATIONS.filter((step) => step.version > version).reduce(
    (before, { rows }) => rows?.[table]?.(before) ?? before,
    record as Row,
  )
}

import { isTemporary } from '@/device/temporary'
import { closeDatabase, dropDatabase, rawTables } from '@/storage/db'
import { moveStore } from '@/storage/home'
import { openSecondCopy } from './client'
import type { RowsBefore, WholeCopy } from './journal'

/** Milliseconds. A store that hangs while it opens cannot be closed either. */
const PATIENCE = 500

/** What can be read of the second copy, and what lies aside there; nothing where there is none, or another tab keeps it. */
async function readCopy(): Promise<(WholeCopy & { readonly aside: RowsBefore | null }) | null> {
  // What lies on the device is not of a page that keeps nothing.
  if (isTemporary()) return null
  // One at a time may have its files open.
  await Promise.race([closeDatabase(), new Promise((resolve) => setTimeout(resolve, PATIENCE))])
  const copy = await openSecondCopy()
  return Promise.all([copy.readAll(), copy.readAside()])
    .then(([all, aside]) => ({ ...all, aside }))
    .finally(() => copy.close())
}

/**
 * Everything that can be read, of the store and of its second copy, as the text of a file.
 *
 * @returns `null` if nothing can be read
 */
export async function everythingAsText(now: number): Promise<string | null> {
  const [store, copy] = await Promise.all([rawTables(), readCopy().catch(() => null)])
  const fromCopy: Record<string, unknown[]> = {}
  for (const { table, value } of copy?.changes ?? []) if (value !== undefined) (fromCopy[table] ??= []).push(value)
  const beforeUpgrade = copy?.aside?.tables ?? {}
  const all = { store, secondCopy: fromCopy, beforeUpgrade }
  const isEmpty = Object.values(all).every((tables) => Object.values(tables).every((rows) => rows.length === 0))
  if (isEmpty) return null
  const content = { waymark: 'rescue', savedAt: new Date(now).toISOString(), ...all }
  return `${JSON.stringify(content, null, 2)}\n`
}

/**
 * Takes a store that cannot be opened away, so that the next opening begins a new one and fills it from the second copy.
 * Where it cannot even be taken away, the new one lies in another place.
 *
 * @returns whether that was done; without a second copy that can be read, nothing is taken away
 */
export async function makeWayForCopy(): Promise<boolean> {
  const copy = await readCopy().catch(() => null)
  if (!copy || copy.changes.length === 0) return false
  return (await dropDatabase()) || moveStore()
}

import type { PlannedAction } from '@/domain/plan'
import { inDatabase, writeBlindly } from './db'
import { StorageError } from './errors'
import { plain, readPlannedAction } from './records'

/** The plan of a union as it is stored, in no particular order. */
export interface StoredPlan {
  readonly actions: readonly PlannedAction[]
  /** Actions that lie in the store but could not be read. They stay there. */
  readonly unreadable: number
}

/** All actions of a union's plan. */
export function loadPlan(unionId: string): Promise<StoredPlan> {
  return inDatabase(async (db) => {
    const rows = await db.plan.where('unionId').equals(unionId).toArray()
    const actions = rows.flatMap((row) => readPlannedAction(row) ?? [])
    return { actions, unreadable: rows.length - actions.length }
  })
}

/**
 * Stores actions of a plan, new or changed, all or none.
 *
 * @param before the actions as they were before they were changed: of these only the changes are stored, so that two tabs do
 * not undo each other’s work
 * @throws StorageError `not_found` if their union is not here any more
 */
export function savePlanned(actions: readonly PlannedAction[], before: readonly PlannedAction[] = []): Promise<void> {
  const rows = actions.map((action) => plain(readPlannedAction, action))
  const bases = new Map(before.map((action) => [action.id, plain(readPlannedAction, action)]))
  return inDatabase(async (db) => {
    // Looked up apart: a plan being saved must not wait for a round that is being read.
    const unions = [...new Set(rows.map(({ unionId }) => unionId))]
    if ((await db.unions.bulkGet(unions)).includes(undefined)) throw new StorageError('not_found')
    await db.transaction('rw', db.plan, async () => {
      const stored = await db.plan.bulkGet(rows.map(({ id }) => id))
      const merged = rows.map((row, index) => withStored(row, bases.get(row.id), readPlannedAction(stored[index])))
      await db.plan.bulkPut(merged)
    })
  })
}

/** What is stored, with what was changed since `before`. */
function withStored(
  action: PlannedAction,
  before: PlannedAction | undefined,
  stored: PlannedAction | null,
): PlannedAction {
  if (!before || !stored) return action
  const isChanged = (key: keyof PlannedAction) => JSON.stringify(action[key]) !== JSON.stringify(before[key])
  const changes = (Object.keys(action) as (keyof PlannedAction)[]).filter(isChanged)
  const isLogLonger = stored.log.length > before.log.length
  return {
    ...stored,
    ...Object.fromEntries(changes.map((key) => [key, action[key]])),
    log: isLogLonger ? [...stored.log, ...action.log.slice(before.log.length)] : action.log,
  }
}

/** Takes an action out of the store. */
export function deletePlanned(id: string): Promise<void> {
  return inDatabase((db) => db.transaction('rw', db.plan, () => db.plan.delete(id)))
}

/** Stores actions while the page is being closed, as `writeBlindly` does; `null` takes one out. */
export async function savePlanOnHide(actions: ReadonlyMap<string, PlannedAction | null>): Promise<void> {
  const put = [...actions.values()].flatMap((action) => (action ? [plain(readPlannedAction, action)] : []))
  const remove = [...actions].flatMap(([id, action]) => (action ? [] : [id]))
  await writeBlindly('plan', { put, remove })
}

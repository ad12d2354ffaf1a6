import Dexie, { type DBCore, type DBCoreMutateRequest, type DBCoreTable, type DBCoreTransaction } from 'dexie'
import { bumped, nextStamp, type Stamp, type Vector } from '@/domain/stamp'
import { StorageError } from './errors'

/** The tables whose records carry a version: what a union would call its own. */
export const VERSIONED = [
  'unions',
  'assessments',
  'answers',
  'aims',
  'plan',
  'sessions',
  'votes',
  'responses',
  'questionnaires',
] as const
export type VersionedTable = (typeof VERSIONED)[number]

/** What else goes into the second copy: how this device likes its screens, and what is still to be settled. */
const COPIED: readonly string[] = [...VERSIONED, 'preferences', 'differences']

/** Who changed a record how often. A record without one was stored before there were versions: its vector is empty. */
export interface Version {
  readonly vector: Vector
  /** When it was changed last. */
  readonly at: Stamp
  /** The record was taken out of the store; its version stays. */
  readonly deleted: boolean
}

/** A version as it lies in its table. */
export interface VersionRow extends Version {
  readonly table: string
  /** The primary key of the record, as JSON. */
  readonly key: string
}

/** One change of a committed transaction. */
export interface Change {
  readonly table: string
  readonly key: unknown
  /** The record as it is now; `undefined` if it was taken out. */
  readonly value: unknown
  /** `null` for tables that carry none. */
  readonly version: Version | null
}

/** All changes of one transaction, in their order. */
export interface Commit {
  /** Counted in the store, in the same transaction. */
  readonly seq: number
  readonly changes: readonly Change[]
}

/** Keys in the table `meta`. */
export const META = { device: 'device', seq: 'seq', stamp: 'stamp', unmarked: 'unmarked:', backup: 'backup:' } as const

/** A new key under which answers that were written blindly wait to be counted. */
export function unmarkedKey(): string {
  return META.unmarked + [...crypto.getRandomValues(new Uint8Array(6))].join('-')
}

interface Log {
  readonly changes: Change[]
  seq: number
  device: string
  stamp: Stamp
  /** One after another: two writes in one transaction must not read the same version. */
  running: PromiseLike<unknown> | null
}

const logs = new WeakMap<DBCoreTransaction, Log>()
const given = new WeakMap<DBCoreTransaction, ReadonlyMap<string, Version>>()

const nameOf = (table: string, key: unknown) => `${table} ${JSON.stringify(key)}`

/** From now on the records written in this transaction get these versions, instead of counting on. */
export function giveVersions(
  transaction: object,
  versions: readonly { readonly table: string; readonly key: unknown; readonly version: Version }[],
): void {
  given.set(
    transaction as DBCoreTransaction,
    new Map(versions.map(({ table, key, version }) => [nameOf(table, key), version])),
  )
}

/**
 * Counts every change of a record in the transaction that makes it, and tells each committed transaction. While another tab
 * writes, none is begun. No writer can forget it; only what goes past Dexie does.
 */
export function countChanges(
  db: Dexie,
  newDevice: () => string,
  onCommit: (commit: Commit) => void,
  mayWrite: () => boolean,
): void {
  db.use({
    stack: 'dbcore',
    name: 'versions',
    create: (down) => ({
      ...down,
      transaction(stores, mode, options) {
        if (mode !== 'readwrite' || !stores.some((store) => COPIED.includes(store)))
          return down.transaction(stores, mode, options)
        if (!mayWrite()) throw new StorageError('elsewhere')
        const transaction = down.transaction([...new Set([...stores, 'versions', 'meta'])], mode, options)
        const log: Log = { changes: [], seq: 0, device: '', stamp: '', running: null }
        logs.set(transaction, log)
        ;(transaction as unknown as IDBTransaction).addEventListener('complete', () => {
          if (log.changes.length > 0) onCommit({ seq: log.seq, changes: log.changes })
        })
        return transaction
      },
      table(name) {
        const table = down.table(name)
        return COPIED.includes(name)
          ? { ...table, mutate: (request) => mutate(down, table, newDevice, request) }
          : table
      },
    }),
  })
}

function mutate(down: DBCore, table: DBCoreTable, newDevice: () => string, request: DBCoreMutateRequest) {
  const log = logs.get(request.trans)
  // Without one it is a migration: it changes the shape of records, and nobody's work.
  if (!log) return table.mutate(request)
  const write = (changes: readonly Pick<Change, 'key' | 'value'>[]) =>
    count(down, table, newDevice, request, log, changes)
  if (request.type === 'add' || request.type === 'put')
    return table.mutate(request).then((response) => {
      const done = request.values.flatMap((value, index) =>
        response.failures[index] ? [] : [{ key: table.schema.primaryKey.extractKey?.(value), value }],
      )
      return write(done).then(() => response)
    })
  const { trans } = request
  const keys =
    request.type === 'delete'
      ? Dexie.Promise.resolve(request.keys)
      : table
          .query({ trans, values: false, query: { index: table.schema.primaryKey, range: request.range } })
          .then(({ result }) => result)
  return keys.then((all: readonly unknown[]) =>
    table.getMany({ trans, keys: [...all] }).then((rows) =>
      table.mutate(request).then((response) => {
        const gone = all.map((key, index) => ({ key, value: undefined, wasThere: rows[index] !== undefined }))
        return write(gone).then(() => response)
      }),
    ),
  )
}

/** Writes the versions of what was changed, in the same transaction. */
function count(
  down: DBCore,
  { name }: DBCoreTable,
  newDevice: () => string,
  { trans }: DBCoreMutateRequest,
  log: Log,
  changes: readonly (Pick<Change, 'key' | 'value'> & { readonly wasThere?: boolean })[],
): PromiseLike<unknown> {
  const versions = down.table('versions')
  const step = (): PromiseLike<unknown> => {
    if (!(VERSIONED as readonly string[]).includes(name))
      return begin(down, newDevice, trans, log).then(() => {
        log.changes.push(...changes.map(({ key, value }) => ({ table: name, key, value, version: null })))
      })
    const keys = changes.map(({ key }) => [name, JSON.stringify(key)])
    return versions.getMany({ trans, keys }).then((rows: readonly (VersionRow | undefined)[]) => {
      const known = changes.map((change, index) => ({ ...change, before: rows[index] }))
      // Nothing was there to be taken out, and nothing is known of it.
      const real = known.filter(
        ({ key, value, wasThere, before }) =>
          value !== undefined || wasThere || before?.deleted === false || given.get(trans)?.has(nameOf(name, key)),
      )
      if (real.length === 0) return null
      return begin(down, newDevice, trans, log).then(() => {
        const counted = real.map(({ key, value, before }): Change & { readonly version: Version } => {
          const version = given.get(trans)?.get(nameOf(name, key)) ?? {
            vector: bumped(before?.vector ?? {}, log.device),
            at: log.stamp,
            deleted: value === undefined,
          }
          return { table: name, key, value, version }
        })
        log.changes.push(...counted)
        const values = counted.map(({ key, version }) => ({ table: name, key: JSON.stringify(key), ...version }))
        return versions.mutate({ type: 'put', trans, values }).then(orThrow)
      })
    })
  }
  const before = log.running
  const result = (changes.length === 0 ? Dexie.Promise.resolve() : before ? before.then(step) : step()).then(
    undefined,
    (error: unknown) => {
      // A transaction that the browser gave up meanwhile knows why; the write after it only knows that it came too late.
      throw (trans as unknown as IDBTransaction).error ?? error
    },
  )
  log.running = result
  return result
}

/** Takes the number of this transaction, at its first change. */
function begin(down: DBCore, newDevice: () => string, trans: DBCoreTransaction, log: Log): PromiseLike<unknown> {
  if (log.seq > 0) return Dexie.Promise.resolve()
  const meta = down.table('meta')
  return meta
    .getMany({ trans, keys: [META.device, META.seq, META.stamp] })
    .then(([device, seq, stamp]: readonly ({ value: unknown } | undefined)[]) => {
      log.device = typeof device?.value === 'string' ? device.value : newDevice()
      log.seq = (typeof seq?.value === 'number' ? seq.value : 0) + 1
      log.stamp = nextStamp(typeof stamp?.value === 'string' ? stamp.value : null, Date.now(), log.device)
      const values = [
        { key: META.device, value: log.device },
        { key: META.seq, value: log.seq },
        { key: META.stamp, value: log.stamp },
      ]
      return meta.mutate({ type: 'put', trans, values }).then(orThrow)
    })
}

function orThrow(response: { readonly numFailures: number; readonly failures: Readonly<Record<number, Error>> }) {
  if (response.numFailures > 0) throw response.failures[0] ?? new Error('the version was not written')
}

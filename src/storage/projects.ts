import type { Table } from 'dexie'
import { isSameContent } from '@/domain/canonical'
import {
  mergeRecords,
  settled,
  taken,
  type KnownRecord,
  type MergedRecord,
  type RecordVersion,
  type Taker,
} from '@/domain/merge'
import type { Photo } from '@/domain/photo'
import { nextStamp, readStamp } from '@/domain/stamp'
import { inDatabase, type WaymarkDatabase } from './db'
import { StorageError } from './errors'
import { readPhoto } from './photoRecords'
import type { Project } from './projectFile'
import { plainJson, readAims, readAnswer, readAssessment, readPlannedAction, readUnion } from './records'
import { readHeldResponse, readRoomItem, readSession } from './sessionRecords'
import { giveVersions, META, VERSIONED, type VersionedTable, type VersionRow } from './versions'

type ProjectRecord = Project['records'][number]

/** A union as it is stored, ready for a file. */
export interface StoredProject {
  readonly project: Project
  /** Records that lie in the store but could not be read, so they are not in the file. */
  readonly unreadable: number
}

/** Everything of one union, with what was deleted. */
export function loadProject(unionId: string): Promise<StoredProject> {
  return inDatabase((db) =>
    db.transaction('r', [...VERSIONED, 'versions', 'differences'], async () => {
      const { records, unreadable } = await gather(db, unionId)
      if (!records.some(({ table, versions }) => table === 'unions' && versions[0]?.value != null))
        throw new StorageError('not_found')
      return { project: { union: unionId, records }, unreadable }
    }),
  )
}

/** The rows of some rounds, of each at once: with one request for all of them a browser would go from row to row. */
async function ofRounds<Row>(table: Table<Row, [string, string]>, rounds: readonly string[]): Promise<readonly Row[]> {
  return (await Promise.all(rounds.map((id) => table.where('assessmentId').equals(id).toArray()))).flat()
}

/** The records of a union. Nothing but requests of this transaction is awaited. */
async function gather(db: WaymarkDatabase, unionId: string): Promise<{ records: ProjectRecord[]; unreadable: number }> {
  const [union, assessments, plan, goneRounds, gonePlan, beside] = await Promise.all([
    db.unions.get(unionId),
    db.assessments.where('unionId').equals(unionId).toArray(),
    db.plan.where('unionId').equals(unionId).toArray(),
    goneOf(db, 'assessments'),
    goneOf(db, 'plan'),
    db.differences.where('unionId').equals(unionId).toArray(),
  ])
  const rounds = assessments.map(({ id }) => id)
  const used = new Map(
    assessments.map(({ questionnaireId: id, questionnaireVersion: version }) => [
      JSON.stringify([id, version]),
      [id, version] as [string, string],
    ]),
  )
  const allRounds = [...rounds, ...goneRounds.map(({ key }) => JSON.parse(key) as string)]
  const [answers, aims, sessions, votes, responses, questionnaires, ownVersions, versionsOfRounds] = await Promise.all([
    ofRounds(db.answers, rounds),
    db.aims.bulkGet(rounds),
    db.sessions.bulkGet(rounds),
    ofRounds(db.votes, rounds),
    ofRounds(db.responses, rounds),
    db.questionnaires.bulkGet([...used.values()]),
    db.versions.bulkGet([
      ['unions', JSON.stringify(unionId)],
      ...rounds.map((id): [string, string] => ['assessments', JSON.stringify(id)]),
      ...plan.map(({ id }): [string, string] => ['plan', JSON.stringify(id)]),
      ...[...used.keys()].map((key): [string, string] => ['questionnaires', key]),
    ]),
    versionsOf(db, allRounds),
  ])
  const versionRows = [
    ...ownVersions.filter((row) => row !== undefined),
    ...versionsOfRounds,
    ...goneRounds,
    ...gonePlan,
  ].sort(byPlace)
  const versions = new Map(versionRows.map((row) => [`${row.table} ${row.key}`, row]))
  const others = new Map(beside.map((row) => [`${row.table} ${row.key}`, row.versions]))
  const found: readonly (readonly [VersionedTable, unknown, unknown])[] = [
    ...(union ? [['unions', unionId, readUnion(union)] as const] : []),
    ...assessments.map((row) => ['assessments', row.id, readAssessment(row)] as const),
    ...answers.map(({ assessmentId, itemId, answer: given }) => {
      const answer = readAnswer(given)
      return ['answers', [assessmentId, itemId], answer && { assessmentId, itemId, answer }] as const
    }),
    ...aims.flatMap((row) => {
      const own = row && readAims(row)
      return row ? [['aims', row.assessmentId, own && { assessmentId: row.assessmentId, ...own }] as const] : []
    }),
    ...plan.map((row) => ['plan', row.id, readPlannedAction(row)] as const),
    ...sessions.flatMap((row) => (row ? [['sessions', row.assessmentId, readSession(row)] as const] : [])),
    ...votes.map(({ assessmentId, itemId, room: given }) => {
      const room = readRoomItem(given)
      return ['votes', [assessmentId, itemId], room && { assessmentId, itemId, room }] as const
    }),
    ...responses.map(({ assessmentId, key, held: given }) => {
      const held = readHeldResponse(given)
      return ['responses', [assessmentId, key], held && { assessmentId, key, held }] as const
    }),
    ...questionnaires.flatMap((row) => (row ? [['questionnaires', [row.id, row.version], row] as const] : [])),
  ]
  const live = found.flatMap(([table, ownKey, value]): ProjectRecord[] => {
    if (value === null) return []
    const key = JSON.stringify(ownKey)
    const { vector = {}, at = '' } = versions.get(`${table} ${key}`) ?? {}
    return [{ table, key, versions: [{ vector, at, value }, ...(others.get(`${table} ${key}`) ?? [])] }]
  })
  const gone = versionRows
    .filter(({ deleted }) => deleted)
    .map(({ table, key, vector, at }) => ({
      table: table as VersionedTable,
      key,
      versions: [{ vector, at, value: null }, ...(others.get(`${table} ${key}`) ?? [])],
    }))
  return { records: [...live, ...gone], unreadable: found.length - live.length }
}

/**
 * What was deleted of a table, of any union: a deleted record no longer says whose it was. That something with a random id
 * is gone tells nobody anything, so it is in every file. What is there is not read for it, only its keys.
 */
async function goneOf(db: WaymarkDatabase, table: 'assessments' | 'plan'): Promise<readonly VersionRow[]> {
  const [known, there] = await Promise.all([
    db.versions.where(':id').between([table, ''], [table, LAST]).primaryKeys(),
    db.table<unknown, string>(table).toCollection().primaryKeys(),
  ])
  const isThere = new Set(there.map((id) => JSON.stringify(id)))
  const rows = await db.versions.bulkGet(known.filter(([, key]) => !isThere.has(key)))
  return rows.filter((row): row is VersionRow => row?.deleted === true)
}

/** The versions of what belongs to rounds, also of what was deleted of them. */
async function versionsOf(db: WaymarkDatabase, rounds: readonly string[]): Promise<readonly VersionRow[]> {
  const [single, several] = await Promise.all([
    db.versions.bulkGet(
      rounds.flatMap((id): [string, string][] => ['aims', 'sessions'].map((table) => [table, JSON.stringify(id)])),
    ),
    Promise.all(
      ['answers', 'votes', 'responses'].flatMap((table) =>
        rounds.map((id) => {
          // Their keys, as JSON, begin with the id of the round.
          const start = `${JSON.stringify([id]).slice(0, -1)},`
          return db.versions
            .where(':id')
            .between([table, start], [table, start + LAST])
            .toArray()
        }),
      ),
    ),
  ])
  return [...single.filter((row) => row !== undefined), ...several.flat()]
}

/** Comes after every text. */
const LAST = '\uffff'

const byPlace = (one: VersionRow, other: VersionRow) =>
  one.table === other.table ? (one.key < other.key ? -1 : 1) : one.table < other.table ? -1 : 1

/** What a file would do here, by its kind of record. */
export interface Preview {
  /** The union has something here. */
  readonly isHere: boolean
  readonly changes: readonly Pick<MergedRecord, 'table' | 'outcome'>[]
  /** So many records here are newer than in the file, or not in it. */
  readonly newerHere: number
  /** So many photos of the file are not here. */
  readonly newPhotos: number
}

/** Nothing of what is only compared is stored. */
const NOBODY: Taker = { device: '', at: '' }

/** Compares a file with what is here; changes nothing. */
export function previewProject(project: Project): Promise<Preview> {
  return inDatabase((db) =>
    db.transaction('r', [...VERSIONED, 'versions', 'differences', 'photos'], async () => {
      const { records } = await gather(db, project.union)
      const come = await ownOnly(db, project)
      const photos = await photosToBring(db, project)
      const isHere = records.some(({ table, versions }) => table === 'assessments' && versions[0]?.value != null)
      const newer = mergeRecords(come, records, NOBODY).filter(isTold)
      const merged = mergeRecords(records, come, NOBODY)
      const rounds = liveRounds(isHere ? [...records, ...merged] : come)
      const newPhotos = photos.filter(({ assessmentId }) => rounds.has(assessmentId)).length
      return { isHere, changes: merged.filter(isTold), newerHere: newer.length, newPhotos }
    }),
  )
}

/** The ids of the rounds that are not deleted; of a record that comes twice, the later one counts. */
function liveRounds(records: readonly KnownRecord[]): ReadonlySet<string> {
  const known = new Map(
    records.filter(({ table }) => table === 'assessments').map(({ key, versions }) => [key, versions[0]?.value]),
  )
  return new Set([...known].flatMap(([key, value]) => (value == null ? [] : [JSON.parse(key) as string])))
}

/** Counts that are joined, what was deleted before anybody here had it, and questionnaires are nobody's news. */
function isTold({ table, outcome, versions }: MergedRecord): boolean {
  return table !== 'questionnaires' && outcome !== 'joined' && !(outcome === 'new' && versions[0]?.value === null)
}

/** Why the store was changed from a file. */
export type TakingIn = 'add' | 'merge' | 'replace' | 'undo'

/** A union as it was before a file was taken in. */
export interface Copy {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly why: TakingIn
  readonly unionId: string
  /** Empty where the union was not here before. */
  readonly records: readonly ProjectRecord[]
}

type CopyRow = Copy & { readonly kind: 'union' }

/** Copies are kept for so long. */
export const KEPT_FOR = 30 * 24 * 3_600_000

const ALL = [...VERSIONED, 'versions', 'differences', 'copies', 'meta', 'photos'] as const

/**
 * Takes a file in, all or nothing; what was here before is kept as a copy in the same transaction. Photos only come: those
 * of a round that goes stay as long as the round can be put back.
 *
 * @param now milliseconds since 1970
 * @throws StorageError
 */
export function takeIn(project: Project, why: TakingIn, now: number): Promise<void> {
  return inDatabase((db) =>
    db.transaction('rw', [...ALL], async (transaction) => {
      const { records } = await gather(db, project.union)
      const come = await ownOnly(db, project)
      const own = await stampOf(db, now)
      // A clock that was set back would have the copy pass for an old one as soon as it is put right.
      const { at: last = 0 } = (await db.copies.orderBy('at').last()) ?? {}
      const at = Math.max(readStamp(own.at).at, last + 1)
      await keepCopy(db, { id: newId(), at, why, unionId: project.union, records })
      const changed = why === 'merge' ? mergeRecords(records, come, own) : replacing(records, come, own)
      await write(db, transaction.idbtrans, project.union, changed)
      const rounds = new Set(await db.assessments.where('unionId').equals(project.union).primaryKeys())
      const photos = await photosToBring(db, project)
      await db.photos.bulkAdd(
        // Plain objects again, as everything that is stored.
        photos.filter(({ assessmentId }) => rounds.has(assessmentId)).flatMap((photo) => readPhoto(photo) ?? []),
      )
    }),
  )
}

/** The photos of a file that are not here. */
async function photosToBring(db: WaymarkDatabase, { photos = [] }: Project): Promise<Photo[]> {
  const ids = photos.map(({ id }) => id)
  const known = new Set(await db.photos.where('id').anyOf(ids).primaryKeys())
  return photos.filter(({ id }) => !known.has(id))
}

/** Puts the union back to what it was before a file was taken in; that can be undone too. @throws StorageError */
export async function undo(copyId: string, now: number): Promise<void> {
  const copy = (await listCopies(now)).find(({ id }) => id === copyId)
  if (!copy) throw new StorageError('not_found')
  await takeIn({ union: copy.unionId, records: copy.records }, 'undo', now)
}

/** The copies of the last 30 days, the newest first. */
export function listCopies(now: number): Promise<readonly Copy[]> {
  return inDatabase(async (db) => {
    const rows = await db.copies
      .where('at')
      .above(now - KEPT_FOR)
      .toArray()
    return rows.filter(isCopy).sort((a, b) => b.at - a.at)
  })
}

/** The table holds other copies too. */
function isCopy(row: { readonly id: string; readonly at: number }): row is CopyRow {
  const { kind, records } = row as Partial<CopyRow>
  return kind === 'union' && Array.isArray(records)
}

async function keepCopy(db: WaymarkDatabase, copy: Copy): Promise<void> {
  const old = await db.copies
    .where('at')
    .belowOrEqual(copy.at - KEPT_FOR)
    .toArray()
  const row: CopyRow = { ...copy, kind: 'union' }
  await db.copies.add(row)
  if (old.length === 0) return
  await db.copies.bulkDelete(old.filter(isCopy).map(({ id }) => id))
  await dropLostPhotos(db)
}

/** Photos of rounds that are not here, and that no copy could bring back, go. */
async function dropLostPhotos(db: WaymarkDatabase): Promise<void> {
  const photographed = (await db.photos.orderBy('assessmentId').uniqueKeys()) as string[]
  const rounds = new Set(await db.assessments.toCollection().primaryKeys())
  const copies = (await db.copies.toArray()).filter(isCopy)
  const inCopies = copies.map(({ records }) => liveRounds(records))
  const lost = photographed.filter((id) => !rounds.has(id) && !inCopies.some((each) => each.has(id)))
  await db.photos.where('assessmentId').anyOf(lost).delete()
}

/** The records of a file that are its union's business: what another union has here under the same id is left alone. */
async function ownOnly(db: WaymarkDatabase, { union, records }: Project): Promise<readonly ProjectRecord[]> {
  const idsOf = (table: string) =>
    records.filter((record) => record.table === table).map(({ key }) => JSON.parse(key) as string)
  const [rounds, actions, questionnaires] = await Promise.all([
    db.assessments.bulkGet(idsOf('assessments')),
    db.plan.bulkGet(idsOf('plan')),
    db.questionnaires.toCollection().primaryKeys(),
  ])
  const foreign = [...rounds, ...actions].flatMap((row) => (row && row.unionId !== union ? [row.id] : []))
  const isForeign = new Set(foreign)
  // A released version is frozen: the copy that is here stays.
  const known = new Set(questionnaires.map((key) => JSON.stringify(key)))
  return records.filter(({ table, key }) => {
    if (table === 'questionnaires') return !known.has(key)
    const own = JSON.parse(key) as string | readonly string[]
    return !isForeign.has(typeof own === 'string' ? own : (own[0] ?? ''))
  })
}

/** Who this device is, and the moment of a change that it makes now. */
async function stampOf(db: WaymarkDatabase, now: number): Promise<Taker> {
  const [known, last] = await Promise.all([db.meta.get(META.device), db.meta.get(META.stamp)])
  const device = typeof known?.value === 'string' ? known.value : newId()
  if (known === undefined) await db.meta.put({ key: META.device, value: device })
  return { device, at: nextStamp(typeof last?.value === 'string' ? last.value : null, now, device) }
}

/** All records as the file has them; what it does not have is deleted (rule M8). */
function replacing(
  here: readonly ProjectRecord[],
  come: readonly ProjectRecord[],
  { device, at }: Taker,
): KnownRecord[] {
  const known = new Map(here.map((record) => [`${record.table} ${record.key}`, record]))
  const brought = new Set(come.map(({ table, key }) => `${table} ${key}`))
  const put = come.map((record) => ({
    ...record,
    versions: taken(known.get(`${record.table} ${record.key}`)?.versions ?? [], record.versions, at, device),
  }))
  const left = here.filter(({ table, key, versions }) => {
    const isMissing = table !== 'questionnaires' && !brought.has(`${table} ${key}`)
    return isMissing && versions.some(({ value }) => value !== null)
  })
  return [...put, ...left.map((record) => ({ ...record, versions: [settled(record.versions, null, at, device)] }))]
}

/** Writes what is known of records: the version in its place into its table, the others beside it. */
async function write(db: WaymarkDatabase, transaction: object, unionId: string, known: readonly KnownRecord[]) {
  const records = plainJson(known)
  const first = ({ versions: [inPlace] }: KnownRecord) => inPlace ?? { vector: {}, at: '', value: null }
  giveVersions(
    transaction,
    records.map((record) => {
      const { vector, at, value } = first(record)
      return {
        table: record.table,
        key: JSON.parse(record.key) as unknown,
        version: { vector, at, deleted: value === null },
      }
    }),
  )
  for (const table of VERSIONED) {
    const own = records.filter((record) => record.table === table)
    const values = own.flatMap((record) => first(record).value ?? [])
    const gone = own.filter((record) => first(record).value === null).map(({ key }) => JSON.parse(key) as string)
    if (values.length > 0) await db.table(table).bulkPut(values)
    if (gone.length > 0) await db.table(table).bulkDelete(gone)
  }
  const open = records.filter(({ versions }) => versions.length > 1)
  const closed = records.filter(({ versions }) => versions.length <= 1)
  const rows = open.map(({ table, key, versions }) => ({ table, key, unionId, versions: versions.slice(1) }))
  if (rows.length > 0) await db.differences.bulkPut(rows)
  await db.differences.bulkDelete(closed.map(({ table, key }): [string, string] => [table, key]))
}

function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(9))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A record that was changed on several devices and is still to be settled. */
export interface Difference {
  readonly table: VersionedTable
  readonly key: string
  readonly unionId: string
  /** First the one in its place; `null` values where it was deleted. */
  readonly versions: readonly RecordVersion[]
}

/** All records here that are to be settled. */
export function listDifferences(): Promise<readonly Difference[]> {
  return inDatabase((db) =>
    db.transaction('r', [...VERSIONED, 'versions', 'differences'], async () => {
      const unions = new Set((await db.differences.toArray()).map(({ unionId }) => unionId))
      const found: Difference[] = []
      for (const unionId of unions) {
        const { records } = await gather(db, unionId)
        found.push(...records.filter(({ versions }) => versions.length > 1).map((record) => ({ ...record, unionId })))
      }
      return found
    }),
  )
}

/**
 * Keeps one value of a record for good (rule M7).
 *
 * @throws StorageError `not_found` where nothing is to be settled any more, or what was shown is not what is there now
 */
export function settle(difference: Difference, value: unknown, now: number): Promise<void> {
  const { table, key, unionId } = difference
  return inDatabase((db) =>
    db.transaction('rw', [...ALL], async (transaction) => {
      const { records } = await gather(db, unionId)
      const record = records.find((each) => each.table === table && each.key === key)
      if (!record || !isSameContent(record.versions, difference.versions)) throw new StorageError('not_found')
      const { device, at } = await stampOf(db, now)
      const versions = [settled(record.versions, value, at, device)]
      await write(db, transaction.idbtrans, unionId, [{ table, key, versions }])
    }),
  )
}

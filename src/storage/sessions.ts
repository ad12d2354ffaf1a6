import type { HeldResponse, RoomItem, Session } from '@/domain/session'
import { inDatabase, writeBlindly, type VotesRow } from './db'
import { StorageError } from './errors'
import { plain, readAssessment } from './records'
import { readHeldResponse, readRoomItem, readSession } from './sessionRecords'

/** A session with all that was given in it. */
export interface StoredSession {
  readonly session: Session
  /** By item id; an item that was not touched is absent. */
  readonly rooms: Readonly<Record<string, RoomItem>>
  readonly responses: readonly HeldResponse[]
  /** Records that lie in the store but could not be read. They stay there. */
  readonly unreadable: number
}

/** The session of a round; `null` if it has none that can be read. */
export function loadSession(assessmentId: string): Promise<StoredSession | null> {
  return inDatabase((db) =>
    db.transaction('r', db.sessions, db.votes, db.responses, async () => {
      const [row, votes, responses] = await Promise.all([
        db.sessions.get(assessmentId),
        db.votes.where('assessmentId').equals(assessmentId).toArray(),
        db.responses.where('assessmentId').equals(assessmentId).toArray(),
      ])
      const session = readSession(row)
      if (!session) return null
      const rooms = votes.flatMap(({ itemId, room }) => {
        const read = readRoomItem(room)
        return read ? [[itemId, read] as const] : []
      })
      const held = responses.flatMap((each) => readHeldResponse(each.held) ?? [])
      const unreadable = votes.length - rooms.length + responses.length - held.length
      return { session, rooms: Object.fromEntries(rooms), responses: held, unreadable }
    }),
  )
}

/** The sessions of all rounds. */
export function listSessions(): Promise<readonly Session[]> {
  return inDatabase(async (db) => (await db.sessions.toArray()).flatMap((row) => readSession(row) ?? []))
}

/** The sessions of these rounds. */
export function loadSessions(assessmentIds: readonly string[]): Promise<readonly Session[]> {
  return inDatabase(async (db) =>
    (await db.sessions.bulkGet([...assessmentIds])).flatMap((row) => readSession(row) ?? []),
  )
}

/** Stores a session. @throws StorageError `not_found` if its round is not here any more */
export function saveSession(session: Session): Promise<void> {
  const row = plain(readSession, session)
  return inDatabase((db) =>
    db.transaction('rw', db.assessments, db.sessions, async () => {
      if (!readAssessment(await db.assessments.get(row.assessmentId))) throw new StorageError('not_found')
      await db.sessions.put(row)
    }),
  )
}

/** Stores what the room gave to an item. @throws StorageError `not_found` if there is no such session any more */
export function saveRoomItem(assessmentId: string, itemId: string, room: RoomItem): Promise<void> {
  const row = toRow(assessmentId, itemId, room)
  return inDatabase((db) =>
    db.transaction('rw', db.sessions, db.votes, async () => {
      if (!(await db.sessions.get(assessmentId))) throw new StorageError('not_found')
      await db.votes.put(row)
    }),
  )
}

/** Stores what the room gave to items while the page is being closed, as `writeBlindly` does. */
export async function saveRoomOnHide(assessmentId: string, rooms: Readonly<Record<string, RoomItem>>): Promise<void> {
  const put = Object.entries(rooms).map(([itemId, room]) => toRow(assessmentId, itemId, room))
  await writeBlindly('votes', { put, remove: [] })
}

function toRow(assessmentId: string, itemId: string, room: RoomItem): VotesRow {
  return { assessmentId, itemId, room: plain(readRoomItem, room) }
}

/** Stores responses, new or in the place of earlier ones of the same key. @throws StorageError `not_found` as `saveRoomItem` */
export function saveResponses(assessmentId: string, responses: readonly HeldResponse[]): Promise<void> {
  const rows = responses.map((each) => {
    const held = plain(readHeldResponse, each)
    return { assessmentId, key: held.response.key, held }
  })
  return inDatabase((db) =>
    db.transaction('rw', db.sessions, db.responses, async () => {
      if (!(await db.sessions.get(assessmentId))) throw new StorageError('not_found')
      await db.responses.bulkPut(rows)
    }),
  )
}

/** Takes one response out of the store. */
export function deleteResponse(assessmentId: string, key: string): Promise<void> {
  return inDatabase((db) => db.transaction('rw', db.responses, () => db.responses.delete([assessmentId, key])))
}

/** Takes all single votes out of the store, all or none: the responses go, and the rooms come with counts alone (rule V16). */
export function keepCountsOnly(assessmentId: string, rooms: Readonly<Record<string, RoomItem>>): Promise<void> {
  const rows = Object.entries(rooms).map(([itemId, room]) => toRow(assessmentId, itemId, room))
  return inDatabase((db) =>
    db.transaction('rw', db.sessions, db.votes, db.responses, async () => {
      if (!(await db.sessions.get(assessmentId))) throw new StorageError('not_found')
      await db.votes.bulkPut(rows)
      await db.responses.where('assessmentId').equals(assessmentId).delete()
    }),
  )
}

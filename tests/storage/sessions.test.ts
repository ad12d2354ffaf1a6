import { beforeEach, describe, expect, it, vi } from 'vitest'
import { reactive } from 'vue'
import type { HeldResponse, RoomItem, Session } from '@/domain/session'
import { deleteAssessment, deleteUnion } from '@/storage/assessments'
import { closeDatabase, database } from '@/storage/db'
import { loadVersions } from '../support/versionRows'
import { readAnswer, readAssessment } from '@/storage/records'
import { readHeldResponse, readRoomItem, readSession } from '@/storage/sessionRecords'
import {
  deleteResponse,
  keepCountsOnly,
  listSessions,
  loadSession,
  saveResponses,
  saveRoomItem,
  saveRoomOnHide,
  saveSession,
} from '@/storage/sessions'
import { aHeldResponse, aRoomItem, aSession } from '../support/sessions'
import {
  aDraft,
  freshDatabase,
  fullAnswer,
  putRow,
  refuseWrites,
  rowsOf,
  storageError,
  storeRound,
  teachers,
  wholeStore,
} from '../support/storage'

beforeEach(async () => {
  await freshDatabase()
  await storeRound()
})

const [SURVEY, LISTS] = ['listening-survey', 'sharing-lists']
const tally = { levels: [{ level: 1, votes: 3 }], dontKnow: 1, doesNotApply: 0 }
const voice = { by: 'votes', tally, notAgreed: { low: 1, high: 3 }, dissent: 'not all' } as const
const handOver = { key: '00ff10a2b3c4d5e6', requestId: 'round-9', edition: 2, given: 'digest' }
/** An item whose votes were deleted, and about which nothing was said. */
const counted = aRoomItem({
  first: { passed: [], cards: { levels: [], dontKnow: 0, doesNotApply: 0 } },
  second: null,
  counts: { first: tally, second: null },
  outcome: { kind: 'not_agreed', low: 1, high: 3 },
  reason: '',
  dissent: '',
  confidence: null,
  evidence: { source: '', date: '' },
  parked: null,
})
const bare = aSession({
  sectionIds: [],
  meetings: [],
  ways: [],
  roles: [],
  floor: null,
  consentAt: 5,
  timer: null,
  closedSections: [],
  closedAt: null,
})
const own = aHeldResponse('k2', { way: 'own', sheet: null, again: null })

/** A whole workshop, stored. */
async function storeWorkshop(): Promise<void> {
  await saveSession(aSession())
  await saveRoomItem('round-1', SURVEY, aRoomItem())
  await saveRoomItem('round-1', LISTS, counted)
  await saveResponses('round-1', [aHeldResponse('k1'), own])
}
const TABLES = ['sessions', 'votes', 'responses'] as const

/** The browser refuses to write or delete in this table. */
function refuse(method: 'put' | 'delete', table: string): void {
  const work = IDBObjectStore.prototype[method] as (this: IDBObjectStore, ...args: unknown[]) => IDBRequest
  vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (this: IDBObjectStore, ...args: unknown[]) {
    if (this.name === table) throw new DOMException('broken', 'UnknownError')
    return work.apply(this, args) as never
  })
}

describe('a stored workshop', () => {
  it('comes back exactly as it was, after the browser was closed', async () => {
    await storeWorkshop()
    await closeDatabase()
    expect(await loadSession('round-1')).toEqual({
      session: aSession(),
      rooms: { [SURVEY]: aRoomItem(), [LISTS]: counted },
      responses: [aHeldResponse('k1'), own],
      unreadable: 0,
    })
  })

  it('may be hardly more than begun', async () => {
    await saveSession(bare)
    expect(await loadSession('round-1')).toEqual({ session: bare, rooms: {}, responses: [], unreadable: 0 })
  })

  it('is none of a round that has none', async () => {
    expect(await loadSession('round-1')).toBeNull()
    expect(await loadSession('round-9')).toBeNull()
  })

  it('is no other round’s', async () => {
    await storeWorkshop()
    await storeRound(aDraft({ id: 'round-2' }))
    await saveSession({ ...bare, assessmentId: 'round-2' })
    await saveRoomItem('round-2', SURVEY, counted)
    expect(await loadSession('round-2')).toMatchObject({ rooms: { [SURVEY]: counted }, responses: [] })
    expect(Object.keys((await loadSession('round-1'))?.rooms ?? {})).toEqual([SURVEY, LISTS])
    expect(await listSessions()).toEqual([aSession(), { ...bare, assessmentId: 'round-2' }])
  })

  it('takes the later of what is saved twice, and responses by their key', async () => {
    await storeWorkshop()
    await saveSession(aSession({ step: 'start', timer: null }))
    await saveRoomItem('round-1', SURVEY, counted)
    await saveResponses('round-1', [aHeldResponse('k2')])
    await saveResponses('round-1', [])
    expect(await loadSession('round-1')).toMatchObject({
      session: { step: 'start', timer: null },
      rooms: { [SURVEY]: counted },
      responses: [aHeldResponse('k1'), aHeldResponse('k2')],
    })
  })

  it('loses one response and keeps the others', async () => {
    await storeWorkshop()
    await deleteResponse('round-1', 'k1')
    await deleteResponse('round-1', 'k9')
    expect((await loadSession('round-1'))?.responses).toEqual([own])
  })

  it('is made of plain objects, without what does not belong to it', async () => {
    await saveSession(reactive({ ...structuredClone(aSession()), isOpen: true }) as Session)
    await saveRoomItem('round-1', SURVEY, reactive({ ...structuredClone(aRoomItem()), isOpen: true }) as RoomItem)
    await saveResponses('round-1', [reactive({ ...structuredClone(own), isOpen: true }) as HeldResponse])
    expect(await rowsOf('sessions')).toEqual([aSession()])
    expect(await rowsOf('votes')).toEqual([{ assessmentId: 'round-1', itemId: SURVEY, room: aRoomItem() }])
    expect(await rowsOf('responses')).toEqual([{ assessmentId: 'round-1', key: 'k2', held: own }])
  })
})

describe('what cannot be read of a workshop', () => {
  it('is counted, stays where it is, and hides nothing else', async () => {
    await storeWorkshop()
    await putRow('votes', { assessmentId: 'round-1', itemId: 'sharing-results', room: { ...aRoomItem(), reason: 7 } })
    await putRow('responses', { assessmentId: 'round-1', key: 'k3', held: { ...own, way: 'fax' } })
    await putRow('responses', { assessmentId: 'round-1', key: 'k4', held: null })
    const before = await wholeStore()
    const found = await loadSession('round-1')
    expect(found?.unreadable).toBe(3)
    expect(Object.keys(found?.rooms ?? {})).toEqual([SURVEY, LISTS])
    expect(found?.responses).toHaveLength(2)
    expect(await wholeStore()).toEqual(before)
  })

  it('is left out of the list where it is the workshop itself, and stays too', async () => {
    await storeWorkshop()
    const damaged = { ...aSession(), people: -1 }
    await putRow('sessions', damaged)
    expect(await loadSession('round-1')).toBeNull()
    expect(await listSessions()).toEqual([])
    expect(await rowsOf('sessions')).toEqual([damaged])
    expect(await rowsOf('votes')).toHaveLength(2)
  })
})

describe('saving', () => {
  it('is refused where the round, or the workshop, is not here any more', async () => {
    const gone = storageError('not_found')
    await expect(saveSession(aSession({ assessmentId: 'round-9' }))).rejects.toMatchObject(gone)
    await expect(saveRoomItem('round-1', SURVEY, aRoomItem())).rejects.toMatchObject(gone)
    await expect(saveResponses('round-1', [own])).rejects.toMatchObject(gone)
    await expect(keepCountsOnly('round-1', { [SURVEY]: counted })).rejects.toMatchObject(gone)
    for (const table of TABLES) expect(await rowsOf(table)).toEqual([])
  })

  it('is refused where the disk is full, and changes nothing', async () => {
    await storeWorkshop()
    const before = await wholeStore()
    const makeRoom = refuseWrites()
    const full = storageError('full')
    await expect(saveSession(bare)).rejects.toMatchObject(full)
    await expect(saveRoomItem('round-1', SURVEY, counted)).rejects.toMatchObject(full)
    await expect(saveResponses('round-1', [aHeldResponse('k5')])).rejects.toMatchObject(full)
    makeRoom()
    expect(await wholeStore()).toEqual(before)
  })

  it('stores none of several responses when one cannot be written', async () => {
    await storeWorkshop()
    const before = await wholeStore()
    const put = IDBObjectStore.prototype.put
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, row, key) {
      if (row.key === 'k6') throw new DOMException('no room', 'QuotaExceededError')
      return put.call(this, row, key)
    })
    const several = ['k5', 'k6', 'k7'].map((key) => aHeldResponse(key))
    await expect(saveResponses('round-1', several)).rejects.toMatchObject(storageError('full'))
    vi.restoreAllMocks()
    expect(await wholeStore()).toEqual(before)
  })

  it('throws on what is no record, which is a bug, and changes nothing', async () => {
    await storeWorkshop()
    const before = await wholeStore()
    expect(() => saveSession(aSession({ floor: 2 }))).toThrow('not a record')
    expect(() => saveRoomItem('round-1', SURVEY, aRoomItem({ confidence: 'very' as never }))).toThrow('not a record')
    expect(() => saveResponses('round-1', [own, { ...own, sheet: -1 }])).toThrow('not a record')
    expect(await wholeStore()).toEqual(before)
  })
})

describe('votes that wait while the page goes away', () => {
  it('are written blindly, and counted like any other', async () => {
    await storeWorkshop()
    await saveRoomOnHide('round-1', { [SURVEY]: counted, 'sharing-results': aRoomItem() })
    await closeDatabase()
    await database()
    expect((await loadSession('round-1'))?.rooms).toEqual({
      [SURVEY]: counted,
      [LISTS]: counted,
      'sharing-results': aRoomItem(),
    })
    const versions = (await loadVersions()).filter(({ table }) => table === 'votes')
    const changes = versions.map(({ key, vector }) => [JSON.parse(key)[1], Object.values(vector)])
    expect(Object.fromEntries(changes)).toEqual({ [SURVEY]: [2], [LISTS]: [1], 'sharing-results': [1] })
    expect((await rowsOf('meta')).filter((row) => (row as { key: string }).key.startsWith('unmarked:'))).toEqual([])
  })

  it('may be none', async () => {
    await storeWorkshop()
    const before = await wholeStore()
    await saveRoomOnHide('round-1', {})
    expect(await wholeStore()).toEqual(before)
  })
})

describe('V16 · keeping counts alone', () => {
  const rooms = { [SURVEY]: counted, [LISTS]: counted }

  it('writes every item as counts and takes the responses away; the workshop stays', async () => {
    await storeWorkshop()
    await keepCountsOnly('round-1', rooms)
    expect(await loadSession('round-1')).toEqual({ session: aSession(), rooms, responses: [], unreadable: 0 })
    expect(JSON.stringify(await rowsOf('votes'))).not.toMatch(/"role"/)
    expect(await rowsOf('responses')).toEqual([])
  })

  it('takes away also what cannot be read, and leaves the votes of other rounds', async () => {
    await storeWorkshop()
    await putRow('responses', { assessmentId: 'round-1', key: 'k3', held: null })
    await storeRound(aDraft({ id: 'round-2' }))
    await saveSession({ ...bare, assessmentId: 'round-2' })
    await saveResponses('round-2', [own])
    await keepCountsOnly('round-1', rooms)
    expect(await rowsOf('responses')).toEqual([{ assessmentId: 'round-2', key: 'k2', held: own }])
  })

  it.each([
    ['put', 'votes'],
    ['delete', 'responses'],
  ] as const)('is done whole or not at all: where a %s in %s fails, nothing is changed', async (method, table) => {
    await storeWorkshop()
    const before = await wholeStore()
    refuse(method, table)
    await expect(keepCountsOnly('round-1', rooms)).rejects.toMatchObject(storageError('unknown'))
    vi.restoreAllMocks()
    expect(await wholeStore()).toEqual(before)
  })
})

describe('deleting', () => {
  it('a round takes its workshop, votes and responses along, and no others', async () => {
    await storeWorkshop()
    await storeRound(aDraft({ id: 'round-2' }))
    await saveSession({ ...bare, assessmentId: 'round-2' })
    await saveRoomItem('round-2', SURVEY, counted)
    await saveResponses('round-2', [own])
    await deleteAssessment('round-1')
    for (const table of TABLES)
      expect(await rowsOf(table)).toEqual([expect.objectContaining({ assessmentId: 'round-2' })])
  })

  it('a union takes all of them along, and leaves those of another', async () => {
    await storeWorkshop()
    const nurses = { id: 'union-nurses', name: 'Nurses', law: null }
    await storeRound(aDraft({ id: 'round-3', unionId: nurses.id }), { [SURVEY]: fullAnswer }, nurses)
    await saveSession({ ...bare, assessmentId: 'round-3' })
    await deleteUnion(teachers.id)
    expect(await rowsOf('sessions')).toEqual([{ ...bare, assessmentId: 'round-3' }])
    expect(await rowsOf('votes')).toEqual([])
    expect(await rowsOf('responses')).toEqual([])
  })
})

/** Every place in a record, as the keys that lead to it. */
function placesIn(value: unknown, to: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [to]
  const inside = Object.entries(value).flatMap(([key, each]) =>
    placesIn(each, [...to, Array.isArray(value) ? Number(key) : key]),
  )
  return [...(to.length > 0 ? [to] : []), ...inside]
}

/** The record with something else at a place; left out where it is `undefined`. */
function withAt(record: object, place: readonly (string | number)[], other: unknown): unknown {
  const copy = structuredClone(record) as Record<string | number, unknown>
  const holder = place.slice(0, -1).reduce((at, key) => at[key] as Record<string | number, unknown>, copy)
  const last = place.at(-1)!
  if (other === undefined) delete holder[last]
  else holder[last] = other
  return copy
}

describe('a reader of workshops', () => {
  const records: readonly (readonly [string, object, (value: unknown) => unknown])[] = [
    ['sessions', aSession({ timer: { length: 1, endsAt: 2, left: 3 }, consentAt: 4 }), readSession],
    ['votes', aRoomItem({ counts: { first: tally, second: tally } }), readRoomItem],
    ['votes where it is not agreed', counted, readRoomItem],
    ['responses', aHeldResponse(), readHeldResponse],
    ['answers of a room', { ...fullAnswer, voice }, readAnswer],
    [
      'rounds that are handed over',
      { ...aDraft({ sealedAt: 2, copiedFrom: 'a', lastItem: 'b' }), handOver },
      readAssessment,
    ],
  ]

  it.each(records)(
    'of %s doubts every field: what is missing or of a strange kind is no record',
    (_what, full, read) => {
      expect(read(full)).toEqual(full)
      const places = placesIn(full)
      expect(places.length).toBeGreaterThan(15)
      for (const place of places) {
        const isEntry = typeof place.at(-1) === 'number'
        // A list with one entry less is another list; an answer less is another response.
        const canGo =
          isEntry ||
          ['answers', 'again'].includes(String(place.at(-2))) ||
          ['voice', 'handOver'].includes(String(place.at(-1)))
        if (!canGo) expect(read(withAt(full, place, undefined)), `without ${place.join('.')}`).toBeNull()
        // Whatever a field may be, it is not this.
        expect(read(withAt(full, place, () => 1)), `function at ${place.join('.')}`).toBeNull()
        expect(read(withAt(full, place, true)) === null || isFlag(place), `true at ${place.join('.')}`).toBe(true)
        expect(read(withAt(full, place, Number.NaN)), `NaN at ${place.join('.')}`).toBeNull()
      }
      for (const other of [null, undefined, 7, 'text', [], [full], {}]) expect(read(other)).toBeNull()
    },
  )
  /** An answer knows two fields that are true or false. */
  const isFlag = (place: readonly (string | number)[]) => ['comeBack', 'lastTimeShown'].includes(String(place.at(-1)))

  it.each([
    ['a session', ['people'], 1.5],
    ['a session', ['present'], -1],
    ['a session', ['meetings', 0], -90],
    ['a session', ['ways', 0], 'post'],
    ['a session', ['roles', 0], 'boss'],
    ['a session', ['floor'], 2],
    ['a session', ['floor'], 0],
    ['a session', ['closedAt'], Number.POSITIVE_INFINITY],
    ['a session', ['timer', 'left'], '1'],
    ['a session', ['timer', 'length'], Number.POSITIVE_INFINITY],
    ['an item', ['first', 'passed', 0, 'role'], 'boss'],
    ['an item', ['first', 'passed', 0, 'choice', 'value'], 2.5],
    ['an item', ['first', 'cards', 'levels', 0, 'votes'], -1],
    ['an item', ['first', 'cards', 'dontKnow'], 0.5],
    ['an item', ['outcome', 'kind'], 'drawn'],
    ['an item that was counted', ['outcome', 'low'], 1.5],
    ['an item that was counted', ['counts', 'first', 'levels'], {}],
    ['an item', ['confidence'], 'very'],
    ['an item', ['parked'], 1],
    ['a response', ['way'], 'cards'],
    ['a response', ['sheet'], 1.5],
    ['a response', ['again'], []],
    ['a response', ['response', 'edition'], -1],
    ['a response', ['response', 'form'], 'long'],
    ['a response', ['response', 'role'], null],
    ['a response', ['response', 'answers', 'listening-survey'], null],
    ['an answer of a room', ['voice'], null],
    ['an answer of a room', ['voice', 'by'], 'chance'],
    ['an answer of a room', ['voice', 'notAgreed', 'high'], 2.5],
    ['a round that is handed over', ['handOver'], null],
    ['a round that is handed over', ['handOver', 'key'], '00FF10A2B3C4D5E6'],
    ['a round that is handed over', ['handOver', 'key'], '00ff'],
    ['a round that is handed over', ['handOver', 'edition'], -1],
  ] as const)('does not read %s with, at %j, %j', (what, place, other) => {
    const [record, read] = KINDS[what]
    expect(read(withAt(record, place, other))).toBeNull()
  })
  const KINDS = {
    'a session': [aSession(), readSession],
    'an item': [aRoomItem(), readRoomItem],
    'an item that was counted': [counted, readRoomItem],
    'a response': [aHeldResponse(), readHeldResponse],
    'an answer of a room': [{ ...fullAnswer, voice }, readAnswer],
    'a round that is handed over': [{ ...aDraft(), handOver }, readAssessment],
  } as const

  it('leaves out what does not belong, in whatever depth', () => {
    const isOpen = { isOpen: true }
    const room = aRoomItem({ counts: { first: tally, second: tally } })
    expect(
      readRoomItem({
        ...room,
        ...isOpen,
        first: { ...room.first, ...isOpen, cards: { ...room.first.cards, ...isOpen } },
        counts: { ...room.counts, ...isOpen },
        outcome: { ...room.outcome, ...isOpen },
      }),
    ).toEqual(room)
    const session = aSession()
    expect(readSession({ ...session, ...isOpen, timer: { ...session.timer, ...isOpen } })).toEqual(session)
    const response = aHeldResponse()
    expect(readHeldResponse({ ...response, response: { ...response.response, name: 'Ada' } })).toEqual(response)
  })
})

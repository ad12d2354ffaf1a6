import { beforeEach, describe, expect, it, vi } from 'vitest'
import { reactive } from 'vue'
import type { PlannedAction } from '@/domain/plan'
import { deleteAssessment, deleteUnion } from '@/storage/assessments'
import { closeDatabase, database } from '@/storage/db'
import { deletePlanned, loadPlan, savePlanned } from '@/storage/plan'
import { aPlannedAction } from '../support/builders'
import {
  aDraft,
  aSealed,
  freshDatabase,
  putRow,
  refuseWrites,
  rowsOf,
  storageError,
  storeRound,
  teachers,
  wholeStore,
} from '../support/storage'

const nurses = { id: 'union-nurses', name: 'Nurses & Midwives', law: null }

beforeEach(async () => {
  await freshDatabase()
  await database()
  for (const union of [teachers, nurses]) await putRow('unions', union)
})

/** An action of the teachers to which everything is given. */
const full: PlannedAction = {
  id: 'action-1',
  unionId: teachers.id,
  origin: 'proposed',
  offerKey: 'small act-sharing-12',
  serves: { questionnaireId: 'small', sectionId: 'sharing', itemIds: ['sharing-results'], from: 1, to: 2 },
  title: 'Send results to every branch – “first” 👍',
  why: 'Members ask for it.',
  owner: 'Ada',
  due: '2026-09-30',
  status: 'in_place',
  effort: 'medium',
  importance: 3,
  cost: '2 days',
  blockedBy: 'the new contract',
  dropReason: 'none',
  evidence: { source: 'minutes.pdf', date: '2026-08-31' },
  reviewDate: '2027-03-01',
  dependsOn: ['action-2'],
  firstRound: 'round-0',
  pinnedAt: 2,
  createdAt: 1_000,
  log: [
    { at: 1_000, what: 'taken', status: null },
    { at: 2_000, what: 'changed', status: null },
    { at: 3_000, what: 'status', status: 'in_place' },
    { at: 4_000, what: 'pinned', status: null },
    { at: 5_000, what: 'released', status: null },
  ],
}

/** An action to which nothing is given but a title. */
const bare = aPlannedAction('action-2', { unionId: full.unionId, title: 'Name an owner', createdAt: 2_000 })

const ofNurses: PlannedAction = { ...bare, id: 'action-9', unionId: nurses.id }

/** The plan as it is read, in the order of the ids. */
async function planOf(unionId = teachers.id): Promise<readonly PlannedAction[]> {
  const { actions } = await loadPlan(unionId)
  return [...actions].sort((a, b) => a.id.localeCompare(b.id))
}

/** The browser refuses to delete from this table. */
function refuseDeleting(table: string): void {
  const remove = IDBObjectStore.prototype.delete
  vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function (this: IDBObjectStore, key) {
    if (this.name === table) throw new DOMException('broken', 'UnknownError')
    return remove.call(this, key)
  })
}

describe('a stored plan', () => {
  it('comes back exactly as it was, after the browser was closed', async () => {
    await savePlanned([full, bare])
    await closeDatabase()
    expect(await planOf()).toEqual([full, bare])
    expect((await loadPlan(teachers.id)).unreadable).toBe(0)
  })

  it('is empty where nothing was planned', async () => {
    expect(await loadPlan(teachers.id)).toEqual({ actions: [], unreadable: 0 })
  })

  it('is no other union’s', async () => {
    await savePlanned([full, ofNurses])
    expect(await planOf()).toEqual([full])
    expect(await planOf(nurses.id)).toEqual([ofNurses])
  })

  it('keeps every one of many saved at once', async () => {
    const many = Array.from({ length: 200 }, (_, index) => ({ ...bare, id: `action-${index}`, title: `${index}` }))
    await Promise.all([savePlanned(many.slice(0, 100)), ...many.slice(100).map((action) => savePlanned([action]))])
    expect(new Set(await planOf())).toEqual(new Set(many))
  })

  it.each(['to_do', 'under_way', 'blocked', 'in_place', 'dropped'] as const)(
    'has actions that are %s',
    async (status) => {
      const action = { ...bare, status, log: [{ at: 1, what: 'status' as const, status }] }
      await savePlanned([action])
      expect(await planOf()).toEqual([action])
    },
  )
})

describe('saving actions of a plan', () => {
  it('changes those that are there and leaves the others', async () => {
    await savePlanned([full, bare])
    await savePlanned([{ ...bare, title: 'Name two owners', status: 'under_way' }])
    expect(await planOf()).toEqual([full, { ...bare, title: 'Name two owners', status: 'under_way' }])
  })

  it('keeps what another tab changed since, with both lines of the log', async () => {
    await savePlanned([full])
    const there = { at: 6_000, what: 'changed', status: null } as const
    const here = { at: 7_000, what: 'pinned', status: null } as const
    await savePlanned([{ ...full, owner: 'Bea', log: [...full.log, there] }], [full])
    await savePlanned([{ ...full, pinnedAt: 0, log: [...full.log, here] }], [full])
    expect(await planOf()).toEqual([{ ...full, owner: 'Bea', pinnedAt: 0, log: [...full.log, there, here] }])
  })

  it('changes nothing when there is nothing to save', async () => {
    await savePlanned([full])
    await savePlanned([])
    expect(await planOf()).toEqual([full])
  })

  it('stores plain objects, without what does not belong to the record', async () => {
    const shown = reactive({ ...(structuredClone(full) as PlannedAction), isOpen: true })
    await savePlanned([shown])
    expect(await rowsOf('plan')).toEqual([full])
  })

  it('stores none of them when one cannot be written', async () => {
    await savePlanned([full])
    const before = await wholeStore()
    const put = IDBObjectStore.prototype.put
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, row, key) {
      if (row.id === bare.id) throw new DOMException('no room', 'QuotaExceededError')
      return put.call(this, row, key)
    })
    const changed = [{ ...full, title: 'changed' }, bare, { ...bare, id: 'action-3' }]
    await expect(savePlanned(changed)).rejects.toMatchObject(storageError('full'))
    expect(await wholeStore()).toEqual(before)
  })

  it('stores none of them when the device is full', async () => {
    const makeRoom = refuseWrites()
    await expect(savePlanned([full, bare])).rejects.toMatchObject(storageError('full'))
    makeRoom()
    expect(await rowsOf('plan')).toEqual([])
  })

  it('refuses what is no action, and stores nothing beside it', async () => {
    const wrong = { ...bare, id: 'action-3', effort: 'huge' } as unknown as PlannedAction
    const saving = async () => savePlanned([full, wrong])
    await expect(saving()).rejects.toThrow('not a record that can be stored')
    expect(await loadPlan(teachers.id)).toEqual({ actions: [], unreadable: 0 })
  })
})

describe('damaged actions in the store', () => {
  const serves = full.serves
  const [event] = full.log
  const damaged: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ['hardly a record', { id: 'damaged', unionId: teachers.id }],
    ['an unknown origin', { origin: 'dreamt' }],
    ['no origin', { origin: undefined }],
    ['an offer that is no text', { offerKey: 7 }],
    ['an offer left out', { offerKey: undefined }],
    ['no word on what it serves', { serves: undefined }],
    ['a text as what it serves', { serves: 'sharing' }],
    ['what it serves without a section', { serves: { ...serves, sectionId: null } }],
    ['items that are no list', { serves: { ...serves, itemIds: 'sharing-results' } }],
    ['items that are no texts', { serves: { ...serves, itemIds: [1] } }],
    ['a step that is no number', { serves: { ...serves, from: '1' } }],
    ['a step below nothing', { serves: { ...serves, to: -1 } }],
    ['no title', { title: undefined }],
    ['a title that is no text', { title: 42 }],
    ['an owner that is a list', { owner: ['Ada'] }],
    ['a reason that is null', { dropReason: null }],
    ['a day in words', { due: 'next week' }],
    ['a day with a time', { due: '2026-09-30T00:00:00Z' }],
    ['a review date that is a number', { reviewDate: 20270301 }],
    ['an unknown status', { status: 'forgotten' }],
    ['an unknown effort', { effort: 'huge' }],
    ['an importance above high', { importance: 4 }],
    ['an importance in words', { importance: 'high' }],
    ['no evidence', { evidence: null }],
    ['evidence without a source', { evidence: { date: '' } }],
    ['evidence of a day in words', { evidence: { source: 'a', date: 'May' } }],
    ['what it depends on as a text', { dependsOn: 'action-1' }],
    ['what it depends on as numbers', { dependsOn: [1] }],
    ['a round that is a number', { firstRound: 1 }],
    ['a place between two', { pinnedAt: 1.5 }],
    ['a place before the first', { pinnedAt: -1 }],
    ['no time', { createdAt: null }],
    ['an endless time', { createdAt: Infinity }],
    ['no log', { log: undefined }],
    ['a log that is no list', { log: { 0: event } }],
    ['a log with nothing in it that happened', { log: [event, null] }],
    ['an event without a time', { log: [{ ...event, at: 'today' }] }],
    ['an unknown event', { log: [{ ...event, what: 'lost' }] }],
    ['an event with an unknown status', { log: [{ ...event, status: 'forgotten' }] }],
  ]

  it.each(damaged)('are not read, but counted, and stay there: %s', async (_, more) => {
    await savePlanned([bare])
    const row = { ...('unionId' in more ? {} : full), id: 'damaged', ...more }
    await putRow('plan', row)
    expect(await loadPlan(teachers.id)).toEqual({ actions: [bare], unreadable: 1 })
    await savePlanned([{ ...bare, title: 'changed' }])
    await deletePlanned(bare.id)
    expect(await rowsOf('plan')).toEqual([row])
  })

  it('are read without what does not belong to the record', async () => {
    await putRow('plan', {
      ...full,
      colour: 'red',
      serves: { ...serves, more: 1 },
      evidence: { ...full.evidence, more: 1 },
      log: full.log.map((each) => ({ ...each, more: 1 })),
    })
    expect(await planOf()).toEqual([full])
  })

  it('are not counted by another union', async () => {
    await savePlanned([ofNurses])
    await putRow('plan', { id: 'damaged', unionId: teachers.id })
    expect(await loadPlan(nurses.id)).toEqual({ actions: [ofNurses], unreadable: 0 })
  })
})

describe('deleting an action', () => {
  it('takes out this one and no other', async () => {
    await savePlanned([full, bare, ofNurses])
    await deletePlanned(full.id)
    expect(await planOf()).toEqual([bare])
    expect(await planOf(nurses.id)).toEqual([ofNurses])
  })

  it('changes nothing where there is none of this id', async () => {
    await savePlanned([full])
    await deletePlanned('action-7')
    expect(await planOf()).toEqual([full])
  })

  it('leaves it there when it fails', async () => {
    await savePlanned([full])
    refuseDeleting('plan')
    await expect(deletePlanned(full.id)).rejects.toMatchObject(storageError('unknown'))
    expect(await planOf()).toEqual([full])
  })
})

describe('deleting a round, and the plan', () => {
  it('takes the plan out with the last round of its union, what cannot be read too', async () => {
    await storeRound()
    await savePlanned([full, bare])
    await putRow('plan', { id: 'damaged', unionId: teachers.id })
    await deleteAssessment('round-1')
    expect(await rowsOf('plan')).toEqual([])
    expect(await rowsOf('unions')).toEqual([nurses])
  })

  it('keeps the plan while another round of the union is left', async () => {
    await storeRound(aSealed())
    await storeRound()
    await savePlanned([full, bare])
    await deleteAssessment('round-0')
    expect(await planOf()).toEqual([full, bare])
  })

  it('keeps the plan of another union', async () => {
    await storeRound(aSealed({ unionId: nurses.id }), {}, nurses)
    await savePlanned([ofNurses])
    await storeRound(aDraft({ id: 'round-2' }))
    await savePlanned([full])
    await deleteAssessment('round-2')
    expect(await rowsOf('plan')).toEqual([ofNurses])
  })

  it('takes out nothing where there is no such round', async () => {
    await storeRound()
    await savePlanned([full])
    await deleteAssessment('round-9')
    expect(await planOf()).toEqual([full])
  })

  it.each(['unions', 'plan'])('leaves all of it there when it fails half-way, at %s', async (table) => {
    await storeRound()
    await savePlanned([full, bare])
    const before = await wholeStore()
    refuseDeleting(table)
    await expect(deleteAssessment('round-1')).rejects.toMatchObject(storageError('unknown'))
    expect(await wholeStore()).toEqual(before)
  })
})

describe('deleting a union, and the plan', () => {
  it('takes out its whole plan, what cannot be read too, and nothing of another union’s', async () => {
    await storeRound(aSealed({ unionId: nurses.id }), {}, nurses)
    await savePlanned([ofNurses])
    await storeRound()
    await savePlanned([full, bare])
    await putRow('plan', { id: 'damaged', unionId: teachers.id })
    await deleteUnion(teachers.id)
    expect(await rowsOf('plan')).toEqual([ofNurses])
  })

  it.each(['unions', 'plan'])('leaves all of it there when it fails half-way, at %s', async (table) => {
    await storeRound()
    await savePlanned([full, bare])
    const before = await wholeStore()
    refuseDeleting(table)
    await expect(deleteUnion(teachers.id)).rejects.toMatchObject(storageError('unknown'))
    expect(await wholeStore()).toEqual(before)
  })
})

import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { watch } from 'vue'
import type { Assessment } from '@/domain/assessment'
import { fraction } from '@/domain/fraction'
import { gapsOf, type Offer, type PlannedAction } from '@/domain/plan'
import type { Questionnaire } from '@/domain/questionnaire'
import { createAssessments, deleteUnion, loadAssessment, saveAims } from '@/storage/assessments'
import { closeDatabase, database } from '@/storage/db'
import { loadPlan } from '@/storage/plan'
import { useLibraryStore } from '@/stores/library'
import { usePlanStore } from '@/stores/plan'
import smallCheckFile from '../fixtures/questionnaires/small-check/questionnaire.json'
import { answersOf, dontKnow } from '../support/builders'
import {
  aDraft,
  aSealed,
  freshDatabase,
  putRow,
  refuseWrites,
  rowsOf,
  small,
  teachers,
  untilSaving,
} from '../support/storage'

const NOW = Date.UTC(2026, 2, 2, 9)
const MINUTE = 60_000
const smallCheck = smallCheckFile as unknown as Questionnaire
const nurses = { id: 'union-nurses', name: 'Nurses & Midwives', law: null }

beforeEach(async () => {
  // Not setImmediate, with which the stand-in for IndexedDB works.
  vi.useFakeTimers({ now: NOW, toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  await freshDatabase()
  await database()
  for (const union of [teachers, nurses]) await putRow('unions', union)
})
afterEach(async () => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  // What is still being saved must not end up in the browser of the next test.
  await usePlanStore().flush()
  vi.clearAllTimers()
  vi.useRealTimers()
})

type Store = ReturnType<typeof usePlanStore>
type Given = Parameters<typeof answersOf>[0]

async function storeRound(
  assessment: Assessment,
  given: Given,
  questionnaire: Questionnaire = small,
  union = teachers,
): Promise<void> {
  const ofUnion = {
    ...assessment,
    unionId: union.id,
    questionnaireId: questionnaire.id,
    questionnaireVersion: questionnaire.version,
  }
  await createAssessments(union, [{ assessment: ofUnion, answers: answersOf(given), questionnaire }])
}

/**
 * A sealed maturity round of the teachers. Listening stands at 2, sharing at 1, overall 1.5, so that the target is 3:
 * sharing 2 × 9/10 = 9/5, listening 1 × 13/10.
 */
const maturityGiven = { 'listening-survey': 2, 'listening-meetings': 2, 'sharing-results': 1, 'sharing-lists': 1 }
const storeMaturity = (more: Partial<Assessment> = {}) =>
  storeRound(aSealed({ id: 'maturity', date: '2026-03-01', ...more }), maturityGiven)

/** A sealed check of the teachers: a duty at 0, a critical one at 1, one to find out, one at the top. */
const checkGiven: Given = {
  'records-register': 0,
  'records-sensitive': 1,
  'incidents-plan': dontKnow,
  'incidents-learning': 3,
}
const storeCheck = (more: Partial<Assessment> = {}) =>
  storeRound(aSealed({ id: 'check', date: '2026-02-01', ...more }), checkGiven, smallCheck)

/** The app as it starts, with nothing left of before but the database. */
async function startApp(): Promise<Store> {
  vi.clearAllTimers()
  await closeDatabase()
  setActivePinia(createPinia())
  await useLibraryStore().load()
  return usePlanStore()
}

/** The app with the plan of this union open. */
async function opened(unionId = teachers.id): Promise<Store> {
  const store = await startApp()
  await store.open(unionId)
  return store
}

/** Resolves when the store has come to rest: all is saved, or it says that it is not. */
function rest(store: Store): Promise<Store['saveState']> {
  return new Promise((resolve) => {
    const stop = watch(
      () => store.saveState,
      (state) => {
        if (state.status === 'saving') return
        resolve(state)
        queueMicrotask(() => stop())
      },
      { immediate: true, flush: 'sync' },
    )
  })
}

/** Resolves when the store says so. */
function until(store: Store, status: Store['saveState']['status']): Promise<void> {
  return new Promise((resolve) => {
    const stop = watch(
      () => store.saveState.status,
      (now) => {
        if (now !== status) return
        resolve()
        queueMicrotask(() => stop())
      },
      { immediate: true, flush: 'sync' },
    )
  })
}

const keysOf = ({ offers }: Store) => offers.map(({ key }) => key)
const titles = ({ ranked }: Store) => ranked.map(({ action }) => action.title)
const words = { title: 'In our words', why: 'It helps', owner: 'Ada' }
const type = (store: Store, title: string, more: Partial<PlannedAction> = {}) =>
  store.add({ title, origin: 'typed', ...more })

function offerOf(store: Store, key: string): Offer {
  const offer = store.offers.find((each) => each.key === key)
  if (!offer) throw new Error(`no offer ${key} among ${keysOf(store).join(', ')}`)
  return offer
}

/** The action as it is on the screen. */
function shown(store: Store, id: string): PlannedAction {
  const action = store.actions.find((each) => each.id === id)
  if (!action) throw new Error(`no action ${id} on the screen`)
  return action
}

const stored = async (unionId = teachers.id) => (await loadPlan(unionId)).actions

/** The browser refuses to delete, until the returned function is called. */
function refuseDeleting(): () => void {
  const spy = vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(() => {
    throw new DOMException('broken', 'UnknownError')
  })
  return () => spy.mockRestore()
}

describe('opening a plan', () => {
  it('is none before one is asked for', async () => {
    const store = await startApp()
    expect(store.opening).toEqual({ status: 'none' })
    expect(store.actions).toEqual([])
    expect(store.offers).toEqual([])
    expect(store.saveState).toEqual({ status: 'idle' })
  })

  it('says that it is under way', async () => {
    const store = await startApp()
    const seen: string[] = []
    watch(
      () => store.opening,
      ({ status }) => seen.push(status),
      { flush: 'sync' },
    )
    await store.open(teachers.id)
    expect(seen).toEqual(['loading', 'ready'])
  })

  it('is empty for a union without a sealed round', async () => {
    await storeRound(aDraft(), maturityGiven)
    const store = await opened()
    expect(store.opening).toEqual({ status: 'ready' })
    expect([store.actions, store.offers, store.sources]).toEqual([[], [], []])
  })

  it('offers what the sealed rounds of both questionnaires offer, and ranks by both', async () => {
    await storeMaturity()
    await storeCheck()
    const store = await opened()
    // Of the check: a duty, then 3 ÷ 1 to find out, then 2 ÷ 1.
    expect(keysOf(store)).toEqual([
      'small act-sharing-12',
      'small act-listening-23',
      'small-check act-records-register-01',
      'small-check find-incidents-plan',
      'small-check act-records-sensitive-12',
    ])
    for (const offer of store.offers) store.take(offer, { ...words, title: offer.key })
    expect(store.offers).toEqual([])
    // The duty, 3, 2, 9/5, 13/10
    expect(titles(store)).toEqual([
      'small-check act-records-register-01',
      'small-check find-incidents-plan',
      'small-check act-records-sensitive-12',
      'small act-sharing-12',
      'small act-listening-23',
    ])
  })

  it('is fed by the latest sealed round about the union as a whole', async () => {
    await storeCheck({ id: 'older', date: '2025-02-01' })
    await storeCheck()
    await storeCheck({ id: 'project', date: '2026-03-01', subject: { kind: 'project', name: 'Strike fund app' } })
    await storeCheck({ id: 'draft', date: '2026-03-02', status: 'draft', sealedAt: null })
    await storeRound(aSealed({ id: 'other', date: '2026-03-02' }), checkGiven, smallCheck, nurses)
    const store = await opened()
    expect(store.sources.map(({ assessment }) => assessment.id)).toEqual(['check'])
  })

  it('finds the round that was sealed since when it is asked for again', async () => {
    await storeMaturity()
    const store = await opened()
    expect(keysOf(store)).toEqual(['small act-sharing-12', 'small act-listening-23'])
    await storeRound(aSealed({ id: 'next', date: '2026-03-02' }), { ...maturityGiven, 'sharing-lists': 3 })
    await useLibraryStore().load()
    await store.open(teachers.id)
    // Sharing stands at 2 now.
    expect(keysOf(store)).toContain('small act-sharing-23')
    expect(keysOf(store)).not.toContain('small act-sharing-12')
  })

  it('shows the plan though the questionnaire of a round is damaged, and what the other one offers', async () => {
    await storeMaturity()
    await storeCheck()
    await putRow('questionnaires', { id: 'small', version: '1.0.0', content: 'damaged' })
    const before = await opened()
    type(before, 'typed')
    await rest(before)
    const store = await opened()
    expect(store.opening).toEqual({ status: 'ready' })
    expect(titles(store)).toEqual(['typed'])
    expect(store.sources.map(({ assessment }) => assessment.id)).toEqual(['check'])
  })

  it('leaves out answers that the questionnaire cannot hold', async () => {
    await storeRound(aSealed({ id: 'maturity' }), { ...maturityGiven, 'sharing-lists': 9, 'of-another-time': 1 })
    const store = await opened()
    expect(Object.keys(store.sources[0]?.answers ?? {})).toEqual([
      'listening-meetings',
      'listening-survey',
      'sharing-results',
    ])
  })

  it('counts the actions that cannot be read, and leaves them in the store', async () => {
    const row = { id: 'damaged', unionId: teachers.id, title: 'damaged' }
    await putRow('plan', row)
    const store = await opened()
    type(store, 'typed')
    await rest(store)
    expect(store.unreadable).toBe(1)
    expect(titles(store)).toEqual(['typed'])
    expect(await rowsOf('plan')).toContainEqual(row)
  })

  it('fails with the code of the storage, and succeeds when it is asked for again', async () => {
    await storeMaturity()
    const store = await startApp()
    await closeDatabase()
    vi.stubGlobal('indexedDB', undefined)
    await store.open(teachers.id)
    expect(store.opening).toEqual({ status: 'failed', code: 'unavailable' })
    vi.unstubAllGlobals()
    await store.open(teachers.id)
    expect(store.opening).toEqual({ status: 'ready' })
    expect(store.offers).toHaveLength(2)
  })

  it('keeps what was read before on the screen where reading again fails', async () => {
    await storeMaturity()
    const store = await opened()
    type(store, 'typed')
    await rest(store)
    await closeDatabase()
    vi.stubGlobal('indexedDB', undefined)
    await store.open(teachers.id)
    expect(store.opening).toEqual({ status: 'failed', code: 'unavailable' })
    expect(titles(store)).toEqual(['typed'])
  })
})

describe('the plans of two unions', () => {
  beforeEach(async () => {
    await storeMaturity()
    await storeRound(aSealed({ id: 'other' }), checkGiven, smallCheck, nurses)
  })

  it('are kept apart', async () => {
    const store = await opened()
    type(store, 'of the teachers')
    await store.open(nurses.id)
    expect(store.actions).toEqual([])
    expect(store.sources.map(({ assessment }) => assessment.id)).toEqual(['other'])
    type(store, 'of the nurses')
    await store.open(teachers.id)
    expect(titles(store)).toEqual(['of the teachers'])
    expect((await stored(nurses.id)).map(({ title }) => title)).toEqual(['of the nurses'])
  })

  it('are left with what was typed a moment ago', async () => {
    const store = await opened()
    const { id } = type(store, 'typed')
    store.change(id, { why: 'typed on the way out' }, 'typing')
    await store.open(nurses.id)
    expect(await stored()).toMatchObject([{ id, why: 'typed on the way out' }])
  })

  it('are opened as they were asked for last', async () => {
    const store = await startApp()
    await Promise.all([store.open(teachers.id), store.open(nurses.id)])
    expect(store.unionId).toBe(nurses.id)
    expect(store.sources.map(({ assessment }) => assessment.id)).toEqual(['other'])
  })

  it('have nothing to bring back that belongs to the other', async () => {
    const store = await opened()
    store.remove(type(store, 'typed').id)
    await store.open(nurses.id)
    expect(store.removed).toBeNull()
    store.undo()
    expect(store.actions).toEqual([])
  })

  it('keep a change that could not be saved: it is saved when there is room, and on the screen on coming back', async () => {
    const store = await opened()
    const { id } = type(store, 'typed')
    await rest(store)
    const makeRoom = refuseWrites()
    store.change(id, { title: 'changed' })
    await store.open(nurses.id)
    await store.open(teachers.id)
    expect(titles(store)).toEqual(['changed'])
    makeRoom()
    await store.tryAgain()
    expect(await stored()).toMatchObject([{ id, title: 'changed' }])
  })
})

describe('taking an offer', () => {
  beforeEach(async () => {
    await storeMaturity()
    await storeCheck()
  })

  it('brings it into the plan, in the words of the screen, and out of the offers', async () => {
    const store = await opened()
    const action = store.take(offerOf(store, 'small act-listening-23'), words)
    expect(action).toEqual({
      id: action.id,
      unionId: teachers.id,
      origin: 'proposed',
      offerKey: 'small act-listening-23',
      serves: {
        questionnaireId: 'small',
        sectionId: 'listening',
        itemIds: ['listening-survey', 'listening-meetings'],
        from: 2,
        to: 3,
      },
      title: 'In our words',
      why: 'It helps',
      owner: 'Ada',
      due: '',
      status: 'to_do',
      effort: 'small',
      importance: null,
      cost: '',
      blockedBy: '',
      dropReason: '',
      evidence: { source: '', date: '' },
      reviewDate: '',
      dependsOn: [],
      firstRound: 'maturity',
      pinnedAt: null,
      createdAt: NOW,
      log: [{ at: NOW, what: 'taken', status: null }],
    })
    expect(store.actions).toEqual([action])
    expect(keysOf(store)).not.toContain('small act-listening-23')
    expect(store.offers).toHaveLength(4)
    expect((await rest(store)).status).toBe('saved')
    expect(await stored()).toEqual([action])
    expect((await opened()).actions).toEqual([action])
  })

  it('ranks it where it was offered', async () => {
    const store = await opened()
    const offer = offerOf(store, 'small-check act-records-register-01')
    store.take(offer, words)
    expect(store.ranked[0]?.factors).toEqual(offer.factors)
  })

  it('notes the round of its questionnaire, and what is to be found out', async () => {
    const store = await opened()
    expect(store.take(offerOf(store, 'small-check find-incidents-plan'), words)).toMatchObject({
      firstRound: 'check',
      effort: 'small',
      serves: { questionnaireId: 'small-check', sectionId: 'incidents', itemIds: ['incidents-plan'], from: 0, to: 0 },
    })
    // Three steps to the top.
    expect(store.ranked[0]?.factors.gap).toEqual(fraction(3))
  })
})

describe('adding an action by hand', () => {
  it('notes the union’s latest round', async () => {
    await storeMaturity()
    await storeCheck()
    const store = await opened()
    expect(type(store, 'typed', { due: '2026-12-01', effort: 'large' })).toMatchObject({
      unionId: teachers.id,
      origin: 'typed',
      offerKey: null,
      serves: null,
      due: '2026-12-01',
      effort: 'large',
      firstRound: 'maturity',
    })
    await rest(store)
    expect(await stored()).toEqual(store.actions)
  })

  it('notes no round before the first', async () => {
    expect(type(await opened(), 'typed').firstRound).toBeNull()
  })

  it('gives each an id of its own', async () => {
    const store = await opened()
    expect(type(store, 'same').id).not.toBe(type(store, 'same').id)
    await rest(store)
    expect(await stored()).toHaveLength(2)
  })
})

describe('actions that came in the same moment', () => {
  it('stand in the same order after a reload', async () => {
    const store = await opened()
    for (const title of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) type(store, title)
    const before = titles(store)
    await rest(store)
    expect(titles(await opened())).toEqual(before)
  })
})

describe('changing an action', () => {
  it('is on the screen at once, and saved with a note in its log', async () => {
    const store = await opened()
    const { id } = type(store, 'typed')
    const other = type(store, 'other')
    vi.setSystemTime(NOW + MINUTE)
    store.change(id, { status: 'blocked', blockedBy: 'the contract' })
    expect(shown(store, id)).toMatchObject({
      status: 'blocked',
      blockedBy: 'the contract',
      log: [
        { at: NOW, what: 'taken', status: null },
        { at: NOW + MINUTE, what: 'status', status: 'blocked' },
      ],
    })
    expect(shown(store, other.id)).toBe(other)
    await rest(store)
    expect(new Set(await stored())).toEqual(new Set(store.actions))
  })

  it('is stored as it is at the end, also where it was changed back while it was being saved', async () => {
    const store = await opened()
    const { id } = type(store, 'typed')
    await rest(store)
    store.change(id, { status: 'under_way' })
    await untilSaving()
    store.change(id, { status: 'to_do' })
    await rest(store)
    expect(await stored()).toMatchObject([{ status: 'to_do' }])
  })

  it('takes what is in place or dropped out of the order, and keeps it', async () => {
    const store = await opened()
    const [done, left] = [type(store, 'done'), type(store, 'left')]
    store.change(done.id, { status: 'in_place', reviewDate: '2027-03-01' })
    expect(titles(store)).toEqual(['left'])
    expect(store.actions).toHaveLength(2)
    store.change(left.id, { status: 'dropped', dropReason: 'no' })
    store.change(done.id, { status: 'to_do' })
    expect(titles(store)).toEqual(['done'])
  })

  it('waits for a pause in typing, and writes once', async () => {
    const store = await opened()
    const { id } = type(store, 'typed')
    await rest(store)
    const put = vi.spyOn(IDBObjectStore.prototype, 'put')
    for (const why of ['a', 'ab', 'abc']) {
      store.change(id, { why }, 'typing')
      await vi.advanceTimersByTimeAsync(299)
    }
    expect(shown(store, id).why).toBe('abc')
    expect(store.saveState.status).toBe('saving')
    expect(put).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    await rest(store)
    expect(put.mock.contexts.filter((table) => (table as IDBObjectStore).name === 'plan')).toHaveLength(1)
    expect(await stored()).toMatchObject([{ why: 'abc' }])
    expect(shown(store, id).log.map(({ what }) => what)).toEqual(['taken', 'changed'])
  })

  it('does not wait when the field is left', async () => {
    const store = await opened()
    const { id } = type(store, 'typed')
    store.change(id, { why: 'abc' }, 'typing')
    await store.flush()
    expect(await stored()).toMatchObject([{ why: 'abc' }])
  })

  it('saves what was typed together with a change that does not wait', async () => {
    const store = await opened()
    const { id } = type(store, 'typed')
    store.change(id, { why: 'abc' }, 'typing')
    store.change(id, { effort: 'large' })
    await rest(store)
    expect(await stored()).toMatchObject([{ why: 'abc', effort: 'large' }])
  })

  it('does nothing where there is no such action', async () => {
    const store = await opened()
    store.change('gone', { title: 'ghost' })
    await store.flush()
    expect(await stored()).toEqual([])
    expect(store.saveState).toEqual({ status: 'idle' })
  })
})

describe('moving an action', () => {
  /** The plan with typed actions a, b, c, d in this order. */
  async function withFour() {
    const store = await opened()
    const ids: Record<string, string> = {}
    for (const title of ['a', 'b', 'c', 'd']) {
      ids[title] = type(store, title).id
      vi.setSystemTime(Date.now() + 1)
    }
    return {
      store,
      move: (title: string, by: -1 | 1) => store.move(ids[title] ?? '', by),
      idOf: (title: string) => ids[title] ?? '',
    }
  }
  const order = (store: Store) => titles(store).join('')

  it('puts it one place up or down and pins it there, also after a reload', async () => {
    const { store, move, idOf } = await withFour()
    move('c', -1)
    expect(order(store)).toBe('acbd')
    expect(shown(store, idOf('c')).pinnedAt).toBe(1)
    expect(shown(store, idOf('c')).log.at(-1)).toMatchObject({ what: 'pinned' })
    expect(store.actions.filter(({ pinnedAt }) => pinnedAt !== null)).toHaveLength(1)
    await rest(store)
    expect(order(await opened())).toBe('acbd')
  })

  it('puts it down, and again, as far as there is a place', async () => {
    const { store, move } = await withFour()
    move('b', 1)
    move('b', 1)
    expect(order(store)).toBe('acdb')
    move('b', 1)
    expect(order(store)).toBe('acdb')
  })

  it('does nothing at the ends', async () => {
    const { store, move } = await withFour()
    move('a', -1)
    move('d', 1)
    expect(order(store)).toBe('abcd')
    expect(store.actions.every(({ pinnedAt }) => pinnedAt === null)).toBe(true)
  })

  it('keeps it there when others come that are more pressing', async () => {
    await storeCheck()
    const { store, move } = await withFour()
    move('d', -1)
    expect(order(store)).toBe('abdc')
    store.take(offerOf(store, 'small-check act-records-register-01'), { ...words, title: '!' })
    expect(order(store)).toBe('!adbc')
  })

  it('past one that is pinned changes places with it, upwards', async () => {
    const { store, move } = await withFour()
    move('b', -1)
    expect(order(store)).toBe('bacd')
    move('a', -1)
    expect(order(store)).toBe('abcd')
    move('c', -1)
    expect(order(store)).toBe('acbd')
  })

  it('past one that is pinned changes places with it, downwards', async () => {
    const { store, move } = await withFour()
    move('a', 1)
    expect(order(store)).toBe('bacd')
    move('b', 1)
    expect(order(store)).toBe('abcd')
    move('c', 1)
    expect(order(store)).toBe('abdc')
  })

  it('is one line of its life, however often it was pressed, and none in that of another one that made way', async () => {
    const { store, move, idOf } = await withFour()
    move('b', -1)
    const before = shown(store, idOf('b'))
    move('c', -1)
    move('c', -1)
    expect(order(store)).toBe('cbad')
    expect(shown(store, idOf('c')).log.map(({ what }) => what)).toEqual(['taken', 'pinned'])
    expect(shown(store, idOf('b'))).toEqual({ ...before, pinnedAt: 1 })
    await rest(store)
    expect(order(await opened())).toBe('cbad')
  })

  it('is taken back by releasing it', async () => {
    const { store, move, idOf } = await withFour()
    move('d', -1)
    move('d', -1)
    expect(order(store)).toBe('adbc')
    store.release(idOf('d'))
    expect(order(store)).toBe('abcd')
    expect(shown(store, idOf('d'))).toMatchObject({ pinnedAt: null })
    expect(shown(store, idOf('d')).log.at(-1)).toMatchObject({ what: 'released' })
    await rest(store)
    expect(order(await opened())).toBe('abcd')
  })
})

describe('removing an action', () => {
  it('takes it out of the plan, also after a reload, and offers it again', async () => {
    await storeMaturity()
    const store = await opened()
    const { id } = store.take(offerOf(store, 'small act-sharing-12'), words)
    const other = type(store, 'other')
    await rest(store)
    store.remove(id)
    expect(store.actions).toEqual([other])
    expect(store.removed?.id).toBe(id)
    expect(keysOf(store)).toContain('small act-sharing-12')
    await rest(store)
    expect((await opened()).actions).toEqual([other])
  })

  it('is undone: the action is there as it was, also after a reload', async () => {
    const store = await opened()
    const { id } = type(store, 'typed', { why: 'because', pinnedAt: 0 })
    store.change(id, { owner: 'Ada' })
    const before = shown(store, id)
    await rest(store)
    store.remove(id)
    await rest(store)
    store.undo()
    expect(store.actions).toEqual([before])
    expect(store.removed).toBeNull()
    await rest(store)
    expect((await opened()).actions).toEqual([before])
  })

  it('is undone: what waited for it waits again, also where that was changed meanwhile', async () => {
    const store = await opened()
    const { id } = type(store, 'first')
    const waiting = type(store, 'then', { status: 'blocked', dependsOn: [id] })
    expect(gapsOf(waiting, store.find)).toEqual([])
    store.remove(id)
    expect(gapsOf(waiting, store.find)).toEqual(['blocked_by'])
    store.change(waiting.id, { owner: 'Ada' })
    store.undo()
    expect(gapsOf(shown(store, waiting.id), store.find)).toEqual([])
    expect(titles(store)).toEqual(['first', 'then'])
  })

  it('is undone before it was saved', async () => {
    const store = await opened()
    const action = type(store, 'typed')
    await rest(store)
    store.remove(action.id)
    store.undo()
    await rest(store)
    expect(await stored()).toEqual([action])
  })

  it('takes text along that still waited, and undoing brings it back', async () => {
    const store = await opened()
    const { id } = type(store, 'typed')
    store.change(id, { why: 'just typed' }, 'typing')
    store.remove(id)
    await vi.advanceTimersByTimeAsync(MINUTE)
    await store.flush()
    expect(await stored()).toEqual([])
    store.undo()
    await store.flush()
    expect(await stored()).toMatchObject([{ id, why: 'just typed' }])
  })

  it('is undone once: there is nothing more to bring back', async () => {
    const store = await opened()
    store.remove(type(store, 'typed').id)
    store.undo()
    store.undo()
    expect(titles(store)).toEqual(['typed'])
  })

  it('that failed is tried again, and holds', async () => {
    const store = await opened()
    const { id } = type(store, 'typed')
    await rest(store)
    const allow = refuseDeleting()
    store.remove(id)
    expect(await rest(store)).toEqual({ status: 'failed', code: 'unknown' })
    expect(store.actions).toEqual([])
    allow()
    await vi.advanceTimersByTimeAsync(500)
    await until(store, 'saved')
    expect(await stored()).toEqual([])
  })

  it('that failed is undone, and nothing removes the action afterwards', async () => {
    const store = await opened()
    const action = type(store, 'typed')
    await rest(store)
    const allow = refuseDeleting()
    store.remove(action.id)
    await rest(store)
    store.undo()
    allow()
    await store.tryAgain()
    await vi.advanceTimersByTimeAsync(MINUTE)
    await store.flush()
    expect(store.saveState.status).toBe('saved')
    expect(store.actions).toEqual([action])
    expect((await opened()).actions).toEqual([action])
  })

  it('holds where the plan is read again before the removal could be saved', async () => {
    const store = await opened()
    const { id } = type(store, 'typed')
    await rest(store)
    refuseDeleting()
    store.remove(id)
    await rest(store)
    await store.open(teachers.id)
    expect(store.actions).toEqual([])
    expect(store.removed?.id).toBe(id)
  })
})

describe('a save that fails', () => {
  it('keeps all on the screen and tells the code', async () => {
    const store = await opened()
    refuseWrites()
    const { id } = type(store, 'typed')
    expect(await rest(store)).toEqual({ status: 'failed', code: 'full' })
    store.change(id, { title: 'changed' })
    vi.setSystemTime(NOW + 1)
    type(store, 'another')
    expect(titles(store)).toEqual(['changed', 'another'])
    await store.open(teachers.id)
    expect(titles(store)).toEqual(['changed', 'another'])
  })

  it('is tried again by itself', async () => {
    const store = await opened()
    const makeRoom = refuseWrites()
    type(store, 'typed')
    await rest(store)
    makeRoom()
    await vi.advanceTimersByTimeAsync(500)
    await until(store, 'saved')
    expect(await stored()).toEqual(store.actions)
  })

  it('is tried again with everything that changed meanwhile when a person asks for it', async () => {
    const store = await opened()
    const makeRoom = refuseWrites()
    const first = type(store, 'first')
    await rest(store)
    const second = type(store, 'second')
    store.change(first.id, { title: 'first, changed' })
    store.remove(second.id)
    makeRoom()
    await store.tryAgain()
    expect(store.saveState.status).toBe('saved')
    expect(await stored()).toEqual([shown(store, first.id)])
  })
})

describe('starring a section', () => {
  it('moves its actions and offers up, and is stored with the round', async () => {
    await storeMaturity()
    await storeCheck()
    await saveAims('maturity', { targets: { sharing: 3 }, starred: [] })
    const store = await opened()
    for (const key of ['small act-sharing-12', 'small act-listening-23'])
      store.take(offerOf(store, key), { ...words, title: key })
    expect(titles(store)).toEqual(['small act-sharing-12', 'small act-listening-23'])
    // Listening: 13/10 × 3/2 = 39/20, ahead of 9/5.
    store.star('small', 'listening', true)
    expect(titles(store)).toEqual(['small act-listening-23', 'small act-sharing-12'])
    await rest(store)
    expect((await loadAssessment('maturity'))?.aims).toEqual({ targets: { sharing: 3 }, starred: ['listening'] })
    expect((await loadAssessment('check'))?.aims.starred).toEqual([])
    expect(titles(await opened())).toEqual(['small act-listening-23', 'small act-sharing-12'])
  })

  it('is taken back', async () => {
    await storeMaturity()
    const store = await opened()
    store.star('small', 'listening', true)
    expect(keysOf(store)).toEqual(['small act-listening-23', 'small act-sharing-12'])
    store.star('small', 'listening', false)
    expect(keysOf(store)).toEqual(['small act-sharing-12', 'small act-listening-23'])
    await rest(store)
    expect((await loadAssessment('maturity'))?.aims.starred).toEqual([])
  })

  it('is taken back while it is being saved', async () => {
    await storeMaturity()
    const store = await opened()
    store.star('small', 'listening', true)
    await untilSaving()
    store.star('small', 'listening', false)
    await rest(store)
    expect((await loadAssessment('maturity'))?.aims.starred).toEqual([])
  })

  it('keeps a star that could not be saved on the screen, and tries again', async () => {
    await storeMaturity()
    const store = await opened()
    const makeRoom = refuseWrites()
    store.star('small', 'listening', true)
    expect(await rest(store)).toEqual({ status: 'failed', code: 'full' })
    await store.open(teachers.id)
    expect(keysOf(store)).toEqual(['small act-listening-23', 'small act-sharing-12'])
    makeRoom()
    await store.tryAgain()
    expect((await loadAssessment('maturity'))?.aims.starred).toEqual(['listening'])
  })
})

describe('a change while the plan is read again', () => {
  /** Calls this when the browser has read the rows of the plan, and before the rest is read. */
  function onceThePlanIsRead(then: () => void): void {
    const { getAll } = IDBIndex.prototype
    let isFirst = true
    vi.spyOn(IDBIndex.prototype, 'getAll').mockImplementation(function (this: IDBIndex, ...given) {
      const request = getAll.apply(this, given)
      if (this.objectStore.name === 'plan' && isFirst) {
        isFirst = false
        request.addEventListener('success', then)
      }
      return request
    })
  }

  beforeEach(async () => {
    await storeMaturity()
    await storeCheck()
  })

  it('stays on the screen and is saved', async () => {
    const store = await opened()
    const { id } = type(store, 'typed')
    await rest(store)
    vi.setSystemTime(NOW + 1)
    const reading = store.open(teachers.id)
    store.change(id, { title: 'changed' })
    type(store, 'added')
    await reading
    expect(titles(store)).toEqual(['changed', 'added'])
    await rest(store)
    expect(new Set(await stored())).toEqual(new Set(store.actions))
  })

  it('stays on the screen where it comes when the plan is read already', async () => {
    const store = await opened()
    const { id } = type(store, 'typed')
    await rest(store)
    vi.setSystemTime(NOW + 1)
    let wasRead = false
    onceThePlanIsRead(() => {
      wasRead = true
      store.change(id, { title: 'changed' })
      type(store, 'added')
    })
    await store.open(teachers.id)
    expect(wasRead).toBe(true)
    expect(titles(store)).toEqual(['changed', 'added'])
    await rest(store)
    expect(titles(await opened())).toEqual(['changed', 'added'])
  })

  it('keeps a removal removed', async () => {
    const store = await opened()
    const { id } = type(store, 'typed')
    await rest(store)
    onceThePlanIsRead(() => store.remove(id))
    await store.open(teachers.id)
    expect(store.actions).toEqual([])
    await rest(store)
    expect(await stored()).toEqual([])
  })
})

describe('leaving the page', () => {
  /** A page for the store to listen to. */
  function aPage() {
    const page = {
      window: new EventTarget(),
      document: Object.assign(new EventTarget(), { visibilityState: 'visible' }),
    }
    vi.stubGlobal('window', page.window)
    vi.stubGlobal('document', page.document)
    return page
  }
  /** Whether the browser would ask before the page is left. */
  function asks({ window }: ReturnType<typeof aPage>): boolean {
    const event = new Event('beforeunload', { cancelable: true })
    window.dispatchEvent(event)
    return event.defaultPrevented
  }

  it('stores text that still waits for a pause', async () => {
    const page = aPage()
    const store = await opened()
    const { id } = type(store, 'typed')
    store.change(id, { why: 'the last wor' }, 'typing')
    page.window.dispatchEvent(new Event('pagehide'))
    await rest(store)
    expect(await stored()).toMatchObject([{ why: 'the last wor' }])
  })

  it('stores it also when the page is only hidden, and not when it is shown', async () => {
    const page = aPage()
    const store = await opened()
    const { id } = type(store, 'typed')
    await rest(store)
    store.change(id, { why: 'the last wor' }, 'typing')
    page.document.dispatchEvent(new Event('visibilitychange'))
    await Promise.resolve()
    expect(store.saveState.status).toBe('saving')
    page.document.visibilityState = 'hidden'
    page.document.dispatchEvent(new Event('visibilitychange'))
    await rest(store)
    expect(await stored()).toMatchObject([{ why: 'the last wor' }])
  })

  it('is asked about only while something could not be saved', async () => {
    const page = aPage()
    const store = await opened()
    expect(asks(page)).toBe(false)
    const makeRoom = refuseWrites()
    type(store, 'typed')
    await rest(store)
    expect(asks(page)).toBe(true)
    makeRoom()
    await store.tryAgain()
    expect(asks(page)).toBe(false)
  })
})

describe('a union that is deleted while its plan is open', () => {
  it('gets no plan back', async () => {
    await storeMaturity()
    const store = await opened()
    const { id } = type(store, 'typed')
    await rest(store)
    store.change(id, { why: 'typed a moment ago' }, 'typing')
    await deleteUnion(teachers.id)
    await vi.advanceTimersByTimeAsync(MINUTE)
    await store.flush()
    expect(await rowsOf('plan')).toEqual([])
  })
})

import { beforeEach, describe, expect, it, vi } from 'vitest'
import { savePreference } from '@/storage/preferences'
import { closeDatabase, database } from '@/storage/db'
import { countStored, emptyAll, lookAround } from '@/storage/places'
import { answersOf } from '../support/builders'
import { aDraft, freshDatabase, storeRound } from '../support/storage'

beforeEach(freshDatabase)
const counts = async () => Object.fromEntries((await countStored()).map(({ kind, records }) => [kind, records]))

/** Names of things that go when they are deleted, as every place of a browser has them. */
function browserWith(files: string[], cached: string[], workers: string[]) {
  const storage = (items: Record<string, string>) =>
    Object.defineProperty(items, 'clear', { value: () => Object.keys(items).forEach((key) => delete items[key]) })
  const folder = {
    async *keys() {
      yield* [...files]
    },
    removeEntry: async (name: string) => void files.splice(files.indexOf(name), 1),
  }
  vi.stubGlobal('navigator', {
    storage: { getDirectory: async () => folder, persisted: async () => true },
    serviceWorker: {
      getRegistrations: async () =>
        workers.map((scope) => ({ scope, unregister: async () => workers.splice(workers.indexOf(scope), 1) })),
    },
  })
  vi.stubGlobal('caches', {
    keys: async () => [...cached],
    delete: async (name: string) => cached.splice(cached.indexOf(name), 1),
  })
  vi.stubGlobal('localStorage', storage({ mark: '1' }))
  vi.stubGlobal('sessionStorage', storage({ flag: '1' }))
}

const entries = async () => Object.fromEntries((await lookAround()).map((place) => [place.id, place.entries]))
const NOTHING = { databases: [], files: [], caches: [], local: [], session: [], worker: [] }

describe('what is stored', () => {
  it('is nothing in an empty store', async () => {
    const stored = await countStored()
    expect(stored.filter(({ kind, records, bytes }) => kind !== 'notes' && records + bytes > 0)).toEqual([])
  })

  it('is counted by kind, with its size as text', async () => {
    await storeRound(aDraft(), answersOf({ 'listening-survey': 3, 'sharing-lists': 2 }))
    await savePreference('digitKeys', false)
    expect(await counts()).toMatchObject({ unions: 1, rounds: 1, answers: 2, plan: 0, questionnaires: 1, settings: 1 })
    const settings = (await countStored()).find(({ kind }) => kind === 'settings')
    // [{"key":"digitKeys","value":false}]
    expect(settings?.bytes).toBe(35)
  })
})

describe('what is stored in a large store', () => {
  it('is counted to the last record, with its size worked out from the first ones', async () => {
    const db = await database()
    const answer = (index: number) => ({
      assessmentId: 'round',
      itemId: `item-${String(index).padStart(6, '0')}`,
      answer: null,
    })
    // {"assessmentId":"round","itemId":"item-000000","answer":null} has 61 characters, one more for its comma.
    await db.answers.bulkPut(Array.from({ length: 2500 }, (_, index) => answer(index)))
    const found = (await countStored()).find(({ kind }) => kind === 'answers')
    expect(found?.records).toBe(2500)
    expect(found?.bytes).toBeGreaterThan(2500 * 61)
    expect(found?.bytes).toBeLessThan(2500 * 63)
  })
})

describe('counting', () => {
  it('is right where there are more rows than are counted at a time', async () => {
    const db = await database()
    // The only table in which nothing lasts, and so the quickest to fill.
    await db.filler.bulkPut(Array.from({ length: 10_003 }, () => ({})))
    expect(await counts()).toMatchObject({ notes: 10_003 })
  })

  it('tells of each kind when it is counted, those with the most records last', async () => {
    await storeRound()
    const told: string[] = []
    const all = await countStored(({ kind }) => told.push(kind))
    expect(told).toHaveLength(9)
    expect(told.slice(-2)).toEqual(['answers', 'notes'])
    expect(all.map(({ kind }) => kind)).toEqual(told)
  })

  it('ends when nobody wants it any more', async () => {
    await storeRound()
    const told: string[] = []
    const all = await countStored(
      ({ kind }) => told.push(kind),
      () => told.length < 2,
    )
    expect(told).toEqual(['unions', 'rounds'])
    expect(all).toHaveLength(2)
  })
})

describe('looking around', () => {
  it('names what is in each place', async () => {
    await countStored()
    browserWith(['journal'], ['waymark-1'], ['/'])
    expect(await entries()).toEqual({
      databases: ['waymark'],
      files: ['journal'],
      caches: ['waymark-1'],
      local: ['mark'],
      session: ['flag'],
      worker: ['/'],
    })
  })

  it('says where the browser does not let us look, and looks into the others all the same', async () => {
    browserWith([], [], [])
    vi.stubGlobal('localStorage', undefined)
    vi.stubGlobal('navigator', {})
    expect(await entries()).toEqual({ ...NOTHING, files: null, local: null, session: ['flag'] })
  })

  it('makes nothing', async () => {
    browserWith([], [], [])
    const before = await entries()
    expect(before).toEqual({ ...NOTHING, local: ['mark'], session: ['flag'] })
    expect(await entries()).toEqual(before)
  })
})

describe('emptying', () => {
  it('leaves nothing in any place', async () => {
    await storeRound()
    await closeDatabase()
    browserWith(['journal', 'snapshot-A'], ['waymark-1', 'waymark-2'], ['/'])
    await emptyAll()
    expect(await entries()).toEqual(NOTHING)
  })

  it('empties the other places where one of them refuses', async () => {
    await storeRound()
    await closeDatabase()
    browserWith(['journal'], ['waymark-1'], [])
    vi.stubGlobal('caches', { keys: () => Promise.reject(new DOMException('no', 'SecurityError')) })
    await emptyAll()
    expect(await entries()).toEqual({ ...NOTHING, caches: null })
  })
})

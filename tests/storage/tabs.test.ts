import 'fake-indexeddb/auto'
import { AsyncLocalStorage } from 'node:async_hooks'
import Dexie from 'dexie'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answer } from '@/domain/assessment'
import { Journal } from '@/storage/journal/journal'
import type { Request } from '@/storage/journal/journal.worker'
import { NEWEST_VERSION, type Migration } from '@/storage/migrations'
import { CrashingDisk } from '../support/crashingPlace'
import { aPhoto } from '../support/photos'
import { aDraft, rowsOf, small, teachers } from '../support/storage'
import { Channels, Locks } from '../support/tabs'

// Several tabs, each with the whole storage as its own, on one store, one second copy, and the same locks and channel.

type Storage = typeof import('@/storage/db') &
  typeof import('@/storage/news') &
  typeof import('@/storage/assessments') &
  typeof import('@/storage/photos')

interface Tab {
  readonly name: string
  readonly isNewer: boolean
  readonly storage: Storage
  channel: ReturnType<Channels['make']> | null
  /** What the storage told. */
  isWriting: boolean
  /** How often it heard that another tab saved something. */
  news: number
  /** Nothing runs in a tab that is closed. */
  isClosed: boolean
}

/** A shape that is still to come: every answer says so. */
const NEXT: Migration = {
  version: NEWEST_VERSION + 1,
  tables: {},
  rows: { answers: (row) => ({ ...row, shape: 'next' }) },
}

const running = new AsyncLocalStorage<Tab>()
let locks: Locks
let channels: Channels
let disk: CrashingDisk
/** The workers that have the files of the second copy open. */
let open: Set<object>
let faults: string[]
let count = 0
let loaded = 0

/** Keeps the second copy as the real worker does, in memory. */
class CopyWorker {
  onmessage: ((event: { data: unknown }) => void) | null = null
  onerror = null
  private journal: Journal | null = null
  private isTerminated = false

  postMessage({ id, request }: { id: number; request: Request }): void {
    setImmediate(() => {
      if (this.isTerminated) return
      const found = this.answer(request)
      const { seq = 0, isWhole = false, bytes = 0 } = this.journal ?? {}
      this.onmessage?.({ data: { id, summary: { seq, isWhole, bytes }, found } })
    })
  }

  terminate(): void {
    this.isTerminated = true
    open.delete(this)
  }

  private answer(request: Request) {
    if (request.what === 'open') {
      if (open.size > 0) faults.push('two workers have the files open')
      open.add(this)
      this.journal = new Journal(disk.place)
    } else if (request.what === 'close') open.delete(this)
    else if (request.what === 'append') this.journal?.append(request.commits)
    else if (request.what === 'rebuild') this.journal?.rebuild(request.seq, request.changes)
    else if (request.what === 'countRows') return this.journal?.countRows() ?? null
    else return this.journal?.readAll() ?? null
    return null
  }
}

/** A browser in which nothing is stored and no tab is open. */
function emptyBrowser(): void {
  globalThis.indexedDB = new IDBFactory()
  Dexie.dependencies = { indexedDB, IDBKeyRange }
  locks = new Locks()
  channels = new Channels()
  disk = new CrashingDisk()
  open = new Set()
  faults = []
  vi.stubGlobal('navigator', { locks, storage: { getDirectory: () => undefined } })
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
}

beforeEach(() => {
  emptyBrowser()
  vi.stubGlobal('Worker', CopyWorker)
  vi.stubGlobal('document', { baseURI: 'http://localhost/' })
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      constructor() {
        const tab = running.getStore()
        if (tab?.isClosed) throw new Error('this tab is closed')
        const channel = channels.make()
        if (tab) tab.channel = channel
        return channel
      }
    },
  )
})
afterEach(() => vi.unstubAllGlobals())

/** Storages that no tab uses any more: loading one takes longer than all that is done with it. */
const spare: { readonly isNewer: boolean; readonly storage: Storage }[] = []

/** A tab of this version of the app, or of a newer one that gives answers another shape. */
async function aTab(isNewer = false): Promise<Tab> {
  const unused = spare.findIndex((each) => each.isNewer === isNewer)
  const storage = spare.splice(unused, unused < 0 ? 0 : 1)[0]?.storage ?? (await load(isNewer))
  const tab: Tab = {
    name: `t${(count += 1)}`,
    isNewer,
    storage,
    channel: null,
    isWriting: false,
    isClosed: false,
    news: 0,
  }
  storage.onTabs({
    beforeGiving: () => Promise.resolve(),
    onTurn: (isWriting) => (tab.isWriting = isWriting),
    onNews: () => (tab.news += 1),
  })
  return tab
}

async function load(isNewer: boolean): Promise<Storage> {
  const name = (loaded += 1)
  const own = (file: string) => import(/* @vite-ignore */ `/src/storage/${file}.ts?tab=${name}`)
  const [db, news, assessments, photos, { MIGRATIONS }] = await Promise.all(
    ['db', 'news', 'assessments', 'photos', 'migrations/index'].map(own),
  )
  if (isNewer) MIGRATIONS.push(NEXT)
  return { ...db, ...news, ...assessments, ...photos }
}

/** Opens the store, as a page does when it is loaded. */
async function begin(tab: Tab): Promise<Tab> {
  await running.run(tab, async () => {
    const db = await tab.storage.database()
    if (!tab.isNewer) return
    db.answers.hook('creating', (_key, row) => void Object.assign(row, { shape: 'next' }))
    db.answers.hook('updating', () => ({ shape: 'next' }))
  })
  return tab
}

const inTab = <T>(tab: Tab, work: (storage: Storage) => Promise<T>) => running.run(tab, () => work(tab.storage))
const save = (tab: Tab, itemId: string, patch: Partial<Answer>) =>
  inTab(tab, ({ saveAnswer }) => saveAnswer('round-1', itemId, patch))
const close = async (tab: Tab) => {
  tab.isClosed = true
  await inTab(tab, ({ closeDatabase }) => closeDatabase())
}
const answers = async () => (await rowsOf('answers')) as { itemId: string; answer: Answer; shape?: string }[]

async function withRound(): Promise<Tab> {
  const tab = await begin(await aTab())
  await inTab(tab, ({ createAssessments }) =>
    createAssessments(teachers, [{ assessment: aDraft(), answers: {}, questionnaire: small }]),
  )
  return tab
}

describe('two tabs', () => {
  it('are one that writes and one that looks on, until the other is closed', async () => {
    const one = await withRound()
    const two = await begin(await aTab())
    expect([one.isWriting, two.isWriting]).toEqual([true, false])
    expect((await inTab(two, ({ listAssessments }) => listAssessments())).rounds).toHaveLength(1)
    await close(one)
    await vi.waitFor(() => expect(two.isWriting).toBe(true), { timeout: 10_000 })
    await save(two, 'listening-survey', { note: 'kept' })
    await close(two)
    expect(faults).toEqual([])
  })

  it('change places when something is changed in the one that looked on, and keep each other’s fields', async () => {
    const one = await withRound()
    const two = await begin(await aTab())
    await save(one, 'listening-survey', { note: 'from one' })
    await save(two, 'listening-survey', { comeBack: true })
    expect([one.isWriting, two.isWriting]).toEqual([false, true])
    await save(one, 'listening-survey', { lastTimeShown: true })
    expect([one.isWriting, two.isWriting]).toEqual([true, false])
    expect((await answers()).map(({ answer }) => answer)).toMatchObject([
      { note: 'from one', comeBack: true, lastTimeShown: true },
    ])
    await Promise.all([close(one), close(two)])
  })

  it('tell each other of photos, which are added where the person is, and are not in the second copy', async () => {
    const one = await withRound()
    const two = await begin(await aTab())
    const before = one.news
    await inTab(two, ({ savePhoto }) => savePhoto(aPhoto('photo')))
    expect([one.isWriting, two.isWriting]).toEqual([false, true])
    await vi.waitFor(() => expect(one.news).toBeGreaterThan(before))
    expect((await inTab(one, ({ loadPhotos }) => loadPhotos('round-1'))).photos).toEqual([aPhoto('photo')])
    await Promise.all([close(one), close(two)])
    expect(new Journal(disk.place).readAll().changes.filter(({ table }) => table === 'photos')).toEqual([])
    expect(faults).toEqual([])
  })

  it('never both write into the second copy, also not one that was put to sleep and robbed', async () => {
    const one = await withRound()
    const two = await begin(await aTab())
    if (one.channel) one.channel.isAsleep = true
    await save(two, 'listening-survey', { note: 'while it slept' })
    expect(two.storage.copiesState().kind).toBe('two')
    await save(two, 'listening-survey', { note: 'later' })
    expect([one.isWriting, two.isWriting]).toEqual([false, true])
    await Promise.all([close(one), close(two)])
    expect(new Journal(disk.place).readAll().changes.find(({ table }) => table === 'answers')?.value).toMatchObject({
      answer: { note: 'later' },
    })
    expect(faults).toEqual([])
  }, 20_000)
})

describe('two tabs and two versions of the app', () => {
  it('keep every edit that was called saved, and leave no row of an old shape: 200 ways to take turns', async () => {
    const { setTimeout: later } = globalThis
    vi.stubGlobal('setTimeout', (work: () => void, wait = 0) => later(work, wait > 4000 ? wait : wait / 100))
    for (let seed = 1; seed <= 200; seed += 1) {
      emptyBrowser()
      await takeTurns(seed)
    }
  }, 300_000)
})

/** Numbers from 0 to below 1 that are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Tabs of both versions open, write, take over, fall asleep and close, side by side and in an order of its own for each seed. */
async function takeTurns(seed: number): Promise<void> {
  const random = randomFrom(seed)
  const below = (end: number) => Math.floor(random() * end)
  const history: string[] = []
  /** What was called saved, by item. */
  const saved = new Map<string, string>()
  const pending = new Set<Promise<unknown>>()
  let edits = 0
  let hasUpgraded = false
  channels.delay = () => 1 + below(4)

  const also = (work: Promise<unknown>) => {
    const done = work.catch(() => undefined).finally(() => pending.delete(done))
    pending.add(done)
  }
  const steps: Readonly<Record<string, (tab: Tab) => Promise<void> | void>> = {
    write(tab) {
      const [item, note] = [`item-${edits}`, `edit ${edits} of ${tab.name}`]
      edits += 1
      also(save(tab, item, { note }).then(() => saved.set(item, note)))
    },
    take: (tab) => also(inTab(tab, ({ takeOver }) => takeOver())),
    sleep(tab) {
      if (tab.channel) tab.channel.isAsleep = true
    },
    wake(tab) {
      if (tab.channel) channels.wake(tab.channel)
    },
    settle: async () => void (await Promise.all(pending)),
    async open() {
      if (tabs.length < 3) await arrive(false)
    },
    async upgrade() {
      await arrive(true)
    },
    async close(tab) {
      if (tabs.length === 1) return
      closed.push(...tabs.splice(tabs.indexOf(tab), 1))
      await close(tab)
    },
  }
  /** Writing is what happens most. */
  const ways = [...Array<string>(5).fill('write'), 'take', 'sleep', 'wake', 'settle', 'open', 'open', 'close']
  async function arrive(isNewer: boolean): Promise<void> {
    const tab = await aTab(isNewer)
    const isHere = await begin(tab).then(
      () => true,
      () => false,
    )
    if (isHere) tabs.push(tab)
    else {
      closed.push(tab)
      await close(tab)
    }
    hasUpgraded ||= isHere && isNewer
  }

  const tabs: Tab[] = [await withRound()]
  const closed: Tab[] = []
  try {
    const upgradeAt = below(14)
    for (let step = 0; step < 14; step += 1) {
      const tab = tabs[below(tabs.length)]
      const way = step === upgradeAt ? 'upgrade' : (ways[below(ways.length)] ?? 'write')
      history.push(`${tab?.name} ${way}`)
      if (tab) await steps[way]?.(tab)
      for (let pause = below(6); pause > 0; pause -= 1) await new Promise((resolve) => setImmediate(resolve))
    }
    for (const tab of tabs) await steps.wake?.(tab)
    await Promise.all(pending)
    await Promise.all(tabs.map(close))

    const last = await begin(await aTab(true))
    await vi.waitFor(() => expect(last.isWriting).toBe(true), { timeout: 5000 })
    const rows = await answers()
    for (const [item, note] of saved) expect(rows.find(({ itemId }) => itemId === item)?.answer.note).toBe(note)
    expect(rows.filter(({ shape }) => shape !== 'next')).toEqual([])
    await close(last)
    const copied = new Journal(disk.place).readAll().changes.filter(({ table }) => table === 'answers')
    expect(copied.map(({ value }) => value)).toEqual(expect.arrayContaining(rows))
    expect(copied).toHaveLength(rows.length)
    expect(faults).toEqual([])
    expect(hasUpgraded).toBe(true)
    spare.push(...tabs, ...closed, last)
  } catch (error) {
    throw new Error(`seed ${seed}: ${history.join(', ')}`, { cause: error })
  }
}

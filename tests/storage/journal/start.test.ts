import { beforeEach, describe, expect, it } from 'vitest'
import { loadAssessment, saveAnswer, deleteAssessment } from '@/storage/assessments'
import { database } from '@/storage/db'
import type { SecondCopy } from '@/storage/journal/client'
import { Journal } from '@/storage/journal/journal'
import { judge, type Findings } from '@/storage/journal/judge'
import { keepCopy } from '@/storage/journal/keeper'
import { checkCopies } from '@/storage/journal/start'
import { loadVersions } from '../../support/versionRows'
import { NEWEST_VERSION } from '@/storage/migrations'
import type { Commit } from '@/storage/versions'
import { CrashingDisk } from '../../support/crashingPlace'
import {
  aDraft,
  aSealed,
  freshDatabase,
  fullAnswer,
  rowsOf,
  storageError,
  storeRound,
  wholeStore,
} from '../../support/storage'

beforeEach(freshDatabase)

/** The second copy in memory, as the worker keeps it. */
function copyOn(disk: CrashingDisk): SecondCopy {
  const journal = new Journal(disk.place)
  return {
    place: 'files',
    summary: () => {
      const { seq, isWhole, bytes, version } = journal
      return { seq, isWhole, bytes, version }
    },
    append: async (commits) => journal.append(commits),
    rebuild: async (seq, changes) => journal.rebuild(seq, changes),
    readAll: async () => journal.readAll(),
    countRows: async () => journal.countRows(),
    setAside: async (rows) => journal.setAside(rows),
    readAside: async () => journal.readAside(),
    dropAside: async (before) => journal.dropAside(before),
    close: () => Promise.resolve(),
  }
}

async function check(disk: CrashingDisk, markSeq = 0, isDataLost = false) {
  const { isCopied, ...found } = await checkCopies(await database(), copyOn(disk), { markSeq, isDataLost })
  expect(isCopied).toBe(true)
  return found
}

/** A store with two rounds, and a second copy of it. */
async function both(): Promise<CrashingDisk> {
  const disk = new CrashingDisk()
  await storeRound(aDraft(), { 'listening-survey': fullAnswer, 'sharing-lists': fullAnswer })
  await storeRound(aSealed(), { 'listening-survey': fullAnswer })
  await check(disk)
  return disk
}

describe('what is found at the start', () => {
  const whole: Findings = {
    storeSeq: 7,
    hasRows: true,
    copySeq: 7,
    isCopyWhole: true,
    markSeq: 7,
    isDataLost: false,
  }
  it.each<[string, Partial<Findings>, ReturnType<typeof judge>]>([
    ['both are as they were', {}, { step: 'none', isLost: false }],
    ['it is the first visit', { storeSeq: 0, copySeq: 0, markSeq: 0, hasRows: false }, { step: 'none', isLost: false }],
    ['the store was wiped', { storeSeq: 0, hasRows: false, isDataLost: true }, { step: 'restore', isLost: false }],
    ['the store fell behind', { storeSeq: 5 }, { step: 'restore', isLost: false }],
    ['the copy fell behind', { copySeq: 5 }, { step: 'rebuild', isLost: false }],
    ['the copy is gone', { copySeq: 0, isCopyWhole: false }, { step: 'rebuild', isLost: false }],
    ['the store is older than counting', { storeSeq: 0, copySeq: 0, markSeq: 0 }, { step: 'rebuild', isLost: false }],
    [
      'both are gone',
      { storeSeq: 0, copySeq: 0, hasRows: false, isCopyWhole: false },
      { step: 'rebuild', isLost: true },
    ],
    ['both fell behind', { storeSeq: 6, copySeq: 6 }, { step: 'none', isLost: true }],
  ])('%s', (_, found, expected) => {
    expect(judge({ ...whole, ...found })).toEqual(expected)
  })
})

describe('a store that the browser has thrown away', () => {
  it('comes back from the second copy, record by record, with its versions', async () => {
    const disk = await both()
    const [store, versions] = [await wholeStore(), await loadVersions()]
    await freshDatabase()
    expect(await check(disk, 2, true)).toEqual({ restored: { rounds: 2, answers: 3, damaged: 0 }, isLost: false })
    expect(await wholeStore()).toEqual(store)
    expect(await loadVersions()).toEqual(versions)
  })

  it('comes back without what had been deleted', async () => {
    const disk = await both()
    await deleteAssessment('round-0')
    await check(disk)
    await freshDatabase()
    await check(disk)
    expect(await loadAssessment('round-0')).toBeNull()
    expect((await loadAssessment('round-1'))?.answers).toEqual({
      'listening-survey': fullAnswer,
      'sharing-lists': fullAnswer,
    })
  })

  it('is told as lost where there is no second copy either', async () => {
    expect(await check(new CrashingDisk(), 12)).toEqual({ restored: null, isLost: true })
  })

  it('gives what can be read of a damaged copy, and says that something is missing', async () => {
    const disk = await both()
    const bytes = disk.bytes('snapshot-a').slice()
    bytes[bytes.length - 5] = 0
    disk.lay('snapshot-a', bytes)
    await freshDatabase()
    const { restored, isLost } = await check(disk)
    expect(restored).toMatchObject({ rounds: 2, damaged: 1 })
    expect(isLost).toBe(true)
  })
})

describe('a store that has lost some of its tables and kept its count', () => {
  it('gets the records back that it lacks', async () => {
    const disk = await both()
    const store = await wholeStore()
    const db = await database()
    const raw = db.backendDB().transaction(['assessments', 'unions', 'versions'], 'readwrite')
    for (const table of ['assessments', 'unions', 'versions']) raw.objectStore(table).clear()
    await new Promise((resolve) => (raw.oncomplete = resolve))
    expect((await check(disk, 2)).restored).toEqual({ rounds: 2, answers: 0, damaged: 0 })
    expect(await wholeStore()).toEqual(store)
    expect(await check(disk, 2)).toEqual({ restored: null, isLost: false })
  })

  it('keeps what it has in a later version, also that something was deleted', async () => {
    const disk = await both()
    await saveAnswer('round-1', 'listening-survey', { note: 'later' })
    await deleteAssessment('round-0')
    const store = await wholeStore()
    expect(await check(disk)).toEqual({ restored: null, isLost: false })
    expect(await wholeStore()).toEqual(store)
  })
})

describe('a store that is ahead of its copy', () => {
  it('stays as it is, and the copy follows', async () => {
    const disk = await both()
    await saveAnswer('round-1', 'listening-survey', { note: 'after the copy was lost' })
    const store = await wholeStore()
    expect(await check(disk)).toEqual({ restored: null, isLost: false })
    expect(await wholeStore()).toEqual(store)
    await freshDatabase()
    await check(disk)
    expect(await wholeStore()).toEqual(store)
  })

  it('stays as it is, and can be used, where there is no room to write the copy anew', async () => {
    const disk = await both()
    await saveAnswer('round-1', 'listening-survey', { note: 'after the copy was lost' })
    const store = await wholeStore()
    const rebuild = () => Promise.reject(new DOMException('no room', 'QuotaExceededError'))
    const copy = { ...copyOn(disk), rebuild }
    expect(await checkCopies(await database(), copy, { markSeq: 0, isDataLost: false })).toEqual({
      restored: null,
      isLost: false,
      isCopied: false,
    })
    expect(await wholeStore()).toEqual(store)
  })

  it('is counted on from the copy after it was restored, so that the next start finds both alike', async () => {
    const disk = await both()
    await freshDatabase()
    await check(disk)
    await saveAnswer('round-1', 'listening-survey', { note: 'new' })
    await check(disk)
    expect(await check(disk)).toEqual({ restored: null, isLost: false })
    expect(await rowsOf('answers')).toHaveLength(3)
  })
})

describe('a copy of another version', () => {
  it('is written anew from the store where it is older', async () => {
    const disk = await both()
    const copy = { ...copyOn(disk), summary: () => ({ ...copyOn(disk).summary(), version: 4 }) }
    let written = 0
    const rebuild: SecondCopy['rebuild'] = (_, changes) => Promise.resolve(void (written = changes.length))
    await checkCopies(await database(), { ...copy, rebuild }, { markSeq: 0, isDataLost: false })
    // A union, two rounds, three answers and a questionnaire.
    expect(written).toBe(7)
  })

  it('is left as it is where nothing but indexes has changed since', async () => {
    const disk = await both()
    // Version 8 has one index more than version 7.
    const copy = { ...copyOn(disk), summary: () => ({ ...copyOn(disk).summary(), version: 7 }) }
    const rebuild: SecondCopy['rebuild'] = () => Promise.reject(new Error('it was written anew'))
    const checked = await checkCopies(await database(), { ...copy, rebuild }, { markSeq: 0, isDataLost: false })
    expect(checked).toEqual({ restored: null, isLost: false, isCopied: true })
  })

  it('is left alone where it is newer: a store that was lost is not filled with what nobody here knows', async () => {
    const disk = await both()
    await freshDatabase()
    const copy = { ...copyOn(disk), summary: () => ({ ...copyOn(disk).summary(), version: NEWEST_VERSION + 1 }) }
    const checking = checkCopies(await database(), copy, { markSeq: 0, isDataLost: true })
    await expect(checking).rejects.toMatchObject(storageError('newer_version'))
    expect(await rowsOf('assessments')).toEqual([])
  })
})

describe('keeping the copy', () => {
  const commit: Commit = { seq: 1, changes: [] }

  it('resolves only when the copy is on the disk', async () => {
    let write = () => {}
    const said: number[] = []
    const append = () => new Promise<void>((resolve) => (write = resolve))
    const keeper = keepCopy(
      { ...copyOn(new CrashingDisk()), append },
      (seq) => said.push(seq),
      () => {},
      () => {},
    )
    keeper.add(commit)
    const settled = keeper.settled().then(() => said.push(99))
    await Promise.resolve()
    expect(said).toEqual([])
    write()
    await settled
    expect(said).toEqual([1, 99])
  })

  it('says “full” where there is no room, and writes what is waiting when there is', async () => {
    const written: number[] = []
    let hasRoom = false
    const append = async (commits: readonly Commit[]) => {
      if (!hasRoom) throw new DOMException('no room', 'QuotaExceededError')
      written.push(...commits.map(({ seq }) => seq))
    }
    const keeper = keepCopy(
      { ...copyOn(new CrashingDisk()), append },
      () => {},
      () => {},
      () => {},
    )
    keeper.add(commit)
    await expect(keeper.settled()).rejects.toMatchObject(storageError('full'))
    hasRoom = true
    keeper.add({ ...commit, seq: 2 })
    await keeper.settled()
    expect(written).toEqual([1, 2])
  })

  it('goes on with the store alone where the copy cannot be written any more, and says so', async () => {
    let broken = 0
    const append = () => Promise.reject(new Error('the worker is gone'))
    const keeper = keepCopy(
      { ...copyOn(new CrashingDisk()), append },
      () => {},
      () => (broken += 1),
      () => {},
    )
    keeper.add(commit)
    await keeper.settled()
    keeper.add(commit)
    await keeper.settled()
    expect(broken).toBe(1)
  })

  it('writes nothing more where another tab wrote meanwhile, and says so: what is between would be missing', async () => {
    const written: number[] = []
    const append = async (commits: readonly Commit[]) => void written.push(...commits.map(({ seq }) => seq))
    let missed = 0
    const keeper = keepCopy(
      { ...copyOn(new CrashingDisk()), append },
      () => {},
      () => {},
      () => (missed += 1),
    )
    for (const seq of [1, 2, 4, 5]) keeper.add({ ...commit, seq })
    await keeper.settled()
    expect(written).toEqual([1, 2])
    expect(missed).toBe(1)
  })
})

import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import { loadAssessment, saveAnswer, saveLastItem } from '@/storage/assessments'
import type { Commit } from '@/storage/versions'
import { useLibraryStore } from '@/stores/library'
import { aNewRound } from '../support/builders'
import { freshDatabase, fullAnswer, rowsOf, small, storageError } from '../support/storage'
import { Channels, Locks } from '../support/tabs'

let hasRoom = true
let written: Commit[] = []
/** The second copy refuses what it is given while there is no room. */
vi.mock('@/storage/journal/secondPlace', async () => {
  const { keepCopy } = await import('@/storage/journal/keeper')
  const append = async (commits: readonly Commit[]) => {
    if (!hasRoom) throw new DOMException('no room', 'QuotaExceededError')
    written.push(...commits)
  }
  const copy = {
    place: 'files' as const,
    append,
    summary: () => ({ seq: 0, isWhole: true, bytes: 0, version: 0 }),
    rebuild: () => Promise.resolve(),
    readAll: () => Promise.resolve({ seq: 0, changes: [], damaged: 0 }),
    countRows: () => Promise.resolve({}),
    setAside: () => Promise.resolve(),
    readAside: () => Promise.resolve(null),
    dropAside: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
  const ignore = () => {}
  return { openCopies: () => Promise.resolve(keepCopy(copy, ignore, ignore, ignore)) }
})

beforeEach(async () => {
  hasRoom = true
  written = []
  await freshDatabase()
  setActivePinia(createPinia())
  vi.stubGlobal('Worker', class {})
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      constructor() {
        return new Channels().make()
      }
    },
  )
  vi.stubGlobal('navigator', { locks: new Locks(), storage: { getDirectory: () => Promise.resolve({}) } })
})

it('does not let a round begin, and when there is room again it begins once, as it was asked for last', async () => {
  const library = useLibraryStore()
  hasRoom = false
  await expect(library.create(small, aNewRound())).rejects.toMatchObject(storageError('full'))
  await expect(library.create(small, aNewRound())).rejects.toMatchObject(storageError('full'))
  hasRoom = true
  const { id } = await library.create(small, aNewRound({ form: 'short', unionName: 'Dockers & Pilots' }))
  expect(await rowsOf('assessments')).toMatchObject([{ id, form: 'short' }])
  expect(await rowsOf('unions')).toMatchObject([{ name: 'Dockers & Pilots' }])
  await library.load()
  expect(library.rounds).toHaveLength(1)
})

it('leaves the round of a failed beginning alone where somebody has gone on with it', async () => {
  const library = useLibraryStore()
  hasRoom = false
  await expect(library.create(small, aNewRound())).rejects.toMatchObject(storageError('full'))
  hasRoom = true
  const [{ id }] = (await rowsOf('assessments')) as [{ id: string }]
  await saveLastItem(id, 'listening-survey')
  await library.create(small, aNewRound())
  await library.load()
  expect(library.rounds).toHaveLength(2)
})

it('leaves the round of a failed beginning alone when it has been shown in the list', async () => {
  const library = useLibraryStore()
  hasRoom = false
  await expect(library.create(small, aNewRound())).rejects.toMatchObject(storageError('full'))
  await library.load()
  hasRoom = true
  await library.create(small, aNewRound())
  expect(library.rounds).toHaveLength(2)
})

it('does not keep anybody from reading, and gets what it lacks when there is room', async () => {
  const library = useLibraryStore()
  const { id } = await library.create(small, aNewRound())
  hasRoom = false
  await expect(saveAnswer(id, 'listening-survey', fullAnswer)).rejects.toMatchObject(storageError('full'))
  expect((await loadAssessment(id))?.answers).toEqual({ 'listening-survey': fullAnswer })
  hasRoom = true
  await saveAnswer(id, 'listening-survey', fullAnswer)
  expect(written.map(({ seq }) => seq)).toEqual([1, 2, 3])
})

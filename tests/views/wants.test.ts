import { beforeEach, describe, expect, it, vi } from 'vitest'
import { closeDatabase, database } from '@/storage/db'
import { createPinia, setActivePinia } from 'pinia'
import { readFor } from '@/router'
import { useLibraryStore } from '@/stores/library'
import { dataMaturity } from '../support/builders'
import '../support/mounting'
import { emptyDevice, keep } from './device'
import { aRound } from './rounds'

const nurses = { id: 'nurses', name: 'Nurses', law: null }
const ids = () => useLibraryStore().rounds.map(({ assessment }) => assessment.id)

/** A round of Harbour Union and one of the nurses, and a page that has read nothing yet. */
beforeEach(async () => {
  await emptyDevice()
  await keep(dataMaturity, aRound('a1'))
  await keep(dataMaturity, aRound('n1'), {}, nurses)
  await closeDatabase()
  setActivePinia(createPinia())
})

describe('what is read of the list before a screen comes', () => {
  it.each([
    ['/', ['a1', 'n1']],
    ['', ['a1', 'n1']],
    ['/new?union=nurses', ['a1', 'n1']],
    ['/room/new', ['a1', 'n1']],
    ['/data', ['a1', 'n1']],
    ['/open', []],
    ['/respond', []],
    ['/u/nurses', ['n1']],
    ['/u/nurses/plan', ['n1']],
    ['/a/n1/compare?rounds=n1', ['n1']],
    ['/a/n1/actions', ['n1']],
    ['/report/a1', ['a1']],
    ['/a/a1', []],
    ['/a/a1/results', []],
    ['/room/a1', []],
    ['/help', []],
    ['/nowhere', []],
  ])('is, at %j: %j', async (address, rounds) => {
    await readFor(address)
    expect(useLibraryStore().loading).toEqual({ status: 'ready' })
    expect(ids().sort()).toEqual(rounds)
  })

  it('is few of many where a union is chosen, with every union and the round that is to be copied', async () => {
    const db = await database()
    await db.unions.put({ id: 'porters', name: 'Porters', law: null })
    await db.assessments.bulkPut([
      aRound('p1', { unionId: 'porters', date: '2001-01-01' }),
      ...Array.from({ length: 30 }, (_, number) => aRound(`more-${number}`, { date: '2030-01-01' })),
    ])
    await readFor('/new')
    expect(ids()).toHaveLength(20)
    expect(
      useLibraryStore()
        .unions()
        .map(({ name }) => name),
    ).toEqual(['Harbour Union', 'Nurses', 'Porters'])
    await readFor('/new?from=p1')
    expect(ids()).toHaveLength(21)
    expect(ids()).toContain('p1')
    setActivePinia(createPinia())
    await readFor('/open')
    expect(ids()).toEqual([])
    expect(useLibraryStore().unions()).toHaveLength(3)
  })

  it('is nothing for a question, which comes where the list cannot be read', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(() => {
      throw new DOMException('broken', 'UnknownError')
    })
    await useLibraryStore().load()
    expect(useLibraryStore().loading.status).toBe('failed')
    await readFor('/a/a1/q/uses-benefit')
    expect(useLibraryStore().loading.status).toBe('ready')
  })
})

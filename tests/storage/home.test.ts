import { beforeEach, describe, expect, it, vi } from 'vitest'
import { listAssessments } from '@/storage/assessments'
import { closeDatabase } from '@/storage/db'
import { moveStore } from '@/storage/home'
import { freshDatabase, storeRound } from '../support/storage'

let noted: Record<string, string> = {}
beforeEach(async () => {
  await freshDatabase()
  noted = {}
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => noted[key] ?? null,
    setItem: (key: string, value: string) => (noted[key] = value),
  })
})

const names = async (databases = indexedDB) => (await databases.databases()).map(({ name }) => name)

describe('a store that has to move', () => {
  it('begins anew in a bucket of its own, and is found there from then on', async () => {
    const bucket = { indexedDB: new IDBFactory() }
    const open = vi.fn().mockResolvedValue(bucket)
    vi.stubGlobal('navigator', { storageBuckets: { open } })
    await listAssessments()
    await closeDatabase()
    expect(open).not.toHaveBeenCalled()
    expect(moveStore()).toBe(true)
    await storeRound()
    await closeDatabase()
    expect((await listAssessments()).rounds).toHaveLength(1)
    expect(await names(bucket.indexedDB)).toEqual(['waymark-2'])
    expect(await names()).toEqual(['waymark'])
  })

  it('has another name where there are no buckets', async () => {
    vi.stubGlobal('navigator', {})
    moveStore()
    await storeRound()
    expect(await names()).toEqual(['waymark-2'])
  })

  it('stays where it is where that cannot be noted', async () => {
    vi.stubGlobal('localStorage', undefined)
    expect(moveStore()).toBe(false)
    await storeRound()
    expect(await names()).toEqual(['waymark'])
  })
})

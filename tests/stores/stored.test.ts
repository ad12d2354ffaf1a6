import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { useStoredStore } from '@/stores/stored'
import { aDraft, freshDatabase, storeRound } from '../support/storage'

beforeEach(async () => {
  await freshDatabase()
  setActivePinia(createPinia())
})

describe('counting what is stored', () => {
  it('is over for all who asked when the last of them has it counted', async () => {
    await storeRound()
    const store = useStoredStore()
    const first = store.count()
    await storeRound(aDraft({ id: 'round-2' }))
    void store.count()
    await first
    expect(store.counting).toEqual({ status: 'ready' })
    expect(store.stored.find(({ kind }) => kind === 'rounds')?.records).toBe(2)
  })

  it('is over, and tells nothing, when nobody looks any more', async () => {
    const store = useStoredStore()
    const counted = store.count()
    store.stop()
    await counted
    expect(store.stored).toEqual([])
  })
})

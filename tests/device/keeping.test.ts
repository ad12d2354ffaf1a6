import { afterEach, describe, expect, it, vi } from 'vitest'
import { askToKeep, isKept } from '@/device/keeping'

afterEach(() => vi.unstubAllGlobals())
const browserThat = (storage: object | undefined) => vi.stubGlobal('navigator', { storage })

describe('the promise of the browser', () => {
  it.each([true, false])('is told as it stands: %s', async (promise) => {
    browserThat({ persisted: async () => promise, persist: async () => promise })
    expect(await isKept()).toBe(promise)
    expect(await askToKeep()).toBe(promise)
  })

  it.each([
    ['knows of none', {}],
    ['has no storage for this address', undefined],
    [
      'refuses the question',
      {
        persisted: () => Promise.reject(new TypeError('opaque origin')),
        persist: () => Promise.reject(new TypeError('opaque origin')),
      },
    ],
  ])('is not known where the browser %s', async (_, storage) => {
    browserThat(storage)
    expect(await isKept()).toBeNull()
    expect(await askToKeep()).toBeNull()
  })
})

import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { loadPreferences } from '@/storage/preferences'
import { usePreferenceStore } from '@/stores/preferences'
import { freshDatabase, refuseWrites } from '../support/storage'

beforeEach(async () => {
  await freshDatabase()
  setActivePinia(createPinia())
})

describe('a preference', () => {
  it('holds at once, and is stored', async () => {
    const store = usePreferenceStore()
    const stored = store.set('digitKeys', false)
    expect(store.preferences).toEqual({
      hideLevelNames: false,
      digitKeys: false,
      levelsOpen: null,
      keepingAsked: false,
      installDeclined: false,
    })
    expect(await stored).toBe(true)
    expect(await loadPreferences()).toEqual({
      hideLevelNames: false,
      digitKeys: false,
      levelsOpen: null,
      keepingAsked: false,
      installDeclined: false,
    })
  })

  it('is there again when the app is started again', async () => {
    await usePreferenceStore().set('levelsOpen', false)
    setActivePinia(createPinia())
    const store = usePreferenceStore()
    expect(store.preferences.levelsOpen).toBeNull()
    await store.load()
    expect(store.preferences.levelsOpen).toBe(false)
  })

  it('holds until the tab is closed where it cannot be stored, and says so', async () => {
    const store = usePreferenceStore()
    refuseWrites()
    expect(await store.set('hideLevelNames', true)).toBe(false)
    expect(store.preferences.hideLevelNames).toBe(true)
  })
})

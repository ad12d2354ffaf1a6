import { beforeEach, describe, expect, it } from 'vitest'
import { closeDatabase, database } from '@/storage/db'
import { DEFAULT_PREFERENCES, loadPreferences, savePreference } from '@/storage/preferences'
import { freshDatabase, putRow, rowsOf } from '../support/storage'

beforeEach(freshDatabase)

describe('preferences', () => {
  it('are the defaults where nothing is stored', async () => {
    expect(await loadPreferences()).toEqual({
      hideLevelNames: false,
      digitKeys: true,
      levelsOpen: null,
      keepingAsked: false,
      installDeclined: false,
    })
  })

  it('are kept one by one', async () => {
    await savePreference('hideLevelNames', true)
    await savePreference('digitKeys', false)
    await savePreference('levelsOpen', false)
    await closeDatabase()
    expect(await loadPreferences()).toEqual({
      hideLevelNames: true,
      digitKeys: false,
      levelsOpen: false,
      keepingAsked: false,
      installDeclined: false,
    })
  })

  it('keep their last value', async () => {
    await savePreference('digitKeys', false)
    await savePreference('digitKeys', true)
    expect(await rowsOf('preferences')).toEqual([{ key: 'digitKeys', value: true }])
  })

  it.each([[null], ['yes'], [1], [[true]], [{ value: true }]])('are the defaults where %j is stored', async (value) => {
    await database()
    for (const key of Object.keys(DEFAULT_PREFERENCES)) await putRow('preferences', { key, value })
    expect(await loadPreferences()).toEqual(DEFAULT_PREFERENCES)
  })

  it('leave unknown ones alone', async () => {
    await database()
    await putRow('preferences', { key: 'fromTheFuture', value: true })
    expect(await loadPreferences()).toEqual(DEFAULT_PREFERENCES)
    expect(await rowsOf('preferences')).toEqual([{ key: 'fromTheFuture', value: true }])
  })
})

import type { WaymarkDatabase } from './db'
import { isFirstVisit } from './firstVisit'

/** How this device likes its screens, and what it was asked already. Nothing here is about a union. */
export interface Preferences {
  /** Show level numbers without names while answering. */
  readonly hideLevelNames: boolean
  /** The digits 1 to 5 choose a level while focus is among the answers. */
  readonly digitKeys: boolean
  /** The block with the five levels in full is open; `null` until the first question has been left: open. */
  readonly levelsOpen: boolean | null
  /** Whether the browser shall keep what is stored was asked, and answered or put aside. */
  readonly keepingAsked: boolean
  /** Keeping Waymark among the apps of this device was offered, and is not to be offered again. */
  readonly installDeclined: boolean
}

export const DEFAULT_PREFERENCES: Preferences = {
  hideLevelNames: false,
  digitKeys: true,
  levelsOpen: null,
  keepingAsked: false,
  installDeclined: false,
}

/** The first screen knows the defaults before it has the database. */
async function inDatabase<T>(work: (db: WaymarkDatabase) => Promise<T>): Promise<T> {
  return (await import('./db')).inDatabase(work)
}

/** The stored preferences; what is missing or no yes-or-no is the default. */
export async function loadPreferences(): Promise<Preferences> {
  if (await isFirstVisit()) return DEFAULT_PREFERENCES
  return inDatabase(async (db) => {
    const stored = new Map((await db.preferences.toArray()).map(({ key, value }) => [key, value]))
    const read = <T>(key: keyof Preferences, byDefault: T) => {
      const value = stored.get(key)
      return typeof value === 'boolean' ? value : byDefault
    }
    return {
      hideLevelNames: read('hideLevelNames', DEFAULT_PREFERENCES.hideLevelNames),
      digitKeys: read('digitKeys', DEFAULT_PREFERENCES.digitKeys),
      levelsOpen: read('levelsOpen', DEFAULT_PREFERENCES.levelsOpen),
      keepingAsked: read('keepingAsked', DEFAULT_PREFERENCES.keepingAsked),
      installDeclined: read('installDeclined', DEFAULT_PREFERENCES.installDeclined),
    }
  })
}

export function savePreference(key: keyof Preferences, value: boolean): Promise<void> {
  return inDatabase(async (db) => {
    await db.transaction('rw', db.preferences, () => db.preferences.put({ key, value }))
  })
}

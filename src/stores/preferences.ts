import { defineStore } from 'pinia'
import { readonly, ref } from 'vue'
import { DEFAULT_PREFERENCES, loadPreferences, savePreference, type Preferences } from '@/storage/preferences'

/** How this device likes its screens. A preference that cannot be stored still holds until the tab is closed. */
export const usePreferenceStore = defineStore('preferences', () => {
  const preferences = ref<Preferences>(DEFAULT_PREFERENCES)

  async function load(): Promise<void> {
    preferences.value = await loadPreferences()
  }

  /** @returns whether the preference was stored */
  async function set(key: keyof Preferences, value: boolean): Promise<boolean> {
    preferences.value = { ...preferences.value, [key]: value }
    return savePreference(key, value).then(
      () => true,
      () => false,
    )
  }

  return { preferences: readonly(preferences), load, set }
})

import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { askToInstall, installWay, onInstallWay } from '@/device/installing'
import { isExample } from '@/domain/assessment'
import { useLibraryStore } from './library'
import { usePreferenceStore } from './preferences'

/** The offer to keep the app among the apps of the device, once there is something to come back to. */
export const useInstallStore = defineStore('installing', () => {
  const library = useLibraryStore()
  const preferences = usePreferenceStore()
  const way = ref(installWay())
  onInstallWay((now) => (way.value = now))

  /** A round was finished, or one of an earlier visit was come back to. */
  const isWorthIt = computed(() =>
    library.rounds.some(
      ({ assessment, union }) =>
        !isExample(union) && (assessment.status === 'sealed' || assessment.createdAt < performance.timeOrigin),
    ),
  )
  const isOffered = computed(() => way.value !== null && isWorthIt.value && !preferences.preferences.installDeclined)

  /** Not offered again on this device. */
  function decline(): void {
    void preferences.set('installDeclined', true)
  }

  async function install(): Promise<void> {
    const isWanted = await askToInstall().catch(() => false)
    if (isWanted) way.value = null
    else decline()
  }

  return { way, isOffered, install, decline }
})

import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

/** Whether there is no network now and the whole app is on the device, so that everything works all the same. */
export function useOffline(): Readonly<Ref<boolean>> {
  const isOffline = ref(false)
  // A browser may take a network for one that leads nowhere, and says so of none only when it is sure.
  const look = () => {
    isOffline.value =
      navigator.onLine === false && 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null
  }
  onMounted(() => {
    look()
    for (const event of ['online', 'offline']) window.addEventListener(event, look)
  })
  onBeforeUnmount(() => {
    for (const event of ['online', 'offline']) window.removeEventListener(event, look)
  })
  return isOffline
}

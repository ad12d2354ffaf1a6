import { onBeforeUnmount, onMounted, ref } from 'vue'

/** Whether the page is being printed: what is folded on the screen can then be opened for the paper. */
export function usePrinting() {
  const isPrinting = ref(false)
  const begin = () => (isPrinting.value = true)
  const end = () => (isPrinting.value = false)
  onMounted(() => {
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
  })
  onBeforeUnmount(() => {
    window.removeEventListener('beforeprint', begin)
    window.removeEventListener('afterprint', end)
  })
  return { isPrinting }
}

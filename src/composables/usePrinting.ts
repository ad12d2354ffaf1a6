import { nextTick, onBeforeUnmount, onMounted, ref } from 'vue'

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

/**
 * Prints the page because a button asks for it. A browser that a script asks to print leaves no time to draw what is opened
 * for the paper, so everything hears of it before.
 */
export async function printPage(): Promise<void> {
  window.dispatchEvent(new Event('beforeprint'))
  // A part that cannot be drawn is told of as any other error, and holds up none of the others.
  await nextTick().catch((error) => reportError(error))
  try {
    window.print()
  } catch (error) {
    window.dispatchEvent(new Event('afterprint'))
    throw error
  }
}

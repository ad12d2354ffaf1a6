import { computed, ref } from 'vue'
import { usePrinting } from './usePrinting'

/** The first of a long list, until all are asked for; on paper stand all. */
export function useFirstFew<T>(list: () => readonly T[], most = 10) {
  const isWhole = ref(false)
  const { isPrinting } = usePrinting()
  const shown = computed(() => (isWhole.value || isPrinting.value ? list() : list().slice(0, most)))
  const isCut = computed(() => shown.value.length < list().length)
  return { shown, isCut, isWhole }
}

import { computed, nextTick, onBeforeUnmount, onMounted, watch, type Ref } from 'vue'
import { useRoute } from 'vue-router'

/**
 * Brings page and focus to the heading that the address names after its second #, on arrival and while the screen is
 * open; without one, focus goes to the main heading.
 *
 * @param showAll shows every heading, where the one that is named is left out at present
 */
export function useJumps(mainHeading: Readonly<Ref<HTMLElement | null>>, showAll: () => void) {
  const route = useRoute()
  /** The id that the address names, or ''. */
  const here = computed(() => route.hash.slice(1))
  const targetOf = (id: string) => (id === '' ? mainHeading.value : document.getElementById(id))

  async function goTo(id: string, isScrolling = id !== '') {
    if (!targetOf(id)) {
      showAll()
      await nextTick()
    }
    const target = targetOf(id)
    target?.focus({ preventScroll: true })
    if (isScrolling) target?.scrollIntoView()
  }

  // Going back, the router returns to the old place of the page after this.
  watch(here, (id) => void goTo(id), { flush: 'post' })

  // On arrival the router first puts the page at its top or, going back, at its old place, which is then kept.
  let timer = 0
  onMounted(() => {
    if (here.value === '') return
    timer = window.setTimeout(() => void goTo(here.value, window.scrollY === 0))
  })
  onBeforeUnmount(() => window.clearTimeout(timer))

  return { here, goTo }
}

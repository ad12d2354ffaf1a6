import { computed, nextTick, ref, type Ref } from 'vue'

/** How many of a long list are shown at first, and how many more each time somebody asks. */
const FEW = 20

/** The first few of a long list. `showMore` moves the focus to the first of those that come. */
export function useMoreByMore<T>(all: () => readonly T[], list: Readonly<Ref<HTMLElement | null>>) {
  const most = ref(FEW)
  const shown = computed(() => all().slice(0, most.value))
  const hasMore = computed(() => all().length > most.value)

  async function showMore(): Promise<void> {
    const place = shown.value.length
    most.value += FEW
    await nextTick()
    list.value?.children[place]?.querySelector<HTMLElement>('a, button')?.focus()
  }

  return { shown, hasMore, showMore }
}

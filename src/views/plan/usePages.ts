import { computed, onBeforeUnmount, ref } from 'vue'
import type { Group } from './arranging'

/** So many rows are made at once: hundreds take a second, and nobody reads them all. */
const PAGE = 25

/** A group of which perhaps not all rows are shown yet. */
export interface ShownGroup extends Group {
  readonly total: number
}

/** Shows the rows of the groups page by page. */
export function usePages(groups: () => readonly Group[]) {
  const limit = ref(PAGE)
  const ids = computed(() => groups().flatMap(({ placed }) => placed.map(({ action }) => action.id)))
  const left = computed(() => Math.max(0, ids.value.length - limit.value))
  const shown = computed<readonly ShownGroup[]>(() => {
    let room = limit.value
    return groups().flatMap((group) => {
      const placed = group.placed.slice(0, Math.max(0, room))
      room -= group.placed.length
      return placed.length > 0 ? [{ ...group, placed, total: group.placed.length }] : []
    })
  })

  function reset(): void {
    limit.value = PAGE
  }

  /** Shows the next page. Returns the first action on it. */
  function more(): string | undefined {
    const first = ids.value[limit.value]
    limit.value += PAGE
    return first
  }

  /** Shows as many as it takes to see this action. */
  function reveal(id: string): void {
    limit.value = Math.max(limit.value, ids.value.indexOf(id) + 1)
  }

  // On paper there is no button for more.
  const showAll = () => (limit.value = Infinity)
  window.addEventListener('beforeprint', showAll)
  onBeforeUnmount(() => window.removeEventListener('beforeprint', showAll))

  return { shown, left, reset, more, reveal, pageSize: PAGE }
}

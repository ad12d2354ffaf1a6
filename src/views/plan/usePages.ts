import { computed, onBeforeUnmount, ref } from 'vue'
import { useTurn } from '@/composables/useTurn'
import type { Group } from './arranging'

/** So many rows are made at once: hundreds take a second, and nobody reads them all. */
const PAGE = 25
/** The first screen shows fewer: the others of the first page are drawn once these are there. */
const SEEN_FIRST = 6

/** A group of which perhaps not all rows are shown yet. */
export interface ShownGroup extends Group {
  readonly total: number
}

/** The groups with their first rows, so many in all. */
function firstOf(groups: readonly Group[], rows: number): readonly ShownGroup[] {
  let room = rows
  return groups.flatMap((group) => {
    const placed = group.placed.slice(0, Math.max(0, room))
    room -= group.placed.length
    return placed.length > 0 ? [{ ...group, placed, total: group.placed.length }] : []
  })
}

/** Shows the rows of the groups page by page; `drawn` are those that are on the screen already. */
export function usePages(groups: () => readonly Group[]) {
  const limit = ref(PAGE)
  const isDue = useTurn()
  /** Whether one of them is looked for, and must not wait. */
  const isSought = ref(false)
  const ids = computed(() => groups().flatMap(({ placed }) => placed.map(({ action }) => action.id)))
  const left = computed(() => Math.max(0, ids.value.length - limit.value))
  const shown = computed(() => firstOf(groups(), limit.value))
  const drawn = computed(() => (isDue.value || isSought.value ? shown.value : firstOf(groups(), SEEN_FIRST)))

  function reset(): void {
    limit.value = PAGE
  }

  /** Shows the next page. Returns the first action on it. */
  function more(): string | undefined {
    const first = ids.value[limit.value]
    limit.value += PAGE
    isSought.value = true
    return first
  }

  /** Shows as many as it takes to see this action. */
  function reveal(id: string): void {
    limit.value = Math.max(limit.value, ids.value.indexOf(id) + 1)
    isSought.value = true
  }

  // On paper there is no button for more.
  const showAll = () => (limit.value = Infinity)
  window.addEventListener('beforeprint', showAll)
  onBeforeUnmount(() => window.removeEventListener('beforeprint', showAll))

  return { shown, drawn, left, reset, more, reveal, pageSize: PAGE }
}

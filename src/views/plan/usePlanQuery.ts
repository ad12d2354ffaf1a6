import { computed } from 'vue'
import { useRoute, type LocationQueryRaw } from 'vue-router'
import { VIEWS, type Filters } from './arranging'

/** Which statuses a view can show. */
export const OPEN_STATUSES = ['to_do', 'under_way', 'blocked'] as const
export const DONE_STATUSES = ['in_place', 'dropped'] as const

/** View and filters as the address has them, so that a reload keeps them and Back undoes them. */
export function usePlanQuery() {
  const route = useRoute()
  const asText = (name: string) => {
    const value = route.query[name]
    return typeof value === 'string' ? value : null
  }

  const view = computed(() => VIEWS.find((each) => each === asText('view')) ?? 'list')
  const statuses = computed<readonly string[]>(() => (view.value === 'done' ? DONE_STATUSES : OPEN_STATUSES))
  const filters = computed<Filters>(() => ({
    // A status that this view cannot show is not asked for.
    status: statuses.value.find((status) => status === asText('status')) ?? null,
    owner: asText('owner'),
    questionnaire: asText('questionnaire'),
  }))
  const isFiltered = computed(() => Object.values(filters.value).some((value) => value !== null))
  /** The action whose form the address opens. */
  const opened = computed(() => asText('action'))

  /** The address with this changed; `null` takes a part away. */
  function withQuery(changes: Readonly<Record<string, string | null>>): { readonly query: LocationQueryRaw } {
    const query: LocationQueryRaw = { ...route.query, action: undefined, ...changes }
    const kept = Object.entries(query).filter(([, value]) => value !== null && value !== undefined)
    return { query: Object.fromEntries(kept) }
  }

  return { view, statuses, filters, isFiltered, opened, withQuery }
}

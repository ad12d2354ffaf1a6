import { computed, nextTick, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useSaid } from '@/composables/useSaid'
import { isOpen, rankPlan, type PlannedAction } from '@/domain/plan'
import { usePlanStore } from '@/stores/plan'
import { placeAll } from './arranging'
import { usePlanWords } from './usePlanWords'

/** What can be done with the rows of a plan, where the focus goes then, and what is said of it. */
export function useBoard(listHeading: () => HTMLElement | null) {
  const { t } = useI18n()
  const store = usePlanStore()
  const { titleOf } = usePlanWords()
  /** Said politely to whoever cannot see what moved. */
  const { said, say } = useSaid()
  /** The action whose form is open, as it was when it was opened: while somebody types, its row stays where it is. */
  const held = shallowRef<PlannedAction | null>(null)

  const arranged = computed(() => {
    const { value: before } = held
    if (!before || !store.find(before.id)) return placeAll(store.actions, store.ranked)
    const actions = store.actions.map((action) => (action.id === before.id ? before : action))
    return placeAll(actions, rankPlan(actions, store.sources))
  })
  const placeOf = (id: string) => store.ranked.findIndex(({ action }) => action.id === id) + 1

  /** Sets the focus to the first of these that is there, or else to the heading of the list. */
  async function focusOn(...ids: readonly string[]): Promise<void> {
    await nextTick()
    const found = ids.map((id) => document.getElementById(id)).find((element) => element !== null)
    ;(found ?? listHeading())?.focus()
  }

  async function move(id: string, by: -1 | 1): Promise<void> {
    const action = store.find(id)
    letGo()
    // Meanwhile it may have come to stand among what is done.
    if (!action || !isOpen(action)) return focusOn()
    store.move(id, by)
    letGo()
    void say(t('plan.moved.message', { title: titleOf(action), place: placeOf(id), count: store.ranked.length }))
    const [same, other] = by < 0 ? ['up', 'down'] : ['down', 'up']
    await focusOn(`${same}-${id}`, `${other}-${id}`, `title-${id}`)
  }

  async function release(id: string): Promise<void> {
    const action = store.find(id)
    letGo()
    if (!action || !isOpen(action)) return focusOn()
    store.release(id)
    letGo()
    void say(t('plan.released.message', { title: titleOf(action), place: placeOf(id), count: store.ranked.length }))
    await focusOn(`edit-${id}`)
  }

  /** Whose form is open goes to where it belongs now, so that what is moved moves in the list that is seen. */
  function letGo(): void {
    if (held.value) held.value = store.find(held.value.id) ?? null
  }

  async function edit(id: string): Promise<void> {
    held.value = store.find(id) ?? null
    await nextTick()
    const form = document.getElementById(`form-${id}`)
    // It may be longer than the screen, of which a browser shows the middle on focus: it has to begin with its first field.
    form?.focus({ preventScroll: true })
    form?.scrollIntoView({ block: 'nearest' })
  }

  /** Closes the form; the row goes to where it belongs now. */
  async function close(): Promise<void> {
    const { value: before } = held
    const now = before && store.find(before.id)
    held.value = null
    await store.flush()
    if (!before || !now) return
    if (isOpen(before) !== isOpen(now))
      void say(t(isOpen(now) ? 'plan.left.open.message' : 'plan.left.done.message', { title: titleOf(now) }))
    await focusOn(`edit-${before.id}`)
  }

  async function remove(id: string): Promise<void> {
    if (held.value?.id === id) held.value = null
    store.remove(id)
    await focusOn('undo')
  }

  async function undo(): Promise<void> {
    const { removed } = store
    if (!removed) return
    store.undo()
    void say(t('plan.undone.message', { title: titleOf(removed) }))
    await focusOn(`title-${removed.id}`)
  }

  // What was typed is stored before another form opens.
  watch(held, (now, before) => {
    if (before && now?.id !== before.id) void store.flush()
  })

  return { said, say, held, arranged, focusOn, move, release, edit, close, remove, undo }
}

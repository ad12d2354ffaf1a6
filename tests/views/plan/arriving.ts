import { vi } from 'vitest'
import { defineComponent, h, provide } from 'vue'
import { TURNS, type Turns } from '@/composables/useTurn'
import type { PlannedAction } from '@/domain/plan'
import { loadPlan, savePlanned } from '@/storage/plan'
import { usePlanStore } from '@/stores/plan'
import PlanView from '@/views/plan/PlanView.vue'
import { aPlannedAction } from '../../support/builders'
import { mountScreen, nameOf } from '../../support/mounting'
import { harbour, PATIENCE } from '../rounds'

/** An action typed into the plan of Harbour Union, to do. */
export function aPlanned(id: string, more: Partial<PlannedAction> = {}): PlannedAction {
  const log: PlannedAction['log'] = [{ at: Date.UTC(2026, 4, 3, 12), what: 'taken', status: null }]
  return aPlannedAction(id, { unionId: harbour.id, log, ...more })
}

/** Typed actions with these titles; the older stands first. */
export function inOrder(...titles: readonly string[]): readonly PlannedAction[] {
  return titles.map((title, createdAt) => aPlanned(title, { createdAt }))
}

/** Comes to the plan of Harbour Union with these actions in it, and waits until it is read. */
export async function arrive(actions: readonly PlannedAction[] = [], query = '', turns?: Turns) {
  await savePlanned(actions)
  const app = defineComponent(() => {
    if (turns) provide(TURNS, turns)
    return () => h(PlanView, { id: harbour.id })
  })
  const screen = await mountScreen(app, { path: `/u/${harbour.id}/plan${query}` })
  // Looking for a button by its name takes long where there are hundreds of them.
  await vi.waitFor(() => {
    if (!document.querySelector('form')) throw new Error('the plan is not open yet')
  }, PATIENCE)
  return screen
}

/** The rows of the plan by their titles, from the top. */
export function titles(): readonly string[] {
  return [...document.querySelectorAll('ol h3, ol h4')].map(nameOf)
}

/** The action as it is stored. */
export async function stored(title: string): Promise<PlannedAction | undefined> {
  return (await loadPlan(harbour.id)).actions.find((action) => action.title === title)
}

export const focused = () => (document.activeElement ? nameOf(document.activeElement) : '')
export const said = () => [...document.querySelectorAll('[role="status"]')].map((each) => each.textContent).join('')

/** Lets everything be stored, or it would be stored on the device of the next test. For `afterEach`. */
export const settle = () => usePlanStore().flush()

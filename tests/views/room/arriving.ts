import { vi } from 'vitest'
import type { Questionnaire } from '@/domain/questionnaire'
import { untouchedRoomItem, type RoomItem, type Session } from '@/domain/session'
import { usePlanStore } from '@/stores/plan'
import { useWorkshopStore } from '@/stores/workshop'
import RoomView from '@/views/room/RoomView.vue'
import shipped from '../../fixtures/questionnaires/small/questionnaire.json'
import { all, click, nameOf, the, wordsOf } from '../../support/mounting'
import { PATIENCE } from '../rounds'
import { arriveInRoom, aSession, settle } from '../workshops'

/** Two questions on listening, two on sharing; levels 1 to 5. */
export const small = shipped as unknown as Questionnaire
export const itemOf = (id: string) => {
  const found = small.sections.flatMap(({ items }) => items).find((each) => each.id === id)
  if (!found) throw new Error(`no item ${id}`)
  return found
}

export interface Given extends Partial<Session> {
  readonly rooms?: Readonly<Record<string, RoomItem>>
  readonly held?: Parameters<typeof arriveInRoom>[2]['held']
  readonly query?: string
}

/** A workshop of one meeting, with eight people who vote with cards and on this device. */
export const aWorkshop = (more: Partial<Session> = {}) =>
  aSession(['listening', 'sharing'], { meetings: [40], ways: ['cards', 'device'], ...more })

/** Comes to the facilitator’s window. */
export async function arrive({ rooms = {}, held = [], query = '', ...session }: Given = {}) {
  const screen = await arriveInRoom(RoomView, `/room/a1${query}`, {
    questionnaire: small,
    session: aWorkshop(session),
    rooms,
    held,
  })
  await vi.waitFor(() => the('button', 'Next step'), PATIENCE)
  await vi.waitFor(() => {
    if (usePlanStore().opening.status !== 'ready') throw new Error('the plan is not open yet')
  }, PATIENCE)
  return screen
}

/** Lets everything be stored. For `afterEach`. */
export async function storeAll(): Promise<void> {
  await settle()
  await usePlanStore().flush()
}

export const title = () => nameOf(document.querySelector('h1') ?? document.body)
export const next = () => click(the('button', 'Next step'))
export const undo = () => click(the('button', 'Undo the last change'))
/** What is said politely. */
export const said = () => all('status').map((each) => wordsOf(each))
export const room = (id: string) => useWorkshopStore().roomOf(itemOf(id))

/** Cards held up, one digit a level from 1 to 5, and who does not know. */
export function cards(levels: string, dontKnow = 0) {
  const votes = [...levels].map((count, index) => ({ level: index + 1, votes: Number(count) }))
  return { levels: votes, dontKnow, doesNotApply: 0 }
}
/** What a room gave to a question: these cards, and more. */
export function voted(id: string, levels: string, more: Partial<RoomItem> = {}): Record<string, RoomItem> {
  return { [id]: { ...untouchedRoomItem(itemOf(id)), first: { passed: [], cards: cards(levels) }, ...more } }
}

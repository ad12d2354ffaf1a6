import { vi } from 'vitest'
import type { Component } from 'vue'
import type { RespondentRole } from '@/domain/assessment'
import type { Questionnaire } from '@/domain/questionnaire'
import { revealsOf, START_STEP, stepsOf, type HeldResponse, type RoomItem, type Session } from '@/domain/session'
import { router } from '@/router'
import { saveResponses, saveRoomItem, saveSession } from '@/storage/sessions'
import { useAssessmentStore } from '@/stores/assessment'
import { useWorkshopStore } from '@/stores/workshop'
import { anAnswer, choiceOfSign } from '../support/builders'
import { mountScreen } from '../support/mounting'
import { keep } from './device'
import { aRound, PATIENCE } from './rounds'

/** A workshop of the round a1 on these sections, without a meeting unless said otherwise. */
export function aSession(sectionIds: readonly string[], more: Partial<Session> = {}): Session {
  return {
    assessmentId: 'a1',
    sectionIds,
    people: 8,
    present: 8,
    meetings: [],
    ways: ['paper'],
    roles: [],
    floor: 5,
    consentAt: null,
    step: START_STEP,
    revealed: [],
    timer: null,
    closedSections: [],
    closedAt: null,
    ...more,
  }
}

const given = (questionnaire: Questionnaire, row: string) => {
  const items = questionnaire.sections.flatMap((section) => section.items)
  const answers = [...row].flatMap((sign, index) => {
    return sign === '.' ? [] : [[items[index]?.id ?? '', anAnswer({ choice: choiceOfSign(sign) })] as const]
  })
  return Object.fromEntries(answers)
}

/** A sheet of paper: a row of signs, a sign an item, “.” where it is blank. */
export function aSheet(
  questionnaire: Questionnaire,
  sheet: number,
  row: string,
  { again = null as string | null, role = 'several' as RespondentRole } = {},
): HeldResponse {
  return {
    response: {
      key: `${sheet}`.padStart(16, '0'),
      edition: 1,
      questionnaireId: questionnaire.id,
      questionnaireVersion: questionnaire.version,
      form: 'full',
      requestId: 'a1',
      role,
      answers: given(questionnaire, row),
    },
    way: 'paper',
    sheet,
    again: again === null ? null : given(questionnaire, again),
  }
}

interface Arriving {
  readonly questionnaire: Questionnaire
  readonly session: Session
  readonly held?: readonly HeldResponse[]
  readonly rooms?: Readonly<Record<string, RoomItem>>
}

/** All reveals that a room has come by on the way to its step. */
function revealedBefore(session: Session, questionnaire: Questionnaire, rooms: Arriving['rooms'] = {}) {
  const again = Object.entries(rooms).flatMap(([itemId, { second }]) => (second ? [itemId] : []))
  const steps = stepsOf(session, questionnaire, 'full', new Set(again))
  return steps.slice(0, steps.findIndex(({ id }) => id === session.step) + 1).flatMap(revealsOf)
}

/** Comes to a screen of a workshop with all that was given in it, and waits until it is read. */
export async function arriveInRoom(
  screen: Component,
  path: string,
  { questionnaire, session, held = [], rooms = {} }: Arriving,
) {
  // The room itself is another screen.
  if (!router.hasRoute('room')) router.addRoute({ path: '/room/:id', name: 'room', component: {} })
  await keep(questionnaire, aRound('a1', { status: 'draft', sealedAt: null }))
  await saveSession({ ...session, revealed: [...session.revealed, ...revealedBefore(session, questionnaire, rooms)] })
  await saveResponses('a1', held)
  for (const [itemId, room] of Object.entries(rooms)) await saveRoomItem('a1', itemId, room)
  const mounted = await mountScreen(screen, { path, props: { id: 'a1' } })
  await vi.waitFor(() => {
    if (!useWorkshopStore().round) throw new Error('the workshop is not open yet')
  }, PATIENCE)
  return mounted
}

/** Lets everything be stored, or it would be stored on the device of the next test. For `afterEach`. */
export async function settle(): Promise<void> {
  await useWorkshopStore().flush()
  await useAssessmentStore().flush()
}

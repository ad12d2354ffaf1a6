import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { lay } from '../../scripts/lay.mjs'
import type { Questionnaire } from '@/domain/questionnaire'
import type { HeldResponse, RoomItem, Session } from '@/domain/session'
import type { Tally } from '@/domain/workshop'

/** A questionnaire as it stands in its file; its path from the root. */
export const questionnaireIn = (path: string): Questionnaire => JSON.parse(readFileSync(path, 'utf8')) as Questionnaire

/** What a room gave to an item: these cards, and more. */
export function roomWith(cards: Tally, more: Partial<RoomItem> = {}): RoomItem {
  return {
    first: { passed: [], cards },
    second: null,
    counts: null,
    outcome: null,
    reason: '',
    dissent: '',
    confidence: null,
    evidence: { source: '', date: '' },
    parked: null,
    ...more,
  }
}

/** Lays the workshop r1 of Harbour Union into the store of a page: eight people, one long meeting, before its beginning. */
export async function layRoom(
  page: Page,
  questionnaire: Questionnaire,
  {
    rooms = {},
    held = [],
    ...session
  }: Partial<Session> & {
    readonly rooms?: Readonly<Record<string, RoomItem>>
    readonly held?: readonly HeldResponse[]
  } = {},
): Promise<void> {
  const { id: questionnaireId, version: questionnaireVersion, sections } = questionnaire
  const made: Session = {
    assessmentId: 'r1',
    sectionIds: sections.map(({ id }) => id),
    people: 8,
    present: 8,
    meetings: [240],
    ways: ['cards', 'device'],
    roles: [],
    floor: 3,
    consentAt: null,
    step: 'start',
    revealed: [],
    timer: null,
    closedSections: [],
    closedAt: null,
    ...session,
  }
  await lay(page, {
    unions: [{ id: 'union-room', name: 'Harbour Union', law: null }],
    questionnaires: [{ id: questionnaireId, version: questionnaireVersion, content: questionnaire }],
    assessments: [
      {
        id: 'r1',
        unionId: 'union-room',
        questionnaireId,
        questionnaireVersion,
        form: 'full',
        subject: { kind: 'union' },
        respondent: { role: 'several', knowledge: null, name: '' },
        date: '2026-11-29',
        status: 'draft',
        createdAt: 1,
        sealedAt: null,
        copiedFrom: null,
        lastItem: null,
      },
    ],
    sessions: [made],
    votes: Object.entries(rooms).map(([itemId, room]) => ({ assessmentId: 'r1', itemId, room })),
    responses: held.map((each) => ({ assessmentId: 'r1', key: each.response.key, held: each })),
  })
}

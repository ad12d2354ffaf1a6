import { UNTOUCHED, type Answer, type Assessment } from '@/domain/assessment'
import { NO_AIMS } from '@/domain/gaps'
import type { PlannedAction, PlanStatus } from '@/domain/plan'
import type { Questionnaire } from '@/domain/questionnaire'
import type { HeldResponse, RoomItem, Session } from '@/domain/session'
import { FILE_TABLES, type Project } from '@/storage/projectFile'
import smallCheck from '../../tests/fixtures/questionnaires/small-check/questionnaire.json'
import small from '../../tests/fixtures/questionnaires/small/questionnaire.json'

/** The text fields of the app, each of which gets the text at least once. */
export const FIELDS = [
  ...['union name', 'project name', 'name of who answered'],
  ...['reason why it does not apply', 'note', 'source of evidence', 'date of evidence'],
  ...['reason of a room', 'what is seen differently', 'what was parked'],
  ...['action title', 'reason for it', 'owner', 'cost', 'what blocks it', 'why it was dropped', 'evidence of it'],
] as const

type Table = (typeof FILE_TABLES)[number]

const UNION = 'union-1'
const DAY = 24 * 3_600_000
const questionnaires = { small, 'small-check': smallCheck } as unknown as Readonly<Record<string, Questionnaire>>

/** A union of two rounds, one of them with a workshop, a check of one project, and a plan: with this text wherever a person may write one. */
export function unionOf(text: string): Project {
  const project = { kind: 'project', name: text } as const
  const roomed = aRound('round-2', 'small', text, { date: '2026-11-20' })
  const rounds = [
    aRound('round-1', 'small', text, { date: '2025-11-20' }),
    roomed,
    aRound('project-1', 'small-check', text, { date: '2026-11-20', subject: project }),
  ]
  const values: Readonly<Record<Table, readonly (readonly [unknown, unknown])[]>> = {
    unions: [[UNION, { id: UNION, name: text, law: 'eu' }]],
    assessments: rounds.map((round) => [round.id, round]),
    answers: rounds.flatMap((round, index) =>
      itemsOf(round).map((itemId, item) => [
        [round.id, itemId],
        { assessmentId: round.id, itemId, answer: anAnswer(text, item + index) },
      ]),
    ),
    aims: rounds.map(({ id }) => [id, { assessmentId: id, ...NO_AIMS }]),
    sessions: [['round-2', SESSION]],
    votes: itemsOf(roomed).map((itemId, item) => [
      ['round-2', itemId],
      { assessmentId: 'round-2', itemId, room: aRoomItem(text, item) },
    ]),
    responses: ['k1', 'k2'].map((key, person) => [
      ['round-2', key],
      { assessmentId: 'round-2', key, held: aHeldResponse(text, key, person) },
    ]),
    plan: STATUSES.map((status) => [`action-${status}`, anAction(status, text)]),
    questionnaires: Object.values(questionnaires).map((content) => [
      [content.id, content.version],
      { id: content.id, version: content.version, content },
    ]),
  }
  return {
    union: UNION,
    records: FILE_TABLES.flatMap((table) =>
      values[table].map(([key, value]) => ({
        table,
        key: JSON.stringify(key),
        versions: [{ vector: { corpora: 1 }, at: '', value }],
      })),
    ),
  }
}

export const STATUSES: readonly PlanStatus[] = ['to_do', 'under_way', 'blocked', 'in_place', 'dropped']

function itemsOf({ questionnaireId }: Assessment): readonly string[] {
  return (questionnaires[questionnaireId]?.sections ?? []).flatMap(({ items }) => items.map(({ id }) => id))
}

function aRound(id: string, questionnaire: string, text: string, more: Partial<Assessment>): Assessment {
  return {
    id,
    unionId: UNION,
    questionnaireId: questionnaire,
    questionnaireVersion: questionnaires[questionnaire]?.version ?? '',
    form: 'full',
    subject: { kind: 'union' },
    respondent: { role: 'staff', knowledge: 'reports', name: text },
    date: '',
    status: 'sealed',
    createdAt: DAY,
    sealedAt: 2 * DAY,
    copiedFrom: null,
    lastItem: null,
    ...more,
  }
}

/** Every third does not apply; the others rise from round to round. */
function anAnswer(text: string, count: number): Answer {
  const choice =
    count % 3 === 2
      ? ({ kind: 'not_applicable', reason: text } as const)
      : ({ kind: 'option', value: 1 + (count % 3) } as const)
  return { ...UNTOUCHED, choice, note: text, evidence: { source: text, date: text }, chosenAt: DAY }
}

const SESSION: Session = {
  assessmentId: 'round-2',
  sectionIds: questionnaires.small?.sections.map(({ id }) => id) ?? [],
  people: 12,
  present: 11,
  meetings: [90],
  ways: ['cards', 'device', 'paper', 'own'],
  roles: ['elected', 'staff'],
  floor: 5,
  consentAt: null,
  step: 'start',
  revealed: [],
  timer: { length: 90_000, endsAt: null, left: 60_000 },
  closedSections: [],
  closedAt: DAY,
}

/** Every third is not agreed on; the next was voted on twice. */
function aRoomItem(text: string, count: number): RoomItem {
  const cards = { levels: [1, 2, 3, 4, 5].map((level) => ({ level, votes: 1 })), dontKnow: 1, doesNotApply: 0 }
  const notOurs = { kind: 'not_applicable', reason: text } as const
  return {
    first: { passed: [{ choice: notOurs, role: 'staff' }], cards },
    second: count % 3 === 1 ? { passed: [], cards } : null,
    counts: null,
    outcome: count % 3 === 0 ? { kind: 'not_agreed', low: 1, high: 5 } : { kind: 'agreed', choice: notOurs },
    reason: text,
    dissent: text,
    confidence: 'sure',
    evidence: { source: text, date: text },
    parked: text,
  }
}

/** The first on the own device, the second on paper. */
function aHeldResponse(text: string, key: string, person: number): HeldResponse {
  const answers = Object.fromEntries(
    itemsOf(aRound('round-2', 'small', text, {})).map((itemId, item) => [itemId, anAnswer(text, item + person)]),
  )
  return {
    response: {
      key,
      edition: 1,
      questionnaireId: 'small',
      questionnaireVersion: questionnaires.small?.version ?? '',
      form: 'full',
      requestId: null,
      role: 'member',
      answers,
    },
    way: person === 0 ? 'own' : 'paper',
    sheet: person === 0 ? null : person,
    again: null,
  }
}

function anAction(status: PlanStatus, text: string): PlannedAction {
  return {
    id: `action-${status}`,
    unionId: UNION,
    origin: 'typed',
    offerKey: null,
    serves: null,
    title: text,
    why: text,
    owner: text,
    due: '2027-03-01',
    status,
    effort: 'small',
    importance: 2,
    cost: text,
    blockedBy: text,
    dropReason: text,
    evidence: { source: text, date: '2026-01-31' },
    reviewDate: '2027-06-01',
    dependsOn: status === 'blocked' ? ['action-to_do'] : [],
    firstRound: 'round-1',
    pinnedAt: null,
    createdAt: DAY,
    log: [{ at: DAY, what: 'taken', status: null }],
  }
}

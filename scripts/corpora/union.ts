import { UNTOUCHED, type Answer, type Assessment } from '@/domain/assessment'
import { NO_AIMS } from '@/domain/gaps'
import type { PlannedAction, PlanStatus } from '@/domain/plan'
import type { Questionnaire } from '@/domain/questionnaire'
import { FILE_TABLES, type Project } from '@/storage/projectFile'
import smallCheck from '../../tests/fixtures/questionnaires/small-check/questionnaire.json'
import small from '../../tests/fixtures/questionnaires/small/questionnaire.json'

/** The text fields of the app, each of which gets the text at least once. */
export const FIELDS = [
  ...['union name', 'project name', 'name of who answered'],
  ...['reason why it does not apply', 'note', 'source of evidence', 'date of evidence'],
  ...['action title', 'reason for it', 'owner', 'cost', 'what blocks it', 'why it was dropped', 'evidence of it'],
] as const

const UNION = 'union-1'
const DAY = 24 * 3_600_000
const questionnaires = { small, 'small-check': smallCheck } as unknown as Readonly<Record<string, Questionnaire>>

/** A union of two rounds, a check of one project, and a plan: with this text wherever a person may write one. */
export function unionOf(text: string): Project {
  const project = { kind: 'project', name: text } as const
  const rounds = [
    aRound('round-1', 'small', text, { date: '2025-11-20' }),
    aRound('round-2', 'small', text, { date: '2026-11-20' }),
    aRound('project-1', 'small-check', text, { date: '2026-11-20', subject: project }),
  ]
  const values = {
    unions: [[UNION, { id: UNION, name: text, law: 'eu' }]],
    assessments: rounds.map((round) => [round.id, round]),
    answers: rounds.flatMap((round, index) =>
      itemsOf(round).map((itemId, item) => [
        [round.id, itemId],
        { assessmentId: round.id, itemId, answer: anAnswer(text, item + index) },
      ]),
    ),
    aims: rounds.map(({ id }) => [id, { assessmentId: id, ...NO_AIMS }]),
    sessions: [],
    votes: [],
    responses: [],
    plan: STATUSES.map((status) => [`action-${status}`, anAction(status, text)]),
    questionnaires: Object.values(questionnaires).map((content) => [
      [content.id, content.version],
      { id: content.id, version: content.version, content },
    ]),
  }
  return {
    union: UNION,
    records: FILE_TABLES.flatMap((table) =>
      (values[table] as readonly (readonly [unknown, unknown])[]).map(([key, value]) => ({
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

import fc from 'fast-check'
import type { RecordVersion } from '@/domain/merge'
import type { Vector } from '@/domain/stamp'
import type { Project } from '@/storage/projectFile'
import { aPlannedAction } from './builders'
import { aHeldResponse, aRoomItem, aSession } from './sessions'
import { aDraft, aSealed, fullAnswer, small, someAims, teachers } from './storage'

export type ProjectRecord = Project['records'][number]

/** A moment of device a. */
export const STAMP = '000001793232000-000000-a'

/** A record with one version, changed once by device a unless said otherwise. */
export function aRecord(
  table: ProjectRecord['table'],
  key: string | readonly string[],
  value: unknown,
  vector: Vector = { a: 1 },
): ProjectRecord {
  return { table, key: JSON.stringify(key), versions: [{ vector, at: STAMP, value }] }
}

const questionnaire = { id: small.id, version: small.version, content: JSON.parse(JSON.stringify(small)) as unknown }

/** The teachers with a sealed round, a draft with one full answer and a workshop, aims and a plan of two actions, one of them deleted. */
export function aProject(more: readonly ProjectRecord[] = []): Project {
  return {
    union: teachers.id,
    records: [
      aRecord('unions', teachers.id, { ...teachers }),
      aRecord('assessments', 'round-0', aSealed()),
      aRecord('assessments', 'round-1', aDraft()),
      aRecord('answers', ['round-1', 'listening-survey'], {
        assessmentId: 'round-1',
        itemId: 'listening-survey',
        answer: fullAnswer,
      }),
      aRecord('aims', 'round-0', { assessmentId: 'round-0', ...someAims }),
      aRecord('plan', 'action-1', aPlannedAction('action-1', { unionId: teachers.id, title: 'Ask the branches' })),
      aRecord('plan', 'action-2', null),
      aRecord('sessions', 'round-1', aSession()),
      aRecord('votes', ['round-1', 'listening-survey'], {
        assessmentId: 'round-1',
        itemId: 'listening-survey',
        room: aRoomItem(),
      }),
      aRecord('responses', ['round-1', 'k1'], { assessmentId: 'round-1', key: 'k1', held: aHeldResponse('k1') }),
      aRecord('questionnaires', [small.id, small.version], questionnaire),
      ...more,
    ],
  }
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('', '=1+1', '\u202Eabc', '\uD800', 'a\u0000b', '</script>', '\uFEFF', '👩🏽‍🏫'),
)
const id = fc.string({ unit: fc.constantFrom(...'abcXYZ019_-'), minLength: 1, maxLength: 12 })
const time = fc.integer({ min: 0, max: 4_000_000_000_000 })
const timeOrNull = fc.option(time)
const day = fc.constantFrom('2024-02-29', '2026-11-29')
const dayOrBlank = fc.constantFrom('', '2026-11-29')
const vector = fc.dictionary(id, fc.integer({ min: 1, max: 1_000_000 }), { maxKeys: 4, noNullPrototype: true })

const choice = fc.oneof(
  fc.record({ kind: fc.constant('option'), value: fc.integer({ min: 0, max: 5 }) }),
  fc.constant({ kind: 'dont_know' }),
  fc.record({ kind: fc.constant('not_applicable'), reason: text }),
)
const confidence = fc.constantFrom(null, 'sure', 'fairly_sure', 'guessing')
const evidence = fc.record({ source: text, date: text })
const role = fc.constantFrom('elected', 'staff', 'branch', 'member', 'several')
const count = fc.nat(1_000)
const tally = fc.record({
  levels: fc.array(fc.record({ level: fc.nat(5), votes: count }), { maxLength: 5 }),
  dontKnow: count,
  doesNotApply: count,
})
const range = fc.record({ low: fc.nat(5), high: fc.nat(5) })
const voice = fc.record({
  by: fc.constantFrom('agreed', 'votes'),
  tally,
  notAgreed: fc.option(range),
  dissent: text,
})

/** The fields, and the others or not: never one that is there and says nothing. */
function possiblyWith<T extends object, U extends object>(
  own: fc.Arbitrary<T>,
  more: fc.Arbitrary<U>,
): fc.Arbitrary<object> {
  return fc.oneof(
    own,
    fc.tuple(own, more).map(([fields, others]) => ({ ...fields, ...others })),
  )
}

const answer = possiblyWith(
  fc.record({
    choice: fc.option(choice),
    confidence,
    note: text,
    evidence,
    comeBack: fc.boolean(),
    chosenAt: timeOrNull,
    lastTimeShown: fc.boolean(),
  }),
  fc.record({ voice }),
)
const answers = fc.dictionary(id, answer, { maxKeys: 3, noNullPrototype: true })
// Sections are named only where not all of them were asked for.
const handOver = possiblyWith(
  fc.record({
    key: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 16, maxLength: 16 }),
    requestId: fc.option(id),
    edition: count,
    given: text,
  }),
  fc.record({ sectionIds: fc.array(id, { minLength: 1, maxLength: 3 }) }),
)
const roomVotes = fc.record({
  passed: fc.array(fc.record({ choice, role: fc.option(role) }), { maxLength: 3 }),
  cards: tally,
})

const status = fc.constantFrom('to_do', 'under_way', 'blocked', 'in_place', 'dropped')

const valueOf = {
  union: (own: string) => fc.record({ id: fc.constant(own), name: text, law: fc.constantFrom(null, 'eu', 'uk') }),
  assessment: (own: string, unionId: string) =>
    possiblyWith(
      fc.record({
        id: fc.constant(own),
        unionId: fc.constant(unionId),
        questionnaireId: fc.constant(small.id),
        questionnaireVersion: fc.constant(small.version),
        form: fc.constantFrom('full', 'short'),
        subject: fc.oneof(fc.constant({ kind: 'union' }), fc.record({ kind: fc.constant('project'), name: text })),
        respondent: fc.record({ role, knowledge: fc.constantFrom(null, 'hands_on'), name: text }),
        date: day,
        status: fc.constantFrom('draft', 'sealed'),
        createdAt: time,
        sealedAt: timeOrNull,
        copiedFrom: fc.option(id),
        lastItem: fc.option(id),
      }),
      fc.record({ handOver }),
    ),
  answer: (assessmentId: string, itemId: string) =>
    fc.record({ assessmentId: fc.constant(assessmentId), itemId: fc.constant(itemId), answer }),
  aims: (assessmentId: string) =>
    fc.record({
      assessmentId: fc.constant(assessmentId),
      targets: fc.dictionary(id, fc.integer({ min: 1, max: 5 }), { maxKeys: 3, noNullPrototype: true }),
      starred: fc.array(id, { maxLength: 3 }),
    }),
  session: (assessmentId: string) =>
    fc.record({
      assessmentId: fc.constant(assessmentId),
      sectionIds: fc.array(id, { maxLength: 3 }),
      people: count,
      present: count,
      meetings: fc.array(count, { maxLength: 3 }),
      ways: fc.subarray(['cards', 'device', 'paper', 'own']),
      roles: fc.subarray(['elected', 'staff', 'branch', 'member', 'several']),
      floor: fc.constantFrom(null, 3, 4, 5),
      consentAt: timeOrNull,
      step: text,
      revealed: fc.array(text, { maxLength: 3 }),
      timer: fc.option(fc.record({ length: time, endsAt: timeOrNull, left: time })),
      closedSections: fc.array(id, { maxLength: 3 }),
      closedAt: timeOrNull,
    }),
  votes: (assessmentId: string, itemId: string) =>
    fc.record({
      assessmentId: fc.constant(assessmentId),
      itemId: fc.constant(itemId),
      room: fc.record({
        first: roomVotes,
        second: fc.option(roomVotes),
        counts: fc.option(fc.record({ first: tally, second: fc.option(tally) })),
        outcome: fc.oneof(
          fc.constant(null),
          fc.record({ kind: fc.constant('agreed'), choice }),
          range.map((levels) => ({ kind: 'not_agreed', ...levels })),
        ),
        reason: text,
        dissent: text,
        confidence,
        evidence,
        parked: fc.option(text),
      }),
    }),
  response: (assessmentId: string, key: string) =>
    fc.record({
      assessmentId: fc.constant(assessmentId),
      key: fc.constant(key),
      held: fc.record({
        response: fc.record({
          key: fc.constant(key),
          edition: count,
          questionnaireId: fc.constant(small.id),
          questionnaireVersion: fc.constant(small.version),
          form: fc.constantFrom('full', 'short'),
          requestId: fc.option(id),
          role,
          answers,
        }),
        way: fc.constantFrom('own', 'paper'),
        sheet: fc.option(count),
        again: fc.option(answers),
      }),
    }),
  action: (own: string, unionId: string) =>
    fc.record({
      id: fc.constant(own),
      unionId: fc.constant(unionId),
      origin: fc.constantFrom('proposed', 'workshop', 'typed'),
      offerKey: fc.option(text),
      serves: fc.option(
        fc.record({
          questionnaireId: id,
          sectionId: id,
          itemIds: fc.array(id, { maxLength: 3 }),
          from: fc.nat(4),
          to: fc.nat(5),
        }),
      ),
      title: text,
      why: text,
      owner: text,
      due: dayOrBlank,
      status,
      effort: fc.constantFrom('small', 'medium', 'large'),
      importance: fc.constantFrom(null, 1, 2, 3),
      cost: text,
      blockedBy: text,
      dropReason: text,
      evidence: fc.record({ source: text, date: dayOrBlank }),
      reviewDate: dayOrBlank,
      dependsOn: fc.array(id, { maxLength: 3 }),
      firstRound: fc.option(id),
      pinnedAt: fc.option(fc.nat(500)),
      createdAt: time,
      log: fc.array(
        fc.record({ at: time, what: fc.constantFrom('taken', 'changed', 'status'), status: fc.option(status) }),
        { maxLength: 3 },
      ),
    }),
}

/** A record with up to three versions, some of them deleted. */
function record(
  table: ProjectRecord['table'],
  key: string | readonly string[],
  value: fc.Arbitrary<unknown>,
  canBeGone = true,
): fc.Arbitrary<ProjectRecord> {
  const version: fc.Arbitrary<RecordVersion> = fc.record({
    vector,
    at: fc.constantFrom('', STAMP),
    value: canBeGone ? fc.oneof({ weight: 4, arbitrary: value }, fc.constant(null)) : value,
  })
  return fc
    .array(version, { minLength: 1, maxLength: 3 })
    .map((versions) => ({ table, key: JSON.stringify(key), versions }))
}

/** Any project that a file can hold. */
export const anyProject: fc.Arbitrary<Project> = fc
  .record({
    union: id.filter((each) => each !== 'example'),
    rounds: fc.uniqueArray(id, { maxLength: 3 }),
    items: fc.uniqueArray(id, { maxLength: 4 }),
    actions: fc.uniqueArray(id, { maxLength: 3 }),
    keys: fc.uniqueArray(id, { maxLength: 2 }),
  })
  .chain(({ union, rounds, items, actions, keys }) =>
    fc
      .tuple(
        record('unions', union, valueOf.union(union), false),
        ...rounds.map((each) => record('assessments', each, valueOf.assessment(each, union))),
        ...rounds.flatMap((each) => items.map((item) => record('answers', [each, item], valueOf.answer(each, item)))),
        ...rounds.map((each) => record('aims', each, valueOf.aims(each))),
        ...rounds.map((each) => record('sessions', each, valueOf.session(each))),
        ...rounds.flatMap((each) =>
          items.slice(0, 2).map((item) => record('votes', [each, item], valueOf.votes(each, item))),
        ),
        ...rounds.flatMap((each) => keys.map((key) => record('responses', [each, key], valueOf.response(each, key)))),
        ...actions.map((each) => record('plan', each, valueOf.action(each, union))),
      )
      .map((records) => ({
        union,
        records: [...records, aRecord('questionnaires', [small.id, small.version], questionnaire)],
      })),
  )

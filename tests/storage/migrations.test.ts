import { existsSync, readdirSync, readFileSync } from 'node:fs'
import Dexie from 'dexie'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { PlannedAction } from '@/domain/plan'
import { listAssessments, loadAssessment, saveLaw } from '@/storage/assessments'
import { closeDatabase, database } from '@/storage/db'
import { DATABASE_NAME } from '@/storage/home'
import { everythingAsText } from '@/storage/journal/rescue'
import { areRecordsSame, MIGRATIONS, type Migration, type Row } from '@/storage/migrations'
import { loadPhotos } from '@/storage/photos'
import { loadPlan, savePlanned } from '@/storage/plan'
import { loadPreferences } from '@/storage/preferences'
import { readQuestionnaire } from '@/questionnaires/read'
import { freshDatabase, refuseWrites, rowsOf, storageError, wholeStore } from '../support/storage'

beforeEach(freshDatabase)

/** The rows of every table, as a version stored them. Frozen: a later change of the records does not change it. */
type Example = Readonly<Record<string, readonly Row[]>>

const FOLDER = new URL('../fixtures/migrations/', import.meta.url)
const exampleOf = (version: number) => new URL(`${version}.json`, FOLDER)
/** Bytes stand in the examples as base64. */
const readExample = (version: number): Example =>
  JSON.parse(readFileSync(exampleOf(version), 'utf8'), (key, value: unknown) =>
    key === 'bytes' && typeof value === 'string' ? Uint8Array.from(Buffer.from(value, 'base64')).buffer : value,
  ) as Example

const versions = MIGRATIONS.map(({ version }) => version)

/** Writes the example into a database of that version, as the Waymark of that time did. */
async function fillAs(version: number, example: Example): Promise<void> {
  const old = new Dexie(DATABASE_NAME)
  for (const step of MIGRATIONS.filter((each) => each.version <= version))
    old.version(step.version).stores({ ...step.tables })
  await old.open()
  for (const [table, rows] of Object.entries(example)) await old.table(table).bulkPut([...rows])
  expect(new Set(Object.keys(example))).toEqual(new Set(old.tables.map(({ name }) => name)))
  old.close()
}

describe('the history of the database', () => {
  it('counts from 1, one by one', () => {
    expect(versions).toEqual(versions.map((_, index) => index + 1))
  })

  it('has a file for each step, named after its version', () => {
    const files = readdirSync(new URL('../../src/storage/migrations/', import.meta.url))
    const steps = files.filter((name) => name !== 'index.ts').sort()
    expect(steps.map((name) => Number(name.slice(0, 4)))).toEqual(versions)
  })

  it.each(versions)('has a frozen example of version %i', (version) => {
    expect(existsSync(exampleOf(version)), `tests/fixtures/migrations/${version}.json is missing`).toBe(true)
  })

  it('tells whether the records of a version are still the same', () => {
    const step = (version: number, tables: Migration['tables'], rows?: Migration['rows']): Migration => ({
      version,
      tables,
      ...(rows ? { rows } : {}),
    })
    const history = [step(1, { a: 'id', b: 'id' }), step(2, { a: 'id, day' }), step(3, { b: 'id, day' })]
    expect([1, 2, 3].map((version) => areRecordsSame(version, history))).toEqual([true, true, true])
    for (const next of [step(4, {}, { a: (row) => row }), step(4, { c: 'id' }), step(4, { a: null })])
      expect([1, 3, 4].map((version) => areRecordsSame(version, [...history, next]))).toEqual([false, false, true])
    // 7 began the photos, 8 is an index.
    expect([6, 7, 8].map((version) => areRecordsSame(version))).toEqual([false, true, true])
  })

  it('has no example of a version that was never released', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(versions.map((version) => `${version}.json`).sort())
  })

  it('ends in the version of the open database', async () => {
    const db = await database()
    expect(db.backendDB().version).toBe(10 * Math.max(...versions))
  })
})

describe.each(versions)('a database of version %i', (version) => {
  const example = readExample(version)
  const rows = (table: string) => example[table] ?? []

  it('has something in every table of its example', () => {
    for (const [table, each] of Object.entries(example)) expect(each.length, table).toBeGreaterThan(0)
  })

  it('opens today without losing a row', async () => {
    await fillAs(version, example)
    await database()
    for (const table of Object.keys(example)) expect(await rowsOf(table), table).toHaveLength(rows(table).length)
  })

  it('is read today, every record of it', async () => {
    await fillAs(version, example)
    const { rounds, unreadable } = await listAssessments()
    expect(unreadable).toBe(0)
    expect(rounds).toHaveLength(rows('assessments').length)
    let answers = 0
    for (const { assessment, union } of rounds) {
      const stored = await loadAssessment(assessment.id)
      expect(stored?.unreadable).toBe(0)
      expect(stored?.union).toEqual(union)
      expect(readQuestionnaire(stored?.questionnaire).ok).toBe(true)
      answers += Object.keys(stored?.answers ?? {}).length
    }
    expect(answers).toBe(rows('answers').length)
    const plans = await Promise.all(rows('unions').map(({ id }) => loadPlan(String(id))))
    expect(plans.map((plan) => plan.unreadable)).toEqual(plans.map(() => 0))
    expect(plans.flatMap((plan) => plan.actions)).toHaveLength(rows('plan').length)
    const walls = await Promise.all(rounds.map(({ assessment }) => loadPhotos(assessment.id)))
    expect(walls.map((wall) => wall.unreadable)).toEqual(walls.map(() => 0))
    expect(walls.flatMap(({ photos }) => photos)).toEqual(rows('photos'))
  })
})

describe('the first release', () => {
  const example = readExample(1)

  it('is read as it was written, its rounds about the union, under a law that was not asked for', async () => {
    await fillAs(1, example)
    expect(await loadAssessment('round-1')).toEqual({
      assessment: { ...example.assessments?.[0], subject: { kind: 'union' } },
      union: { id: 'union-1', name: 'Teachers’ Union', law: null },
      answers: {
        'listening-survey': example.answers?.[0]?.answer,
        'listening-meetings': example.answers?.[1]?.answer,
        'sharing-lists': example.answers?.[2]?.answer,
      },
      aims: { targets: { listening: 4 }, starred: ['sharing'] },
      questionnaire: example.questionnaires?.[0]?.content,
      unreadable: 0,
    })
    expect(await loadAssessment('round-2')).toMatchObject({
      assessment: { ...example.assessments?.[1], subject: { kind: 'union' } },
      answers: { 'listening-survey': example.answers?.[3]?.answer },
      aims: { targets: {}, starred: [] },
    })
    expect(await loadPreferences()).toMatchObject({ hideLevelNames: true, digitKeys: true, levelsOpen: false })
  })
})

describe('union or project, the step to version 2', () => {
  const example = readExample(1)
  const ofUnion = (row: Row) => ({ ...row, subject: { kind: 'union' } })
  const withoutLaw = (row: Row) => ({ ...row, law: null })

  it('gives every round a subject and every union a law to be asked for, and changes nothing else', async () => {
    await fillAs(1, example)
    await database()
    for (const [table, before] of Object.entries(example)) {
      const expected = { assessments: before.map(ofUnion), unions: before.map(withoutLaw) }[table] ?? before
      expect(new Set(await rowsOf(table)), table).toEqual(new Set(expected))
    }
  })

  it('takes damaged rows along: nothing in them is lost, and nothing else suffers', async () => {
    const damaged: Example = {
      unions: [{ id: 'empty' }, { id: 'odd', name: 42, members: [1, null, { of: 'what' }] }],
      assessments: [
        { id: 'empty' },
        { id: 7, unionId: ['no', 'text'], respondent: null, form: undefined, madeOn: new Date(0) },
        { ...example.assessments?.[0], id: 'old-form', form: 'medium' },
      ],
      answers: [{ assessmentId: 'round-1', itemId: 'empty' }],
      aims: [{ assessmentId: 'empty' }],
    }
    const tables = Object.keys(example)
    await fillAs(
      1,
      Object.fromEntries(tables.map((table) => [table, [...(example[table] ?? []), ...(damaged[table] ?? [])]])),
    )
    const { rounds, unreadable } = await listAssessments()
    expect(rounds.map(({ assessment }) => assessment.id).sort()).toEqual(['round-1', 'round-2'])
    expect(unreadable).toBe(3)
    expect(await loadAssessment('round-1')).toMatchObject({
      union: { name: 'Teachers’ Union' },
      answers: { 'listening-survey': example.answers?.[0]?.answer },
      unreadable: 1,
    })
    expect(await rowsOf('unions')).toEqual(expect.arrayContaining((damaged.unions ?? []).map(withoutLaw)))
    expect(await rowsOf('assessments')).toEqual(expect.arrayContaining((damaged.assessments ?? []).map(ofUnion)))
    expect(await rowsOf('answers')).toEqual(expect.arrayContaining([...(damaged.answers ?? [])]))
    expect(await rowsOf('aims')).toEqual(expect.arrayContaining([...(damaged.aims ?? [])]))
  })

  it('opens a device on which nothing was stored so far', async () => {
    await fillAs(1, Object.fromEntries(Object.keys(example).map((table) => [table, []])))
    expect(await listAssessments()).toEqual({ rounds: [], unreadable: 0 })
  })

  it('is taken once: what is said afterwards stays', async () => {
    await fillAs(1, example)
    await saveLaw('union-1', 'uk')
    await closeDatabase()
    expect((await loadAssessment('round-1'))?.union).toEqual({ id: 'union-1', name: 'Teachers’ Union', law: 'uk' })
  })

  it('leaves all as it was where it cannot be written, and is taken when there is room', async () => {
    await fillAs(1, example)
    const before = await wholeStore()
    const makeRoom = refuseWrites()
    await expect(database()).rejects.toMatchObject(storageError('full'))
    makeRoom()
    expect(await wholeStore()).toEqual(before)
    expect((await listAssessments()).rounds).toHaveLength(2)
  })
})

describe('an upgrade that fails half way', () => {
  it.each(versions.filter((version) => version < 2))('leaves every row of version %i as it was', async (version) => {
    await fillAs(version, readExample(version))
    const before = await wholeStore()
    const step = MIGRATIONS.find(({ rows }) => rows?.assessments)?.rows as { assessments: (row: Row) => Row }
    let rows = 0
    vi.spyOn(step, 'assessments').mockImplementation((row) => {
      rows += 1
      if (rows > 1) throw new TypeError('a mistake of ours')
      return { ...row, date: 'gone' }
    })
    await expect(database()).rejects.toMatchObject(storageError('unknown'))
    expect(rows).toBe(2)
    expect(await wholeStore()).toEqual(before)
    const saved = JSON.parse((await everythingAsText(0)) ?? '{}') as { store: Example }
    for (const [table, rows] of Object.entries(readExample(version)))
      expect(new Set(saved.store[table]), table).toEqual(new Set(rows))
    vi.restoreAllMocks()
    expect((await listAssessments()).rounds).toHaveLength(2)
  })
})

describe('version 2', () => {
  const example = readExample(2)

  it('is read as it was written: a round about a project, of a union that says its law', async () => {
    await fillAs(2, example)
    expect(await loadAssessment('round-2')).toEqual({
      assessment: example.assessments?.[1],
      union: { id: 'union-1', name: 'Teachers’ Union', law: 'eu-uk' },
      answers: {
        'records-register': example.answers?.[1]?.answer,
        'records-sensitive': example.answers?.[2]?.answer,
        'incidents-plan': example.answers?.[3]?.answer,
      },
      aims: { targets: {}, starred: [] },
      questionnaire: example.questionnaires?.[1]?.content,
      unreadable: 0,
    })
    expect((await loadAssessment('round-2'))?.assessment.subject).toEqual({
      kind: 'project',
      name: 'Strike fund app – “phase 2”',
    })
    expect(await loadAssessment('round-3')).toMatchObject({
      assessment: example.assessments?.[2],
      union: { id: 'union-2', name: '', law: null },
      answers: { 'incidents-learning': example.answers?.[4]?.answer },
    })
    expect(await loadPreferences()).toMatchObject({ hideLevelNames: true, digitKeys: false, levelsOpen: false })
  })
})

describe('the plan, the step to version 3', () => {
  const example = readExample(2)

  it('adds a plan in which nothing stands, and changes nothing else', async () => {
    await fillAs(2, example)
    await database()
    for (const [table, before] of Object.entries(example))
      expect(new Set(await rowsOf(table)), table).toEqual(new Set(before))
    expect(await rowsOf('plan')).toEqual([])
    expect(await loadPlan('union-1')).toEqual({ actions: [], unreadable: 0 })
  })

  it('is taken once: what is planned afterwards stays', async () => {
    await fillAs(2, example)
    const [action] = readExample(3).plan ?? []
    await savePlanned([action as unknown as PlannedAction])
    await closeDatabase()
    expect((await loadPlan('union-1')).actions).toEqual([action])
  })

  it('comes after the step to version 2 on a device that missed it', async () => {
    await fillAs(1, readExample(1))
    expect((await listAssessments()).rounds).toHaveLength(2)
    expect(await loadPlan('union-1')).toEqual({ actions: [], unreadable: 0 })
    expect((await loadAssessment('round-1'))?.assessment.subject).toEqual({ kind: 'union' })
  })
})

describe('version 3', () => {
  const example = readExample(3)

  it('is read as it was written: the plan of each union, with all that is known of its actions', async () => {
    await fillAs(3, example)
    const [blocked, inPlace, dropped, workshop] = example.plan ?? []
    const ofFirst = await loadPlan('union-1')
    expect(ofFirst.unreadable).toBe(0)
    expect(new Set(ofFirst.actions)).toEqual(new Set([blocked, inPlace]))
    expect(new Set((await loadPlan('union-2')).actions)).toEqual(new Set([dropped, workshop]))
  })

  it('has every origin, status, effort and event in its example', () => {
    const plan = (example.plan ?? []) as unknown as readonly PlannedAction[]
    const log = plan.flatMap((action) => action.log)
    expect(new Set(plan.map(({ origin }) => origin))).toEqual(new Set(['proposed', 'typed', 'workshop']))
    expect(new Set(plan.map(({ effort }) => effort))).toEqual(new Set(['small', 'medium', 'large']))
    expect(new Set(log.map(({ what }) => what))).toEqual(new Set(['taken', 'changed', 'status', 'pinned', 'released']))
    expect(new Set([...plan, ...log].map(({ status }) => status))).toEqual(
      new Set([null, 'to_do', 'under_way', 'blocked', 'in_place', 'dropped']),
    )
  })
})

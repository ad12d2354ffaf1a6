import { existsSync, readdirSync, readFileSync } from 'node:fs'
import Dexie from 'dexie'
import { beforeEach, describe, expect, it } from 'vitest'
import { listAssessments, loadAssessment } from '@/storage/assessments'
import { DATABASE_NAME, database } from '@/storage/db'
import { MIGRATIONS } from '@/storage/migrations'
import { loadPreferences } from '@/storage/preferences'
import { readQuestionnaire } from '@/questionnaires/read'
import { freshDatabase, rowsOf } from '../support/storage'

beforeEach(freshDatabase)

/** The rows of every table, as a version stored them. Frozen: a later change of the records does not change it. */
type Example = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

const FOLDER = new URL('../fixtures/migrations/', import.meta.url)
const exampleOf = (version: number) => new URL(`${version}.json`, FOLDER)
const readExample = (version: number): Example => JSON.parse(readFileSync(exampleOf(version), 'utf8'))

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
  })
})

describe('the first release', () => {
  it('is read as it was written', async () => {
    const example = readExample(1)
    await fillAs(1, example)
    expect(await loadAssessment('round-1')).toEqual({
      assessment: example.assessments?.[0],
      union: { id: 'union-1', name: 'Teachers’ Union' },
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
      assessment: example.assessments?.[1],
      answers: { 'listening-survey': example.answers?.[3]?.answer },
      aims: { targets: {}, starred: [] },
    })
    expect(await loadPreferences()).toEqual({ hideLevelNames: true, digitKeys: true, levelsOpen: false })
  })
})

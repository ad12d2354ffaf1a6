import { beforeEach, describe, expect, it } from 'vitest'
import { deleteAssessment, saveAnswer, saveAnswersOnHide, saveLastItem } from '@/storage/assessments'
import { closeDatabase, database } from '@/storage/db'
import { applyRecords, loadVersions } from '../support/versionRows'
import { savePreference } from '@/storage/preferences'
import type { VersionRow } from '@/storage/versions'
import { aDraft, freshDatabase, fullAnswer, refuseWrites, rowsOf, storeRound } from '../support/storage'

beforeEach(freshDatabase)

const SURVEY = '["round-1","listening-survey"]'

async function versionOf(table: string, key: string): Promise<VersionRow | undefined> {
  return (await loadVersions()).find((row) => row.table === table && row.key === key)
}

/** How often this device changed it. */
async function countOf(table: string, key: string): Promise<readonly number[]> {
  return Object.values((await versionOf(table, key))?.vector ?? {})
}

async function seq(): Promise<unknown> {
  return (await (await database()).meta.get('seq'))?.value
}

describe('the version of a record', () => {
  it('is written with the record, for everything that belongs to a round', async () => {
    await storeRound(aDraft(), { 'listening-survey': fullAnswer })
    const versions = await loadVersions()
    expect(versions.map(({ table, key }) => `${table} ${key}`).sort()).toEqual([
      `answers ${SURVEY}`,
      'assessments "round-1"',
      'questionnaires ["small","1.0.0"]',
      'unions "union-teachers"',
    ])
    const devices = versions.flatMap(({ vector }) => Object.keys(vector))
    expect(new Set(devices).size).toBe(1)
    expect(versions.map(({ vector }) => Object.values(vector))).toEqual([[1], [1], [1], [1]])
  })

  it('counts on with each change, and the store counts transactions', async () => {
    await storeRound()
    expect(await seq()).toBe(1)
    await saveAnswer('round-1', 'listening-survey', fullAnswer)
    await saveAnswer('round-1', 'listening-survey', { note: 'again' })
    expect(await countOf('answers', SURVEY)).toEqual([2])
    expect(await countOf('assessments', '"round-1"')).toEqual([1])
    expect(await seq()).toBe(3)
  })

  it('is of the same device after the store was closed and opened', async () => {
    await storeRound()
    await closeDatabase()
    await saveLastItem('round-1', 'listening-survey')
    expect(await countOf('assessments', '"round-1"')).toEqual([2])
  })

  it('stays when the record is deleted, and says so', async () => {
    await storeRound(aDraft(), { 'listening-survey': fullAnswer })
    await deleteAssessment('round-1')
    expect(await versionOf('answers', SURVEY)).toMatchObject({ deleted: true })
    expect(await versionOf('unions', '"union-teachers"')).toMatchObject({ deleted: true })
    expect(await countOf('answers', SURVEY)).toEqual([2])
  })

  it('is not made up where there was nothing to delete', async () => {
    await storeRound()
    await saveAnswer('round-1', 'listening-survey', { note: '' })
    expect(await versionOf('answers', SURVEY)).toBeUndefined()
    expect(await seq()).toBe(1)
  })

  it('is not written where the record is not', async () => {
    await storeRound()
    const makeRoom = refuseWrites()
    await expect(saveAnswer('round-1', 'listening-survey', fullAnswer)).rejects.toThrow()
    makeRoom()
    expect(await versionOf('answers', SURVEY)).toBeUndefined()
    expect(await seq()).toBe(1)
  })

  it('is not kept of how this device likes its screens', async () => {
    await savePreference('digitKeys', false)
    expect(await loadVersions()).toEqual([])
    expect(await seq()).toBe(1)
  })

  it('counts what was written while the page went away, at the next start at the latest', async () => {
    await storeRound(aDraft(), { 'sharing-lists': fullAnswer })
    await saveAnswersOnHide('round-1', { 'listening-survey': fullAnswer })
    await closeDatabase()
    await database()
    expect(await rowsOf('answers')).toHaveLength(2)
    expect((await countOf('answers', SURVEY)).length).toBe(1)
    expect(((await rowsOf('meta')) as { key: string }[]).map(({ key }) => key).sort()).toEqual([
      'device',
      'seq',
      'stamp',
    ])
  })
})

describe('records from elsewhere', () => {
  const version = { vector: { other: 4 }, at: '000000000000009-000000-other', deleted: false }

  it('are stored with the versions they come with', async () => {
    await storeRound(aDraft(), { 'listening-survey': fullAnswer })
    const value = { assessmentId: 'round-1', itemId: 'sharing-lists', answer: fullAnswer }
    await applyRecords([
      { table: 'answers', key: ['round-1', 'sharing-lists'], value, version },
      {
        table: 'answers',
        key: ['round-1', 'listening-survey'],
        value: undefined,
        version: { ...version, deleted: true },
      },
    ])
    expect(await rowsOf('answers')).toEqual([value])
    expect(await versionOf('answers', '["round-1","sharing-lists"]')).toMatchObject(version)
    expect(await versionOf('answers', SURVEY)).toMatchObject({ vector: { other: 4 }, deleted: true })
  })

  it('keep the word that something is deleted which was never here', async () => {
    const gone = { ...version, deleted: true }
    await applyRecords([{ table: 'plan', key: 'action-9', value: undefined, version: gone }])
    expect(await versionOf('plan', '"action-9"')).toMatchObject(gone)
  })

  it('are counted on from by the next change here', async () => {
    await storeRound()
    const value = { assessmentId: 'round-1', itemId: 'listening-survey', answer: fullAnswer }
    await applyRecords([{ table: 'answers', key: ['round-1', 'listening-survey'], value, version }])
    await saveAnswer('round-1', 'listening-survey', { note: 'and here' })
    expect((await countOf('answers', SURVEY)).toSorted()).toEqual([1, 4])
  })
})

import { beforeEach, describe, expect, it, vi } from 'vitest'
import { listAssessments, loadAssessment, saveAnswersOnHide } from '@/storage/assessments'
import { closeDatabase, dropDatabase } from '@/storage/db'
import { everythingAsText, makeWayForCopy } from '@/storage/journal/rescue'
import { changesInMemory, isInFile, noteFile } from '@/storage/memory'
import { loadPlan, savePlanned } from '@/storage/plan'
import { loadProject, takeIn } from '@/storage/projects'
import { aPlannedAction } from '../support/builders'
import { aProject } from '../support/projects'
import { aDraft, freshDatabase, fullAnswer, storeRound, teachers, wholeStore } from '../support/storage'

/** A page that keeps nothing, with nothing in its memory. */
async function keepNothing(): Promise<void> {
  await closeDatabase()
  vi.stubGlobal('location', { search: '?temporary' })
  await dropDatabase()
}

beforeEach(freshDatabase)

describe('a page that keeps nothing', () => {
  it('stores rounds, answers, plans and files as any other, and the browser has none of it', async () => {
    await keepNothing()
    await storeRound(aDraft(), { 'listening-survey': fullAnswer })
    await saveAnswersOnHide('round-1', { 'sharing-lists': fullAnswer })
    await savePlanned([aPlannedAction('action-9', { unionId: teachers.id, title: 'Ask the branches' })])
    await takeIn(aProject(), 'merge', Date.UTC(2026, 10, 29))
    expect(Object.keys((await loadAssessment('round-1'))?.answers ?? {}).sort()).toEqual([
      'listening-survey',
      'sharing-lists',
    ])
    expect((await loadPlan(teachers.id)).actions.map(({ id }) => id).sort()).toEqual(['action-1', 'action-9'])
    expect((await loadProject(teachers.id)).unreadable).toBe(0)
    expect(await indexedDB.databases()).toEqual([])
  })

  it('neither shows nor changes what lies on the device', async () => {
    await storeRound(aDraft(), { 'listening-survey': fullAnswer })
    const before = await wholeStore()
    await keepNothing()
    expect(await listAssessments()).toEqual({ rounds: [], unreadable: 0 })
    expect(await everythingAsText(0)).toBeNull()
    await storeRound(aDraft({ id: 'round-2' }))
    expect((await listAssessments()).rounds).toHaveLength(1)
    expect(await wholeStore()).toEqual(before)
    await closeDatabase()
    vi.unstubAllGlobals()
    expect((await listAssessments()).rounds.map(({ assessment }) => assessment.id)).toEqual(['round-1'])
  })

  it('asks for no second copy, at the start or when something has to be saved from a store that does not open', async () => {
    await keepNothing()
    const started = vi.fn()
    vi.stubGlobal('Worker', started)
    vi.stubGlobal('navigator', { storage: { getDirectory: started }, locks: { request: started } })
    await storeRound()
    expect(await everythingAsText(0)).toContain('Teachers’ Union')
    expect(await makeWayForCopy()).toBe(false)
    expect(started).not.toHaveBeenCalled()
  })

  it('knows whether a union is in a file as it is now', async () => {
    await keepNothing()
    expect(isInFile(teachers.id)).toBe(false)
    await storeRound()
    noteFile(teachers.id, changesInMemory())
    expect(isInFile(teachers.id)).toBe(true)
    await savePlanned([aPlannedAction('action-1', { unionId: teachers.id, title: 'Ask the branches' })])
    expect(isInFile(teachers.id)).toBe(false)
  })

  it.each(['', '?from=temporary', '?temporarily'])('is not one with the address “%s”', async (search) => {
    vi.stubGlobal('location', { search })
    await storeRound()
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(['waymark'])
  })
})

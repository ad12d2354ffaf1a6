import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readStamp } from '@/domain/stamp'
import { loadAssessment, saveAnswer, sealAssessment } from '@/storage/assessments'
import { loadVersions } from '../support/versionRows'
import { listCopies, listDifferences, loadProject, takeIn, undo } from '@/storage/projects'
import { aDraft, freshDatabase, fullAnswer, small, storeRound, teachers } from '../support/storage'

beforeEach(freshDatabase)
afterEach(() => vi.restoreAllMocks())

const START = Date.UTC(2026, 10, 29, 9)
const DAY = 86_400_000

/** What the device takes the time for. */
function setClock(now: number): void {
  vi.spyOn(Date, 'now').mockReturnValue(now)
}

const versionOf = async (itemId: string) =>
  (await loadVersions()).find(({ table, key }) => table === 'answers' && key === JSON.stringify(['round-1', itemId]))

/** A clock that runs on, stands still, and is set forwards or back by years. */
const anyClock = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: -30 * 365 * DAY, max: 30 * 365 * DAY })),
  { minLength: 2, maxLength: 12 },
)

describe('a clock that jumps while somebody answers', () => {
  it('never puts a later change before an earlier one, and loses none', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyClock, async (jumps) => {
        await freshDatabase()
        let now = START
        setClock(now)
        await storeRound()
        let last = ''
        for (const [index, jump] of jumps.entries()) {
          now = Math.max(0, now + jump)
          setClock(now)
          await saveAnswer('round-1', 'listening-survey', { ...fullAnswer, note: `word ${index}`, chosenAt: now })
          const version = await versionOf('listening-survey')
          expect(version?.at.localeCompare(last)).toBe(1)
          expect(Object.values(version?.vector ?? {})).toEqual([index + 1])
          last = version?.at ?? ''
        }
        const round = await loadAssessment('round-1')
        expect(round?.answers['listening-survey']).toEqual({
          ...fullAnswer,
          note: `word ${jumps.length - 1}`,
          chosenAt: now,
        })
        // The newest moment the device ever took for now, and none that it never did.
        expect(readStamp(last).at).toBe(Math.max(START, ...jumps.map((_, index) => clockAfter(jumps, index))))
      }),
      { numRuns: 25, seed: 6 },
    )
  })

  it('seals all the same, and the round says the day it was given', async () => {
    setClock(START)
    await storeRound(aDraft({ createdAt: START }), { 'listening-survey': fullAnswer })
    setClock(START - 400 * DAY)
    const sealed = await sealAssessment('round-1', Date.now())
    expect(sealed).toMatchObject({ status: 'sealed', date: '2026-03-01', sealedAt: START - 400 * DAY })
    expect((await loadAssessment('round-1'))?.answers).toEqual({ 'listening-survey': fullAnswer })
    await expect(saveAnswer('round-1', 'listening-survey', { note: 'late' })).rejects.toMatchObject({ code: 'sealed' })
  })

  it.each([
    ['years ahead', 3 * 365 * DAY],
    ['years behind', -3 * 365 * DAY],
  ])('%s merges what was changed on both sides without losing either, and can be undone', async (_, jump) => {
    setClock(START)
    await storeRound(aDraft(), { 'listening-survey': { ...fullAnswer, note: 'both know' } })
    const { project: sent } = await loadProject(teachers.id)
    // The other device knows this version, and writes after it.
    const records = sent.records.map((record) =>
      record.table !== 'answers'
        ? record
        : {
            ...record,
            versions: record.versions.map((version) => ({
              at: `${String(START + jump).padStart(15, '0')}-000000-b`,
              vector: { ...version.vector, b: 1 },
              value: { ...(version.value as object), answer: { ...fullAnswer, note: 'from there' } },
            })),
          },
    )
    await saveAnswer('round-1', 'listening-survey', { note: 'from here' })
    setClock(START + jump)
    await takeIn({ ...sent, records }, 'merge', Date.now())
    const notes = async () =>
      (await listDifferences()).flatMap(({ versions }) =>
        versions.map(({ value }) => (value as { answer: { note: string } }).answer.note),
      )
    expect((await notes()).sort()).toEqual(['from here', 'from there'])
    setClock(START)
    const [copy] = await listCopies(Date.now())
    await undo(copy?.id ?? '', Date.now())
    expect(await notes()).toEqual([])
    expect((await loadAssessment('round-1'))?.answers['listening-survey']?.note).toBe('from here')
    expect((await loadAssessment('round-1'))?.questionnaire).toEqual(small)
  })
})

/** The time after so many jumps. */
function clockAfter(jumps: readonly number[], index: number): number {
  return jumps.slice(0, index + 1).reduce((now, jump) => Math.max(0, now + jump), START)
}

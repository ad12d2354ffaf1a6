import Dexie from 'dexie'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PlannedAction } from '@/domain/plan'
import { DATABASE_NAME } from '@/storage/home'
import { savePhoto } from '@/storage/photos'
import { savePlanned } from '@/storage/plan'
import { useLibraryStore } from '@/stores/library'
import ReportView from '@/views/report/ReportView.vue'
import { allAt, dataGovernance, dataMaturity, earlierMaturity, laterMaturity } from '../../support/builders'
import { all, click, mountScreen, nameOf, the, wordsOf } from '../../support/mounting'
import { aPhoto } from '../../support/photos'
import { emptyDevice, keep } from '../device'
import { aPlanned } from '../plan/arriving'
import { aProject, aRound, harbour, loadQuestionnaires, PATIENCE, riverbank } from '../rounds'

beforeAll(loadQuestionnaires)
beforeEach(emptyDevice)

const open = (id = 'a1') => mountScreen(ReportView, { path: `/report/${id}`, props: { id } })
/** Comes to the papers of a round and waits until they are there. */
async function arrive(id = 'a1', actions: readonly PlannedAction[] = []) {
  await savePlanned(actions)
  const screen = await open(id)
  await vi.waitFor(() => the('region', 'Preview'), PATIENCE)
  return screen
}
/** Lays a row into the store as it is, past all our readers. */
async function layRow(table: string, row: object) {
  const db = await new Dexie(DATABASE_NAME).open()
  await db.table(table).put(row)
  db.close()
}
const preview = () => wordsOf(the('region', 'Preview'))

describe('the papers of a round', () => {
  it('can have its photos of the wall, and those of no other round', async () => {
    await keep(dataMaturity, aRound('a0', { date: '2025-11-22' }), allAt(dataMaturity, 2))
    await keep(dataMaturity, aRound('a1'), allAt(dataMaturity, 3))
    await savePhoto(aPhoto('before', { assessmentId: 'a0', caption: 'Last year' }))
    await savePhoto(aPhoto('now', { assessmentId: 'a1', caption: 'This year' }))
    await arrive()
    await click(the('checkbox', 'Photos of the wall'))
    expect(preview()).toContain('Photo 1 of 1: This year')
    expect(preview()).not.toContain('Last year')
  })

  it('say whose they are, and lead back to the results', async () => {
    await keep(dataMaturity, aRound('a1'), allAt(dataMaturity, 3))
    await arrive()
    expect(document.title).toBe('Papers, Harbour Union – Waymark')
    expect(all('heading').map(nameOf)[0]).toBe('Papers to take with you')
    expect(the('link', 'Back to the results').getAttribute('href')).toBe('/a/a1/results')
  })

  it('have the actions of the union’s plan, in its order', async () => {
    await keep(dataMaturity, aRound('a1'), allAt(dataMaturity, 2))
    const serves = { questionnaireId: 'data-maturity', sectionId: 'culture', itemIds: [], from: 2, to: 3 }
    // A gap of 1 times the leverage of culture, 1.3, comes before what serves nothing.
    await arrive('a1', [aPlanned('Typed'), aPlanned('For culture', { serves, createdAt: 1 })])
    expect(preview()).toMatch(/For culture.*Typed/)
  })

  it('say how many actions could not be read', async () => {
    await keep(dataMaturity, aRound('a1'), allAt(dataMaturity, 2))
    await layRow('plan', { id: 'damaged', unionId: harbour.id, title: 'damaged' })
    await arrive('a1', [aPlanned('Typed')])
    expect(preview()).toContain('Typed')
    expect(preview()).toContain('One stored action of this plan could not be read')
  })

  it('have no plan where the round is about a project, also where the union has one', async () => {
    await keep(dataMaturity, aRound('a1', { subject: aProject('Phones') }), allAt(dataMaturity, 2))
    await arrive('a1', [aPlanned('Typed')])
    expect(wordsOf()).not.toContain('Typed')
    expect(preview()).not.toContain('Next actions')
  })

  it('put the next round into the calendar, a year after the latest, which need not be this one', async () => {
    const saved: Blob[] = []
    vi.spyOn(URL, 'createObjectURL').mockImplementation((content) => {
      saved.push(content as Blob)
      return 'blob:made-up'
    })
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
    await keep(dataMaturity, aRound('a1'), allAt(dataMaturity, 3))
    await keep(dataMaturity, aRound('a2', { date: '2027-05-03' }), allAt(dataMaturity, 4))
    await arrive()
    await click(the('button', 'Calendar of due dates'))
    await vi.waitFor(() => expect(saved).toHaveLength(1), PATIENCE)
    expect(await saved[0]?.text()).toContain('DTSTART;VALUE=DATE:20280503')
  })

  it('are those of a check where one was answered', async () => {
    await keep(dataGovernance, aRound('a1'), allAt(dataGovernance, 2))
    await arrive()
    expect(preview()).toContain('Data governance check · 22 November 2026')
  })
})

describe('the round before', () => {
  beforeEach(() => keep(dataMaturity, aRound('a1', { createdAt: 5 }), allAt(dataMaturity, 3)))
  const old = { date: '2025-11-22', createdAt: 1 }
  const first = 'This is the first round.'

  it('is told of, with what moved', async () => {
    await keep(dataMaturity, aRound('a0', old), allAt(dataMaturity, 2))
    await arrive()
    expect(preview()).toContain('Since 22 November 2025: Uses up 1.0, Data up 1.0,')
  })

  it('is the latest of all before', async () => {
    await keep(dataMaturity, aRound('a0', old), allAt(dataMaturity, 1))
    await keep(dataMaturity, aRound('a2', { date: '2026-05-03', createdAt: 2 }), allAt(dataMaturity, 2))
    await arrive()
    expect(preview()).toContain('Since 3 May 2026: Uses up 1.0,')
  })

  it.each([
    ['a later one', () => keep(dataMaturity, aRound('a0', { date: '2027-01-01', createdAt: 9 }))],
    ['a draft', () => keep(dataMaturity, aRound('a0', { ...old, status: 'draft', sealedAt: null }))],
    ['one of the other questionnaire', () => keep(dataGovernance, aRound('a0', old))],
    ['one about a project', () => keep(dataMaturity, aRound('a0', { ...old, subject: aProject('Phones') }))],
    ['one of another union', () => keep(dataMaturity, aRound('a0', old), {}, { id: 'u2', name: 'Other', law: null })],
  ])('is not %s', async (_what, store) => {
    await store()
    await arrive()
    expect(preview()).toContain(first)
  })

  it('is, of two on one day, the one that was sealed first', async () => {
    await keep(dataMaturity, aRound('a0', { createdAt: 9, sealedAt: 0 }), allAt(dataMaturity, 2))
    const { wrapper } = await arrive('a0')
    expect(preview()).toContain(first)
    wrapper.unmount()
    await arrive('a1')
    expect(preview()).toContain('Since 22 November 2026: Uses up 1.0,')
  })

  it('is compared over versions, with what any of them says about its questions', async () => {
    await keep(earlierMaturity, aRound('a0', old), allAt(earlierMaturity, 2))
    // Only this version says that 1.0.0 asks one question of 0.9.0 under another id: 37 of 40 are shared, not 36.
    await keep(laterMaturity, aRound('a2', { date: '2027-11-22' }), allAt(laterMaturity, 3))
    await arrive()
    await click(the('radio', /^Full report/))
    expect(preview()).toContain('37 questions were asked every time with the same meaning, out of 40 each time.')
  })

  it('is named and not compared where its questionnaire cannot be read', async () => {
    await keep(earlierMaturity, aRound('a0', old), allAt(earlierMaturity, 2))
    await layRow('questionnaires', { id: 'data-maturity', version: '0.9.0', content: 'damaged' })
    await arrive()
    expect(preview()).toContain('The round of 22 November 2025 could not be read, so it is not compared here.')
  })

  it('is waited for where the rounds are read only after the screen has come', async () => {
    await keep(dataMaturity, aRound('a0', old), allAt(dataMaturity, 2))
    const library = useLibraryStore()
    library.rounds = []
    library.loading = { status: 'loading' }
    await open()
    await vi.waitFor(() => expect(wordsOf()).toContain('Opening the round…'), PATIENCE)
    await library.load()
    await vi.waitFor(() => expect(preview()).toContain('Since 22 November 2025'), PATIENCE)
  })
})

describe('there are no papers', () => {
  it('of a draft, which is sent to its answers', async () => {
    await keep(dataMaturity, aRound('a1', { status: 'draft', sealedAt: null }), allAt(dataMaturity, 3))
    const { router } = await open()
    await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/a/a1/check'), PATIENCE)
    expect(all('region', 'Preview')).toEqual([])
  })

  it('of the example, which is sent to its results', async () => {
    await keep(dataMaturity, aRound('a1'), allAt(dataMaturity, 3), riverbank)
    const { router } = await open()
    await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/a/a1/results'), PATIENCE)
    expect(all('region', 'Preview')).toEqual([])
  })

  it('of a round that is not here', async () => {
    await open('nobody')
    await vi.waitFor(() => expect(nameOf(the('heading'))).toBe('This round is not on this device'), PATIENCE)
  })

  it('while the other rounds cannot be read: they would say that this one is the first', async () => {
    await keep(dataMaturity, aRound('a0', { date: '2025-11-22' }), allAt(dataMaturity, 2))
    await keep(dataMaturity, aRound('a1'), allAt(dataMaturity, 3))
    const library = useLibraryStore()
    library.rounds = []
    library.loading = { status: 'failed', code: 'blocked' }
    await open()
    await vi.waitFor(() => expect(nameOf(the('heading'))).toBe('The round could not be opened'), PATIENCE)
    expect(wordsOf()).toContain('Please close the other tab.')
    expect(all('region', 'Preview')).toEqual([])
    await click(the('button', 'Try again'))
    await vi.waitFor(() => expect(preview()).toContain('Since 22 November 2025'), PATIENCE)
  })

  it('while the plan cannot be read: they would say that it is empty', async () => {
    await keep(dataMaturity, aRound('a1'), allAt(dataMaturity, 3))
    await savePlanned([aPlanned('Ring every branch')])
    // The round itself is read by other means.
    const broken = vi.spyOn(IDBIndex.prototype, 'getAll').mockImplementation(() => {
      throw new DOMException('refused', 'UnknownError')
    })
    await open()
    await vi.waitFor(() => expect(nameOf(the('heading'))).toBe('The round could not be opened'), PATIENCE)
    expect(all('region', 'Preview')).toEqual([])
    broken.mockRestore()
    await click(the('button', 'Try again'))
    await vi.waitFor(() => expect(preview()).toContain('Ring every branch'), PATIENCE)
  })
})

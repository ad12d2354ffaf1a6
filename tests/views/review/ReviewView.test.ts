import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PlannedAction } from '@/domain/plan'
import { loadPlan, savePlanned } from '@/storage/plan'
import { saveSession } from '@/storage/sessions'
import { useLibraryStore } from '@/stores/library'
import { usePlanStore } from '@/stores/plan'
import ReviewView from '@/views/review/ReviewView.vue'
import { allAt, aPlannedAction, dataGovernance, dataMaturity } from '../../support/builders'
import { all, click, mountScreen, nameOf, the, wordsOf, write } from '../../support/mounting'
import { emptyDevice, keep } from '../device'
import { aRound, harbour, loadQuestionnaires, PATIENCE } from '../rounds'
import { aSession } from '../workshops'

beforeAll(loadQuestionnaires)
// Or it would be stored on the device of the next test.
afterEach(() => usePlanStore().flush())
beforeEach(async () => {
  await emptyDevice()
  await keep(dataMaturity, aRound('before', { date: '2025-11-22' }), allAt(dataMaturity, 2))
  await keep(dataGovernance, aRound('check'), allAt(dataGovernance, 2))
  await keep(dataMaturity, aRound('new', { status: 'draft', sealedAt: null }))
})

function serving(questionnaireId: string, title: string, more: Partial<PlannedAction> = {}): PlannedAction {
  return aPlannedAction(title, {
    unionId: harbour.id,
    origin: 'proposed',
    offerKey: `${questionnaireId} ${title}`,
    serves: { questionnaireId, sectionId: 'culture', itemIds: [], from: 2, to: 3 },
    firstRound: 'before',
    ...more,
  })
}

async function arrive(actions: readonly PlannedAction[], id = 'new', goOn = 'Go on to the questions') {
  await savePlanned(actions)
  const screen = await mountScreen(ReviewView, { path: `/a/${id}/actions`, props: { id } })
  await vi.waitFor(() => the('link', goOn), PATIENCE)
  return screen
}
const two = [
  serving('data-maturity', 'Talk', { status: 'under_way' }),
  serving('data-maturity', 'List', { createdAt: 1 }),
  serving('data-governance', 'Lock'),
  serving('data-maturity', 'Sort', { status: 'in_place', reviewDate: '2027-01-01' }),
]
const stored = async (title: string) => (await loadPlan(harbour.id)).actions.find((action) => action.title === title)

describe('before a new round', () => {
  it('the open actions that serve its questionnaire are listed, one line each', async () => {
    await arrive(two)
    expect(all('group').map(nameOf)).toEqual(['Talk', 'List'])
    expect(wordsOf()).toContain('2 actions of your plan belong to “Data maturity framework” and are still open.')
    expect(all('radio', 'Still open').map(({ checked }) => checked)).toEqual([true, true])
    expect(document.title).toBe('Open actions, Harbour Union – Waymark')
  })

  it('skipping and going on both lead to the first question of the round', async () => {
    await arrive(two)
    expect(the('link', 'Skip this').getAttribute('href')).toBe('/a/new/q/uses-why-collect')
    expect(the('link', 'Go on to the questions').getAttribute('href')).toBe('/a/new/q/uses-why-collect')
    expect(await stored('Talk')).toMatchObject({ status: 'under_way', log: [] })
  })

  it('they lead to all parts where the round began with the answers of an older one', async () => {
    await keep(dataMaturity, aRound('copy', { status: 'draft', sealedAt: null, copiedFrom: 'before' }))
    await arrive(two, 'copy')
    expect(the('link', 'Go on to the questions').getAttribute('href')).toBe('/a/copy')
  })

  it('they lead back into the room where a group answers the round', async () => {
    await saveSession({ ...aSession(['uses'], { meetings: [90] }), assessmentId: 'new' })
    await arrive(two, 'new', 'Go to the workshop')
    expect(the('link', 'Go to the workshop').getAttribute('href')).toBe('/room/new')
    expect(all('link', 'Go on to the questions')).toEqual([])
  })

  it('an action can be in place, with its review date and evidence', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T10:00') })
    await arrive(two)
    const talk = the('group', 'Talk')
    await click(the('radio', 'In place', talk))
    expect(wordsOf(talk)).toContain('Say when to check again')
    await click(the('button', 'In 12 months: 22 November 2027'))
    expect(wordsOf(talk)).not.toContain('Say when to check again')
    await write(the('textbox', 'Evidence'), 'minutes.pdf')
    the('textbox', 'Evidence').dispatchEvent(new Event('blur'))
    vi.useRealTimers()
    await vi.waitFor(
      async () =>
        expect(await stored('Talk')).toMatchObject({
          status: 'in_place',
          reviewDate: '2027-11-22',
          evidence: { source: 'minutes.pdf' },
        }),
      PATIENCE,
    )
  })

  it('an action can be dropped with a reason, or be still open after all, as it was', async () => {
    await arrive(two)
    const talk = the('group', 'Talk')
    await click(the('radio', 'Dropped', talk))
    await write(the('textbox', 'Why was it dropped?'), 'Nobody came')
    await click(the('radio', 'Still open', talk))
    await vi.waitFor(
      async () => expect(await stored('Talk')).toMatchObject({ status: 'under_way', dropReason: 'Nobody came' }),
      PATIENCE,
    )
    await click(the('radio', 'Dropped', talk))
    expect(the('textbox', 'Why was it dropped?').value).toBe('Nobody came')
  })

  it('says so where no action is open', async () => {
    await arrive([])
    expect(wordsOf()).toContain('No open action of your plan belongs to this questionnaire.')
    expect(all('link', 'Skip this')).toEqual([])
  })

  it('leads to the results where the round is finished', async () => {
    const { router } = await mountScreen(ReviewView, { path: '/a/before/actions', props: { id: 'before' } })
    await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/a/before/results'), PATIENCE)
  })

  it('says so where the round is not on this device', async () => {
    await mountScreen(ReviewView, { path: '/a/gone/actions', props: { id: 'gone' } })
    expect(nameOf(the('heading'))).toBe('This round is not on this device')
  })

  it('is not called missing where nothing can be read, and comes when it can be', async () => {
    const library = useLibraryStore()
    library.rounds = []
    library.loading = { status: 'failed', code: 'unknown' }
    await mountScreen(ReviewView, { path: '/a/new/actions', props: { id: 'new' } })
    expect(nameOf(the('heading'))).toBe('The round could not be opened')
    await library.load()
    await vi.waitFor(() => the('link', 'Go on to the questions'), PATIENCE)
  })
})

import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Assessment, Union } from '@/domain/assessment'
import { savePlanned } from '@/storage/plan'
import NewRoundView from '@/views/new/NewRoundView.vue'
import UnionView from '@/views/union/UnionView.vue'
import { allAt, dataMaturity } from '../../support/builders'
import { all, click, mountScreen, the } from '../../support/mounting'
import { emptyDevice, keep } from '../device'
import { aRound, harbour, loadQuestionnaires, PATIENCE, riverbank } from '../rounds'
import { aPlanned, settle } from './arriving'

beforeAll(loadQuestionnaires)
afterEach(settle)
beforeEach(emptyDevice)

const kept = (union: Union = harbour, more: Partial<Assessment> = {}) =>
  keep(dataMaturity, aRound('a1', more), allAt(dataMaturity, 2), union)
const serving = (questionnaireId: string) => ({
  serves: { questionnaireId, sectionId: 'culture', itemIds: [], from: 2, to: 3 },
})

describe('the page of a union', () => {
  it('leads to its plan', async () => {
    await kept()
    await mountScreen(UnionView, { path: '/u/harbour', props: { id: 'harbour' } })
    expect(the('link', 'Go to the plan').getAttribute('href')).toBe('/u/harbour/plan')
  })

  it('leads to none where it is the example', async () => {
    await kept(riverbank)
    await mountScreen(UnionView, { path: `/u/${riverbank.id}`, props: { id: riverbank.id } })
    expect(all('link', 'Go to the plan')).toEqual([])
  })
})

describe('a new round', () => {
  async function begin() {
    const { router } = await mountScreen(NewRoundView, { path: '/new?questionnaire=data-maturity' })
    await vi.waitFor(() => the('radio', /^Short form/), PATIENCE)
    await click(the('radio', 'A member of staff'))
    await click(the('button', 'Begin this round'))
    // A question is come to by way of all parts.
    await vi.waitFor(() => expect(router.currentRoute.value.name).toMatch(/^(review|question)$/), PATIENCE)
    return router.currentRoute.value.name
  }

  it('begins with the open actions that serve its questionnaire', async () => {
    await kept()
    await savePlanned([aPlanned('A', serving('data-maturity'))])
    expect(await begin()).toBe('review')
  })

  it('begins with its first question where the plan has none of them', async () => {
    await kept()
    await savePlanned([
      aPlanned('A', serving('data-governance')),
      aPlanned('B', { ...serving('data-maturity'), status: 'in_place', reviewDate: '2027-01-01' }),
      aPlanned('C'),
    ])
    expect(await begin()).toBe('question')
  })
})

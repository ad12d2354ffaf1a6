import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { listAssessments } from '@/storage/assessments'
import { useLibraryStore } from '@/stores/library'
import HomeView from '@/views/home/HomeView.vue'
import { aQuestionnaire, aSection } from '../../support/builders'
import { all, click, mountScreen, nameOf, the, wordsOf } from '../../support/mounting'
import { emptyDevice, keep } from '../device'
import { aRound, loadQuestionnaires, PATIENCE } from '../rounds'

beforeAll(loadQuestionnaires)
/** Home with the example and a round of Harbour Union on the device. */
beforeEach(async () => {
  await emptyDevice()
  await keep(aQuestionnaire([aSection('uses', ['pay'])]), aRound('a1'))
  await useLibraryStore().addExample()
  await mountScreen(HomeView)
})

describe('removing the example from Home', () => {
  it('takes all of it off the device in one step, and nothing else', async () => {
    expect((await listAssessments()).rounds.length).toBeGreaterThan(1)
    await click(the('button', 'Remove the example'))
    await vi.waitFor(() => the('link', 'Look at an example'), PATIENCE)
    expect((await listAssessments()).rounds.map(({ assessment }) => assessment.id)).toEqual(['a1'])
    expect(all('button', 'Remove the example')).toEqual([])
    expect(all('heading').map(nameOf)).toContain('Harbour Union')
  })

  it('leaves the focus on the heading, because the button is gone', async () => {
    await click(the('button', 'Remove the example'))
    await vi.waitFor(() => expect(document.activeElement).toBe(the('heading', 'Your rounds')), PATIENCE)
  })

  it('says so where it did not work, and the example stays', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(() => {
      throw new DOMException('refused', 'UnknownError')
    })
    await click(the('button', 'Remove the example'))
    const card = the('region', 'An example to explore')
    const alert = () => wordsOf(the('alert', undefined, card))
    await vi.waitFor(() => expect(alert()).toContain('could not reach its storage'), PATIENCE)
    expect(all('link', 'Open the example')).toHaveLength(1)
  })
})

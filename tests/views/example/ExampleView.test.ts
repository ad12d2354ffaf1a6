import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { listAssessments } from '@/storage/assessments'
import { useLibraryStore } from '@/stores/library'
import ExampleView from '@/views/example/ExampleView.vue'
import { all, click, mountScreen, the, wordsOf } from '../../support/mounting'
import { emptyDevice } from '../device'
import { loadQuestionnaires, PATIENCE } from '../rounds'

beforeAll(loadQuestionnaires)
beforeEach(emptyDevice)
const ids = async () => (await listAssessments()).rounds.map(({ assessment }) => assessment.id)

describe('the way to the example', () => {
  it('puts it on the device and goes to the page of its union, past which one comes back', async () => {
    const { router } = await mountScreen(ExampleView, { path: '/example' })
    await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/u/example'), PATIENCE)
    // This year's and last year's round of data maturity, and a check.
    expect(await ids()).toHaveLength(3)
  })

  it('leaves it as it is where it is there already', async () => {
    await useLibraryStore().addExample()
    const before = await ids()
    const { router } = await mountScreen(ExampleView, { path: '/example' })
    await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/u/example'), PATIENCE)
    expect(await ids()).toEqual(before)
  })

  it('says so where it cannot be stored, and tries again on request', async () => {
    const refused = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('refused', 'QuotaExceededError')
    })
    const { router } = await mountScreen(ExampleView, { path: '/example' })
    await vi.waitFor(() => expect(wordsOf(the('alert'))).toContain('The example could not be opened.'), PATIENCE)
    expect(router.currentRoute.value.path).toBe('/example')
    expect(await ids()).toEqual([])
    refused.mockRestore()
    await click(the('button', 'Try again'))
    expect(all('alert')).toEqual([])
    await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/u/example'), PATIENCE)
  })
})

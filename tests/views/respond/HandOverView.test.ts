import { flushPromises } from '@vue/test-utils'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import QrPicture from '@/components/QrPicture.vue'
import type { RespondentRole } from '@/domain/assessment'
import type { AnswerRequest } from '@/domain/workshop'
import { readResponseCode } from '@/door/responseCode'
import { loadAssessment } from '@/storage/assessments'
import { useAssessmentStore } from '@/stores/assessment'
import { useLibraryStore } from '@/stores/library'
import { useRespondingStore } from '@/stores/responding'
import CheckView from '@/views/check/CheckView.vue'
import HandOverView from '@/views/respond/HandOverView.vue'
import TaskListView from '@/views/tasks/TaskListView.vue'
import { aNewRound, dataMaturity } from '../../support/builders'
import { aRequest } from '../../support/codes'
import { all, click, mountScreen, the, wordsOf } from '../../support/mounting'
import { emptyDevice } from '../device'
import { loadQuestionnaires, PATIENCE } from '../rounds'

beforeAll(loadQuestionnaires)
beforeEach(emptyDevice)

/** A round that answers a request, with so many answers. */
async function answering(
  count: number,
  role: RespondentRole = 'staff',
  request: AnswerRequest | null = aRequest(dataMaturity),
) {
  const id = await useRespondingStore().begin({
    questionnaire: dataMaturity,
    form: 'full',
    role,
    date: '2026-11-29',
    request,
  })
  const store = useAssessmentStore()
  await store.open(id)
  const items = dataMaturity.sections.flatMap((section) => section.items).slice(0, count)
  for (const item of items) store.choose(item.id, { kind: 'option', value: 3 })
  await store.flush()
  return { id, store }
}
async function arrive(id: string) {
  const screen = await mountScreen(HandOverView, { path: `/a/${id}/hand-over`, props: { id } })
  await vi.waitFor(() => the('heading', 'Hand over your answers'), PATIENCE)
  await flushPromises()
  return screen
}
const editionOf = async (id: string) => (await loadAssessment(id))?.assessment.handOver?.edition

describe('handing over', () => {
  it('shows how much is answered, the code with what it holds, and its file', async () => {
    const { id } = await answering(3)
    const { wrapper } = await arrive(id)
    await vi.waitFor(() => the('heading', 'Show the code'), PATIENCE)
    expect(wordsOf()).toContain('3 of 40 questions answered')
    expect(wordsOf()).toContain('37 questions are still open. You can hand over without them.')
    expect(wordsOf()).toContain(
      'The code holds your choices and your group (A member of staff). It holds no name, no notes and no reasons.',
    )
    expect(wordsOf()).toContain('is number 1 of your response.')
    const picture = document.querySelector('[role="img"]')
    expect(picture?.getAttribute('aria-label')).toBe('QR code of your answers. The file below holds the same.')
    const text = wrapper.findComponent(QrPicture).props('text')
    expect(wordsOf()).toContain(`It is ${text.length} characters long`)
    expect(readResponseCode(text)).toMatchObject({ ok: true, code: { role: 'staff', edition: 1, form: 'full' } })
  })

  it('tells the name of the file that was saved', async () => {
    const { id } = await answering(3)
    await arrive(id)
    await vi.waitFor(() => the('heading', 'Show the code'), PATIENCE)
    await click(the('button', 'Save your answers as a file'))
    expect(wordsOf(the('status'))).toMatch(
      /^The file waymark-response-[0-9a-f]{6}-1\.json was handed to your browser\./,
    )
  })

  it('shows no code while nothing is answered, and counts nothing', async () => {
    const { id } = await answering(0)
    await arrive(id)
    expect(wordsOf()).toContain('There is nothing to hand over yet.')
    expect(document.querySelector('[role="img"]')).toBeNull()
    expect(await editionOf(id)).toBe(0)
  })

  it('counts up when it comes back with other answers, and not when it only comes back', async () => {
    const { id, store } = await answering(3)
    const first = await arrive(id)
    await vi.waitFor(() => the('heading', 'Show the code'), PATIENCE)
    first.wrapper.unmount()
    const second = await arrive(id)
    await vi.waitFor(() => expect(wordsOf()).toContain('is number 1 of your response.'), PATIENCE)
    second.wrapper.unmount()
    store.choose('uses-benefit', { kind: 'option', value: 1 })
    await arrive(id)
    await vi.waitFor(() => expect(wordsOf()).toContain('is number 2 of your response.'), PATIENCE)
    expect(await editionOf(id)).toBe(2)
  })

  it('does not speak of a group that nobody asked for', async () => {
    const { id } = await answering(1, 'several', aRequest(dataMaturity, { roles: [] }))
    await arrive(id)
    await vi.waitFor(() => the('heading', 'Show the code'), PATIENCE)
    expect(wordsOf()).toContain('It holds no name, no group, no notes and no reasons.')
  })

  it('is not for a round that a union gives itself', async () => {
    const { id } = await useLibraryStore().create(dataMaturity, aNewRound())
    const { router } = await mountScreen(HandOverView, { path: `/a/${id}/hand-over`, props: { id } })
    await vi.waitFor(() => expect(router.currentRoute.value.path).toBe(`/a/${id}`), PATIENCE)
  })
})

describe('a round whose answers are handed over', () => {
  it('leads there from its parts, and not to the check', async () => {
    const { id } = await answering(40)
    await mountScreen(TaskListView, { path: `/a/${id}`, props: { id } })
    await vi.waitFor(() => the('link', 'Hand over your answers'), PATIENCE)
    expect(the('link', 'Hand over your answers').getAttribute('href')).toBe(`/a/${id}/hand-over`)
    expect(wordsOf()).toContain('These are your own answers.')
    expect(all('link', 'Check answers and finish')).toEqual([])
  })

  it('says once they are handed over, and what to do after a change', async () => {
    const { id } = await answering(2)
    await useRespondingStore().handOver(id)
    await mountScreen(TaskListView, { path: `/a/${id}`, props: { id } })
    await vi.waitFor(() => the('link', 'Hand over your answers'), PATIENCE)
    expect(wordsOf()).toContain('If you change them, hand them over again.')
  })

  it('leads there from the check, and is not sealed', async () => {
    const { id } = await answering(40)
    await mountScreen(CheckView, { path: `/a/${id}/check`, props: { id } })
    await vi.waitFor(() => the('link', 'Hand over your answers'), PATIENCE)
    expect(all('button', 'Finish and seal this round')).toEqual([])
  })

  it('shows the parts alone that were asked for', async () => {
    const { id } = await answering(1, 'staff', aRequest(dataMaturity, { sectionIds: ['uses', 'tools'] }))
    await mountScreen(TaskListView, { path: `/a/${id}`, props: { id } })
    await vi.waitFor(() => expect(wordsOf()).toContain('1 of 12 questions answered'), PATIENCE)
    expect(all('listitem').map((line) => wordsOf(line).split(' ')[0])).toEqual(['Uses', 'Tools'])
  })
})

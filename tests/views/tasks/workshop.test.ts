import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { useWorkshopStore, type NewSession } from '@/stores/workshop'
import CheckView from '@/views/check/CheckView.vue'
import TaskListView from '@/views/tasks/TaskListView.vue'
import { aNewRound, dataMaturity } from '../../support/builders'
import { aGathering } from '../../support/gathering'
import { all, mountScreen, the } from '../../support/mounting'
import { emptyDevice } from '../device'
import { loadQuestionnaires, PATIENCE } from '../rounds'

beforeAll(loadQuestionnaires)
beforeEach(emptyDevice)

const prepared = (more: Partial<NewSession>) => useWorkshopStore().prepare(dataMaturity, aNewRound(), aGathering(more))

describe('a round that a group answers', () => {
  it.each([
    ['its parts', TaskListView, [90], 'Go to the workshop', ''],
    ['its check', CheckView, [90], 'Go to the workshop', ''],
    ['its parts, where there is no meeting', TaskListView, [], 'Go to the responses', '/responses'],
    ['its check, where there is no meeting', CheckView, [], 'Go to the responses', '/responses'],
  ] as const)('leads back to the workshop from %s', async (_where, view, meetings, name, rest) => {
    const id = await prepared({ meetings })
    await mountScreen<typeof TaskListView>(view, { path: `/a/${id}`, props: { id } })
    await vi.waitFor(() => the('link', name), PATIENCE)
    expect(the('link', name).getAttribute('href')).toBe(`/room/${id}${rest}`)
  })

  it('is still checked and sealed', async () => {
    const id = await prepared({ meetings: [] })
    await mountScreen(CheckView, { path: `/a/${id}/check`, props: { id } })
    await vi.waitFor(() => the('link', 'Go to the responses'), PATIENCE)
    expect(all('button', 'Finish and seal this round')).toHaveLength(1)
  })
})

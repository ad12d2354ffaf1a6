import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { deleteAssessment, saveAims, saveAnswer } from '@/storage/assessments'
import { closeDatabase } from '@/storage/db'
import { useAssessmentStore } from '@/stores/assessment'
import { follow } from '@/stores/following'
import { useLibraryStore } from '@/stores/library'
import { usePlanStore } from '@/stores/plan'
import { anAnswer } from '../support/builders'
import { aDraft, freshDatabase, putRow, rowsOf, someAims, storeRound } from '../support/storage'

beforeEach(async () => {
  await freshDatabase()
  await storeRound()
  await closeDatabase()
  setActivePinia(createPinia())
  await useLibraryStore().load()
})

// What another tab saves is in the store, and this one is told: here the test does both.

describe('a tab that follows another one', () => {
  it('shows its new rounds', async () => {
    await storeRound(aDraft({ id: 'round-2' }))
    await follow()
    expect(
      useLibraryStore()
        .rounds.map(({ assessment }) => assessment.id)
        .sort(),
    ).toEqual(['round-1', 'round-2'])
  })

  it('shows its answers and goals in the open round, with what is not saved yet here laid over them', async () => {
    const store = useAssessmentStore()
    await store.open('round-1')
    await saveAnswer('round-1', 'listening-survey', { note: 'from there' })
    await saveAims('round-1', someAims)
    store.amend('listening-survey', { comeBack: true }, 'typing')
    await follow()
    expect(store.round?.answers).toEqual({ 'listening-survey': anAnswer({ note: 'from there', comeBack: true }) })
    expect(store.round?.aims).toEqual(someAims)
    await store.flush()
    expect(await rowsOf('answers')).toMatchObject([{ answer: { note: 'from there', comeBack: true } }])
  })

  it('does not show what was stored before an answer that was changed here meanwhile', async () => {
    const store = useAssessmentStore()
    await store.open('round-1')
    const following = follow()
    store.choose('listening-survey', { kind: 'option', value: 4 })
    await Promise.all([following, store.flush()])
    await follow()
    expect(store.round?.answers['listening-survey']?.choice).toEqual({ kind: 'option', value: 4 })
  })

  it('says that its round is gone, but not while something of it is still to be saved', async () => {
    const store = useAssessmentStore()
    await store.open('round-1')
    store.amend('listening-survey', { note: 'still typing' }, 'typing')
    await deleteAssessment('round-1')
    await follow()
    expect(store.opened.status).toBe('ready')
    await store.reopen()
    expect(store.opened.status).toBe('missing')
  })

  it('keeps its own place in the round', async () => {
    const store = useAssessmentStore()
    await store.open('round-1')
    useLibraryStore().isFollowing = true
    store.visit('sharing-lists')
    await store.flush()
    expect(store.round?.assessment.lastItem).toBe('sharing-lists')
    expect(await rowsOf('assessments')).toMatchObject([{ lastItem: null }])
  })

  it('shows its plan', async () => {
    const plan = usePlanStore()
    await plan.open('union-teachers')
    const action = plan.add({ title: 'Ask the branches', origin: 'typed' })
    await plan.flush()
    await putRow('plan', { ...action, title: 'Ask every branch' })
    await follow()
    expect(plan.actions.map(({ title }) => title)).toEqual(['Ask every branch'])
  })

  it('reads once more, and not more often, when it is told while it reads', async () => {
    const library = useLibraryStore()
    const load = vi.spyOn(library, 'load')
    await Promise.all([follow(), follow(), follow()])
    expect(load.mock.calls.length).toBeLessThanOrEqual(2)
  })
})

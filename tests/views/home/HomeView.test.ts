import { describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import type { Assessment } from '@/domain/assessment'
import { useLibraryStore, type Round } from '@/stores/library'
import HomeView from '@/views/home/HomeView.vue'
import { all, mountScreen, nameOf, the, wordsOf } from '../../support/mounting'

function aRound(id: string, status: Assessment['status']): Round {
  const assessment: Assessment = {
    id,
    unionId: id,
    questionnaireId: 'made-up',
    questionnaireVersion: '1.0.0',
    form: 'short',
    respondent: { role: 'elected', knowledge: null, name: '' },
    date: '2026-11-22',
    status,
    createdAt: 0,
    sealedAt: null,
    copiedFrom: null,
    lastItem: null,
  }
  return { assessment, union: { id, name: `Union ${id}` } }
}

describe('Home', () => {
  it('has one heading, the name of the page', async () => {
    useLibraryStore().loading = { status: 'ready' }
    await mountScreen(HomeView)
    expect(all('heading').map(nameOf)).toEqual(['Your rounds'])
    expect(document.title).toBe('Your rounds – Waymark')
  })

  it('says what will be here as long as there is nothing, and how to begin', async () => {
    useLibraryStore().loading = { status: 'ready' }
    await mountScreen(HomeView)
    expect(wordsOf()).toContain('The rounds you begin will be listed here')
    expect(the('link', 'Start a new round').getAttribute('href')).toBe('/new')
  })

  it('does not call the list empty before it has been read', async () => {
    await mountScreen(HomeView)
    expect(wordsOf()).not.toContain('will be listed here')
  })

  it('puts what is unfinished before what is finished', async () => {
    const library = useLibraryStore()
    library.loading = { status: 'ready' }
    library.rounds = [aRound('one', 'sealed'), aRound('two', 'draft')]
    await mountScreen(HomeView)
    expect(all('heading').map(nameOf)).toEqual([
      'Your rounds',
      'To be continued',
      'Union two',
      'Finished rounds',
      'Union one',
    ])
    expect(all('region').map(nameOf)).toEqual(['To be continued', 'Finished rounds'])
  })

  it('opens a round also where its questionnaire cannot be read', async () => {
    const library = useLibraryStore()
    library.loading = { status: 'ready' }
    library.rounds = [aRound('two', 'draft')]
    await mountScreen(HomeView)
    expect(the('link', /^Continue for /).getAttribute('href')).toBe('/a/two')
  })

  it('says what is wrong where the list cannot be read, and not that it is empty', async () => {
    useLibraryStore().loading = { status: 'failed', code: 'unavailable' }
    await mountScreen(HomeView)
    expect(wordsOf(the('alert'))).toContain('This browser does not let Waymark save anything here')
    expect(nameOf(the('button'))).toBe('Try again')
    expect(wordsOf()).not.toContain('will be listed here')
  })

  it.each([
    [1, 'One round on this device could not be read. It is still stored'],
    [3, '3 rounds on this device could not be read. They are still stored'],
  ])('says so where rounds could not be read: %i', async (count, words) => {
    const library = useLibraryStore()
    library.loading = { status: 'ready' }
    await mountScreen(HomeView)
    library.unreadable = count
    await nextTick()
    expect(wordsOf()).toContain(words)
  })
})

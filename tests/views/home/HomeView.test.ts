import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { EXAMPLE_UNION, type Assessment } from '@/domain/assessment'
import { useLibraryStore, type Round } from '@/stores/library'
import HomeView from '@/views/home/HomeView.vue'
import { all, mountScreen, nameOf, the, wordsOf } from '../../support/mounting'
import { aRound } from '../rounds'

function aUnionsRound(id: string, status: Assessment['status'], name = `Union ${id}`): Round {
  return { assessment: { ...aRound(id, { status }), unionId: id }, union: { id, name, law: null } }
}
const example = aUnionsRound(EXAMPLE_UNION, 'sealed', 'Riverbank Union')

/** Home with these rounds read. */
async function arrive(...rounds: readonly Round[]) {
  const library = useLibraryStore()
  library.loading = { status: 'ready' }
  library.rounds = rounds
  return mountScreen(HomeView)
}
const hrefOf = (name: string) => the('link', name).getAttribute('href')

describe('Home', () => {
  it('has one main heading, the name of the page', async () => {
    await arrive()
    expect([...document.querySelectorAll('h1')].map(nameOf)).toEqual(['Your rounds'])
    expect(all('heading').map(nameOf)).toEqual(['Your rounds', 'An example to explore'])
    expect(document.title).toBe('Your rounds – Waymark')
  })

  it('says what will be here as long as there is nothing, and how to begin', async () => {
    await arrive()
    expect(wordsOf()).toContain('The rounds you begin will be listed here')
    expect(all('link', /^Start /)).toHaveLength(2)
  })

  it.each([
    ['while there is nothing', []],
    ['beside what is there', [aUnionsRound('one', 'sealed'), aUnionsRound('two', 'draft')]],
  ])('begins either questionnaire: %s', async (_when, rounds) => {
    await arrive(...rounds)
    expect(hrefOf('Start the data maturity framework')).toBe('/new?questionnaire=data-maturity')
    expect(hrefOf('Start the data governance check')).toBe('/new?questionnaire=data-governance')
  })

  it('does not call the list empty before it has been read', async () => {
    await mountScreen(HomeView)
    expect(wordsOf()).not.toContain('will be listed here')
  })

  it.each([
    ['welcomes a first visitor whom the store tells of late', [], 'welcome'],
    ['stays where it is when the store tells late of rounds', [aUnionsRound('one', 'draft')], 'home'],
  ])('%s', async (_what, rounds, screen) => {
    const { router } = await mountScreen(HomeView)
    const library = useLibraryStore()
    library.rounds = rounds
    library.loading = { status: 'ready' }
    await flushPromises()
    expect(router.currentRoute.value.name).toBe(screen)
  })

  it('puts what is unfinished before what is finished', async () => {
    await arrive(aUnionsRound('one', 'sealed'), aUnionsRound('two', 'draft'))
    expect(all('heading').map(nameOf)).toEqual([
      'Your rounds',
      'To be continued',
      'Union two',
      'Finished rounds',
      'Union one',
      'An example to explore',
    ])
    expect(all('region').map(nameOf)).toEqual(['To be continued', 'Finished rounds', 'An example to explore'])
  })

  it('opens a round also where its questionnaire cannot be read', async () => {
    await arrive(aUnionsRound('two', 'draft'))
    expect(the('link', /^Continue for /).getAttribute('href')).toBe('/a/two')
  })

  it('says what is wrong where the list cannot be read, and not that it is empty', async () => {
    useLibraryStore().loading = { status: 'failed', code: 'unavailable' }
    await mountScreen(HomeView)
    expect(wordsOf(the('alert'))).toContain('This browser does not let Waymark save anything here')
    // The notice above, on every screen, has what can be done about it.
    expect(all('button')).toEqual([])
    expect(wordsOf()).not.toContain('will be listed here')
  })

  it.each([
    [1, 'One round on this device could not be read. It is still stored'],
    [3, '3 rounds on this device could not be read. They are still stored'],
  ])('says so where rounds could not be read: %i', async (count, words) => {
    await arrive()
    useLibraryStore().unreadable = count
    await nextTick()
    expect(wordsOf()).toContain(words)
  })
})

describe('the example on Home', () => {
  const card = () => the('region', 'An example to explore')

  it('is offered once the list has been read, and not before', async () => {
    await mountScreen(HomeView)
    expect(all('region')).toEqual([])
    useLibraryStore().loading = { status: 'ready' }
    await nextTick()
    expect(wordsOf(card())).toContain('an invented union with two years of data maturity')
    expect(hrefOf('Look at an example')).toBe('/example')
    expect(all('button')).toEqual([])
  })

  it('is not among the rounds, and the list counts as empty without it', async () => {
    await arrive(example)
    expect(wordsOf()).not.toContain('Riverbank')
    expect(all('heading').map(nameOf)).toEqual(['Your rounds', 'An example to explore'])
    expect(wordsOf()).toContain('The rounds you begin will be listed here')
  })

  it('stands apart from the rounds of a union of one’s own', async () => {
    await arrive(example, aUnionsRound('one', 'sealed'))
    expect(all('heading').map(nameOf)).toEqual(['Your rounds', 'Finished rounds', 'Union one', 'An example to explore'])
  })

  it('is opened or removed where it is on the device', async () => {
    await arrive(example)
    expect(wordsOf(card())).toContain('The example is here. It is kept apart from your own rounds.')
    expect(hrefOf('Open the example')).toBe('/example')
    expect(all('button').map(nameOf)).toEqual(['Remove the example'])
  })
})

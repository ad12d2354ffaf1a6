import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { EXAMPLE_UNION } from '@/domain/assessment'
import { useLibraryStore } from '@/stores/library'
import LostView from '@/views/lost/LostView.vue'
import WelcomeView from '@/views/welcome/WelcomeView.vue'
import { all, mountScreen, nameOf, the, wordsOf } from '../support/mounting'
import { aRound } from './rounds'

describe('the welcome', () => {
  it('says what it is for, how long it takes and where the answers stay, and how to start', async () => {
    await mountScreen(WelcomeView)
    expect(all('heading').map(nameOf)).toEqual(['Find out how well your union uses and guards its data'])
    expect(all('listitem')).toHaveLength(3)
    expect(wordsOf()).toContain('Your answers do not leave this device. You need no account.')
    expect(the('link', 'Start').getAttribute('href')).toBe('/new')
    expect(document.title).toBe('Welcome – Waymark')
  })

  it('leads to the example as well, for whoever wants to look first', async () => {
    await mountScreen(WelcomeView)
    expect(the('link', 'Look at an example').getAttribute('href')).toBe('/example')
  })
})

describe('the welcome, where the store answers late,', () => {
  /** The list is read while the welcome stands there. */
  async function arriveWith(union: string) {
    const { router } = await mountScreen(WelcomeView, { path: '/welcome' })
    const library = useLibraryStore()
    const round = aRound('a1', { unionId: union })
    library.rounds = [{ union: { id: union, name: 'Quay', law: null }, assessment: round }]
    await flushPromises()
    // What another screen is to show may be read before it comes: that leads nowhere.
    expect(router.currentRoute.value.name).toBe('welcome')
    library.loading = { status: 'ready' }
    await flushPromises()
    return router.currentRoute.value.name
  }

  it('gives way to Home where a round was begun', async () => expect(await arriveWith('quay')).toBe('home'))

  it('stays where only the example is there', async () => expect(await arriveWith(EXAMPLE_UNION)).toBe('welcome'))
})

describe('the welcome on a shared computer', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('offers to keep nothing, once', async () => {
    await mountScreen(WelcomeView)
    expect(the('link', 'This is a shared computer: keep nothing here').getAttribute('href')).toBe('?temporary')
  })

  it('does not offer it where nothing is kept already', async () => {
    vi.stubGlobal('location', { search: '?temporary' })
    await mountScreen(WelcomeView)
    expect(all('link', /shared computer/)).toEqual([])
  })
})

describe('an address without a page', () => {
  it('says so, and leads to Home', async () => {
    await mountScreen(LostView)
    expect(nameOf(the('heading'))).toBe('There is no page at this address')
    expect(the('link', 'Go to Home').getAttribute('href')).toBe('/')
  })
})

import { RouterLinkStub } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import OpeningState from '@/components/OpeningState.vue'
import { NOTICES_ABOVE } from '@/composables/useNoticesAbove'
import { all, click, mountPart, the, wordsOf } from '../support/mounting'

const withLinks = { global: { stubs: { RouterLink: RouterLinkStub } } }

describe('a round that is being opened', () => {
  it('says so, and offers nothing to press yet', () => {
    mountPart(OpeningState, { ...withLinks, props: { opened: { status: 'loading' } } })
    expect(wordsOf()).toBe('Opening the round…')
    expect(document.title).toBe('Opening the round… – Waymark')
    expect(all('button')).toEqual([])
  })

  it('that is not here says so and how to bring it here, and trying again is not offered', () => {
    mountPart(OpeningState, { ...withLinks, props: { opened: { status: 'missing' } } })
    expect(wordsOf()).toContain('save a file there and open it here. Open a file Go to Home')
    expect(the('heading').textContent).toBe('This round is not on this device')
    expect(document.title).toBe('This round is not on this device – Waymark')
    expect(all('button')).toEqual([])
  })

  it('that is not here because nothing is kept says that, and not that it may be elsewhere', () => {
    vi.stubGlobal('location', { search: '?temporary' })
    mountPart(OpeningState, { ...withLinks, props: { opened: { status: 'missing' } } })
    expect(wordsOf()).toContain('In this tab nothing is kept: what was written is gone once the page is loaded again.')
    expect(the('heading').textContent).toBe('This round is not in this tab')
    expect(wordsOf()).not.toContain('another browser')
    vi.unstubAllGlobals()
  })

  it('that has no workshop says so where a workshop was looked for, and leads to the round', () => {
    mountPart(OpeningState, { ...withLinks, props: { opened: { status: 'no_workshop', id: 'a1' } } })
    expect(document.title).toBe('This round has no workshop – Waymark')
    expect(wordsOf()).toContain('Go to the round')
  })

  it.each([
    ['blocked', 'Please close the other tab.'],
    ['questionnaire', 'The questionnaire stored with this round is damaged.'],
    ['unknown', 'The browser could not reach its storage.'],
  ])('that cannot be opened says why: %s', async (code, words) => {
    const wrapper = mountPart(OpeningState, { ...withLinks, props: { opened: { status: 'failed', code } } })
    expect(the('heading').textContent).toBe('The round could not be opened')
    expect(wordsOf()).toContain(words)
    await click(the('button', 'Try again'))
    expect(wrapper.emitted('retry')).toHaveLength(1)
  })

  it('leaves trying again to a notice above that offers it, and is opened when that has helped', async () => {
    const above = { offerRetry: ref(true), tellOfFailure: ref(true), tellOfTrouble: ref(false) }
    const wrapper = mountPart(OpeningState, {
      global: { ...withLinks.global, provide: { [NOTICES_ABOVE as symbol]: above } },
      props: { opened: { status: 'failed', code: 'unknown' } },
    })
    expect(all('button')).toEqual([])
    // While it is only slow, nothing has helped yet.
    above.offerRetry.value = false
    await nextTick()
    expect(wrapper.emitted('retry')).toBeUndefined()
    above.tellOfFailure.value = false
    await nextTick()
    expect(wrapper.emitted('retry')).toHaveLength(1)
  })
})

import { beforeEach, describe, expect, it, vi } from 'vitest'
import { flushPromises } from '@vue/test-utils'
import { keepInstallOffer } from '@/device/installing'
import { EXAMPLE_UNION, type Assessment } from '@/domain/assessment'
import { useLibraryStore } from '@/stores/library'
import { usePreferenceStore } from '@/stores/preferences'
import HomeView from '@/views/home/HomeView.vue'
import { all, click, mountScreen, nameOf, the } from '../../support/mounting'
import { emptyDevice } from '../device'
import { aRound } from '../rounds'

keepInstallOffer()

const TITLE = 'Keep Waymark on this device'
const isOffered = () => all('heading', TITLE).length > 0
/** Before this page was opened, and after. */
const [EARLIER, NOW] = [performance.timeOrigin - 1000, performance.timeOrigin + 1000]

/** A window of a browser, or of the app once it is installed, at an address that is secure or not. */
function windowOf(kind: 'browser' | 'standalone', isSecure = true) {
  vi.stubGlobal('matchMedia', (query: string) => ({ matches: query === `(display-mode: ${kind})` }))
  vi.stubGlobal('isSecureContext', isSecure)
}

/** The browser’s offer to install, and what the person says to it. */
function offerOfBrowser(outcome: 'accepted' | 'dismissed') {
  const prompt = vi.fn(async () => {})
  const offer = new Event('beforeinstallprompt', { cancelable: true })
  dispatchEvent(Object.assign(offer, { prompt, userChoice: Promise.resolve({ outcome }) }))
  return { prompt, isKept: offer.defaultPrevented }
}

async function arrive(more: Partial<Assessment> = {}, union = 'one') {
  const library = useLibraryStore()
  vi.spyOn(library, 'load').mockResolvedValue()
  library.loading = { status: 'ready' }
  library.rounds = [
    {
      assessment: { ...aRound('a1', { status: 'draft', createdAt: NOW, ...more }), unionId: union },
      union: { id: union, name: 'One', law: null },
    },
  ]
  await mountScreen(HomeView)
}

beforeEach(async () => {
  await emptyDevice()
  windowOf('browser')
})

describe('the offer to keep Waymark among the apps', () => {
  it('comes with a finished round, or with the second visit, and not before', async () => {
    await arrive()
    expect(isOffered()).toBe(false)
    await arrive({ status: 'sealed' })
    expect(isOffered()).toBe(true)
  })

  it('comes with the second visit', async () => {
    await arrive({ createdAt: EARLIER })
    expect(isOffered()).toBe(true)
  })

  it('does not come for the example', async () => {
    await arrive({ status: 'sealed' }, EXAMPLE_UNION)
    expect(isOffered()).toBe(false)
  })

  it.each([
    ['in the app itself', 'standalone', true],
    ['where nothing can be kept for want of https', 'browser', false],
  ] as const)('does not come %s', async (_, kind, isSecure) => {
    windowOf(kind, isSecure)
    await arrive({ status: 'sealed' })
    expect(isOffered()).toBe(false)
  })

  it('leads to the words of the guide where the browser cannot be asked', async () => {
    await arrive({ status: 'sealed' })
    expect(the('link', 'See how to do it').getAttribute('href')).toBe('/help#install')
  })

  it('is gone for good once it is declined, and the focus is not lost', async () => {
    await arrive({ status: 'sealed' })
    await click(the('button', 'No, thank you'))
    await flushPromises()
    expect(isOffered()).toBe(false)
    expect(nameOf(document.activeElement as Element)).toBe('Your rounds')
    await vi.waitFor(async () => {
      await usePreferenceStore().load()
      expect(usePreferenceStore().preferences.installDeclined).toBe(true)
    })
  })

  it('keeps the browser from asking by itself, and has it ask when a person wants it', async () => {
    await arrive({ status: 'sealed' })
    const { prompt, isKept } = offerOfBrowser('accepted')
    expect(isKept).toBe(true)
    await flushPromises()
    expect(prompt).not.toHaveBeenCalled()
    await click(the('button', 'Add Waymark to my apps'))
    await flushPromises()
    expect(prompt).toHaveBeenCalledOnce()
    expect(isOffered()).toBe(false)
    expect(usePreferenceStore().preferences.installDeclined).toBe(false)
  })

  it('takes a no to the browser’s question for a no', async () => {
    await arrive({ status: 'sealed' })
    offerOfBrowser('dismissed')
    await flushPromises()
    await click(the('button', 'Add Waymark to my apps'))
    await flushPromises()
    expect(isOffered()).toBe(false)
    expect(usePreferenceStore().preferences.installDeclined).toBe(true)
  })

  // The last one: what was installed stays so.
  it('goes when the app is installed from the menu of the browser', async () => {
    await arrive({ status: 'sealed' })
    expect(isOffered()).toBe(true)
    dispatchEvent(new Event('appinstalled'))
    await flushPromises()
    expect(isOffered()).toBe(false)
  })
})

import { MessageChannel } from 'node:worker_threads'
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { defineComponent, nextTick } from 'vue'
import InTurn from '@/components/InTurn.vue'
import { printPage } from '@/composables/usePrinting'
import { createTurns, TURNS, type Turns } from '@/composables/useTurn'

const Page = defineComponent({
  components: { InTurn },
  props: { hasSecond: { type: Boolean, default: true } },
  template: `<main><p>First</p><InTurn><p>Second</p><InTurn><p>Inside</p></InTurn></InTurn><InTurn v-if="hasSecond"><p>Third</p></InTurn></main>`,
})

/** With a part that cannot be drawn. */
const BROKEN = {
  components: {
    InTurn,
    BrokenPart: () => {
      throw new Error('broken')
    },
  },
  template: `<main><p>First</p><InTurn><BrokenPart /></InTurn><InTurn><p>Third</p></InTurn></main>`,
}

function show(turns: Turns | null) {
  const page = mount(Page, { attachTo: document.body, global: turns ? { provide: { [TURNS as symbol]: turns } } : {} })
  onTestFinished(() => page.unmount())
  return page
}
const allDrawn = (turns: Turns) => vi.waitUntil(() => !turns.isDrawing.value)

// The page of the tests has none.
beforeEach(() => {
  vi.stubGlobal('MessageChannel', MessageChannel)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('What is drawn in turn', () => {
  it('comes after what is seen first, and then all of it', async () => {
    const turns = createTurns()
    const page = show(turns)
    expect(page.text()).toBe('First')
    expect(turns.isDrawing.value).toBe(true)
    await allDrawn(turns)
    expect(page.text()).toBe('FirstSecondInsideThird')
  })

  it('comes before the page is printed, also what asked meanwhile', async () => {
    const page = show(createTurns())
    window.dispatchEvent(new Event('beforeprint'))
    await nextTick()
    expect(page.text()).toBe('FirstSecondInsideThird')
    window.dispatchEvent(new Event('afterprint'))
    expect(show(createTurns()).text()).toBe('First')
  })

  it('is there when a button prints the page', async () => {
    const page = show(createTurns())
    const printed = vi.fn(() => page.text())
    vi.stubGlobal('print', printed)
    await printPage()
    expect(printed).toHaveReturnedWith('FirstSecondInsideThird')
  })

  it('comes also where a part before it cannot be drawn, which is told', async () => {
    const tell = vi.fn()
    vi.stubGlobal('reportError', tell)
    vi.spyOn(console, 'warn').mockReturnValue()
    const turns = createTurns()
    // It is not taken away afterwards: of a part that was never drawn, Vue cannot in a test.
    const page = mount(BROKEN, { global: { provide: { [TURNS as symbol]: turns } } })
    await allDrawn(turns)
    expect(page.text()).toBe('FirstThird')
    expect(tell.mock.calls).toEqual([[new Error('broken')]])
  })

  it('is given up where the page leaves it', async () => {
    const turns = createTurns()
    const page = show(turns)
    await page.setProps({ hasSecond: false })
    await allDrawn(turns)
    expect(page.text()).toBe('FirstSecondInside')
  })

  it('is there at once where nobody hands out turns', () => {
    expect(show(null).text()).toBe('FirstSecondInsideThird')
  })
})

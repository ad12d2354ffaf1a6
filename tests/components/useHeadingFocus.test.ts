import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, nextTick, ref, useTemplateRef, type Ref } from 'vue'
import '../support/mounting'

/** Each test begins like a page that has just been loaded: the composable remembers whether a screen came before. */
let useHeadingFocus: typeof import('@/composables/useHeadingFocus').useHeadingFocus
beforeEach(async () => {
  vi.resetModules()
  ;({ useHeadingFocus } = await import('@/composables/useHeadingFocus'))
})

function aScreen(title: string, isReady: Ref<boolean> = ref(true)) {
  const screen = defineComponent({
    setup() {
      useHeadingFocus(useTemplateRef<HTMLElement>('heading'))
      return () => h('div', isReady.value ? [h('h1', { ref: 'heading', tabindex: -1 }, title), h('button')] : [])
    },
  })
  return mount(screen, { attachTo: document.body })
}
const focused = () => document.activeElement?.textContent

describe('the heading of a screen', () => {
  it('does not take the focus on the first screen, where the skip link comes first', async () => {
    aScreen('First')
    await nextTick()
    expect(document.activeElement).toBe(document.body)
  })

  it('takes it on every later screen, so that the arrival is read out', async () => {
    aScreen('First').unmount()
    aScreen('Second').unmount()
    aScreen('Third')
    await nextTick()
    expect(focused()).toBe('Third')
  })

  it('takes it also when it comes late', async () => {
    aScreen('First').unmount()
    const isReady = ref(false)
    aScreen('Second', isReady)
    await nextTick()
    expect(document.activeElement).toBe(document.body)
    isReady.value = true
    await nextTick()
    expect(focused()).toBe('Second')
  })

  it('takes it once, and not again from who has gone on', async () => {
    aScreen('First').unmount()
    const isReady = ref(true)
    aScreen('Second', isReady)
    await nextTick()
    expect(focused()).toBe('Second')
    isReady.value = false
    await nextTick()
    isReady.value = true
    await nextTick()
    expect(document.activeElement).toBe(document.body)
  })
})

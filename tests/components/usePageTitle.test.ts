import { describe, expect, it } from 'vitest'
import { defineComponent, nextTick, ref, type Ref } from 'vue'
import { usePageTitle } from '@/composables/usePageTitle'
import { HOSTILE, mountPart } from '../support/mounting'

function show(title: Ref<string>, hasError?: Ref<boolean>) {
  return mountPart(
    defineComponent({
      setup() {
        usePageTitle(() => title.value, hasError && (() => hasError.value))
        return () => null
      },
    }),
  )
}

describe('the title of the page', () => {
  it('names the screen first, then the app', () => {
    show(ref('Your rounds'))
    expect(document.title).toBe('Your rounds – Waymark')
  })

  it('follows the screen', async () => {
    const title = ref('Uses, question 1 of 6')
    show(title)
    title.value = 'Uses, question 2 of 6'
    await nextTick()
    expect(document.title).toBe('Uses, question 2 of 6 – Waymark')
  })

  it('begins with “Error:” as long as something has to be put right', async () => {
    const hasError = ref(false)
    show(ref('Start a new round'), hasError)
    hasError.value = true
    await nextTick()
    expect(document.title).toBe('Error: Start a new round – Waymark')
    hasError.value = false
    await nextTick()
    expect(document.title).toBe('Start a new round – Waymark')
  })

  it('is left alone by a screen that is gone', async () => {
    const title = ref('Home')
    show(title).unmount()
    show(ref('Next'))
    title.value = 'Home again'
    await nextTick()
    expect(document.title).toBe('Next – Waymark')
  })

  it('takes any name of a union as it is', () => {
    show(ref(`${HOSTILE} {name} @:x | y`))
    expect(document.title).toContain('<img src=x onerror="alert(1)">')
    expect(document.title).toContain('{name} @:x | y')
  })
})

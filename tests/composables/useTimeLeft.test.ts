import { describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import { useTimeLeft } from '@/composables/useTimeLeft'
import { mountPart, wordsOf } from '../support/mounting'

describe('T1 · the time that is left', () => {
  it.each([
    [15, 'About 15 minutes left'],
    [10, 'About 10 minutes left'],
    // One question that takes a minute is rounded up to five as well.
    [5, 'At most 5 minutes left'],
  ])('of %i minutes is “%s”', (minutes, words) => {
    mountPart(
      defineComponent(() => {
        const { timeLeftText } = useTimeLeft()
        return () => h('p', timeLeftText(minutes))
      }),
    )
    expect(wordsOf()).toBe(words)
  })
})

import { describe, expect, it } from 'vitest'
import LevelMark from '@/components/LevelMark.vue'
import { mountPart, wordsOf } from '../support/mounting'

describe('the mark of a level', () => {
  it('is passed over by screen readers, because words stand beside it', () => {
    const { element } = mountPart(LevelMark, { props: { level: 3, of: 5 } })
    expect(element.getAttribute('aria-hidden')).toBe('true')
    expect(wordsOf()).toBe('')
  })

  it('has a step for each level, the higher the later', () => {
    const { element } = mountPart(LevelMark, { props: { level: 3, of: 5 } })
    const sizes = [...element.children].map((step) => step.getAttribute('style'))
    expect(sizes.map((size) => size?.match(/\d+%/)?.[0])).toEqual(['40%', '55%', '70%', '85%', '100%'])
  })

  it('looks different at each level', () => {
    const looks = [0, 1, 2, 3, 4, 5].map((level) => mountPart(LevelMark, { props: { level, of: 5 } }).html())
    expect(new Set(looks).size).toBe(6)
  })
})

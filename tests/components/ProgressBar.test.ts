import { describe, expect, it } from 'vitest'
import ProgressBar from '@/components/ProgressBar.vue'
import { mountPart, wordsOf } from '../support/mounting'

describe('a bar of progress', () => {
  it('says in words what it shows', () => {
    mountPart(ProgressBar, { props: { value: 3, of: 12, label: '3 of 12 questions answered' } })
    expect(wordsOf()).toBe('3 of 12 questions answered')
  })

  it.each([
    [3, 12, '25%'],
    [0, 12, '0%'],
    [12, 12, '100%'],
    [0, 0, '0%'],
  ])('is filled so far: %i of %i', (value, of, size) => {
    expect(mountPart(ProgressBar, { props: { value, of, label: 'x' } }).html()).toContain(`inline-size: ${size}`)
  })
})

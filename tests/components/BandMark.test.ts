import { describe, expect, it } from 'vitest'
import BandMark from '@/components/BandMark.vue'
import { mountPart, wordsOf } from '../support/mounting'

const show = (position: number, isRough = false) =>
  mountPart(BandMark, { props: { name: 'Getting going', position, of: 4, isRough } })

describe('the mark of a band', () => {
  it('is read out as its word, and its shape is passed over', () => {
    const { element } = show(2)
    expect(wordsOf()).toBe('Getting going')
    expect(element.querySelectorAll('[aria-hidden="true"]')).toHaveLength(1)
    expect(element.querySelector('[aria-hidden="true"]')?.textContent).toBe('')
  })

  it('looks different in each band, and different where it is rough', () => {
    const looks = [show(1), show(2), show(3), show(4), show(2, true)].map((wrapper) => wrapper.html())
    expect(new Set(looks).size).toBe(5)
  })

  it('has a shape with one more step filled in each band', () => {
    const filled = [1, 2, 3, 4].map((position) => {
      const steps = [...(show(position).element.querySelector('[aria-hidden="true"]')?.children ?? [])]
      // The first step is filled in every band, so its look is that of a filled one.
      return steps.filter((step) => step.className === steps[0]?.className).length
    })
    expect(filled).toEqual([1, 2, 3, 4])
  })

  it('shows any name as text', () => {
    const { element } = mountPart(BandMark, { props: { name: '<b>bold</b>', position: 1, of: 4, isRough: false } })
    expect(element.textContent).toContain('<b>bold</b>')
  })
})

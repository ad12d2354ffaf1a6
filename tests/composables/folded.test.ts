import { describe, expect, it } from 'vitest'
import { folded, wordsIn } from '@/composables/folded'

describe('text that is compared', () => {
  it.each([
    ['capitals', 'HARBOUR', 'harbour'],
    ['accents', 'Éducation Île', 'education ile'],
    ['vowel signs', 'عُمّال', 'عمال'],
    ['apostrophes', "Teachers’ Teachers'", 'teachers teachers'],
  ])('is without %s', (_what, text, plain) => {
    expect(folded(text)).toBe(plain)
  })
})

describe('the words of a search', () => {
  it('are told apart by any space', () => {
    expect(wordsIn('  Harbour\u00a02026\tÎle ')).toEqual(['harbour', '2026', 'ile'])
  })

  it('are none where nothing but spaces is typed', () => {
    expect(wordsIn('  ')).toEqual([])
  })
})

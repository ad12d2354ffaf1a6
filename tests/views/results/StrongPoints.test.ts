import { describe, expect, it } from 'vitest'
import type { Answer } from '@/domain/assessment'
import StrongPoints from '@/views/results/StrongPoints.vue'
import { aCheck, aCheckItem, answersOf, aSection, dontKnow, notApplicable } from '../../support/builders'
import { all, click, HOSTILE, mountPart, nameOf, the, wordsOf } from '../../support/mounting'
import { graded } from './graded'

function show(given: Readonly<Record<string, Answer | number>>, prompt?: string) {
  const items = Object.keys(given).map((id) => aCheckItem(id, prompt === undefined ? {} : { prompt }))
  const questionnaire = aCheck([aSection('Plan', items)])
  const { grades } = graded(questionnaire, answersOf(given))
  return mountPart(StrongPoints, { props: { questionnaire, strong: grades.strong } })
}
const lines = () => all('listitem').map((line) => wordsOf(line))
const NONE = 'Nothing is in place so far, and every start counts.'

describe('what is strong', () => {
  it('is a part of the page with a name', () => {
    show({ a: 3 })
    expect(nameOf(the('region'))).toBe('What is strong')
    expect(the('heading').textContent).toBe('What is strong')
  })

  it('is what stands at the top step, in the sentence that says so', () => {
    show({ a: 3, b: 2, c: 3 })
    expect(wordsOf()).toContain('You stand at 3 Everywhere and checked here.')
    expect(lines()).toEqual(['a at 3 a?', 'c at 3 c?'])
  })

  it('is what is furthest along where nothing is at the top step yet', () => {
    show({ a: 2, b: 1, c: 2 })
    expect(wordsOf()).toContain('Nothing is at the top step yet. This is furthest along, at 2 In place.')
    expect(lines()).toEqual(['a at 2 a?', 'c at 2 c?'])
  })

  it.each<[string, Readonly<Record<string, Answer | number>>]>([
    ['what is only started', { a: 1, b: 1 }],
    ['what is not known', { a: 0, b: dontKnow }],
    ['what does not apply', { a: notApplicable('No') }],
  ])('is not %s', (_what, given) => {
    show(given)
    expect(wordsOf()).toContain(NONE)
    expect(lines()).toEqual([])
  })

  it.each([
    [6, 'Show one more'],
    [9, 'Show 4 more'],
  ])('has five open at once and the rest folded with its count: %i', async (count, words) => {
    show(Object.fromEntries(Array.from({ length: count }, (_, index) => [`i${index + 1}`, 3])))
    expect(lines()).toHaveLength(5)
    await click(the('summary', words))
    expect(lines()).toHaveLength(count)
    expect(lines().at(-1)).toBe(`i${count} at 3 i${count}?`)
  })

  it('has nothing folded where it is five', () => {
    show(Object.fromEntries([1, 2, 3, 4, 5].map((number) => [`i${number}`, 3])))
    expect(all('summary')).toEqual([])
  })

  it('shows what looks like HTML as text', () => {
    show({ a: 3 }, HOSTILE)
    expect(document.querySelector('img')).toBeNull()
    expect(document.body.textContent).toContain(HOSTILE)
  })
})

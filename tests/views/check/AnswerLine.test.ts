import { describe, expect, it } from 'vitest'
import type { Answer } from '@/domain/assessment'
import AnswerLine from '@/views/check/AnswerLine.vue'
import { anItem, aQuestionnaire, dontKnow, groupSays, level, notApplicable } from '../../support/builders'
import { all, HOSTILE, mountScreen, nameOf, the, wordsOf } from '../../support/mounting'

const show = (answer: Answer | null, isSealed = false) =>
  mountScreen(AnswerLine, {
    props: {
      item: anItem('pay', { prompt: 'How do you prepare?' }),
      answer,
      questionnaire: aQuestionnaire([]),
      changeTo: isSealed ? null : { name: 'question', params: { id: 'a1', q: 'pay' } },
    },
  })

describe('an answer among all answers', () => {
  it('says the question, the level and what it means', async () => {
    await show(level(3), true)
    expect(nameOf(the('heading'))).toBe('How do you prepare?')
    expect(wordsOf()).toBe('How do you prepare? 3 Learning pay at 3')
  })

  it.each<[string, Answer | null, string]>([
    ['nobody knew', dontKnow, 'We don’t know yet'],
    ['it does not apply', notApplicable('No staff'), 'Does not apply to us No staff'],
    ['there is none', null, 'Not answered'],
  ])('says so where %s', async (_what, answer, words) => {
    await show(answer, true)
    expect(wordsOf()).toBe(`How do you prepare? ${words}`)
  })

  it('comes with all that was said beside it', async () => {
    const evidence = { source: 'minutes.pdf', date: '2026-10-25' }
    await show({ ...level(3), confidence: 'guessing', note: 'See there', evidence }, true)
    expect(wordsOf()).toContain('You were guessing. Note: See there Evidence: minutes.pdf 25 October 2026')
  })

  it('says of a group whether it agreed, how far apart its votes were, and who sees it differently', async () => {
    await show(groupSays('3', '2334', { by: 'agreed', dissent: 'Not in the branches' }), true)
    expect(wordsOf()).toBe(
      'How do you prepare? 3 Learning pay at 3 Agreed · Mixed ' +
        '4 votes: 1 for “2 Emerging”, 2 for “3 Learning” and 1 for “4 Developing”. ' +
        'Some see it differently: Not in the branches',
    )
  })

  it('says of a group that it did not agree', async () => {
    await show(groupSays('2', '22', { notAgreed: { low: 2, high: 4 } }), true)
    expect(wordsOf()).toContain('Not agreed, between 2 Emerging and 4 Developing · Close together 2 votes:')
  })

  it('can be changed while the round is a draft, with a link that says which answer', async () => {
    await show(level(3))
    expect(the('link').getAttribute('href')).toBe('/a/a1/q/pay')
    expect(nameOf(the('link'))).toBe('Change the answer to: How do you prepare?')
  })

  it('cannot be changed in a sealed round', async () => {
    await show(level(3), true)
    expect(all('link')).toEqual([])
  })

  it('shows notes and evidence as text, in their own direction', async () => {
    const { wrapper } = await show({
      ...notApplicable(HOSTILE),
      note: HOSTILE,
      evidence: { source: HOSTILE, date: '' },
    })
    expect(wrapper.element.querySelector('img')).toBeNull()
    const own = [...wrapper.element.querySelectorAll('[dir="auto"]')].map((part) => part.textContent)
    expect(own).toEqual([HOSTILE, HOSTILE, HOSTILE])
  })
})

import { describe, expect, it } from 'vitest'
import type { Answer } from '@/domain/assessment'
import LastTime from '@/views/question/LastTime.vue'
import { anAnswer, anItem, aQuestionnaire, dontKnow, level, notApplicable } from '../../support/builders'
import { all, click, HOSTILE, mountPart, the, wordsOf } from '../../support/mounting'

const SHOW = 'Show last time’s answer'
const show = (answer: Answer) =>
  mountPart(LastTime, {
    props: { item: anItem('pay'), questionnaire: aQuestionnaire([]), answer, date: '2025-11-22' },
  })

async function ask(answer: Answer) {
  const wrapper = show(answer)
  await click(the('button', SHOW))
  return wrapper
}

describe('the answer of last time', () => {
  it('is hidden until it is asked for, so that it does not lead the new one', () => {
    const wrapper = show(level(2))
    expect(wordsOf()).toBe(SHOW)
    expect(wrapper.emitted('shown')).toBeUndefined()
  })

  it('tells that it was shown, once', async () => {
    const wrapper = await ask(level(2))
    expect(wrapper.emitted('shown')).toHaveLength(1)
    expect(all('button')).toEqual([])
  })

  it('says when it was given, which level it was and what that means', async () => {
    await ask(level(2))
    expect(wordsOf()).toBe('On 22 November 2025 the answer was: 2 Emerging. pay at 2')
  })

  it('takes the focus, because the button is gone', async () => {
    await ask(level(2))
    expect(document.activeElement?.textContent).toContain('2 Emerging')
  })

  it.each<[string, Answer, string]>([
    ['nobody knew', dontKnow, 'the answer was: We don’t know yet.'],
    ['it did not apply', notApplicable('No staff'), 'the answer was: Does not apply to us. No staff'],
    ['there was none', anAnswer({}), 'the answer was: Not answered.'],
  ])('says so where %s', async (_what, answer, words) => {
    await ask(answer)
    expect(wordsOf()).toContain(words)
  })

  it('comes with its note, which is text and never HTML', async () => {
    const { element } = await ask({ ...level(2), note: HOSTILE })
    expect(element.querySelector('img')).toBeNull()
    expect(element.textContent).toContain(HOSTILE)
    expect(element.querySelector('[dir="auto"]')?.textContent).toBe(HOSTILE)
  })
})

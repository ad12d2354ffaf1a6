import { describe, expect, it } from 'vitest'
import type { Answer } from '@/domain/assessment'
import AnswerExtras from '@/views/question/AnswerExtras.vue'
import { anAnswer, level } from '../../support/builders'
import { all, click, HOSTILE, mountPart, nameOf, the, wordsOf, write } from '../../support/mounting'

const MORE = 'Add a note, evidence or how sure you are'
const show = (answer: Partial<Answer> = {}) => mountPart(AnswerExtras, { props: { answer: anAnswer(answer) } })

async function showOpen(answer: Partial<Answer> = {}) {
  const wrapper = show(answer)
  if (all('textbox').length === 0) await click(the('summary', MORE))
  return wrapper
}
const dateField = () => document.querySelector<HTMLInputElement>('input[type="date"]')

describe('what else can be said about an answer', () => {
  it('stays out of the way until it is wanted', async () => {
    show()
    expect(all('checkbox').map(nameOf)).toEqual(['Come back to this question later'])
    expect(all('textbox')).toEqual([])
    await click(the('summary', MORE))
    expect(all('textbox').map(nameOf)).toEqual(['Note', 'Evidence'])
    expect(all('radio').map(nameOf)).toEqual(['Sure', 'Fairly sure', 'Guessing'])
    expect(nameOf(dateField() ?? document.body)).toBe('Date of the evidence')
    expect(nameOf(the('group'))).toBe('How sure are you?')
  })

  it.each<[string, Partial<Answer>]>([
    ['a note', { note: 'See the minutes' }],
    ['evidence', { evidence: { source: 'minutes.pdf', date: '' } }],
    ['how sure one is', { confidence: 'guessing' }],
  ])('is open where there is %s already', (_what, answer) => {
    show(answer)
    expect(all('textbox')).toHaveLength(2)
  })

  it('is shown as it was given', () => {
    show({
      note: 'Two\nlines',
      evidence: { source: 'minutes.pdf', date: '2026-10-25' },
      confidence: 'sure',
      comeBack: true,
    })
    expect(the('textbox', 'Note').value).toBe('Two\nlines')
    expect(the('textbox', 'Evidence').value).toBe('minutes.pdf')
    expect(dateField()?.value).toBe('2026-10-25')
    expect(the('radio', 'Sure').checked).toBe(true)
    expect(the('checkbox').checked).toBe(true)
  })

  it('begins with nothing marked', async () => {
    await showOpen(level(3))
    expect(the('checkbox').checked).toBe(false)
    expect(all('radio').filter(({ checked }) => checked)).toEqual([])
  })

  it('asks not to name members', async () => {
    await showOpen()
    expect(wordsOf()).toContain('Please name no members.')
  })

  it('is stored at once where it is a choice', async () => {
    const wrapper = await showOpen()
    await click(the('checkbox'))
    await click(the('radio', 'Fairly sure'))
    expect(wrapper.emitted('amend')).toEqual([
      [{ comeBack: true }, 'at_once'],
      [{ confidence: 'fairly_sure' }, 'at_once'],
    ])
  })

  it('is stored as it is typed where it is text, and when the field is left', async () => {
    const wrapper = await showOpen({ evidence: { source: '', date: '2026-10-25' } })
    await write(the('textbox', 'Note'), 'See the minutes')
    await write(the('textbox', 'Evidence'), 'minutes.pdf')
    the('textbox', 'Evidence').blur()
    expect(wrapper.emitted('amend')).toEqual([
      [{ note: 'See the minutes' }, 'typing'],
      [{ evidence: { source: 'minutes.pdf', date: '2026-10-25' } }, 'typing'],
    ])
    expect(wrapper.emitted('leave')?.length).toBeGreaterThan(0)
  })

  it('keeps the evidence when its date is given', async () => {
    const wrapper = await showOpen({ evidence: { source: 'minutes.pdf', date: '' } })
    const field = dateField()
    if (field) field.value = '2026-10-25'
    field?.dispatchEvent(new Event('change', { bubbles: true }))
    expect(wrapper.emitted('amend')).toEqual([[{ evidence: { source: 'minutes.pdf', date: '2026-10-25' } }, 'at_once']])
  })

  it('takes any text as it is, in either direction', () => {
    show({ note: HOSTILE, evidence: { source: HOSTILE, date: '' } })
    expect(document.querySelector('img')).toBeNull()
    expect(all('textbox').map(({ value }) => value)).toEqual([HOSTILE, HOSTILE])
    expect(all('textbox').map((field) => field.getAttribute('dir'))).toEqual(['auto', 'auto'])
  })
})

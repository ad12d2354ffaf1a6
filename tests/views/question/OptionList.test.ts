import { describe, expect, it } from 'vitest'
import type { Choice } from '@/domain/assessment'
import OptionList from '@/views/question/OptionList.vue'
import { aCheck, aCheckItem, anItem, aQuestionnaire } from '../../support/builders'
import { all, click, HOSTILE, mountPart, nameOf, press, the, wordsOf, write } from '../../support/mounting'

const item = anItem('pay', {
  options: ['By heart', 'On paper', 'In a list', 'In a shared list', 'In one place'].map((text, index) => ({
    value: index + 1,
    text: `${text}.`,
  })),
})
const { levels } = aQuestionnaire([])

const ask = (choice: Choice | null = null, { hideNames = false, digitKeys = false } = {}) =>
  mountPart(OptionList, { props: { item, levels, choice, hideNames, digitKeys } })
const doesNotApply = (reason = ''): Choice => ({ kind: 'not_applicable', reason })
const REASON = 'Why does it not apply?'

describe('the answers to choose from', () => {
  it('are the levels from low to high, each with number, name and sentence, then the two others', () => {
    ask()
    expect(all('radio').map(nameOf)).toEqual([
      '1 Unaware By heart.',
      '2 Emerging On paper.',
      '3 Learning In a list.',
      '4 Developing In a shared list.',
      '5 Mastering In one place.',
      'We don’t know yet',
      'Does not apply to us',
    ])
  })

  it('have “or” between the levels and the two others', () => {
    ask()
    expect(wordsOf()).toContain('In one place. or We don’t know yet')
  })

  it('are one group, of which one can be chosen', () => {
    ask()
    expect(new Set(all('radio').map(({ name }) => name))).toEqual(new Set(['pay']))
  })

  it('begin with none chosen', () => {
    ask()
    expect(all('radio').filter(({ checked }) => checked)).toEqual([])
  })

  it.each<[string, Choice]>([
    ['3 Learning In a list.', { kind: 'option', value: 3 }],
    ['We don’t know yet', { kind: 'dont_know' }],
    ['Does not apply to us', doesNotApply()],
  ])('show what was chosen: %s', (name, choice) => {
    ask(choice)
    expect(
      all('radio')
        .filter(({ checked }) => checked)
        .map(nameOf),
    ).toEqual([name])
  })

  it('leave out the names of the levels on request, and keep the numbers', () => {
    ask(null, { hideNames: true })
    expect(all('radio').slice(0, 2).map(nameOf)).toEqual(['1 By heart.', '2 On paper.'])
    expect(wordsOf()).not.toContain('Learning')
  })

  it.each<[string, Choice]>([
    ['4 Developing In a shared list.', { kind: 'option', value: 4 }],
    ['We don’t know yet', { kind: 'dont_know' }],
    ['Does not apply to us', doesNotApply()],
  ])('tell what is chosen: %s', async (name, choice) => {
    const wrapper = ask()
    await click(the('radio', name))
    expect(wrapper.emitted('choose')).toEqual([[choice]])
  })

  it('show what looks like HTML as text', () => {
    mountPart(OptionList, {
      props: {
        item: anItem('pay', { options: [{ value: 1, text: HOSTILE }] }),
        levels,
        choice: doesNotApply(HOSTILE),
        hideNames: false,
        digitKeys: false,
      },
    })
    expect(document.querySelector('img')).toBeNull()
    expect(nameOf(all('radio')[0] ?? document.body)).toContain('<img src=x onerror="alert(1)">')
    expect(the('textbox').value).toBe(HOSTILE)
  })
})

describe('the keys 1 to 5', () => {
  it('choose while the focus is among the answers, and take it along', async () => {
    const wrapper = ask(null, { digitKeys: true })
    the('radio', /^2 /).focus()
    expect(await press('4')).toBe(true)
    expect(wrapper.emitted('choose')).toEqual([[{ kind: 'option', value: 4 }]])
    expect(document.activeElement).toBe(the('radio', /^4 /))
  })

  it('choose also from “don’t know”', async () => {
    const wrapper = ask(null, { digitKeys: true })
    the('radio', 'We don’t know yet').focus()
    await press('1')
    expect(wrapper.emitted('choose')).toEqual([[{ kind: 'option', value: 1 }]])
  })

  it('do nothing unless they are switched on', async () => {
    const wrapper = ask()
    the('radio', /^2 /).focus()
    expect(await press('4')).toBe(false)
    expect(wrapper.emitted('choose')).toBeUndefined()
  })

  it('do nothing while the focus is elsewhere on the page', async () => {
    const wrapper = ask(null, { digitKeys: true })
    await press('4')
    expect(wrapper.emitted('choose')).toBeUndefined()
  })

  it('write figures where somebody types a reason', async () => {
    const wrapper = ask(doesNotApply(), { digitKeys: true })
    the('textbox', REASON).focus()
    expect(await press('4')).toBe(false)
    expect(wrapper.emitted('choose')).toBeUndefined()
  })

  it.each([{ ctrlKey: true }, { metaKey: true }, { altKey: true }])('stay the browser’s with %o', async (modifier) => {
    const wrapper = ask(null, { digitKeys: true })
    the('radio', /^2 /).focus()
    expect(await press('4', modifier)).toBe(false)
    expect(wrapper.emitted('choose')).toBeUndefined()
  })

  it.each(['0', '6', '9', 'a', 'Enter', ' '])('are those of the levels and no other: “%s”', async (key) => {
    const wrapper = ask(null, { digitKeys: true })
    the('radio', /^2 /).focus()
    expect(await press(key)).toBe(false)
    expect(wrapper.emitted('choose')).toBeUndefined()
  })
})

describe('the reason why it does not apply', () => {
  it('is asked for only then', async () => {
    const wrapper = ask()
    expect(all('textbox')).toEqual([])
    await wrapper.setProps({ choice: doesNotApply() })
    expect(nameOf(the('textbox'))).toBe(REASON)
    await wrapper.setProps({ choice: { kind: 'dont_know' } })
    expect(all('textbox')).toEqual([])
  })

  it('is told as it is typed, and when the field is left', async () => {
    const wrapper = ask(doesNotApply('We have'))
    expect(the('textbox', REASON).value).toBe('We have')
    await write(the('textbox', REASON), 'We have no staff')
    expect(wrapper.emitted('reason')).toEqual([['We have no staff']])
    expect(wrapper.emitted('leave')).toBeUndefined()
    the('textbox', REASON).blur()
    expect(wrapper.emitted('leave')).toHaveLength(1)
  })

  it('is kept when the same answer is chosen again', async () => {
    const wrapper = ask(doesNotApply('No staff'))
    const radio = the('radio', 'Does not apply to us')
    radio.dispatchEvent(new Event('change', { bubbles: true }))
    expect(wrapper.emitted('choose')).toEqual([[doesNotApply('No staff')]])
  })

  it('runs in the direction of what is written', () => {
    ask(doesNotApply())
    expect(the('textbox').getAttribute('dir')).toBe('auto')
  })
})

describe('the answers to choose from in a check', () => {
  const askCheck = (digitKeys = false) =>
    mountPart(OptionList, {
      props: { item: aCheckItem('plan'), levels: aCheck([]).levels, choice: null, hideNames: false, digitKeys },
    })

  it('are the steps from 0 to 3, then the two others', () => {
    askCheck()
    expect(all('radio').map(nameOf)).toEqual([
      '0 Not yet plan at 0',
      '1 Started plan at 1',
      '2 In place plan at 2',
      '3 Everywhere and checked plan at 3',
      'We don’t know yet',
      'Does not apply to us',
    ])
  })

  it('are chosen with the keys 0 to 3 and no other', async () => {
    const wrapper = askCheck(true)
    the('radio', /^2 /).focus()
    expect(await press('0')).toBe(true)
    expect(await press('3')).toBe(true)
    expect(await press('4')).toBe(false)
    expect(wrapper.emitted('choose')).toEqual([[{ kind: 'option', value: 0 }], [{ kind: 'option', value: 3 }]])
  })

  it('have a mark of which every step is filled at the top', () => {
    askCheck()
    const mark = the('radio', /^3 /).closest('label')?.querySelector('[aria-hidden="true"]')
    const looks = [...(mark?.children ?? [])].map((step) => step.className)
    expect(looks.length).toBeGreaterThan(1)
    expect(new Set(looks).size).toBe(1)
  })
})

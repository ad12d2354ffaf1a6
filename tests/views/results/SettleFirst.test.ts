import { describe, expect, it, vi } from 'vitest'
import { printPage } from '@/composables/usePrinting'
import type { Answer, Law } from '@/domain/assessment'
import type { Item, Questionnaire } from '@/domain/questionnaire'
import SettleFirst from '@/views/results/SettleFirst.vue'
import { aCheck, aCheckItem, anAction, answersOf, aSection, dontKnow } from '../../support/builders'
import { all, click, HOSTILE, mountPart, nameOf, the, wordsOf } from '../../support/mounting'
import { graded } from './graded'

/** Duties d1, d2 … in two parts. */
function duties(count: number, more: Readonly<Record<string, Partial<Item>>> = {}): Questionnaire {
  const items = Array.from({ length: count }, (_, index) => {
    const id = `d${index + 1}`
    return aCheckItem(id, more[id])
  })
  return aCheck([aSection('Plan', items.slice(0, 2)), aSection('Risk', items.slice(2))])
}

function show(
  questionnaire: Questionnaire,
  given: Readonly<Record<string, Answer | number>> | null = null,
  law: Law | null = 'uk',
) {
  const ids = questionnaire.sections.flatMap(({ items }) => items.map(({ id }) => id))
  const answers = answersOf(given ?? Object.fromEntries(ids.map((id) => [id, 0])))
  const { grades } = graded(questionnaire, answers)
  return mountPart(SettleFirst, {
    props: { questionnaire, findings: grades.settleFirst, hasDuties: true, unanswered: grades.unansweredDuties, law },
  })
}
const open = () => all('heading').slice(1).map(nameOf)
const card = () => {
  const [first] = all('listitem')
  if (!first) throw new Error('nothing to settle')
  return first
}

describe('what to settle first', () => {
  it('is a part of the page with a name, and says that the band does not count here', () => {
    show(duties(1))
    expect(nameOf(the('region'))).toBe('Settle this first')
    expect(all('heading')[0]?.textContent).toBe('Settle this first')
    expect(wordsOf()).toContain('These are not in place yet, whatever the band says.')
  })

  it('is open at once where it is five, with nothing to unfold', () => {
    show(duties(5))
    expect(open()).toEqual(['d1?', 'd2?', 'd3?', 'd4?', 'd5?'])
    expect(all('summary', /^Show/)).toEqual([])
  })

  it.each([
    [6, 'Show one more'],
    [8, 'Show 3 more'],
  ])('has five open at once and the rest folded with its count: %i', async (count, words) => {
    show(duties(count))
    expect(open()).toHaveLength(5)
    await click(the('summary', words))
    expect(open()).toHaveLength(count)
    expect(open().at(-1)).toBe(`d${count}?`)
  })

  it('is open as a whole, with the rules, when a button prints the page', async () => {
    show(duties(7))
    const closed = () => [...document.querySelectorAll('details:not([open])')]
    expect(closed()).not.toEqual([])
    const print = vi.fn(closed)
    vi.stubGlobal('print', print)
    await printPage()
    expect(print).toHaveReturnedWith([])
  })

  it('is numbered for the eye, on through the fold', async () => {
    const { element } = show(duties(7))
    const numbers = [...element.querySelectorAll('li > [aria-hidden="true"]')].map((number) => number.textContent)
    expect(numbers).toEqual(['1', '2', '3', '4', '5', '6', '7'])
  })

  it('begins with what is most likely to hurt people, and says so in words', () => {
    show(duties(3, { d3: { critical: true } }))
    expect(open()).toEqual(['d3?', 'd1?', 'd2?'])
    expect(wordsOf(card())).toContain('Risk most likely to hurt people')
    expect(all('listitem').filter((each) => wordsOf(each).includes('hurt people'))).toHaveLength(1)
    expect(wordsOf()).not.toContain('‼')
  })

  it('says of which part it is, why it matters, where it stands, and the first step with who, how much and when', () => {
    const action = anAction('act', 'Risk', 0, {
      items: ['d3'],
      title: 'Name a person to ring',
      begin: 'Ask two officers today.',
      owner: 'data protection lead',
    })
    show({ ...duties(3, { d3: { why: 'The first hours count.' } }), actions: [action] }, { d1: 1, d2: 1, d3: 0 })
    expect(nameOf(the('heading', 'd3?'))).toBe('d3?')
    const words = wordsOf(card())
    expect(words).toContain('d3? Risk The first hours count.')
    expect(words).toContain('Today, 0 Not yet: d3 at 0 The step to 1 Started: d3 at 1')
    expect(words).toContain('Name a person to ring. Ask two officers today.')
    expect(words).toContain('Who data protection lead Effort Small: days, no new money When Within 3 months')
  })

  it('explains its words', async () => {
    const glossary = [{ id: 'rep', term: 'Rep', text: 'Speaks for members.', words: ['rep'] }]
    show({ ...duties(1, { d1: { why: 'Ask a rep.' } }), glossary })
    await click(the('button', 'rep'))
    expect(wordsOf(the('note'))).toContain('Speaks for members.')
  })

  it('comes with the rule behind it, as law where the union is under it', async () => {
    show(duties(1, { d1: { rules: [{ jurisdiction: 'uk', text: 'Section 1.' }] } }))
    expect(the('summary').textContent).toBe('The rule behind this: d1?')
    await click(the('summary'))
    expect(wordsOf(card())).toContain('This is a duty by law. By law: United Kingdom: Section 1.')
  })

  it('comes with the rule behind it as good practice for a union under another law', async () => {
    show(duties(1, { d1: { rules: [{ jurisdiction: 'uk', text: 'Section 1.' }] } }), null, 'other')
    await click(the('summary'))
    expect(wordsOf(card())).toContain('This is good practice. As good practice: United Kingdom: Section 1.')
  })

  it.each([
    ['the role that knows', { ask: 'IT lead' }, 'Ask the IT lead.'],
    ['a colleague where no role is named', {}, 'Ask a colleague who may know.'],
  ])('is to be found out first where it is not known, by asking %s', (_whom, more, words) => {
    show(duties(1, { d1: more }), { d1: dontKnow })
    expect(wordsOf(card())).toContain(
      `Find out first. You do not know this yet, so it counts as not in place. ${words}`,
    )
    expect(wordsOf(card())).not.toMatch(/Today|The step to/)
  })

  it('shows what looks like HTML as text', () => {
    const { element } = show(duties(1, { d1: { prompt: HOSTILE, why: HOSTILE, ask: HOSTILE } }), { d1: dontKnow })
    expect(element.querySelector('img')).toBeNull()
    expect(open()[0]).toContain('<img src=x onerror="alert(1)">')
  })
})

describe('nothing to settle first', () => {
  it('is said, and lists nothing', () => {
    show(duties(3), { d1: 1, d2: 2, d3: 3 })
    expect(wordsOf()).toContain('All that would have to be settled first has at least been started.')
    expect(all('listitem')).toEqual([])
    expect(wordsOf()).not.toContain('These are not in place yet')
  })

  it('is said without the word “duty” to a union that is under no law in which it is one', () => {
    show(duties(3), { d1: 1, d2: 2, d3: 3 }, 'other')
    expect(wordsOf()).not.toMatch(/duty|duties/i)
  })
})

describe('the sentence that this is no legal advice', () => {
  it.each<[string, Readonly<Record<string, number>>]>([
    ['there is something to settle', { d1: 0, d2: 1 }],
    ['there is nothing to settle', { d1: 1, d2: 1 }],
  ])('stands here, once, with whom to take questions to: %s', (_what, given) => {
    show(duties(2), given)
    expect(wordsOf().split('This is not legal advice')).toHaveLength(2)
    expect(wordsOf()).toContain('take legal questions to a lawyer or to your data protection officer')
  })
})

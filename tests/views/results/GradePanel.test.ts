import { describe, expect, it } from 'vitest'
import type { Answer, Law } from '@/domain/assessment'
import { gradeSection } from '@/domain/grading'
import type { Form } from '@/domain/questionnaire'
import GradePanel from '@/views/results/GradePanel.vue'
import {
  aCheck,
  aCheckItem,
  anAction,
  answersOf,
  aSection,
  dontKnow,
  groupSays,
  level,
  notApplicable,
} from '../../support/builders'
import { all, click, HOSTILE, mountPart, nameOf, the, wordsOf } from '../../support/mounting'

const section = aSection(
  'plan',
  [
    aCheckItem('aims', { duty: 'practice', shortForm: true }),
    aCheckItem('basis', { shortForm: true }),
    aCheckItem('tell', { duty: 'practice', ask: 'membership officer' }),
    aCheckItem('store', { critical: true, rules: [{ jurisdiction: 'uk', text: 'Section 1.' }] }),
    aCheckItem('review', { duty: 'partly', critical: true }),
  ],
  { title: 'Write a plan', about: 'What you need data for.' },
)
const stepOf = (item: string, from: number, title: string) =>
  anAction(`${item}-${from}`, 'plan', from, { items: [item], title, begin: `Begin ${item}.`, owner: 'executive' })
const questionnaire = aCheck([section], {
  actions: section.items.flatMap(({ id }) => [0, 1, 2].map((from) => stepOf(id, from, `Take ${id} from ${from}`))),
})

interface Given {
  readonly [itemId: string]: Answer | number
}

function show(given: Given, { form = 'full' as Form, law = 'uk' as Law } = {}) {
  const answers = answersOf(given)
  const grade = gradeSection(questionnaire, section, form, answers)
  return mountPart(GradePanel, { props: { section, grade, questionnaire, answers, form, law } })
}
/** The panel opened, as after a click on its title. */
async function open(given: Given, more: Parameters<typeof show>[1] = {}) {
  const wrapper = show(given, more)
  await click(the('summary', /^Write a plan/))
  return wrapper
}
const headings = () =>
  all('heading')
    .filter(({ localName }) => localName === 'h3')
    .map(nameOf)
/** The words between a heading and the next. */
function under(heading: string): string {
  const next = headings()[headings().indexOf(heading) + 1]
  const [, after = ''] = wordsOf().split(heading)
  return (next ? (after.split(next)[0] ?? '') : after).trim()
}
const NEXT = 'Your next steps here'
/** The questions that advice is given on, in its order. */
function advised(): readonly string[] {
  const list = all('list').find((each) => each.previousElementSibling?.textContent === NEXT)
  return [...(list?.children ?? [])].map((line) => wordsOf(line).split('?')[0] ?? '')
}
const all3 = { aims: 3, basis: 3, tell: 3, store: 3, review: 3 }

describe('the panel of a part of a check', () => {
  it('is closed at first, and says where the part stands', () => {
    // 1 + 1 + 1 + 1 + 1 = 5 of 15 points.
    show({ aims: 1, basis: 1, tell: 1, store: 1, review: 1 })
    expect(wordsOf()).toBe('Write a plan Getting going')
  })

  it('says what it asks, the points, their share and the band', async () => {
    // 2 + 1 + 1 + 1 + 0 = 5 of 15 points: 33.333… %.
    await open({ aims: 2, basis: 1, tell: 1, store: 1, review: 0 })
    expect(wordsOf()).toContain('What you need data for. You have 5 of 15 points, which is 33.33 %: Getting going.')
  })

  it('says where it is provisional', async () => {
    // 3 of 5 answered.
    await open({ aims: 3, basis: 3, tell: 3 })
    expect(wordsOf(the('summary', /^Write/))).toBe('Write a plan roughly Strong')
    expect(wordsOf()).toContain('This is provisional: 3 of 5 answered.')
  })

  it('says so where there are not enough answers, and gives no points', async () => {
    await open({ aims: 3, basis: 3 })
    expect(wordsOf(the('summary', /^Write/))).toBe('Write a plan not enough answers')
    expect(wordsOf()).toContain('There are not enough answers')
    expect(wordsOf()).not.toMatch(/points|%/)
  })

  it('says so where nothing applies', async () => {
    const none = notApplicable('No')
    await open({ aims: none, basis: none, tell: none, store: none, review: none })
    expect(wordsOf(the('summary', /^Write/))).toBe('Write a plan does not apply')
    expect(headings()).toEqual(['What does not apply to you'])
  })

  it('calls the band of a short form rough', async () => {
    await open({ aims: 2, basis: 2 }, { form: 'short' })
    expect(wordsOf(the('summary', /^Write/))).toBe('Write a plan roughly On course')
    expect(advised()).toEqual(['aims', 'basis'])
  })

  it('has no headings with nothing below them', async () => {
    await open(all3)
    expect(headings()).toEqual(['What stands at 3 Everywhere and checked'])
  })
})

describe('the advice on a part of a check', () => {
  it('begins with what to settle first, then what is not known, then from the lowest step up', async () => {
    await open({ aims: 2, basis: 0, tell: dontKnow, store: 1, review: 0 })
    expect(advised()).toEqual(['basis', 'tell', 'review', 'store', 'aims'])
  })

  it('puts what is most likely to hurt people ahead of its equals', async () => {
    await open({ aims: 1, basis: 0, tell: 2, store: 0, review: 1 })
    expect(advised()).toEqual(['store', 'basis', 'review', 'aims', 'tell'])
  })

  it('marks what is to be settled first, and nothing else', async () => {
    await open({ aims: 0, basis: 0, tell: 1, store: 1, review: 1 })
    expect(wordsOf()).toContain('basis? settle this first')
    expect(wordsOf().split('settle this first')).toHaveLength(2)
  })

  it('is the step from the answer given: today, the next step, and how to begin', async () => {
    await open({ ...all3, tell: 1 })
    expect(under(NEXT)).toContain(
      'tell? Today, 1 Started: tell at 1 The step to 2 In place: tell at 2 Take tell from 1. Begin tell. ' +
        'Who executive Effort Small: days, no new money When Within 3 months',
    )
    expect(advised()).toEqual(['tell'])
  })

  it('changes with the answer', async () => {
    await open({ ...all3, tell: 2 })
    expect(under(NEXT)).toContain('Today, 2 In place: tell at 2 The step to 3 Everywhere and checked: tell at 3')
    expect(under(NEXT)).toContain('Take tell from 2')
    expect(wordsOf()).not.toContain('Take tell from 1')
  })

  it('is to ask somebody where the answer is not known, by name of role', async () => {
    await open({ ...all3, tell: dontKnow })
    expect(under(NEXT)).toContain('tell? Find out first.')
    expect(under(NEXT)).toContain('Ask the membership officer.')
    expect(under(NEXT)).not.toContain('Take tell')
  })

  it('leaves out what does not apply and what has no answer', async () => {
    await open({ aims: 1, basis: 1, tell: 1, store: notApplicable('No') })
    expect(advised()).toEqual(['aims', 'basis', 'tell'])
  })

  it('comes with the rule behind each question, as law where the union is under it', async () => {
    await open({ ...all3, store: 1 })
    const rule = the('summary', /^The rule behind this/)
    expect(rule.textContent).toBe('The rule behind this: store?')
    await click(rule)
    expect(under(NEXT)).toContain('By law: United Kingdom: Section 1.')
  })
})

describe('what stands in a part of a check', () => {
  it('is what is at the top step, in the sentence that says so', async () => {
    await open({ aims: 3, basis: 2, tell: 1, store: 3, review: 2 })
    expect(under('What stands at 3 Everywhere and checked')).toBe('aims at 3 aims? store at 3 store?')
  })

  it('is not mentioned where nothing is', async () => {
    await open({ aims: 2, basis: 2, tell: 2, store: 2, review: 2 })
    expect(headings()).toEqual([NEXT])
  })
})

describe('the remarks on a part of a check', () => {
  const noted: Answer = { ...level(3), note: 'Line one\nLine two', evidence: { source: 'minutes.pdf', date: '' } }

  it('are what does not apply with its reason, and the notes', async () => {
    await open({ ...all3, aims: noted, tell: notApplicable('We have no members abroad') })
    expect(under('What does not apply to you')).toBe('tell? We have no members abroad')
    expect(under('Your notes')).toBe('aims? Line one Line two minutes.pdf')
  })

  it('are text and never HTML, and run in their own direction', async () => {
    const hostile: Answer = { ...noted, note: HOSTILE, evidence: { source: HOSTILE, date: '' } }
    const { element } = await open({ ...all3, aims: hostile, tell: notApplicable(HOSTILE) })
    expect(element.querySelector('img')).toBeNull()
    const own = [...element.querySelectorAll('[dir="auto"]')].map((part) => part.textContent)
    expect(own).toEqual([HOSTILE, HOSTILE, HOSTILE])
  })

  it('have no aims beside them: a check has no targets to set', async () => {
    await open(all3)
    expect(all('combobox')).toEqual([])
    expect(all('checkbox')).toEqual([])
  })
})

describe('a part of a check that a group answered', () => {
  it('says of each question how it was answered', async () => {
    const item = aCheckItem('aims')
    await open({ ...all3, aims: groupSays('0', '0033', { item, notAgreed: { low: 0, high: 3 } }) })
    expect(under('How the group answered')).toBe(
      'aims? There was no agreement: the group stands between 0 Not yet and 3 Everywhere and checked. ' +
        'The votes make it “0 Not yet”. Two camps 4 votes: 2 for “0 Not yet” and 2 for “3 Everywhere and checked”.',
    )
  })
})

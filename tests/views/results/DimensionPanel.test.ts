import { describe, expect, it } from 'vitest'
import type { Answer, Answers } from '@/domain/assessment'
import type { Form } from '@/domain/questionnaire'
import { scoreSection } from '@/domain/scoring'
import DimensionPanel from '@/views/results/DimensionPanel.vue'
import {
  anItem,
  answersOf,
  aQuestionnaire,
  aSection,
  dontKnow,
  groupSays,
  level,
  notApplicable,
} from '../../support/builders'
import { all, click, descriptionOf, HOSTILE, mountPart, nameOf, pick, the, wordsOf } from '../../support/mounting'

const section = aSection(
  'uses',
  [anItem('pay', { shortForm: true }), anItem('plans', { shortForm: true }), anItem('cases'), anItem('lists')],
  {
    title: 'Uses',
    about: 'What data is used for.',
    levels: [1, 2, 3, 4, 5].map((value) => ({ value, text: `What ${value} looks like to a rep.` })),
  },
)
const questionnaire = aQuestionnaire([section], {
  glossary: [{ id: 'rep', term: 'Rep', text: 'Speaks for members.', words: ['rep'] }],
})

interface Given {
  readonly [itemId: string]: Answer | number
}

function show(
  given: Given,
  { form = 'full' as Form, target = 4, isStarred = false, starCount = 0, isExample = false } = {},
) {
  const answers: Answers = answersOf(given)
  const score = scoreSection(questionnaire, section, form, answers)
  return mountPart(DimensionPanel, {
    props: { section, score, questionnaire, answers, form, target, isStarred, starCount, isExample },
  })
}
/** The panel opened, as after a click on its title. */
async function open(given: Given, more: Parameters<typeof show>[1] = {}) {
  const wrapper = show(given, more)
  await click(the('summary'))
  return wrapper
}
/** The words between a heading and the next. */
function under(heading: string): string {
  const headings = all('heading').map(nameOf)
  const next = headings[headings.indexOf(heading) + 1]
  const [, after = ''] = wordsOf().split(heading)
  return (next ? (after.split(next)[0] ?? '') : after).trim()
}
const headings = () => all('heading').map(nameOf)

describe('the panel of a dimension', () => {
  it('is closed at first, and says where the dimension stands', () => {
    show({ pay: 2, plans: 2, cases: 2, lists: 2 })
    expect(wordsOf()).toBe('Uses 2 Emerging')
  })

  it('says where you are: what the level looks like, the average, and the level every answer reaches', async () => {
    // 1 + 2 + 2 + 4 = 9; 9 ÷ 4 = 2.25, which is 2.3 with one decimal.
    await open({ pay: 1, plans: 2, cases: 2, lists: 4 })
    expect(under('Where you are')).toContain('What 2 looks like to a rep .')
    expect(under('Where you are')).toContain('The average is 2.3, which is 2 Emerging. You are secure at 1 Unaware')
    expect(wordsOf()).not.toContain('close to')
  })

  it('says which level is close', async () => {
    // 10 ÷ 4 = 2.5, which goes up to 3 and lies on the line to 2.
    await open({ pay: 2, plans: 2, cases: 3, lists: 3 })
    expect(under('Where you are')).toContain('The average is 2.5, which is 3 Learning.')
    expect(under('Where you are')).toContain('That is close to 2 Emerging.')
  })

  it('says what the next level asks', async () => {
    await open({ pay: 2, plans: 2, cases: 2, lists: 2 })
    expect(headings()[1]).toContain('3 Learning')
    expect(under(headings()[1] ?? '')).toBe('What 3 looks like to a rep .')
  })

  it('asks for nothing more at the top, without calling it the end', async () => {
    await open({ pay: 5, plans: 5, cases: 5, lists: 5 })
    expect(under('You have reached the top level')).toBe('Keep it in place and check again in 12 months.')
    expect(headings()).not.toContainEqual(expect.stringMatching(/below|holds/i))
  })

  it('explains its words', async () => {
    await open({ pay: 2, plans: 2, cases: 2, lists: 2 })
    await click(all('button', 'rep')[0] ?? document.body)
    expect(wordsOf(the('note'))).toContain('Speaks for members.')
  })

  it('names what still lies below the level, lowest first, with the answer of today and the step from it', async () => {
    // 12 ÷ 4 = 3; below 3 are plans (1) and pay (2).
    await open({ pay: 2, plans: 1, cases: 4, lists: 5 })
    const title = headings().find((heading) => heading.includes('3 Learning')) ?? ''
    expect(under(title)).toBe(
      'plans? Today, 1 Unaware: plans at 1 The step to 2 Emerging: plans at 2 ' +
        'pay? Today, 2 Emerging: pay at 2 The step to 3 Learning: pay at 3',
    )
  })

  it('names what nobody knew, and what does not apply with its reason', async () => {
    await open({ pay: 3, plans: 3, cases: dontKnow, lists: notApplicable('We keep no lists') })
    expect(under('What you do not know yet')).toBe('cases?')
    expect(under('What does not apply to you')).toBe('lists? We keep no lists')
  })

  it('has no headings with nothing below them', async () => {
    await open({ pay: 5, plans: 5, cases: 5, lists: 5 })
    expect(headings()).toEqual(['Where you are', 'You have reached the top level', 'What you aim for'])
  })

  it('says so where there are not enough answers, and claims no level', async () => {
    await open({ pay: 3 })
    expect(under('Where you are')).toContain('There are not enough answers for a score: 1 of 4 answered.')
    expect(headings()).toEqual(['Where you are', 'What you aim for'])
    expect(wordsOf(the('summary', /^Uses/))).toBe('Uses not enough answers')
  })

  it('says so where nothing applies', async () => {
    const none = notApplicable('No staff')
    await open({ pay: none, plans: none, cases: none, lists: none })
    expect(under('Where you are')).toContain('You said that none of these questions applies.')
  })

  it('gives a rough place in the short form, and never a decimal', async () => {
    await open({ pay: 2, plans: 3 }, { form: 'short' })
    expect(under('Where you are')).toContain(
      'A rough place, between 2 Emerging and 3 Learning, from the questions of the short form.',
    )
    for (const summary of all('summary').slice(1)) await click(summary)
    expect(wordsOf()).not.toMatch(/\d[.,]\d/)
  })

  it('names only what the short form asks', async () => {
    await open({ pay: 2, plans: dontKnow, cases: dontKnow }, { form: 'short' })
    expect(under('What you do not know yet')).toBe('plans?')
  })
})

describe('the notes in the panel', () => {
  const noted: Answer = { ...level(2), note: 'Line one\nLine two', evidence: { source: 'minutes.pdf', date: '' } }

  it('stand below their questions', async () => {
    await open({ pay: noted, plans: 2, cases: 2, lists: 2 })
    expect(under('Your notes')).toBe('pay? Line one Line two minutes.pdf')
  })

  it('are text and never HTML, and run in their own direction', async () => {
    const hostile: Answer = { ...noted, note: HOSTILE, evidence: { source: HOSTILE, date: '' } }
    const { element } = await open({ pay: hostile, plans: notApplicable(HOSTILE), cases: 2, lists: 2 })
    expect(element.querySelector('img')).toBeNull()
    const own = [...element.querySelectorAll('[dir="auto"]')].map((part) => part.textContent)
    expect(own).toEqual([HOSTILE, HOSTILE, HOSTILE])
  })

  it('are not made into links, whatever they look like', async () => {
    await open({ pay: { ...noted, note: 'javascript:alert(1)' }, plans: 2, cases: 2, lists: 2 })
    expect(all('link')).toEqual([])
  })
})

describe('the target of a dimension', () => {
  const even = { pay: 2, plans: 2, cases: 2, lists: 2 }

  it('can be any level', async () => {
    await open(even)
    const field = the('combobox', 'Target for Uses')
    expect(all('option', undefined, field).map(nameOf)).toEqual([
      '1 Unaware',
      '2 Emerging',
      '3 Learning',
      '4 Developing',
      '5 Mastering',
    ])
    expect(field.value).toBe('4')
  })

  it('is described by what it looks like, which changes with it', async () => {
    const wrapper = await open(even)
    expect(descriptionOf(the('combobox'))).toBe('What 4 looks like to a rep.')
    await wrapper.setProps({ target: 3 })
    expect(descriptionOf(the('combobox'))).toBe('What 3 looks like to a rep.')
  })

  it('is told as a number', async () => {
    const wrapper = await open(even)
    await pick(the('combobox'), '5 Mastering')
    expect(wrapper.emitted('target')).toEqual([[5]])
  })
})

describe('the star of a dimension', () => {
  const even = { pay: 2, plans: 2, cases: 2, lists: 2 }
  const star = () => the('checkbox', /^Uses matters most to us/)

  it('is given and taken away', async () => {
    const wrapper = await open(even)
    await click(star())
    await wrapper.setProps({ isStarred: true, starCount: 1 })
    await click(star())
    expect(wrapper.emitted('star')).toEqual([[true], [false]])
  })

  it('cannot be a fourth one', async () => {
    const wrapper = await open(even, { starCount: 3 })
    expect(star().disabled).toBe(true)
    expect(nameOf(star())).toContain('You can mark up to 3.')
    await click(star())
    expect(wrapper.emitted('star')).toBeUndefined()
  })

  it('can be taken away where there are three', async () => {
    await open(even, { isStarred: true, starCount: 3 })
    expect(star().disabled).toBe(false)
    expect(star().checked).toBe(true)
  })

  it('can be the third', async () => {
    await open(even, { starCount: 2 })
    expect(star().disabled).toBe(false)
  })
})

describe('the panel of a dimension in the example', () => {
  it('is there to be read, with no aims to set', async () => {
    await open({ pay: 2, plans: 2, cases: 2, lists: 2 }, { isExample: true })
    expect(headings()).toEqual(['Where you are', 'What 3 Learning asks', 'Still below 3 Learning'])
    expect(all('combobox')).toEqual([])
    expect(all('checkbox')).toEqual([])
  })
})

describe('a dimension that a group answered', () => {
  it('says of each question how it was answered, how far apart the votes were, why, and who sees it differently', async () => {
    await open({
      // Of 2 2 3 4 4 5 the lower one in the middle is a 3; 2 and 4 have two votes each and one between them.
      pay: groupSays('3', '223445', { dissent: 'The branches do it' }),
      plans: groupSays('2', '22?', { by: 'agreed', note: 'We looked at the list' }),
      cases: groupSays('2', '1245', { notAgreed: { low: 1, high: 5 } }),
      lists: 4,
    })
    expect(under('How the group answered')).toBe(
      [
        'pay? Nothing was agreed. The votes make it “3 Learning”. Two camps',
        '6 votes: 2 for “2 Emerging”, 1 for “3 Learning”, 2 for “4 Developing” and 1 for “5 Mastering”.',
        'Some see it differently: The branches do it',
        'plans? The group agreed on “2 Emerging”. Close together',
        '3 votes: 2 for “2 Emerging” and 1 for “We don’t know yet”.',
        'Reason: We looked at the list',
        'cases? There was no agreement: the group stands between 1 Unaware and 5 Mastering. The votes make it “2 Emerging”.',
        'Far apart',
        '4 votes: 1 for “1 Unaware”, 1 for “2 Emerging”, 1 for “4 Developing” and 1 for “5 Mastering”.',
      ].join(' '),
    )
  })

  it('does not tell a reason twice, and still tells the evidence', async () => {
    const answer = { ...groupSays('2', '22', { note: 'Why so' }), evidence: { source: 'minutes.pdf', date: '' } }
    await open({ pay: answer, plans: 2, cases: 2, lists: 2 })
    expect(wordsOf().split('Why so')).toHaveLength(2)
    expect(under('Your notes')).toBe('pay? minutes.pdf')
  })

  it('is told as text and never as HTML', async () => {
    const { element } = await open({ pay: groupSays('2', '22', { dissent: HOSTILE, note: HOSTILE }) })
    expect(element.querySelector('img')).toBeNull()
  })

  it('is not told of one person', async () => {
    await open({ pay: 2, plans: 2, cases: 2, lists: 2 })
    expect(headings()).not.toContain('How the group answered')
  })
})

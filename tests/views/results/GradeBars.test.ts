import { describe, expect, it } from 'vitest'
import type { Answers } from '@/domain/assessment'
import type { Form } from '@/domain/questionnaire'
import GradeBars from '@/views/results/GradeBars.vue'
import { answersOf, dontKnow, notApplicable } from '../../support/builders'
import { all, click, mountPart, nameOf, the, wordsOf } from '../../support/mounting'
import { graded, inOrder, threeEach } from './graded'

const PARTS = ['Plan', 'Handle', 'Rules', 'Roles', 'Risk']
const questionnaire = threeEach(PARTS)
const none = notApplicable('No staff')
const answers = answersOf(
  inOrder({
    Plan: [3, 2, 2],
    Handle: [0, dontKnow, 1],
    Rules: [2, 1],
    Roles: [3],
    Risk: [none, none, none],
  }),
)

function show(form: Form = 'full', given: Answers = answers) {
  const { sections } = graded(questionnaire, given, form)
  return mountPart(GradeBars, { props: { questionnaire, sections, form } })
}
const rows = () => all('listitem').map((row) => wordsOf(row))
const order = () => rows().map((row) => row.split(' ')[0])

describe('the bars of a check', () => {
  it('begin with what has most to do; those without a band come last', () => {
    // 1 of 9, 3 of 6 and 7 of 9 points.
    show()
    expect(order()).toEqual(['Handle', 'Rules', 'Plan', 'Roles', 'Risk'])
  })

  it('can be put in the questionnaire’s order, and back', async () => {
    show()
    await click(the('button', 'Show in the questionnaire’s order'))
    expect(order()).toEqual(PARTS)
    await click(the('button', 'Show the weakest first'))
    expect(order()).toEqual(['Handle', 'Rules', 'Plan', 'Roles', 'Risk'])
  })

  it('say in words the band, the points and how many answers they rest on', () => {
    show()
    expect(rows()[2]).toBe('Plan Strong 7 of 9 points · 3 of 3 answered')
  })

  it('say what is to be settled first, whatever the band', () => {
    show()
    expect(rows()[0]).toBe('Handle Start here 1 of 9 points · 3 of 3 answered · 2 to settle first')
    show('full', answersOf(inOrder({ Plan: [3, 3, 0] })))
    expect(rows()).toContain('Plan On course 6 of 9 points · 3 of 3 answered · one to settle first')
  })

  it('say where a band is provisional', () => {
    show()
    expect(rows()[1]).toBe('Rules roughly On course 3 of 6 points · 2 of 3 answered · provisional')
    expect(rows().filter((row) => row.includes('provisional'))).toHaveLength(1)
  })

  it('say why there is no band, and give no points then', () => {
    show()
    expect(rows()[3]).toBe('Roles not enough answers 1 of 3 answered')
    expect(rows()[4]).toBe('Risk does not apply')
  })

  it('draw nothing for screen readers, and no bar where there is no band', () => {
    const { element } = show()
    const drawings = [...element.querySelectorAll('ol > li')].map((row) => row.querySelector('div[aria-hidden="true"]'))
    const parts = drawings.map((drawing) => drawing?.children.length ?? 0)
    // Lines at 0, 25, 50, 75 and 100 %, and with a band also a bar and its end.
    expect(parts).toEqual([7, 7, 7, 5, 5])
  })

  it('draw a bar of no length, not none, where there are no points', () => {
    const { element } = show('full', answersOf(inOrder({ Plan: [0, 0, 0] })))
    expect(element.querySelector('ol > li div[aria-hidden="true"]')?.children).toHaveLength(7)
  })

  it('explain their signs, and speak of no target, which a check has not', () => {
    show()
    expect(wordsOf()).toContain('Where you stand Rough or provisional')
    expect(wordsOf()).not.toContain('Target')
  })

  it('are a part of the page with a name', () => {
    show()
    expect(nameOf(the('region'))).toBe('How each part stands')
    expect(the('heading').textContent).toBe('How each part stands')
  })
})

describe('the bars of the short form of a check', () => {
  it('are all rough, and not called provisional for that', () => {
    show('short', answersOf(inOrder({ Plan: [3, 3], Handle: [1, 1] })))
    expect(rows().slice(0, 2)).toEqual([
      'Handle roughly Getting going 2 of 6 points · 2 of 2 answered',
      'Plan roughly Strong 6 of 6 points · 2 of 2 answered',
    ])
  })
})

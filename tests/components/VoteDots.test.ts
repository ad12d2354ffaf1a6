import { describe, expect, it } from 'vitest'
import VoteDots from '@/components/VoteDots.vue'
import { aCheckItem, aQuestionnaire, votes } from '../support/builders'
import { all, mountPart, nameOf, the, wordsOf } from '../support/mounting'

const { levels } = aQuestionnaire([])

function show(row: string) {
  const { element } = mountPart(VoteDots, { props: { tally: votes(row), levels } })
  return element as HTMLElement
}
const picture = () => document.querySelector('[role="img"]')
const rows = () => all('row').map(wordsOf)
const dots = () => [...document.querySelectorAll('.pile')].map((pile) => pile.children.length)

describe('the picture of votes', () => {
  it('has a dot for each vote over its level', () => {
    show('2233355?')
    expect(dots()).toEqual([0, 2, 3, 0, 2])
  })

  it('is told in one sentence to those who cannot see it', () => {
    show('2244?')
    expect(nameOf(picture()!)).toBe('5 votes: 2 for “2 Emerging”, 2 for “4 Developing” and 1 for “We don’t know yet”.')
  })

  it('stands beside a table of the same figures, with levels that nobody chose', () => {
    show('2244?-')
    the(
      'table',
      'Votes Answer Votes 1 Unaware 0 of 6 2 Emerging 2 of 6 3 Learning 0 of 6 4 Developing 2 of 6 5 Mastering 0 of 6 We don’t know yet 1 of 6 Does not apply to us 1 of 6',
    )
    expect(rows()).toHaveLength(7)
  })

  it('leaves out who does not know and to whom it does not apply where there is nobody', () => {
    show('3')
    expect(rows()).toEqual([
      '1 Unaware 0 of 1',
      '2 Emerging 0 of 1',
      '3 Learning 1 of 1',
      '4 Developing 0 of 1',
      '5 Mastering 0 of 1',
    ])
    expect(nameOf(picture()!)).toBe('1 vote: 1 for “3 Learning”.')
  })

  it('says so when nobody has voted', () => {
    show('')
    expect(wordsOf()).toBe('Nobody has voted on this question yet.')
    expect(picture()).toBeNull()
  })

  it('of a check has the four steps from 0', () => {
    const tally = votes('0023', aCheckItem('one'))
    mountPart(VoteDots, {
      props: { tally, levels: ['Not yet', 'Started', 'In place', 'Checked'].map((name, value) => ({ value, name })) },
    })
    expect(rows()).toEqual(['0 Not yet 2 of 4', '1 Started 0 of 4', '2 In place 1 of 4', '3 Checked 1 of 4'])
  })

  it('never tells a percentage', () => {
    show('1122334455')
    expect(document.body.textContent).not.toContain('%')
  })
})

describe('V5 · what is told beside the dots', () => {
  it('is nothing under five votes that name a level', () => {
    const element = show('1245??')
    expect(wordsOf(element)).not.toMatch(/middle|votes go/)
    expect(element.querySelector('.range, .half, .middle')).toBeNull()
  })

  it('is the middle and the range from five on', () => {
    const element = show('12455')
    expect(wordsOf(element)).toContain(
      'The votes go from 1 Unaware to 5 Mastering. The vote in the middle is 4 Developing.',
    )
    expect(wordsOf(element)).not.toContain('half')
    expect(element.querySelector('.half')).toBeNull()
    expect(nameOf(picture()!)).toMatch(/The vote in the middle is 4 Developing\.$/)
  })

  it('is also the middle half from ten on', () => {
    // The third of ten is a 2, the eighth a 4.
    const element = show('1122334455')
    expect(wordsOf(element)).toContain(
      'The vote in the middle is 3 Learning. The middle half of the votes goes from 2 Emerging to 4 Developing.',
    )
  })

  it('is one sentence where all agree', () => {
    expect(wordsOf(show('33333?'))).toContain('Everyone who named a level chose 3 Learning.')
  })

  it('tells a middle half of one level as such', () => {
    expect(wordsOf(show('1333333335'))).toContain('The middle half of the votes is for 3 Learning.')
  })
})

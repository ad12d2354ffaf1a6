import { describe, expect, it } from 'vitest'
import type { Form } from '@/domain/questionnaire'
import GradeTable from '@/views/results/GradeTable.vue'
import { answersOf, dontKnow, notApplicable } from '../../support/builders'
import { all, click, mountPart, nameOf, the, wordsOf } from '../../support/mounting'
import { graded, inOrder, threeEach } from './graded'

const none = notApplicable('No')
const questionnaire = threeEach(['Plan', 'Handle', 'Rules', 'Roles', 'Risk'])
const answers = answersOf(
  inOrder({
    // 7 of 9 points.
    Plan: [3, 2, 2],
    // 1 of 9 points, one not known, two to settle.
    Handle: [0, dontKnow, 1],
    // 3 of 6 points, provisional.
    Rules: [2, 1],
    // Too few answers; what is there is to be settled.
    Roles: [0],
    Risk: [none, none, none],
  }),
)

function show(form: Form = 'full', only: readonly string[] = ['Plan', 'Handle', 'Rules', 'Roles', 'Risk']) {
  const sections = graded(questionnaire, answers, form).sections.filter(({ section }) => only.includes(section.id))
  return mountPart(GradeTable, { props: { questionnaire, sections, form } })
}
const order = () => all('rowheader').map(nameOf)
const cellsOf = (title: string) => {
  const row = all('row').find((each) => wordsOf(each).startsWith(title))
  return row ? all('cell', undefined, row).map((cell) => wordsOf(cell)) : []
}

describe('the table of a check', () => {
  it('has a heading for each column and each row', () => {
    show()
    expect(all('columnheader').map(nameOf)).toEqual([
      'Part',
      'Band',
      'Points',
      'Answers',
      'Not known',
      'To settle first',
    ])
    expect(order()).toEqual(['Plan', 'Handle', 'Rules', 'Roles', 'Risk'])
  })

  it('has the same figures as the pictures', () => {
    show()
    expect(cellsOf('Plan')).toEqual(['Strong', '7 of 9 points', '3 of 3 answered', '0', '0'])
    expect(cellsOf('Handle')).toEqual(['Start here', '1 of 9 points', '3 of 3 answered', '1', '2'])
  })

  it('says which band is provisional', () => {
    show()
    expect(cellsOf('Rules')).toEqual(['roughly On course', '3 of 6 points', '2 of 3 answered provisional', '0', '0'])
  })

  it('says “none” where there are no points, never zero, and still counts what is to be settled', () => {
    show()
    expect(cellsOf('Roles')).toEqual(['not enough answers', 'none', '1 of 3 answered', '0', '1'])
    expect(cellsOf('Risk')).toEqual(['does not apply', 'none', 'none', 'none', 'none'])
  })

  it('calls every band of a short form rough', () => {
    show('short')
    expect(cellsOf('Plan')).toEqual(['roughly Strong', '5 of 6 points', '2 of 2 answered', '0', '0'])
  })
})

describe('the headings of the table of a check', () => {
  it.each([
    ['Band', ['Handle', 'Rules', 'Plan']],
    ['Points', ['Handle', 'Rules', 'Plan']],
    ['Answers', ['Rules', 'Plan', 'Handle']],
    ['Not known', ['Plan', 'Rules', 'Handle']],
    ['To settle first', ['Plan', 'Rules', 'Handle']],
  ])('sort both ways: %s', async (name, ascending) => {
    show('full', ['Plan', 'Handle', 'Rules'])
    await click(the('button', name))
    expect(order()).toEqual(ascending)
    await click(the('button', name))
    expect(order()).toEqual([...ascending].reverse())
  })

  it('sort shares and not points: 3 of 6 is more than 4 of 9', async () => {
    const given = answersOf(inOrder({ Plan: [2, 1, 1], Rules: [2, 1] }))
    const { sections } = graded(threeEach(['Plan', 'Rules']), given)
    mountPart(GradeTable, { props: { questionnaire, sections, form: 'full' } })
    await click(the('button', 'Points'))
    expect(order()).toEqual(['Plan', 'Rules'])
    await click(the('button', 'Points'))
    expect(order()).toEqual(['Rules', 'Plan'])
  })

  it.each(['Band', 'Points'])('put what has no band last, whichever way: %s', async (name) => {
    show()
    await click(the('button', name))
    expect(order().slice(3)).toEqual(['Roles', 'Risk'])
    await click(the('button', name))
    expect(order().slice(0, 3)).toEqual(['Plan', 'Rules', 'Handle'])
    expect(order().slice(3).sort()).toEqual(['Risk', 'Roles'])
  })
})

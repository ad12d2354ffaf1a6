import { describe, expect, it } from 'vitest'
import type { Answers } from '@/domain/assessment'
import type { Form } from '@/domain/questionnaire'
import { scoreAssessment } from '@/domain/scoring'
import ScoreTable from '@/views/results/ScoreTable.vue'
import { anItem, answersOf, aQuestionnaire, aSection } from '../../support/builders'
import { all, click, mountPart, nameOf, the, wordsOf } from '../../support/mounting'

const questionnaire = aQuestionnaire(
  ['Uses', 'Data', 'Tools', 'Skills'].map((title) =>
    aSection(title, [
      anItem(`${title}-1`, { shortForm: true }),
      anItem(`${title}-2`, { shortForm: true }),
      anItem(`${title}-3`),
      ...(title === 'Uses' ? [anItem('Uses-4')] : []),
    ]),
  ),
)
const answers = answersOf({
  // Average 4, secure at 4, 3 of 4 answered, target 5, gap 1.
  ...{ 'Uses-1': 4, 'Uses-2': 4, 'Uses-3': 4 },
  // Average 2, secure at 2, 3 of 3 answered, target 4, gap 2.
  ...{ 'Data-1': 2, 'Data-2': 2, 'Data-3': 2 },
  // Average 3, secure at 1, 2 of 3 answered, target 3, no gap.
  ...{ 'Tools-1': 5, 'Tools-2': 1 },
})
const targets = { Uses: 5, Data: 4, Tools: 3, Skills: 3 }

function show({
  form = 'full' as Form,
  given = answers as Answers,
  aims = targets as Record<string, number>,
  only = ['Uses', 'Data', 'Tools'],
} = {}) {
  const { sections } = scoreAssessment(questionnaire, form, given)
  const dimensions = questionnaire.sections.flatMap((section) => {
    const score = sections.find(({ sectionId }) => sectionId === section.id)
    return score && only.includes(section.id) ? [{ section, score }] : []
  })
  return mountPart(ScoreTable, { props: { questionnaire, dimensions, targets: aims } })
}
const order = () => all('rowheader').map(nameOf)
const cellsOf = (title: string) => {
  const row = all('row').find((each) => wordsOf(each).startsWith(title))
  return row ? all('cell', undefined, row).map((cell) => wordsOf(cell)) : []
}
const sorted = () =>
  all('columnheader').flatMap((header) => {
    const way = header.getAttribute('aria-sort')
    return way === null ? [] : [`${nameOf(header)} ${way}`]
  })

describe('the table of all results', () => {
  it('has a heading for each column and each row', () => {
    show()
    expect(all('columnheader').map(nameOf)).toEqual(['Dimension', 'Level', 'Secure at', 'Answers', 'Target', 'Gap'])
    expect(order()).toEqual(['Uses', 'Data', 'Tools'])
  })

  it('has the same figures as the pictures', () => {
    show()
    expect(cellsOf('Data')).toEqual(['2 Emerging 2.0', '2 Emerging', '3 of 3 answered', '4 Developing', '2.0'])
    expect(cellsOf('Uses')).toEqual([
      '4 Developing 4.0',
      '4 Developing',
      '3 of 4 answered provisional',
      '5 Mastering',
      '1.0',
    ])
  })

  it('says “none” where there is nothing to say, never zero', () => {
    show({ only: ['Skills'] })
    expect(cellsOf('Skills')).toEqual(['not enough answers', 'none', '0 of 3 answered', '3 Learning', 'none'])
  })

  it('scrolls in a box that takes the focus and has a name', () => {
    show()
    const box = the('region', 'All results in a table')
    expect(box.tabIndex).toBe(0)
    expect(box.querySelector('table')).not.toBeNull()
  })
})

describe('the headings of the table', () => {
  it('say by which column it is sorted, and which way', async () => {
    show()
    expect(sorted()).toEqual(['Dimension ascending'])
    await click(the('button', 'Gap'))
    expect(sorted()).toEqual(['Gap ascending'])
    await click(the('button', 'Gap'))
    expect(sorted()).toEqual(['Gap descending'])
    await click(the('button', 'Level'))
    expect(sorted()).toEqual(['Level ascending'])
  })

  it.each([
    ['Level', ['Data', 'Tools', 'Uses']],
    ['Secure at', ['Tools', 'Data', 'Uses']],
    ['Answers', ['Tools', 'Uses', 'Data']],
    ['Target', ['Tools', 'Data', 'Uses']],
    ['Gap', ['Tools', 'Uses', 'Data']],
  ])('sort both ways: %s', async (name, ascending) => {
    show()
    await click(the('button', name))
    expect(order()).toEqual(ascending)
    await click(the('button', name))
    expect(order()).toEqual([...ascending].reverse())
    await click(the('button', name))
    expect(order()).toEqual(ascending)
  })

  it('sort by dimension in the questionnaire’s order', async () => {
    show()
    await click(the('button', 'Dimension'))
    expect(order()).toEqual(['Tools', 'Data', 'Uses'])
    await click(the('button', 'Dimension'))
    expect(order()).toEqual(['Uses', 'Data', 'Tools'])
  })

  it.each(['Level', 'Secure at', 'Gap'])('put what has no score last: %s', async (name) => {
    show({ only: ['Skills', 'Uses', 'Data'] })
    await click(the('button', name))
    expect(order().at(-1)).toBe('Skills')
  })
})

describe('the table of the short form', () => {
  const rough = answersOf({ 'Uses-1': 2, 'Uses-2': 3, 'Data-1': 3, 'Data-2': 3, 'Tools-1': 4, 'Tools-2': 4 })

  it('says a place and how far it is to go, and never a decimal', () => {
    show({ form: 'short', given: rough })
    expect(cellsOf('Uses')[0]).toBe('between 2 Emerging and 3 Learning')
    expect(cellsOf('Uses')[4]).toBe('between 2 Emerging and 3 Learning, up to 5')
    expect(cellsOf('Data')[0]).toBe('around 3 Learning')
    expect(wordsOf()).not.toMatch(/\d\.\d/)
  })

  it('has no way to go “up to” a target that is reached', () => {
    show({ form: 'short', given: rough, aims: { ...targets, Tools: 3 } })
    expect(cellsOf('Tools')[0]).toBe('around 4 Developing')
    expect(cellsOf('Tools')[4]).not.toContain('up to 3')
  })
})

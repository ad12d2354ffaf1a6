import { describe, expect, it } from 'vitest'
import type { Answers } from '@/domain/assessment'
import type { Form } from '@/domain/questionnaire'
import { scoreAssessment } from '@/domain/scoring'
import DimensionBars from '@/views/results/DimensionBars.vue'
import { anItem, answersOf, aQuestionnaire, aSection, notApplicable } from '../../support/builders'
import { all, click, mountPart, nameOf, the, wordsOf } from '../../support/mounting'

const SECTIONS = ['Uses', 'Data', 'Tools', 'Skills', 'Culture']
/** Three questions on each dimension, of which the short form asks two. */
const questionnaire = aQuestionnaire(
  SECTIONS.map((title) =>
    aSection(title, [
      anItem(`${title}-1`, { shortForm: true }),
      anItem(`${title}-2`, { shortForm: true }),
      anItem(`${title}-3`),
    ]),
  ),
)
const none = notApplicable('No staff')
const answers = answersOf({
  ...{ 'Uses-1': 4, 'Uses-2': 4, 'Uses-3': 4 },
  ...{ 'Data-1': 1, 'Data-2': 2, 'Data-3': 3 },
  ...{ 'Tools-1': 3, 'Tools-2': 3 },
  ...{ 'Skills-3': 5 },
  ...{ 'Culture-1': none, 'Culture-2': none, 'Culture-3': none },
})

function show(form: Form = 'full', given: Answers = answers) {
  const { sections } = scoreAssessment(questionnaire, form, given)
  const dimensions = questionnaire.sections.flatMap((section) => {
    const score = sections.find(({ sectionId }) => sectionId === section.id)
    return score ? [{ section, score }] : []
  })
  const targets = { Uses: 5, Data: 3, Tools: 4, Skills: 4, Culture: 4 }
  return mountPart(DimensionBars, { props: { questionnaire, dimensions, targets } })
}
const rows = () => all('listitem').map((row) => wordsOf(row))
const order = () => rows().map((row) => row.split(' ')[0])

describe('the bars of the dimensions', () => {
  it('begin with the weakest; those without a score come last', () => {
    show()
    expect(order()).toEqual(['Data', 'Tools', 'Uses', 'Skills', 'Culture'])
  })

  it('can be put in the questionnaire’s order, and back', async () => {
    show()
    await click(the('button', 'Show in the questionnaire’s order'))
    expect(order()).toEqual(SECTIONS)
    await click(the('button', 'Show the weakest first'))
    expect(order()).toEqual(['Data', 'Tools', 'Uses', 'Skills', 'Culture'])
  })

  it('say in words the level, the average, how many answers it rests on, and the target', () => {
    show()
    expect(rows()).toContain('Data 2 Emerging average 2.0 3 of 3 answered · target 3 Learning')
    expect(rows()).toContain('Uses 4 Developing average 4.0 3 of 3 answered · target 5 Mastering')
  })

  it('say where a score is provisional', () => {
    show()
    expect(rows()[1]).toBe('Tools 3 Learning average 3.0 2 of 3 answered · provisional · target 4 Developing')
    expect(rows().filter((row) => row.includes('provisional'))).toHaveLength(1)
  })

  it('say why there is no score, and give no level or figure then', () => {
    show()
    expect(rows()[3]).toContain('Skills not enough answers 1 of 3 answered')
    expect(rows()[4]).toContain('Culture does not apply')
    expect(rows().slice(3).join()).not.toMatch(/average|\d\.\d|Unaware/)
  })

  it('draw nothing for screen readers, and nothing at all where there is no score', () => {
    const { element } = show()
    const drawings = [...element.querySelectorAll('ol > li')].map((row) =>
      row.querySelector('[aria-hidden="true"].track'),
    )
    const parts = drawings.map((drawing) => drawing?.children.length ?? 0)
    expect(parts[0]).toBe(parts[2])
    expect(parts[3]).toBe((parts[0] ?? 0) - 2)
    // What does not apply has no target either.
    expect(parts[4]).toBe((parts[3] ?? 0) - 1)
  })

  it('explain their signs', () => {
    show()
    expect(wordsOf()).toContain('Where you stand Rough or provisional Target')
  })

  it('explain no sign that is not there: in a short form all is rough', () => {
    show('short')
    expect(wordsOf()).toContain('Rough or provisional Target')
    expect(wordsOf()).not.toContain('Where you stand')
  })

  it('are a part of the page with a name', () => {
    show()
    expect(nameOf(the('region'))).toBe(the('heading').textContent)
  })
})

describe('the bars of the short form', () => {
  const rough = answersOf({ 'Uses-1': 2, 'Uses-2': 3, 'Data-1': 3, 'Data-2': 3, 'Tools-1': 4 })

  it('say only between which levels a dimension lies, or around which', () => {
    show('short', rough)
    expect(rows().find((row) => row.startsWith('Uses'))).toContain('Uses between 2 Emerging and 3 Learning 2 of 2')
    expect(rows().find((row) => row.startsWith('Data'))).toContain('Data around 3 Learning 2 of 2')
    expect(rows().find((row) => row.startsWith('Tools'))).toContain('1 of 2 answered · provisional')
  })

  it('never give a decimal', () => {
    show('short', rough)
    expect(wordsOf()).not.toMatch(/\d[.,]\d|average/)
  })
})

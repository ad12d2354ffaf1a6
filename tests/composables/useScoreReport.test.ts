import { describe, expect, it } from 'vitest'
import { defineComponent } from 'vue'
import { useScoreReport } from '@/composables/useScoreReport'
import type { Answers } from '@/domain/assessment'
import type { Form } from '@/domain/questionnaire'
import { scoreAssessment } from '@/domain/scoring'
import golden from '../fixtures/golden.json'
import { anItem, answersOf, aQuestionnaire, aSection, dataMaturity, notApplicable } from '../support/builders'
import { mountPart } from '../support/mounting'

const none = notApplicable('No')
/** Three questions on each dimension, of which the short form asks two. */
const framework = aQuestionnaire(
  ['Uses', 'Data', 'Tools', 'Skills'].map((title) =>
    aSection(
      title,
      [1, 2, 3].map((number) => anItem(`${title}-${number}`, number < 3 ? { shortForm: true } : {})),
    ),
  ),
)
/** Uses 5 ÷ 3 = 1.67; Data provisional; Tools without a score; Skills do not apply. */
const mixed = answersOf({
  ...{ 'Uses-1': 1, 'Uses-2': 2, 'Uses-3': 2, 'Data-1': 4, 'Data-2': 5, 'Tools-1': 3 },
  ...{ 'Skills-1': none, 'Skills-2': none, 'Skills-3': none },
})

function report(answers: Answers = mixed, form: Form = 'full', questionnaire = framework) {
  const made: ReturnType<typeof useScoreReport>[] = []
  mountPart(
    defineComponent({
      setup() {
        made.push(useScoreReport(() => questionnaire))
        return () => null
      },
    }),
  )
  const [words] = made
  if (!words) throw new Error('nothing was made')
  const scores = scoreAssessment(questionnaire, form, answers)
  const dimensions = questionnaire.sections.flatMap((section) => {
    const score = scores.sections.find(({ sectionId }) => sectionId === section.id)
    return score ? [{ section, score }] : []
  })
  const at = (id: string) => {
    const found = dimensions.find(({ section }) => section.id === id)
    if (!found) throw new Error(`no ${id}`)
    return found
  }
  return { words, scores, dimensions, at }
}
const cells = ({ words, at }: ReturnType<typeof report>, id: string, target: number) =>
  words.row(at(id), target).cells.map(({ text, aside }) => (aside ? `${text} (${aside})` : text))

describe('the opening of a maturity round', () => {
  it('places the golden unions, and names their strongest and weakest', () => {
    const opening = (union: 'quay' | 'civic') => {
      const { words, scores } = report(answersOf(golden[union].answers), 'full', dataMaturity)
      return words.opening(scores)
    }
    const rests = '40 of 40 questions that apply were answered with a level.'
    expect(opening('civic')).toEqual([
      'Overall, your union stands at 3 Learning.',
      'It is strongest in Culture and weakest in Analysis.',
      rests,
    ])
    expect(opening('quay')).toEqual([
      'Overall, your union stands at 1 Unaware.',
      'It is strongest in Culture and weakest in Uses.',
      rests,
    ])
  })

  it('says what has to be known before the figures are read', () => {
    const { words, scores } = report()
    expect(words.cautions(scores)).toEqual([
      'Data is provisional: fewer than 80 % of its questions have a level.',
      'Tools has no score: fewer than half of its questions have a level.',
    ])
  })
})

describe('a dimension as a bar and as a corner', () => {
  it('lies on the line from the lowest to the highest level', () => {
    const { words } = report()
    expect([1, 2, 3.5, 5].map((value) => words.along(value))).toEqual([0, 25, 62.5, 100])
  })

  it('reaches its average, from the lowest level on', () => {
    const { words, at } = report()
    // 1.67 on the line from 1 to 5: 0.67 ÷ 4 = 16.75 %.
    const bar = words.bar(at('Uses'), 3)
    expect(bar).toMatchObject({ title: 'Uses', from: 0, isRange: false, isLoose: false, target: 50 })
    expect(bar.to).toBeCloseTo(16.75, 10)
    expect(words.corner(at('Uses'), 3)).toEqual({ label: 'Uses', value: 1.67, target: 3, isProvisional: false })
  })

  it('is loose where it is provisional', () => {
    const { words, at } = report()
    expect(words.bar(at('Data'), 5)).toMatchObject({ to: 87.5, isLoose: true, isRange: false })
    expect(words.corner(at('Data'), 5)).toMatchObject({ value: 4.5, isProvisional: true })
  })

  it('runs from the lower to the higher answer in the short form', () => {
    const { words, at } = report(answersOf({ 'Uses-1': 2, 'Uses-2': 4 }), 'short')
    expect(words.bar(at('Uses'), 3)).toMatchObject({ from: 25, to: 75, isRange: true, isLoose: true })
    expect(words.corner(at('Uses'), 3)).toMatchObject({ value: 3, isProvisional: true })
  })

  it('is not drawn, and never at the lowest level, without a score; nothing aims where nothing applies', () => {
    const { words, at } = report()
    expect(words.bar(at('Tools'), 3)).toMatchObject({ from: null, to: null, target: 50 })
    expect(words.corner(at('Tools'), 3)).toMatchObject({ value: null, target: 3 })
    expect(words.bar(at('Skills'), 3)).toMatchObject({ from: null, to: null, target: null })
    expect(words.corner(at('Skills'), 3)).toMatchObject({ value: null, target: null })
  })

  it('stands on rings that are the levels', () => {
    expect(report().words.rings()).toEqual([
      { at: 1, label: '1 Unaware' },
      { at: 2, label: '2 Emerging' },
      { at: 3, label: '3 Learning' },
      { at: 4, label: '4 Developing' },
      { at: 5, label: '5 Mastering' },
    ])
  })

  it('is told to those who cannot see it', () => {
    const { words, dimensions } = report()
    expect(words.spoken(dimensions)).toBe(
      'Uses: 2 Emerging, Data: 5 Mastering, Tools: not enough answers and Skills: does not apply',
    )
  })
})

describe('a dimension as a row', () => {
  it('has a cell for each column after its name', () => {
    const { words, at } = report()
    expect(words.columns()).toEqual(['Dimension', 'Level', 'Secure at', 'Answers', 'Target', 'Gap'])
    expect(words.row(at('Uses'), 3).cells).toHaveLength(5)
  })

  it('has level, figure, secure level, coverage, target and gap', () => {
    // 3 − 5 ÷ 3 = 1.33
    expect(cells(report(), 'Uses', 3)).toEqual([
      '2 Emerging (1.7)',
      '1 Unaware',
      '3 of 3 answered',
      '3 Learning',
      '1.3',
    ])
  })

  it('says what is provisional, and that a target is reached', () => {
    const expected = ['5 Mastering (4.5)', '4 Developing', '2 of 3 answered (provisional)', '4 Developing', 'reached']
    expect(cells(report(), 'Data', 4)).toEqual(expected)
  })

  it('gives no figure in the short form', () => {
    const made = report(answersOf({ 'Uses-1': 2, 'Uses-2': 3 }), 'short')
    const [place, , , , gap] = cells(made, 'Uses', 4)
    expect(place).toBe('between 2 Emerging and 3 Learning')
    expect(gap).toBe('between 2 Emerging and 3 Learning, up to 4')
  })

  it('is empty in words, and comes last, where there is no score', () => {
    const made = report()
    expect(cells(made, 'Tools', 3)).toEqual(['not enough answers', 'none', '1 of 3 answered', '3 Learning', 'none'])
    expect(cells(made, 'Skills', 3)).toEqual(['does not apply', 'none', 'none', 'none', 'none'])
    const [place, secure] = made.words.row(made.at('Tools'), 3).cells
    expect([place?.rank, secure?.rank]).toEqual([Infinity, Infinity])
    expect(made.words.row(made.at('Tools'), 3).isUnscored).toBe(true)
    expect(made.words.row(made.at('Uses'), 3).isUnscored).toBe(false)
  })

  it('is sorted by exact figures', () => {
    const made = report()
    expect(made.words.row(made.at('Uses'), 3).cells[0]?.rank).toBeCloseTo(5 / 3, 12)
  })
})

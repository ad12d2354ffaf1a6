import { describe, expect, it } from 'vitest'
import { defineComponent } from 'vue'
import { useGradeReport } from '@/composables/useGradeReport'
import type { Answers } from '@/domain/assessment'
import { gradeAssessment } from '@/domain/grading'
import type { Form } from '@/domain/questionnaire'
import golden from '../fixtures/golden-governance.json'
import { aCheck, aCheckItem, answersOf, aSection, dataGovernance, dontKnow, notApplicable } from '../support/builders'
import { mountPart } from '../support/mounting'

const none = notApplicable('No')
/** Three questions on each part, of which the short form asks two. */
const check = aCheck(
  ['Plan', 'Rules', 'Risk', 'Roles'].map((title) =>
    aSection(
      title,
      [1, 2, 3].map((number) =>
        aCheckItem(`${title}-${number}`, { ask: 'IT lead', ...(number < 3 && { shortForm: true }) }),
      ),
    ),
  ),
)
/** Plan 4 of 9 points with one not known; Rules provisional, all points; Risk without a band; Roles do not apply. */
const mixed = answersOf({
  ...{ 'Plan-1': 1, 'Plan-2': 3, 'Plan-3': dontKnow, 'Rules-1': 3, 'Rules-2': 3, 'Risk-1': 1 },
  ...{ 'Roles-1': none, 'Roles-2': none, 'Roles-3': none },
})

function report(answers: Answers = mixed, form: Form = 'full', questionnaire = check) {
  const made: ReturnType<typeof useGradeReport>[] = []
  mountPart(
    defineComponent({
      setup() {
        const words = useGradeReport(
          () => questionnaire,
          () => form,
        )
        made.push(words)
        return () => null
      },
    }),
  )
  const [words] = made
  if (!words) throw new Error('nothing was made')
  const grades = gradeAssessment(questionnaire, form, answers)
  const sections = questionnaire.sections.flatMap((section) => {
    const grade = grades.sections.find(({ sectionId }) => sectionId === section.id)
    return grade ? [{ section, grade }] : []
  })
  const at = (id: string) => {
    const found = sections.find(({ section }) => section.id === id)
    if (!found) throw new Error(`no ${id}`)
    return found
  }
  return { words, grades, sections, at, answers }
}
const cells = ({ words, at }: ReturnType<typeof report>, id: string) =>
  words.row(at(id)).cells.map(({ text, aside }) => (aside ? `${text} (${aside})` : text))

describe('the opening of a check', () => {
  it('says of the golden unions what is to be settled, and where they are furthest and least far', () => {
    const opening = (union: 'quay' | 'civic') => {
      const steps: Readonly<Record<string, number | null>> = golden[union].answers
      const given = Object.entries(steps).map(([id, step]) => [id, step ?? none] as const)
      const { words, grades } = report(answersOf(Object.fromEntries(given)), 'full', dataGovernance)
      return words.opening(grades)
    }
    expect(opening('civic')).toEqual([
      'One thing should be settled first.',
      'You are furthest in Write a plan, and have most to do in Write rules.',
      '40 of 40 questions that apply were answered.',
    ])
    // Two questions do not apply.
    expect(opening('quay')).toEqual([
      '6 things should be settled first.',
      'You are furthest in Build a community, and have most to do in Manage risk.',
      '38 of 38 questions that apply were answered.',
    ])
  })

  it('says what has to be known before the bands are read', () => {
    const { words, grades, answers } = report()
    expect(words.cautions(grades, answers)).toEqual([
      'Rules is provisional: fewer than 80 % of its questions have an answer.',
      'Risk has no band: fewer than half of its questions have an answer.',
    ])
  })

  it('says whom to ask from five that are not known on', () => {
    const ids = ['Plan-1', 'Plan-2', 'Plan-3', 'Rules-1', 'Rules-2']
    const asked = (count: number) => {
      const { words, grades, answers } = report(
        answersOf(Object.fromEntries(ids.slice(0, count).map((id) => [id, dontKnow]))),
      )
      return words.cautions(grades, answers).join(' ')
    }
    expect(asked(5)).toContain('5 answers are “We don’t know yet”. A colleague may know them: the IT lead.')
    expect(asked(4)).not.toContain('A colleague')
  })
})

describe('a part as a bar and as a corner', () => {
  it('reaches its share of the points, from none on', () => {
    const { words, at } = report()
    // 4 ÷ 9 = 44.44 %
    const bar = { from: 0, to: 44.44, isRange: false, isLoose: false, target: null }
    expect(words.bar(at('Plan'))).toMatchObject({ title: 'Plan', ...bar })
    expect(words.corner(at('Plan'))).toEqual({ label: 'Plan', value: 44.44, target: null, isProvisional: false })
  })

  it('is loose where it is provisional, and in the short form', () => {
    const { words, at } = report()
    expect(words.bar(at('Rules'))).toMatchObject({ to: 100, isLoose: true })
    const short = report(answersOf({ 'Plan-1': 1, 'Plan-2': 2 }), 'short')
    // 3 of 6 points.
    expect(short.words.bar(short.at('Plan'))).toMatchObject({ to: 50, isLoose: true })
    expect(short.words.corner(short.at('Plan'))).toMatchObject({ value: 50, isProvisional: true })
  })

  it.each(['Risk', 'Roles'])('is not drawn, and not as no points, where there is no band: %s', (id) => {
    const { words, at } = report()
    expect(words.bar(at(id))).toMatchObject({ from: null, to: null, isLoose: false })
    expect(words.corner(at(id)).value).toBeNull()
  })

  it('is drawn with no points where it has none', () => {
    const { words, at } = report(answersOf({ 'Plan-1': 0, 'Plan-2': 0, 'Plan-3': 0 }))
    expect(words.bar(at('Plan'))).toMatchObject({ from: 0, to: 0 })
  })

  it('stands on rings that close the bands', () => {
    expect(report().words.rings()).toEqual([
      { at: 25, label: 'Start here' },
      { at: 50, label: 'Getting going' },
      { at: 75, label: 'On course' },
      { at: 100, label: 'Strong' },
    ])
  })

  it('is told to those who cannot see it', () => {
    const { words, sections } = report()
    expect(words.spoken(sections)).toBe(
      'Plan: Getting going, Rules: roughly Strong, Risk: not enough answers and Roles: does not apply',
    )
  })
})

describe('a part as a row', () => {
  it('has a cell for each column after its name', () => {
    const { words, at } = report()
    expect(words.columns()).toEqual(['Part', 'Band', 'Points', 'Answers', 'Not known', 'To settle first'])
    expect(words.row(at('Plan')).cells).toHaveLength(5)
  })

  it('has band, points, coverage, what is not known and what is to be settled', () => {
    // What is not known is not in place, so that duty is to be settled.
    expect(cells(report(), 'Plan')).toEqual(['Getting going', '4 of 9 points', '3 of 3 answered', '1', '1'])
  })

  it('says what is provisional', () => {
    const expected = ['roughly Strong', '6 of 6 points', '2 of 3 answered (provisional)', '0', '0']
    expect(cells(report(), 'Rules')).toEqual(expected)
  })

  it('is empty in words, and comes last, where there is no band', () => {
    const made = report()
    expect(cells(made, 'Risk')).toEqual(['not enough answers', 'none', '1 of 3 answered', '0', '0'])
    expect(cells(made, 'Roles')).toEqual(['does not apply', 'none', 'none', 'none', 'none'])
    const row = made.words.row(made.at('Roles'))
    expect(row.isUnscored).toBe(true)
    expect(row.cells.map(({ rank }) => rank)).toEqual([Infinity, Infinity, Infinity, Infinity, Infinity])
  })

  it('is sorted by exact shares', () => {
    const made = report()
    expect(made.words.row(made.at('Plan')).cells[0]?.rank).toBeCloseTo(4 / 9, 12)
  })
})

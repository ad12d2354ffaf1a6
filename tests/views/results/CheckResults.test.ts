import { describe, expect, it, vi } from 'vitest'
import type { Answers } from '@/domain/assessment'
import type { Questionnaire } from '@/domain/questionnaire'
import CheckResults from '@/views/results/CheckResults.vue'
import golden from '../../fixtures/golden-governance.json'
import { allAt, answersOf, dataGovernance, notApplicable } from '../../support/builders'
import { all, click, mountPart, nameOf, the, wordsOf } from '../../support/mounting'
import { anOpenRound, harbour, PATIENCE } from '../rounds'
import { picture } from './drawing'
import { inOrder, threeEach } from './graded'

vi.mock('vue-chartjs', async () => (await import('./drawing')).onPaper)

async function show(answers: Answers, more: Parameters<typeof anOpenRound>[2] = {}, questionnaire = dataGovernance) {
  const wrapper = mountPart(CheckResults, {
    props: { round: anOpenRound(questionnaire, answers, more) },
    slots: { default: 'WHO AND WHEN' },
  })
  await vi.waitFor(picture, PATIENCE)
  return wrapper
}
const goldenAnswers = (union: keyof typeof golden) =>
  answersOf(
    Object.fromEntries(
      Object.entries(golden[union].answers).map(([id, step]) => [id, step ?? notApplicable('Does not apply')]),
    ),
  )
const promptOf = (itemId: string, { sections }: Questionnaire = dataGovernance) =>
  sections.flatMap(({ items }) => items).find(({ id }) => id === itemId)?.prompt
const bandName = (id: string) => dataGovernance.bands?.find((band) => band.id === id)?.name
const rows = () =>
  all('row').map((row) => [
    nameOf(the('rowheader', undefined, row)),
    ...all('cell', undefined, row)
      .slice(0, 2)
      .map((cell) => wordsOf(cell)),
  ])

describe.each(['quay', 'civic'] as const)('the results of the golden union %s', (union) => {
  it('have for each part the band and the points of the golden set', async () => {
    await show(goldenAnswers(union))
    expect(rows()).toEqual(
      dataGovernance.sections.map(({ id, title }) => {
        const { band, points, possible } = golden[union].expect[id as 'plan']
        return [title, bandName(band), `${points} of ${possible} points`]
      }),
    )
  })

  it('draw the same in the radar', async () => {
    await show(goldenAnswers(union))
    expect(picture().drawn.firm).toEqual(
      dataGovernance.sections.map(({ id }) => golden[union].expect[id as 'plan'].percent),
    )
  })

  it('list what to settle first, in order, five of it open', async () => {
    await show(goldenAnswers(union))
    const region = the('region', 'Settle this first')
    const listed = () => all('heading', undefined, region).slice(1).map(nameOf)
    const expected = golden[union].settleFirst.map((id) => promptOf(id))
    expect(listed()).toEqual(expected.slice(0, 5))
    for (const fold of all('summary', /^Show/, region)) await click(fold)
    expect(listed()).toEqual(expected)
  })
})

describe('the results of a check', () => {
  it('come in the order in which they are read: summary, pictures, table, what to settle, what is strong, parts', async () => {
    await show(goldenAnswers('quay'))
    expect(all('region').map(nameOf)).toEqual([
      'How each part stands',
      'The shape',
      'All results in a table',
      'Settle this first',
      'What is strong',
      'Each part in detail',
      'About the method and its limits',
    ])
    expect(wordsOf()).toMatch(/^6 things should be settled first\. .* WHO AND WHEN How each part stands/)
  })

  it('have a panel for each part, closed at first', async () => {
    await show(goldenAnswers('quay'))
    const panels = all('summary', undefined, the('region', 'Each part in detail'))
    expect(panels.map(nameOf)).toEqual([
      'Write a plan Getting going',
      'Build a community Getting going',
      'Handle data Start here',
      'Assign responsibility Start here',
      'Write rules Start here',
      'Manage risk Start here',
    ])
  })

  it('have no grade over all', async () => {
    await show(goldenAnswers('quay'))
    expect(wordsOf()).not.toMatch(/your union stands|Overall,/)
    expect(wordsOf()).toContain('There is no overall grade')
  })

  it.each<[string, Answers]>([
    ['there is much to settle', goldenAnswers('quay')],
    ['there is nothing to settle', allAt(dataGovernance, 3)],
  ])('say once and no more that they are no legal advice: %s', async (_what, answers) => {
    const { element } = await show(answers)
    expect(element.textContent?.split('legal advice')).toHaveLength(2)
    expect(wordsOf()).toContain('This is not legal advice')
  })

  it('show a rule as law only where the union is under it', async () => {
    const wrapper = await show(goldenAnswers('quay'), { union: { ...harbour, law: 'eu' } })
    expect(wrapper.element.textContent).toContain('This is a duty by law.')
    expect(wrapper.element.textContent).toContain('By law:')
    wrapper.unmount()
    const { element } = await show(goldenAnswers('quay'), { union: { ...harbour, law: 'other' } })
    expect(element.textContent).not.toMatch(/duty by law|By law:/)
    expect(element.textContent).toContain('This is good practice.')
  })

  it('do not claim that every duty is begun where some have no answer', async () => {
    const questionnaire = threeEach(['Plan', 'Risk'])
    await show(answersOf(inOrder({ Plan: [3, 3, 3] })), {}, questionnaire)
    expect(wordsOf()).not.toContain('has at least been started')
  })

  it('call every band of a short form rough', async () => {
    await show(allAt(dataGovernance, 2), { form: 'short' })
    expect(rows().map(([, band, points]) => `${band}, ${points}`)).toEqual(
      Array.from({ length: 6 }, () => 'roughly On course, 4 of 6 points'),
    )
  })
})

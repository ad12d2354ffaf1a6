import { describe, expect, it, vi } from 'vitest'
import type { Answers } from '@/domain/assessment'
import type { Form } from '@/domain/questionnaire'
import GradeRadar from '@/views/results/GradeRadar.vue'
import { answersOf, dontKnow, notApplicable } from '../../support/builders'
import { mountPart, nameOf, the, wordsOf } from '../../support/mounting'
import { PATIENCE } from '../rounds'
import { picture } from './drawing'
import { graded, inOrder, threeEach } from './graded'

vi.mock('vue-chartjs', async () => (await import('./drawing')).onPaper)

const questionnaire = threeEach(['Plan', 'Handle', 'Rules', 'Roles', 'Risk'])
const none = notApplicable('No')
const answers = answersOf(
  inOrder({
    // 5 of 9 points: 55.555… %.
    Plan: [2, 2, 1],
    Handle: [0, dontKnow, 0],
    // 3 of 6 points, provisional.
    Rules: [2, 1],
    Roles: [3],
    Risk: [none, none, none],
  }),
)

async function show(form: Form = 'full', given: Answers = answers) {
  const { sections } = graded(questionnaire, given, form)
  mountPart(GradeRadar, { props: { questionnaire, sections, form } })
  return vi.waitFor(picture, PATIENCE)
}

describe('the radar of a check', () => {
  it('has a corner for each part', async () => {
    const { drawn } = await show()
    expect(drawn.corners).toEqual(['Plan', 'Handle', 'Rules', 'Roles', 'Risk'])
  })

  it('runs from no points to all points, with a ring that closes each band', async () => {
    const { drawn } = await show()
    expect(drawn.range).toEqual([0, 100])
    expect(drawn.rings).toEqual(['25 Start here', '50 Getting going', '75 On course', '100 Strong'])
  })

  it('draws the share of the points: no points in the middle, and a gap where there is no band', async () => {
    const { drawn } = await show()
    expect(drawn.firm).toEqual([55.56, 0, null, null, null])
    expect(drawn.isFilled).toBe(false)
  })

  it('draws a provisional part hollow, with a dashed line from its neighbours', async () => {
    const { drawn } = await show()
    expect(drawn.loose).toEqual([null, 0, 50, null, null])
  })

  it('draws all of a short form hollow', async () => {
    const all = answersOf(inOrder({ Plan: [3, 3], Handle: [1, 1], Rules: [0, 0], Roles: [2, 1], Risk: [2, 2] }))
    const { drawn } = await show('short', all)
    expect(drawn.firm).toEqual([null, null, null, null, null])
    // 6, 2, 0, 3 and 4 of 6 points.
    expect(drawn.loose).toEqual([100, 33.33, 0, 50, 66.67])
    expect(drawn.isFilled).toBe(true)
  })

  it('has no targets', async () => {
    const { drawn } = await show()
    expect(drawn.target).toEqual([null, null, null, null, null])
  })

  it('has a name that says in words what it shows, and where the figures are', async () => {
    const { name } = await show()
    expect(name).toBe(
      'Radar chart of the parts from no points to all points. Plan: On course, Handle: Start here, ' +
        'Rules: roughly On course, Roles: not enough answers and Risk: does not apply. ' +
        'The table below has the same figures.',
    )
  })

  it('has a caption that explains rings and signs', async () => {
    await show()
    expect(nameOf(the('region'))).toBe('The shape')
    expect(wordsOf()).toContain('Each ring closes the band that it names.')
    expect(wordsOf(document.querySelector('figcaption') ?? document.body)).not.toContain('target')
  })
})

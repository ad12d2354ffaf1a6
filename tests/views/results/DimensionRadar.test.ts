import { describe, expect, it, vi } from 'vitest'
import type { Form } from '@/domain/questionnaire'
import { scoreAssessment } from '@/domain/scoring'
import DimensionRadar from '@/views/results/DimensionRadar.vue'
import { anItem, answersOf, aQuestionnaire, aSection, notApplicable } from '../../support/builders'
import { mountPart, wordsOf } from '../../support/mounting'
import { PATIENCE } from '../rounds'
import { picture } from './drawing'
import { inOrder } from './graded'

vi.mock('vue-chartjs', async () => (await import('./drawing')).onPaper)

const questionnaire = aQuestionnaire(
  ['Uses', 'Data', 'Tools', 'Skills', 'Culture'].map((title) =>
    aSection(
      title,
      [1, 2, 3].map((number) => anItem(`${title}-${number}`, number < 3 ? { shortForm: true } : {})),
    ),
  ),
)
const none = notApplicable('No')
const answers = answersOf(
  inOrder({
    // The mean of 2, 3 and 3 is 2.666…
    Uses: [2, 3, 3],
    Data: [1, 1, 1],
    // Provisional.
    Tools: [3, 4],
    Skills: [5],
    Culture: [none, none, none],
  }),
)

async function show(form: Form = 'full') {
  const scores = scoreAssessment(questionnaire, form, answers)
  const dimensions = questionnaire.sections.flatMap((section) => {
    const score = scores.sections.find(({ sectionId }) => sectionId === section.id)
    return score ? [{ section, score }] : []
  })
  const targets = { Uses: 4, Data: 3, Tools: 4, Skills: 5, Culture: 3 }
  mountPart(DimensionRadar, { props: { questionnaire, dimensions, targets } })
  return vi.waitFor(picture, PATIENCE)
}

describe('the radar of the dimensions', () => {
  it('has a ring for each level, and a middle that is no level', async () => {
    const { drawn } = await show()
    expect(drawn.corners).toEqual(['Uses', 'Data', 'Tools', 'Skills', 'Culture'])
    expect(drawn.range).toEqual([0, 5])
    expect(drawn.rings).toEqual(['1 1 Unaware', '2 2 Emerging', '3 3 Learning', '4 4 Developing', '5 5 Mastering'])
  })

  it('draws the mean of each dimension, hollow where it is provisional, and a gap where there is none', async () => {
    const { drawn } = await show()
    expect(drawn.firm).toEqual([2.67, 1, null, null, null])
    expect(drawn.loose).toEqual([null, 1, 3.5, null, null])
    expect(drawn.isFilled).toBe(false)
  })

  it('draws the targets, except of what does not apply', async () => {
    const { drawn } = await show()
    expect(drawn.target).toEqual([4, 3, 4, 5, null])
  })

  it('draws all of a short form hollow', async () => {
    const { drawn } = await show('short')
    expect(drawn.firm).toEqual([null, null, null, null, null])
    expect(drawn.loose).toEqual([2.5, 1, 3.5, 5, null])
  })

  it('has a name that says in words what it shows, and a caption that explains it', async () => {
    const { name } = await show()
    expect(name).toBe(
      'Radar chart of the dimensions on five levels. Uses: 3 Learning, Data: 1 Unaware, Tools: 4 Developing, ' +
        'Skills: not enough answers and Culture: does not apply. The table below has the same figures.',
    )
    expect(wordsOf()).toContain('Each ring is a level, from 1, the innermost, to 5 outside.')
  })
})

import { describe, expect, it } from 'vitest'
import type { Form } from '@/domain/questionnaire'
import { scoreAssessment } from '@/domain/scoring'
import SummarySentence from '@/views/results/SummarySentence.vue'
import { anItem, answersOf, aQuestionnaire, aSection } from '../../support/builders'
import { click, HOSTILE, mountPart, the, wordsOf } from '../../support/mounting'

/** Dimensions with three questions each, of which the short form asks two. */
const aFramework = (...titles: readonly string[]) =>
  aQuestionnaire(
    titles.map((title) =>
      aSection(
        title,
        [1, 2, 3].map((number) => anItem(`${title}-${number}`, number < 3 ? { shortForm: true } : {})),
      ),
    ),
  )

/** Levels by dimension; a missing one is a question without an answer. */
function show(levels: Readonly<Record<string, readonly number[]>>, form: Form = 'full') {
  const questionnaire = aFramework(...Object.keys(levels))
  const given = Object.entries(levels).flatMap(([title, values]) =>
    values.map((value, index) => [`${title}-${index + 1}`, value] as const),
  )
  const scores = scoreAssessment(questionnaire, form, answersOf(Object.fromEntries(given)))
  return mountPart(SummarySentence, { props: { questionnaire, scores } })
}
const opening = () => wordsOf(document.querySelector('p') ?? document.body)
const HOW = /^How this was worked out/

describe('the opening of the results', () => {
  it('says where the union stands, where it is strongest and weakest, and what that rests on', () => {
    show({ Uses: [2, 2, 2], Data: [4, 4, 4], Tools: [3, 3, 3] })
    expect(opening()).toBe(
      'Overall, your union stands at 3 Learning. It is strongest in Data and weakest in Uses. ' +
        '9 of 9 questions that apply were answered with a level.',
    )
  })

  it('names all that are equally strong or weak', () => {
    show({ Uses: [2, 2, 2], Data: [4, 4, 4], Tools: [2, 2, 2], Skills: [4, 4, 4], Culture: [2, 2, 2] })
    expect(opening()).toContain('It is strongest in Data and Skills and weakest in Uses, Tools and Culture.')
  })

  it('calls nothing strongest where all stand at the same point', () => {
    show({ Uses: [3, 3, 3], Data: [2, 3, 4] })
    expect(opening()).toContain('Overall, your union stands at 3 Learning. All parts stand at the same point.')
    expect(wordsOf()).not.toContain('strongest')
  })

  it('says so where there are too few answers for an overall placing', () => {
    show({ Uses: [2, 2, 2], Data: [4, 4, 4], Tools: [], Skills: [] })
    expect(opening()).toBe(
      'There are too few answers to place your union overall. It is strongest in Data and weakest in Uses. ' +
        '6 of 12 questions that apply were answered with a level.',
    )
  })

  it('names no part where none has a score', () => {
    show({ Uses: [], Data: [1] })
    expect(opening()).toBe(
      'There are too few answers to place your union overall. 1 of 6 questions that apply were answered with a level.',
    )
  })

  it('does not say that all parts stand at the same point where only one of them has a score', () => {
    show({ Uses: [2, 2, 2], Data: [], Tools: [] })
    expect(opening()).not.toContain('All parts')
  })

  it('is silent about what is provisional or has no score where there is no such part', () => {
    show({ Uses: [2, 2, 2], Data: [4, 4, 4] })
    expect(wordsOf()).not.toMatch(/provisional|no score/)
  })

  it.each([
    ['one', { Uses: [2, 2], Data: [4, 4, 4] }, 'Uses is provisional: fewer than 80 % of its questions have a level.'],
    [
      'several',
      { Uses: [2, 2], Data: [4, 4], Tools: [1, 1, 1] },
      'Uses and Data are provisional: fewer than 80 % of their questions have a level.',
    ],
  ])('names what is provisional: %s', (_what, levels, words) => {
    show(levels)
    expect(wordsOf()).toContain(words)
  })

  it.each([
    ['one', { Uses: [2], Data: [4, 4, 4] }, 'Uses has no score: fewer than half of its questions have a level.'],
    [
      'several',
      { Uses: [2], Data: [], Tools: [3, 3, 3] },
      'Uses and Data have no score: fewer than half of their questions have a level.',
    ],
  ])('names what has no score: %s', (_what, levels, words) => {
    show(levels)
    expect(wordsOf()).toContain(words)
  })

  it('is worked out below, with rule and figures', async () => {
    show({ Uses: [2, 2, 2], Data: [4, 4, 5] })
    expect(wordsOf()).not.toContain('3.17')
    // Means 2 and 13/3; their mean is 19/6 = 3.1666…
    await click(the('summary', HOW))
    expect(wordsOf()).toContain('At least 2 of 2 must have one; here 2 have')
    expect(wordsOf()).toContain(
      'The average is 3.17, rounded to the nearest level, halves going up. The dimensions range from 2.00 to 4.33.',
    )
  })

  it('shows what looks like HTML as text', () => {
    show({ [HOSTILE]: [2, 2, 2], Data: [4, 4, 4] })
    expect(document.querySelector('img')).toBeNull()
    expect(document.body.textContent).toContain(`weakest in ${HOSTILE}.`)
  })
})

describe('the opening of the results of a short form', () => {
  it('gives a rough place, and never a decimal', async () => {
    show({ Uses: [2, 3], Data: [3, 3], Tools: [4, 4] }, 'short')
    await click(the('summary', HOW))
    // Means 2.5, 3 and 4; their mean is 3.1666…
    expect(opening()).toBe(
      'As a rough picture, your union stands around 3 Learning. It is strongest in Tools and weakest in Uses. ' +
        '6 of 6 questions that apply were answered with a level.',
    )
    expect(wordsOf()).toContain('The short form asks two questions on each dimension.')
    expect(wordsOf()).not.toMatch(/\d[.,]\d/)
  })
})

import { describe, expect, it } from 'vitest'
import { proposeActions } from '@/domain/actions'
import { NO_AIMS, type Aims } from '@/domain/gaps'
import type { Action, Form } from '@/domain/questionnaire'
import { scoreAssessment } from '@/domain/scoring'
import NextActions from '@/views/results/NextActions.vue'
import { anAction, anItem, answersOf, aQuestionnaire, aSection } from '../../support/builders'
import { all, click, HOSTILE, mountPart, nameOf, the, wordsOf } from '../../support/mounting'

const two = (title: string) => [1, 2].map((number) => anItem(`${title}-${number}`, { shortForm: true }))
const sections = [
  aSection('Culture', two('Culture'), { leveragePercent: 130 }),
  aSection('Tools', two('Tools'), { leveragePercent: 90 }),
]
/** Culture stands at 2, Tools at 3; the mean of 2.5 is 3 Learning, so that every target is 4. */
const LEVELS = { 'Culture-1': 2, 'Culture-2': 2, 'Tools-1': 3, 'Tools-2': 3 }

const talk = anAction('talk', 'Culture', 2, {
  items: ['Culture-1'],
  title: 'Talk about figures',
  begin: 'Put one figure on the agenda.',
  owner: 'organising lead',
})
const buy = anAction('buy', 'Tools', 3, {
  items: ['Tools-1'],
  title: 'Buy a shared list',
  effort: 'medium',
  horizon: 'long',
  after: ['talk'],
})
const train = anAction('train', 'Culture', 2, {
  items: ['Culture-2'],
  title: 'Train the reps',
  needs: [{ item: 'Tools-2', atLeast: 4 }],
})

function show(
  actions: readonly Action[],
  { levels = LEVELS as Readonly<Record<string, number>>, aims = NO_AIMS as Aims, form = 'full' as Form } = {},
) {
  const questionnaire = aQuestionnaire(sections, { actions })
  const scores = scoreAssessment(questionnaire, form, answersOf(levels))
  return mountPart(NextActions, {
    props: {
      questionnaire,
      proposal: proposeActions(questionnaire, scores, aims),
      form,
      hasScore: scores.sections.some(({ mean }) => mean !== null),
    },
  })
}
const offered = () => all('heading').slice(1).map(nameOf)
async function openWorkings(title: string) {
  await click(the('summary', new RegExp(`^How this was worked out.*${title}`)))
}

describe('what to do next', () => {
  it('is counted in its heading, which also names the part of the page', () => {
    show([talk, buy])
    expect(all('heading')[0]?.textContent).toBe('2 things to do next')
    expect(nameOf(the('region'))).toBe('2 things to do next')
  })

  it('is counted also where it is one', () => {
    show([talk])
    expect(all('heading')[0]?.textContent).toBe('One thing to do next')
  })

  it('is told with the most pressing first', () => {
    show([buy, talk])
    expect(offered()).toEqual(['Talk about figures', 'Buy a shared list'])
  })

  it('says how to begin, for what, who, how much and when', () => {
    show([talk, buy])
    const [first, second] = all('listitem').map((item) => wordsOf(item))
    expect(first).toContain('Put one figure on the agenda.')
    expect(first).toContain('From 2 Emerging to 3 Learning in Culture, on the way to your target 4 Developing.')
    expect(first).toContain('Who organising lead Effort Small: days, no new money When Within 3 months')
    expect(second).toContain('Effort Medium: weeks or a small budget When In more than 12 months')
  })

  it('says what is better done first', () => {
    show([talk, buy])
    expect(wordsOf()).toContain('Better done first: Talk about figures.')
  })

  it('is nothing where every target is reached, and says what then', () => {
    show([talk, buy], { levels: { 'Culture-1': 5, 'Culture-2': 5, 'Tools-1': 5, 'Tools-2': 5 } })
    expect(all('heading')[0]?.textContent).toBe('What to do next')
    expect(wordsOf()).toContain('You have reached your targets.')
    expect(all('listitem')).toEqual([])
  })

  it('does not claim that targets are reached where there is no score to tell', () => {
    show([talk, buy], { levels: {} })
    expect(wordsOf()).not.toContain('You have reached your targets.')
  })

  it('does not claim that targets are reached where all that is left has to wait', () => {
    show([train])
    expect(wordsOf()).not.toContain('You have reached your targets.')
  })

  it('shows what looks like HTML as text', () => {
    show([{ ...talk, title: HOSTILE, begin: HOSTILE, owner: HOSTILE }])
    expect(document.querySelector('img')).toBeNull()
    expect(all('heading')[1]?.textContent).toBe(HOSTILE)
  })
})

describe('the place of an action', () => {
  it('is worked out with every factor', async () => {
    show([talk, buy])
    expect(wordsOf()).not.toContain('Leverage')
    await openWorkings('Buy a shared list')
    const words = wordsOf()
    // Gap 4 − 3 = 1, importance 1, leverage 0.9, effort 2: 0.45.
    expect(words).toContain('Gap 1.00: your target is 4 and the average is 3.00.')
    expect(words).toContain('Importance 1: you did not mark this dimension as most important.')
    expect(words).toContain('Leverage 0.9: how far work here helps the other dimensions.')
    expect(words).toContain('Effort 2: medium')
    expect(words).toContain('Result 0.45, rounded to two decimals.')
  })

  it('counts what matters most to the union', async () => {
    show([talk], { aims: { targets: {}, starred: ['Culture'] } })
    await openWorkings('Talk about figures')
    // Gap 4 − 2 = 2, importance 1.5, leverage 1.3, effort 1: 3.9.
    expect(wordsOf()).toContain('Importance 1.5: you marked this dimension as most important.')
    expect(wordsOf()).toContain('Result 3.90, rounded to two decimals.')
  })

  it('calls the gap of a short form rough', async () => {
    show([talk], { form: 'short' })
    await openWorkings('Talk about figures')
    expect(wordsOf()).toContain('Gap 2.00, a rough figure from the answers of the short form.')
    expect(wordsOf()).not.toContain('the average is')
  })
})

describe('an action that has to wait', () => {
  it('is listed apart, with the reason', async () => {
    show([talk, train])
    expect(offered()).toEqual(['Talk about figures'])
    await click(the('summary', 'One more action has to wait'))
    expect(wordsOf()).toContain('Train the reps It waits until “Tools-2?” has reached 4 Developing.')
  })

  it('is counted with the others', () => {
    show([talk, train, { ...train, id: 'again', title: 'Train again' }])
    expect(nameOf(the('summary', /have to wait$/))).toBe('2 more actions have to wait')
  })

  it('is not mentioned where there is none', () => {
    show([talk])
    expect(wordsOf()).not.toContain('to wait')
  })
})

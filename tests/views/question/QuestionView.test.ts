import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import type { Assessment } from '@/domain/assessment'
import type { Item, Questionnaire } from '@/domain/questionnaire'
import { useAssessmentStore } from '@/stores/assessment'
import { usePreferenceStore } from '@/stores/preferences'
import QuestionView from '@/views/question/QuestionView.vue'
import { dataGovernance, dataMaturity, dontKnow } from '../../support/builders'
import { all, click, mountScreen, nameOf, the, wordsOf } from '../../support/mounting'
import { emptyDevice, keep } from '../device'
import { aProject, aRound, harbour, loadQuestionnaires, PATIENCE } from '../rounds'

beforeAll(loadQuestionnaires)
beforeEach(emptyDevice)

/** A draft of this questionnaire on the device; the items of the ids have the answer “don’t know”. */
async function begin(questionnaire: Questionnaire, more: Partial<Assessment> = {}, unknown: readonly string[] = []) {
  const answers = Object.fromEntries(unknown.map((itemId) => [itemId, dontKnow]))
  await keep(questionnaire, aRound('a1', { status: 'draft', sealedAt: null, ...more }), answers)
}

function itemOf(questionnaire: Questionnaire, itemId: string): Item {
  const item = questionnaire.sections.flatMap(({ items }) => items).find(({ id }) => id === itemId)
  if (!item) throw new Error(`no item ${itemId}`)
  return item
}

/** Comes to a question and waits until it has noted where one is. */
async function visit(itemId: string, prompt: string) {
  const screen = await mountScreen(QuestionView, { path: `/a/a1/q/${itemId}`, props: { id: 'a1', q: itemId } })
  await vi.waitFor(() => the('heading', prompt), PATIENCE)
  await useAssessmentStore().flush()
  await nextTick()
  return screen
}

describe('a question', () => {
  const items = dataMaturity.sections[0]?.items ?? []
  beforeEach(() => begin(dataMaturity))

  /** Comes to a question of the first dimension, counted from 1. */
  async function arrive(position: number) {
    const item = items[position - 1]
    if (!item) throw new Error(`no question ${position}`)
    return { ...(await visit(item.id, item.prompt)), item }
  }

  it('says what is asked, how to choose, why, and where one is', async () => {
    const { item } = await arrive(2)
    expect(wordsOf()).toContain('Uses · Question 2 of 6')
    expect(wordsOf()).toContain('Choose the highest level that is fully true today')
    expect(document.body.textContent).toContain(item.why)
    expect(document.title).toBe('Uses, question 2 of 6 – Waymark')
  })

  it('asks in the name of the group of answers', async () => {
    const { item } = await arrive(1)
    expect(all('radio', undefined, the('group', item.prompt))).toHaveLength(7)
  })

  it('shows the five levels in full, without their names where those are hidden', async () => {
    await arrive(1)
    expect(nameOf(the('summary', /^The levels of Uses in full/))).toBe('The levels of Uses in full')
    expect(all('listitem').map(nameOf)[2]).toMatch(/^3 Learning Some campaigns/)
    await usePreferenceStore().set('hideLevelNames', true)
    await nextTick()
    expect(all('listitem').map(nameOf)[2]).toMatch(/^3 Some campaigns/)
    expect(wordsOf()).not.toContain('3 Learning')
  })

  it('takes an answer back, and the focus goes to the question', async () => {
    const { item } = await arrive(1)
    expect(all('button', 'Clear this answer')).toEqual([])
    await click(the('radio', /^2 /))
    await click(the('button', 'Clear this answer'))
    expect(all('radio').filter(({ checked }) => checked)).toEqual([])
    expect(document.activeElement).toBe(the('heading', item.prompt))
    await useAssessmentStore().flush()
  })

  it('does not announce, on arrival, a save of nothing', async () => {
    const { wrapper } = await arrive(1)
    wrapper.unmount()
    await arrive(2)
    expect(all('status').map(nameOf).join('')).toBe('')
  })
})

describe('a question of a check', () => {
  const promptOf = (itemId: string) => itemOf(dataGovernance, itemId).prompt
  const rule = () => the('summary', /^The rule behind this/)
  const arrive = (itemId: string) => visit(itemId, promptOf(itemId))

  it('has the rule behind it, closed, as law for a union that is under it', async () => {
    await begin(dataGovernance)
    await arrive('gov-data-storage')
    expect(rule().textContent).toBe(`The rule behind this: ${promptOf('gov-data-storage')}`)
    expect(wordsOf()).not.toContain('This is a duty by law.')
    await click(rule())
    expect(wordsOf()).toContain('This is a duty by law. It is most likely to hurt people when it is missing.')
    expect(wordsOf()).toContain('By law: European Union and United Kingdom: ')
  })

  it('has the rule as good practice for a union that is under another law', async () => {
    await begin(dataGovernance)
    await keep(dataGovernance, aRound('a2'), {}, { ...harbour, law: 'other' })
    await arrive('gov-data-storage')
    await click(rule())
    expect(wordsOf()).toContain('This is good practice.')
    expect(wordsOf()).toContain('As good practice: European Union and United Kingdom: ')
    expect(wordsOf()).not.toMatch(/by law/i)
  })

  it('is the only one with a rule: the data maturity framework has none', async () => {
    await begin(dataMaturity)
    await visit('uses-planning', itemOf(dataMaturity, 'uses-planning').prompt)
    expect(all('summary', /^The rule behind this/)).toEqual([])
  })

  it('is worded for the project where it is about one', async () => {
    const { forProject } = itemOf(dataGovernance, 'gov-plan-written')
    await begin(dataGovernance, { subject: aProject('New membership system') })
    await visit('gov-plan-written', forProject?.prompt ?? '')
    expect(nameOf(the('heading', /./))).toContain('this project')
    expect(nameOf(the('radio', /^3 /))).toContain(forProject?.options?.[3]?.text)
  })

  it('is worded for the union where it is about the union', async () => {
    const { prompt, options } = itemOf(dataGovernance, 'gov-plan-written')
    await begin(dataGovernance)
    await visit('gov-plan-written', prompt)
    expect(nameOf(the('heading', /./))).toContain('your union')
    expect(nameOf(the('radio', /^3 /))).toContain(options[3]?.text)
  })
})

describe('whom to ask', () => {
  /** The data protection lead knows two of these, the IT lead two, the membership officer one. */
  const FIVE = [
    'gov-plan-purpose',
    'gov-plan-lawful-basis',
    'gov-community-tell',
    'gov-data-storage',
    'gov-rules-access',
  ] as const
  const [purpose, ...others] = FIVE
  const arrive = (itemId: string) => visit(itemId, itemOf(dataGovernance, itemId).prompt)
  const told = () => all('status').map(nameOf).join('')
  const WORDS =
    'You have answered “We don’t know yet” to 5 questions so far. A colleague may know: the data protection lead, ' +
    'IT lead and membership officer. You can mark these questions to come back to.'

  it('is said from the fifth “don’t know” on', async () => {
    await begin(dataGovernance, {}, others)
    await arrive(purpose)
    expect(told()).toBe('')
    await click(the('radio', 'We don’t know yet'))
    expect(told()).toContain(WORDS)
    await useAssessmentStore().flush()
  })

  it('is not said of four', async () => {
    await begin(dataGovernance, {}, others.slice(1))
    await arrive(purpose)
    await click(the('radio', 'We don’t know yet'))
    expect(wordsOf()).not.toContain('A colleague may know')
    await useAssessmentStore().flush()
  })

  it('is said where one more is not known, and not at an answer that is', async () => {
    await begin(dataGovernance, {}, FIVE)
    await arrive('gov-plan-written')
    expect(wordsOf()).not.toContain('A colleague may know')
    await click(the('radio', /^1 /))
    expect(wordsOf()).not.toContain('A colleague may know')
    await click(the('radio', 'We don’t know yet'))
    expect(told()).toContain('to 6 questions so far')
    await useAssessmentStore().flush()
  })

  it('is not said in the data maturity framework, which names nobody', async () => {
    const unknown = (dataMaturity.sections[1]?.items ?? []).map(({ id }) => id)
    await begin(dataMaturity, {}, unknown)
    const [first = ''] = unknown
    expect(unknown.length).toBeGreaterThanOrEqual(5)
    await visit(first, itemOf(dataMaturity, first).prompt)
    expect(wordsOf()).not.toContain('A colleague may know')
  })
})

describe('going on', () => {
  const arrive = (itemId: string) => visit(itemId, itemOf(dataGovernance, itemId).prompt)

  /** Where “Continue” leads from a question. */
  async function next(itemId: string, form: Assessment['form'] = 'full', button = 'Continue') {
    await begin(dataGovernance, { form })
    const { router } = await arrive(itemId)
    await click(the('button', button))
    await vi.waitFor(() => expect(router.currentRoute.value.path).not.toBe(`/a/a1/q/${itemId}`))
    return router.currentRoute.value.path
  }

  it('leads to the next question', async () => {
    expect(await next('gov-data-sensitive')).toBe('/a/a1/q/gov-data-end')
  })

  it('leads from one part into the next', async () => {
    expect(await next('gov-plan-review')).toBe('/a/a1/q/gov-community-tell')
  })

  it('leads to a rest half-way, which knows where to go on', async () => {
    expect(await next('gov-data-end')).toBe('/a/a1/rest/gov-roles-owner')
  })

  it('leads to a rest also where the question is skipped', async () => {
    expect(await next('gov-data-end', 'full', 'Skip for now')).toBe('/a/a1/rest/gov-roles-owner')
  })

  it('leads to a rest in the short form after the last question that it asks of that part', async () => {
    expect(await next('gov-data-storage', 'short')).toBe('/a/a1/rest/gov-roles-reps')
  })

  it('leads back to the check of the answers for who came from there to change one', async () => {
    await begin(dataGovernance, { form: 'full' })
    const props = { id: 'a1', q: 'gov-data-sensitive', fromCheck: true }
    const { router } = await mountScreen(QuestionView, { path: '/a/a1/q/gov-data-sensitive', props })
    await vi.waitFor(() => the('heading', itemOf(dataGovernance, 'gov-data-sensitive').prompt), PATIENCE)
    expect(the('link', 'Back to all answers').getAttribute('href')).toBe('/a/a1/check')
    // Neither the question before nor leaving it out: both would lead into a second walk through all questions.
    expect(all('link').map(nameOf)).toEqual(['Back to all answers'])
    expect(all('button').map(nameOf)).not.toContain('Skip for now')
    await click(the('button', 'Continue to check your answers'))
    await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/a/a1/check'))
  })

  it('leads to the check of the answers after the last question', async () => {
    expect(await next('gov-risk-continuity', 'full', 'Continue to check your answers')).toBe('/a/a1/check')
  })
})

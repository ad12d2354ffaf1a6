import { describe, expect, it } from 'vitest'
import type { Assessment } from '@/domain/assessment'
import { completenessOf } from '@/domain/completeness'
import type { Place, Workshop } from '@/stores/library'
import RoundCard from '@/views/home/RoundCard.vue'
import { anItem, answersOf } from '../../support/builders'
import { all, HOSTILE, mountScreen, nameOf, the, wordsOf } from '../../support/mounting'
import { aProject, aRound, harbour } from '../rounds'

const draft = aRound('a1', { form: 'short', status: 'draft', sealedAt: null })
const sealed = aRound('a1')
const place: Place = {
  itemId: 'pay',
  sectionTitle: 'Uses',
  position: 2,
  sectionItems: 6,
  completeness: completenessOf([anItem('plans'), anItem('pay'), anItem('lists')], answersOf({ plans: 2 })),
}

const show = (assessment: Assessment, name = 'Harbour Union', where: Place | null = null) =>
  mountScreen(RoundCard, {
    props: { round: { assessment, union: { ...harbour, name } }, questionnaireTitle: 'Made up', place: where },
  })
const linkTo = (name: string) => the('link', name).getAttribute('href')

describe('the card of a round', () => {
  it('says whose it is, of which questionnaire, which form and which day', async () => {
    await show(sealed)
    expect(nameOf(the('heading'))).toBe('Harbour Union')
    expect(wordsOf()).toContain('Made up Full form · 22 November 2026')
  })

  it('has words for a union without a name', async () => {
    await show(sealed, '')
    expect(nameOf(the('heading'))).toBe('Your union')
  })

  it('says which project it is about, and only where it is about one', async () => {
    const { wrapper } = await show({ ...sealed, subject: aProject('New membership system') })
    expect(wordsOf()).toContain('Made up Project: New membership system Full form')
    wrapper.unmount()
    await show(sealed)
    expect(wordsOf()).not.toContain('Project')
  })

  it('shows any name of a project as text', async () => {
    const { wrapper } = await show({ ...sealed, subject: aProject(HOSTILE) })
    expect(wrapper.element.querySelector('img')).toBeNull()
    expect(wrapper.element.textContent).toContain(`Project: ${HOSTILE}`)
  })

  it('shows any name as text, in its own direction', async () => {
    const { wrapper } = await show(sealed, HOSTILE)
    expect(wrapper.element.querySelector('img')).toBeNull()
    expect(the('heading').textContent).toBe(HOSTILE)
    expect(the('heading').getAttribute('dir')).toBe('auto')
  })
})

describe('the card of an unfinished round', () => {
  it('goes on at the very question', async () => {
    await show(draft, 'Harbour Union', place)
    expect(linkTo('Continue: Uses, question 2 of 6 for Harbour Union, 22 November 2026')).toBe('/a/a1/q/pay')
    expect(linkTo('See all parts for Harbour Union, 22 November 2026')).toBe('/a/a1')
    expect(linkTo('See the union’s page Harbour Union')).toBe('/u/harbour')
    expect(wordsOf()).toContain('1 of 3 questions answered')
    // There a file is saved, also before the round is finished.
    expect(linkTo('See the union’s page Harbour Union')).toBe('/u/harbour')
  })

  it('goes on with all parts as long as the place is not known', async () => {
    await show(draft)
    expect(linkTo('Continue for Harbour Union, 22 November 2026')).toBe('/a/a1')
    expect(wordsOf()).not.toContain('answered')
  })
})

describe('the card of a round that a group answers', () => {
  const showWith = (workshop: Workshop) =>
    mountScreen(RoundCard, {
      props: { round: { assessment: draft, union: harbour }, questionnaireTitle: 'Made up', place, workshop },
    })

  it.each([
    ['in its workshop', { sectionIds: [], hasMeetings: true, isClosed: false }, 'Continue the workshop', '/room/a1'],
    [
      'with the responses where there is no meeting',
      { sectionIds: [], hasMeetings: false, isClosed: false },
      'Continue to gather responses',
      '/room/a1/responses',
    ],
    [
      'with the check once that is closed',
      { sectionIds: [], hasMeetings: true, isClosed: true },
      'Check the answers and finish',
      '/a/a1/check',
    ],
  ])('says so and goes on %s', async (_where, workshop, name, path) => {
    await showWith(workshop)
    expect(wordsOf()).toContain('Workshop')
    expect(linkTo(`${name} for Harbour Union, 22 November 2026`)).toBe(path)
  })
})

describe('the card of answers that are to be handed over', () => {
  const handOver = { key: '0123456789abcdef', requestId: null, edition: 0, given: '' }

  it('says so, and goes on at the question', async () => {
    await show({ ...draft, handOver }, 'Harbour Union', place)
    expect(wordsOf()).toContain('Your own answers, to be handed over')
    expect(linkTo('Continue: Uses, question 2 of 6 for Harbour Union, 22 November 2026')).toBe('/a/a1/q/pay')
  })

  it('says so once they are handed over', async () => {
    await show({ ...draft, handOver: { ...handOver, edition: 1, given: 'x' } }, 'Harbour Union', place)
    expect(wordsOf()).toContain('Your own answers, handed over')
    expect(wordsOf()).not.toContain('to be handed over')
  })

  it('leads to handing over once everything is answered', async () => {
    const completeness = completenessOf([anItem('plans')], answersOf({ plans: 2 }))
    await show({ ...draft, handOver }, 'Harbour Union', { ...place, completeness })
    expect(linkTo('Hand over your answers for Harbour Union, 22 November 2026')).toBe('/a/a1/hand-over')
  })

  it('offers to hand over again what is handed over already', async () => {
    const completeness = completenessOf([anItem('plans')], answersOf({ plans: 2 }))
    const given = { ...handOver, edition: 1, given: 'x' }
    await show({ ...draft, handOver: given }, 'Harbour Union', { ...place, completeness })
    expect(linkTo('Hand over your answers again for Harbour Union, 22 November 2026')).toBe('/a/a1/hand-over')
  })
})

describe('the card of a sealed round', () => {
  it('opens the results and the page of the union, and says of which', async () => {
    await show(sealed)
    expect(linkTo('See the results for Harbour Union, 22 November 2026')).toBe('/a/a1/results')
    expect(linkTo('See the union’s page Harbour Union')).toBe('/u/harbour')
    expect(all('link')).toHaveLength(2)
  })
})

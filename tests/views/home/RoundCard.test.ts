import { describe, expect, it } from 'vitest'
import type { Assessment } from '@/domain/assessment'
import { completenessOf } from '@/domain/completeness'
import type { Place } from '@/stores/library'
import RoundCard from '@/views/home/RoundCard.vue'
import { anItem, answersOf } from '../../support/builders'
import { all, HOSTILE, mountScreen, nameOf, the, wordsOf } from '../../support/mounting'

const draft: Assessment = {
  id: 'a1',
  unionId: 'u1',
  questionnaireId: 'made-up',
  questionnaireVersion: '1.0.0',
  form: 'short',
  respondent: { role: 'elected', knowledge: null, name: '' },
  date: '2026-11-22',
  status: 'draft',
  createdAt: 0,
  sealedAt: null,
  copiedFrom: null,
  lastItem: null,
}
const sealed: Assessment = { ...draft, status: 'sealed', form: 'full', sealedAt: 1 }
const place: Place = {
  itemId: 'pay',
  sectionTitle: 'Uses',
  position: 2,
  sectionItems: 6,
  completeness: completenessOf([anItem('plans'), anItem('pay'), anItem('lists')], answersOf({ plans: 2 })),
}

const show = (assessment: Assessment, name = 'Harbour Union', where: Place | null = null) =>
  mountScreen(RoundCard, {
    props: { round: { assessment, union: { id: 'u1', name } }, questionnaireTitle: 'Made up', place: where },
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
    expect(wordsOf()).toContain('1 of 3 questions answered')
  })

  it('goes on with all parts as long as the place is not known', async () => {
    await show(draft)
    expect(linkTo('Continue for Harbour Union, 22 November 2026')).toBe('/a/a1')
    expect(wordsOf()).not.toContain('answered')
  })
})

describe('the card of a sealed round', () => {
  it('opens the results, and says of which round', async () => {
    await show(sealed)
    expect(the('link').textContent?.trim()).toBe('See the results for Harbour Union, 22 November 2026')
    expect(the('link').getAttribute('href')).toBe('/a/a1/results')
    expect(all('link')).toHaveLength(1)
  })
})

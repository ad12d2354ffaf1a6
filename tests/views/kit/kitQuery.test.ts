import { describe, expect, it } from 'vitest'
import { kitQueryOf, readKitQuery } from '@/views/kit/kitQuery'
import { aQuestionnaire, aSection, dataGovernance, dataMaturity } from '../../support/builders'

const OFFERED = [dataMaturity, dataGovernance]
const read = (query: Record<string, unknown>) => readKitQuery(query, OFFERED)

describe('the address of the kit', () => {
  it('may be bare: then everything is as usual', () => {
    expect(read({})).toEqual({
      questionnaire: dataMaturity,
      form: 'full',
      sections: null,
      people: 10,
      minutes: 120,
      meetings: null,
      vote: 'ballots',
      session: null,
      doubted: [],
    })
  })

  it('says everything that a prepared workshop needs', () => {
    const query = {
      questionnaire: 'data-governance',
      form: 'short',
      sections: 'risk,plan',
      people: '12',
      minutes: '90',
      meetings: '3',
      vote: 'cards',
      session: 'V1StGXR8_Z5jdHi6B-myT',
    }
    expect(read(query)).toEqual({
      questionnaire: dataGovernance,
      form: 'short',
      // In the questionnaire's order.
      sections: ['plan', 'risk'],
      people: 12,
      minutes: 90,
      meetings: 3,
      vote: 'cards',
      session: 'V1StGXR8_Z5jdHi6B-myT',
      doubted: [],
    })
  })

  it.each([
    ['questionnaire', 'nobody', { questionnaire: dataMaturity }],
    ['form', 'long', { form: 'full' }],
    ['sections', 'uses,nobody', { sections: ['uses'] }],
    ['sections', 'nobody', { sections: null }],
    ['sections', '', { sections: null }],
    ['people', '1', { people: 10 }],
    ['people', '61', { people: 10 }],
    ['people', '1e1', { people: 10 }],
    ['people', '-12', { people: 10 }],
    ['people', '12.5', { people: 10 }],
    ['people', ['12', '13'], { people: 10 }],
    ['people', null, { people: 10 }],
    ['minutes', '29', { minutes: 120 }],
    ['minutes', '481', { minutes: 120 }],
    ['meetings', '0', { meetings: null }],
    ['meetings', '21', { meetings: null }],
    ['vote', 'aloud', { vote: 'ballots' }],
    ['session', '../../etc', { session: null }],
    ['session', 'x'.repeat(61), { session: null }],
  ])('is doubted where %s is %j, and the usual stands in its place', (name, value, usual) => {
    expect(read({ [name]: value })).toMatchObject({ ...usual, doubted: [name] })
  })

  it('takes the bounds themselves', () => {
    expect(read({ people: '2', minutes: '30', meetings: '1' })).toMatchObject({ people: 2, minutes: 30, meetings: 1 })
    expect(read({ people: '60', minutes: '480', meetings: '20' })).toMatchObject({
      people: 60,
      minutes: 480,
      meetings: 20,
    })
  })

  it('cannot ask for a short form of a questionnaire that has none', () => {
    const bare = aQuestionnaire([aSection('a', ['b'])])
    expect(readKitQuery({ form: 'short' }, [bare])).toMatchObject({ form: 'full', doubted: ['form'] })
  })

  it('has no questionnaire where none is offered', () => {
    expect(readKitQuery({ sections: 'uses' }, [])).toMatchObject({ questionnaire: null, sections: null })
  })
})

describe('the address that is written', () => {
  it('leaves out what is usual', () => {
    expect(kitQueryOf(read({}))).toEqual({ questionnaire: 'data-maturity' })
  })

  it('is read back as it was', () => {
    const query = { questionnaire: 'data-governance', form: 'short', sections: 'plan', people: '6', session: 'abc' }
    expect(kitQueryOf(read(query))).toEqual(query)
    const rest = { questionnaire: 'data-maturity', minutes: '90', meetings: '4', vote: 'cards' }
    expect(kitQueryOf(read(rest))).toEqual(rest)
  })
})

import { describe, expect, it } from 'vitest'
import { explain, termsIn } from '@/domain/glossary'
import type { Term } from '@/domain/questionnaire'

function aTerm(id: string, ...words: readonly string[]): Term {
  return { id, term: id, text: `What ${id} is.`, words }
}

const data = aTerm('data', 'data')
const register = aTerm('register', 'data register', 'data registers')
const rep = aTerm('rep', 'rep', 'reps')

describe('W1 · glossary words', () => {
  it('are found by the forms the questionnaire gives', () => {
    expect(explain('Two reps keep it.', [rep])).toEqual([
      { text: 'Two ', term: null },
      { text: 'reps', term: rep },
      { text: ' keep it.', term: null },
    ])
  })

  it('are found in any case, and the text stays as it was written', () => {
    expect(explain('Data first', [data])).toEqual([
      { text: 'Data', term: data },
      { text: ' first', term: null },
    ])
    expect(explain('ÉLU', [aTerm('elected', 'élu')])[0]?.term?.id).toBe('elected')
  })

  it('are whole words, in any script', () => {
    const nothing = ['database', 'metadata', 'data2', 'dataé'].flatMap((text) => termsIn([text], [data]))
    expect(nothing).toEqual([])
    expect(termsIn(['(data)', 'open-data'], [data])).toEqual([data])
  })

  it('are the longest first', () => {
    expect(explain('the data register', [data, register])).toEqual([
      { text: 'the ', term: null },
      { text: 'data register', term: register },
    ])
  })

  it('are explained at their first place in a text, whatever the form', () => {
    expect(explain('A rep asks reps', [rep])).toEqual([
      { text: 'A ', term: null },
      { text: 'rep', term: rep },
      { text: ' asks reps', term: null },
    ])
  })

  it('may hold signs that mean something in a search pattern', () => {
    const signs = aTerm('signs', 'c++', 'yes/no?')
    expect(termsIn(['written in c++ today'], [signs])).toEqual([signs])
    expect(termsIn(['written in ccc today', 'yes/n'], [signs])).toEqual([])
  })

  it('leave a text without any as it is', () => {
    expect(explain('Nothing here', [data])).toEqual([{ text: 'Nothing here', term: null }])
    expect(explain('Nothing here', [])).toEqual([{ text: 'Nothing here', term: null }])
  })

  it('are listed once each, in the order they come up', () => {
    expect(termsIn(['reps and data', 'data registers, reps'], [data, register, rep])).toEqual([rep, data, register])
  })
})

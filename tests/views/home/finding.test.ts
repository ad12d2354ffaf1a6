import { describe, expect, it } from 'vitest'
import type { Round } from '@/stores/library'
import { searchable, type Names } from '@/views/home/finding'
import { aProject, aRound } from '../rounds'

/** A round of a union with this name; its questionnaire is the check where its id says so. */
function round(id: string, name: string, date = '2026-03-01', more: Parameters<typeof aRound>[1] = {}): Round {
  return {
    assessment: aRound(id, { date, unionId: name, questionnaireId: 'maturity', ...more }),
    union: { id: name, name, law: null },
  }
}

const rounds = [
  round('a', 'Harbour Union', '2026-03-01'),
  round('b', 'Harbour Union', '2025-03-01', { questionnaireId: 'check' }),
  round('c', 'Éducation Île-de-France', '2025-06-01'),
  round('d', 'عُمّال الميناء', '2026-06-01'),
  round('e', 'Teachers’ Union', '2024-06-01', { questionnaireId: 'check', subject: aProject('Member app') }),
]

/** One of them has no round that was read. */
const unionNames = ['Teachers’ Union', 'Éducation Île-de-France', 'Weavers’ Union', 'عُمّال الميناء', 'Harbour Union']
const names: Names = {
  union: ({ name }) => name,
  questionnaire: ({ assessment }) =>
    assessment.questionnaireId === 'check' ? 'Data governance check' : 'Data maturity framework',
}
const find = searchable(
  rounds,
  unionNames.map((name) => ({ id: name, name, law: null })),
  names,
)
const ids = (words: string) => find(words).rounds.map(({ assessment }) => assessment.id)
const unions = (words: string) => find(words).unions.map(({ name }) => name)

describe('a search', () => {
  it.each([
    ['a part of a union’s name', 'harb', ['a', 'b'], ['Harbour Union']],
    ['other capitals', 'hARBOUR uNION', ['a', 'b'], ['Harbour Union']],
    ['a name without its accents', 'education ile', ['c'], ['Éducation Île-de-France']],
    ['a name with accents that it does not have', 'hàrbour', ['a', 'b'], ['Harbour Union']],
    ['a name from right to left, without its vowel signs', 'عمال', ['d'], ['عُمّال الميناء']],
    ['another apostrophe', "teachers'", ['e'], ['Teachers’ Union']],
    ['a year', '2025', ['b', 'c'], []],
    ['a year and a month', '2025-06', ['c'], []],
    ['a number that is only a day', '01', [], []],
    ['a year and a union, in any order', '2025 harbour', ['b'], []],
    ['a questionnaire', 'governance', ['b', 'e'], []],
    ['a project', 'member app', ['e'], []],
    ['words of two unions', 'harbour education', [], []],
  ])('finds by %s', (_how, words, found, named) => {
    expect(ids(words)).toEqual(found)
    expect(unions(words)).toEqual(named)
  })

  it('finds every union once, in the order of their names, also one without rounds', () => {
    expect(unions('union')).toEqual(['Harbour Union', 'Teachers’ Union', 'Weavers’ Union'])
    expect(ids('weavers')).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { allItems, type Item, type Questionnaire } from '@/domain/questionnaire'
import { checkFolder } from '@/questionnaires/folder'
import { readQuestionnaire } from '@/questionnaires/read'
import { dataMaturity, earlierMaturity, laterMaturity } from '../support/builders'
import { rounds } from '../fixtures/versions/three-rounds.json'

const itemsIn = (questionnaire: Questionnaire) => allItems(questionnaire, 'full').map(({ item }) => item)
const idsIn = (questionnaire: Questionnaire) => itemsIn(questionnaire).map(({ id }) => id)

/** Everything but the version, the items, and the items that actions name. */
const frameOf = ({ sections, actions, ...rest }: Questionnaire) => ({
  ...rest,
  version: '',
  sections: sections.map((section) => ({ ...section, items: [] })),
  actions: actions.map((action) => ({ ...action, items: [] })),
})

/** The keys that differ between two items. */
function differences(a: Item, b: Item): readonly string[] {
  const [left, right]: Readonly<Record<string, unknown>>[] = [{ ...a }, { ...b }]
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])]
  return keys.filter((key) => JSON.stringify(left?.[key]) !== JSON.stringify(right?.[key]))
}

/** What differs in the items that two versions ask under the same id. */
function changesBetween(older: Questionnaire, newer: Questionnaire): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    itemsIn(newer).flatMap((item) => {
      const own = itemsIn(older).find(({ id }) => id === item.id)
      const changed = own ? differences(own, item) : []
      return changed.length ? [[item.id, changed]] : []
    }),
  )
}

const itemOf = (questionnaire: Questionnaire, id: string) => itemsIn(questionnaire).find((item) => item.id === id)
const optionsOf = (questionnaire: Questionnaire, id: string) =>
  Object.fromEntries((itemOf(questionnaire, id)?.options ?? []).map(({ value, text }) => [value, text]))

describe.each([
  ['0.9.0', earlierMaturity],
  ['1.1.0', laterMaturity],
])('version %s of the data maturity framework', (version, questionnaire) => {
  it('is read without problems', () => {
    expect(questionnaire.version).toBe(version)
    expect(readQuestionnaire(questionnaire)).toEqual({ ok: true, questionnaire })
    expect(checkFolder('data-maturity', { 'questionnaire.json': JSON.stringify(questionnaire) })).toEqual([
      { file: 'questionnaire.json', problems: [], notes: [] },
    ])
  })

  it('asks 40 items in the seven dimensions, and 14 in the short form', () => {
    expect(allItems(questionnaire, 'full')).toHaveLength(40)
    expect(allItems(questionnaire, 'short')).toHaveLength(14)
  })

  it('differs from the shipped one in its items only', () => {
    expect(frameOf(questionnaire)).toEqual(frameOf(dataMaturity))
  })
})

describe('version 0.9.0 differs from the shipped one', () => {
  it('by the items it asks: two removed since, two added since, one under another id', () => {
    const [before, now] = [idsIn(earlierMaturity), idsIn(dataMaturity)]
    expect(before.filter((id) => !now.includes(id))).toEqual(['uses-gains', 'data-retention', 'tools-support'])
    expect(now.filter((id) => !before.includes(id))).toEqual(['uses-benefit', 'analysis-joining', 'skills-everyday'])
    expect(before.filter((id) => now.includes(id))).toEqual(now.filter((id) => before.includes(id)))
  })

  it('by the id alone of the item that had another one', () => {
    expect(itemOf(earlierMaturity, 'uses-gains')).toEqual({ ...itemOf(dataMaturity, 'uses-benefit'), id: 'uses-gains' })
    expect(idsIn(earlierMaturity).indexOf('uses-gains')).toBe(idsIn(dataMaturity).indexOf('uses-benefit'))
  })

  it('in three reworded and two rescored items', () => {
    expect(changesBetween(earlierMaturity, dataMaturity)).toEqual({
      'uses-casework': ['prompt'],
      'leadership-mandate': ['options'],
      'leadership-investment': ['options'],
      'culture-open-members': ['prompt', 'options'],
      'culture-protection': ['weight'],
    })
    expect(itemOf(earlierMaturity, 'culture-protection')?.weight).toBe(2)
  })

  it('in one option of each item with reworded options', () => {
    for (const [id, value] of [
      ['leadership-mandate', 3],
      ['culture-open-members', 2],
    ] as const) {
      const [before, now] = [optionsOf(earlierMaturity, id), optionsOf(dataMaturity, id)]
      expect(before[value]).not.toBe(now[value])
      expect({ ...before, [value]: now[value] }).toEqual(now)
    }
  })

  it('in the places of two neighbouring options', () => {
    const now = optionsOf(dataMaturity, 'leadership-investment')
    expect(optionsOf(earlierMaturity, 'leadership-investment')).toEqual({ ...now, 2: now[3], 3: now[2] })
  })

  it('in the actions that name these items', () => {
    const named = ({ actions }: Questionnaire) => new Map(actions.map(({ id, items }) => [id, items.join(' ')]))
    const [before, now] = [named(earlierMaturity), named(dataMaturity)]
    const changed = [...now].filter(([id, items]) => before.get(id) !== items)
    expect(changed.map(([id, items]) => [id, before.get(id), items])).toEqual([
      ['act-uses-34-a', 'uses-planning uses-gains', 'uses-planning uses-benefit'],
      ['act-uses-45-a', 'uses-bargaining uses-gains', 'uses-bargaining uses-benefit'],
      ['act-analysis-34-a', 'analysis-type', 'analysis-type analysis-joining'],
      ['act-skills-12-b', 'skills-training', 'skills-training skills-everyday'],
      ['act-skills-34-a', 'skills-training', 'skills-training skills-everyday'],
    ])
  })
})

describe('version 1.1.0', () => {
  it('only says of one item under which id it was asked', () => {
    expect(idsIn(laterMaturity)).toEqual(idsIn(dataMaturity))
    expect(changesBetween(dataMaturity, laterMaturity)).toEqual({ 'uses-benefit': ['equivalentTo'] })
    expect(itemOf(laterMaturity, 'uses-benefit')?.equivalentTo).toEqual(['uses-gains'])
    expect(laterMaturity.actions).toEqual(dataMaturity.actions)
  })
})

describe('the answers of three rounds', () => {
  const versions = { '0.9.0': earlierMaturity, '1.1.0': laterMaturity }

  it.each(rounds)('are one for each item of its version: $version, $date', ({ version, answers, notes }) => {
    const asked = itemsIn(versions[version as keyof typeof versions])
    expect(Object.keys(answers)).toEqual(asked.map(({ id }) => id))
    expect(asked.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(notes)))
  })
})

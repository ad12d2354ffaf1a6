import { describe, expect, it } from 'vitest'
import { isExample, isSameSubject } from '@/domain/assessment'
import { gradeAssessment } from '@/domain/grading'
import { wordedFor, type Item, type Questionnaire, type Subject } from '@/domain/questionnaire'
import { aCheck, aCheckItem, allAt, answersOf, aSection, dataGovernance } from '../support/builders'

const union: Subject = { kind: 'union' }
const helpline: Subject = { kind: 'project', name: 'Helpline' }

const options = ['none', 'a draft', 'in use', 'in use and checked'].map((text, value) => ({ value, text }))
const whole = aCheckItem('whole', {
  example: 'The membership system',
  why: 'Members ask the union',
  forProject: { prompt: 'In the project?', why: 'Members ask the project', example: 'The sign-up sheet', options },
})
const partial = aCheckItem('partial', {
  example: 'A branch list',
  why: 'Lists get lost',
  weight: 2,
  duty: 'partly',
  critical: true,
  shortForm: true,
  ask: 'IT lead',
  rules: [{ jurisdiction: 'eu-uk', text: 'An article' }],
  forProject: { prompt: 'In this project?' },
})
const plain = aCheckItem('plain', { why: 'The same everywhere' })
const questionnaire = aCheck([aSection('plan', [whole, partial]), aSection('risk', [plain])])

/** The item as it is asked. */
function asked(id: string, subject: Subject, of: Questionnaire = questionnaire): Item {
  const item = wordedFor(of, subject)
    .sections.flatMap(({ items }) => items)
    .find((each) => each.id === id)
  if (!item) throw new Error(`no item ${id}`)
  return item
}

describe('U1 · the wording', () => {
  it('is the union’s where the round is about the union as a whole', () => {
    expect(wordedFor(questionnaire, union)).toEqual(questionnaire)
    expect(asked('whole', union)).toMatchObject({ prompt: 'whole?', why: 'Members ask the union' })
  })

  it('is the item’s own for projects where the round is about one', () => {
    expect(asked('whole', helpline)).toMatchObject({
      prompt: 'In the project?',
      why: 'Members ask the project',
      example: 'The sign-up sheet',
      options,
    })
  })

  it('stays the union’s in everything that has none of its own', () => {
    expect(asked('partial', helpline)).toMatchObject({
      prompt: 'In this project?',
      why: 'Lists get lost',
      example: 'A branch list',
      options: partial.options,
    })
    expect(asked('plain', helpline)).toEqual(plain)
  })

  it('changes nothing but words', () => {
    const { id, weight, duty, critical, shortForm, ask, rules } = partial
    expect(asked('partial', helpline)).toMatchObject({ id, weight, duty, critical, shortForm, ask, rules })
    const { sections, ...rest } = wordedFor(questionnaire, helpline)
    expect({ ...rest, sections: questionnaire.sections }).toEqual(questionnaire)
    expect(sections.map(({ id, items }) => [id, items.map((item) => item.id)])).toEqual([
      ['plan', ['whole', 'partial']],
      ['risk', ['plain']],
    ])
  })

  it('leaves the questionnaire it started from as it was', () => {
    const before = structuredClone(questionnaire)
    wordedFor(questionnaire, helpline)
    expect(questionnaire).toEqual(before)
  })

  it('does not depend on the project’s name', () => {
    expect(wordedFor(questionnaire, { kind: 'project', name: 'Summer school' })).toEqual(
      wordedFor(questionnaire, helpline),
    )
  })

  it('gives the same answers the same grade', () => {
    const answers = answersOf({ whole: 1, partial: 2, plain: 3 })
    // 1 + 2 × 2 of 3 + 2 × 3, and 3 of 3.
    for (const subject of [union, helpline])
      expect(gradeAssessment(wordedFor(questionnaire, subject), 'full', answers).sections).toMatchObject([
        { points: 5, possible: 9 },
        { points: 3, possible: 3 },
      ])
  })
})

describe('U1 · the data governance check', () => {
  const own = dataGovernance.sections.flatMap(({ items }) => items.filter(({ forProject }) => forProject))

  it('can be about the union or about one project', () => {
    expect(dataGovernance.subjects).toEqual(['union', 'project'])
    expect(own.length).toBeGreaterThan(0)
  })

  it('asks of a project what its own wording says, and something else than of the union', () => {
    for (const item of own) {
      const { forProject } = item
      expect(asked(item.id, helpline, dataGovernance)).toMatchObject({ ...forProject })
      expect({ ...item, ...forProject }).not.toEqual(item)
    }
  })

  it('offers a project the same four steps', () => {
    const { sections } = wordedFor(dataGovernance, helpline)
    for (const { options: steps } of sections.flatMap(({ items }) => items))
      expect(steps.map(({ value }) => value)).toEqual([0, 1, 2, 3])
  })

  it('grades a project like the union', () => {
    // All at the first step: a third of the points possible.
    const { sections } = gradeAssessment(wordedFor(dataGovernance, helpline), 'full', allAt(dataGovernance, 1))
    expect(sections.map(({ points, possible }) => [points, possible])).toEqual([
      [6, 18],
      [6, 18],
      [8, 24],
      [6, 18],
      [7, 21],
      [7, 21],
    ])
  })
})

describe('U1 · the same subject', () => {
  it('is the union as a whole, both times', () => {
    expect(isSameSubject(union, { kind: 'union' })).toBe(true)
  })

  it('is the project of the same name', () => {
    expect(isSameSubject(helpline, { kind: 'project', name: 'Helpline' })).toBe(true)
    expect(isSameSubject(helpline, { kind: 'project', name: 'Summer school' })).toBe(false)
  })

  it('is never the union once and a project once', () => {
    expect(isSameSubject(union, helpline)).toBe(false)
    expect(isSameSubject(helpline, union)).toBe(false)
  })
})

describe('U1 · the example', () => {
  it('is known by its id', () => {
    expect(isExample({ id: 'example' })).toBe(true)
  })

  it('is no other union, whatever it is called', () => {
    expect(isExample({ id: 'union-teachers' })).toBe(false)
    expect(isExample({ id: 'Example' })).toBe(false)
    expect(isExample({ id: 'example-2' })).toBe(false)
    expect(isExample({ id: '' })).toBe(false)
    const namesake = { id: 'union-1', name: 'example', law: null }
    expect(isExample(namesake)).toBe(false)
  })
})

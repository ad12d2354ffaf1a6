import shippedGovernance from '../../questionnaires/data-governance/questionnaire.json'
import shippedMaturity from '../../questionnaires/data-maturity/questionnaire.json'
import frozenMaturity from '../fixtures/versions/data-maturity-0.9.0.json'
import { UNTOUCHED, type Answer, type Answers, type Choice } from '@/domain/assessment'
import type { PlannedAction } from '@/domain/plan'
import type { Action, Item, Questionnaire, Section } from '@/domain/questionnaire'
import type { GroupVoice } from '@/domain/session'
import { noVotes, tallyOf, type Tally } from '@/domain/workshop'
import type { NewRound } from '@/stores/library'

/** The questionnaires as shipped. */
export const dataMaturity = shippedMaturity as unknown as Questionnaire
export const dataGovernance = shippedGovernance as unknown as Questionnaire

/** Version 0.9.0 of the data maturity framework; tests/fixtures/versions/README.md says how it differs. */
export const earlierMaturity = frozenMaturity as unknown as Questionnaire

/** The shipped version as 1.1.0, which says under which id 0.9.0 asked one of its items. */
export const laterMaturity = declaring(dataMaturity, '1.1.0', { 'uses-benefit': ['uses-gains'] })

/** A questionnaire as another version, whose items are said to have had these ids earlier. */
export function declaring(
  questionnaire: Questionnaire,
  version: string,
  earlierIds: Readonly<Record<string, readonly string[]>>,
): Questionnaire {
  return {
    ...questionnaire,
    version,
    sections: questionnaire.sections.map((section) => ({
      ...section,
      items: section.items.map((item) => {
        const equivalentTo = earlierIds[item.id]
        return equivalentTo ? { ...item, equivalentTo } : item
      }),
    })),
  }
}

/** An item with the options 1 to 5. */
export function anItem(id: string, more: Partial<Item> = {}): Item {
  const options = [1, 2, 3, 4, 5].map((value) => ({ value, text: `${id} at ${value}` }))
  return { id, prompt: `${id}?`, why: '', options, ...more }
}

/** A section with these items, each given by its id or whole. */
export function aSection(id: string, items: readonly (string | Item)[], more: Partial<Section> = {}): Section {
  return {
    id,
    title: id,
    about: '',
    items: items.map((item) => (typeof item === 'string' ? anItem(item) : item)),
    ...more,
  }
}

/** A maturity questionnaire with five levels that leaves out “don’t know”. */
export function aQuestionnaire(sections: readonly Section[], more: Partial<Questionnaire> = {}): Questionnaire {
  return {
    format: 1,
    id: 'made-up',
    version: '1.0.0',
    language: 'en',
    kind: 'maturity',
    subjects: ['union'],
    title: 'Made up',
    summary: '',
    rule: '',
    licence: { id: 'CC0-1.0', name: 'CC0', url: '' },
    attribution: '',
    scoring: { dontKnow: 'exclude', overall: 'mean' },
    levels: ['Unaware', 'Emerging', 'Learning', 'Developing', 'Mastering'].map((name, index) => ({
      value: index + 1,
      name,
    })),
    sections,
    actions: [],
    glossary: [],
    ...more,
  }
}

/** An item of a check, with the steps 0 to 3; a duty unless said otherwise. */
export function aCheckItem(id: string, more: Partial<Item> = {}): Item {
  const options = [0, 1, 2, 3].map((value) => ({ value, text: `${id} at ${value}` }))
  return { id, prompt: `${id}?`, why: '', options, duty: 'duty', ...more }
}

/** A check with the steps 0 to 3 and the four bands at 25, 50 and 75 %; “don’t know” counts as the lowest step. */
export function aCheck(sections: readonly Section[], more: Partial<Questionnaire> = {}): Questionnaire {
  return aQuestionnaire(sections, {
    kind: 'check',
    subjects: ['union', 'project'],
    scoring: { dontKnow: 'lowest', overall: 'none' },
    levels: ['Not yet', 'Started', 'In place', 'Everywhere and checked'].map((name, value) => ({ value, name })),
    bands: [
      { id: 'start-here', name: 'Start here', below: 25 },
      { id: 'getting-going', name: 'Getting going', below: 50 },
      { id: 'on-course', name: 'On course', below: 75 },
      { id: 'strong', name: 'Strong' },
    ],
    ...more,
  })
}

/** A step from one level to the next: small and short unless said otherwise. */
export function anAction(
  id: string,
  section: string,
  from: number,
  more: Partial<Action> & Pick<Action, 'items'>,
): Action {
  return {
    id,
    section,
    from,
    to: from + 1,
    title: id,
    begin: '',
    effort: 'small',
    owner: '',
    horizon: 'short',
    ...more,
  }
}

export function anAnswer(more: Partial<Answer>): Answer {
  return { ...UNTOUCHED, ...more }
}

/** The option of this level is chosen. */
export function level(value: number): Answer {
  return anAnswer({ choice: { kind: 'option', value } })
}

export const dontKnow: Answer = anAnswer({ choice: { kind: 'dont_know' } })

export function notApplicable(reason: string): Answer {
  return anAnswer({ choice: { kind: 'not_applicable', reason } })
}

/** Answers by item id; a number is the level chosen. */
export function answersOf(given: Readonly<Record<string, Answer | number>>): Answers {
  return Object.fromEntries(
    Object.entries(given).map(([id, answer]) => [id, typeof answer === 'number' ? level(answer) : answer]),
  )
}

/** The same level for every item of a questionnaire. */
export function allAt(questionnaire: Questionnaire, value: number): Answers {
  return answersOf(
    Object.fromEntries(questionnaire.sections.flatMap(({ items }) => items.map(({ id }) => [id, value]))),
  )
}

/** A typed action of a plan: small, to do, serving nothing, with nothing given but its title, which is its id. */
export function aPlannedAction(id: string, more: Partial<PlannedAction> = {}): PlannedAction {
  return {
    id,
    unionId: 'union-1',
    origin: 'typed',
    offerKey: null,
    serves: null,
    title: id,
    why: '',
    owner: '',
    due: '',
    status: 'to_do',
    effort: 'small',
    importance: null,
    cost: '',
    blockedBy: '',
    dropReason: '',
    evidence: { source: '', date: '' },
    reviewDate: '',
    dependsOn: [],
    firstRound: null,
    pinnedAt: null,
    createdAt: 0,
    log: [],
    ...more,
  }
}

/** What is asked for a new round of a union that is not known yet. */
export function aNewRound(more: Partial<NewRound> = {}): NewRound {
  return {
    unionId: null,
    unionName: 'Dockers',
    law: null,
    subject: { kind: 'union' },
    form: 'full',
    respondent: { role: 'elected', knowledge: null, name: 'Bo' },
    date: '2026-03-01',
    copyFrom: null,
    ...more,
  }
}

/** A choice by its sign: a digit is a level, “?” is don't know, “-” does not apply. */
export function choiceOfSign(sign: string): Choice {
  if (sign === '?') return { kind: 'dont_know' }
  return sign === '-' ? { kind: 'not_applicable', reason: '' } : { kind: 'option', value: Number(sign) }
}

/** Votes as a row of signs, counted over the levels 1 to 5 or the steps of a check. */
export function votes(row: string, item: Item = anItem('any')): Tally {
  return row === '' ? noVotes(item) : tallyOf(item, [...row].map(choiceOfSign))
}

/** An answer of a group: its choice as a sign, and its votes as a row of signs; from the votes unless said otherwise. */
export function groupSays(
  sign: string,
  row: string,
  {
    item = anItem('any'),
    note = '',
    ...voice
  }: Partial<GroupVoice> & { readonly item?: Item; readonly note?: string } = {},
): Answer {
  return anAnswer({
    choice: choiceOfSign(sign),
    note,
    voice: { by: 'votes', tally: votes(row, item), notAgreed: null, dissent: '', ...voice },
  })
}

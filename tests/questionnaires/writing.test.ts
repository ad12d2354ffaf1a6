import { describe, expect, it } from 'vitest'
import type { Questionnaire } from '@/domain/questionnaire'
import { readQuestionnaire } from '@/questionnaires/read'
import { checkWriting } from '@/questionnaires/writing'
import small from '../fixtures/questionnaires/small/questionnaire.json'

const AT = 'sections/listening/items/listening-survey/options'

/** The small questionnaire with these texts as the first options of its first item; the others fit the first. */
function withOptions(...texts: readonly string[]): Questionnaire {
  const copy = structuredClone(small)
  copy.sections[0]?.items[0]?.options.forEach((option, index) => {
    option.text = texts[index] ?? `${'x'.repeat((texts[0]?.length ?? 0) - 2)}${index}.`
  })
  const reading = readQuestionnaire(copy)
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
  return reading.questionnaire
}

/** The same texts as the options of that item for a project. */
function forProject(...texts: readonly string[]): Questionnaire {
  const copy = structuredClone(small)
  const [item] = copy.sections[0]?.items ?? []
  const fitting = (index: number) => `${'x'.repeat((texts[0]?.length ?? 0) - 2)}${index}.`
  const options = item?.options.map(({ value }, index) => ({ value, text: texts[index] ?? fitting(index) }))
  Object.assign(item ?? {}, { forProject: { options } })
  const reading = readQuestionnaire(copy)
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
  return reading.questionnaire
}

const faults = (...texts: readonly string[]) =>
  checkWriting(withOptions(...texts)).map(({ path, code, details }) => [path, code, details])

const ofLength = (length: number, letter = 'y') => `${letter.repeat(length - 1)}.`
const ofWords = (count: number) => `${Array.from({ length: count }, () => 'we').join(' ')}.`

describe('an option', () => {
  it('has at most twenty words', () => {
    expect(faults(ofWords(20))).toEqual([])
    expect(faults(ofWords(21))).toEqual([[`${AT}/1`, 'option_too_long', { words: 21, limit: 20 }]])
  })

  it('ends with a full stop and has no other sentence before', () => {
    expect(faults('We pay 2.50 a month, at www.example.org.')).toEqual([])
    expect(faults('We keep one list')).toEqual([[`${AT}/1`, 'option_not_one_sentence', {}]])
    expect(faults('We keep one list!')).toEqual([[`${AT}/1`, 'option_not_one_sentence', {}]])
    expect(faults('We keep it. We use it.')).toEqual([[`${AT}/1`, 'option_not_one_sentence', {}]])
    expect(faults('We keep it! We use it.')).toEqual([[`${AT}/1`, 'option_not_one_sentence', {}]])
  })

  it('does not ask, and is told so once', () => {
    expect(faults('Do we keep one list?')).toEqual([[`${AT}/1`, 'option_asks', {}]])
    expect(faults('Who keeps it? One officer.')).toEqual([[`${AT}/1`, 'option_asks', {}]])
  })

  it.each(['We ask members and/or reps.', 'We ask members And / Or reps.'])('is not two answers in one: %s', (text) => {
    expect(faults(text)).toEqual([[`${AT}/1`, 'and_or', {}]])
  })

  it('may say “and” and “or” apart', () => {
    expect(faults('We ask members and reps, or their land/orchard.')).toEqual([])
  })
})

describe('an option for a project', () => {
  const AT_PROJECT = 'sections/listening/items/listening-survey/forProject/options'
  const told = (...texts: readonly string[]) => checkWriting(forProject(...texts)).map(({ path, code }) => [path, code])

  it('keeps to the same rules', () => {
    expect(told('We keep one list for this project.')).toEqual([])
    expect(told(ofWords(21))).toEqual([[`${AT_PROJECT}/1`, 'option_too_long']])
    expect(told('We keep it. We use it.')).toEqual([[`${AT_PROJECT}/1`, 'option_not_one_sentence']])
    expect(told('Do we keep one list?')).toEqual([[`${AT_PROJECT}/1`, 'option_asks']])
    expect(told('We ask members and/or reps.')).toEqual([[`${AT_PROJECT}/1`, 'and_or']])
  })

  it('is as long as the other options for projects, whatever the length of the union’s', () => {
    // The union's options have 38 to 43 characters; these have 90 to 60, and 90 to 59.
    expect(told(...[90, 80, 70, 65, 60].map((length) => ofLength(length)))).toEqual([])
    expect(told(...[90, 80, 70, 65, 59].map((length) => ofLength(length)))).toEqual([
      [AT_PROJECT, 'options_unbalanced'],
    ])
  })
})

describe('the options of an item', () => {
  it('are within a third of each other in length', () => {
    expect(faults(ofLength(40), ofLength(60), ofLength(50), ofLength(45), ofLength(55))).toEqual([])
    expect(faults(ofLength(39), ofLength(60), ofLength(50), ofLength(45), ofLength(55))).toEqual([
      [AT, 'options_unbalanced', { shortest: 39, longest: 60 }],
    ])
    expect(faults(ofLength(61), ofLength(60), ofLength(50), ofLength(45), ofLength(40))).toEqual([
      [AT, 'options_unbalanced', { shortest: 40, longest: 61 }],
    ])
  })
})

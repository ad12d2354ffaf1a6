import { describe, expect, it } from 'vitest'
import { defineComponent } from 'vue'
import { percentOf, percentText, useGradeWords } from '@/composables/useGradeWords'
import type { Answers } from '@/domain/assessment'
import { gradeSection, type SectionGrade } from '@/domain/grading'
import type { Form } from '@/domain/questionnaire'
import { aCheck, aCheckItem, answersOf, aSection, dontKnow, notApplicable } from '../support/builders'
import { mountPart } from '../support/mounting'

const IDS = ['a', 'b', 'c', 'd', 'e', 'f']
const section = aSection(
  'plan',
  IDS.map((id) => aCheckItem(id, id < 'c' ? { shortForm: true } : {})),
)
const questionnaire = aCheck([section])

const gradeOf = (answers: Answers, form: Form = 'full') => gradeSection(questionnaire, section, form, answers)

/** What the composable says of these answers. */
function say<T>(
  what: (words: ReturnType<typeof useGradeWords>, grade: SectionGrade) => T,
  answers: Answers,
  form: Form = 'full',
): T {
  let said: { readonly value: T } | null = null
  mountPart(
    defineComponent({
      setup() {
        const words = useGradeWords(
          () => questionnaire,
          () => form,
        )
        said = { value: what(words, gradeOf(answers, form)) }
        return () => null
      },
    }),
  )
  if (!said) throw new Error('nothing was said')
  return (said as { readonly value: T }).value
}

/** 5 of 18 points: 27.78 %. */
const five = answersOf({ a: 1, b: 1, c: 1, d: 1, e: 1, f: 0 })
/** 4 of 6 answered: 3 of 12 points, exactly 25 %. */
const four = answersOf({ a: 1, b: 1, c: 1, d: 0 })
const none = answersOf(Object.fromEntries(IDS.map((id) => [id, notApplicable('No')])))

describe('a grade in words', () => {
  it('is the band, with its place from the first band on', () => {
    expect(say(({ place }, grade) => place(grade), five)).toBe('Getting going')
    expect(say(({ position }, grade) => position(grade), five)).toBe(2)
  })

  it('is a rough band where it is provisional, and in every short form', () => {
    expect(say(({ place }, grade) => place(grade), four)).toBe('roughly Getting going')
    expect(say(({ isRough }, grade) => isRough(grade), four)).toBe(true)
    expect(say(({ place }, grade) => place(grade), answersOf({ a: 3, b: 3 }), 'short')).toBe('roughly Strong')
    expect(say(({ isRough }, grade) => isRough(grade), five)).toBe(false)
  })

  it('is the reason where there is no band, which is neither rough nor has a place', () => {
    expect(say(({ place }, grade) => place(grade), answersOf({ a: 3 }))).toBe('not enough answers')
    expect(say(({ place }, grade) => place(grade), none)).toBe('does not apply')
    expect(say(({ position }, grade) => position(grade), none)).toBeNull()
    expect(say(({ isRough }, grade) => isRough(grade), answersOf({ a: 3 }), 'short')).toBe(true)
    expect(say(({ isRough }, grade) => isRough(grade), {}, 'short')).toBe(false)
  })

  it('comes with its points', () => {
    expect(say(({ points }, grade) => points(grade), five)).toBe('5 of 18 points')
  })

  it('comes with its coverage, in which what is not known counts as answered', () => {
    const answers = answersOf({ a: 1, b: dontKnow, c: dontKnow, d: notApplicable('No') })
    expect(say(({ coverage }, grade) => coverage(grade), answers)).toBe('3 of 5 answered')
  })
})

describe('a share in percent', () => {
  it('has two decimals, halves going up', () => {
    // 500 ÷ 18 = 27.777…
    expect(percentOf(gradeOf(five))).toBe(27.78)
    expect(percentText(gradeOf(five))).toBe('27.78')
    expect(percentText(gradeOf(four))).toBe('25.00')
  })

  it('is none, never zero, where there is no band', () => {
    expect(percentOf(gradeOf(answersOf({ a: 3 })))).toBeNull()
    expect(percentOf(gradeOf(none))).toBeNull()
    expect(percentOf(gradeOf(answersOf({ a: 0, b: 0, c: 0, d: 0, e: 0 })))).toBe(0)
  })
})

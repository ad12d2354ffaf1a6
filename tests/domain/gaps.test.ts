import { describe, expect, it } from 'vitest'
import { gapOf, MOST_STARS, NO_AIMS, targetsOf, withStar, withTarget, type Aims } from '@/domain/gaps'
import { scoreAssessment, type SectionScore } from '@/domain/scoring'
import { anItem, answersOf, aQuestionnaire, aSection } from '../support/builders'

const two = aQuestionnaire([aSection('data', ['a', 'b']), aSection('tools', ['c', 'd'])])

function targets(given: Parameters<typeof answersOf>[0], aims: Aims = NO_AIMS) {
  return targetsOf(two, scoreAssessment(two, 'full', answersOf(given)), aims)
}

describe('G1 · target', () => {
  it('is one above the overall stage', () => {
    // (4 + 3) ÷ 2 = 3.5, stage 4
    expect(targets({ a: 4, b: 4, c: 3, d: 3 })).toEqual({ data: 5, tools: 5 })
    // (4 + 2) ÷ 2 = 3
    expect(targets({ a: 4, b: 4, c: 2, d: 2 })).toEqual({ data: 4, tools: 4 })
  })

  it('is never under 3 of itself', () => {
    expect(targets({ a: 1, b: 1, c: 1, d: 1 })).toEqual({ data: 3, tools: 3 })
    expect(targets({ a: 2, b: 2, c: 2, d: 2 })).toEqual({ data: 3, tools: 3 })
  })

  it('is at most 5', () => {
    expect(targets({ a: 5, b: 5, c: 5, d: 5 })).toEqual({ data: 5, tools: 5 })
  })

  it('is the one the union chose, also one below its level', () => {
    const chosen = withTarget(NO_AIMS, 'data', 2)
    expect(targets({ a: 4, b: 4, c: 2, d: 2 }, chosen)).toEqual({ data: 2, tools: 4 })
    expect(targets({ a: 4, b: 4, c: 2, d: 2 }, withTarget(chosen, 'data', 4))).toEqual({ data: 4, tools: 4 })
  })

  it('goes by the section’s own stage where there is no overall stage', () => {
    // One of two sections scored is 50 %: no overall figure. Data at 3.5, stage 4; Tools without a score.
    expect(targets({ a: 3, b: 4 })).toEqual({ data: 5, tools: 3 })
    const none = aQuestionnaire(two.sections, { scoring: { dontKnow: 'exclude', overall: 'none' } })
    const scores = scoreAssessment(none, 'full', answersOf({ a: 3, b: 3, c: 1, d: 1 }))
    expect(targetsOf(none, scores, NO_AIMS)).toEqual({ data: 4, tools: 3 })
  })
})

describe('G2 · gap', () => {
  const sectionAt = (given: Parameters<typeof answersOf>[0]): SectionScore => {
    const [score] = scoreAssessment(two, 'full', answersOf(given)).sections
    if (!score) throw new Error('a section is needed')
    return score
  }

  it('is target − mean, exactly', () => {
    expect(gapOf(sectionAt({ a: 2, b: 3 }), 4)).toEqual({ numerator: 3, denominator: 2 })
    expect(gapOf(sectionAt({ a: 1, b: 1 }), 3)).toEqual({ numerator: 2, denominator: 1 })
  })

  it('is never below zero', () => {
    expect(gapOf(sectionAt({ a: 4, b: 4 }), 4)).toEqual({ numerator: 0, denominator: 1 })
    expect(gapOf(sectionAt({ a: 5, b: 4 }), 3)).toEqual({ numerator: 0, denominator: 1 })
  })

  it('is absent without a score', () => {
    expect(gapOf(sectionAt({}), 3)).toBeNull()
  })
})

describe('S9 · the gap in the short form', () => {
  it('uses the exact mean of the two answers', () => {
    const short = aQuestionnaire([
      aSection('data', [anItem('a', { shortForm: true }), 'b', anItem('c', { shortForm: true })]),
    ])
    const scores = scoreAssessment(short, 'short', answersOf({ a: 1, c: 2 }))
    const [score] = scores.sections
    expect(score && gapOf(score, 3)).toEqual({ numerator: 3, denominator: 2 })
  })
})

describe('P2 · stars', () => {
  const three = ['data', 'tools', 'skills'].reduce((aims, id) => withStar(aims, id, true), NO_AIMS)

  it('are three at most; a fourth changes nothing', () => {
    expect(MOST_STARS).toBe(3)
    expect(three.starred).toEqual(['data', 'tools', 'skills'])
    expect(withStar(three, 'culture', true).starred).toEqual(['data', 'tools', 'skills'])
  })

  it('can be taken back, which makes room for another', () => {
    const fewer = withStar(three, 'tools', false)
    expect(fewer.starred).toEqual(['data', 'skills'])
    expect(withStar(fewer, 'culture', true).starred).toEqual(['data', 'skills', 'culture'])
  })

  it('are given once to a section', () => {
    expect([...withStar(three, 'data', true).starred].sort()).toEqual(['data', 'skills', 'tools'])
  })

  it('and targets do not disturb each other', () => {
    expect(withStar(withTarget(NO_AIMS, 'data', 4), 'tools', true)).toEqual({
      targets: { data: 4 },
      starred: ['tools'],
    })
  })
})

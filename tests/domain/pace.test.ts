import { describe, expect, it } from 'vitest'
import { minutesFor, paceOf } from '@/domain/pace'
import { anAnswer, answersOf, dontKnow } from '../support/builders'

/** Answers chosen at these seconds. */
function chosenAt(...seconds: readonly number[]) {
  return answersOf(
    Object.fromEntries(
      seconds.map((second, index) => [
        `item-${index}`,
        anAnswer({ choice: { kind: 'option', value: 3 }, chosenAt: second * 1000 }),
      ]),
    ),
  )
}

describe('T1 · the pace', () => {
  it('is the median time between one choice and the next', () => {
    // 30, 40 and 90 seconds apart.
    expect(paceOf(chosenAt(0, 30, 70, 160))).toBe(40)
  })

  it('is the middle of the two median times where their number is even', () => {
    expect(paceOf(chosenAt(0, 30, 71))).toBe(35.5)
  })

  it('forgets a night between two choices', () => {
    expect(paceOf(chosenAt(0, 30, 60, 60 + 9 * 3600))).toBe(30)
  })

  it('follows the times, not the order of the items', () => {
    expect(paceOf(chosenAt(160, 0, 70, 30))).toBe(40)
  })

  it('is not under 20 and not over 120 seconds', () => {
    expect(paceOf(chosenAt(0, 20, 40))).toBe(20)
    expect(paceOf(chosenAt(0, 19, 38))).toBe(20)
    expect(paceOf(chosenAt(0, 0, 0))).toBe(20)
    expect(paceOf(chosenAt(0, 120, 240))).toBe(120)
    expect(paceOf(chosenAt(0, 121, 242))).toBe(120)
  })

  it('is not known before three choices exist', () => {
    expect(paceOf({})).toBeNull()
    expect(paceOf(chosenAt(0, 30))).toBeNull()
    // An answer without the time of its choice does not help.
    expect(paceOf({ ...chosenAt(0, 30), another: dontKnow })).toBeNull()
    expect(paceOf(chosenAt(0, 30, 60))).toBe(30)
  })
})

describe('T1 · time left', () => {
  it('is at 45 seconds an item before anything is known', () => {
    expect(minutesFor(14)).toBe(15) // 10.5 minutes
    expect(minutesFor(40)).toBe(30) // exactly 30
  })

  it('is rounded up to the next five minutes, never down', () => {
    expect(minutesFor(41)).toBe(35) // 30.75
    expect(minutesFor(1)).toBe(5)
    expect(minutesFor(0)).toBe(0)
  })

  it('follows the pace of the respondent', () => {
    expect(minutesFor(10, 30)).toBe(5) // exactly 5
    expect(minutesFor(10, 31)).toBe(10) // 5.17
    expect(minutesFor(40, 120)).toBe(80)
    expect(minutesFor(40, 20)).toBe(15) // 13.33
  })
})

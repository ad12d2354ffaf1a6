import { describe, expect, it } from 'vitest'
import { bumped, nextStamp, readStamp } from '@/domain/stamp'

describe('M6 · the stamp of a change', () => {
  it('is the time of the clock, and the device', () => {
    expect(nextStamp(null, 1_796_083_200_000, 'abc')).toBe('001796083200000-000000-abc')
    expect(readStamp('001796083200000-00000a-abc')).toEqual({ at: 1_796_083_200_000, counter: 10 })
  })

  it('comes after the one before, also within a millisecond and where the clock was set back', () => {
    const first = nextStamp(null, 5_000, 'abc')
    const second = nextStamp(first, 5_000, 'abc')
    const third = nextStamp(second, 1_000, 'abc')
    const fourth = nextStamp(third, 5_001, 'abc')
    expect([third, fourth, first, second].sort()).toEqual([first, second, third, fourth])
  })

  it('counts from the beginning where the last one cannot be read', () => {
    expect(readStamp('yesterday')).toEqual({ at: 0, counter: 0 })
    expect(nextStamp('yesterday', 7, 'abc')).toBe('000000000000007-000000-abc')
  })
})

describe('M1 · the vector of a record', () => {
  it('counts the changes of each device apart', () => {
    expect(bumped(bumped(bumped({}, 'a'), 'b'), 'a')).toEqual({ a: 2, b: 1 })
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, compare, divide, fraction, meanOf, multiply, roundHalfUp, subtract, toDecimals } from '@/domain/fraction'

const anyFraction = fc
  .tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 200 }))
  .map(([numerator, denominator]) => fraction(numerator, denominator))

describe('S1 · exact fractions', () => {
  it('are kept in lowest terms with a denominator of at least 1', () => {
    expect(fraction(6, 4)).toEqual({ numerator: 3, denominator: 2 })
    expect(fraction(3, -6)).toEqual({ numerator: -1, denominator: 2 })
    expect(fraction(0, 7)).toEqual({ numerator: 0, denominator: 1 })
    expect(fraction(4)).toEqual({ numerator: 4, denominator: 1 })
  })

  it('are made of whole numbers only, and never over zero', () => {
    expect(() => fraction(1.5, 2)).toThrow('1.5/2')
    expect(() => fraction(1, 0.5)).toThrow('1/0.5')
    expect(() => fraction(1, 0)).toThrow('1/0')
    expect(() => fraction(2 ** 53, 1)).toThrow('not an exact fraction')
    expect(() => divide(fraction(1), fraction(0))).toThrow('1/0')
  })

  it('add, subtract, multiply and divide without a rounding error', () => {
    // 0.1 + 0.2 is not 0.3 in floating point.
    expect(add(fraction(1, 10), fraction(2, 10))).toEqual({ numerator: 3, denominator: 10 })
    expect(subtract(fraction(3), fraction(19, 6))).toEqual({ numerator: -1, denominator: 6 })
    expect(multiply(fraction(5, 6), fraction(6, 5))).toEqual({ numerator: 1, denominator: 1 })
    expect(divide(fraction(5, 3), fraction(2))).toEqual({ numerator: 5, denominator: 6 })
  })

  it('subtract again to what was added to', () => {
    fc.assert(
      fc.property(anyFraction, anyFraction, (a, b) => {
        expect(subtract(add(a, b), b)).toEqual(a)
      }),
    )
  })

  it('are equal where they are the same number, and otherwise in order', () => {
    // 5/6 × 1.2 is exactly 1: the tie of Civic & Care Union.
    expect(compare(multiply(fraction(5, 6), fraction(120, 100)), fraction(1))).toBe(0)
    expect(compare(fraction(1, 3), fraction(1, 2))).toBeLessThan(0)
    expect(compare(fraction(-1, 3), fraction(-1, 2))).toBeGreaterThan(0)
  })

  it('have an exact mean', () => {
    // 3/2 + 7/3 + 8/5 = 45/30 + 70/30 + 48/30 = 163/30, a third of it 163/90.
    expect(meanOf([fraction(3, 2), fraction(7, 3), fraction(8, 5)])).toEqual({ numerator: 163, denominator: 90 })
    expect(() => meanOf([])).toThrow()
  })
})

describe('S1 · rounding', () => {
  it('takes halves up to the next whole number', () => {
    expect(roundHalfUp(fraction(5, 2))).toBe(3)
    expect(roundHalfUp(fraction(249, 100))).toBe(2)
    expect(roundHalfUp(fraction(7, 6))).toBe(1)
    expect(roundHalfUp(fraction(4))).toBe(4)
    expect(roundHalfUp(fraction(-1, 2))).toBe(0)
  })

  it('takes halves up in print, where floating point would lose them', () => {
    expect(toDecimals(fraction(245, 100), 1)).toBe(2.5)
    // (1.005).toFixed(2) is "1.00", (2.675).toFixed(2) is "2.67".
    expect(toDecimals(fraction(1005, 1000), 2)).toBe(1.01)
    expect(toDecimals(fraction(2675, 1000), 2)).toBe(2.68)
    expect(toDecimals(fraction(7, 6), 2)).toBe(1.17)
    expect(toDecimals(fraction(2, 3), 0)).toBe(1)
  })

  it('prints the same decimals as arithmetic on whole numbers of any size', () => {
    const decimals = fc.integer({ min: 0, max: 4 })
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.integer({ min: 1, max: 1000 }),
        decimals,
        (numerator, denominator, places) => {
          const twice = 2n * BigInt(numerator) * 10n ** BigInt(places) + BigInt(denominator)
          const digits = (twice / (2n * BigInt(denominator))).toString().padStart(places + 1, '0')
          const whole = digits.slice(0, digits.length - places)
          expect(toDecimals(fraction(numerator, denominator), places)).toBe(
            Number(`${whole}.${digits.slice(digits.length - places)}`),
          )
        },
      ),
    )
  })
})

/**
 * An exact fraction in lowest terms; the denominator is at least 1.
 * Scores, gaps and priorities are fractions, so that ties and thresholds never hang on a rounding error (rule S1).
 */
export interface Fraction {
  readonly numerator: number
  readonly denominator: number
}

/** @throws if either part is not a whole number, or the denominator is 0 */
export function fraction(numerator: number, denominator = 1): Fraction {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || denominator === 0)
    throw new Error(`not an exact fraction: ${numerator}/${denominator}`)
  const divisor = greatestCommonDivisor(Math.abs(numerator), Math.abs(denominator)) * Math.sign(denominator)
  // Adding zero turns −0 into 0.
  return { numerator: numerator / divisor + 0, denominator: denominator / divisor }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}

export function add(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return add(a, { numerator: -b.numerator, denominator: b.denominator })
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.numerator, a.denominator * b.denominator)
}

/** @throws if `b` is zero */
export function divide(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator, a.denominator * b.numerator)
}

/** Below zero where `a` is smaller, zero where they are equal, above zero where `a` is larger. */
export function compare(a: Fraction, b: Fraction): number {
  return a.numerator * b.denominator - b.numerator * a.denominator
}

/** The mean of at least one fraction. */
export function meanOf(fractions: readonly Fraction[]): Fraction {
  return divide(
    fractions.reduce((sum, value) => add(sum, value), fraction(0)),
    fraction(fractions.length),
  )
}

/** The nearest whole number, halves going up: floor((2a + b) / 2b). */
export function roundHalfUp({ numerator, denominator }: Fraction): number {
  return Math.floor((2 * numerator + denominator) / (2 * denominator))
}

/** The value to so many decimals, halves going up, worked out exactly: 2.45 to one decimal is 2.5. For display only. */
export function toDecimals(value: Fraction, decimals: number): number {
  const scale = 10 ** decimals
  return roundHalfUp(multiply(value, fraction(scale))) / scale
}

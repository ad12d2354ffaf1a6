import type { Fraction } from '@/domain/fraction'

/** One bar, in hundredths of the line it lies on. */
export interface Bar {
  readonly id: string
  readonly title: string
  /** Where the bar begins and ends; `null` where there is nothing to draw. */
  readonly from: number | null
  readonly to: number | null
  /** Also a marker where the bar begins: the place is a range. */
  readonly isRange: boolean
  /** Rough or provisional: dashed and hollow. */
  readonly isLoose: boolean
  readonly target: number | null
}

/** One corner of a radar. */
export interface Corner {
  readonly label: string
  /** From the middle to the outermost ring; `null` leaves a gap in the line. */
  readonly value: number | null
  readonly target: number | null
  /** The value of an earlier round that is drawn beside it; absent where only one round is shown. */
  readonly before?: number | null
  /** Drawn hollow, with a dashed line to it. */
  readonly isProvisional: boolean
}

/** A ring of a radar, where it lies and what it is called. */
export interface Ring {
  readonly at: number
  readonly label: string
}

/** One row of the table of results: its title, and a cell for each further column. */
export interface ResultRow {
  readonly id: string
  readonly title: string
  readonly cells: readonly ResultCell[]
  /** Without a score: last, whichever way the table is sorted. */
  readonly isUnscored: boolean
}

export interface ResultCell {
  readonly text: string
  /** Shown beside the text, softly. */
  readonly aside?: string
  /** The column is sorted by it. */
  readonly rank: number
}

/** Exact enough to sort by: equal fractions are equal numbers. What has none comes after all that have one. */
export function rankOf(value: Fraction | null | undefined): number {
  return value ? value.numerator / value.denominator : Infinity
}

import type { Answers } from './assessment'

/** Seconds an item takes before the respondent's own pace is known, and the bounds of that pace (rule T1). */
export const FIRST_PACE = 45
const SLOWEST_PACE = 120
const FASTEST_PACE = 20
/** No time is shown before so many choices exist. */
const CHOICES_NEEDED = 3
/** Times are told in such steps. */
export const STEP_IN_MINUTES = 5

/**
 * Minutes that so many open items take, rounded up to the next five (rule T1).
 *
 * @param pace seconds an item
 */
export function minutesFor(openItems: number, pace = FIRST_PACE): number {
  return Math.ceil((openItems * pace) / 60 / STEP_IN_MINUTES) * STEP_IN_MINUTES
}

/**
 * The respondent's own pace: the median time between one choice and the next, in seconds from 20 to 120 (rule T1).
 * The median forgets tea breaks and overnight pauses.
 *
 * @returns `null` until three choices exist
 */
export function paceOf(answers: Answers): number | null {
  const times = Object.values(answers)
    .flatMap((answer) => (answer.chosenAt === null ? [] : [answer.chosenAt]))
    .sort((a, b) => a - b)
  if (times.length < CHOICES_NEEDED) return null
  const seconds = times
    .slice(1)
    .map((time, index) => (time - (times[index] ?? time)) / 1000)
    .sort((a, b) => a - b)
  const middle = (seconds.length - 1) / 2
  const median = ((seconds[Math.floor(middle)] ?? 0) + (seconds[Math.ceil(middle)] ?? 0)) / 2
  return Math.min(SLOWEST_PACE, Math.max(FASTEST_PACE, median))
}

import { todayIso } from '@/i18n/formats'

/** A slip of the finger in the year would put a round into the wrong place for good. */
export const FIRST_DAY = '2000-01-01'
export const LAST_DAY = todayIso(new Date(Date.now() + 366 * 24 * 60 * 60 * 1000))

/** Whether it is a day on which a round can be: between the two that its field names. */
export function isRoundDay(value: string): boolean {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(new Date(`${value}T00:00`).getTime())
  return isDate && value >= FIRST_DAY && value <= LAST_DAY
}

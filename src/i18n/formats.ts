import { LANGUAGE } from './index'

/** Made when it is first needed: the first one takes a slow phone a fifth of a second, and a question needs none of them. */
function once<Format>(make: () => Format): () => Format {
  let format: Format | null = null
  return () => (format ??= make())
}

const dateFormat = once(() => new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'long' }))
const shortDateFormat = once(() => new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium' }))
const timeFormat = once(() => new Intl.DateTimeFormat(LANGUAGE, { timeStyle: 'short' }))
const nameOrder = once(() => new Intl.Collator(LANGUAGE, { numeric: true }))
const listFormat = once(() => new Intl.ListFormat(LANGUAGE, { style: 'long', type: 'conjunction' }))

/** Makes those of lists and days while the page waits for something else, one at a time. */
export function makeFormats(): void {
  for (const make of [listFormat, dateFormat]) setTimeout(make)
}

/** A day, given as ISO date, in full: “22 November 2026”. What is no date is returned as it is. */
export function formatDay(isoDate: string): string {
  return dayIn(dateFormat, isoDate)
}

/** A day, given as ISO date, where there is little room: “22 Nov 2026”. What is no date is returned as it is. */
export function formatDayShort(isoDate: string): string {
  return dayIn(shortDateFormat, isoDate)
}

function dayIn(format: () => Intl.DateTimeFormat, isoDate: string): string {
  const day = new Date(`${isoDate}T00:00`)
  return Number.isNaN(day.getTime()) ? isoDate : format().format(day)
}

/** A time of the day, given in milliseconds since 1970: “14:32”. */
export function formatTime(time: number): string {
  return timeFormat().format(time)
}

/** By decimals: a formatter takes longer to make than all the numbers of a table to write. */
const numberFormats = new Map<number, Intl.NumberFormat>()

/** A number with exactly so many decimals. */
export function formatNumber(value: number, decimals = 0): string {
  const known = numberFormats.get(decimals)
  const format =
    known ?? new Intl.NumberFormat(LANGUAGE, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
  if (!known) numberFormats.set(decimals, format)
  return format.format(value)
}

/** The order of names, for `sort`: “Branch 7” comes before “Branch 19”. */
export function compareNames(one: string, other: string): number {
  return nameOrder().compare(one, other)
}

/** “Uses, Data and Tools”. */
export function formatList(parts: readonly string[]): string {
  return listFormat().format(parts)
}

/** Today as ISO date, in the place where the device is. */
export function todayIso(now = new Date()): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** The same day next year as ISO date; the last day of February where there is no 29th. */
export function inAYearIso(now = new Date()): string {
  const [year, month, day] = [now.getFullYear() + 1, now.getMonth(), now.getDate()]
  const last = new Date(year, month + 1, 0).getDate()
  return todayIso(new Date(year, month, Math.min(day, last)))
}

import { printable } from './cells'
import type { DueDate } from './paper'

const DAY = 24 * 60 * 60 * 1000

/**
 * Due dates as a calendar file (.ics, RFC 5545): one event for each, a whole day without time zone, so that it is the
 * same day everywhere, and shown as free. The same id gives the same UID, so that a calendar which gets the file again
 * renews its entries. Holds no people and nothing but the texts given.
 *
 * @param name what the calendar is called
 * @param now when the file is made
 * @throws RangeError if a date is not a day of the calendar, written YYYY-MM-DD: a bug
 */
export async function calendarOf(dates: readonly DueDate[], name: string, now: Date): Promise<string> {
  const { default: ical, ICalEventTransparency } = await import('ical-generator')
  // The package escapes what an event says, but writes a calendar's name and a UID as they come.
  const calendar = ical({ prodId: '//Waymark//Waymark//EN', name: escaped(name.replace(/\s+/g, ' ')) })
  for (const { id, date, title, description } of dates) {
    const start = dayOf(date)
    calendar.createEvent({
      id: `${escaped(id)}@waymark`,
      stamp: now,
      // Midnight in UTC, which is where the package reads the day from as long as no time zone is set.
      start,
      end: new Date(start.getTime() + DAY),
      allDay: true,
      summary: printable(title),
      description: printable(description),
      transparency: ICalEventTransparency.TRANSPARENT,
    })
  }
  // The package leaves the last line open.
  return `${calendar.toString()}\r\n`
}

/** Midnight in UTC of an ISO date. */
function dayOf(date: string): Date {
  const day = new Date(`${date}T00:00:00Z`)
  // Some engines move the 30th of February into March.
  const isDay = /^\d{4}-\d\d-\d\d$/.test(date) && !isNaN(day.getTime()) && day.toISOString().startsWith(date)
  if (!isDay) throw new RangeError(`not a day of the calendar: ${date}`)
  return day
}

/** A text as RFC 5545 (3.3.11) writes it. */
function escaped(text: string): string {
  return printable(text)
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')
}

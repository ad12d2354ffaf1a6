import { itemsOf, type Form, type Section } from '@/domain/questionnaire'
import { fitMeetings, type FittedMeeting } from '@/domain/workshop'

export type Bounds = { readonly least: number; readonly most: number }

export const PEOPLE: Bounds = { least: 2, most: 60 }
/** Outside of these a note is due. */
export const COMFORTABLE: Bounds = { least: 6, most: 15 }
export const MINUTES: Bounds = { least: 30, most: 480 }
export const MEETINGS: Bounds = { least: 1, most: 12 }

/** The whole number that was typed; `null` for anything else, or outside of the bounds. */
export function wholeNumber(typed: string, { least, most }: Bounds): number | null {
  const text = typed.trim()
  const value = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN
  return value >= least && value <= most ? value : null
}

export interface Fit {
  readonly meetings: readonly (FittedMeeting & { readonly sections: readonly Section[] })[]
  /** Sections for which there is no room. */
  readonly left: readonly Section[]
  /** A section that does not fit into a meeting of this length by itself, and what it would need; `null` if all do. */
  readonly tooLong: { readonly section: Section; readonly minutes: number } | null
}

/** How the sections fit into so many meetings of one length (rule V11). */
export function fitOf(sections: readonly Section[], form: Form, minutes: number, count: number): Fit {
  const sized = sections.map((section) => ({ id: section.id, items: itemsOf(section, form).length }))
  const { meetings, left } = fitMeetings(
    sized,
    Array.from({ length: count }, () => minutes),
  )
  const inOrder = (ids: readonly string[]) => sections.filter(({ id }) => ids.includes(id))
  const alone = left.flatMap((id) => {
    const [own] = fitMeetings(
      sized.filter((each) => each.id === id),
      [Number.MAX_SAFE_INTEGER],
    ).meetings
    return own && own.minutes > minutes ? [{ section: inOrder([id])[0], minutes: own.minutes }] : []
  })[0]
  return {
    meetings: meetings.map((meeting) => ({ ...meeting, sections: inOrder(meeting.sectionIds) })),
    left: inOrder(left),
    tooLong: alone?.section ? { section: alone.section, minutes: alone.minutes } : null,
  }
}

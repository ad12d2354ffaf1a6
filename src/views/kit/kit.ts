import { itemsOf, type Form, type Item, type Questionnaire, type Section } from '@/domain/questionnaire'
import { fitMeetings, MINUTES_AROUND, SECONDS_OF_ITEM } from '@/domain/workshop'

/** Every kind of sheet, in the order in which they are printed. */
export const SHEETS = [
  'agenda',
  'invitation',
  'levels',
  'ballots',
  'cards',
  'posters',
  'answers',
  'parked',
  'script',
  'certificates',
] as const
export type SheetKind = (typeof SHEETS)[number]

export const PAPERS = ['a4', 'letter'] as const
export type Paper = (typeof PAPERS)[number]

export const VOTES = ['ballots', 'cards'] as const
/** How the room votes; the sheets say of each who sees what. */
export type PaperVote = (typeof VOTES)[number]

interface Bounds {
  readonly least: number
  readonly most: number
}

/** What is taken, both ends included. */
export const PEOPLE: Bounds = { least: 2, most: 60 }
export const MINUTES: Bounds = { least: 30, most: 480 }
export const MEETINGS: Bounds = { least: 1, most: 20 }
/** With fewer, single votes are easy to guess; with more, not everyone gets to speak. */
export const ADVISED_PEOPLE: Bounds = { least: 6, most: 15 }

export function isWithin(value: number, { least, most }: Bounds): boolean {
  return Number.isInteger(value) && value >= least && value <= most
}

/** The four steps of an item in the room, in seconds; together what rule V11 gives an item. */
export const ITEM_STEPS = [
  { step: 'read', seconds: 45 },
  { step: 'vote', seconds: 30 },
  { step: 'talk', seconds: 90 },
  { step: 'settle', seconds: 15 },
] as const

/** What a meeting opens and closes with, in minutes; together what rule V11 leaves around the items. */
export const OPENING = [
  { step: 'purpose', minutes: 3 },
  { step: 'ground', minutes: 3 },
  { step: 'seeing', minutes: 2 },
  { step: 'open', minutes: 2 },
] as const
export const CLOSE = [
  { step: 'summary', minutes: 4 },
  { step: 'actions', minutes: 3 },
  { step: 'parked', minutes: 2 },
  { step: 'thanks', minutes: 1 },
] as const

const minutesOf = (steps: readonly { readonly minutes: number }[]) =>
  steps.reduce((sum, { minutes }) => sum + minutes, 0)
export const MINUTES_OF_OPENING = minutesOf(OPENING)

/** What a kit is made for. */
export interface KitChoices {
  readonly form: Form
  /** The ids of the sections; `null` for all of them. */
  readonly sections: readonly string[] | null
  readonly people: number
  /** Minutes that a meeting lasts. */
  readonly minutes: number
  /** `null` for as many as it takes. */
  readonly meetings: number | null
}

/** An item under the number it has on every sheet: they count through all that is asked, in the questionnaire's order. */
export interface NumberedItem {
  readonly number: number
  readonly item: Item
}

/** A section that the workshop takes up. */
export interface KitPart {
  readonly section: Section
  readonly items: readonly NumberedItem[]
  readonly minutes: number
}

/** A line of the agenda; its times are minutes from the start. */
export type AgendaRow = { readonly from: number; readonly to: number } & (
  { readonly kind: 'opening' | 'close' } | { readonly kind: 'part'; readonly part: KitPart }
)

export interface KitMeeting {
  /** Counts from 1. */
  readonly number: number
  readonly rows: readonly AgendaRow[]
  readonly parts: readonly KitPart[]
  readonly minutes: number
  /** What is left of the meeting's length. */
  readonly spare: number
}

export interface Kit {
  readonly questionnaire: Questionnaire
  readonly parts: readonly KitPart[]
  readonly questions: number
  readonly people: number
  /** Minutes that a meeting lasts. */
  readonly length: number
  /** Those with something to do. */
  readonly meetings: readonly KitMeeting[]
  /** Parts for which there is room, and those for which there is none. */
  readonly covered: readonly KitPart[]
  readonly left: readonly KitPart[]
  /** How many meetings of this length all parts take; `null` if a part is too long for any. */
  readonly enough: number | null
  /** The minutes that a meeting must have for the longest part. */
  readonly shortest: number
  /** How many questions the short form would ask of these parts; `null` where it would not be shorter. */
  readonly shorter: number | null
}

/** Whether the questionnaire has a short form. */
export function hasShortForm(questionnaire: Questionnaire): boolean {
  return questionnaire.sections.some((section) => itemsOf(section, 'short').length > 0)
}

/** Everything that the sheets show, worked out from a questionnaire. Sections that the form does not ask are left out. */
export function kitOf(questionnaire: Questionnaire, choices: KitChoices): Kit {
  const { form, sections: ids, people, minutes: length } = choices
  const sections = questionnaire.sections.filter(({ id }) => ids === null || ids.includes(id))
  let number = 0
  const parts = sections.flatMap((section): readonly KitPart[] => {
    const items = itemsOf(section, form).map((item) => ({ number: (number += 1), item }))
    return items.length > 0 ? [{ section, items, minutes: minutesFor(items.length) }] : []
  })
  const asked = parts.map(({ section, items }) => ({ id: section.id, items: items.length }))
  const partsWith = (wanted: readonly string[]) => parts.filter(({ section }) => wanted.includes(section.id))
  const enough = enoughMeetings(asked, length)
  const { meetings, left } = fitMeetings(asked, lengths(choices.meetings ?? enough ?? asked.length, length))
  const short = sections.reduce((sum, section) => sum + itemsOf(section, 'short').length, 0)
  return {
    questionnaire,
    parts,
    questions: number,
    people,
    length,
    meetings: meetings
      .filter(({ sectionIds }) => sectionIds.length > 0)
      .map(({ sectionIds, minutes }, index) => ({
        number: index + 1,
        ...agendaOf(partsWith(sectionIds)),
        minutes,
        spare: length - minutes,
      })),
    covered: parts.filter(({ section }) => !left.includes(section.id)),
    left: partsWith(left),
    enough,
    shortest: MINUTES_AROUND + Math.max(0, ...parts.map(({ minutes }) => minutes)),
    shorter: short > 0 && short < number ? short : null,
  }
}

function minutesFor(items: number): number {
  return Math.ceil((items * SECONDS_OF_ITEM) / 60)
}

function lengths(count: number, length: number): readonly number[] {
  return Array.from({ length: count }, () => length)
}

/** How many meetings of this length have room for all; `null` if none has room for one of them. */
function enoughMeetings(sections: readonly { id: string; items: number }[], length: number): number | null {
  const counts = sections.map((_section, index) => index + 1)
  return counts.find((count) => fitMeetings(sections, lengths(count, length)).left.length === 0) ?? null
}

function agendaOf(parts: readonly KitPart[]): Pick<KitMeeting, 'rows' | 'parts'> {
  let from = MINUTES_OF_OPENING
  const middle = parts.map((part): AgendaRow => {
    const row: AgendaRow = { kind: 'part', part, from, to: from + part.minutes }
    from = row.to
    return row
  })
  return {
    parts,
    rows: [
      { kind: 'opening', from: 0, to: MINUTES_OF_OPENING },
      ...middle,
      { kind: 'close', from, to: from + MINUTES_AROUND - MINUTES_OF_OPENING },
    ],
  }
}

/** In rows of so many, the last one perhaps shorter. */
export function inRows<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, row) => all.slice(row * size, (row + 1) * size))
}

/** 1 to so many. */
export function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1)
}

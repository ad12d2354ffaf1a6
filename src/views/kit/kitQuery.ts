import type { Questionnaire } from '@/domain/questionnaire'
import { hasShortForm, isWithin, MEETINGS, MINUTES, PEOPLE, VOTES, type KitChoices, type PaperVote } from './kit'

/** What the address of the kit says, as far as it can be. */
export interface KitQuery extends KitChoices {
  /** `null` only where there is no questionnaire at all. */
  readonly questionnaire: Questionnaire | null
  readonly vote: PaperVote
  /** The workshop that the kit is for. */
  readonly session: string | null
  /** The parts of the address that could not be used. */
  readonly doubted: readonly string[]
}

export const USUAL_PEOPLE = 10
export const USUAL_MINUTES = 120
const ID = /^[A-Za-z0-9_-]{1,60}$/

/**
 * Reads the address of the kit. Anybody can write one, so whatever is unknown or out of bounds gives way to what is usual.
 *
 * @param query as the router has it: a value can be missing, without a text, or there several times
 */
export function readKitQuery(query: Readonly<Record<string, unknown>>, offered: readonly Questionnaire[]): KitQuery {
  const doubted: string[] = []
  /** What the reader makes of a text; `usual` where it is missing or the reader makes nothing of it. */
  function take<T>(name: string, usual: T, read: (text: string) => T | undefined): T {
    const given = query[name]
    if (given === undefined) return usual
    const value = typeof given === 'string' ? read(given) : undefined
    if (value === undefined) doubted.push(name)
    return value ?? usual
  }
  const numberIn = (bounds: typeof PEOPLE) => (text: string) =>
    /^\d{1,3}$/.test(text) && isWithin(Number(text), bounds) ? Number(text) : undefined

  const questionnaire = take('questionnaire', offered[0] ?? null, (text) => offered.find(({ id }) => id === text))
  return {
    questionnaire,
    form: take('form', 'full', (text) => {
      if (text === 'short') return questionnaire && hasShortForm(questionnaire) ? 'short' : undefined
      return text === 'full' ? 'full' : undefined
    }),
    sections: take<readonly string[] | null>('sections', null, (text) => {
      const wanted = text.split(',')
      const known = questionnaire?.sections.map(({ id }) => id).filter((id) => wanted.includes(id)) ?? []
      if (known.length < new Set(wanted).size) doubted.push('sections')
      return known.length > 0 ? known : null
    }),
    people: take('people', USUAL_PEOPLE, numberIn(PEOPLE)),
    minutes: take('minutes', USUAL_MINUTES, numberIn(MINUTES)),
    meetings: take<number | null>('meetings', null, numberIn(MEETINGS)),
    vote: take<PaperVote>('vote', 'ballots', (text) => VOTES.find((way) => way === text)),
    session: take<string | null>('session', null, (text) => (ID.test(text) ? text : undefined)),
    doubted,
  }
}

/** The address that says this; what is usual is left out. */
export function kitQueryOf(choices: Omit<KitQuery, 'doubted'>): Readonly<Record<string, string>> {
  const { questionnaire, form, sections, people, minutes, meetings, vote, session } = choices
  return {
    ...(questionnaire && { questionnaire: questionnaire.id }),
    ...(form === 'short' && { form }),
    ...(sections && sections.length > 0 && { sections: sections.join(',') }),
    ...(people !== USUAL_PEOPLE && { people: String(people) }),
    ...(minutes !== USUAL_MINUTES && { minutes: String(minutes) }),
    ...(meetings !== null && { meetings: String(meetings) }),
    ...(vote !== 'ballots' && { vote }),
    ...(session !== null && { session }),
  }
}

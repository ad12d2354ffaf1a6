import type { Form, Item, Questionnaire, Subject } from './questionnaire'
import type { GroupVoice } from './session'
import { allItems } from './questionnaire'

/** What was chosen for an item. An item without a choice is unanswered, which is never the lowest level (rule A1). */
export type Choice =
  | { readonly kind: 'option'; readonly value: number }
  | { readonly kind: 'dont_know' }
  /** The reason may still be missing while the round is a draft; it must be there to seal (rule A4). */
  | { readonly kind: 'not_applicable'; readonly reason: string }

export type Confidence = 'sure' | 'fairly_sure' | 'guessing'

/** Everything given to one item. */
export interface Answer {
  readonly choice: Choice | null
  readonly confidence: Confidence | null
  readonly note: string
  /** A link or a file name, and the day it is from (ISO date, or '' if not said). */
  readonly evidence: { readonly source: string; readonly date: string }
  /** Marked to come back to. */
  readonly comeBack: boolean
  /** When the choice was last changed, in milliseconds since 1970; `null` if it was not made in this round. */
  readonly chosenAt: number | null
  /** The answer of the round before was shown while answering. */
  readonly lastTimeShown: boolean
  /** Where a group answered: its votes, and what was said by those who see it differently. */
  readonly voice?: GroupVoice | undefined
}

/** Answers by item id; an item that was never touched is absent. */
export type Answers = Readonly<Record<string, Answer>>

/** In the order in which they are offered and told, and by which codes name them: a new one goes to the end. */
export const ROLES = ['elected', 'staff', 'branch', 'member', 'several'] as const
export type RespondentRole = (typeof ROLES)[number]

/** How the respondent knows about the union's data. */
export type Knowledge = 'hands_on' | 'reports' | 'hearsay'

export interface Respondent {
  readonly role: RespondentRole
  readonly knowledge: Knowledge | null
  /** '' if not given. */
  readonly name: string
}

/** One union, one questionnaire version, one date: a round of answers, draft or sealed. */
export interface Assessment {
  readonly id: string
  readonly unionId: string
  readonly questionnaireId: string
  readonly questionnaireVersion: string
  readonly form: Form
  readonly subject: Subject
  readonly respondent: Respondent
  /** The day the answers are about, ISO date. */
  readonly date: string
  readonly status: 'draft' | 'sealed'
  /** Milliseconds since 1970. */
  readonly createdAt: number
  /** `null` while a draft. */
  readonly sealedAt: number | null
  /** The sealed round whose answers this one began with. */
  readonly copiedFrom: string | null
  /** The item the respondent was last at; `null` before the first. */
  readonly lastItem: string | null
  /** Where the answers are one person's, to be handed to whoever gathers them. */
  readonly handOver?: HandOver
}

/** What a person's response is known by (rule V10). */
export interface HandOver {
  /** Chosen at random on this device; 16 hexadecimal digits. */
  readonly key: string
  /** The session that asked; `null` where the person began without a request. */
  readonly requestId: string | null
  /** Counts up each time another response is handed over; 0 before the first. */
  readonly edition: number
  /** What was handed over last, to tell whether it is the same; '' before the first. */
  readonly given: string
  /** The sections that were asked for; absent where all of them are. */
  readonly sectionIds?: readonly string[]
}

/** The data protection law a union says it is under: the EU's GDPR, the UK's, both, or another country's. */
export const LAWS = ['eu', 'uk', 'eu-uk', 'other'] as const
export type Law = (typeof LAWS)[number]

export interface Union {
  readonly id: string
  /** '' if the respondent preferred not to name it. */
  readonly name: string
  /** `null` until it was asked. */
  readonly law: Law | null
}

/** The union of the example is invented. It is known by its id alone, so that nothing else can be taken for it. */
export const EXAMPLE_UNION = 'example'

export function isExample({ id }: Pick<Union, 'id'>): boolean {
  return id === EXAMPLE_UNION
}

/** Whether two rounds are about the same: the union as a whole, or the project of the same name. */
export function isSameSubject(a: Subject, b: Subject): boolean {
  return a.kind === 'project' && b.kind === 'project' ? a.name === b.name : a.kind === b.kind
}

/** Whether two rounds can stand beside each other: one union, one questionnaire, one subject (rule R1). */
export function isSameSeries(a: Assessment, b: Assessment): boolean {
  return a.unionId === b.unionId && a.questionnaireId === b.questionnaireId && isSameSubject(a.subject, b.subject)
}

/**
 * Orders rounds, the newest day first, and of one day the one that began last. Days sort as text, and are compared by code:
 * ten thousand are sorted while somebody waits.
 */
export function newestFirst(a: Assessment, b: Assessment): number {
  return a.date === b.date ? b.createdAt - a.createdAt : a.date < b.date ? 1 : -1
}

/** An answer to which nothing has been given yet. */
export const UNTOUCHED: Answer = {
  choice: null,
  confidence: null,
  note: '',
  evidence: { source: '', date: '' },
  comeBack: false,
  chosenAt: null,
  lastTimeShown: false,
}

/** The answer to an item, `UNTOUCHED` where there is none. */
export function answerTo(answers: Answers, itemId: string): Answer {
  // An id may be a name that every object knows, such as `constructor`.
  return (Object.hasOwn(answers, itemId) ? answers[itemId] : undefined) ?? UNTOUCHED
}

/** The answer with another choice; clearing it (`null`) keeps note, evidence and mark (rule A3). */
export function withChoice(answer: Answer, choice: Choice | null, now: number): Answer {
  return choice === null
    ? { ...answer, choice, confidence: null, chosenAt: null }
    : { ...answer, choice, chosenAt: now }
}

/** Whether nothing at all is given, so that there is nothing to keep. */
export function isUntouched(answer: Answer): boolean {
  return (
    answer.choice === null &&
    answer.confidence === null &&
    answer.note === '' &&
    answer.evidence.source === '' &&
    answer.evidence.date === '' &&
    !answer.comeBack &&
    !answer.lastTimeShown
  )
}

/**
 * The level an answer gives its item, as the questionnaire declares it (rules A1, S3).
 *
 * @returns the level, or `null` when the answer leaves the score
 * @throws if the answer names an option its item does not have: a bug, because records are checked when read
 */
export function levelOf(questionnaire: Questionnaire, item: Item, answer: Answer): number | null {
  const { choice } = answer
  if (choice === null || choice.kind === 'not_applicable') return null
  if (choice.kind === 'dont_know')
    return questionnaire.scoring.dontKnow === 'lowest' ? (questionnaire.levels[0]?.value ?? null) : null
  if (!item.options.some((option) => option.value === choice.value))
    throw new Error(`${item.id} has no option ${choice.value}`)
  return choice.value
}

/** The answers that the questionnaire can hold, and how many of those given it cannot. */
export function fittingAnswers(
  { sections }: Questionnaire,
  answers: Answers,
): { readonly answers: Answers; readonly misfits: number } {
  const items = new Map(sections.flatMap((section) => section.items.map((item) => [item.id, item])))
  const fits = Object.entries(answers).filter(([itemId, { choice }]) => {
    const options = items.get(itemId)?.options
    return options && (choice?.kind !== 'option' || options.some(({ value }) => value === choice.value))
  })
  return { answers: Object.fromEntries(fits), misfits: Object.keys(answers).length - fits.length }
}

/** The answers that a new round of a form begins with when a sealed one is copied: those to items it asks (rule A5). */
export function copyAnswers(questionnaire: Questionnaire, form: Form, answers: Answers): Answers {
  const copied: Record<string, Answer> = {}
  for (const { item } of allItems(questionnaire, form)) {
    if (!Object.hasOwn(answers, item.id)) continue
    const copy: { -readonly [Field in keyof Answer]: Answer[Field] } = { ...answerTo(answers, item.id) }
    // What a room said belongs to that round.
    delete copy.voice
    copied[item.id] = { ...copy, chosenAt: null, comeBack: false, lastTimeShown: false }
  }
  return copied
}

import { UNTOUCHED, type Answers, type Choice, type RespondentRole } from '@/domain/assessment'
import type { Item, Section } from '@/domain/questionnaire'
import type { HeldResponse } from '@/domain/session'

/** A question with its number on the paper: it runs through all sections of the workshop. */
export interface NumberedItem {
  readonly number: number
  readonly section: Section
  readonly item: Item
}

/** The key for “don’t know”, where all others are digits: 0, or 8 where 0 is a level. */
export function unknownDigit(item: Item): string {
  return item.options.some(({ value }) => value === 0) ? '8' : '0'
}
export const INAPPLICABLE_DIGIT = '9'
const UNKNOWN = ['?', 'd']
const INAPPLICABLE = ['-', 'n']

/** Arabic and Persian keyboards have digits of their own. */
const OTHER_DIGITS = /[\u0660-\u0669\u06F0-\u06F9]/g

/** What a key answers, `undefined` where it is no answer to the item. */
export function choiceOfKey(key: string, item: Item): Choice | undefined {
  const sign = key.toLowerCase().replace(OTHER_DIGITS, (digit) => String(digit.charCodeAt(0) % 16))
  const option = item.options.find(({ value }) => String(value) === sign)
  if (option) return { kind: 'option', value: option.value }
  if (sign === unknownDigit(item) || UNKNOWN.includes(sign)) return { kind: 'dont_know' }
  if (sign === INAPPLICABLE_DIGIT || INAPPLICABLE.includes(sign)) return { kind: 'not_applicable', reason: '' }
  return undefined
}

/** How a choice stands in its cell. */
export function signOf(choice: Choice | null): string {
  if (choice === null) return ''
  if (choice.kind === 'option') return String(choice.value)
  return choice.kind === 'dont_know' ? '?' : '–'
}

export function choiceIn(answers: Answers | null, item: Item): Choice | null {
  return (answers && Object.hasOwn(answers, item.id) ? answers[item.id]?.choice : null) ?? null
}

/** The answers with another choice; without one, the item is blank again. */
function withAnswer(answers: Answers, item: Item, choice: Choice | null): Answers {
  const others = Object.entries(answers).filter(([itemId]) => itemId !== item.id)
  return Object.fromEntries(choice === null ? others : [...others, [item.id, { ...UNTOUCHED, choice }]])
}

/** The sheet with another answer, typed for the first or the second time. */
export function withTyped(sheet: HeldResponse, item: Item, choice: Choice | null, isSecond: boolean): HeldResponse {
  if (isSecond) return { ...sheet, again: withAnswer(sheet.again ?? {}, item, choice) }
  return { ...sheet, response: { ...sheet.response, answers: withAnswer(sheet.response.answers, item, choice) } }
}

/** The sheet with an answer that both times agree on. */
export function withSettled(sheet: HeldResponse, item: Item, choice: Choice | null): HeldResponse {
  return withTyped(withTyped(sheet, item, choice, false), item, choice, true)
}

export function withRole(sheet: HeldResponse, role: RespondentRole): HeldResponse {
  return { ...sheet, response: { ...sheet.response, role } }
}

/** The sheets of paper among all that is held, in the order of their numbers. */
export function paperSheets(held: readonly HeldResponse[]): readonly HeldResponse[] {
  return held.filter(({ way }) => way === 'paper').sort((a, b) => (a.sheet ?? 0) - (b.sheet ?? 0))
}

/** One more than the highest, so that no number is given twice. */
export function nextNumber(sheets: readonly HeldResponse[]): number {
  return Math.max(0, ...sheets.map(({ sheet }) => sheet ?? 0)) + 1
}

/** An answer that was typed otherwise the second time. */
export interface Slip {
  readonly sheet: HeldResponse
  readonly question: NumberedItem
  readonly first: Choice | null
  readonly second: Choice
}

/** Whether an answer was typed otherwise the second time; what was not typed a second time yet is no slip. */
export function isSlip(sheet: HeldResponse, item: Item): boolean {
  const second = choiceIn(sheet.again, item)
  return second !== null && signOf(second) !== signOf(choiceIn(sheet.response.answers, item))
}

/** All slips, sheet by sheet. */
export function slipsIn(sheets: readonly HeldResponse[], questions: readonly NumberedItem[]): readonly Slip[] {
  return sheets.flatMap((sheet) =>
    questions.flatMap((question) => {
      const second = choiceIn(sheet.again, question.item)
      return second !== null && isSlip(sheet, question.item)
        ? [{ sheet, question, first: choiceIn(sheet.response.answers, question.item), second }]
        : []
    }),
  )
}

/** How many of the answers that were typed once were typed a second time too. */
export function typedTwice(sheets: readonly HeldResponse[], questions: readonly NumberedItem[]) {
  const once = sheets.flatMap((sheet) =>
    questions.filter(({ item }) => choiceIn(sheet.response.answers, item)).map(({ item }) => ({ sheet, item })),
  )
  return { once: once.length, twice: once.filter(({ sheet, item }) => choiceIn(sheet.again, item)).length }
}

/** A key by chance, which says nothing about the person: 16 hexadecimal digits. */
export function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

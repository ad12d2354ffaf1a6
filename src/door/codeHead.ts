import type { Form } from '@/domain/questionnaire'

// What codes of both kinds say. The places in these lists are in every code that was ever written: they are only added to.

export const FORMS: readonly Form[] = ['full', 'short']

/** As ids are made at random, at most 21 letters. */
export const REQUEST_ID = /^[A-Za-z0-9_-]{1,21}$/
export const QUESTIONNAIRE_ID = /^(?=.{1,64}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/
export const QUESTIONNAIRE_VERSION = /^[0-9A-Za-z.+-]{1,20}$/

/** @throws if it does not match: a bug, because ids and versions are checked when they are read */
export function matching(pattern: RegExp, text: string): string {
  if (!pattern.test(text)) throw new Error(`${text} cannot be in a code`)
  return text
}

import type { Questionnaire } from '@/domain/questionnaire'
import { problem, type Problem } from './problems'
import { mapTexts, textsOf } from './texts'

/** A file `<language>.json` beside a questionnaire: texts by key, laid over the English ones. */
export interface Translation {
  readonly questionnaire: string
  readonly version: string
  readonly language: string
  readonly texts: Readonly<Record<string, string>>
}

export interface Translated {
  readonly questionnaire: Questionnaire
  /** Keys of the texts that stayed English. */
  readonly missing: readonly string[]
}

/** Lays a translation over a questionnaire, text by text; what is missing or empty stays English and is reported. */
export function translate(questionnaire: Questionnaire, translation: Translation): Translated {
  const missing: string[] = []
  const translated = mapTexts(questionnaire, (key, text) => {
    const own = Object.hasOwn(translation.texts, key) ? translation.texts[key]?.trim() : undefined
    if (own) return own
    missing.push(key)
    return text
  })
  return { questionnaire: { ...translated, language: translation.language }, missing }
}

/** Reads a value of unknown origin as a translation of this questionnaire. Missing texts are no fault; see `translate`. */
export function readTranslation(
  questionnaire: Questionnaire,
  value: unknown,
):
  | { readonly ok: true; readonly translation: Translation }
  | { readonly ok: false; readonly problems: readonly Problem[] } {
  if (!isRecord(value)) return { ok: false, problems: [problem('', 'wrong_type', { expected: 'object' })] }
  const problems: Problem[] = []
  for (const key of ['questionnaire', 'version', 'language'] as const)
    if (typeof value[key] !== 'string') problems.push(problem('', 'missing', { key }))
  for (const key of Object.keys(value))
    if (!['questionnaire', 'version', 'language', 'texts'].includes(key))
      problems.push(problem('', 'unknown_key', { key }))
  if (problems.length === 0) {
    // Only now are both known to be strings: making one of an object from a file may throw.
    const expected = `${questionnaire.id} ${questionnaire.version}`
    const found = `${String(value.questionnaire)} ${String(value.version)}`
    if (found !== expected) problems.push(problem('', 'wrong_questionnaire', { found, expected }))
  }
  if (!isRecord(value.texts)) problems.push(problem('', 'missing', { key: 'texts' }))
  else {
    const known = new Set(textsOf(questionnaire).map(({ key }) => key))
    for (const [key, text] of Object.entries(value.texts)) {
      if (!known.has(key)) problems.push(problem('texts', 'unknown_text', { key }))
      if (typeof text !== 'string') problems.push(problem(`texts/${key}`, 'wrong_type', { expected: 'string' }))
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, translation: value as unknown as Translation }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

import validate from 'virtual:questionnaire-schema'
import type { Questionnaire } from '@/domain/questionnaire'
import { problem, type Problem, type ProblemCode } from './problems'
import { checkRules } from './rules'

export type Reading =
  | { readonly ok: true; readonly questionnaire: Questionnaire }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * Reads a value of unknown origin as a questionnaire: first against the published schema, then against the rules a schema
 * cannot say. Writing rules (length and balance of options) are for `checkWriting`; a file may be read without them.
 */
export function readQuestionnaire(value: unknown): Reading {
  if (!validate(value)) return { ok: false, problems: schemaProblems(value) }
  const questionnaire = value as Questionnaire
  const problems = checkRules(questionnaire)
  return problems.length > 0 ? { ok: false, problems } : { ok: true, questionnaire }
}

interface SchemaError {
  readonly instancePath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
}

/** The schema's complaints, each once, in our words. */
function schemaProblems(value: unknown): readonly Problem[] {
  const seen = new Set<string>()
  return (validate.errors ?? []).flatMap((error) => {
    const told = toProblem(value, error)
    if (told === null) return []
    const key = JSON.stringify(told)
    if (seen.has(key)) return []
    seen.add(key)
    return [told]
  })
}

function toProblem(value: unknown, { instancePath, keyword, params }: SchemaError): Problem | null {
  const path = readablePath(value, instancePath)
  const tell = (code: ProblemCode, details: Problem['details'] = {}) => problem(path, code, details)
  const limit = Number(params.limit)
  switch (keyword) {
    case 'required':
      return tell('missing', { key: String(params.missingProperty) })
    case 'additionalProperties':
      return tell('unknown_key', { key: String(params.additionalProperty) })
    case 'type':
      return tell('wrong_type', { expected: String(params.type) })
    case 'enum':
      return tell('wrong_value', { expected: (params.allowedValues as unknown[]).join(', ') })
    case 'const':
      return tell('wrong_value', { expected: String(params.allowedValue) })
    case 'false schema':
      return tell('not_allowed_here')
    case 'pattern':
      return tell('wrong_form', { expected: String(params.pattern) })
    case 'minLength':
      return tell('too_short', { limit })
    case 'maxLength':
      return tell('too_long', { limit })
    case 'minItems':
    case 'minProperties':
      return tell('too_few', { limit })
    case 'maxItems':
      return tell('too_many', { limit })
    case 'minimum':
      return tell('too_small', { limit })
    case 'maximum':
      return tell('too_large', { limit })
    case 'uniqueItems':
      return tell('repeated')
    case 'if':
      return null // Says only that the other complaints of its branch hold.
    default:
      return tell('wrong_form', { expected: keyword })
  }
}

/** `/sections/0/items/2/prompt` → `sections/uses/items/uses-organising/prompt`: ids instead of positions where there are ids. */
function readablePath(value: unknown, pointer: string): string {
  let inner = value
  return pointer
    .split('/')
    .slice(1)
    .map((escaped) => {
      const key = escaped.replaceAll('~1', '/').replaceAll('~0', '~')
      const isEntry = Array.isArray(inner)
      inner = (inner as Record<string, unknown> | null | undefined)?.[key]
      return isEntry ? (nameOf(inner) ?? key) : key
    })
    .join('/')
}

function nameOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null
  const { id, value: level } = value as { id?: unknown; value?: unknown }
  if (typeof id === 'string' && id !== '') return id
  return typeof level === 'number' ? String(level) : null
}

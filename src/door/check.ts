import validate from 'virtual:project-schema'
import { Refused, type DoorCode } from './refusal'

const CODES: Readonly<Record<string, DoorCode>> = {
  required: 'missing',
  additionalProperties: 'unknown_key',
  type: 'wrong_type',
  enum: 'wrong_value',
  const: 'wrong_value',
  pattern: 'wrong_form',
  minimum: 'out_of_range',
  maximum: 'out_of_range',
  maxLength: 'too_long',
  minItems: 'wrong_count',
  maxItems: 'wrong_count',
  maxProperties: 'wrong_count',
}

/** Looks at the shape of a project file, as its schema describes it. The first thing that is wrong is enough. @throws Refused */
export function checkShape(value: unknown): void {
  if (validate(value)) return
  const { instancePath = '', keyword = '', params = {} } = validate.errors?.[0] ?? {}
  const key = params.missingProperty ?? params.additionalProperty
  const path = instancePath.replaceAll('~1', '/').replaceAll('~0', '~').slice(1)
  throw new Refused(CODES[keyword] ?? 'wrong_form', [path, key].filter(Boolean).join('/'))
}

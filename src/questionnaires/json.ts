import { problem, type Problem } from './problems'

/** Deeper nesting than any questionnaire needs; parsers and IndexedDB take far more before they break. */
const DEEPEST = 64
/** Keys that become something else than data when an object is copied. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype', 'then', 'toJSON'])

/** Parses the text of a file, doubting it: depth first, then syntax, then keys that would be lost or harm. */
export function parseJson(
  text: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problems: readonly Problem[] } {
  const source = text.replace(/^\uFEFF/, '')
  const keys = scanKeys(source)
  if (keys === 'too_deep') return { ok: false, problems: [problem('', 'too_deep', { limit: DEEPEST })] }
  let value: unknown
  try {
    value = JSON.parse(source)
  } catch (error) {
    return { ok: false, problems: [problem('', 'not_json', { message: (error as Error).message })] }
  }
  return keys.length > 0 ? { ok: false, problems: keys } : { ok: true, value }
}

/**
 * Walks the text once for what `JSON.parse` cannot tell: nesting, keys that stand twice in an object, forbidden keys.
 * Of a text that is no JSON it may say anything but must end.
 */
function scanKeys(source: string): readonly Problem[] | 'too_deep' {
  const problems: Problem[] = []
  // For each open bracket: its path, the keys seen, and the key or index we are at. Arrays have no keys.
  const open: { keys: Set<string> | null; at: string }[] = []
  const path = () => open.map(({ at }) => at).join('/')
  const next = /["{}[\],]/g
  for (let found = next.exec(source); found; found = next.exec(source)) {
    const text = found[0]
    const inner = open.at(-1)
    if (text === '"') {
      const end = endOfString(source, found.index)
      next.lastIndex = end
      if (!inner?.keys || !isColonAt(source, end)) continue
      const key = unquote(source.slice(found.index, end))
      inner.at = key
      if (FORBIDDEN.has(key)) problems.push(problem(path(), 'forbidden_key', { key }))
      else if (inner.keys.has(key)) problems.push(problem(path(), 'duplicate_key', { key }))
      inner.keys.add(key)
    } else if (text === '{' || text === '[') {
      if (open.length >= DEEPEST) return 'too_deep'
      open.push({ keys: text === '{' ? new Set() : null, at: text === '{' ? '' : '0' })
    } else if (text === '}' || text === ']') open.pop()
    else if (inner?.keys === null) inner.at = String(Number(inner.at) + 1)
  }
  return problems
}

/**
 * Where the string that begins at `start` ends, or the end of the text. By hand, because a pattern for strings overflows
 * the stack on one of some megabytes and takes quadratic time on one that never ends.
 */
function endOfString(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1
    else if (source[at] === '"') return at + 1
  }
  return source.length
}

function isColonAt(source: string, at: number): boolean {
  const colon = /\s*:/y
  colon.lastIndex = at
  return colon.test(source)
}

function unquote(quoted: string): string {
  try {
    return JSON.parse(quoted) as string
  } catch {
    return quoted // The parser will say what is wrong with it.
  }
}

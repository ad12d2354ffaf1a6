import { problem, type Problem } from './problems'

/** Deeper nesting than any questionnaire needs; parsers and IndexedDB take far more before they break. */
const DEEPEST = 64
/** Keys that become something else than data when an object is copied, shown or awaited. */
const FORBIDDEN = /^(?:__proto__|constructor|prototype|then|toJSON|__v_.*)$/s

/** Parses the text of a file, doubting it: depth first, then syntax, then keys that would be lost or harm. */
export function parseJson(
  text: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problems: readonly Problem[] } {
  const source = text.replace(/^\uFEFF/, '')
  const { flaws } = scanJson(source)
  if (flaws.some(({ code }) => code === 'too_deep'))
    return { ok: false, problems: [problem('', 'too_deep', { limit: DEEPEST })] }
  let value: unknown
  try {
    value = JSON.parse(source)
  } catch (error) {
    return { ok: false, problems: [problem('', 'not_json', { message: (error as Error).message })] }
  }
  const problems = flaws.flatMap(({ path, code, key }) => (code === 'too_deep' ? [] : [problem(path, code, { key })]))
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value }
}

/** Something in a text that `JSON.parse` would let pass. */
export interface Flaw {
  readonly path: string
  readonly code: 'too_deep' | 'forbidden_key' | 'duplicate_key'
  readonly key: string
  /** Where it stands in the text. */
  readonly at: number
}

/** More are not told: a file may have a million of them. */
const MOST_FLAWS = 100

/**
 * Walks the text once for what `JSON.parse` cannot tell: nesting, how many values there are, keys that stand twice in an
 * object, forbidden keys. Of a text that is no JSON it may say anything but must end. Nesting that is too deep ends it.
 */
export function scanJson(source: string): { readonly flaws: readonly Flaw[]; readonly values: number } {
  const flaws: Flaw[] = []
  let values = 1
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
      const code = FORBIDDEN.test(key) ? 'forbidden_key' : inner.keys.has(key) ? 'duplicate_key' : null
      if (code && flaws.length < MOST_FLAWS) flaws.push({ path: path(), code, key, at: found.index })
      inner.keys.add(key)
    } else if (text === '{' || text === '[') {
      values += 1
      if (open.length >= DEEPEST)
        return { flaws: [...flaws, { path: path(), code: 'too_deep', key: '', at: found.index }], values }
      open.push({ keys: text === '{' ? new Set() : null, at: text === '{' ? '' : '0' })
    } else if (text === '}' || text === ']') open.pop()
    else {
      values += 1
      if (inner?.keys === null) inner.at = String(Number(inner.at) + 1)
    }
  }
  return { flaws, values }
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

import type { Term } from './questionnaire'

/** A piece of text, and the term it stands for if it is explained in the glossary. */
export interface Segment {
  readonly text: string
  readonly term: Term | null
}

/** What finds the words of a glossary in a text; `null` where it has none. A screen asks for the same one dozens of times. */
function finderOf(glossary: readonly Term[]) {
  const known = finders.get(glossary)
  if (known !== undefined) return known
  const owners = new Map(glossary.flatMap((term) => term.words.map((word) => [word.toLowerCase(), term] as const)))
  const words = [...owners.keys()].sort((a, b) => b.length - a.length).map(escapeForPattern)
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
  const finder = owners.size === 0 ? null : { owners, pattern }
  finders.set(glossary, finder)
  return finder
}
const finders = new WeakMap<
  readonly Term[],
  { readonly owners: ReadonlyMap<string, Term>; readonly pattern: RegExp } | null
>()

/** Cuts a text at the glossary's words, longest first, whole words only, each term at its first place (rule W1). */
export function explain(text: string, glossary: readonly Term[]): readonly Segment[] {
  const finder = finderOf(glossary)
  if (!finder) return [{ text, term: null }]
  const { owners, pattern } = finder
  const segments: Segment[] = []
  const explained = new Set<string>()
  let end = 0
  for (const match of text.matchAll(pattern)) {
    const term = owners.get(match[0].toLowerCase())
    if (!term || explained.has(term.id)) continue
    explained.add(term.id)
    if (match.index > end) segments.push({ text: text.slice(end, match.index), term: null })
    segments.push({ text: match[0], term })
    end = match.index + match[0].length
  }
  if (end < text.length) segments.push({ text: text.slice(end), term: null })
  return segments
}

/** The terms that these texts use, in the order they come up (rule W1). */
export function termsIn(texts: readonly string[], glossary: readonly Term[]): readonly Term[] {
  const terms = texts.flatMap((text) => explain(text, glossary).flatMap(({ term }) => term ?? []))
  return [...new Set(terms)]
}

function escapeForPattern(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

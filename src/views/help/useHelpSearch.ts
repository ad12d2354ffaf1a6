import MiniSearch, { type SearchResult } from 'minisearch'
import { computed, ref } from 'vue'

/** Something that can be found: a topic of the guide or a word of the glossary. */
export interface Piece {
  /** Not the same for any two pieces. */
  readonly id: string
  readonly title: string
  /** Other forms of the title. */
  readonly forms?: string
  readonly text: string
}

/** What counts in a word: neither capitals nor accents. */
export function plain(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

const OPTIONS = {
  boost: { title: 3, forms: 3 },
  // The last word may still be in the making; of the others, very short ones would find half the guide.
  prefix: (term: string, index: number, terms: readonly string[]) => term.length > 2 || index === terms.length - 1,
}
/** So many letters may be wrong; two that changed places count as two. */
const slips = (term: string) => (term.length >= 8 ? 2 : term.length >= 5 ? 1 : false)

/** Searches while somebody types, in the page itself. */
export function useHelpSearch(pieces: () => readonly Piece[]) {
  const query = ref('')
  const isSearching = computed(() => query.value.trim() !== '')
  const index = computed(() => {
    const built = new MiniSearch<Piece>({ fields: ['title', 'forms', 'text'], processTerm: plain })
    built.addAll(pieces())
    return built
  })
  const results = computed(() => (isSearching.value ? search(index.value, query.value) : []))
  const ids = computed(() => new Set(results.value.map(({ id }) => id as string)))
  /** The words for which pieces were found, as `plain` leaves them. */
  const found = computed<ReadonlySet<string>>(() => new Set(results.value.flatMap(({ terms }) => terms)))

  /** Whether a piece is to be shown: every one as long as nothing is searched for. */
  function isShown(id: string): boolean {
    return !isSearching.value || ids.value.has(id)
  }

  return { query, isSearching, found, isShown }
}

/**
 * Pieces with all the words; where there is none, those with all of them if slips of spelling are allowed for; where
 * there is none either, those with some of the words that are about as good as the best.
 */
function search(index: MiniSearch<Piece>, query: string): readonly SearchResult[] {
  const exact = index.search(query, { ...OPTIONS, combineWith: 'AND' })
  if (exact.length > 0) return exact
  const near = index.search(query, { ...OPTIONS, combineWith: 'AND', fuzzy: slips })
  if (near.length > 0) return near
  const some = index.search(query, { ...OPTIONS, combineWith: 'OR', fuzzy: slips })
  return some.filter(({ score }) => score * 2 >= (some[0]?.score ?? 0))
}

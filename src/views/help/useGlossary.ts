import { computed, shallowRef } from 'vue'
import type { Term } from '@/domain/questionnaire'
import { LANGUAGE } from '@/i18n'
import { useQuestionnaireStore } from '@/stores/questionnaires'

/** The words of all questionnaires that come with the app, from A to Z. Where two explain the same word, the first one is shown. */
export function useGlossary() {
  const store = useQuestionnaireStore()
  const status = shallowRef<'loading' | 'ready' | 'failed'>('loading')
  const loaded = shallowRef<readonly Term[]>([])

  const terms = computed(() => {
    const byId = new Map<string, Term>()
    for (const term of loaded.value) if (!byId.has(term.id)) byId.set(term.id, term)
    const { compare } = new Intl.Collator(LANGUAGE)
    return [...byId.values()].sort((a, b) => compare(a.term, b.term))
  })

  async function load() {
    try {
      loaded.value = (await store.offered()).flatMap(({ shown }) => shown.glossary)
      status.value = 'ready'
    } catch {
      status.value = 'failed'
    }
  }
  void load()

  return { status, terms }
}

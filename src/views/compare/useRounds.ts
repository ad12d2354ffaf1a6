import { computed, ref, shallowRef, watch, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { isSameSeries } from '@/domain/assessment'
import { oldestFirst } from '@/domain/comparison'
import type { Questionnaire } from '@/domain/questionnaire'
import { useComparisonStore, type LoadedRound } from '@/stores/comparison'
import { useLibraryStore, type Round } from '@/stores/library'

/** A round that may be chosen, of this device or from a file. */
export type Candidate = Pick<LoadedRound, 'assessment' | 'file'>

/** The rounds that can stand beside one round, which of them are chosen (in the address), and those read. */
export function useRounds(base: ComputedRef<Round | null>) {
  const route = useRoute()
  const router = useRouter()
  const library = useLibraryStore()
  const store = useComparisonStore()

  /** Sealed rounds of the same questionnaire about the same, the oldest first. */
  const candidates = computed<readonly Candidate[]>(() => {
    if (!base.value) return []
    const { assessment: own } = base.value
    const here = library.rounds
      .filter(({ assessment }) => assessment.status === 'sealed' && isSameSeries(assessment, own))
      .map(({ assessment }) => ({ assessment, file: null }))
    // What a file calls its union may differ: it was opened for this one.
    const opened = store.files.filter(
      ({ assessment, file }) =>
        file?.openedFor === own.unionId && isSameSeries({ ...assessment, unionId: own.unionId }, own),
    )
    return oldestFirst([...here, ...opened])
  })

  /** Without a choice in the address: the round and the one before it, or, of the first, the one after it. */
  const byDefault = computed(() => {
    const here = candidates.value.filter(({ file }) => file === null).map(({ assessment }) => assessment.id)
    const at = here.indexOf(base.value?.assessment.id ?? '')
    return at > 0 ? here.slice(at - 1, at + 1) : here.slice(0, 2)
  })
  const chosen = computed<readonly string[]>(() => {
    const { rounds } = route.query
    const asked = typeof rounds === 'string' ? rounds.split(',') : byDefault.value
    return candidates.value.map(({ assessment }) => assessment.id).filter((id) => asked.includes(id))
  })
  const isLikeForLike = computed(() => route.query.as !== 'were')

  function ask(query: Readonly<Record<string, string | undefined>>): void {
    void router.replace({ query: { ...route.query, ...query } })
  }

  function choose(id: string, isChosen: boolean): void {
    const others = chosen.value.filter((each) => each !== id)
    ask({ rounds: (isChosen ? [...others, id] : others).join(',') })
  }

  function setLikeForLike(isOn: boolean): void {
    ask({ as: isOn ? undefined : 'were' })
  }

  const loaded = shallowRef<readonly LoadedRound[] | null>(null)
  const versions = shallowRef<readonly Questionnaire[]>([])
  const failure = ref<ReturnType<typeof library.codeOf> | null>(null)
  /** Rounds that were asked for and did not come. */
  const missed = shallowRef<readonly string[]>([])
  const unread = computed(() => chosen.value.filter((id) => missed.value.includes(id)).length)
  let turns = 0

  /** Reads the chosen rounds; what was asked for meanwhile counts. */
  async function read(): Promise<void> {
    const turn = (turns += 1)
    const all = candidates.value.filter(({ assessment }) => chosen.value.includes(assessment.id))
    const here = all.filter(({ file }) => file === null).map(({ assessment }) => assessment)
    const files = store.files.filter(({ assessment }) => all.some((each) => each.assessment.id === assessment.id))
    try {
      const questionnaireId = base.value?.assessment.questionnaireId ?? ''
      const [rounds, known] = await Promise.all([store.load(here), store.versionsOf(questionnaireId)])
      // Another tab may have deleted one.
      if (rounds.length < here.length) await library.again()
      if (turn !== turns) return
      versions.value = known
      const came = rounds.map(({ assessment }) => assessment.id)
      missed.value = here.flatMap(({ id }) => (came.includes(id) ? [] : [id]))
      loaded.value = [...rounds, ...files.filter(({ file }) => file !== null)]
      failure.value = null
    } catch (error) {
      if (turn === turns) failure.value = library.codeOf(error)
    }
  }
  watch([() => (base.value ? chosen.value.join(',') : null), () => store.files], ([now]) => now !== null && read(), {
    immediate: true,
  })

  return { candidates, chosen, isLikeForLike, choose, setLikeForLike, loaded, versions, unread, failure, read }
}

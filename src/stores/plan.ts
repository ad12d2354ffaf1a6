import { nanoid } from 'nanoid'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { fittingAnswers, type Assessment } from '@/domain/assessment'
import { withStar, type Aims } from '@/domain/gaps'
import {
  offersOf,
  pinsAfterMove,
  rankPlan,
  withChanges,
  type Offer,
  type PlannedAction,
  type PlanSource,
} from '@/domain/plan'
import { listOfUnion, loadAssessment, saveAims } from '@/storage/assessments'
import { toStorageError, type StorageErrorCode } from '@/storage/errors'
import { deletePlanned, loadPlan, savePlanned, savePlanOnHide } from '@/storage/plan'
import { whileFollowing } from './following'
import { useQuestionnaireStore } from './questionnaires'
import { HOPELESS, useSaveQueue } from './saveQueue'
import { whileLeaving } from './whileLeaving'

export type PlanOpening =
  | { readonly status: 'none' }
  | { readonly status: 'loading' }
  | { readonly status: 'ready' }
  | { readonly status: 'failed'; readonly code: StorageErrorCode }

/** The words of an offer, as the screen shows them. */
export interface OfferWords {
  readonly title: string
  readonly why: string
  readonly owner: string
}

/** Text is stored when typing pauses for so long, and at once when the field or the page is left. */
const TYPING_PAUSE = 300

/** The plan of one union: opens it, offers to it, changes it, keeps it saved. */
export const usePlanStore = defineStore('plan', () => {
  const questionnaires = useQuestionnaireStore()
  const queue = useSaveQueue()
  const opening = shallowRef<PlanOpening>({ status: 'none' })
  const unionId = shallowRef('')
  const actions = shallowRef<readonly PlannedAction[]>([])
  const byId = computed(() => new Map(actions.value.map((action) => [action.id, action])))
  const sources = shallowRef<readonly PlanSource[]>([])
  const unreadable = shallowRef(0)
  /** What was removed, the last at the end: each can be brought back. */
  const removals = shallowRef<readonly PlannedAction[]>([])
  const removed = computed(() => removals.value.at(-1) ?? null)
  /** Actions as they are on the screen and not stored yet, `null` for a removed one; of other unions too, if saving failed. */
  const unsaved = new Map<
    string,
    {
      readonly unionId: string
      readonly action: PlannedAction | null
      /** As it is stored, as far as is known here; `null` for a new one. */
      before: PlannedAction | null
    }
  >()
  /** Stars that are not stored yet, by round. */
  const unsavedAims = new Map<string, { readonly aims: Aims; before: Aims }>()
  /** Counts the changes, so that what was read before one is not taken for what is there after it. */
  let changes = 0

  whileFollowing(async () => {
    if (opening.value.status === 'ready') await read(unionId.value)
  })
  whileLeaving({ isUnsaved: queue.isUnsaved, save: saveOnHide, flush: queue.flush })

  /** The open actions in their order, and what the rounds offer beside them. */
  const ranked = computed(() => rankPlan(actions.value, sources.value))
  const offers = computed(() => sources.value.flatMap((source) => offersOf(source, actions.value)))

  /** The action of the open plan with this id. */
  function find(id: string): PlannedAction | undefined {
    return byId.value.get(id)
  }

  /** Opens the plan of a union as it is stored, with what is not stored yet laid over it. */
  async function open(id: string): Promise<void> {
    await queue.flush()
    if (unionId.value !== id) {
      unionId.value = id
      actions.value = []
      sources.value = []
      removals.value = []
      opening.value = { status: 'loading' }
    }
    await read(id)
  }

  async function read(id: string): Promise<void> {
    try {
      let before = changes
      const [first, rounds] = await Promise.all([loadPlan(id), readSources(id)])
      let stored = first
      while (before !== changes) {
        before = changes
        stored = await loadPlan(id)
      }
      // Another plan may have been asked for meanwhile.
      if (unionId.value !== id) return
      actions.value = withUnsaved(stored.actions)
      unreadable.value = stored.unreadable
      sources.value = rounds.map((round) => ({
        ...round,
        aims: unsavedAims.get(round.assessment.id)?.aims ?? round.aims,
      }))
      opening.value = { status: 'ready' }
    } catch (error) {
      if (unionId.value === id) opening.value = { status: 'failed', code: toStorageError(error).code }
    }
  }

  function withUnsaved(stored: readonly PlannedAction[]): readonly PlannedAction[] {
    const waiting = [...unsaved].filter(([, each]) => each.unionId === unionId.value)
    const kept = stored.filter(({ id }) => !unsaved.has(id))
    return [...kept, ...waiting.flatMap(([, { action }]) => action ?? [])]
  }

  /** The latest sealed round of each questionnaire about the union as a whole. */
  async function readSources(id: string): Promise<readonly PlanSource[]> {
    const latest = new Map<string, Assessment>()
    for (const { assessment } of (await listOfUnion(id)).rounds)
      if (assessment.status === 'sealed' && assessment.subject.kind === 'union')
        if (!latest.has(assessment.questionnaireId)) latest.set(assessment.questionnaireId, assessment)
    const read = await Promise.all([...latest.values()].map(readSource))
    return read.flatMap((source) => source ?? [])
  }

  async function readSource({ id, questionnaireId, questionnaireVersion }: Assessment): Promise<PlanSource | null> {
    const [stored, questionnaire] = await Promise.all([
      loadAssessment(id),
      questionnaires.copyOf(questionnaireId, questionnaireVersion),
    ])
    if (!stored || !questionnaire) return null
    const { answers } = fittingAnswers(questionnaire, stored.answers)
    return { questionnaire, assessment: stored.assessment, answers, aims: stored.aims }
  }

  /** Stores an action as it is now, or takes it out of the store (`null`). */
  function save(id: string, action: PlannedAction | null, before: PlannedAction | null = null, delay = 0): void {
    const entry = {
      unionId: unionId.value,
      action,
      before: unsaved.has(id) ? (unsaved.get(id)?.before ?? null) : before,
    }
    changes += 1
    unsaved.set(id, entry)
    const store = async () => {
      try {
        await (action ? savePlanned([action], entry.before ? [entry.before] : []) : deletePlanned(id))
      } catch (error) {
        const { code } = toStorageError(error)
        if (code !== 'not_found') throw error
        // The union is gone, and its plan with it: nothing else may wait for that.
        if (unionId.value === entry.unionId) opening.value = { status: 'failed', code }
      }
      const latest = unsaved.get(id)
      if (latest === entry) unsaved.delete(id)
      // What was changed meanwhile was changed from what is stored now.
      else if (latest) latest.before = action
    }
    queue.put(`plan:${id}`, store, delay)
  }

  /** Stores what is still waiting while the page goes away. */
  function saveOnHide(): void {
    const { value: saving } = queue.state
    if (saving.status === 'failed' && HOPELESS.includes(saving.code)) return
    const waiting = new Map([...unsaved].map(([id, { action }]) => [id, action] as const))
    // What fails here stays in the queue and is told by the next save.
    savePlanOnHide(waiting).catch(() => queue.flush())
    void queue.flush()
  }

  function add(given: Partial<PlannedAction> & Pick<PlannedAction, 'title' | 'origin'>): PlannedAction {
    const now = Date.now()
    const action: PlannedAction = {
      id: nanoid(),
      unionId: unionId.value,
      offerKey: null,
      serves: null,
      why: '',
      owner: '',
      due: '',
      status: 'to_do',
      effort: 'small',
      importance: null,
      cost: '',
      blockedBy: '',
      dropReason: '',
      evidence: { source: '', date: '' },
      reviewDate: '',
      dependsOn: [],
      firstRound: sources.value[0]?.assessment.id ?? null,
      pinnedAt: null,
      createdAt: now,
      log: [{ at: now, what: 'taken', status: null }],
      ...given,
    }
    actions.value = [...actions.value, action]
    save(action.id, action)
    return action
  }

  /** Takes an offer into the plan. */
  function take(offer: Offer, words: OfferWords): PlannedAction {
    // Twice, as by a double click, is once.
    const taken = actions.value.find(({ offerKey, status }) => offerKey === offer.key && status !== 'dropped')
    if (taken) return taken
    // Taken again: what was removed of it is not to be brought back beside it.
    removals.value = removals.value.filter(({ offerKey }) => offerKey !== offer.key)
    const source = sources.value.find(({ questionnaire }) => questionnaire.id === offer.questionnaireId)
    const lowest = source?.questionnaire.levels[0]?.value ?? 0
    return add({
      ...words,
      origin: 'proposed',
      offerKey: offer.key,
      effort: offer.effort,
      firstRound: source?.assessment.id ?? null,
      serves: {
        questionnaireId: offer.questionnaireId,
        sectionId: offer.sectionId,
        itemIds: offer.action ? [...offer.action.items] : offer.item ? [offer.item.id] : [],
        from: offer.action?.from ?? lowest,
        to: offer.action?.to ?? lowest,
      },
    })
  }

  /** Changes an action: `typing` for text that may go on. */
  function change(id: string, patch: Partial<PlannedAction>, pace: 'at_once' | 'typing' = 'at_once'): void {
    const before = find(id)
    if (before) replace([withChanges(before, patch, Date.now())], pace === 'typing' ? TYPING_PAUSE : 0)
  }

  /** Puts actions as they are now in the place of what they were. */
  function replace(changed: readonly PlannedAction[], delay = 0): void {
    const after = new Map(changed.map((action) => [action.id, action]))
    const before = new Map(actions.value.map((action) => [action.id, action]))
    actions.value = actions.value.map((action) => after.get(action.id) ?? action)
    for (const action of changed) save(action.id, action, before.get(action.id), delay)
  }

  /** Moves an open action one place up or down, and pins it there. Nobody moved those that make way (rule Q9). */
  function move(id: string, by: -1 | 1): void {
    const now = Date.now()
    replace(
      pinsAfterMove(ranked.value, id, by).flatMap(({ id: each, pinnedAt }) => {
        const before = find(each)
        if (!before) return []
        return each === id ? withChanges(before, { pinnedAt }, now) : { ...before, pinnedAt }
      }),
    )
  }

  function release(id: string): void {
    if (find(id)?.pinnedAt != null) change(id, { pinnedAt: null })
  }

  /** Takes an action out of the plan; `undo` brings it back. */
  function remove(id: string): void {
    const action = find(id)
    if (!action) return
    removals.value = [...removals.value, action]
    actions.value = actions.value.filter((each) => each.id !== id)
    save(id, null)
  }

  /** Brings back what was removed last. */
  function undo(): void {
    const action = removals.value.at(-1)
    if (!action) return
    removals.value = removals.value.slice(0, -1)
    actions.value = [...actions.value, action]
    save(action.id, action)
  }

  /** Stars a section, or takes its star away: its actions move up or down. */
  function star(questionnaireId: string, sectionId: string, isStarred: boolean): void {
    sources.value = sources.value.map((source) => {
      if (source.questionnaire.id !== questionnaireId) return source
      const aims = withStar(source.aims, sectionId, isStarred)
      const { id } = source.assessment
      const entry = { aims, before: unsavedAims.get(id)?.before ?? source.aims }
      unsavedAims.set(id, entry)
      queue.put(`aims:${id}`, async () => {
        await saveAims(id, aims, entry.before)
        const latest = unsavedAims.get(id)
        if (latest === entry) unsavedAims.delete(id)
        else if (latest) latest.before = aims
      })
      return { ...source, aims }
    })
  }

  return {
    opening,
    unionId,
    actions,
    sources,
    unreadable,
    removed,
    ranked,
    offers,
    find,
    saveState: queue.state,
    tryAgain: queue.tryAgain,
    flush: queue.flush,
    open,
    add,
    take,
    change,
    move,
    release,
    remove,
    undo,
    star,
  }
})

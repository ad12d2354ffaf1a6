import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import {
  answerTo,
  fittingAnswers,
  isExample,
  isSameSeries,
  withChoice,
  type Answer,
  type Answers,
  type Assessment,
  type Choice,
  type HandOver,
  type Union,
} from '@/domain/assessment'
import type { Aims } from '@/domain/gaps'
import { onlySections, wordedFor, type Questionnaire } from '@/domain/questionnaire'
import {
  createAssessments,
  loadAnswers,
  listOfUnion,
  loadAssessment,
  saveAims,
  saveAnswer,
  saveAnswersOnHide,
  saveHandOver,
  saveLastItem,
  sealAssessment,
} from '@/storage/assessments'
import { toStorageError, type StorageErrorCode } from '@/storage/errors'
import { writeRoundFile } from '@/storage/roundFile'
import { whileFollowing } from './following'
import { useLibraryStore } from './library'
import { useQuestionnaireStore } from './questionnaires'
import { HOPELESS, useSaveQueue } from './saveQueue'
import { whileLeaving } from './whileLeaving'

/** The round that is open, whole. */
export interface OpenRound {
  readonly assessment: Assessment
  readonly union: Union
  /** In the language of the page, worded for the subject of the round (rule U1), without sections that nobody asked for. */
  readonly questionnaire: Questionnaire
  /** The copy of the questionnaire as it is stored. */
  readonly storedQuestionnaire: unknown
  readonly answers: Answers
  readonly aims: Aims
  /** The union's latest sealed round of the same questionnaire about the same subject before this one, to look back at; `null` if there is none. */
  readonly lastTime: { readonly assessment: Assessment; readonly answers: Answers } | null
  /** Stored answers that could not be read or do not fit the questionnaire. They stay in the store. */
  readonly unreadable: number
}

export type Opened =
  | { readonly status: 'none' }
  | { readonly status: 'loading'; readonly id: string }
  | { readonly status: 'missing'; readonly id: string }
  | { readonly status: 'failed'; readonly id: string; readonly code: StorageErrorCode | 'questionnaire' | 'unsaved' }
  | { readonly status: 'ready'; readonly id: string; readonly round: OpenRound }

/** Text is stored when typing pauses for so long, and at once when the field or the page is left. */
const TYPING_PAUSE = 300

/** The round being worked on: opens it, changes it, keeps it saved. */
export const useAssessmentStore = defineStore('assessment', () => {
  const library = useLibraryStore()
  const questionnaires = useQuestionnaireStore()
  const queue = useSaveQueue()
  // Shallow: records stay plain objects, because IndexedDB cannot clone reactive proxies.
  const opened = shallowRef<Opened>({ status: 'none' })
  /** What changed in the answers of the open round and is not stored yet, by item. */
  const unsaved = new Map<string, Partial<Answer>>()
  /** A round that is not opened because the open one could not be saved. */
  const heldBack = shallowRef<string | null>(null)
  /** The round that was asked for last. */
  let wanted: string | null = null
  /** What the goals were before those that are not stored yet. */
  let aimsBefore: Aims | null = null
  /** Counts the changes, so that what was read before one is not taken for what is there after it. */
  let changes = 0
  const round = computed(() => (opened.value.status === 'ready' ? opened.value.round : null))

  watch(queue.state, (state) => (library.unsaved = state.status === 'failed' ? state : null), { flush: 'sync' })
  watch(round, (now) => (library.isRoundOpen = now !== null && !isExample(now.union)), { flush: 'sync' })
  // The law of the union may be changed on another screen, and the example removed there.
  watch(
    () => library.rounds,
    (rounds) => {
      const union = round.value?.union
      const known = rounds.find((each) => each.union.id === union?.id)?.union
      if (known && known.law !== union?.law) change({ union: known })
    },
  )
  watch(
    () => library.hasExample,
    (hasExample) => {
      if (hasExample !== false || !round.value || !isExample(round.value.union)) return
      wanted = null
      forget()
      opened.value = { status: 'none' }
    },
  )
  whileFollowing(readAgain)
  whileLeaving({ isUnsaved: queue.isUnsaved, save: saveOnHide, flush: queue.flush })

  /** Opens a round unless it is open already. Changes to another one are saved first. */
  async function open(id: string): Promise<void> {
    wanted = id
    if (isOpen(id)) return
    await queue.flush()
    // Another round may have been asked for meanwhile, or this one twice.
    if (wanted !== id || isOpen(id)) return
    // What could not be saved stays open until it is; only what never can be is let go, after it was offered as a file.
    const { value: saving } = queue.state
    heldBack.value = saving.status === 'failed' && !HOPELESS.includes(saving.code) ? id : null
    if (heldBack.value !== null) return
    forget()
    opened.value = { status: 'loading', id }
    const outcome = await read(id).catch((error: unknown): Opened => {
      return { status: 'failed', id, code: toStorageError(error).code }
    })
    if (opened.value.status === 'loading' && opened.value.id === id) opened.value = outcome
  }

  /** Reads the open round as it is stored now, with what is not stored yet laid over it. */
  async function readAgain(): Promise<void> {
    if (opened.value.status !== 'ready' && opened.value.status !== 'missing') return
    const { id } = opened.value
    let before: number
    let outcome: Opened
    do {
      before = changes
      outcome = await read(id)
      if (wanted !== id) return
    } while (before !== changes)
    // A round that is gone stays on the screen while something of it is not saved.
    if (outcome.status !== 'ready') {
      if (unsaved.size === 0) opened.value = outcome
      return
    }
    const answers = { ...outcome.round.answers }
    for (const [itemId, patch] of unsaved) answers[itemId] = { ...answerTo(answers, itemId), ...patch }
    const aims = aimsBefore && round.value ? round.value.aims : outcome.round.aims
    opened.value = { ...outcome, round: { ...outcome.round, answers, aims } }
  }

  function isOpen(id: string): boolean {
    return opened.value.status !== 'none' && opened.value.status !== 'failed' && opened.value.id === id
  }

  /** How far the opening of this round is. While another one is still open, this one is being opened. */
  function openedAs(id: string): Opened {
    if (opened.value.status !== 'none' && opened.value.id === id) return opened.value
    return heldBack.value === id ? { status: 'failed', id, code: 'unsaved' } : { status: 'loading', id }
  }

  async function read(id: string): Promise<Opened> {
    const stored = await loadAssessment(id)
    if (!stored) return { status: 'missing', id }
    const { assessment, union, aims } = stored
    const copy = await questionnaires.copyOf(assessment.questionnaireId, assessment.questionnaireVersion)
    if (!copy) return { status: 'failed', id, code: 'questionnaire' }
    const questionnaire = wordedFor(onlySections(copy, assessment.handOver?.sectionIds), assessment.subject)
    const { answers, misfits } = fittingAnswers(questionnaire, stored.answers)
    const lastTime = await readLastTime(assessment)
    const unreadable = stored.unreadable + misfits
    const storedQuestionnaire = stored.questionnaire
    return {
      status: 'ready',
      id,
      round: { assessment, union, questionnaire, storedQuestionnaire, answers, aims, lastTime, unreadable },
    }
  }

  async function readLastTime(assessment: Assessment): Promise<OpenRound['lastTime']> {
    if (assessment.status === 'sealed') return null
    // Read by itself: a question does not wait for the list of all rounds.
    const before = (await listOfUnion(assessment.unionId)).rounds
      .map((each) => each.assessment)
      .find((each) => each.status === 'sealed' && each.date <= assessment.date && isSameSeries(each, assessment))
    return before ? { assessment: before, answers: await loadAnswers(before.id) } : null
  }

  function change(patch: Partial<OpenRound>): void {
    if (opened.value.status === 'ready') opened.value = { ...opened.value, round: { ...opened.value.round, ...patch } }
  }

  /** Takes over a changed answer: on screen at once, stored right after, or when typing pauses. */
  function setAnswer(itemId: string, patch: Partial<Answer>, delay: number): void {
    if (round.value?.assessment.status !== 'draft') return
    const { id } = round.value.assessment
    const isOwn = !isExample(round.value.union)
    const answer = { ...answerTo(round.value.answers, itemId), ...patch }
    // A round that still changes is not to be sealed: sealing failed before, and is to be asked for again.
    queue.takeBack('seal')
    change({ answers: { ...round.value.answers, [itemId]: answer } })
    changes += 1
    const changed = { ...unsaved.get(itemId), ...patch }
    unsaved.set(itemId, changed)
    const save = async () => {
      await saveAnswer(id, itemId, changed)
      if (unsaved.get(itemId) === changed) unsaved.delete(itemId)
      library.hasAnswered ||= isOwn
    }
    queue.put(`answer:${itemId}`, save, delay)
  }

  /** Chooses, or clears with `null`. */
  function choose(itemId: string, choice: Choice | null): void {
    if (!round.value) return
    const before = answerTo(round.value.answers, itemId)
    const { confidence, chosenAt } = withChoice(before, choice, Date.now())
    // Chosen by hand, it is no longer what the room said.
    setAnswer(itemId, { choice, confidence, chosenAt, ...(before.voice ? { voice: undefined } : {}) }, 0)
  }

  /** Changes what else belongs to an answer: `typing` for text that may go on. */
  function amend(itemId: string, patch: Partial<Answer>, pace: 'at_once' | 'typing' = 'at_once'): void {
    setAnswer(itemId, patch, pace === 'typing' ? TYPING_PAUSE : 0)
  }

  /** Remembers where the respondent is, to go on there. */
  function visit(itemId: string): void {
    if (round.value?.assessment.status !== 'draft' || round.value.assessment.lastItem === itemId) return
    const { assessment } = round.value
    change({ assessment: { ...assessment, lastItem: itemId } })
    // Whoever only looks on does not lead the others to another place.
    if (library.isFollowing) return
    changes += 1
    queue.putQuietly('place', () => saveLastItem(assessment.id, itemId))
  }

  /**
   * Remembers what is handed over of the answers, which have to be stored first.
   *
   * @returns what they are known by from now on
   * @throws StorageError
   */
  async function handOver(id: string, given: string): Promise<HandOver> {
    const known = await saveHandOver(id, given)
    changes += 1
    if (round.value?.assessment.id === id) change({ assessment: { ...round.value.assessment, handOver: known } })
    return known
  }

  function setAims(aims: Aims): void {
    if (!round.value) return
    const { id } = round.value.assessment
    changes += 1
    // As they are stored, as far as is known here.
    aimsBefore ??= round.value.aims
    change({ aims })
    queue.put('aims', async () => {
      await saveAims(id, aims, aimsBefore)
      // What was changed meanwhile was changed from what is stored now.
      aimsBefore = round.value?.aims === aims ? null : aims
    })
  }

  /**
   * Seals the round, after everything else is stored.
   *
   * @returns whether it is sealed; if not, `saveState` says what is wrong
   */
  async function seal(): Promise<boolean> {
    const draft = round.value?.assessment
    if (draft?.status !== 'draft') return false
    queue.put('seal', async () => {
      await sealAssessment(draft.id, Date.now())
      // Read again: what counts is what is stored, also if another tab has changed it.
      opened.value = await read(draft.id)
      await library.again()
    })
    await queue.flush()
    return round.value?.assessment.status === 'sealed'
  }

  /** Stores what is still waiting while the page goes away. */
  function saveOnHide(): void {
    const { value: saving } = queue.state
    const isRefused = saving.status === 'failed' && HOPELESS.includes(saving.code)
    if (round.value?.assessment.status !== 'draft' || isRefused) return
    const { assessment, answers } = round.value
    const waiting = [...unsaved.keys()].map((itemId) => [itemId, answerTo(answers, itemId)] as const)
    // What fails here stays in the queue and is told by the next save.
    saveAnswersOnHide(assessment.id, Object.fromEntries(waiting)).catch(() => queue.flush())
  }

  /** Tries to save again what could not be saved, because a person asked for it. */
  async function tryAgain(): Promise<void> {
    const { value: saving } = queue.state
    await (saving.status === 'failed' && saving.code === 'not_found' ? storeAgain() : queue.tryAgain())
  }

  /** Stores the open round anew, whole as it is on the screen: what was stored of it was deleted meanwhile. */
  async function storeAgain(): Promise<void> {
    const waiting = [...unsaved]
    // It has to be there before anything else of it can be saved.
    queue.clear()
    queue.put('again', async () => {
      if (!round.value) return
      const { assessment, union, answers, aims, storedQuestionnaire } = round.value
      // It may have come back from the second copy.
      if (!(await loadAssessment(assessment.id)))
        await createAssessments(union, [
          { assessment, answers, questionnaire: storedQuestionnaire as OpenRound['questionnaire'] },
        ])
      await saveAims(assessment.id, aims)
      if (library.trouble === 'gone') library.trouble = null
      await library.again()
    })
    for (const [itemId, patch] of waiting) setAnswer(itemId, patch, 0)
    await queue.flush()
  }

  /** Lets go of what can never be saved, and reads the open round again as it is stored. */
  async function reopen(): Promise<void> {
    if (opened.value.status === 'none') return
    const { id } = opened.value
    forget()
    opened.value = { status: 'none' }
    await open(id)
  }

  function forget(): void {
    queue.clear()
    unsaved.clear()
    aimsBefore = null
  }

  /** The open round as a file of its own, with all that is on the screen, stored or not; `null` if none is open, or only the example. */
  function roundFile(): { readonly name: string; readonly text: string } | null {
    if (!round.value || isExample(round.value.union)) return null
    return writeRoundFile({ ...round.value, questionnaire: round.value.storedQuestionnaire }, Date.now())
  }

  /**
   * Takes the open round off the device, with everything that belongs to it or was still to be saved.
   *
   * @returns `null`, or why it is still there
   */
  async function remove(): Promise<StorageErrorCode | null> {
    if (!round.value) return null
    try {
      await library.remove(round.value.assessment.id)
    } catch (error) {
      return toStorageError(error).code
    }
    wanted = null
    forget()
    opened.value = { status: 'none' }
    return null
  }

  return {
    opened,
    round,
    saveState: queue.state,
    open,
    openedAs,
    choose,
    amend,
    visit,
    handOver,
    setAims,
    seal,
    flush: queue.flush,
    tryAgain,
    storeAgain,
    reopen,
    saveOnHide,
    roundFile,
    remove,
  }
})

import { defineStore } from 'pinia'
import { nanoid } from 'nanoid'
import { shallowRef } from 'vue'
import {
  copyAnswers,
  EXAMPLE_UNION,
  isExample,
  newestFirst,
  type Answers,
  type Assessment,
  type HandOver,
  type Law,
  type Respondent,
  type Union,
} from '@/domain/assessment'
import { assessmentCompleteness, whereToGoOn, type Completeness } from '@/domain/completeness'
import { itemsOf, onlySections, type Form, type Questionnaire, type Subject } from '@/domain/questionnaire'
import { StorageError, toStorageError, type StorageErrorCode } from '@/storage/errors'
import { copiesState, onCopies, onStorageTrouble, onTabs } from '@/storage/news'
import type { StoredList } from '@/storage/assessments'
import { isFirstVisit } from '@/storage/firstVisit'
import { isTemporary } from '@/device/temporary'

/** The store is fetched when there is something to read or to write: the first screen of a first visit does without it. */
const storage = () => import('@/storage/assessments')

/** One round as Home shows it. */
export interface Round {
  readonly assessment: Assessment
  readonly union: Union
}

/** Where an unfinished round goes on. */
export interface Place {
  readonly itemId: string
  readonly sectionTitle: string
  /** Counted from 1 within its section. */
  readonly position: number
  readonly sectionItems: number
  readonly completeness: Completeness
}

export type Loading =
  | { readonly status: 'loading' }
  | { readonly status: 'ready' }
  | { readonly status: 'failed'; readonly code: StorageErrorCode }

/** What a new round begins with. */
export interface NewRound {
  readonly unionId: string | null
  readonly unionName: string
  /** The law the union says it is under; `null` leaves what is known. */
  readonly law: Law | null
  readonly form: Form
  readonly subject: Subject
  readonly respondent: Respondent
  readonly date: string
  /** The sealed round to copy the answers from. */
  readonly copyFrom: { readonly assessment: Assessment; readonly answers: Answers } | null
  /** Where the answers are to be handed to whoever gathers them. */
  readonly handOver?: HandOver
}

/**
 * What a screen needs of the list: the newest, up to so many unfinished and so many finished ones, maybe with all unions and
 * with one round by its id; the rounds of a union, by its id or by that of one of its rounds; everything; or nothing
 * (`null`), as while questions are answered. What a screen does not need, it does not wait for.
 */
export type Wanted =
  | {
      readonly newest: Readonly<Record<Assessment['status'], number>>
      readonly unions?: true
      readonly round?: string
    }
  | { readonly union: string }
  | { readonly unionOf: string }
  | 'all'
  | null

/** How many of each Home begins with. */
export const FIRST_FEW = 20

/** What other screens say of a round's workshop. */
export interface Workshop {
  /** The parts that it looks at. */
  readonly sectionIds: readonly string[]
  /** `false` where responses are gathered without one. */
  readonly hasMeetings: boolean
  readonly isClosed: boolean
}

/** The rounds on this device. */
export const useLibraryStore = defineStore('library', () => {
  const loading = shallowRef<Loading>({ status: 'loading' })
  /** The rounds that were read, the newest first: all that the screen wanted, and maybe others. */
  const rounds = shallowRef<readonly Round[]>([])
  /** All unions in the order of their names, where the screen wanted them: not of each of them a round was read. */
  const allUnions = shallowRef<readonly Union[]>([])
  /** How many unfinished and finished rounds there are on this device; `null` until somebody has asked. */
  const total = shallowRef<Readonly<Record<Assessment['status'], number>> | null>(null)
  /** What the screen wants. */
  let wanted: Wanted = null
  /** All rounds are wanted, and have been read. */
  const isWhole = shallowRef(false)
  /** Rounds that cannot be read, of those that were. */
  const unreadable = shallowRef(0)
  let unreadableRead = 0
  /** Whether the example is on this device; `null` until a list was read in which it would be. */
  const hasExample = shallowRef<boolean | null>(null)
  /** By the id of the round. */
  const workshops = shallowRef<Readonly<Record<string, Workshop>>>({})
  /** Trouble with the database that did not come from a call of ours. */
  const trouble = shallowRef<StorageErrorCode | null>(null)
  /** Whether a round is open, so that it can be saved to a file. */
  const isRoundOpen = shallowRef(false)
  /** An answer to a round of one's own was saved since the page was opened. */
  const hasAnswered = shallowRef(false)
  /** Why the last change of a round is not saved; `null` while everything is. */
  const unsaved = shallowRef<{ readonly status: 'failed'; readonly code: StorageErrorCode } | null>(null)
  /** How many copies of everything there are on this device. */
  const copies = shallowRef(copiesState())
  /** The store has not answered for a while. */
  const isSlow = shallowRef(false)
  /** New rounds that could not be stored whole, and are not in the list. */
  let refused: readonly string[] = []
  onStorageTrouble((code) => {
    // Where nothing was stored, nothing was lost.
    if (code !== 'gone' || rounds.value.length > 0 || isRoundOpen.value) trouble.value = code
    // What came back at an earlier start is gone as well.
    if (code === 'gone' && trouble.value === 'gone') copies.value = { ...copies.value, restored: null, isLost: false }
  })
  /** Another tab writes; this one shows what is stored, and follows. */
  const isFollowing = shallowRef(false)
  /** So often this tab has read again what another one saved. */
  const followed = shallowRef(0)
  onCopies((now) => {
    copies.value = now
    // What was deleted while the page was open came back from the second copy.
    if (now.restored && trouble.value === 'gone') trouble.value = null
  })
  const follow = async () => (await import('./following')).follow()
  onTabs({
    beforeGiving: async () => (await import('./whileLeaving')).saveAll(),
    onTurn(isWriting) {
      // What was saved elsewhere just before is read, too.
      if (isWriting === isFollowing.value) void follow().catch(() => undefined)
      isFollowing.value = !isWriting
    },
    onNews: () => void follow().catch(() => undefined),
  })

  /** Makes this the tab that writes. @throws StorageError */
  async function editHere(): Promise<void> {
    await (await import('@/storage/db')).takeOver()
  }

  /** Reads all rounds; what was read before stays if that fails. */
  function load(): Promise<void> {
    return want('all')
  }

  /** Reads what a screen wants, and from now on follows that. What was read before stays, too. */
  async function want(now: Wanted): Promise<void> {
    // Where nothing is kept there is little to read, and what is in no file yet has to be known of all unions.
    wanted = isTemporary() ? 'all' : now
    if (wanted !== 'all') isWhole.value = false
    await read(wanted, false)
  }

  /** Reads again what the screen wants, because something was changed; what else was read before is forgotten. */
  function again(): Promise<void> {
    return read(wanted, true)
  }

  async function read(now: Wanted, isFresh: boolean): Promise<void> {
    const slow = setTimeout(() => (isSlow.value = true), LONGEST_SILENCE)
    try {
      const list = await inTime((goesOn) => readList(now, goesOn))
      // Nobody wants all any more, so their reading was ended.
      if (now === 'all' && wanted !== 'all') return
      if (now === wanted) noteUnions(list.unions ?? [])
      const isPart = partOf(list, now)
      // Another screen may have come meanwhile, which wants something else.
      const others = isFresh && now === wanted ? [] : rounds.value.filter((round) => !isPart(round))
      rounds.value = [...others, ...list.rounds].sort(byAge)
      if (looksForExample(now)) hasExample.value = list.rounds.some(({ union }) => isExample(union))
      if (now === 'all') {
        isWhole.value = true
        // What is there all the same can be seen now.
        refused = []
      }
      if (now !== null) unreadable.value = unreadableRead = list.unreadable
      loading.value = { status: 'ready' }
      if (trouble.value === 'blocked') trouble.value = null
      if (list.rounds.length > 0) noteStored()
    } catch (error) {
      loading.value = { status: 'failed', code: toStorageError(error).code }
    } finally {
      clearTimeout(slow)
      isSlow.value = false
    }
  }

  /** Rounds are stored again. What is open and was deleted still waits to be stored, or to be saved to a file. */
  function noteStored(): void {
    if (trouble.value === 'gone' && !isRoundOpen.value) trouble.value = null
  }

  function noteUnions(unions: readonly Union[]): void {
    // “Branch 7” comes before “Branch 19”. On a slow phone it takes a while to make what knows that.
    const compare = unions.length > 1 ? new Intl.Collator(undefined, { numeric: true }).compare : () => 0
    allUnions.value = [...unions].sort((a, b) => compare(a.name, b.name))
  }

  /** Counts the rounds, and those that could never be read. Nobody waits for it. */
  async function count(): Promise<void> {
    if (await isFirstVisit()) return
    const { draft, sealed, damaged } = await (await storage()).countAssessments()
    const example = rounds.value.filter(({ union }) => isExample(union))
    const ofExample = (status: string) => example.filter(({ assessment }) => assessment.status === status).length
    total.value = { draft: draft - ofExample('draft'), sealed: sealed - ofExample('sealed') }
    // Where all were read, these are among them.
    if (wanted !== 'all') unreadable.value = unreadableRead + damaged
  }

  /** Reads which of these rounds are answered in a workshop. Nobody waits for it, and it is left out where nothing is stored. */
  async function loadWorkshops(ids: readonly string[]): Promise<void> {
    if (ids.length === 0 || (await isFirstVisit())) return
    const { loadSessions } = await import('@/storage/sessions')
    const list = await loadSessions(ids)
    const others = Object.entries(workshops.value).filter(([id]) => !ids.includes(id))
    const found = list.map(({ assessmentId, sectionIds, meetings, closedAt }) => [
      assessmentId,
      { sectionIds, hasMeetings: meetings.length > 0, isClosed: closedAt !== null },
    ])
    workshops.value = Object.fromEntries([...others, ...found])
  }

  /** Opens the store before it is needed: where it is new, it has settled by the time the first answer comes. @throws StorageError */
  async function getReady(): Promise<void> {
    await (await import('@/storage/db')).database()
  }

  async function readList(
    now: Wanted,
    goesOn: () => void,
  ): Promise<StoredList & { readonly unions?: readonly Union[] }> {
    if (await isFirstVisit()) return NOTHING
    if (now === null) return (await getReady(), NOTHING)
    const { findAssessment, listAssessments, listNewest, listOfUnion, listUnions } = await storage()
    if (now === 'all') {
      let unions: readonly Union[] = []
      const begin = (all: readonly Union[]) => noteUnions((unions = all))
      const isWanted = () => (goesOn(), wanted === 'all')
      return { ...(await listAssessments(begin, isWanted)), unions }
    }
    if ('newest' in now) {
      const [list, unions] = await Promise.all([listNewest(now.newest, now.round), now.unions ? listUnions() : []])
      return { ...list, unions }
    }
    if ('union' in now) return listOfUnion(now.union)
    const round = await findAssessment(now.unionOf)
    return round ? listOfUnion(round.unionId) : NOTHING
  }

  /**
   * The unions that were read, each once: those of the rounds that were read, the one of the newest round first, and then the
   * others. The example is none of them.
   */
  function unions(): readonly Union[] {
    const known = new Map<string, Union>()
    for (const { union } of rounds.value) if (!known.has(union.id)) known.set(union.id, union)
    for (const union of allUnions.value) if (!known.has(union.id)) known.set(union.id, union)
    known.delete(EXAMPLE_UNION)
    return [...known.values()]
  }

  /**
   * Stores a new round.
   *
   * @returns the new round
   * @throws StorageError
   */
  async function create(questionnaire: Questionnaire, wanted: NewRound): Promise<Assessment> {
    const { createAssessments, findUnion } = await storage()
    // Nobody's own round is one of the example.
    const unionId = wanted.unionId === EXAMPLE_UNION ? null : wanted.unionId
    const known = unions().find(({ id }) => id === unionId) ?? (unionId === null ? null : await findUnion(unionId))
    const union: Union = known
      ? { ...known, law: wanted.law ?? known.law }
      : { id: nanoid(), name: wanted.unionName.trim(), law: wanted.law }
    const assessment: Assessment = {
      id: nanoid(),
      unionId: union.id,
      questionnaireId: questionnaire.id,
      questionnaireVersion: questionnaire.version,
      form: wanted.form,
      subject: { ...wanted.subject },
      respondent: { ...wanted.respondent, name: wanted.respondent.name.trim() },
      date: wanted.date,
      status: 'draft',
      createdAt: Date.now(),
      sealedAt: null,
      copiedFrom: wanted.copyFrom?.assessment.id ?? null,
      lastItem: null,
      ...(wanted.handOver ? { handOver: wanted.handOver } : {}),
    }
    const answers = wanted.copyFrom ? copyAnswers(questionnaire, wanted.form, wanted.copyFrom.answers) : {}
    // Another tab may have said the law meanwhile, so it is stored only where it was asked for.
    const insteadOf = refused
    refused = [...refused, assessment.id]
    await createAssessments({ ...union, law: wanted.law }, [{ assessment, answers, questionnaire }], insteadOf)
    refused = []
    noteStored()
    rounds.value = [{ assessment, union }, ...withUnion(union)].sort(byAge)
    return assessment
  }

  /** The rounds, those of this union with its record as it is now. */
  function withUnion(union: Union): readonly Round[] {
    return rounds.value.map((round) => (round.union.id === union.id ? { ...round, union } : round))
  }

  /** Keeps which law a union says it is under. @throws StorageError */
  async function setLaw(union: Union, law: Law): Promise<void> {
    await (await storage()).saveLaw(union.id, law)
    rounds.value = withUnion({ ...union, law })
  }

  /**
   * Stores the example, unless it is here already: an invented union with a check and with this and last year's round.
   *
   * @throws StorageError, or if the app's files cannot be loaded
   */
  async function addExample(): Promise<void> {
    const { loadExample } = await import('@/questionnaires/example')
    const { union, rounds: made } = await loadExample(Date.now())
    const isThere = () => rounds.value.some((round) => isExample(round.union))
    await want({ union: EXAMPLE_UNION })
    if (isThere()) return
    // Another tab may store it at the same moment: then ours is refused, and the other's is there.
    const { createAssessments } = await storage()
    const refused = await createAssessments(union, made).then(() => null, toStorageError)
    await want({ union: EXAMPLE_UNION })
    if (refused && !isThere()) throw refused
  }

  /** Takes the example off the device, whole. @throws StorageError */
  async function removeExample(): Promise<void> {
    await (await storage()).deleteUnion(EXAMPLE_UNION)
    rounds.value = rounds.value.filter(({ union }) => !isExample(union))
    hasExample.value = false
  }

  /** A round by its id, also one that the screen did not want; `null` if there is none that can be read. @throws StorageError */
  async function find(assessmentId: string): Promise<Assessment | null> {
    return (await storage()).findAssessment(assessmentId)
  }

  /** @throws StorageError */
  async function remove(assessmentId: string): Promise<void> {
    const { deleteAssessment, listUnions } = await storage()
    await deleteAssessment(assessmentId)
    rounds.value = rounds.value.filter(({ assessment }) => assessment.id !== assessmentId)
    // The last round takes its union along.
    if (allUnions.value.length > 0) noteUnions(await listUnions().catch(() => []))
  }

  /** Where a draft goes on, or `null` if its questionnaire asks nothing. */
  async function placeOf(assessment: Assessment, whole: Questionnaire): Promise<Place | null> {
    const questionnaire = onlySections(whole, assessment.handOver?.sectionIds)
    const answers = await (await storage()).loadAnswers(assessment.id)
    const itemId = whereToGoOn(questionnaire, assessment, answers)
    for (const section of questionnaire.sections) {
      const items = itemsOf(section, assessment.form)
      const index = items.findIndex(({ id }) => id === itemId)
      if (itemId !== null && index >= 0)
        return {
          itemId,
          sectionTitle: section.title,
          position: index + 1,
          sectionItems: items.length,
          completeness: assessmentCompleteness(questionnaire, assessment.form, answers),
        }
    }
    return null
  }

  /** The code of what a call of this store threw. */
  function codeOf(error: unknown): StorageErrorCode {
    return toStorageError(error).code
  }

  /** A sealed round with its answers, to begin a new one with. @throws StorageError */
  async function sourceFor(assessment: Assessment): Promise<NonNullable<NewRound['copyFrom']>> {
    return { assessment, answers: await (await storage()).loadAnswers(assessment.id) }
  }

  return {
    loading,
    rounds,
    total,
    isWhole,
    unreadable,
    hasExample,
    workshops,
    trouble,
    unsaved,
    isRoundOpen,
    hasAnswered,
    copies,
    isSlow,
    isFollowing,
    followed,
    editHere,
    load,
    want,
    again,
    count,
    loadWorkshops,
    getReady,
    unions,
    find,
    create,
    setLaw,
    addExample,
    removeExample,
    remove,
    placeOf,
    codeOf,
    sourceFor,
  }
})

/** What a first visit has, and what a screen reads that wants nothing. */
const NOTHING: StoredList = { rounds: [], unreadable: 0 }

const byAge = (a: Round, b: Round) => newestFirst(a.assessment, b.assessment)

function looksForExample(wanted: Wanted): boolean {
  if (wanted === null || wanted === 'all') return wanted === 'all'
  return 'newest' in wanted || ('union' in wanted && wanted.union === EXAMPLE_UNION)
}

/** Says of a round that was read before whether it would be in this list, if it were still there. */
function partOf({ rounds }: StoredList, wanted: Wanted): (round: Round) => boolean {
  if (wanted === 'all') return () => true
  if (wanted === null) return () => false
  const ids = new Set(rounds.map(({ assessment }) => assessment.id))
  const unions = new Set(rounds.map(({ union }) => union.id))
  const isMeant = ({ assessment, union }: Round): boolean => {
    if ('union' in wanted) return union.id === wanted.union
    if ('unionOf' in wanted) return assessment.id === wanted.unionOf || unions.has(union.id)
    if (isExample(union) || assessment.id === wanted.round) return true
    const { status } = assessment
    const newest = rounds.filter(
      (each) => each.assessment.status === status && each.assessment.id !== wanted.round && !isExample(each.union),
    )
    const isWhole = newest.length < wanted.newest[status]
    return isWhole || newest.some((each) => newestFirst(assessment, each.assessment) <= 0)
  }
  return (round) => ids.has(round.assessment.id) || isMeant(round)
}

/** Milliseconds after which it is said that the store has not answered yet. */
const LONGEST_SILENCE = 2500

/** Milliseconds after which a database that does not answer is given up. */
const LONGEST_WAIT = 8000

/** @throws StorageError `unknown` if there is no answer in time, and neither does the work say that it goes on */
function inTime<T>(work: (goesOn: () => void) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const goesOn = () => {
      clearTimeout(timer)
      timer = setTimeout(() => reject(new StorageError('unknown')), LONGEST_WAIT)
    }
    goesOn()
    work(goesOn)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer))
  })
}

import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { answerTo, UNTOUCHED, type RespondentRole } from '@/domain/assessment'
import { isSameContent } from '@/domain/canonical'
import { itemsOf, type Item, type Questionnaire, type Section } from '@/domain/questionnaire'
import type { PlannedAction } from '@/domain/plan'
import { pictureOf, summaryOf, type Room } from '@/domain/roomPicture'
import {
  answerOfRoom,
  apartItems,
  arrivalAmong,
  countingTally,
  revealsOf,
  shownRoom,
  groupsOf,
  isClosedIn,
  meanOfRespondents,
  meetingsOf,
  sectionsOf,
  START_STEP,
  stepOfItem,
  stepsOf,
  untouchedRoomItem,
  withHeldResponse,
  withoutVotes,
  withPassedVote,
  type Groups,
  type HeldResponse,
  type PassedVote,
  type Phase,
  type RespondentsMean,
  type RoomItem,
  type RoomVotes,
  type Session,
  type Step,
  type VotingWay,
} from '@/domain/session'
import { noVotes, type Arrival, type Response, type Tally } from '@/domain/workshop'
import { toStorageError, type StorageErrorCode } from '@/storage/errors'
import {
  deleteResponse,
  keepCountsOnly,
  loadSession,
  saveResponses,
  saveRoomItem,
  saveRoomOnHide,
  saveSession,
} from '@/storage/sessions'
import { useAssessmentStore } from './assessment'
import { whileFollowing } from './following'
import { useLibraryStore, type NewRound } from './library'
import { HOPELESS, useSaveQueue } from './saveQueue'
import { whileLeaving } from './whileLeaving'

export type SessionOpening =
  | { readonly status: 'none' }
  | { readonly status: 'loading'; readonly id: string }
  | { readonly status: 'missing'; readonly id: string }
  | { readonly status: 'failed'; readonly id: string; readonly code: StorageErrorCode }
  | { readonly status: 'ready'; readonly id: string }

/** What a workshop is prepared with. */
export interface NewSession {
  readonly sectionIds: readonly string[]
  readonly people: number
  /** Minutes of each meeting; none where responses are gathered without one. */
  readonly meetings: readonly number[]
  readonly ways: readonly VotingWay[]
  readonly roles: readonly RespondentRole[]
  readonly floor: number | null
}

/** All that a person can take back. */
interface State {
  readonly session: Session
  readonly rooms: Readonly<Record<string, RoomItem>>
  readonly held: readonly HeldResponse[]
}

/** Text is stored when typing pauses for so long, and at once when the field or the page is left. */
const TYPING_PAUSE = 300
/** So many changes can be taken back. */
const UNDOS = 100

/** The workshop of one round: opens it, leads it from step to step, gathers votes, keeps it saved. The round itself is the assessment store's. */
export const useWorkshopStore = defineStore('workshop', () => {
  const library = useLibraryStore()
  const assessments = useAssessmentStore()
  const queue = useSaveQueue()
  const opening = shallowRef<SessionOpening>({ status: 'none' })
  const state = shallowRef<State | null>(null)
  const unreadable = shallowRef(0)
  /** How it was before each change, the last at the end. */
  const past = shallowRef<readonly State[]>([])
  /** What is being typed into, so that a whole text is taken back at once. */
  let typing: string | null = null
  /** Counts the changes, so that what was read before one is not taken for what is there after it. */
  let changes = 0

  const session = computed(() => state.value?.session ?? null)
  const round = computed(() => {
    const { round } = assessments
    return round && round.assessment.id === session.value?.assessmentId ? round : null
  })
  const held = computed(() => state.value?.held ?? [])
  const responses = computed<readonly Response[]>(() => held.value.map(({ response }) => response))
  // Each as the same object while it does not change: a step to the next question does not work all questions out again.
  const isThere = computed(() => session.value !== null)
  const questionnaire = computed(() => round.value?.questionnaire)
  const form = computed(() => round.value?.assessment.form ?? 'full')
  const sectionIds = computed(() => session.value?.sectionIds ?? [])
  const minutes = computed(() => session.value?.meetings ?? [])
  const sections = computed(() =>
    questionnaire.value ? sectionsOf({ sectionIds: sectionIds.value }, questionnaire.value) : [],
  )
  const items = computed(() =>
    sections.value.flatMap((section) => itemsOf(section, form.value).map((item) => ({ section, item }))),
  )
  const planned = () => ({ sectionIds: sectionIds.value, meetings: minutes.value })
  const meetings = computed(() => (questionnaire.value ? meetingsOf(planned(), questionnaire.value, form.value) : []))
  const votedAgain = computed(() =>
    items.value
      .map(({ item }) => item.id)
      .filter((id) => state.value?.rooms[id]?.second)
      .join(' '),
  )
  const steps = computed<readonly Step[]>(() => {
    if (!questionnaire.value || !isThere.value) return []
    return stepsOf(planned(), questionnaire.value, form.value, new Set(votedAgain.value.split(' ')))
  })
  /** Where the room is, counted from 0; a step that is not there any more counts as the beginning. */
  const place = computed(() =>
    Math.max(
      0,
      steps.value.findIndex(({ id }) => id === session.value?.step),
    ),
  )
  const step = computed(() => steps.value[place.value] ?? null)
  /** Whether the round still takes answers, and the workshop goes on. */
  const isOpen = computed(() => round.value?.assessment.status === 'draft' && session.value?.closedAt === null)
  const closedItems = computed(() => {
    const closed = sections.value.filter(({ id }) => session.value?.closedSections.includes(id))
    return new Set(closed.flatMap(({ items: own }) => own.map(({ id }) => id)))
  })

  whileFollowing(async () => {
    if (opening.value.status === 'ready') await read(opening.value.id)
  })
  whileLeaving({ isUnsaved: queue.isUnsaved, save: saveOnHide, flush: queue.flush })

  /** Opens the workshop of a round, and the round. */
  async function open(id: string): Promise<void> {
    const round = assessments.open(id)
    if (opening.value.status === 'ready' && opening.value.id === id) return round
    await queue.flush()
    // What could not be saved of another workshop stays until it is.
    if (queue.isUnsaved() && opening.value.status === 'ready') return
    queue.clear()
    state.value = null
    past.value = []
    opening.value = { status: 'loading', id }
    await Promise.all([round, read(id)])
  }

  async function read(id: string): Promise<void> {
    try {
      let before: number
      let stored: Awaited<ReturnType<typeof loadSession>>
      do {
        before = changes
        stored = await loadSession(id)
        if (opening.value.status === 'none' || opening.value.id !== id) return
      } while (before !== changes)
      if (!stored) {
        if (!state.value || queue.pendingKeys().length === 0) opening.value = { status: 'missing', id }
        return
      }
      unreadable.value = stored.unreadable
      const come = withUnsaved({ session: stored.session, rooms: stored.rooms, held: stored.responses })
      // What another tab changed cannot be taken back here.
      if (!state.value || !isSameContent(come, state.value)) {
        state.value = come
        past.value = []
      }
      opening.value = { status: 'ready', id }
    } catch (error) {
      if (opening.value.status === 'loading') opening.value = { status: 'failed', id, code: toStorageError(error).code }
    }
  }

  /** What was read, with what is not stored yet laid over it. */
  function withUnsaved(stored: State): State {
    const waiting = new Set(queue.pendingKeys())
    const now = state.value
    if (!now || waiting.size === 0) return stored
    const rooms = { ...stored.rooms }
    for (const [itemId, room] of Object.entries(now.rooms)) if (waiting.has(`room:${itemId}`)) rooms[itemId] = room
    const isWaiting = ({ response }: HeldResponse) =>
      waiting.has('responses') || waiting.has(`response:${response.key}`)
    return {
      session: waiting.has('session') ? now.session : stored.session,
      rooms,
      held: [...stored.held.filter((each) => !isWaiting(each)), ...now.held.filter(isWaiting)],
    }
  }

  /**
   * Makes a round that a room, or several people, answer together, with its workshop.
   *
   * @returns the id of the round
   * @throws StorageError
   */
  async function prepare(questionnaire: Questionnaire, wanted: NewRound, given: NewSession): Promise<string> {
    const { id } = await library.create(questionnaire, wanted)
    const made: Session = {
      ...given,
      assessmentId: id,
      present: given.people,
      consentAt: given.floor === null ? Date.now() : null,
      step: START_STEP,
      revealed: [],
      timer: null,
      closedSections: [],
      closedAt: null,
    }
    await saveSession(made)
    return id
  }

  const ownOf = (rooms: State['rooms'], item: Item): RoomItem =>
    (Object.hasOwn(rooms, item.id) ? rooms[item.id] : undefined) ?? untouchedRoomItem(item)

  /** What the room gave to an item. */
  function roomOf(item: Item): RoomItem {
    return ownOf(state.value?.rooms ?? {}, item)
  }

  /** What may be seen of it: `null` while its votes are hidden. */
  function shownOf(item: Item): RoomItem | null {
    return state.value && shownRoom(item.id, roomOf(item), state.value.session)
  }

  /** Puts everything as it is now in the place of what it was, stores what differs, and answers the round by it. */
  function become(after: State, { delay = 0, text = null as string | null, isFinal = false } = {}): void {
    const before = state.value
    if (!before) return
    if (isFinal) past.value = []
    else if (text === null || text !== typing) past.value = [...past.value, before].slice(-UNDOS)
    typing = text
    put(before, after, delay)
  }

  function put(before: State, after: State, delay: number): void {
    changes += 1
    state.value = after
    const id = after.session.assessmentId
    if (after.session !== before.session) queue.put('session', () => saveSession(state.value?.session ?? after.session))
    for (const [itemId, room] of Object.entries(after.rooms))
      if (room !== before.rooms[itemId]) queue.put(`room:${itemId}`, () => saveRoomItem(id, itemId, room), delay)
    for (const itemId of Object.keys(before.rooms)) {
      const item = items.value.find((each) => each.item.id === itemId)?.item
      if (item && !Object.hasOwn(after.rooms, itemId))
        queue.put(`room:${itemId}`, () => saveRoomItem(id, itemId, untouchedRoomItem(item)))
    }
    const was = new Map(before.held.map((each) => [each.response.key, each]))
    const come = after.held.filter((each) => was.get(each.response.key) !== each)
    // Thirty at once are one save: of all, so that a later batch does not push an earlier one out of the queue.
    if (come.length > 1) queue.put('responses', () => saveResponses(id, state.value?.held ?? []))
    else for (const each of come) queue.put(`response:${each.response.key}`, () => saveResponses(id, [each]))
    const there = new Set(after.held.map(({ response }) => response.key))
    for (const key of was.keys()) if (!there.has(key)) queue.put(`response:${key}`, () => deleteResponse(id, key))
    carry(before, after, delay > 0 ? 'typing' : 'at_once')
  }

  /** What the room gave to an item, as far as it is revealed. */
  function givenIn({ session, rooms, held }: State, item: Item) {
    const shown = shownRoom(item.id, ownOf(rooms, item), session)
    const given = held.map(({ response }) => response)
    return shown && answerOfRoom(item, shown, given)
  }

  /** The answers that the room has come to go into the round. What is still hidden does not. */
  function carry(before: State, after: State, pace: 'at_once' | 'typing'): void {
    const isOver = before.session.closedAt !== null && after.session.closedAt !== null
    if (round.value?.assessment.status !== 'draft' || isOver) return
    for (const { item } of items.value) {
      const given = givenIn(after, item)
      const { choice, confidence, note, evidence, voice } = answerTo(round.value.answers, item.id)
      // What was answered by hand, before the room came to it, stays.
      if (!given && !voice) continue
      const wanted = given ?? { ...UNTOUCHED, voice: undefined }
      const now = { choice, confidence, note, evidence, voice }
      const next = {
        choice: wanted.choice,
        confidence: wanted.confidence,
        note: wanted.note,
        evidence: wanted.evidence,
        voice: wanted.voice,
      }
      if (isSameContent(now, next)) continue
      // So does what was changed by hand since, until the room changes the same answer; a voice that differs was not stored.
      const isByHand = voice ? given !== null && isSameContent(voice, given.voice) : choice !== null
      if (isByHand && isSameContent(given, givenIn(before, item))) continue
      const chosenAt = isSameContent(choice, next.choice) ? undefined : Date.now()
      assessments.amend(item.id, { ...next, ...(chosenAt === undefined ? {} : { chosenAt }) }, pace)
    }
  }

  /** Whether the votes on an item may be seen: after its reveal, or where there is no meeting. */
  const isRevealed = (item: Item): boolean => shownOf(item) !== null

  /** Votes and outcomes are what the round was closed or sealed with: what was changed now would stand here alone. */
  const mayChange = () => isOpen.value

  function changeSession(patch: Partial<Session>): void {
    if (state.value) become({ ...state.value, session: { ...state.value.session, ...patch } })
  }

  /** Changes what belongs to an item: `typing` for text that may go on. */
  function changeRoom(item: Item, patch: Partial<RoomItem>, pace: 'at_once' | 'typing' = 'at_once'): void {
    if (!state.value || !mayChange()) return
    const room = { ...roomOf(item), ...patch }
    const text = pace === 'typing' ? `${item.id} ${Object.keys(patch).join()}` : null
    become(
      { ...state.value, rooms: { ...state.value.rooms, [item.id]: room } },
      { text, delay: pace === 'typing' ? TYPING_PAUSE : 0 },
    )
  }

  /** Changes the votes of the first or the second time. */
  function changeVotes(item: Item, isSecond: boolean, change: (votes: RoomVotes) => RoomVotes): void {
    const room = roomOf(item)
    // Closed meanwhile in another tab, or left as counts alone.
    if (closedItems.value.has(item.id) || room.counts) return
    if (isSecond && room.second) changeRoom(item, { second: change(room.second) })
    else if (!isSecond) changeRoom(item, { first: change(room.first) })
  }

  function pass(item: Item, isSecond: boolean, vote: PassedVote): void {
    changeVotes(item, isSecond, (votes) => withPassedVote(votes, vote))
  }

  /** The room votes on the item once more: it goes to that vote, or on without it. */
  function voteAgain(item: Item, phase: Phase = 'vote_again'): void {
    if (!state.value || !mayChange()) return
    const room = { ...roomOf(item), second: roomOf(item).second ?? { ...untouchedRoomItem(item).first } }
    become({
      ...state.value,
      rooms: { ...state.value.rooms, [item.id]: room },
      session: { ...state.value.session, step: stepOfItem(item.id, phase), timer: null },
    })
  }

  function goTo(id: string): void {
    const to = steps.value.find((each) => each.id === id)
    if (!state.value || !to || id === state.value.session.step) return
    const { session: now } = state.value
    // What lies between is not revealed by going elsewhere.
    const come = revealsOf(to).filter((reveal) => !now.revealed.includes(reveal))
    const revealed = come.length > 0 ? [...now.revealed, ...come] : now.revealed
    // A timer belongs to the step it was started in.
    become({ ...state.value, session: { ...now, step: id, revealed, timer: null } })
  }

  function move(by: 1 | -1): void {
    const next = steps.value[place.value + by]
    if (next) goTo(next.id)
  }

  /** What a response that comes in is to those that are there (rule V10). */
  function arrival(response: Response): Arrival {
    const { questionnaireId = '', questionnaireVersion = '' } = round.value?.assessment ?? {}
    return arrivalAmong(
      held.value,
      { response, way: 'own', sheet: null, again: null },
      { questionnaireId, questionnaireVersion },
      closedItems.value,
    )
  }

  /** Takes responses in, those of the same person in the place of earlier ones. @returns how many were new or newer */
  function take(come: readonly HeldResponse[]): number {
    if (!state.value || !round.value || !mayChange()) return 0
    const asked = round.value.assessment
    const after = come.reduce(
      (there, each) => withHeldResponse(there, each, asked, closedItems.value),
      state.value.held,
    )
    const taken = after.filter((each) => !state.value?.held.includes(each)).length
    if (taken > 0) become({ ...state.value, held: after })
    return taken
  }

  /** Changes a response that is there, as a sheet that is being typed in. */
  function changeHeld(key: string, change: (before: HeldResponse) => HeldResponse): void {
    if (!state.value || !mayChange()) return
    const after = state.value.held.map((each) => (each.response.key === key ? change(each) : each))
    become({ ...state.value, held: after }, { text: `held ${key}` })
  }

  /** Whether a response has votes in a closed part: without them the groups before and after would tell whose they are (rule V15). */
  function isFixed({ response }: Pick<HeldResponse, 'response'>): boolean {
    return isClosedIn(response, closedItems.value)
  }

  function dropHeld(key: string): void {
    if (!mayChange()) return
    if (state.value?.held.some((each) => each.response.key === key && isFixed(each))) return
    if (state.value) become({ ...state.value, held: state.value.held.filter(({ response }) => response.key !== key) })
  }

  /** Whether the votes of a section can be closed: what is hidden from the room is not told by its groups either. */
  function canClose(section: Section): boolean {
    const asked = itemsOf(section, form.value)
    return isOpen.value && asked.every(isRevealed)
  }

  /** The votes of a section do not change any more, so that groups can be shown (rule V15). It cannot be taken back. */
  function closeSection(section: Section): void {
    if (!state.value || !canClose(section) || state.value.session.closedSections.includes(section.id)) return
    const closedSections = [...state.value.session.closedSections, section.id]
    become({ ...state.value, session: { ...state.value.session, closedSections } }, { isFinal: true })
  }

  /** Deletes every single vote and leaves counts (rule V16). It cannot be taken back. @throws StorageError */
  async function deleteVotes(): Promise<void> {
    if (!state.value) return
    await queue.flush()
    const now = state.value
    const rooms = Object.fromEntries(
      items.value.map(({ item }) => [item.id, withoutVotes(item, roomOf(item), responses.value)]),
    )
    await keepCountsOnly(now.session.assessmentId, rooms)
    changes += 1
    state.value = { ...now, rooms, held: [] }
    past.value = []
    // What could not be stored before would bring single votes back.
    const waiting = queue.pendingKeys()
    for (const key of waiting) queue.takeBack(key)
    if (waiting.length > 0) queue.put('session', () => saveSession(state.value?.session ?? now.session))
  }

  /** Ends the workshop: from now on answers are changed in the round itself. It can be opened again. */
  function close(now = Date.now()): void {
    changeSession({ closedAt: now, timer: null })
  }

  function reopen(): void {
    changeSession({ closedAt: null })
  }

  /** Nothing of a sealed round is taken back. */
  const canUndo = computed(() => past.value.length > 0 && round.value?.assessment.status !== 'sealed')

  /** Takes the last change back. */
  function undo(): void {
    const before = past.value.at(-1)
    if (!before || !state.value || !canUndo.value) return
    past.value = past.value.slice(0, -1)
    typing = null
    put(state.value, before, 0)
  }

  /** Stores what is still waiting while the page goes away. */
  function saveOnHide(): void {
    const { value: saving } = queue.state
    if (!state.value || (saving.status === 'failed' && HOPELESS.includes(saving.code))) return
    const { session: own, rooms } = state.value
    const waiting = queue
      .pendingKeys()
      .flatMap((key) => (key.startsWith('room:') ? [key.slice('room:'.length)] : []))
      .flatMap((itemId) => (rooms[itemId] ? [[itemId, rooms[itemId]] as const] : []))
    // What fails here stays in the queue and is told by the next save.
    saveRoomOnHide(own.assessmentId, Object.fromEntries(waiting)).catch(() => queue.flush())
    void queue.flush()
  }

  /** What the room gave to an item without any vote that is still hidden. */
  const shownRoomOf = (item: Item): RoomItem => shownOf(item) ?? untouchedRoomItem(item)
  /** The votes that count, as far as they may be seen. */
  const tallyOf = (item: Item): Tally =>
    isRevealed(item) ? countingTally(item, shownRoomOf(item), responses.value) : noVotes(item)

  /** How the groups see a section; `null` while they may not be shown. */
  function groups(section: Section): Groups | null {
    if (!session.value || !round.value) return null
    const own = itemsOf(section, form.value)
    return groupsOf(session.value, section, own, roomOf, responses.value)
  }

  /** What the single responses say of a section on average; `null` while that may not be shown. */
  function respondentsMean(section: Section): RespondentsMean | null {
    if (!session.value || !round.value) return null
    return meanOfRespondents(session.value, section, itemsOf(section, form.value), roomOf, responses.value)
  }

  const room = computed<Room | null>(() => {
    if (!session.value || !round.value) return null
    const { form } = round.value.assessment
    return { session: session.value, form, items: items.value, roomOf, responses: responses.value }
  })
  /** What the whole room may see now (rule V18). */
  const picture = computed(() => (room.value && step.value ? pictureOf(step.value, room.value) : null))

  /** How far the opening of this workshop is: it needs its round too, which may be there without a workshop. */
  function openedAs(
    id: string,
  ):
    | Exclude<SessionOpening, { readonly status: 'none' }>
    | ReturnType<typeof assessments.openedAs>
    | { readonly status: 'no_workshop'; readonly id: string } {
    const { value: now } = opening
    if (now.status === 'none' || now.id !== id) return { status: 'loading', id }
    if (now.status !== 'ready' && now.status !== 'missing') return now
    const round = assessments.openedAs(id)
    return now.status === 'missing' && round.status === 'ready' ? { status: 'no_workshop', id } : round
  }

  /** The titles of actions that the step is about: the open ones from before, or those of this workshop. */
  function titlesOf(open: readonly PlannedAction[]): readonly string[] {
    const kind = step.value?.kind
    const { before, own } = actionsOf(open)
    return kind === 'before' || kind === 'actions' ? (kind === 'actions' ? own : before).map(({ title }) => title) : []
  }

  /** The open actions of a plan: those that were agreed in this workshop, and those from before that it begins with. */
  function actionsOf(open: readonly PlannedAction[]) {
    const { id = '', questionnaireId = '' } = round.value?.assessment ?? {}
    const isOwn = ({ firstRound, origin }: PlannedAction) => origin === 'workshop' && firstRound === id
    const isBefore = ({ serves }: PlannedAction) => serves === null || serves.questionnaireId === questionnaireId
    return { own: open.filter(isOwn), before: open.filter((action) => !isOwn(action) && isBefore(action)) }
  }

  /** The items with votes that may be seen, those farthest apart first. */
  const apart = computed(() =>
    apartItems(sections.value, form.value, shownRoomOf, responses.value).filter(({ item }) => isRevealed(item)),
  )

  return {
    opening,
    session,
    round,
    held,
    responses,
    sections,
    items,
    meetings,
    steps,
    place,
    step,
    isOpen,
    closedItems,
    unreadable,
    apart,
    openedAs,
    titlesOf,
    actionsOf,
    picture,
    summary: (section: Section) => (room.value ? summaryOf(section, room.value) : []),
    canUndo,
    saveState: queue.state,
    tryAgain: queue.tryAgain,
    flush: queue.flush,
    open,
    prepare,
    roomOf,
    shownRoomOf,
    tallyOf,
    isRevealed,
    canClose,
    groups,
    respondentsMean,
    arrival,
    changeSession,
    changeRoom,
    changeVotes,
    pass,
    voteAgain,
    goTo,
    next: () => move(1),
    previous: () => move(-1),
    take,
    changeHeld,
    dropHeld,
    isFixed,
    closeSection,
    deleteVotes,
    close,
    reopen,
    undo,
  }
})

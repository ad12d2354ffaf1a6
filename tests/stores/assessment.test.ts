import { forceCloseDatabase } from 'fake-indexeddb'
import fc from 'fast-check'
import { createPinia, setActivePinia } from 'pinia'
import { nextTick, watch } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { UNTOUCHED, type Answer, type Answers, type Assessment, type Choice } from '@/domain/assessment'
import type { Questionnaire, Subject } from '@/domain/questionnaire'
import {
  createAssessments,
  deleteAssessment,
  deleteUnion,
  listAssessments,
  loadAnswers,
  loadAssessment,
  saveAims,
  sealAssessment,
} from '@/storage/assessments'
import { closeDatabase, database } from '@/storage/db'
import { useAssessmentStore, type OpenRound } from '@/stores/assessment'
import { useLibraryStore } from '@/stores/library'
import smallCheck from '../fixtures/questionnaires/small-check/questionnaire.json'
import { anAnswer, dontKnow, level, notApplicable } from '../support/builders'
import {
  aDraft,
  aSealed,
  freshDatabase,
  fullAnswer,
  putRow,
  refuseWrites,
  rowsOf,
  small,
  someAims,
  storeRound,
  teachers,
  untilSaving,
} from '../support/storage'

const NOW = Date.UTC(2026, 2, 1, 9)

beforeEach(async () => {
  // Not setImmediate, with which the stand-in for IndexedDB works.
  vi.useFakeTimers({ now: NOW, toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  await freshDatabase()
})
afterEach(() => {
  vi.clearAllTimers()
  vi.useRealTimers()
})

type Store = ReturnType<typeof useAssessmentStore>

/** The app as it starts, with nothing left of before but the database. */
async function startApp(): Promise<Store> {
  vi.clearAllTimers()
  await closeDatabase()
  setActivePinia(createPinia())
  await useLibraryStore().load()
  return useAssessmentStore()
}

/** The app with this round open. */
async function opened(id = 'round-1'): Promise<Store> {
  const store = await startApp()
  await store.open(id)
  return store
}

function roundOf(store: Store): OpenRound {
  if (!store.round) throw new Error(`no round is open: ${JSON.stringify(store.opened)}`)
  return store.round
}

/** Resolves when the store has come to rest: all is saved, or it says that it is not. */
function rest(store: Store): Promise<Store['saveState']> {
  return new Promise((resolve) => {
    const stop = watch(
      () => store.saveState,
      (state) => {
        if (state.status === 'saving') return
        resolve(state)
        queueMicrotask(() => stop())
      },
      { immediate: true, flush: 'sync' },
    )
  })
}

/** Every status of the opening from now on. */
function statusesOf(store: Store): readonly string[] {
  const seen: string[] = []
  watch(
    () => store.opened,
    ({ status }) => seen.push(status),
    { flush: 'sync' },
  )
  return seen
}

const option = (value: number): Choice => ({ kind: 'option', value })
/** The option chosen now. */
const chosen = (value: number): Answer => ({ ...level(value), chosenAt: NOW })

describe('opening a round', () => {
  it('is none before one is asked for', async () => {
    const store = await startApp()
    expect(store.opened).toEqual({ status: 'none' })
    expect(store.round).toBeNull()
    expect(store.saveState).toEqual({ status: 'idle' })
  })

  it('shows all that belongs to it', async () => {
    await storeRound(aDraft(), { 'listening-survey': fullAnswer })
    await saveAims('round-1', someAims)
    const store = await opened()
    expect(store.opened).toEqual({
      status: 'ready',
      id: 'round-1',
      round: {
        assessment: aDraft(),
        union: teachers,
        questionnaire: small,
        storedQuestionnaire: small,
        answers: { 'listening-survey': fullAnswer },
        aims: someAims,
        lastTime: null,
        unreadable: 0,
      },
    })
  })

  it('says that it is under way', async () => {
    await storeRound()
    const store = await startApp()
    const seen = statusesOf(store)
    await store.open('round-1')
    expect(seen).toEqual(['loading', 'ready'])
  })

  it('says that the round is missing where there is none of this id', async () => {
    const store = await opened('round-9')
    expect(store.opened).toEqual({ status: 'missing', id: 'round-9' })
  })

  it('fails with the code “questionnaire” where the stored copy is damaged, and leaves all as it is', async () => {
    await storeRound(aDraft(), { 'listening-survey': fullAnswer })
    const row = { id: small.id, version: small.version, content: { ...small, sections: 'damaged' } }
    await putRow('questionnaires', row)
    const store = await opened()
    expect(store.opened).toEqual({ status: 'failed', id: 'round-1', code: 'questionnaire' })
    expect(await rowsOf('questionnaires')).toEqual([row])
    expect(await rowsOf('answers')).toHaveLength(1)
  })

  it('fails with the code “questionnaire” where there is no copy', async () => {
    await database()
    await putRow('assessments', aDraft())
    expect((await opened()).opened).toEqual({ status: 'failed', id: 'round-1', code: 'questionnaire' })
  })

  it('fails with the code of the storage, and succeeds when it is asked for again', async () => {
    await storeRound()
    const store = await startApp()
    await closeDatabase()
    vi.stubGlobal('indexedDB', undefined)
    await store.open('round-1')
    expect(store.opened).toEqual({ status: 'failed', id: 'round-1', code: 'unavailable' })
    vi.unstubAllGlobals()
    await store.open('round-1')
    expect(store.opened.status).toBe('ready')
  })

  it('does nothing when it is open already', async () => {
    await storeRound()
    const store = await opened()
    store.choose('listening-survey', option(3))
    const before = store.opened
    await store.open('round-1')
    expect(store.opened).toBe(before)
  })

  it('happens once when it is asked for twice', async () => {
    await storeRound()
    const store = await startApp()
    const seen = statusesOf(store)
    await Promise.all([store.open('round-1'), store.open('round-1')])
    expect(seen).toEqual(['loading', 'ready'])
  })

  it('puts aside an answer that names an option the item does not have, counts it, and leaves it in the store', async () => {
    await storeRound(aDraft(), {
      'listening-survey': level(6),
      'listening-meetings': level(5),
      'sharing-results': level(0),
      'item-of-another-time': level(3),
      'sharing-lists': dontKnow,
    })
    await putRow('answers', { assessmentId: 'round-1', itemId: 'damaged', answer: null })
    const store = await opened()
    expect(roundOf(store).answers).toEqual({ 'listening-meetings': level(5), 'sharing-lists': dontKnow })
    expect(roundOf(store).unreadable).toBe(4)
    expect(await rowsOf('answers')).toHaveLength(6)
  })

  it('finds every answer and the last item again after the browser was closed', async () => {
    await storeRound()
    const before = await opened()
    before.visit('sharing-results')
    before.choose('listening-survey', option(4))
    before.amend('listening-survey', { note: 'Asked the branches', confidence: 'sure' })
    before.choose('listening-meetings', { kind: 'dont_know' })
    before.choose('sharing-results', { kind: 'not_applicable', reason: 'no surveys' })
    before.amend('sharing-lists', { comeBack: true })
    const { answers } = roundOf(before)
    await rest(before)
    const after = await opened()
    expect(roundOf(after).answers).toEqual(answers)
    expect(roundOf(after).assessment).toEqual(aDraft({ lastItem: 'sharing-results' }))
    expect(Object.keys(answers)).toHaveLength(4)
  })
})

describe('the last time', () => {
  const older = aSealed({ id: 'older', date: '2024-03-01' })

  it('is the union’s latest sealed round of the same questionnaire, with its answers', async () => {
    await storeRound(older, { 'listening-survey': level(1) })
    await storeRound(aSealed(), { 'listening-survey': level(2) })
    await storeRound(aDraft({ id: 'other-draft', date: '2026-02-01' }), { 'listening-survey': level(3) })
    await storeRound(aSealed({ id: 'other-union', unionId: 'union-nurses', date: '2026-01-01' }))
    await storeRound(aSealed({ id: 'other-questionnaire', questionnaireId: 'check', date: '2026-01-01' }))
    await storeRound()
    expect(roundOf(await opened()).lastTime).toEqual({
      assessment: aSealed(),
      answers: { 'listening-survey': level(2) },
    })
  })

  it('is found, and the round is open, where the list of all rounds cannot be read', async () => {
    await storeRound(aSealed(), { 'listening-survey': level(2) })
    await storeRound()
    await closeDatabase()
    setActivePinia(createPinia())
    // What reads the whole list asks for every row of the table.
    const everything = vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(function (this: IDBObjectStore) {
      throw new DOMException(`all of ${this.name}`, 'UnknownError')
    })
    await useLibraryStore().load()
    expect(useLibraryStore().loading).toEqual({ status: 'failed', code: 'unknown' })
    await useLibraryStore().want(null)
    const store = useAssessmentStore()
    await store.open('round-1')
    expect(roundOf(store).lastTime?.assessment).toEqual(aSealed())
    everything.mockRestore()
  })

  it('may be a round of another version, or of the short form', async () => {
    const before = aSealed({ questionnaireVersion: '0.9.0', form: 'short' })
    await storeRound(before)
    await storeRound()
    expect(roundOf(await opened()).lastTime?.assessment).toEqual(before)
  })

  it('is no round about a later day', async () => {
    await storeRound(older)
    await storeRound(aSealed({ date: '2026-04-01' }))
    await storeRound(aDraft({ date: '2026-03-01' }))
    expect(roundOf(await opened()).lastTime?.assessment).toEqual(older)
  })

  it('is none where this is the first round', async () => {
    await storeRound()
    expect(roundOf(await opened()).lastTime).toBeNull()
  })

  it('is not looked for by a sealed round', async () => {
    await storeRound(older)
    await storeRound(aSealed())
    expect(roundOf(await opened('round-0')).lastTime).toBeNull()
  })
})

describe('a round about a project', () => {
  const project: Subject = { kind: 'project', name: 'Strike fund app' }
  const other: Subject = { kind: 'project', name: 'Membership app' }
  const register = [0, 1, 2, 3].map((value) => ({ value, text: `The project keeps a list as at step ${value}.` }))

  /** The small check, whose first item has a wording of its own for projects. */
  const check = structuredClone(smallCheck) as unknown as Questionnaire
  Object.assign(check.sections[0]?.items[0] ?? {}, {
    forProject: { prompt: 'Does this project have a list of its data?', options: register },
  })
  const aRound = (more: Partial<Assessment>) => ({ questionnaireId: check.id, ...more })

  async function storeCheck(assessment: Assessment, answers: Answers = {}): Promise<void> {
    await createAssessments(teachers, [{ assessment, answers, questionnaire: check }])
  }

  /** What is asked first, with its options, and what is asked next. */
  function askedBy(store: Store) {
    const [first, second] = roundOf(store).questionnaire.sections[0]?.items ?? []
    return { prompt: first?.prompt, options: first?.options.map(({ text }) => text), next: second?.prompt }
  }

  it('is asked in the wording for projects; an item without one is asked as of the union', async () => {
    await storeCheck(aDraft(aRound({ subject: project })), { 'records-register': level(2) })
    const store = await opened()
    expect(askedBy(store)).toEqual({
      prompt: 'Does this project have a list of its data?',
      options: [
        'The project keeps a list as at step 0.',
        'The project keeps a list as at step 1.',
        'The project keeps a list as at step 2.',
        'The project keeps a list as at step 3.',
      ],
      next: 'Is it settled on what ground you keep membership?',
    })
    expect(roundOf(store).answers).toEqual({ 'records-register': level(2) })
    expect(roundOf(store).unreadable).toBe(0)
  })

  it('leaves the union its own wording, whichever is opened first', async () => {
    await storeCheck(aDraft(aRound({ subject: project })))
    await storeCheck(aDraft(aRound({ id: 'round-2' })))
    const store = await opened('round-1')
    await store.open('round-2')
    expect(askedBy(store).prompt).toBe('Do you have a list of the data you keep?')
    await store.open('round-1')
    expect(askedBy(store).prompt).toBe('Does this project have a list of its data?')
  })

  it('is saved to a file with the questionnaire as it is stored, both wordings in it', async () => {
    await storeCheck(aDraft(aRound({ subject: project })))
    const store = await opened()
    expect(roundOf(store).storedQuestionnaire).toEqual(check)
    const file = JSON.parse(store.roundFile()?.text ?? '')
    expect(file.questionnaire).toEqual(check)
    expect(file.assessment.subject).toEqual({ kind: 'project', name: 'Strike fund app' })
  })

  it('looks back at the latest sealed round about the same project', async () => {
    const before = aSealed(aRound({ id: 'same', subject: project, date: '2024-03-01' }))
    await storeCheck(before, { 'records-register': level(1) })
    await storeCheck(aSealed(aRound({ id: 'oldest', subject: project, date: '2023-03-01' })))
    await storeCheck(aSealed(aRound({ id: 'other', subject: other, date: '2026-02-01' })))
    await storeCheck(aSealed(aRound({ id: 'union', date: '2026-01-01' })))
    await storeCheck(aDraft(aRound({ subject: project })))
    expect(roundOf(await opened()).lastTime).toEqual({ assessment: before, answers: { 'records-register': level(1) } })
  })

  it('has no last time in rounds about the union or another project', async () => {
    await storeCheck(aSealed(aRound({ id: 'union' })))
    await storeCheck(aSealed(aRound({ id: 'other', subject: other })))
    await storeCheck(aDraft(aRound({ subject: project })))
    expect(roundOf(await opened()).lastTime).toBeNull()
  })

  it('is no last time of a round about the union', async () => {
    const before = aSealed(aRound({ id: 'union', date: '2024-03-01' }))
    await storeCheck(before)
    await storeCheck(aSealed(aRound({ id: 'project', subject: project })))
    await storeCheck(aDraft(aRound({})))
    expect(roundOf(await opened()).lastTime?.assessment).toEqual(before)
  })
})

describe('the law of the union of the open round', () => {
  it('is the one the union says it is under', async () => {
    await storeRound(aDraft(), {}, { ...teachers, law: 'uk' })
    expect(roundOf(await opened()).union).toEqual({ ...teachers, law: 'uk' })
  })

  it('follows when it is changed elsewhere, and what is on the screen stays', async () => {
    await storeRound()
    const store = await opened()
    store.amend('listening-survey', { note: 'typed a moment ago' }, 'typing')
    await useLibraryStore().setLaw(teachers, 'eu-uk')
    await nextTick()
    expect(roundOf(store).union).toEqual({ ...teachers, law: 'eu-uk' })
    expect(roundOf(store).answers).toEqual({ 'listening-survey': anAnswer({ note: 'typed a moment ago' }) })
    await store.flush()
    expect(await loadAnswers('round-1')).toEqual({ 'listening-survey': anAnswer({ note: 'typed a moment ago' }) })
  })

  it('stays when another union changes its own', async () => {
    const nurses = { id: 'union-nurses', name: 'Nurses & Midwives', law: null }
    await storeRound()
    await storeRound(aDraft({ id: 'round-2', unionId: nurses.id }), {}, nurses)
    const store = await opened()
    await useLibraryStore().setLaw(nurses, 'eu')
    await nextTick()
    expect(roundOf(store).union).toEqual(teachers)
  })
})

describe('a round of the example', () => {
  /** The app with a round of the example open, beside a round of the teachers. */
  async function explored(): Promise<Store> {
    await storeRound()
    const store = await startApp()
    await useLibraryStore().addExample()
    await store.open('example-maturity')
    return store
  }

  it('is opened like any other', async () => {
    const { assessment, union, answers, unreadable } = roundOf(await explored())
    expect(assessment).toMatchObject({ id: 'example-maturity', status: 'sealed' })
    expect(union.name).toBe('Riverbank Workers’ Union')
    expect(Object.keys(answers)).toHaveLength(40)
    expect(unreadable).toBe(0)
  })

  it('is never saved to a file', async () => {
    expect((await explored()).roundFile()).toBeNull()
  })

  it('counts as none that could be saved to a file, so that no button for it is shown', async () => {
    const store = await explored()
    expect(useLibraryStore().isRoundOpen).toBe(false)
    await store.open('round-1')
    expect(useLibraryStore().isRoundOpen).toBe(true)
  })

  it('is closed when the example is taken off', async () => {
    const store = await explored()
    await useLibraryStore().removeExample()
    await nextTick()
    expect(store.opened).toEqual({ status: 'none' })
  })

  it('is closed when the example turns out to be taken off by another tab', async () => {
    const store = await explored()
    await deleteUnion('example')
    await useLibraryStore().load()
    await nextTick()
    expect(store.opened).toEqual({ status: 'none' })
  })

  it('is forgotten with all that was to be saved when the example is taken off', async () => {
    const store = await explored()
    const makeRoom = refuseWrites()
    store.setAims(someAims)
    expect(await rest(store)).toEqual({ status: 'failed', code: 'full' })
    makeRoom()
    await useLibraryStore().removeExample()
    await nextTick()
    expect(store.saveState).toEqual({ status: 'idle' })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await rest(store)).toEqual({ status: 'idle' })
    expect(useLibraryStore().unsaved).toBeNull()
  })

  it('can be opened again when the example has come back', async () => {
    const store = await explored()
    await useLibraryStore().removeExample()
    await nextTick()
    await useLibraryStore().addExample()
    await store.open('example-maturity')
    expect(roundOf(store).assessment.id).toBe('example-maturity')
  })

  it('is all that is closed: one’s own stays open, with what is still to be saved', async () => {
    const store = await explored()
    await store.open('round-1')
    store.amend('listening-survey', { note: 'typed a moment ago' }, 'typing')
    await useLibraryStore().removeExample()
    await nextTick()
    await store.flush()
    expect(roundOf(store).assessment.id).toBe('round-1')
    expect(await loadAnswers('round-1')).toEqual({ 'listening-survey': anAnswer({ note: 'typed a moment ago' }) })
  })
})

describe('answering', () => {
  beforeEach(() => storeRound())

  it('shows a choice at once, and stores it', async () => {
    const store = await opened()
    store.choose('listening-survey', option(4))
    expect(roundOf(store).answers).toEqual({ 'listening-survey': chosen(4) })
    expect(store.saveState).toEqual({ status: 'saving' })
    expect(await rest(store)).toEqual({ status: 'saved', at: NOW, isFirst: true })
    expect(await loadAnswers('round-1')).toEqual({ 'listening-survey': chosen(4) })
  })

  it('keeps note, evidence and mark when the choice is cleared', async () => {
    const store = await opened()
    store.choose('listening-survey', option(4))
    store.amend('listening-survey', { note: 'ask', confidence: 'guessing', comeBack: true })
    store.choose('listening-survey', null)
    await rest(store)
    expect(await loadAnswers('round-1')).toEqual({ 'listening-survey': anAnswer({ note: 'ask', comeBack: true }) })
  })

  it('takes an answer from which everything was cleared out of the store', async () => {
    const store = await opened()
    store.choose('listening-survey', option(4))
    await rest(store)
    store.choose('listening-survey', null)
    await rest(store)
    expect(await rowsOf('answers')).toEqual([])
    expect(roundOf(store).answers).toEqual({ 'listening-survey': UNTOUCHED })
  })

  it('shows typed text at once, and stores it when typing pauses', async () => {
    const store = await opened()
    for (const note of ['a', 'as', 'ask']) {
      store.amend('listening-survey', { note }, 'typing')
      await vi.advanceTimersByTimeAsync(299)
    }
    expect(roundOf(store).answers['listening-survey']?.note).toBe('ask')
    expect(await rowsOf('answers')).toEqual([])
    expect(store.saveState).toEqual({ status: 'saving' })
    await vi.advanceTimersByTimeAsync(1)
    await rest(store)
    expect(await loadAnswers('round-1')).toEqual({ 'listening-survey': anAnswer({ note: 'ask' }) })
  })

  it('stores typed text at once when the field or the page is left', async () => {
    const store = await opened()
    store.amend('listening-survey', { note: 'ask' }, 'typing')
    await store.flush()
    expect(await loadAnswers('round-1')).toEqual({ 'listening-survey': anAnswer({ note: 'ask' }) })
    expect(store.saveState.status).toBe('saved')
  })

  it('stores text that is still being typed together with a choice of the same item', async () => {
    const store = await opened()
    store.amend('listening-survey', { note: 'as' }, 'typing')
    store.choose('listening-survey', option(2))
    await rest(store)
    expect(await loadAnswers('round-1')).toEqual({ 'listening-survey': { ...chosen(2), note: 'as' } })
  })

  it('has the goals that were set last, also where they were set back while they were being saved', async () => {
    const store = await opened()
    const before = roundOf(store).aims
    store.setAims(someAims)
    await untilSaving()
    store.setAims(before)
    await rest(store)
    expect((await loadAssessment('round-1'))?.aims).toEqual(before)
  })

  it('does nothing while no round is open', async () => {
    const store = await startApp()
    store.choose('listening-survey', option(4))
    store.amend('listening-survey', { note: 'ask' })
    store.visit('listening-survey')
    store.setAims(someAims)
    expect(await store.seal()).toBe(false)
    expect(store.roundFile()).toBeNull()
    await store.flush()
    expect(await rowsOf('answers')).toEqual([])
  })

  it('remembers the item the respondent is at', async () => {
    const store = await opened()
    store.visit('sharing-lists')
    expect(roundOf(store).assessment.lastItem).toBe('sharing-lists')
    await rest(store)
    expect((await loadAssessment('round-1'))?.assessment.lastItem).toBe('sharing-lists')
  })

  it('saves nothing when the respondent is at the same item as before', async () => {
    const store = await opened()
    store.visit('sharing-lists')
    await store.flush()
    const put = vi.spyOn(IDBObjectStore.prototype, 'put')
    store.visit('sharing-lists')
    await store.flush()
    expect(put).not.toHaveBeenCalled()
  })

  it('stores what the union aims for', async () => {
    const store = await opened()
    store.setAims(someAims)
    expect(roundOf(store).aims).toEqual(someAims)
    await rest(store)
    expect((await loadAssessment('round-1'))?.aims).toEqual(someAims)
  })
})

describe('sealing', () => {
  beforeEach(() => storeRound())

  it('waits for what is still to be saved', async () => {
    const store = await opened()
    store.choose('listening-survey', option(4))
    store.amend('sharing-lists', { note: 'typed a moment ago' }, 'typing')
    expect(await store.seal()).toBe(true)
    expect(await loadAnswers('round-1')).toEqual({
      'listening-survey': chosen(4),
      'sharing-lists': anAnswer({ note: 'typed a moment ago' }),
    })
    expect(store.saveState.status).toBe('saved')
  })

  it('gives the round its time of sealing, here, in the store and in the library', async () => {
    const store = await opened()
    await store.seal()
    const sealed = aDraft({ status: 'sealed', sealedAt: NOW })
    expect(roundOf(store).assessment).toEqual(sealed)
    expect((await loadAssessment('round-1'))?.assessment).toEqual(sealed)
    expect(useLibraryStore().rounds.map(({ assessment }) => assessment)).toEqual([sealed])
  })

  it('ends all answering: nothing changes on screen or in the store', async () => {
    const store = await opened()
    store.choose('listening-survey', option(4))
    await store.seal()
    const before = store.opened
    store.choose('listening-survey', option(1))
    store.choose('sharing-lists', option(1))
    store.amend('listening-survey', { note: 'too late' })
    store.visit('sharing-lists')
    store.saveOnHide()
    await store.flush()
    expect(store.opened).toBe(before)
    expect(await loadAnswers('round-1')).toEqual({ 'listening-survey': chosen(4) })
    expect(store.saveState.status).toBe('saved')
  })

  it('leaves the aims open to change', async () => {
    const store = await opened()
    await store.seal()
    store.setAims(someAims)
    await rest(store)
    expect((await loadAssessment('round-1'))?.aims).toEqual(someAims)
  })

  it('is not done twice', async () => {
    const store = await opened()
    await store.seal()
    vi.setSystemTime(NOW + 60_000)
    expect(await store.seal()).toBe(false)
    expect(roundOf(store).assessment.sealedAt).toBe(NOW)
  })

  it('fails when an answer cannot be saved before, and tells why', async () => {
    const store = await opened()
    const makeRoom = refuseWrites()
    store.choose('listening-survey', option(4))
    expect(await store.seal()).toBe(false)
    expect(store.saveState).toEqual({ status: 'failed', code: 'full' })
    makeRoom()
    expect((await loadAssessment('round-1'))?.assessment.status).toBe('draft')
  })

  it('that failed goes on when trying again succeeds, and the library hears of it', async () => {
    const store = await opened()
    const makeRoom = refuseWrites()
    expect(await store.seal()).toBe(false)
    makeRoom()
    await store.tryAgain()
    expect(roundOf(store).assessment.status).toBe('sealed')
    expect(useLibraryStore().rounds[0]?.assessment.status).toBe('sealed')
  })

  it('that failed is given up when an answer changes, which would be lost otherwise', async () => {
    const store = await opened()
    const makeRoom = refuseWrites()
    expect(await store.seal()).toBe(false)
    store.choose('listening-survey', option(4))
    makeRoom()
    await store.tryAgain()
    expect(store.saveState.status).toBe('saved')
    expect(roundOf(store).assessment.status).toBe('draft')
    expect(await loadAnswers('round-1')).toEqual({ 'listening-survey': chosen(4) })
    expect(await store.seal()).toBe(true)
  })

  it('by another tab is told as “sealed” here, and the store keeps the sealed answers', async () => {
    const store = await opened()
    await sealAssessment('round-1', NOW)
    store.choose('listening-survey', option(4))
    expect(await rest(store)).toEqual({ status: 'failed', code: 'sealed' })
    expect(roundOf(store).answers).toEqual({ 'listening-survey': chosen(4) })
    expect(await rowsOf('answers')).toEqual([])
  })
})

describe('going to another round', () => {
  beforeEach(async () => {
    await storeRound()
    await storeRound(aDraft({ id: 'round-2' }), { 'sharing-lists': level(5) })
  })

  it('waits until what could not be saved is saved, and keeps it on the screen', async () => {
    const store = await opened()
    const makeRoom = refuseWrites()
    store.choose('listening-survey', option(4))
    await store.open('round-2')
    expect(store.openedAs('round-2')).toEqual({ status: 'failed', id: 'round-2', code: 'unsaved' })
    expect(roundOf(store).answers).toEqual({ 'listening-survey': chosen(4) })
    makeRoom()
    await store.open('round-2')
    expect(store.openedAs('round-2').status).toBe('ready')
    expect(await loadAnswers('round-1')).toEqual({ 'listening-survey': chosen(4) })
  })

  it('lets go of what can never be saved, because the round was sealed elsewhere', async () => {
    const store = await opened()
    await sealAssessment('round-1', NOW)
    store.choose('listening-survey', option(4))
    await store.open('round-2')
    expect(store.openedAs('round-2').status).toBe('ready')
  })

  it('saves what is still to be saved first', async () => {
    const store = await opened()
    store.choose('listening-survey', option(4))
    store.amend('sharing-lists', { note: 'typed a moment ago' }, 'typing')
    await store.open('round-2')
    expect(roundOf(store).assessment.id).toBe('round-2')
    expect(roundOf(store).answers).toEqual({ 'sharing-lists': level(5) })
    expect(store.saveState).toEqual({ status: 'idle' })
    expect(await loadAnswers('round-1')).toEqual({
      'listening-survey': chosen(4),
      'sharing-lists': anAnswer({ note: 'typed a moment ago' }),
    })
    expect(await loadAnswers('round-2')).toEqual({ 'sharing-lists': level(5) })
  })

  it('saves also what is typed while it waits', async () => {
    const store = await opened()
    store.choose('listening-survey', option(4))
    const opening = store.open('round-2')
    store.amend('sharing-lists', { note: 'typed on the way out' }, 'typing')
    await opening
    expect(await loadAnswers('round-1')).toMatchObject({ 'sharing-lists': { note: 'typed on the way out' } })
  })

  it('opens the one that was asked for last', async () => {
    const store = await startApp()
    await Promise.all([store.open('round-1'), store.open('round-2')])
    expect(roundOf(store).assessment.id).toBe('round-2')
  })

  it('and back before it is there stays with the first', async () => {
    const store = await opened()
    store.choose('listening-survey', option(4))
    const leaving = store.open('round-2')
    await store.open('round-1')
    await leaving
    expect(roundOf(store).assessment.id).toBe('round-1')
    expect(roundOf(store).answers).toEqual({ 'listening-survey': chosen(4) })
  })

  it('does not show one under the name of the other', async () => {
    const store = await opened()
    expect(store.openedAs('round-1')).toBe(store.opened)
    expect(store.openedAs('round-2')).toEqual({ status: 'loading', id: 'round-2' })
  })
})

describe('a save that fails', () => {
  beforeEach(() => storeRound())

  it('keeps the answer on screen and tells the code', async () => {
    const store = await opened()
    refuseWrites()
    store.choose('listening-survey', option(4))
    expect(await rest(store)).toEqual({ status: 'failed', code: 'full' })
    expect(roundOf(store).answers).toEqual({ 'listening-survey': chosen(4) })
  })

  it('does not keep the respondent from going on', async () => {
    const store = await opened()
    const makeRoom = refuseWrites()
    store.choose('listening-survey', option(4))
    await rest(store)
    store.choose('listening-meetings', option(2))
    store.amend('sharing-lists', { note: 'ask' }, 'typing')
    store.visit('sharing-lists')
    const { answers } = roundOf(store)
    makeRoom()
    await store.tryAgain()
    expect(store.saveState.status).toBe('saved')
    expect(await loadAssessment('round-1')).toMatchObject({ answers, assessment: { lastItem: 'sharing-lists' } })
    expect(Object.keys(answers)).toHaveLength(3)
  })

  it('is tried again by itself', async () => {
    const store = await opened()
    const makeRoom = refuseWrites()
    store.choose('listening-survey', option(4))
    await rest(store)
    makeRoom()
    const saved = new Promise<void>((resolve) => {
      const stop = watch(
        () => store.saveState.status,
        (status) => {
          if (status === 'saved') resolve(stop())
        },
        { flush: 'sync' },
      )
    })
    await vi.advanceTimersByTimeAsync(500)
    await saved
    expect(await loadAnswers('round-1')).toEqual({ 'listening-survey': chosen(4) })
  })

  it('still lets the round be saved to a file, with all that is on screen', async () => {
    const store = await opened()
    refuseWrites()
    store.choose('listening-survey', option(4))
    await rest(store)
    const file = store.roundFile()
    expect(file?.name).toBe('waymark-round-2026-03-01.json')
    expect(JSON.parse(file?.text ?? '')).toMatchObject({
      assessment: aDraft(),
      union: teachers,
      answers: { 'listening-survey': chosen(4) },
      questionnaire: small,
      savedAt: '2026-03-01T09:00:00.000Z',
    })
  })

  it('is told as “not_found” when another tab deleted the round, of which nothing comes back', async () => {
    const store = await opened()
    await deleteAssessment('round-1')
    store.choose('listening-survey', option(4))
    expect(await rest(store)).toEqual({ status: 'failed', code: 'not_found' })
    expect(await rowsOf('answers')).toEqual([])
  })
})

describe('a round that was deleted while it was open', () => {
  beforeEach(() => storeRound(aDraft(), { 'sharing-lists': fullAnswer }))

  /** Takes the whole store away, as a person does who clears what this site has stored. */
  const clearSite = () =>
    new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase('waymark')
      request.onsuccess = () => resolve()
      request.onerror = () => reject(request.error as Error)
    })

  it('is told at once, and stored again whole when a person asks for it', async () => {
    const store = await opened()
    store.setAims(someAims)
    await rest(store)
    await clearSite()
    expect(useLibraryStore().trouble).toBe('gone')
    store.choose('listening-survey', option(4))
    store.amend('listening-meetings', { note: 'ask' }, 'typing')
    await store.flush()
    expect(store.saveState).toEqual({ status: 'failed', code: 'not_found' })
    const { answers } = roundOf(store)
    await store.tryAgain()
    expect(store.saveState.status).toBe('saved')
    expect(useLibraryStore().trouble).toBeNull()
    expect(await loadAssessment('round-1')).toMatchObject({ answers, aims: someAims, union: teachers })
    expect(Object.keys(answers).sort()).toEqual(['listening-meetings', 'listening-survey', 'sharing-lists'])

    store.choose('listening-survey', option(2))
    expect((await rest(store)).status).toBe('saved')
    expect(roundOf(await opened()).answers['listening-survey']).toMatchObject({ choice: option(2) })
  })

  it('is stored again before anything else was changed', async () => {
    const store = await opened()
    await clearSite()
    await store.storeAgain()
    expect(roundOf(await opened()).answers).toEqual({ 'sharing-lists': fullAnswer })
    expect(useLibraryStore().rounds).toHaveLength(1)
  })

  it('is stored again as it was sealed', async () => {
    await sealAssessment('round-1', 900)
    const store = await opened()
    await clearSite()
    await store.storeAgain()
    expect(roundOf(await opened()).assessment).toMatchObject({ status: 'sealed', sealedAt: 900 })
  })

  it('stays on the screen where there is no room to store it again, and is when there is', async () => {
    const store = await opened()
    await clearSite()
    const makeRoom = refuseWrites()
    await store.storeAgain()
    expect(store.saveState).toEqual({ status: 'failed', code: 'full' })
    expect(roundOf(store).answers).toEqual({ 'sharing-lists': fullAnswer })
    makeRoom()
    await store.tryAgain()
    expect(roundOf(await opened()).answers).toEqual({ 'sharing-lists': fullAnswer })
  })

  it('is not told where nothing was stored', async () => {
    await deleteAssessment('round-1')
    await startApp()
    await clearSite()
    expect(useLibraryStore().trouble).toBeNull()
  })
})

describe('a connection that the browser drops, as iOS does in the background', () => {
  beforeEach(() => storeRound())

  it('while an answer is being saved costs nothing: it is saved on a new one', async () => {
    const store = await opened()
    const connection = (await database()).backendDB()
    const closed = new Promise((resolve) => connection.addEventListener('close', resolve))
    store.choose('listening-survey', option(4))
    forceCloseDatabase(connection as never)
    store.amend('sharing-lists', { note: 'ask' })
    await closed
    await store.tryAgain()
    expect(store.saveState.status).toBe('saved')
    expect((await database()).backendDB()).not.toBe(connection)
    expect(await loadAnswers('round-1')).toEqual(roundOf(store).answers)
    expect(useLibraryStore().trouble).toBeNull()
  })
})

describe('closing the page', () => {
  beforeEach(() => storeRound())

  it('stores text that still waits for a pause', async () => {
    const store = await opened()
    store.amend('listening-survey', { note: 'the last wor' }, 'typing')
    store.amend('sharing-lists', { evidence: { source: 'audit.p', date: '' } }, 'typing')
    store.saveOnHide()
    const after = await opened()
    expect(roundOf(after).answers).toEqual({
      'listening-survey': anAnswer({ note: 'the last wor' }),
      'sharing-lists': anAnswer({ evidence: { source: 'audit.p', date: '' } }),
    })
  })

  it('takes out text that was cleared a moment ago', async () => {
    const store = await opened()
    store.amend('listening-survey', { note: 'wrong' })
    await rest(store)
    store.amend('listening-survey', { note: '' }, 'typing')
    store.saveOnHide()
    await opened()
    expect(await rowsOf('answers')).toEqual([])
  })

  it('stores a choice that could not be saved so far', async () => {
    const store = await opened()
    const makeRoom = refuseWrites()
    store.choose('listening-survey', option(4))
    await rest(store)
    makeRoom()
    store.saveOnHide()
    expect(roundOf(await opened()).answers).toEqual({ 'listening-survey': chosen(4) })
  })

  it('writes nothing when all is saved', async () => {
    const store = await opened()
    store.choose('listening-survey', option(4))
    await rest(store)
    const put = vi.spyOn(IDBObjectStore.prototype, 'put')
    store.saveOnHide()
    await store.flush()
    expect(put).not.toHaveBeenCalled()
  })

  it('and coming back after it failed tells so, and keeps what is to be saved', async () => {
    const store = await opened()
    store.amend('listening-survey', { note: 'ask' }, 'typing')
    const makeRoom = refuseWrites()
    store.saveOnHide()
    expect(await rest(store)).toEqual({ status: 'failed', code: 'full' })
    makeRoom()
    await store.tryAgain()
    expect(await loadAnswers('round-1')).toEqual({ 'listening-survey': anAnswer({ note: 'ask' }) })
  })
})

describe('deleting the open round', () => {
  it('says why it is still there when it cannot be deleted', async () => {
    await storeRound()
    const store = await opened()
    vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(() => {
      throw new DOMException('no', 'UnknownError')
    })
    expect(await store.remove()).toBe('unknown')
    expect(roundOf(store).assessment.id).toBe('round-1')
    vi.restoreAllMocks()
    expect((await listAssessments()).rounds).toHaveLength(1)
  })

  it('forgets it with all that was to be saved', async () => {
    await storeRound()
    const store = await opened()
    store.amend('listening-survey', { note: 'ask' }, 'typing')
    expect(await store.remove()).toBeNull()
    expect(store.opened).toEqual({ status: 'none' })
    expect(store.saveState).toEqual({ status: 'idle' })
    await vi.advanceTimersByTimeAsync(60_000)
    await store.flush()
    expect(await rowsOf('answers')).toEqual([])
    expect((await listAssessments()).rounds).toEqual([])
  })
})

describe('any way of answering', () => {
  const itemId = fc.constantFrom(...small.sections.flatMap(({ items }) => items.map(({ id }) => id)))
  const choice: fc.Arbitrary<Choice | null> = fc.oneof(
    fc.integer({ min: 1, max: 5 }).map(option),
    fc.constant<Choice>({ kind: 'dont_know' }),
    fc.string({ maxLength: 8 }).map((reason): Choice => ({ kind: 'not_applicable', reason })),
    fc.constant(null),
  )
  const text = fc.string({ unit: 'binary', maxLength: 8 })
  const patch: fc.Arbitrary<Partial<Answer>> = fc.oneof(
    text.map((note) => ({ note })),
    fc.record({ source: text, date: fc.constantFrom('', '2026-01-31') }).map((evidence) => ({ evidence })),
    fc.constantFrom('sure', 'fairly_sure', 'guessing', null).map((confidence) => ({ confidence })),
    fc.boolean().map((comeBack) => ({ comeBack })),
  )
  type Step = (store: Store) => unknown
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.tuple(itemId, choice).map(
      ([id, to]): Step =>
        (store) =>
          store.choose(id, to),
    ),
    fc.tuple(itemId, patch).map(
      ([id, change]): Step =>
        (store) =>
          store.amend(id, change),
    ),
    fc.tuple(itemId, patch).map(
      ([id, change]): Step =>
        (store) =>
          store.amend(id, change, 'typing'),
    ),
    itemId.map(
      (id): Step =>
        (store) =>
          store.choose(id, null),
    ),
    itemId.map(
      (id): Step =>
        (store) =>
          store.amend(id, UNTOUCHED),
    ),
    itemId.map(
      (id): Step =>
        (store) =>
          store.visit(id),
    ),
    fc.constant<Step>((store) => store.flush()),
    // Not waited for: answering goes on while it is saving.
    fc.constant<Step>((store) => void store.flush()),
    fc.constant<Step>((store) => store.saveOnHide()),
    fc.integer({ min: 1, max: 400 }).map(
      (pause): Step =>
        () =>
          vi.advanceTimersByTimeAsync(pause),
    ),
  )

  /** What is on screen, without items from which everything was cleared. */
  const given = (answers: Answers) =>
    Object.fromEntries(
      Object.entries(answers).filter(([, answer]) => JSON.stringify(answer) !== JSON.stringify(UNTOUCHED)),
    )

  it('leaves the same answers in the store as on screen, once all is saved', async () => {
    await fc.assert(
      fc
        .asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
          await storeRound(aDraft(), { 'listening-survey': fullAnswer, 'sharing-results': notApplicable('none') })
          const store = await opened()
          for (const take of steps) await take(store)
          await store.flush()
          expect(store.saveState.status).not.toBe('failed')
          const stored = await loadAssessment('round-1')
          expect(stored?.answers).toEqual(given(roundOf(store).answers))
          expect(stored?.assessment).toEqual(roundOf(store).assessment)
          expect(stored?.unreadable).toBe(0)
        })
        .beforeEach(freshDatabase),
      { numRuns: 50 },
    )
  }, 60_000)
})

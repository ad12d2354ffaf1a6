import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { answerTo, type Choice } from '@/domain/assessment'
import { withCards } from '@/domain/session'
import { loadAssessment } from '@/storage/assessments'
import { loadSession } from '@/storage/sessions'
import { useAssessmentStore } from '@/stores/assessment'
import { useWorkshopStore } from '@/stores/workshop'
import { aNewRound, dontKnow } from '../support/builders'
import { aResponse } from '../support/sessions'
import { freshDatabase, refuseWrites, small } from '../support/storage'

beforeEach(async () => {
  setActivePinia(createPinia())
  await freshDatabase()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await useWorkshopStore().flush()
})

const option = (value: number): Choice => ({ kind: 'option', value })
const asked = { questionnaireId: 'small', questionnaireVersion: '1.0.0' }

/** A workshop of both sections in one meeting. */
async function aWorkshop(meetings: readonly number[] = [120]): Promise<string> {
  return useWorkshopStore().prepare(small, aNewRound({ respondent: { role: 'several', knowledge: null, name: '' } }), {
    sectionIds: ['listening', 'sharing'],
    people: 6,
    meetings,
    ways: ['cards', 'device', 'paper', 'own'],
    roles: [],
    floor: 5,
  })
}

async function opened(meetings?: readonly number[]) {
  const id = await aWorkshop(meetings)
  const store = useWorkshopStore()
  await store.open(id)
  const item = (itemId: string) => {
    const found = store.items.find((each) => each.item.id === itemId)
    if (!found) throw new Error(`no item ${itemId}`)
    return found.item
  }
  return { id, store, item, survey: item('listening-survey') }
}

/** The app as it is loaded again, with nothing in its memory. */
async function loadedAgain(id: string) {
  setActivePinia(createPinia())
  const store = useWorkshopStore()
  await store.open(id)
  return store
}

const answerOf = (itemId: string) => answerTo(useAssessmentStore().round?.answers ?? {}, itemId)

describe('a workshop', () => {
  it('begins before the first meeting, with everybody who is expected', async () => {
    const { store } = await opened()
    expect(store.step?.id).toBe('start')
    expect(store.session).toMatchObject({ people: 6, present: 6, closedAt: null })
    expect(store.canUndo).toBe(false)
  })

  it('is at the same step with every vote after the page was loaded again', async () => {
    const { id, store, survey } = await opened()
    store.goTo('item.listening-survey.vote')
    store.pass(survey, false, { choice: option(2), role: null })
    store.pass(survey, false, { choice: option(4), role: null })
    store.take([aResponse('00ff', { 'listening-survey': 3 }, asked)])
    await store.flush()
    const again = await loadedAgain(id)
    expect(again.step?.id).toBe('item.listening-survey.vote')
    expect(again.picture).toMatchObject({ votes: 3, tally: null })
    again.next()
    expect(again.picture).toMatchObject({
      votes: 3,
      tally: { levels: [{}, { votes: 1 }, { votes: 1 }, { votes: 1 }, {}] },
    })
  })

  it('keeps the votes out of the round until they are revealed', async () => {
    const { store, survey } = await opened()
    store.goTo('item.listening-survey.vote')
    store.pass(survey, false, { choice: option(2), role: null })
    expect(answerOf('listening-survey').choice).toBeNull()
    store.next()
    expect(answerOf('listening-survey').choice).toEqual(option(2))
    expect(answerOf('listening-survey').voice).toMatchObject({ by: 'votes' })
  })

  it('answers its round by what was settled, with reason, dissent and votes', async () => {
    const { id, store, survey } = await opened()
    store.goTo('item.listening-survey.reveal')
    for (const [level, cards] of [
      [1, 2],
      [4, 4],
    ] as const)
      store.changeVotes(survey, false, (votes) => withCards(votes, option(level), cards))
    store.goTo('item.listening-survey.settle')
    store.changeRoom(survey, { outcome: { kind: 'agreed', choice: option(3) } })
    store.changeRoom(survey, { reason: 'Two branches do not.', dissent: 'They do.' })
    await Promise.all([store.flush(), useAssessmentStore().flush()])
    expect((await loadAssessment(id))?.answers['listening-survey']).toMatchObject({
      choice: option(3),
      note: 'Two branches do not.',
      voice: { by: 'agreed', dissent: 'They do.', tally: { levels: [{ votes: 2 }, {}, {}, { votes: 4 }, {}] } },
    })
  })

  it('takes back one change after the other, in the store and in the round too', async () => {
    const { id, store, survey } = await opened()
    store.goTo('item.listening-survey.settle')
    store.changeRoom(survey, { outcome: { kind: 'agreed', choice: option(3) } })
    store.changeRoom(survey, { outcome: { kind: 'agreed', choice: option(4) } })
    store.undo()
    expect(answerOf('listening-survey').choice).toEqual(option(3))
    store.undo()
    expect(answerOf('listening-survey').choice).toBeNull()
    expect(answerOf('listening-survey').voice).toBeUndefined()
    store.undo()
    expect(store.step?.id).toBe('start')
    expect(store.canUndo).toBe(false)
    await Promise.all([store.flush(), useAssessmentStore().flush()])
    expect((await loadSession(id))?.rooms['listening-survey']?.outcome ?? null).toBeNull()
    expect((await loadAssessment(id))?.answers).toEqual({})
  })

  it('keeps what was revealed in the round and in the list of differences when the room goes back', async () => {
    const { store, survey, item } = await opened()
    store.goTo('item.sharing-lists.reveal')
    // One vote alone is no difference.
    for (const choice of [option(4), option(4)]) store.pass(item('sharing-lists'), false, { choice, role: null })
    store.goTo('item.listening-survey.talk')
    expect(answerOf('sharing-lists').choice).toEqual(option(4))
    expect(store.apart.map(({ item: { id } }) => id)).toEqual(['sharing-lists'])
    // The room has come to its talk.
    expect(store.isRevealed(survey)).toBe(true)
  })

  it('reveals nothing of the questions that it goes past on the way to another step', async () => {
    const { store, survey } = await opened()
    store.take([aResponse('00ff', { 'listening-survey': 4, 'sharing-lists': 2 }, asked)])
    for (const step of ['item.sharing-lists.read', 'section.listening.summary', 'meeting.1.parked']) {
      store.goTo(step)
      expect(store.isRevealed(survey)).toBe(false)
      expect(store.apart).toEqual([])
      expect(answerOf('listening-survey').choice).toBeNull()
    }
    const [listening] = store.sections
    if (!listening) throw new Error('no section')
    expect(store.summary(listening)[0]).toMatchObject({ choice: null, by: null, spread: null })
    // Nor can its votes be closed, which would tell of its groups.
    store.closeSection(listening)
    expect(store.session?.closedSections).toEqual([])
    store.goTo('item.listening-survey.reveal')
    expect(answerOf('listening-survey').choice).toEqual(option(4))
    expect(answerOf('sharing-lists').choice).toBeNull()
  })

  it('keeps second votes hidden until they are revealed themselves, also where the room goes back to its talk', async () => {
    const { store, survey } = await opened()
    store.goTo('item.listening-survey.vote')
    store.pass(survey, false, { choice: option(2), role: null })
    store.goTo('item.listening-survey.talk')
    store.voteAgain(survey)
    store.pass(survey, true, { choice: option(5), role: null })
    const ofFirst = [0, 1, 0, 0, 0]
    const seen = () => store.tallyOf(survey).levels.map(({ votes }) => votes)
    store.previous()
    expect(store.picture).toMatchObject({ phase: 'talk', votes: 1, before: null })
    expect(JSON.stringify(store.picture)).not.toContain('"level":5,"votes":1')
    expect(seen()).toEqual(ofFirst)
    expect(answerOf('listening-survey').choice).toEqual(option(2))
    store.goTo('item.listening-survey.settle')
    expect(seen()).toEqual(ofFirst)
    store.goTo('item.listening-survey.reveal_again')
    expect(seen()).toEqual([0, 0, 0, 0, 1])
    expect(answerOf('listening-survey').choice).toEqual(option(5))
  })

  it('loses no vote that was never revealed: closing counts it', async () => {
    const { id, store } = await opened()
    store.take([aResponse('00ff', { 'listening-survey': 4 }, asked)])
    store.goTo('meeting.1.close')
    store.close()
    expect(answerOf('listening-survey').choice).toEqual(option(4))
    await Promise.all([store.flush(), useAssessmentStore().flush()])
    expect((await loadAssessment(id))?.answers['listening-survey']?.choice).toEqual(option(4))
    // Opened again, it is for the room to reveal.
    store.reopen()
    expect(answerOf('listening-survey').choice).toBeNull()
  })

  it('leaves alone what was changed by hand after it was closed, until the room changes the same answer', async () => {
    const { store, survey, item } = await opened()
    store.goTo('item.listening-survey.settle')
    store.changeRoom(survey, { outcome: { kind: 'agreed', choice: option(1) }, reason: 'As in March.' })
    store.goTo('item.sharing-lists.settle')
    store.changeRoom(item('sharing-lists'), { outcome: { kind: 'agreed', choice: option(3) } })
    store.close()
    useAssessmentStore().choose('sharing-lists', option(4))
    useAssessmentStore().amend('listening-survey', { note: 'As in March, and May.' })
    store.reopen()
    store.goTo('item.listening-meetings.settle')
    store.changeRoom(item('listening-meetings'), { outcome: { kind: 'agreed', choice: option(2) } })
    expect(answerOf('sharing-lists').choice).toEqual(option(4))
    expect(answerOf('listening-survey').note).toBe('As in March, and May.')
    expect(answerOf('listening-meetings').choice).toEqual(option(2))
    store.changeRoom(item('sharing-lists'), { outcome: { kind: 'agreed', choice: option(5) } })
    expect(answerOf('sharing-lists').choice).toEqual(option(5))
  })

  it('takes a text back whole, however long it was typed', async () => {
    const { store, survey } = await opened()
    for (const text of ['W', 'We', 'We ask']) store.changeRoom(survey, { reason: text }, 'typing')
    store.undo()
    expect(store.roomOf(survey).reason).toBe('')
    expect(store.canUndo).toBe(false)
  })

  it('brings a response back that was taken out, and takes one out that had come', async () => {
    const { id, store, survey } = await opened([])
    store.take([aResponse('00aa', { 'listening-survey': 3 }, asked)])
    await store.flush()
    store.dropHeld('00aa')
    store.undo()
    await store.flush()
    expect((await loadSession(id))?.responses).toHaveLength(1)
    store.undo()
    await store.flush()
    expect((await loadSession(id))?.responses).toHaveLength(0)
    expect(store.tallyOf(survey).levels.every(({ votes }) => votes === 0)).toBe(true)
  })

  it('leaves an answer alone that was given by hand, where the room gave none', async () => {
    const { store, survey } = await opened()
    useAssessmentStore().choose('sharing-lists', option(5))
    store.goTo('item.listening-survey.settle')
    store.changeRoom(survey, { outcome: { kind: 'agreed', choice: option(1) } })
    store.goTo('meeting.1.close')
    expect(answerOf('sharing-lists').choice).toEqual(option(5))
  })

  it('counts a response once, and the later one of the same person instead of the earlier', async () => {
    const { store, survey } = await opened([])
    const first = aResponse('00aa', { 'listening-survey': 3 }, asked)
    expect(store.take([first, first])).toBe(1)
    expect(store.take([first])).toBe(0)
    expect(store.take([aResponse('00aa', { 'listening-survey': 5 }, { ...asked, edition: 2 })])).toBe(1)
    expect(store.tallyOf(survey).levels.map(({ votes }) => votes)).toEqual([0, 0, 0, 0, 1])
    // Without a meeting there is no reveal to wait for.
    expect(answerOf('listening-survey').choice).toEqual(option(5))
  })

  it('takes thirty responses in one go, and stores them all', async () => {
    const { id, store } = await opened([])
    const come = Array.from({ length: 30 }, (_, index) =>
      aResponse(`00${index}`, { 'listening-survey': 1 + (index % 5), 'sharing-lists': dontKnow }, asked),
    )
    expect(store.take(come)).toBe(30)
    await store.flush()
    expect((await loadSession(id))?.responses).toHaveLength(30)
    expect(answerOf('sharing-lists').choice).toEqual({ kind: 'dont_know' })
  })

  it('deletes every single vote and leaves the counts and the answers', async () => {
    const { id, store, survey } = await opened()
    store.goTo('item.listening-survey.reveal')
    store.pass(survey, false, { choice: option(2), role: 'staff' })
    store.take([aResponse('00aa', { 'listening-survey': 4 }, asked)])
    const before = answerOf('listening-survey')
    await store.deleteVotes()
    expect(store.canUndo).toBe(false)
    expect(store.tallyOf(survey).levels.map(({ votes }) => votes)).toEqual([0, 1, 0, 1, 0])
    expect(answerOf('listening-survey')).toEqual(before)
    const stored = await loadSession(id)
    expect(stored?.responses).toEqual([])
    expect(JSON.stringify(stored?.rooms)).not.toContain('staff')
  })

  it('does not bring a single vote back that could not be stored before the votes were deleted', async () => {
    const { id, store } = await opened([])
    const { put } = IDBObjectStore.prototype
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...row) {
      if (this.name === 'responses') throw new DOMException('refused', 'QuotaExceededError')
      return put.apply(this, row)
    })
    for (const key of ['00aa', '00bb']) store.take([aResponse(key, { 'listening-survey': 4 }, asked)])
    await vi.waitFor(() => expect(store.saveState.status).toBe('failed'))
    await store.deleteVotes()
    full.mockRestore()
    await store.tryAgain()
    await store.flush()
    expect(store.saveState.status).not.toBe('failed')
    expect((await loadSession(id))?.responses).toEqual([])
  })

  it('closes the votes of a section for good: what comes later of it does not count', async () => {
    const { store, survey, item } = await opened([])
    store.take([aResponse('00aa', { 'listening-survey': 4, 'sharing-lists': 1 }, asked)])
    const [listening] = store.sections
    if (listening) store.closeSection(listening)
    expect(store.canUndo).toBe(false)
    store.take([aResponse('00aa', { 'listening-survey': 1, 'sharing-lists': 2 }, { ...asked, edition: 2 })])
    expect(store.tallyOf(survey).levels.map(({ votes }) => votes)).toEqual([0, 0, 0, 1, 0])
    expect(store.tallyOf(item('sharing-lists')).levels.map(({ votes }) => votes)).toEqual([0, 1, 0, 0, 0])
  })

  it('keeps a response with votes in a closed section, or the groups before and after would tell them', async () => {
    const { store, survey } = await opened([])
    const of = (key: string, itemId: string) => aResponse(key, { [itemId]: 4 }, asked)
    store.take([of('00aa', 'listening-survey'), of('00bb', 'sharing-lists')])
    const [listening] = store.sections
    if (listening) store.closeSection(listening)
    for (const key of ['00aa', '00bb']) store.dropHeld(key)
    store.pass(survey, false, { choice: option(1), role: null })
    expect(store.roomOf(survey).first.passed).toEqual([])
    expect(store.held.map(({ response: { key } }) => key)).toEqual(['00aa'])
  })

  it('takes no vote, response or outcome any more once it is closed or its round is sealed', async () => {
    const { id, store, survey } = await opened()
    store.goTo('item.listening-survey.settle')
    store.changeRoom(survey, { outcome: { kind: 'agreed', choice: option(3) } })
    store.take([aResponse('00aa', { 'listening-survey': 4 }, asked)])
    store.close()
    await Promise.all([store.flush(), useAssessmentStore().flush()])
    const change = async () => {
      store.changeRoom(survey, { outcome: { kind: 'agreed', choice: option(5) } })
      store.pass(survey, false, { choice: option(1), role: null })
      store.voteAgain(survey)
      store.dropHeld('00aa')
      store.changeHeld('00aa', (held) => ({ ...held, again: {} }))
      expect(store.take([aResponse('00bb', { 'listening-survey': 1 }, asked)])).toBe(0)
      await store.flush()
      const { rooms, responses } = (await loadSession(id)) ?? {}
      expect(rooms?.['listening-survey']).toMatchObject({ outcome: { choice: option(3) }, second: null })
      expect(rooms?.['listening-survey']?.first.passed).toEqual([])
      expect(responses).toMatchObject([{ response: { key: '00aa' }, again: null }])
    }
    await change()
    useAssessmentStore().choose('listening-survey', option(3))
    expect(await useAssessmentStore().seal()).toBe(true)
    expect(store.canUndo).toBe(false)
    store.undo()
    expect(store.session?.closedAt).not.toBeNull()
    await change()
  })

  it('leaves its round to hands once it is closed', async () => {
    const { store, survey } = await opened()
    store.goTo('item.listening-survey.settle')
    store.changeRoom(survey, { outcome: { kind: 'agreed', choice: option(3) } })
    store.close()
    expect(store.isOpen).toBe(false)
    useAssessmentStore().choose('listening-survey', option(2))
    store.goTo('meeting.1.close')
    expect(answerOf('listening-survey').choice).toEqual(option(2))
    expect(answerOf('listening-survey').voice).toBeUndefined()
  })

  it('keeps what cannot be saved on the screen, says so, and saves it when asked again', async () => {
    const { id, store, survey } = await opened()
    store.goTo('item.listening-survey.vote')
    await store.flush()
    const allow = refuseWrites()
    store.pass(survey, false, { choice: option(2), role: null })
    await vi.waitFor(() => expect(store.saveState.status).toBe('failed'))
    expect(store.picture).toMatchObject({ votes: 1 })
    allow()
    await store.tryAgain()
    expect(store.saveState.status).toBe('saved')
    expect((await loadSession(id))?.rooms['listening-survey']?.first.passed).toHaveLength(1)
  })

  it('says where there is none', async () => {
    const store = useWorkshopStore()
    await store.open('nowhere')
    expect(store.openedAs('nowhere').status).toBe('missing')
  })
})

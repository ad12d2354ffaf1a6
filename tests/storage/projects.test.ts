import { beforeEach, describe, expect, it, vi } from 'vitest'
import { deleteAssessment, deleteUnion, loadAssessment, saveAnswer } from '@/storage/assessments'
import { loadVersions } from '../support/versionRows'
import { loadPhotos, loadUnionPhotos, savePhoto } from '@/storage/photos'
import { loadPlan, savePlanned } from '@/storage/plan'
import { writeProjectFile, type Project } from '@/storage/projectFile'
import {
  KEPT_FOR,
  listCopies,
  listDifferences,
  loadProject,
  previewProject,
  settle,
  takeIn,
  undo,
} from '@/storage/projects'
import { deleteResponse, loadSession, saveResponses, saveRoomItem, saveSession } from '@/storage/sessions'
import { aPlannedAction } from '../support/builders'
import { reading } from '../support/files'
import { aPhoto } from '../support/photos'
import { aHeldResponse, aRoomItem, aSession } from '../support/sessions'
import {
  aDraft,
  freshDatabase,
  fullAnswer,
  refuseWrites,
  rowsOf,
  storageError,
  storeRound,
  teachers,
  wholeStore,
} from '../support/storage'

beforeEach(freshDatabase)

const NOW = Date.UTC(2026, 10, 29)
const ACTION = aPlannedAction('action-1', { unionId: teachers.id, title: 'Ask the branches' })

/** The union of this device as it comes to another one: through a file. */
async function sent(): Promise<Project> {
  const { project } = await loadProject(teachers.id)
  const outcome = await reading((await writeProjectFile(project, NOW, '1')).text)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
  return outcome.arrival.project
}

/** A device with one round, one answer and one action; what it sends; and then another, empty device. */
async function firstDevice(): Promise<Project> {
  await storeRound(aDraft(), { 'listening-survey': fullAnswer })
  await savePlanned([ACTION])
  return sent()
}

const noteHere = async () => (await loadAssessment('round-1'))?.answers['listening-survey']?.note
const titleHere = async () => (await loadPlan(teachers.id)).actions[0]?.title

describe('a file on a device that does not have the union', () => {
  it('is added whole, and can be sent on as the same file', async () => {
    const project = await firstDevice()
    await freshDatabase()
    expect((await previewProject(project)).isHere).toBe(false)
    await takeIn(project, 'add', NOW)
    expect(await noteHere()).toBe(fullAnswer.note)
    expect(await titleHere()).toBe('Ask the branches')
    expect(await sent()).toEqual(project)
  })

  it('twice is once', async () => {
    const project = await firstDevice()
    await freshDatabase()
    await takeIn(project, 'add', NOW)
    const once = await wholeStore()
    await takeIn(project, 'merge', NOW)
    expect(await wholeStore()).toEqual(once)
    expect(await previewProject(project)).toEqual({ isHere: true, changes: [], newerHere: 0, newPhotos: 0 })
  })

  it('brings back what was deleted here', async () => {
    const project = await firstDevice()
    await deleteUnion(teachers.id)
    await takeIn(project, 'add', NOW)
    expect(await noteHere()).toBe(fullAnswer.note)
    expect(await titleHere()).toBe('Ask the branches')
  })

  it('changes nothing where the device refuses to write', async () => {
    const project = await firstDevice()
    await freshDatabase()
    await loadVersions()
    const before = await wholeStore()
    const makeRoom = refuseWrites()
    await expect(takeIn(project, 'add', NOW)).rejects.toMatchObject(storageError('full'))
    makeRoom()
    expect(await wholeStore()).toEqual(before)
    expect(await listCopies(NOW)).toEqual([])
  })
})

describe('a round that was deleted here and worked on on another device', () => {
  /** The other device changed the answer; this one deletes the round, which is its union's last. */
  async function apart(): Promise<Project> {
    const start = await firstDevice()
    await freshDatabase()
    await takeIn(start, 'add', NOW)
    await saveAnswer('round-1', 'listening-survey', { note: 'there' })
    const other = await sent()
    await freshDatabase()
    await takeIn(start, 'add', NOW)
    await deleteAssessment('round-1')
    expect(await titleHere()).toBeUndefined()
    return other
  }

  it('comes back whole, with its union and plan, and nothing is to be settled', async () => {
    await takeIn(await apart(), 'merge', NOW)
    expect(await noteHere()).toBe('there')
    expect(await titleHere()).toBe('Ask the branches')
    expect(await listDifferences()).toEqual([])
  })

  it('comes back on the other device too, which then agrees', async () => {
    const other = await apart()
    await takeIn(other, 'merge', NOW)
    const back = await sent()
    await freshDatabase()
    await takeIn(other, 'add', NOW)
    await takeIn(back, 'merge', NOW)
    expect(await noteHere()).toBe('there')
    expect(await sent()).toEqual(back)
    expect((await previewProject(back)).changes).toEqual([])
  })

  it('comes back with its workshop where that was worked on', async () => {
    await storeRound()
    await saveSession(aSession())
    await saveResponses('round-1', [aHeldResponse('k1')])
    const start = await sent()
    await freshDatabase()
    await takeIn(start, 'add', NOW)
    await saveRoomItem('round-1', 'listening-survey', aRoomItem())
    const other = await sent()
    await freshDatabase()
    await takeIn(start, 'add', NOW)
    await deleteAssessment('round-1')
    await takeIn(other, 'merge', NOW)
    expect(await loadSession('round-1')).toEqual({
      session: aSession(),
      rooms: { 'listening-survey': aRoomItem() },
      responses: [aHeldResponse('k1')],
      unreadable: 0,
    })
    expect(await listDifferences()).toEqual([])
  })

  it('takes along what was still to be settled when it is deleted', async () => {
    const start = await firstDevice()
    await freshDatabase()
    await takeIn(start, 'add', NOW)
    await saveAnswer('round-1', 'listening-survey', { note: 'there' })
    const other = await sent()
    await freshDatabase()
    await takeIn(start, 'add', NOW)
    await saveAnswer('round-1', 'listening-survey', { note: 'here' })
    await takeIn(other, 'merge', NOW)
    expect(await listDifferences()).toHaveLength(1)
    await deleteAssessment('round-1')
    expect(await rowsOf('differences')).toEqual([])
  })
})

describe('two devices', () => {
  /** The answer is changed on both, the plan on the other only. */
  async function apart(): Promise<Project> {
    const start = await firstDevice()
    await freshDatabase()
    await takeIn(start, 'add', NOW)
    await saveAnswer('round-1', 'listening-survey', { note: 'there' })
    await savePlanned([{ ...ACTION, title: 'Ask all branches' }])
    const other = await sent()
    await freshDatabase()
    await takeIn(start, 'add', NOW)
    await saveAnswer('round-1', 'listening-survey', { note: 'here' })
    return other
  }

  it('are put together: what changed on one side is taken, what changed on both is kept twice', async () => {
    const other = await apart()
    expect(await previewProject(other)).toEqual({
      isHere: true,
      changes: [
        expect.objectContaining({ table: 'answers', outcome: 'differs' }) as object,
        expect.objectContaining({ table: 'plan', outcome: 'replaced' }) as object,
      ],
      newerHere: 1,
      newPhotos: 0,
    })
    await takeIn(other, 'merge', NOW)
    expect(await titleHere()).toBe('Ask all branches')
    expect(await noteHere()).toBe('here')
    const [difference, ...more] = await listDifferences()
    expect(more).toEqual([])
    expect(difference).toMatchObject({ table: 'answers', key: '["round-1","listening-survey"]', unionId: teachers.id })
    expect(difference?.versions.map(({ value }) => value)).toMatchObject([
      { answer: { note: 'here' } },
      { answer: { note: 'there' } },
    ])
  })

  it('agree once a person has settled what differed', async () => {
    const other = await apart()
    await takeIn(other, 'merge', NOW)
    const [difference] = await listDifferences()
    await settle(difference!, difference!.versions[1]!.value, NOW)
    expect(await noteHere()).toBe('there')
    expect(await listDifferences()).toEqual([])
    const done = await sent()
    await freshDatabase()
    await takeIn(other, 'add', NOW)
    await takeIn(done, 'merge', NOW)
    expect(await noteHere()).toBe('there')
    expect(await listDifferences()).toEqual([])
    expect(await sent()).toEqual(done)
  })

  it('have one workshop in the end, with the votes that were changed on both to be settled', async () => {
    await storeRound(aDraft(), { 'listening-survey': fullAnswer })
    await saveSession(aSession())
    await saveRoomItem('round-1', 'listening-survey', aRoomItem())
    await saveResponses('round-1', [aHeldResponse('k1')])
    const start = await sent()
    await freshDatabase()
    await takeIn(start, 'add', NOW)
    expect(await sent()).toEqual(start)
    await saveRoomItem('round-1', 'listening-survey', aRoomItem({ reason: 'there' }))
    await saveResponses('round-1', [aHeldResponse('k2')])
    await saveSession(aSession({ step: 'start' }))
    const other = await sent()
    await freshDatabase()
    await takeIn(start, 'add', NOW)
    await saveRoomItem('round-1', 'listening-survey', aRoomItem({ reason: 'here' }))
    await deleteResponse('round-1', 'k1')
    await takeIn(other, 'merge', NOW)
    const found = await loadSession('round-1')
    expect(found?.session.step).toBe('start')
    expect(found?.rooms['listening-survey']?.reason).toBe('here')
    expect(found?.responses.map(({ response }) => response.key)).toEqual(['k2'])
    expect((await listDifferences()).map(({ table, key }) => [table, key])).toEqual([
      ['votes', '["round-1","listening-survey"]'],
    ])
  })

  it('do not settle what has changed meanwhile', async () => {
    await takeIn(await apart(), 'merge', NOW)
    const [difference] = await listDifferences()
    await saveAnswer('round-1', 'listening-survey', { note: 'again' })
    await expect(settle(difference!, null, NOW)).rejects.toMatchObject(storageError('not_found'))
    expect(await noteHere()).toBe('again')
  })

  it('learn of what was deleted', async () => {
    const start = await firstDevice()
    await deleteAssessment('round-1')
    await storeRound(aDraft({ id: 'round-2' }))
    const other = await sent()
    await freshDatabase()
    await takeIn(start, 'add', NOW)
    await takeIn(other, 'merge', NOW)
    expect(await loadAssessment('round-1')).toBeNull()
    expect(await loadAssessment('round-2')).not.toBeNull()
  })

  it('leave another union alone, whatever the file says', async () => {
    const { records } = await firstDevice()
    await freshDatabase()
    await storeRound(aDraft({ id: 'round-9', unionId: 'union-miners' }), {}, { ...teachers, id: 'union-miners' })
    const gone = { vector: { evil: 9 }, at: '', value: null }
    await takeIn(
      { union: teachers.id, records: [...records, { table: 'assessments', key: '"round-9"', versions: [gone] }] },
      'merge',
      NOW,
    )
    expect(await loadAssessment('round-9')).not.toBeNull()
  })
})

describe('what was here before a file came', () => {
  // The changes before it are older, whatever day it is.
  beforeEach(() => vi.spyOn(Date, 'now').mockReturnValue(NOW - 1))

  it('comes back after an undo, which can be undone too', async () => {
    const project = await firstDevice()
    await saveAnswer('round-1', 'listening-survey', { note: 'newer' })
    await takeIn(project, 'replace', NOW)
    expect(await noteHere()).toBe(fullAnswer.note)
    const [copy] = await listCopies(NOW)
    expect(copy).toMatchObject({ why: 'replace', at: NOW, unionId: teachers.id })
    await undo(copy!.id, NOW + 1)
    expect(await noteHere()).toBe('newer')
    await undo((await listCopies(NOW + 1))[0]!.id, NOW + 2)
    expect(await noteHere()).toBe(fullAnswer.note)
  })

  it('is nothing where the union was added', async () => {
    const project = await firstDevice()
    await freshDatabase()
    await takeIn(project, 'add', NOW)
    await undo((await listCopies(NOW))[0]!.id, NOW + 1)
    expect(await loadAssessment('round-1')).toBeNull()
    expect((await loadPlan(teachers.id)).actions).toEqual([])
    await takeIn(project, 'add', NOW + 2)
    expect(await noteHere()).toBe(fullAnswer.note)
  })

  it('takes away by a replacement what the file does not have', async () => {
    const project = await firstDevice()
    await storeRound(aDraft({ id: 'round-2' }))
    await takeIn(project, 'replace', NOW)
    expect(await loadAssessment('round-2')).toBeNull()
  })

  it('is kept for 30 days', async () => {
    await takeIn(await firstDevice(), 'merge', NOW)
    expect(await listCopies(NOW + KEPT_FOR - 1)).toHaveLength(1)
    expect(await listCopies(NOW + KEPT_FOR)).toHaveLength(0)
  })
})

describe('photos in a file', () => {
  const wall = async () => (await loadPhotos('round-1')).photos
  const [first, second] = [aPhoto('a', { caption: 'Flipchart' }), aPhoto('b', { addedAt: 2_000 })]

  /** A device with a round and two photos, as it comes to another, empty one: through a file. */
  async function withPhotos(): Promise<Project> {
    await storeRound(aDraft(), { 'listening-survey': fullAnswer })
    await savePhoto(first)
    await savePhoto(second)
    const { project } = await loadProject(teachers.id)
    const { photos } = await loadUnionPhotos(teachers.id)
    const outcome = await reading((await writeProjectFile({ ...project, photos }, NOW, '1')).text)
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
    await freshDatabase()
    return outcome.arrival.project
  }

  it('come with their union', async () => {
    const project = await withPhotos()
    expect((await previewProject(project)).newPhotos).toBe(2)
    await takeIn(project, 'add', NOW)
    expect(await wall()).toEqual([first, second])
    expect((await previewProject(project)).newPhotos).toBe(0)
  })

  it('that are here already stay as they are, and the others come', async () => {
    const project = await withPhotos()
    await takeIn({ ...project, photos: [] }, 'add', NOW)
    await savePhoto({ ...first, caption: 'Better words' })
    expect(await previewProject(project)).toEqual({ isHere: true, changes: [], newerHere: 0, newPhotos: 1 })
    await takeIn(project, 'merge', NOW)
    expect(await wall()).toEqual([{ ...first, caption: 'Better words' }, second])
  })

  it('of a file without any remove none', async () => {
    const project = await withPhotos()
    await takeIn(project, 'add', NOW)
    await takeIn({ ...project, photos: [] }, 'merge', NOW)
    await takeIn({ ...project, photos: [] }, 'replace', NOW)
    expect(await wall()).toEqual([first, second])
  })

  it('do not come for a round that was deleted here', async () => {
    const project = await withPhotos()
    await storeRound(aDraft({ id: 'round-2' }))
    await takeIn(project, 'merge', NOW)
    await deleteAssessment('round-1')
    expect((await previewProject(project)).newPhotos).toBe(0)
    await takeIn(project, 'merge', NOW)
    expect(await rowsOf('photos')).toEqual([])
  })

  it('are all taken or none, with everything else', async () => {
    const project = await withPhotos()
    await loadVersions()
    const makeRoom = refuseWrites()
    await expect(takeIn(project, 'add', NOW)).rejects.toMatchObject(storageError('full'))
    makeRoom()
    expect(await rowsOf('photos')).toEqual([])
    expect(await rowsOf('assessments')).toEqual([])
  })

  describe('of a round that goes when its union is replaced', () => {
    /** The union is replaced by a file that does not know the round with the photos. */
    async function replaced(): Promise<void> {
      const project = await withPhotos()
      await storeRound(aDraft({ id: 'round-2' }))
      const without = await sent()
      await takeIn(project, 'merge', NOW)
      await takeIn(without, 'replace', NOW + 1)
      expect(await loadAssessment('round-1')).toBeNull()
      expect(await wallOfUnion()).toEqual([])
    }
    const wallOfUnion = async () => (await loadUnionPhotos(teachers.id)).photos

    it('come back with it', async () => {
      await replaced()
      const [copy] = await listCopies(NOW + 2)
      await undo(copy?.id ?? '', NOW + 2)
      expect(await wall()).toEqual([first, second])
    })

    it('go for good when it cannot be put back any more', async () => {
      await replaced()
      expect(await rowsOf('photos')).toHaveLength(2)
      const [copy] = await listCopies(NOW + 2)
      await takeIn(await sent(), 'merge', (copy?.at ?? 0) + KEPT_FOR)
      expect(await rowsOf('photos')).toEqual([])
    })
  })
})

describe('a file beside other unions', () => {
  it('has nothing of theirs but the word of what was deleted', async () => {
    await storeRound(aDraft(), { 'listening-survey': fullAnswer })
    await storeRound(aDraft({ id: 'theirs', unionId: 'union-nurses' }), { 'listening-survey': fullAnswer })
    await storeRound(aDraft({ id: 'gone', unionId: 'union-nurses' }), { 'listening-survey': fullAnswer })
    await savePlanned([ACTION, aPlannedAction('theirs', { unionId: 'union-nurses' })])
    await saveAnswer('round-1', 'sharing-lists', { note: 'for a moment' })
    await saveAnswer('round-1', 'sharing-lists', { note: '' })
    await deleteAssessment('gone')
    const { project } = await loadProject(teachers.id)
    const said = project.records.map(
      ({ table, key, versions }) => `${versions[0]?.value == null ? 'no ' : ''}${table} ${key}`,
    )
    expect(said.sort()).toEqual([
      'answers ["round-1","listening-survey"]',
      'assessments "round-1"',
      'no answers ["gone","listening-survey"]',
      'no answers ["round-1","sharing-lists"]',
      'no assessments "gone"',
      'plan "action-1"',
      'questionnaires ["small","1.0.0"]',
      'unions "union-teachers"',
    ])
    expect(project.records.every(({ versions }) => Object.keys(versions[0]?.vector ?? {}).length === 1)).toBe(true)
  })
})

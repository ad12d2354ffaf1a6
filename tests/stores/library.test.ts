import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { reactive, watch } from 'vue'
import { EXAMPLE_UNION, type Law, type Union } from '@/domain/assessment'
import type { Subject } from '@/domain/questionnaire'
import { deleteAssessment, loadAnswers, loadAssessment, saveAims, sealAssessment } from '@/storage/assessments'
import { closeDatabase, database } from '@/storage/db'
import { StorageError } from '@/storage/errors'
import { tellCopies, tellTrouble } from '@/storage/news'
import { useLibraryStore } from '@/stores/library'
import { aNewRound, anAnswer, answersOf, dontKnow, level, notApplicable } from '../support/builders'
import {
  aDraft,
  aSealed,
  freshDatabase,
  fullAnswer,
  openRaw,
  putRow,
  refuseWrites,
  rowsOf,
  small,
  someAims,
  storageError,
  storeRound,
  teachers,
  wholeStore,
} from '../support/storage'

beforeEach(async () => {
  await freshDatabase()
  setActivePinia(createPinia())
})

const nurses: Union = { id: 'union-nurses', name: 'Nurses & Midwives', law: 'uk' }

/** The library as it is read from the store. */
async function loaded() {
  const library = useLibraryStore()
  await library.load()
  return library
}

const idsOf = (library: ReturnType<typeof useLibraryStore>) => library.rounds.map(({ assessment }) => assessment.id)

describe('the list of rounds', () => {
  it('is loading at first, and ready when it was read', async () => {
    const library = useLibraryStore()
    expect(library.loading).toEqual({ status: 'loading' })
    await library.load()
    expect(library.loading).toEqual({ status: 'ready' })
    expect(library.rounds).toEqual([])
  })

  it('has the newest day first, and of the same day the round that began last', async () => {
    await storeRound(aDraft({ id: 'b', date: '2026-01-15', createdAt: 10 }))
    await storeRound(aDraft({ id: 'a', date: '2026-02-01', createdAt: 20 }))
    await storeRound(aSealed({ id: 'd', date: '2025-12-31', createdAt: 99 }))
    await storeRound(aDraft({ id: 'c', date: '2026-01-15', createdAt: 30 }))
    expect(idsOf(await loaded())).toEqual(['a', 'c', 'b', 'd'])
  })

  it('counts the rounds that cannot be read', async () => {
    await storeRound()
    await putRow('assessments', { ...aDraft({ id: 'round-2' }), form: 'medium' })
    const library = await loaded()
    expect(idsOf(library)).toEqual(['round-1'])
    expect(library.unreadable).toBe(1)
  })

  it('fails with the code of the storage, and is ready again when it is read once more', async () => {
    vi.stubGlobal('indexedDB', undefined)
    const library = await loaded()
    expect(library.loading).toEqual({ status: 'failed', code: 'unavailable' })
    vi.unstubAllGlobals()
    await library.load()
    expect(library.loading).toEqual({ status: 'ready' })
  })

  it('keeps what was read before when reading fails', async () => {
    await storeRound()
    const library = await loaded()
    await closeDatabase()
    vi.stubGlobal('indexedDB', undefined)
    await library.load()
    expect(library.loading).toEqual({ status: 'failed', code: 'unavailable' })
    expect(idsOf(library)).toEqual(['round-1'])
  })
})

describe('trouble that no call reports', () => {
  it('is told when a newer Waymark has taken the database over', async () => {
    const library = await loaded()
    expect(library.trouble).toBeNull()
    ;(await openRaw(990)).close()
    expect(library.trouble).toBe('stale')
    await library.load()
    expect(library.trouble).toBe('stale')
    expect(library.loading).toEqual({ status: 'failed', code: 'stale' })
  })

  it('is told while another tab is in the way, and no longer when that is over', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {}) // Dexie says it there as well.
    const other = await openRaw(5)
    const library = useLibraryStore()
    const loading = library.load()
    const told = new Promise((resolve) => watch(() => library.trouble, resolve, { once: true, flush: 'sync' }))
    expect(await told).toBe('blocked')
    other.close()
    await loading
    expect(library.trouble).toBeNull()
    expect(library.loading).toEqual({ status: 'ready' })
  })
})

describe('rounds that are deleted while the page is open', () => {
  const restored = { rounds: 2, answers: 31, damaged: 0 }

  it('are told of, and what came back before is gone too', async () => {
    await storeRound(aDraft())
    const library = await loaded()
    tellCopies({ kind: 'two', restored, isLost: false })
    tellTrouble('gone')
    expect(library.trouble).toBe('gone')
    expect(library.copies).toEqual({ kind: 'two', restored: null, isLost: false })
  })

  it('that were lost at the start stay told of, where none is there that could be deleted', async () => {
    const library = await loaded()
    tellCopies({ kind: 'two', restored: null, isLost: true })
    tellTrouble('gone')
    expect(library.trouble).toBeNull()
    expect(library.copies.isLost).toBe(true)
  })

  it('are not spoken of any more once a new round is stored, unless one is still open that was deleted', async () => {
    await storeRound(aDraft())
    const library = await loaded()
    tellTrouble('gone')
    library.isRoundOpen = true
    await library.create(small, aNewRound())
    expect(library.trouble).toBe('gone')
    library.isRoundOpen = false
    await library.create(small, aNewRound())
    expect(library.trouble).toBeNull()
  })

  it('are not called deleted any more once they came back from the second copy', async () => {
    await storeRound(aDraft())
    const library = await loaded()
    tellTrouble('gone')
    tellCopies({ kind: 'two', restored, isLost: false })
    expect(library.trouble).toBeNull()
    expect(library.copies.restored).toEqual(restored)
  })
})

describe('the unions', () => {
  it('are each there once, the one of the newest round first', async () => {
    await storeRound(aDraft({ id: 'a', date: '2024-01-01' }))
    await storeRound(aDraft({ id: 'b', date: '2025-01-01', unionId: nurses.id }), {}, nurses)
    await storeRound(aDraft({ id: 'c', date: '2026-01-01' }))
    expect((await loaded()).unions()).toEqual([teachers, nurses])
  })

  it('are none where there is no round', async () => {
    expect((await loaded()).unions()).toEqual([])
  })
})

describe('a new round', () => {
  it('is a draft without answers, of a new union where none is known', async () => {
    const library = await loaded()
    const before = Date.now()
    const assessment = await library.create(small, aNewRound())
    expect(assessment).toEqual({
      id: expect.stringMatching(/^[\w-]{21}$/),
      unionId: expect.stringMatching(/^[\w-]{21}$/),
      questionnaireId: 'small',
      questionnaireVersion: '1.0.0',
      form: 'full',
      subject: { kind: 'union' },
      respondent: { role: 'elected', knowledge: null, name: 'Bo' },
      date: '2026-03-01',
      status: 'draft',
      createdAt: expect.any(Number),
      sealedAt: null,
      copiedFrom: null,
      lastItem: null,
    })
    expect(assessment.createdAt).toBeGreaterThanOrEqual(before)
    expect(assessment.createdAt).toBeLessThanOrEqual(Date.now())
    expect(await loadAssessment(assessment.id)).toMatchObject({
      assessment,
      union: { id: assessment.unionId, name: 'Dockers', law: null },
      answers: {},
      questionnaire: small,
    })
  })

  it('is in the list at once, in its place', async () => {
    await storeRound(aDraft({ id: 'newer', date: '2026-06-01' }))
    await storeRound(aDraft({ id: 'older', date: '2025-06-01' }))
    const library = await loaded()
    const { id } = await library.create(small, aNewRound())
    expect(idsOf(library)).toEqual(['newer', id, 'older'])
    const shown = library.rounds
    await library.load()
    expect(library.rounds).toEqual(shown)
  })

  it('has names without the spaces around them, and a union may have none', async () => {
    const library = await loaded()
    const respondent = { role: 'staff', knowledge: 'hearsay', name: '  Bo ' } as const
    const assessment = await library.create(small, aNewRound({ unionName: '  ', respondent }))
    expect(await loadAssessment(assessment.id)).toMatchObject({
      assessment: { respondent: { name: 'Bo' } },
      union: { name: '' },
    })
  })

  it('belongs to the known union that was chosen, whatever name was typed', async () => {
    await storeRound()
    const library = await loaded()
    const assessment = await library.create(small, aNewRound({ unionId: teachers.id, unionName: 'typed before' }))
    expect(assessment.unionId).toBe(teachers.id)
    expect(await rowsOf('unions')).toEqual([teachers])
    expect(library.unions()).toEqual([teachers])
  })

  it('belongs to a new union where the chosen one is gone', async () => {
    const library = await loaded()
    const assessment = await library.create(small, aNewRound({ unionId: 'gone' }))
    expect(assessment.unionId).not.toBe('gone')
    expect(library.unions()).toEqual([{ id: assessment.unionId, name: 'Dockers', law: null }])
  })

  it('belongs to another union each time, though the names are the same', async () => {
    const library = await loaded()
    const one = await library.create(small, aNewRound())
    const other = await library.create(small, aNewRound())
    expect(other.unionId).not.toBe(one.unionId)
    expect(other.id).not.toBe(one.id)
  })

  it('can come from a form that is reactive', async () => {
    const library = await loaded()
    const form = reactive(structuredClone(aNewRound({ subject: { kind: 'project', name: 'Strike fund app' } })))
    const assessment = await library.create(reactive(structuredClone(small)), form)
    expect(await loadAssessment(assessment.id)).toMatchObject({ assessment, questionnaire: small })
    expect(assessment.subject).toEqual({ kind: 'project', name: 'Strike fund app' })
  })

  it('may be about a project, in the store and in the list', async () => {
    const subject: Subject = { kind: 'project', name: 'Strike fund app' }
    const library = await loaded()
    const { id } = await library.create(small, aNewRound({ subject }))
    expect((await loadAssessment(id))?.assessment.subject).toEqual(subject)
    expect(library.rounds.map(({ assessment }) => assessment.subject)).toEqual([subject])
  })

  it.each<Law>(['eu', 'uk', 'eu-uk', 'other'])('keeps the law that its new union says it is under: %s', async (law) => {
    const library = await loaded()
    const { id, unionId } = await library.create(small, aNewRound({ law }))
    const union = { id: unionId, name: 'Dockers', law }
    expect((await loadAssessment(id))?.union).toEqual(union)
    expect(library.unions()).toEqual([union])
  })

  it('leaves the law that its union has said before where it was not asked again', async () => {
    await storeRound(aDraft({ unionId: nurses.id }), {}, nurses)
    const library = await loaded()
    await library.create(small, aNewRound({ unionId: nurses.id, law: null }))
    expect(await rowsOf('unions')).toEqual([nurses])
    expect(library.rounds.map(({ union }) => union)).toEqual([nurses, nurses])
  })

  it('changes the law of its union in all rounds of it, and of no other', async () => {
    await storeRound(aDraft({ date: '2024-01-01' }))
    await storeRound(aDraft({ id: 'round-2', date: '2023-01-01', unionId: nurses.id }), {}, nurses)
    await storeRound(aDraft({ id: 'round-3', date: '2022-01-01' }))
    const library = await loaded()
    await library.create(small, aNewRound({ unionId: teachers.id, law: 'eu' }))
    const changed = { ...teachers, law: 'eu' }
    expect(library.rounds.map(({ union }) => union)).toEqual([changed, changed, nurses, changed])
    expect(new Set(await rowsOf('unions'))).toEqual(new Set([changed, nurses]))
  })

  it('that could not be stored leaves the law as it was', async () => {
    await storeRound()
    const library = await loaded()
    const makeRoom = refuseWrites()
    const asked = aNewRound({ unionId: teachers.id, law: 'eu' })
    await expect(library.create(small, asked)).rejects.toMatchObject(storageError('full'))
    makeRoom()
    expect(library.unions()).toEqual([teachers])
    expect(await rowsOf('unions')).toEqual([teachers])
  })

  it('is not in the list when it could not be stored', async () => {
    const library = await loaded()
    const makeRoom = refuseWrites()
    await expect(library.create(small, aNewRound())).rejects.toMatchObject(storageError('full'))
    makeRoom()
    expect(library.rounds).toEqual([])
    expect(await rowsOf('unions')).toEqual([])
  })
})

describe('a new round copied from a sealed one', () => {
  const answers = answersOf({
    'listening-survey': fullAnswer,
    'listening-meetings': dontKnow,
    'sharing-results': notApplicable('no surveys'),
  })

  it('begins with its answers, as not chosen in this round and not marked', async () => {
    await storeRound(aSealed(), answers)
    const library = await loaded()
    const copyFrom = await library.sourceFor(aSealed())
    expect(copyFrom).toEqual({ assessment: aSealed(), answers })
    const assessment = await library.create(small, aNewRound({ unionId: teachers.id, copyFrom }))
    expect(assessment).toMatchObject({ status: 'draft', sealedAt: null, copiedFrom: 'round-0', lastItem: null })
    expect(await loadAnswers(assessment.id)).toEqual({
      'listening-survey': { ...fullAnswer, chosenAt: null, comeBack: false, lastTimeShown: false },
      'listening-meetings': dontKnow,
      'sharing-results': notApplicable('no surveys'),
    })
  })

  it('takes a short form into the full one: the other items are unanswered', async () => {
    const short = answersOf({ 'listening-survey': 4, 'sharing-results': 2 })
    await storeRound(aSealed({ form: 'short' }), short)
    const library = await loaded()
    const copyFrom = await library.sourceFor(aSealed({ form: 'short' }))
    const assessment = await library.create(small, aNewRound({ form: 'full', copyFrom }))
    expect(assessment.form).toBe('full')
    expect(await loadAnswers(assessment.id)).toEqual(short)
  })

  it('takes only what is asked from the full form into the short one', async () => {
    await storeRound(aSealed(), answers)
    const library = await loaded()
    const assessment = await library.create(
      small,
      aNewRound({ form: 'short', copyFrom: await library.sourceFor(aSealed()) }),
    )
    expect(Object.keys(await loadAnswers(assessment.id))).toEqual(['listening-survey', 'sharing-results'])
  })

  it('leaves the sealed one as it was', async () => {
    await storeRound(aSealed(), answers)
    const library = await loaded()
    await library.create(small, aNewRound({ copyFrom: await library.sourceFor(aSealed()) }))
    expect(await loadAssessment('round-0')).toMatchObject({ assessment: aSealed(), answers })
  })
})

describe('the law of a union', () => {
  it('is changed in the store and in all rounds of the union, and of no other', async () => {
    await storeRound(aDraft({ id: 'a', date: '2026-03-03' }))
    await storeRound(aDraft({ id: 'b', date: '2026-03-02', unionId: nurses.id }), {}, nurses)
    await storeRound(aDraft({ id: 'c', date: '2026-03-01' }))
    const library = await loaded()
    await library.setLaw(teachers, 'eu-uk')
    const changed = { ...teachers, law: 'eu-uk' }
    expect(library.rounds.map(({ union }) => union)).toEqual([changed, nurses, changed])
    const shown = library.rounds
    await library.load()
    expect(library.rounds).toEqual(shown)
  })

  it('stays as it was where it could not be stored', async () => {
    await storeRound()
    const library = await loaded()
    refuseWrites()
    await expect(library.setLaw(teachers, 'eu')).rejects.toMatchObject(storageError('full'))
    expect(library.unions()).toEqual([teachers])
  })

  it('is not kept for a union that is not here any more', async () => {
    const library = await loaded()
    await expect(library.setLaw(teachers, 'eu')).rejects.toMatchObject(storageError('not_found'))
    expect(await rowsOf('unions')).toEqual([])
  })
})

describe('the example', () => {
  const invented: Union = { id: EXAMPLE_UNION, name: 'Riverbank Workers’ Union', law: 'uk' }
  const own = ['unions', 'assessments', 'answers', 'aims']
  const ownRows = async () => Promise.all(own.map(rowsOf))

  beforeEach(() => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 22, 12), toFake: ['Date'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is one invented union with a check, and with this and last year’s round, all sealed', async () => {
    const library = await loaded()
    await library.addExample()
    expect(
      library.rounds.map(({ assessment, union }) => [
        assessment.questionnaireId,
        assessment.status,
        assessment.date,
        union,
      ]),
    ).toEqual([
      ['data-governance', 'sealed', '2026-11-10', invented],
      ['data-maturity', 'sealed', '2026-11-08', invented],
      ['data-maturity', 'sealed', '2025-11-08', invented],
    ])
    expect(await rowsOf('unions')).toEqual([invented])
    expect(await rowsOf('answers')).toHaveLength(3 * 40)
  })

  it('changes nothing when it is asked for again, not even its days', async () => {
    const library = await loaded()
    await library.addExample()
    const [stored, shown] = [await wholeStore(), library.rounds]
    vi.setSystemTime(Date.UTC(2027, 0, 5))
    await library.addExample()
    expect(await wholeStore()).toEqual(stored)
    expect(library.rounds).toEqual(shown)
  })

  it('is not stored twice where another tab stored it meanwhile, and is shown then', async () => {
    await (await loaded()).addExample()
    const stored = await wholeStore()
    setActivePinia(createPinia())
    const library = useLibraryStore()
    await library.addExample()
    expect(await wholeStore()).toEqual(stored)
    expect(library.rounds).toHaveLength(3)
  })

  it('is there once, when it is asked for twice at the same time', async () => {
    const library = await loaded()
    await Promise.all([library.addExample(), library.addExample()])
    expect(library.rounds).toHaveLength(3)
  })

  it('comes beside the rounds that are there', async () => {
    await storeRound(aSealed({ date: '2026-06-01' }), { 'listening-survey': fullAnswer })
    const library = await loaded()
    await library.addExample()
    expect(library.rounds.map(({ union }) => union.name)).toEqual([
      'Riverbank Workers’ Union',
      'Riverbank Workers’ Union',
      'Teachers’ Union',
      'Riverbank Workers’ Union',
    ])
    expect(await loadAssessment('round-0')).toMatchObject({
      union: teachers,
      answers: { 'listening-survey': fullAnswer },
    })
  })

  it('is not there in part when it could not be stored', async () => {
    const library = await loaded()
    const before = await wholeStore()
    const makeRoom = refuseWrites()
    await expect(library.addExample()).rejects.toMatchObject(storageError('full'))
    makeRoom()
    expect(await wholeStore()).toEqual(before)
    expect(library.rounds).toEqual([])
  })

  it('is none of the unions to choose from', async () => {
    await storeRound()
    const library = await loaded()
    await library.addExample()
    expect(library.unions()).toEqual([teachers])
  })

  it('takes no round of one’s own: a new round of it belongs to a new union', async () => {
    const library = await loaded()
    await library.addExample()
    const assessment = await library.create(small, aNewRound({ unionId: EXAMPLE_UNION, law: 'eu' }))
    expect(assessment.unionId).not.toBe(EXAMPLE_UNION)
    expect(library.unions()).toEqual([{ id: assessment.unionId, name: 'Dockers', law: 'eu' }])
    expect(await rowsOf('unions')).toContainEqual(invented)
  })

  it('is taken off whole, and own rounds stay with all that belongs to them', async () => {
    await storeRound(aSealed(), { 'listening-survey': fullAnswer })
    await saveAims('round-0', someAims)
    const before = await ownRows()
    const library = await loaded()
    await library.addExample()
    for (const { assessment } of library.rounds) await saveAims(assessment.id, someAims)
    await library.removeExample()
    expect(await ownRows()).toEqual(before)
    expect(idsOf(library)).toEqual(['round-0'])
    const shown = library.rounds
    await library.load()
    expect(library.rounds).toEqual(shown)
  })

  it('can come back after it was taken off', async () => {
    const library = await loaded()
    await library.addExample()
    const stored = await wholeStore()
    await library.removeExample()
    await library.addExample()
    expect(await wholeStore()).toEqual(stored)
  })

  it('stays in the list when it could not be taken off', async () => {
    const library = await loaded()
    await library.addExample()
    vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(() => {
      throw new DOMException('broken', 'UnknownError')
    })
    await expect(library.removeExample()).rejects.toMatchObject(storageError('unknown'))
    expect(library.rounds).toHaveLength(3)
  })

  it('takes nothing with it where it is not there', async () => {
    await storeRound(aDraft(), { 'listening-survey': fullAnswer })
    const library = await loaded()
    const before = await wholeStore()
    await library.removeExample()
    expect(await wholeStore()).toEqual(before)
    expect(idsOf(library)).toEqual(['round-1'])
  })
})

describe('removing a round', () => {
  it('takes it out of the store and the list, and its union with it', async () => {
    await storeRound(aDraft(), { 'listening-survey': fullAnswer })
    await storeRound(aDraft({ id: 'round-2', unionId: nurses.id }), {}, nurses)
    const library = await loaded()
    await library.remove('round-1')
    expect(idsOf(library)).toEqual(['round-2'])
    expect(library.unions()).toEqual([nurses])
    expect(await rowsOf('answers')).toEqual([])
    expect(await rowsOf('unions')).toEqual([nurses])
  })

  it('leaves it in the list when it could not be deleted', async () => {
    await storeRound()
    const library = await loaded()
    vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(() => {
      throw new DOMException('broken', 'UnknownError')
    })
    await expect(library.remove('round-1')).rejects.toMatchObject(storageError('unknown'))
    expect(idsOf(library)).toEqual(['round-1'])
  })
})

describe('where a draft goes on', () => {
  const place = async (round: ReturnType<typeof aDraft>, given = {}) => {
    await storeRound(round, given)
    return (await loaded()).placeOf(round, small)
  }

  it('is the first question of the first section at the beginning', async () => {
    expect(await place(aDraft())).toEqual({
      itemId: 'listening-survey',
      sectionTitle: 'Listening',
      position: 1,
      sectionItems: 2,
      completeness: {
        asked: 4,
        answered: 0,
        dontKnow: 0,
        notApplicable: 0,
        unanswered: 4,
        applicable: 4,
        settled: 0,
      },
    })
  })

  it('is the question last visited while it is open: “Sharing, question 2 of 2”', async () => {
    const given = answersOf({ 'listening-survey': 2, 'sharing-results': dontKnow })
    expect(await place(aDraft({ lastItem: 'sharing-lists' }), given)).toMatchObject({
      itemId: 'sharing-lists',
      sectionTitle: 'Sharing',
      position: 2,
      sectionItems: 2,
      completeness: { asked: 4, answered: 1, dontKnow: 1, settled: 2 },
    })
  })

  it('is the next open question where the one last visited is settled', async () => {
    const given = { 'listening-meetings': level(3), 'sharing-results': level(3) }
    expect(await place(aDraft({ lastItem: 'listening-meetings' }), given)).toMatchObject({
      itemId: 'sharing-lists',
      sectionTitle: 'Sharing',
      position: 2,
    })
  })

  it('counts only what the short form asks', async () => {
    const given = { 'listening-survey': level(3) }
    expect(await place(aDraft({ form: 'short' }), given)).toMatchObject({
      itemId: 'sharing-results',
      sectionTitle: 'Sharing',
      position: 1,
      sectionItems: 1,
      completeness: { asked: 2, settled: 1 },
    })
  })

  it('counts an answer without a choice as open', async () => {
    const given = { 'listening-survey': anAnswer({ note: 'ask' }) }
    expect(await place(aDraft(), given)).toMatchObject({ itemId: 'listening-survey', completeness: { unanswered: 4 } })
  })

  it('is nowhere where the questionnaire asks nothing', async () => {
    await storeRound()
    const library = await loaded()
    expect(await library.placeOf(aDraft(), { ...small, sections: [] })).toBeNull()
  })
})

describe('the code of what was thrown', () => {
  it('is that of the storage', () => {
    const library = useLibraryStore()
    expect(library.codeOf(new StorageError('full'))).toBe('full')
    expect(library.codeOf(new Error('out of the blue'))).toBe('unknown')
  })
})

describe('what a screen wants of the list', () => {
  const some = (draft: number, sealed: number) => ({ newest: { draft, sealed } })
  const titles = (library: ReturnType<typeof useLibraryStore>) => idsOf(library).join(' ')

  /** Three drafts and three sealed rounds of the teachers, and one of each of the nurses, the older the higher their number. */
  beforeEach(async () => {
    for (const number of [1, 2, 3]) {
      await storeRound(aDraft({ id: `d${number}`, date: `2026-03-0${9 - number}` }))
      await storeRound(aSealed({ id: `s${number}`, date: `2025-03-0${9 - number}` }))
    }
    await storeRound(aDraft({ id: 'nd', date: '2020-01-01', unionId: nurses.id }), {}, nurses)
    await storeRound(aSealed({ id: 'ns', date: '2019-01-01', unionId: nurses.id }), {}, nurses)
  })

  it('is nothing while questions are answered: the store is opened, and no list is read', async () => {
    const getAll = vi.spyOn(IDBObjectStore.prototype, 'getAll')
    const library = useLibraryStore()
    await library.want(null)
    expect(library.loading).toEqual({ status: 'ready' })
    expect(library.rounds).toEqual([])
    expect(getAll).not.toHaveBeenCalled()
  })

  it('is the newest of each kind, the example with them', async () => {
    const library = useLibraryStore()
    await library.want(some(2, 1))
    expect(titles(library)).toBe('d1 d2 s1')
    expect(library.rounds[0]?.union).toEqual(teachers)
    await library.addExample()
    await library.want(some(2, 1))
    const isExample = ({ union }: (typeof library.rounds)[number]) => union.id === EXAMPLE_UNION
    expect(library.rounds.filter(isExample)).toHaveLength(3)
    expect(library.rounds.filter((round) => !isExample(round)).map(({ assessment }) => assessment.id)).toEqual([
      'd1',
      'd2',
      's1',
    ])
  })

  it('is one union, by its id or by a round of it', async () => {
    const library = useLibraryStore()
    await library.want({ union: nurses.id })
    expect(titles(library)).toBe('nd ns')
    await library.again()
    expect(titles(library)).toBe('nd ns')
    setActivePinia(createPinia())
    const other = useLibraryStore()
    await other.want({ unionOf: 'ns' })
    expect(titles(other)).toBe('nd ns')
    await other.want({ unionOf: 'nobody' })
    expect(other.loading).toEqual({ status: 'ready' })
  })

  it('is, for a choice among the unions, all of them: that of the newest round first, the others by their names', async () => {
    for (const name of ['Weavers', 'Dockers', 'Bakers']) await putRow('unions', { id: name, name, law: null })
    const library = useLibraryStore()
    await library.want({ ...some(1, 0), unions: true })
    expect(titles(library)).toBe('d1')
    expect(library.unions().map(({ name }) => name)).toEqual([
      'Teachers’ Union',
      'Bakers',
      'Dockers',
      'Nurses & Midwives',
      'Weavers',
    ])
    await library.want(some(1, 0))
    expect(library.unions()).toEqual([teachers])
  })

  it('is, where a new round begins with an older one, that one too', async () => {
    const library = useLibraryStore()
    await library.want({ ...some(1, 0), round: 'ns' })
    expect(titles(library)).toBe('d1 ns')
    await library.want({ ...some(1, 0), round: 'd1' })
    expect(titles(library)).toBe('d1 ns')
    await library.again()
    expect(titles(library)).toBe('d1')
    await library.want({ ...some(1, 0), round: 'nobody' })
    expect(library.loading).toEqual({ status: 'ready' })
  })

  it('says when all was read, and not any more once something else is wanted', async () => {
    const library = useLibraryStore()
    expect(library.isWhole).toBe(false)
    await library.load()
    expect(library.isWhole).toBe(true)
    await library.want(some(1, 1))
    expect(library.isWhole).toBe(false)
    // Nobody wants all any more before it is there.
    const all = library.want('all')
    await library.want({ union: nurses.id })
    await all
    expect(library.isWhole).toBe(false)
    await library.again()
    expect(titles(library)).toBe('nd ns')
  })

  it('waits for many rounds as long as more of them come', async () => {
    const db = await database()
    await db.assessments.bulkPut(Array.from({ length: 1001 }, (_, number) => aDraft({ id: `many-${number}` })))
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const getAll = Reflect.get(IDBObjectStore.prototype, 'getAll')
    const slow = vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(function (
      this: IDBObjectStore,
      ...what
    ) {
      // Five seconds for each piece: for all three, more than a database is given to answer at all.
      if (this.name === 'assessments') vi.advanceTimersByTime(5000)
      return getAll.apply(this, what)
    })
    try {
      const library = useLibraryStore()
      await library.load()
      expect(slow).toHaveBeenCalled()
      expect(library.loading).toEqual({ status: 'ready' })
      expect(library.rounds.length).toBeGreaterThan(1000)
    } finally {
      vi.useRealTimers()
      slow.mockRestore()
    }
  })

  it('lets a new round belong to a union of which none was read', async () => {
    const library = useLibraryStore()
    await library.want({ ...some(1, 0), unions: true })
    const assessment = await library.create(small, aNewRound({ unionId: nurses.id }))
    expect(assessment.unionId).toBe(nurses.id)
    setActivePinia(createPinia())
    const other = useLibraryStore()
    await other.want(null)
    expect((await other.create(small, aNewRound({ unionId: nurses.id }))).unionId).toBe(nurses.id)
    expect(await rowsOf('unions')).toHaveLength(2)
  })

  it('comes to what was read before, which stays for the screen that is being left', async () => {
    const library = useLibraryStore()
    await library.want({ union: nurses.id })
    await library.want(some(1, 1))
    expect(titles(library)).toBe('d1 s1 nd ns')
  })

  it('takes the place of what was read before of the same', async () => {
    const library = useLibraryStore()
    await library.load()
    await deleteAssessment('d2')
    await deleteAssessment('ns')
    await library.want(some(2, 1))
    // The old round of the nurses is none of the newest: it is looked for when somebody comes to it.
    expect(titles(library)).toBe('d1 d3 s1 s2 s3 nd ns')
    await library.want({ union: nurses.id })
    expect(titles(library)).toBe('d1 d3 s1 s2 s3 nd')
  })

  it('is read again when something was changed, and the rest is forgotten', async () => {
    const library = useLibraryStore()
    await library.load()
    await library.want(some(1, 1))
    await storeRound(aDraft({ id: 'newest', date: '2026-12-01' }))
    await library.again()
    expect(titles(library)).toBe('newest s1')
  })

  it('is counted apart, without the example', async () => {
    const library = useLibraryStore()
    await library.addExample()
    await library.want(some(1, 1))
    await library.count()
    expect(library.total).toEqual({ draft: 4, sealed: 4 })
    expect(library.unreadable).toBe(0)
  })

  it('tells of a round without a day, which stands in no order', async () => {
    await putRow('assessments', { ...aDraft({ id: 'odd' }), date: null })
    const library = useLibraryStore()
    await library.want(some(20, 20))
    await library.count()
    await library.count()
    expect(library.unreadable).toBe(1)
    await library.load()
    await library.count()
    expect(library.unreadable).toBe(1)
  })

  it('does not show a round twice that was sealed meanwhile', async () => {
    const library = useLibraryStore()
    await library.want(some(20, 20))
    await sealAssessment('d1', 1)
    await library.want(some(20, 20))
    expect(titles(library)).toBe('d1 d2 d3 s1 s2 s3 nd ns')
    expect(library.rounds[0]?.assessment.status).toBe('sealed')
  })
})

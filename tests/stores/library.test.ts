import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { reactive, watch } from 'vue'
import { loadAnswers, loadAssessment } from '@/storage/assessments'
import { closeDatabase } from '@/storage/db'
import { StorageError } from '@/storage/errors'
import { useLibraryStore, type NewRound } from '@/stores/library'
import { anAnswer, answersOf, dontKnow, level, notApplicable } from '../support/builders'
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
  storageError,
  storeRound,
  teachers,
} from '../support/storage'

beforeEach(async () => {
  await freshDatabase()
  setActivePinia(createPinia())
})

const nurses = { id: 'union-nurses', name: 'Nurses & Midwives' }

/** The library as it is read from the store. */
async function loaded() {
  const library = useLibraryStore()
  await library.load()
  return library
}

/** What is asked for a new round of a union that is not known yet. */
function wanted(more: Partial<NewRound> = {}): NewRound {
  return {
    unionId: null,
    unionName: 'Dockers',
    form: 'full',
    respondent: { role: 'elected', knowledge: null, name: 'Bo' },
    date: '2026-03-01',
    copyFrom: null,
    ...more,
  }
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
    ;(await openRaw(20)).close()
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
    const assessment = await library.create(small, wanted())
    expect(assessment).toEqual({
      id: expect.stringMatching(/^[\w-]{21}$/),
      unionId: expect.stringMatching(/^[\w-]{21}$/),
      questionnaireId: 'small',
      questionnaireVersion: '1.0.0',
      form: 'full',
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
      union: { id: assessment.unionId, name: 'Dockers' },
      answers: {},
      questionnaire: small,
    })
  })

  it('is in the list at once, in its place', async () => {
    await storeRound(aDraft({ id: 'newer', date: '2026-06-01' }))
    await storeRound(aDraft({ id: 'older', date: '2025-06-01' }))
    const library = await loaded()
    const { id } = await library.create(small, wanted())
    expect(idsOf(library)).toEqual(['newer', id, 'older'])
    const shown = library.rounds
    await library.load()
    expect(library.rounds).toEqual(shown)
  })

  it('has names without the spaces around them, and a union may have none', async () => {
    const library = await loaded()
    const respondent = { role: 'staff', knowledge: 'hearsay', name: '  Bo ' } as const
    const assessment = await library.create(small, wanted({ unionName: '  ', respondent }))
    expect(await loadAssessment(assessment.id)).toMatchObject({
      assessment: { respondent: { name: 'Bo' } },
      union: { name: '' },
    })
  })

  it('belongs to the known union that was chosen, whatever name was typed', async () => {
    await storeRound()
    const library = await loaded()
    const assessment = await library.create(small, wanted({ unionId: teachers.id, unionName: 'typed before' }))
    expect(assessment.unionId).toBe(teachers.id)
    expect(await rowsOf('unions')).toEqual([teachers])
    expect(library.unions()).toEqual([teachers])
  })

  it('belongs to a new union where the chosen one is gone', async () => {
    const library = await loaded()
    const assessment = await library.create(small, wanted({ unionId: 'gone' }))
    expect(assessment.unionId).not.toBe('gone')
    expect(library.unions()).toEqual([{ id: assessment.unionId, name: 'Dockers' }])
  })

  it('belongs to another union each time, though the names are the same', async () => {
    const library = await loaded()
    const one = await library.create(small, wanted())
    const other = await library.create(small, wanted())
    expect(other.unionId).not.toBe(one.unionId)
    expect(other.id).not.toBe(one.id)
  })

  it('can come from a form that is reactive', async () => {
    const library = await loaded()
    const assessment = await library.create(reactive(structuredClone(small)), reactive(structuredClone(wanted())))
    expect(await loadAssessment(assessment.id)).toMatchObject({ assessment, questionnaire: small })
  })

  it('is not in the list when it could not be stored', async () => {
    const library = await loaded()
    const makeRoom = refuseWrites()
    await expect(library.create(small, wanted())).rejects.toMatchObject(storageError('full'))
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
    const assessment = await library.create(small, wanted({ unionId: teachers.id, copyFrom }))
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
    const assessment = await library.create(small, wanted({ form: 'full', copyFrom }))
    expect(assessment.form).toBe('full')
    expect(await loadAnswers(assessment.id)).toEqual(short)
  })

  it('takes only what is asked from the full form into the short one', async () => {
    await storeRound(aSealed(), answers)
    const library = await loaded()
    const assessment = await library.create(
      small,
      wanted({ form: 'short', copyFrom: await library.sourceFor(aSealed()) }),
    )
    expect(Object.keys(await loadAnswers(assessment.id))).toEqual(['listening-survey', 'sharing-results'])
  })

  it('leaves the sealed one as it was', async () => {
    await storeRound(aSealed(), answers)
    const library = await loaded()
    await library.create(small, wanted({ copyFrom: await library.sourceFor(aSealed()) }))
    expect(await loadAssessment('round-0')).toMatchObject({ assessment: aSealed(), answers })
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

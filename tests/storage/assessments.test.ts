import { beforeEach, describe, expect, it, vi } from 'vitest'
import { reactive, ref } from 'vue'
import { UNTOUCHED, type Assessment, type Law, type Union } from '@/domain/assessment'
import { NO_AIMS } from '@/domain/gaps'
import type { Subject } from '@/domain/questionnaire'
import {
  createAssessments,
  deleteAssessment,
  deleteUnion,
  listAssessments,
  listVersions,
  loadAnswers,
  loadAssessment,
  loadQuestionnaireCopy,
  loadRounds,
  saveAims,
  saveAnswer,
  saveAnswersOnHide,
  saveHandOver,
  saveLastItem,
  saveLaw,
  sealAssessment,
} from '@/storage/assessments'
import { closeDatabase, database } from '@/storage/db'
import { anAnswer, answersOf, dontKnow, level, notApplicable } from '../support/builders'
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
  storageError,
  storeRound,
  teachers,
  wholeStore,
} from '../support/storage'

beforeEach(freshDatabase)

const nurses: Union = { id: 'union-nurses', name: 'Nurses & Midwives', law: 'uk' }

describe('a stored round', () => {
  const answers = answersOf({
    'listening-survey': fullAnswer,
    'listening-meetings': dontKnow,
    'sharing-results': notApplicable('no branches'),
    'sharing-lists': anAnswer({ note: 'ask the treasurer', comeBack: true }),
  })

  it('comes back exactly as it was, after the browser was closed', async () => {
    await storeRound(aDraft({ lastItem: 'sharing-lists', copiedFrom: 'round-0' }), answers)
    await saveAims('round-1', someAims)
    await closeDatabase()
    expect(await loadAssessment('round-1')).toEqual({
      assessment: aDraft({ lastItem: 'sharing-lists', copiedFrom: 'round-0' }),
      union: teachers,
      answers,
      aims: someAims,
      questionnaire: small,
      unreadable: 0,
    })
    expect(await loadAnswers('round-1')).toEqual(answers)
  })

  it('may be about a project, and its union under a law', async () => {
    const subject: Subject = { kind: 'project', name: 'Strike fund app' }
    await storeRound(aDraft({ unionId: nurses.id, subject }), {}, nurses)
    await closeDatabase()
    expect(await loadAssessment('round-1')).toMatchObject({
      assessment: aDraft({ unionId: nurses.id, subject }),
      union: nurses,
    })
  })

  it('begins without answers and aims', async () => {
    await storeRound()
    expect(await loadAssessment('round-1')).toMatchObject({ answers: {}, aims: NO_AIMS, unreadable: 0 })
  })

  it('is listed with its union', async () => {
    await storeRound()
    await storeRound(aDraft({ id: 'round-2', unionId: nurses.id }), {}, nurses)
    const { rounds, unreadable } = await listAssessments()
    expect(unreadable).toBe(0)
    expect(new Map(rounds.map(({ assessment, union }) => [assessment, union]))).toEqual(
      new Map([
        [aDraft(), teachers],
        [aDraft({ id: 'round-2', unionId: nurses.id }), nurses],
      ]),
    )
  })

  it('is listed with many others, of which each is there once', async () => {
    const db = await database()
    const ids = Array.from({ length: 1001 }, (_, number) => `round-${String(number).padStart(4, '0')}`)
    await db.unions.put(teachers)
    await db.assessments.bulkPut(ids.map((id) => aDraft({ id })))
    await putRow('assessments', { ...aDraft({ id: 'round-0499x' }), form: 'medium' })
    const heard: string[] = []
    const { rounds, unreadable } = await listAssessments((unions) => heard.push(...unions.map(({ name }) => name)))
    expect(rounds.map(({ assessment }) => assessment.id)).toEqual(ids)
    expect(unreadable).toBe(1)
    expect(heard).toEqual(['Teachers’ Union'])
  })

  it('is not listed any further when nobody wants it', async () => {
    const db = await database()
    await db.assessments.bulkPut(Array.from({ length: 1001 }, (_, number) => aDraft({ id: `round-${number}` })))
    let asked = 0
    const { rounds } = await listAssessments(undefined, () => (asked += 1) < 1)
    expect(rounds).toHaveLength(500)
  })

  it('is no other round’s', async () => {
    await storeRound(aDraft(), answers)
    await storeRound(aDraft({ id: 'round-2' }), { 'listening-survey': level(1) })
    await saveAims('round-2', someAims)
    expect(await loadAnswers('round-1')).toEqual(answers)
    expect(await loadAssessment('round-2')).toMatchObject({ answers: { 'listening-survey': level(1) }, aims: someAims })
    expect((await loadAssessment('round-1'))?.aims).toEqual(NO_AIMS)
  })

  it('is absent where there is none of this id', async () => {
    await storeRound()
    expect(await loadAssessment('round-9')).toBeNull()
    expect(await loadAnswers('round-9')).toEqual({})
  })

  it('is not written over by a new one of the same id', async () => {
    await storeRound(aDraft(), answers)
    await expect(storeRound(aDraft({ form: 'short' }))).rejects.toMatchObject(storageError('unknown'))
    expect(await loadAssessment('round-1')).toMatchObject({ assessment: aDraft(), answers })
  })

  it('lets its union have another name', async () => {
    await storeRound()
    await storeRound(aDraft({ id: 'round-2' }), {}, { ...teachers, name: 'Education Union' })
    const { rounds } = await listAssessments()
    expect(rounds.map(({ union }) => union.name)).toEqual(['Education Union', 'Education Union'])
    expect(await rowsOf('unions')).toHaveLength(1)
  })
})

describe('the copy of the questionnaire', () => {
  it('is stored once', async () => {
    await storeRound()
    await storeRound(aDraft({ id: 'round-2' }))
    expect(await rowsOf('questionnaires')).toEqual([{ id: 'small', version: '1.0.0', content: small }])
    expect(await loadQuestionnaireCopy('small', '1.0.0')).toEqual(small)
  })

  it('is not written over by a later file of the same version', async () => {
    await storeRound()
    const changed = { ...small, title: 'Changed without a new version' }
    await createAssessments(teachers, [{ assessment: aDraft({ id: 'round-2' }), answers: {}, questionnaire: changed }])
    expect(await loadQuestionnaireCopy('small', '1.0.0')).toEqual(small)
  })

  it('lies beside the copies of other versions', async () => {
    const later = { ...small, version: '1.1.0', title: 'The next edition' }
    await storeRound()
    const assessment = aDraft({ id: 'round-2', questionnaireVersion: '1.1.0' })
    await createAssessments(teachers, [{ assessment, answers: {}, questionnaire: later }])
    expect((await loadAssessment('round-1'))?.questionnaire).toEqual(small)
    expect((await loadAssessment('round-2'))?.questionnaire).toEqual(later)
  })

  it('is absent where no round ever used it', async () => {
    expect(await loadQuestionnaireCopy('small', '1.0.0')).toBeUndefined()
  })
})

describe('creating a round', () => {
  it.each(['unions', 'assessments', 'answers', 'questionnaires'])(
    'leaves nothing half-written when %s cannot be written',
    async (table) => {
      await database()
      const before = await wholeStore()
      for (const method of ['put', 'add'] as const) {
        const write = IDBObjectStore.prototype[method]
        vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (this: IDBObjectStore, ...given) {
          if (this.name === table) throw new DOMException('no room', 'QuotaExceededError')
          return write.apply(this, given)
        })
      }
      await expect(storeRound(aDraft(), { 'listening-survey': fullAnswer })).rejects.toMatchObject(storageError('full'))
      expect(await wholeStore()).toEqual(before)
    },
  )
})

describe('creating several rounds of a union', () => {
  const [one, other] = [aSealed({ unionId: nurses.id }), aDraft({ unionId: nurses.id })]
  const later = { ...small, version: '1.1.0' }

  it('stores each with its answers and its questionnaire', async () => {
    await createAssessments(nurses, [
      { assessment: one, answers: answersOf({ 'listening-survey': 1 }), questionnaire: small },
      {
        assessment: { ...other, questionnaireVersion: '1.1.0' },
        answers: answersOf({ 'sharing-lists': 4 }),
        questionnaire: later,
      },
    ])
    expect(await rowsOf('unions')).toEqual([nurses])
    expect(await loadAssessment('round-0')).toMatchObject({
      assessment: one,
      union: nurses,
      answers: { 'listening-survey': level(1) },
      questionnaire: small,
    })
    expect(await loadAssessment('round-1')).toMatchObject({
      union: nurses,
      answers: { 'sharing-lists': level(4) },
      questionnaire: later,
    })
  })

  it('stores a questionnaire that they share once', async () => {
    const rounds = [one, other].map((assessment) => ({ assessment, answers: {}, questionnaire: small }))
    await createAssessments(nurses, rounds)
    expect((await listAssessments()).rounds).toHaveLength(2)
    expect(await rowsOf('questionnaires')).toHaveLength(1)
  })

  it('stores none of it where one of them is there already', async () => {
    await storeRound(other, { 'listening-survey': level(3) }, { ...nurses, law: null })
    const before = await wholeStore()
    const rounds = [
      { assessment: one, answers: answersOf({ 'listening-survey': 1 }), questionnaire: later },
      { assessment: other, answers: answersOf({ 'sharing-lists': 4 }), questionnaire: small },
    ]
    await expect(createAssessments(nurses, rounds)).rejects.toMatchObject(storageError('unknown'))
    expect(await wholeStore()).toEqual(before)
  })

  it('stores none of it where the same one is given twice', async () => {
    await database()
    const before = await wholeStore()
    const round = { assessment: one, answers: {}, questionnaire: small }
    await expect(createAssessments(nurses, [round, round])).rejects.toMatchObject(storageError('unknown'))
    expect(await wholeStore()).toEqual(before)
  })

  it('leaves the law that another tab stored where none is given', async () => {
    await storeRound(aDraft(), {}, { ...teachers, law: 'uk' })
    await saveLaw(teachers.id, 'other')
    await storeRound(aDraft({ id: 'round-2' }), {}, { ...teachers, law: null })
    expect(await rowsOf('unions')).toEqual([{ ...teachers, law: 'other' }])
  })

  it('leaves the record of a union that cannot be read as it is', async () => {
    await listAssessments()
    await putRow('unions', { id: teachers.id, name: 'Teachers’ Union', law: 'of the sea' })
    await createAssessments({ ...teachers, name: '' }, [{ assessment: aDraft(), answers: {}, questionnaire: small }])
    expect(await rowsOf('unions')).toEqual([{ id: teachers.id, name: 'Teachers’ Union', law: 'of the sea' }])
    expect((await listAssessments()).rounds).toHaveLength(1)
  })
})

describe('the law of a union', () => {
  it.each<Law>(['eu', 'uk', 'eu-uk', 'other'])('is stored as the union says it: %s', async (law) => {
    await storeRound()
    await storeRound(aDraft({ id: 'round-2' }))
    await saveLaw(teachers.id, law)
    await closeDatabase()
    const { rounds } = await listAssessments()
    expect(rounds.map(({ union }) => union)).toEqual([
      { id: 'union-teachers', name: 'Teachers’ Union', law },
      { id: 'union-teachers', name: 'Teachers’ Union', law },
    ])
  })

  it('changes nothing else: rounds, answers and other unions stay as they are', async () => {
    await storeRound(aSealed(), { 'listening-survey': fullAnswer })
    await storeRound(aDraft({ unionId: nurses.id }), {}, nurses)
    await saveLaw(teachers.id, 'uk')
    const before = await wholeStore()
    await saveLaw(teachers.id, 'eu')
    await saveLaw(teachers.id, 'uk')
    expect(await wholeStore()).toEqual(before)
    expect(await rowsOf('unions')).toContainEqual(nurses)
    expect(await loadAssessment('round-0')).toMatchObject({
      assessment: aSealed(),
      answers: { 'listening-survey': fullAnswer },
    })
  })

  it('is refused where there is no such union, of which none comes to be', async () => {
    await storeRound()
    await expect(saveLaw(nurses.id, 'eu')).rejects.toMatchObject(storageError('not_found'))
    expect(await rowsOf('unions')).toEqual([teachers])
  })

  it('is refused by a union that cannot be read, which stays as it is', async () => {
    await storeRound()
    const row = { ...teachers, name: 42 }
    await putRow('unions', row)
    await expect(saveLaw(teachers.id, 'eu')).rejects.toMatchObject(storageError('not_found'))
    expect(await rowsOf('unions')).toEqual([row])
  })

  it('stays as it was when it cannot be written', async () => {
    await storeRound()
    const makeRoom = refuseWrites()
    await expect(saveLaw(teachers.id, 'eu')).rejects.toMatchObject(storageError('full'))
    makeRoom()
    expect(await rowsOf('unions')).toEqual([teachers])
  })
})

describe('saving an answer', () => {
  it('stores exactly this one', async () => {
    await storeRound(aDraft(), { 'listening-survey': level(1), 'sharing-lists': level(2) })
    await storeRound(aDraft({ id: 'round-2' }), { 'listening-survey': level(5) })
    await saveAnswer('round-1', 'listening-survey', fullAnswer)
    expect(await rowsOf('answers')).toEqual([
      { assessmentId: 'round-1', itemId: 'listening-survey', answer: fullAnswer },
      { assessmentId: 'round-1', itemId: 'sharing-lists', answer: level(2) },
      { assessmentId: 'round-2', itemId: 'listening-survey', answer: level(5) },
    ])
  })

  it('takes an untouched one out of the store', async () => {
    await storeRound(aDraft(), { 'listening-survey': level(1), 'sharing-lists': level(2) })
    await saveAnswer('round-1', 'listening-survey', UNTOUCHED)
    expect(await loadAnswers('round-1')).toEqual({ 'sharing-lists': level(2) })
    expect(await rowsOf('answers')).toHaveLength(1)
  })

  it('keeps one without a choice to which something else is given', async () => {
    await storeRound()
    await saveAnswer('round-1', 'listening-survey', anAnswer({ note: 'ask' }))
    expect(await loadAnswers('round-1')).toEqual({ 'listening-survey': anAnswer({ note: 'ask' }) })
  })

  it('is refused by a sealed round, with the code “sealed”', async () => {
    await storeRound(aSealed(), { 'listening-survey': level(1) })
    const before = await wholeStore()
    await expect(saveAnswer('round-0', 'listening-survey', fullAnswer)).rejects.toMatchObject(storageError('sealed'))
    await expect(saveAnswer('round-0', 'listening-survey', UNTOUCHED)).rejects.toMatchObject(storageError('sealed'))
    expect(await wholeStore()).toEqual(before)
  })

  it('is refused where there is no such round, with the code “not_found”', async () => {
    await storeRound()
    await expect(saveAnswer('round-9', 'listening-survey', fullAnswer)).rejects.toMatchObject(storageError('not_found'))
    expect(await rowsOf('answers')).toEqual([])
  })

  it('keeps every one of many made at once', async () => {
    await storeRound()
    const ids = Array.from({ length: 40 }, (_, index) => `item-${index}`)
    await Promise.all(ids.map((id, index) => saveAnswer('round-1', id, level((index % 5) + 1))))
    expect(await loadAnswers('round-1')).toEqual(answersOf(Object.fromEntries(ids.map((id, at) => [id, (at % 5) + 1]))))
  })
})

describe('saving answers while the page is being closed', () => {
  it('stores them all', async () => {
    await storeRound(aDraft(), { 'listening-survey': level(1), 'sharing-lists': level(2) })
    await saveAnswersOnHide('round-1', { 'listening-survey': fullAnswer, 'sharing-results': dontKnow })
    expect(await loadAnswers('round-1')).toEqual({
      'listening-survey': fullAnswer,
      'sharing-lists': level(2),
      'sharing-results': dontKnow,
    })
  })

  it('takes untouched ones out of the store', async () => {
    await storeRound(aDraft(), { 'listening-survey': level(1), 'sharing-lists': level(2) })
    await saveAnswersOnHide('round-1', { 'listening-survey': UNTOUCHED })
    expect(await rowsOf('answers')).toEqual([{ assessmentId: 'round-1', itemId: 'sharing-lists', answer: level(2) }])
  })

  it('does not wait for anything once the database is open', async () => {
    await storeRound()
    const commit = vi.spyOn(IDBTransaction.prototype, 'commit')
    void saveAnswersOnHide('round-1', { 'listening-survey': fullAnswer })
    await Promise.resolve()
    await Promise.resolve()
    expect(commit).toHaveBeenCalledOnce()
  })

  it('does not touch the database when there is nothing to save', async () => {
    vi.stubGlobal('indexedDB', undefined)
    await expect(saveAnswersOnHide('round-1', {})).resolves.toBeUndefined()
  })
})

describe('records that are Vue proxies', () => {
  const isPlain = (value: unknown) => structuredClone(value)

  it('are stored as plain objects: a new round', async () => {
    const subject: Subject = { kind: 'project', name: 'Strike fund app' }
    await createAssessments(
      reactive({ ...teachers }),
      reactive([
        {
          assessment: aDraft({ subject: { ...subject } }),
          answers: { 'listening-survey': structuredClone(fullAnswer) },
          questionnaire: structuredClone(small),
        },
      ]),
    )
    const stored = await loadAssessment('round-1')
    expect(isPlain(stored)).toEqual({
      assessment: aDraft({ subject }),
      union: teachers,
      answers: { 'listening-survey': fullAnswer },
      aims: NO_AIMS,
      questionnaire: small,
      unreadable: 0,
    })
  })

  it('are stored as plain objects: answers with a proxy inside, and aims', async () => {
    await storeRound()
    const { evidence, ...rest } = fullAnswer
    await saveAnswer('round-1', 'listening-survey', { ...rest, evidence: reactive({ ...evidence }) })
    await saveAnswer('round-1', 'sharing-lists', ref(structuredClone(fullAnswer)).value)
    await saveAnswersOnHide('round-1', reactive({ 'sharing-results': structuredClone(fullAnswer) }))
    await saveAims('round-1', reactive({ targets: { ...someAims.targets }, starred: [...someAims.starred] }))
    expect(await loadAssessment('round-1')).toMatchObject({
      answers: { 'listening-survey': fullAnswer, 'sharing-lists': fullAnswer, 'sharing-results': fullAnswer },
      aims: someAims,
    })
  })

  it('are stored without what does not belong to the record', async () => {
    await storeRound()
    const more = { ...fullAnswer, show: () => 'a function cannot be stored' }
    await saveAnswer('round-1', 'listening-survey', more)
    expect(await rowsOf('answers')).toEqual([
      { assessmentId: 'round-1', itemId: 'listening-survey', answer: fullAnswer },
    ])
  })
})

describe('damaged answers in the store', () => {
  const damaged: readonly (readonly [string, unknown])[] = [
    ['nothing', undefined],
    ['null', null],
    ['a text', 'level 3'],
    ['a number', 3],
    ['a list', [fullAnswer]],
    ['an empty record', {}],
    ['no choice', { ...fullAnswer, choice: undefined }],
    ['a choice that is a text', { ...fullAnswer, choice: 'option' }],
    ['a choice that is a list', { ...fullAnswer, choice: [] }],
    ['a choice of an unknown kind', { ...fullAnswer, choice: { kind: 'perhaps', value: 3 } }],
    ['an option without a value', { ...fullAnswer, choice: { kind: 'option' } }],
    ['an option with a text as its value', { ...fullAnswer, choice: { kind: 'option', value: '3' } }],
    ['an option between two levels', { ...fullAnswer, choice: { kind: 'option', value: 2.5 } }],
    ['an option that is no number', { ...fullAnswer, choice: { kind: 'option', value: NaN } }],
    ['“not applicable” without a reason', { ...fullAnswer, choice: { kind: 'not_applicable' } }],
    ['an unknown certainty', { ...fullAnswer, confidence: 'certain' }],
    ['no certainty', { ...fullAnswer, confidence: undefined }],
    ['a note that is no text', { ...fullAnswer, note: ['a'] }],
    ['no evidence', { ...fullAnswer, evidence: null }],
    ['evidence that is a list', { ...fullAnswer, evidence: ['audit.pdf', ''] }],
    ['evidence without a date', { ...fullAnswer, evidence: { source: 'audit.pdf' } }],
    ['a mark that is no yes-or-no', { ...fullAnswer, comeBack: 1 }],
    ['a time that is a text', { ...fullAnswer, chosenAt: '2026-03-01' }],
    ['an endless time', { ...fullAnswer, chosenAt: Infinity }],
    ['no word on the last time', { ...fullAnswer, lastTimeShown: null }],
  ]

  it.each(damaged)('are not read, but counted, and stay there: %s', async (_, answer) => {
    await storeRound(aDraft(), { 'sharing-lists': level(2) })
    const row = { assessmentId: 'round-1', itemId: 'listening-survey', answer }
    await putRow('answers', row)
    expect(await loadAssessment('round-1')).toMatchObject({ answers: { 'sharing-lists': level(2) }, unreadable: 1 })
    expect(Object.keys(await loadAnswers('round-1'))).toEqual(['sharing-lists'])
    await saveAnswer('round-1', 'sharing-lists', level(4))
    await sealAssessment('round-1', 2_000)
    expect(await rowsOf('answers')).toContainEqual(row)
  })

  it('may be written over by a new answer to the same item', async () => {
    await storeRound()
    await putRow('answers', { assessmentId: 'round-1', itemId: 'listening-survey', answer: 'damaged' })
    await saveAnswer('round-1', 'listening-survey', fullAnswer)
    expect(await loadAssessment('round-1')).toMatchObject({
      answers: { 'listening-survey': fullAnswer },
      unreadable: 0,
    })
  })

  it('give away their fields only: what else lies in a readable one is not read', async () => {
    await storeRound()
    const answer = {
      ...fullAnswer,
      choice: { kind: 'option', value: 3, reason: 'left over' },
      evidence: { ...fullAnswer.evidence, page: 7 },
      fromTheFuture: true,
    }
    await putRow('answers', { assessmentId: 'round-1', itemId: 'listening-survey', answer })
    expect(await loadAnswers('round-1')).toEqual({ 'listening-survey': fullAnswer })
  })

  it('cannot reach into other objects', async () => {
    await storeRound()
    const hostile: unknown = JSON.parse(
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"evidence":{"__proto__":{"source":"","date":""}}}',
    )
    await putRow('answers', { assessmentId: 'round-1', itemId: 'listening-survey', answer: hostile })
    await putRow('answers', { assessmentId: 'round-1', itemId: '__proto__', answer: fullAnswer })
    await putRow('answers', {
      assessmentId: 'round-1',
      itemId: 'constructor',
      answer: { ...fullAnswer, ...Object(hostile) },
    })
    const stored = await loadAssessment('round-1')
    expect(stored?.unreadable).toBe(2)
    expect(Object.getPrototypeOf(stored?.answers)).toBe(Object.prototype)
    expect(Object.keys(stored?.answers ?? {})).toEqual(['__proto__'])
    expect(stored?.answers.choice).toBeUndefined()
    expect('polluted' in {}).toBe(false)
  })
})

describe('several rounds at once', () => {
  const [first, second] = [aSealed(), aSealed({ id: 'round-2', date: '2026-03-01' })]

  it('come back each with its own answers and aims', async () => {
    await storeRound(first, { 'listening-survey': fullAnswer })
    await storeRound(second, { 'listening-survey': level(2), 'sharing-lists': dontKnow })
    await saveAims('round-0', someAims)
    expect(await loadRounds(teachers.id, ['round-0', 'round-2'])).toEqual([
      { assessment: first, answers: { 'listening-survey': fullAnswer }, aims: someAims, unreadable: 0 },
      {
        assessment: second,
        answers: { 'listening-survey': level(2), 'sharing-lists': dontKnow },
        aims: NO_AIMS,
        unreadable: 0,
      },
    ])
  })

  it('stand in the order in which they were asked for', async () => {
    await storeRound(first)
    await storeRound(second)
    const ids = async (...asked: readonly string[]) =>
      (await loadRounds(teachers.id, asked)).map(({ assessment }) => assessment.id)
    expect(await ids('round-2', 'round-0')).toEqual(['round-2', 'round-0'])
    expect(await ids('round-0', 'round-2')).toEqual(['round-0', 'round-2'])
  })

  it('are left out where they are not here, or cannot be read; the others keep what is theirs', async () => {
    await storeRound(first, { 'listening-survey': level(1) })
    await storeRound(second, { 'listening-survey': level(2) })
    await saveAims('round-2', someAims)
    await putRow('assessments', { id: 'damaged', unionId: teachers.id })
    expect(await loadRounds(teachers.id, ['nobody', 'damaged', 'round-2'])).toEqual([
      { assessment: second, answers: { 'listening-survey': level(2) }, aims: someAims, unreadable: 0 },
    ])
    expect(await loadRounds(teachers.id, [])).toEqual([])
  })

  it('count what of each could not be read: answers, and aims', async () => {
    await storeRound(first, { 'sharing-lists': level(2) })
    await storeRound(second)
    await putRow('answers', { assessmentId: 'round-0', itemId: 'listening-survey', answer: 'damaged' })
    await putRow('aims', { assessmentId: 'round-0', targets: [4], starred: [] })
    expect(await loadRounds(teachers.id, ['round-0', 'round-2'])).toMatchObject([
      { answers: { 'sharing-lists': level(2) }, aims: NO_AIMS, unreadable: 2 },
      { answers: {}, unreadable: 0 },
    ])
  })
})

describe('the versions of a questionnaire', () => {
  /** Stores a round that used this version of a questionnaire. */
  async function used(id: string, version: string, roundId: string): Promise<void> {
    const questionnaire = { ...small, id, version }
    const assessment = aSealed({ id: roundId, questionnaireId: id, questionnaireVersion: version })
    await createAssessments(teachers, [{ assessment, answers: {}, questionnaire }])
  }

  it('are those of every version that a round here used', async () => {
    await used('small', '1.0.0', 'a')
    await used('small', '1.10.0', 'b')
    await used('small', '1.10.0', 'c')
    expect(await listVersions('small')).toEqual(['1.0.0', '1.10.0'])
  })

  it('are not those of another questionnaire, also where one name begins with the other', async () => {
    await used('small', '1.0.0', 'a')
    await used('small-check', '1.0.0', 'b')
    await used('smal', '1.0.0', 'c')
    expect(await listVersions('small')).toEqual(['1.0.0'])
    expect(await listVersions('smaller')).toEqual([])
  })
})

describe('damaged aims in the store', () => {
  it.each<[string, object]>([
    ['no targets', { starred: [] }],
    ['targets that are a list', { targets: [4], starred: [] }],
    ['no stars', { targets: {} }],
    ['stars that are a text', { targets: {}, starred: 'sharing' }],
    ['a star that is no text', { targets: {}, starred: ['sharing', 3] }],
  ])('are not read, but counted, and stay there: %s', async (_, aims) => {
    await storeRound()
    await putRow('aims', { assessmentId: 'round-1', ...aims })
    expect(await loadAssessment('round-1')).toMatchObject({ aims: NO_AIMS, unreadable: 1 })
    expect(await rowsOf('aims')).toEqual([{ assessmentId: 'round-1', ...aims }])
  })

  it('lose only the targets that are no levels', async () => {
    await storeRound()
    const targets: unknown = JSON.parse('{"listening":4,"sharing":"5","__proto__":{"polluted":3}}')
    await putRow('aims', { assessmentId: 'round-1', targets, starred: ['sharing'] })
    const aims = (await loadAssessment('round-1'))?.aims
    expect(aims).toEqual({ targets: { listening: 4 }, starred: ['sharing'] })
    expect(Object.getPrototypeOf(aims?.targets)).toBe(Object.prototype)
  })
})

describe('damaged rounds in the store', () => {
  const { respondent } = aDraft()
  const damaged: readonly (readonly [string, object])[] = [
    ['no union', { unionId: undefined }],
    ['a union that is a number', { unionId: 7 }],
    ['no questionnaire', { questionnaireId: null }],
    ['a version that is a number', { questionnaireVersion: 1 }],
    ['an unknown form', { form: 'medium' }],
    ['no subject', { subject: undefined }],
    ['a subject that is a text', { subject: 'union' }],
    ['a subject that is a list', { subject: ['union'] }],
    ['a subject of an unknown kind', { subject: { kind: 'branch', name: 'North' } }],
    ['a project without a name', { subject: { kind: 'project' } }],
    ['a project whose name is a number', { subject: { kind: 'project', name: 7 } }],
    ['no respondent', { respondent: null }],
    ['a respondent that is a list', { respondent: ['staff'] }],
    ['an unknown role', { respondent: { ...respondent, role: 'owner' } }],
    ['a role that is a list', { respondent: { ...respondent, role: ['staff'] } }],
    ['an unknown source of knowledge', { respondent: { ...respondent, knowledge: 'rumours' } }],
    ['a respondent without a name', { respondent: { role: 'staff', knowledge: null } }],
    ['a day that is a time', { date: 1_772_323_200_000 }],
    ['a day in another notation', { date: '1 March 2026' }],
    ['an unknown status', { status: 'finished' }],
    ['no time of creation', { createdAt: undefined }],
    ['a time of creation that is no number', { createdAt: NaN }],
    ['a time of sealing that is a text', { sealedAt: 'yesterday' }],
    ['a source that is a number', { copiedFrom: 0 }],
    ['a last item that is a list', { lastItem: [] }],
  ]

  it.each(damaged)('are not read, but counted, and stay there: %s', async (_, damage) => {
    await storeRound()
    const row = { ...aDraft({ id: 'round-2' }), ...damage }
    await putRow('assessments', row)
    const { rounds, unreadable } = await listAssessments()
    expect(rounds.map(({ assessment }) => assessment.id)).toEqual(['round-1'])
    expect(unreadable).toBe(1)
    expect(await loadAssessment('round-2')).toBeNull()
    await expect(saveAnswer('round-2', 'listening-survey', fullAnswer)).rejects.toMatchObject(storageError('not_found'))
    await expect(sealAssessment('round-2', 2_000)).rejects.toMatchObject(storageError('not_found'))
    await saveLastItem('round-2', 'listening-survey')
    expect(await rowsOf('assessments')).toEqual([aDraft(), row])
  })

  it.each<[string, object]>([
    ['a name that is a number', { name: 42 }],
    ['no name', { name: undefined }],
    ['no law', { law: undefined }],
    ['an unknown law', { law: 'us' }],
    ['an empty law', { law: '' }],
    ['a law that is a list', { law: ['eu'] }],
  ])('are read when only the union is damaged, as one without name and law: %s', async (_, damage) => {
    await storeRound()
    const row = { ...teachers, ...damage }
    await putRow('unions', row)
    const union = { id: teachers.id, name: '', law: null }
    expect((await listAssessments()).rounds).toEqual([{ assessment: aDraft(), union }])
    expect((await loadAssessment('round-1'))?.union).toEqual(union)
    expect(await rowsOf('unions')).toEqual([row])
  })

  it('give away their fields only: what else lies in a readable one is not read', async () => {
    await database()
    await putRow('unions', { ...teachers, members: 12_000 })
    await putRow('assessments', {
      ...aDraft(),
      subject: { kind: 'union', name: 'left over' },
      respondent: { ...respondent, email: 'a@b.example' },
      fromTheFuture: 1,
    })
    expect((await listAssessments()).rounds).toEqual([{ assessment: aDraft(), union: teachers }])
  })
})

describe('the last item', () => {
  it('is remembered by a draft, which stays as it is otherwise', async () => {
    await storeRound()
    await saveLastItem('round-1', 'sharing-lists')
    expect(await rowsOf('assessments')).toEqual([aDraft({ lastItem: 'sharing-lists' })])
  })

  it('leaves a sealed round alone', async () => {
    await storeRound(aSealed({ lastItem: 'listening-survey' }))
    await saveLastItem('round-0', 'sharing-lists')
    expect(await rowsOf('assessments')).toEqual([aSealed({ lastItem: 'listening-survey' })])
  })

  it('is of no account where there is no such round', async () => {
    await storeRound()
    await saveLastItem('round-9', 'sharing-lists')
    expect(await rowsOf('assessments')).toEqual([aDraft()])
  })
})

describe('what is handed over', () => {
  const handOver = { key: '0123456789abcdef', requestId: 'request-1', edition: 0, given: '' }
  const stored = async () => (await loadAssessment('round-1'))?.assessment.handOver

  it('gets the next number where it is not what was handed over before', async () => {
    await storeRound({ ...aDraft(), handOver })
    expect(await saveHandOver('round-1', 'one')).toEqual({ ...handOver, edition: 1, given: 'one' })
    expect(await saveHandOver('round-1', 'one')).toEqual({ ...handOver, edition: 1, given: 'one' })
    expect(await saveHandOver('round-1', 'two')).toEqual({ ...handOver, edition: 2, given: 'two' })
    expect(await stored()).toEqual({ ...handOver, edition: 2, given: 'two' })
  })

  it('never gets one number for two things, also at the same moment', async () => {
    await storeRound({ ...aDraft(), handOver: { ...handOver, sectionIds: ['sharing'] } })
    const given = await Promise.all(['one', 'two', 'one', 'three'].map((text) => saveHandOver('round-1', text)))
    expect(given.map(({ edition }) => edition)).toEqual([1, 2, 3, 4])
    expect((await stored())?.sectionIds).toEqual(['sharing'])
  })

  it('is nothing of a round that is not here, or is none of a person’s own', async () => {
    await expect(saveHandOver('round-1', 'one')).rejects.toMatchObject(storageError('not_found'))
    await storeRound()
    await expect(saveHandOver('round-1', 'one')).rejects.toMatchObject(storageError('not_found'))
    expect(await stored()).toBeUndefined()
  })
})

describe('sealing', () => {
  const sealed: Assessment = aDraft({ status: 'sealed', sealedAt: 5_000 })

  it('gives the round its time of sealing and nothing else', async () => {
    await storeRound(aDraft(), { 'listening-survey': fullAnswer })
    expect(await sealAssessment('round-1', 5_000)).toEqual(sealed)
    expect(await loadAssessment('round-1')).toMatchObject({
      assessment: sealed,
      answers: { 'listening-survey': fullAnswer },
    })
  })

  it('is refused the second time, and the first time of sealing stays', async () => {
    await storeRound()
    await sealAssessment('round-1', 5_000)
    await expect(sealAssessment('round-1', 6_000)).rejects.toMatchObject(storageError('sealed'))
    expect(await rowsOf('assessments')).toEqual([sealed])
  })

  it('happens once, when two tabs ask for it at the same time', async () => {
    await storeRound()
    const outcomes = await Promise.allSettled([sealAssessment('round-1', 5_000), sealAssessment('round-1', 6_000)])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(await rowsOf('assessments')).toEqual([sealed])
  })

  it('is refused where there is no such round', async () => {
    await expect(sealAssessment('round-9', 5_000)).rejects.toMatchObject(storageError('not_found'))
  })

  it('leaves a draft when it cannot be written', async () => {
    await storeRound()
    const makeRoom = refuseWrites()
    await expect(sealAssessment('round-1', 5_000)).rejects.toMatchObject(storageError('full'))
    makeRoom()
    expect(await rowsOf('assessments')).toEqual([aDraft()])
  })
})

describe('aims', () => {
  it('can change beside a sealed round', async () => {
    await storeRound(aSealed())
    await saveAims('round-0', someAims)
    await saveAims('round-0', { ...someAims, starred: [] })
    expect((await loadAssessment('round-0'))?.aims).toEqual({ ...someAims, starred: [] })
  })

  it('keep what another tab changed since they were read', async () => {
    await storeRound(aDraft({ id: 'round-3' }))
    await saveAims('round-3', someAims)
    await saveAims('round-3', { targets: { listening: 5, sharing: 3 }, starred: ['sharing', 'listening'] }, someAims)
    await saveAims('round-3', { targets: { listening: 4 }, starred: [] }, someAims)
    expect((await loadAssessment('round-3'))?.aims).toEqual({ targets: { listening: 5 }, starred: ['listening'] })
  })

  it('are refused where there is no such round, so that nothing of a deleted one comes back', async () => {
    await expect(saveAims('round-9', someAims)).rejects.toMatchObject(storageError('not_found'))
    expect(await rowsOf('aims')).toEqual([])
  })
})

describe('deleting a round', () => {
  it('takes out its answers, its aims, and the union if it was the last one of it', async () => {
    await storeRound(aDraft(), { 'listening-survey': fullAnswer, 'sharing-lists': level(1) })
    await saveAims('round-1', someAims)
    await deleteAssessment('round-1')
    for (const table of ['assessments', 'answers', 'aims', 'unions']) expect(await rowsOf(table)).toEqual([])
  })

  it('keeps other rounds with all that belongs to them, and other unions', async () => {
    await storeRound(aSealed(), { 'listening-survey': level(2) })
    await saveAims('round-0', someAims)
    await storeRound(aDraft({ id: 'round-2', unionId: nurses.id }), { 'listening-survey': level(4) }, nurses)
    const before = await wholeStore()
    await storeRound(aDraft(), { 'listening-survey': fullAnswer })
    await saveAims('round-1', someAims)
    await deleteAssessment('round-1')
    expect(await wholeStore()).toEqual(before)
  })

  it('keeps the union while a round of it is left that cannot be read', async () => {
    await storeRound()
    await putRow('assessments', { ...aDraft({ id: 'round-2' }), form: 'damaged' })
    await deleteAssessment('round-1')
    expect(await rowsOf('unions')).toEqual([teachers])
  })

  it('also takes out a round that cannot be read', async () => {
    await storeRound(aDraft(), { 'listening-survey': fullAnswer })
    await putRow('assessments', { id: 'round-1', unionId: teachers.id })
    await deleteAssessment('round-1')
    for (const table of ['assessments', 'answers', 'unions']) expect(await rowsOf(table)).toEqual([])
  })

  it('changes nothing where there is no such round', async () => {
    await storeRound(aDraft(), { 'listening-survey': fullAnswer })
    const before = await wholeStore()
    await deleteAssessment('round-9')
    expect(await wholeStore()).toEqual(before)
  })

  it('leaves all of it there when it fails half-way', async () => {
    await storeRound(aDraft(), { 'listening-survey': fullAnswer })
    const before = await wholeStore()
    const remove = IDBObjectStore.prototype.delete
    vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function (this: IDBObjectStore, key) {
      if (this.name === 'unions') throw new DOMException('broken', 'UnknownError')
      return remove.call(this, key)
    })
    await expect(deleteAssessment('round-1')).rejects.toMatchObject(storageError('unknown'))
    expect(await wholeStore()).toEqual(before)
  })
})

describe('deleting a union', () => {
  /** Two rounds of the teachers, with answers and aims. */
  async function storeTeachers() {
    await storeRound(aSealed(), { 'listening-survey': fullAnswer, 'sharing-lists': level(1) })
    await storeRound(aDraft(), { 'listening-survey': level(2) })
    await saveAims('round-0', someAims)
    await saveAims('round-1', someAims)
  }

  it('takes out all its rounds, with their answers and aims', async () => {
    await storeTeachers()
    await deleteUnion(teachers.id)
    for (const table of ['unions', 'assessments', 'answers', 'aims']) expect(await rowsOf(table), table).toEqual([])
  })

  it('takes out nothing of another union', async () => {
    await storeRound(aDraft({ id: 'round-2', unionId: nurses.id }), { 'listening-survey': level(4) }, nurses)
    await saveAims('round-2', someAims)
    const before = await wholeStore()
    await storeTeachers()
    await deleteUnion(teachers.id)
    expect(await wholeStore()).toEqual(before)
    expect(await loadAssessment('round-2')).toMatchObject({ union: nurses, aims: someAims })
  })

  it('also takes out its rounds, answers and aims that cannot be read', async () => {
    await storeTeachers()
    await putRow('unions', { id: teachers.id })
    await putRow('assessments', { id: 'round-9', unionId: teachers.id })
    await putRow('answers', { assessmentId: 'round-9', itemId: 'listening-survey' })
    await putRow('aims', { assessmentId: 'round-9' })
    await deleteUnion(teachers.id)
    for (const table of ['unions', 'assessments', 'answers', 'aims']) expect(await rowsOf(table), table).toEqual([])
  })

  it('changes nothing where there is no such union', async () => {
    await storeTeachers()
    const before = await wholeStore()
    await deleteUnion(nurses.id)
    expect(await wholeStore()).toEqual(before)
  })

  it('leaves all of it there when it fails half-way', async () => {
    await storeTeachers()
    const before = await wholeStore()
    const remove = IDBObjectStore.prototype.delete
    vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function (this: IDBObjectStore, key) {
      if (this.name === 'unions') throw new DOMException('broken', 'UnknownError')
      return remove.call(this, key)
    })
    await expect(deleteUnion(teachers.id)).rejects.toMatchObject(storageError('unknown'))
    expect(await wholeStore()).toEqual(before)
  })
})

import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { isReactive } from 'vue'
import type { Assessment, Union } from '@/domain/assessment'
import { NO_AIMS } from '@/domain/gaps'
import type { Questionnaire } from '@/domain/questionnaire'
import { createAssessments, saveAims } from '@/storage/assessments'
import { writeRoundFile } from '@/storage/roundFile'
import { useComparisonStore } from '@/stores/comparison'
import { useLibraryStore } from '@/stores/library'
import { answersOf, level } from '../support/builders'
import {
  aDraft,
  aSealed,
  freshDatabase,
  fullAnswer,
  putRow,
  refuseWrites,
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

const later: Questionnaire = { ...small, version: '1.1.0' }
const project: Assessment['subject'] = { kind: 'project', name: 'Strike fund app' }

describe('rounds of this device', () => {
  it('come each with its answers, its aims and its own version of the questionnaire, as plain objects', async () => {
    const now = aSealed({ id: 'round-2', questionnaireVersion: '1.1.0' })
    await storeRound(aSealed(), { 'listening-survey': fullAnswer })
    await createAssessments(teachers, [
      { assessment: now, answers: answersOf({ 'sharing-lists': 2 }), questionnaire: later },
    ])
    await saveAims('round-0', someAims)
    const rounds = await useComparisonStore().load([aSealed(), now])
    expect(rounds).toEqual([
      {
        assessment: aSealed(),
        questionnaire: small,
        answers: { 'listening-survey': fullAnswer },
        aims: someAims,
        file: null,
        unreadable: 0,
      },
      {
        assessment: now,
        questionnaire: later,
        answers: { 'sharing-lists': level(2) },
        aims: NO_AIMS,
        file: null,
        unreadable: 0,
      },
    ])
    expect(rounds.some((round) => isReactive(round))).toBe(false)
  })

  it('are worded for the project they are about', async () => {
    const [section] = small.sections
    const [item] = section?.items ?? []
    if (!section || !item) throw new Error('the small questionnaire has no item')
    const worded: Questionnaire = {
      ...small,
      subjects: ['union', 'project'],
      sections: [
        {
          ...section,
          items: [{ ...item, forProject: { prompt: 'Does the project listen?' } }, ...section.items.slice(1)],
        },
        ...small.sections.slice(1),
      ],
    }
    const assessment = aSealed({ subject: project })
    await createAssessments(teachers, [{ assessment, answers: {}, questionnaire: worded }])
    const [round] = await useComparisonStore().load([assessment])
    expect(round?.questionnaire.sections[0]?.items[0]?.prompt).toBe('Does the project listen?')
  })

  it('are left out where they are not here any more, or their questionnaire is damaged', async () => {
    await storeRound(aSealed())
    const damaged = aSealed({ id: 'round-2', questionnaireVersion: '1.1.0' })
    await createAssessments(teachers, [{ assessment: damaged, answers: {}, questionnaire: later }])
    await putRow('questionnaires', { id: 'small', version: '1.1.0', content: { ...later, sections: [] } })
    const rounds = await useComparisonStore().load([aSealed({ id: 'gone' }), damaged, aSealed()])
    expect(rounds.map(({ assessment }) => assessment.id)).toEqual(['round-0'])
  })

  it('count the answers that cannot be read, or do not fit their question', async () => {
    await storeRound(aSealed(), answersOf({ 'listening-survey': 9, 'listening-meetings': 2, 'of-another': 3 }))
    await putRow('answers', { assessmentId: 'round-0', itemId: 'sharing-lists', answer: 'damaged' })
    const [round] = await useComparisonStore().load([aSealed()])
    expect(round).toMatchObject({ answers: { 'listening-meetings': level(2) }, unreadable: 3 })
    expect(Object.keys(round?.answers ?? {})).toEqual(['listening-meetings'])
  })

  it('are not loaded where the storage refuses: it is told why', async () => {
    await storeRound(aSealed())
    vi.spyOn(IDBIndex.prototype, 'getAll').mockImplementation(() => {
      throw new DOMException('refused', 'UnknownError')
    })
    await expect(useComparisonStore().load([aSealed()])).rejects.toMatchObject(storageError('unknown'))
  })
})

describe('a round from a file', () => {
  const base = aSealed()
  /** The text of a file with a sealed round of the teachers, a year on. */
  function aFile(more: Partial<Assessment> = {}, { union = teachers, questionnaire = small as unknown } = {}): string {
    const assessment = aSealed({ id: 'from-file', date: '2026-03-01', unionId: union.id, ...more })
    const answers = answersOf({ 'listening-survey': fullAnswer, 'sharing-lists': 3 })
    return writeRoundFile({ assessment, union, questionnaire, answers, aims: someAims }, 0).text
  }
  const nurses: Union = { id: 'union-nurses', name: 'Nurses & Midwives', law: 'uk' }

  it('is opened whole, with its own questionnaire', async () => {
    const store = useComparisonStore()
    const opened = await store.openFile(aFile(), base)
    expect(opened).toEqual({
      assessment: aSealed({ id: 'from-file', date: '2026-03-01' }),
      questionnaire: small,
      answers: { 'listening-survey': fullAnswer, 'sharing-lists': level(3) },
      aims: someAims,
      file: { union: teachers, openedFor: teachers.id },
      unreadable: 0,
    })
    expect(store.files).toEqual([opened])
  })

  it('is not stored: no round, no answer, no union and no copy of its questionnaire', async () => {
    await storeRound(base)
    await useLibraryStore().load()
    const before = await wholeStore()
    const allowWrites = refuseWrites()
    const opened = await useComparisonStore().openFile(
      aFile({ questionnaireVersion: '1.1.0' }, { questionnaire: later }),
      base,
    )
    allowWrites()
    expect(opened).toMatchObject({ questionnaire: later })
    expect(await wholeStore()).toEqual(before)
    expect(await useComparisonStore().versionsOf('small')).toEqual([small])
  })

  it('may be of a union of another name and id: a person says whether it is the same', async () => {
    expect(await useComparisonStore().openFile(aFile({}, { union: nurses }), base)).toMatchObject({
      file: { union: nurses, openedFor: teachers.id },
    })
  })

  it('is refused with other questions under the number of a version that is known here', async () => {
    const sections = small.sections.map((section) => ({
      ...section,
      items: section.items.map((item) => ({ ...item, prompt: `${item.prompt} Really` })),
    }))
    await storeRound(base)
    const store = useComparisonStore()
    expect(await store.openFile(aFile({}, { questionnaire: { ...small, sections } }), base)).toBe('other_wording')
    expect(store.files).toEqual([])
  })

  it('is there once, as it was opened last', async () => {
    const store = useComparisonStore()
    await store.openFile(aFile(), base)
    await store.openFile(aFile({ id: 'another' }), base)
    await store.openFile(aFile({ date: '2026-04-01' }), base)
    expect(store.files.map(({ assessment: { id, date } }) => `${id} ${date}`)).toEqual([
      'another 2026-03-01',
      'from-file 2026-04-01',
    ])
  })

  it('counts what of it could not be read or does not fit', async () => {
    const content = JSON.parse(aFile()) as { answers: object; aims: unknown }
    const answers = { ...content.answers, 'listening-meetings': 'damaged', 'sharing-results': level(9) }
    const opened = await useComparisonStore().openFile(JSON.stringify({ ...content, answers, aims: null }), base)
    expect(opened).toMatchObject({ aims: NO_AIMS, unreadable: 3 })
  })

  it.each<[string, string, () => string]>([
    ['is no JSON', 'not_json', () => aFile().slice(0, -3)],
    ['is another file', 'not_a_round', () => JSON.stringify(small)],
    ['is of a newer Waymark', 'newer_version', () => JSON.stringify({ ...JSON.parse(aFile()), version: 99 })],
    ['lacks a part', 'damaged', () => JSON.stringify({ ...JSON.parse(aFile()), assessment: null })],
    ['is not finished', 'draft', () => aFile({ status: 'draft', sealedAt: null })],
    ['is of another questionnaire', 'other_questionnaire', () => aFile({ questionnaireId: 'another' })],
    ['is about a project, not the union', 'other_subject', () => aFile({ subject: project })],
    ['is here already', 'is_here', () => aFile({ id: base.id })],
    ['has a damaged questionnaire', 'questionnaire', () => aFile({}, { questionnaire: { ...small, sections: [] } })],
    ['has no questionnaire', 'questionnaire', () => aFile({}, { questionnaire: null })],
    ['has the questionnaire of another version', 'questionnaire', () => aFile({}, { questionnaire: later })],
    ['has another questionnaire', 'questionnaire', () => aFile({}, { questionnaire: { ...small, id: 'another' } })],
  ])('is not opened where it %s: %s', async (_, problem, text) => {
    await storeRound(base)
    await useLibraryStore().load()
    const store = useComparisonStore()
    expect(await store.openFile(text(), base)).toBe(problem)
    expect(store.files).toEqual([])
  })

  it('about a project is opened beside rounds of this project only', async () => {
    const ofProject = aSealed({ subject: project })
    const store = useComparisonStore()
    expect(await store.openFile(aFile({ subject: project }), ofProject)).toMatchObject({
      assessment: { subject: project },
    })
    expect(await store.openFile(aFile({ subject: { kind: 'project', name: 'Another' } }), ofProject)).toBe(
      'other_subject',
    )
    expect(await store.openFile(aFile(), ofProject)).toBe('other_subject')
  })

  it('is a finished one although a draft of the same round is here: it is here already', async () => {
    await storeRound(aDraft({ id: 'from-file' }))
    await useLibraryStore().load()
    expect(await useComparisonStore().openFile(aFile(), base)).toBe('is_here')
  })

  it('cannot reach into other objects', async () => {
    const text = aFile().replace('"answers": {', '"answers": { "__proto__": { "polluted": true },')
    const opened = await useComparisonStore().openFile(text, base)
    expect(typeof opened).toBe('object')
    expect('polluted' in {}).toBe(false)
  })

  it('is refused, not thrown at anybody, whatever the text is', async () => {
    for (const text of ['', 'null', '[]', '"round"', '{"waymark":"round"}', '{"waymark":"round","version":3}'])
      expect(typeof (await useComparisonStore().openFile(text, base))).toBe('string')
  })
})

import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { isReactive } from 'vue'
import { database } from '@/storage/db'
import { useQuestionnaireStore } from '@/stores/questionnaires'
import { dataGovernance, dataMaturity, earlierMaturity, laterMaturity } from '../support/builders'
import { freshDatabase, putRow, small, storeRound } from '../support/storage'

beforeEach(async () => {
  await freshDatabase()
  setActivePinia(createPinia())
})

describe('what comes with the app', () => {
  it('is the data maturity framework, then the data governance check', async () => {
    const offered = await useQuestionnaireStore().offered()
    expect(offered.map(({ source }) => source)).toEqual([dataMaturity, dataGovernance])
  })

  it('is shown in English where its language has no translation', async () => {
    const store = useQuestionnaireStore()
    store.speak('sv')
    const offered = await store.offered()
    expect(offered.map(({ shown }) => shown)).toEqual([dataMaturity, dataGovernance])
  })

  it('needs nothing that is stored', async () => {
    vi.stubGlobal('indexedDB', undefined)
    expect(await useQuestionnaireStore().offered()).toHaveLength(2)
  })
})

describe('the copy of a version', () => {
  it('is the one that was stored when a round began, as a plain object', async () => {
    await storeRound()
    const copy = await useQuestionnaireStore().copyOf('small', '1.0.0')
    expect(copy).toEqual(small)
    expect(isReactive(copy)).toBe(false)
  })

  it('is read once', async () => {
    await storeRound()
    const store = useQuestionnaireStore()
    expect(await store.copyOf('small', '1.0.0')).toBe(await store.copyOf('small', '1.0.0'))
  })

  it('is none where no round ever used the version', async () => {
    await storeRound()
    expect(await useQuestionnaireStore().copyOf('small', '2.0.0')).toBeNull()
  })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a text', 'small'],
    ['a list', [small]],
    ['no sections', { ...small, sections: [] }],
    ['an unknown field', { ...small, script: 'alert(1)' }],
    ['an action of an unknown section', { ...small, actions: [{ ...small.actions[0], section: 'nowhere' }] }],
  ])('is none where it is damaged: %s', async (_, content) => {
    await database()
    await putRow('questionnaires', { id: 'small', version: '1.0.0', content })
    expect(await useQuestionnaireStore().copyOf('small', '1.0.0')).toBeNull()
  })

  it('is found once it is there, although it was missing before', async () => {
    const store = useQuestionnaireStore()
    expect(await store.copyOf('small', '1.0.0')).toBeNull()
    await storeRound()
    expect(await store.copyOf('small', '1.0.0')).toEqual(small)
  })
})

describe('a questionnaire of unknown origin', () => {
  it('is read as one, or not at all', async () => {
    const store = useQuestionnaireStore()
    expect(await store.read(small)).toEqual(small)
    for (const content of [undefined, null, 'small', [small], { ...small, sections: [] }])
      expect(await store.read(content)).toBeNull()
  })

  it('is not taken for a version that rounds here used', async () => {
    const store = useQuestionnaireStore()
    await store.read(small)
    expect(await store.copyOf('small', '1.0.0')).toBeNull()
  })
})

describe('every known version of a questionnaire', () => {
  const versions = async (id: string) =>
    (await useQuestionnaireStore().versionsOf(id)).map(({ id: own, version }) => `${own} ${version}`)
  /** As if a round had used this version. */
  async function kept(id: string, version: string, content: unknown): Promise<void> {
    await database()
    await putRow('questionnaires', { id, version, content })
  }

  it('is the one that comes with the app where no round used any', async () => {
    expect(await useQuestionnaireStore().versionsOf('data-maturity')).toEqual([dataMaturity])
  })

  it('is also each that a round here used', async () => {
    await kept('data-maturity', '0.9.0', earlierMaturity)
    await kept('data-maturity', '1.1.0', laterMaturity)
    expect(await versions('data-maturity')).toEqual([
      'data-maturity 0.9.0',
      'data-maturity 1.1.0',
      `data-maturity ${dataMaturity.version}`,
    ])
  })

  it('is none of another questionnaire', async () => {
    await kept('data-maturity', '0.9.0', earlierMaturity)
    expect(await versions('data-governance')).toEqual([`data-governance ${dataGovernance.version}`])
  })

  it('is no damaged one', async () => {
    await kept('small', '0.9.0', { ...small, sections: [] })
    await kept('small', '1.0.0', small)
    await kept('small', '1.1.0', 'small')
    expect(await useQuestionnaireStore().versionsOf('small')).toEqual([small])
  })
})

import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { readCodeFile } from '@/door/codeFile'
import { readRequestCode } from '@/door/requestCode'
import { loadAnswers } from '@/storage/assessments'
import { loadSession } from '@/storage/sessions'
import { useAssessmentStore } from '@/stores/assessment'
import { useGatheringStore, type Come, type Incoming } from '@/stores/gathering'
import { useWorkshopStore, type NewSession } from '@/stores/workshop'
import { aNewRound, dataGovernance, dataMaturity, declaring } from '../support/builders'
import { choosing } from '../support/codes'
import { aGathering, aResponse, codeOf, fileOf, keyOf } from '../support/gathering'
import { freshDatabase } from '../support/storage'

beforeEach(async () => {
  await freshDatabase()
  setActivePinia(createPinia())
})

/** A workshop that is open. */
async function gathering(more: Partial<NewSession> = {}, unionName = 'Dockers') {
  const workshop = useWorkshopStore()
  const respondent = { role: 'several', knowledge: null, name: '' } as const
  const id = await workshop.prepare(dataMaturity, aNewRound({ unionName, respondent }), aGathering(more))
  // The workshop opens its round without waiting for it.
  await useAssessmentStore().open(id)
  await workshop.open(id)
  return { id, workshop, store: useGatheringStore() }
}
const responseIn = (come: Incoming): Come => {
  if (come.status !== 'response') throw new Error(`refused: ${come.problem}`)
  return come
}
const whatIs = (come: Incoming) => (come.status === 'response' ? come.arrival : come.problem)

describe('a request', () => {
  it('says whose it is, what is asked, of which groups, and for which round', async () => {
    const { id, store } = await gathering({ sectionIds: ['data', 'uses'], roles: ['branch'] })
    const reading = readRequestCode(store.request?.code ?? '')
    expect(reading).toMatchObject({
      ok: true,
      // Uses and Data are the first and the second part.
      code: { id, form: 'full', roles: ['branch'], sections: [0, 1], unionName: 'Dockers', isNameCut: false },
    })
  })

  it('is a file too, with the whole questionnaire', async () => {
    const { store } = await gathering()
    const reading = await readCodeFile(new Blob([store.request?.file.text ?? '']))
    expect(reading).toMatchObject({ ok: true, kind: 'request', questionnaire: { id: 'data-maturity' } })
    if (reading.ok && reading.kind === 'request') expect(reading.questionnaire).toEqual(dataMaturity)
  })

  it('tells where the name of the union is cut', async () => {
    const { store } = await gathering({}, 'x'.repeat(200))
    expect(store.request?.isNameCut).toBe(false)
    setActivePinia(createPinia())
    expect((await gathering({}, 'ж'.repeat(200))).store.request?.isNameCut).toBe(true)
  })
})

describe('V10 · a response that comes as a code', () => {
  it('is new, then here already, then newer, and then the first one is older', async () => {
    const { store, workshop } = await gathering()
    const first = store.readText(codeOf(aResponse(1, 2)))
    expect(first).toMatchObject({ status: 'response', arrival: 'new', answered: 40 })
    expect(workshop.responses).toEqual([])
    expect(store.take([responseIn(first)])).toBe(1)
    expect(whatIs(store.readText(codeOf(aResponse(1, 2))))).toBe('same')
    const newer = store.readText(codeOf(aResponse(1, 4, { edition: 2 })))
    expect(whatIs(newer)).toBe('newer')
    expect(store.take([responseIn(newer)])).toBe(1)
    expect(whatIs(store.readText(codeOf(aResponse(1, 2))))).toBe('older')
    expect(whatIs(store.readText(codeOf(aResponse(1, 3, { edition: 2 }))))).toBe('contradicts')
    expect(workshop.responses.map(({ edition }) => edition)).toEqual([2])
  })

  it('is of this request, of none, or of another one', async () => {
    const { id, store } = await gathering()
    const whatIsFor = (requestId: string | null) => whatIs(store.readText(codeOf(aResponse(1, 2, { requestId }))))
    expect(whatIsFor(id)).toBe('new')
    expect(whatIsFor(null)).toBe('new')
    expect(whatIsFor('another')).toBe('other_request')
  })

  it('is refused where it is of another questionnaire or version, a request, damaged, or no code of ours', async () => {
    const { store } = await gathering()
    const check = aResponse(1, null, { questionnaireId: dataGovernance.id, questionnaireVersion: '1.0.0' })
    expect(whatIs(store.readText(codeOf(check, dataGovernance)))).toBe('other_questionnaire')
    const later = declaring(dataMaturity, '1.1.0', {})
    expect(whatIs(store.readText(codeOf(aResponse(1, 2, { questionnaireVersion: '1.1.0' }), later)))).toBe(
      'other_questionnaire',
    )
    expect(whatIs(store.readText(store.request?.code ?? ''))).toBe('other_kind')
    expect(whatIs(store.readText(codeOf(aResponse(1, 2)).slice(0, -1)))).toBe('damaged')
    expect(whatIs(store.readText('https://example.org'))).toBe('foreign')
  })

  it('changes nothing where it is not new or newer, even if it is taken', async () => {
    const { store, workshop } = await gathering()
    store.take([responseIn(store.readText(codeOf(aResponse(1, 2))))])
    const before = workshop.held
    for (const each of [
      aResponse(1, 2),
      aResponse(1, 5),
      aResponse(1, 5, { edition: 0 }),
      aResponse(2, 5, { requestId: 'another' }),
    ])
      expect(store.take([responseIn(store.readText(codeOf(each)))])).toBe(0)
    expect(workshop.held).toBe(before)
  })

  it('counts the answers to what is asked here', async () => {
    const { store } = await gathering({ sectionIds: ['uses', 'data'] })
    expect(store.asked).toBe(12)
    const answers = choosing(dataMaturity, 'full', (at) => (at < 7 || at > 20 ? { kind: 'dont_know' } : null))
    // Six of Uses and one of Data; what is said to Tools is not asked.
    expect(store.readText(codeOf(aResponse(1, null, { answers })))).toMatchObject({ answered: 7 })
  })
})

describe('V15 · a response to parts whose votes are closed', () => {
  it('is new, here already or newer by what it says to the others', async () => {
    const { store, workshop } = await gathering()
    store.take([responseIn(store.readText(codeOf(aResponse(1, 2))))])
    workshop.closeSection(dataMaturity.sections[0]!)
    expect(whatIs(store.readText(codeOf(aResponse(1, 2))))).toBe('same')
    const late = responseIn(store.readText(codeOf(aResponse(2, 4))))
    expect(late.arrival).toBe('new')
    expect(store.take([late])).toBe(1)
    // The 34 answers to the other parts.
    expect(Object.keys(workshop.responses[1]?.answers ?? {})).toHaveLength(34)
    expect(whatIs(store.readText(codeOf(aResponse(2, 4))))).toBe('same')
    expect(whatIs(store.readText(codeOf(aResponse(2, 5))))).toBe('contradicts')
  })
})

describe('responses that come as files', () => {
  it('are thirty with forty answers each, taken in one go, stored, and the answers of the round', async () => {
    const { id, store, workshop } = await gathering({ people: 30 })
    // Ten at each of the levels 2, 3 and 4: the lower of the two in the middle, the 15th of 30, is a 3.
    const files = Array.from({ length: 30 }, (_, at) => fileOf(aResponse(at, 2 + (at % 3))))
    const read = await store.readFiles(files)
    expect(read.map(whatIs)).toEqual(Array.from({ length: 30 }, () => 'new'))
    expect(workshop.responses).toEqual([])
    expect(store.take(read.map(responseIn))).toBe(30)
    await workshop.flush()
    await useAssessmentStore().flush()
    const stored = await loadSession(id)
    expect(stored?.responses).toHaveLength(30)
    expect(stored?.responses.every(({ response }) => Object.keys(response.answers).length === 40)).toBe(true)
    const answers = await loadAnswers(id)
    expect(Object.values(answers).map(({ choice }) => choice)).toEqual(
      Array.from({ length: 40 }, () => ({ kind: 'option', value: 3 })),
    )
  })

  it('are looked at one after the other, as if those before were taken', async () => {
    const { store, workshop } = await gathering()
    const read = await store.readFiles([
      fileOf(aResponse(1, 2, { edition: 2 })),
      fileOf(aResponse(1, 3)),
      fileOf(aResponse(1, 2, { edition: 2 })),
      fileOf(aResponse(1, 4, { edition: 3 })),
      new File(['{'], 'broken.json'),
      new File([store.request?.file.text ?? ''], 'request.json'),
    ])
    expect(read.map(whatIs)).toEqual(['new', 'older', 'same', 'newer', 'damaged_file', 'other_kind'])
    store.take(read.flatMap((come) => (come.status === 'response' ? [come] : [])))
    expect(workshop.responses.map(({ key, edition }) => [key, edition])).toEqual([[keyOf(1), 3]])
  })

  it('that cannot be read any more are refused', async () => {
    const { store } = await gathering()
    const gone = new File(['x'], 'gone.json')
    gone.arrayBuffer = () => Promise.reject(new DOMException('', 'NotReadableError'))
    expect((await store.readFiles([gone])).map(whatIs)).toEqual(['damaged_file'])
  })

  it('can be taken back all at once', async () => {
    const { store, workshop } = await gathering()
    const read = await store.readFiles([fileOf(aResponse(1, 2)), fileOf(aResponse(2, 3))])
    store.take(read.map(responseIn))
    expect(workshop.responses).toHaveLength(2)
    workshop.undo()
    expect(workshop.responses).toEqual([])
  })
})

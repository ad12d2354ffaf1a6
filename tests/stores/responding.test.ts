import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import type { AnswerRequest } from '@/domain/workshop'
import { writeRequestFile } from '@/door/codeFile'
import { writeRequestCode } from '@/door/requestCode'
import { readResponseCode, responseOfCode } from '@/door/responseCode'
import { loadAssessment } from '@/storage/assessments'
import { inDatabase } from '@/storage/db'
import { useAssessmentStore } from '@/stores/assessment'
import { useLibraryStore } from '@/stores/library'
import { useRespondingStore, type OpenRequest, type RequestReading } from '@/stores/responding'
import { dataGovernance, dataMaturity, earlierMaturity } from '../support/builders'
import { aRequest } from '../support/codes'
import { aResponse, codeOf, fileOf } from '../support/gathering'
import { freshDatabase } from '../support/storage'

beforeEach(async () => {
  await freshDatabase()
  setActivePinia(createPinia())
})

const problemOf = (reading: RequestReading) => (reading.ok ? null : reading.problem)
const openedOf = (reading: RequestReading): OpenRequest => {
  if (!reading.ok) throw new Error(reading.problem)
  return reading.opened
}

/** A round that answers a request, opened. */
async function answering(more: Partial<AnswerRequest> = {}) {
  const store = useRespondingStore()
  const request = aRequest(dataMaturity, more)
  const { form } = request
  const id = await store.begin({ questionnaire: dataMaturity, form, role: 'staff', date: '2026-11-29', request })
  const assessments = useAssessmentStore()
  await assessments.open(id)
  return { id, store, assessments }
}
const chosen = (value: number) => ({ kind: 'option', value }) as const
const responseIn = (code: string) => {
  const reading = readResponseCode(code)
  const response = reading.ok ? responseOfCode(reading.code, dataMaturity) : reading
  if (!response.ok) throw new Error(response.problem)
  return response.code
}

describe('a request', () => {
  it('is opened from its code where the questionnaire comes with the app', async () => {
    const request = aRequest(dataGovernance, { form: 'short', unionName: 'Dockers' })
    const opened = openedOf(await useRespondingStore().readText(writeRequestCode(request, dataGovernance)))
    expect(opened.request).toEqual(request)
    expect(opened.source).toEqual(dataGovernance)
  })

  it('of a version that is not here is opened from its file, and its questionnaire is stored with the round', async () => {
    const store = useRespondingStore()
    const request = aRequest(earlierMaturity, { unionName: '' })
    expect(problemOf(await store.readText(writeRequestCode(request, earlierMaturity)))).toBe('unknown_version')
    const file = new Blob([writeRequestFile(request, earlierMaturity).text])
    const opened = openedOf(await store.readFile(file))
    expect(opened.source.version).toBe('0.9.0')
    expect(useLibraryStore().rounds).toEqual([])
    const id = await store.begin({
      questionnaire: opened.source,
      form: 'full',
      role: 'staff',
      date: '2026-11-29',
      request,
    })
    expect((await loadAssessment(id))?.questionnaire).toEqual(earlierMaturity)
    // From now on the version is here.
    expect(problemOf(await store.readText(writeRequestCode(request, earlierMaturity)))).toBeNull()
  })

  it('does not replace the questionnaire that is here by what its file says that it is', async () => {
    const forged = { ...dataMaturity, title: 'Something else' }
    const file = new Blob([writeRequestFile(aRequest(dataMaturity), forged).text])
    expect(openedOf(await useRespondingStore().readFile(file)).source).toEqual(dataMaturity)
  })

  it('is no response, no damaged code, and no file of another kind', async () => {
    const store = useRespondingStore()
    expect(problemOf(await store.readText(codeOf(aResponse(1, 2))))).toBe('other_kind')
    expect(problemOf(await store.readFile(fileOf(aResponse(1, 2))))).toBe('other_kind')
    expect(problemOf(await store.readText('WAYMARK:Q1:AAAA'))).toBe('damaged')
    expect(problemOf(await store.readFile(new Blob(['{"a":1}'])))).toBe('foreign_file')
  })
})

describe('a round that answers a request', () => {
  it('has a key of its own, and what it answers', async () => {
    const { id } = await answering()
    const first = (await loadAssessment(id))?.assessment
    expect(first?.handOver).toEqual({
      key: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      requestId: 'V1StGXR8_Z5jdHi6B-myT',
      edition: 0,
      given: '',
    })
    expect(first?.respondent).toEqual({ role: 'staff', knowledge: null, name: '' })
    const second = (await loadAssessment((await answering()).id))?.assessment
    expect(second?.handOver?.key).not.toBe(first?.handOver?.key)
  })

  it('stays with the others for the same union, and apart from the union’s own rounds', async () => {
    const library = useLibraryStore()
    const [one, two, other] = [
      await answering(),
      await answering(),
      await answering({ id: 'another', unionName: 'Nurses' }),
    ]
    const unionOf = (id: string) => library.rounds.find(({ assessment }) => assessment.id === id)?.union
    expect(unionOf(one.id)).toMatchObject({ name: 'Dockers' })
    expect(unionOf(two.id)?.id).toBe(unionOf(one.id)?.id)
    expect(unionOf(other.id)?.id).not.toBe(unionOf(one.id)?.id)
  })

  it('is found again, and has the next one beside it, where the union has another name here by now', async () => {
    const { id, store } = await answering()
    const { unionId } = (await loadAssessment(id))!.assessment
    await inDatabase((db) => db.unions.update(unionId, { name: 'Dockers and Seafarers' }))
    setActivePinia(createPinia())
    const code = writeRequestCode(aRequest(dataMaturity), dataMaturity)
    expect(openedOf(await useRespondingStore().readText(code)).begun?.id).toBe(id)
    const another = openedOf(await store.readText(writeRequestCode(aRequest(dataMaturity, { id: 'x2' }), dataMaturity)))
    expect(another.begun).toBeNull()
    const second = await answering()
    expect((await loadAssessment(second.id))?.assessment.unionId).toBe(unionId)
  })

  it('asks only for the parts that were asked for', async () => {
    const { assessments, id, store } = await answering({ sectionIds: ['culture', 'uses'] })
    expect(assessments.round?.questionnaire.sections.map((section) => section.id)).toEqual(['uses', 'culture'])
    assessments.choose('uses-why-collect', chosen(3))
    // Six items of each part.
    expect(await store.handOver(id)).toMatchObject({ answered: 1, asked: 12 })
    const draft = assessments.round!.assessment
    const place = await useLibraryStore().placeOf({ ...draft, lastItem: 'uses-benefit' }, dataMaturity)
    // After the last question of Uses comes the first of Culture; the next part of the questionnaire is not asked.
    expect(place).toMatchObject({ sectionTitle: 'Uses', position: 6, completeness: { asked: 12, settled: 1 } })
    assessments.choose('uses-benefit', chosen(3))
    const { answers } = assessments.round!
    expect(Object.keys(answers)).toEqual(['uses-why-collect', 'uses-benefit'])
  })
})

describe('V10 · handing over', () => {
  it('gives nothing as long as nothing is answered', async () => {
    const { store, id } = await answering()
    expect(await store.handOver(id)).toBeNull()
    expect((await loadAssessment(id))?.assessment.handOver?.edition).toBe(0)
  })

  it('counts up when the answers have changed, and only then', async () => {
    const { store, assessments, id } = await answering()
    assessments.choose('uses-why-collect', chosen(3))
    const first = await store.handOver(id)
    expect(first?.edition).toBe(1)
    expect((await store.handOver(id))?.code).toBe(first?.code)
    assessments.amend('uses-why-collect', { note: 'Only for me' })
    expect((await store.handOver(id))?.edition).toBe(1)
    assessments.choose('uses-why-collect', chosen(4))
    const second = await store.handOver(id)
    expect(second?.edition).toBe(2)
    // Back to what was said at first is a third thing said: it has to take the place of the second.
    assessments.choose('uses-why-collect', chosen(3))
    expect((await store.handOver(id))?.edition).toBe(3)
    expect((await loadAssessment(id))?.assessment.handOver?.edition).toBe(3)
  })

  it('says the group, the request and the choices, and no word that was written', async () => {
    const { store, assessments, id } = await answering()
    assessments.choose('uses-why-collect', { kind: 'not_applicable', reason: 'Secret reason' })
    assessments.amend('uses-bargaining', { note: 'Secret note' })
    assessments.choose('uses-bargaining', chosen(5))
    const handed = await store.handOver(id)
    const response = responseIn(handed?.code ?? '')
    expect(response).toMatchObject({ role: 'staff', requestId: 'V1StGXR8_Z5jdHi6B-myT', edition: 1, form: 'full' })
    expect(Object.entries(response.answers).map(([itemId, { choice }]) => [itemId, choice])).toEqual([
      ['uses-why-collect', { kind: 'not_applicable', reason: '' }],
      ['uses-bargaining', chosen(5)],
    ])
    expect(handed?.file.text).not.toContain('Secret')
    expect(handed?.file.name).toMatch(/^waymark-response-[0-9a-f]{6}-1\.json$/)
  })

  it('goes on counting after the page was loaded again', async () => {
    const { store, assessments, id } = await answering()
    assessments.choose('uses-why-collect', chosen(3))
    await store.handOver(id)
    setActivePinia(createPinia())
    const [again, anew] = [useRespondingStore(), useAssessmentStore()]
    await anew.open(id)
    expect((await again.handOver(id))?.edition).toBe(1)
    anew.choose('uses-why-collect', chosen(1))
    expect((await again.handOver(id))?.edition).toBe(2)
  })

  it('does not hand over a round that is none of a person’s own', async () => {
    const library = useLibraryStore()
    const { id } = await library.create(dataMaturity, {
      unionId: null,
      unionName: 'Dockers',
      law: null,
      form: 'full',
      subject: { kind: 'union' },
      respondent: { role: 'elected', knowledge: null, name: '' },
      date: '2026-11-29',
      copyFrom: null,
    })
    await useAssessmentStore().open(id)
    useAssessmentStore().choose('uses-why-collect', chosen(3))
    expect(await useRespondingStore().handOver(id)).toBeNull()
  })
})

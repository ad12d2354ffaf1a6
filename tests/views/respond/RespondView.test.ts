import { flushPromises } from '@vue/test-utils'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import CameraReader from '@/components/CameraReader.vue'
import type { Questionnaire } from '@/domain/questionnaire'
import type { AnswerRequest } from '@/domain/workshop'
import { writeRequestFile } from '@/door/codeFile'
import { writeRequestCode } from '@/door/requestCode'
import { listAssessments } from '@/storage/assessments'
import RespondView from '@/views/respond/RespondView.vue'
import { dataMaturity, earlierMaturity } from '../../support/builders'
import { aRequest } from '../../support/codes'
import { aResponse, codeOf } from '../../support/gathering'
import { all, click, HOSTILE, mountScreen, nameOf, the, wordsOf } from '../../support/mounting'
import { emptyDevice, keep } from '../device'
import { aRound, loadQuestionnaires, PATIENCE } from '../rounds'

beforeAll(loadQuestionnaires)
beforeEach(emptyDevice)

async function arrive() {
  const screen = await mountScreen(RespondView, { path: '/respond' })
  async function show(text: string) {
    screen.wrapper.findComponent(CameraReader).vm.$emit('read', text)
    await flushPromises()
  }
  /** A request for the short form of the framework, before the camera. */
  async function ask(more: Partial<AnswerRequest> = {}) {
    await show(writeRequestCode(aRequest(dataMaturity, { form: 'short', ...more }), dataMaturity))
    await vi.waitFor(() => the('heading', 'What you are asked'), PATIENCE)
  }
  return { ...screen, show, ask }
}
async function choose(file: File) {
  const input = document.querySelector<HTMLInputElement>('input[type="file"]')!
  Object.defineProperty(input, 'files', { value: [file], configurable: true })
  input.dispatchEvent(new Event('change'))
  await flushPromises()
}
const fileFor = (request: AnswerRequest, questionnaire: Questionnaire) =>
  new File([writeRequestFile(request, questionnaire).text], 'waymark-request.json')
const facts = () => wordsOf(the('region', 'What you are asked'))
const groups = () => all('radio', undefined, the('group', 'Which group are you in?')).map(nameOf)
const begin = async () => {
  await click(the('button', 'Begin to answer'))
  await flushPromises()
}
const only = async () => (await listAssessments()).rounds[0]

describe('a request', () => {
  it('says what is asked, by whom, how long it takes, and what happens to the answers', async () => {
    const { ask } = await arrive()
    await ask({ sectionIds: ['uses', 'culture', 'skills'] })
    // Two questions of each part in the short form: 6 × 45 seconds are four and a half minutes.
    expect(facts()).toContain(
      'Asked by Dockers Questionnaire Data maturity framework Parts Uses, Culture and Skills How long 6 questions, about 5 minutes',
    )
    const privacy = wordsOf(the('region', 'What happens to your answers'))
    expect(privacy).toContain('They leave this device only when you hand them over yourself.')
    expect(privacy).toContain('Nobody asks for your name')
    expect(all('textbox')).toEqual([])
  })

  it('offers the groups that it asks for, and none of them is chosen', async () => {
    const { ask } = await arrive()
    await ask({ roles: ['branch', 'elected'] })
    expect(groups()).toEqual(['An elected leader', 'A branch officer or rep'])
    expect(all('radio').filter(({ checked }) => checked)).toEqual([])
  })

  it('begins a round of one’s own with what is asked, at its first question', async () => {
    const { ask, router } = await arrive()
    await ask({ roles: ['branch', 'elected'], sectionIds: ['culture', 'skills'] })
    await click(the('radio', 'A branch officer or rep'))
    await begin()
    await vi.waitFor(() => expect(router.currentRoute.value.params.q).toBe('culture-questioning'), PATIENCE)
    const round = await only()
    router.back()
    await vi.waitFor(() => expect(router.currentRoute.value.path).toBe(`/a/${round?.assessment.id}`), PATIENCE)
    expect(round?.union.name).toBe('Dockers')
    expect(round?.assessment).toMatchObject({
      form: 'short',
      respondent: { role: 'branch', knowledge: null, name: '' },
      handOver: { requestId: 'V1StGXR8_Z5jdHi6B-myT', edition: 0, given: '', sectionIds: ['culture', 'skills'] },
    })
  })

  it('needs the group where it asks for one, and begins nothing without', async () => {
    const { ask } = await arrive()
    await ask()
    await begin()
    expect(all('link', undefined, the('alert')).map(nameOf)).toEqual(['Choose the group you are in'])
    await click(the('link', 'Choose the group you are in'))
    expect(document.activeElement).toBe(the('radio', 'An elected leader'))
    expect(await only()).toBeUndefined()
  })

  it('that asks for no group gets none', async () => {
    const { ask, router } = await arrive()
    await ask({ roles: [] })
    expect(all('group', 'Which group are you in?')).toEqual([])
    await begin()
    await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('question'), PATIENCE)
    expect((await only())?.assessment.respondent.role).toBe('several')
  })

  it('that is answered here already leads to those answers, so that nobody is counted twice', async () => {
    const { ask, wrapper } = await arrive()
    await ask({ roles: [] })
    expect(all('link', 'Go on with those answers')).toEqual([])
    await begin()
    const id = await vi.waitFor(async () => {
      const found = (await only())?.assessment.id
      expect(found).toBeDefined()
      return found
    }, PATIENCE)
    wrapper.unmount()
    const again = await arrive()
    await again.ask({ roles: [] })
    await vi.waitFor(() => the('link', 'Go on with those answers'), PATIENCE)
    expect(the('link', 'Go on with those answers').getAttribute('href')).toBe(`/a/${id}`)
  })

  it('is known again where the name of the union was cut in the code, and not in the file', async () => {
    const request = aRequest(dataMaturity, { roles: [], unionName: `${'Fédération '.repeat(30)}` })
    const { ask, wrapper } = await arrive()
    await ask(request)
    await begin()
    await vi.waitFor(async () => expect(await only()).toBeDefined(), PATIENCE)
    wrapper.unmount()
    await arrive()
    await choose(fileFor(request, dataMaturity))
    await vi.waitFor(() => the('link', 'Go on with those answers'), PATIENCE)
  })

  it('stays with what one person answered for the same union before, and apart from rounds of the union', async () => {
    await keep(dataMaturity, aRound('of-the-union'), {}, { id: 'dockers', name: 'Dockers', law: null })
    for (const id of ['V1StGXR8_Z5jdHi6B-myT', 'V1StGXR8_Z5jdHi6B-myU']) {
      const { ask, wrapper, router } = await arrive()
      await ask({ roles: [], id })
      expect(all('link', 'Go on with those answers')).toEqual([])
      await begin()
      await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('question'), PATIENCE)
      wrapper.unmount()
    }
    const { rounds } = await listAssessments()
    const own = rounds.filter(({ assessment }) => assessment.handOver)
    expect(own).toHaveLength(2)
    expect(new Set(own.map(({ union }) => union.id)).size).toBe(1)
    expect(own[0]?.union.id).not.toBe('dockers')
  })

  it('shows any name of a union as text, in its own direction', async () => {
    const { ask } = await arrive()
    await ask({ unionName: HOSTILE })
    expect(document.querySelector('img')).toBeNull()
    const name = [...document.querySelectorAll('dd')].find((each) => each.textContent?.includes('evil'))
    expect(name?.getAttribute('dir')).toBe('auto')
  })

  it('can be left again', async () => {
    const { ask } = await arrive()
    await ask()
    await click(the('button', 'Go back'))
    expect(the('heading', 'Scan the request')).toBeTruthy()
    expect(await only()).toBeUndefined()
  })
})

describe('a request for another version of a questionnaire', () => {
  const request = aRequest(earlierMaturity, { roles: [] })

  it('as a code tells to ask for the file', async () => {
    const { show } = await arrive()
    await show(writeRequestCode(request, earlierMaturity))
    await vi.waitFor(
      () =>
        expect(wordsOf(the('alert'))).toContain('Ask for the request as a file: it brings the questionnaire along.'),
      PATIENCE,
    )
  })

  it('as a file is answered with the questionnaire that it brings along', async () => {
    const { router } = await arrive()
    await choose(fileFor(request, earlierMaturity))
    await vi.waitFor(() => the('heading', 'What you are asked'), PATIENCE)
    await begin()
    await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('question'), PATIENCE)
    expect((await only())?.assessment.questionnaireVersion).toBe('0.9.0')
  })
})

describe('what is no request', () => {
  it.each([
    ['another code', 'https://example.org', 'This code is not from Waymark.'],
    ['a response', codeOf(aResponse(1, 2)), 'This is another kind of code from Waymark than is needed here.'],
    ['a part of one', writeRequestCode(aRequest(dataMaturity), dataMaturity).slice(0, -2), 'This code is not whole'],
  ])('is told and changes nothing: %s', async (_what, text, words) => {
    const { show } = await arrive()
    await show(text)
    expect(wordsOf(the('alert'))).toContain(words)
    expect(the('heading', 'Scan the request')).toBeTruthy()
    expect(await only()).toBeUndefined()
  })

  it('as a file is told too, until a good one comes', async () => {
    await arrive()
    await choose(new File(['{"a":1}'], 'other.json'))
    await vi.waitFor(() => expect(wordsOf(the('alert'))).toContain('This file holds no request'), PATIENCE)
    await choose(fileFor(aRequest(dataMaturity), dataMaturity))
    await vi.waitFor(() => the('heading', 'What you are asked'), PATIENCE)
    expect(all('alert')).toEqual([])
  })
})

describe('answers without a request', () => {
  it('are begun with a questionnaire, a form and any group', async () => {
    const { router } = await arrive()
    await click(the('button', 'Begin without a request'))
    await vi.waitFor(() => the('radio', /^Short form/), PATIENCE)
    expect(nameOf(the('heading', 'Answer by yourself, without a request'))).toBeTruthy()
    expect(groups()).toHaveLength(5)
    await click(the('radio', /^Full form/))
    await click(the('radio', 'A member of staff'))
    await begin()
    await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('question'), PATIENCE)
    const round = await only()
    expect(round?.union.name).toBe('')
    expect(round?.assessment).toMatchObject({ form: 'full', handOver: { requestId: null, edition: 0 } })
    expect(round?.assessment.handOver).not.toHaveProperty('sectionIds')
  })
})

import { flushPromises } from '@vue/test-utils'
import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import CameraReader from '@/components/CameraReader.vue'
import { loadSession } from '@/storage/sessions'
import { useAssessmentStore } from '@/stores/assessment'
import { useWorkshopStore, type NewSession } from '@/stores/workshop'
import GatherView from '@/views/gather/GatherView.vue'
import { aNewRound, dataMaturity } from '../../support/builders'
import { choosing } from '../../support/codes'
import { aGathering, aResponse, codeOf, fileOf } from '../../support/gathering'
import { all, click, mountScreen, nameOf, the, wordsOf } from '../../support/mounting'
import { emptyDevice } from '../device'
import { loadQuestionnaires, PATIENCE } from '../rounds'

beforeAll(loadQuestionnaires)
beforeEach(emptyDevice)

async function arrive(more: Partial<NewSession> = {}) {
  const workshop = useWorkshopStore()
  const respondent = { role: 'several', knowledge: null, name: '' } as const
  const id = await workshop.prepare(dataMaturity, aNewRound({ respondent }), aGathering(more))
  const screen = await mountScreen(GatherView, { path: `/room/${id}/responses`, props: { id } })
  await vi.waitFor(() => the('heading', 'Responses'), PATIENCE)
  await flushPromises()
  const show = async (text: string) => {
    screen.wrapper.findComponent(CameraReader).vm.$emit('read', text)
    await flushPromises()
  }
  return { ...screen, id, workshop, show }
}
/** Puts files into the field, as a person chooses them, and waits for what they are. */
async function choose(...files: readonly File[]) {
  const input = document.querySelector<HTMLInputElement>('input[type="file"]')!
  Object.defineProperty(input, 'files', { value: files, configurable: true })
  input.dispatchEvent(new Event('change'))
  await vi.waitFor(() => the('button', 'Take nothing in'), PATIENCE)
}
const reading = () => the('region', 'Read codes with the camera')
const said = () => wordsOf(all('status', undefined, reading()).find((each) => each.classList.contains('last')))
const rows = () => all('row', undefined, the('region', 'What is in the files')).map((row) => wordsOf(row))
const openList = () => document.querySelector('details')?.setAttribute('open', '')

describe('the request', () => {
  it('is on the screen with its text alternative, and what it asks for', async () => {
    await arrive({ sectionIds: ['uses', 'skills'] })
    const request = the('region', 'Ask for responses')
    expect(request.querySelector('[role="img"]')?.getAttribute('aria-label')).toBe(
      'QR code of the request. The file holds the same.',
    )
    expect(wordsOf(request)).toContain('Asked by Dockers Questionnaire Data maturity framework Parts Uses and Skills')
    expect(all('button', 'Save the request as a file')).toHaveLength(1)
  })

  it('says at which address others open Waymark too', async () => {
    vi.stubGlobal('location', new URL('https://example.org/waymark/?temporary#/room/x/responses'))
    onTestFinished(() => void vi.unstubAllGlobals())
    await arrive()
    expect(wordsOf(the('region', 'Ask for responses'))).toContain('Waymark’s address https://example.org/waymark/ ')
  })

  it('has no address where Waymark was opened from a disk', async () => {
    vi.stubGlobal('location', new URL('file:///home/bo/Waymark.html#/room/x/responses'))
    onTestFinished(() => void vi.unstubAllGlobals())
    await arrive()
    expect(wordsOf(the('region', 'Ask for responses'))).not.toContain('Waymark’s address')
  })
})

describe('codes before the camera', () => {
  it('are taken one after the other, with how many of the people there are', async () => {
    const { show } = await arrive()
    await show(codeOf(aResponse(1, 2)))
    expect(said()).toBe('1 of 12 responses Response 000000 is taken in, with 40 of 40 answers.')
    await show(codeOf(aResponse(2, 3, { role: 'elected' })))
    expect(said()).toContain('2 of 12 responses')
    expect(wordsOf()).toContain('one elected leader and one member of staff')
  })

  it('say what they were where nothing was taken', async () => {
    const { show, workshop } = await arrive()
    await show(codeOf(aResponse(1, 2)))
    const before = workshop.held
    await show(codeOf(aResponse(1, 2)))
    expect(said()).toContain('is here already. Nothing was changed.')
    await show(codeOf(aResponse(1, 5)))
    expect(said()).toContain('with the same number but other answers is here. Nothing was changed.')
    await show(codeOf(aResponse(1, 5, { edition: 0 })))
    expect(said()).toContain('A newer response')
    await show(codeOf(aResponse(2, 5, { requestId: 'another' })))
    expect(said()).toContain('answers another request than this one. Nothing was taken from it.')
    await show('https://example.org')
    expect(wordsOf(the('alert', undefined, reading()))).toContain('This code is not from Waymark.')
    expect(said()).toBe('1 of 12 responses')
    expect(workshop.held).toBe(before)
  })

  it('that are newer ask before they take the place of the earlier one', async () => {
    const { show, workshop } = await arrive()
    await show(codeOf(aResponse(1, 2)))
    await show(codeOf(aResponse(1, 4, { edition: 2 })))
    expect(workshop.responses.map(({ edition }) => edition)).toEqual([1])
    await click(the('button', 'Keep the earlier answers'))
    expect(said()).toContain('stays as it was.')
    expect(workshop.responses.map(({ edition }) => edition)).toEqual([1])
    await show(codeOf(aResponse(1, 4, { edition: 2 })))
    await click(the('button', 'Take the newer answers'))
    expect(said()).toContain('1 of 12 responses The newer answers of response 000000 are taken in, 40 of 40.')
    expect(workshop.responses.map(({ edition }) => edition)).toEqual([2])
    expect(all('button', 'Take the newer answers')).toEqual([])
  })

  it('of one person that come out of order ask about the newest alone', async () => {
    const { show, workshop } = await arrive()
    await show(codeOf(aResponse(1, 2)))
    await show(codeOf(aResponse(1, 5, { edition: 3 })))
    await show(codeOf(aResponse(1, 4, { edition: 2 })))
    await click(the('button', 'Take the newer answers'))
    expect(workshop.responses.map(({ edition }) => edition)).toEqual([3])
  })

  it('of more people than expected are taken all the same', async () => {
    const { show } = await arrive({ people: 2 })
    for (const number of [1, 2, 3]) await show(codeOf(aResponse(number, 2)))
    expect(said()).toContain('3 responses, more than the 2 people you expected')
  })
})

describe('files', () => {
  it('are shown before anything of them is taken', async () => {
    const { show, workshop } = await arrive()
    await show(codeOf(aResponse(1, 2)))
    const few = choosing(dataMaturity, 'full', (at) => (at < 3 ? { kind: 'dont_know' } : null))
    await choose(
      fileOf(aResponse(1, 2)),
      fileOf(aResponse(1, 4, { edition: 2 })),
      fileOf(aResponse(0x20000000000000, null, { answers: few, role: 'elected' })),
      new File(['{"a":1}'], 'other.json'),
    )
    expect(document.activeElement?.textContent).toBe('4 files were read')
    expect(rows()).toEqual([
      'waymark-response-000000-1.json Here already 40 of 40 answers A member of staff',
      'waymark-response-000000-2.json Newer than the one that is here 40 of 40 answers A member of staff',
      'waymark-response-002000-1.json New 3 of 40 answers An elected leader',
      'other.json This file holds no request and no response from Waymark. Nothing was taken from it.',
    ])
    expect(workshop.responses).toHaveLength(1)
    await click(the('button', 'Take in 2 responses'))
    expect(wordsOf()).toContain('2 responses were taken in.')
    expect(workshop.responses.map(({ edition }) => edition)).toEqual([2, 1])
  })

  it('are left where a person wants nothing of them, or nothing in them is new', async () => {
    const { workshop } = await arrive()
    await choose(new File([''], 'empty.json'))
    expect(wordsOf()).toContain('There is nothing new in these files.')
    expect(all('button', /^Take in/)).toEqual([])
    await click(the('button', 'Take nothing in'))
    await choose(fileOf(aResponse(1, 2)))
    await click(the('button', 'Take nothing in'))
    expect(wordsOf()).toContain('Nothing was taken in.')
    expect(workshop.responses).toEqual([])
  })

  it('of thirty people are one save, and are still there after the page is loaded again', async () => {
    const { id, workshop } = await arrive({ people: 30 })
    await choose(...Array.from({ length: 30 }, (_, at) => fileOf(aResponse(at, 1 + (at % 5)))))
    await click(the('button', 'Take in 30 responses'))
    await vi.waitFor(() => expect(workshop.saveState.status).toBe('saved'), PATIENCE)
    expect((await loadSession(id))?.responses).toHaveLength(30)
    expect(wordsOf()).toContain('30 of 30 responses')
  })

  it('do not tell a group where nobody was asked for one', async () => {
    await arrive({ roles: [] })
    await choose(fileOf(aResponse(1, 2, { role: 'several' })))
    expect(rows()).toEqual(['waymark-response-000000-1.json New 40 of 40 answers'])
    await click(the('button', 'Take in one response'))
    expect(wordsOf()).not.toContain('answered together')
    expect(all('region', 'How the groups see it')).toEqual([])
  })
})

describe('other ways on', () => {
  it('lead to the sheets of paper where there are some, and to what lies far apart once there is something', async () => {
    const { id, show } = await arrive({ ways: ['own', 'paper'] })
    expect(the('link', 'Type in paper sheets').getAttribute('href')).toBe(`/room/${id}/paper`)
    expect(all('link', 'See where you are far apart')).toEqual([])
    await show(codeOf(aResponse(1, 2)))
    expect(the('link', 'See where you are far apart').getAttribute('href')).toBe(`/room/${id}/apart`)
  })
})

describe('what came in', () => {
  it('can be taken out, and that can be undone', async () => {
    const { show, workshop } = await arrive()
    await show(codeOf(aResponse(1, 2)))
    await show(codeOf(aResponse(0x20000000000000, 3)))
    openList()
    await click(the('button', 'Take out Response 002000'))
    expect(wordsOf()).toContain('Taken out: Response 002000')
    expect(workshop.responses).toHaveLength(1)
    expect(document.activeElement?.textContent).toBe('What came in')
    await click(the('button', 'Undo the last change'))
    expect(workshop.responses).toHaveLength(2)
  })
})

describe('V7, V8, V15 · the groups', () => {
  /** Three of the staff, who see Uses at 2, 2 and 3, and as many elected leaders as said, who see it at 4. */
  async function withGroups(leaders = 3) {
    const arrived = await arrive()
    const staff = [2, 2, 3].map((level, at) => aResponse(1 + at, level))
    const elected = Array.from({ length: leaders }, (_, at) => aResponse(10 + at, 4, { role: 'elected' }))
    for (const response of [...staff, ...elected]) await arrived.show(codeOf(response))
    return arrived
  }
  const groups = () => the('region', 'How the groups see it')
  async function closeUses() {
    await click(the('button', 'Close the votes and show the groups Uses'))
    await click(the('button', 'Close the votes', the('dialog')))
    await flushPromises()
  }

  it('are not shown before the votes are closed, which is asked about first', async () => {
    const { workshop } = await withGroups()
    expect(all('table', undefined, groups())).toEqual([])
    await click(the('button', 'Close the votes and show the groups Uses'))
    expect(wordsOf(the('dialog'))).toContain('This cannot be taken back.')
    await click(the('button', 'Go back'))
    expect(workshop.session?.closedSections).toEqual([])
  })

  it('are shown with one decimal, and the widest difference as a topic for talk', async () => {
    await withGroups()
    await closeUses()
    // (2 + 2 + 3) ÷ 3 = 2.33… and 4; the difference is 5 ÷ 3 = 1.66…
    expect(all('row', undefined, groups()).map((row) => wordsOf(row))).toEqual(['Elected leaders 4.0', 'Staff 2.3'])
    expect(wordsOf(groups())).toContain(
      'Elected leaders see this higher than staff by 1.7. Talk about what each of you sees.',
    )
    // (2 + 2 + 3 + 4 + 4 + 4) ÷ 6 = 3.16…
    expect(wordsOf(groups())).toContain('On average, the 6 people who answered by code, file or sheet stand at 3.2.')
    expect(all('button', /^Close the votes and show the groups/)).toHaveLength(6)
  })

  it('rest on responses that cannot be taken out any more', async () => {
    const { workshop } = await withGroups()
    await closeUses()
    openList()
    expect(all('button', /^Take out/)).toEqual([])
    expect(wordsOf(the('region', 'What came in'))).toContain('Counts where votes are closed')
    const [first] = workshop.responses
    workshop.dropHeld(first?.key ?? '')
    expect(workshop.responses).toHaveLength(6)
  })

  it('are not shown where one of them is too small', async () => {
    await withGroups(2)
    await closeUses()
    expect(all('table', undefined, groups())).toEqual([])
    expect(wordsOf(groups())).toContain('No group is large enough to be shown, or there is only one.')
  })

  it('of a part that the room has not seen yet cannot be asked for', async () => {
    await arrive({ meetings: [120] })
    expect(wordsOf(groups())).toContain('The votes on this part are not revealed yet.')
    expect(all('button', /^Close the votes and show/)).toEqual([])
    expect(the('link', 'Back to the workshop')).toBeTruthy()
  })
})

describe('without a meeting', () => {
  it('the responses become the answers of the round, which leads on to the check', async () => {
    const { id, router, show } = await arrive()
    expect(all('button', 'Make the round of these answers')).toEqual([])
    await show(codeOf(aResponse(1, 2)))
    await show(codeOf(aResponse(2, 4)))
    await click(the('button', 'Make the round of these answers'))
    await vi.waitFor(() => expect(router.currentRoute.value.path).toBe(`/a/${id}/check`), PATIENCE)
    // Of two in the middle the lower.
    expect(useAssessmentStore().round?.answers['uses-benefit']?.choice).toEqual({ kind: 'option', value: 2 })
    expect((await loadSession(id))?.session.closedAt).toEqual(expect.any(Number))
  })

  it('no more responses are taken once that is done, unless gathering is opened again', async () => {
    const { show, workshop } = await arrive()
    await show(codeOf(aResponse(1, 2)))
    workshop.close()
    await flushPromises()
    expect(all('region').map((each) => each.getAttribute('aria-label'))).not.toContain('Read codes with the camera')
    expect(wordsOf()).toContain('No more responses are taken in')
    await click(the('button', 'Take in responses again'))
    expect(reading()).toBeTruthy()
  })

  it('nothing more is taken after the single votes were deleted', async () => {
    const { show, workshop } = await arrive()
    await show(codeOf(aResponse(1, 2)))
    await workshop.deleteVotes()
    await flushPromises()
    expect(wordsOf()).toContain('So no more responses can be taken in.')
    expect(document.querySelector('input[type="file"]')).toBeNull()
  })
})

describe('a round without a workshop', () => {
  it('is answered on its own pages', async () => {
    const { useLibraryStore } = await import('@/stores/library')
    const { id } = await useLibraryStore().create(dataMaturity, aNewRound())
    await mountScreen(GatherView, { path: `/room/${id}/responses`, props: { id } })
    await vi.waitFor(() => the('heading', 'This round has no workshop'), PATIENCE)
    expect(the('link', 'Go to the round').getAttribute('href')).toBe(`/a/${id}`)
  })

  it('or a round that is not here is told', async () => {
    await mountScreen(GatherView, { path: '/room/nothing/responses', props: { id: 'nothing' } })
    await vi.waitFor(() => the('heading', 'This round is not on this device'), PATIENCE)
    expect(all('link').map(nameOf)).toEqual(['Open a file', 'Go to Home'])
  })
})

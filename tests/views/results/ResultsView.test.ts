import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { defineComponent, h, nextTick, provide } from 'vue'
import { createTurns, TURNS } from '@/composables/useTurn'
import { listAssessments } from '@/storage/assessments'
import { savePhoto } from '@/storage/photos'
import { readRoundFile } from '@/storage/roundFile'
import { useAssessmentStore, type OpenRound } from '@/stores/assessment'
import { useLibraryStore } from '@/stores/library'
import ResultsView from '@/views/results/ResultsView.vue'
import { allAt, dataGovernance, dataMaturity, groupSays } from '../../support/builders'
import { all, click, HOSTILE, mountScreen, nameOf, the, wordsOf } from '../../support/mounting'
import { aPhoto } from '../../support/photos'
import { emptyDevice, keep } from '../device'
import { anOpenRound, aProject, aRound, harbour, loadQuestionnaires, PATIENCE, riverbank } from '../rounds'
import { picture } from './drawing'

vi.mock('vue-chartjs', async () => (await import('./drawing')).onPaper)

const check = (more: Parameters<typeof anOpenRound>[2] = {}) =>
  anOpenRound(dataGovernance, allAt(dataGovernance, 2), more)
const maturity = (more: Parameters<typeof anOpenRound>[2] = {}) =>
  anOpenRound(dataMaturity, allAt(dataMaturity, 3), more)

/** The results of a round that has been read. */
async function show(round: OpenRound) {
  useAssessmentStore().opened = { status: 'ready', id: 'a1', round }
  const screen = await mountScreen(ResultsView, { path: '/a/a1/results', props: { id: 'a1' } })
  await vi.waitFor(picture, PATIENCE)
  await nextTick()
  return screen
}
const hrefOf = (name: string) => the('link', name).getAttribute('href')
const heading = () => document.querySelector('h1')?.textContent

describe('the results', () => {
  it('are those of the questionnaire that was answered', async () => {
    const { wrapper } = await show(maturity())
    expect(all('region').map(nameOf)).toContain('How each dimension stands')
    wrapper.unmount()
    await show(check())
    expect(all('region').map(nameOf)).toContain('How each part stands')
    expect(all('region').map(nameOf)).not.toContain('How each dimension stands')
  })

  it('are printed whole, also while parts of them still wait to be drawn', async () => {
    useAssessmentStore().opened = { status: 'ready', id: 'a1', round: maturity() }
    // A page that is too busy to go on, once the buttons are there.
    class Busy {
      port1 = { onmessage: () => undefined, close: () => undefined }
      port2 = { postMessage: () => all('button').length === 0 && queueMicrotask(() => this.port1.onmessage()) }
    }
    vi.stubGlobal('MessageChannel', Busy)
    // Each part takes so long that another would be too much at a time.
    let time = 0
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (time += 4))
    onTestFinished(() => {
      clock.mockRestore()
      vi.unstubAllGlobals()
    })
    const turns = createTurns()
    const app = () => (provide(TURNS, turns), () => h(ResultsView, { id: 'a1' }))
    await mountScreen(defineComponent(app), { path: '/a/a1/results' })
    await vi.waitFor(() => the('button', 'Print this page'), PATIENCE)
    expect(all('region').map(nameOf)).not.toContain('How each dimension stands')
    const printed = vi.fn(() => all('region').map(nameOf))
    window.print = printed
    await click(the('button', 'Print this page'))
    await vi.waitFor(() => expect(printed).toHaveReturned(), PATIENCE)
    expect(printed.mock.results[0]?.value).toContain('How each dimension stands')
  })

  it('say whose they are', async () => {
    await show(check())
    expect(heading()).toBe('Where Harbour Union stands')
    expect(document.title).toBe('Results, Harbour Union – Waymark')
    expect(wordsOf()).toContain('Data governance check · Full form')
    expect(wordsOf()).toContain('Answered by: An elected leader. Date: 22 November 2026.')
  })

  it('say that a group answered, with how many votes', async () => {
    const [first, second] = dataMaturity.sections[0]?.items ?? []
    const { wrapper } = await show({
      ...maturity(),
      answers: {
        ...maturity().answers,
        [first?.id ?? '']: groupSays('3', '2334', { by: 'agreed' }),
        [second?.id ?? '']: groupSays('2', '22224?'),
      },
    })
    expect(wordsOf()).toContain(
      'A group answered 2 questions together, with up to 6 votes on each. It agreed on 1 of 2; the others are what its votes make of them.',
    )
    expect(wordsOf()).toContain('Where a group answered, what it agreed on counts.')
    wrapper.unmount()
    await show(maturity())
    expect(wordsOf()).not.toContain('group')
  })

  it('have photos of the wall where a room met, and where there are any; not where one person answered alone', async () => {
    await emptyDevice()
    const { wrapper } = await show(maturity())
    expect(all('heading', 'Photos of the wall')).toEqual([])
    wrapper.unmount()
    const [first] = dataMaturity.sections[0]?.items ?? []
    const answers = { ...maturity().answers, [first?.id ?? '']: groupSays('3', '2334', { by: 'agreed' }) }
    const room = await show({ ...maturity(), answers })
    await vi.waitFor(() => the('heading', 'Photos of the wall'), PATIENCE)
    room.wrapper.unmount()
    await keep(dataMaturity, aRound('a1'), maturity().answers)
    await savePhoto(aPhoto('photo', { assessmentId: 'a1', caption: 'Flipchart' }))
    await show(maturity())
    await vi.waitFor(() => the('heading', 'Photos of the wall'), PATIENCE)
    expect([...document.querySelectorAll('img')].map(({ alt }) => alt)).toEqual(['Photo 1 of 1: Flipchart'])
    await emptyDevice()
  })

  it('say so of a union without a name', async () => {
    await show(check({ union: { ...harbour, name: '' } }))
    expect(heading()).toBe('Where your union stands')
  })

  it('say which project they are of, and whose project', async () => {
    await show(check({ subject: aProject('New membership system') }))
    expect(heading()).toBe('Where the project “New membership system” stands')
    expect(wordsOf()).toContain('Data governance check · Full form · Harbour Union')
  })

  it('show any name of a project as text', async () => {
    await show(check({ subject: aProject(HOSTILE) }))
    expect(document.querySelector('img')).toBeNull()
    expect(heading()).toContain(HOSTILE)
  })

  it('lead to the answers, to the union’s page, and to a new round with the same answers', async () => {
    await show(check())
    expect(hrefOf('See all answers')).toBe('/a/a1/check')
    expect(hrefOf('See the union’s page')).toBe('/u/harbour')
    expect(hrefOf('Begin a new round with these answers')).toBe('/new?from=a1')
    expect(all('note')).toEqual([])
  })

  it('lead to the comparison with other rounds', async () => {
    await show(check())
    expect(hrefOf('Compare with other rounds')).toBe('/a/a1/compare')
  })

  it('can be saved to a file, as the round that a comparison opens', async () => {
    await show(maturity())
    const files: { name: string; text: Promise<string> }[] = []
    let last: Blob | null = null
    vi.spyOn(URL, 'createObjectURL').mockImplementation((content) => {
      last = content as Blob
      return 'blob:made-up'
    })
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      if (last) files.push({ name: this.download, text: last.text() })
    })
    await click(the('button', 'Save this round to a file'))
    expect(files.map(({ name }) => name)).toEqual(['waymark-round-2026-11-22.json'])
    expect(wordsOf()).toContain('Saved as waymark-round-2026-11-22.json.')
    expect(readRoundFile((await files[0]?.text) ?? '')).toMatchObject({
      ok: true,
      round: { assessment: { id: 'a1' }, union: harbour, questionnaire: dataMaturity },
      unreadable: 0,
    })
  })

  it('are told as saved again where they are saved a second time', async () => {
    vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:made-up')
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue()
    await show(check())
    const heard: string[] = []
    const status = all('status').find((each) => each.classList.contains('said'))!
    new MutationObserver(() => heard.push(wordsOf(status))).observe(status, {
      childList: true,
      characterData: true,
      subtree: true,
    })
    const words = 'Saved as waymark-round-2026-11-22.json. The file lies where this browser puts its downloads.'
    await click(the('button', 'Save this round to a file'))
    await vi.waitFor(() => expect(heard).toEqual([words]))
    await click(the('button', 'Save this round to a file'))
    await vi.waitFor(() => expect(heard).toEqual([words, '', words]))
  })

  it('lead from a short form on to the full one, or to another short one', async () => {
    await show(check({ form: 'short' }))
    expect(hrefOf('Go on with the full form')).toBe('/new?from=a1&form=full')
    expect(hrefOf('Begin a new round with these answers')).toBe('/new?from=a1')
  })
})

describe.each([
  ['a maturity round', maturity],
  ['a check', check],
])('the results of %s of the example', (_what, round) => {
  it('say in a note and in the name that they are one', async () => {
    await show(round({ union: riverbank }))
    expect(heading()).toBe('Where Riverbank Union (example) stands')
    expect(document.title).toBe('Results, Riverbank Union (example) – Waymark')
    expect(wordsOf(the('note'))).toContain('This is an example.')
  })

  it('can be compared, but not copied or saved, and are removed with the whole example only', async () => {
    await show(round({ union: riverbank }))
    expect(all('link').map(nameOf)).toEqual(['Compare with other rounds', 'See all answers', 'See the union’s page'])
    expect(all('button', 'Save this round to a file')).toEqual([])
    expect(all('button', 'Delete this round')).toEqual([])
    expect(all('button', 'Remove the example')).toHaveLength(1)
  })
})

describe('removing the example from its results', () => {
  beforeAll(loadQuestionnaires)
  beforeEach(emptyDevice)

  it('takes all of it off the device, and leads Home', async () => {
    await keep(dataMaturity, aRound('own'))
    await keep(dataMaturity, aRound('a1'), {}, riverbank)
    await keep(dataGovernance, aRound('a2'), {}, riverbank)
    const { router } = await show(maturity({ union: riverbank }))
    await click(the('button', 'Remove the example'))
    await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('home'), PATIENCE)
    expect((await listAssessments()).rounds.map(({ assessment }) => assessment.id)).toEqual(['own'])
    expect(useLibraryStore().rounds).toHaveLength(1)
  })

  it('says so where it did not work, and stays', async () => {
    await keep(dataMaturity, aRound('a1'), {}, riverbank)
    const { router } = await show(maturity({ union: riverbank }))
    vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(() => {
      throw new DOMException('refused', 'UnknownError')
    })
    await click(the('button', 'Remove the example'))
    await vi.waitFor(() => expect(wordsOf(the('alert'))).toContain('could not reach its storage'), PATIENCE)
    expect(router.currentRoute.value.path).toBe('/a/a1/results')
  })
})

import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Assessment, Union } from '@/domain/assessment'
import { listAssessments } from '@/storage/assessments'
import { useLibraryStore } from '@/stores/library'
import UnionView from '@/views/union/UnionView.vue'
import golden from '../../fixtures/golden-governance.json'
import { allAt, answersOf, dataGovernance, dataMaturity, notApplicable } from '../../support/builders'
import { all, click, descriptionOf, HOSTILE, mountScreen, nameOf, pick, the, wordsOf } from '../../support/mounting'
import { emptyDevice, keep } from '../device'
import { aProject, aRound, harbour, loadQuestionnaires, PATIENCE, riverbank } from '../rounds'

beforeAll(loadQuestionnaires)
beforeEach(emptyDevice)

const MATURITY = 'Data maturity framework'
const CHECK = 'Data governance check'
/** The answers of the golden union Quay. */
const quay = answersOf(
  Object.fromEntries(
    Object.entries(golden.quay.answers).map(([id, step]) => [id, step ?? notApplicable('Does not apply')]),
  ),
)

/** Comes to the page of a union and waits for what both parts of it have to say. */
async function arrive(union: Union = harbour) {
  const screen = await mountScreen(UnionView, { path: `/u/${union.id}`, props: { id: union.id } })
  await vi.waitFor(() => [the('region', MATURITY), the('region', CHECK)], PATIENCE)
  return screen
}
/** What a part says once its answers are read. */
async function wordsUnder(title: string): Promise<string> {
  await vi.waitFor(() => expect(wordsOf(the('region', title))).toMatch(/settle first|Overall|No finished/), PATIENCE)
  return wordsOf(the('region', title))
}
const linesOf = (title: string) => all('listitem', undefined, the('region', title)).map((line) => wordsOf(line))
const hrefOf = (name: string | RegExp) => the('link', name).getAttribute('href')
const draft: Partial<Assessment> = { status: 'draft', sealedAt: null }

describe('the page of a union', () => {
  it('has the name of the union as its heading and title', async () => {
    await keep(dataMaturity, aRound('a1'))
    await arrive()
    expect([...document.querySelectorAll('h1')].map(nameOf)).toEqual(['Harbour Union'])
    expect(document.title).toBe('Harbour Union – Waymark')
  })

  it('has words for a union without a name', async () => {
    await keep(dataMaturity, aRound('a1'), {}, { ...harbour, name: '' })
    await arrive()
    expect(all('heading').map(nameOf)).toContain('Your union')
  })

  it('shows any name as text', async () => {
    const subject = aProject(HOSTILE)
    await keep(dataGovernance, aRound('a1', { subject }), {}, { ...harbour, name: HOSTILE })
    await arrive()
    expect(document.querySelector('img')).toBeNull()
    expect(document.querySelector('h1')?.textContent).toBe(HOSTILE)
  })

  it('says so where the union is not on this device, and leads to Home', async () => {
    await mountScreen(UnionView, { path: '/u/nobody', props: { id: 'nobody' } })
    expect(all('heading').map(nameOf)).toEqual(['This union is not on this device'])
    expect(document.title).toBe('This union is not on this device – Waymark')
    expect(hrefOf('Go to Home')).toBe('/')
    expect(all('combobox')).toEqual([])
  })
})

describe('the latest results of a union', () => {
  it('stand side by side, each in its own words, and are not mixed', async () => {
    await keep(dataMaturity, aRound('a1', { date: '2026-10-01' }), allAt(dataMaturity, 3))
    await keep(dataGovernance, aRound('a2', { date: '2026-11-22' }), quay)
    await arrive()
    const maturity = await wordsUnder(MATURITY)
    const check = await wordsUnder(CHECK)
    expect(maturity).toContain('Full form · 1 October 2026 Overall: 3 Learning')
    expect(maturity).not.toMatch(/settle|Start here/)
    // Quay has six things to settle first; the bands are those of the golden set.
    expect(check).toContain('Full form · 22 November 2026 6 things to settle first')
    expect(check).not.toMatch(/Overall|Learning/)
    expect(wordsOf()).toContain('They answer different questions, so they are never mixed in one score.')
  })

  it('say where each part stands', async () => {
    await keep(dataMaturity, aRound('a1'), allAt(dataMaturity, 3))
    await keep(dataGovernance, aRound('a2'), quay)
    await arrive()
    await wordsUnder(MATURITY)
    await wordsUnder(CHECK)
    expect(linesOf(MATURITY)).toHaveLength(7)
    expect(linesOf(MATURITY)[0]).toBe('Uses 3 Learning')
    expect(linesOf(CHECK)).toEqual([
      'Write a plan Getting going',
      'Build a community Getting going',
      'Handle data Start here',
      'Assign responsibility Start here',
      'Write rules Start here',
      'Manage risk Start here',
    ])
  })

  it('call the places of a short form rough', async () => {
    await keep(dataMaturity, aRound('a1', { form: 'short' }), allAt(dataMaturity, 3))
    await keep(dataGovernance, aRound('a2', { form: 'short' }), allAt(dataGovernance, 3))
    await arrive()
    expect(await wordsUnder(MATURITY)).toContain('Short form')
    expect(await wordsUnder(CHECK)).toContain('Nothing to settle first')
    expect(linesOf(MATURITY)[0]).toBe('Uses around 3 Learning')
    expect(linesOf(CHECK)[0]).toBe('Write a plan roughly Strong')
  })

  it('say why a part has no place', async () => {
    await keep(dataMaturity, aRound('a1'), answersOf({ 'uses-planning': 3 }))
    await keep(dataGovernance, aRound('a2'), answersOf({ 'gov-plan-written': 0 }))
    await arrive()
    await vi.waitFor(() => expect(linesOf(MATURITY)[0]).toBe('Uses not enough answers'), PATIENCE)
    await vi.waitFor(() => expect(linesOf(CHECK)[0]).toBe('Write a plan not enough answers'), PATIENCE)
  })

  it('do not say that nothing is to be settled where hardly anything has an answer', async () => {
    await keep(dataGovernance, aRound('a2'), answersOf({ 'gov-plan-written': 0 }))
    await arrive()
    await vi.waitFor(() => expect(linesOf(CHECK)[0]).toBe('Write a plan not enough answers'), PATIENCE)
    expect(wordsOf(the('region', CHECK))).not.toContain('Nothing to settle first')
  })

  it('are of the latest finished round, not of an older one and not of a draft', async () => {
    await keep(dataMaturity, aRound('older', { date: '2025-11-22' }), allAt(dataMaturity, 2))
    await keep(dataMaturity, aRound('latest', { date: '2026-11-22' }), allAt(dataMaturity, 3))
    await keep(dataMaturity, aRound('draft', { ...draft, date: '2026-12-01' }), allAt(dataMaturity, 5))
    await arrive()
    expect(await wordsUnder(MATURITY)).toContain('22 November 2026 Overall: 3 Learning')
    expect(hrefOf(/^See the results of .* Data maturity framework$/)).toBe('/a/latest/results')
  })

  it('are none as long as nothing is finished, with the way to begin', async () => {
    await keep(dataMaturity, aRound('a1', draft), allAt(dataMaturity, 3))
    await arrive()
    expect(await wordsUnder(MATURITY)).toContain('No finished round about the union as a whole so far.')
    expect(await wordsUnder(CHECK)).toContain('No finished round about the union as a whole so far.')
    expect(hrefOf(`Begin: ${MATURITY}`)).toBe('/new?questionnaire=data-maturity&union=harbour')
    expect(hrefOf(`Begin: ${CHECK}`)).toBe('/new?questionnaire=data-governance&union=harbour')
  })

  it('are of the union as a whole, not of one of its projects', async () => {
    await keep(dataGovernance, aRound('a1', { subject: aProject('Phone bank') }), allAt(dataGovernance, 3))
    await arrive()
    expect(await wordsUnder(CHECK)).toContain('No finished round about the union as a whole so far.')
  })

  it('are of this union, not of another one', async () => {
    await keep(dataMaturity, aRound('a1', draft))
    await keep(dataMaturity, aRound('a2'), allAt(dataMaturity, 3), { ...harbour, id: 'civic', name: 'Civic Union' })
    await arrive()
    expect(await wordsUnder(MATURITY)).toContain('No finished round about the union as a whole so far.')
    expect(wordsOf()).not.toContain('Civic')
  })

  it('say so where the answers cannot be read, and leave the rest of the page in place', async () => {
    await keep(dataMaturity, aRound('a1'), allAt(dataMaturity, 3))
    vi.spyOn(IDBIndex.prototype, 'getAll').mockImplementation(() => {
      throw new DOMException('refused', 'UnknownError')
    })
    await arrive()
    const words = () => wordsOf(the('region', MATURITY))
    await vi.waitFor(() => expect(words()).toContain('The results of one round could not be read.'), PATIENCE)
    expect(words()).not.toContain('Overall')
    expect(hrefOf(/^See the results of 22 November 2026/)).toBe('/a/a1/results')
  })
})

describe('the rounds of a union', () => {
  it('are listed, the newest first, each with the way to it; what is not finished says so', async () => {
    await keep(dataMaturity, aRound('old', { date: '2025-11-22' }))
    await keep(dataGovernance, aRound('new', { date: '2026-11-22', form: 'short' }))
    await keep(dataMaturity, aRound('draft', { ...draft, date: '2026-12-01' }))
    await arrive()
    await vi.waitFor(
      () =>
        expect(linesOf('All rounds')).toEqual([
          `${MATURITY}, Full form, 1 December 2026 not finished`,
          `${CHECK}, Short form, 22 November 2026`,
          `${MATURITY}, Full form, 22 November 2025`,
        ]),
      PATIENCE,
    )
    const links = all('link', undefined, the('region', 'All rounds')).map((link) => link.getAttribute('href'))
    expect(links).toEqual(['/a/draft', '/a/new/results', '/a/old/results'])
  })

  it('that are checks of projects stand apart, by the name of the project', async () => {
    await keep(dataGovernance, aRound('a1', { date: '2026-11-22' }))
    await keep(dataGovernance, aRound('a2', { date: '2026-10-01', subject: aProject('Phone bank') }))
    await arrive()
    await vi.waitFor(() => expect(linesOf('All rounds')).toEqual([`${CHECK}, Full form, 22 November 2026`]), PATIENCE)
    expect(linesOf('Checks of projects')).toEqual(['Phone bank, Full form, 1 October 2026'])
    expect(hrefOf(/^Phone bank/)).toBe('/a/a2/results')
  })

  it('have no list of projects where there is none, and no list of rounds where all are about projects', async () => {
    await keep(dataGovernance, aRound('a1', { subject: aProject('Phone bank') }))
    const { wrapper } = await arrive()
    expect(all('heading').map(nameOf)).not.toContain('All rounds')
    wrapper.unmount()
    const civic = { ...harbour, id: 'civic' }
    await keep(dataGovernance, aRound('a2'), {}, civic)
    await arrive(civic)
    expect(all('heading').map(nameOf)).not.toContain('Checks of projects')
  })
})

describe('the law on the page of a union', () => {
  const field = () => the('combobox', 'The law this union is under')
  const chosen = () => all('option', undefined, field()).find((option) => (option as HTMLOptionElement).selected)

  it('is the one that the union said it is under, and says what it is for', async () => {
    await keep(dataMaturity, aRound('a1'))
    await arrive()
    expect(chosen()?.textContent).toBe('The UK GDPR')
    expect(all('option', undefined, field())).toHaveLength(4)
    expect(descriptionOf(field())).toContain('which rules of the data governance check are shown as law')
  })

  it('is “not said yet” where nobody was asked', async () => {
    await keep(dataMaturity, aRound('a1'), {}, { ...harbour, law: null })
    await arrive()
    expect(chosen()?.textContent).toBe('Not said yet')
  })

  it('can be changed, and is stored', async () => {
    await keep(dataMaturity, aRound('a1'), {}, { ...harbour, law: null })
    await arrive()
    await pick(field(), 'Both of them')
    await vi.waitFor(async () => expect((await listAssessments()).rounds[0]?.union.law).toBe('eu-uk'), PATIENCE)
    await vi.waitFor(() => expect(chosen()?.textContent).toBe('Both of them'), PATIENCE)
    expect(all('option', 'Not said yet')).toEqual([])
  })

  it('says so where it cannot be stored, and shows the law that is', async () => {
    await keep(dataMaturity, aRound('a1'))
    await arrive()
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('refused', 'QuotaExceededError')
    })
    await pick(field(), 'Both of them')
    await vi.waitFor(() => expect(wordsOf(the('alert'))).toContain('There is no room left on this device.'), PATIENCE)
    expect(useLibraryStore().rounds[0]?.union.law).toBe('uk')
    expect(chosen()?.textContent).toBe('The UK GDPR')
  })
})

describe('the page of the example', () => {
  it('says that it is one, in its name and in a note', async () => {
    await keep(dataMaturity, aRound('a1'), {}, riverbank)
    await arrive(riverbank)
    expect([...document.querySelectorAll('h1')].map(nameOf)).toEqual(['Riverbank Union (example)'])
    expect(document.title).toBe('Riverbank Union (example) – Waymark')
    expect(wordsOf(the('note'))).toContain('The union and its answers are invented.')
  })

  it('is there to be read: no law to choose, no round to begin', async () => {
    await keep(dataMaturity, aRound('a1'), {}, riverbank)
    await arrive(riverbank)
    expect(all('combobox')).toEqual([])
    expect(await wordsUnder(CHECK)).toContain('No finished round about the union as a whole so far.')
    expect(all('link', /^Begin/)).toEqual([])
  })

  it('is removed in one step, which leads Home and leaves other rounds alone', async () => {
    await keep(dataMaturity, aRound('a1'), {}, riverbank)
    await keep(dataMaturity, aRound('a2'))
    const { router } = await arrive(riverbank)
    await click(the('button', 'Remove the example'))
    await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('home'), PATIENCE)
    expect((await listAssessments()).rounds.map(({ assessment }) => assessment.id)).toEqual(['a2'])
  })

  it('says so where it cannot be removed, and stays', async () => {
    await keep(dataMaturity, aRound('a1'), {}, riverbank)
    const { router } = await arrive(riverbank)
    vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(() => {
      throw new DOMException('refused', 'UnknownError')
    })
    await click(the('button', 'Remove the example'))
    await vi.waitFor(() => expect(wordsOf(the('alert'))).toContain('could not reach its storage'), PATIENCE)
    expect(router.currentRoute.value.path).toBe('/u/example')
  })

  it('is no notice on the page of any other union', async () => {
    await keep(dataMaturity, aRound('a1'))
    await arrive()
    expect(all('note')).toEqual([])
    expect(all('button', 'Remove the example')).toEqual([])
  })
})

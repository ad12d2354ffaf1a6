import ICAL from 'ical.js'
import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Assessment, Union } from '@/domain/assessment'
import { listAssessments } from '@/storage/assessments'
import { readFor } from '@/router'
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

/** Comes to the page of a union and waits for what both parts of it have to say, and for its rounds over time. */
async function arrive(union: Union = harbour) {
  const screen = await mountScreen(UnionView, { path: `/u/${union.id}`, props: { id: union.id } })
  await vi.waitFor(() => [the('region', MATURITY), the('region', CHECK)], PATIENCE)
  const finished = useLibraryStore().rounds.flatMap(({ assessment: { unionId, status, subject, questionnaireId } }) =>
    unionId === union.id && status === 'sealed' && subject.kind === 'union' ? [questionnaireId] : [],
  )
  await vi.waitFor(() => {
    if (wordsOf().includes('The earlier rounds could not be read')) return
    expect(all('region', / over time$/)).toHaveLength(new Set(finished).size)
  }, PATIENCE)
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

  it('leads from its top to where its file is saved', async () => {
    await keep(dataMaturity, aRound('a1'))
    await arrive()
    await click(the('button', 'Keep a copy in a file'))
    expect(document.activeElement).toBe(the('heading', 'Keep a copy in a file'))
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

  it('says of a tab that keeps nothing that the union is not in it, for it may be on the device', async () => {
    vi.stubGlobal('location', { search: '?temporary' })
    onTestFinished(() => void vi.unstubAllGlobals())
    await mountScreen(UnionView, { path: '/u/nobody', props: { id: 'nobody' } })
    await readFor('/u/nobody')
    await vi.waitFor(() => the('heading', 'This union is not in this tab'), PATIENCE)
    expect(wordsOf()).toContain('In this tab nothing is kept')
  })

  it('says so where the union is not on this device, and leads to Home', async () => {
    await mountScreen(UnionView, { path: '/u/nobody', props: { id: 'nobody' } })
    expect(all('heading')).toEqual([])
    await readFor('/u/nobody')
    await vi.waitFor(() => the('heading', 'This union is not on this device'), PATIENCE)
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
    expect(await wordsUnder(MATURITY)).toContain('Short form · 22 November 2026 Overall: around 3 Learning')
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

describe('the rounds over time', () => {
  const overTime = (title: string) => the('region', `${title} over time`)
  const rowsOf = (title: string) => all('row', undefined, overTime(title)).map((row) => wordsOf(row))
  const maturityAt = (id: string, date: string, level: number, more: Partial<Assessment> = {}) =>
    keep(dataMaturity, aRound(id, { date, ...more }), allAt(dataMaturity, level))
  /** Each file that is handed over. */
  function catchFiles() {
    const files: { name: string; text: Promise<string> }[] = []
    let last: Blob | null = null
    vi.spyOn(URL, 'createObjectURL').mockImplementation((content) => {
      last = content as Blob
      return 'blob:made-up'
    })
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      if (last) files.push({ name: this.download, text: last.text() })
    })
    return files
  }

  it('stand in a table for each questionnaire, the newest first, each with the way to its results', async () => {
    await maturityAt('m1', '2024-11-20', 1)
    await maturityAt('m2', '2025-11-19', 2, { form: 'short' })
    await maturityAt('m3', '2026-11-18', 3)
    await keep(dataGovernance, aRound('g1', { date: '2026-10-01' }), quay)
    await arrive()
    const parts = Array(7).fill('3 Learning').join(' ')
    expect(rowsOf(MATURITY)).toEqual([
      `18 November 2026 ${parts}`,
      `19 November 2025 Short form ${parts.replaceAll('3 Learning', 'around 2 Emerging')}`,
      `20 November 2024 ${parts.replaceAll('3 Learning', '1 Unaware')}`,
    ])
    expect(all('columnheader', undefined, overTime(MATURITY)).map(nameOf)).toEqual([
      ...['Round', 'Uses', 'Data', 'Analysis', 'Leadership', 'Culture', 'Tools', 'Skills'],
    ])
    const links = all('link', /^\d/, overTime(MATURITY)).map((link) => link.getAttribute('href'))
    expect(links).toEqual(['/a/m3/results', '/a/m2/results', '/a/m1/results'])
    // The bands of the golden union Quay.
    expect(rowsOf(CHECK)).toEqual([
      '1 October 2026 Getting going Getting going Start here Start here Start here Start here',
    ])
  })

  it('stand along a line as far apart as they were, up to the next review', async () => {
    await maturityAt('m1', '2024-11-20', 1)
    await maturityAt('m2', '2025-11-19', 2)
    await maturityAt('m3', '2026-11-18', 3)
    await arrive()
    // 364, 728 and 1093 days after the first.
    const placed = [...overTime(MATURITY).querySelectorAll<HTMLElement>('[style*="inset-inline-start"]')]
    const alongOf = (parts: readonly HTMLElement[]) =>
      parts.map((part) => parseFloat(part.style.getPropertyValue('inset-inline-start')).toFixed(1))
    const dates = placed.filter(({ textContent }) => textContent !== '')
    expect(alongOf(placed.filter((part) => !dates.includes(part)))).toEqual(['0.0', '33.3', '66.6', '100.0'])
    expect(alongOf(dates)).toEqual(['0.0', '33.3', '66.6', '100.0'])
    expect(dates.map(({ textContent }) => textContent)).toEqual([
      '20 Nov 2024',
      '19 Nov 2025',
      '18 Nov 2026',
      '18 Nov 2027',
    ])
  })

  it('say when to look again: a year after the latest one', async () => {
    await maturityAt('m1', '2024-11-20', 1)
    await maturityAt('m2', '2028-02-29', 2)
    await arrive()
    expect(wordsOf(overTime(MATURITY))).toContain('Look again on 28 February 2029, a year after the latest round.')
  })

  it('lead to the next round, with the same questionnaire, union and form, and without the old answers', async () => {
    await maturityAt('m1', '2026-11-18', 3, { form: 'full' })
    await arrive()
    expect(hrefOf(`Begin the next round : ${MATURITY}`)).toBe(
      '/new?questionnaire=data-maturity&union=harbour&form=full',
    )
  })

  it('say that the day has come, and then give no reminder of it', async () => {
    vi.setSystemTime('2026-11-20T12:00:00Z')
    onTestFinished(() => void vi.useRealTimers())
    await maturityAt('m1', '2025-11-20', 3)
    await keep(dataGovernance, aRound('g1', { date: '2025-11-21' }), quay)
    await arrive()
    expect(wordsOf(overTime(MATURITY))).toContain(
      'Look again on 20 November 2026, a year after the latest round. That day has come: begin the next round.',
    )
    expect(wordsOf(overTime(CHECK))).not.toContain('That day has come')
    expect(all('button', /^Save a reminder/).map(nameOf)).toEqual([`Save a reminder for your calendar : ${CHECK}`])
  })

  it('give a reminder for the calendar on that day, for this questionnaire alone', async () => {
    vi.setSystemTime('2026-11-19T12:00:00Z')
    onTestFinished(() => void vi.useRealTimers())
    await maturityAt('m1', '2026-11-18', 3)
    await keep(dataGovernance, aRound('g1', { date: '2026-10-01' }), quay)
    await arrive()
    const files = catchFiles()
    await click(the('button', `Save a reminder for your calendar : ${MATURITY}`))
    await vi.waitFor(() => expect(files).toHaveLength(1), PATIENCE)
    expect(files[0]?.name).toMatch(/^waymark-reminder-\d{4}-\d{2}-\d{2}\.ics$/)
    const calendar = new ICAL.Component(ICAL.parse((await files[0]?.text) ?? '') as unknown[] as [])
    const events = calendar
      .getAllSubcomponents('vevent')
      .map((event) => new ICAL.Event(event, { strictExceptions: true }))
    expect(events.map(({ summary, startDate }) => [summary, startDate.isDate, String(startDate)])).toEqual([
      ['Time for the next round: Data maturity framework', true, '2027-11-18'],
    ])
    expect(calendar.getFirstPropertyValue('name')).toBe('Harbour Union')
  })

  it('lead to their comparison where there are two at least', async () => {
    await maturityAt('m1', '2025-11-19', 2)
    await maturityAt('m2', '2026-11-18', 3)
    await keep(dataGovernance, aRound('g1'), quay)
    await arrive()
    const links = all('link', /^Compare these rounds/)
    expect(links.map((link) => `${nameOf(link)} ${link.getAttribute('href')}`)).toEqual([
      `Compare these rounds : ${MATURITY} /a/m2/compare`,
    ])
  })

  it('have neither drafts nor checks of projects among them, nor rounds of another union', async () => {
    await maturityAt('m1', '2026-11-18', 3)
    await maturityAt('draft', '2026-12-01', 5, draft)
    await keep(dataGovernance, aRound('p1', { subject: aProject('Phone bank') }), quay)
    await keep(dataMaturity, aRound('other'), allAt(dataMaturity, 1), { ...harbour, id: 'civic' })
    await arrive()
    expect(rowsOf(MATURITY)).toHaveLength(1)
    expect(all('region', `${CHECK} over time`)).toEqual([])
    expect(wordsOf(overTime(MATURITY))).toContain('18 November 2027')
  })

  it('show what earlier versions asked, and nothing where a part was not there yet', async () => {
    // Another section stood in the place of “Uses”.
    const other = JSON.stringify(dataMaturity).replaceAll('"uses"', '"purposes"')
    const older = { ...(JSON.parse(other) as typeof dataMaturity), version: '0.9.0' }
    await keep(older, aRound('m1', { date: '2025-11-19' }), allAt(older, 2))
    await maturityAt('m2', '2026-11-18', 3)
    await arrive()
    expect(rowsOf(MATURITY)[1]).toBe(`19 November 2025 none ${Array(6).fill('2 Emerging').join(' ')}`)
  })

  it('are ten at first; “Show all” goes away and moves the focus to the table', async () => {
    for (let year = 2010; year <= 2020; year += 1) await maturityAt(`m${year}`, `${year}-11-18`, 3)
    await arrive()
    expect(rowsOf(MATURITY)).toHaveLength(10)
    await click(the('button', 'Show all 11 rounds'))
    await vi.waitFor(() => expect(rowsOf(MATURITY)).toHaveLength(11), PATIENCE)
    expect(rowsOf(MATURITY)[10]).toContain('18 November 2010')
    await vi.waitFor(
      () => expect(document.activeElement).toBe(the('region', `Every round: ${MATURITY}`, overTime(MATURITY))),
      PATIENCE,
    )
    expect(all('button', /^Show all/)).toEqual([])
  })

  it('of the example are compared like any others, but nobody is reminded of them', async () => {
    await keep(dataMaturity, aRound('e1', { date: '2025-11-19' }), allAt(dataMaturity, 2), riverbank)
    await keep(dataMaturity, aRound('e2', { date: '2026-11-18' }), allAt(dataMaturity, 3), riverbank)
    await arrive(riverbank)
    expect(hrefOf(/^Compare these rounds/)).toBe('/a/e2/compare')
    expect(all('button', /^Save a reminder/)).toEqual([])
  })

  it('are told to be unreadable where the storage failed; the rest of the page stays', async () => {
    await maturityAt('m1', '2026-11-18', 3)
    vi.spyOn(IDBIndex.prototype, 'getAll').mockImplementation(() => {
      throw new DOMException('refused', 'UnknownError')
    })
    await arrive()
    expect(wordsOf()).toContain('The earlier rounds could not be read just now. They are still stored.')
    expect(all('region', / over time$/)).toEqual([])
    expect(linesOf('All rounds')).toHaveLength(1)
  })

  it('are none where nothing is finished', async () => {
    await maturityAt('m1', '2026-11-18', 3, draft)
    await arrive()
    expect(all('region', / over time$/)).toEqual([])
    expect(wordsOf()).not.toContain('Look again')
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
    await pick(field(), 'The GDPR of the EU and that of the UK')
    await vi.waitFor(async () => expect((await listAssessments()).rounds[0]?.union.law).toBe('eu-uk'), PATIENCE)
    await vi.waitFor(() => expect(chosen()?.textContent).toBe('The GDPR of the EU and that of the UK'), PATIENCE)
    expect(all('option', 'Not said yet')).toEqual([])
  })

  it('says so where it cannot be stored, and shows the law that is', async () => {
    await keep(dataMaturity, aRound('a1'))
    await arrive()
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('refused', 'QuotaExceededError')
    })
    await pick(field(), 'The GDPR of the EU and that of the UK')
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

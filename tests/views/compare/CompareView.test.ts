import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPinia, setActivePinia } from 'pinia'
import { NO_AIMS } from '@/domain/gaps'
import { readFor } from '@/router'
import { deleteAssessment, saveAims } from '@/storage/assessments'
import { database } from '@/storage/db'
import { allAt, dataGovernance, dataMaturity, laterMaturity } from '../../support/builders'
import { all, click, HOSTILE, mountScreen, nameOf, the, wordsOf } from '../../support/mounting'
import { emptyDevice, keep } from '../device'
import { picture } from '../results/drawing'
import { aProject, aRound, harbour, loadQuestionnaires, PATIENCE, riverbank } from '../rounds'
import CompareView from '@/views/compare/CompareView.vue'
import {
  arrive,
  choices,
  headings,
  keepWorked,
  linesIn,
  refuseReading,
  rescaled,
  rowOf,
  settle,
  tick,
  under,
  unfold,
  until,
} from './arriving'

vi.mock('vue-chartjs', async () => (await import('../results/drawing')).onPaper)

beforeAll(loadQuestionnaires)
beforeEach(emptyDevice)
afterEach(settle)
afterEach(() => vi.unstubAllGlobals())

const A = '20 November 2024, Full form, An elected leader'
const B = '19 November 2025, Full form, An elected leader'
const C = '18 November 2026, Full form, A member of staff'
const MANY = 'Each part over time'
const LIKE = 'Count only the questions that are the same'
const likeForLike = () => the('checkbox', LIKE)

describe('the comparison of rounds', () => {
  it('says whose rounds they are, and leads back to the union’s page', async () => {
    await keepWorked()
    await arrive('c')
    expect([...document.querySelectorAll('h1')].map(nameOf)).toEqual(['What changed for Harbour Union'])
    expect(document.title).toBe('Compare rounds, Harbour Union – Waymark')
    expect(the('link', 'Back to the union’s page').getAttribute('href')).toBe('/u/harbour')
    expect(wordsOf()).toContain('Data maturity framework')
  })

  it('has words for a union without a name, and shows any name as text', async () => {
    await keepWorked('abc', {}, { ...harbour, name: '' })
    const { wrapper } = await arrive('c')
    expect(nameOf(document.querySelector('h1')!)).toBe('What changed for your union')
    wrapper.unmount()
    await emptyDevice()
    await keepWorked('abc', {}, { ...harbour, name: HOSTILE })
    await arrive('c')
    expect(document.querySelector('img')).toBeNull()
    expect(document.querySelector('h1')?.textContent).toContain(HOSTILE)
  })

  it('says so where the round is not on this device, and leads to Home', async () => {
    await keepWorked('ab')
    await mountScreen(CompareView, { path: '/a/nobody/compare', props: { id: 'nobody' } })
    await until(() => the('heading', 'This round is not on this device'))
    expect(the('link', 'Go to Home').getAttribute('href')).toBe('/')
  })

  it('leads to the answers of a round that is not finished', async () => {
    await keep(dataMaturity, aRound('draft', { status: 'draft', sealedAt: null }))
    const { router } = await mountScreen(CompareView, { path: '/a/draft/compare', props: { id: 'draft' } })
    await until(() => expect(router.currentRoute.value.path).toBe('/a/draft/check'))
  })
})

describe('the rounds that are compared', () => {
  it('are at first the round and the one before it', async () => {
    await keepWorked()
    await arrive('c')
    expect(choices()).toEqual([`+ ${C}`, `+ ${B}`, A])
  })

  it('are of the first round the one after it', async () => {
    await keepWorked()
    await arrive('a')
    expect(choices()).toEqual([C, `+ ${B}`, `+ ${A}`])
  })

  it('can be chosen; the choice stands in the address and survives a reload', async () => {
    await keepWorked()
    const { wrapper, router } = await arrive('c')
    await tick(A, 3)
    await tick(B, 2)
    await until(() => expect(choices()).toEqual([`+ ${C}`, B, `+ ${A}`]))
    const { fullPath } = router.currentRoute.value
    wrapper.unmount()
    setActivePinia(createPinia())
    await arrive('c', fullPath.slice(fullPath.indexOf('?')))
    expect(choices()).toEqual([`+ ${C}`, B, `+ ${A}`])
    await until(() => expect(rowOf('Leadership')).toContain('up 1.1'))
  })

  it('are those of the address only as far as they can stand beside each other', async () => {
    await keepWorked('bc')
    await keep(dataGovernance, aRound('check'))
    await arrive('c', '?rounds=b,c,check,nobody,constructor')
    expect(choices()).toEqual([`+ ${C}`, `+ ${B}`])
    expect(wordsOf()).not.toContain('could not be read')
  })

  it('are shown in pictures of then and now; a third one makes small pictures of each part over time', async () => {
    await keepWorked()
    await arrive('c')
    await until(picture)
    expect(headings()).toEqual(expect.arrayContaining(['Then and now', 'The shape']))
    expect(headings()).not.toContain(MANY)
    await tick(A, 3)
    await until(() => the('heading', MANY))
    expect(headings()).not.toEqual(expect.arrayContaining(['Then and now']))
    expect(headings()).not.toEqual(expect.arrayContaining(['The shape']))
  })

  it('are one too few when all others are taken away: the page says what is missing, and the choice stays open', async () => {
    await keepWorked('bc')
    await arrive('c')
    const details = unfold(/^Rounds to compare 2 of 2 rounds chosen/)
    await tick(B, 1)
    await until(() => expect(wordsOf()).toContain('Choose at least two rounds above'))
    expect(headings()).not.toContain('Can these be compared?')
    expect(details.open).toBe(true)
    await tick(B, 2)
    await until(() => the('heading', 'Can these be compared?'))
    // Closing it would take the focus away from the box just ticked.
    expect(details.open).toBe(true)
  })

  it('are too few where there is one alone: the choice is open, with the way to a file', async () => {
    await keepWorked('c')
    await arrive('c')
    expect(the('summary', /^Rounds to compare/).closest('details')?.open).toBe(true)
    expect(wordsOf()).toContain('Choose at least two rounds above, or open one from a file.')
    expect(choices()).toEqual([`+ ${C}`])
  })

  it('are finished ones of the same questionnaire about the same, of this union', async () => {
    await keepWorked('bc')
    await keep(dataMaturity, aRound('draft', { status: 'draft', sealedAt: null }))
    await keep(dataGovernance, aRound('check'))
    await keep(dataMaturity, aRound('project', { subject: aProject('Phone bank') }))
    await keep(dataMaturity, aRound('civic'), {}, { ...harbour, id: 'civic' })
    await arrive('c')
    expect(choices()).toEqual([`+ ${C}`, `+ ${B}`])
  })

  it('of a project are compared with rounds of this project', async () => {
    const of = (id: string, date: string, name: string) =>
      keep(dataGovernance, aRound(id, { date, subject: aProject(name) }), allAt(dataGovernance, 1))
    await of('p1', '2025-11-22', 'Phone bank')
    await of('p2', '2026-11-22', 'Phone bank')
    await of('other', '2026-05-05', 'Strike fund app')
    await keep(dataGovernance, aRound('whole', { date: '2026-06-06' }), allAt(dataGovernance, 1))
    await arrive('p2')
    await until(() => the('heading', 'Then and now'))
    expect(nameOf(document.querySelector('h1')!)).toBe('What changed in the project “Phone bank”')
    expect(choices().map((each) => each.slice(0, 13))).toEqual(['+ 22 November', '+ 22 November'])
    // The plan is the union’s.
    expect(headings()).not.toContain('Actions since then')
  })

  it('lose one that was deleted in another tab meanwhile', async () => {
    await keepWorked()
    await arrive('c')
    await deleteAssessment('b')
    await click(the('checkbox', A, unfold(/^Rounds to compare/)))
    await until(() => expect(choices()).toEqual([`+ ${C}`, `+ ${A}`]))
    await until(() => expect(rowOf('Leadership')).toContain('up 1.1'))
    expect(wordsOf()).not.toContain('could not be read')
  })

  it('say so where the round itself was deleted in another tab meanwhile', async () => {
    await keepWorked()
    await arrive('c')
    await deleteAssessment('c')
    await click(the('checkbox', A, unfold(/^Rounds to compare/)))
    await until(() => the('heading', 'This round is not on this device'))
  })

  it('leave out one whose questionnaire is damaged, and count it', async () => {
    await keepWorked()
    const { id, version } = laterMaturity
    const other = { ...laterMaturity, version: '1.2.0' }
    await keep(other, aRound('d', { date: '2026-11-20' }), allAt(other, 3))
    await (await database()).questionnaires.put({ id, version: '1.2.0', content: { id, version } })
    await arrive('c', '?rounds=b,c,d')
    await until(() =>
      expect(wordsOf()).toContain('One chosen round could not be read and is left out. It is still stored.'),
    )
    expect(rowOf('Uses')).toBe('Uses 2 Emerging 2.2 3 Learning 2.7 up 0.5 6 of 6 answered 6 of 6 answered 3 0 3')
  })

  it('do not say that one is missing while it is being read', async () => {
    await keepWorked()
    await arrive('c')
    const said: boolean[] = []
    const watching = new MutationObserver(() => said.push(wordsOf().includes('could not be read')))
    watching.observe(document.body, { childList: true, subtree: true, characterData: true })
    await tick(A, 3)
    await until(() => the('heading', MANY))
    watching.disconnect()
    expect(said).not.toEqual([])
    expect(said).not.toContain(true)
  })

  it('can be read again where the storage failed', async () => {
    await keepWorked()
    const allow = refuseReading('aims')
    await mountScreen(CompareView, { path: '/a/c/compare', props: { id: 'c' } })
    await until(() => the('heading', 'The round could not be opened'))
    expect(wordsOf()).toContain('The browser could not reach its storage.')
    await click(the('button', 'Try again'))
    await until(() => the('heading', 'The round could not be opened'))
    allow()
    await click(the('button', 'Try again'))
    await until(() => expect(rowOf('Leadership')).toContain('up 0.8'))
  })

  it('can be listed again where the storage failed before anything was there', async () => {
    await keepWorked()
    setActivePinia(createPinia())
    const allow = refuseReading('assessments')
    await readFor('/a/c/compare')
    await mountScreen(CompareView, { path: '/a/c/compare', props: { id: 'c' } })
    await until(() => the('heading', 'The round could not be opened'))
    allow()
    await click(the('button', 'Try again'))
    await until(() => expect(rowOf('Leadership')).toContain('up 0.8'))
  })
})

// Worked out by hand in tests/fixtures/versions/README.md.
describe('the changes', () => {
  it('stand part by part, the largest rise first, with what moved', async () => {
    await keepWorked()
    await arrive('c')
    await until(() => the('region', 'Then and now'))
    expect(linesIn(the('region', 'Then and now'))).toEqual([
      'Leadership up 0.8 5 of 6 questions moved up one level.',
      'Skills up 0.8 4 of 5 questions moved up one level.',
      'Analysis up 0.6 3 of 5 questions moved up one level.',
      'Uses up 0.5 3 of 6 questions moved up one level.',
      'Data up 0.5 3 of 6 questions moved up one level.',
      'Culture no visible change 1 of 5 questions moved up one level. One is newly known.',
      'Tools down 0.5 3 of 5 questions moved down one level. One more changed in another way.',
    ])
    expect(wordsOf(the('region', 'Then and now'))).toContain('Then, 19 November 2025 Now, 18 November 2026')
  })

  it('stand in a table, with the answers at both dates', async () => {
    await keepWorked()
    await arrive('c')
    await until(() => the('heading', 'All changes in a table'))
    expect(rowOf('Leadership')).toBe(
      'Leadership 2 Emerging 1.8 3 Learning 2.7 up 0.8 6 of 6 answered 6 of 6 answered 5 0 1',
    )
    expect(rowOf('Culture')).toBe(
      'Culture 3 Learning 2.8 3 Learning 2.8 no visible change 5 of 6 answered 6 of 6 answered 1 0 4',
    )
    expect(rowOf('Tools')).toBe('Tools 3 Learning 2.7 2 Emerging 2.2 down 0.5 6 of 6 answered 5 of 5 answered 0 3 2')
  })

  it('are drawn as a shape: now, then, and the targets of the newer round', async () => {
    await keepWorked()
    await saveAims('b', { ...NO_AIMS, targets: { data: 5 } })
    await saveAims('c', { ...NO_AIMS, targets: { uses: 5 } })
    await arrive('c')
    const { name, drawn } = await vi.waitFor(picture, PATIENCE)
    expect(drawn.firm).toEqual([2.67, 2.5, 2.6, 2.67, 2.83, 2.2, 2.6])
    expect(drawn.before).toEqual([2.17, 2, 2, 1.83, 2.8, 2.67, 1.8])
    // Overall 2.6 is Learning, so the target is Developing unless the union has its own.
    expect(drawn.target).toEqual([5, 4, 4, 4, 4, 4, 4])
    expect(name).toContain('Tools: 3 Learning then, 2 Emerging now, down 0.5')
  })

  it('over three rounds are pictures on one line of time, each with its slope', async () => {
    await keepWorked()
    await arrive('c', '?rounds=a,b,c')
    await until(() => the('heading', MANY))
    const pictures = [...under(MANY).querySelectorAll('[role="img"]')].map(nameOf)
    expect(pictures).toHaveLength(7)
    expect(pictures).toContain(
      'Leadership: 2 Emerging on 20 November 2024, 2 Emerging on 19 November 2025 and 3 Learning on 18 November 2026',
    )
    const line = (part: string) => linesIn(under(MANY)).find((words) => words.startsWith(part))
    expect(line('Leadership')).toContain('From 20 November 2024 to 18 November 2026: up 1.1, which is 0.6 a year.')
    expect(line('Tools')).toContain('down 0.5, which is 0.2 a year.')
    expect(all('columnheader', undefined, under('All changes in a table')).map(nameOf)).toEqual([
      ...['Part', '20 November 2024', '19 November 2025', '18 November 2026', 'Change'],
    ])
    expect(rowOf('Skills')).toBe('Skills 2 Emerging 1.7 2 Emerging 1.8 3 Learning 2.5 up 0.8')
  })

  it('are worked out again on the questions that are the same, or stand as each round was scored', async () => {
    await keepWorked('ac')
    const { wrapper, router } = await arrive('c')
    await until(() => expect(rowOf('Culture')).toContain('2 Emerging 2.3 3 Learning 2.8 up 0.5'))
    expect(rowOf('Leadership')).toBe(
      'Leadership 2 Emerging 1.5 3 Learning 2.6 up 1.1 4 of 5 answered 5 of 5 answered 4 0 0',
    )
    expect(rowOf('Data')).toContain('2 Emerging 1.6 3 Learning 2.5 up 0.9')
    expect(likeForLike().checked).toBe(true)
    await click(likeForLike())
    await until(() => expect(rowOf('Culture')).toContain('3 Learning 2.6 3 Learning 2.8 up 0.3'))
    expect(rowOf('Leadership')).toBe(
      'Leadership 2 Emerging 1.8 3 Learning 2.7 up 0.9 5 of 6 answered 6 of 6 answered 4 0 0',
    )
    expect(rowOf('Data')).toContain('2 Emerging 1.5 3 Learning 2.5 up 1.0')
    // It stays so after a reload, and can be switched on again.
    const { fullPath } = router.currentRoute.value
    wrapper.unmount()
    await arrive('c', fullPath.slice(fullPath.indexOf('?')))
    await until(() => expect(rowOf('Culture')).toContain('up 0.3'))
    expect(likeForLike().checked).toBe(false)
    await click(likeForLike())
    await until(() => expect(rowOf('Culture')).toContain('up 0.5'))
  })

  it('of a check are told in bands and points', async () => {
    await keep(dataGovernance, aRound('g1', { date: '2025-11-22' }), allAt(dataGovernance, 1))
    await keep(dataGovernance, aRound('g2', { date: '2026-11-22' }), { ...allAt(dataGovernance, 2) })
    await arrive('g2')
    // Six questions at 1 are 6 of 18 points, a third; at 2 they are 12, two thirds.
    await until(() =>
      expect(rowOf('Write a plan')).toBe(
        'Write a plan Getting going 6 of 18 points On course 12 of 18 points up 6 points 6 of 6 answered 6 of 6 answered 6 0 0',
      ),
    )
    expect(linesIn(the('region', 'Then and now'))[0]).toBe(
      // The largest section has eight questions, but every share rises by a third; so the questionnaire’s order decides.
      'Write a plan up 6 points 6 of 6 questions moved up one step.',
    )
    const { drawn } = await vi.waitFor(picture, PATIENCE)
    expect(drawn.firm).toEqual(Array(6).fill(66.67))
    expect(drawn.before).toEqual(Array(6).fill(33.33))
  })

  it('are not told where fewer than 60 % of the questions are shared: the page says why', async () => {
    await keep(dataMaturity, aRound('full', { date: '2025-11-22' }), allAt(dataMaturity, 2))
    await keep(dataMaturity, aRound('short', { date: '2026-11-22', form: 'short' }), allAt(dataMaturity, 3))
    await arrive('short')
    await until(() => the('heading', 'Can these be compared?'))
    expect(wordsOf()).toContain(
      '14 questions were asked every time with the same meaning, out of 40 on 22 November 2025 and 14 on 22 November 2026.',
    )
    expect(wordsOf()).toContain(
      'Fewer than 60 % of the questions of at least one round are shared, so no change is shown.',
    )
    expect(headings()).not.toContain('All changes in a table')
    expect(all('table')).toEqual([])
    expect(headings()).not.toContain('Question by question')
  })

  it('are not told of a part of which fewer than 60 % are shared; the others are', async () => {
    // Of five questions on skills two are left: 40 %.
    const rescored = rescaled(dataMaturity, '1.1.0', ['skills-capacity', 'skills-training', 'skills-experts'])
    await keep(dataMaturity, aRound('r1', { date: '2025-11-22' }), allAt(dataMaturity, 2))
    await keep(rescored, aRound('r2', { date: '2026-11-22' }), allAt(rescored, 3))
    await arrive('r2')
    await until(() => expect(rowOf('Skills')).toContain('too few shared questions'))
    expect(wordsOf()).toContain('In Skills fewer than 60 % of the questions are shared, so no change is shown there.')
    expect(rowOf('Uses')).toContain('up 1.0')
    expect(linesIn(the('region', 'Then and now')).at(-1)).toBe('Skills too few shared questions')
  })

  it('of the example are shown as those of an example, without a plan', async () => {
    await keepWorked('bc', {}, riverbank)
    await arrive('c')
    await until(() => the('heading', 'Then and now'))
    expect(nameOf(document.querySelector('h1')!)).toBe('What changed for Riverbank Union (example)')
    expect(headings()).not.toContain('Actions since then')
    expect(document.querySelector('input[type="file"]')).toBeNull()
  })

  it('can be saved and printed', async () => {
    await keepWorked('bc')
    await arrive('c')
    await until(() => the('button', 'Changes by part (CSV)'))
    const files: { name: string; text: Promise<string> }[] = []
    let last: Blob | null = null
    vi.spyOn(URL, 'createObjectURL').mockImplementation((content) => {
      last = content as Blob
      return 'blob:made-up'
    })
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      if (last) files.push({ name: this.download, text: last.text() })
    })
    await click(the('button', 'Changes by part (CSV)'))
    await until(() => expect(wordsOf()).toMatch(/Saved as waymark-Changes-by-part-\d{4}-\d{2}-\d{2}\.csv\./))
    await click(the('button', 'Changes by question (CSV)'))
    await until(() => expect(files).toHaveLength(2))
    await click(the('button', 'Both as an Excel workbook'))
    await until(() => expect(files).toHaveLength(3))
    await click(the('button', 'Then and now as SVG'))
    await until(() => expect(files).toHaveLength(4))
    expect(files.map(({ name }) => name.replace(/\d{4}-\d{2}-\d{2}/, 'today'))).toEqual([
      'waymark-Changes-by-part-today.csv',
      'waymark-Changes-by-question-today.csv',
      'waymark-Changes-today.xlsx',
      'waymark-Then-and-now-today.svg',
    ])
    // The picture says by itself which dates it is of.
    expect(await files[3]?.text).toMatch(/The diamond is then, \d+ \w+ \d{4}\. The circle is now, \d+ \w+ \d{4}\./)
    expect(await files[0]?.text).toContain('up 0.8')
    expect(await files[1]?.text).toContain('The yearly survey now comes before every claim.')
    const print = vi.fn()
    vi.stubGlobal('print', print)
    await click(the('button', 'Print this page'))
    expect(print).toHaveBeenCalledOnce()
  })

  it('say so where a file cannot be made', async () => {
    await keepWorked('bc')
    await arrive('c')
    await until(() => the('button', 'Changes by part (CSV)'))
    vi.spyOn(URL, 'createObjectURL').mockImplementation(() => {
      throw new Error('no room')
    })
    await click(the('button', 'Changes by part (CSV)'))
    expect(wordsOf(the('alert'))).toContain('The file could not be made.')
  })
})

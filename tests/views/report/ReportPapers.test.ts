import { beforeEach, describe, expect, it, vi } from 'vitest'
import { pictureOf } from '@/papers/picture'
import ReportPapers from '@/views/report/ReportPapers.vue'
import type { ReportInput } from '@/views/report/useReport'
import { anAnswer } from '../../support/builders'
import { all, click, HOSTILE, mountPart, nameOf, the, wordsOf } from '../../support/mounting'
import { aPlanned } from '../plan/arriving'
import { aProject, harbour, PATIENCE } from '../rounds'
import { anInput, goldenMaturity } from './input'

// There is nothing to draw with here.
vi.mock('@/papers/picture', () => ({ pictureOf: vi.fn(() => Promise.resolve(new Uint8Array([1, 2, 3]))) }))

const civic = goldenMaturity('civic')
const evidence = { source: 'minutes.pdf', date: '2026-01-31' }
const noted = anAnswer({ choice: { kind: 'option', value: 3 }, note: 'Asked two branches', evidence })
const round = { ...civic, answers: { ...civic.answers, 'uses-why-collect': noted } }
const dated = [aPlanned('Ring every branch', { owner: 'Amira', due: '2027-01-31' })]

/** Each file handed over: its name and what it holds. */
let files: { name: string; content: Blob }[] = []
beforeEach(() => {
  files = []
  let last: Blob | null = null
  vi.spyOn(URL, 'createObjectURL').mockImplementation((content) => {
    last = content as Blob
    return 'blob:made-up'
  })
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    if (last) files.push({ name: this.download, content: last })
  })
})

const show = (input: ReportInput = anInput(round, dated)) => mountPart(ReportPapers, { props: { input } })
const preview = () => the('region', 'Preview')
const box = (name: string) => the('checkbox', name)
const PUBLIC = 'Public copy: leave all of these out'
const BOXES = ['Names and owners', 'Notes and reasons', 'Evidence', PUBLIC]
const ticked = () => BOXES.filter((name) => box(name).checked)
const full = () => click(the('radio', /^Full report/))
async function saved(button: string): Promise<{ name: string; content: Blob }> {
  await click(the('button', button))
  await vi.waitFor(() => expect(files).toHaveLength(1), PATIENCE)
  const [file] = files
  if (!file) throw new Error('no file')
  return file
}

describe('the preview', () => {
  it('shows the board page first', () => {
    show()
    expect(wordsOf(preview())).toContain('Where Harbour Union stands Data maturity framework · 22 November 2026')
    expect(all('heading', undefined, preview()).map(nameOf)).toEqual([
      ...['Preview', 'Where Harbour Union stands', 'Strengths', 'Gaps', 'Next actions', 'Since last time'],
    ])
    expect(wordsOf(the('table', undefined, preview()))).toBe(
      'Action Who By when Ring every branch Amira 31 January 2027',
    )
    expect(preview().querySelector('img')?.alt).toContain('Bars of all parts. Uses: 3 Learning')
    expect(wordsOf(preview())).toMatch(/Made with Waymark [\d.]+\. Answers of 22 November 2026\.$/)
  })

  it('shows the full report when that is chosen, and the board page again', async () => {
    show()
    await full()
    expect(all('heading', undefined, preview()).map(nameOf)).toContain('About the method and its limits')
    expect(preview().querySelectorAll('img')).toHaveLength(2)
    await click(the('radio', /^Board page/))
    expect(all('heading', undefined, preview()).map(nameOf)).not.toContain('About the method and its limits')
  })

  it('has a name of its own for every table', async () => {
    show()
    await full()
    const names = all('region', undefined, preview()).map(nameOf)
    expect(names).toEqual([
      ...['All results in a table', 'Plan'],
      ...['Uses', 'Data', 'Analysis', 'Leadership', 'Culture', 'Tools', 'Skills'],
    ])
  })

  it('names every row of a table by its first cell', async () => {
    show()
    expect(all('rowheader', undefined, preview()).map(nameOf)).toEqual(['Ring every branch'])
    await full()
    const results = the('table', /^All results in a table/, preview())
    expect(all('rowheader', undefined, results).map(nameOf)).toEqual([
      ...['Uses', 'Data', 'Analysis', 'Leadership', 'Culture', 'Tools', 'Skills'],
    ])
    expect(all('rowheader', undefined, preview())).toHaveLength(all('row', undefined, preview()).length)
  })

  it('shows any name, title and note as text', async () => {
    const union = { ...harbour, name: HOSTILE }
    const hostile = anAnswer({ choice: null, note: HOSTILE })
    show(anInput({ ...round, union, answers: { 'uses-benefit': hostile } }, [aPlanned('x', { title: HOSTILE })]))
    await click(box('Notes and reasons'))
    await full()
    expect(document.querySelector('img[src="x"]')).toBeNull()
    expect(preview().textContent).toContain(`Where ${HOSTILE} stands`)
  })
})

describe('what goes in', () => {
  it('is names only at first', () => {
    show()
    expect(ticked()).toEqual(['Names and owners'])
  })

  it('is shown at once', async () => {
    show()
    await full()
    expect(wordsOf(preview())).not.toContain('Asked two branches')
    await click(box('Notes and reasons'))
    expect(wordsOf(preview())).toContain('Asked two branches')
    expect(wordsOf(preview())).not.toContain('minutes.pdf')
    await click(box('Evidence'))
    expect(wordsOf(preview())).toContain('minutes.pdf, 31 January 2026')
    expect(wordsOf(preview())).toContain('Amira')
    await click(box('Names and owners'))
    expect(wordsOf(preview())).not.toContain('Amira')
  })

  it('is none of it in a public copy, and what was chosen before when that is taken back', async () => {
    show()
    await click(box(PUBLIC))
    expect(ticked()).toEqual([PUBLIC])
    expect(wordsOf(preview())).not.toContain('Amira')
    await click(box(PUBLIC))
    expect(ticked()).toEqual(['Names and owners'])
  })

  it('makes it a public copy when the last is left out, and none any more when one goes in', async () => {
    show()
    await click(box('Names and owners'))
    expect(ticked()).toEqual([PUBLIC])
    await click(box('Evidence'))
    expect(ticked()).toEqual(['Evidence'])
  })

  it('is left out of the files too', async () => {
    show()
    await click(box(PUBLIC))
    const { content } = await saved('Plan as CSV')
    expect(await content.text()).not.toContain('Amira')
    expect(await content.text()).toContain('Ring every branch')
  })
})

describe('saving', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] })
    // Half past midnight in Brussels, where it is still the day before in London.
    vi.setSystemTime(new Date('2026-11-22T23:30:00Z'))
    return () => {
      vi.useRealTimers()
      vi.unstubAllGlobals()
    }
  })

  it.each([
    ['Word file', 'waymark-Board-page-2026-11-23.docx'],
    ['Web page in one file', 'waymark-Board-page-2026-11-23.html'],
    ['Excel workbook', 'waymark-Results-Answers-Plan-2026-11-23.xlsx'],
    ['Answers as CSV', 'waymark-Answers-2026-11-23.csv'],
    ['Results as CSV', 'waymark-Results-2026-11-23.csv'],
    ['Plan as CSV', 'waymark-Plan-2026-11-23.csv'],
    ['Calendar of due dates', 'waymark-Calendar-2026-11-23.ics'],
    ['Bars as SVG', 'waymark-Bars-2026-11-23.svg'],
    ['Bars as PNG', 'waymark-Bars-2026-11-23.png'],
    ['Radar as SVG', 'waymark-Radar-2026-11-23.svg'],
    ['Radar as PNG', 'waymark-Radar-2026-11-23.png'],
  ])('hands over a file with what it is and today’s date in its name: %s', async (button, name) => {
    show()
    expect((await saved(button)).name).toBe(name)
    await vi.waitFor(() => expect(wordsOf(the('status'))).toBe(`Saved as ${name}.`), PATIENCE)
  })

  it('names the file after the paper that is chosen, and fills it with that', async () => {
    show()
    await full()
    const { name, content } = await saved('Web page in one file')
    expect(name).toBe('waymark-Full-report-2026-11-23.html')
    expect(await content.text()).toContain('About the method and its limits')
  })

  it('prints through the browser', async () => {
    const print = vi.fn()
    vi.stubGlobal('print', print)
    show()
    await click(the('button', 'Print, or save as PDF'))
    expect(print).toHaveBeenCalledOnce()
  })

  it('offers a calendar only where an action has a date', async () => {
    show(anInput(round, [aPlanned('Undated')]))
    expect(all('button', 'Calendar of due dates')).toEqual([])
    expect(wordsOf()).toContain('No action has a date yet, so there is nothing for a calendar.')
  })

  it('offers nothing of a plan for a project, and says why', async () => {
    show(anInput(goldenMaturity('civic', { subject: aProject('New phones') })))
    expect(all('button', /Plan|Calendar/)).toEqual([])
    expect(wordsOf()).toContain('A project has no plan of its own, so its papers hold no actions.')
    expect(wordsOf()).not.toContain('No action')
    expect((await saved('Excel workbook')).name).toBe('waymark-Results-Answers-2026-11-23.xlsx')
  })

  it('fills the calendar with the days', async () => {
    show()
    expect(wordsOf()).not.toContain('No action has a date yet')
    const text = await (await saved('Calendar of due dates')).content.text()
    expect(text).toContain('DTSTART;VALUE=DATE:20270131')
    expect(text).toContain('SUMMARY:Ring every branch')
  })

  it('says so when a file cannot be made, until one can', async () => {
    vi.mocked(pictureOf).mockRejectedValueOnce(new Error('too large'))
    show()
    await click(the('button', 'Bars as PNG'))
    await vi.waitFor(
      () => expect(wordsOf(the('alert'))).toBe('The file could not be made. Nothing was lost. Please try again.'),
      PATIENCE,
    )
    expect(wordsOf(the('status'))).toBe('')
    expect(files).toEqual([])
    await saved('Bars as PNG')
    expect(all('alert')).toEqual([])
  })
})

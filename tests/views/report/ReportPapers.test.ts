import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ComparedRound } from '@/domain/comparison'
import { pictureOf } from '@/papers/picture'
import ReportPapers from '@/views/report/ReportPapers.vue'
import type { ReportInput } from '@/views/report/useReport'
import { anAnswer, groupSays } from '../../support/builders'
import { all, click, HOSTILE, mountPart, nameOf, the, wordsOf } from '../../support/mounting'
import { aPhoto } from '../../support/photos'
import { aPlanned } from '../plan/arriving'
import { aProject, aRound, harbour, PATIENCE } from '../rounds'
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

/** The same round with one before it, in which one question was answered otherwise. */
const note = 'We asked nobody'
const before: ComparedRound = {
  assessment: aRound('a0', { date: '2025-11-22' }),
  questionnaire: civic.questionnaire,
  answers: { ...round.answers, 'uses-why-collect': anAnswer({ choice: { kind: 'option', value: 1 }, note }) },
}
const compared = anInput(round, dated, before)

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

describe('photos of the wall', () => {
  const photos = [aPhoto('a', { caption: ' Flipchart ' }), aPhoto('b')]
  const input = { ...anInput(round, dated), photos }
  const WALL = 'Photos of the wall'
  const pictures = () =>
    [...preview().querySelectorAll('img')].map(({ alt }) => alt).filter((alt) => /^Photo/.test(alt))

  it('are in no paper unless they are ticked, and then in both, with number and words', async () => {
    show(input)
    expect(box(WALL).checked).toBe(false)
    expect(pictures()).toEqual([])
    await full()
    expect(pictures()).toEqual([])
    await click(box(WALL))
    expect(pictures()).toEqual(['Photo 1 of 2: Flipchart', 'Photo 2 of 2'])
    expect(all('heading', WALL, preview())).toHaveLength(1)
    await click(the('radio', /^Board page/))
    expect(pictures()).toEqual(['Photo 1 of 2: Flipchart', 'Photo 2 of 2'])
  })

  it('are left out of a public copy, and come back with what was chosen before', async () => {
    show(input)
    await click(box(WALL))
    await click(box(PUBLIC))
    expect(box(WALL).checked).toBe(false)
    expect(pictures()).toEqual([])
    await click(box(PUBLIC))
    expect(pictures()).toHaveLength(2)
  })

  it('are in the file that is saved exactly where they are ticked', async () => {
    show(input)
    const without = await saved('Web page in one file')
    expect(await without.content.text()).not.toContain('image/jpeg')
    files = []
    await click(box(WALL))
    const withThem = await saved('Web page in one file')
    expect((await withThem.content.text()).split('src="data:image/jpeg;base64,')).toHaveLength(3)
  })

  it('are offered only where there are any', () => {
    show()
    expect(all('checkbox', WALL)).toEqual([])
  })
})

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

  it('shows what changed since the round before, with the notes of both where they go in', async () => {
    show(compared)
    // One of six questions on uses rose by two levels: 2/6.
    expect(wordsOf(preview())).toContain('Since 22 November 2025: Uses up 0.3.')
    await full()
    expect(all('region', undefined, preview()).map(nameOf).slice(1, 3)).toEqual([
      ...['All changes in a table', 'Question by question'],
    ])
    const questions = the('region', 'Question by question', preview())
    expect(all('row', undefined, questions)).toHaveLength(1)
    expect(wordsOf(questions)).toContain('Up by 2 1 Unaware 3 Learning')
    await click(box('Notes and reasons'))
    expect(wordsOf(questions)).toMatch(/Up by 2 1 Unaware We asked nobody 3 Learning Asked two branches$/)
    await click(box(PUBLIC))
    expect(wordsOf(preview())).not.toContain('We asked nobody')
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

  it('asks about dissent only where a group answered, and leaves it out at first', async () => {
    const wrapper = show()
    expect(all('checkbox', 'What those say who see it differently')).toEqual([])
    wrapper.unmount()
    const [item] = round.questionnaire.sections[0]?.items ?? []
    const answers = { ...round.answers, [item?.id ?? '']: groupSays('2', '1245', { dissent: 'Not so' }) }
    show(anInput({ ...round, answers }, dated))
    await full()
    expect(box('What those say who see it differently').checked).toBe(false)
    expect(wordsOf(preview())).not.toContain('Not so')
    await click(box('What those say who see it differently'))
    expect(wordsOf(preview())).toContain('Not so')
    await click(box(PUBLIC))
    expect(wordsOf(preview())).not.toContain('Not so')
    expect(wordsOf(preview())).toContain('Where you saw it differently')
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

  it('calls the workbook after its first sheets also where there are changes in it', async () => {
    show(compared)
    expect((await saved('Excel workbook')).name).toBe('waymark-Results-Answers-Plan-2026-11-23.xlsx')
  })

  it('prints through the browser', async () => {
    const print = vi.fn()
    vi.stubGlobal('print', print)
    show()
    await click(the('button', 'Print, or save as PDF'))
    expect(print).toHaveBeenCalledOnce()
  })

  it('offers a calendar also where no action has a date: it holds the next round', async () => {
    show(anInput(round, [aPlanned('Undated')]))
    const text = await (await saved('Calendar of due dates')).content.text()
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1)
    expect(text).toContain('DTSTART;VALUE=DATE:20271122')
    expect(text).toContain('SUMMARY:Time for the next round: Data maturity framework')
  })

  it('offers nothing of a plan for a project, and says why', async () => {
    show(anInput(goldenMaturity('civic', { subject: aProject('New phones') })))
    expect(all('button', /Plan|Calendar/)).toEqual([])
    expect(wordsOf()).toContain('A project has no plan of its own, so its papers hold no actions.')
    expect((await saved('Excel workbook')).name).toBe('waymark-Results-Answers-2026-11-23.xlsx')
  })

  it('fills the calendar with the days', async () => {
    show()
    const text = await (await saved('Calendar of due dates')).content.text()
    expect(text).toContain('DTSTART;VALUE=DATE:20270131')
    expect(text).toContain('SUMMARY:Ring every branch')
    expect(text).toContain('DTSTART;VALUE=DATE:20271122')
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

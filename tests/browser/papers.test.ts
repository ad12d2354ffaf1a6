import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import ICAL from 'ical.js'
import mammoth from 'mammoth'
import type { Page } from 'playwright-core'
import readWorkbook from 'read-excel-file/node'
import { afterAll, describe, expect, inject, test } from 'vitest'
import type { PlannedAction } from '@/domain/plan'
import check from '../../questionnaires/data-governance/questionnaire.json'
import maturity from '../../questionnaires/data-maturity/questionnaire.json'
import goldenCheck from '../fixtures/golden-governance.json'
import golden from '../fixtures/golden.json'
import { lay } from '../../scripts/lay.mjs'
import { aPlannedAction } from '../support/builders'
import { goldenAnswers, launch, newPage, placesOf, watch } from '../support/browser'

const browser = await launch()
const folder = await mkdtemp(join(tmpdir(), 'waymark-papers-'))
afterAll(() => rm(folder, { recursive: true }))

const FORMULA = '=1+1'
const SCRIPT = '<script>alert(1)</script>'
const SEALED = Date.UTC(2026, 4, 3, 12)

/** An action as it is stored, taken when the round was sealed. */
function anAction(id: string, rest: Partial<PlannedAction>) {
  const log: PlannedAction['log'] = [{ at: SEALED, what: 'taken', status: null }]
  return aPlannedAction(id, { firstRound: 'round-1', createdAt: SEALED, log, ...rest })
}

/** A sealed round of the union as it is stored. */
function aRound(id: string, questionnaire: { id: string; version: string }, rest: object = {}) {
  return {
    id,
    unionId: 'union-1',
    questionnaireId: questionnaire.id,
    questionnaireVersion: questionnaire.version,
    form: 'full',
    subject: { kind: 'union' },
    respondent: { role: 'elected', knowledge: 'hands_on', name: '' },
    date: '2026-05-03',
    status: 'sealed',
    createdAt: SEALED - 1000,
    sealedAt: SEALED,
    copiedFrom: null,
    lastItem: null,
    ...rest,
  }
}

type Choice = { kind: 'option'; value: number } | { kind: 'not_applicable'; reason: string } | { kind: 'dont_know' }

function anAnswer(assessmentId: string, itemId: string, choice: Choice, rest: object = {}) {
  const answer = {
    choice,
    confidence: null,
    note: '',
    evidence: { source: '', date: '' },
    comeBack: false,
    chosenAt: SEALED - 500,
    lastTimeShown: false,
    ...rest,
  }
  return { assessmentId, itemId, answer }
}

type Levels = readonly (readonly [string, number | null])[]

function answersOf(assessmentId: string, levels: Levels) {
  return levels.map(([itemId, value]) =>
    anAnswer(
      assessmentId,
      itemId,
      value === null ? { kind: 'not_applicable', reason: 'Nothing of the kind' } : { kind: 'option', value },
    ),
  )
}

type Rows = Record<string, readonly object[]>

/** Puts rows into the store of the app as another visit would have left them, and opens the papers of a round. */
async function openPapers(page: Page, rows: Rows, round = 'round-1'): Promise<void> {
  const questionnaires = [maturity, check].map((content) => ({ id: content.id, version: content.version, content }))
  await page.goto(inject('url'))
  await page.getByRole('link', { name: 'Start', exact: true }).waitFor()
  await lay(page, { questionnaires, ...rows })
  await page.goto(`${inject('url')}#/report/${round}`)
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Papers to take with you' }).waitFor()
}

/** The stored round of a golden union in the maturity questionnaire, with its union. */
function goldenRows(union: keyof typeof golden, rest: Rows = {}): Rows {
  return {
    unions: [{ id: 'union-1', name: golden[union].name, law: null }],
    assessments: [aRound('round-1', maturity)],
    answers: answersOf('round-1', goldenAnswers(union)),
    ...rest,
  }
}

interface Saved {
  readonly name: string
  readonly path: string
  readonly bytes: Buffer
}

let count = 0
/** Presses a button and takes the file that is saved. */
async function save(page: Page, button: string): Promise<Saved> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ])
  const name = download.suggestedFilename()
  const path = join(folder, `${(count += 1)}-${name}`)
  await download.saveAs(path)
  await page
    .getByRole('status')
    .filter({ hasText: `Saved as ${name}.` })
    .waitFor()
  return { name, path, bytes: await readFile(path) }
}

async function choose(page: Page, kind: 'Board page' | 'Full report', ...ticked: readonly string[]): Promise<void> {
  await page.getByRole('radio', { name: kind }).check()
  for (const name of ['Names and owners', 'Notes and reasons', 'Evidence'])
    await page.getByRole('checkbox', { name }).setChecked(ticked.includes(name))
}
const EVERYTHING = ['Names and owners', 'Notes and reasons', 'Evidence'] as const

const clean = (text: string) => text.replace(/[↕↑↓]/g, '').replace(/\s+/g, ' ').trim()

type Table = readonly (readonly string[])[]

/** The table that is named or holds these words, cell by cell, head and titles included. */
async function tableOf(page: Page, words: string): Promise<Table> {
  const table = page.getByRole('table').filter({ hasText: words }).first()
  await table.waitFor()
  const cells = await table
    .getByRole('row')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')))
  return cells.map((row) => row.map(clean))
}

/** A CSV as a strict reader takes it: quotes in place, all lines as long as the first. */
function readCsv({ bytes }: Saved): Table {
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  return parse(bytes, { bom: true, record_delimiter: '\r\n', relax_quotes: false, relax_column_count: false })
}

async function readSheets({ bytes }: Saved): Promise<Readonly<Record<string, Table>>> {
  const sheets = await readWorkbook(bytes, { trim: false })
  return Object.fromEntries(
    sheets.map(({ sheet, data }) => [sheet, data.map((row) => row.map((cell) => String(cell ?? '')))]),
  )
}

/** A page without any policy, where a text can be turned into a document; nothing in it is run. */
async function readerPage(): Promise<Page> {
  const { page } = await newPage(browser)
  return page
}

/** The tables of a Word file as another reader finds them, each cell by cell. */
async function readWord(reader: Page, { bytes }: Saved) {
  const { value, messages } = await mammoth.convertToHtml({ buffer: bytes })
  expect(messages.filter(({ type }) => type === 'error')).toEqual([])
  return reader.evaluate((html) => {
    const document = new DOMParser().parseFromString(html, 'text/html')
    const tidy = (node: Element) => (node.textContent ?? '').replace(/\s+/g, ' ').trim()
    return {
      text: document.body.textContent ?? '',
      headings: [...document.querySelectorAll('h1, h2')].map(tidy),
      pictures: [...document.querySelectorAll('img')].map(({ alt }) => alt),
      tables: [...document.querySelectorAll('table')].map((table) =>
        [...table.rows].map((row) => [...row.cells].map(tidy)),
      ),
      active: document.querySelectorAll('script, iframe, object').length,
    }
  }, value)
}

/** The size that a PNG says it has. */
function sizeOfPng({ bytes }: Saved): readonly [number, number] {
  expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
}

/** Reads a drawing as a strict XML reader does. */
function readSvg(reader: Page, { bytes }: Saved) {
  return reader.evaluate((svg) => {
    const document = new DOMParser().parseFromString(svg, 'image/svg+xml')
    const box = document.documentElement.getAttribute('viewBox')?.split(' ').map(Number) ?? []
    return {
      root: document.documentElement.localName,
      faults: document.querySelectorAll('parsererror').length,
      active: document.querySelectorAll('script, foreignObject, image, use').length,
      width: box[2] ?? 0,
      height: box[3] ?? 0,
      text: document.documentElement.textContent ?? '',
    }
  }, bytes.toString('utf8'))
}

/** Everything that is written in a file, unpacked. */
function wordsIn({ name, bytes }: Saved): string {
  if (!/\.(docx|xlsx)$/.test(name)) return bytes.toString('utf8').replace(/\r\n /g, '')
  return Object.entries(unzipSync(new Uint8Array(bytes)))
    .filter(([path]) => !path.endsWith('.png'))
    .map(([, content]) => strFromU8(content))
    .join('\n')
}

const SECRETS = {
  respondent: 'Rosa Respondent',
  owner: 'Olu Owner',
  why: 'Because Wendy asked',
  evidence: 'secret-minutes.pdf',
  note: 'A note about Nadia',
  answerEvidence: 'secret-audit.pdf',
  reason: 'Reza keeps none',
}

/** Civic, with typed texts that could do harm, and with what a public copy must not tell. */
function civicRows(): Rows {
  const answers = answersOf('round-1', goldenAnswers('civic'))
  const [first, second, third, ...others] = answers
  const typed = [
    anAnswer('round-1', first?.itemId ?? '', first?.answer.choice ?? { kind: 'dont_know' }, {
      note: SECRETS.note,
      evidence: { source: SECRETS.answerEvidence, date: '2026-04-01' },
    }),
    anAnswer('round-1', second?.itemId ?? '', second?.answer.choice ?? { kind: 'dont_know' }, { note: FORMULA }),
    anAnswer('round-1', third?.itemId ?? '', third?.answer.choice ?? { kind: 'dont_know' }, { note: SCRIPT }),
  ]
  return goldenRows('civic', {
    assessments: [
      aRound('round-1', maturity, { respondent: { role: 'elected', knowledge: null, name: SECRETS.respondent } }),
    ],
    answers: [...typed, ...others],
    plan: [
      anAction('action-1', { title: FORMULA, owner: SECRETS.owner, due: '2027-02-28', why: SECRETS.why }),
      anAction('action-2', { title: SCRIPT, owner: '@owner', createdAt: SEALED + 1 }),
      anAction('action-3', {
        title: 'Keep a list, of “tools”; all',
        status: 'in_place',
        owner: SECRETS.owner,
        evidence: { source: SECRETS.evidence, date: '2026-06-01' },
        reviewDate: '2027-06-01',
      }),
      anAction('action-4', { title: 'Buy a server', status: 'dropped', dropReason: 'No money', due: '2027-03-01' }),
    ],
  })
}

/** The results of the open round as the screen shows them, and back to its papers. */
async function resultsOf(page: Page): Promise<{ table: Table; places: Record<string, string> }> {
  const address = page.url()
  await page.getByRole('link', { name: /results$/i }).click()
  await page.getByRole('heading', { level: 1, name: /^Where/ }).waitFor()
  const places = await placesOf(page)
  const table = await tableOf(page, Object.keys(places)[0] ?? '')
  await page.goto(address)
  await page.getByRole('heading', { level: 1, name: 'Papers to take with you' }).waitFor()
  return { table, places }
}

/** Opens a saved page from the disk, and collects everything it asks for and complains of. */
async function openFromDisk({ path }: Saved) {
  const { page, faults } = await newPage(browser)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  const address = pathToFileURL(path).href
  await page.goto(address)
  return { page, faults, outside: () => asked.filter((url) => url !== address && !url.startsWith('data:')) }
}

describe('the papers of a sealed round', () => {
  test('can all be saved, open elsewhere, and bear what was typed without harm', async () => {
    const { page, faults } = await newPage(browser)
    await openPapers(page, civicRows())
    const { places } = await resultsOf(page)
    await choose(page, 'Full report', ...EVERYTHING)
    const reader = await readerPage()

    const word = await save(page, 'Word file')
    expect(word.name).toMatch(/^[\w-]+\.docx$/)
    const read = await readWord(reader, word)
    expect(read.headings).toEqual(expect.arrayContaining(['Summary', 'Plan', 'Answers']))
    expect(read.text).toContain(`Where ${golden.civic.name} stands`)
    expect(read.text).toContain(SCRIPT)
    expect(read.active).toBe(0)
    expect(read.pictures).toHaveLength(2)
    for (const alternative of read.pictures)
      for (const title of Object.keys(places)) expect(alternative).toContain(title)

    const html = await save(page, 'Web page in one file')
    expect(html.name).toMatch(/^[\w-]+\.html$/)
    const opened = await openFromDisk(html)
    await opened.page.getByRole('heading', { level: 1, name: `Where ${golden.civic.name} stands` }).waitFor()
    expect(await opened.page.getByText(SCRIPT, { exact: true }).count()).toBe(2)
    expect(await opened.page.getByRole('img').count()).toBe(2)
    expect(await opened.page.evaluate(() => document.scripts.length)).toBe(0)
    expect(opened.outside()).toEqual([])
    expect(opened.faults).toEqual([])

    const workbook = await save(page, 'Excel workbook')
    expect(workbook.name).toMatch(/^[\w-]+\.xlsx$/)
    const sheets = await readSheets(workbook)
    expect(Object.keys(sheets)).toEqual(['Results', 'Answers', 'Plan'])
    expect(sheets.Answers).toHaveLength(41)
    expect(sheets.Plan?.map(([title]) => title)).toEqual([
      'Action',
      `'${FORMULA}`,
      SCRIPT,
      'Keep a list, of “tools”; all',
      'Buy a server',
    ])
    expect(wordsIn(workbook)).not.toMatch(/<f[ >]/)

    const answers = readCsv(await save(page, 'Answers as CSV'))
    expect(answers).toEqual(sheets.Answers)
    expect(answers.flat()).toEqual(expect.arrayContaining([`'${FORMULA}`, SCRIPT, SECRETS.note]))
    const plan = readCsv(await save(page, 'Plan as CSV'))
    expect(plan).toEqual(sheets.Plan)
    const owner = plan[0]?.indexOf('Who') ?? -1
    expect(plan.map((row) => row[owner])).toEqual(['Who', SECRETS.owner, "'@owner", SECRETS.owner, ''])
    for (const cell of [...answers, ...plan].flat()) expect(cell).not.toMatch(/^[=+@-]/)
    expect(readCsv(await save(page, 'Results as CSV'))).toEqual(sheets.Results)

    // What is open and has a date, and the review of what is in place; the dropped one is nobody's business any more.
    const calendar = await save(page, 'Calendar of due dates')
    expect(calendar.name).toMatch(/\.ics$/)
    const entries = new ICAL.Component(ICAL.parse(calendar.bytes.toString('utf8')))
      .getAllSubcomponents('vevent')
      .map((each) => new ICAL.Event(each))
    expect(entries.map(({ summary, startDate }) => [summary, startDate.toString(), startDate.isDate])).toEqual([
      [FORMULA, '2027-02-28', true],
      ['Review: Keep a list, of “tools”; all', '2027-06-01', true],
      ['Time for the next round: Data maturity framework', '2027-05-03', true],
    ])
    expect(faults).toEqual([])
  })

  test('come with drawings that name every part, as SVG and as PNG', async () => {
    const { page, faults } = await newPage(browser)
    await openPapers(page, civicRows())
    const { places } = await resultsOf(page)
    const reader = await readerPage()
    for (const kind of ['Bars', 'Radar']) {
      const drawing = await readSvg(reader, await save(page, `${kind} as SVG`))
      expect(drawing).toMatchObject({ root: 'svg', faults: 0, active: 0 })
      for (const title of Object.keys(places)) expect(drawing.text).toContain(title)
      // Two pixels for each of the drawing's own, so that it is sharp on paper.
      expect(sizeOfPng(await save(page, `${kind} as PNG`))).toEqual([drawing.width * 2, drawing.height * 2])
      expect(drawing.width).toBeGreaterThan(300)
      expect(drawing.height).toBeGreaterThan(150)
    }
    expect(faults).toEqual([])
  })

  for (const [kind, questionnaire, name, levels] of [
    ['maturity', maturity, golden.quay.name, goldenAnswers('quay')],
    ['governance', check, golden.civic.name, Object.entries(goldenCheck.civic.answers)],
  ] as const)
    test(`say of every part what the screen says, after a ${kind} round`, async () => {
      const { page, faults } = await newPage(browser)
      await openPapers(page, {
        unions: [{ id: 'union-1', name, law: 'uk' }],
        assessments: [aRound('round-1', questionnaire)],
        answers: answersOf('round-1', levels),
      })
      const { table, places } = await resultsOf(page)
      expect(table).toHaveLength(questionnaire.sections.length + 1)
      if (kind === 'maturity') {
        // 8 of 5 questions are 1.6, and 13 of 6 are 2.17, as the golden figures have it.
        expect(places).toMatchObject({ Skills: '2 Emerging 1.6', Culture: '2 Emerging 2.2' })
      } else expect(places).toMatchObject({ 'Write a plan': 'Strong', 'Write rules': 'Getting going' })

      await choose(page, 'Full report')
      const words = await readWord(await readerPage(), await save(page, 'Word file'))
      const opened = await openFromDisk(await save(page, 'Web page in one file'))
      const first = Object.keys(places)[0] ?? ''
      expect(words.tables[0]).toEqual(table)
      expect(await tableOf(opened.page, first)).toEqual(table)
      expect(readCsv(await save(page, 'Results as CSV'))).toEqual(table)
      expect((await readSheets(await save(page, 'Excel workbook'))).Results).toEqual(table)
      // So does the picture, for those who cannot see it.
      for (const [title, place] of Object.entries(places)) {
        const spoken = `${title}: ${place.replace(/ \d\.\d$/, '')}`
        for (const alternative of words.pictures) expect(alternative).toContain(spoken)
      }
      expect(faults).toEqual([])
    })

  test('a public copy tells no names, notes, reasons or evidence, which the other copy does', async () => {
    const { page, faults } = await newPage(browser)
    const rows = civicRows()
    const [, second] = rows.answers as { itemId: string }[]
    await openPapers(page, {
      ...rows,
      answers: [
        ...(rows.answers ?? []),
        anAnswer('round-1', second?.itemId ?? '', { kind: 'not_applicable', reason: SECRETS.reason }),
      ],
    })
    const toldIn = (file: Saved) => {
      const words = wordsIn(file)
      return Object.entries(SECRETS).flatMap(([secret, text]) => (words.includes(text) ? [secret] : []))
    }
    // A page of its own for each copy: Chromium drops what a page saves after ten files in one second.
    const copy = async (choices: (papers: Page) => Promise<void>) => {
      const papers = await page.context().newPage()
      const faultsThere = watch(papers)
      await papers.goto(page.url())
      await choices(papers)
      const files: Saved[] = []
      for (const button of [
        'Word file',
        'Web page in one file',
        'Excel workbook',
        'Answers as CSV',
        'Plan as CSV',
        'Calendar of due dates',
      ])
        files.push(await save(papers, button))
      const preview = await papers.getByRole('region', { name: 'Preview' }).innerText()
      expect(faultsThere).toEqual([])
      return { told: files.map((file) => toldIn(file)), preview }
    }

    const whole = await copy(async (papers) => {
      await choose(papers, 'Full report', ...EVERYTHING)
      await papers.getByRole('checkbox', { name: /^Public copy/, checked: false }).waitFor()
    })
    const all = Object.keys(SECRETS)
    expect(whole.told.slice(0, 2)).toEqual([all, all])
    for (const text of Object.values(SECRETS)) expect(whole.preview).toContain(text)

    for (const kind of ['Full report', 'Board page'] as const) {
      const { told, preview } = await copy(async (papers) => {
        await choose(papers, kind, ...EVERYTHING)
        await papers.getByRole('checkbox', { name: /^Public copy/ }).check()
        for (const name of EVERYTHING)
          await papers.getByRole('checkbox', { name, exact: true, checked: false }).waitFor()
      })
      expect(told).toEqual([[], [], [], [], [], []])
      for (const text of Object.values(SECRETS)) expect(preview).not.toContain(text)
      expect(preview).toContain(FORMULA)
    }
    expect(faults).toEqual([])
  })

  test('of two rounds of one day compare the second with the first, and the first with none', async () => {
    const { page, faults } = await newPage(browser)
    await openPapers(page, {
      unions: [{ id: 'union-1', name: 'Docks', law: null }],
      assessments: [
        aRound('round-1', maturity),
        aRound('round-2', maturity, { createdAt: SEALED + 1000, sealedAt: SEALED + 2000 }),
      ],
      answers: [
        ...answersOf('round-1', goldenAnswers('quay')),
        // All as before, but for Skills: 5 each time. Before, 1+2+1+3+1 = 8 of 5 is 1.6.
        ...answersOf(
          'round-2',
          goldenAnswers('quay').map(([item, level]) => [item, item.startsWith('skills-') ? 5 : level]),
        ),
      ],
    })
    const preview = page.getByRole('region', { name: 'Preview' })
    await preview.getByText('This is the first round.').waitFor()
    await page.goto(`${inject('url')}#/report/round-2`)
    await preview.getByText('Since 3 May 2026: Skills up 3.4.').waitFor()
    expect(faults).toEqual([])
  })

  test('a plan of five hundred actions fits into a workbook under the policy of the page', async () => {
    const { page, faults } = await newPage(browser)
    const plan = Array.from({ length: 500 }, (_, index) =>
      anAction(`action-${index + 1}`, {
        title: `Action ${index + 1}: ${'what is to be done '.repeat(8)}`.trim(),
        why: 'Because the executive has asked for it more than once. '.repeat(6),
        owner: `Owner ${index % 40}`,
        due: '2027-01-31',
        createdAt: SEALED + index,
      }),
    )
    await openPapers(page, goldenRows('quay', { plan }))
    expect(await page.locator('meta[http-equiv="Content-Security-Policy"]').count()).toBe(1)
    await choose(page, 'Board page', ...EVERYTHING)
    const { Plan = [] } = await readSheets(await save(page, 'Excel workbook'))
    expect(Plan).toHaveLength(501)
    expect(new Set(Plan.slice(1).map(([title]) => /^Action (\d+):/.exec(title ?? '')?.[1])).size).toBe(500)
    expect(faults).toEqual([])
  })
})

/** Prints the open board page, and counts the pages. */
async function pagesOf(page: Page, format: 'A4' | 'Letter'): Promise<number> {
  const pdf = await page.pdf({ format, printBackground: true })
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
}

/** How wide the page is in print: A4 is 210 mm wide, less 16 mm on either side, which is 673 pixels at 96 an inch. */
async function widthOnA4(page: Page): Promise<number> {
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: 673, height: 1000 })
  return page.evaluate(() => document.documentElement.scrollWidth)
}

describe('the board page is one side of paper, on A4 and on Letter', () => {
  const blanks = (length: number) => 'a longer word '.repeat(length).slice(0, length - 1) + 'x'
  const noBlanks = (length: number) => 'Datenschutz'.repeat(length).slice(0, length)
  const planOf = (text: (length: number) => string) =>
    Array.from({ length: 5 }, (_, index) =>
      anAction(`action-${index + 1}`, {
        title: text(300),
        owner: text(200),
        due: '2027-09-30',
        createdAt: SEALED + index,
      }),
    )

  /** A round before it in which every part stood elsewhere. */
  const before = {
    round: aRound('round-0', maturity, { date: '2025-05-03', createdAt: SEALED - 9000, sealedAt: SEALED - 8000 }),
    answers: answersOf(
      'round-0',
      goldenAnswers('federation').map(([item]) => [item, 1]),
    ),
  }
  const long = (text: (length: number) => string): Rows => ({
    unions: [{ id: 'union-1', name: text(200), law: null }],
    assessments: [before.round, aRound('round-1', maturity)],
    answers: [...before.answers, ...answersOf('round-1', goldenAnswers('federation'))],
    plan: planOf(text),
  })

  for (const [name, rows] of [
    ['quay', goldenRows('quay', { plan: planOf(() => 'Write down who may see what') })],
    ['civic', goldenRows('civic', { plan: planOf(() => 'Write down who may see what') })],
    ['federation', goldenRows('federation', { plan: planOf(() => 'Write down who may see what') })],
    [
      'a check',
      {
        ...goldenRows('quay', { plan: planOf(blanks) }),
        assessments: [aRound('round-1', check)],
        answers: answersOf('round-1', Object.entries(goldenCheck.quay.answers)),
      },
    ],
    ['the longest texts', long(blanks)],
    ['the longest texts without a blank', long(noBlanks)],
  ] as const)
    test(`for ${name}`, async () => {
      const { page, faults } = await newPage(browser)
      await openPapers(page, rows)
      await choose(page, 'Board page', 'Names and owners')
      const preview = page.getByRole('region', { name: 'Preview' })
      const isBoardPage = () => expect.poll(() => preview.getByRole('row').count()).toBe(6)
      await isBoardPage()
      expect(await pagesOf(page, 'A4')).toBe(1)
      expect(await pagesOf(page, 'Letter')).toBe(1)
      // The full report takes more, so the count can tell.
      if (name === 'quay') {
        await choose(page, 'Full report')
        await expect.poll(() => preview.getByRole('row').count()).toBeGreaterThan(6)
        expect(await pagesOf(page, 'A4')).toBeGreaterThan(2)
        await choose(page, 'Board page', 'Names and owners')
        await isBoardPage()
      }
      expect(await widthOnA4(page)).toBeLessThanOrEqual(673)
      expect(faults).toEqual([])
    })

  test('also as a file that somebody else prints, and no word of the full report leaves the paper', async () => {
    const { page, faults } = await newPage(browser)
    await openPapers(page, long(noBlanks))
    const file = await openFromDisk(await save(page, 'Web page in one file'))
    expect(await pagesOf(file.page, 'A4')).toBe(1)
    expect(await pagesOf(file.page, 'Letter')).toBe(1)
    await choose(page, 'Full report', ...EVERYTHING)
    expect(await widthOnA4(page)).toBeLessThanOrEqual(673)
    expect(faults).toEqual([])
  })
})

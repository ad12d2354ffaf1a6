import { stat } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import check from '../../questionnaires/data-governance/questionnaire.json'
import maturity from '../../questionnaires/data-maturity/questionnaire.json'
import { goldenSteps, launch, layRound, newPage, savedLine, watch } from '../support/browser'

const browser = await launch()

const QUAY = 'Harbour & Quay Workers’ Association'

/** The items that the short form of a questionnaire asks, in their order. */
const shortForm = ({ sections }: { sections: readonly { items: readonly { id: string; shortForm?: boolean }[] }[] }) =>
  sections.flatMap(({ items }) => items.filter((item) => item.shortForm)).map(({ id }) => id)

/** The answers of quay to the questions that the short form of the check asks. */
const SHORT_STEPS = Object.fromEntries(
  shortForm(check).map((id) => [id, goldenSteps('quay')[id] ?? { notApplicable: 'We have nothing of the kind.' }]),
)
const LEVELS = [3, 4, 2, 2, 3, 3, 4, 3, 3, 4, 3, 2, 3, 2]
const SHORT_LEVELS = Object.fromEntries(shortForm(maturity).map((id, index) => [id, LEVELS[index] ?? 0]))

/** Each half on a page of its own: Chromium drops what a page saves after ten files in one second. */
const FILES = [
  [
    ['Word file', /\.docx$/],
    ['Web page in one file', /\.html$/],
    ['Excel workbook', /\.xlsx$/],
    ['Answers as CSV', /\.csv$/],
    ['Results as CSV', /\.csv$/],
    ['Plan as CSV', /\.csv$/],
  ],
  [
    ['Calendar of due dates', /\.ics$/],
    ['Bars as SVG', /\.svg$/],
    ['Bars as PNG', /\.png$/],
    ['Radar as SVG', /\.svg$/],
    ['Radar as PNG', /\.png$/],
  ],
] as const

const rowOf = (page: Page, title: string) =>
  page
    .getByRole('region', { name: /^(What to do, in this order|In place and dropped)$/ })
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: title, exact: true }) })

/** The titles of the open actions, in their order. */
const order = (page: Page) =>
  page.getByRole('region', { name: 'What to do, in this order' }).getByRole('heading', { level: 3 }).allInnerTexts()

/** A button of one row or card: its name ends in the title, which only voices read. */
const buttonOf = (page: Page, label: string, title: string) =>
  page.getByRole('button', { name: label }).and(page.getByText(`${label}: ${title}`, { exact: true }))

const says = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words }).waitFor()

async function take(page: Page, title: string, place: number, count: number): Promise<void> {
  await buttonOf(page, 'Take into the plan', title).click()
  await says(page, `“${title}” is in the plan now, at place ${place} of ${count}.`)
}

async function type(page: Page, title: string, owner: string, due: string): Promise<void> {
  const form = page.getByRole('region', { name: 'An action of your own' })
  await form.getByRole('textbox', { name: 'What is to be done' }).fill(title)
  await form.getByRole('textbox', { name: 'Owner' }).fill(owner)
  await form.getByLabel('Due').fill(due)
  await form.getByRole('button', { name: 'Add to the plan' }).click()
  await page.getByRole('heading', { name: title, exact: true }).waitFor()
}

async function edit(page: Page, title: string): Promise<Locator> {
  await buttonOf(page, 'Edit', title).click()
  return page.getByRole('group', { name: `Edit: ${title}`, exact: true })
}

/** How many actions the headings of the groups say, all together. */
async function sumOfGroups(page: Page): Promise<number> {
  const headings = page.getByRole('heading', { level: 3, name: /: (one|\d+) actions?$/ })
  await headings.first().waitFor()
  const counts = (await headings.allInnerTexts()).map((text) => /: (one|\d+) actions?$/.exec(text)?.[1])
  return counts.reduce((sum, count) => sum + (count === 'one' ? 1 : Number(count)), 0)
}

/** Lays the short forms of the check and then of the maturity questionnaire for one union, and comes to its plan. */
async function toPlan(page: Page): Promise<void> {
  await page.goto(inject('url'))
  const round = { name: QUAY, law: 'uk', form: 'short' } as const
  await layRound(page, check, SHORT_STEPS, { ...round, id: 'round-of-check', date: '2025-05-03' })
  await layRound(page, maturity, SHORT_LEVELS, { ...round, id: 'round-of-maturity', date: '2025-05-04' })
  await page.goto(`${inject('url')}#/a/round-of-maturity/results`)
  // The list of rounds was read before they were laid.
  await page.reload()
  await page.getByRole('link', { name: 'Choose what goes into the plan' }).click()
  await page.getByRole('heading', { level: 1, name: `Action plan of ${QUAY}` }).waitFor()
}

/** Begins a short round of a questionnaire for the same union; the open actions come first. */
async function beginAgain(page: Page, questionnaire: RegExp): Promise<void> {
  await page.getByRole('link', { name: 'New round', exact: true }).click()
  await page.getByRole('radio', { name: questionnaire }).check()
  await page.getByRole('radio', { name: QUAY, checked: true }).waitFor()
  await page.getByRole('radio', { name: 'An elected leader' }).check()
  await page.getByRole('button', { name: 'Begin this round' }).click()
  await page.getByRole('heading', { level: 1, name: /^Before you begin/ }).waitFor()
}

describe('the action plan from two sealed rounds to the next one', () => {
  test('takes offers and typed actions, keeps what is done with them over a reload, begins the next round, and ends in papers', async () => {
    const { page, faults } = await newPage(browser)
    await toPlan(page)
    const address = page.url()
    await page.getByText('0 open, 0 in place, 0 dropped').waitFor()

    // Five at most of each round, the latest round first. Each round's offers come when its questionnaire has.
    const offers = page.getByRole('region', { name: 'Offered to your union' })
    await expect
      .poll(() => offers.getByRole('heading', { level: 3 }).allInnerTexts())
      .toEqual([
        expect.stringMatching(/^Offered by the Data maturity framework of /),
        expect.stringMatching(/^Offered by the Data governance check of /),
      ])
    const steps = offers.getByRole('heading', { level: 4 })
    await expect.poll(() => steps.count()).toBe(10)
    const offered = await steps.allInnerTexts()
    const [step = '', other = '', , , , duty = '', second = '', third = ''] = offered
    await take(page, step, 1, 1)
    await take(page, other, 2, 2)
    // What is to be settled first goes on top, whatever was there.
    await take(page, duty, 1, 3)
    await take(page, second, 2, 4)
    await take(page, third, 3, 5)
    await type(page, 'Find a room for the data team', 'Branch secretary', '2099-03-01')
    await type(page, 'Thank the reps', '', '')
    await page.getByText('7 open, 0 in place, 0 dropped').waitFor()
    await page.getByText('7 of 7 open actions are shown.').waitFor()
    await expect.poll(() => offers.getByRole('heading', { level: 4 }).count()).toBe(5)

    const atFirst = await order(page)
    expect(atFirst.slice(0, 3)).toEqual([duty, second, third])
    expect([...atFirst].sort()).toEqual(
      [step, other, duty, second, third, 'Find a room for the data team', 'Thank the reps'].sort(),
    )
    await rowOf(page, duty)
      .getByText(/Settle first/)
      .waitFor()
    await expect.poll(() => page.getByText('Moved by hand').count()).toBe(0)

    // Moved by buttons, said, and marked; released, it goes back.
    const [first = '', , , , , sixth = '', last = ''] = atFirst
    await buttonOf(page, 'Move up', last).click()
    await says(page, `“${last}” is now at place 6 of 7.`)
    await expect.poll(() => order(page)).toEqual([...atFirst.slice(0, 5), last, sixth])
    await rowOf(page, last).getByText('Moved by hand', { exact: true }).waitFor()
    await buttonOf(page, 'Move down', first).click()
    await says(page, `“${first}” is now at place 2 of 7.`)
    await rowOf(page, first).getByText('Place 2 of 7').waitFor()
    await expect.poll(() => page.getByText('Moved by hand', { exact: true }).count()).toBe(2)
    await buttonOf(page, 'Release', last).click()
    await says(page, `“${last}” follows the order again, at place 7 of 7.`)
    await expect.poll(() => page.getByText('Moved by hand', { exact: true }).count()).toBe(1)
    const moved = [second, first, ...atFirst.slice(2)]
    await expect.poll(() => order(page)).toEqual(moved)

    // Blocked says by what.
    const blocking = await edit(page, second)
    await blocking.getByRole('combobox', { name: 'Status' }).selectOption('Blocked')
    await blocking.getByText('Say what blocks it, or choose the actions it waits for').waitFor()
    await blocking.getByRole('textbox', { name: 'Blocked by what?' }).fill('The contract ends in May')
    await blocking.getByRole('button', { name: /^Done with editing/ }).click()
    await rowOf(page, second).getByText('Blocked by: The contract ends in May').waitFor()

    // In place asks when to check again, and keeps the evidence.
    const completing = await edit(page, third)
    await completing.getByRole('combobox', { name: 'Status' }).selectOption('In place')
    await completing.getByText('Say when to check again: practices have to be kept up').waitFor()
    await completing.getByLabel('Check again on').fill('2098-05-04')
    await completing.getByRole('textbox', { name: 'Evidence', exact: true }).fill('minutes of the executive')
    await completing.getByLabel('Date of the evidence').fill('2026-05-03')
    await expect.poll(() => completing.getByText(/^Say when to check again/).count()).toBe(0)
    await completing.getByRole('button', { name: /^Done with editing/ }).click()
    await says(page, `“${third}” is not open any more. You find it under “Done”.`)
    await page.getByText('6 open, 1 in place, 0 dropped').waitFor()

    // Every removal can be undone; the action comes back to where it was.
    const six = moved.filter((title) => title !== third)
    await expect.poll(() => order(page)).toEqual(six)
    await buttonOf(page, 'Remove', step).click()
    await page.getByText('5 open, 1 in place, 0 dropped').waitFor()
    await expect.poll(() => order(page)).toEqual(six.filter((title) => title !== step))
    await buttonOf(page, 'Undo', `Removed: ${step}`).click()
    await says(page, `“${step}” is back in the plan.`)
    await expect.poll(() => order(page)).toEqual(six)
    await savedLine(page).waitFor()

    await page.reload()
    await page.getByText('6 open, 1 in place, 0 dropped').waitFor()
    await page.getByText('6 of 6 open actions are shown.').waitFor()
    await expect.poll(() => order(page)).toEqual(six)
    await rowOf(page, first).getByText('Moved by hand', { exact: true }).waitFor()
    await rowOf(page, second).getByText('Blocked by: The contract ends in May').waitFor()
    await rowOf(page, 'Find a room for the data team').getByText('1 March 2099').waitFor()
    await rowOf(page, 'Find a room for the data team').getByText('Branch secretary').waitFor()
    await expect.poll(() => offers.getByRole('heading', { level: 4 }).count()).toBe(5)

    // All ways to look at the plan count the same.
    for (const view of ['By owner', 'By due date']) {
      await page.getByRole('link', { name: view }).click()
      await page.getByRole('heading', { level: 2, name: view }).waitFor()
      await expect.poll(() => sumOfGroups(page)).toBe(6)
    }
    await page.getByRole('link', { name: 'Grid' }).click()
    await page.getByRole('heading', { level: 2, name: 'Effort and effect' }).waitFor()
    await expect.poll(() => page.getByRole('table').getByRole('listitem').count()).toBe(6)
    await page.getByRole('link', { name: 'Done' }).click()
    await page.getByRole('heading', { level: 2, name: 'In place and dropped' }).waitFor()
    await expect.poll(() => sumOfGroups(page)).toBe(1)
    await rowOf(page, third).getByText('To be checked again on 4 May 2098').waitFor()
    await rowOf(page, third).getByText('Evidence of 3 May 2026: minutes of the executive').waitFor()
    await rowOf(page, third).getByText('The life of this action').click()
    await rowOf(page, third)
      .getByText(/^First offered by the Data governance check of /)
      .waitFor()
    await rowOf(page, third)
      .getByText(/: in place$/)
      .waitFor()

    // A new round of the check begins with its open actions, and goes on without a word about them.
    await beginAgain(page, /^Data governance check/)
    await page.getByText('2 actions of your plan belong to “Data governance check” and are still open.').waitFor()
    await expect.poll(() => page.getByRole('radio', { name: 'Still open' }).count()).toBe(2)
    for (const title of [first, second])
      await page
        .getByRole('group', { name: title, exact: true })
        .getByRole('radio', { name: 'Still open', checked: true })
        .waitFor()
    await expect.poll(() => page.getByRole('group', { name: step, exact: true }).count()).toBe(0)
    await page.getByRole('link', { name: 'Skip this' }).click()
    await page.getByRole('link', { name: 'Back to all parts' }).waitFor()

    // One of the maturity questionnaire says what has become of them.
    await beginAgain(page, /^Data maturity framework/)
    const gone = page.getByRole('group', { name: other, exact: true })
    await gone.getByRole('radio', { name: 'Dropped' }).check()
    await gone.getByText('Say why it was dropped, so that nobody has to ask again').waitFor()
    await gone.getByRole('textbox', { name: 'Why was it dropped?' }).fill('The federation does it')
    const kept = page.getByRole('group', { name: step, exact: true })
    await kept.getByRole('radio', { name: 'In place' }).check()
    await kept.getByRole('button', { name: /^In 12 months: / }).click()
    await kept.getByRole('textbox', { name: 'Evidence' }).fill('handbook.pdf')
    await page.getByRole('link', { name: 'Go on to the questions' }).click()
    await page.getByRole('link', { name: 'Back to all parts' }).waitFor()
    await page.goto(address)
    await page.getByText('4 open, 2 in place, 1 dropped').waitFor()
    await page.reload()
    await page.getByText('4 open, 2 in place, 1 dropped').waitFor()
    await page.getByRole('link', { name: 'Done' }).click()
    await rowOf(page, other).getByText('Dropped because: The federation does it').waitFor()
    await rowOf(page, step).getByText('Evidence: handbook.pdf').waitFor()
    await expect.poll(() => sumOfGroups(page)).toBe(3)

    // From the results of a round to its papers: every kind of file can be saved.
    await page.getByRole('link', { name: 'Back to the union’s page' }).click()
    await page
      .getByRole('region', { name: 'Data maturity framework', exact: true })
      .getByRole('link', { name: /^See the results/ })
      .click()
    await page.getByRole('link', { name: 'Papers to take with you' }).click()
    await page.getByRole('heading', { level: 1, name: 'Papers to take with you' }).waitFor()
    for (const files of FILES) {
      const papers = await page.context().newPage()
      const faultsThere = watch(papers)
      await papers.goto(page.url())
      for (const [button, ending] of files) {
        const [download] = await Promise.all([
          papers.waitForEvent('download'),
          papers.getByRole('button', { name: button, exact: true }).click(),
        ])
        expect(download.suggestedFilename()).toMatch(ending)
        expect((await stat(await download.path())).size).toBeGreaterThan(100)
      }
      expect(faultsThere).toEqual([])
    }
    expect(faults).toEqual([])
  })
})

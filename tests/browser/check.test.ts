import type { Page } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import check from '../../questionnaires/data-governance/questionnaire.json'
import maturity from '../../questionnaires/data-maturity/questionnaire.json'
import {
  answerAll,
  beginCheck,
  choose,
  goldenAnswers,
  goldenSteps,
  launch,
  layRound,
  newPage,
  placesOf,
  seal,
  toCheck,
} from '../support/browser'

const browser = await launch()

/** The rows of the results table, each as its cells. */
async function tableOf(page: Page): Promise<readonly (readonly string[])[]> {
  const rows = page.getByRole('table').getByRole('row')
  const cells = await rows.evaluateAll((all) =>
    all.slice(1).map((row) => [...row.children].map((cell) => cell.textContent)),
  )
  return cells.map((row) => row.map((cell) => (cell ?? '').replace(/\s+/g, ' ').trim()))
}

/** The questions listed under “Settle this first”, in order, with those that are folded at first. */
async function settleList(page: Page): Promise<{ open: readonly string[]; all: readonly string[] }> {
  const region = page.getByRole('region', { name: 'Settle this first' })
  const questions = region.getByRole('heading', { level: 3 })
  await questions.first().waitFor()
  const open: string[] = []
  for (const question of await questions.all()) if (await question.isVisible()) open.push(await question.innerText())
  const folded = region.getByText(/^Show (one|\d+) more$/)
  if (await folded.isVisible()) await folded.click()
  await questions.last().waitFor()
  return { open, all: await questions.allInnerTexts() }
}

describe('the data governance check from start to results', () => {
  test('for quay: four parts to start with, and six things to settle first, five of them open', async () => {
    const { page, faults } = await newPage(browser)
    await page.goto(inject('url'))
    await beginCheck(page, 'Full form', 'Harbour & Quay Workers’ Association')
    const steps = Object.values(goldenSteps('quay'))
    await answerAll(page, steps.slice(0, 20))
    await page.getByRole('heading', { name: 'Half-way there: time for a break' }).waitFor()
    await page.getByText('You have answered 20 of 40 questions.').waitFor()
    await answerAll(page, steps.slice(20))
    await seal(page)

    await expect
      .poll(() => tableOf(page))
      .toEqual([
        ['Write a plan', 'Getting going', '5 of 18 points', '6 of 6 answered', '0', '0'],
        ['Build a community', 'Getting going', '6 of 18 points', '6 of 6 answered', '0', '1'],
        ['Handle data', 'Start here', '5 of 21 points', '7 of 7 answered', '0', '2'],
        ['Assign responsibility', 'Start here', '4 of 18 points', '6 of 6 answered', '0', '1'],
        ['Write rules', 'Start here', '4 of 18 points', '6 of 6 answered', '0', '1'],
        ['Manage risk', 'Start here', '4 of 21 points', '7 of 7 answered', '0', '1'],
      ])
    await page.getByText('6 things should be settled first.').waitFor()
    const { open, all } = await settleList(page)
    expect(open).toHaveLength(5)
    expect(all).toEqual([
      expect.stringContaining('health'),
      expect.stringContaining('lost, stolen or sent to the wrong person'),
      expect.stringContaining('federation'),
      expect.stringContaining('record of what'),
      expect.stringContaining('suppliers'),
      expect.stringContaining('regular'),
    ])
    expect(all.slice(0, 5)).toEqual(open)
    // What is read does not pretend to be more than it is.
    await expect.poll(() => page.getByText(/not legal advice/i).count()).toBe(1)
    await expect.poll(() => page.getByText(/overall grade/).count()).toBeGreaterThan(0)
    expect(faults).toEqual([])
  })

  test('for civic: two strong parts, and one thing to settle first whatever the bands say', async () => {
    const { page, faults } = await newPage(browser)
    await page.addInitScript(() => {
      const drawn: string[] = []
      Object.assign(window, { drawn })
      const { fillText } = CanvasRenderingContext2D.prototype
      CanvasRenderingContext2D.prototype.fillText = function (...words) {
        drawn.push(words[0])
        return fillText.apply(this, words)
      }
    })
    await page.goto(inject('url'))
    const answers = Object.entries(goldenSteps('civic')).map(([item, step]) => [
      item,
      step ?? { notApplicable: 'We have nothing of the kind.' },
    ])
    await layRound(page, check, Object.fromEntries(answers), { law: 'uk', status: 'draft', sealedAt: null })
    await page.goto(`${inject('url')}#/a/round-1/check`)
    await seal(page)

    await expect
      .poll(() => tableOf(page))
      .toEqual([
        ['Write a plan', 'Strong', '15 of 18 points', '6 of 6 answered', '0', '0'],
        ['Build a community', 'On course', '9 of 18 points', '6 of 6 answered', '0', '0'],
        ['Handle data', 'Strong', '18 of 24 points', '8 of 8 answered', '0', '0'],
        ['Assign responsibility', 'On course', '11 of 18 points', '6 of 6 answered', '0', '0'],
        ['Write rules', 'Getting going', '7 of 21 points', '7 of 7 answered', '0', '1'],
        ['Manage risk', 'On course', '12 of 21 points', '7 of 7 answered', '0', '0'],
      ])
    await page.getByText('One thing should be settled first.').waitFor()
    await page.getByRole('img', { name: /^Radar chart/ }).waitFor()
    expect((await settleList(page)).all).toEqual([expect.stringContaining('relies on consent')])

    // Every ring of the radar is named, the innermost too.
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { drawn: string[] }).drawn))
      .toEqual(expect.arrayContaining(['Start here', 'Getting going', 'On course', 'Strong']))

    // A figure opens to how it came about: 7 of 21 are 33.33 %.
    const parts = page.getByRole('region', { name: 'Each part in detail' })
    await parts.getByText('Write rules', { exact: true }).click()
    await parts.getByText('How this was worked out: Write rules').click()
    await parts.getByText('7 of 21 points are 33.33 %, so the band is Getting going.').waitFor()
    expect(faults).toEqual([])
  })
})

test('a project is named at the start, and the questions and results speak of it', async () => {
  const { page, faults } = await newPage(browser)
  await page.goto(inject('url'))
  await page.getByRole('link', { name: 'New round', exact: true }).click()
  await page.getByRole('radio', { name: /^Data governance check/ }).check()
  await page.getByRole('radio', { name: 'One project' }).check()
  await page.getByRole('radio', { name: 'Short form' }).check()
  await page.getByRole('radio', { name: 'The law of another country' }).check()
  await page.getByRole('radio', { name: 'An elected leader' }).check()
  await page.getByRole('button', { name: 'Begin this round' }).click()
  await page.getByRole('alert').getByRole('link', { name: 'Give the project a name' }).click()
  await page.keyboard.type('Shift survey 2027')
  await page.getByRole('button', { name: 'Begin this round' }).click()
  await page.getByRole('heading', { level: 1, name: /this project/ }).waitFor()
  await page.getByRole('link', { name: 'Back to all parts' }).click()
  await page.getByText('This check is about one project: Shift survey 2027').waitFor()
  await page.goBack()

  // Under another country's law nothing is called law.
  await page.getByText('The rule behind this').click()
  await page.getByText('This is good practice.').waitFor()
  expect(await page.getByText('By law:').count()).toBe(0)
  expect(await page.getByRole('listitem').filter({ hasText: 'GDPR' }).first().innerText()).toMatch(
    /^European Union and United Kingdom: GDPR/,
  )

  // Five times “don't know” suggests whom to ask.
  for (let count = 1; count <= 5; count += 1) {
    const before = await page.getByRole('heading', { level: 1 }).innerText()
    expect(await page.getByText(/A colleague may know/).count()).toBe(0)
    await page.getByRole('radio', { name: 'We don’t know yet' }).check()
    if (count === 5) await page.getByText(/to 5 questions so far. A colleague may know: the /).waitFor()
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.waitForFunction((h) => document.querySelector('h1')?.innerText !== h, before)
  }
  await answerAll(page, [2, 2, 2, 2, 2, 2, 2])
  await seal(page)
  await page.getByRole('heading', { name: 'Where the project “Shift survey 2027” stands' }).waitFor()
  // On paper nothing can be opened: what is folded is printed, with the rules, and the law they are told by.
  await page.getByText('Data protection law: The law of another country').waitFor()
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  await page.getByRole('region', { name: 'Settle this first' }).getByText('GDPR, article').first().waitFor()
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  // Two don't knows: 0 of 6 points, and a rough band, for only two questions were asked.
  expect((await placesOf(page))['Write a plan']).toBe('roughly Start here')
  expect((await placesOf(page))['Manage risk']).toBe('roughly On course')
  expect(faults).toEqual([])
})

test('a union’s two results stand side by side on its page, and the law it named can be changed there', async () => {
  const { page, faults } = await newPage(browser)
  await page.goto(inject('url'))
  await layRound(page, maturity, Object.fromEntries(goldenAnswers('civic')))
  await page.goto(`${inject('url')}#/u/union-1`)
  const ofMaturity = page.getByRole('region', { name: 'Data maturity framework', exact: true })
  const ofCheck = page.getByRole('region', { name: 'Data governance check', exact: true })
  await ofCheck.getByText('No finished round about the union as a whole so far.').waitFor()

  await ofCheck.getByRole('link', { name: 'Begin: Data governance check' }).click()
  await page.getByRole('radio', { name: /^Data governance check/ }).waitFor()
  await page.getByRole('radio', { name: 'Civic & Care Union', checked: true }).waitFor()
  await page.getByRole('radio', { name: 'The UK GDPR' }).check()
  await page.getByRole('radio', { name: 'An elected leader' }).check()
  await page.getByRole('button', { name: 'Begin this round' }).click()
  await choose(page, 0)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('Question 2 of 2').waitFor()
  await answerAll(page, [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3])
  await seal(page)
  await page.getByRole('link', { name: 'See the union’s page' }).click()
  await ofMaturity.getByText('Culture').first().waitFor()
  await ofCheck.getByText('One thing to settle first').waitFor()
  await expect.poll(() => ofCheck.getByText('roughly Strong').count()).toBe(5)

  await page
    .getByRole('combobox', { name: 'The law this union is under' })
    .selectOption('The law of another country, or we are not sure')
  await ofCheck.getByRole('link', { name: /^See the results/ }).click()
  await page.getByRole('region', { name: 'Settle this first' }).getByText('The rule behind this').click()
  await page.getByText('This is good practice.').first().waitFor()
  expect(await page.getByText('By law:').count()).toBe(0)
  expect(faults).toEqual([])
})

test('a copied round stays with the questionnaire and the union it was copied from', async () => {
  const { page, faults } = await newPage(browser)
  await page.goto(inject('url'))
  await beginCheck(page, 'Short form', 'Harbour Union')
  await choose(page, 2)
  await toCheck(page)
  await seal(page)
  await page.getByRole('link', { name: 'Go on with the full form' }).click()
  await page.getByText('It is about Harbour Union.').waitFor()
  expect(await page.getByRole('radio', { name: 'Another union' }).count()).toBe(0)
  await page.getByRole('link', { name: 'New round', exact: true }).click()
  await page.getByRole('radio', { name: /^Data maturity framework/ }).check()
  await page.goBack()
  await page.getByText('It is about Harbour Union.').waitFor()
  await page.getByRole('heading', { name: 'Data governance check' }).waitFor()
  await page.getByRole('radio', { name: 'An elected leader' }).check()
  await page.getByRole('button', { name: 'Begin this round' }).click()
  await page.getByText('1 of 40 questions answered').first().waitFor()
  await page.getByText(/^Data governance check/).waitFor()
  expect(faults).toEqual([])
})

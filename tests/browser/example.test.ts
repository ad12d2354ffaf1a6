import { expect, inject, test } from 'vitest'
import { beginRound, choose, launch, newPage, seal, toCheck } from '../support/browser'

const browser = await launch()

test('a first visitor explores the example, which says everywhere that it is one, and removes it in one step', async () => {
  const { page, faults } = await newPage(browser)
  await page.goto(inject('url'))
  await page.getByRole('link', { name: 'Look at an example' }).click()
  await page.getByRole('heading', { level: 1, name: /\(example\)$/ }).waitFor()
  await page.getByText('This is an example.').waitFor()
  // This year's and last year's round, and a check.
  const rounds = page.getByRole('region', { name: 'All rounds' }).getByRole('listitem')
  await expect.poll(() => rounds.count()).toBe(3)

  for (const questionnaire of ['Data maturity framework', 'Data governance check']) {
    await page
      .getByRole('region', { name: questionnaire })
      .getByRole('link', { name: /^See the results/ })
      .click()
    await page.getByRole('heading', { level: 1, name: /^Where .* \(example\) stands$/ }).waitFor()
    await page.getByText('This is an example.').waitFor()
    await expect.poll(() => page.title()).toContain('(example)')
    // It is there to be read: nothing to delete by halves, to copy or to set.
    expect(await page.getByRole('button', { name: 'Delete this round' }).count()).toBe(0)
    expect(await page.getByRole('link', { name: 'Begin a new round with these answers' }).count()).toBe(0)
    await page.locator('summary').first().waitFor()
    for (const panel of await page.locator('summary').all()) await panel.click()
    expect(await page.getByRole('combobox').count()).toBe(0)
    await page.getByRole('link', { name: 'See all answers' }).click()
    await page.getByRole('heading', { name: 'The answers of this round' }).waitFor()
    await page.getByText('This is an example.').waitFor()
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: /^Where .* \(example\) stands$/ }).waitFor()
    await page.getByRole('link', { name: 'See the union’s page' }).click()
  }

  await page.getByRole('button', { name: 'Remove the example' }).click()
  await page.getByText('The rounds you begin will be listed here').waitFor()
  await page.reload()
  await page.getByRole('link', { name: 'Look at an example' }).waitFor()
  expect(await page.getByText('(example)').count()).toBe(0)
  expect(faults).toEqual([])
})

test('the example never mixes with the union’s own rounds', async () => {
  const { page, faults } = await newPage(browser)
  await page.goto(inject('url'))
  await page.getByRole('link', { name: 'Look at an example' }).click()
  await page.getByRole('heading', { level: 1, name: /\(example\)$/ }).waitFor()
  await page.getByRole('link', { name: 'New round', exact: true }).click()
  await page.getByRole('textbox', { name: 'Name of the union' }).waitFor()
  expect(await page.getByText('Riverbank').count()).toBe(0)
  await beginRound(page, 'Short form', 'Harbour Union')
  // A first round has no last time, though the example has two.
  await page.getByRole('radio').first().waitFor()
  expect(await page.getByRole('button', { name: 'Show last time’s answer' }).count()).toBe(0)
  await choose(page, 3)
  await toCheck(page)
  await seal(page)
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  const finished = page.getByRole('region', { name: 'Finished rounds' })
  await finished.getByRole('heading', { name: 'Harbour Union' }).waitFor()
  await expect.poll(() => finished.getByRole('listitem').count()).toBe(1)

  await page.getByRole('button', { name: 'Remove the example' }).click()
  await page.getByRole('link', { name: 'Look at an example' }).waitFor()
  await page.reload()
  await finished.getByRole('heading', { name: 'Harbour Union' }).waitFor()
  expect(await page.getByRole('link', { name: 'Open the example' }).count()).toBe(0)
  expect(faults).toEqual([])
})

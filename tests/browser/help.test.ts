import { expect, inject, test } from 'vitest'
import { launch, newPage } from '../support/browser'
import { keptOnDevice } from '../support/worker'

const browser = await launch()

test('help is searched with the network off: guide and glossary, also with a slip of spelling', async () => {
  const { page, context } = await newPage(browser, { isKept: true })
  await page.goto(inject('url'))
  await page.getByRole('link', { name: 'Help' }).click()
  await page.getByText('Two-step login', { exact: true }).waitFor()
  await keptOnDevice(page)
  await context.setOffline(true)
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await page.getByRole('link', { name: 'Help' }).click()
  const field = page.getByRole('searchbox', { name: 'Search the guide and the glossary' })
  await field.fill('encripted')
  await page.getByRole('term').getByText('Encryption').waitFor()
  await expect.poll(() => page.getByRole('term').count()).toBeLessThan(5)
  await field.fill('keyboard')
  await page.getByRole('heading', { name: 'The keyboard' }).waitFor()
  await page.getByRole('heading', { name: 'What data is' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Clear the search and show everything' }).click()
  await page.getByRole('heading', { name: 'What data is' }).waitFor()
})

test('a deep link into the guide lands on its topic, and Back returns to where one was', async () => {
  const { page, faults } = await newPage(browser)
  await page.goto(`${inject('url')}#/help#keyboard`)
  const keyboard = page.getByRole('heading', { name: 'The keyboard' })
  await page.waitForFunction(() => document.activeElement?.textContent === 'The keyboard')
  await expect.poll(() => keyboard.evaluate((heading) => heading.getBoundingClientRect().top < innerHeight)).toBe(true)
  await page.getByRole('link', { name: 'New round', exact: true }).click()
  await page.getByRole('heading', { name: 'Start a new round' }).waitFor()
  await page.goBack()
  await keyboard.waitFor()
  expect(page.url()).toContain('#/help#keyboard')
  expect(faults).toEqual([])
})

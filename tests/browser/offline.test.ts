import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { answerAll, beginCheck, beginRound, choose, launch, newPage, placesOf, seal } from '../support/browser'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

test('every screen that was opened goes on working with the network off, and a new round can be done', async () => {
  const { page, context } = await newPage(browser)
  await page.goto(inject('url'))
  await beginRound(page, 'Short form', 'First')
  await page.getByRole('link', { name: 'Go to the first question' }).click()
  await answerAll(
    page,
    Array.from({ length: 14 }, () => 3),
  )
  await seal(page)
  await page.getByRole('img', { name: /^Radar chart/ }).waitFor()

  await context.setOffline(true)
  await beginRound(page, 'Short form')
  await page.getByRole('link', { name: 'Go to the first question' }).click()
  await answerAll(
    page,
    Array.from({ length: 14 }, () => 2),
  )
  await seal(page)
  await page.getByRole('img', { name: /^Radar chart/ }).waitFor()
  expect((await placesOf(page)).Culture).toBe('around 2 Emerging')
  await page.getByRole('link', { name: 'Home' }).click()
  await page
    .getByRole('link', { name: /^See the results/ })
    .nth(1)
    .waitFor()
})

test('a check begun with a network goes on without one, over the rest and to the results; help is there too', async () => {
  const { page, context } = await newPage(browser)
  await page.goto(inject('url'))
  // What comes next is fetched ahead once a screen is open: the chart is the last of it.
  const ahead = page.waitForResponse(/ScoreRadar.*\.js$/)
  await beginCheck(page, 'Short form')
  await page.getByRole('link', { name: 'Go to the first question' }).click()
  await page.getByRole('radio').first().waitFor()
  await ahead
  await page.waitForLoadState('networkidle')
  await context.setOffline(true)
  await answerAll(
    page,
    Array.from({ length: 12 }, () => 2),
  )
  await seal(page)
  await page.getByRole('img', { name: /^Radar chart/ }).waitFor()
  expect((await placesOf(page))['Manage risk']).toBe('roughly On course')
  await page.getByRole('link', { name: 'Help' }).click()
  await page.getByRole('searchbox').fill('keyboard')
  await page.getByRole('heading', { name: 'The keyboard' }).waitFor()
})

test('a screen that was never opened says what is safe and what to do, and opens once there is a network again', async () => {
  const { page, context } = await newPage(browser)
  await page.goto(inject('url'))
  await beginRound(page, 'Short form')
  await page.getByRole('link', { name: 'Go to the first question' }).click()
  await choose(page, 3)
  await page.getByRole('link', { name: 'Home' }).click()
  await page.getByRole('link', { name: /^Continue: / }).waitFor()
  await context.setOffline(true)
  await page.goto(`${page.url().split('#')[0]}#/no/such/page`)
  const alert = page.getByRole('alert')
  await alert.getByText('Your answers are safe on this device.').waitFor()
  await context.setOffline(false)
  await alert.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('heading', { name: 'There is no page at this address' }).waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
})

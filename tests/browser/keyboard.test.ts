import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { goldenAnswers, launch, newPage, placesOf, savedLine } from '../support/browser'
import { focused, tabTo } from '../support/keys'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

test('all 40 questions are answered, sealed and read by keyboard alone', async () => {
  const { page, faults } = await newPage(browser)
  await page.goto(inject('url'))
  await page.getByRole('link', { name: 'Start', exact: true }).waitFor()
  await page.keyboard.press('Tab')
  await expect.poll(() => focused(page)).toBe('a Skip to the content')
  await tabTo(page, /^a Start$/)
  await page.keyboard.press('Enter')

  await page.getByRole('heading', { name: 'Start a new round' }).waitFor()
  await expect.poll(() => focused(page)).toBe('h1 Start a new round')
  // The questionnaires come last, and Tab could have gone past their place.
  await page.getByRole('radio', { name: 'Short form' }).waitFor()
  await tabTo(page, /^input:radio Short form/)
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => focused(page)).toContain('Full form')
  await tabTo(page, /^input:text Name of the union/)
  await page.keyboard.type('Harbour & Quay')
  await tabTo(page, /^input:radio An elected leader/)
  await page.keyboard.press('Space')
  await tabTo(page, /^button Begin this round/)
  await page.keyboard.press('Enter')

  await page.getByRole('heading', { name: 'Harbour & Quay' }).waitFor()
  await expect.poll(() => focused(page)).toBe('h1 Harbour & Quay')
  await tabTo(page, /^a Go to the first question/)
  await page.keyboard.press('Enter')
  await page.getByRole('radio').first().waitFor()

  for (const [index, [, level]] of goldenAnswers('quay').entries()) {
    const question = await page.getByRole('heading', { level: 1 }).innerText()
    await expect.poll(() => focused(page)).toBe(`h1 ${question}`)
    await tabTo(page, /^input:radio 1 /)
    if (index % 2 === 0) await page.keyboard.press(String(level))
    else {
      await page.keyboard.press('Space')
      for (let step = 1; step < level; step += 1) await page.keyboard.press('ArrowDown')
    }
    await savedLine(page).waitFor()
    await expect.poll(() => focused(page)).toMatch(new RegExp(`^input:radio ${level} `))
    // Alternately by the shortcut and by the button.
    if (index % 3 === 0) await page.keyboard.press('Control+Enter')
    else {
      await tabTo(page, /^button Continue/)
      await page.keyboard.press('Enter')
    }
    await page.waitForFunction((before) => document.querySelector('h1')?.innerText !== before, question)
  }

  await expect.poll(() => focused(page)).toBe('h1 Check your answers')
  await page.keyboard.press('Shift+Tab')
  await page.getByRole('button', { name: 'Finish and seal this round' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect.poll(() => focused(page)).toBe('button Finish and seal this round')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  await tabTo(page, /^button Seal and see the results/)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Where Harbour & Quay stands' }).waitFor()
  await expect.poll(() => focused(page)).toBe('h1 Where Harbour & Quay stands')

  expect(await placesOf(page)).toEqual({
    Uses: '1 Unaware 1.2',
    Data: '2 Emerging 1.5',
    Analysis: '1 Unaware 1.2',
    Leadership: '1 Unaware 1.3',
    Culture: '2 Emerging 2.2',
    Tools: '1 Unaware 1.3',
    Skills: '2 Emerging 1.6',
  })
  await tabTo(page, /^summary Leadership/)
  await page.keyboard.press('Enter')
  await page.getByText('What 2 Emerging asks').locator('visible=true').waitFor()
  await page.keyboard.press('Enter')
  expect(faults).toEqual([])
})

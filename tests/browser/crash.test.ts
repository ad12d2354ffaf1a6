import { afterAll, expect, inject, test } from 'vitest'
import { answerAll, beginRound, choose, goldenAnswers, placesOf, seal } from '../support/browser'
import { KillableBrowser } from '../support/browserProcess'

const browser = new KillableBrowser()
afterAll(() => browser.remove())

test('a round survives the death of the browser: every answer is there, and the result is the expected one', async () => {
  const levels = goldenAnswers('civic').map(([, level]) => level)
  const half = 21

  let page = await browser.start()
  await page.goto(inject('url'))
  await beginRound(page, 'Full form', 'Civic & Care Union')
  await answerAll(page, levels.slice(0, half - 1))
  // The last one is chosen and shown as saved; the respondent has not gone on yet.
  await choose(page, levels[half - 1] ?? 0)
  await browser.kill()

  page = await browser.start()
  await page.goto(inject('url'))
  await page.getByText('21 of 40 questions answered').waitFor()
  await page.getByRole('link', { name: 'See all parts' }).click()
  await page.getByRole('link', { name: 'Check answers and finish' }).click()
  await page.getByRole('heading', { name: 'Check your answers' }).waitFor()
  const items = page.getByRole('listitem').filter({ hasText: 'Change' })
  await expect.poll(() => items.count()).toBe(40)
  const found = await items.allInnerTexts()
  expect(found.slice(0, half).map((text) => /^(\d) /m.exec(text)?.[1])).toEqual(levels.slice(0, half).map(String))
  expect(found.slice(half).every((text) => text.includes('Not answered'))).toBe(true)

  await page.getByRole('link', { name: 'Home' }).click()
  // Item 22 is the fifth of Leadership: 6 + 6 + 5 items come before that part.
  await page.getByRole('link', { name: 'Continue: Leadership, question 5 of 6' }).click()
  await page.getByRole('radio').first().waitFor()
  await answerAll(page, levels.slice(half))
  await seal(page)

  expect(await placesOf(page)).toEqual({
    Uses: '3 Learning 3.0',
    Data: '3 Learning 2.5',
    Analysis: '2 Emerging 2.2',
    Leadership: '3 Learning 3.2',
    Culture: '4 Developing 3.5',
    Tools: '2 Emerging 2.3',
    Skills: '3 Learning 2.6',
  })
  await page
    .getByText('Overall, your union stands at 3 Learning. It is strongest in Culture and weakest in Analysis.')
    .waitFor()
})

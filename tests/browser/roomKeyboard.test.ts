import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { writeRequestFile } from '@/door/codeFile'
import { dataMaturity } from '../support/builders'
import { launch, newPage, savedLine } from '../support/browser'
import { aRequest } from '../support/codes'
import { focused, tabTo } from '../support/keys'
import { layRoom, questionnaireIn } from '../support/layRoom'

const browser = await launch()

const PROMPT = 'How does your union survey its members?'

/** Goes to what has this role and name, and presses it. */
async function press(page: Page, wanted: RegExp, key = 'Enter'): Promise<void> {
  await tabTo(page, wanted)
  await page.keyboard.press(key)
}

test('a facilitator leads a question from the start to the summary by keyboard alone', async () => {
  const { page, faults } = await newPage(browser)
  await page.goto(inject('url'))
  await layRoom(page, questionnaireIn('tests/fixtures/questionnaires/small/questionnaire.json'), { present: 3 })
  await page.goto(`${inject('url')}#/room/r1`)
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Before you begin' }).waitFor()

  const arrived = (title: string) => expect.poll(() => focused(page)).toBe(`h1 ${title}`)
  /** Half of the steps by the button, half by the key of a clicker. */
  let steps = 0
  const next = async (title: string) => {
    steps += 1
    if (steps % 2 === 0) await page.keyboard.press('PageDown')
    else await press(page, /^button Next step/)
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await arrived(title)
  }
  await next('Why we are here, and our ground rules')
  await next('Who sees what')
  await next('What we agreed last time')
  await next('Read')
  await press(page, /^button Start a timer of 45 seconds/, 'Space')
  await expect.poll(() => focused(page)).toBe('button Pause the timer')
  await page.keyboard.press('Space')
  await expect.poll(() => focused(page)).toBe('button Let the timer go on')
  await next('Vote in silence')

  await press(page, /^button Pass this device around/)
  await expect.poll(() => focused(page)).toBe('h2 Hand the device to the first person')
  // It covers the window, and nothing of the page behind it can be reached.
  const cover = await page.getByRole('dialog').evaluate((dialog) => {
    const { left, top, right, bottom } = dialog.getBoundingClientRect()
    const corners = [
      [1, 1],
      [innerWidth - 2, innerHeight - 2],
    ] as const
    return {
      isModal: dialog.matches(':modal'),
      isWhole: left <= 0 && top <= 0 && right >= innerWidth && bottom >= innerHeight,
      isOnTop: corners.every(([x, y]) => dialog.contains(document.elementFromPoint(x, y))),
    }
  })
  expect(cover).toEqual({ isModal: true, isWhole: true, isOnTop: true })
  expect(await page.getByRole('dialog').innerText()).not.toContain(PROMPT)
  await press(page, /^button I have the device/)
  await expect.poll(() => focused(page)).toBe(`h2 ${PROMPT}`)
  await press(page, /^button Count my vote/)
  await page.getByRole('alert').getByText('Choose a level first').waitFor()
  // Escape leads from the question to the empty page, and not out of it.
  await page.keyboard.press('Escape')
  await expect.poll(() => focused(page)).toBe('h2 Hand the device to the first person')
  await press(page, /^button I have the device/)
  await press(page, /^input:radio 1 Unaware/, 'Space')
  await page.keyboard.press('ArrowDown')
  await page.getByRole('radio', { name: /^2 Emerging/, checked: true }).waitFor()
  await press(page, /^button Count my vote/)
  await expect.poll(() => focused(page)).toBe('h2 Thank you. Hand the device to the next person')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect.poll(() => focused(page)).toBe('button Pass this device around')
  await page.getByRole('status').getByText('1 of 3 votes are in.').waitFor()

  await next('The votes')
  await press(page, /^button One more: 4 Developing|^button \+/, 'Space')
  // The button of the first level comes first; a number can be typed into the field of another.
  await tabTo(page, /^input:text 4 Developing/)
  await page.keyboard.press('Control+A')
  await page.keyboard.type('1')
  await page.keyboard.press('Tab')
  await page.getByText('3 of 3 votes are in. Everybody is counted.').waitFor()
  await page
    .getByRole('img', { name: /^3 votes: 1 for “1 Unaware”, 1 for “2 Emerging” and 1 for “4 Developing”/ })
    .waitFor()
  await next('Talk')
  await next('Settle')
  await press(page, /^input:radio 1 Unaware/, 'Space')
  await page.keyboard.press('ArrowDown')
  await page.getByRole('radio', { name: '2 Emerging', checked: true }).waitFor()
  // Far apart, so the reason is asked for; the focus comes to its field.
  await press(page, /^button Next step/)
  await expect.poll(() => focused(page)).toMatch(/^textarea/)
  await page.keyboard.type('Surveys are there, but nobody reads them.')
  await tabTo(page, /^input:text What should be done\?/)
  await page.keyboard.type('Name somebody who reads them')
  await page.keyboard.press('Enter')
  await page.getByText('“Name somebody who reads them” is in the plan.').waitFor()
  await press(page, /^button Next step/)
  await page.getByText('Listening, question 2 of 2').waitFor()
  await arrived('Read')
  for (const title of ['Vote in silence', 'The votes', 'Talk', 'Settle', 'Listening: what we came to']) {
    await page.keyboard.press('PageDown')
    await arrived(title)
  }
  await page.getByRole('row', { name: `${PROMPT} 2 Emerging, agreed Far apart` }).waitFor()
  expect(faults).toEqual([])
})

test('a participant answers a request and hands the answers over by keyboard alone', async () => {
  const { page, faults } = await newPage(browser)
  await page.goto(`${inject('url')}#/respond`)
  await page.getByRole('heading', { level: 1, name: 'Answer a request of your union' }).waitFor()
  const request = writeRequestFile(aRequest(dataMaturity, { form: 'short', sectionIds: ['uses'] }), dataMaturity)
  await tabTo(page, /^input:file Choose the request file/)
  // What comes now is the window of the system.
  await page
    .getByLabel('Choose the request file')
    .setInputFiles({ name: request.name, mimeType: 'application/json', buffer: Buffer.from(request.text) })
  await page.getByText('Dockers').waitFor()
  await expect.poll(() => focused(page)).toBe('h1 Answer a request of your union')
  await press(page, /^button Begin to answer/)
  await page.getByRole('alert').waitFor()
  await press(page, /^input:radio An elected leader/, 'Space')
  await press(page, /^button Begin to answer/)
  await page.getByRole('link', { name: 'Back to all parts' }).waitFor()

  for (let questions = 0; questions < 60; questions += 1) {
    const question = await page.getByRole('heading', { level: 1 }).innerText()
    if ((await page.getByRole('radio').count()) === 0) break
    await expect.poll(() => focused(page)).toBe(`h1 ${question}`)
    await press(page, /^input:radio 1 /, 'Space')
    await savedLine(page).waitFor()
    await page.keyboard.press('Control+Enter')
    await page.waitForFunction((before) => document.querySelector('h1')?.innerText !== before, question)
    await page
      .getByRole('radio')
      .or(page.getByRole('link', { name: 'Hand over your answers' }))
      .first()
      .waitFor()
  }
  await page.getByRole('link', { name: 'Hand over your answers' }).waitFor()
  await press(page, /^a Hand over your answers/)
  await page.getByRole('heading', { level: 1, name: 'Hand over your answers' }).waitFor()
  await expect.poll(() => focused(page)).toBe('h1 Hand over your answers')
  await page.getByRole('img', { name: 'QR code of your answers. The file below holds the same.' }).waitFor()
  const download = page.waitForEvent('download')
  await press(page, /^button Save your answers as a file/)
  expect((await download).suggestedFilename()).toMatch(/^waymark-response-[0-9a-f]{6}-1\.json$/)
  await page
    .getByRole('status')
    .getByText(/waymark-response/)
    .waitFor()
  expect(faults).toEqual([])
})

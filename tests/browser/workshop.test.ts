import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { writeResponseCode } from '@/door/responseCode'
import { placesOf, seal, watch } from '../support/browser'
import { answersOf, dataMaturity } from '../support/builders'
import { cameraOptions } from '../support/cameraBrowser'
import { writeCameraVideo } from '../support/cameraVideo'
import { KillableBrowser } from '../support/browserProcess'
import { hosted } from '../support/hosted'
import { keptOnDevice } from '../support/worker'

const on = hosted()
const folder = mkdtempSync(join(tmpdir(), 'waymark-camera-'))
const film = join(folder, 'codes.y4m')
const killable = new KillableBrowser(cameraOptions(film))
afterAll(async () => {
  await killable.remove()
  rmSync(folder, { recursive: true, force: true })
})

/**
 * Twelve people and the five questions of Skills: what each group of people votes, question by question.
 * Question 1: 2 six times, 3 six times. Question 5: 1 six times, 5 six times, so the lower one in the middle is 1.
 */
const DEVICE = [
  [2, 2, 3],
  [1, 3, 3],
  [4, 4, 4],
  [2, 3, 4],
  [1, 1, 5],
]
const CODES = [
  [3, 3, 4, 2, 5],
  [3, 2, 4, 3, 5],
  [2, 2, 5, 3, 1],
]
const SHEETS = [
  [3, 4, 4, 2, 1],
  [2, 3, 3, 3, 5],
]
const CARDS: readonly Readonly<Record<string, number>>[] = [
  { 2: 2, 3: 2 },
  { 3: 4 },
  { 4: 4 },
  { 3: 3, 'We don’t know yet': 1 },
  { 1: 2, 5: 2 },
]
const [skills] = dataMaturity.sections.filter(({ id }) => id === 'skills')
const items = skills?.items ?? []

const step = (page: Page, title: string) => page.getByRole('heading', { level: 1, name: title }).waitFor()
async function next(page: Page, title: string) {
  await page.getByRole('button', { name: 'Next step' }).click()
  await step(page, title)
}
const votes = (page: Page, count: number) => page.getByText(`${count} of 12 votes are in.`).first().waitFor()

async function passDevice(page: Page, levels: readonly number[]) {
  await page.getByRole('button', { name: 'Pass this device around' }).click()
  for (const level of levels) {
    await page.getByRole('button', { name: 'I have the device' }).click()
    await page
      .getByRole('dialog')
      .getByRole('radio', { name: new RegExp(`^${level} `) })
      .check()
    await page.getByRole('button', { name: 'Count my vote' }).click()
    await page.getByText('Your vote is counted.').waitFor()
  }
  await page.getByRole('button', { name: /^Everybody has voted/ }).click()
}

async function countCards(page: Page, counts: Readonly<Record<string, number>>) {
  for (const [shown, cards] of Object.entries(counts))
    for (let card = 0; card < cards; card += 1)
      await page.getByRole('button', { name: new RegExp(`^One more: ${shown}`) }).click()
}

async function openScreen(page: Page, address: string): Promise<Page> {
  const screen = await page.context().newPage()
  watch(screen)
  await screen.goto(`${address}/screen`)
  await screen.getByRole('heading', { level: 2 }).first().waitFor()
  return screen
}

test('twelve people settle a dimension without a network, by cards, one device, codes and paper, over the death of the browser', async () => {
  writeCameraVideo(film, [], {})
  let page = await killable.start()
  await page.goto(on.host.url)
  await page.getByRole('link', { name: 'Start', exact: true }).waitFor()
  await keptOnDevice(page)
  await on.host.stop()

  // Prepare: Skills alone, twelve people, one meeting.
  await page.goto(`${on.host.url}#/room/new`)
  await page.getByRole('heading', { level: 1, name: 'Prepare a workshop' }).waitFor()
  await page.getByRole('radio', { name: 'Full form' }).check()
  await page.getByRole('textbox', { name: 'Name of the union' }).fill('Harbour Workers')
  for (const { title } of dataMaturity.sections)
    if (title !== 'Skills') await page.getByRole('checkbox', { name: new RegExp(`^${title}`) }).uncheck()
  await page.getByRole('textbox', { name: 'How many people take part?' }).fill('12')
  for (const way of [/^Cards/, /^This device/, /^Paper/, /^Own devices/])
    await page.getByRole('checkbox', { name: way }).check()
  await page.getByRole('button', { name: 'Prepare the workshop' }).click()
  await step(page, 'Before you begin')
  const address = page.url()
  const id = /#\/room\/([^/?]+)/.exec(address)?.[1] ?? ''
  let screen = await openScreen(page, address)
  // A page behind another one is drawn once a second.
  await page.bringToFront()

  for (const title of ['Why we are here, and our ground rules', 'Who sees what', 'What we agreed last time', 'Read'])
    await next(page, title)
  await screen.getByText(items[0]?.prompt ?? '').waitFor()
  await next(page, 'Vote in silence')

  // Three codes before the camera, one after another.
  const texts = CODES.map((levels, person) =>
    writeResponseCode(
      {
        key: `00ff10a2b3c4d5e${person}`,
        edition: 1,
        questionnaireId: dataMaturity.id,
        questionnaireVersion: dataMaturity.version,
        form: 'full',
        requestId: id,
        role: 'staff',
        answers: answersOf(Object.fromEntries(items.map((item, index) => [item.id, levels[index] ?? 1]))),
      },
      dataMaturity,
    ),
  )
  writeCameraVideo(film, texts)
  await page.getByRole('link', { name: 'Responses from own devices' }).first().click()
  await page
    .getByRole('button', { name: /camera/i })
    .first()
    .click()
  await page.getByText('3 of 12 responses').first().waitFor()
  await page.getByRole('link', { name: 'Back to the workshop' }).click()
  await step(page, 'Vote in silence')
  await votes(page, 3)

  await passDevice(page, DEVICE[0] ?? [])
  await votes(page, 6)
  // Nobody sees a vote before the reveal: neither the room nor whoever leads it.
  await votes(screen, 6)
  expect(await page.getByRole('img', { name: /votes/ }).count()).toBe(0)
  expect(await screen.getByRole('img', { name: /votes/ }).count()).toBe(0)
  await next(page, 'The votes')
  await countCards(page, CARDS[0] ?? {})
  await page.getByText('10 of 12 votes are in. 2 votes are missing.').waitFor()
  // 2: two on the device, one code, two cards. 3: one on the device, two codes, two cards.
  await screen.getByRole('img', { name: /^10 votes: 5 for “2 Emerging” and 5 for “3 Learning”/ }).waitFor()
  await next(page, 'Talk')
  await next(page, 'Settle')
  await page.getByRole('radio', { name: /^3 / }).check()
  await screen.getByText('Agreed: 3 Learning').waitFor()
  await next(page, 'Read')

  // Question 2: in the middle of the votes the browser dies.
  await next(page, 'Vote in silence')
  await passDevice(page, DEVICE[1] ?? [])
  await votes(page, 6)
  await page
    .getByText(/^Saved on this device/)
    .first()
    .waitFor()
  await killable.kill()
  page = await killable.start()
  await page.goto(address)
  await step(page, 'Vote in silence')
  await page
    .getByText(items[1]?.prompt ?? '')
    .first()
    .waitFor()
  await votes(page, 6)
  screen = await openScreen(page, address)
  await page.bringToFront()
  await next(page, 'The votes')
  await countCards(page, CARDS[1] ?? {})
  await screen.getByRole('img', { name: /^10 votes/ }).waitFor()
  await next(page, 'Talk')
  await next(page, 'Settle')
  await page.getByRole('radio', { name: /^3 / }).check()
  await next(page, 'Read')

  // Question 3: two sheets of paper are typed in, for all questions.
  await next(page, 'Vote in silence')
  await page.getByRole('link', { name: 'Type in paper sheets' }).first().click()
  for (const [index, levels] of SHEETS.entries()) {
    await page.getByRole('button', { name: 'Add a sheet' }).click()
    await page.getByRole('textbox', { name: new RegExp(`^Sheet ${index + 1}, question 1:`) }).click()
    for (const level of levels) await page.keyboard.press(String(level))
  }
  await page.getByRole('link', { name: 'Back to the workshop' }).click()
  await step(page, 'Vote in silence')
  await votes(page, 5)

  for (const question of [2, 3, 4]) {
    if (question > 2) {
      await next(page, 'Read')
      await next(page, 'Vote in silence')
    }
    await passDevice(page, DEVICE[question] ?? [])
    await votes(page, 8)
    await next(page, 'The votes')
    await countCards(page, CARDS[question] ?? {})
    await page.getByText('12 of 12 votes are in. Everybody is counted.').waitFor()
    await next(page, 'Talk')
    await next(page, 'Settle')
    if (question === 2) await page.getByRole('radio', { name: /^4 / }).check()
    if (question === 3) await page.getByRole('radio', { name: /^3 / }).check()
    if (question === 4) {
      await page.getByText('You were far apart').first().waitFor()
      await page.getByRole('radio', { name: 'We did not agree' }).check()
      await page.getByRole('textbox', { name: /^Reason/ }).fill('Branches with a full-time officer see it differently.')
      await page.getByRole('textbox', { name: /^What those say/ }).fill('We train every rep.')
      await page.getByRole('textbox', { name: /^What should be done/ }).fill('Train the reps of every branch')
      await page.getByRole('button', { name: 'Add this action to the plan' }).click()
      await page.getByText('is in the plan').waitFor()
      await screen.getByText('We stand between 1 Unaware and 5 Mastering').waitFor()
    }
  }
  await next(page, 'Skills: what we came to')
  await screen.getByText('Not agreed, between 1 and 5').waitFor()
  await next(page, 'What we will do')
  await page.getByText('Train the reps of every branch').first().waitFor()
  await next(page, 'What we parked')
  await next(page, 'The end of this meeting')
  await page.getByRole('button', { name: 'Close the workshop and check the answers' }).click()
  await step(page, 'Check your answers')
  await seal(page)
  // 3, 3, 4, 3, and 1 by the votes: 14 over 5.
  expect((await placesOf(page)).Skills).toBe('3 Learning 2.8')
  await page.getByText('We train every rep.').first().waitFor({ state: 'attached' })
})

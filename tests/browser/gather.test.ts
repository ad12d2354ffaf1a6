import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import { answerAll, axeFindings, isWiderThanScreen, newPage } from '../support/browser'
import { launchWithCamera } from '../support/cameraBrowser'
import { writeCameraVideo } from '../support/cameraVideo'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-gather-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** What a button saves: the path of the file. */
async function saved(page: Page, button: string): Promise<string> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: button }).click()
  return (await download).path()
}

async function isFine(page: Page): Promise<void> {
  expect(await axeFindings(page)).toEqual([])
  expect(await isWiderThanScreen(page)).toBe(false)
}

test('people answer a request on their phones, and the camera takes in their codes, which become the round', async () => {
  const url = inject('url')
  const film = join(folder, 'responses.y4m')
  const browser = await launchWithCamera(film)
  onTestFinished(() => browser.close())
  const { page: room, faults } = await newPage(browser)
  await room.goto(`${url}#/room/new`)
  await room.getByRole('radio', { name: /^Data maturity/ }).waitFor()
  await isFine(room)
  await room.getByRole('textbox', { name: 'Name of the union' }).fill('Dockers')
  await room.getByRole('radio', { name: /^Without a meeting/ }).check()
  await room.getByRole('textbox', { name: 'How many people take part?' }).fill('3')
  await room.getByRole('checkbox', { name: 'Staff' }).check()
  await room.getByRole('checkbox', { name: 'Elected leaders' }).check()
  await room.getByRole('button', { name: 'Prepare the workshop' }).click()
  const request = await saved(room, 'Save the request as a file')
  await isFine(room)

  /** One person on a phone: answers the short form with one level, and hands over. */
  async function respond(group: string, level: number): Promise<string> {
    const { page, context, faults: own } = await newPage(browser, { width: 320, height: 640 })
    await page.goto(url)
    await page.getByRole('link', { name: 'Answer a request of your union' }).click()
    await isFine(page)
    await page.getByLabel('Choose the request file').setInputFiles(request)
    await page.getByRole('heading', { name: 'What you are asked' }).waitFor()
    await isFine(page)
    await page.getByRole('radio', { name: group }).check()
    await page.getByRole('button', { name: 'Begin to answer' }).click()
    await page.getByRole('link', { name: 'Back to all parts' }).waitFor()
    await answerAll(
      page,
      Array.from({ length: 14 }, () => level),
    )
    await page.getByRole('link', { name: 'Hand over your answers' }).click()
    await page.getByRole('img', { name: /^QR code of your answers/ }).waitFor()
    await isFine(page)
    const file = await readFile(await saved(page, 'Save your answers as a file'), 'utf8')
    expect(own).toEqual([])
    await context.close()
    return (JSON.parse(file) as { code: string }).code
  }
  const codes = [await respond('A member of staff', 2), await respond('An elected leader', 4)]

  // Long enough apart that each comes back as new.
  writeCameraVideo(film, codes, { pause: 15 })
  await room.getByRole('button', { name: 'Use the camera' }).click()
  await room.getByRole('status').filter({ hasText: '2 of 3 responses' }).waitFor()
  // The film goes round: who was counted is not counted again.
  await room.getByText(/is here already. Nothing was changed/).waitFor()
  await room.getByRole('button', { name: 'Stop the camera' }).click()
  await room.getByText('one elected leader and one member of staff').waitFor()
  await isFine(room)

  await room.getByRole('button', { name: 'Make the round of these answers' }).click()
  await room.getByRole('heading', { name: 'Check your answers' }).waitFor()
  // Of the two levels in the middle the lower.
  await room.getByText('14 of 14 questions answered').waitFor()
  await expect.poll(() => room.getByText('2 Emerging', { exact: true }).count()).toBe(14)
  expect(faults).toEqual([])
})

import { readFileSync } from 'node:fs'
import { expect, inject, test } from 'vitest'
import { goldenAnswers, launch, newPage, placesOf, savedLine } from '../support/browser'
import { focused, tabTo } from '../support/keys'

const browser = await launch()

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

  await page.getByRole('link', { name: 'Back to all parts' }).waitFor()

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

test('a first visit goes by keyboard alone from the welcome over the short form to sealed results and a saved file', async () => {
  const { page, faults } = await newPage(browser, { width: 360, height: 740 })
  // Nobody is there to choose a place for a file.
  await page.addInitScript(() => Object.defineProperty(window, 'showSaveFilePicker', { value: undefined }))
  const enter = async (wanted: RegExp) => {
    await tabTo(page, wanted)
    await page.keyboard.press('Enter')
  }
  await page.goto(inject('url'))
  await page.getByRole('link', { name: 'Start', exact: true }).waitFor()
  await enter(/^a Start$/)
  await expect.poll(() => focused(page)).toBe('h1 Start a new round')
  await page.getByRole('radio', { name: 'Short form' }).waitFor()
  await tabTo(page, /^input:radio An elected leader/)
  await page.keyboard.press('Space')
  await enter(/^button Begin this round/)

  await page.getByRole('link', { name: 'Back to all parts' }).waitFor()
  for (let question = 1; question <= 14; question += 1) {
    const prompt = await page.getByRole('heading', { level: 1 }).innerText()
    await expect.poll(() => focused(page)).toBe(`h1 ${prompt}`)
    await tabTo(page, /^input:radio 1 /)
    await page.keyboard.press('3')
    await savedLine(page).waitFor()
    await page.keyboard.press('Control+Enter')
    await page.waitForFunction((before) => document.querySelector('h1')?.innerText !== before, prompt)
  }

  await expect.poll(() => focused(page)).toBe('h1 Check your answers')
  await enter(/^button Finish and seal this round/)
  await page.getByRole('dialog').waitFor()
  await enter(/^button Seal and see the results/)
  await expect.poll(() => focused(page)).toBe('h1 Where your union stands')
  const around = 'around 3 Learning'
  expect(await placesOf(page)).toEqual({
    Uses: around,
    Data: around,
    Analysis: around,
    Leadership: around,
    Culture: around,
    Tools: around,
    Skills: around,
  })

  await enter(/^a See the union’s page/)
  await expect.poll(() => focused(page)).toBe('h1 Your union')
  await tabTo(page, /^button Save a file/)
  const download = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  const file = await (await download).path()
  await page.getByText('Saved to your downloads, not checked yet.').waitFor()
  await tabTo(page, /^input:file Choose the file that you just saved/)
  // What comes now is the window of the system.
  const saved = { name: 'saved.json', mimeType: 'application/json', buffer: readFileSync(file) }
  await page.getByLabel('Choose the file that you just saved').setInputFiles(saved)
  await page.getByText('The file was read back and matches.').waitFor()
  expect(faults).toEqual([])
})

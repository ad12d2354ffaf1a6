// What the walks have in common: short ways through the app, as people go them.
import { readFileSync } from 'node:fs'

export const read = (path) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'))

/** A name as languages with long words have it. */
export const LONG_NAME = 'Gewerkschaftsverwaltungsangestelltenverband & Care Union'

export const heading = (page, name) => page.getByRole('heading', { level: 1, name, exact: typeof name === 'string' })

/** Waits until what was answered is stored. */
export function saved(page) {
  return page
    .getByText(/^Saved on this device/)
    .first()
    .waitFor()
}

/** Begins a round from Home or Welcome, and comes to its first question. */
export async function beginRound(page, form, union) {
  await page.getByRole('link', { name: 'New round', exact: true }).click()
  await page.getByRole('radio', { name: form }).check()
  await page.getByRole('textbox', { name: 'Name of the union' }).fill(union)
  await page.getByRole('radio', { name: 'An elected leader' }).check()
  await page.getByRole('button', { name: 'Begin this round' }).click()
  await page.getByRole('link', { name: 'Back to all parts' }).waitFor()
}

/** A first visit that has come to its first answer. */
export async function answerFirst(page, url) {
  await page.goto(url)
  await beginRound(page, 'Short form', 'Civic & Care Union')
  await page.getByRole('radio', { name: /^3 / }).check()
  await saved(page)
}

/** Opens everything on the page that can be opened. */
export async function openEverything(page) {
  for (const summary of await page.locator('summary').all()) if (await summary.isVisible()) await summary.click()
}

/** On a small screen the radar comes when it is asked for. */
export async function showRadar(page) {
  await page.getByRole('button', { name: 'Show the radar chart' }).click()
  await page.getByRole('img', { name: /^Radar chart/ }).waitFor()
}

/** A file that the page saves, as it can be chosen in a field for files. */
export async function savedFile(page, button) {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
  return { name: download.suggestedFilename(), mimeType: '', buffer: readFileSync(await download.path()) }
}

export const jsonFile = (name, content) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
})

/** A browser that lets a page choose no place for a file: what is saved goes to the downloads. */
export function withoutPlaces(page) {
  return page.addInitScript(() => Object.defineProperty(window, 'showSaveFilePicker', { value: undefined }))
}

/** A photo of a wall with notes on it, as a JPEG. */
export async function wallPhoto(page) {
  const bytes = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1200, height: 900 })
    const pen = canvas.getContext('2d')
    pen.fillStyle = 'ivory'
    pen.fillRect(0, 0, 1200, 900)
    for (let note = 0; note < 12; note += 1) {
      pen.fillStyle = ['gold', 'lightblue', 'lightgreen'][note % 3]
      pen.fillRect(60 + (note % 4) * 280, 60 + Math.floor(note / 4) * 280, 220, 200)
    }
    const picture = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg'))
    return [...new Uint8Array(await picture.arrayBuffer())]
  })
  return { name: 'wall.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(bytes) }
}

import type { Locator } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { lay, threeRounds } from '../../scripts/lay.mjs'
import { dataMaturity } from '../support/builders'
import { launch, layRound, newPage } from '../support/browser'

const browser = await launch()

/** How much of a mark is not ground, from 0 to 1: as a person sees it, whatever the colours are. */
async function inkOf(mark: Locator): Promise<number> {
  const bytes = [...(await mark.screenshot())]
  return mark.page().evaluate(async (png) => {
    const picture = await createImageBitmap(new Blob([new Uint8Array(png)], { type: 'image/png' }))
    const { width, height } = picture
    const context = new OffscreenCanvas(width, height).getContext('2d')
    if (!context) throw new Error('nothing can be drawn here')
    context.drawImage(picture, 0, 0)
    const { data } = context.getImageData(0, 0, width, height)
    let ink = 0
    // Ground is what the first dot shows; each dot has four values.
    for (let at = 0; at < data.length; at += 4) {
      const difference = [0, 1, 2].reduce((sum, part) => sum + Math.abs((data[at + part] ?? 0) - (data[part] ?? 0)), 0)
      if (difference > 380) ink += 1
    }
    return ink / (width * height)
  }, bytes)
}

/** What stands beside words for those who see it. */
const marks = (around: Locator) => around.locator('[aria-hidden="true"]')

test('in forced colours the marks of results are told apart by their shape', async () => {
  const { page, faults } = await newPage(browser)
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
  await page.goto(inject('url'))
  // The fourth lacks two of its six answers, so it is provisional.
  const answers = dataMaturity.sections
    .slice(0, 4)
    .flatMap(({ items }, place) =>
      items.slice(0, place === 3 ? -2 : items.length).map(({ id }) => [id, [2, 4, 2, 5][place] ?? 1] as const),
    )
  await layRound(page, dataMaturity, Object.fromEntries(answers))
  await page.goto(`${inject('url')}#/a/round-1/results`)
  await page.reload()
  const bars = page.getByRole('region', { name: 'How each dimension stands' })
  const row = (title: string) => marks(bars.getByRole('listitem').filter({ hasText: title }))
  await row('Uses').first().waitFor()
  const [two, twoAgain, four] = [
    await inkOf(row('Uses').first()),
    await inkOf(row('Analysis').first()),
    await inkOf(row('Data').first()),
  ]
  expect(two).toBeGreaterThan(0)
  expect(Math.abs(two - twoAgain)).toBeLessThan(0.1 * two)
  expect(four).toBeGreaterThan(1.2 * two)
  // Full, and hollow.
  const key = (words: string) => marks(bars.getByText(words, { exact: true }))
  expect(await inkOf(key('Where you stand'))).toBeGreaterThan(1.3 * (await inkOf(key('Rough or provisional'))))

  await lay(page, threeRounds())
  await page.goto(`${inject('url')}#/a/round-c/compare?rounds=round-a,round-c`)
  await page.reload()
  const chart = page.getByRole('region', { name: 'Then and now' })
  const [then, now] = [marks(chart.getByText(/^Then, /)), marks(chart.getByText(/^Now, /))]
  await then.waitFor()
  expect(await inkOf(now)).toBeGreaterThan(1.3 * (await inkOf(then)))
  expect(faults).toEqual([])
})

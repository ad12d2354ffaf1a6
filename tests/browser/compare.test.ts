import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { lay, threeRounds } from '../../scripts/lay.mjs'
import { launch, newPage } from '../support/browser'

// The figures are worked out by hand in tests/fixtures/versions/README.md: round A in version 0.9.0 of 2024, B of 2025 and
// C of 2026 in version 1.1.0.

const browser = await launch()

/** Opens the app, and the comparison of round C with these rounds, which are laid into the store. */
async function comparing(rounds: string): Promise<{ page: Page; faults: string[] }> {
  const { page, faults } = await newPage(browser)
  await page.goto(inject('url'))
  await page.getByRole('link', { name: 'Start', exact: true }).waitFor()
  await lay(page, threeRounds())
  await page.goto(`${inject('url')}#/a/round-c/compare${rounds}`)
  await page.getByRole('heading', { name: 'Can these be compared?' }).waitFor()
  return { page, faults }
}

/** What stands in the table of changes, row by row, without line breaks. */
async function changesOn(page: Page): Promise<readonly string[]> {
  const rows = page.getByRole('region', { name: 'All changes in a table' }).getByRole('row')
  await rows.first().waitFor()
  const texts = await rows.allInnerTexts()
  return texts.slice(1).map((text) => text.replace(/\s+/g, ' ').trim())
}

/** The rows of a CSV file that a button saves, the head first. */
async function csvBehind(page: Page, button: string): Promise<readonly (readonly string[])[]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^waymark-Changes-by-(part|question)-\d{4}-\d\d-\d\d\.csv$/)
  return parse(readFileSync(await download.path(), 'utf8'), { bom: true, relax_column_count: false })
}

/** How many records lie in each table of the page's store. */
function stored(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const request = indexedDB.open('waymark')
    const db = await new Promise<IDBDatabase>((resolve) => (request.onsuccess = () => resolve(request.result)))
    const counts: Record<string, number> = {}
    for (const table of Array.from(db.objectStoreNames)) {
      const count = db.transaction(table).objectStore(table).count()
      counts[table] = await new Promise((resolve) => (count.onsuccess = () => resolve(count.result)))
    }
    db.close()
    return counts
  })
}

describe('a year later', () => {
  it(
    'compares three rounds over two versions, two at a time and all, on the page and in CSV',
    { timeout: 120_000 },
    async () => {
      const { page, faults } = await newPage(browser)
      await page.goto(inject('url'))
      await page.getByRole('link', { name: 'Start', exact: true }).waitFor()
      await lay(page, threeRounds())
      await page.goto(`${inject('url')}#/u/union-compared`)
      const line = page.getByRole('region', { name: 'Data maturity framework over time' })
      await line.getByText('Look again on 18 November 2027, a year after the latest round.').waitFor()
      await expect
        .poll(() => line.getByRole('rowheader').allInnerTexts())
        .toEqual(['18 November 2026', '19 November 2025', '20 November 2024'])

      // The latest two, in one version.
      await line.getByRole('link', { name: /^Compare these rounds/ }).click()
      await page.getByText('40 questions were asked every time with the same meaning, out of 40 each time.').waitFor()
      await expect
        .poll(() => changesOn(page))
        .toEqual([
          'Uses 2 Emerging 2.2 3 Learning 2.7 up 0.5 6 of 6 answered 6 of 6 answered 3 0 3',
          'Data 2 Emerging 2.0 3 Learning 2.5 up 0.5 6 of 6 answered 6 of 6 answered 3 0 3',
          'Analysis 2 Emerging 2.0 3 Learning 2.6 up 0.6 5 of 5 answered 5 of 5 answered 3 0 2',
          'Leadership 2 Emerging 1.8 3 Learning 2.7 up 0.8 6 of 6 answered 6 of 6 answered 5 0 1',
          'Culture 3 Learning 2.8 3 Learning 2.8 no visible change 5 of 6 answered 6 of 6 answered 1 0 4',
          'Tools 3 Learning 2.7 2 Emerging 2.2 down 0.5 6 of 6 answered 5 of 5 answered 0 3 2',
          'Skills 2 Emerging 1.8 3 Learning 2.6 up 0.8 5 of 5 answered 5 of 5 answered 4 0 1',
        ])
      await page.getByRole('img', { name: /^Radar chart of both rounds/ }).waitFor()

      // The first and the last, over two versions.
      await page.getByText(/rounds chosen$/).click()
      await page.getByRole('checkbox', { name: /^20 November 2024/ }).check()
      await page.getByRole('checkbox', { name: /^19 November 2025/ }).uncheck()
      await page.getByText('37 questions were asked every time with the same meaning, out of 40 each time.').waitFor()
      await page.getByText('20 November 2024: version 0.9.0').waitFor()
      await page
        .getByText('A lower result can mean that you now see more clearly, or that other people answered.')
        .waitFor()
      const chart = page.getByRole('region', { name: 'Then and now' }).getByRole('listitem')
      await chart.filter({ hasText: 'up 1.1' }).waitFor()
      await expect
        .poll(() => chart.getByRole('strong').allInnerTexts())
        .toEqual(['Leadership', 'Uses', 'Analysis', 'Data', 'Skills', 'Culture', 'Tools'])
      await chart.filter({ hasText: 'Tools' }).getByText('2 of 5 questions moved down one level.').waitFor()
      const across = [
        'Uses 2 Emerging 1.7 3 Learning 2.7 up 1.0 6 of 6 answered 6 of 6 answered 5 0 1',
        'Data 2 Emerging 1.6 3 Learning 2.5 up 0.9 5 of 6 answered 6 of 6 answered 5 0 0',
        'Analysis 2 Emerging 1.8 3 Learning 2.8 up 1.0 4 of 4 answered 4 of 4 answered 4 0 0',
        'Leadership 2 Emerging 1.5 3 Learning 2.6 up 1.1 4 of 5 answered 5 of 5 answered 4 0 0',
        'Culture 2 Emerging 2.3 3 Learning 2.8 up 0.5 6 of 6 answered 6 of 6 answered 3 0 3',
        'Tools 3 Learning 2.7 2 Emerging 2.2 down 0.5 6 of 6 answered 5 of 5 answered 0 2 3',
        'Skills 2 Emerging 1.7 3 Learning 2.5 up 0.8 3 of 4 answered 4 of 4 answered 3 0 0',
      ]
      await expect.poll(() => changesOn(page)).toEqual(across)

      // As each round was scored then: the weight of culture's question counts, and so do the questions of one version only.
      await page.getByRole('checkbox', { name: 'Count only the questions that are the same' }).uncheck()
      await page.getByRole('row', { name: /^Culture 3 Learning 2.6 3 Learning 2.8 up 0.3/ }).waitFor()
      await page.reload()
      await page.getByRole('row', { name: /^Data 2 Emerging 1.5 3 Learning 2.5 up 1.0/ }).waitFor()
      await page.getByRole('checkbox', { name: 'Count only the questions that are the same' }).check()
      await page.getByRole('row', { name: /^Culture 2 Emerging 2.3/ }).waitFor()

      const [head = [], ...rows] = await csvBehind(page, 'Changes by part (CSV)')
      expect(head.slice(0, 3)).toEqual(['Part', 'Level 20 November 2024', 'Value 20 November 2024'])
      expect(
        rows.map(([part, then, valueThen, , now, valueNow, , change, up, down, same]) =>
          [part, then, valueThen, now, valueNow, change, up, down, same].join(' '),
        ),
      ).toEqual([
        'Uses 2 Emerging 1.67 3 Learning 2.67 up 1.0 5 0 1',
        'Data 2 Emerging 1.6 3 Learning 2.5 up 0.9 5 0 0',
        'Analysis 2 Emerging 1.75 3 Learning 2.75 up 1.0 4 0 0',
        'Leadership 2 Emerging 1.5 3 Learning 2.6 up 1.1 4 0 0',
        'Culture 2 Emerging 2.33 3 Learning 2.83 up 0.5 3 0 3',
        'Tools 3 Learning 2.67 2 Emerging 2.2 down 0.5 0 2 3',
        'Skills 2 Emerging 1.67 3 Learning 2.5 up 0.8 3 0 0',
      ])
      const questions = await csvBehind(page, 'Changes by question (CSV)')
      expect(questions).toHaveLength(1 + 37)
      const gained = questions.find(
        ([, prompt]) => prompt === 'What does your union gain from its work with data today?',
      )
      expect(gained?.slice(2, 5)).toEqual([
        'Up by 1',
        '1 Unaware: We cannot yet name a gain that came from our work with data.',
        '2 Emerging: We save some office time, for example by typing each form only once.',
      ])

      // All three.
      await page.getByText(/rounds chosen$/).click()
      await page.getByRole('checkbox', { name: /^19 November 2025/ }).check()
      await page.getByRole('img', { name: /^Culture: .*3 Learning on 19 November 2025/ }).waitFor()
      await page
        .getByRole('listitem')
        .filter({ has: page.getByRole('heading', { name: 'Tools' }) })
        .getByText('From 20 November 2024 to 18 November 2026: down 0.5, which is 0.2 a year.')
        .waitFor()
      await expect
        .poll(() => changesOn(page))
        .toEqual([
          'Uses 2 Emerging 1.7 2 Emerging 2.2 3 Learning 2.7 up 1.0',
          'Data 2 Emerging 1.6 2 Emerging 2.0 3 Learning 2.5 up 0.9',
          'Analysis 2 Emerging 1.8 2 Emerging 2.3 3 Learning 2.8 up 1.0',
          'Leadership 2 Emerging 1.5 2 Emerging 1.8 3 Learning 2.6 up 1.1',
          'Culture 2 Emerging 2.3 3 Learning 2.8 3 Learning 2.8 up 0.5',
          'Tools 3 Learning 2.7 3 Learning 2.7 2 Emerging 2.2 down 0.5',
          'Skills 2 Emerging 1.7 2 Emerging 1.8 3 Learning 2.5 up 0.8',
        ])
      const [, ...whole] = await csvBehind(page, 'Changes by part (CSV)')
      expect(whole[3]?.filter((_, column) => column % 3 === 2).slice(0, 3)).toEqual(['1.5', '1.8', '2.6'])
      expect(faults).toEqual([])
    },
  )

  it('opens a round from a file to compare, and stores nothing of it', { timeout: 90_000 }, async () => {
    const saver = await comparing('?rounds=round-a,round-c')
    await saver.page.goto(`${inject('url')}#/a/round-b/results`)
    const [download] = await Promise.all([
      saver.page.waitForEvent('download'),
      saver.page.getByRole('button', { name: 'Save this round to a file' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('waymark-round-2025-11-19.json')
    const file = await download.path()

    // Another device, which has the first and the last round of this union, and not the one between.
    const { page, faults } = await newPage(browser)
    await page.goto(inject('url'))
    await page.getByRole('link', { name: 'Start', exact: true }).waitFor()
    const { assessments = [], answers = [], ...more } = threeRounds()
    await lay(page, {
      ...more,
      assessments: assessments.filter(({ id }: { id: string }) => id !== 'round-b'),
      answers: answers.filter(({ assessmentId }: { assessmentId: string }) => assessmentId !== 'round-b'),
    })
    await page.goto(`${inject('url')}#/a/round-c/compare`)
    await page.getByRole('heading', { name: 'Can these be compared?' }).waitFor()
    const before = await stored(page)
    await page.getByText(/rounds chosen$/).click()
    await page.getByLabel('Open a round from a file').setInputFiles({
      name: 'holiday.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{"waymark":"round","version":'),
    })
    await page.getByRole('alert').getByText('This file cannot be read.').waitFor()
    await page.getByLabel('Open a round from a file').setInputFiles(file)
    await page.getByText('The round of 19 November 2025 was opened and chosen.').waitFor()
    await page.getByText('From a file. It is not kept on this device.').waitFor()
    await page.getByRole('row', { name: 'Uses 2 Emerging 1.7 2 Emerging 2.2 3 Learning 2.7 up 1.0' }).waitFor()
    expect(await stored(page)).toEqual(before)
    await page.reload()
    await page.getByRole('heading', { name: 'Can these be compared?' }).waitFor()
    expect(await page.getByText('19 November 2025').count()).toBe(0)
    expect(await stored(page)).toEqual(before)
    expect([...faults, ...saver.faults]).toEqual([])
  })

  it('lets time run the way the page is read', async () => {
    const { page } = await comparing('?rounds=round-a,round-b,round-c')
    const picture = page.getByRole('img', { name: /^Uses: / })
    await picture.waitFor()
    /** Where the line begins and ends, from the left. */
    const ends = () =>
      picture.evaluate((element) => {
        const line = element.querySelector('path')!
        return [0, line.getTotalLength()].map(
          (length) => line.getPointAtLength(length).matrixTransform(line.getScreenCTM()!).x,
        )
      })
    const [first = 0, last = 0] = await ends()
    expect(first).toBeLessThan(last)
    await page.evaluate(() => (document.documentElement.dir = 'rtl'))
    const [firstNow = 0, lastNow = 0] = await ends()
    expect(firstNow).toBeGreaterThan(lastNow)
  })
})

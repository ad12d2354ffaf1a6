import type { Locator, Page } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import { lay, manyRounds, threeRounds, together, workshops } from '../../scripts/lay.mjs'
import { launch, newPage } from '../support/browser'

const browser = await launch()

/** Opens a screen on a device with rounds of three unions. */
async function open(address: string, width: number): Promise<Page> {
  const { page } = await newPage(browser, { width, height: 800 })
  await page.goto(inject('url'))
  await lay(page, together(threeRounds(), workshops(), manyRounds(6)))
  await arrive(page, address)
  return page
}

async function arrive(page: Page, address: string): Promise<void> {
  await page.goto(`${inject('url')}#${address}`)
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
}

async function boxOf(part: Locator) {
  const box = await part.boundingBox()
  if (!box) throw new Error('this part is not shown')
  return { ...box, right: box.x + box.width, bottom: box.y + box.height }
}

/** How dark the page is along a strip of 6 pixels at the end of a table, from 0 for white to 255. */
async function darknessAtTheEnd(page: Page, table: Locator): Promise<number> {
  const { y, height, right } = await boxOf(table)
  // Below the words of the last row there is only ground.
  const clip = { x: right - 8, y: y + height - 12, width: 6, height: 6 }
  const png = [...(await page.screenshot({ clip }))]
  return page.evaluate(async (bytes) => {
    const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }))
    const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')
    if (!context) throw new Error('nothing can be drawn here')
    context.drawImage(picture, 0, 0)
    const { data } = context.getImageData(0, 0, picture.width, picture.height)
    return 255 - data.filter((_, place) => place % 4 === 0).reduce((sum, red) => sum + red, 0) / (data.length / 4)
  }, png)
}

describe('a table that is wider than the screen', () => {
  test.each(['none', 'active'] as const)(
    'has a shade at its end until the end is reached by keyboard, with forced colours: %s',
    async (forcedColors) => {
      const page = await open('/u/union-compared', 360)
      await page.emulateMedia({ forcedColors })
      const table = page.getByRole('region', { name: 'Every round: Data maturity framework' })
      await table.scrollIntoViewIfNeeded()
      const before = await darknessAtTheEnd(page, table)
      await table.focus()
      await page.keyboard.press('End')
      for (let press = 0; press < 40; press += 1) await page.keyboard.press('ArrowRight')
      await expect
        .poll(() => table.evaluate((box) => box.scrollWidth - box.clientWidth - Math.ceil(box.scrollLeft)))
        .toBeLessThanOrEqual(1)
      await table.scrollIntoViewIfNeeded()
      expect(before).toBeGreaterThan(20 + (await darknessAtTheEnd(page, table)))
    },
  )
})

test('what the app says stands in the column of the screen below it', async () => {
  const { page } = await newPage(browser)
  for (const address of ['/new', '/kit', '/help']) {
    await page.goto(`${inject('url')}?temporary#${address}`)
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor()
    const notice = await boxOf(page.getByRole('region', { name: 'Temporary' }))
    const screen = await boxOf(page.locator('main > :last-child'))
    expect([address, notice.x, notice.right]).toEqual([address, screen.x, screen.right])
  }
})

test('the titles of all screens have one size', async () => {
  const page = await open('/', 1280)
  const sizes = new Map<string, string>()
  for (const address of ['/', '/new', '/u/union-compared', '/a/round-c/results', '/a/round-c/compare', '/help']) {
    await arrive(page, address)
    const title = page.getByRole('heading', { level: 1 })
    sizes.set(address, await title.evaluate((element) => getComputedStyle(element).fontSize))
  }
  expect(new Set(sizes.values()).size, JSON.stringify([...sizes])).toBe(1)
})

test.each([320, 1280])('the dates along the line of the rounds do not overlap at %i px', async (width) => {
  const page = await open('/u/union-long', width)
  const line = page.getByRole('region', { name: /over time$/ })
  await line.getByRole('table').waitFor()
  const dates = await Promise.all((await line.locator('[aria-hidden="true"] > span:visible').all()).map(describeSpan))
  const shown = dates.filter(({ words }) => words !== '').sort((one, other) => one.x - other.x)
  expect(shown.length).toBeGreaterThan(2)
  for (const [index, { x }] of shown.entries()) if (index > 0) expect(x).toBeGreaterThanOrEqual(shown[index - 1]!.right)
  expect(shown[0]!.x).toBeGreaterThanOrEqual(0)
  expect(shown.at(-1)!.right).toBeLessThanOrEqual(width)
})

async function describeSpan(span: Locator) {
  return { ...(await boxOf(span)), words: (await span.innerText()).trim() }
}

test('on a phone the cell that is typed into is seen whole, and the groups come after the cells', async () => {
  const page = await open('/room/room-open/paper', 360)
  const cells = page.getByRole('row').nth(1).getByRole('textbox')
  await cells.first().focus()
  for (let cell = 0; cell < 4; cell += 1) {
    const fixed = await boxOf(page.getByRole('row').nth(1).getByRole('rowheader'))
    const here = await boxOf(cells.nth(cell))
    expect(here.x).toBeGreaterThanOrEqual(fixed.right)
    expect(here.right).toBeLessThanOrEqual(360)
    await page.keyboard.press('ArrowRight')
  }
  const group = await boxOf(page.getByRole('row').nth(1).getByRole('combobox'))
  expect(group.x).toBeGreaterThan((await boxOf(cells.last())).right)
})

test('fields beside each other begin on one line, and are typed into on one line', async () => {
  const page = await open('/kit', 1280)
  const names = ['How many people will take part?', 'How many minutes does one meeting last?', 'How many meetings']
  const labels = await Promise.all(names.map((name) => boxOf(page.getByText(name).first())))
  const fields = await Promise.all(names.map((name) => boxOf(page.getByRole('textbox', { name }))))
  expect(new Set(labels.map(({ y }) => y)).size).toBe(1)
  expect(new Set(fields.map(({ y }) => y)).size).toBe(1)

  await arrive(page, '/u/union-compared/plan')
  const added = page.getByRole('region', { name: 'An action of your own' })
  const pair = ['Owner', 'Due'] as const
  const [owner, due] = await Promise.all(pair.map((name) => boxOf(added.getByText(name, { exact: true }))))
  const [ownerField, dueField] = await Promise.all(pair.map((name) => boxOf(added.getByLabel(name))))
  expect(owner!.y).toBe(due!.y)
  // Less than a pixel apart: a date is a little less high than a text.
  expect(ownerField!.y).toBeCloseTo(dueField!.y, 0)
})

test('what is wrong looks the same in the summary and at the field', async () => {
  const page = await open('/room/new', 360)
  await page.getByRole('button', { name: 'Prepare the workshop' }).click()
  const looks = await Promise.all(
    [page.getByRole('alert').first(), page.getByText('Choose at least one way to vote').last()].map((part) =>
      part.evaluate((element) => {
        const { borderInlineStart, backgroundColor } = getComputedStyle(element)
        const { content, color } = getComputedStyle(element, '::before')
        return { borderInlineStart, backgroundColor, content, color }
      }),
    ),
  )
  expect(looks[0]).toEqual(looks[1])
  expect(looks[0]?.content).toContain('!')
})

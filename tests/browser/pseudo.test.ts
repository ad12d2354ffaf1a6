import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { goToStep } from '../../scripts/lay.mjs'
import { isWiderThanScreen, launch, newPage } from '../support/browser'
import { CLOSE, OPEN } from '../support/pseudoLanguage'

const browser = await launch()

test.each([
  ['the app', walkPseudo],
  ['a workshop', walkPseudoRoom],
] as const)(
  'in the pseudo-language from right to left no string of %s comes from the code, and nothing is wider than the screen',
  async (_, walkThrough) => {
    const { page, faults } = await newPage(browser, { width: 360, height: 800 })
    const left: string[] = []
    const look = async (screen: string) => {
      expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl')
      if (await isWiderThanScreen(page)) left.push(`${screen}: wider than the screen`)
      for (const text of await stringsOutside(page)) left.push(`${screen}: ${text}`)
    }
    await walkThrough(page, inject('pseudoUrl'), look)
    expect([...new Set(left)]).toEqual([])
    expect(faults).toEqual([])
  },
)

/** Every text and every spoken name on the page that has letters and does not come from a message or questionnaire. */
function stringsOutside(page: Page): Promise<string[]> {
  return page.evaluate(
    ([open, close]) => {
      const found: string[] = []
      const check = (text: string | null, where: string) => {
        // Whatever stands between the marks comes from a file; marks can be nested where a name is put into a sentence.
        let rest = ''
        let depth = 0
        for (const character of text ?? '') {
          if (character === open) depth += 1
          else if (character === close) depth -= 1
          else if (depth === 0) rest += character
        }
        // Dates and lists come from the browser, in the script of the language.
        if (/\p{Script=Latin}/u.test(rest)) found.push(`${where}: ${rest.trim()}`)
      }
      // A glossary word is cut out of its text, so it has no marks of its own.
      const textOf = (block: Element) => {
        const copy = block.cloneNode(true) as Element
        for (const word of copy.querySelectorAll('[data-term]')) word.remove()
        return block.matches('[data-term]') ? '' : copy.textContent
      }
      for (const element of document.querySelectorAll<HTMLElement>('body, body *')) {
        if (['SCRIPT', 'STYLE', 'NOSCRIPT', 'CANVAS'].includes(element.tagName)) continue
        for (const attribute of ['aria-label', 'title', 'alt', 'placeholder'])
          check(element.getAttribute(attribute), `${element.tagName} ${attribute}`)
      }
      for (const block of document.querySelectorAll<HTMLElement>(
        'h1, h2, h3, h4, p, li, label, a, button, summary, dt, dd, th, td, option, legend',
      ))
        check(textOf(block), block.tagName)
      check(document.title.replace('Waymark', ''), 'title')
      return found
    },
    [OPEN, CLOSE] as const,
  )
}

/** A walk through the screens that finds its way without words. */
async function walkPseudo(page: Page, url: string, look: (screen: string) => Promise<void>): Promise<void> {
  const main = page.getByRole('main')
  const heading = page.getByRole('heading', { level: 1 })
  await page.goto(url)
  await heading.waitFor()
  await look('welcome')
  await page.goto(`${url}#/no/such/page`)
  await main.locator(':scope:not(:has(a + a))').getByRole('link').waitFor()
  await look('lost')
  await page.goto(`${url}#/new`)
  // The questionnaires come last; a click before them would begin nothing.
  await page.locator('input[name="form"]').first().waitFor()
  await look('new')
  await main.getByRole('button').last().click()
  await page.getByRole('alert').waitFor()
  await look('new, with an error')
  await page.locator('input[value="elected"]').check()
  await main.getByRole('button').last().click()
  await page.waitForURL(/\/q\/[^/]+$/)
  await page.goBack()
  await main.locator('a[href*="/q/data-"]').first().waitFor()
  await look('parts')
  const round = page.url()
  await page.goto(`${round}/q/uses-why-collect`)
  await page.getByRole('radio').first().waitFor()
  await page.locator('summary').last().click()
  await look('question')
  await page.locator('input[value="3"]').check()
  await page.goto(`${round}/q/data-assets`)
  await page.locator('button[aria-expanded]').first().click()
  await look('question, answered, a word explained')
  for (const [item, value] of [
    ['uses-bargaining', '2'],
    ['data-quality', 'dont_know'],
    ['data-assets', '4'],
    ['analysis-type', '5'],
    ['analysis-presenting', '5'],
    ['leadership-attitude', 'not_applicable'],
    ['leadership-plan', '1'],
    ['culture-questioning', '2'],
    ['culture-protection', '2'],
    ['tools-storage', '3'],
    ['tools-sharing', '3'],
  ] as const) {
    await page.goto(`${round}/q/${item}`)
    await page.locator(`input[name="${item}"][value="${value}"]`).check()
    if (value === 'not_applicable') await page.locator('input[type="text"]').first().fill('123')
    await page.locator(`input[name="${item}"]:checked`).waitFor()
  }
  await look('question, does not apply')
  await page.goto(`${round}/check`)
  await page.getByRole('radio').first().waitFor({ state: 'detached' })
  await look('check')
  await main.getByRole('button').last().click()
  await page.getByRole('dialog').waitFor()
  await look('sealing')
  await page.getByRole('dialog').getByRole('button').first().click()
  await page.getByRole('table').waitFor()
  for (const summary of await page.locator('summary').all()) await summary.click()
  await look('results')
  await page.goto(url)
  await heading.waitFor()
  await look('home')
  await page.goto(`${url}#/new?questionnaire=data-governance`)
  await page.locator('input[value="data-governance"]:checked').waitFor()
  await page.locator('input[value="project"]').check()
  await look('new check')
  await page.locator('#project').fill('123')
  await page.locator('input[value="uk"]').check()
  await page.locator('input[value="elected"]').check()
  await main.getByRole('button').last().click()
  await page.waitForURL(/\/q\/[^/]+$/)
  const check = page.url().replace(/\/q\/.*/, '')
  for (const [item, value] of [
    ['gov-plan-lawful-basis', '0'],
    ['gov-data-storage', '3'],
    ['gov-roles-reps', 'dont_know'],
    ['gov-roles-suppliers', '1'],
    ['gov-rules-access', '2'],
  ] as const) {
    await page.goto(`${check}/q/${item}`)
    await page.locator(`input[name="${item}"][value="${value}"]`).check()
    await page.locator(`input[name="${item}"]:checked`).waitFor()
  }
  await page.locator('summary').first().click()
  await look('question of a check')
  await page.goto(`${check}/rest/gov-roles-reps`)
  await page.getByRole('radio').first().waitFor({ state: 'detached' })
  await look('rest')
  await page.goto(`${check}/check`)
  await page.locator('h3').first().waitFor()
  await main.getByRole('button').last().click()
  await page.getByRole('dialog').getByRole('button').first().click()
  await page.getByRole('table').waitFor()
  for (const summary of await page.locator('summary').all()) await summary.click()
  await look('results of a check')
  await page
    .getByRole('link')
    .filter({ has: page.locator(':scope[href*="#/u/"]') })
    .first()
    .click()
  await page.getByRole('combobox').waitFor()
  await look('union')
  await page
    .getByRole('link')
    .filter({ has: page.locator(':scope[href$="/plan"]') })
    .first()
    .click()
  await page.locator('form').first().waitFor()
  await look('plan')
  await page.goto(check.replace('/a/', '/report/'))
  await page.getByRole('article').waitFor()
  await look('papers')
  await page.goto(`${url}#/help`)
  await page.getByRole('term').first().waitFor()
  await look('help')
  await page.goto(`${url}#/kit?people=5&meetings=1`)
  await page.getByRole('article').first().waitFor()
  await look('papers for a workshop')
  await page.goto(`${url}#/example`)
  await page.waitForURL(/#\/u\/example$/)
  await page.goto(`${url}#/a/example-maturity/compare`)
  await page.getByRole('combobox').waitFor()
  for (const summary of await page.locator('summary').all()) await summary.click()
  await look('two rounds compared')
}

/** The same through a workshop: its preparation, its steps, the projector, what is beside them, and one person’s answers. */
async function walkPseudoRoom(page: Page, url: string, look: (screen: string) => Promise<void>): Promise<void> {
  const main = page.getByRole('main')
  await page.goto(`${url}#/room/new`)
  await page.locator('#part-uses').waitFor()
  await main.getByRole('button').last().click()
  await page.getByRole('alert').first().waitFor()
  await look('prepare, with an error')
  for (const field of ['#way-cards', '#way-device', '#way-paper', '#way-own', 'input[value="staff"]'])
    await page.locator(field).check()
  await look('prepare')
  await main.getByRole('button').last().click()
  await page.waitForURL(/#\/room\/(?!new$)[^/]+$/)
  const room = page.url()
  await page.getByRole('listitem').first().waitFor()
  const step = async (id: string) => {
    await goToStep(page, id)
    await look(`room, ${id}`)
  }
  await look('room, start')
  const meeting = ['purpose', 'uses', 'before', 'actions', 'parked', 'close'].map((kind) => `meeting.1.${kind}`)
  for (const id of meeting) await step(id)
  await step('item.uses-why-collect.read')
  await step('item.uses-why-collect.vote')
  await main.locator('li .button').click()
  await look('room, the device between two people')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button').first().click()
  await dialog.getByRole('button').first().click()
  await dialog.getByRole('alert').waitFor()
  await look('room, a vote without a level')
  await dialog.getByRole('button').last().click()
  await dialog.getByRole('button').last().click()
  await goToStep(page, 'item.uses-why-collect.reveal')
  // One more at the lowest level, and at the highest.
  for (const button of [1, 9]) await main.locator('button[aria-label]').nth(button).click()
  await main.getByRole('img').waitFor()
  await look('room, reveal')
  await step('item.uses-why-collect.talk')
  await goToStep(page, 'item.uses-why-collect.settle')
  await main.getByRole('radio').nth(1).check()
  await main.locator('.moves button').first().click()
  await page.locator('textarea[aria-invalid="true"]').waitFor()
  await look('room, settle without a reason')
  await step('section.uses.summary')
  for (const [way, sign] of [
    ['?single', '.single'],
    ['/screen', '.screen'],
  ] as const)
    for (const id of ['item.uses-why-collect.vote', 'item.uses-why-collect.talk', 'section.uses.summary']) {
      await page.goto(`${room}${way}`)
      await page.locator(sign).waitFor()
      await goToStep(page, id)
      await look(`room${way}, ${id}`)
    }
  await page.goto(`${room}/apart`)
  await main.getByRole('article').first().waitFor()
  await look('far apart')
  await page.goto(`${room}/paper`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await look('sheets')
  await page.goto(`${room}/responses`)
  await main.locator('section').first().waitFor()
  await look('responses')
  const heading = page.getByRole('heading', { level: 1 })
  const before = await heading.textContent()
  await page.goto(`${url}#/respond`)
  await expect.poll(() => heading.textContent()).not.toBe(before)
  await look('respond')
  await main.locator('section button').last().click()
  await page.locator('input[value="staff"]').check()
  await main.locator('button[type="submit"]').click()
  await page.waitForURL(/\/q\/[^/]+$/)
  const round = page.url().replace(/\/q\/.*/, '')
  await page.goto(`${round}/q/uses-why-collect`)
  await page.locator('input[value="3"]').check()
  await page.goto(`${round}/hand-over`)
  await main.getByRole('img').waitFor()
  await look('hand over')
}

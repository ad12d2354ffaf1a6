import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { answerAll, axeFindings, beginRound, choose, launch, newPage, seal } from '../support/browser'
import { CLOSE, OPEN } from '../support/pseudoLanguage'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

/** Walks through every screen of the app and its states, calling `look` on each. */
async function walk(page: Page, url: string, look: (screen: string) => Promise<void>): Promise<void> {
  await page.goto(url)
  await page.getByRole('link', { name: 'Start' }).waitFor()
  await look('welcome')
  await page.goto(`${url}#/no/such/page`)
  await page.getByRole('heading', { name: 'There is no page at this address' }).waitFor()
  await look('lost')
  await page.goto(`${url}#/a/nothing`)
  await page.getByRole('heading', { name: 'This round is not on this device' }).waitFor()
  await look('missing round')
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await page.getByText('The rounds you begin will be listed here').waitFor()
  await look('home, empty')
  await page.getByRole('link', { name: 'New round', exact: true }).click()
  await page.getByRole('radio', { name: 'Short form' }).waitFor()
  await page.getByRole('button', { name: 'Begin this round' }).click()
  await page.getByRole('alert').waitFor()
  await look('new, with an error')
  await beginRound(page, 'Full form', 'Gewerkschaftsverwaltungsangestelltenverband & Care Union')
  await look('parts, not begun')
  await page.getByText('Settings for answering').click()
  await look('parts, settings open')
  await page.getByRole('link', { name: 'Go to the first question' }).click()
  await page.getByRole('radio').first().waitFor()
  await look('question')
  await choose(page, 2)
  await page.getByText('Add a note, evidence or how sure you are').click()
  await page.getByRole('textbox', { name: 'Note' }).fill('Spring survey')
  await page
    .getByRole('textbox', { name: 'Evidence', exact: true })
    .fill('https://union.example/a_very_long_name_of_a_paper_that_does_not_break_anywhere_2026.pdf')
  await look('question, answered')
  await page.getByRole('radio', { name: 'Does not apply to us' }).check()
  await look('question, does not apply')
  await choose(page, 2)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('Question 2 of 6').waitFor()
  // Up to the end of Analysis; then Leadership is left out, Culture half answered.
  await answerAll(page, [4, 3, 2, 3, 3, 3, 2, 3, 3, 2, 2, 3, 2, 1, 3, 2])
  await page.getByRole('link', { name: 'Back to all parts' }).click()
  await page.getByRole('link', { name: /^Culture/ }).click()
  await page.getByRole('radio').first().waitFor()
  await answerAll(page, [3, 3, 4])
  await page.getByRole('link', { name: 'Back to all parts' }).click()
  await page.getByRole('link', { name: 'Check answers and finish' }).click()
  await look('check')
  await page.getByRole('button', { name: 'Finish and seal this round' }).click()
  await page.getByRole('dialog').waitFor()
  await look('sealing')
  await page.getByRole('button', { name: 'Go back' }).click()
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await page.getByRole('link', { name: /^Continue: / }).waitFor()
  await look('home, a round to continue')
  await page.getByRole('link', { name: 'See all parts' }).click()
  await page.getByRole('link', { name: 'Check answers and finish' }).click()
  await seal(page)
  const showRadar = page.getByRole('button', { name: 'Show the radar chart' })
  if (await showRadar.isVisible()) await showRadar.click()
  await page.getByRole('img', { name: /^Radar chart/ }).waitFor()
  await look('results')
  for (const summary of await page.locator('summary').all()) await summary.click()
  await look('results, everything open')
  await page.getByRole('link', { name: 'Choose what goes into the plan' }).click()
  await page
    .getByRole('button', { name: /^Take all/ })
    .first()
    .click()
  await page.getByText(/^5 open/).waitFor()
  await look('plan')
  await page.getByRole('button', { name: /^Edit/ }).first().click()
  await look('plan, an action open')
  await page.getByRole('link', { name: 'Grid', exact: true }).click()
  await page.getByRole('table').waitFor()
  await look('plan as a grid')
  await page.goBack()
  await page.goBack()
  await page.getByRole('heading', { level: 1, name: /^Where/ }).waitFor()
  await page.getByRole('link', { name: 'See all answers' }).click()
  await page.getByRole('heading', { name: 'The answers of this round' }).waitFor()
  await look('answers, sealed')
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await page.getByRole('link', { name: /^See the results/ }).waitFor()
  await look('home, a finished round')
  await page.getByRole('link', { name: 'New round', exact: true }).click()
  await page.getByRole('radio', { name: 'An elected leader' }).check()
  await page.getByRole('button', { name: 'Begin this round' }).click()
  await page.getByRole('link', { name: 'Go on to the questions' }).waitFor()
  await look('open actions before a new round')
}

/** Walks through the screens of the check, the example, the union's page and help. */
async function walkCheck(page: Page, url: string, look: (screen: string) => Promise<void>): Promise<void> {
  await page.goto(`${url}#/new?questionnaire=data-governance`)
  await page.getByRole('radio', { name: 'One project' }).check()
  await page.getByRole('button', { name: 'Begin this round' }).click()
  await page.getByRole('alert').waitFor()
  await look('new check, with errors')
  await page.getByRole('textbox', { name: 'Name of the project' }).fill('Mitgliederverwaltungssystemumstellung 2027')
  await page.getByRole('radio', { name: 'Both of them' }).check()
  await page.getByRole('radio', { name: 'An elected leader' }).check()
  await page.getByRole('button', { name: 'Begin this round' }).click()
  await page.getByRole('link', { name: 'Go to the first question' }).waitFor()
  await look('parts of a check')
  await page.getByRole('link', { name: 'Go to the first question' }).click()
  await page.getByText('The rule behind this').click()
  await look('question of a check, its rule open')
  await answerAll(page, [0, 3, 1, 2, 0, 1])
  await page.getByRole('heading', { name: /^Half-way/ }).waitFor()
  await look('rest')
  await answerAll(page, [0, 0, 0, 0, 3])
  await page.getByRole('radio', { name: 'We don’t know yet' }).check()
  await page.getByRole('button', { name: /^Continue/ }).click()
  await seal(page)
  const showRadar = page.getByRole('button', { name: 'Show the radar chart' })
  if (await showRadar.isVisible()) await showRadar.click()
  await page.getByRole('img', { name: /^Radar chart/ }).waitFor()
  await look('results of a check')
  for (const summary of await page.locator('summary').all()) if (await summary.isVisible()) await summary.click()
  await look('results of a check, everything open')
  await page.getByRole('link', { name: 'Papers to take with you' }).click()
  await page.getByRole('heading', { level: 1, name: 'Papers to take with you' }).waitFor()
  await page.getByRole('radio', { name: /^Full report/ }).check()
  await look('papers')
  await page.getByRole('link', { name: 'Back to the results' }).click()
  await page.getByRole('link', { name: 'See the union’s page' }).click()
  await page.getByRole('region', { name: 'Checks of projects' }).waitFor()
  await page.getByRole('region', { name: 'Data governance check' }).waitFor()
  await look('union, with a check of a project')
  await page.goto(`${url}#/u/nothing`)
  await page.getByRole('heading', { name: 'This union is not on this device' }).waitFor()
  await look('missing union')
  await page.goto(`${url}#/example`)
  await page.getByText('4 things to settle first').waitFor()
  await page.getByText('Overall: 3 Learning').waitFor()
  await look('union of the example')
  await page.getByRole('link', { name: /^See the results.*framework$/ }).click()
  await page.getByText('This is an example.').waitFor()
  await look('results of the example')
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await page.getByRole('link', { name: 'Open the example' }).waitFor()
  await look('home with the example')
  await page.getByRole('link', { name: 'Help' }).click()
  await page.getByText('Two-step login', { exact: true }).waitFor()
  await look('help')
  await page.getByRole('searchbox').fill('consent')
  await page.getByRole('status').getByText(/match/).waitFor()
  await look('help, searched')
  await page.getByRole('searchbox').fill('xyzzy')
  await page.getByText('Nothing was found.').waitFor()
  await look('help, nothing found')
}

/** Whether the page can be moved sideways: something is wider than the screen. */
function isWiderThanScreen(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
}

describe('axe finds nothing, and nothing is wider than the screen', () => {
  for (const width of [360, 1280])
    for (const scheme of ['light', 'dark'] as const)
      test(`on any screen at ${width} px, ${scheme}`, async () => {
        const { page, faults } = await newPage(browser, { width, height: 800, scheme })
        const findings: string[] = []
        const look = async (screen: string) => {
          for (const finding of await axeFindings(page)) findings.push(`${screen}: ${finding}`)
          if (await isWiderThanScreen(page)) findings.push(`${screen}: wider than the screen`)
          if ((await page.getByRole('heading', { level: 1 }).count()) !== 1) findings.push(`${screen}: not one h1`)
        }
        await walk(page, inject('url'), look)
        await walkCheck(page, inject('url'), look)
        expect(findings).toEqual([])
        expect(faults).toEqual([])
      })
})

test('at 320 px with the text spaced out, nothing is wider than the screen', async () => {
  const { page } = await newPage(browser, { width: 320, height: 640 })
  const findings: string[] = []
  const look = async (screen: string) => {
    // The spacing that WCAG 1.4.12 asks a page to bear, set without a style sheet, which the policy would stop.
    await page.evaluate(() => {
      for (const element of document.querySelectorAll<HTMLElement>('body *')) {
        element.style.lineHeight = '1.5'
        element.style.letterSpacing = '0.12em'
        element.style.wordSpacing = '0.16em'
      }
    })
    if (await isWiderThanScreen(page)) findings.push(screen)
    await page.evaluate(() => {
      for (const element of document.querySelectorAll<HTMLElement>('body *'))
        for (const name of ['line-height', 'letter-spacing', 'word-spacing']) element.style.removeProperty(name)
    })
  }
  await walk(page, inject('url'), look)
  await walkCheck(page, inject('url'), look)
  expect(findings).toEqual([])
})

test('in the pseudo-language from right to left no string comes from the code, and nothing is wider than the screen', async () => {
  const { page, faults } = await newPage(browser, { width: 360, height: 800 })
  const left: string[] = []
  const look = async (screen: string) => {
    expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl')
    if (await isWiderThanScreen(page)) left.push(`${screen}: wider than the screen`)
    for (const text of await stringsOutside(page)) left.push(`${screen}: ${text}`)
  }
  await walkPseudo(page, inject('pseudoUrl'), look)
  expect([...new Set(left)]).toEqual([])
  expect(faults).toEqual([])
})

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

/** The same walk, finding its way without words. */
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
  await page.getByRole('radio').first().waitFor()
  await look('new')
  await page.getByRole('button').last().click()
  await page.getByRole('alert').waitFor()
  await look('new, with an error')
  await page.locator('input[value="elected"]').check()
  await page.getByRole('button').last().click()
  await page.waitForURL(/#\/a\/[^/]+$/)
  await page.getByRole('listitem').first().waitFor()
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
  await page.getByRole('button').last().click()
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
  await page.getByRole('button').last().click()
  await page.waitForURL(/#\/a\/[^/]+$/)
  await page.getByRole('listitem').first().waitFor()
  const check = page.url()
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
  await page.getByRole('button').last().click()
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
}

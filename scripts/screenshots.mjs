// Pictures of every screen:  npm run screenshots [-- folder] [-- --readme]
// Walks the built app as a first visitor and saves each screen at 360 and 1280 px, light and dark.
// With --only=maturity, check, rest, compare or together it walks one journey; with --readme it also renews the two pictures of the README.
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { build, preview } from 'vite'
import { launchOptions } from './chromium.mjs'
import { lay, threeRounds, workshops } from './lay.mjs'

const isForReadme = process.argv.includes('--readme')
const only = process.argv.find((word) => word.startsWith('--only='))?.slice('--only='.length)
const folder = process.argv.slice(2).find((word) => !word.startsWith('--')) ?? 'node_modules/.cache/screens'
mkdirSync(folder, { recursive: true })
await build({ logLevel: 'warn' })
const server = await preview({ preview: { port: 0, strictPort: false, host: '127.0.0.1' }, logLevel: 'warn' })
const url = `http://127.0.0.1:${server.httpServer.address().port}/`
const read = (file) => JSON.parse(readFileSync(`tests/fixtures/${file}`, 'utf8'))
const golden = read('golden.json')
const goldenCheck = read('golden-governance.json')
const browser = await chromium.launch(launchOptions())

for (const width of [360, 1280])
  for (const scheme of ['light', 'dark']) {
    const context = await browser.newContext({
      viewport: { width, height: width === 360 ? 740 : 860 },
      colorScheme: scheme,
    })
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    const shot = async (name) => {
      await page.evaluate(() => document.fonts.ready)
      await page.screenshot({ path: join(folder, `${name}-${width}-${scheme}.png`), fullPage: true })
    }
    if (!only || only === 'maturity') await walk(page, shot)
    if (!only || only === 'check') await walkCheck(page, shot)
    if (!only || only === 'rest') await walkRest(page, shot)
    if (!only || only === 'compare') await walkCompare(page, shot)
    if (!only || only === 'together') await walkTogether(page, shot)
    await context.close()
  }
await browser.close()
await server.close()
console.log(`Pictures are in ${folder}`)

async function walk(page, shot) {
  const { name, answers } = golden.civic
  await page.goto(url)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await shot('01-welcome')
  await page.goto(`${url}#/nowhere`)
  await page.getByRole('heading', { name: 'There is no page at this address' }).waitFor()
  await shot('02-lost')
  await page.getByRole('link', { name: 'Go to Home' }).click()
  await page.getByRole('heading', { name: 'Your rounds' }).waitFor()
  await shot('03-home-empty')
  await page.getByRole('link', { name: 'New round', exact: true }).click()
  await page.getByRole('radio', { name: 'Full form' }).check()
  await shot('04-new')
  await page.getByRole('button', { name: 'Begin this round' }).click()
  await page.getByText('Please look at this again').waitFor()
  await shot('05-new-error')
  await page.getByRole('textbox', { name: 'Name of the union' }).fill(name)
  await page.getByRole('radio', { name: 'A member of staff' }).check()
  await page.getByRole('radio', { name: 'From reports and meetings' }).check()
  await page.getByRole('button', { name: 'Begin this round' }).click()
  await page.getByRole('link', { name: 'Go to the first question' }).waitFor()
  await shot('06-tasks-new')
  await page.getByRole('link', { name: 'Go to the first question' }).click()
  await page.getByRole('radio').first().waitFor()
  await shot('07-question')
  let count = 0
  for (const level of Object.values(answers)) {
    const before = await page.locator('h1').textContent()
    count += 1
    if (count === 8) await page.getByRole('radio', { name: 'We don’t know yet' }).check()
    else await page.getByRole('radio', { name: new RegExp(`^${level} `) }).check()
    await page
      .getByText(/^Saved on this device/)
      .first()
      .waitFor()
    if (count === 3) {
      await page.getByText('Add a note, evidence').click()
      await page
        .getByRole('textbox', { name: 'Note', exact: true })
        .fill('The mapping of spring 2026 covers the twelve largest workplaces.')
      await page.getByRole('radio', { name: 'Fairly sure' }).check()
      await page
        .getByText(/^Saved on this device/)
        .first()
        .waitFor()
      await shot('08-question-answered')
      if (isForReadme && page.viewportSize().width === 360) await readmePicture(page, 'question-phone.png', 1130)
    }
    if (count === 4) {
      const word = page.locator('button[aria-expanded]').first()
      if (await word.count()) await word.click()
      await page.getByRole('radio', { name: 'Does not apply to us' }).check()
      await page.getByText('Why does it not apply').waitFor()
      await shot('09-question-reason')
      await page.getByRole('radio', { name: new RegExp(`^${level} `) }).check()
    }
    if (count === 17) {
      await page.getByRole('link', { name: 'Back to all parts' }).click()
      await page.getByRole('link', { name: /^Continue/ }).waitFor()
      await shot('10-tasks')
      await page.getByRole('link', { name: 'Home' }).first().click()
      await page.getByRole('link', { name: /^Continue: / }).waitFor()
      await shot('11-home')
      await page.getByRole('link', { name: /^Continue: / }).click()
      await page.getByRole('radio').first().waitFor()
      continue
    }
    await page.getByRole('button', { name: /^Continue/ }).click()
    await page.waitForFunction((h) => document.querySelector('h1')?.textContent !== h, before)
  }
  await page.getByRole('heading', { name: 'Check your answers' }).waitFor()
  await shot('12-check')
  await page.getByRole('button', { name: 'Finish and seal this round' }).click()
  await page.getByRole('dialog').waitFor()
  await page.screenshot({ path: join(folder, `13-seal-${page.viewportSize().width}.png`) })
  await page.getByRole('button', { name: 'Seal and see the results' }).click()
  await page.getByRole('heading', { level: 1, name: /^Where/ }).waitFor()
  const radar = page.getByRole('button', { name: 'Show the radar chart' })
  if (page.viewportSize().width === 360) await radar.click()
  await page.getByRole('img', { name: /^Radar chart/ }).waitFor()
  await shot('14-results')
  if (isForReadme && page.viewportSize().width === 1280) await readmePicture(page, 'results.png', 1150)
  for (const panel of ['Analysis', 'Culture'])
    await page.locator('details.panel', { hasText: panel }).locator('summary').first().click()
  await page.getByText('How this was worked out').first().click()
  await shot('15-results-open')
  await page.getByRole('link', { name: 'See all answers' }).click()
  await page.getByRole('heading', { name: 'The answers of this round' }).waitFor()
  await shot('16-answers-sealed')
  await page.getByRole('link', { name: 'Home' }).first().click()
  await page.getByRole('link', { name: /^See the results/ }).waitFor()
  await shot('17-home-sealed')
}

async function walkCheck(page, shot) {
  await page.goto(`${url}#/new?questionnaire=data-governance`)
  await page.getByRole('radio', { name: /^Data governance check/ }).waitFor()
  await page.getByRole('radio', { name: 'Full form' }).check()
  await page.getByRole('radio', { name: 'One project' }).check()
  await page.getByRole('button', { name: 'Begin this round' }).click()
  await page.getByText('Please look at this again').waitFor()
  await shot('20-new-check-error')
  await page.getByRole('radio', { name: 'The union as a whole' }).check()
  await page.getByRole('radio', { name: 'The UK GDPR' }).check()
  await page.getByRole('radio', { name: 'A branch officer or rep' }).check()
  await page.getByRole('button', { name: 'Begin this round' }).click()
  await page.getByRole('link', { name: 'Go to the first question' }).waitFor()
  await shot('21-check-tasks')
  await page.getByRole('link', { name: 'Go to the first question' }).click()
  await page.getByRole('radio').first().waitFor()
  let count = 0
  for (const step of Object.values(goldenCheck.quay.answers)) {
    const before = await page.locator('h1').textContent()
    count += 1
    if (step === null) {
      await page.getByRole('radio', { name: 'Does not apply to us' }).check()
      await page.getByRole('textbox', { name: 'Why does it not apply?' }).fill('We have none of these.')
    } else if (count > 36) await page.getByRole('radio', { name: 'We don’t know yet' }).check()
    else await page.getByRole('radio', { name: new RegExp(`^${step} `) }).check()
    if (count === 4) {
      await page.getByText('The rule behind this').click()
      await page
        .getByText(/^Saved on this device/)
        .first()
        .waitFor()
      await shot('22-check-question')
    }
    await page.getByRole('button', { name: /^Continue/ }).click()
    await page.waitForFunction((h) => document.querySelector('h1')?.textContent !== h, before)
    if (count === 20) {
      await shot('23-rest')
      await page.getByRole('link', { name: /^Go on with/ }).click()
      await page.getByRole('radio').first().waitFor()
    }
  }
  await page.getByRole('button', { name: 'Finish and seal this round' }).click()
  await page.getByRole('button', { name: 'Seal and see the results' }).click()
  await page.getByRole('heading', { level: 1, name: /^Where/ }).waitFor()
  const radar = page.getByRole('button', { name: 'Show the radar chart' })
  if (page.viewportSize().width === 360) await radar.click()
  await page.getByRole('img', { name: /^Radar chart/ }).waitFor()
  await shot('24-check-results')
  await page.locator('details.panel').nth(2).locator('summary').first().click()
  await page.locator('details.panel').nth(5).locator('summary').first().click()
  await page.getByText('The rule behind this').first().click()
  await page.getByText('How this was worked out').nth(3).click()
  await shot('25-check-results-open')
}

async function walkRest(page, shot) {
  await page.goto(`${url}#/example`)
  await page.getByRole('heading', { level: 1, name: /example/ }).waitFor()
  await page.getByText('to settle first').waitFor()
  await page.getByText('Overall:').waitFor()
  await shot('30-union-example')
  await page.getByRole('link', { name: /^See the results of .* Data governance check/ }).click()
  await page.getByRole('heading', { level: 1, name: /^Where/ }).waitFor()
  await shot('31-check-example')
  await page.getByRole('link', { name: 'Home' }).first().click()
  await page.getByRole('heading', { name: 'An example to explore' }).waitFor()
  await shot('32-home-example')
  await page.getByRole('link', { name: 'Help' }).click()
  await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor()
  await page.getByText('Two-step login').first().waitFor()
  await shot('33-help')
  await page.getByRole('searchbox').fill('consnt member')
  await page.getByRole('status').filter({ hasText: /match/ }).waitFor()
  await shot('34-help-search')
}

/** A union with three rounds over two versions: its page, two rounds and three compared, its plan and its papers. */
async function walkTogether(page, shot) {
  await page.goto(url)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await lay(page, workshops())
  await page.goto(`${url}#/room/room-open/paper`)
  await page.reload()
  await page.getByRole('textbox', { name: /^Sheet 3, question 2/ }).focus()
  await shot('50-paper-sheets')
  await page.goto(`${url}#/room/room-open/apart`)
  await page.getByText('Far apart').first().waitFor()
  await shot('51-apart')
  await page.goto(`${url}#/a/room-done/results`)
  await page.locator('summary').filter({ hasText: /^Uses/ }).click()
  await shot('52-results-of-a-group')
  await page.goto(`${url}#/report/room-done`)
  await page.getByRole('radio', { name: /^Full report/ }).check()
  await page.getByRole('heading', { name: 'Where you saw it differently' }).waitFor()
  await shot('53-report-of-a-group')
}

async function walkCompare(page, shot) {
  await page.goto(url)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await lay(page, threeRounds())
  await page.goto(`${url}#/u/union-compared`)
  await page.reload()
  await page.getByText(/^Look again on/).waitFor()
  await shot('40-union-over-time')
  await page.goto(`${url}#/a/round-c/compare?rounds=round-a,round-c`)
  await page.getByRole('heading', { name: 'Question by question' }).waitFor()
  const radar = page.getByRole('button', { name: 'Show the radar chart' })
  if (page.viewportSize().width === 360) await radar.click()
  await page.getByRole('img', { name: /^Radar chart/ }).waitFor()
  await shot('41-compare-two')
  await page.getByText('What changed in the questions').click()
  await page.getByText(/rounds chosen$/).click()
  await page.getByRole('button', { name: /^Show all/ }).click()
  await shot('42-compare-two-open')
  await page.goto(`${url}#/a/round-c/compare?rounds=round-a,round-b,round-c`)
  await page.getByRole('img', { name: /^Uses: / }).waitFor()
  await shot('43-compare-three')
  await page.goto(`${url}#/u/union-compared/plan`)
  await page.getByRole('button', { name: /^Take all/ }).click()
  await page.getByText(/^5 open/).waitFor()
  await shot('44-plan')
  await page.goto(`${url}#/report/round-c`)
  await page.getByRole('radio', { name: /^Full report/ }).check()
  await shot('45-papers')
}

/** The top of a page, light, as the README shows it. */
async function readmePicture(page, name, height) {
  if (await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)) return
  const { width } = page.viewportSize()
  const clip = { x: 0, y: 0, width, height }
  mkdirSync('scripts/pictures', { recursive: true })
  await page.screenshot({ path: join('scripts/pictures', name), clip, fullPage: true })
}

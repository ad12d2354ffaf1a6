// The ways through the built app that its pictures show. A new screen or state is a line in here or in states.mjs.
// Each walk has a browser context of its own, as on a first visit; `shot` takes a picture under a name, in light and dark.
import { readFileSync } from 'node:fs'
import { fullRoom, lay, threeRounds, workshops } from '../lay.mjs'

const read = (file) => JSON.parse(readFileSync(`tests/fixtures/${file}`, 'utf8'))
const golden = read('golden.json')
const goldenCheck = read('golden-governance.json')

/** A round of the maturity framework from the first visit to its results. */
export async function walkMaturity({ page, shot, url, readme }) {
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
  await page.getByRole('link', { name: 'Back to all parts' }).click()
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
      if (page.viewportSize().width === 360) await readme('question-phone.png', 1130)
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
  await shot('13-seal', { isWhole: false })
  await page.getByRole('button', { name: 'Seal and see the results' }).click()
  await page.getByRole('heading', { level: 1, name: /^Where/ }).waitFor()
  const radar = page.getByRole('button', { name: 'Show the radar chart' })
  if (page.viewportSize().width === 360) await radar.click()
  await page.getByRole('img', { name: /^Radar chart/ }).waitFor()
  await shot('14-results')
  if (page.viewportSize().width === 1280) await readme('results.png', 1150)
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

/** A check of the whole union, from its start to its results. */
export async function walkCheck({ page, shot, url }) {
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
  await page.getByRole('link', { name: 'Back to all parts' }).click()
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

/** The example union, and the help. */
export async function walkExample({ page, shot, url }) {
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

/** What a group answered: its paper sheets, where it is far apart, its results and its papers. */
export async function walkTogether({ page, shot, url }) {
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

/** A union with three rounds over two versions: its page, two rounds and three compared, its plan and its papers. */
export async function walkCompare({ page, shot, url }) {
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

/** From preparing a workshop to its end, before thirty people, with the projector beside it and the papers to print. */
export async function walkRoom({ page, shot, url, projector }) {
  await page.goto(`${url}#/room/new`)
  await page.getByRole('radio', { name: /^Data maturity/ }).waitFor()
  await shot('60-prepare')
  await page.getByRole('button', { name: 'Prepare the workshop' }).click()
  await page.getByRole('alert').first().waitFor()
  await shot('61-prepare-error')
  const item = 'uses-why-collect'
  await lay(page, fullRoom('start'))
  await page.goto(`${url}#/room/round-room`)
  await page.reload()
  await stepOf(page, 'Before you begin')
  await shot('62-room-start')
  const wall = await projector(`${url}#/room/round-room/screen`)
  const steps = [
    ['63-room-purpose', 'Why we are here, and our ground rules', true],
    ['64-room-uses', 'Who sees what', true],
    ['65-room-before', 'What we agreed last time', false],
    ['66-room-read', 'Read', true],
    ['67-room-vote', 'Vote in silence', true],
  ]
  for (const [name, title, isOnWall] of steps) {
    await page.getByRole('button', { name: 'Next step' }).click()
    await stepOf(page, title)
    await shot(name)
    if (isOnWall) await wall.shot(name)
  }
  await page.getByRole('button', { name: 'Pass this device around' }).click()
  await shot('68-room-hand-over-the-device', { isWhole: false })
  await page.getByRole('button', { name: 'I have the device' }).click()
  await page.getByRole('dialog').getByRole('radio').first().waitFor()
  await shot('69-room-my-vote', { isWhole: false })
  await page.goto(`${url}#/data`)
  await lay(page, fullRoom(`item.${item}.reveal`))
  await page.goto(`${url}#/room/round-room`)
  await page.reload()
  await stepOf(page, 'The votes')
  await shot('70-room-reveal')
  await wall.page.reload()
  await wall.page.getByRole('img', { name: /votes/ }).first().waitFor()
  await wall.shot('70-room-reveal')
  for (const [name, title] of [
    ['71-room-talk', 'Talk'],
    ['72-room-settle', 'Settle'],
  ]) {
    await page.getByRole('button', { name: 'Next step' }).click()
    await stepOf(page, title)
    await shot(name)
  }
  await page.getByRole('radio', { name: 'We did not agree' }).check()
  await shot('73-room-not-agreed')
  await wall.shot('73-room-not-agreed')
  for (const [name, id, title] of [
    ['74-room-summary', 'section.uses.summary', 'Uses: what we came to'],
    ['75-room-actions', 'meeting.1.actions', 'What we will do'],
    ['76-room-parked', 'meeting.1.parked', 'What we parked'],
    ['77-room-close', 'meeting.1.close', 'The end of this meeting'],
  ]) {
    await page.goto(`${url}#/data`)
    await lay(page, fullRoom(id))
    await page.goto(`${url}#/room/round-room`)
    await page.reload()
    await stepOf(page, title)
    await shot(name)
    if (!name.startsWith('74')) continue
    await wall.page.reload()
    await wall.page.getByRole('heading').first().waitFor()
    await wall.shot(name)
  }
  await page.goto(`${url}#/kit?people=12`)
  await page.getByRole('article').first().waitFor()
  await shot('78-kit')
}

async function stepOf(page, title) {
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
}

/** A request that people answer on their own devices, what they hand over, and who gathers it. */
export async function walkRequest({ page, shot, url }) {
  await page.goto(`${url}#/room/new`)
  await page.getByRole('textbox', { name: 'Name of the union' }).fill('Dockers')
  await page.getByRole('radio', { name: /^Without a meeting/ }).check()
  await page.getByRole('textbox', { name: 'How many people take part?' }).fill('3')
  await page.getByRole('checkbox', { name: 'Staff' }).check()
  await page.getByRole('checkbox', { name: 'Elected leaders' }).check()
  await page.getByRole('button', { name: 'Prepare the workshop' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the request as a file' }).click(),
  ])
  await shot('80-gather')
  const request = { name: download.suggestedFilename(), mimeType: '', buffer: readFileSync(await download.path()) }
  await page.goto(`${url}#/respond`)
  await page.getByLabel('Choose the request file').waitFor()
  await shot('81-respond')
  await page.getByLabel('Choose the request file').setInputFiles(request)
  await page.getByRole('heading', { name: 'What you are asked' }).waitFor()
  await shot('82-respond-request')
  await page.getByRole('radio', { name: 'A member of staff' }).check()
  await page.getByRole('button', { name: 'Begin to answer' }).click()
  for (let question = 0; question < 14; question += 1) {
    const before = await page.locator('h1').textContent()
    await page.getByRole('radio', { name: /^3 / }).check()
    await page.getByRole('button', { name: /^Continue/ }).click()
    await page.waitForFunction((h) => document.querySelector('h1')?.textContent !== h, before)
  }
  await page.getByRole('link', { name: 'Hand over your answers' }).click()
  await page.getByRole('img', { name: /^QR code of your answers/ }).waitFor()
  await shot('83-hand-over')
}

// One person with the app: the first visit, a round of each questionnaire, the example, the help, and rounds compared.
import { answersOf, lay, roundRecords, threeRounds, together } from '../lay.mjs'
import { beginRound, heading, LONG_NAME, openEverything, read, saved, showRadar } from './ways.mjs'

/** From the first visit to the first answers. */
export async function walkFirst({ page, at, url }) {
  await page.goto(url)
  await at('welcome', page.getByRole('link', { name: 'Start', exact: true }))
  await page.goto(`${url}#/no/such/page`)
  await at('no page', heading(page, 'There is no page at this address'))
  await page.goto(`${url}#/a/nothing`)
  await at('missing round', heading(page, 'This round is not on this device'))
  await page.goto(`${url}#/u/nothing`)
  await at('missing union', heading(page, 'This union is not on this device'))
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await at('home, empty', page.getByText('The rounds you begin will be listed here'))
  await page.getByRole('link', { name: 'New round', exact: true }).click()
  await at('new round', page.getByRole('radio', { name: 'Short form' }))
  await page.getByRole('button', { name: 'Begin this round' }).click()
  await at('new round, with errors', page.getByRole('alert'))
  await beginRound(page, 'Full form', LONG_NAME)
  await page.getByRole('link', { name: 'Back to all parts' }).click()
  await page.getByText('Settings for answering').click()
  await at('parts, not begun', page.getByLabel('Choose an answer with the number keys'))
  await page.getByRole('link', { name: 'Go to the first question' }).click()
  await at('question', page.getByRole('radio').first())
  await page.getByRole('radio', { name: /^2 / }).check()
  await saved(page)
  await at('question, the first answer', page.getByText('Shall this browser keep your answers?'))
  await page.getByRole('button', { name: 'Ask the browser to keep my answers' }).click()
  await page.getByText('Add a note, evidence or how sure you are').click()
  await page.getByRole('textbox', { name: 'Note', exact: true }).fill('Spring survey')
  await page
    .getByRole('textbox', { name: 'Evidence', exact: true })
    .fill('https://union.example/a_very_long_name_of_a_paper_that_does_not_break_anywhere_2026.pdf')
  await page.getByRole('radio', { name: 'Fairly sure' }).check()
  await saved(page)
  await at('question, the browser promises nothing', page.getByText('The browser has made no promise'))
  await page.getByRole('button', { name: 'Understood' }).click()
  await page.getByRole('radio', { name: 'Does not apply to us' }).check()
  await at('question, does not apply', page.getByRole('textbox', { name: 'Why does it not apply?' }))
  await page.getByRole('radio', { name: /^2 / }).check()
  await saved(page)
  await page.getByRole('link', { name: 'Back to all parts' }).click()
  await page.getByRole('link', { name: /^Data/ }).first().click()
  await page.locator('button[aria-expanded]').first().click()
  await at('question, a word explained', page.locator('button[aria-expanded="true"]').first())
}

/** A round of the maturity framework that is nearly answered: its check, results and plan, and the round after it. */
export async function walkMaturity({ page, at, url }) {
  const { name, answers } = read('tests/fixtures/golden.json').civic
  const given = Object.entries(answers).map(([id, level], index) => [id, index === 7 ? 'dont_know' : level])
  const [first] = given[0]
  const [last, lastLevel] = given.at(-1)
  const round = roundRecords({
    id: 'round-civic',
    unionId: 'union-civic',
    questionnaire: read('questionnaires/data-maturity/questionnaire.json'),
    date: '2026-11-20',
    role: 'staff',
    answers: Object.fromEntries(given.slice(0, -1)),
    notes: { [first]: 'The mapping of spring 2026 covers the twelve largest workplaces.' },
    more: { status: 'draft', sealedAt: null, lastItem: last },
  })
  await page.goto(url)
  await lay(page, together({ unions: [{ id: 'union-civic', name, law: null }] }, round))
  await page.goto(`${url}#/`)
  await page.reload()
  await at('home, a round to continue', page.getByRole('link', { name: /^Continue: Skills/ }))
  await page.getByRole('link', { name: 'See all parts' }).click()
  await at('parts, under way', page.getByRole('link', { name: 'Check answers and finish' }))
  await page.goto(`${url}#/a/round-civic/q/${first}`)
  await at('question, answered', page.getByRole('radio', { checked: true }), {
    readme: { file: 'question-phone.png', width: 360, height: 1130 },
  })
  await page.goto(`${url}#/a/round-civic/check`)
  await at('check', heading(page, 'Check your answers'))
  await page.goto(`${url}#/a/round-civic/q/${last}`)
  await page.getByRole('radio', { name: new RegExp(`^${lastLevel} `) }).check()
  await saved(page)
  await page.getByRole('button', { name: /^Continue/ }).click()
  await page.getByRole('button', { name: 'Finish and seal this round' }).click()
  await at('sealing', page.getByRole('dialog'), { isWhole: false })
  await page.getByRole('button', { name: 'Seal and see the results' }).click()
  await heading(page, /^Where/).waitFor()
  await showRadar(page)
  await at('results', page.getByRole('img', { name: /^Radar chart/ }), {
    isPaper: true,
    readme: { file: 'results.png', width: 1280, height: 1150 },
  })
  await openEverything(page)
  await at('results, everything open', page.locator('details[open]').last())
  await page.getByRole('link', { name: 'Choose what goes into the plan' }).click()
  await at('plan, nothing in it', page.getByRole('button', { name: /^Take all/ }).first())
  await page
    .getByRole('button', { name: /^Take all/ })
    .first()
    .click()
  await at('plan', page.getByText(/^5 open/), { isPaper: true })
  await page.getByRole('button', { name: /^Edit/ }).first().click()
  await at('plan, an action open', page.getByRole('group', { name: /^Edit: / }))
  await page.getByRole('link', { name: 'Grid', exact: true }).click()
  await at('plan as a grid', page.getByRole('table'), { isPaper: true })
  await page.goto(`${url}#/a/round-civic/check`)
  await at('answers, sealed', heading(page, 'The answers of this round'), { isPaper: true })
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await page.getByText('A backup would be good now').waitFor()
  await at('home, a finished round', page.getByRole('region', { name: 'Keep Waymark on this device' }))
  await page.getByRole('link', { name: 'New round', exact: true }).click()
  await page.getByRole('radio', { name: 'An elected leader' }).check()
  await page.getByRole('button', { name: 'Begin this round' }).click()
  await at('open actions before a new round', page.getByRole('link', { name: 'Go on to the questions' }))
}

/** A check of one project, from its start to its papers and its union. */
export async function walkCheck({ page, at, url }) {
  await page.goto(`${url}#/new?questionnaire=data-governance`)
  await page.getByRole('radio', { name: 'One project' }).check()
  await page.getByRole('button', { name: 'Begin this round' }).click()
  await at('new check, with errors', page.getByRole('alert'))
  const answers = Object.entries(read('tests/fixtures/golden-governance.json').quay.answers)
  const given = answers.map(([id, step], index) => {
    if (index > 36) return [id, 'dont_know']
    return [id, step ?? { notApplicable: 'We have none of these.' }]
  })
  const records = roundRecords({
    id: 'round-check',
    unionId: 'union-check',
    questionnaire: read('questionnaires/data-governance/questionnaire.json'),
    date: '2026-11-20',
    role: 'elected',
    answers: Object.fromEntries(given.slice(0, HALF_WAY)),
    more: {
      status: 'draft',
      sealedAt: null,
      subject: { kind: 'project', name: 'Mitgliederverwaltungssystemumstellung 2027' },
    },
  })
  await lay(page, together({ unions: [{ id: 'union-check', name: 'Harbour & Quay Workers', law: 'eu-uk' }] }, records))
  await page.goto(`${url}#/a/round-check`)
  await page.reload()
  await at('parts of a check', page.getByRole('link', { name: 'Check answers and finish' }))
  await page.goto(`${url}#/a/round-check/q/${answers[HALF_WAY][0]}`)
  await page.getByText('The rule behind this').click()
  await at('question of a check, its rule open', page.getByText('By law:').first())
  await page.getByRole('radio', { name: /^1 / }).check()
  await saved(page)
  await page.getByRole('button', { name: /^Continue/ }).click()
  await at('rest', heading(page, /^Half-way/))
  await lay(page, { answers: answersOf('round-check', Object.fromEntries(given.slice(HALF_WAY))) })
  await page.goto(`${url}#/a/round-check/check`)
  await page.reload()
  await page.getByRole('button', { name: 'Finish and seal this round' }).click()
  await page.getByRole('button', { name: 'Seal and see the results' }).click()
  await heading(page, /^Where/).waitFor()
  await showRadar(page)
  await at('results of a check', page.getByRole('img', { name: /^Radar chart/ }), { isPaper: true })
  await openEverything(page)
  await at('results of a check, everything open', page.locator('details[open]').last())
  await page.goto(`${url}#/report/round-check`)
  await page.getByRole('radio', { name: /^Full report/ }).check()
  await at('papers', page.getByRole('radio', { name: /^Full report/, checked: true }), { isPaper: true })
  await page.goto(`${url}#/u/union-check`)
  await page.getByRole('region', { name: 'Checks of projects' }).waitFor()
  await at('union, with a check of a project', page.getByRole('region', { name: 'Data governance check', exact: true }))
}

/** The question after which the full check offers to rest, counted from 0. */
const HALF_WAY = 19

/** The example, the help, and the papers for a workshop. */
export async function walkExample({ page, at, url }) {
  await page.goto(`${url}#/example`)
  await page.getByText('4 things to settle first').waitFor()
  await at('union of the example', page.getByText('Overall: 3 Learning'), { isPaper: true })
  await page.getByRole('link', { name: /^See the results.*framework$/ }).click()
  // That it is an example was said on the page of the union too.
  await at('results of the example', heading(page, /^Where/))
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await at('home with the example', page.getByRole('link', { name: 'Open the example' }))
  await page.getByRole('link', { name: 'Help' }).click()
  await at('help', page.getByText('Two-step login', { exact: true }))
  await page.getByRole('searchbox').fill('consnt member')
  await at('help, searched', page.getByRole('status').getByText(/match/))
  await page.getByRole('searchbox').fill('xyzzy')
  await at('help, nothing found', page.getByText('Nothing was found.'))
  await page.goto(`${url}#/kit?people=3`)
  await at('papers for a workshop', page.getByRole('article').first(), { isPaper: true })
}

/** A union with three rounds over two versions, which are laid into the store. */
export async function walkCompare({ page, at, url }) {
  await page.goto(url)
  await lay(page, threeRounds())
  await page.goto(`${url}#/u/union-compared`)
  await page.reload()
  await at('union with three rounds', page.getByText(/^Look again on/), { isPaper: true })
  await page.goto(`${url}#/a/round-c/compare?rounds=round-a,round-c`)
  await heading(page, /./).waitFor()
  await showRadar(page)
  await at('two rounds compared', page.getByRole('img', { name: /^Radar chart of both rounds/ }), { isPaper: true })
  await openEverything(page)
  await page.getByRole('button', { name: /^Show all/ }).click()
  await at('two rounds compared, everything open', page.getByText('From version 0.9.0 to 1.1.0'))
  await page.goto(`${url}#/a/round-c/compare?rounds=round-a,round-b,round-c`)
  await at('three rounds compared', page.getByRole('img', { name: /^Uses: / }), { isPaper: true })
  await page.goto(`${url}#/a/round-c/compare?rounds=round-c`)
  await at('one round is not enough', page.getByText(/^Choose at least two rounds/))
}

/** Two dozen unions on one device, of which one is looked for. */
export async function walkMany({ page, at, url }) {
  const questionnaire = read('questionnaires/data-maturity/questionnaire.json')
  const rounds = Array.from({ length: 24 }, (_, index) => {
    const id = `union-${index}`
    const union = { id, name: index === 9 ? LONG_NAME : `Public Service Workers, Branch ${index + 1}`, law: null }
    const date = `2026-10-${String(index + 1).padStart(2, '0')}`
    const round = roundRecords({ id: `round-${index}`, unionId: id, questionnaire, date, role: 'staff', answers: {} })
    return together({ unions: [union] }, round)
  })
  await page.goto(url)
  await lay(page, together(...rounds))
  await page.goto(url)
  await page.reload()
  await page.getByRole('searchbox', { name: 'Find a union or a round' }).fill('branch 1')
  await at('home, a union looked for', page.getByText(/rounds found\.$/))
  await page.goto(`${url}#/new`)
  const field = page.getByRole('searchbox', { name: 'Find a union' })
  await at('new round, many unions', field)
  await field.fill('branch 2')
  await at('new round, unions found', page.getByText(/^\d unions found\.$/))
  await field.fill('nowhere')
  await page.getByRole('radio', { name: 'A union that is not here yet' }).check()
  await at('new round, no union found', page.getByText(/^No union has these letters/))
}

import type { Locator, Page } from 'playwright-core'
import { lay, threeRounds, workshops } from '../../scripts/lay.mjs'
import type { HeldResponse } from '@/domain/session'
import type { Tally } from '@/domain/workshop'
import { writeRequestFile } from '@/door/codeFile'
import { dataMaturity } from '../support/builders'
import { answerAll, beginRound, choose, savedLine, seal, toCheck } from '../support/browser'
import { aRequest, choosing, longestResponse } from '../support/codes'
import { goToStep, layRoom, roomWith } from '../support/layRoom'

/** Looks at a screen once its sign has come; with an address, goes there first. */
type At = (screen: string, sign: Locator, address?: string) => Promise<void>

/** Walks on a small screen through every screen of the app and its states, calling `look` on each. A new one is a line in here. */
export async function walk(page: Page, url: string, look: (screen: string) => Promise<void>): Promise<void> {
  const at: At = async (screen, sign, address) => {
    if (address !== undefined) await page.goto(`${url}${address}`)
    await sign.waitFor()
    await look(screen)
  }
  await walkByAddress(page, at)
  await walkFramework(page, at)
  await walkCheck(page, url, at)
  await walkExample(page, url, at)
  await walkCompare(page, url, at)
  await walkTogether(page, url, at)
  await walkHelp(page, at)
  await walkData(page, at)
}

/** Walks through a workshop: its preparation, every step of its room, the projector, what is beside it, and one person’s answers. */
export async function walkRoom(page: Page, url: string, look: (screen: string) => Promise<void>): Promise<void> {
  const at: At = async (screen, sign, address) => {
    if (address !== undefined) await page.goto(`${url}${address}`)
    await sign.waitFor()
    await look(screen)
  }
  await walkPreparing(page, at)
  await layRoom(page, dataMaturity, aFarApartRoom())
  await page.goto(`${url}#/room/r1`)
  await page.reload()
  await walkSteps(page, at)
  await walkAround(page, at)
  await walkResponding(page, url, at)
}

/** What an address leads to on a first visit. */
async function walkByAddress(page: Page, at: At): Promise<void> {
  await at('welcome', page.getByRole('link', { name: 'Start', exact: true }), '')
  await at('lost', page.getByRole('heading', { name: 'There is no page at this address' }), '#/no/such/page')
  await at('missing round', page.getByRole('heading', { name: 'This round is not on this device' }), '#/a/nothing')
}

/** A round of the maturity framework from an empty Home to its results, its plan and the round after it. */
async function walkFramework(page: Page, at: At): Promise<void> {
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await at('home, empty', page.getByText('The rounds you begin will be listed here'))
  await page.getByRole('link', { name: 'New round', exact: true }).click()
  await page.getByRole('radio', { name: 'Short form' }).waitFor()
  await page.getByRole('button', { name: 'Begin this round' }).click()
  await at('new, with an error', page.getByRole('alert'))
  await beginRound(page, 'Full form', 'Gewerkschaftsverwaltungsangestelltenverband & Care Union')
  await page.getByRole('link', { name: 'Back to all parts' }).click()
  await at('parts, not begun', page.getByRole('link', { name: 'Go to the first question' }))
  await page.getByText('Settings for answering').click()
  await at('parts, settings open', page.getByLabel('Choose an answer with the number keys'))
  await page.getByRole('link', { name: 'Go to the first question' }).click()
  await at('question', page.getByRole('radio').first())
  await choose(page, 2)
  await page.getByText('Add a note, evidence or how sure you are').click()
  await page.getByRole('textbox', { name: 'Note' }).fill('Spring survey')
  await page
    .getByRole('textbox', { name: 'Evidence', exact: true })
    .fill('https://union.example/a_very_long_name_of_a_paper_that_does_not_break_anywhere_2026.pdf')
  await at('question, answered', savedLine(page))
  await page.getByRole('radio', { name: 'Does not apply to us' }).check()
  await at('question, does not apply', page.getByRole('textbox', { name: 'Why does it not apply?' }))
  await choose(page, 2)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('Question 2 of 6').waitFor()
  // Up to the end of Analysis; then Leadership is left out, Culture half answered.
  await answerAll(page, [4, 3, 2, 3, 3, 3, 2, 3, 3, 2, 2, 3, 2, 1, 3, 2])
  await page.getByRole('link', { name: 'Back to all parts' }).click()
  await page.getByRole('link', { name: /^Culture/ }).click()
  await page.getByRole('radio').first().waitFor()
  await answerAll(page, [3, 3, 4])
  await toCheck(page)
  await at('check', page.getByRole('heading', { name: 'Check your answers' }))
  await page.getByRole('button', { name: 'Finish and seal this round' }).click()
  await at('sealing', page.getByRole('dialog'))
  await page.getByRole('button', { name: 'Go back' }).click()
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await at('home, a round to continue', page.getByRole('link', { name: /^Continue: / }))
  await page.getByRole('link', { name: 'See all parts' }).click()
  await page.getByRole('link', { name: 'Check answers and finish' }).click()
  await seal(page)
  await page.getByRole('button', { name: 'Show the radar chart' }).click()
  await at('results', page.getByRole('img', { name: /^Radar chart/ }))
  for (const summary of await page.locator('summary').all()) await summary.click()
  await at('results, everything open', page.locator('details[open]').last())
  await page.getByRole('link', { name: 'Choose what goes into the plan' }).click()
  await page
    .getByRole('button', { name: /^Take all/ })
    .first()
    .click()
  await at('plan', page.getByText(/^5 open/))
  await page.getByRole('button', { name: /^Edit/ }).first().click()
  await at('plan, an action open', page.getByRole('group', { name: /^Edit: / }))
  await page.getByRole('link', { name: 'Grid', exact: true }).click()
  await at('plan as a grid', page.getByRole('table'))
  await page.goBack()
  await page.goBack()
  await page.getByRole('heading', { level: 1, name: /^Where/ }).waitFor()
  await page.getByRole('link', { name: 'See all answers' }).click()
  await at('answers, sealed', page.getByRole('heading', { name: 'The answers of this round' }))
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await at('home, a finished round', page.getByRole('link', { name: /^See the results/ }))
  await page.getByRole('link', { name: 'New round', exact: true }).click()
  await page.getByRole('radio', { name: 'An elected leader' }).check()
  await page.getByRole('button', { name: 'Begin this round' }).click()
  await at('open actions before a new round', page.getByRole('link', { name: 'Go on to the questions' }))
}

/** A check of one project, from its start to its papers and its union. */
async function walkCheck(page: Page, url: string, at: At): Promise<void> {
  await page.goto(`${url}#/new?questionnaire=data-governance`)
  await page.getByRole('radio', { name: 'One project' }).check()
  await page.getByRole('button', { name: 'Begin this round' }).click()
  await at('new check, with errors', page.getByRole('alert'))
  await page.getByRole('textbox', { name: 'Name of the project' }).fill('Mitgliederverwaltungssystemumstellung 2027')
  await page.getByRole('radio', { name: 'Both of them' }).check()
  await page.getByRole('radio', { name: 'An elected leader' }).check()
  await page.getByRole('button', { name: 'Begin this round' }).click()
  await page.getByRole('link', { name: 'Back to all parts' }).click()
  await at('parts of a check', page.getByRole('link', { name: 'Go to the first question' }))
  await page.getByRole('link', { name: 'Go to the first question' }).click()
  await page.getByText('The rule behind this').click()
  await at('question of a check, its rule open', page.getByText('By law:'))
  await answerAll(page, [0, 3, 1, 2, 0, 1])
  await at('rest', page.getByRole('heading', { name: /^Half-way/ }))
  await answerAll(page, [0, 0, 0, 0, 3])
  await page.getByRole('radio', { name: 'We don’t know yet' }).check()
  await page.getByRole('button', { name: /^Continue/ }).click()
  await seal(page)
  await page.getByRole('button', { name: 'Show the radar chart' }).click()
  await at('results of a check', page.getByRole('img', { name: /^Radar chart/ }))
  for (const summary of await page.locator('summary').all()) if (await summary.isVisible()) await summary.click()
  await at('results of a check, everything open', page.locator('details[open]').first())
  await page.getByRole('link', { name: 'Papers to take with you' }).click()
  await page.getByRole('heading', { level: 1, name: 'Papers to take with you' }).waitFor()
  await page.getByRole('radio', { name: /^Full report/ }).check()
  await at('papers', page.getByRole('radio', { name: /^Full report/, checked: true }))
  await page.getByRole('link', { name: 'Back to the results' }).click()
  await page.getByRole('link', { name: 'See the union’s page' }).click()
  await page.getByRole('region', { name: 'Checks of projects' }).waitFor()
  await at('union, with a check of a project', page.getByRole('region', { name: 'Data governance check', exact: true }))
  await at('missing union', page.getByRole('heading', { name: 'This union is not on this device' }), '#/u/nothing')
}

async function walkExample(page: Page, url: string, at: At): Promise<void> {
  await page.goto(`${url}#/example`)
  await page.getByText('4 things to settle first').waitFor()
  await at('union of the example', page.getByText('Overall: 3 Learning'))
  await page.getByRole('link', { name: /^See the results.*framework$/ }).click()
  await at('results of the example', page.getByText('This is an example.'))
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await at('home with the example', page.getByRole('link', { name: 'Open the example' }))
}

/** A union with three rounds over two versions, which are laid into the store. */
async function walkCompare(page: Page, url: string, at: At): Promise<void> {
  await lay(page, threeRounds())
  await page.goto(`${url}#/u/union-compared`)
  await page.reload()
  await at('union with three rounds', page.getByText(/^Look again on/))
  await page.getByRole('checkbox', { name: 'Lock the file with a passphrase' }).check()
  await page.getByRole('button', { name: 'Save a file' }).click()
  await at('union, words not noted', page.getByText(/^Print the words or write them down first/))
  await page.getByRole('radio', { name: 'A passphrase of your own' }).check()
  await at('union, a passphrase too short', page.getByText(/^This passphrase is too short/))
  await page.getByRole('link', { name: 'Open a file' }).click()
  const sealed = { name: 'waymark-union.json.age', mimeType: '', buffer: Buffer.from('age-encryption.org/v1\n') }
  await page.getByLabel('Choose a file, or drop it here').setInputFiles(sealed)
  await page.getByLabel('The passphrase of this file').fill('anything')
  await page.getByRole('button', { name: 'Open the file' }).click()
  await at('open, a locked file refused', page.getByText(/^The file is cut short/))
  await page.goBack()
  await page.goto(`${url}#/a/round-c/compare?rounds=round-a,round-c`)
  await page.getByRole('heading', { name: 'The shape' }).waitFor()
  await page.getByRole('button', { name: 'Show the radar chart' }).click()
  await at('two rounds compared', page.getByRole('img', { name: /^Radar chart of both rounds/ }))
  for (const summary of await page.locator('summary').all()) await summary.click()
  await page.getByRole('button', { name: /^Show all/ }).click()
  await at('two rounds compared, everything open', page.getByText('From version 0.9.0 to 1.1.0'))
  await page.goto(`${url}#/a/round-c/compare?rounds=round-a,round-b,round-c`)
  await at('three rounds compared', page.getByRole('img', { name: /^Uses: / }))
  await page.goto(`${url}#/a/round-c/compare?rounds=round-c`)
  await at('one round is not enough', page.getByText(/^Choose at least two rounds/))
}

/** What a group answered, and what is typed in from its paper. */
async function walkTogether(page: Page, url: string, at: At): Promise<void> {
  await lay(page, workshops())
  await page.goto(`${url}#/room/room-open/paper`)
  await page.reload()
  await page.getByRole('textbox', { name: /^Sheet 3, question 2/ }).press('7')
  await at('paper sheets, a key refused', page.getByRole('alert').getByText(/^“7” is not an answer/))
  await page.getByRole('checkbox', { name: /^Type the sheets a second time/ }).check()
  await page.getByRole('button', { name: 'Take out sheet 6' }).click()
  await at('paper sheets, one taken out', page.getByRole('button', { name: 'Put sheet 6 back' }))
  await page.goto(`${url}#/room/room-open/apart`)
  await page.locator('summary').click()
  await at('where people see it differently', page.getByText('Far apart').first())
  await page.goto(`${url}#/a/room-done/results`)
  await page.getByRole('heading', { level: 1, name: /^Where/ }).waitFor()
  await page.locator('summary').filter({ hasText: /^Uses/ }).click()
  await at('results of a group', page.getByRole('heading', { name: 'How the group answered' }))
  await page.goto(`${url}#/a/room-done/check`)
  await at('answers of a group', page.getByText('Some see it differently:').first())
  await page.goto(`${url}#/report/room-done`)
  await page.getByRole('radio', { name: /^Full report/ }).check()
  await page.getByRole('checkbox', { name: 'What those say who see it differently' }).check()
  await at('papers of a group', page.getByRole('heading', { name: 'Where you saw it differently' }))
}

async function walkHelp(page: Page, at: At): Promise<void> {
  await page.getByRole('link', { name: 'Help' }).click()
  await at('help', page.getByText('Two-step login', { exact: true }))
  await page.getByRole('searchbox').fill('consent')
  await at('help, searched', page.getByRole('status').getByText(/match/))
  await page.getByRole('searchbox').fill('xyzzy')
  await at('help, nothing found', page.getByText('Nothing was found.'))
  await page.getByRole('searchbox').fill('')
  await page.getByRole('link', { name: 'Papers for a workshop' }).click()
  await at('papers for a workshop', page.getByRole('article').first())
}

/** What is stored, the checks of this copy, and the question before everything is erased. */
async function walkData(page: Page, at: At): Promise<void> {
  await page.getByRole('link', { name: 'Your data on this device' }).click()
  await at('data', page.getByRole('rowheader', { name: /^Answers/ }))
  await page.getByRole('button', { name: 'Check this copy now' }).click()
  await at('data, checked', page.getByRole('heading', { name: 'Which copy this is' }))
  await page.getByRole('button', { name: 'Erase everything…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Erase now' }).click()
  await at('data, erasing', page.getByText(/^Please type the word/))
  await page.getByRole('button', { name: 'Go back' }).click()
}

/** A room with every way to vote, in which one question is voted on in two camps, one is parked and two people sent sheets. */
function aFarApartRoom(): Parameters<typeof layRoom>[2] {
  const tally = (counts: readonly number[]): Tally => ({
    levels: counts.map((votes, index) => ({ level: index + 1, votes })),
    dontKnow: 1,
    doesNotApply: 1,
  })
  const sheet = (number: number, level: number): HeldResponse => {
    const key = `${number}`.padStart(16, '0')
    const answers = choosing(dataMaturity, 'full', () => ({ kind: 'option', value: level }))
    const response = longestResponse(dataMaturity, { key, edition: 1, requestId: 'r1', role: 'staff', answers })
    return { response, way: 'paper', sheet: number, again: null }
  }
  return {
    sectionIds: ['uses', 'data'],
    people: 12,
    present: 12,
    meetings: [90],
    ways: ['cards', 'device', 'paper', 'own'],
    roles: ['elected', 'staff', 'branch'],
    rooms: {
      'uses-why-collect': roomWith(tally([3, 1, 1, 0, 3])),
      'uses-bargaining': roomWith(tally([0, 0, 4, 3, 0]), { parked: 'Gewerkschaftsverwaltungsangestelltenbefragung' }),
    },
    held: [sheet(1, 2), sheet(2, 5)],
  }
}

async function walkPreparing(page: Page, at: At): Promise<void> {
  await at('prepare', page.getByRole('heading', { name: 'Prepare a workshop' }), '#/room/new')
  await page.getByRole('button').last().click()
  await at('prepare, with errors', page.getByRole('alert').first())
}

/** The steps of the facilitator, the same on one screen, and on the projector. */
async function walkSteps(page: Page, at: At): Promise<void> {
  const step = (title: string) => page.getByRole('heading', { level: 1, name: title, exact: true })
  const next = () => page.getByRole('button', { name: 'Next step' }).click()
  await at('room, before it begins', step('Before you begin'))
  await next()
  await at('room, purpose', step('Why we are here, and our ground rules'))
  await page.getByRole('textbox', { name: 'People in the room' }).fill('many')
  await page.getByRole('textbox', { name: 'People in the room' }).blur()
  await at('room, no number of people', page.getByText('Please write a whole number'))
  await next()
  await at('room, who sees what', step('Who sees what'))
  await next()
  await at('room, actions before', step('What we agreed last time'))
  await next()
  await page.getByRole('button', { name: /^Start a timer/ }).click()
  await at('room, read', page.getByRole('timer'))
  await next()
  await at('room, vote', step('Vote in silence'))
  await page.getByRole('button', { name: 'Pass this device around' }).click()
  await at('room, the device between two people', page.getByRole('dialog'))
  await page.getByRole('button', { name: /^I have the device/ }).click()
  await page.getByRole('button', { name: 'Count my vote' }).click()
  await at('room, a vote without a level', page.getByRole('alert'))
  await page.getByRole('button', { name: 'Go back without voting' }).click()
  await page.getByRole('button', { name: /^Everybody has voted/ }).click()
  await next()
  await at('room, reveal', page.getByRole('img', { name: /votes/ }))
  await next()
  await at('room, talk', step('Talk'))
  await page.getByRole('button', { name: 'Vote once more' }).click()
  await at('room, second vote', step('Vote once more'))
  await next()
  await at('room, second reveal', step('The votes of the second time'))
  await next()
  await page.getByRole('radio', { name: 'We did not agree' }).check()
  await page.getByRole('checkbox', { name: /^Park it/ }).check()
  await next()
  await at('room, settle without a reason', page.getByText(/^Please write down the reason/))
  // Groups are shown only of what the room has seen.
  const [uses] = dataMaturity.sections
  for (const { id } of uses?.items ?? []) await goToStep(page, `item.${id}.reveal`)
  await goToStep(page, 'section.uses.summary')
  await at('room, summary', step('Uses: what we came to'))
  await page.getByRole('button', { name: 'Close the votes and show the groups Uses' }).click()
  await at('room, closing the votes', page.getByRole('dialog'))
  await page.getByRole('dialog').getByRole('button', { name: 'Close the votes' }).click()
  await at('room, groups', page.getByText('No group is large enough to be shown'))
  await goToStep(page, 'meeting.1.actions')
  await at('room, actions', step('What we will do'))
  await next()
  await at('room, parked', step('What we parked'))
  await next()
  await at('room, close', step('The end of this meeting'))
  for (const [way, arrived] of [
    ['?single', page.getByRole('link', { name: 'Back to the facilitator’s view' })],
    ['/screen', page.getByRole('heading', { level: 1, name: 'The room’s screen' })],
  ] as const)
    for (const [phase, sign] of [
      ['item.uses-why-collect.read', page.getByText('question 1 of 6 · Read')],
      ['item.uses-bargaining.reveal', page.getByRole('img', { name: /votes/ })],
      ['section.uses.summary', page.getByRole('heading', { level: 2 })],
    ] as const) {
      await page.goto(new URL(`#/room/r1${way}`, page.url()).href)
      await arrived.waitFor()
      await goToStep(page, phase)
      await at(`room${way}, ${phase}`, sign)
    }
}

/** What lies beside the steps of a room. */
async function walkAround(page: Page, at: At): Promise<void> {
  await at('responses', page.getByRole('heading', { level: 1, name: 'Responses' }), '#/room/r1/responses')
  await at('sheets', page.getByRole('heading', { level: 1, name: 'Type in the paper sheets' }), '#/room/r1/paper')
  await at(
    'far apart',
    page.getByRole('heading', { level: 1, name: 'Where you see it differently' }),
    '#/room/r1/apart',
  )
}

/** One person with a request, from its file to the code of the answers. */
async function walkResponding(page: Page, url: string, at: At): Promise<void> {
  await at('respond', page.getByLabel('Choose the request file'), '#/respond')
  const request = writeRequestFile(aRequest(dataMaturity, { form: 'short' }), dataMaturity)
  const file = (text: string) => ({ name: request.name, mimeType: 'application/json', buffer: Buffer.from(text) })
  await page.getByLabel('Choose the request file').setInputFiles(file('{}'))
  await at('respond, no request', page.getByRole('alert'))
  await page.getByLabel('Choose the request file').setInputFiles(file(request.text))
  await page.getByRole('button', { name: 'Begin to answer' }).click()
  await at('respond, without a group', page.getByRole('alert').first())
  await page.getByRole('radio', { name: 'An elected leader' }).check()
  await page.getByRole('button', { name: 'Begin to answer' }).click()
  await page.getByRole('link', { name: 'Back to all parts' }).waitFor()
  const round = page
    .url()
    .replace(url, '')
    .replace(/\/q\/.*/, '')
  await at('hand over, with nothing', page.getByRole('link', { name: 'Go to the questions' }), `${round}/hand-over`)
  await page.getByRole('link', { name: 'Go to the questions' }).click()
  await page.getByRole('link', { name: 'Go to the first question' }).click()
  await choose(page, 2)
  await at('hand over', page.getByRole('img', { name: /^QR code/ }), `${round}/hand-over`)
}

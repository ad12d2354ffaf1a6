import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import type { Questionnaire } from '@/domain/questionnaire'
import { saveSession } from '@/storage/sessions'
import { useQuestionnaireStore } from '@/stores/questionnaires'
import { useWorkshopStore } from '@/stores/workshop'
import KitView from '@/views/kit/KitView.vue'
import smallCheck from '../../fixtures/questionnaires/small-check/questionnaire.json'
import small from '../../fixtures/questionnaires/small/questionnaire.json'
import { dataGovernance, dataMaturity } from '../../support/builders'
import { all, click, descriptionOf, HOSTILE, mountScreen, nameOf, the, wordsOf, write } from '../../support/mounting'
import { emptyDevice, keep } from '../device'
import { aRound, PATIENCE } from '../rounds'
import { aSession } from '../workshops'

const SHIPPED = [dataMaturity, dataGovernance]

async function visit(path = '/kit', offered: readonly Questionnaire[] = SHIPPED) {
  vi.spyOn(useQuestionnaireStore(), 'offered').mockImplementation(async () =>
    offered.map((shown) => ({ source: shown, shown })),
  )
  const { router } = await mountScreen(KitView, { path })
  await vi.waitFor(() => the('button', 'Print these papers'))
  return router
}

const SHEET_NAMES = [
  'Agenda',
  'Invitation',
  'Overview of the levels',
  'Ballots',
  'Voting cards',
  'Wall posters',
  'Answer sheet',
  'Parking lot',
  'Script for the facilitator',
  'Certificates of attendance',
]
const sheets = () => [...document.querySelectorAll('article')]
const titleOf = (article: Element) => wordsOf(article.querySelector('h3') as Element)
const titles = () => sheets().map(titleOf)
/** The one sheet with this title. */
function sheet(title: string): Element {
  const found = sheets().filter((each) => titleOf(each) === title)
  expect(found.map(titleOf)).toEqual([title])
  return found[0] as Element
}
/** Chooses these sheets and no others. */
async function only(...names: readonly string[]) {
  await click(the('button', 'Tick none'))
  for (const name of names) await click(the('checkbox', new RegExp(`^${name}`)))
}
const rowsOf = (table: Element) =>
  [...table.querySelectorAll('tr')].map((row) => [...row.children].map((cell) => wordsOf(cell)))
const people = () => the('textbox', 'How many people will take part?')
async function leave(field: HTMLElement) {
  field.dispatchEvent(new Event('change', { bubbles: true }))
  await nextTick()
}

describe('the papers', () => {
  beforeEach(() => vi.unstubAllGlobals())

  it('are all there at first, in the order in which they are printed', async () => {
    await visit('/kit?questionnaire=data-governance&sections=plan,risk')
    expect(titles()).toEqual([
      'Agenda',
      'Invitation',
      'The levels',
      'Ballots: Write a plan',
      'Ballots: Manage risk',
      'Voting cards',
      'Write a plan',
      'Manage risk',
      'Answer sheet',
      'Parking lot',
      'Script for the facilitator',
      'The questions of the meeting',
      'Certificates of attendance',
    ])
  })

  it('can be chosen one by one, and printed', async () => {
    const print = vi.fn()
    vi.stubGlobal('print', print)
    await visit()
    for (const name of SHEET_NAMES) expect(the('checkbox', new RegExp(`^${name}`)).checked).toBe(true)
    await only('Parking lot')
    expect(titles()).toEqual(['Parking lot'])
    await click(the('button', 'Print these papers'))
    expect(print).toHaveBeenCalledOnce()
    await click(the('button', 'Tick none'))
    await click(the('button', 'Print these papers'))
    expect(print).toHaveBeenCalledOnce()
    expect(wordsOf(the('alert'))).toBe('Choose at least one paper to print.')
    await click(the('button', 'Tick all'))
    expect(all('alert')).toEqual([])
  })

  it('are as many as people', async () => {
    await visit('/kit?sections=uses&people=12')
    const ballots = sheet('Ballots: Uses')
    expect(all('table', undefined, ballots)).toHaveLength(12)
    expect(wordsOf(ballots)).toContain('Each person gets one of the 12 ballots.')
    // A set has 5 levels and the question mark.
    expect(all('listitem', undefined, sheet('Voting cards'))).toHaveLength(72)
    expect(all('heading', 'Certificate of attendance')).toHaveLength(12)
    await write(people(), '7')
    expect(all('table', undefined, sheet('Ballots: Uses'))).toHaveLength(7)
    expect(all('listitem', undefined, sheet('Voting cards'))).toHaveLength(42)
    expect(all('heading', 'Certificate of attendance')).toHaveLength(7)
  })

  it('have as many sets of cards as are asked for', async () => {
    await visit('/kit?people=12&sections=uses')
    await write(the('textbox', 'How many sets of cards?'), '3')
    expect(all('list', undefined, sheet('Voting cards'))).toHaveLength(3)
    await write(people(), '20')
    expect(all('list', undefined, sheet('Voting cards'))).toHaveLength(3)
    expect(all('table', undefined, sheet('Ballots: Uses'))).toHaveLength(20)
  })

  it('carry what is written for them, as text, and nothing of it is in the address', async () => {
    const router = await visit('/kit?sections=uses')
    await write(the('textbox', 'Name of the union'), HOSTILE)
    await write(the('textbox', 'Place'), 'Union hall')
    const date = document.querySelector<HTMLInputElement>('input[type="date"]') as HTMLInputElement
    await write(date, '2026-12-03')
    const words = wordsOf(sheet('Invitation'))
    expect(words).toContain('<img src=x onerror="alert(1)">')
    expect(words).toContain('We begin on 3 December 2026. The place is: Union hall.')
    expect(document.querySelector('article img')).toBeNull()
    expect(wordsOf(sheet('Agenda'))).toContain('Date: 3 December 2026. Place: Union hall.')
    expect(wordsOf(sheet('Certificates of attendance'))).toContain('Date 3 December 2026 Place Union hall')
    expect(router.currentRoute.value.fullPath).toBe('/kit?sections=uses')
    await write(people(), '8')
    await vi.waitFor(() => expect(router.currentRoute.value.query.people).toBe('8'))
    expect(router.currentRoute.value.fullPath).not.toMatch(/hall|img|2026/)
  })
})

describe('the agenda', () => {
  it('adds up, meeting by meeting', async () => {
    await visit('/kit?people=3')
    const [first, second] = [sheet('Agenda of meeting 1 of 2'), sheet('Agenda of meeting 2 of 2')]
    expect(rowsOf(the('table', undefined, first)).map(([minute, , what, length]) => [minute, what, length])).toEqual([
      ['Minute', 'What we do', 'Minutes'],
      ['0 to 10', 'Opening: why we meet, how we work together, who sees what', '10'],
      ['10 to 28', 'Uses: 6 questions', '18'],
      ['28 to 46', 'Data: 6 questions', '18'],
      ['46 to 61', 'Analysis: 5 questions', '15'],
      ['61 to 79', 'Leadership: 6 questions', '18'],
      ['79 to 97', 'Culture: 6 questions', '18'],
      ['97 to 107', 'Close: what we found, what we do next, what has to wait', '10'],
      // 10 + 18 + 18 + 15 + 18 + 18 + 10
      ['', 'Together', '107'],
    ])
    expect(wordsOf(first)).toContain('Data maturity framework: 3 people, 120 minutes.')
    expect(wordsOf(first)).toContain('13 minutes are left for a break or a longer talk.')
    expect(wordsOf(second)).toContain('67 minutes are left')
    expect(wordsOf(first)).toContain(
      'about 3 minutes: we read for 45 seconds, vote for 30, talk for 90 and settle on an answer in 15.',
    )
    expect(wordsOf(first)).not.toContain('What has no room')
  })

  it('says on the last meeting what has no room, and what to do', async () => {
    await visit('/kit?meetings=1&people=2')
    expect(wordsOf(sheet('Agenda'))).toContain(
      'What has no room There is no room for Tools and Skills. 2 meetings of 120 minutes have room for everything. The short form asks 14 questions of these parts.',
    )
  })

  it('is followed by what is promised and confirmed, and warned of where the choice is made', async () => {
    await visit('/kit?meetings=1&people=2')
    expect(wordsOf(sheet('Invitation'))).toContain(
      'We meet once, for 120 minutes. Together we look at Uses, Data, Analysis, Leadership and Culture: 29 questions in all.',
    )
    expect(wordsOf(sheet('Certificates of attendance'))).toContain(
      'We worked on Uses, Data, Analysis, Leadership and Culture.',
    )
    expect(all('status').map((each) => wordsOf(each))).toContainEqual(
      expect.stringMatching(/^What has no room There is no room for Tools and Skills\./),
    )
    await write(the('textbox', 'How many meetings do you plan?'), '2')
    expect(all('heading', 'What has no room')).toEqual([])
  })

  it('says so where no part fits at all', async () => {
    await visit('/kit?questionnaire=data-governance&form=short&minutes=30&sections=plan')
    expect(wordsOf(sheet('Agenda'))).toContain('10 to 16')
    await click(the('radio', /^Full form/))
    expect(wordsOf(sheet('Agenda'))).toContain(
      'There is no room for Write a plan. The longest part needs a meeting of at least 38 minutes. The short form asks 2 questions of these parts.',
    )
    expect(descriptionOf(the('textbox', 'How many meetings do you plan?'))).toBe(
      'A meeting of this length is too short for the longest part. It takes 38 minutes.',
    )
  })
})

describe('ballots and cards', () => {
  it('have a box for each level, for “I do not know” and for “Does not apply”', async () => {
    await visit('/kit?questionnaire=data-governance&sections=plan&people=6')
    const ballot = all('table', undefined, sheet('Ballots: Write a plan'))[0] as Element
    const [head, ...rows] = rowsOf(ballot)
    expect(head).toEqual(['Question', '0', '1', '2', '3', '?', 'Does not apply'])
    expect(rows.map(([number]) => number)).toEqual(['1', '2', '3', '4', '5', '6'])
    // Four levels and two more, six times.
    expect(all('cell', undefined, ballot).filter((cell) => cell.querySelector('span'))).toHaveLength(36)
    const set = all('list', 'Set 1', sheet('Voting cards'))[0] as Element
    expect(all('listitem', undefined, set).map((card) => wordsOf(card))).toEqual([
      '0 Not yet',
      '1 Started',
      '2 In place',
      '3 Everywhere and checked',
      '? I do not know',
    ])
  })

  it.each([
    ['ballots', 'The ballots are mixed before they are counted', 'holds up an empty hand'],
    ['cards', 'nobody writes down who showed which one', 'The ballots are mixed before they are counted'],
  ])('with %s, invitation and script say what the room sees', async (vote, said, unsaid) => {
    await visit(`/kit?vote=${vote}&sections=uses&people=2`)
    for (const title of ['Invitation', 'Script for the facilitator']) expect(wordsOf(sheet(title))).toContain(said)
    expect(wordsOf(sheet('Script for the facilitator'))).not.toContain(unsaid)
  })
})

describe('the sheets for the questions', () => {
  it('number them alike, with every answer on the answer sheet', async () => {
    await visit('/kit?sections=data,skills')
    const answers = sheet('Answer sheet')
    const prompts = [...answers.querySelectorAll('h5')].map((prompt) => wordsOf(prompt))
    expect(prompts).toHaveLength(11)
    expect(prompts[6]).toBe(`7. ${dataMaturity.sections[6]?.items[0]?.prompt}`)
    for (const { text } of dataMaturity.sections[6]?.items[0]?.options ?? []) expect(wordsOf(answers)).toContain(text)
    expect(wordsOf(answers)).toContain('Number of this sheet')
    expect(wordsOf(answers)).not.toMatch(/\bName\b/)
    const questions = () => all('table', undefined, sheet('The questions of the meeting'))[1] as Element
    expect(rowsOf(questions())[1]?.slice(0, 2)).toEqual(['7', dataMaturity.sections[6]?.items[0]?.prompt])
    // The opening, and 6 questions of 3 minutes; then 5 questions to read in 45 seconds and to vote on in 30.
    expect(wordsOf(questions())).toContain(
      'Minute 28 to 34: read the questions and vote. Then talk and settle, up to minute 43.',
    )
    await click(the('radio', /^With cards/))
    expect(rowsOf(questions()).map(([minute, number]) => [minute, number])).toEqual([
      ['Minute', 'No.'],
      ['28', '7'],
      ['31', '8'],
      ['34', '9'],
      ['37', '10'],
      ['40', '11'],
    ])
  })

  it('show what each level looks like, where the questionnaire says it', async () => {
    await visit('/kit?sections=uses')
    for (const { text } of dataMaturity.sections[0]?.levels ?? [])
      for (const title of ['The levels', 'Uses']) expect(wordsOf(sheet(title))).toContain(text)
    const poster = all('listitem', undefined, sheet('Uses')).map((row) => wordsOf(row).slice(0, 11))
    expect(poster[0]).toBe('5 Mastering')
    expect(poster).toHaveLength(5)
  })

  it('are made of any questionnaire', async () => {
    const files = [small, smallCheck] as unknown as readonly Questionnaire[]
    await visit('/kit', files)
    expect(titles()).toContain('Ballots: Listening')
    await click(the('radio', 'A small check'))
    expect(titles()).toEqual(expect.arrayContaining(['Ballots: Records', 'Incidents', 'Answer sheet']))
    // It has no short form.
    expect(all('radio', /^Short form/)).toEqual([])
    expect(wordsOf(sheet('The levels'))).toContain('1 Begun')
  })
})

describe('what cannot be', () => {
  it('is said beside its field, and changes nothing', async () => {
    await visit('/kit?people=12&sections=uses')
    // Whoever types 12 passes 1.
    await write(people(), '1')
    expect(descriptionOf(people())).not.toContain('Type a whole number')
    for (const wrong of ['', 'twelve', '1', '61', '12.5', '-3']) {
      await write(people(), wrong)
      await leave(people())
      expect(descriptionOf(people())).toContain(
        'Type a whole number from 2 to 60. The papers are still made for 12 people.',
      )
      expect(people().getAttribute('aria-invalid')).toBe('true')
      expect(all('table', undefined, sheet('Ballots: Uses'))).toHaveLength(12)
    }
    await write(people(), ' 9 ')
    await leave(people())
    expect(people().getAttribute('aria-invalid')).toBe('false')
    expect(all('table', undefined, sheet('Ballots: Uses'))).toHaveLength(9)
  })

  it('is advised against where the room is very small or very large', async () => {
    await visit('/kit?sections=uses')
    const advice = () =>
      all('status')
        .map((each) => wordsOf(each))
        .join('')
    expect(advice()).toBe('')
    await write(people(), '5')
    expect(advice()).toContain('With fewer than 6 people')
    await write(people(), '16')
    expect(advice()).toContain('With more than 15 people')
  })

  it('is said where no part is left', async () => {
    await visit('/kit?sections=uses')
    await click(the('checkbox', 'Uses: 6 questions'))
    expect(wordsOf(the('alert'))).toBe('Choose at least one part. The papers come back when you do.')
    expect(sheets()).toEqual([])
    expect(all('button', 'Print these papers')).toEqual([])
    await click(the('checkbox', 'Data: 6 questions'))
    expect(titles()).toContain('Ballots: Data')
  })

  it('is said of an address, and the usual is made', async () => {
    await visit('/kit?questionnaire=nobody&people=1000')
    expect(wordsOf()).toContain('Part of this address could not be used')
    expect(people().value).toBe('10')
    expect(nameOf(all('radio')[0] as Element)).toBe('Data maturity framework')
    expect(all('radio')[0]?.checked).toBe(true)
  })

  it('is said where the questionnaires cannot be loaded, and tried again', async () => {
    const offered = vi.spyOn(useQuestionnaireStore(), 'offered').mockRejectedValueOnce(new Error('no network'))
    await mountScreen(KitView, { path: '/kit' })
    await vi.waitFor(() => expect(wordsOf(the('alert'))).toContain('This page could not be loaded'))
    offered.mockResolvedValue(SHIPPED.map((shown) => ({ source: shown, shown })))
    await click(the('button', 'Try again'))
    await vi.waitFor(() => expect(titles()).toContain('Invitation'))
    expect(all('alert')).toEqual([])
  })
})

describe('the kit of a workshop that is here', () => {
  beforeEach(async () => {
    await emptyDevice()
    await keep(small as unknown as Questionnaire, aRound('a1', { status: 'draft', sealedAt: null, date: '2026-11-29' }))
    await saveSession(aSession(['listening']))
  })

  it('leads back to it, and has its union and its day on the papers', async () => {
    await visit('/kit?session=a1')
    await vi.waitFor(() => expect(the('link', 'Back to the workshop').getAttribute('href')).toBe('/room/a1'), PATIENCE)
    expect((the('textbox', 'Name of the union') as HTMLInputElement).value).toBe('Harbour Union')
    expect(document.querySelector<HTMLInputElement>('input[type="date"]')?.value).toBe('2026-11-29')
  })

  it('leads nowhere from an address with another workshop', async () => {
    await visit('/kit?session=abc')
    await vi.waitFor(() => expect(useWorkshopStore().openedAs('abc').status).toBe('missing'), PATIENCE)
    expect(all('link')).toEqual([])
  })
})

describe('what is chosen', () => {
  it('stands in the address, with what only the address knows', async () => {
    const router = await visit('/kit?session=abc&people=2')
    const query = () => router.currentRoute.value.query
    await click(the('radio', 'Data governance check'))
    await click(the('radio', /^Short form/))
    await click(the('checkbox', 'Write a plan: 2 questions'))
    await write(the('textbox', 'How many minutes does one meeting last?'), '90')
    await click(the('radio', /^With cards/))
    await vi.waitFor(() =>
      expect(query()).toEqual({
        questionnaire: 'data-governance',
        form: 'short',
        sections: 'community,handling,responsibility,rules,risk',
        minutes: '90',
        vote: 'cards',
        people: '2',
        session: 'abc',
      }),
    )
    expect(document.title).toBe('Papers for a workshop – Waymark')
  })
})

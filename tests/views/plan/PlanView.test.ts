import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { loadPlan } from '@/storage/plan'
import { useLibraryStore } from '@/stores/library'
import PlanView from '@/views/plan/PlanView.vue'
import { allAt, answersOf, dataGovernance, dataMaturity, dontKnow } from '../../support/builders'
import { all, click, HOSTILE, mountScreen, nameOf, the, wordsOf, write } from '../../support/mounting'
import { emptyDevice, keep } from '../device'
import { aProject, aRound, harbour, loadQuestionnaires, PATIENCE, riverbank } from '../rounds'
import { aPlanned, arrive, focused, inOrder, said, stored, titles, settle } from './arriving'

beforeAll(loadQuestionnaires)
afterEach(settle)
beforeEach(emptyDevice)

/** A sealed round that offers five actions: everything stands at 2 and aims for 3. */
const offering = () => keep(dataMaturity, aRound('a1', { date: '2026-05-03' }), allAt(dataMaturity, 2))
const takeButtons = () => all('button', /^Take into the plan/)
const titleOf = (button: Element | undefined) => (button ? nameOf(button) : '').replace('Take into the plan : ', '')
const offered = () => the('region', 'Offered to your union')

describe('the plan of a union', () => {
  it('has the union’s name as its heading and title, and counts that add up', async () => {
    await offering()
    await arrive([
      ...inOrder('One', 'Two'),
      aPlanned('Three', { status: 'in_place', reviewDate: '2027-05-03' }),
      aPlanned('Four', { status: 'dropped', dropReason: 'No need' }),
    ])
    expect([...document.querySelectorAll('h1')].map(nameOf)).toEqual(['Action plan of Harbour Union'])
    expect(document.title).toBe('Action plan, Harbour Union – Waymark')
    expect(wordsOf()).toContain('2 open, 1 in place, 1 dropped')
    expect(wordsOf()).toContain('2 of 2 open actions are shown.')
    expect(the('link', 'Back to the union’s page').getAttribute('href')).toBe('/u/harbour')
  })

  it('says what will appear where there is nothing yet, and how to begin', async () => {
    await keep(dataMaturity, aRound('a1', { status: 'draft', sealedAt: null }))
    await arrive()
    expect(all('heading').map(nameOf)).toContain('Nothing is in the plan yet')
    expect(wordsOf()).toContain('The actions you choose will appear here, with who does them and by when.')
    expect(the('link', 'Begin a round').getAttribute('href')).toBe('/new?union=harbour')
    the('textbox', 'What is to be done')
  })

  it('says below offers that it has no action so far, and where one comes from', async () => {
    await offering()
    await arrive()
    expect(all('heading').map(nameOf)).toContain('In your plan so far')
    expect(wordsOf()).not.toContain('Nothing is in the plan yet')
    expect(wordsOf()).toContain(
      'No action yet. What you take from the offers above will stand here, and what you type below.',
    )
  })

  it('is not called missing where nothing can be read, and comes when it can be', async () => {
    await offering()
    const library = useLibraryStore()
    library.rounds = []
    library.loading = { status: 'failed', code: 'unknown' }
    await mountScreen(PlanView, { path: '/u/harbour/plan', props: { id: 'harbour' } })
    expect(nameOf(the('heading'))).toBe('The plan could not be opened')
    // The notice above every screen offers it.
    expect(all('button', 'Try again')).toEqual([])
    await library.load()
    await vi.waitFor(() => offered(), PATIENCE)
  })

  it('says so where the union is not on this device', async () => {
    await keep(dataMaturity, aRound('a1'))
    await mountScreen(PlanView, { path: '/u/nobody/plan', props: { id: 'nobody' } })
    expect(nameOf(the('heading'))).toBe('This union is not on this device')
    the('link', 'Go to Home')
  })

  it('is none for the example', async () => {
    await keep(dataMaturity, aRound('a1'), allAt(dataMaturity, 2), riverbank)
    await mountScreen(PlanView, { path: `/u/${riverbank.id}/plan`, props: { id: riverbank.id } })
    expect(nameOf(the('heading'))).toBe('The example has no plan')
    expect(all('button')).toEqual([])
  })

  it('says so where it cannot be read, and reads it again', async () => {
    await offering()
    const broken = vi.spyOn(IDBIndex.prototype, 'getAll').mockImplementation(() => {
      throw new DOMException('refused', 'UnknownError')
    })
    await mountScreen(PlanView, { path: '/u/harbour/plan', props: { id: 'harbour' } })
    await vi.waitFor(() => expect(nameOf(the('heading'))).toBe('The plan could not be opened'), PATIENCE)
    broken.mockRestore()
    await click(the('button', 'Try again'))
    await vi.waitFor(() => offered(), PATIENCE)
  })

  it('shows any title and owner as text', async () => {
    await offering()
    await arrive([aPlanned('x', { title: HOSTILE, owner: HOSTILE })])
    expect(document.querySelector('img')).toBeNull()
    expect(titles()).toHaveLength(1)
  })
})

describe('what is offered', () => {
  it('says which round offers it, how to begin, why, how much it takes, and who', async () => {
    await offering()
    await arrive()
    const words = wordsOf(offered())
    expect(words).toContain('Offered by the Data maturity framework of 3 May 2026')
    const { title, begin, owner } =
      dataMaturity.actions.find((action) => action.title === titleOf(takeButtons()[0])) ?? dataMaturity.actions[0]!
    expect(words).toContain(`${title} First step: ${begin}`)
    expect(words).toContain('From 2 Emerging to 3 Learning in “Culture”. The gap to your target is 1.0.')
    expect(words).toContain(`Who ${owner}`)
    expect(words).toContain('Effort Small: days, no new money')
  })

  it('says of a short form roughly how far the target is', async () => {
    await keep(dataMaturity, aRound('a1', { form: 'short' }), allAt(dataMaturity, 2))
    await arrive()
    // All stands at 2, and the next target is 3.
    expect(wordsOf(offered())).toContain('By the short form, your target is about one level away.')
  })

  it('is not what a round about a project found', async () => {
    await keep(dataMaturity, aRound('a1', { subject: aProject('Phone bank') }), allAt(dataMaturity, 2))
    await arrive()
    expect(all('button', /^Take/)).toEqual([])
  })

  it('goes into the plan with its words, and the next one has the focus', async () => {
    await offering()
    await arrive()
    const [first, second] = takeButtons().map(titleOf)
    await click(the('button', `Take into the plan : ${first}`))
    await vi.waitFor(() => expect(focused()).toBe(`Take into the plan : ${second}`), PATIENCE)
    await vi.waitFor(() => expect(said()).toContain(`“${first}” is in the plan now, at place 1 of 1.`), PATIENCE)
    expect(titles()).toEqual([first])
    expect(takeButtons()).toHaveLength(4)
    // Its card leaves a word behind.
    expect(wordsOf(all('listitem', undefined, offered())[0])).toBe(`“${first}” is in the plan now. It stands below.`)
    expect(the('link', 'Board page and report for a meeting: Data maturity framework').getAttribute('href')).toBe(
      '/report/a1',
    )
    expect(wordsOf()).toContain('Culture, from 2 Emerging to 3 Learning')
    await vi.waitFor(async () => expect(await stored(first ?? '')).toMatchObject({ firstRound: 'a1' }), PATIENCE)
    expect((await stored(first ?? ''))?.why).toMatch(/^From 2 Emerging to 3 Learning in “Culture”.* First step: /)
  })

  it('goes into the plan all at once, and the plan has the focus then', async () => {
    await offering()
    await arrive()
    await click(the('button', /^Take all/))
    await vi.waitFor(() => expect(focused()).toBe('What to do, in this order'), PATIENCE)
    expect(said()).toContain('5 actions are in the plan now.')
    expect(titles()).toHaveLength(5)
    expect(all('region', 'Offered to your union')).toEqual([])
    expect(wordsOf()).toContain('5 open, 0 in place, 0 dropped')
  })

  it('is something to find out where the answer is not known, with whom to ask', async () => {
    const answers = { ...allAt(dataGovernance, 3), ...answersOf({ 'gov-plan-written': dontKnow }) }
    await keep(dataGovernance, aRound('a2'), answers)
    await arrive()
    const prompt = 'Does your union have a written plan for how it collects and uses data?'
    expect(wordsOf(offered())).toContain(`Ask the data protection lead: ${prompt}`)
    expect(wordsOf(offered())).toContain('In “Write a plan” you do not know this yet, so it counts as 0 Not yet.')
    await click(the('button', /^Take into the plan/))
    expect(titles()).toEqual([`Ask the data protection lead: ${prompt}`])
  })

  it('is five of a check at most, what is to be settled first on top', async () => {
    await keep(dataGovernance, aRound('a2'), allAt(dataGovernance, 0))
    await arrive()
    expect(all('button', /^Take into the plan/)).toHaveLength(5)
    expect(wordsOf(offered())).toContain('To settle first in “')
    await click(the('button', /^Take all/))
    expect(titles()).toHaveLength(5)
    expect(wordsOf()).toContain('Settle first')
  })
})

describe('an action of one’s own', () => {
  it('goes into the plan with owner and date', async () => {
    await offering()
    await arrive()
    await write(the('textbox', 'What is to be done'), ' Ring every branch ')
    await write(the('textbox', 'Owner'), 'Amira')
    const due = document.querySelector<HTMLInputElement>('input[type="date"]')
    if (!due) throw new Error('no date')
    due.value = '2027-01-31'
    due.dispatchEvent(new Event('change'))
    await click(the('button', 'Add to the plan'))
    expect(titles()).toEqual(['Ring every branch'])
    expect(said()).toContain('“Ring every branch” is in the plan now, at place 1 of 1.')
    expect(wordsOf()).toContain('Owner Amira Due 31 January 2027 Status To do')
    expect(the('textbox', 'What is to be done').value).toBe('')
    await vi.waitFor(async () => expect((await loadPlan(harbour.id)).actions).toHaveLength(1), PATIENCE)
  })

  it('needs words for what is to be done', async () => {
    await offering()
    await arrive()
    await click(the('button', 'Add to the plan'))
    expect(wordsOf()).toContain('Say what is to be done')
    await vi.waitFor(() => expect(focused()).toBe('What is to be done'), PATIENCE)
    expect(titles()).toEqual([])
  })

  it('needs them no more as soon as they are typed', async () => {
    await offering()
    await arrive()
    await click(the('button', 'Add to the plan'))
    await write(the('textbox', 'What is to be done'), 'Ring every branch')
    expect(wordsOf()).not.toContain('Say what is to be done')
  })
})

describe('what matters most', () => {
  it('can be marked for three parts, and moves their actions up', async () => {
    await keep(dataMaturity, aRound('a1'), allAt(dataMaturity, 2))
    const serving = (sectionId: string) => ({
      serves: { questionnaireId: 'data-maturity', sectionId, itemIds: [], from: 2, to: 3 },
    })
    await arrive([
      aPlanned('For culture', { ...serving('culture'), createdAt: 1 }),
      aPlanned('For tools', { ...serving('tools'), createdAt: 2 }),
    ])
    expect(titles()).toEqual(['For culture', 'For tools'])
    await click(the('summary', 'What matters most to you'))
    await click(the('checkbox', 'Tools'))
    expect(titles()).toEqual(['For tools', 'For culture'])
  })

  it('is three parts at most', async () => {
    await offering()
    await arrive()
    await click(the('summary', 'What matters most to you'))
    for (const name of ['Uses', 'Data', 'Skills']) await click(the('checkbox', name))
    expect(the('checkbox', 'Culture').disabled).toBe(true)
    await click(the('checkbox', 'Uses'))
    expect(the('checkbox', 'Culture').disabled).toBe(false)
  })
})

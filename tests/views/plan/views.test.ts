import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { allAt, dataMaturity } from '../../support/builders'
import { all, click, nameOf, pick, the, wordsOf } from '../../support/mounting'
import { emptyDevice, keep } from '../device'
import { aRound, loadQuestionnaires, PATIENCE } from '../rounds'
import { aPlanned, arrive, focused, settle, titles } from './arriving'

beforeAll(loadQuestionnaires)
afterEach(settle)
beforeEach(async () => {
  await emptyDevice()
  await keep(dataMaturity, aRound('a1'), allAt(dataMaturity, 5))
})

const five = [
  aPlanned('Ring', { owner: 'Bo', due: '2020-01-31', createdAt: 1 }),
  aPlanned('Write', { owner: 'Amira', due: '2098-11-05', effort: 'large', createdAt: 2, status: 'under_way' }),
  aPlanned('Ask', { importance: 1, due: '2098-11-30', createdAt: 3 }),
  aPlanned('Sort', { status: 'in_place', reviewDate: '2098-01-01' }),
  aPlanned('Print', { status: 'dropped', dropReason: 'No printer' }),
]
const groups = () =>
  all('heading')
    .map(nameOf)
    .filter((name) => /actions?$/.test(name))
const cell = (name: RegExp) => {
  const found = all('cell').find((each) => name.test(wordsOf(each)))
  if (!found) throw new Error(`no cell ${name}`)
  return found
}

describe('the ways to look at a plan', () => {
  it('are links, the list first', async () => {
    await arrive(five)
    const nav = document.querySelector('nav') ?? undefined
    expect(all('link', undefined, nav).map(nameOf)).toEqual(['List', 'Grid', 'By owner', 'By due date', 'Done'])
    expect(the('link', 'List').getAttribute('aria-current')).toBe('page')
    expect(titles()).toEqual(['Ring', 'Ask', 'Write'])
  })

  it('keep the filters, and come back by the address', async () => {
    const { router } = await arrive(five, '?view=due&owner=Bo')
    expect(titles()).toEqual(['Ring'])
    expect(the('link', 'Grid').getAttribute('href')).toBe('/u/harbour/plan?view=grid&owner=Bo')
    await click(the('link', 'By owner'))
    await vi.waitFor(() => expect(groups()).toEqual(['Bo: one action']), PATIENCE)
    router.back()
    await vi.waitFor(() => expect(groups()).toEqual(['Overdue: one action']), PATIENCE)
  })

  it('by owner, in alphabetical order, nobody last', async () => {
    await arrive(five, '?view=owner')
    expect(groups()).toEqual(['Amira: one action', 'Bo: one action', 'Without an owner: one action'])
    expect(all('button', /^Move/)).toEqual([])
  })

  it('by due date: overdue first, then by month, without a date last', async () => {
    await arrive([...five, aPlanned('Some day')], '?view=due')
    expect(groups()).toEqual(['Overdue: one action', 'November 2098: 2 actions', 'Without a date: one action'])
    expect(titles()).toEqual(['Ring', 'Write', 'Ask', 'Some day'])
  })

  it('what is done: in place and dropped', async () => {
    await arrive(five, '?view=done')
    expect(groups()).toEqual(['In place: one action', 'Dropped: one action'])
    expect(wordsOf()).toContain('To be checked again on 1 January 2098')
    expect(wordsOf()).toContain('Dropped because: No printer')
    expect(wordsOf()).toContain('2 of 2 actions that are in place or dropped are shown.')
  })

  it('as a grid with four named cells', async () => {
    await arrive(five, '?view=grid')
    expect(all('columnheader').map(nameOf)).toEqual(['Small effort', 'More effort'])
    expect(all('rowheader').map(nameOf)).toEqual(['Pays much', 'Pays less'])
    expect(wordsOf(cell(/^Quick wins: one action/))).toContain('Ring')
    expect(wordsOf(cell(/^Big steps: one action/))).toContain('Write')
    expect(wordsOf(cell(/^Fill-ins: one action/))).toContain('Ask')
    expect(wordsOf(cell(/^Think again: 0 actions/))).toContain('No action here.')
  })

  it('lead from the grid to the form of an action', async () => {
    await arrive(five, '?view=grid')
    await click(the('link', 'Write'))
    await vi.waitFor(() => the('button', 'Done with editing : Write'), PATIENCE)
    expect(titles()).toEqual(['Ring', 'Ask', 'Write'])
  })

  it('close a form that was open', async () => {
    await arrive(five)
    await click(the('button', 'Edit : Ask'))
    await click(the('link', 'By owner'))
    await vi.waitFor(() => expect(groups()).toHaveLength(3), PATIENCE)
    expect(all('button', /^Done with editing/)).toEqual([])
  })
})

describe('the filters', () => {
  it('leave what fits, and say how many of how many', async () => {
    const { router } = await arrive(five)
    await pick(the('combobox', 'Owner'), 'Amira')
    await vi.waitFor(() => expect(titles()).toEqual(['Write']), PATIENCE)
    expect(wordsOf()).toContain('1 of 3 open actions are shown.')
    expect(router.currentRoute.value.query).toEqual({ owner: 'Amira' })
    await pick(the('combobox', 'Status'), 'To do')
    await vi.waitFor(() => expect(wordsOf()).toContain('No open action fits what you chose.'), PATIENCE)
    await click(the('link', 'Show all'))
    await vi.waitFor(() => expect(titles()).toHaveLength(3), PATIENCE)
    expect(all('link', 'Show all')).toEqual([])
  })

  it('find what nobody has, and what serves no questionnaire', async () => {
    await arrive(five, '?owner=')
    expect(titles()).toEqual(['Ask'])
    await pick(the('combobox', 'Questionnaire'), 'Data maturity framework')
    await vi.waitFor(() => expect(titles()).toEqual([]), PATIENCE)
  })

  it('are offered only where the view can show them', async () => {
    await arrive(five, '?view=done&status=to_do')
    expect(titles()).toHaveLength(2)
    expect(all('option', undefined, the('combobox', 'Status')).map(nameOf)).toEqual(['All', 'In place', 'Dropped'])
    await nextTick()
  })
})

describe('a plan of 500 actions', () => {
  const many = Array.from({ length: 500 }, (_, index) => aPlanned(`Action ${index}`, { createdAt: index }))

  it('shows its rows page by page, with the focus on the first new one', async () => {
    await arrive(many)
    expect(document.querySelectorAll('ol > li')).toHaveLength(25)
    expect(wordsOf()).toContain('25 of 500 open actions are shown.')
    await click(the('button', 'Show 25 more actions'))
    expect(document.querySelectorAll('ol > li')).toHaveLength(50)
    await vi.waitFor(() => expect(focused()).toBe('Action 25'), PATIENCE)
  })

  it('draws what the first screen shows, and the others of its page once that is there', async () => {
    const draws: (() => void)[] = []
    const turns = { isDrawing: ref(true), ask: (draw: () => void) => (draws.push(draw), () => undefined) }
    await arrive(many, '', turns)
    expect(document.querySelectorAll('ol > li')).toHaveLength(6)
    expect(wordsOf()).toContain('25 of 500 open actions are shown.')
    draws.forEach((draw) => draw())
    await vi.waitFor(() => expect(document.querySelectorAll('ol > li')).toHaveLength(25), PATIENCE)
  })

  it('shows an action that is looked for by its address at once', async () => {
    const turns = { isDrawing: ref(true), ask: () => () => undefined }
    await arrive(many, '?action=Action%2020', turns)
    await vi.waitFor(() => expect(document.querySelectorAll('ol > li')).toHaveLength(25), PATIENCE)
  })

  it('shows the next page at once, with the focus on it, however soon it is asked for', async () => {
    const turns = { isDrawing: ref(true), ask: () => () => undefined }
    await arrive(many, '', turns)
    await click(the('button', 'Show 25 more actions'))
    await vi.waitFor(() => expect(focused()).toBe('Action 25'), PATIENCE)
  })

  it('shows an action that is moved from one page to the next', async () => {
    await arrive(many)
    document.getElementById('down-Action 24')?.click()
    await vi.waitFor(() => expect(document.querySelectorAll('ol > li')).toHaveLength(26), PATIENCE)
    expect(document.activeElement?.id).toBe('down-Action 24')
  })
})

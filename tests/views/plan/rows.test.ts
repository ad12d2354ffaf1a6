import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { loadPlan } from '@/storage/plan'
import { usePlanStore } from '@/stores/plan'
import { allAt, dataMaturity } from '../../support/builders'
import { all, click, nameOf, pick, the, wordsOf, write } from '../../support/mounting'
import { emptyDevice, keep } from '../device'
import { aRound, harbour, loadQuestionnaires, PATIENCE } from '../rounds'
import { aPlanned, arrive, focused, inOrder, said, stored, titles, settle } from './arriving'

beforeAll(loadQuestionnaires)
afterEach(settle)
beforeEach(async () => {
  await emptyDevice()
  await keep(dataMaturity, aRound('a1', { date: '2026-05-03' }), allAt(dataMaturity, 5))
})

const button = (label: string, title: string) => the('button', `${label} : ${title}`)
const row = (title: string) => {
  const found = all('listitem').find((item) => item.querySelector('h3, h4')?.textContent === title)
  if (!found) throw new Error(`no row ${title}`)
  return found
}
const days = () => [...document.querySelectorAll<HTMLInputElement>('ol input[type="date"]')]
async function setDay(field: HTMLInputElement | undefined, day: string) {
  if (!field) throw new Error('no field for a day')
  field.value = day
  field.dispatchEvent(new Event('change'))
  await nextTick()
}
const edit = async (title: string) => click(button('Edit', title))
const status = () => the('combobox', 'Status', document.querySelector('[role="group"][id^="form-"]') ?? undefined)

describe('an action is moved', () => {
  it('by buttons, which are left out at the ends', async () => {
    await arrive(inOrder('A', 'B', 'C'))
    expect(all('button', /^Move/).map(nameOf)).toEqual(['Move down : A', 'Move up : B', 'Move down : B', 'Move up : C'])
  })

  it('and keeps the focus, says its new place, and is marked', async () => {
    await arrive(inOrder('A', 'B', 'C'))
    button('Move up', 'C').focus()
    await click(button('Move up', 'C'))
    expect(titles()).toEqual(['A', 'C', 'B'])
    await vi.waitFor(() => expect(focused()).toBe('Move up : C'), PATIENCE)
    expect(said()).toContain('“C” is now at place 2 of 3.')
    expect(wordsOf(row('C'))).toContain('Moved by hand')
    expect(wordsOf(row('B'))).not.toContain('Moved by hand')
    await vi.waitFor(async () => expect((await stored('C'))?.pinnedAt).toBe(1), PATIENCE)
  })

  it('to the end, where the other button takes the focus', async () => {
    await arrive(inOrder('A', 'B'))
    await click(button('Move up', 'B'))
    await vi.waitFor(() => expect(focused()).toBe('Move down : B'), PATIENCE)
  })

  it('past another one that was moved by hand', async () => {
    await arrive(inOrder('A', 'B', 'C'))
    await click(button('Move up', 'C'))
    await click(button('Move up', 'B'))
    expect(titles()).toEqual(['A', 'B', 'C'])
    expect(said()).toContain('“B” is now at place 2 of 3.')
    await click(button('Move down', 'A'))
    expect(titles()).toEqual(['B', 'A', 'C'])
  })

  it('and follows the order again when it is released', async () => {
    await arrive(inOrder('A', 'B', 'C'))
    await click(button('Move up', 'C'))
    await click(button('Release', 'C'))
    expect(titles()).toEqual(['A', 'B', 'C'])
    expect(all('button', /^Release/)).toEqual([])
    expect(said()).toContain('“C” follows the order again, at place 3 of 3.')
    await vi.waitFor(() => expect(focused()).toBe('Edit : C'), PATIENCE)
  })

  it('in the list that is seen, also while the form of one that was just put in place is open', async () => {
    await arrive(inOrder('A', 'B', 'C'))
    await edit('A')
    await pick(status(), 'In place')
    // B is first now, so that moving C up puts it on top.
    await click(button('Move up', 'C'))
    await vi.waitFor(() => expect(titles()).toEqual(['C', 'B']), PATIENCE)
    expect(said()).toContain('1 of 2')
  })

  it('and “Why here” says that it stands behind what it depends on only where it does', async () => {
    const [a, b] = inOrder('A', 'B')
    await arrive([...(a ? [{ ...a, dependsOn: ['B'] }] : []), ...(b ? [b] : [])])
    expect(titles()).toEqual(['B', 'A'])
    const why = () => {
      const found = all('summary', /^Why here/, row('A'))[0]?.parentElement
      if (!(found instanceof HTMLDetailsElement)) throw new Error('no “Why here”')
      found.open = true
      found.dispatchEvent(new Event('toggle'))
      return nextTick().then(() => wordsOf(found))
    }
    expect(await why()).toContain('It stands after the actions that it depends on')
    await click(button('Move up', 'A'))
    await vi.waitFor(() => expect(titles()).toEqual(['A', 'B']), PATIENCE)
    expect(await why()).not.toContain('It stands after the actions that it depends on')
  })

  it('and can be given others to wait for without being called blocked', async () => {
    await arrive(inOrder('A', 'B'))
    await edit('A')
    await click(the('checkbox', 'B'))
    expect(usePlanStore().actions.find(({ id }) => id === 'A')).toMatchObject({ status: 'to_do', dependsOn: ['B'] })
  })
})

describe('an action is removed', () => {
  it('at once, with a way back that has the focus', async () => {
    await arrive(inOrder('A', 'B'))
    await click(button('Remove', 'A'))
    expect(titles()).toEqual(['B'])
    expect(wordsOf()).toContain('Removed: A')
    await vi.waitFor(() => expect(focused()).toBe('Undo : Removed: A'), PATIENCE)
    await vi.waitFor(async () => expect((await loadPlan(harbour.id)).actions).toHaveLength(1), PATIENCE)
    await click(the('button', /^Undo/))
    expect(titles()).toEqual(['A', 'B'])
    await vi.waitFor(() => expect(focused()).toBe('A'), PATIENCE)
    expect(wordsOf()).not.toContain('Removed: A')
    await vi.waitFor(async () => expect((await loadPlan(harbour.id)).actions).toHaveLength(2), PATIENCE)
  })

  it('and the way back stays until another one is removed', async () => {
    await arrive(inOrder('A', 'B', 'C'))
    await click(button('Remove', 'A'))
    await click(button('Move up', 'C'))
    expect(wordsOf()).toContain('Removed: A')
    await click(button('Remove', 'B'))
    expect(wordsOf()).toContain('Removed: B')
    expect(wordsOf()).not.toContain('Removed: A')
  })

  it('also when it was the last one', async () => {
    await arrive(inOrder('A'))
    await click(button('Remove', 'A'))
    await click(the('button', /^Undo/))
    expect(titles()).toEqual(['A'])
  })
})

describe('the form of an action', () => {
  it('opens in its row and closes with the focus on its button', async () => {
    await arrive(inOrder('A', 'B'))
    expect(all('textbox', 'Why, and how to begin')).toEqual([])
    await edit('A')
    expect(row('A').contains(the('textbox', 'Why, and how to begin'))).toBe(true)
    await click(the('button', 'Done with editing : A'))
    await vi.waitFor(() => expect(focused()).toBe('Edit : A'), PATIENCE)
    expect(all('textbox', 'Why, and how to begin')).toEqual([])
  })

  it('stores what is typed, while it is typed', async () => {
    await arrive(inOrder('A', 'B'))
    await edit('A')
    const [title] = all('textbox', 'What is to be done')
    if (title) await write(title, 'A, but better')
    const [owner] = all('textbox', 'Owner')
    if (owner) await write(owner, 'Amira')
    owner?.dispatchEvent(new Event('blur'))
    await vi.waitFor(async () => expect(await stored('A, but better')).toMatchObject({ owner: 'Amira' }), PATIENCE)
  })

  it('stays where it is while the owner is typed under another owner', async () => {
    await arrive([aPlanned('A', { owner: 'Amira' }), aPlanned('B', { owner: 'Bo' })], '?view=owner')
    await edit('B')
    const field = the('textbox', 'Owner', row('B'))
    await write(field, 'A')
    expect(field.isConnected).toBe(true)
    expect(all('heading').map(nameOf)).toContain('Bo: one action')
    await write(field, 'Amira')
    await click(the('button', 'Done with editing : B'))
    await vi.waitFor(() => expect(all('heading').map(nameOf)).toContain('Amira: 2 actions'), PATIENCE)
  })

  it('asks for a review date where it is in place, and keeps the row until it is closed', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T10:00') })
    await arrive(inOrder('A', 'B'))
    await edit('A')
    await pick(status(), 'In place')
    expect(titles()).toEqual(['A', 'B'])
    expect(wordsOf(row('A'))).toContain('Review date missing')
    expect(wordsOf(row('A'))).toContain('Say when to check again: practices have to be kept up')
    expect(wordsOf()).toContain('1 open, 1 in place, 0 dropped')
    expect(wordsOf()).toContain('1 of 1 open actions are shown.')
    await click(the('button', 'In 12 months: 22 November 2027'))
    expect(wordsOf(row('A'))).not.toContain('missing')
    await write(the('textbox', 'Evidence'), 'minutes.pdf')
    await setDay(days().at(-1), '2026-11-20')
    await click(the('button', 'Done with editing : A'))
    await vi.waitFor(() => expect(titles()).toEqual(['B']), PATIENCE)
    await vi.waitFor(() => expect(said()).toContain('“A” is not open any more. You find it under “Done”.'), PATIENCE)
    vi.useRealTimers()
    expect(await stored('A')).toMatchObject({
      status: 'in_place',
      reviewDate: '2027-11-22',
      evidence: { source: 'minutes.pdf', date: '2026-11-20' },
    })
  })

  it('asks for a reason where it is dropped, and loses nothing that was typed before', async () => {
    await arrive([aPlanned('A', { status: 'blocked', blockedBy: 'the budget' })])
    await edit('A')
    await pick(status(), 'Dropped')
    expect(wordsOf(row('A'))).toContain('Reason missing')
    await write(the('textbox', 'Why was it dropped?'), 'No money')
    expect(wordsOf(row('A'))).not.toContain('Reason missing')
    await pick(status(), 'Blocked')
    expect(the('textbox', 'Blocked by what?').value).toBe('the budget')
  })

  it('asks what blocks it: words, or another action that comes first then', async () => {
    await arrive(inOrder('A', 'B'))
    await edit('A')
    await pick(status(), 'Blocked')
    expect(wordsOf(row('A'))).toContain('What blocks it is missing')
    await click(the('checkbox', 'B'))
    expect(wordsOf(row('A'))).not.toContain('missing')
    expect(wordsOf(row('A'))).toContain('Comes after: B')
    await click(the('button', 'Done with editing : A'))
    await vi.waitFor(() => expect(titles()).toEqual(['B', 'A']), PATIENCE)
  })

  it('says that a title is missing, and has words for the row meanwhile', async () => {
    await arrive(inOrder('A'))
    await edit('A')
    const [title] = all('textbox', 'What is to be done')
    if (title) await write(title, ' ')
    expect(titles()).toEqual(['Action without a title'])
    expect(wordsOf()).toContain('Title missing')
  })

  it('takes no year that the calendar of a union does not have', async () => {
    await arrive(inOrder('A'))
    await edit('A')
    const [due] = days()
    Object.defineProperty(due, 'value', { value: '12026-01-01', configurable: true })
    due?.dispatchEvent(new Event('change'))
    expect(usePlanStore().actions[0]?.due).toBe('')
  })

  it('changes effort and importance, and with them the order', async () => {
    await arrive(inOrder('A', 'B'))
    await edit('B')
    await pick(the('combobox', 'Importance'), 'High')
    await click(the('button', 'Done with editing : B'))
    await vi.waitFor(() => expect(titles()).toEqual(['B', 'A']), PATIENCE)
    await edit('B')
    await pick(the('combobox', 'Effort'), 'Large: a project the executive decides on')
    await click(the('button', 'Done with editing : B'))
    await vi.waitFor(() => expect(titles()).toEqual(['A', 'B']), PATIENCE)
  })
})

describe('a row tells', () => {
  it('why it stands here, with the numbers', async () => {
    await arrive([aPlanned('A', { importance: 3, effort: 'medium', pinnedAt: 0 })])
    await click(the('summary', 'Why here : A'))
    await vi.waitFor(() => expect(wordsOf(row('A'))).toContain('gap × importance × leverage ÷ effort'), PATIENCE)
    const words = wordsOf(row('A'))
    expect(words).toContain('1: no finished round says anything about it')
    expect(words).toContain('1.5: changed by you')
    expect(words).toContain('2: medium')
    // 1 × 3/2 × 1 ÷ 2
    expect(words).toContain('0.75, rounded to two decimals')
    expect(words).toContain('You moved it by hand')
  })

  it('its life, from the round that first offered it', async () => {
    await arrive([
      aPlanned('A', {
        origin: 'proposed',
        firstRound: 'a1',
        log: [
          { at: Date.UTC(2026, 4, 3, 12), what: 'taken', status: null },
          { at: Date.UTC(2026, 5, 4, 12), what: 'status', status: 'under_way' },
        ],
      }),
    ])
    await click(the('summary', 'The life of this action : A'))
    await vi.waitFor(
      () => expect(wordsOf(row('A'))).toContain('First offered by the Data maturity framework of 3 May 2026.'),
      PATIENCE,
    )
    expect(wordsOf(row('A'))).toContain('3 May 2026: taken into the plan 4 June 2026: under way')
  })
})

describe('a plan that cannot be saved', () => {
  it('says so, and keeps what was changed on the screen', async () => {
    await arrive(inOrder('A', 'B'))
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('refused', 'QuotaExceededError')
    })
    await click(button('Move up', 'B'))
    await vi.waitFor(() => expect(wordsOf(the('alert'))).toContain('Your last change is not saved yet.'), PATIENCE)
    expect(titles()).toEqual(['B', 'A'])
  })
})

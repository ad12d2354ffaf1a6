import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { loadPlan } from '@/storage/plan'
import { usePlanStore } from '@/stores/plan'
import { allAt, answersOf, dataGovernance, dataMaturity } from '../../support/builders'
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
/** Opens what is folded in a row, and gives its words. */
async function opened(label: string, title: string): Promise<string> {
  const details = the('summary', `${label} : ${title}`).closest('details')
  if (!details) throw new Error(`${label} folds nothing`)
  details.open = true
  details.dispatchEvent(new Event('toggle'))
  await nextTick()
  return wordsOf(details)
}
/** A depends on B, and is older. */
const aThenB = [aPlanned('A', { dependsOn: ['B'] }), aPlanned('B', { createdAt: 1 })]
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

  it('and “Why here” says whether it stands after what it waits for, or before it', async () => {
    await arrive(aThenB)
    expect(titles()).toEqual(['B', 'A'])
    expect(await opened('Why here', 'A')).toContain('It stands after the actions that it depends on.')
    await click(button('Move up', 'A'))
    await vi.waitFor(() => expect(titles()).toEqual(['A', 'B']), PATIENCE)
    const before = 'It stands before an action that it waits for: B. If that does not fit, move one of the two.'
    expect(wordsOf(row('A'))).toContain(before)
    expect(wordsOf(row('A'))).not.toContain('It stands after')
    expect(await opened('Why here', 'B')).not.toContain('It stands')
    await click(button('Release', 'A'))
    await vi.waitFor(() => expect(titles()).toEqual(['B', 'A']), PATIENCE)
    expect(wordsOf(row('A'))).not.toContain('It stands before')
  })

  it('and “Why here” of one that waits says it too, where the other one was moved behind it', async () => {
    await arrive([...aThenB, aPlanned('C', { dependsOn: ['A', 'B'], createdAt: 2 })])
    expect(titles()).toEqual(['B', 'A', 'C'])
    await click(button('Move down', 'B'))
    await click(button('Move down', 'B'))
    await vi.waitFor(() => expect(titles()).toEqual(['A', 'C', 'B']), PATIENCE)
    const words = await opened('Why here', 'C')
    expect(words).toContain('It stands before an action that it waits for: B.')
    expect(words).not.toContain('You moved it by hand')
  })

  it('and “Why here” does not say that a duty stands on top where it was moved down', async () => {
    await keep(dataGovernance, aRound('a2'), allAt(dataGovernance, 0))
    const serves = { questionnaireId: 'data-governance', sectionId: 'plan', itemIds: ['gov-plan-lawful-basis'] }
    await arrive([aPlanned('Duty', { serves: { ...serves, from: 0, to: 1 }, pinnedAt: 1 }), aPlanned('Other')])
    expect(titles()).toEqual(['Other', 'Duty'])
    const words = await opened('Why here', 'Duty')
    expect(words).toContain('The order puts such actions at the very top, whatever the result.')
    expect(words).toContain('You moved it by hand, so it does not follow the order until you release it.')
  })

  it('and its life has one line for moves that follow one another, and none for one that makes way', async () => {
    await arrive(inOrder('A', 'B', 'C'))
    await click(button('Move up', 'B'))
    await click(button('Move up', 'C'))
    await click(button('Move up', 'C'))
    await vi.waitFor(() => expect(titles()).toEqual(['C', 'B', 'A']), PATIENCE)
    for (const title of ['B', 'C'])
      expect((await opened('The life of this action', title)).match(/moved by hand/g), title).toHaveLength(1)
  })

  it('and can be given others to wait for without being called blocked', async () => {
    await arrive(inOrder('A', 'B'))
    await edit('A')
    expect(all('checkbox')).toEqual([])
    await click(the('summary', 'Actions that must be in place first'))
    await vi.waitFor(() => the('checkbox', 'B'), PATIENCE)
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
    expect(wordsOf(row('A'))).toContain('Waits for: B')
    await click(the('button', 'Done with editing : A'))
    await vi.waitFor(() => expect(titles()).toEqual(['B', 'A']), PATIENCE)
  })

  it('asks again what blocks it once the action it waited for is in place, whose tick can be taken off', async () => {
    const waiting = aPlanned('A', { status: 'blocked', dependsOn: ['B'] })
    await arrive([waiting, aPlanned('B', { status: 'in_place', reviewDate: '2027-05-03' })])
    expect(wordsOf(row('A'))).toContain('What blocks it is missing')
    expect(wordsOf(row('A'))).not.toContain('Waits for')
    await edit('A')
    const closed = the('checkbox', 'B (not open any more)')
    expect(closed.checked).toBe(true)
    closed.focus()
    await click(closed)
    expect(closed.checked).toBe(false)
    expect(focused()).toBe('B (not open any more)')
    await vi.waitFor(async () => expect(await stored('A')).toMatchObject({ dependsOn: [] }), PATIENCE)
    await click(the('button', 'Done with editing : A'))
    await edit('A')
    expect(wordsOf(row('A'))).toContain('There is no other open action.')
  })

  it('asks again what blocks it once the action it waited for is removed, until that is undone', async () => {
    await arrive([aPlanned('A', { status: 'blocked', dependsOn: ['B'] }), aPlanned('B')])
    expect(wordsOf(row('A'))).not.toContain('missing')
    await click(button('Remove', 'B'))
    expect(wordsOf(row('A'))).toContain('What blocks it is missing')
    await click(the('button', /^Undo/))
    expect(wordsOf(row('A'))).not.toContain('missing')
    expect(wordsOf(row('A'))).toContain('Waits for: B')
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

  it('of what no round says: nothing but that, though the round is there', async () => {
    // One answer of a section is too few for a score.
    await keep(dataMaturity, aRound('a2', { date: '2026-05-04' }), answersOf({ 'tools-storage': 1 }))
    const serves = { questionnaireId: 'data-maturity', sectionId: 'culture', itemIds: [], from: 2, to: 3 }
    await arrive([aPlanned('A', { serves })])
    const words = await opened('Why here', 'A')
    expect(words).toContain('1: no finished round says anything about it')
    expect(words).toContain('1.0: normal')
    expect(words).not.toContain('star')
    expect(words).not.toContain('your target')
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

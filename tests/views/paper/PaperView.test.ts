import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { loadSession } from '@/storage/sessions'
import { useAssessmentStore } from '@/stores/assessment'
import { useWorkshopStore } from '@/stores/workshop'
import PaperView from '@/views/paper/PaperView.vue'
import { choiceOfKey, signOf } from '@/views/paper/sheets'
import { aCheckItem, anItem, dataGovernance, dataMaturity } from '../../support/builders'
import { all, click, mountScreen, nameOf, pick, press, the, wordsOf, write } from '../../support/mounting'
import { emptyDevice } from '../device'
import { loadQuestionnaires, PATIENCE } from '../rounds'
import { arriveInRoom, aSession, aSheet, settle } from '../workshops'

beforeAll(loadQuestionnaires)
beforeEach(emptyDevice)
afterEach(settle)

type Given = Partial<Parameters<typeof arriveInRoom>[2]>

/** The sheets of a workshop on “uses” and “data”, six questions each. */
async function arrive({ session = aSession(['uses', 'data']), questionnaire = dataMaturity, ...given }: Given = {}) {
  const screen = await arriveInRoom(PaperView, '/room/a1/paper', { session, questionnaire, ...given })
  await vi.waitFor(() => the('heading', 'Type in the paper sheets'), PATIENCE)
  return screen
}
const sheet = (number: number, row: string, more: Parameters<typeof aSheet>[3] = {}) =>
  aSheet(dataMaturity, number, row, more)
const cells = () =>
  all('textbox')
    .map((cell) => (cell as HTMLInputElement).value || '.')
    .join('')
const cell = (name: string) => the('textbox', name)
const focused = () => (document.activeElement ? nameOf(document.activeElement) : '')
const said = () => all('status').map(wordsOf).join(' ')
const alert = () => all('alert').map(wordsOf).join(' ')
async function keys(...row: readonly string[]) {
  for (const key of row) await press(key)
}
/** What is stored of the sheet, as a row of signs over the first questions. */
async function stored(number: number, time: 'first' | 'again' = 'first') {
  await settle()
  const held = (await loadSession('a1'))?.responses.find((each) => each.sheet === number)
  const answers = (time === 'first' ? held?.response.answers : held?.again) ?? {}
  return dataMaturity.sections[0]?.items.map(({ id }) => signOf(answers[id]?.choice ?? null) || '.').join('')
}

describe('the keys of a cell', () => {
  it.each([
    ['3', '3'],
    ['0', '?'],
    ['?', '?'],
    ['D', '?'],
    ['9', '–'],
    ['-', '–'],
    ['n', '–'],
    ['٣', '3'],
    ['۵', '5'],
    ['۹', '–'],
    ['6', 'none'],
    ['x', 'none'],
  ])('%s of five levels is %s', (key, sign) => {
    const choice = choiceOfKey(key, anItem('one'))
    expect(choice ? signOf(choice) : 'none').toBe(sign)
  })

  it.each([
    ['0', '0'],
    ['3', '3'],
    ['8', '?'],
    ['d', '?'],
    ['9', '–'],
    ['4', 'none'],
  ])('%s in the check, where 0 is a step, is %s', (key, sign) => {
    const choice = choiceOfKey(key, aCheckItem('one'))
    expect(choice ? signOf(choice) : 'none').toBe(sign)
  })
})

describe('the paper grid', () => {
  it('begins without a sheet, and adds the first one with its first cell in focus', async () => {
    await arrive()
    expect(wordsOf()).toContain('No sheet is typed in yet.')
    await click(the('button', 'Add a sheet'))
    await vi.waitFor(() => expect(focused()).toBe('Sheet 1, question 1: blank'), PATIENCE)
    expect(said()).toContain('Sheet 1 was added. Write this number on the paper.')
  })

  it('stores a sheet as a response of its own, known by a random key', async () => {
    await arrive()
    await click(the('button', 'Add a sheet'))
    await keys('3', '0', '9')
    await settle()
    const [held] = (await loadSession('a1'))?.responses ?? []
    expect(held).toMatchObject({ way: 'paper', sheet: 1, again: null })
    expect(held?.response).toMatchObject({
      edition: 1,
      form: 'full',
      requestId: 'a1',
      questionnaireId: 'data-maturity',
    })
    expect(held?.response.key).toMatch(/^[0-9a-f]{16}$/)
    expect(await stored(1)).toBe('3?–...')
  })

  it('names each cell by its sheet, its question and its answer, and each column by its question', async () => {
    await arrive({ held: [sheet(1, '34?')] })
    expect(cell('Sheet 1, question 2: 4 Developing').value).toBe('4')
    expect(cell('Sheet 1, question 3: We don’t know yet').value).toBe('?')
    const [, first] = all('columnheader').map(wordsOf)
    expect(first).toBe(`Question 1: ${dataMaturity.sections[0]?.items[0]?.prompt}`)
  })

  it('goes on to the next question with each answer', async () => {
    await arrive({ held: [sheet(1, '')] })
    cell('Sheet 1, question 1: blank').focus()
    await keys('1', '2', '3')
    expect(cells()).toBe('123...')
    expect(focused()).toBe('Sheet 1, question 4: blank')
    expect(wordsOf()).toContain(dataMaturity.sections[0]?.items[3]?.prompt)
  })

  it('moves with the arrows, Home and End, and to the next sheet with Enter', async () => {
    await arrive({ held: [sheet(1, '123451'), sheet(2, '')] })
    cell('Sheet 1, question 1: 1 Unaware').focus()
    await keys('ArrowRight', 'ArrowDown')
    expect(focused()).toBe('Sheet 2, question 2: blank')
    await keys('End')
    expect(focused()).toBe('Sheet 2, question 6: blank')
    await keys('ArrowUp', 'ArrowLeft')
    expect(focused()).toBe('Sheet 1, question 5: 5 Mastering')
    await keys('Home')
    expect(focused()).toBe('Sheet 1, question 1: 1 Unaware')
    await keys('ArrowLeft', 'ArrowUp')
    expect(focused()).toBe('Sheet 1, question 1: 1 Unaware')
    await keys('End', 'Enter')
    expect(focused()).toBe('Sheet 2, question 1: blank')
    await keys('Enter')
    expect(focused()).toBe('Add a sheet')
  })

  it('goes forwards with the arrow to the left where writing runs from right to left', async () => {
    await arrive({ held: [sheet(1, '')] })
    document.documentElement.dir = 'rtl'
    cell('Sheet 1, question 1: blank').focus()
    await keys('ArrowLeft')
    document.documentElement.dir = ''
    expect(focused()).toBe('Sheet 1, question 2: blank')
  })

  it('clears with Backspace, and in a blank cell the one before', async () => {
    await arrive({ held: [sheet(1, '')] })
    cell('Sheet 1, question 1: blank').focus()
    await keys('4', '5', 'Backspace')
    expect(cells()).toBe('4.....')
    expect(focused()).toBe('Sheet 1, question 2: blank')
    await keys('Home', 'Backspace')
    expect(cells()).toBe('......')
    expect(await stored(1)).toBe('......')
  })

  it('says what a wrong key is, and changes nothing', async () => {
    await arrive({ held: [sheet(1, '3')] })
    cell('Sheet 1, question 1: 3 Learning').focus()
    await keys('7')
    expect(alert()).toBe(
      '“7” is not an answer here, so nothing was changed. Type 1 to 5 for a level, 0 for “We don’t know yet”, or 9 for “Does not apply to us”.',
    )
    expect(cells()).toBe('3.....')
    expect(focused()).toBe('Sheet 1, question 1: 3 Learning')
    await keys('4')
    expect(alert()).toBe('')
  })

  it('leaves Tab, and keys with Ctrl, to the browser', async () => {
    await arrive({ held: [sheet(1, '')] })
    cell('Sheet 1, question 1: blank').focus()
    expect(await press('Tab')).toBe(false)
    expect(await press('3', { ctrlKey: true })).toBe(false)
    expect(cells()).toBe('......')
  })

  it('takes what a keyboard on the screen puts in, the last sign of it', async () => {
    await arrive({ held: [sheet(1, '2')] })
    const first = cell('Sheet 1, question 1: 2 Emerging') as HTMLInputElement
    first.focus()
    first.value = '25'
    first.dispatchEvent(new Event('input', { bubbles: true }))
    await vi.waitFor(() => expect(cells()).toBe('5.....'), PATIENCE)
  })

  it('takes the same level once more, and clears what is emptied there', async () => {
    await arrive({ held: [sheet(1, '2')] })
    const first = cell('Sheet 1, question 1: 2 Emerging') as HTMLInputElement
    await write(first, '2')
    expect(focused()).toBe('Sheet 1, question 2: blank')
    expect(cells()).toBe('2.....')
    await write(first, '')
    expect(cells()).toBe('......')
  })

  it('has each answer as a button too', async () => {
    await arrive({ held: [sheet(1, '')] })
    cell('Sheet 1, question 2: blank').focus()
    await vi.waitFor(() => the('group', 'Sheet 1, question 2'), PATIENCE)
    await click(the('button', '4 Developing'))
    expect(cells()).toBe('.4....')
    expect(the('button', '4 Developing').getAttribute('aria-pressed')).toBe('true')
    await click(the('button', 'Clear this answer'))
    expect(cells()).toBe('......')
  })

  it('shows one part at a time; the numbers of the questions run on', async () => {
    await arrive({ held: [sheet(1, '1234512')] })
    await pick(the('combobox', 'Part'), dataMaturity.sections[1]?.title ?? '')
    expect(cells()).toBe('2.....')
    cell('Sheet 1, question 7: 2 Emerging')
  })

  it('says which keys answer in the check', async () => {
    await arrive({
      questionnaire: dataGovernance,
      session: aSession(['plan']),
      held: [aSheet(dataGovernance, 1, '0')],
    })
    expect(wordsOf()).toContain('0 to 3: the level.')
    expect(wordsOf()).toContain('8, ? or d: “We don’t know yet”.')
    cell('Sheet 1, question 1: 0 Not yet').focus()
    await keys('3')
    expect(cells()).toBe('3.....')
  })

  it('asks for the group only where the workshop does', async () => {
    await arrive({ session: aSession(['uses'], { roles: ['elected', 'staff'] }), held: [sheet(1, '')] })
    const group = the('combobox', 'Group of the person of sheet 1')
    expect(all('option', undefined, group).map(wordsOf)).toEqual([
      'An elected leader',
      'A member of staff',
      'Not given on the sheet',
    ])
    await pick(group, 'A member of staff')
    await settle()
    expect((await loadSession('a1'))?.responses[0]?.response.role).toBe('staff')
  })

  it('takes a sheet out, and puts it back', async () => {
    await arrive({ held: [sheet(1, '111111'), sheet(2, '222222')] })
    await click(the('button', 'Take out sheet 1'))
    expect(cells()).toBe('222222')
    await vi.waitFor(() => expect(focused()).toBe('Put sheet 1 back'), PATIENCE)
    await settle()
    expect((await loadSession('a1'))?.responses.map((each) => each.sheet)).toEqual([2])
    await click(the('button', 'Put sheet 1 back'))
    expect(cells()).toBe('111111222222')
    expect(await stored(1)).toBe('111111')
    expect(focused()).toBe('Sheet 1, question 1: 1 Unaware')
  })

  it('gives no number twice', async () => {
    await arrive({ held: [sheet(2, ''), sheet(7, '')] })
    await click(the('button', 'Add a sheet'))
    await vi.waitFor(() => cell('Sheet 8, question 1: blank'), PATIENCE)
  })

  it('lets the votes of a closed part be read only, and says so', async () => {
    await arrive({ session: aSession(['uses', 'data'], { closedSections: ['uses'] }), held: [sheet(1, '3')] })
    expect(wordsOf()).toContain('The votes of this part are closed')
    const closed = cell('Sheet 1, question 1: 3 Learning') as HTMLInputElement
    expect(closed.readOnly).toBe(true)
    expect(all('button', /^Take out/)).toEqual([])
    closed.focus()
    await keys('4', 'Backspace')
    expect(cells()).toBe('3.....')
    await pick(the('combobox', 'Part'), dataMaturity.sections[1]?.title ?? '')
    expect(wordsOf()).not.toContain('The votes of this part are closed')
    expect(wordsOf()).toContain('The votes of another part are closed.')
  })

  it('keeps a sheet with votes in a closed part, and its group, or those votes would change', async () => {
    const session = aSession(['uses', 'data'], { closedSections: ['uses'], roles: ['elected', 'staff'] })
    await arrive({ session, held: [sheet(1, '3'), sheet(2, '')] })
    expect(all('button', /^Take out sheet/).map(nameOf)).toEqual(['Take out sheet 2'])
    expect(the('combobox', 'Group of the person of sheet 1').disabled).toBe(true)
    expect(the('combobox', 'Group of the person of sheet 2').disabled).toBe(false)
  })

  it('can only be read once the workshop is closed', async () => {
    await arrive({ session: aSession(['uses'], { closedAt: 1 }), held: [sheet(1, '3')] })
    expect(wordsOf()).toContain('This workshop is closed, so the sheets can only be read.')
    expect(all('button', 'Add a sheet')).toEqual([])
  })

  it('asks for no first sheet once the workshop is closed', async () => {
    await arrive({ session: aSession(['uses'], { closedAt: 1 }) })
    expect(wordsOf()).toContain('No sheet was typed in.')
    expect(wordsOf()).not.toContain('Add the first one.')
  })

  it('answers the round where responses are gathered without a meeting', async () => {
    // 2, 3 and 3: the one in the middle is a 3.
    await arrive({ held: [sheet(1, '2'), sheet(2, '3'), sheet(3, '')] })
    cell('Sheet 3, question 1: blank').focus()
    await keys('3')
    const id = dataMaturity.sections[0]?.items[0]?.id ?? ''
    expect(useAssessmentStore().round?.answers[id]?.choice).toEqual({ kind: 'option', value: 3 })
  })

  it('has its own title, and says so where there is no such workshop', async () => {
    await arrive()
    expect(document.title).toBe('Type in the paper sheets – Waymark')
    await mountScreen(PaperView, { path: '/room/a2/paper', props: { id: 'a2' } })
    await vi.waitFor(() => the('heading', 'This round is not on this device'), PATIENCE)
  })
})

describe('the second time', () => {
  const second = () => the('checkbox', /^Type the sheets a second time/)

  it('begins blank and is kept, also where it is left unfinished', async () => {
    await arrive({ held: [sheet(1, '234')] })
    await click(second())
    expect(cells()).toBe('......')
    expect(all('button', 'Add a sheet')).toEqual([])
    cell('Sheet 1, question 1: blank').focus()
    await keys('2')
    expect(await stored(1, 'again')).toBe('2.....')
    expect(wordsOf()).toContain('1 of 3 answers have been typed a second time.')
    expect(wordsOf()).toContain('Nothing differs')
    await click(second())
    expect(cells()).toBe('234...')
    expect(await stored(1)).toBe('234...')
  })

  it('marks, counts and lists what differs', async () => {
    await arrive({ held: [sheet(1, '234', { again: '2' }), sheet(3, '12', { again: '14' })] })
    the('heading', 'One answer differs')
    the('group', 'Sheet 3, question 2: 2 Emerging and 4 Developing')
    const differing = cell('Sheet 3, question 2: 2 Emerging. Typed differently the other time.')
    expect(differing.closest('td')?.textContent).toContain('≠')
    // Three and two were typed once; one and two of them twice.
    expect(wordsOf()).toContain('3 of 5 answers have been typed a second time.')
  })

  it('is settled by choosing one of the two', async () => {
    await arrive({ held: [sheet(3, '12', { again: '14' })] })
    await click(the('button', 'Keep “4 Developing”'))
    expect(cells()).toBe('14....')
    expect(await stored(3)).toBe('14....')
    expect(await stored(3, 'again')).toBe('14....')
    the('heading', 'Nothing differs')
    expect(said()).toContain('Sheet 3, question 2 is settled.')
  })

  it('lists what was left blank the first time', async () => {
    await arrive({ held: [sheet(1, '.2', { again: '52' })] })
    the('group', 'Sheet 1, question 1: blank and 5 Mastering')
    await click(the('button', 'Keep “blank”'))
    expect(await stored(1)).toBe('.2....')
    expect(await stored(1, 'again')).toBe('.2....')
  })

  it('counts as no vote', async () => {
    await arrive({ held: [sheet(1, '2', { again: '5' })] })
    const store = useWorkshopStore()
    const [first] = store.items
    expect(
      first &&
        store
          .tallyOf(first.item)
          .levels.map(({ votes }) => votes)
          .join(''),
    ).toBe('01000')
  })
})

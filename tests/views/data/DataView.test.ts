import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { database } from '@/storage/db'
import { loadPhotos, savePhoto } from '@/storage/photos'
import { readFor } from '@/router'
import { useLibraryStore } from '@/stores/library'
import { useStoredStore } from '@/stores/stored'
import DataView from '@/views/data/DataView.vue'
import { answersOf, aQuestionnaire, aSection } from '../../support/builders'
import { all, click, mountScreen, nameOf, the, wordsOf, write } from '../../support/mounting'
import { aPhoto } from '../../support/photos'
import { emptyDevice, holdTable, keep } from '../device'
import { aRound, loadQuestionnaires, PATIENCE } from '../rounds'

beforeAll(loadQuestionnaires)
beforeEach(emptyDevice)

/** What stands in the table for a kind: how many, and how much room. */
const line = (kind: string) => {
  const row = all('row').find((each) => nameOf(the('rowheader', undefined, each)).startsWith(kind))
  return row ? all('cell', undefined, row).map(wordsOf) : null
}

async function arrive() {
  await readFor('/data')
  await mountScreen(DataView, { path: '/data' })
  await vi.waitFor(() => expect(line('Waymark’s own notes')?.[1]).toBeDefined(), PATIENCE)
}

describe('the data of this device', () => {
  it('is told by kind, with how many and how much', async () => {
    const questionnaire = aQuestionnaire([aSection('uses', ['pay', 'survey'])])
    await keep(questionnaire, aRound('a1'), answersOf({ pay: 3, survey: 2 }))
    await arrive()
    expect(line('Unions')).toEqual(['1', 'under 1 kB'])
    expect(line('Rounds')?.[0]).toBe('1')
    expect(line('Answers')?.[0]).toBe('2')
    expect(line('Actions in plans')).toEqual(['0', 'nothing'])
    expect(line('Questionnaires')?.[0]).toBe('1')
  })

  it('says of the example that it is counted too, and leads to where it is removed', async () => {
    await arrive()
    expect(wordsOf()).not.toContain('The invented union of the example')
    await useLibraryStore().addExample()
    await vi.waitFor(
      () => expect(wordsOf()).toContain('The invented union of the example is counted here too.'),
      PATIENCE,
    )
    expect(the('link', 'Go to the example').getAttribute('href')).toBe('/u/example')
  })

  it('counts photos, says that they are kept once, and removes them all after asking', async () => {
    await keep(aQuestionnaire([aSection('uses', ['pay'])]), aRound('a1'), answersOf({ pay: 3 }))
    for (const id of ['one', 'two']) await savePhoto(aPhoto(id, { assessmentId: 'a1' }))
    await arrive()
    expect(line('Photos of the wall')?.[0]).toBe('2')
    expect(wordsOf()).toContain('so they are kept once only.')
    await click(the('button', 'Remove all photos…'))
    expect(nameOf(the('dialog'))).toBe('Remove all photos?')
    await click(the('button', 'Go back', the('dialog')))
    expect((await loadPhotos('a1')).photos).toHaveLength(2)
    await click(the('button', 'Remove all photos…'))
    await click(the('button', 'Remove all photos now'))
    await vi.waitFor(() => expect(line('Photos of the wall')).toEqual(['0', 'nothing']), PATIENCE)
    await vi.waitFor(
      () => expect(wordsOf(document.activeElement ?? undefined)).toBe('All photos were removed.'),
      PATIENCE,
    )
    expect(all('button', 'Remove all photos…')).toEqual([])
    expect(line('Answers')?.[0]).toBe('1')
  })

  it('says at once that the photos are gone, while the rest is being counted', async () => {
    await keep(aQuestionnaire([aSection('uses', ['pay'])]), aRound('a1'), answersOf({ pay: 3 }))
    await savePhoto(aPhoto('one', { assessmentId: 'a1' }))
    await arrive()
    const release = await holdTable('answers')
    await click(the('button', 'Remove all photos…'))
    await click(the('button', 'Remove all photos now'))
    await vi.waitFor(() => expect(all('button', 'Remove all photos…')).toEqual([]), PATIENCE)
    expect(wordsOf(document.activeElement ?? undefined)).toBe('All photos were removed.')
    release()
  })

  it('offers to remove photos only where there are any', async () => {
    await arrive()
    expect(all('button', 'Remove all photos…')).toEqual([])
  })

  it('says of each own union when it was saved last, and leads to where it is saved', async () => {
    await keep(aQuestionnaire([aSection('uses', ['pay'])]), aRound('a1'))
    await useLibraryStore().addExample()
    await arrive()
    await vi.waitFor(() => expect(wordsOf()).toContain('There is no backup yet'), PATIENCE)
    expect(all('link', /^Save a file/).map((link) => link.getAttribute('href'))).toEqual(['/u/harbour'])
  })

  it('names every place where a page can keep something', async () => {
    await arrive()
    for (const place of ['Databases', 'Private files', 'Saved copies', 'Small values that stay', 'Helpers'])
      expect(wordsOf()).toContain(place)
    expect(document.title).toBe('Your data on this device – Waymark')
  })

  it('comes at once, in its order, and is filled in as it is counted', async () => {
    await keep(aQuestionnaire([aSection('uses', ['pay', 'survey'])]), aRound('a1'), answersOf({ pay: 3, survey: 2 }))
    await readFor('/data')
    const release = await holdTable('answers')
    await mountScreen(DataView, { path: '/data' })
    const headings = [
      'What is stored',
      'Where it is stored',
      'Backups',
      'Is this copy safe?',
      'On a computer that others use too',
      'Erase everything',
    ]
    await vi.waitFor(() => expect(line('Rounds')?.[0]).toBe('1'), PATIENCE)
    await vi.waitFor(() => expect(line('Settings')?.[0]).toBe('0'), PATIENCE)
    expect([...document.querySelectorAll('h2')].map(wordsOf)).toEqual(headings)
    expect(line('Answers')).toEqual(['not counted yet'])
    expect(line('Waymark’s own notes')).toEqual(['not counted yet'])
    expect(all('status').map((each) => wordsOf(each))).toContain(
      'Counting what is stored here: 7 of 9 kinds are done. You can go on meanwhile.',
    )
    release()
    await vi.waitFor(() => expect(line('Answers')?.[0]).toBe('2'), PATIENCE)
    await vi.waitFor(() => expect(wordsOf()).not.toMatch(/not counted yet|Counting what/), PATIENCE)
    expect([...document.querySelectorAll('h2')].map(wordsOf)).toEqual(headings)
  })

  it('tells where nothing can be counted, and counts when that is over', async () => {
    await keep(aQuestionnaire([aSection('uses', ['pay'])]), aRound('a1'))
    await readFor('/data')
    const broken = vi.spyOn(IDBObjectStore.prototype, 'count').mockImplementation(() => {
      throw new DOMException('broken', 'UnknownError')
    })
    await mountScreen(DataView, { path: '/data' })
    await vi.waitFor(() => the('alert'), PATIENCE)
    expect(all('table')).toEqual([])
    expect(wordsOf()).toContain('Databases')
    broken.mockRestore()
    await click(the('button', 'Try again', the('alert')))
    await vi.waitFor(() => expect(line('Rounds')?.[0]).toBe('1'), PATIENCE)
    expect(all('alert')).toEqual([])
  })

  it('counts while this copy is checked, and says so', async () => {
    await keep(aQuestionnaire([aSection('uses', ['pay'])]), aRound('a1'), answersOf({ pay: 3 }))
    await arrive()
    const release = await holdTable('answers')
    await click(the('button', 'Check this copy now'))
    expect(all('status').map((each) => wordsOf(each))).toContain(
      'Checking. What is stored is counted for it, which may take a moment.',
    )
    expect(line('Answers')?.[0]).toBe('1')
    release()
    await vi.waitFor(() => expect(wordsOf()).toMatch(/The store was read just now\. \d+ records are in it\./), PATIENCE)
    expect(wordsOf()).not.toContain('Checking.')
  })

  it('says so where the checks cannot be made to the end, and makes them when asked again', async () => {
    await arrive()
    const look = vi.spyOn(useStoredStore(), 'look').mockRejectedValueOnce(new Error('refused'))
    await click(the('button', 'Check this copy now'))
    await vi.waitFor(() => the('alert'), PATIENCE)
    expect(wordsOf(the('alert'))).toBe('The checks could not be made to the end. Please try again.')
    expect(wordsOf()).not.toContain('Checking.')
    look.mockRestore()
    await click(the('button', 'Check this copy now'))
    await vi.waitFor(() => the('heading', 'Which copy this is'), PATIENCE)
    expect(all('alert')).toEqual([])
  })

  it('names the first twenty of many unions and rounds, and more when asked', async () => {
    const questionnaire = aQuestionnaire([aSection('uses', ['pay'])])
    const numbers = Array.from({ length: 25 }, (_, index) => index + 1)
    const db = await database()
    await db.unions.bulkPut(numbers.map((number) => ({ id: `u${number}`, name: `Branch ${number}`, law: null })))
    const { id: questionnaireId, version: questionnaireVersion } = questionnaire
    const rounds = numbers.map((number) =>
      aRound(`r${number}`, { questionnaireId, questionnaireVersion, unionId: `u${number}`, createdAt: number }),
    )
    await db.assessments.bulkPut(rounds)
    await arrive()
    const backups = () => all('link', /^Save a file/).map((link) => link.getAttribute('href'))
    expect(backups()).toEqual(Array.from({ length: 20 }, (_, index) => `/u/u${25 - index}`))
    expect(wordsOf(the('button', 'Show more Backups').closest('div')!)).toContain('20 of 25 are shown.')
    await click(the('button', 'Show more Backups'))
    expect(new Set(backups()).size).toBe(25)
    const files = () => all('button', /^Save to a file/).map(nameOf)
    expect(files()).toHaveLength(20)
    expect(files()[0]).toBe('Save to a file: Branch 25, 22 November 2026')
    await vi.waitFor(() => the('button', 'Show more Save what you want to keep'), PATIENCE)
    expect(useLibraryStore().rounds).toHaveLength(20)
    await click(the('button', 'Show more Save what you want to keep'))
    await vi.waitFor(() => expect(files()).toHaveLength(25), PATIENCE)
    expect(files().at(-1)).toBe('Save to a file: Branch 1, 22 November 2026')
    expect(nameOf(document.activeElement!)).toBe('Save to a file: Branch 5, 22 November 2026')
    expect(all('button', 'Show more Save what you want to keep')).toEqual([])
  })

  it('offers no more rounds where the others cannot be read', async () => {
    const round = aRound('a1')
    await keep(aQuestionnaire([aSection('uses', ['pay'])]), round)
    await (await database()).table('assessments').put({ ...round, id: 'a2', form: 'medium' })
    await arrive()
    await vi.waitFor(() => expect(useLibraryStore().total).toEqual({ draft: 0, sealed: 2 }), PATIENCE)
    expect(all('button', /^Save to a file/)).toHaveLength(1)
    expect(all('button', /^Show more/)).toEqual([])
  })

  it('offers each own round as a file before erasing, and not the example', async () => {
    await keep(aQuestionnaire([aSection('uses', ['pay'])]), aRound('a1'))
    await useLibraryStore().addExample()
    await arrive()
    expect(all('button', /^Save to a file/).map(nameOf)).toEqual(['Save to a file: Harbour Union, 22 November 2026'])
  })

  it('erases nothing before the word is typed', async () => {
    await keep(aQuestionnaire([aSection('uses', ['pay'])]), aRound('a1'))
    await arrive()
    await click(the('button', 'Erase everything…'))
    await write(the('textbox', 'To confirm, type the word “erase”'), 'no')
    // The Enter key says the same as the button.
    the('textbox', 'To confirm, type the word “erase”').dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }),
    )
    await vi.waitFor(() => expect(wordsOf(the('dialog'))).toContain('Nothing has been erased.'), PATIENCE)
    await click(the('button', 'Erase now'))
    expect(wordsOf(the('dialog'))).toContain('Nothing has been erased.')
    expect(document.activeElement).toBe(the('textbox', 'To confirm, type the word “erase”'))
    expect(sessionStorage).toHaveLength(0)
  })
})

describe('a computer that others use too', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('is offered a way to keep nothing, and what it means', async () => {
    await arrive()
    expect(wordsOf()).toContain('What is stored on this device already is not shown there, and it is not touched.')
    expect(the('link', 'Keep nothing from now on').getAttribute('href')).toBe('?temporary')
    expect(wordsOf()).toContain('Waymark cannot tell whether this window is private.')
  })

  it('is told that nothing is kept, and has nothing to erase or to keep twice', async () => {
    vi.stubGlobal('location', { search: '?temporary', origin: location.origin })
    await arrive()
    expect(wordsOf(the('heading', 'What is in this tab'))).toBe('What is in this tab')
    expect(the('link', 'Use Waymark in the usual way again').getAttribute('href')).toBe('?')
    expect(all('button', 'Erase everything…')).toEqual([])
    expect(wordsOf()).not.toMatch(/How often is it kept here|stays in this browser/)
    await click(the('button', 'Check this copy now'))
    await vi.waitFor(() => the('heading', 'Which copy this is'), PATIENCE)
    expect(all('heading', /everything is kept|keeps what is stored/)).toEqual([])
  })
})

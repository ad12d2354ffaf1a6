import type { BrowserContext, Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { beginRound, choose, launch, newPage, savedLine, watch } from '../support/browser'

const browser = await launch()

const notice = (page: Page) => page.getByText('Waymark is open in another tab. What you see here follows it.')
const editHere = (page: Page) => page.getByRole('button', { name: 'Edit here' })
const gone = (page: Page) => notice(page).waitFor({ state: 'detached' })
const isChosen = (page: Page, level: number) =>
  page.getByRole('radio', { name: new RegExp(`^${level} `), checked: true }).waitFor()
const note = (page: Page) => page.getByRole('textbox', { name: 'Note' })

/** Two tabs at the first question of a round: the first one writes. */
async function twoTabs(): Promise<{ context: BrowserContext; one: Page; two: Page; faults: string[] }> {
  const { page: one, context, faults } = await newPage(browser)
  await one.goto(inject('url'))
  await beginRound(one, 'Short form', 'Two tabs')
  await choose(one, 2)
  expect(await notice(one).count()).toBe(0)
  const two = await context.newPage()
  const faultsOfTwo = watch(two)
  await two.goto(one.url())
  await notice(two).waitFor()
  await isChosen(two, 2)
  return {
    context,
    one,
    two,
    get faults() {
      return [...faults, ...faultsOfTwo]
    },
  }
}

test('a second tab follows the first one live, takes over from it with all that waits, and gives back when it is closed', async () => {
  const tabs = await twoTabs()
  const { context, one, two } = tabs
  await choose(one, 4)
  await isChosen(two, 4)

  await one.getByText('Add a note, evidence or how sure you are').click()
  await note(one).fill('not saved when the other tab takes over')
  await editHere(two).click()
  await gone(two)
  await notice(one).waitFor()
  expect(await note(one).inputValue()).toBe('not saved when the other tab takes over')
  await two.getByText('Add a note, evidence or how sure you are').click()
  await expect.poll(() => note(two).inputValue()).toBe('not saved when the other tab takes over')

  await choose(two, 5)
  await isChosen(one, 5)
  await two.close()
  await gone(one)
  await choose(one, 3)
  await one.reload()
  await isChosen(one, 3)
  expect(await note(one).inputValue()).toBe('not saved when the other tab takes over')
  await one.getByRole('link', { name: 'Your data on this device' }).click()
  await one.getByText('Twice: in a database, and in a journal beside it.').waitFor()
  expect(tabs.faults).toEqual([])
  await context.close()
})

test('a change in the tab that looks on takes over by itself, and Home follows', async () => {
  const tabs = await twoTabs()
  const { context, one, two } = tabs
  await choose(two, 3)
  await gone(two)
  await notice(one).waitFor()
  await isChosen(one, 3)

  await one.getByRole('link', { name: 'Home' }).click()
  await one.getByText('1 of 14 questions answered').waitFor()
  const question = await two.getByRole('heading', { level: 1 }).textContent()
  await two.getByRole('button', { name: /^Continue/ }).click()
  await two.waitForFunction((before) => document.querySelector('h1')?.textContent !== before, question)
  await choose(two, 4)
  await one.getByText('2 of 14 questions answered').waitFor()
  expect(await notice(one).count()).toBe(1)

  await two.getByRole('link', { name: 'New round', exact: true }).click()
  await two.getByRole('radio', { name: 'Another union' }).check()
  await beginRound(two, 'Short form', 'Harbour workers')
  await one.getByText('Harbour workers').first().waitFor()
  expect(tabs.faults).toEqual([])
  await context.close()
})

test('a tab that the browser has put to sleep loses the pen, and follows when it wakes', async () => {
  const tabs = await twoTabs()
  const { context, one, two } = tabs
  const sleep = await context.newCDPSession(one)
  await sleep.send('Page.setWebLifecycleState', { state: 'frozen' })
  await two.getByRole('radio', { name: /^5 / }).check()
  await savedLine(two).waitFor()
  await gone(two)
  await sleep.send('Page.setWebLifecycleState', { state: 'active' })
  await notice(one).waitFor()
  await isChosen(one, 5)
  // Its files are free again: everything is kept twice.
  await two.getByRole('link', { name: 'Your data on this device' }).click()
  await two.getByText('Twice: in a database, and in a journal beside it.').waitFor()
  expect(tabs.faults).toEqual([])
  await context.close()
})

import type { Page } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import { fullRoom, lay, roundRecords, threeRounds, together, workshops } from '../../scripts/lay.mjs'
import { dataMaturity } from '../support/builders'
import { launch, newPage } from '../support/browser'
import { focused } from '../support/keys'

const browser = await launch()

const LEADERS = 'How does your union use data to prepare for collective bargaining?'

/** Every screen by its address: the title of the page and its heading. */
const SCREENS: readonly (readonly [address: string, title: string, heading: string])[] = [
  ['#/', 'Your rounds', 'Your rounds'],
  ['#/new', 'Start a new round', 'Start a new round'],
  ['#/a/draft', 'All parts, Riverside Workers', 'Riverside Workers'],
  ['#/a/draft/q/uses-bargaining', 'Uses, question 2 of 6', LEADERS],
  ['#/a/draft/rest/data-collection', 'Half-way', 'Half-way there: time for a break'],
  ['#/a/draft/check', 'Check your answers', 'Check your answers'],
  ['#/a/draft/actions', 'Open actions, Riverside Workers', 'Before you begin: what has become of your actions?'],
  ['#/a/answers/hand-over', 'Hand over your answers', 'Hand over your answers'],
  ['#/a/round-c/check', 'The answers of this round', 'The answers of this round'],
  ['#/a/round-c/results', 'Results, Riverside Workers', 'Where Riverside Workers stands'],
  ['#/a/round-c/compare', 'Compare rounds, Riverside Workers', 'What changed for Riverside Workers'],
  ['#/report/round-c', 'Papers, Riverside Workers', 'Papers to take with you'],
  ['#/u/union-compared', 'Riverside Workers', 'Riverside Workers'],
  ['#/u/union-compared/plan', 'Action plan, Riverside Workers', 'Action plan of Riverside Workers'],
  ['#/room/new', 'Prepare a workshop', 'Prepare a workshop'],
  ['#/room/round-room', 'Before you begin – workshop', 'Before you begin'],
  ['#/room/room-open/responses', 'Responses', 'Responses'],
  ['#/room/room-open/paper', 'Type in the paper sheets', 'Type in the paper sheets'],
  ['#/room/round-room/apart', 'Where you see it differently', 'Where you see it differently'],
  ['#/kit', 'Papers for a workshop', 'Papers for a workshop'],
  ['#/respond', 'Answer a request', 'Answer a request of your union'],
  ['#/open', 'Open a file', 'Open a file'],
  ['#/help', 'Help', 'Help'],
  ['#/data', 'Your data on this device', 'Your data on this device'],
]

const NO_PAGE = 'There is no page at this address'
const NO_ROUND = 'This round is not on this device'

/** Addresses that are wrong, old, or of another kind of round: where they lead, and what helps there. */
const WRONG: readonly (readonly [address: string, heading: string, link: string])[] = [
  ['#garbage', NO_PAGE, 'Go to Home'],
  ['#/%E0%A4%A', NO_PAGE, 'Go to Home'],
  ['#/a', NO_PAGE, 'Go to Home'],
  ['#/a/draft/q/', NO_PAGE, 'Go to Home'],
  ['#/a/draft/nope', NO_PAGE, 'Go to Home'],
  // Of another device, or deleted.
  ...['', '/q/uses-bargaining', '/rest/x', '/check', '/results', '/actions', '/hand-over', '/compare'].map(
    (rest) => [`#/a/nothing${rest}`, NO_ROUND, 'Open a file'] as const,
  ),
  ...['', '/screen', '/responses', '/paper', '/apart'].map(
    (rest) => [`#/room/nothing${rest}`, NO_ROUND, 'Open a file'] as const,
  ),
  ['#/report/nothing', NO_ROUND, 'Open a file'],
  ['#/a/__proto__', NO_ROUND, 'Open a file'],
  ['#/u/nothing', 'This union is not on this device', 'Open a file'],
  ['#/u/constructor/plan', 'This union is not on this device', 'Open a file'],
  // The round is there, and is not of that kind.
  ...['', '/screen', '/responses', '/paper', '/apart'].map(
    (rest) => [`#/room/draft${rest}`, 'This round has no workshop', 'Go to the round'] as const,
  ),
  ['#/room/room-open', 'Responses', 'Type in paper sheets'],
  ['#/a/draft/q/nonsense', 'Riverside Workers', 'Continue'],
  ['#/a/draft/rest/nonsense', 'Riverside Workers', 'Continue'],
  ['#/a/draft/hand-over', 'Riverside Workers', 'Continue'],
  ['#/a/draft/results', 'Check your answers', 'Back to all parts'],
  ['#/a/draft/compare', 'Check your answers', 'Back to all parts'],
  ['#/report/draft', 'Check your answers', 'Back to all parts'],
  ['#/a/round-c', 'Where Riverside Workers stands', 'See all answers'],
  ['#/a/round-c/actions', 'Where Riverside Workers stands', 'See all answers'],
  ['#/a/round-c/hand-over', 'Where Riverside Workers stands', 'See all answers'],
  ['#/a/round-c/q/uses-bargaining', 'The answers of this round', 'Back to the results'],
  ['#/a/round-c/rest/uses-bargaining', 'The answers of this round', 'Back to the results'],
  // Who has begun is not welcomed as a stranger.
  ['#/welcome', 'Your rounds', 'See all parts for Riverside Workers'],
  ['#/new?from=nothing&questionnaire=no&union=no&form=no', 'Start a new round', 'Answer together in a room instead'],
  ['#/kit?sections=no&people=-4', 'Papers for a workshop', 'Help'],
  ['#/a/round-c/compare?rounds=nothing', 'What changed for Riverside Workers', 'Back to the union’s page'],
]

/** A device with rounds of every kind. */
async function fullDevice() {
  const { page, faults } = await newPage(browser, { width: 360, height: 740 })
  await page.goto(inject('url'))
  const draft = {
    unionId: 'union-compared',
    questionnaire: dataMaturity,
    date: '2026-11-29',
    role: 'staff',
    answers: { 'uses-why-collect': 3 },
    more: { status: 'draft', sealedAt: null },
  }
  const handOver = { key: '0123456789abcdef', requestId: null, edition: 0, given: '' }
  await lay(
    page,
    together(
      threeRounds(),
      workshops(),
      fullRoom('start'),
      roundRecords({ id: 'draft', ...draft }),
      roundRecords({ id: 'answers', ...draft, unionId: 'union-own', more: { ...draft.more, handOver } }),
      { unions: [{ id: 'union-own', name: 'Dockers', law: null }] },
    ),
  )
  return { page, faults }
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })

describe('an address', () => {
  test('of any screen leads there, on opening the page and from within it, and back to where it was left', async () => {
    const { page, faults } = await fullDevice()
    for (const [address, title, name] of SCREENS) {
      // On opening: the skip link comes first.
      await page.goto('about:blank')
      await page.goto(`${inject('url')}${address}`)
      await heading(page, name).waitFor()
      expect(await page.title(), address).toBe(`${title} – Waymark`)
      expect(await focused(page), address).toMatch(/^body/)

      // From within: the heading is announced.
      await page.evaluate(() => (location.hash = '#/a/nothing'))
      await heading(page, NO_ROUND).waitFor()
      await page.evaluate((hash) => (location.hash = hash), address)
      await heading(page, name).waitFor()
      await expect.poll(() => focused(page), { message: address }).toBe(`h1 ${name}`)
      expect(await page.evaluate(() => scrollY), address).toBe(0)

      // By a link, and back.
      const left = await scrollDown(page)
      const [link, there] = address === '#/help' ? ['New round', 'Start a new round'] : ['Help', 'Help']
      await page.getByRole('link', { name: link, exact: true }).evaluate((element: HTMLElement) => element.click())
      await heading(page, there).waitFor()
      await expect.poll(() => page.evaluate(() => scrollY), { message: address }).toBe(0)
      await page.goBack()
      await heading(page, name).waitFor()
      await expect.poll(() => page.evaluate(() => Math.round(scrollY)), { message: address }).toBe(left)
      expect(await page.title(), address).toBe(`${title} – Waymark`)
      expect(await focused(page), address).toBe(`h1 ${name}`)
      await page.goForward()
      await heading(page, there).waitFor()
    }
    expect(faults).toEqual([])
  })

  test('that is wrong leads to a page that says so or helps on', async () => {
    const { page, faults } = await fullDevice()
    for (const [address, name, link] of WRONG) {
      await page.evaluate(() => (location.hash = '#/open'))
      await heading(page, 'Open a file').waitFor()
      await page.evaluate((hash) => (location.hash = hash), address)
      await heading(page, name).waitFor()
      await page
        .getByRole('link', { name: new RegExp(`^${link}`) })
        .first()
        .waitFor()
      await expect.poll(() => page.title(), { message: address }).not.toContain('…')
    }
    expect(faults).toEqual([])
  })
})

test('a page that was left at its top is read on at once, however it is scrolled', async () => {
  const { page, faults } = await fullDevice()
  await page.goto('about:blank')
  await page.goto(`${inject('url')}#/help`)
  await heading(page, 'Help').waitFor()
  for (const [address, name] of [
    ['#/a/nothing', NO_ROUND],
    ['#/help', 'Help'],
  ] as const) {
    await page.evaluate((hash) => (location.hash = hash), address)
    await heading(page, name).waitFor()
    await expect.poll(() => focused(page)).toBe(`h1 ${name}`)
  }
  // As a voice or a screen reader scrolls: with neither a key nor a finger.
  await page.evaluate(() => scrollTo(0, 300))
  // The phone is turned, and the page has another height.
  await page.setViewportSize({ width: 740, height: 360 })
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(100)
  expect(faults).toEqual([])
})

test('back from another view of the plan leads to the top, where it was left', async () => {
  const { page, faults } = await fullDevice()
  await page.goto(`${inject('url')}#/u/union-compared/plan`)
  await page.getByRole('textbox', { name: 'What is to be done' }).fill('Write down who may see what')
  await page.getByRole('button', { name: 'Add to the plan' }).click()
  await page.evaluate(() => scrollTo(0, 0))
  await page.getByRole('link', { name: 'Grid', exact: true }).evaluate((element: HTMLElement) => element.click())
  await page.getByRole('heading', { name: 'Effort and effect' }).waitFor()
  await page.evaluate(() => scrollTo(0, 200))
  expect(await page.evaluate(() => scrollY)).toBe(200)
  await page.goBack()
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0)
  expect(faults).toEqual([])
})

test('Home shows unfinished work first, then what is to be kept, then what is finished', async () => {
  const { page, faults } = await fullDevice()
  await page.goto(`${inject('url')}#/`)
  await page.getByText('A backup would be good now').waitFor()
  const regions = page.locator('main section[aria-label]')
  await expect
    .poll(() => regions.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')).slice(0, 3)))
    .toEqual(['To be continued', 'A backup would be good now', 'Finished rounds'])
  expect(faults).toEqual([])
})

/** Goes down the page once it grows no more, and says where that is. */
async function scrollDown(page: Page): Promise<number> {
  await expect
    .poll(async () => {
      const before = await page.evaluate(() => document.documentElement.scrollHeight)
      await page.waitForLoadState('networkidle')
      return (await page.evaluate(() => document.documentElement.scrollHeight)) - before
    })
    .toBe(0)
  return page.evaluate(() => {
    scrollTo(0, Math.min(1500, Math.floor((document.documentElement.scrollHeight - innerHeight) / 2)))
    return Math.round(scrollY)
  })
}

import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import type { Item } from '@/domain/questionnaire'
import type { RoomItem } from '@/domain/session'
import { launch, newPage } from '../support/browser'
import { layRoom, questionnaireIn, roomWith } from '../support/layRoom'

const browser = await launch()

/** Thirty people who are far apart: so many for each level from the lowest up, the others do not know; one says it does not apply. */
const VOTES = [6, 7, 5, 4, 3]

/** What thirty people gave to an item, and settled. */
function thirtyVotes({ options }: Item): RoomItem {
  const levels = options.map(({ value }, index) => ({ level: value, votes: VOTES[index] ?? 0 }))
  const named = levels.reduce((sum, { votes }) => sum + votes, 0)
  const tally = { levels, dontKnow: 29 - named, doesNotApply: 1 }
  return roomWith(tally, { outcome: { kind: 'agreed', choice: { kind: 'option', value: 2 } } })
}

interface Look {
  readonly step: string
  readonly kind: string
  /** Pixels that do not find room below. */
  readonly below: number
  readonly aside: number
  /** The smallest letters, in pixels, and whose they are. */
  readonly smallest: number
  readonly words: string
}

/** Puts the room on every step in turn, with a timer that has run out, and looks at what the projector shows of it. */
function lookAtAll(page: Page): Promise<Look[]> {
  return page.evaluate(async () => {
    interface Store {
      readonly steps: readonly { readonly id: string; readonly kind: string; readonly phase?: string }[]
      goTo(id: string): void
      changeSession(patch: object): void
    }
    interface App {
      readonly config: { readonly globalProperties: { readonly $pinia: { readonly _s: Map<string, Store> } } }
    }
    const root = document.querySelector('#app') as (Element & { readonly __vue_app__: App }) | null
    const store = root?.__vue_app__.config.globalProperties.$pinia._s.get('workshop')
    const all: Look[] = []
    for (const { id, kind, phase } of store?.steps ?? []) {
      store?.goTo(id)
      if (kind === 'item') store?.changeSession({ timer: { length: 45_000, endsAt: null, left: 0 } })
      // Only what was laid out can be measured.
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
      const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement
      let [smallest, words] = [Infinity, '']
      const texts = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT)
      while (texts.nextNode()) {
        const parent = texts.currentNode.parentElement
        const text = texts.currentNode.textContent?.trim() ?? ''
        if (!parent || text === '' || parent.closest('.visually-hidden') || parent.getClientRects().length === 0)
          continue
        const size = parseFloat(getComputedStyle(parent).fontSize)
        if (size < smallest) [smallest, words] = [size, text]
      }
      const [below, aside] = [scrollHeight - clientHeight, scrollWidth - clientWidth]
      all.push({ step: id, kind: phase ?? kind, below, aside, smallest, words })
    }
    return all
  })
}

test.each(['data-maturity', 'data-governance'])(
  'every step of %s fits the projector with thirty votes and a timer, in letters that are large enough',
  async (name) => {
    const questionnaire = questionnaireIn(`questionnaires/${name}/questionnaire.json`)
    const items = questionnaire.sections.flatMap((section) => section.items)
    const { page, faults } = await newPage(browser, { width: 1920, height: 1080 })
    await page.goto(inject('url'))
    const rooms = Object.fromEntries(items.map((item) => [item.id, thirtyVotes(item)]))
    await layRoom(page, questionnaire, { rooms, people: 30, present: 30, meetings: [120, 120], ways: ['cards'] })
    await page.goto(`${inject('url')}#/room/r1/screen`)
    await page.reload()
    await page.getByRole('heading', { level: 2 }).waitFor()
    for (const [width, height, least] of [
      [1920, 1080, 32],
      [1280, 720, 24],
      [1024, 768, 20],
    ] as const) {
      await page.setViewportSize({ width, height })
      const looks = await lookAtAll(page)
      const kinds = new Set(looks.map(({ kind }) => kind))
      expect([...kinds]).toEqual(
        expect.arrayContaining(['start', 'read', 'vote', 'reveal', 'talk', 'settle', 'summary']),
      )
      expect(looks.filter(({ kind }) => kind === 'vote').length).toBe(40)
      expect(looks.filter(({ below, aside }) => below > 0 || aside > 0)).toEqual([])
      expect(looks.filter(({ smallest }) => !(smallest >= least))).toEqual([])
    }
    expect(faults).toEqual([])
  },
)

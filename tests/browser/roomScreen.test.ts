import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { lay } from '../../scripts/lay.mjs'
import { launch, newPage } from '../support/browser'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

interface Shipped {
  readonly id: string
  readonly version: string
  readonly sections: readonly {
    readonly id: string
    readonly items: readonly { readonly id: string; readonly options: readonly { readonly value: number }[] }[]
  }[]
}

/** Thirty people who are far apart: so many for each level from the lowest up, the others do not know; one says it does not apply. */
const VOTES = [6, 7, 5, 4, 3]

/** A workshop on all of a questionnaire in which every question is voted on by thirty people, and settled. */
async function layWorkshop(page: Page, content: Shipped): Promise<void> {
  const { id: questionnaireId, version: questionnaireVersion, sections } = content
  const items = sections.flatMap((section) => section.items)
  const cards = (options: readonly { readonly value: number }[]) => {
    const levels = options.map(({ value }, index) => ({ level: value, votes: VOTES[index] ?? 0 }))
    const named = levels.reduce((sum, { votes }) => sum + votes, 0)
    return { levels, dontKnow: 29 - named, doesNotApply: 1 }
  }
  await lay(page, {
    unions: [{ id: 'u1', name: 'Harbour Union', law: null }],
    questionnaires: [{ id: questionnaireId, version: questionnaireVersion, content }],
    assessments: [
      {
        ...{ id: 'r1', unionId: 'u1', questionnaireId, questionnaireVersion, form: 'full', subject: { kind: 'union' } },
        ...{ respondent: { role: 'several', knowledge: null, name: '' }, date: '2026-11-29', status: 'draft' },
        ...{ createdAt: 1, sealedAt: null, copiedFrom: null, lastItem: null },
      },
    ],
    sessions: [
      {
        ...{ assessmentId: 'r1', sectionIds: sections.map(({ id }) => id), people: 30, present: 30 },
        ...{ meetings: [120, 120], ways: ['cards'], roles: [], floor: 5, consentAt: null, step: 'start', timer: null },
        ...{ closedSections: [], closedAt: null },
      },
    ],
    votes: items.map((item) => ({
      assessmentId: 'r1',
      itemId: item.id,
      room: {
        ...{ first: { passed: [], cards: cards(item.options) }, second: null, counts: null, reason: '', dissent: '' },
        ...{ outcome: { kind: 'agreed', choice: { kind: 'option', value: 2 } }, confidence: null, parked: null },
        evidence: { source: '', date: '' },
      },
    })),
  })
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
    const content = JSON.parse(readFileSync(`questionnaires/${name}/questionnaire.json`, 'utf8')) as Shipped
    const { page, faults } = await newPage(browser, { width: 1920, height: 1080 })
    await page.goto(inject('url'))
    await layWorkshop(page, content)
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

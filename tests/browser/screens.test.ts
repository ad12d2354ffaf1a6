import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { WALKS } from '../../scripts/walks/index.mjs'
import { launch, watch, withoutKeeping } from '../support/browser'
import { Host } from '../support/host'
import { lookAt } from '../support/looking'

const browser = await launch()

type Walk = (way: object) => Promise<void>

/** Walks on which files are asked for that nobody can give. */
const CUT_OFF: readonly string[] = ['loss', 'offline']

/** Walks on which it matters that the app is kept on the device. */
const KEPT: readonly string[] = ['data', 'loss', 'offline', 'update']

/** The screens that were looked at, as the app’s own addresses name them, and all that there are. */
const seen = new Set<string>()
let screens: readonly string[] = []

// Side by side, as far as vitest.config allows: while one walk waits, another goes on.
test.concurrent.each(Object.entries(WALKS) as [keyof typeof WALKS, Walk][])(
  'the walk “%s”: axe finds nothing on any screen in any state, and all is seen and reached on small screens, from right to left, and in forced colours',
  { timeout: 600_000 },
  async (name, walk) => {
    const contexts: BrowserContext[] = []
    const hosts: Host[] = []
    const findings: string[] = []
    const faults: string[][] = []
    const another = async () => {
      // Without motion the colours are there at once, and axe sees none in between.
      const context = await browser.newContext({ viewport: { width: 360, height: 800 }, reducedMotion: 'reduce' })
      contexts.push(context)
      if (!KEPT.includes(name)) await withoutKeeping(context)
      // Of a file that is no page of the app, the browser itself asks for this one.
      await context.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }))
      context.on('page', (page) => faults.push(watch(page)))
      return context.newPage()
    }
    const ownHost = async () => {
      const host = new Host(inject('builds').app)
      await host.start()
      hosts.push(host)
      const worker = readFileSync(join(inject('builds').app, 'sw.js'), 'utf8')
      return { url: host.url, putNewer: () => host.instead.set('sw.js', `${worker}\n// newer`) }
    }
    const page = await another()
    const at = async (state: string, sign: Locator, { of = page }: { readonly of?: Page } = {}) => {
      await sign.waitFor()
      const route = await routeOf(of)
      seen.add(route.here)
      screens = route.all
      for (const finding of await lookAt(of)) findings.push(`${state}: ${finding}`)
    }
    try {
      await walk({ page, context: page.context(), url: inject('url'), at, another, ownHost })
    } finally {
      for (const context of contexts) await context.close()
      for (const host of hosts) await host.stop()
    }
    expect(findings).toEqual([])
    if (!CUT_OFF.includes(name)) expect(faults.flat()).toEqual([])
  },
)

test('every screen of the app is among those that were looked at', () => {
  const passing = ['/example']
  expect(screens.length).toBeGreaterThan(20)
  expect(screens.filter((screen) => !seen.has(screen) && !passing.includes(screen))).toEqual([])
})

/** Which screen of the app is open, and all that it has, as its router knows them. */
function routeOf(page: Page): Promise<{ here: string; all: string[] }> {
  return page.evaluate(() => {
    interface Router {
      readonly currentRoute: { readonly value: { readonly matched: readonly { readonly path: string }[] } }
      getRoutes(): readonly { readonly path: string }[]
    }
    const root = document.querySelector('#app') as unknown as {
      readonly __vue_app__: { readonly config: { readonly globalProperties: { readonly $router: Router } } }
    }
    const { $router } = root.__vue_app__.config.globalProperties
    return {
      here: $router.currentRoute.value.matched.at(-1)?.path ?? '',
      all: $router.getRoutes().map(({ path }) => path),
    }
  })
}

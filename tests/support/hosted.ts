import type { Browser } from 'playwright-core'
import { afterEach, beforeAll, beforeEach, inject } from 'vitest'
import { launch } from './browser'
import { Host } from './host'

/** A browser for the tests of this file, and for each of them a web host of its own with the built app on it. */
export function hosted(): { readonly browser: Browser; readonly host: Host } {
  const now = {} as { browser: Browser; host: Host }
  beforeAll(async () => {
    now.browser = await launch()
  })
  beforeEach(async () => {
    now.host = new Host(inject('builds').app)
    await now.host.start()
  })
  afterEach(() => now.host.stop())
  return now
}

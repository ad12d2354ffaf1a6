// The built app, its host and the browser, as the parts of the bench share them.
import { serve } from '../serve.mjs'
import { installBench } from './inPage.mjs'

/** Medians are over so many runs, where a part says nothing else. */
export const RUNS = 7
/** Milliseconds that anything on a screen is waited for. */
const PATIENCE = 60_000

/** Builds the app, serves it, and starts a browser. */
export async function openBench({ isBuilt = false } = {}) {
  // Loaded only here: who asks for the names of the rows alone need not wait for them.
  const [{ chromium }, { build }, { launchOptions }] = await Promise.all([
    import('playwright-core'),
    import('vite'),
    import('../chromium.mjs'),
  ])
  if (!isBuilt) await build({ logLevel: 'warn' })
  const { server, url } = await startHost()
  const browser = await chromium.launch(launchOptions())

  /** A browser as on a first visit. Where the app is to be cold, it may not keep itself on the device. */
  async function newContext({ isCold = true } = {}) {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      serviceWorkers: isCold ? 'block' : 'allow',
    })
    context.setDefaultTimeout(PATIENCE)
    return context
  }

  return {
    url,
    /** What the host sends, compressed, by path. */
    files: server.files,
    version: browser.version(),
    newContext,
    /** A page in a browser of its own. */
    newPage: async () => newPage(await newContext()),
    async close() {
      await browser.close()
      server.close()
    },
  }
}

/** A host of its own, for whoever means to stop it. */
export async function startHost() {
  const server = await serve('dist')
  return { server, url: `http://127.0.0.1:${server.address().port}/` }
}

/**
 * A page with the bench's helpers in it.
 *
 * @param begin what begins with each document, by its name in `bench`
 * @param slowed so many times as slow the page's processor is
 * @param keeps whether the browser keeps files of the host, as it does from one visit to the next
 */
export async function newPage(context, { begin = null, slowed = 1, keeps = true } = {}) {
  const page = await context.newPage()
  await page.addInitScript(installBench, begin)
  const devtools = await context.newCDPSession(page)
  if (!keeps) await devtools.send('Network.setCacheDisabled', { cacheDisabled: true })
  if (slowed > 1) await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowed })
  return Object.assign(page, { devtools })
}

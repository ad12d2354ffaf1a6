// Chromium on a given profile.
import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { launchOptions } from '../chromium.mjs'
import { kill, start, waitFor } from './processes.mjs'

/** Starts Chromium on this profile with one page. */
export async function startChromium(profile) {
  const { executablePath, args, env } = launchOptions()
  for (const name of ['SingletonLock', 'SingletonCookie', 'SingletonSocket'])
    rmSync(join(profile, name), { force: true })
  // Chosen here, because on a full disk the browser cannot write down which one it took.
  const port = await freePort()
  const own = ['--headless=new', `--remote-debugging-port=${port}`, `--user-data-dir=${profile}`]
  const child = start(executablePath, [...own, ...args, 'about:blank'], env)
  try {
    const isThere = () =>
      fetch(`http://127.0.0.1:${port}/json/version`).then(
        () => true,
        () => false,
      )
    await waitFor(isThere, 'Chromium')
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
    const context = browser.contexts()[0]
    const page = context.pages()[0] ?? (await context.newPage())
    page.setDefaultTimeout(60_000)
    return {
      goto: (url) => page.goto(url, { waitUntil: 'commit' }),
      /** Runs a function in the page that uses nothing from outside, with one argument. */
      run: (work, argument) => page.evaluate(work, argument),
      /** A session of the browser's own protocol, for what a page cannot do. */
      protocol: () => context.newCDPSession(page),
      async kill() {
        await kill(child)
        await browser.close().catch(() => undefined)
      },
      async close() {
        const gone = new Promise((resolve) => child.once('exit', resolve))
        const session = await browser.newBrowserCDPSession()
        await session.send('Browser.close').catch(() => undefined)
        await gone
        await browser.close().catch(() => undefined)
      },
    }
  } catch (error) {
    await kill(child)
    throw error
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

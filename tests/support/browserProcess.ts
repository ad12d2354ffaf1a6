import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { launchOptions } from '../../scripts/chromium.mjs'
import { watch } from './browser'

/** A browser with a profile of its own that can be killed like a process that crashes, and started again. */
export class KillableBrowser {
  /** The folder in which the browser keeps what it stores. */
  readonly profile = mkdtempSync(join(tmpdir(), 'waymark-profile-'))
  private child: ChildProcess | null = null
  private browser: Browser | null = null

  private readonly more: readonly string[]

  /** @param more what the browser is started with, beside what every one is */
  constructor(more: readonly string[] = []) {
    this.more = more
  }

  /** Starts the browser on its profile, and opens a page. */
  async start(): Promise<Page> {
    const { executablePath, args, env } = launchOptions()
    const portFile = join(this.profile, 'DevToolsActivePort')
    rmSync(portFile, { force: true })
    this.child = spawn(
      executablePath ?? 'chromium',
      [
        '--headless=new',
        '--remote-debugging-port=0',
        `--user-data-dir=${this.profile}`,
        ...args,
        ...this.more,
        'about:blank',
      ],
      { detached: true, stdio: 'ignore', env: env as NodeJS.ProcessEnv },
    )
    const port = await waitFor(() => (existsSync(portFile) ? readFileSync(portFile, 'utf8').split('\n')[0] : undefined))
    this.browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
    const context = this.browser.contexts()[0]
    if (!context) throw new Error('the browser has no context')
    const page = await context.newPage()
    watch(page)
    return page
  }

  /** Ends the browser and everything it started at once, without a chance to write anything more. */
  async kill(): Promise<void> {
    const { child } = this
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    process.kill(-child.pid, 'SIGKILL')
    await gone
    await this.browser?.close().catch(() => undefined)
  }

  /** Closes the browser as a person does, with time to write what it has. */
  async stop(): Promise<void> {
    const { child } = this
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    const session = await this.browser?.newBrowserCDPSession()
    await session?.send('Browser.close').catch(() => undefined)
    await gone
    await this.browser?.close().catch(() => undefined)
  }

  /** Ends the browser and takes its profile away. */
  async remove(): Promise<void> {
    await this.kill()
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

/** Looks again every tenth of a second until there is a value; throws after a minute. */
async function waitFor<T>(look: () => T | undefined): Promise<T> {
  for (let tries = 0; tries < 600; tries += 1) {
    const value = look()
    if (value !== undefined && value !== '') return value
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the browser did not start')
}

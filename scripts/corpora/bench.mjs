// A page of a real browser in which the code of the app is tried with what others have written.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { chromium } from 'playwright-core'
import { build, preview } from 'vite'
import { schemaValidator, zipWithoutWorker } from '../build-plugins.mjs'
import { launchOptions } from '../chromium.mjs'

/** Milliseconds after which the door was too slow with a file. */
const LONGEST_FILE = 2_000
/** Milliseconds after which a page that says nothing is given up. */
const PATIENCE = 120_000
/** The store of a page grows with each text. */
const TEXTS_A_PAGE = 50
/** Letters that the longest field of the app takes. */
const LONGEST_TEXT = 4_000
/** One for each processor of a small machine. */
const PAGES = 2

/** All files of a folder, in the order of their names. */
export function filesIn(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((file) => statSync(file).isFile())
    .sort()
}

/** Every text that stands in the files, once: the keys and texts of JSON, the lines of everything else. */
export function textsIn(files) {
  const texts = new Set()
  const add = (text) => texts.add(text.slice(0, LONGEST_TEXT))
  const visit = (value) => {
    if (typeof value === 'string') return add(value)
    if (typeof value !== 'object' || value === null) return
    if (!Array.isArray(value)) Object.keys(value).forEach(add)
    Object.values(value).forEach(visit)
  }
  for (const file of files) {
    const content = readFileSync(file).toString('utf8')
    try {
      visit(JSON.parse(content))
    } catch {
      content.split(/\r\n|\n|\r/).forEach(add)
    }
  }
  return [...texts]
}

/** Builds the page, serves it and starts the browser. */
export async function openBench() {
  const host = await serve()
  const browser = await chromium.launch(launchOptions())

  /** A page as on a first visit; what it does that no page of the app may do is a fault. */
  async function newPage(faults) {
    const context = await browser.newContext()
    const page = await context.newPage()
    page.on('pageerror', (error) => faults.push(`the page: ${error.message}`))
    page.on('dialog', (dialog) => {
      faults.push(`the page asked: ${dialog.message()}`)
      void dialog.dismiss()
    })
    page.on('request', (request) => {
      if (!request.url().startsWith(host.url) && !/^(data|blob):/.test(request.url()))
        faults.push(`the page asked for ${request.url()}`)
    })
    await page.goto(host.url)
    await page.waitForFunction(() => 'corpora' in globalThis)
    await page.evaluate(() => globalThis.corpora.ready)
    return page
  }

  /** Tries each file as an import. `outcomes` counts them by the reason for which they were refused. */
  async function tryFiles(files) {
    const faults = []
    const outcomes = {}
    let longest = 0
    const page = await newPage(faults)
    for (const file of files) {
      const verdict = await inTime(
        page.evaluate((base64) => globalThis.corpora.tryFile(base64), readFileSync(file).toString('base64')),
      )
      outcomes[verdict.outcome] = (outcomes[verdict.outcome] ?? 0) + 1
      longest = Math.max(longest, verdict.milliseconds)
      faults.push(...verdict.faults.map((fault) => `${file}: ${fault}`))
      if (verdict.milliseconds > LONGEST_FILE) faults.push(`${file}: took ${Math.round(verdict.milliseconds)} ms`)
    }
    await page.context().close()
    return { outcomes, longest, faults }
  }

  /** Puts each text into every field, and takes it through every file that the app makes. */
  async function tryTexts(texts, tell = () => {}) {
    const faults = []
    let [fields, made, longest] = [0, 0, 0]
    const left = [...texts]
    async function workOff() {
      if (left.length === 0) return
      const page = await newPage(faults)
      fields = await page.evaluate(() => globalThis.corpora.fields.length)
      for (const text of left.splice(0, TEXTS_A_PAGE)) {
        // As JSON, because halves of characters would not come through as they are.
        const json = JSON.stringify(text)
        const verdict = await inTime(page.evaluate((each) => globalThis.corpora.tryText(each), json))
        made += verdict.files ?? 0
        longest = Math.max(longest, verdict.milliseconds)
        faults.push(...verdict.faults.map((fault) => `${json.slice(0, 80)}: ${fault.slice(0, 400)}`))
      }
      await page.context().close()
      tell(texts.length - left.length)
      await workOff()
    }
    await Promise.all(Array.from({ length: PAGES }, workOff))
    return { fields, made, longest, faults }
  }

  async function close() {
    await browser.close()
    await host.close()
  }

  return { tryFiles, tryTexts, close }
}

/** What a page answers; a verdict of its own if it does not. */
function inTime(answer) {
  const silence = { outcome: 'hung', milliseconds: PATIENCE, faults: ['hung'] }
  let timer
  const timeout = new Promise((resolve) => (timer = setTimeout(() => resolve(silence), PATIENCE)))
  const failed = (error) => ({ outcome: 'crashed', milliseconds: 0, faults: [`the page: ${error.message}`] })
  return Promise.race([answer.catch(failed), timeout]).finally(() => clearTimeout(timer))
}

/** Builds the page of this folder with the code of the app, and serves it. */
async function serve() {
  const root = fileURLToPath(new URL('.', import.meta.url))
  // Another bench may be at work.
  const outDir = mkdtempSync(join(tmpdir(), 'waymark-corpora-page-'))
  const src = fileURLToPath(new URL('../../src', import.meta.url))
  const { NODE_ENV } = process.env
  // Under the tests it is 'test', which would build a development bundle.
  process.env.NODE_ENV = 'production'
  await build({
    ...{ configFile: false, root, publicDir: false, base: './', logLevel: 'error' },
    plugins: [vue(), schemaValidator(), zipWithoutWorker()],
    resolve: { alias: { '@': src } },
    define: { __APP_VERSION__: '"corpora"', __VUE_OPTIONS_API__: false, __VUE_PROD_DEVTOOLS__: false },
    worker: { format: 'es', plugins: () => [schemaValidator()] },
    build: {
      ...{ outDir, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: Infinity },
      rolldownOptions: { checks: { pluginTimings: false } },
    },
  })
  process.env.NODE_ENV = NODE_ENV
  const server = await preview({
    ...{ configFile: false, root, logLevel: 'warn', build: { outDir } },
    preview: { port: 0, strictPort: false, host: '127.0.0.1' },
  })
  return {
    url: `http://127.0.0.1:${server.httpServer.address().port}/`,
    close: () => server.close().then(() => rmSync(outDir, { recursive: true })),
  }
}

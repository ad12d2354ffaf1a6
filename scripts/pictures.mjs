// Takes the pictures of the built app for `npm run screenshots` and `npm run contact-sheet`.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { launchOptions } from './chromium.mjs'
import { serve, serveFiles } from './serve.mjs'
import { WALKS } from './walks/index.mjs'

export const WIDTHS = [360, 1280]
export const SCHEMES = ['light', 'dark']
/** How wide a printed page is, in CSS pixels: A4 less 16 mm on either side. */
export const PAPER = 673
const NAMES = Object.keys(WALKS)
/** So many walks at a time: while one waits, another goes on. */
const SIDE_BY_SIDE = 2

/**
 * Walks the built app and saves each screen at 360 and 1280 px, light and dark, as `<walk>-<state>-<width>-<scheme>.png`, and
 * what is on a projector at 1920, and what can be printed as `…-673-print.png`. The walks and their states are numbered, so that names are in the order of the walks.
 *
 * @param only the walks to make, all where there is none
 * @returns what could not be walked to its end, each as a sentence
 */
export async function takePictures({ folder, only = [], isForReadme = false }) {
  mkdirSync(folder, { recursive: true })
  await build({ logLevel: 'warn' })
  const server = await serve('dist')
  const browser = await chromium.launch(launchOptions())
  const trouble = only.filter((name) => !NAMES.includes(name)).map((name) => `There is no walk “${name}”.`)
  const waiting = NAMES.filter((name) => only.length === 0 || only.includes(name))
  const goOn = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift())
      await walk(name, { browser, server, folder, isForReadme }).catch((error) =>
        trouble.push(`${name}: ${error.message}`),
      )
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, goOn))
  await browser.close()
  server.close()
  return trouble
}

async function walk(name, { browser, server, folder, isForReadme }) {
  const contexts = []
  const servers = []
  const newContext = async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' })
    context.setDefaultTimeout(30_000)
    contexts.push(context)
    return context
  }
  const number = String(NAMES.indexOf(name) + 1).padStart(2, '0')
  let count = 0
  const context = await newContext()
  const page = await context.newPage()
  async function at(state, sign, { of = page, isWhole = true, isWall = false, isPaper = false, readme } = {}) {
    await sign.waitFor()
    count += 1
    const title = `${number}-${name}-${String(count).padStart(2, '0')}-${state.replace(/[^a-z0-9]+/gi, '-')}`
    // Away from what was clicked, or it would look as if a mouse still pointed at it.
    await of.mouse.move(0, 0)
    for (const width of isWall ? [1920] : WIDTHS) {
      if (!isWall) await of.setViewportSize({ width, height: width === 360 ? 740 : 860 })
      for (const scheme of SCHEMES) {
        await of.emulateMedia({ colorScheme: scheme })
        await settled(of)
        await of.screenshot({ path: join(folder, `${title}-${width}-${scheme}.png`), fullPage: isWhole })
      }
      await of.emulateMedia({ colorScheme: 'light' })
      if (isForReadme && readme?.width === width) await readmePicture(of, readme)
    }
    if (isPaper) await onPaper(of, join(folder, `${title}-${PAPER}-print.png`))
    if (!isWall) await of.setViewportSize({ width: 360, height: 740 })
  }
  const another = async () => (await newContext()).newPage()
  async function ownHost() {
    const own = await serveFiles(new Map(server.files))
    servers.push(own)
    const worker = () => brotliDecompressSync(own.files.get('/sw.js'))
    return { url: urlOf(own), putNewer: () => own.files.set('/sw.js', brotliCompressSync(`${worker()}\n// newer`)) }
  }
  try {
    await WALKS[name]({ page, context, url: urlOf(server), at, another, ownHost })
  } finally {
    for (const each of contexts) await each.close()
    for (const each of servers) each.close()
  }
}

const urlOf = (server) => `http://127.0.0.1:${server.address().port}/`

/** The page as it stays: charts are drawn again for another width or scheme. */
async function settled(page) {
  await page.locator('main:not([aria-busy])').waitFor()
  await page.evaluate(async () => {
    // What is far below is drawn when somebody scrolls there, which a picture of the whole page does not.
    for (const element of document.querySelectorAll('main *'))
      if (getComputedStyle(element).contentVisibility === 'auto') element.style.contentVisibility = 'visible'
    await document.fonts.ready
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  })
}

/** The page as a printer gets it, on one long sheet. */
async function onPaper(page, path) {
  await page.setViewportSize({ width: PAPER, height: 1000 })
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  await page.emulateMedia({ media: 'print' })
  await settled(page)
  await page.screenshot({ path, fullPage: true })
  await page.emulateMedia({ media: 'screen' })
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
}

/** The top of a page, as the README shows it. */
async function readmePicture(page, { file, width, height }) {
  mkdirSync('scripts/pictures', { recursive: true })
  await page.screenshot({ path: join('scripts/pictures', file), clip: { x: 0, y: 0, width, height }, fullPage: true })
}

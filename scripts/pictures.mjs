// Takes the pictures of the built app for `npm run screenshots` and `npm run contact-sheet`.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { launchOptions } from './chromium.mjs'
import { serve } from './serve.mjs'
import * as screens from './walks/screens.mjs'
import * as states from './walks/states.mjs'

export const WIDTHS = [360, 1280]
export const SCHEMES = ['light', 'dark']
/** As a projector shows it. */
const WALL = { width: 1920, height: 1080 }

/** By the word that chooses them. */
const WALKS = {
  maturity: screens.walkMaturity,
  check: screens.walkCheck,
  rest: screens.walkExample,
  compare: screens.walkCompare,
  together: screens.walkTogether,
  room: screens.walkRoom,
  request: screens.walkRequest,
  saving: states.walkSaving,
  loss: states.walkLoss,
  unreadable: states.walkUnreadable,
  temporary: states.walkTemporary,
  offline: states.walkOffline,
  update: states.walkUpdate,
  data: states.walkData,
}

/**
 * Walks the built app and saves each screen at 360 and 1280 px, light and dark, as `<name>-<width>-<scheme>.png`.
 *
 * @param only the walks to make, all where there is none
 * @returns what could not be walked to its end, each as a sentence
 */
export async function takePictures({ folder, only = [], isForReadme = false }) {
  mkdirSync(folder, { recursive: true })
  await build({ logLevel: 'warn' })
  const server = await serve('dist')
  const url = `http://127.0.0.1:${server.address().port}/`
  const browser = await chromium.launch(launchOptions())
  const trouble = []
  for (const [name, walk] of Object.entries(WALKS)) {
    if (only.length > 0 && !only.includes(name)) continue
    for (const width of WIDTHS) {
      const context = await browser.newContext({
        viewport: { width, height: width === 360 ? 740 : 860 },
        colorScheme: 'light',
        reducedMotion: 'reduce',
      })
      context.setDefaultTimeout(30_000)
      const page = await context.newPage()
      const shot = shooter(page, folder)
      const projector = async (address) => {
        const wall = await context.newPage()
        await wall.setViewportSize(WALL)
        await wall.goto(address)
        await wall.getByRole('heading').first().waitFor()
        // Once is enough: the wall is the same whatever the width of the window beside it.
        return { page: wall, shot: width === 1280 ? shooter(wall, folder) : async () => {} }
      }
      const readme = (file, height) => (isForReadme ? readmePicture(page, file, height) : undefined)
      try {
        await walk({ page, shot, url, context, projector, readme, files: server.files })
      } catch (error) {
        trouble.push(`${name} at ${width} px: ${error.message}`)
      }
      await context.close()
    }
  }
  await browser.close()
  server.close()
  return trouble
}

/** Saves a page whole, or the part that is seen, in light and in dark. */
function shooter(first, folder) {
  return async (name, { isWhole = true, of: page = first } = {}) => {
    const { width } = page.viewportSize()
    // Away from what was clicked, or it would look as if a mouse still pointed at it.
    await page.mouse.move(0, 0)
    for (const scheme of SCHEMES) {
      await page.emulateMedia({ colorScheme: scheme })
      // Charts are drawn again for the other scheme.
      await page.evaluate(async () => {
        await document.fonts.ready
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      })
      await page.screenshot({ path: join(folder, `${name}-${width}-${scheme}.png`), fullPage: isWhole })
    }
    await page.emulateMedia({ colorScheme: 'light' })
  }
}

/** The top of a page, as the README shows it. */
async function readmePicture(page, name, height) {
  const { width } = page.viewportSize()
  mkdirSync('scripts/pictures', { recursive: true })
  await page.screenshot({
    path: join('scripts/pictures', name),
    clip: { x: 0, y: 0, width, height },
    fullPage: true,
  })
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import type { Browser } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { writeResponseCode } from '@/door/responseCode'
import { contentSecurityPolicy, schemaValidator } from '../../scripts/build-plugins.mjs'
import { HEADERS } from '../../scripts/headers.mjs'
import { axeFindings, isWiderThanScreen, newPage } from '../support/browser'
import { dataGovernance, dataMaturity } from '../support/builders'
import { launchWithCamera } from '../support/cameraBrowser'
import { writeCameraVideo } from '../support/cameraVideo'
import { longestResponse } from '../support/codes'
import { Host } from '../support/host'

// The parts alone, built and served under the policy and the headers of the app: a page of a real browser with a camera.

let folder: string
let host: Host
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-camera-'))
  const { NODE_ENV } = process.env
  // Vitest sets 'test', which would build a development bundle.
  process.env.NODE_ENV = 'production'
  await build({
    configFile: false,
    root: resolve('tests/support/cameraPage'),
    base: './',
    logLevel: 'warn',
    plugins: [vue(), schemaValidator(), contentSecurityPolicy()],
    resolve: { alias: { '@': resolve('src') } },
    build: { outDir: join(folder, 'page'), emptyOutDir: true, target: 'es2022', modulePreload: { polyfill: false } },
  })
  process.env.NODE_ENV = NODE_ENV
  host = new Host(join(folder, 'page'))
  host.headersOf = () => HEADERS
  await host.start()
}, 60_000)
afterAll(async () => {
  await host?.stop()
  await rm(folder, { recursive: true })
})

/** A browser of its own until the end of the test. */
async function browserWith(film: string | null, ...more: readonly string[]): Promise<Browser> {
  const browser = await launchWithCamera(film, ...more)
  onTestFinished(() => browser.close())
  return browser
}

const response = (key: string, questionnaire = dataMaturity) =>
  writeResponseCode(longestResponse(questionnaire, { key }), questionnaire)

test('the camera reads one response after the other, each once, with no rule of the policy broken', async () => {
  const film = join(folder, 'responses.y4m')
  const responses = [
    response('00000000000000a1'),
    response('00000000000000a2', dataGovernance),
    response('00000000000000a3'),
    response('00000000000000a4', dataGovernance),
  ]
  writeCameraVideo(film, responses)
  const browser = await browserWith(film)
  const { page, faults } = await newPage(browser, { width: 320, height: 700 })
  await page.goto(host.url)
  await page.getByRole('button', { name: 'Use the camera' }).click()
  await page.getByRole('status').filter({ hasText: 'A code was read.' }).waitFor()
  const read = () => page.getByRole('list', { name: 'Read' }).getByRole('listitem').allTextContents()
  // The film goes round, so a code comes back after the others have been there, more than two seconds later.
  await expect.poll(async () => new Set(await read()).size).toBe(4)
  const seen = await read()
  expect([...new Set(seen)].sort()).toEqual([...responses].sort())
  expect(seen.filter((text, at) => text === seen[at + 1])).toEqual([])
  expect(await axeFindings(page)).toEqual([])
  expect(await isWiderThanScreen(page)).toBe(false)

  await page.getByRole('button', { name: 'Stop the camera' }).click()
  await page.getByText('The camera is off.').waitFor()
  expect(
    await page.getByRole('button', { name: 'Use the camera' }).evaluate((it) => it === document.activeElement),
  ).toBe(true)
  expect(await page.locator('video').count()).toBe(0)
  expect(faults).toEqual([])
})

test('a code of something else is told as such', async () => {
  const film = join(folder, 'foreign.y4m')
  writeCameraVideo(film, ['HTTP://EXAMPLE.ORG/MENU'])
  const { page, faults } = await newPage(await browserWith(film))
  await page.goto(host.url)
  await page.getByRole('button', { name: 'Use the camera' }).click()
  await page.getByRole('alert').filter({ hasText: 'This code is not from Waymark.' }).waitFor()
  expect(faults).toEqual([])
})

test('without a camera, and at an address where there can be none, it is said why', async () => {
  const browser = await browserWith(null, '--host-resolver-rules=MAP union.example 127.0.0.1')
  const { page } = await newPage(browser)
  await page.goto(host.url)
  await page.getByRole('button', { name: 'Use the camera' }).click()
  await page.getByRole('alert').filter({ hasText: 'No camera was found.' }).waitFor()
  await page.goto(host.url.replace('127.0.0.1', 'union.example'))
  await page.getByRole('button', { name: 'Use the camera' }).click()
  await page.getByRole('alert').filter({ hasText: 'begins with https' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
})

test('a code on the screen is black on white also in the dark and in forced colours', async () => {
  const { page } = await newPage(await browserWith(null), { width: 320, height: 700 })
  const code = response('00000000000000a1')
  for (const media of [{}, { colorScheme: 'dark' }, { forcedColors: 'active' }, { media: 'print' }] as const) {
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', media: 'screen', ...media })
    await page.goto(`${host.url}?code=${encodeURIComponent(code)}`)
    const picture = page.getByRole('img', { name: 'Your answers as a code' })
    const colours = await picture.evaluate((svg) =>
      [...svg.querySelectorAll('rect, path')].map((part) => getComputedStyle(part).fill),
    )
    expect(colours, JSON.stringify(media)).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)'])
    expect(await isWiderThanScreen(page)).toBe(false)
    expect(await axeFindings(page)).toEqual([])
  }
})

test('the words on a button can be seen in forced colours', async () => {
  const { page } = await newPage(await browserWith(null))
  await page.emulateMedia({ forcedColors: 'active' })
  await page.goto(host.url)
  // The words have the colour of the page, and so has the plate that browsers lay behind words unless they are told not to.
  const { words, ground, plate } = await page.getByRole('button', { name: 'Use the camera' }).evaluate((button) => {
    const { color, backgroundColor, forcedColorAdjust } = getComputedStyle(button) as CSSStyleDeclaration & {
      forcedColorAdjust: string
    }
    return { words: color, ground: backgroundColor, plate: forcedColorAdjust }
  })
  expect(words).not.toBe(ground)
  expect(plate).toBe('none')
})

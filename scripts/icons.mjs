// Draws the pictures of the installed app from public/icon.svg:  npm run icons
import { readFileSync, writeFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { launchOptions } from './chromium.mjs'

const svg = readFileSync('public/icon.svg', 'utf8')
// Phones cut these two to their own shape, so the ground reaches the edges, and the mark stays in the middle.
const whole = (share) =>
  svg
    .replace(' rx="7"', '')
    .replaceAll('<path', `<path transform="translate(16 16) scale(${share}) translate(-16 -16)"`)
const PICTURES = [
  ['icon-192.png', 192, svg],
  ['icon-512.png', 512, svg],
  ['icon-maskable-512.png', 512, whole(0.8)],
  ['apple-touch-icon.png', 180, whole(0.9)],
]

const browser = await chromium.launch(launchOptions())
for (const [name, size, source] of PICTURES) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(
    `<style>body{margin:0}svg{display:block}</style>${source.replace('<svg', `<svg width="${size}"`)}`,
  )
  writeFileSync(`public/${name}`, await page.screenshot({ omitBackground: true }))
  await page.close()
}
await browser.close()

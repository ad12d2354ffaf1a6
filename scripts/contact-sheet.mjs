// Every screen and state on a few pages:  npm run contact-sheet [-- folder] [-- --only=room,data]
// Takes the pictures at 360 and 1280 px, light and dark, the projector’s at 1920, and what is printed. Lays them on one page for
// each width and scheme; pictures of these pages show twelve screens each.
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { launchOptions } from './chromium.mjs'
import { PAPER, SCHEMES, takePictures } from './pictures.mjs'

const words = process.argv.slice(2)
const only = words.find((word) => word.startsWith('--only='))?.slice('--only='.length)
const folder = words.find((word) => !word.startsWith('--')) ?? 'node_modules/.cache/contact-sheet'
/** Twelve on a sheet: how many beside each other, and how large each is shown, in CSS pixels. */
const LAYOUTS = {
  360: { columns: 6, width: 300, height: 900 },
  1280: { columns: 4, width: 460, height: 560 },
  [PAPER]: { columns: 4, width: 460, height: 650 },
  1920: { columns: 3, width: 620, height: 349 },
}

// What was taken before may show what is no more; nothing else in the folder is touched. With --only, the others stay.
if (!only && existsSync(folder))
  for (const name of readdirSync(folder))
    if (/-\d+-(?:light|dark|print)\.(?:png|html)$/.test(name)) rmSync(join(folder, name))
const trouble = await takePictures({ folder, only: only?.split(',') })
const browser = await chromium.launch(launchOptions())
const page = await browser.newPage({ viewport: { width: 2000, height: 1200 } })
let count = 0
for (const [width, layout] of Object.entries(LAYOUTS))
  for (const scheme of [...SCHEMES, 'print']) await makeSheets(width, scheme, layout)
await browser.close()
for (const sentence of trouble) console.error(sentence)
console.log(`${count} pictures, on the sheets in ${folder}`)
process.exitCode = trouble.length > 0 ? 1 : 0

async function makeSheets(width, scheme, layout) {
  const ending = `-${width}-${scheme}.png`
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(ending) && !name.startsWith('sheet-'))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  if (names.length === 0) return
  count += names.length
  const file = join(folder, `sheet${ending.replace('.png', '.html')}`)
  writeFileSync(file, html(`${width} px, ${scheme}`, names, ending, layout))
  await page.goto(pathToFileURL(resolve(file)).href)
  await page.waitForFunction(() => [...document.images].every((image) => image.complete))
  for (const [index, sheet] of (await page.locator('section').all()).entries())
    await sheet.screenshot({ path: join(folder, `sheet-${index + 1}${ending}`) })
}

/** A page of sheets. A tall screen shows its beginning, and its caption says how tall it is; the picture leads to all of it. */
function html(title, names, ending, { columns, width, height }) {
  const cells = names.map((name) => {
    // Width and height stand at the same place in every PNG.
    const header = readFileSync(join(folder, name)).subarray(16, 24)
    const [natural, tall] = [header.readUInt32BE(0), header.readUInt32BE(4)]
    const cut = (tall * width) / natural > height ? `, ${tall} px tall` : ''
    return `<figure><figcaption>${name.slice(0, -ending.length)}${cut}</figcaption><a href="${name}"><img src="${name}" alt=""></a></figure>`
  })
  const sheets = []
  for (let first = 0; first < cells.length; first += 12)
    sheets.push(`<section>${cells.slice(first, first + 12).join('\n')}</section>`)
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Waymark at ${title}</title>
<style>
  body { margin: 0; background: #888; font: 14px sans-serif; }
  section { display: grid; grid-template-columns: repeat(${columns}, ${width}px); gap: 12px; width: max-content; padding: 12px; background: #888; }
  figure { margin: 0; }
  figcaption { color: #fff; background: #333; padding: 2px 6px; }
  a { display: block; height: ${height}px; overflow: hidden; }
  img { width: 100%; display: block; }
</style>
${sheets.join('\n')}
</html>
`
}

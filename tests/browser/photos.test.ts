import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, expect, inject, test } from 'vitest'
import { axeFindings, isWiderThanScreen, launch, newPage, watch } from '../support/browser'
import { layRoom, questionnaireIn } from '../support/layRoom'
import { segment } from '../support/photos'

const browser = await launch()
const folder = await mkdtemp(join(tmpdir(), 'waymark-photos-'))
afterAll(() => rm(folder, { recursive: true }))

const small = questionnaireIn('tests/fixtures/questionnaires/small/questionnaire.json')

/** A JPEG as a camera sees it: red on the left, blue on the right. Made by the browser, so that it can be seen. */
async function aPicture(page: Page, width: number, height: number): Promise<Buffer> {
  const bytes = await page.evaluate(
    async ([wide = 0, high = 0]) => {
      const canvas = document.createElement('canvas')
      canvas.width = wide
      canvas.height = high
      const pen = canvas.getContext('2d')
      for (const [at, colour] of ['red', 'blue'].entries()) {
        if (pen) pen.fillStyle = colour
        pen?.fillRect((at * wide) / 2, 0, wide / 2, high)
      }
      const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9))
      return [...new Uint8Array((await drawn?.arrayBuffer()) ?? [])]
    },
    [width, height],
  )
  return Buffer.from(bytes)
}

/** 50° 51' 1.07'' as a phone writes it: degrees, minutes and hundredths of seconds. */
const LATITUDE = [50, 1, 51, 1, 107, 100].flatMap((each) => [each, 0, 0, 0])
const MAKER = 'WallCam 12'
/** EXIF of a phone that was held upright (orientation 6), with its maker and the place. */
const EXIF = segment(0xe1, [
  ...[...'Exif\0\0II*\0'].map((sign) => sign.charCodeAt(0)),
  ...[8, 0, 0, 0, 3, 0],
  ...[0x0f, 0x01, 2, 0, MAKER.length + 1, 0, 0, 0, 50, 0, 0, 0],
  ...[0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0],
  ...[0x25, 0x88, 4, 0, 1, 0, 0, 0, 62, 0, 0, 0],
  ...[0, 0, 0, 0],
  ...[...`${MAKER}\0`].map((sign) => sign.charCodeAt(0)),
  0,
  ...[1, 0],
  ...[2, 0, 5, 0, 3, 0, 0, 0, 80, 0, 0, 0],
  ...[0, 0, 0, 0],
  ...LATITUDE,
])

/** The photos of the store, past the app, each as it looks: the colour in the middle of each side, from the top clockwise. */
function stored(page: Page) {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('waymark')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const rows = await new Promise<
      { bytes: ArrayBuffer; width: number; height: number; caption: string; addedAt: number }[]
    >((resolve) => {
      const request = db.transaction('photos').objectStore('photos').getAll()
      request.onsuccess = () => resolve(request.result)
    })
    db.close()
    rows.sort((a, b) => a.addedAt - b.addedAt)
    return Promise.all(
      rows.map(async ({ bytes, width, height, caption }) => {
        const picture = await createImageBitmap(new Blob([bytes]), { imageOrientation: 'none' })
        const canvas = new OffscreenCanvas(picture.width, picture.height)
        const pen = canvas.getContext('2d', { willReadFrequently: true })
        pen?.drawImage(picture, 0, 0)
        const colourAt = (x: number, y: number) => {
          const [red = 0, , blue = 0] = pen?.getImageData(Math.floor(x), Math.floor(y), 1, 1).data ?? []
          return red > 200 && blue < 60 ? 'red' : blue > 200 && red < 60 ? 'blue' : `${red}/${blue}`
        }
        const [w, h] = [picture.width, picture.height]
        const sides = [
          colourAt(w / 2 + 3, 3),
          colourAt(w - 3, h / 2 + 3),
          colourAt(w / 2 + 3, h - 3),
          colourAt(3, h / 2 + 3),
        ]
        return { bytes: [...new Uint8Array(bytes)], width, height, seen: [w, h], sides, caption }
      }),
    )
  })
}

const wall = (page: Page) => page.getByRole('region', { name: 'Photos of the wall' })
const add = (page: Page) => page.getByLabel('Add photos')
const jpeg = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer })

/** The end of a workshop, where photos of the wall are taken. */
async function atTheClose(page: Page): Promise<void> {
  await page.goto(inject('url'))
  await layRoom(page, small, { step: 'meeting.1.close' })
  await page.goto(`${inject('url')}#/room/r1`)
  await page.reload()
  await add(page).waitFor()
}

/** Has the round of the workshop sealed, as its leader would have it. */
async function sealed(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('waymark')
      request.onsuccess = () => resolve(request.result)
    })
    const store = db.transaction('assessments', 'readwrite').objectStore('assessments')
    await new Promise<void>((resolve) => {
      const request = store.get('r1')
      request.onsuccess = () => {
        store.put({ ...(request.result as object), status: 'sealed', sealedAt: 2 })
        store.transaction.oncomplete = () => resolve()
      }
    })
    db.close()
  })
}

test('a photo comes upright and small, and no byte of where, when and with what it was taken is left', async () => {
  const { page, faults } = await newPage(browser)
  await atTheClose(page)
  const plain = await aPicture(page, 300, 200)
  const phone = Buffer.concat([plain.subarray(0, 2), Buffer.from(EXIF), plain.subarray(2), Buffer.from('film of Ada')])
  expect(phone.includes(Buffer.from(LATITUDE))).toBe(true)
  await add(page).setInputFiles([jpeg('wall.jpg', phone), jpeg('large.jpg', await aPicture(page, 3200, 2400))])
  await page.getByText('There are 2 photos now.').waitFor()
  const [upright, large] = await stored(page)
  // Red was on the left; turned clockwise, the left is the top.
  expect(upright).toMatchObject({ width: 200, height: 300, seen: [200, 300] })
  expect([upright?.sides[0], upright?.sides[2]]).toEqual(['red', 'blue'])
  expect(large).toMatchObject({ width: 1600, height: 1200, seen: [1600, 1200] })
  expect([large?.sides[3], large?.sides[1]]).toEqual(['red', 'blue'])
  const left = Buffer.from(upright?.bytes ?? [])
  expect(left.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
  for (const trace of [Buffer.from('Exif'), Buffer.from(MAKER), Buffer.from(LATITUDE), Buffer.from('film of Ada')])
    expect(left.includes(trace), trace.toString('latin1')).toBe(false)
  expect(marksOf(left)).not.toContain(0xe1)
  expect(faults).toEqual([])
})

/** The marks of the segments of a JPEG before its picture. */
function marksOf(bytes: Buffer): readonly number[] {
  const marks: number[] = []
  for (let at = 2; bytes[at] === 0xff && bytes[at + 1] !== 0xda; at += 2 + bytes.readUInt16BE(at + 2))
    marks.push(bytes[at + 1] ?? 0)
  return marks
}

test('what is no photo is told by its name and changes nothing; photos are worded, seen larger, removed and brought back', async () => {
  const { page, faults } = await newPage(browser, { width: 320, height: 640 })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await atTheClose(page)
  const picture = await aPicture(page, 300, 200)
  const findings: string[] = []
  const look = async (state: string) => {
    if (await isWiderThanScreen(page)) findings.push(`${state}: wider than the screen`)
    for (const finding of await axeFindings(page)) findings.push(`${state}: ${finding}`)
    await page.emulateMedia({ colorScheme: 'dark' })
    for (const finding of await axeFindings(page, 'colours')) findings.push(`${state}, dark: ${finding}`)
    await page.emulateMedia({ colorScheme: 'light' })
  }
  await look('no photo')
  await add(page).setInputFiles([
    { name: 'minutes.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 minutes') },
    { name: 'phone.heic', mimeType: 'image/heic', buffer: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heic', 'latin1') },
    { name: 'torn.png', mimeType: 'image/png', buffer: Buffer.from('\x89PNG\r\n\x1a\n torn', 'latin1') },
    jpeg('wall.jpg', picture),
  ])
  const told = await wall(page).getByRole('alert').innerText()
  expect(told).toContain('minutes.pdf is not a picture.')
  expect(told).toContain('phone.heic is a HEIC photo, and this browser cannot read those.')
  expect(told).toContain('torn.png could not be read.')
  expect(told).not.toContain('wall.jpg')
  await look('files refused')
  await add(page).setInputFiles([jpeg('again.jpg', picture)])
  await page.getByText('There are 2 photos now.').waitFor()
  expect(await wall(page).getByRole('alert').count()).toBe(0)

  await page.getByLabel('What does photo 1 show?').fill('Flipchart: what we know')
  await page.getByLabel('What does photo 1 show?').blur()
  const first = page.getByRole('button', { name: /^Photo 1 of 2: Flipchart: what we know/ })
  await first.click()
  await page.getByRole('dialog').getByRole('img', { name: 'Photo 1 of 2: Flipchart: what we know' }).waitFor()
  await look('a photo large')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await first.evaluate((button) => button === document.activeElement)).toBe(true)

  await page.getByRole('button', { name: 'Remove photo 1' }).click()
  await page.getByText('The photo was removed.').waitFor()
  await expect.poll(async () => (await stored(page)).length).toBe(1)
  await look('a photo removed')
  await page.getByRole('button', { name: 'Bring it back' }).click()
  await first.waitFor()
  await expect
    .poll(async () => (await stored(page)).map(({ caption }) => caption).sort())
    .toEqual(['', 'Flipchart: what we know'])
  await page.reload()
  await first.waitFor()
  expect(findings).toEqual([])
  expect(faults).toEqual([])
})

test('where the device is full, a photo stays in the tab until there is room', async () => {
  const { page } = await newPage(browser)
  await atTheClose(page)
  const picture = await aPicture(page, 300, 200)
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype
    const refusing = { isFull: true }
    Object.assign(window, { refusing })
    IDBObjectStore.prototype.put = function (...given) {
      if (refusing.isFull && this.name === 'photos') throw new DOMException('no room', 'QuotaExceededError')
      return put.apply(this, given)
    }
  })
  await add(page).setInputFiles([jpeg('wall.jpg', picture)])
  await wall(page).getByRole('alert').getByText('There is no room left on this device.').waitFor()
  await page.getByRole('button', { name: /^Photo 1 of 1/ }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  expect(await stored(page)).toEqual([])
  await page.evaluate(() => ((window as unknown as { refusing: { isFull: boolean } }).refusing.isFull = false))
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(async () => (await stored(page)).length).toBe(1)
  await expect.poll(() => wall(page).getByRole('alert').count()).toBe(0)
})

test('photos go into a paper and into a file only where they are ticked, and come back from the file on another device', async () => {
  const { page, faults } = await newPage(browser)
  await atTheClose(page)
  await add(page).setInputFiles([jpeg('wall.jpg', await aPicture(page, 300, 200))])
  await page.getByLabel('What does photo 1 show?').fill('Stickers <b>on</b> the door')
  await page.getByLabel('What does photo 1 show?').blur()
  await expect.poll(async () => (await stored(page))[0]?.caption).toBe('Stickers <b>on</b> the door')
  await sealed(page)
  // The page still has the round as a draft, and would lead away from its results.
  await page.goto('about:blank')
  await page.goto(`${inject('url')}#/a/r1/results`)
  await wall(page).getByRole('img').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.emulateMedia({ media: 'print' })
  expect(await wall(page).isVisible()).toBe(false)
  await page.emulateMedia({ media: 'screen' })

  await page.getByRole('link', { name: 'Papers to take with you' }).click()
  const preview = page.getByRole('region', { name: 'Preview' })
  const shown = preview.getByRole('img', { name: 'Photo 1 of 1: Stickers <b>on</b> the door' })
  await page.getByRole('radio', { name: /^Full report/ }).check()
  const tick = page.getByRole('checkbox', { name: 'Photos of the wall' })
  expect(await tick.isChecked()).toBe(false)
  expect(await shown.count()).toBe(0)
  await tick.check()
  await shown.waitFor()
  expect(await axeFindings(page)).toEqual([])
  const [html] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Web page in one file' }).click(),
  ])
  // Under its own name: without its ending the browser would not take it for a page.
  const path = join(folder, html.suggestedFilename())
  await html.saveAs(path)
  const reader = await page.context().newPage()
  const faultsThere = watch(reader)
  await reader.goto(pathToFileURL(path).href)
  const there = reader.getByRole('img', { name: 'Photo 1 of 1: Stickers <b>on</b> the door' })
  expect(await there.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight])).toEqual([
    300, 200,
  ])
  expect(faultsThere).toEqual([])
  await reader.close()
  await page.getByRole('checkbox', { name: /^Public copy/ }).check()
  expect(await tick.isChecked()).toBe(false)
  expect(await shown.count()).toBe(0)

  await page.goto(`${inject('url')}#/u/union-room`)
  await page.getByRole('checkbox', { name: /^With one photo of the wall \(0\.1 MB\)/ }).check()
  // Elsewhere than on the disk of the test, the browser would ask for a place.
  await page.evaluate(() => delete (window as { showSaveFilePicker?: unknown }).showSaveFilePicker)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save a file' }).click(),
  ])
  const content = await readFile(await file.path())
  const [before] = await stored(page)

  const { page: elsewhere, faults: faultsElsewhere } = await newPage(browser)
  await elsewhere.goto(`${inject('url')}#/open`)
  await elsewhere
    .getByLabel('Choose a file, or drop it here')
    .setInputFiles({ name: 'union.json', mimeType: 'application/json', buffer: content })
  await elsewhere.getByText('It holds one photo of the wall that is not here yet.').waitFor()
  expect(await axeFindings(elsewhere)).toEqual([])
  await elsewhere.getByRole('button', { name: 'Add this union' }).click()
  await elsewhere.getByText('The union was added.').waitFor()
  expect(await stored(elsewhere)).toEqual([before])

  await elsewhere.goto(`${inject('url')}#/data`)
  await elsewhere.getByRole('rowheader', { name: /^Photos of the wall/ }).waitFor()
  await elsewhere.getByRole('button', { name: 'Remove all photos…' }).click()
  expect(await axeFindings(elsewhere)).toEqual([])
  await elsewhere.getByRole('button', { name: 'Remove all photos now' }).click()
  await elsewhere.getByText('All photos were removed.').waitFor()
  expect(await stored(elsewhere)).toEqual([])
  expect([...faults, ...faultsElsewhere]).toEqual([])
})

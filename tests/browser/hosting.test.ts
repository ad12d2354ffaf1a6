import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { answerAll, beginRound, choose, newPage, seal } from '../support/browser'
import { hosted } from '../support/hosted'
import { cachesOf, keptOnDevice } from '../support/worker'

const on = hosted()
const built = (file: string) => readFileSync(join(inject('builds').app, file), 'utf8')

/** What `_headers` says of a path: every rule whose path fits, as the hosts that read it do. */
function headersOf(path: string): Record<string, string> {
  const found: Record<string, string> = {}
  let fits = false
  for (const line of built('_headers').split('\n')) {
    if (line.startsWith('/')) fits = line.endsWith('*') ? `/${path}`.startsWith(line.slice(0, -1)) : `/${path}` === line
    else if (fits && line.includes(': ')) {
      const [name = '', ...value] = line.trim().split(': ')
      found[name] = value.join(': ')
    }
  }
  return found
}

test('on a host that sends the headers of the build, a round is done with no rule broken, also without a network', async () => {
  on.host.headersOf = headersOf
  const { page, faults } = await newPage(on.browser, { isKept: true })
  const response = await page.goto(on.host.url)
  expect(await response?.headerValue('content-security-policy')).toContain("frame-ancestors 'none'")
  await beginRound(page, 'Short form')
  await keptOnDevice(page)
  await on.host.stop()
  await page.reload()
  await answerAll(
    page,
    Array.from({ length: 14 }, () => 4),
  )
  await seal(page)
  await page.getByRole('img', { name: /^Radar chart/ }).waitFor()
  expect(faults).toEqual([])
  // The page itself may still connect to nothing: the header is for the worker.
  expect(
    await page.evaluate(() =>
      fetch('./icon.svg').then(
        () => 'went through',
        () => 'stopped',
      ),
    ),
  ).toBe('stopped')
})

test('a bad release is withdrawn: its files and its worker go, the answers stay', async () => {
  const { page } = await newPage(on.browser, { isKept: true })
  await page.goto(on.host.url)
  await beginRound(page, 'Short form', 'Stays here')
  await keptOnDevice(page)
  await choose(page, 4)
  await page.evaluate(() => caches.open('somebody else'))
  await expect.poll(() => cachesOf(page)).toHaveLength(2)

  on.host.instead.set('sw.js', built('withdraw.js'))
  const again = page.waitForEvent('load')
  await page.evaluate(() => {
    void navigator.serviceWorker.ready.then((registration) => registration.update())
  })
  await again
  // Browsers know the page by its file alone, so it comes back at its beginning.
  await page.getByText('1 of 14 questions answered').waitFor()
  await expect.poll(() => cachesOf(page)).toEqual(['somebody else'])
  // The page comes from the host again.
  await on.host.stop()
  const outcome = await page.reload().then(
    () => 'loaded',
    () => 'not there',
  )
  expect(outcome).toBe('not there')
})

test('browsers find nothing that keeps the app from being installed', async () => {
  on.host.path = '/in/a/folder/'
  const { page } = await newPage(on.browser, { isKept: true })
  await page.goto(on.host.url)
  await keptOnDevice(page)
  const devtools = await page.context().newCDPSession(page)
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors')
  // Tests run in windows that keep nothing, where browsers install nothing.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([])
  const { url, errors, data } = await devtools.send('Page.getAppManifest')
  expect(url).toBe(`${on.host.url}manifest.webmanifest`)
  expect(errors).toEqual([])
  const { icons, start_url: start } = JSON.parse(data ?? '{}') as { icons: { src: string }[]; start_url: string }
  expect(new URL(start, url).href).toBe(on.host.url)
  for (const { src } of icons) {
    const size = await page.evaluate(async (source) => {
      const picture = new Image()
      picture.src = source
      await picture.decode()
      return picture.naturalWidth
    }, new URL(src, url).href)
    expect(size, src).toBeGreaterThan(0)
  }
})

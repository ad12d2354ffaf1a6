import { expect, inject, test } from 'vitest'
import { answerAll, beginRound, launch, newPage, seal } from '../support/browser'

const browser = await launch()

test('a whole round asks for nothing but the app’s own files, and breaks no rule of its policy', async () => {
  const { page, faults } = await newPage(browser, { isKept: true })
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(inject('url'))
  await beginRound(page, 'Short form')
  await answerAll(
    page,
    Array.from({ length: 14 }, () => 4),
  )
  await seal(page)
  await page.getByRole('img', { name: /^Radar chart/ }).waitFor()
  const { origin } = new URL(inject('url'))
  expect(asked.filter((url) => !url.startsWith(`${origin}/`))).toEqual([])
  expect(asked.length).toBeGreaterThan(5)
  expect(faults).toEqual([])
})

test('the policy stops every way of connecting, also to the host the page came from', async () => {
  const { page } = await newPage(browser)
  await page.goto(inject('url'))
  await page.getByRole('heading', { level: 1 }).waitFor()
  const stopped = await page.evaluate(async () => {
    const violations = new Set<string>()
    Object.assign(window, { violations })
    document.addEventListener('securitypolicyviolation', (event) => violations.add(event.effectiveDirective))
    const outcome = async (attempt: () => unknown) => {
      try {
        await attempt()
        return 'went through'
      } catch {
        return 'stopped'
      }
    }
    const picture = new Promise((resolve, reject) => {
      const image = new Image()
      image.onload = resolve
      image.onerror = reject
      image.src = 'https://waymark.invalid/a.png'
    })
    const script = 'https://waymark.invalid/a.js'
    return {
      fetch: await outcome(() => fetch('./icon.svg')),
      beacon: navigator.sendBeacon('./x') ? 'queued' : 'stopped',
      socket: await outcome(
        () =>
          new Promise((resolve, reject) => {
            const socket = new WebSocket('wss://waymark.invalid/')
            socket.onopen = resolve
            socket.onerror = reject
          }),
      ),
      picture: await outcome(() => picture),
      script: await outcome(() => import(script)),
      evaluate: await outcome(() => (0, eval)('1')),
      markup: await outcome(() => {
        document.createElement('div').innerHTML = '<b>x</b>'
      }),
    }
  })
  expect(stopped).toMatchObject({
    fetch: 'stopped',
    socket: 'stopped',
    picture: 'stopped',
    script: 'stopped',
    evaluate: 'stopped',
    markup: 'stopped',
  })
  // The browser reports what the policy stopped, a moment later.
  await page.waitForFunction(() => {
    const { violations } = window as unknown as { violations: Set<string> }
    return violations.has('connect-src') && violations.has('img-src')
  })
})

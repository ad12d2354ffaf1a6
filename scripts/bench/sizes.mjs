// What travels for each screen, as a good host sends it: compressed with brotli, in kB of 1,000 bytes, without headers.
import { laidRecords } from './records.mjs'
import { newPage } from './host.mjs'

/** Every route but the welcome, by what the table calls it: its address, with the records of records.mjs. */
export const ROUTES = {
  Home: '#/',
  'New round': '#/new',
  'List of parts': '#/a/round-draft',
  Question: '#/a/round-draft/q/uses-why-collect',
  'Page to rest on': '#/a/round-draft/rest/uses-why-collect',
  'Check your answers': '#/a/round-draft/check',
  Results: '#/a/round-new/results',
  'Actions of before': '#/a/round-draft/actions',
  Comparison: '#/a/round-new/compare?rounds=round-new,round-old',
  Report: '#/report/round-new',
  'Union’s page': '#/u/union-laid',
  Plan: '#/u/union-laid/plan',
  'Workshop, prepared': '#/room/new',
  Workshop: '#/room/round-room',
  Projector: '#/room/round-room/screen',
  'Responses gathered': '#/room/round-room/responses',
  'Paper sheets': '#/room/round-room/paper',
  'Far apart': '#/room/round-room/apart',
  'Answers handed over': '#/a/round-draft/hand-over',
  'Request answered': '#/respond',
  Kit: '#/kit',
  'Open a file': '#/open',
  Example: '#/example',
  'Your data': '#/data',
  Help: '#/help',
  'After erasing': '#/erased',
}
const WELCOME = 'First screen (welcome)'
const script = (name) => `${name}: script`
const whole = (name) => `${name}: in all`
const KEPT = 'Everything, as it is kept for use without a network'

export const ROWS = Object.fromEntries([
  ...[WELCOME, ...Object.keys(ROUTES)].flatMap((name) => [
    [script(name), 'kB'],
    [whole(name), 'kB'],
  ]),
  [KEPT, 'kB'],
])

export async function measure({ bench, record }) {
  const size = (paths) => paths.reduce((sum, path) => sum + (bench.files.get(path)?.length ?? 0), 0) / 1000
  const note = (name, paths) => {
    record(script(name), [size(paths.filter((path) => path.endsWith('.js')))])
    record(whole(name), [size(paths)])
  }
  const first = await bench.newContext()
  note(WELCOME, await askedFor(first, bench.url))
  await first.close()

  const context = await bench.newContext()
  await laidRecords(context, bench.url)
  for (const [name, hash] of Object.entries(ROUTES)) note(name, await askedFor(context, bench.url + hash))
  await context.close()
  const isForHosts = (path) => /^\/(?:sw\.js|withdraw\.js|_headers|\.htaccess|hosting\/)/.test(path)
  record(KEPT, [size([...bench.files.keys()].filter((path) => !isForHosts(path)))])
}

/** The paths of the files that a screen asks for until it can be used, where the browser has none of them. */
async function askedFor(context, address) {
  const page = await newPage(context, { keeps: false })
  // The app fetches the screens that come next a moment later. That is not what this screen needs.
  await page.addInitScript((moment) => {
    const { setTimeout } = globalThis
    globalThis.setTimeout = (work, delay = 0, ...rest) => (delay >= moment ? 0 : setTimeout(work, delay, ...rest))
  }, 300)
  const asked = new Set()
  page.on('request', (request) => {
    const { pathname, origin } = new URL(request.url())
    if (origin === new URL(address).origin) asked.add(pathname === '/' ? '/index.html' : pathname)
  })
  await page.goto(address)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForLoadState('networkidle')
  await page.close()
  return [...asked]
}

// What Lighthouse finds in the built app:  npm run audit [-- --json] [-- --runs=5]
// Welcome, a question and the results, cold, as on a phone and on a desk; medians of several runs. Fails below the aims.
// The package brings a second browser driver and senders of error reports with it, so it is no dependency: it is fetched
// once, into the cache. The browser that it drives can reach this machine alone.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { launchOptions } from './chromium.mjs'
import { lay, roundRecords, together } from './lay.mjs'
import { serve } from './serve.mjs'

// The last one for Node 20.
const VERSION = '12.8.2'
const CACHE = resolve('node_modules/.cache/lighthouse')
const HOME = join(CACHE, 'node_modules/lighthouse')
const runs = Number(process.argv.find((word) => word.startsWith('--runs='))?.slice('--runs='.length) ?? 3)
/** The least that is good enough, of 100. */
const AIMS = { performance: 98, accessibility: 100, 'best-practices': 100 }
const SCREENS = { Welcome: '#/welcome', Question: '#/a/round-draft/q/culture-team', Results: '#/a/round-done/results' }

fetchLighthouse()
const { default: lighthouse } = await import(pathToFileURL(join(HOME, 'core/index.js')).href)
const { default: desktop } = await import(pathToFileURL(join(HOME, 'core/config/desktop-config.js')).href)
await build({ logLevel: 'warn' })
const server = await serve('dist', ownCertificate())
const url = `https://127.0.0.1:${server.address().port}/`
const rows = []
const findings = new Map()
for (const [screen, hash] of Object.entries(SCREENS))
  for (const preset of ['phone', 'desk']) {
    const each = []
    for (let run = 0; run < runs; run += 1) each.push(await audit(hash, preset, `${screen}, ${preset}`))
    rows.push({ screen, preset, ...medians(each) })
  }
server.close()
print()

function fetchLighthouse() {
  if (existsSync(HOME)) return
  mkdirSync(CACHE, { recursive: true })
  // Without its scripts, which would fetch more.
  const words = ['install', '--prefix', CACHE, '--no-save', '--ignore-scripts', '--no-audit', '--loglevel=error']
  const { status } = spawnSync('npm', [...words, `lighthouse@${VERSION}`], { stdio: 'inherit' })
  if (status !== 0) throw new Error('Lighthouse could not be fetched')
}

/** A certificate of this run: browsers speak HTTP/2 over https only. */
function ownCertificate() {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-audit-'))
  try {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    const words = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert]
    const { status, stderr } = spawnSync('openssl', [...words, '-subj', '/CN=127.0.0.1'])
    if (status !== 0) throw new Error(`openssl did not work: ${stderr}`)
    return { key: readFileSync(key), cert: readFileSync(cert) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One run in a browser of its own, as nobody’s browser: only what is stored is there already. */
async function audit(hash, preset, place) {
  const profile = mkdtempSync(join(tmpdir(), 'waymark-audit-'))
  const port = await freePort()
  const options = launchOptions()
  const context = await chromium.launchPersistentContext(profile, {
    ...options,
    args: [
      ...options.args,
      `--remote-debugging-port=${port}`,
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      '--ignore-certificate-errors',
    ],
  })
  try {
    if (hash !== SCREENS.Welcome) {
      const page = await context.newPage()
      await page.goto(url)
      await lay(page, twoRounds())
      // Opened once, as after a visit on another day: the second copy has caught up with what was laid.
      await page.goto(`${url}#/data`)
      await page.reload()
      await page
        .getByText(/^Twice/)
        .first()
        .waitFor()
      await page.close()
    }
    const flags = {
      port,
      logLevel: 'error',
      onlyCategories: Object.keys(AIMS),
      // The rounds stay; the worker and what it keeps go, so that every file is fetched.
      clearStorageTypes: ['service_workers', 'cache_storage', 'shader_cache'],
    }
    const { lhr } = await lighthouse(url + hash, flags, preset === 'desk' ? desktop : undefined)
    if (lhr.runtimeError) throw new Error(`${place}: ${lhr.runtimeError.message}`)
    const asked = lhr.audits['network-requests']?.details?.items ?? []
    const outside = asked
      .map((request) => request.url)
      .filter((each) => !/^(?:data|blob):/.test(each) && !each.startsWith(url))
    if (outside.length > 0) throw new Error(`${place} asked for ${outside.join(', ')}`)
    for (const category of Object.values(lhr.categories))
      for (const { id, weight } of category.auditRefs) {
        const { score, title, displayValue, details } = lhr.audits[id]
        if (weight === 0 || score === null || score >= 0.9) continue
        const where = (details?.items ?? []).flatMap((item) => item.node?.selector ?? item.description ?? [])
        const says = [`${category.title}: ${title}`, displayValue, ...where].filter(Boolean).join('; ')
        findings.set(says, new Set([...(findings.get(says) ?? []), place]))
      }
    const seconds = (id) => lhr.audits[id].numericValue / 1000
    return {
      ...Object.fromEntries(Object.entries(lhr.categories).map(([id, { score }]) => [id, Math.round(score * 100)])),
      'first paint (s)': seconds('first-contentful-paint'),
      'largest paint (s)': seconds('largest-contentful-paint'),
      'blocked (ms)': lhr.audits['total-blocking-time'].numericValue,
      'moved (CLS)': lhr.audits['cumulative-layout-shift'].numericValue,
    }
  } finally {
    await context.close()
    rmSync(profile, { recursive: true, force: true })
  }
}

/** A round that is half answered and one that is sealed, of one union. */
function twoRounds() {
  const read = (path) => JSON.parse(readFileSync(path, 'utf8'))
  const questionnaire = read('questionnaires/data-maturity/questionnaire.json')
  const { answers } = read('tests/fixtures/golden.json').civic
  const shared = { unionId: 'union-audited', questionnaire, role: 'staff' }
  const half = Object.fromEntries(Object.entries(answers).slice(0, 17))
  return together(
    { unions: [{ id: 'union-audited', name: 'Civic & Care Union', law: null }] },
    roundRecords({ ...shared, id: 'round-done', date: '2025-11-20', answers }),
    roundRecords({
      ...shared,
      id: 'round-draft',
      date: '2026-11-28',
      answers: half,
      more: { status: 'draft', sealedAt: null },
    }),
  )
}

async function freePort() {
  const probe = createServer()
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return port
}

function medians(all) {
  const middle = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]
  return Object.fromEntries(Object.keys(all[0]).map((name) => [name, middle(all.map((each) => each[name]))]))
}

function print() {
  const isMissed = rows.some((row) => Object.entries(AIMS).some(([name, least]) => row[name] < least))
  process.exitCode = isMissed ? 1 : 0
  if (process.argv.includes('--json')) return console.log(JSON.stringify(rows, null, 2))
  const shown = (value) => (typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(2) : String(value))
  const lines = [Object.keys(rows[0]), ...rows.map((row) => Object.values(row).map(shown))]
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)))
  for (const line of lines) console.log(line.map((cell, column) => cell.padEnd(widths[column])).join('  '))
  for (const [says, places] of findings) console.log(`- ${says} (${[...places].join('; ')})`)
  console.log(`Lighthouse ${VERSION}, medians of ${runs}; ${isMissed ? 'below' : 'all at or above'} the aims.`)
}

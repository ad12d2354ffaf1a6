// The grade of Mozilla's HTTP Observatory for the built app on a host that sends the headers of the build:
//   npm run observatory
// The package brings a server and a database with it, so it is no dependency: it is fetched once, into the cache.
// The scan itself asks this machine alone.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer as createHttp } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'

const PACKAGE = '@mdn/mdn-http-observatory'
const VERSION = '1.4.8'
const CACHE = resolve('node_modules/.cache/observatory')
const HOME = join(CACHE, 'node_modules', PACKAGE)
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' }

// The scan trusts the certificate of this run only in a process that was started with it.
const certificate = process.env.NODE_EXTRA_CA_CERTS
if (certificate && process.argv.includes('--scan')) await scanHere(certificate)
else start()

function start() {
  if (!existsSync(HOME)) {
    mkdirSync(CACHE, { recursive: true })
    // Without its scripts: they would fetch lists from elsewhere.
    run('npm', [
      'install',
      '--prefix',
      CACHE,
      '--no-save',
      '--ignore-scripts',
      '--loglevel=error',
      `${PACKAGE}@${VERSION}`,
    ])
  }
  // The list of hosts that browsers know to be secure; this machine is none of them.
  writeFileSync(join(HOME, 'conf/hsts-preload.json'), '{}')
  const folder = mkdtempSync(join(tmpdir(), 'waymark-observatory-'))
  try {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
    run('openssl', [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-keyout',
      key,
      '-out',
      cert,
      ...names,
    ])
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: cert }
    process.exitCode = run(process.execPath, [process.argv[1], '--scan'], { env, mayFail: true })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function run(command, words, { env = process.env, mayFail = false } = {}) {
  const { status, stderr } = spawnSync(command, words, {
    env,
    stdio: ['ignore', 'inherit', mayFail ? 'inherit' : 'pipe'],
  })
  if (status !== 0 && !mayFail) throw new Error(`${command} did not work: ${stderr}`)
  return status ?? 1
}

async function scanHere(cert) {
  await build({ logLevel: 'warn' })
  const host = await serve('dist', cert)
  const { scan } = await import(pathToFileURL(join(HOME, 'src/scanner/index.js')).href)
  const { scan: outcome, tests } = await scan(`localhost:${host.address().port}`)
  host.close()
  for (const [name, { pass, result, scoreModifier }] of Object.entries(tests))
    console.log(`${pass ? 'passed' : 'FAILED'}  ${String(scoreModifier).padStart(3)}  ${name}: ${result}`)
  console.log(
    `Grade ${outcome.grade}, score ${outcome.score}, ${outcome.testsPassed} of ${outcome.testsQuantity} passed`,
  )
  process.exit(outcome.grade === 'A+' ? 0 : 1)
}

/** The folder on one port as a host does it: over https with the headers of `_headers`, and over http sent on to https. */
async function serve(folder, cert) {
  const rules = readRules(readFileSync(join(folder, '_headers'), 'utf8'))
  const credentials = { key: readFileSync(cert.replace('cert.pem', 'key.pem')), cert: readFileSync(cert) }
  const secure = createHttps(credentials, (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'https://host')
    const file = join(folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname)
    const isThere = existsSync(file) && statSync(file).isFile()
    const headers = rules.filter(({ fits }) => fits(pathname)).flatMap(({ headers }) => headers)
    const type = ['Content-Type', TYPES[extname(file)] ?? 'text/plain']
    response.writeHead(isThere ? 200 : 404, Object.fromEntries([type, ...headers]))
    response.end(isThere ? readFileSync(file) : '')
  })
  const plain = createHttp((request, response) => {
    response.writeHead(301, { Location: `https://${request.headers.host}${request.url}` }).end()
  })
  const server = createServer((socket) => {
    socket.once('data', (bytes) => {
      socket.pause()
      socket.unshift(bytes)
      // The first byte of a handshake.
      const handler = bytes[0] === 0x16 ? secure : plain
      handler.emit('connection', socket)
      process.nextTick(() => socket.resume())
    })
    socket.on('error', () => {})
  })
  await new Promise((done) => server.listen(0, 'localhost', done))
  return server
}

/** The rules of `_headers`: a path, and the headers below it. */
function readRules(text) {
  const rules = []
  for (const line of text.split('\n')) {
    if (line.startsWith('/'))
      rules.push({
        fits: (path) => (line.endsWith('*') ? path.startsWith(line.slice(0, -1)) : path === line),
        headers: [],
      })
    else if (line.includes(': ')) {
      const [name, ...value] = line.trim().split(': ')
      rules.at(-1)?.headers.push([name, value.join(': ')])
    }
  }
  return rules
}

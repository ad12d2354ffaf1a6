// Proves with the `age` command that it opens what Waymark seals, and that Waymark opens what it writes.
//   npm run age-exchange                 needs age and python3 (a passphrase is asked for on a terminal)
//   npm run age-exchange -- --fixtures   writes tests/fixtures/age anew; they are frozen, so only for a new one
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createServer } from 'vite'

const FIXTURES = resolve('tests/fixtures/age')
const PHRASE = 'correct horse battery staple anchor ledger'
const KEY = /AGE-SECRET-KEY-\w+/
const folder = mkdtempSync(join(tmpdir(), 'waymark-age-'))

/** Gives the command a terminal of its own, and the passphrase to whatever asks for one. */
const TERMINAL = `
import os, pty, select, sys
phrase, arguments = sys.argv[1], sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(arguments[0], arguments)
seen = b''
while True:
    try:
        select.select([terminal], [], [])
        piece = os.read(terminal, 4096)
    except OSError:
        break
    if not piece:
        break
    seen += piece
    if b'passphrase' in seen and seen.rstrip().endswith(b':'):
        os.write(terminal, phrase.encode() + b'\\n')
        seen = b''
sys.stderr.buffer.write(seen)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
`

function age(phrase, ...args) {
  const { status, stderr } = spawnSync('python3', ['-c', TERMINAL, phrase, 'age', ...args], { encoding: 'utf8' })
  return { isOk: status === 0, says: stderr.trim() }
}

function file(name, content) {
  const path = join(folder, name)
  if (content !== undefined) writeFileSync(path, content)
  return path
}

/** A text as long as asked for, with letters of more than one byte in it. */
function textOf(length) {
  return 'Łódź ✊ members’ list\n'.repeat(Math.ceil(length / 21)).slice(0, length)
}

const TEXTS = {
  empty: '',
  short: '{"waymark":"round","name":"Ärzte & Pflege ✊"}\n',
  'one piece': 'x'.repeat(65_536),
  'a byte more': 'x'.repeat(65_537),
  long: textOf(400_000),
}

function writeFixtures() {
  mkdirSync(FIXTURES, { recursive: true })
  const path = (name) => join(FIXTURES, name)
  writeFileSync(path('short.txt'), TEXTS.short)
  writeFileSync(path('phrase.txt'), `${PHRASE}\n`)
  for (const [name, ...options] of [['short.age'], ['short-armoured.age', '-a']])
    if (!age(PHRASE, '-p', ...options, '-o', path(name), path('short.txt')).isOk) throw new Error(name)
  const key = KEY.exec(spawnSync('age-keygen', { encoding: 'utf8' }).stdout)[0]
  const keyFile = file('key', key)
  const made = spawnSync('age', ['-e', '-i', keyFile, '-o', path('for-a-key.age'), path('short.txt')])
  if (made.status !== 0) throw new Error('for-a-key.age')
}

async function exchange() {
  const server = await createServer({ server: { middlewareMode: true }, appType: 'custom', logLevel: 'error' })
  const { open, seal } = await server.ssrLoadModule('/src/storage/sealed/age.ts')
  const rows = []
  for (const [name, text] of Object.entries(TEXTS)) {
    const ours = file('ours.age', await seal(text, PHRASE, 17))
    const opened = file('opened')
    rmSync(opened, { force: true })
    const there = age(PHRASE, '-d', '-o', opened, ours)
    // For an empty text the command makes no file.
    const found = existsSync(opened) ? readFileSync(opened, 'utf8') : ''
    rows.push([`age opens ours: ${name}`, there.isOk && found === text, there.says])

    for (const options of [[], ['-a']]) {
      const theirs = file('theirs.age')
      rmSync(theirs, { force: true })
      const written = age(PHRASE, '-p', ...options, '-o', theirs, file('plain', text))
      const back = written.isOk ? await open(readFileSync(theirs), PHRASE) : { ok: false, problem: written.says }
      rows.push([`we open theirs: ${[name, ...options].join(' ')}`, back.ok && back.text === text, back.problem])
    }
  }
  const ours = file('ours.age', await seal(TEXTS.short, PHRASE, 17))
  rows.push(['age refuses ours with another passphrase', !age('another one', '-d', '-o', file('no'), ours).isOk])
  const cut = file('cut.age', readFileSync(ours).subarray(0, -1))
  rows.push(['age refuses ours cut by a byte', !age(PHRASE, '-d', '-o', file('no'), cut).isOk])
  await server.close()
  return rows
}

try {
  const { stdout } = spawnSync('age', ['--version'], { encoding: 'utf8' })
  if (!stdout) throw new Error('The age command is not installed (https://age-encryption.org).')
  if (process.argv.includes('--fixtures')) writeFixtures()
  const rows = await exchange()
  console.log(`age ${stdout.trim()}`)
  for (const [what, isOk, why] of rows)
    console.log(`${isOk ? 'ok  ' : 'FAIL'}  ${what}${isOk || !why ? '' : `: ${why}`}`)
  const failed = rows.filter(([, isOk]) => !isOk).length
  console.log(`${rows.length - failed} of ${rows.length} passed`)
  process.exitCode = failed === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

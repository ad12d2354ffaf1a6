import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, inject, test } from 'vitest'

/** What a build is made of. */
const SOURCES = [
  ...['src', 'public', 'questionnaires', 'scripts', 'index.html', 'package.json', 'tsconfig.json', 'vite.config.ts'],
]

/** Builds in a process of its own, as from the command line. */
async function build(folder: string): Promise<void> {
  const env: NodeJS.ProcessEnv = { ...process.env }
  delete env.NODE_ENV
  const child = spawn('npx vite build --logLevel warn', { shell: true, cwd: folder, env })
  const status = await new Promise((done) => child.on('close', done))
  expect(status).toBe(0)
}

/** Every file below a folder, by its path. */
function filesOf(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'))
  const files = names.filter((name) => statSync(join(folder, name)).isFile()).sort()
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name)).toString('base64')]))
}

test('the built app is without the page of all parts', () => {
  const files = Object.entries(filesOf(inject('builds').app))
  // The words of one that is there are found, so those of one that is not would be.
  const holding = (words: string) =>
    files.filter(([, text]) => Buffer.from(text, 'base64').includes(words)).map(([name]) => name)
  expect(holding('There is no page at this address').length).toBeGreaterThan(0)
  expect([...holding('/parts'), ...holding('Every part in every state'), ...holding('PartsView')]).toEqual([])
})

test('two builds in two folders are equal byte for byte', async () => {
  const other = mkdtempSync(join(tmpdir(), 'waymark-build-'))
  try {
    for (const source of SOURCES) cpSync(source, join(other, source), { recursive: true })
    symlinkSync(resolve('node_modules'), join(other, 'node_modules'), 'junction')
    await build(other)
    const [one, two] = [filesOf(inject('builds').app), filesOf(join(other, 'dist'))]
    expect(Object.keys(two)).toEqual(Object.keys(one))
    expect(Object.keys(one).length).toBeGreaterThan(50)
    expect(Object.keys(one).filter((name) => one[name] !== two[name])).toEqual([])
  } finally {
    rmSync(other, { recursive: true, force: true })
  }
})

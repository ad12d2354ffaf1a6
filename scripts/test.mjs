// The one gate: what only reads the files side by side, then the tests in turn; stops at the first step that fails.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'

const reports = 'node_modules/.cache/test-reports'
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
const tests = (name, project) =>
  `npx vitest run --project '${project}' --reporter=default --reporter=json --outputFile.json=${reports}/${name}.json`

const readings = [
  ['lock file', 'node scripts/check-lock.mjs'],
  ['types', 'npx vue-tsc --noEmit'],
  ['lint', 'npx eslint . --max-warnings 0'],
  ['format', 'npx prettier --check --log-level warn .'],
  ['questionnaires', 'node scripts/questionnaires.mjs'],
]
const suites = [
  ['unit', 'core*'],
  ['component', 'screen*'],
  ['browser', 'browser'],
]

let passed = 0
let failed = 0
const lines = []

const read = await Promise.all(readings.map(([, command]) => run(command, 'pipe')))
for (const [index, [name]] of readings.entries()) {
  console.log(`\n── ${name}`)
  process.stdout.write(read[index].output)
  finish(name, read[index])
}
for (const [name, project] of suites) {
  console.log(`\n── ${name}`)
  const outcome = await run(tests(name, project), 'inherit')
  const counts = readReport(`${reports}/${name}.json`)
  passed += counts.passed
  failed += counts.failed
  finish(name, outcome, `${counts.passed} passed, ${counts.failed} failed`)
  if (counts.passed === 0) fail(name, 'no test was run')
}
console.log(`\n${lines.join('\n')}\n${passed} passed, ${failed} failed`)

/** Runs a command to its end. Steps side by side are piped, so that what they print does not mix. */
function run(command, stdio) {
  const begun = Date.now()
  const child = spawn(command, { stdio: ['ignore', stdio, stdio], shell: true })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (output += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status) => resolve({ status, output, seconds: (Date.now() - begun) / 1000 }))
  })
}

function finish(name, { status, seconds }, counts = '') {
  lines.push(`${name.padEnd(15)} ${seconds.toFixed(1).padStart(6)} s  ${counts}`)
  if (status !== 0) fail(name, `exit code ${status}`)
}

function readReport(file) {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8'))
    return { passed: numPassedTests, failed: numFailedTests }
  } catch (error) {
    console.error(`The test report ${file} could not be read: ${error.message}`)
    return { passed: 0, failed: 0 }
  }
}

function fail(name, why) {
  console.error(
    `\n${lines.join('\n')}\nThe step "${name}" failed: ${why}.\n${passed} passed, ${Math.max(failed, 1)} failed`,
  )
  process.exit(1)
}

// The one gate: each step in turn, stopping at the first that fails; counts at the end.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'

const reports = 'node_modules/.cache/test-reports'
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
const tests = (name, projects) =>
  `npx vitest run ${projects.map((p) => `--project ${p}`).join(' ')} --reporter=default --reporter=json --outputFile.json=${reports}/${name}.json`

const steps = [
  ['lock file', 'node scripts/check-lock.mjs'],
  ['types', 'npx vue-tsc --noEmit'],
  ['lint', 'npx eslint . --max-warnings 0'],
  ['format', 'npx prettier --check --log-level warn .'],
  ['questionnaires', 'node scripts/questionnaires.mjs'],
  ['unit', tests('unit', ['core'])],
  ['component', tests('component', ['screen'])],
  ['browser', tests('browser', ['browser'])],
]

let passed = 0
let failed = 0
const lines = []
for (const [name, command] of steps) {
  console.log(`\n── ${name}`)
  const begun = Date.now()
  const { status } = spawnSync(command, { stdio: 'inherit', shell: true })
  let counts = ''
  if (command.includes('vitest')) {
    const report = readReport(`${reports}/${name}.json`)
    passed += report.passed
    failed += report.failed
    counts = `${report.passed} passed, ${report.failed} failed`
    if (status === 0 && report.passed === 0) fail(name, 'no test was run')
  }
  lines.push(`${name.padEnd(15)} ${((Date.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${counts}`)
  if (status !== 0) fail(name, `exit code ${status}`)
}
console.log(`\n${lines.join('\n')}\n${passed} passed, ${failed} failed`)

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

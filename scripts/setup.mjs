// Installs what a fresh clone lacks; needs only Node.  node scripts/setup.mjs [--browser]
import { existsSync, statSync } from 'node:fs'
import { spawnSync } from 'node:child_process'

const time = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0)

if (time('node_modules/.package-lock.json') < time('package-lock.json')) {
  console.log('Installing dependencies (npm ci) …')
  const { status } = spawnSync('npm ci --include=dev --no-audit --no-fund --loglevel=error', {
    stdio: 'inherit',
    shell: true,
  })
  if (status !== 0) process.exit(status ?? 1)
}
if (process.argv.includes('--browser')) {
  const { findChromium, installChromium } = await import('./chromium.mjs')
  if (!findChromium()) await installChromium()
  const found = findChromium()
  if (!found) {
    console.error(
      'No Chromium was found or could be installed. Install Chrome, Edge or Chromium, or set CHROMIUM_PATH.',
    )
    process.exit(1)
  }
  console.log(`Browser for the tests: ${found}`)
}

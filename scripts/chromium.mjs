// Finds, or as a last resort installs, a Chromium for the browser tests.
import { accessSync, constants, mkdirSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { delimiter, join, resolve } from 'node:path'
import { chromium } from 'playwright-core'
const { env, platform, arch } = process
const CACHE = resolve('node_modules/.cache/chromium') // where the npm fallback is unpacked
const NAMES = {
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((n) => `${n}.app/Contents/MacOS/${n}`),
  win32: ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'],
}[platform] ?? ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const DIRS =
  { darwin: ['/Applications'], win32: [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].filter(Boolean) }[
    platform
  ] ?? env.PATH.split(delimiter)

/**
 * What nothing here looks at. The suggestions below the address bar alone are two pages more for every window. Of several
 * such lists the last one counts, so what Playwright switches off is said again.
 */
const SWITCHED_OFF = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'LensOverlay'],
  ...['HttpsFirstBalancedModeAutoEnable', 'MediaRouter', 'PaintHolding', 'ThirdPartyStoragePartitioning'],
  ...['OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch'],
]
const runnable = (path) => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
export function findChromium() {
  const chosen = env.CHROMIUM_PATH
  if (chosen && !runnable(chosen)) throw new Error(`CHROMIUM_PATH names ${chosen}, which cannot be run`)
  return (
    chosen ||
    [chromium.executablePath(), ...DIRS.flatMap((d) => NAMES.map((n) => join(d, n))), join(CACHE, 'chromium')].find(
      runnable,
    )
  )
}
export async function installChromium() {
  const run = (command) => spawnSync(command, { stdio: 'inherit', shell: true }).status === 0
  if (run('npx playwright-core install --no-shell chromium')) return
  if (
    platform !== 'linux' ||
    arch !== 'x64' ||
    !run('npm install --no-save --loglevel=error @sparticuz/chromium@153.0.0')
  )
    throw new Error('No Chromium: install Chrome, Edge or Chromium, or set CHROMIUM_PATH')
  mkdirSync(CACHE, { recursive: true })
  env.TMPDIR = CACHE // the package unpacks into os.tmpdir()
  const { default: packed, inflate } = await import('@sparticuz/chromium')
  await packed.executablePath()
  await inflate(resolve('node_modules/@sparticuz/chromium/bin/al2023.tar.br')) // NSS libraries, missing on bare images
}
export function launchOptions() {
  const executablePath = findChromium()
  const args = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    `--disable-features=${SWITCHED_OFF.join(',')}`,
  ]
  if (process.getuid?.() === 0) args.push('--no-sandbox')
  return {
    executablePath,
    args,
    env: executablePath?.startsWith(CACHE) ? { ...env, LD_LIBRARY_PATH: join(CACHE, 'al2023/lib') } : env,
  }
}

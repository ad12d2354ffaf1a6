// Takes away what a run leaves behind that was stopped half way: browsers, mounted disks, folders.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endAll } from './processes.mjs'

/** Each folder says in its name which process it belongs to. */
const PREFIX = 'waymark-faults-'
const NAME = new RegExp(`^${PREFIX}(\\d+)-`)

/** A folder that is taken away with `remove`. */
export function newFolder() {
  const path = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`))
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) }
}

/** Takes away what runs left behind that are not at work any more. */
export function takeAwayOld() {
  for (const { path, run } of folders()) if (run !== process.pid && !isAlive(run)) takeAway(path)
}

/** However this run ends, it leaves nothing behind. */
export function leaveNothing() {
  process.on('exit', () => {
    for (const { path, run } of folders()) if (run === process.pid) takeAway(path)
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1))
}

function folders() {
  return readdirSync(tmpdir()).flatMap((name) => {
    const run = Number(NAME.exec(name)?.[1])
    return run > 0 ? [{ path: join(tmpdir(), name), run }] : []
  })
}

function isAlive(id) {
  return existsSync(`/proc/${id}`)
}

/** At once, because a process that ends waits for nothing. */
function takeAway(path) {
  endAll(browsersOn(path))
  for (let tries = 0; tries < 50 && isMounted(join(path, 'disk')); tries += 1) {
    try {
      execFileSync('umount', [join(path, 'disk')], { stdio: 'ignore' })
    } catch {
      // The last of the browser still holds it.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
    }
  }
  if (isMounted(join(path, 'disk'))) return console.error(`${path} could not be unmounted.`)
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}

function isMounted(path) {
  return existsSync('/proc/mounts') && readFileSync('/proc/mounts', 'utf8').includes(` ${path} `)
}

/** The numbers of the processes that were started on a profile in this folder. */
function browsersOn(path) {
  if (!existsSync('/proc/self')) return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map(Number)
    .filter((id) => {
      try {
        // The random end of the name is nobody else's.
        return readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(path)
      } catch {
        return false
      }
    })
}

// Starting a browser as a process of its own, and ending it as a crash does.
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Looks again until there is a value; throws after `patience` milliseconds. */
export async function waitFor(look, what, patience = 60_000) {
  const end = Date.now() + patience
  for (;;) {
    const value = await look()
    if (value) return value
    if (Date.now() > end) throw new Error(`${what} did not come in ${patience} ms`)
    await pause(20)
  }
}

/** Starts a program in a process group of its own. */
export function start(program, args, env = process.env) {
  return spawn(program, args, { detached: true, stdio: 'ignore', env })
}

/** Ends a program and everything it started at once, without a chance to write anything more. */
export async function kill(child) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  endAll([child.pid])
  await gone
}

/** Ends these processes, by their numbers, and everything they started. */
export function endAll(ids) {
  for (const id of ids.flatMap((each) => [each, ...descendants(each)])) {
    try {
      process.kill(id, 'SIGKILL')
    } catch {
      // It ended by itself meanwhile.
    }
  }
}

/** The numbers of all processes below this one; its group is not enough, because browsers start groups of their own. */
function descendants(root) {
  const children = new Map()
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
      children.set(parent, [...(children.get(parent) ?? []), Number(name)])
    } catch {
      // It ended while we looked.
    }
  }
  const below = (id) => (children.get(id) ?? []).flatMap((child) => [child, ...below(child)])
  return below(root)
}

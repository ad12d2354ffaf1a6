// Firefox ESR on a given profile, spoken to by its own remote protocol (Marionette): a length, a colon and JSON.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { delimiter, join } from 'node:path'
import { kill, start, waitFor } from './processes.mjs'

/** The program; `undefined` if it is not installed. */
export function findFirefox() {
  const places = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'firefox-esr'))
  return places.find((path) => existsSync(path))
}

const SETTINGS = { 'marionette.port': 0, 'browser.shell.checkDefaultBrowser': false, 'app.update.enabled': false }

/** Starts Firefox on this profile with one page. */
export async function startFirefox(profile) {
  const port = join(profile, 'MarionetteActivePort')
  rmSync(port, { force: true })
  writeFileSync(
    join(profile, 'user.js'),
    Object.entries(SETTINGS)
      .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
      .join(''),
  )
  const child = start(findFirefox(), ['--headless', '--no-remote', '--marionette', '--profile', profile])
  try {
    const number = await waitFor(() => existsSync(port) && Number(readFileSync(port, 'utf8')), 'Firefox', 60_000)
    const ask = await open(number)
    await ask('WebDriver:NewSession', { capabilities: { alwaysMatch: { pageLoadStrategy: 'none' } } })
    await ask('WebDriver:SetTimeouts', { script: 120_000 })
    return {
      goto: (url) => ask('WebDriver:Navigate', { url }),
      async run(work, argument) {
        const script = `return (${work})(arguments[0])`
        return (await ask('WebDriver:ExecuteScript', { script, args: [argument ?? null] })).value
      },
      kill: () => kill(child),
      async close() {
        const gone = new Promise((resolve) => child.once('exit', resolve))
        await ask('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined)
        await gone
      },
    }
  } catch (error) {
    await kill(child)
    throw error
  }
}

/** A function that sends one command and waits for its answer. */
async function open(port) {
  const socket = connect(port, '127.0.0.1')
  const waiting = new Map()
  let count = 0
  let rest = Buffer.alloc(0)
  const fail = () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox is gone'))
    waiting.clear()
  }
  socket.on('error', fail)
  socket.on('close', fail)
  await new Promise((resolve) => {
    socket.on('data', (bytes) => {
      rest = Buffer.concat([rest, bytes])
      for (;;) {
        const colon = rest.indexOf(':')
        const end = colon + 1 + Number(rest.subarray(0, Math.max(colon, 0)).toString())
        if (colon < 0 || rest.length < end) return
        const message = JSON.parse(rest.subarray(colon + 1, end).toString())
        rest = rest.subarray(end)
        // The first one only says who is there.
        if (!Array.isArray(message)) resolve()
        else {
          const [, id, error, result] = message
          const asked = waiting.get(id)
          waiting.delete(id)
          if (error) asked?.reject(new Error(`${error.error}: ${error.message}`))
          else asked?.resolve(result)
        }
      }
    })
  })
  return (command, parameters) =>
    new Promise((resolve, reject) => {
      if (socket.destroyed) return reject(new Error('Firefox is gone'))
      const id = (count += 1)
      waiting.set(id, { resolve, reject })
      const text = JSON.stringify([0, id, command, parameters])
      socket.write(`${Buffer.byteLength(text)}:${text}`)
    })
}

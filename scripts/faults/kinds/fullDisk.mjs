import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Disk, whyNoDisk } from '../disk.mjs'
import { newFolder } from '../leftovers.mjs'
import { waitFor } from '../processes.mjs'
import { Trial, waitForScreen } from '../trial.mjs'

/** On a smaller one Chromium makes room by taking the whole origin away, both copies and all; no page can prevent that. */
const MEGABYTES = 400
/** A full disk is met by this many starts before somebody makes room. */
const STARTS = 5

export default {
  name: 'full',
  title: 'Disk full (Chromium)',
  runs: 10,
  why: () => whyNoDisk(newFolder()),
  async run({ runs, url, onRun }) {
    const total = { acknowledged: 0, lost: 0, noticed: 0, harmed: 0, slowest: 0, remarks: [] }
    for (let run = 0; run < runs; run += 1) {
      const folder = newFolder()
      const disk = new Disk(folder.path, MEGABYTES)
      const trial = new Trial({ url, profile: join(disk.path, 'profile') })
      try {
        await trial.begin()
        await trial.writeSome(5)
        disk.fill('full')
        await trial.writeSome(5)
        await trial.browser.kill()
        for (let start = 0; start < STARTS; start += 1) {
          disk.fill('full')
          await startOnFull(trial)
        }
        rmSync(join(disk.path, 'full'))
        await trial.restart()
      } finally {
        await trial.remove()
        await waitFor(() => attempt(() => disk.unmount()), 'the end of the disk')
        folder.remove()
      }
      for (const key of ['acknowledged', 'lost', 'noticed', 'harmed']) total[key] += trial[key]
      total.slowest = Math.max(total.slowest, trial.slowest)
      total.remarks.push(...trial.remarks)
      onRun(run, total)
    }
    return total
  },
}

/** The browser itself may not come up without any room; then there is no page that could say anything. */
async function startOnFull(trial) {
  let browser = null
  try {
    browser = await trial.startBrowser(trial.profile)
    await browser.goto(trial.url)
  } catch {
    await browser?.kill()
    return trial.remarks.push('the browser itself did not start on the full disk')
  }
  try {
    const screen = await waitForScreen(browser)
    trial.slowest = Math.max(trial.slowest, screen.seconds)
    // As on a first visit: what is there was not read.
    if (!screen.isWelcome) return
    trial.harmed += 1
    if (screen.isTold) trial.noticed += 1
    else trial.remarks.push('an empty Waymark was shown on the full disk, without a word')
  } finally {
    await browser.kill()
  }
}

function attempt(work) {
  try {
    work()
    return true
  } catch {
    return false
  }
}

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Disk, whyNoDisk } from '../disk.mjs'
import { pause, waitFor } from '../processes.mjs'
import { newFolder, Trial } from '../trial.mjs'

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
      const disk = new Disk(folder.path, 128)
      const trial = new Trial({ url, profile: join(disk.path, 'profile') })
      try {
        await trial.begin()
        await trial.writeSome(5)
        disk.fill('full')
        await trial.writeSome(5)
        await trial.browser.kill()
        for (let start = 0; start < STARTS; start += 1) {
          disk.fill('full')
          await startOnFull(trial, url)
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
      onRun(run, trial.lost)
    }
    return total
  },
}

/** The browser itself may not come up without any room; then there is no page that could say anything. */
async function startOnFull(trial, url) {
  let browser = null
  try {
    browser = await trial.startBrowser(trial.profile)
    await browser.goto(url)
    await pause(3000)
  } catch {
    return
  } finally {
    await browser?.kill()
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

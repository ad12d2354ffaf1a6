import { join } from 'node:path'
import { Disk, whyNoDisk } from '../disk.mjs'
import { newFolder } from '../leftovers.mjs'
import { waitFor } from '../processes.mjs'
import { Trial } from '../trial.mjs'

export default {
  name: 'power',
  title: 'Power cut while writing (Chromium)',
  runs: 100,
  why: () => whyNoDisk(newFolder()),
  /** One profile for all cuts, each built upon what the last one left. */
  async run({ runs, url, onRun }) {
    const folder = newFolder()
    const disk = new Disk(folder.path, 400)
    const trial = new Trial({ url, profile: join(disk.path, 'profile') })
    try {
      for (let run = 0; run < runs; run += 1) {
        if (run === 0) await trial.begin()
        else await trial.openFirst()
        await trial.writeUntilKilled(300 + Math.random() * 1700, async () => {
          disk.cut()
          await trial.browser.kill()
        })
        await waitFor(() => attempt(() => disk.unmount()), 'the end of the disk')
        disk.mount()
        await trial.restart({ isLast: run === runs - 1 })
        onRun(run, trial)
      }
      return trial
    } finally {
      await trial.remove()
      await waitFor(() => attempt(() => disk.unmount()), 'the end of the disk')
      folder.remove()
    }
  },
}

function attempt(work) {
  try {
    work()
    return true
  } catch {
    return false
  }
}

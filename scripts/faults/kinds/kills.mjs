import { newFolder } from '../leftovers.mjs'
import { Trial } from '../trial.mjs'

/** The browser is ended while it writes, again and again on one profile. */
export async function killAgain({ runs, url, startBrowser, onRun }) {
  const folder = newFolder()
  const trial = new Trial({ url, profile: folder.path, startBrowser })
  try {
    for (let run = 0; run < runs; run += 1) {
      if (run === 0) await trial.begin()
      else await trial.openFirst()
      await trial.writeUntilKilled(300 + Math.random() * 1700)
      await trial.restart({ isLast: run === runs - 1 })
      onRun(run, trial)
    }
    return trial
  } finally {
    await trial.remove()
    folder.remove()
  }
}

export default {
  name: 'kills',
  title: 'Killed while writing (Chromium)',
  runs: 100,
  run: killAgain,
}

import { rmSync } from 'node:fs'
import { newFolder } from '../leftovers.mjs'
import { afterRefusal, countWrites, tryAgain, useUpRoom } from '../page.mjs'
import { Trial } from '../trial.mjs'
import { storeFolder } from './damage.mjs'

/** The app itself, which the browser keeps for working offline, takes less than half of it. */
const ROOM = 6_000_000
/** More attempts by itself would be a loop: the first and three more, each of which may begin twice. */
const MOST_WRITES = 8

export default {
  name: 'quota',
  title: 'No room left by quota (Chromium)',
  runs: 10,
  async run({ runs, url, onRun }) {
    const total = { acknowledged: 0, lost: 0, noticed: 0, harmed: 0, slowest: 0, remarks: [] }
    const { origin } = new URL(url)
    let clean = 0
    for (let run = 0; run < runs; run += 1) {
      const folder = newFolder()
      const trial = new Trial({ url, profile: folder.path })
      const complain = (words) => trial.remarks.push(`run ${run + 1}: ${words}`)
      try {
        let protocol
        await trial.begin(async (browser) => {
          protocol = await browser.protocol()
          // Before the first write: how much room is left is remembered for a while by the browser.
          await protocol.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: ROOM })
        })
        await trial.writeSome(4)
        if (!(await trial.browser.run(useUpRoom))) throw new Error('the browser never refused to write')
        await trial.browser.run(countWrites)
        if ((await trial.writeSome(12, 1)) === 0) throw new Error('the page was never refused')
        const seen = await trial.browser.run(afterRefusal, trial.refused.level)
        if (!seen.isTold) complain('the page did not say that it could not save')
        if (!seen.isKept) complain('the answer did not stay on the screen')
        if (!seen.offersFile) complain('no file was offered')
        if (!seen.isQuiet || seen.writes > MOST_WRITES) complain(`the page went on trying (${seen.writes} times)`)
        await protocol.send('Storage.overrideQuotaForOrigin', { origin })
        if (await trial.browser.run(tryAgain)) trial.saveRefused()
        else complain('nothing was saved when there was room again')
        if (trial.remarks.length === 0) clean += 1
        await trial.browser.kill()
        // The store first, and then, without it, the second copy.
        await trial.restart({ isLast: false })
        await trial.browser.close()
        rmSync(storeFolder(folder.path), { recursive: true })
        await trial.restart()
      } finally {
        await trial.remove()
        folder.remove()
      }
      for (const key of ['acknowledged', 'lost', 'noticed', 'harmed']) total[key] += trial[key]
      total.slowest = Math.max(total.slowest, trial.slowest)
      total.remarks.push(...trial.remarks)
      onRun(run, total)
    }
    total.remarks.push(
      `in ${clean} of ${runs} runs the page said that it could not save, kept the answer, offered a file, came to rest, and saved it when there was room again`,
    )
    return total
  },
}

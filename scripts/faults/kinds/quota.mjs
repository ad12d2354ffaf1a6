import { newFolder, Trial } from '../trial.mjs'

export default {
  name: 'quota',
  title: 'No room left by quota (Chromium)',
  runs: 10,
  /** The room is given before the first write: how much is left is remembered for a while by the browser. */
  async run({ runs, url, onRun }) {
    const total = { acknowledged: 0, lost: 0, noticed: 0, harmed: 0, slowest: 0, remarks: [] }
    const { origin } = new URL(url)
    for (let run = 0; run < runs; run += 1) {
      const folder = newFolder()
      const trial = new Trial({ url, profile: folder.path })
      try {
        await trial.begin(async (browser) => {
          const protocol = await browser.protocol()
          await protocol.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 12_000_000 })
        })
        await trial.writeSome(4)
        const isFull = await fill(trial.browser)
        const refused = await trial.writeSome(12)
        if (!isFull) total.remarks.push(`run ${run + 1}: the browser never refused to write`)
        else if (refused > 0) total.remarks.push(`run ${run + 1}: the page said that it could not save`)
        await trial.browser.kill()
        await trial.restart()
      } finally {
        await trial.remove()
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

/** Writes random bytes into the origin's own cache until the browser refuses; whether it did. */
function fill(browser) {
  return browser.run(async () => {
    const cache = await caches.open('fault')
    for (let size = 1_000_000, number = 0; size > 500; number += 1) {
      if (number > 200) return false
      const parts = Array.from({ length: Math.ceil(size / 65536) }, () =>
        crypto.getRandomValues(new Uint8Array(Math.min(65536, size))),
      )
      try {
        await cache.put(`/fault/${number}`, new Response(new Blob(parts)))
      } catch {
        size /= 2
      }
    }
    return true
  })
}

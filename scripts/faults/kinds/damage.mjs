import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { newFolder } from '../leftovers.mjs'
import { Trial } from '../trial.mjs'

/** Where Chromium keeps the databases of an origin. */
export function storeFolder(profile) {
  const all = join(profile, 'Default', 'IndexedDB')
  return join(
    all,
    readdirSync(all).find((name) => name.endsWith('.indexeddb.leveldb')),
  )
}

/** The largest file of the store whose name ends so; `undefined` if there is none. */
function largest(folder, ending) {
  const files = readdirSync(folder).filter((name) => name.endsWith(ending))
  const paths = files.map((name) => join(folder, name))
  return paths.sort((a, b) => statSync(b).size - statSync(a).size)[0]
}

const manifest = (folder) =>
  join(
    folder,
    readdirSync(folder).find((name) => name.startsWith('MANIFEST')),
  )

function change(path, work) {
  const bytes = readFileSync(path)
  work(bytes)
  writeFileSync(path, bytes)
}

const flipMiddle = (bytes) => {
  const middle = Math.floor(bytes.length / 2)
  for (let at = middle; at < Math.min(middle + 16, bytes.length); at += 1) bytes[at] ^= 0xff
}

const tear = (count) => (folder) => {
  const log = largest(folder, '.log')
  truncateSync(log, Math.max(0, statSync(log).size - count))
}

/** Each takes the folder of the store, with the browser closed. */
export const DAMAGES = {
  'log torn by 1 byte': tear(1),
  'log torn by 100 bytes': tear(100),
  'log torn by 1,000 bytes': tear(1000),
  '16 bytes flipped in the log': (folder) => change(largest(folder, '.log'), flipMiddle),
  'half of the log zeroed': (folder) => change(largest(folder, '.log'), (bytes) => bytes.fill(0, bytes.length >> 1)),
  'a table deleted': (folder) => rmSync(largest(folder, '.ldb')),
  '16 bytes flipped in a table': (folder) => change(largest(folder, '.ldb'), flipMiddle),
  'MANIFEST halved': (folder) => truncateSync(manifest(folder), statSync(manifest(folder)).size >> 1),
  'CURRENT deleted': (folder) => rmSync(join(folder, 'CURRENT')),
  'CURRENT emptied': (folder) => truncateSync(join(folder, 'CURRENT'), 0),
  'MANIFEST replaced by a folder': (folder) => {
    const path = manifest(folder)
    rmSync(path)
    mkdirSync(path)
  },
}

/** Fills a table of the store until the browser has written one of its files: a young store is only a log. */
async function growTable(browser, profile) {
  for (let tries = 0; tries < 5 && !largest(storeFolder(profile), '.ldb'); tries += 1)
    await browser.run(async () => {
      const request = indexedDB.open('waymark')
      const db = await new Promise((resolve) => (request.onsuccess = () => resolve(request.result)))
      const transaction = db.transaction('filler', 'readwrite')
      for (let row = 0; row < 768; row += 1)
        transaction.objectStore('filler').add({ bytes: crypto.getRandomValues(new Uint8Array(8192)) })
      await new Promise((resolve) => (transaction.oncomplete = resolve))
      const cleaning = db.transaction('filler', 'readwrite')
      cleaning.objectStore('filler').clear()
      await new Promise((resolve) => (cleaning.oncomplete = resolve))
      db.close()
    })
}

export default {
  name: 'damage',
  title: `Files damaged in ${Object.keys(DAMAGES).length} ways (Chromium)`,
  runs: Object.keys(DAMAGES).length * 3,
  /** A profile of its own for each; after the damage two starts, with answers in between. */
  async run({ runs, url, onRun, only }) {
    const ways = Object.entries(DAMAGES).filter(([name]) => !only || name === only)
    const total = { acknowledged: 0, lost: 0, noticed: 0, harmed: 0, slowest: 0, remarks: [] }
    for (let run = 0; run < runs; run += 1) {
      const [name, damage] = ways[run % ways.length]
      const folder = newFolder()
      const trial = new Trial({ url, profile: folder.path })
      try {
        await trial.begin()
        await trial.writeSome(4)
        if (/table/.test(name)) await growTable(trial.browser, folder.path)
        await trial.writeSome(4)
        await trial.browser.close()
        if (!existsSync(storeFolder(folder.path))) throw new Error('the browser keeps its databases elsewhere')
        damage(storeFolder(folder.path))
        await trial.restart({ isLast: false })
        if (!trial.isStuck) {
          await trial.openFirst()
          await trial.writeSome(2)
          await trial.browser.close()
          await trial.restart()
        }
      } catch (error) {
        throw new Error(`${name}: ${error.message}`)
      } finally {
        await trial.remove()
        folder.remove()
      }
      for (const key of ['acknowledged', 'lost', 'noticed', 'harmed']) total[key] += trial[key]
      total.slowest = Math.max(total.slowest, trial.slowest)
      const silent = trial.harmed - trial.noticed
      if (silent > 0) total.remarks.push(`${name}: harmed and not told at ${silent} starts`)
      total.remarks.push(...trial.remarks.map((remark) => `${name}: ${remark}`))
      onRun(run, total)
    }
    return total
  },
}

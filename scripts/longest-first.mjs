// The order of the test files: the longest first, so that no processor is idle while the last of them runs alone.
import { statSync } from 'node:fs'
import { basename } from 'node:path'

/** Of the browser tests, which are walks: how much is written of them says little. */
const LONGEST = [
  ...[
    'screens',
    'kit',
    'papers',
    'roomScreen',
    'storage',
    'answering',
    'offline',
    'faults',
    'update',
    'workshop',
    'check',
  ],
  ...['gather', 'keyboard', 'builds'],
]

/** Vitest's own order goes by the size of the files as long as it has seen none of them run. */
export class LongestFirst {
  shard(files) {
    return files
  }

  sort(files) {
    const placeOf = ({ moduleId }) => {
      const place = moduleId.includes('/tests/browser/') ? LONGEST.indexOf(basename(moduleId, '.test.ts')) : -1
      return place === -1 ? LONGEST.length : place
    }
    const sizeOf = ({ moduleId }) => statSync(moduleId).size
    return files.toSorted((a, b) => placeOf(a) - placeOf(b) || sizeOf(b) - sizeOf(a))
  }
}

// The order of the test files: the longest first, so that no processor is idle while the last of them runs alone.
import { statSync } from 'node:fs'

/** How much is written of these says little: they are walks through the app, or try something thousands of times. */
const LONGEST = [
  ...['storage/tabs', 'door/read', 'domain/session', 'domain/merge'],
  ...['browser/screens', 'browser/routes', 'browser/faults', 'browser/kit', 'browser/papers', 'browser/storage'],
  ...['browser/roomScreen', 'browser/answering', 'browser/offline', 'browser/files', 'browser/update'],
  ...['browser/workshop', 'browser/check', 'browser/corpora', 'browser/gather', 'browser/data', 'browser/camera'],
  ...['browser/keyboard', 'browser/builds'],
]

/** Vitest's own order goes by the size of the files as long as it has seen none of them run. */
export class LongestFirst {
  shard(files) {
    return files
  }

  sort(files) {
    const placeOf = ({ moduleId }) => {
      const place = LONGEST.indexOf(/\/tests\/(.+)\.test\.ts$/.exec(moduleId)?.[1])
      return place === -1 ? LONGEST.length : place
    }
    // A process that goes on from file to file ends when the next one wants a process of its own, so those come first.
    const goesOn = ({ project }) => Number(project.config.isolate === false)
    const sizeOf = ({ moduleId }) => statSync(moduleId).size
    return files.toSorted((a, b) => placeOf(a) - placeOf(b) || goesOn(a) - goesOn(b) || sizeOf(b) - sizeOf(a))
  }
}

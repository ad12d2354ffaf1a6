import type { Keeper } from './journal/keeper'

// A database in the memory of the page, for a page that keeps nothing. It has the interface of the browser's own, so that
// all that reads and writes the store goes on as it is.

export { IDBKeyRange, indexedDB } from 'fake-indexeddb'

/** How many changes were made since the page was loaded. */
let changes = 0
/** How many there were when a union was put into a file, by its id. */
const inFiles = new Map<string, number>()
let tell: () => void = () => {}

/** Tells `listener` of each change, and of each file. */
export function onMemory(listener: () => void): void {
  tell = listener
}

export function changesInMemory(): number {
  return changes
}

/** Notes that a union is in a file, as it was after so many changes. */
export function noteFile(unionId: string, after: number): void {
  inFiles.set(unionId, after)
  tell()
}

/** Whether nothing was changed since a union was put into a file; a change of another union counts as well. */
export function isInFile(unionId: string): boolean {
  return inFiles.get(unionId) === changes
}

/** Stands where the second copy would be kept: there is none, so what changes is only counted. */
export const keeper: Keeper = {
  add() {
    changes += 1
    tell()
  },
  settled: () => Promise.resolve(),
  close: () => Promise.resolve(),
}

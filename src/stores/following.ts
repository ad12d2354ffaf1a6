import { useLibraryStore } from './library'
import { usePreferenceStore } from './preferences'

const readings: (() => Promise<unknown>)[] = []

/** Reads with `read` again what a store has open, whenever another tab has saved something. */
export function whileFollowing(read: () => Promise<unknown>): void {
  readings.push(read)
}

let isBehind = false
let running: Promise<void> | null = null

/** Reads again what is open in this tab. Called while that is going on, it is done once more. */
export function follow(): Promise<void> {
  isBehind = true
  running ??= catchUp().finally(() => (running = null))
  return running
}

async function catchUp(): Promise<void> {
  const library = useLibraryStore()
  while (isBehind) {
    isBehind = false
    await library.again()
    // What cannot be read says so where it is shown.
    await Promise.allSettled([usePreferenceStore().load(), ...readings.map((read) => read())])
    library.followed += 1
  }
}

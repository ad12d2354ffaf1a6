import type { Place } from '@/storage/places'

/** The address of the page that empties and then looks; the app reads no storage when it starts there. */
export const ERASED = '#/erased'

/** Said to the other tabs. */
const GO = 'erase'
/** Kept for this tab until the page is loaded again: only who typed the word has it, so no link can erase anything. */
const CONFIRMED = 'waymark-erase'

/** Erases everything after loading the page again, when nothing of it is open any more; the other tabs go away first. */
export function beginErasing(): void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage(GO)
  channel.close()
  leave()
}

const CHANNEL = 'waymark-erase'

function leave(): void {
  sessionStorage.setItem(CONFIRMED, 'yes')
  window.location.hash = ERASED
  window.location.reload()
}

/** Does the same when another tab erases everything: what is open here would stand in the way. */
export function followErasing(): void {
  new BroadcastChannel(CHANNEL).onmessage = ({ data }) => {
    if (data === GO) leave()
  }
}

/** Erases everything if that was confirmed in this tab, and tells what is found in each place afterwards. */
export async function finishErasing(): Promise<readonly Place[]> {
  // Every page listens for the word to go, but only this one looks.
  const { emptyAll, lookAround } = await import('@/storage/places')
  const isConfirmed = sessionStorage.getItem(CONFIRMED) === 'yes'
  for (const pause of isConfirmed ? PAUSES : []) {
    await new Promise((resolve) => setTimeout(resolve, pause))
    await emptyAll()
    const places = await lookAround()
    if (places.every(({ entries }) => entries === null || entries.length === 0)) return places
  }
  return lookAround()
}

/** Milliseconds before each attempt: another tab may need a moment to let go of a file. */
const PAUSES = [0, 500, 1500, 3000]

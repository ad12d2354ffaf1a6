/** Milliseconds after which a text that comes back counts as new. */
const AWAY = 2000

/**
 * Tells texts that come before the camera from those that are still there, for a reader that sees each many times a second.
 *
 * @returns a function that takes a text and the time in milliseconds, and says whether the text is new
 */
export function sightings(): (text: string, now: number) => boolean {
  const lastSeen = new Map<string, number>()
  return (text, now) => {
    const before = lastSeen.get(text)
    // Forgotten where they are long gone, so that a day’s reading is not kept.
    for (const [other, at] of lastSeen) if (now - at >= AWAY) lastSeen.delete(other)
    lastSeen.set(text, now)
    return before === undefined || now - before >= AWAY
  }
}

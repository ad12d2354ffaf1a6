/** How often each device changed a record, by device. Nothing in it is a date, so a wrong clock cannot mislead it. */
export type Vector = Readonly<Record<string, number>>

/**
 * A moment that never runs backwards on one device, as text that sorts by time: milliseconds, a counter within them, and
 * the device. It is shown and sorts; what is newer is decided by vectors.
 */
export type Stamp = string

const MILLISECONDS = 15
const COUNTER = 6

/**
 * The stamp of the next change: the clock's time, or just after the last stamp where the clock has been set back.
 *
 * @param last the stamp before this one; `null` at the first
 * @param now milliseconds since 1970
 */
export function nextStamp(last: Stamp | null, now: number, device: string): Stamp {
  const before = last === null ? { at: 0, counter: 0 } : readStamp(last)
  const at = Math.max(before.at, Math.max(0, Math.floor(now)))
  const counter = at === before.at ? before.counter + 1 : 0
  return `${String(at).padStart(MILLISECONDS, '0')}-${counter.toString(36).padStart(COUNTER, '0')}-${device}`
}

/** The moment of a stamp in milliseconds since 1970, and its counter; zeros where it cannot be read. */
export function readStamp(stamp: Stamp): { readonly at: number; readonly counter: number } {
  const [, at = '0', counter = '0'] = /^(\d{15})-([0-9a-z]{6})-/.exec(stamp) ?? []
  return { at: Number(at), counter: parseInt(counter, 36) }
}

/** The vector after one more change on this device. */
export function bumped(vector: Vector, device: string): Vector {
  return { ...vector, [device]: (vector[device] ?? 0) + 1 }
}

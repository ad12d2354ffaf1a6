/** How much room a line has, by the screen: `narrow` is one of 320 px, `middle` of 640 px, `wide` of 1,120 px. */
export type Room = 'narrow' | 'middle' | 'wide'

/** How long the line is on such a screen, and how wide a date is, in pixels. */
const LENGTHS: readonly (readonly [Room, number])[] = [
  ['narrow', 269],
  ['middle', 589],
  ['wide', 1037],
]
const DATE = 52

/**
 * From which room on the date of each point of a line can be shown so that no two overlap; `null` if never. The first and the
 * last are always shown: one begins at its point, the other ends there. The others stand in the middle below theirs.
 *
 * @param places along the line, from 0 to 1
 */
export function roomsOf(places: readonly number[]): readonly (Room | null)[] {
  const last = places.length - 1
  const rooms = places.map((_, index): Room | null => (index === 0 || index === last ? 'narrow' : null))
  for (const [room, length] of LENGTHS) {
    const width = DATE / length
    const middles = places.map((place, index) => {
      if (index === 0) return place + width / 2
      return index === last ? place - width / 2 : place
    })
    for (const [index, middle] of middles.entries()) {
      const isClear = middles.every((other, at) => rooms[at] === null || Math.abs(middle - other) >= width)
      if (rooms[index] === null && isClear) rooms[index] = room
    }
  }
  return rooms
}

import { describe, expect, it } from 'vitest'
import { sightings } from '@/device/sightings'

describe('a text before the camera', () => {
  it('is new once while it stays, however long', () => {
    const isNew = sightings()
    expect([0, 100, 1900, 3800, 5700].map((now) => isNew('one', now))).toEqual([true, false, false, false, false])
  })

  it('is new again after two seconds without it', () => {
    const isNew = sightings()
    expect([0, 1999, 3998, 5998].map((now) => isNew('one', now))).toEqual([true, false, false, true])
  })

  it('does not become new because another was seen between', () => {
    const isNew = sightings()
    expect(isNew('one', 0)).toBe(true)
    expect(isNew('two', 100)).toBe(true)
    expect(isNew('one', 200)).toBe(false)
    expect(isNew('two', 300)).toBe(false)
  })
})

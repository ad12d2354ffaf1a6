import { describe, expect, it } from 'vitest'
import { roomsOf } from '@/views/union/dates'

// A date takes 0.19 of the line on a phone, 0.09 on a tablet, and 0.05 on a wide screen.
describe('the dates along the line of the rounds', () => {
  it('are all shown on a phone where the points lie far apart', () => {
    expect(roomsOf([0, 0.333, 0.666, 1])).toEqual(['narrow', 'narrow', 'narrow', 'narrow'])
  })

  it('are always shown at both ends', () => {
    expect(roomsOf([0, 1])).toEqual(['narrow', 'narrow'])
  })

  it('wait for a wider screen where they would touch the one before or the one at the end', () => {
    expect(roomsOf([0, 0.2, 0.5, 0.92, 1])).toEqual(['narrow', 'middle', 'narrow', 'wide', 'narrow'])
  })

  it('are left out where two rounds lie so close together that no screen has room', () => {
    expect(roomsOf([0, 0.5, 0.51, 1])).toEqual(['narrow', 'narrow', null, 'narrow'])
  })

  it('that a phone shows stay on a wider screen, and nothing that comes there touches them', () => {
    // On a wide screen the second would have room if the third were not there already.
    expect(roomsOf([0, 0.27, 0.3, 1])).toEqual(['narrow', null, 'narrow', 'narrow'])
  })
})

import { describe, expect, it } from 'vitest'
import { readPicture } from '@/device/readPicture'
import QrPicture from '@/components/QrPicture.vue'
import { mountPart } from '../support/mounting'

/** The picture as paper would have it, eight dots a square: what the path encloses is dark. */
function drawn(svg: SVGElement) {
  const [left = 0, top = 0, side = 0] = (svg.getAttribute('viewBox') ?? '').split(' ').map(Number)
  const dots = 8 * side
  const data = new Uint8ClampedArray(dots * dots * 4).fill(255)
  const strokes = [...(svg.querySelector('path')?.getAttribute('d') ?? '').matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)]
  for (const [, x, y, length] of strokes.map((stroke) => stroke.map(Number)))
    for (let row = 0; row < 8; row += 1)
      for (let dot = 0; dot < 8 * (length ?? 0); dot += 1) {
        const place = (8 * ((y ?? 0) - top) + row) * dots + 8 * ((x ?? 0) - left) + dot
        data.fill(0, place * 4, place * 4 + 3)
      }
  return { width: dots, height: dots, data }
}

describe('a code on the screen', () => {
  const svgOf = (text: string) =>
    mountPart(QrPicture, { props: { text, label: 'Your answers as a code' } }).element as unknown as SVGElement

  it('is one picture with a name, and can be read', () => {
    const svg = svgOf('WAYMARK:R1:ABC234')
    expect(svg.getAttribute('role')).toBe('img')
    expect(svg.getAttribute('aria-label')).toBe('Your answers as a code')
    expect(svg.querySelectorAll('path')).toHaveLength(1)
    expect(readPicture(drawn(svg))).toBe('WAYMARK:R1:ABC234')
  })

  it('has a white edge of four squares all round', () => {
    // 17 signs fit into version 1, which has 21 squares: 4 + 21 + 4.
    expect(svgOf('WAYMARK:R1:ABC234').getAttribute('viewBox')).toBe('-4 -4 29 29')
  })

  it('holds also a text that is too long for a code of version 15', () => {
    // 15 holds 600 signs of this kind at 15 % and 758 at 7 %: 77 squares and the edge. Beyond, it grows.
    expect(svgOf('A'.repeat(600)).getAttribute('viewBox')).toBe('-4 -4 85 85')
    expect(svgOf('A'.repeat(758)).getAttribute('viewBox')).toBe('-4 -4 85 85')
    const long = svgOf('AB'.repeat(1000))
    expect(readPicture(drawn(long))).toBe('AB'.repeat(1000))
  })
})

import { describe, expect, it } from 'vitest'
import { fromBase64, toBase64 } from '@/domain/base64'

const bytesOf = (text: string) => new TextEncoder().encode(text)

describe('F3 · base64', () => {
  // RFC 4648, section 10.
  it.each([
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg=='],
    ['fooba', 'Zm9vYmE='],
    ['foobar', 'Zm9vYmFy'],
  ])('writes “%s” as “%s”, and reads it back', (text, written) => {
    expect(toBase64(bytesOf(text))).toBe(written)
    expect(fromBase64(written)).toEqual(bytesOf(text))
  })

  it('brings every byte back, and writes as others do', () => {
    for (const length of [256, 257, 258]) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 7) % 256)
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
      expect(fromBase64(toBase64(bytes))).toEqual(bytes)
    }
  })

  it.each(['Zm9', 'Zm9v=', 'Zm=v', 'Z===', '====', 'Zm9*', 'Zm9\u00e4', 'Zm9 ', 'Zm9-'])(
    'reads nothing from “%s”',
    (text) => {
      expect(fromBase64(text)).toBeNull()
    },
  )
})

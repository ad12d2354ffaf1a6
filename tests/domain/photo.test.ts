import { describe, expect, it } from 'vitest'
import { bareJpegOf, fittingInFile, inOrder, isBareJpeg, sizeOf } from '@/domain/photo'
import { aJpeg, aPhoto, EXIF, segment } from '../support/photos'

const textOf = (bytes: Uint8Array | undefined) => String.fromCharCode(...(bytes ?? []))

describe('F1 · a bare JPEG', () => {
  it('is known with its size, and stays byte for byte', () => {
    const jpeg = aJpeg({ width: 1600, height: 900 })
    expect(bareJpegOf(jpeg)).toEqual({ bytes: jpeg, width: 1600, height: 900 })
    expect(isBareJpeg({ bytes: jpeg.buffer, width: 1600, height: 900 })).toBe(true)
  })

  it('is not one of another size than it says', () => {
    expect(isBareJpeg({ bytes: aJpeg().buffer, width: 41, height: 30 })).toBe(false)
  })

  it.each<[string, readonly number[]]>([
    ['place, camera and time (EXIF)', EXIF],
    ['words of an editor (XMP)', segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<by>Ada</by>')],
    ['captions of a press photo (IPTC)', segment(0xed, 'Photoshop 3.0\0Ada')],
    ['a comment', segment(0xfe, 'by Ada')],
    ['where a second picture lies', segment(0xe2, 'MPF\0Ada')],
    ['a small picture of its own', segment(0xe0, 'JFXX\0\x10Ada and her children')],
  ])('has no %s: that is taken out, and nothing else', (_what, more) => {
    const jpeg = aJpeg({ more })
    expect(isBareJpeg({ bytes: jpeg.buffer, width: 40, height: 30 })).toBe(false)
    expect(bareJpegOf(jpeg)).toEqual({ bytes: aJpeg(), width: 40, height: 30 })
  })

  it('has nothing behind its end, as a film that a phone hangs on to it', () => {
    const jpeg = aJpeg({ after: 'film of Ada' })
    expect(isBareJpeg({ bytes: jpeg.buffer, width: 40, height: 30 })).toBe(false)
    expect(textOf(bareJpegOf(jpeg)?.bytes)).not.toContain('Ada')
  })

  it('keeps a profile of its colours', () => {
    const jpeg = aJpeg({ more: segment(0xe2, 'ICC_PROFILE\0\x01\x01colours') })
    expect(bareJpegOf(jpeg)?.bytes).toEqual(jpeg)
  })

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['a PNG', Uint8Array.from([0x89, 0x50, 0x4e, 0x47])],
    ['one without a size', Uint8Array.from([0xff, 0xd8, ...segment(0xda, [1]), 1, 0xff, 0xd9])],
    ['one without a picture', Uint8Array.from([0xff, 0xd8, ...segment(0xc0, [8, 0, 30, 0, 40]), 0xff, 0xd9])],
    ['one that is 0 wide', aJpeg({ width: 0 })],
    ['a segment that is longer than the file', Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 1])],
  ])('is not made of %s', (_what, bytes) => {
    expect(bareJpegOf(bytes)).toBeNull()
  })

  it('is not made of one that was cut off, wherever', () => {
    const jpeg = aJpeg()
    const cuts = Array.from({ length: jpeg.length }, (_, length) => bareJpegOf(jpeg.subarray(0, length)))
    expect(cuts.filter((cut) => cut !== null)).toEqual([])
  })
})

describe('F2 · photos', () => {
  it('stand in the order in which they were added, those of one moment always in the same', () => {
    const [a, b, c] = [aPhoto('a', { addedAt: 3 }), aPhoto('b', { addedAt: 1 }), aPhoto('c', { addedAt: 1 })]
    expect(inOrder([c, a, b]).map(({ id }) => id)).toEqual(['b', 'c', 'a'])
  })

  it('go into a file as far as there is room, the newest first, and stand there in their order', () => {
    const photos = ['a', 'b', 'c'].map((id, index) => aPhoto(id, { addedAt: index }))
    const [one = 0] = photos.map((photo) => sizeOf([photo]))
    expect(fittingInFile(photos).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(fittingInFile(photos, 3 * one).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(fittingInFile(photos, 3 * one - 1).map(({ id }) => id)).toEqual(['b', 'c'])
    expect(fittingInFile(photos, one - 1)).toEqual([])
  })
})

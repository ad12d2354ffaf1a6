import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readPicture } from '@/device/readPicture'
import { writeCameraVideo } from '../support/cameraVideo'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-film-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

it('the film for the made-up camera shows the codes in their order, with nothing between', () => {
  const path = join(folder, 'codes.y4m')
  writeCameraVideo(path, ['WAYMARK:R1:ABC', 'WAYMARK:R1:DEF'], { each: 2, pause: 1 })
  const bytes = readFileSync(path)
  const start = bytes.indexOf('\n') + 1
  expect(bytes.subarray(0, start).toString()).toBe('YUV4MPEG2 W640 H480 F10:1 Ip\n')
  // “FRAME” and its line end, 640 × 480 shades, and twice a quarter of that for the colours.
  const length = 6 + 307_200 + 2 * 76_800
  expect(bytes.length - start).toBe(6 * length)
  const read = [0, 1, 2, 3, 4, 5].map((at) => {
    const frame = bytes.subarray(start + at * length, start + (at + 1) * length)
    expect(frame.subarray(0, 6).toString()).toBe('FRAME\n')
    const data = new Uint8ClampedArray(640 * 480 * 4)
    for (let place = 0; place < data.length; place += 1) data[place] = frame[6 + (place >> 2)] ?? 0
    return readPicture({ width: 640, height: 480, data })
  })
  expect(read).toEqual(['WAYMARK:R1:ABC', 'WAYMARK:R1:ABC', null, 'WAYMARK:R1:DEF', 'WAYMARK:R1:DEF', null])
})

import { describe, expect, it } from 'vitest'
import { qrModules } from '@/components/qrModules'
import { readPicture } from '@/device/readPicture'
import { writeRequestCode } from '@/door/requestCode'
import { readResponseCode, writeResponseCode } from '@/door/responseCode'
import { dataGovernance, dataMaturity } from '../support/builders'
import { aRequest, longestResponse, longNamed } from '../support/codes'
import { HEIGHT, randomShot, seeded, takePicture, WIDTH, type Shot } from '../support/pictures'

const shipped = [dataMaturity, dataGovernance].map((questionnaire) =>
  writeResponseCode(longestResponse(questionnaire), questionnaire),
)
/** Squares along a side: version 1 has 21, and each version four more. */
const versionOf = (text: string) => (qrModules(text).length - 17) / 4

describe('the QR code', () => {
  it('of forty answers has version 6, of the longest names a code can hold 9, of the longest request no more than 15', () => {
    expect(shipped.map(versionOf)).toEqual([6, 6])
    const long = longNamed(dataGovernance)
    expect(versionOf(writeResponseCode(longestResponse(long), long))).toBe(9)
    const { sections } = dataGovernance
    const twenty = Array.from({ length: 20 }, (_, at) => ({ ...sections[0]!, id: `section-${at}` }))
    const most = { ...long, sections: twenty }
    expect(versionOf(writeRequestCode(aRequest(most, { unionName: 'ქ'.repeat(200) }), most))).toBe(15)
  })
})

/** As good as it gets. */
const clear: Shot = {
  turn: 0,
  tilts: [0, 0],
  height: 0.8,
  place: [0.5, 0.5],
  dark: 0,
  light: 255,
  behind: 255,
  lightFrom: 0,
  uneven: 0,
  noise: 0,
  blur: 0.4,
  seed: 1,
}

describe('what reads pictures', () => {
  it('reads at least 95 of 100 codes with forty answers that are held before a camera of 640 × 480', () => {
    const random = seeded(20_261_129)
    const missed = Array.from({ length: 100 }, (_, at) => ({ text: shipped[at % 2] ?? '', shot: randomShot(random) }))
      // None is turned more than 30°, or smaller than 35 % of the height of the picture.
      .filter(({ text, shot }) => readPicture(takePicture(text, shot)) !== text)
    expect(
      missed.length,
      `${100 - missed.length} of 100 were read; not: ${JSON.stringify(missed)}`,
    ).toBeLessThanOrEqual(5)
    // Making the pictures takes longer than reading them.
  }, 120_000)

  it.each([0, 90, 180, 270])('reads a code that is turned by %i°', (turn) => {
    for (const text of shipped) expect(readPicture(takePicture(text, { ...clear, turn, height: 0.6 }))).toBe(text)
  })

  it('never takes one code for another: what it reads of a picture that is far too poor is refused', () => {
    const random = seeded(5)
    const poor = Array.from({ length: 5 }, () => ({ ...randomShot(random), noise: 25, blur: 2, height: 0.35 }))
    const read = poor.map((shot) => readPicture(takePicture(shipped[0] ?? '', shot)))
    expect(read.filter((text) => text !== null && text !== shipped[0] && readResponseCode(text).ok)).toEqual([])
  })

  it('says that there is nothing where there is nothing, however small', () => {
    const random = seeded(6)
    const noise = Uint8ClampedArray.from({ length: WIDTH * HEIGHT * 4 }, () => 255 * random())
    expect(readPicture({ width: WIDTH, height: HEIGHT, data: noise })).toBeNull()
    expect(readPicture({ width: WIDTH, height: HEIGHT, data: new Uint8ClampedArray(WIDTH * HEIGHT * 4) })).toBeNull()
    for (const side of [1, 2, 5, 20])
      expect(readPicture({ width: side, height: side, data: new Uint8ClampedArray(side * side * 4) })).toBeNull()
  })
})

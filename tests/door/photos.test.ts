import { describe, expect, it } from 'vitest'
import { fingerprintOf, writeProjectFile } from '@/storage/projectFile'
import { reading, refusalOf } from '../support/files'
import { aJpeg, aPhoto, EXIF } from '../support/photos'
import { aProject } from '../support/projects'

const NOW = Date.UTC(2026, 10, 29)
const photos = [
  aPhoto('photo-a', { caption: 'Flipchart – “yes” 👍' }),
  aPhoto('photo-b', { assessmentId: 'round-0', width: 900, height: 1600, addedAt: 2_000 }),
]
const { text } = await writeProjectFile({ ...aProject(), photos }, NOW, '1.2.3')
const { text: bare } = await writeProjectFile(aProject(), NOW, '1.2.3')

interface InFile {
  photos: Record<string, unknown>[]
}

/** The file with something done to its photos. */
function changed(change: (file: InFile) => void): string {
  const file = JSON.parse(text) as InFile
  change(file)
  return JSON.stringify(file)
}
const first = (fields: object) => changed(({ photos: all }) => Object.assign(all[0] ?? {}, fields))

async function arrivalOf(content: string) {
  const outcome = await reading(content)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
  return outcome.arrival
}

describe('a file with photos', () => {
  it('brings them back byte for byte, with what is said of them', async () => {
    const { project, photosLeftOut, isAltered } = await arrivalOf(text)
    expect(project.photos).toEqual(photos)
    expect(photosLeftOut).toBe(0)
    expect(isAltered).toBe(false)
  })

  it('has the same fingerprint as the one without', async () => {
    expect((await arrivalOf(text)).fingerprint).toBe((await arrivalOf(bare)).fingerprint)
    expect(await fingerprintOf({ ...aProject(), photos })).toBe(await fingerprintOf(aProject()))
  })

  it('is not told from one of earlier times where there are none', async () => {
    expect(bare).not.toContain('photos')
    expect((await arrivalOf(bare)).project.photos).toBeUndefined()
  })

  it('counts signs that turn the direction of reading in what is said of them', async () => {
    expect((await arrivalOf(first({ caption: '\u202Eevil' }))).turningSigns).toBe(1)
  })
})

describe('a damaged photo in a file', () => {
  const withExif = aJpeg({ more: EXIF })
  const digest = async (bytes: Uint8Array<ArrayBuffer>) =>
    Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')

  it.each<[string, () => Promise<object>]>([
    [
      'bytes other than those that were saved',
      async () => ({ data: Buffer.from(aJpeg({ width: 41 })).toString('base64') }),
    ],
    ['a text that holds no bytes', async () => ({ data: '*' })],
    ['nothing in it', async () => ({ data: '' })],
    ['another size than its picture', async () => ({ width: 41 })],
    [
      'a place in it, though its sum is right',
      async () => ({ data: Buffer.from(withExif).toString('base64'), sha256: await digest(withExif) }),
    ],
    [
      'no picture, though its sum is right',
      async () => ({ data: 'TWFu', sha256: await digest(new TextEncoder().encode('Man')) }),
    ],
  ])('with %s is left out and told, and takes nothing else with it', async (_what, fields) => {
    const { project, photosLeftOut } = await arrivalOf(first(await fields()))
    expect(photosLeftOut).toBe(1)
    expect(project.photos).toEqual([photos[1]])
    expect(project.records).toHaveLength(aProject().records.length)
  })
})

describe('a file with photos is refused', () => {
  it.each<[string, string, string, string]>([
    ['a photo twice', 'twice', 'photos/1', changed(({ photos: all }) => (all[1] = { ...all[0] }))],
    ['a photo of no round in it', 'dangling', 'photos/0/assessmentId', first({ assessmentId: 'round-77' })],
    ['more in a photo than belongs there', 'unknown_key', 'photos/0/place', first({ place: 'Brussels' })],
    ['a photo without an id', 'missing', 'photos/0/id', changed(({ photos: all }) => delete all[0]?.id)],
    ['a side that is too long', 'out_of_range', 'photos/0/width', first({ width: 1601 })],
    ['words that are too long', 'too_long', 'photos/0/caption', first({ caption: 'x'.repeat(301) })],
    ['a picture that is too large', 'too_long', 'photos/0/data', first({ data: 'A'.repeat(2_000_004) })],
    ['a sum that is none', 'wrong_form', 'photos/0/sha256', first({ sha256: 'zz' })],
  ])('for %s', async (_what, code, place, content) => {
    expect(await refusalOf(content)).toMatchObject({ code, place })
  })
})

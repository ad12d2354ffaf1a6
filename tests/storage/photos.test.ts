import { beforeEach, describe, expect, it } from 'vitest'
import { createAssessments, deleteAssessment, deleteUnion } from '@/storage/assessments'
import { database } from '@/storage/db'
import { everythingAsText } from '@/storage/journal/rescue'
import { allRecords } from '@/storage/journal/start'
import {
  countUnionPhotos,
  deleteAllPhotos,
  deletePhoto,
  loadPhotos,
  loadUnionPhotos,
  savePhoto,
} from '@/storage/photos'
import { countStored } from '@/storage/places'
import { aJpeg, aPhoto, EXIF } from '../support/photos'
import {
  aDraft,
  aSealed,
  freshDatabase,
  putRow,
  refuseWrites,
  rowsOf,
  small,
  storageError,
  storeRound,
  teachers,
} from '../support/storage'

beforeEach(freshDatabase)

const ids = async (round = 'round-1') => (await loadPhotos(round)).photos.map(({ id }) => id)

describe('the photos of a round', () => {
  it('are stored whole, and come in the order in which they were added', async () => {
    await storeRound()
    const [second, first] = [aPhoto('a', { addedAt: 2 }), aPhoto('b', { addedAt: 1, caption: 'Flipchart' })]
    await savePhoto(second)
    await savePhoto(first)
    expect(await loadPhotos('round-1')).toEqual({ photos: [first, second], unreadable: 0 })
    expect(await ids('round-2')).toEqual([])
  })

  it('can be added to a sealed round: a photo is no answer', async () => {
    await storeRound(aSealed())
    await savePhoto(aPhoto('a', { assessmentId: 'round-0' }))
    expect(await ids('round-0')).toEqual(['a'])
  })

  it('get other words in their place', async () => {
    await storeRound()
    await savePhoto(aPhoto('a'))
    await savePhoto(aPhoto('a', { caption: 'Stickers' }))
    expect((await loadPhotos('round-1')).photos).toEqual([aPhoto('a', { caption: 'Stickers' })])
  })

  it('are not stored for a round that is not here', async () => {
    await expect(savePhoto(aPhoto('a'))).rejects.toMatchObject(storageError('not_found'))
    expect(await rowsOf('photos')).toEqual([])
  })

  it('are not stored with anything in them but the picture', async () => {
    await storeRound()
    const bytes = aJpeg({ more: EXIF }).buffer
    await expect(savePhoto({ ...aPhoto('a'), bytes })).rejects.toThrow('not a photo that can be stored')
    expect(await rowsOf('photos')).toEqual([])
  })

  it('say that there is no room', async () => {
    await storeRound()
    const makeRoom = refuseWrites()
    await expect(savePhoto(aPhoto('a'))).rejects.toMatchObject(storageError('full'))
    makeRoom()
    expect(await ids()).toEqual([])
  })

  it.each<[string, object]>([
    ['bytes that are no JPEG', { bytes: new Uint8Array([1, 2, 3]).buffer }],
    ['a place in it', { bytes: aJpeg({ more: EXIF }).buffer }],
    ['another size than it says', { width: 41 }],
    ['a side that is longer than any', { width: 1601, bytes: aJpeg({ width: 1601 }).buffer }],
    ['no words', { caption: null }],
    ['more words than fit', { caption: 'x'.repeat(301) }],
    ['no time', { addedAt: 'today' }],
  ])('leave out one with %s, and say so; it stays stored', async (_what, change) => {
    await storeRound()
    await savePhoto(aPhoto('a'))
    await putRow('photos', { ...aPhoto('b'), ...change })
    expect(await loadPhotos('round-1')).toEqual({ photos: [aPhoto('a')], unreadable: 1 })
    expect(await rowsOf('photos')).toHaveLength(2)
  })
})

describe('photos go', () => {
  async function twoRounds() {
    await storeRound(aDraft())
    await storeRound(aSealed())
    await createAssessments({ ...teachers, id: 'other' }, [
      { assessment: aDraft({ id: 'round-9', unionId: 'other' }), answers: {}, questionnaire: small },
    ])
    for (const [id, assessmentId] of [
      ['a', 'round-1'],
      ['b', 'round-0'],
      ['c', 'round-9'],
    ] as const)
      await savePhoto(aPhoto(id, { assessmentId }))
  }
  const left = async () => ((await rowsOf('photos')) as { id: string }[]).map(({ id }) => id)

  it('one by one', async () => {
    await twoRounds()
    await deletePhoto('a')
    expect(await left()).toEqual(['b', 'c'])
  })

  it('with their round, and no others', async () => {
    await twoRounds()
    await deleteAssessment('round-1')
    expect(await left()).toEqual(['b', 'c'])
  })

  it('with their union, and no others', async () => {
    await twoRounds()
    await deleteUnion(teachers.id)
    expect(await left()).toEqual(['c'])
  })

  it('all at once, and nothing else goes', async () => {
    await twoRounds()
    await deleteAllPhotos()
    expect(await left()).toEqual([])
    expect(await rowsOf('assessments')).toHaveLength(3)
  })
})

describe('the photos of a union', () => {
  it('are those of all its rounds, and of no other union', async () => {
    await storeRound(aDraft())
    await storeRound(aSealed())
    await storeRound(aDraft({ id: 'round-9', unionId: 'other' }))
    for (const [id, assessmentId] of [
      ['a', 'round-1'],
      ['b', 'round-0'],
      ['c', 'round-9'],
    ] as const)
      await savePhoto(aPhoto(id, { assessmentId }))
    expect((await loadUnionPhotos(teachers.id)).photos.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(await countUnionPhotos(teachers.id)).toBe(2)
  })
})

describe('a photo', () => {
  it('is not among what is kept twice, nor in a rescue file', async () => {
    await storeRound()
    await savePhoto(aPhoto('a', { caption: 'Flipchart' }))
    const records = await allRecords(await database())
    expect(records.map(({ table }) => table)).toEqual(['unions', 'assessments', 'questionnaires'])
    const rescue = await everythingAsText(0)
    expect(rescue).toContain('Teachers')
    expect(rescue).not.toContain('Flipchart')
  })

  it('is counted with its bytes where it is told what is stored', async () => {
    await storeRound()
    await savePhoto(aPhoto('a'))
    await savePhoto(aPhoto('b'))
    const photos = (await countStored()).find(({ kind }) => kind === 'photos')
    expect(photos?.records).toBe(2)
    // [{"id":"a","assessmentId":"round-1","bytes":{},"caption":"","width":40,"height":30,"addedAt":1000}, …]: 97 signs
    // each, two brackets and a comma; and the pictures, 143 bytes each.
    expect(photos?.bytes).toBe(2 * 97 + 3 + 2 * 143)
  })
})

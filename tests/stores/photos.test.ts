import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { deleteAssessment } from '@/storage/assessments'
import { loadPhotos, savePhoto } from '@/storage/photos'
import { usePhotoStore } from '@/stores/photos'
import { aPhoto, aPictureFile, drawingBrowser } from '../support/photos'
import { aSealed, freshDatabase, refuseWrites, rowsOf, storeRound } from '../support/storage'

/** What the page hears of being left. */
let browserWindow: EventTarget
beforeEach(async () => {
  await freshDatabase()
  drawingBrowser()
  browserWindow = new EventTarget()
  vi.stubGlobal('window', browserWindow)
  setActivePinia(createPinia())
  await storeRound(aSealed({ id: 'round-1' }))
})
afterEach(async () => {
  vi.restoreAllMocks()
  // What is still being saved must not end up in the browser of the next test.
  await usePhotoStore().tryAgain()
})

/** Whether the browser would ask before the page is left. */
function asks(): boolean {
  const event = new Event('beforeunload', { cancelable: true })
  browserWindow.dispatchEvent(event)
  return event.defaultPrevented
}

async function opened() {
  const photos = usePhotoStore()
  await photos.open('round-1')
  return photos
}
const stored = async () => (await loadPhotos('round-1')).photos
const captions = (photos: readonly { readonly caption: string }[]) => photos.map(({ caption }) => caption)

describe('photos', () => {
  it('are added in the order in which they were chosen, with nothing in them but the picture', async () => {
    const photos = await opened()
    await photos.add([aPictureFile('one.jpg'), aPictureFile('two.jpg'), aPictureFile('three.jpg')])
    await photos.flush()
    expect(photos.photos).toHaveLength(3)
    // What is read back was looked at byte by byte.
    expect(await stored()).toEqual(photos.photos)
    const times = photos.photos.map(({ addedAt }) => addedAt)
    expect(new Set(times).size).toBe(3)
    expect([...times].sort((a, b) => a - b)).toEqual(times)
    expect(photos.wall.refused).toEqual([])
  })

  it('are twelve at most: the others are named, and what is there stays', async () => {
    const photos = await opened()
    for (let at = 0; at < 11; at += 1) await savePhoto(aPhoto(`p${at}`, { addedAt: at }))
    await photos.open('round-1')
    await photos.add([aPictureFile('twelve.jpg'), aPictureFile('thirteen.jpg'), aPictureFile('fourteen.jpg')])
    await photos.flush()
    expect(await stored()).toHaveLength(12)
    expect(photos.wall.refused).toEqual([
      { name: 'thirteen.jpg', problem: 'too_many' },
      { name: 'fourteen.jpg', problem: 'too_many' },
    ])
  })

  it('are not made of other files, which are named with the reason', async () => {
    const photos = await opened()
    const heic = '\0\0\0\x18ftypheic\0\0\0\0heic'
    await photos.add([
      new File(['%PDF-1.7'], 'minutes.pdf'),
      new File([heic], 'phone.heic'),
      new File(['\0\0\0\x1cftypmif1\0\0\0\0'], 'phone.heif', { type: 'image/heif' }),
      new File([Uint8Array.from([0x89, 0x50, 0x4e, 0x47])], 'torn.png'),
      new File([new Uint8Array(60_000_001)], 'poster.tif'),
      aPictureFile(),
    ])
    expect(photos.wall.refused).toEqual([
      { name: 'minutes.pdf', problem: 'no_picture' },
      { name: 'phone.heic', problem: 'heic' },
      { name: 'phone.heif', problem: 'heic' },
      { name: 'torn.png', problem: 'unreadable' },
      { name: 'poster.tif', problem: 'too_large' },
    ])
    expect(photos.photos).toHaveLength(1)
    await photos.add([aPictureFile()])
    expect(photos.wall.refused).toEqual([])
  })

  it('are of the round for which they were chosen, even where another is opened meanwhile', async () => {
    await storeRound(aSealed({ id: 'round-2' }))
    const photos = await opened()
    const adding = photos.add([aPictureFile()])
    await photos.open('round-2')
    await adding
    await photos.flush()
    expect(photos.photos).toEqual([])
    expect(await stored()).toHaveLength(1)
    expect((await loadPhotos('round-2')).photos).toEqual([])
  })

  it('keep what is said of them', async () => {
    await savePhoto(aPhoto('a'))
    const photos = await opened()
    photos.setCaption('a', 'Flip')
    photos.setCaption('a', 'Flipchart')
    expect(captions(photos.photos)).toEqual(['Flipchart'])
    await photos.flush()
    expect(captions(await stored())).toEqual(['Flipchart'])
  })

  it('can be brought back after they were removed, as they were and where they were', async () => {
    const both = [aPhoto('a', { caption: 'Stickers' }), aPhoto('b', { addedAt: 2_000 })] as const
    for (const photo of both) await savePhoto(photo)
    const photos = await opened()
    photos.remove('a')
    await photos.flush()
    expect(await stored()).toEqual([both[1]])
    expect(photos.wall.canBringBack).toBe(true)
    photos.bringBack()
    await photos.flush()
    expect(await stored()).toEqual(both)
    expect(photos.photos).toEqual(both)
    expect(photos.wall.canBringBack).toBe(false)
  })

  it('all go at once', async () => {
    await savePhoto(aPhoto('a'))
    const photos = await opened()
    await photos.removeAll()
    expect(photos.photos).toEqual([])
    expect(await rowsOf('photos')).toEqual([])
  })
})

describe('where there is no room', () => {
  it('a photo stays on the screen, the page is not left without a question, and trying again stores it', async () => {
    const photos = await opened()
    expect(asks()).toBe(false)
    const makeRoom = refuseWrites()
    await photos.add([aPictureFile()])
    await photos.flush()
    expect(photos.wall.state).toEqual({ status: 'failed', code: 'full' })
    expect(photos.photos).toHaveLength(1)
    expect(asks()).toBe(true)
    // It is not lost where the screen is left and opened again.
    await photos.open('round-2')
    await photos.open('round-1')
    expect(photos.photos).toHaveLength(1)
    makeRoom()
    drawingBrowser()
    await photos.tryAgain()
    expect(await stored()).toEqual(photos.photos)
    expect(asks()).toBe(false)
  })
})

describe('a round that was deleted in another tab', () => {
  it('takes its photos with it, and nothing waits for it', async () => {
    const photos = await opened()
    await deleteAssessment('round-1')
    await photos.add([aPictureFile()])
    await photos.flush()
    expect(photos.photos).toEqual([])
    expect(photos.wall.state.status).toBe('saved')
    expect(await rowsOf('photos')).toEqual([])
  })
})

describe('photos that cannot be read', () => {
  it('are counted, and the others are there', async () => {
    await savePhoto(aPhoto('a'))
    const db = await (await import('@/storage/db')).database()
    await db.photos.put({ ...aPhoto('b'), bytes: new Uint8Array([1]).buffer })
    const photos = await opened()
    expect(photos.wall).toMatchObject({ unreadable: 1, opening: { status: 'ready' } })
    expect(photos.photos).toEqual([aPhoto('a')])
  })
})

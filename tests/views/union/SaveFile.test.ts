import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { loadBackupNote } from '@/storage/backups'
import { savePhoto } from '@/storage/photos'
import SaveFile from '@/views/union/SaveFile.vue'
import { dataMaturity } from '../../support/builders'
import { all, click, descriptionOf, mountScreen, the, wordsOf } from '../../support/mounting'
import { aPhoto } from '../../support/photos'
import { emptyDevice, keep } from '../device'
import { aRound, harbour, loadQuestionnaires, PATIENCE } from '../rounds'

beforeAll(loadQuestionnaires)
beforeEach(async () => {
  await emptyDevice()
  await keep(dataMaturity, aRound('a1'))
})

type Picker = (options: { suggestedName: string }) => Promise<unknown>
const page = window as unknown as { showSaveFilePicker?: Picker }
afterEach(() => delete page.showSaveFilePicker)

/** A place on a disk. `change` is what the disk makes of what is written to it. */
function aPlace(change = (text: string) => text) {
  const place = {
    name: '',
    content: new Blob(),
    isClosed: false,
    createWritable: () =>
      Promise.resolve({
        write: async (content: Blob) => void (place.content = new Blob([change(await content.text())])),
        close: () => Promise.resolve((place.isClosed = true)),
        abort: () => Promise.resolve(),
      }),
    getFile: () => Promise.resolve(place.isClosed ? place.content : new Blob()),
  }
  page.showSaveFilePicker = ({ suggestedName }) => {
    place.name = suggestedName
    return Promise.resolve(place)
  }
  return place
}

/** What the browser was given to save, by name. */
function downloads(): string[] {
  const names: string[] = []
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    if (this.download) names.push(this.download)
  })
  return names
}

async function save() {
  await mountScreen(SaveFile, { path: `/u/${harbour.id}`, props: { unionId: harbour.id } })
  await vi.waitFor(() => expect(wordsOf()).toContain('There is no backup yet'), PATIENCE)
  await click(the('button', 'Save a file'))
}
/** What reads files is loaded with the first one. */
const until = (words: string) => vi.waitFor(() => expect(wordsOf()).toContain(words), { timeout: 10_000 })
const backup = async () => (await loadBackupNote(harbour.id)).backup

describe('a file of the union, where the browser lets the page choose a place', () => {
  it('is written, read back from there, and then called a backup', async () => {
    const place = aPlace()
    const names = downloads()
    await save()
    await until('The file was read back and matches.')
    expect(place.name).toMatch(/^waymark-union-\d{4}-\d{2}-\d{2}\.json$/)
    expect(await place.content.text()).toContain('"waymark": "project"')
    await until('Everything that is stored here is in it.')
    expect(Object.keys((await backup())?.held ?? {})).toEqual(['unions "harbour"', 'assessments "a1"'])
    expect(names).toEqual([])
    expect(document.querySelector('input[type="file"]')).toBeNull()
  })

  it('has no photos where they are not ticked, and is a backup all the same', async () => {
    await savePhoto(aPhoto('photo', { assessmentId: 'a1' }))
    const place = aPlace()
    await save()
    await until('The file was read back and matches.')
    expect(await place.content.text()).not.toContain('photo')
  })

  it('has the photos where they are ticked, and is a backup only where all of them are read back', async () => {
    await savePhoto(aPhoto('photo', { assessmentId: 'a1', caption: 'Flipchart' }))
    const place = aPlace()
    await mountScreen(SaveFile, { path: `/u/${harbour.id}`, props: { unionId: harbour.id } })
    await vi.waitFor(() => the('checkbox', 'With one photo of the wall (0.1 MB)'), PATIENCE)
    expect(the('checkbox', /^With one photo/).checked).toBe(false)
    expect(descriptionOf(the('checkbox', /^With one photo/))).toContain('Whoever can read the file can see them.')
    await click(the('checkbox', /^With one photo/))
    await click(the('button', 'Save a file'))
    await until('The file was read back and matches.')
    expect(await place.content.text()).toContain('Flipchart')
  })

  it('is no backup where a photo in it was damaged on the way', async () => {
    await savePhoto(aPhoto('photo', { assessmentId: 'a1' }))
    aPlace((text) => text.replace(/("data":"....)../, '$1zz'))
    await mountScreen(SaveFile, { path: `/u/${harbour.id}`, props: { unionId: harbour.id } })
    await vi.waitFor(() => the('checkbox', /^With one photo/), PATIENCE)
    await click(the('checkbox', /^With one photo/))
    await click(the('button', 'Save a file'))
    await until('This file does not hold what was just saved.')
    expect(await backup()).toBeNull()
  })

  it('is no backup where the disk made something else of it', async () => {
    aPlace((text) => text.replace('"status":"sealed"', '"status":"draft"'))
    await save()
    await until('This file does not hold what was just saved.')
    expect(wordsOf()).not.toContain('matches')
    expect(await backup()).toBeNull()
  })

  it('is not saved where the person thinks better of it', async () => {
    const names = downloads()
    page.showSaveFilePicker = () => Promise.reject(new DOMException('', 'AbortError'))
    await save()
    await vi.waitFor(() => expect(the('button', 'Save a file').getAttribute('aria-disabled')).toBe('false'), PATIENCE)
    expect(wordsOf(the('status'))).toBe('')
    expect([...all('alert'), ...names]).toEqual([])
    expect(await backup()).toBeNull()
  })

  it('is told where it cannot be written', async () => {
    const place = aPlace()
    place.createWritable = () => Promise.reject(new DOMException('', 'NoModificationAllowedError'))
    await save()
    await until('The file could not be written there.')
    expect(await backup()).toBeNull()
  })

  it('goes to the downloads where the browser has the function and does not allow it', async () => {
    const names = downloads()
    page.showSaveFilePicker = () => Promise.reject(new DOMException('', 'SecurityError'))
    await save()
    await until('Saved to your downloads, not checked yet.')
    expect(names).toHaveLength(1)
  })
})

describe('a file of the union, elsewhere', () => {
  it('goes to the downloads, and is no backup before the person has chosen it again', async () => {
    const names = downloads()
    await save()
    await until('Saved to your downloads, not checked yet.')
    expect(names[0]).toMatch(/^waymark-union-\d{4}-\d{2}-\d{2}\.json$/)
    expect(await backup()).toBeNull()
    expect(document.querySelector('input[type="file"]')).not.toBeNull()
  })

  it('is not locked before the passphrase is noted', async () => {
    const names = downloads()
    await mountScreen(SaveFile, { path: `/u/${harbour.id}`, props: { unionId: harbour.id } })
    await click(the('checkbox', 'Lock the file with a passphrase'))
    await click(the('button', 'Save a file'))
    await until('Print the words or write them down first')
    expect(names).toEqual([])
  })
})

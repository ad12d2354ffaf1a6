import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { loadAssessment } from '@/storage/assessments'
import { closeDatabase, dropDatabase } from '@/storage/db'
import { savePhoto } from '@/storage/photos'
import { useAssessmentStore } from '@/stores/assessment'
import { useFileStore } from '@/stores/files'
import { useLibraryStore } from '@/stores/library'
import { useTemporaryStore } from '@/stores/temporary'
import { reading } from '../support/files'
import { aPhoto } from '../support/photos'
import { freshDatabase, storeRound, teachers } from '../support/storage'

/** What the page hears of being left. */
let browserWindow: EventTarget
beforeEach(async () => {
  await freshDatabase()
  vi.stubGlobal('location', { search: '?temporary' })
  browserWindow = new EventTarget()
  vi.stubGlobal('window', browserWindow)
  vi.stubGlobal('document', new EventTarget())
  await dropDatabase()
  setActivePinia(createPinia())
  return closeDatabase
})

/** Whether the browser would ask before the page is left. */
function asks(): boolean {
  const event = new Event('beforeunload', { cancelable: true })
  browserWindow.dispatchEvent(event)
  return event.defaultPrevented
}

describe('a page that keeps nothing', () => {
  it('is left without a question while there is nothing of a union', async () => {
    const temporary = useTemporaryStore()
    expect(temporary.unsaved).toEqual([])
    await useLibraryStore().addExample()
    expect(temporary.unsaved).toEqual([])
    expect(asks()).toBe(false)
  })

  it('is asked about until the union is in a file as it is now', async () => {
    const temporary = useTemporaryStore()
    await storeRound()
    await useLibraryStore().load()
    expect(temporary.unsaved).toEqual([teachers])
    expect(asks()).toBe(true)
    await temporary.save(teachers.id)
    expect(temporary.unsaved).toEqual([])
    expect(asks()).toBe(false)
    const assessment = useAssessmentStore()
    await assessment.open('round-1')
    assessment.choose('listening-survey', { kind: 'option', value: 4 })
    // Not in the store yet, and lost with the page all the same.
    expect(asks()).toBe(true)
    await assessment.flush()
    expect(temporary.unsaved).toEqual([teachers])
    expect(asks()).toBe(true)
  })

  it('counts a file that was saved on the page of the union as well', async () => {
    const temporary = useTemporaryStore()
    await storeRound()
    await useLibraryStore().load()
    await useFileStore().save(teachers.id, null)
    expect(temporary.unsaved).toEqual([])
  })

  it('is asked about also where only a photo is in no file; its own file has the photos', async () => {
    const temporary = useTemporaryStore()
    await storeRound()
    await useLibraryStore().load()
    await temporary.save(teachers.id)
    expect(asks()).toBe(false)
    await savePhoto(aPhoto('a'))
    expect(temporary.unsaved).toEqual([teachers])
    // A file without the photo leaves it to be lost.
    await useFileStore().save(teachers.id, null)
    expect(asks()).toBe(true)
    const { content } = await temporary.save(teachers.id)
    expect(asks()).toBe(false)
    const outcome = await reading(await content.text())
    expect(outcome.ok && outcome.arrival.project.photos).toEqual([aPhoto('a')])
  })

  it('puts into the file also what was typed a moment ago', async () => {
    const temporary = useTemporaryStore()
    await storeRound()
    const assessment = useAssessmentStore()
    await assessment.open('round-1')
    assessment.amend('listening-survey', { note: 'the last wor' }, 'typing')
    const { content } = await temporary.save(teachers.id)
    const outcome = await reading(await content.text())
    expect(outcome.ok && JSON.stringify(outcome.arrival.project)).toContain('the last wor')
    expect((await loadAssessment('round-1'))?.answers['listening-survey']?.note).toBe('the last wor')
  })
})

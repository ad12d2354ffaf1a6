import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Questionnaire } from '@/domain/questionnaire'
import { loadSession } from '@/storage/sessions'
import { useWorkshopStore } from '@/stores/workshop'
import RoomView from '@/views/room/RoomView.vue'
import shipped from '../../fixtures/questionnaires/small/questionnaire.json'
import { click, the, wordsOf } from '../../support/mounting'
import { emptyDevice } from '../device'
import { PATIENCE } from '../rounds'
import { arriveInRoom, aSession, settle } from '../workshops'

const small = shipped as unknown as Questionnaire
beforeEach(emptyDevice)
afterEach(settle)

async function passDevice() {
  const session = aSession(['listening'], { meetings: [120], ways: ['device'], step: 'item.listening-survey.vote' })
  await arriveInRoom(RoomView, '/room/a1', { questionnaire: small, session })
  await click(the('button', 'Pass this device around'))
}
async function vote() {
  await click(the('button', 'I have the device, show the question'))
  await click(the('radio', /^5 /))
  await click(the('button', 'Count my vote'))
}
const stored = async () => (await loadSession('a1'))?.rooms['listening-survey']?.first.passed.length ?? 0

it('tells a person that their vote is counted once it is stored, and not before', async () => {
  await passDevice()
  await vote()
  expect(useWorkshopStore().saveState.status).toBe('saving')
  expect(wordsOf(the('dialog'))).not.toContain('Your vote is counted.')
  await vi.waitFor(() => expect(wordsOf(the('dialog'))).toContain('Your vote is counted.'), PATIENCE)
  expect(await stored()).toBe(1)
})

it('tells a person when their vote could not be stored, and keeps it on the screen', async () => {
  await passDevice()
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('refused', 'QuotaExceededError')
  })
  await vote()
  await vi.waitFor(() => expect(wordsOf(the('dialog'))).toContain('it could not be stored yet'), PATIENCE)
  expect(wordsOf(the('dialog'))).toContain('1 of 8 votes are in.')
  expect(wordsOf(the('dialog'))).not.toContain('Your vote is counted.')
  expect(await stored()).toBe(0)
  full.mockRestore()
  await useWorkshopStore().tryAgain()
  expect(await stored()).toBe(1)
})

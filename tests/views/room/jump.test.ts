import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Questionnaire } from '@/domain/questionnaire'
import RoomView from '@/views/room/RoomView.vue'
import shipped from '../../fixtures/questionnaires/small/questionnaire.json'
import { all, click, the, wordsOf } from '../../support/mounting'
import { emptyDevice } from '../device'
import { arriveInRoom, aSession, settle } from '../workshops'

beforeEach(emptyDevice)
afterEach(settle)

const questionnaire = shipped as unknown as Questionnaire
const arrive = (more: Parameters<typeof aSession>[1], roomsOf = {}) =>
  arriveInRoom(RoomView, '/room/a1', {
    questionnaire,
    session: aSession(['listening', 'sharing'], { meetings: [120], ways: ['device'], ...more }),
    rooms: roomsOf,
  })
const title = () => wordsOf(document.querySelector('h1')!)

it('moves nobody while the list of steps is looked through, and goes where a person says', async () => {
  await arrive({})
  await click([...document.querySelectorAll('summary')].find((each) => wordsOf(each) === 'Go to another step')!)
  const list = the('combobox', 'Which step?') as HTMLSelectElement
  expect(title()).toBe('Before you begin')
  // As the arrow keys do, each of which changes the choice.
  for (const step of ['meeting.1.purpose', 'meeting.1.uses', 'meeting.1.before']) {
    list.value = step
    list.dispatchEvent(new Event('change'))
  }
  expect(title()).toBe('Before you begin')
  await click(the('button', 'Go there'))
  expect(title()).toBe('What we agreed last time')
})

it('says where there are more votes than people', async () => {
  await arrive({ present: 1, step: 'item.listening-survey.vote' })
  await click(the('button', 'Pass this device around'))
  const vote = async () => {
    await click(the('button', 'I have the device, show the question'))
    await click(the('radio', /^5 /))
    await click(the('button', 'Count my vote'))
  }
  const said = () => all('status').map((each) => wordsOf(each))
  await vote()
  expect(said().join(' ')).not.toContain('more votes than people')
  await vote()
  expect(said().join(' ')).toContain('2 of 1 votes are in. There are more votes than people in the room.')
})

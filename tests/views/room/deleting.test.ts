import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Questionnaire } from '@/domain/questionnaire'
import { untouchedRoomItem, withPassedVote } from '@/domain/session'
import RoomView from '@/views/room/RoomView.vue'
import shipped from '../../fixtures/questionnaires/small/questionnaire.json'
import { all } from '../../support/mounting'
import { emptyDevice } from '../device'
import { arriveInRoom, aSession, settle } from '../workshops'

beforeEach(emptyDevice)
afterEach(settle)

const questionnaire = shipped as unknown as Questionnaire

// Twenty minutes around, and two questions of three minutes, fill a meeting of 26.
it.each([
  ['not offered while another meeting is to come, in which nobody could vote then', 'meeting.1.close', 0],
  ['offered at the end of the last meeting', 'meeting.2.close', 1],
])('deleting the single votes is %s', async (_what, step, offers) => {
  const survey = questionnaire.sections.flatMap(({ items }) => items).find(({ id }) => id === 'listening-survey')
  if (!survey) throw new Error('no such question')
  const untouched = untouchedRoomItem(survey)
  const voted = withPassedVote(untouched.first, { choice: { kind: 'option', value: 3 }, role: null })
  await arriveInRoom(RoomView, '/room/a1', {
    questionnaire,
    session: aSession(['listening', 'sharing'], { meetings: [26, 26], ways: ['device'], step }),
    rooms: { [survey.id]: { ...untouched, first: voted } },
  })
  expect(all('heading', 'The end of this meeting')).toHaveLength(1)
  expect(all('button', 'Delete the single votes')).toHaveLength(offers)
})

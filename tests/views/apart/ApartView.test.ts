import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { stepOfItem, untouchedRoomItem, type RoomItem } from '@/domain/session'
import { useWorkshopStore } from '@/stores/workshop'
import ApartView from '@/views/apart/ApartView.vue'
import { dataMaturity } from '../../support/builders'
import { all, click, mountScreen, nameOf, the, wordsOf } from '../../support/mounting'
import { emptyDevice } from '../device'
import { loadQuestionnaires, PATIENCE } from '../rounds'
import { arriveInRoom, aSession, aSheet, settle } from '../workshops'

beforeAll(loadQuestionnaires)
beforeEach(emptyDevice)
afterEach(settle)

const items = dataMaturity.sections[0]?.items ?? []
const prompt = (index: number) => items[index]?.prompt ?? ''
const room = (index: number, more: Partial<RoomItem>) => {
  const item = items[index]
  if (!item) throw new Error('no such item')
  return { [item.id]: { ...untouchedRoomItem(item), ...more } }
}

/** Four people on paper. Question 1: 3 3 3 4, close. 2: 1 2 4 5, far apart. 3: 1 1 5 5, two camps. 4: 2 3 4 and ?, mixed. */
const SHEETS = ['3112', '3213', '3454', '455?'].map((row, index) => aSheet(dataMaturity, index + 1, row))

async function arrive(given: Partial<Parameters<typeof arriveInRoom>[2]> = {}) {
  const screen = await arriveInRoom(ApartView, '/room/a1/apart', {
    questionnaire: dataMaturity,
    session: aSession(['uses']),
    held: SHEETS,
    ...given,
  })
  await vi.waitFor(() => the('heading', 'Where you see it differently'), PATIENCE)
  return screen
}
const questions = () =>
  all('heading')
    .filter(({ tagName }) => tagName === 'H3')
    .map(nameOf)
const card = (index: number) => {
  const found = [...document.querySelectorAll('article')].find((each) => each.textContent?.includes(prompt(index)))
  if (!found) throw new Error(`no card of question ${index}`)
  return found
}

describe('V6 · a second look', () => {
  it('lists the questions farthest apart first, camps before others, and the close ones folded', async () => {
    await arrive()
    expect(questions()).toEqual([prompt(2), prompt(1), prompt(3)])
    expect(wordsOf()).toContain('3 of 4 questions are mixed, far apart, or in two camps.')
    the('summary', '1 question where you are close together')
    expect(card(0).closest('details')?.open).toBe(false)
  })

  it('tells of each its part, its word, its votes and what they make', async () => {
    await arrive()
    const words = wordsOf(card(3))
    expect(words).toContain(dataMaturity.sections[0]?.title)
    expect(words).toContain('Mixed')
    expect(words).toContain(
      '2 Emerging 1 of 4 3 Learning 1 of 4 4 Developing 1 of 4 5 Mastering 0 of 4 We don’t know yet 1 of 4',
    )
    // Of 2, 3 and 4 the one in the middle.
    expect(words).toContain('Nothing was agreed. The votes make it “3 Learning”.')
    expect(wordsOf(card(2))).toContain('Two camps')
    expect(wordsOf(card(1))).toContain('Far apart')
  })

  it('tells what was agreed, or that nothing was, with reason and dissent', async () => {
    await arrive({
      rooms: {
        ...room(1, {
          outcome: { kind: 'agreed', choice: { kind: 'option', value: 2 } },
          reason: 'It is new',
          dissent: 'The branches do it',
        }),
        ...room(2, { outcome: { kind: 'not_agreed', low: 1, high: 5 } }),
      },
    })
    expect(wordsOf(card(1))).toContain(
      'The group agreed on “2 Emerging”. Reason: It is new Some see it differently: The branches do it',
    )
    // Of 1, 1, 5 and 5 the lower one in the middle.
    expect(wordsOf(card(2))).toContain(
      'There was no agreement: the group stands between 1 Unaware and 5 Mastering. The votes make it “1 Unaware”.',
    )
  })

  it('shows no votes that the room has not seen yet', async () => {
    await arrive({ session: aSession(['uses'], { meetings: [90], step: stepOfItem(items[1]?.id ?? '', 'talk') }) })
    expect(questions()).toEqual([prompt(1)])
    the('summary', '1 question where you are close together')
  })

  it('leads back to the talk about a question in the room', async () => {
    const { router } = await arrive({
      session: aSession(['uses'], { meetings: [90], step: stepOfItem(items[3]?.id ?? '', 'settle') }),
    })
    await click(the('button', `Talk about it again in the room: ${prompt(1)}`))
    expect(useWorkshopStore().session?.step).toBe(stepOfItem(items[1]?.id ?? '', 'talk'))
    await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/room/a1'), PATIENCE)
  })

  it('has no way back to a talk where there is no meeting', async () => {
    await arrive()
    expect(all('button', /^Talk about it/)).toEqual([])
    expect(the('link', 'Back to the workshop').getAttribute('href')).toBe('/room/a1')
  })

  it('says so while nobody has voted', async () => {
    await arrive({ held: [] })
    expect(wordsOf()).toContain('There are no votes to look at yet.')
    expect(document.title).toBe('Where you see it differently – Waymark')
  })

  it('says so where there is no such workshop', async () => {
    await mountScreen(ApartView, { path: '/room/a2/apart', props: { id: 'a2' } })
    await vi.waitFor(() => the('heading', 'This round is not on this device'), PATIENCE)
  })
})

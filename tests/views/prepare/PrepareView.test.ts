import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { flushPromises } from '@vue/test-utils'
import { listAssessments } from '@/storage/assessments'
import { listSessions } from '@/storage/sessions'
import PrepareView from '@/views/prepare/PrepareView.vue'
import { dataMaturity } from '../../support/builders'
import { all, click, descriptionOf, mountScreen, nameOf, the, wordsOf, write } from '../../support/mounting'
import { emptyDevice, keep } from '../device'
import { aRound, harbour, loadQuestionnaires, PATIENCE } from '../rounds'

beforeAll(loadQuestionnaires)
beforeEach(emptyDevice)

const FIT = 'What fits into your meetings'

async function arrive(path = '/room/new') {
  const screen = await mountScreen(PrepareView, { path })
  await vi.waitFor(() => the('radio', /^Short form/), PATIENCE)
  return screen
}
const prepare = async () => {
  await click(the('button', 'Prepare the workshop'))
  await flushPromises()
}
const faults = () => all('link', undefined, the('alert')).map(nameOf)
const fits = () => all('listitem', undefined, the('region', FIT)).map((line) => wordsOf(line))
const names = (group: string) => all('checkbox', undefined, the('group', group)).map(nameOf)
const choose = (role: 'radio' | 'checkbox', name: RegExp) => click(the(role, name))

describe('V11 · what fits into the meetings', () => {
  it('is all of the short form in one meeting of 90 minutes', async () => {
    await arrive()
    // 14 questions of three minutes, and 20 around them.
    expect(fits()).toEqual([
      'Meeting 1: Uses, Data, Analysis, Leadership, Culture, Tools and Skills – 62 of 90 minutes',
    ])
    expect(wordsOf(the('region', FIT))).not.toContain('There is no room')
  })

  it('is told beside the meetings, not by what one person would take', async () => {
    await arrive()
    expect(nameOf(the('radio', /^Short form/))).toBe('Short form 14 questions. It gives a rough picture.')
    await choose('radio', /^Without a meeting/)
    expect(nameOf(the('radio', /^Short form/))).toContain('about 15 minutes')
  })

  it('changes as one types, and says what has no room', async () => {
    await arrive()
    await choose('radio', /^Full form/)
    // 6 + 6 + 5 + 6 = 23 questions take 69 of the 70 minutes that a meeting of 90 has for them.
    expect(fits()).toEqual(['Meeting 1: Uses, Data, Analysis and Leadership – 89 of 90 minutes'])
    expect(wordsOf(the('region', FIT))).toContain('There is no room for: Culture, Tools and Skills.')
    await choose('radio', /^120 minutes/)
    // 29 questions take 87 of 100 minutes; Tools would need 105.
    expect(fits()).toEqual(['Meeting 1: Uses, Data, Analysis, Leadership and Culture – 107 of 120 minutes'])
  })

  it('can be made to fit with one meeting more', async () => {
    await arrive('/room/new?form=full')
    await click(the('button', 'Add one meeting'))
    expect(fits()).toEqual([
      'Meeting 1: Uses, Data, Analysis and Leadership – 89 of 90 minutes',
      // 6 + 6 + 5 = 17 questions.
      'Meeting 2: Culture, Tools and Skills – 71 of 90 minutes',
    ])
    expect(the('textbox', 'How many meetings?').value).toBe('2')
    expect(all('button', 'Add one meeting')).toEqual([])
  })

  it('can be made to fit with the short form', async () => {
    await arrive('/room/new?form=full')
    await click(the('button', 'Take the short form'))
    expect(the('radio', /^Short form/).checked).toBe(true)
    expect(fits()[0]).toContain('62 of 90 minutes')
  })

  it('can be made to fit with fewer parts', async () => {
    await arrive('/room/new?form=full')
    await click(the('button', 'Leave out: Culture, Tools and Skills'))
    expect(the('checkbox', /^Tools/).checked).toBe(false)
    expect(the('checkbox', /^Leadership/).checked).toBe(true)
    expect(wordsOf(the('region', FIT))).not.toContain('There is no room')
  })

  it('says where a part is too long for any such meeting, and does not offer one meeting more', async () => {
    await arrive('/room/new?form=full')
    await choose('radio', /^Another length/)
    expect(all('region', FIT)).toEqual([])
    await write(the('textbox', 'Minutes of a meeting'), '30')
    // Uses has six questions: 18 minutes, and 20 around them.
    expect(wordsOf(the('region', FIT))).toContain('“Uses” alone takes 38 minutes, with opening and close.')
    expect(all('button', 'Add one meeting')).toEqual([])
  })

  it('says where a meeting is not needed', async () => {
    await arrive()
    await write(the('textbox', 'How many meetings?'), '2')
    expect(fits()[1]).toBe('Meeting 2: nothing is left for it')
  })
})

describe('preparing a workshop', () => {
  it('asks nobody for a group, and takes all parts, unless it is said otherwise', async () => {
    const { router } = await arrive()
    await choose('checkbox', /^Cards/)
    await prepare()
    await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('room'), PATIENCE)
    const [session] = await listSessions()
    expect(session).toMatchObject({
      sectionIds: ['uses', 'data', 'analysis', 'leadership', 'culture', 'tools', 'skills'],
      people: 10,
      present: 10,
      meetings: [90],
      ways: ['cards'],
      roles: [],
      floor: 5,
      consentAt: null,
      closedAt: null,
    })
    const [round] = (await listAssessments()).rounds
    expect(round?.assessment).toMatchObject({
      id: session?.assessmentId,
      form: 'short',
      respondent: { role: 'several', knowledge: null, name: '' },
      status: 'draft',
    })
  })

  it('keeps meetings, ways in their own order, groups and floor', async () => {
    const { router } = await arrive('/room/new?form=full')
    await write(the('textbox', 'How many people take part?'), ' 14 ')
    await choose('radio', /^Another length/)
    await write(the('textbox', 'Minutes of a meeting'), '75')
    await write(the('textbox', 'How many meetings?'), '3')
    for (const way of [/^Own devices/, /^This device/]) await choose('checkbox', way)
    for (const group of [/^Staff/, /^Elected leaders/]) await choose('checkbox', group)
    await choose('radio', /^From 4 people/)
    await prepare()
    await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('room'), PATIENCE)
    expect((await listSessions())[0]).toMatchObject({
      people: 14,
      meetings: [75, 75, 75],
      ways: ['device', 'own'],
      roles: ['elected', 'staff'],
      floor: 4,
    })
  })

  it('without a meeting goes to the responses, and asks for nothing that belongs to one', async () => {
    const { router } = await arrive()
    await choose('radio', /^Without a meeting/)
    expect(all('region', FIT)).toEqual([])
    expect(names('How do people vote?').map((name) => name.split(' ').slice(0, 2).join(' '))).toEqual([
      'Own devices',
      'Paper sheets',
    ])
    await choose('checkbox', /^Staff/)
    expect(all('radio', /^From one person/)).toEqual([])
    await prepare()
    await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('room-responses'), PATIENCE)
    expect((await listSessions())[0]).toMatchObject({ meetings: [], ways: ['own'] })
  })

  it('says with each way of voting what it means for privacy', async () => {
    await arrive()
    for (const name of names('How do people vote?')) expect(name).toMatch(/\w+\. \w+/)
  })

  it('says quietly that few or many people are unusual', async () => {
    await arrive()
    const note = 'With fewer than 6 people, single voices weigh much.'
    const people = the('textbox', 'How many people take part?')
    for (const [typed, isSaid] of [
      ['5', true],
      ['6', false],
      ['15', false],
      ['16', true],
    ] as const) {
      await write(people, typed)
      expect(wordsOf().includes(note), typed).toBe(isSaid)
    }
  })

  it('of a check needs the law, as a round does', async () => {
    await arrive('/room/new?questionnaire=data-governance')
    await choose('checkbox', /^Cards/)
    await prepare()
    expect(faults()).toEqual(['Choose the law your union is under, or the last answer if you are not sure'])
    await choose('radio', /^The UK GDPR/)
    await prepare()
    await vi.waitFor(async () => expect((await listAssessments()).rounds[0]?.union.law).toBe('uk'), PATIENCE)
  })

  it('is for the union that the address names', async () => {
    const other = { ...harbour, id: 'other', name: 'Other' }
    await keep(dataMaturity, aRound('a1'))
    await keep(dataMaturity, aRound('b1', { date: '2026-11-28' }), {}, other)
    await arrive('/room/new?union=harbour')
    expect(the('radio', 'Harbour Union').checked).toBe(true)
    expect(the('radio', 'Other').checked).toBe(false)
  })
})

describe('what cannot be', () => {
  it.each(['', '1', '61', '7.5', 'ten', '1e1', '-8'])(
    'as a number of people is said and stores nothing: “%s”',
    async (typed) => {
      await arrive()
      await choose('checkbox', /^Cards/)
      const field = the('textbox', 'How many people take part?')
      await write(field, typed)
      await prepare()
      expect(faults()).toEqual(['Enter a whole number of people from 2 to 60'])
      expect(field.getAttribute('aria-invalid')).toBe('true')
      expect(descriptionOf(field)).toContain('Enter a whole number of people from 2 to 60')
      await click(the('link', /^Enter a whole number/))
      expect(document.activeElement).toBe(field)
      expect(await listSessions()).toEqual([])
      expect((await listAssessments()).rounds).toEqual([])
    },
  )

  it('is a workshop without parts, without a way to vote, or without numbers', async () => {
    await arrive()
    for (const box of all('checkbox', undefined, the('group', 'Which parts do you want to answer?'))) await click(box)
    await choose('radio', /^Another length/)
    await write(the('textbox', 'How many meetings?'), '0')
    await prepare()
    expect(faults()).toEqual([
      'Choose at least one part',
      'Enter a whole number of minutes from 30 to 480',
      'Enter a whole number of meetings from 1 to 12',
      'Choose at least one way to vote',
    ])
    expect(await listSessions()).toEqual([])
  })

  it('is doing without a floor before everybody has agreed, which is then recorded', async () => {
    await arrive()
    await choose('checkbox', /^Cards/)
    await choose('checkbox', /^Staff/)
    await choose('radio', /^From one person/)
    await prepare()
    expect(faults()).toEqual(['Tick that everybody agrees, or choose a number of people'])
    await choose('checkbox', /^Everybody in the meeting knows/)
    await prepare()
    await vi.waitFor(async () => expect(await listSessions()).toHaveLength(1), PATIENCE)
    const [session] = await listSessions()
    expect(session?.floor).toBeNull()
    expect(session?.consentAt).toEqual(expect.any(Number))
  })
})

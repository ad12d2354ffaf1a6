import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { loadPhotos, savePhoto } from '@/storage/photos'
import { usePhotoStore } from '@/stores/photos'
import { usePlanStore } from '@/stores/plan'
import { roomRemote } from '@/stores/roomRemote'
import { useWorkshopStore } from '@/stores/workshop'
import { all, click, descriptionOf, HOSTILE, nameOf, press, the, wordsOf, write } from '../../support/mounting'
import { aPhoto } from '../../support/photos'
import { emptyDevice } from '../device'
import { PATIENCE } from '../rounds'
import { arrive, next, room, said, storeAll, title, undo, voted } from './arriving'

beforeEach(emptyDevice)
afterEach(async () => {
  vi.unstubAllGlobals()
  await storeAll()
})

const hrefOf = (name: string) => the('link', name).getAttribute('href')

describe('V12 · the steps of a meeting', () => {
  it('lead through the opening, every question, the summaries and the close, with the focus on each title', async () => {
    await arrive()
    const seen = [title()]
    for (let steps = 0; steps < 40 && title() !== 'The end of this meeting'; steps += 1) {
      await next()
      await vi.waitFor(() => expect(document.activeElement).toBe(document.querySelector('h1')))
      seen.push(title())
    }
    const question = ['Read', 'Vote in silence', 'The votes', 'Talk', 'Settle']
    expect(seen).toEqual([
      ...['Before you begin', 'Why we are here, and our ground rules', 'Who sees what', 'What we agreed last time'],
      ...[...question, ...question, 'Listening: what we came to'],
      ...[...question, ...question, 'Sharing: what we came to'],
      ...['What we will do', 'What we parked', 'The end of this meeting'],
    ])
    await next()
    expect(title()).toBe('The end of this meeting')
    expect(the('button', 'Next step').getAttribute('aria-disabled')).toBe('true')
  })

  it('tells before the meeting what it holds and how long it takes', async () => {
    // 20 minutes around it, and three for each of its four questions.
    await arrive()
    expect(all('listitem').map(nameOf)).toContain('Meeting 1: Listening and Sharing (32 minutes)')
    expect(wordsOf()).toContain('Meeting 1 of 1')
    expect(document.title).toBe('Before you begin – workshop – Waymark')
  })

  it('says in two meetings what comes when, and leads from the end of one to the next', async () => {
    await arrive({ meetings: [26, 26], step: 'meeting.1.close' })
    expect(wordsOf()).toContain('Meeting 2 goes on with: Sharing.')
    await click(the('button', 'Begin meeting 2'))
    expect(title()).toBe('Why we are here, and our ground rules')
    expect(wordsOf()).toContain('Meeting 2 of 2')
    expect(wordsOf()).toContain('Today we look at: Sharing.')
  })

  it('counts who is here, and leaves the number alone where what is typed is none', async () => {
    await arrive({ step: 'meeting.1.purpose' })
    const field = the('textbox', 'People in the room')
    expect(field.value).toBe('8')
    await click(the('button', 'One more: People in the room'))
    await click(the('button', 'One more: People in the room'))
    await click(the('button', 'One less: People in the room'))
    expect(field.value).toBe('9')
    for (const [typed, said] of [['many'], [''], ['-3'], ['2.5'], ['1000'], ['7', '7']] as const) {
      field.value = typed
      field.dispatchEvent(new Event('change'))
      await nextTick()
      expect(useWorkshopStore().session?.present).toBe(said ? 7 : 9)
      expect(descriptionOf(field)).toBe(said ? '' : 'Please write a whole number from 0 to 999. It still counts 9.')
    }
  })

  it('tells of each way to vote who sees what', async () => {
    await arrive({ step: 'meeting.1.uses', ways: ['cards', 'paper'] })
    expect(wordsOf()).toContain('People near you can see your card.')
    expect(wordsOf()).toContain('Paper: sheets have a number and no name.')
    expect(wordsOf()).not.toContain('This device goes around')
  })

  it('begins with the open actions from before', async () => {
    await arrive({ step: 'meeting.1.before' })
    usePlanStore().add({ title: 'Write the survey', owner: 'Mara', origin: 'typed' })
    await nextTick()
    expect(wordsOf()).toContain('Write the survey (Mara)')
    expect(hrefOf('Go through them one by one')).toBe('/a/a1/actions')
  })

  it('says where there are no actions from before', async () => {
    await arrive({ step: 'meeting.1.before' })
    expect(wordsOf()).toContain('There are no open actions from before.')
  })

  it('is at the step where it was left', async () => {
    await arrive({ step: 'item.listening-meetings.talk' })
    expect(title()).toBe('Talk')
    expect(wordsOf()).toContain('Listening, question 2 of 2')
  })

  it('takes a step back by undo, on any of them', async () => {
    await arrive()
    expect(the('button', 'Undo the last change').getAttribute('aria-disabled')).toBe('true')
    await next()
    await next()
    await undo()
    expect(title()).toBe('Why we are here, and our ground rules')
    await click(the('button', 'Step before'))
    expect(title()).toBe('Before you begin')
    await undo()
    expect(title()).toBe('Why we are here, and our ground rules')
  })
})

describe('the ways out of the room', () => {
  it('lead to the places that its ways of voting have', async () => {
    await arrive({ ways: ['own', 'paper'] })
    expect(hrefOf('Show the room on this screen')).toBe('/room/a1?single=')
    expect(hrefOf('Open the projector’s window')).toBe('/room/a1/screen')
    expect(the('link', 'Open the projector’s window').target).toBe('_blank')
    expect(hrefOf('Responses from own devices')).toBe('/room/a1/responses')
    expect(hrefOf('Type in paper sheets')).toBe('/room/a1/paper')
    expect(hrefOf('Where you are far apart')).toBe('/room/a1/apart')
    expect(hrefOf('Print the kit')).toContain('sections=listening,sharing')
  })

  it('are fewer where nobody votes on paper or an own device', async () => {
    await arrive({ ways: ['cards'] })
    expect(all('link', /Responses|paper sheets/)).toEqual([])
  })

  it('have no window of its own where nothing is kept, because it could not follow', async () => {
    vi.stubGlobal('location', { search: '?temporary', origin: location.origin })
    await arrive()
    expect(all('link', 'Open the projector’s window')).toEqual([])
    expect(wordsOf()).not.toContain('open its window')
    expect(wordsOf()).toContain('a second window could not follow this one')
    the('link', 'Show the room on this screen')
  })
})

describe('a clicker', () => {
  it('moves the room on and back', async () => {
    await arrive()
    expect(await press('PageDown')).toBe(true)
    expect(title()).toBe('Why we are here, and our ground rules')
    await press('PageUp')
    expect(title()).toBe('Before you begin')
  })

  it('moves it from the projector’s window too, whose keys come by a channel', async () => {
    await arrive()
    const remote = roomRemote('a1')
    remote.ask(1)
    await vi.waitFor(() => expect(title()).toBe('Why we are here, and our ground rules'))
    remote.close()
  })

  it('moves nothing with a modifier, in a long text or in a list', async () => {
    await arrive({ step: 'item.listening-survey.settle', rooms: voted('listening-survey', '10001') })
    expect(await press('PageDown', { ctrlKey: true })).toBe(false)
    the('textbox', /^Reason/).focus()
    expect(await press('PageDown')).toBe(false)
    await click(the('radio', 'We did not agree'))
    the('combobox', /^We stand between/).focus()
    expect(await press('PageUp')).toBe(false)
    expect(title()).toBe('Settle')
  })

  it('moves nothing while the device goes around', async () => {
    await arrive({ step: 'item.listening-survey.vote' })
    await click(the('button', 'Pass this device around'))
    expect(await press('PageDown')).toBe(false)
    expect(title()).toBe('Vote in silence')
  })
})

describe('V18 · one screen for facilitator and room', () => {
  it('shows the question and no notes, ways or counts', async () => {
    await arrive({
      query: '?single',
      step: 'item.listening-survey.settle',
      rooms: voted('listening-survey', '00300', { reason: 'Secret' }),
    })
    expect(all('heading').map(nameOf)).toEqual(['Settle', 'How does your union survey its members?'])
    expect(all('textbox')).toEqual([])
    expect(wordsOf()).not.toContain('Secret')
    expect(hrefOf('Back to the facilitator’s view')).toBe('/room/a1')
  })
})

describe('the end', () => {
  it('has the photos of the wall, which are kept as they are worded', async () => {
    await arrive({ step: 'meeting.1.close' })
    await savePhoto(aPhoto('photo', { assessmentId: 'a1' }))
    await usePhotoStore().open('a1')
    await vi.waitFor(() => the('heading', 'Photos of the wall'), PATIENCE)
    await vi.waitFor(() => the('textbox', 'What does photo 1 show?'), PATIENCE)
    await write(the('textbox', 'What does photo 1 show?'), 'Flipchart')
    await usePhotoStore().flush()
    expect((await loadPhotos('a1')).photos).toEqual([aPhoto('photo', { assessmentId: 'a1', caption: 'Flipchart' })])
    await click(the('button', 'Remove photo 1'))
    await usePhotoStore().flush()
    expect((await loadPhotos('a1')).photos).toEqual([])
    await click(the('button', 'Bring it back'))
    await usePhotoStore().flush()
    expect((await loadPhotos('a1')).photos).toHaveLength(1)
  })

  it('alone has them: no other step does', async () => {
    await arrive({ step: 'meeting.1.parked' })
    expect(all('heading', 'Photos of the wall')).toEqual([])
    await next()
    expect(all('heading', 'Photos of the wall')).toHaveLength(1)
  })

  it('asks before the single votes are deleted, and keeps the counts', async () => {
    const passed = [{ choice: { kind: 'option', value: 3 }, role: 'staff' } as const]
    const { 'listening-survey': survey } = voted('listening-survey', '02000')
    await arrive({
      step: 'meeting.1.close',
      rooms: survey ? { 'listening-survey': { ...survey, first: { ...survey.first, passed } } } : {},
    })
    await click(the('button', 'Delete the single votes'))
    expect(nameOf(the('dialog'))).toBe('Delete all single votes?')
    await click(the('button', 'Go back', the('dialog')))
    expect(room('listening-survey').counts).toBeNull()
    await click(the('button', 'Delete the single votes'))
    await click(the('button', 'Delete the single votes', the('dialog')))
    await vi.waitFor(
      () => expect(said().join()).toContain('The single votes are deleted. The counts are kept.'),
      PATIENCE,
    )
    // Two cards at 2 and one vote at 3.
    expect(room('listening-survey').counts?.first.levels.map(({ votes }) => votes)).toEqual([0, 2, 1, 0, 0])
    expect(room('listening-survey').first.passed).toEqual([])
    expect(all('button', 'Delete the single votes')).toEqual([])
  })

  it('leads to the votes that may still be missing, because a closed workshop takes no more', async () => {
    await arrive({ step: 'meeting.1.close', ways: ['own', 'paper'] })
    expect(wordsOf()).toContain('Are all paper sheets typed in? A closed workshop takes no more. Type in paper sheets')
    expect(wordsOf()).toContain(
      'Are all responses from own devices taken in? A closed workshop takes no more. Responses from own devices',
    )
    expect(all('link', 'Type in paper sheets').map((link) => link.getAttribute('href'))).toEqual([
      '/room/a1/paper',
      '/room/a1/paper',
    ])
    await click(the('button', 'Close the workshop and check the answers'))
    expect(wordsOf()).not.toContain('A closed workshop takes no more.')
  })

  it('asks for no votes that nobody gave on paper or an own device', async () => {
    await arrive({ step: 'meeting.1.close', ways: ['cards'] })
    expect(wordsOf()).not.toContain('A closed workshop takes no more.')
    expect(wordsOf()).toContain('Certificates of attendance are in the kit.')
  })

  it('asks for none where the votes of every part are closed', async () => {
    await arrive({ step: 'meeting.1.close', ways: ['own', 'paper'], closedSections: ['listening', 'sharing'] })
    expect(wordsOf()).not.toContain('A closed workshop takes no more.')
  })

  it('leads to the check, and leaves the workshop closed', async () => {
    const { router } = await arrive({ step: 'meeting.1.close' })
    await click(the('button', 'Close the workshop and check the answers'))
    await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/a/a1/check'), PATIENCE)
    expect(useWorkshopStore().isOpen).toBe(false)
  })

  it('is read-only once it is closed, and can be opened again', async () => {
    await arrive({ step: 'item.listening-survey.vote', closedAt: 5, rooms: voted('listening-survey', '02000') })
    expect(wordsOf()).toContain('This workshop is closed. Its answers are now changed in the round itself.')
    expect(hrefOf('Go to the round’s answers')).toBe('/a/a1/check')
    expect(all('button', 'Pass this device around')).toEqual([])
    await next()
    expect(all('button', /^One more: [1-5]/)).toEqual([])
    await next()
    expect(all('button', 'Vote once more')).toEqual([])
    await next()
    // What was settled can be read, and not changed.
    for (const field of [...all('radio'), ...all('textbox'), ...all('checkbox')])
      expect(field.matches(':disabled, fieldset:disabled *'), nameOf(field)).toBe(true)
    expect(all('button', 'Add this action to the plan')).toEqual([])
    useWorkshopStore().goTo('meeting.1.close')
    await vi.waitFor(() => the('button', 'Open the workshop again'))
    await click(the('button', 'Open the workshop again'))
    expect(wordsOf()).not.toContain('This workshop is closed.')
    the('button', 'Close the workshop and check the answers')
  })

  it('says what was parked, and leads back to it', async () => {
    await arrive({
      step: 'meeting.1.parked',
      rooms: voted('listening-meetings', '00000', { parked: 'Ask the north.' }),
    })
    expect(wordsOf()).toContain('Ask the north.')
    await click(the('button', 'What happens with what members say at meetings?'))
    expect(title()).toBe('Talk')
  })

  it('takes an action into the plan, and says so; without words it takes none', async () => {
    await arrive({ step: 'meeting.1.actions' })
    expect(wordsOf()).toContain('No action has been written down yet.')
    await click(the('button', 'Add this action to the plan'))
    expect(said().join()).toContain('Write down the action first.')
    expect(usePlanStore().actions).toEqual([])
    await write(the('textbox', 'What should be done? Begin with a verb.'), '  Name a steward ')
    await click(the('button', 'Add this action to the plan'))
    expect(said().join()).toContain('“Name a steward” is in the plan.')
    const [action] = usePlanStore().actions
    expect(action).toMatchObject({ title: 'Name a steward', origin: 'workshop', firstRound: 'a1', serves: null })
    expect(all('listitem').map(nameOf)).toContain('Name a steward')
    expect(the('textbox', 'What should be done? Begin with a verb.').value).toBe('')
    expect(descriptionOf(the('textbox', 'What should be done? Begin with a verb.'))).toBe('')
  })

  it('keeps hostile words words', async () => {
    await arrive({ step: 'meeting.1.actions', rooms: voted('listening-meetings', '00000', { parked: HOSTILE }) })
    await write(the('textbox', 'What should be done? Begin with a verb.'), HOSTILE)
    await click(the('button', 'Add this action to the plan'))
    await next()
    expect(wordsOf()).toContain('<img src=x onerror="alert(1)">')
    expect(document.querySelectorAll('img')).toHaveLength(0)
  })
})

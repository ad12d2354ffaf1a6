import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { useLibraryStore } from '@/stores/library'
import NewRoundView from '@/views/new/NewRoundView.vue'
import { all, click, descriptionOf, HOSTILE, mountScreen, nameOf, the, wordsOf, write } from '../../support/mounting'

const ROLE = 'Choose who is answering'

/** The screen with the questionnaire as it is shipped, which is loaded after it. */
async function arrive(path = '/new') {
  const screen = await mountScreen(NewRoundView, { path })
  await vi.waitFor(() => the('radio', /^Short form/))
  return screen
}
const dateField = () =>
  document.querySelector<HTMLInputElement>('input[type="date"]') ?? document.createElement('input')
async function begin() {
  await click(the('button', 'Begin this round'))
  await nextTick()
}
beforeEach(() => void vi.setSystemTime(new Date('2026-11-21T23:30:00Z')))

describe('a new round', () => {
  it('asks for no more than form, union, who answers and the day', async () => {
    await arrive()
    expect(all('group').map(nameOf)).toEqual([
      'How many questions do you want to answer?',
      'Which union is this about?',
      'Who is answering?',
      'How do you know about the union’s data?',
    ])
    expect(all('textbox').map(nameOf)).toEqual(['Name of the union', 'Your name'])
    expect(descriptionOf(the('textbox', 'Your name'))).toContain('You can leave it blank.')
  })

  it('is about today where the device is, unless said otherwise', async () => {
    await arrive()
    expect(nameOf(dateField())).toBe('Date of this round')
    expect(dateField().value).toBe('2026-11-22')
  })

  it('is a short form unless the full one is asked for, and says how long each takes', async () => {
    await arrive()
    const short = the('radio', /^Short form/)
    expect(short.checked).toBe(true)
    expect(nameOf(short)).toMatch(/^Short form 14 questions, about 15 minutes\./)
    expect(nameOf(the('radio', /^Full form/))).toMatch(/^Full form 40 questions, about 30 minutes\./)
  })

  it('is a full form where that was asked for', async () => {
    await arrive('/new?form=full')
    expect(the('radio', /^Full form/).checked).toBe(true)
  })

  it('does not choose who is answering', async () => {
    await arrive()
    const roles = all('radio', undefined, the('group', 'Who is answering?'))
    expect(roles.map(({ checked }) => checked)).toEqual([false, false, false, false, false])
  })

  it('offers the unions that are known, by name, and another one', async () => {
    const library = useLibraryStore()
    library.rounds = [
      {
        union: { id: 'u1', name: HOSTILE },
        assessment: {
          id: 'a1',
          unionId: 'u1',
          questionnaireId: 'data-maturity',
          questionnaireVersion: '1.0.0',
          form: 'short',
          respondent: { role: 'elected', knowledge: null, name: '' },
          date: '2025-11-22',
          status: 'sealed',
          createdAt: 0,
          sealedAt: 1,
          copiedFrom: null,
          lastItem: null,
        },
      },
    ]
    await arrive()
    const [known, other] = all('radio', undefined, the('group', 'Which union is this about?'))
    expect(known?.checked).toBe(true)
    expect(known?.closest('label')?.textContent).toBe(HOSTILE)
    expect(document.querySelector('img')).toBeNull()
    expect(all('textbox', 'Name of the union')).toEqual([])
    if (other) await click(other)
    expect(all('textbox', 'Name of the union')).toHaveLength(1)
  })
})

describe('a new round that cannot begin yet', () => {
  it('says why, and takes the focus there', async () => {
    const { router } = await arrive()
    await begin()
    expect(document.activeElement).toBe(the('alert'))
    expect(all('link', undefined, the('alert')).map(nameOf)).toEqual([ROLE])
    expect(document.title).toBe('Error: Start a new round – Waymark')
    expect(router.currentRoute.value.path).toBe('/new')
  })

  it('leads to the place, which says it as well', async () => {
    await arrive()
    await begin()
    await click(the('link', ROLE))
    expect(document.activeElement).toBe(the('radio', 'An elected leader'))
    expect(descriptionOf(the('group', 'Who is answering?'))).toBe(ROLE)
  })

  it('keeps all that was entered', async () => {
    await arrive()
    await write(the('textbox', 'Name of the union'), 'Harbour Union')
    await begin()
    expect(the('textbox', 'Name of the union').value).toBe('Harbour Union')
  })

  it('names every fault at once, in the order of the page', async () => {
    await arrive()
    await write(dateField(), '')
    await begin()
    expect(all('link', undefined, the('alert')).map(nameOf)).toEqual([
      ROLE,
      'Enter a date from the year 2000 up to a year from now',
    ])
    expect(dateField().getAttribute('aria-invalid')).toBe('true')
    expect(descriptionOf(dateField())).toContain('Enter a date from the year 2000')
  })

  it('says so where it cannot be stored, and stays', async () => {
    const { router } = await arrive()
    await click(the('radio', 'An elected leader'))
    await begin()
    await vi.waitFor(() =>
      expect(wordsOf(the('alert'))).toContain('This browser does not let Waymark save anything here'),
    )
    expect(router.currentRoute.value.path).toBe('/new')
    expect(the('radio', 'An elected leader').checked).toBe(true)
  })
})

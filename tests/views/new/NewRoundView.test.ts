import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { EXAMPLE_UNION, type Assessment, type Law } from '@/domain/assessment'
import { useLibraryStore, type Round } from '@/stores/library'
import NewRoundView from '@/views/new/NewRoundView.vue'
import { all, click, descriptionOf, HOSTILE, mountScreen, nameOf, the, wordsOf, write } from '../../support/mounting'
import { aProject, aRound, loadQuestionnaires, PATIENCE } from '../rounds'

const ROLE = 'Choose who is answering'
const QUESTIONNAIRE = 'What do you want to look at?'
const SUBJECT = 'What is this check about?'
const LAW = 'Which data protection law is your union under?'
const CHECK = '/new?questionnaire=data-governance'

/** The screen with the questionnaire as it is shipped, which is loaded after it. */
async function arrive(path = '/new') {
  const screen = await mountScreen(NewRoundView, { path })
  await vi.waitFor(() => the('radio', /^Short form/), PATIENCE)
  return screen
}
const dateField = () =>
  document.querySelector<HTMLInputElement>('input[type="date"]') ?? document.createElement('input')
async function begin() {
  await click(the('button', 'Begin this round'))
  await nextTick()
}
/** The names of what is chosen in a group, or of all that is chosen. */
const chosen = (group?: string) =>
  all('radio', undefined, group === undefined ? undefined : the('group', group))
    .filter(({ checked }) => checked)
    .map(nameOf)
const faults = () => all('link', undefined, the('alert')).map(nameOf)

/** These rounds are on the device, each of a union that has the same name as its id. */
function know(...rounds: readonly { union: string; law?: Law; round?: Partial<Assessment> }[]): void {
  useLibraryStore().rounds = rounds.map(({ union, law = null, round = {} }): Round => ({
    union: { id: union, name: union, law: law as Law | null },
    assessment: { ...aRound(`round-of-${union}`, { questionnaireId: 'data-maturity' }), ...round, unionId: union },
  }))
}
beforeAll(loadQuestionnaires)
beforeEach(() => void vi.setSystemTime(new Date('2026-11-21T23:30:00Z')))

describe('a new round', () => {
  it('asks for no more than questionnaire, form, union, who answers and the day', async () => {
    await arrive()
    expect(all('group').map(nameOf)).toEqual([
      QUESTIONNAIRE,
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
    know({ union: HOSTILE })
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

describe('what a new round looks at', () => {
  it('is chosen among both questionnaires, of which the data maturity framework is chosen at first', async () => {
    await arrive()
    expect(all('radio', undefined, the('group', QUESTIONNAIRE)).map(nameOf)).toEqual([
      expect.stringMatching(/^Data maturity framework \S/),
      expect.stringMatching(/^Data governance check \S/),
    ])
    expect(chosen(QUESTIONNAIRE)).toEqual([expect.stringMatching(/^Data maturity framework/)])
  })

  it('is what the address asks for', async () => {
    await arrive(CHECK)
    expect(chosen(QUESTIONNAIRE)).toEqual([expect.stringMatching(/^Data governance check/)])
  })

  it('is the data maturity framework where the address asks for something that is not there', async () => {
    await arrive('/new?questionnaire=nothing')
    expect(chosen(QUESTIONNAIRE)).toEqual([expect.stringMatching(/^Data maturity framework/)])
  })

  it('decides how long it takes', async () => {
    await arrive(CHECK)
    // 12 × 45 seconds = 9 minutes and 40 × 45 seconds = 30 minutes, in steps of five.
    expect(nameOf(the('radio', /^Short form/))).toMatch(/^Short form 12 questions, about 10 minutes\./)
    expect(nameOf(the('radio', /^Full form/))).toMatch(/^Full form 40 questions, about 30 minutes\./)
  })

  it('decides what else is asked: of a check also what it is about, and the law', async () => {
    await arrive()
    await click(the('radio', /^Data governance check/))
    expect(all('group').map(nameOf)).toEqual([
      QUESTIONNAIRE,
      SUBJECT,
      'How many questions do you want to answer?',
      'Which union is this about?',
      LAW,
      'Who is answering?',
      'How do you know about the union’s data?',
    ])
    await click(the('radio', /^Data maturity framework/))
    expect(all('group').map(nameOf)).not.toContain(SUBJECT)
    expect(all('group').map(nameOf)).not.toContain(LAW)
  })

  it('is not asked of a round that begins with the answers of another one, nor what it is about', async () => {
    const round = { questionnaireId: 'data-governance', subject: aProject('Phone bank') }
    know({ union: 'Harbour Union', law: 'uk', round })
    await arrive('/new?from=round-of-Harbour%20Union')
    expect(all('group').map(nameOf)).not.toContain(QUESTIONNAIRE)
    expect(all('group').map(nameOf)).not.toContain(SUBJECT)
    expect(all('heading').map(nameOf)).toContain('Data governance check')
    expect(wordsOf()).toContain('This round begins with the answers of 22 November 2026.')
  })
})

describe('what a check is about', () => {
  it('is the union as a whole unless a project is chosen', async () => {
    await arrive(CHECK)
    expect(chosen(SUBJECT)).toEqual([expect.stringMatching(/^The union as a whole/)])
    expect(all('textbox', 'Name of the project')).toEqual([])
  })

  it('is a project with a name', async () => {
    await arrive(CHECK)
    await click(the('radio', /^One project/))
    expect(all('textbox').map(nameOf)).toEqual(['Name of the project', 'Name of the union', 'Your name'])
  })

  it.each([
    ['nothing', ''],
    ['spaces only', '   '],
  ])('has to have a name where it is a project: %s', async (_what, name) => {
    await arrive(CHECK)
    await click(the('radio', /^One project/))
    await write(the('textbox', 'Name of the project'), name)
    await begin()
    expect(faults()[0]).toBe('Give the project a name')
    await click(the('link', 'Give the project a name'))
    const field = the('textbox', 'Name of the project')
    expect(document.activeElement).toBe(field)
    expect(field.getAttribute('aria-invalid')).toBe('true')
    expect(descriptionOf(field)).toBe('Give the project a name')
  })

  it('needs no name where it is the union, nor in a questionnaire that is about unions only', async () => {
    await arrive(CHECK)
    await begin()
    expect(faults()).not.toContain('Give the project a name')
    await click(the('radio', /^One project/))
    await click(the('radio', /^Data maturity framework/))
    await begin()
    expect(faults()).toEqual([ROLE])
  })
})

describe('the law a union is under', () => {
  const MISSING = 'Choose the law your union is under, or the last answer if you are not sure'

  it('can be the one of the Union, of the United Kingdom, both, or another', async () => {
    await arrive(CHECK)
    expect(all('radio', undefined, the('group', LAW)).map(nameOf)).toEqual([
      'The GDPR of the European Union (also Iceland, Liechtenstein and Norway)',
      'The UK GDPR',
      'The GDPR of the EU and that of the UK',
      'The law of another country, or we are not sure',
    ])
    expect(chosen(LAW)).toEqual([])
    expect(descriptionOf(the('group', LAW))).toContain('Elsewhere they are shown as good practice.')
  })

  it('has to be said for a check', async () => {
    await arrive(CHECK)
    await begin()
    expect(faults()).toEqual([MISSING, ROLE])
    await click(the('link', MISSING))
    expect(document.activeElement).toBe(the('radio', /^The GDPR of the European Union/))
    expect(descriptionOf(the('group', LAW))).toContain(MISSING)
  })

  it('is not asked for by the data maturity framework', async () => {
    await arrive()
    await begin()
    expect(faults()).toEqual([ROLE])
  })

  it('is shown chosen where the union said it before, and not missed', async () => {
    know({ union: 'Harbour Union', law: 'uk' })
    await arrive(CHECK)
    expect(chosen(LAW)).toEqual(['The UK GDPR'])
    await begin()
    expect(faults()).toEqual([ROLE])
  })

  it('is that of the union that is chosen', async () => {
    know({ union: 'Harbour Union', law: 'uk' }, { union: 'Civic Union', law: 'eu-uk' }, { union: 'Quay Union' })
    await arrive(CHECK)
    await click(the('radio', 'Civic Union'))
    expect(chosen(LAW)).toEqual(['The GDPR of the EU and that of the UK'])
    await click(the('radio', 'Quay Union'))
    expect(chosen(LAW)).toEqual([])
    await click(the('radio', 'Harbour Union'))
    expect(chosen(LAW)).toEqual(['The UK GDPR'])
    await click(the('radio', 'Another union'))
    expect(chosen(LAW)).toEqual([])
  })
})

describe('the union a new round is about', () => {
  const UNION = 'Which union is this about?'

  it('is the one of the newest round, or the one of the address', async () => {
    know({ union: 'Harbour Union' }, { union: 'Civic Union' })
    const { wrapper } = await arrive()
    expect(chosen(UNION)).toEqual(['Harbour Union'])
    wrapper.unmount()
    await arrive('/new?union=Civic%20Union')
    expect(chosen(UNION)).toEqual(['Civic Union'])
  })

  it('is the one of the newest round where the address names one that is not there', async () => {
    know({ union: 'Harbour Union' })
    await arrive('/new?union=nothing')
    expect(chosen(UNION)).toEqual(['Harbour Union'])
  })

  it.each([
    ['at first', '/new'],
    ['where the address names it', `/new?union=${EXAMPLE_UNION}`],
    ['where the address names its round', `/new?from=round-of-${EXAMPLE_UNION}`],
  ])('is never the one of the example: %s', async (_when, path) => {
    know({ union: EXAMPLE_UNION, law: 'uk' }, { union: 'Harbour Union' })
    await arrive(path)
    expect(all('radio', undefined, the('group', UNION)).map(nameOf)).toEqual(['Harbour Union', 'Another union'])
    expect(chosen(UNION)).toEqual(['Harbour Union'])
    expect(wordsOf()).not.toContain('begins with the answers')
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

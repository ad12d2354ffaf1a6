import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answers, Assessment } from '@/domain/assessment'
import type { PlannedAction } from '@/domain/plan'
import { savePlanned } from '@/storage/plan'
import TrendPicture from '@/views/compare/TrendPicture.vue'
import {
  allAt,
  anAnswer,
  answersOf,
  dataMaturity,
  dontKnow,
  earlierMaturity,
  groupSays,
  laterMaturity,
} from '../../support/builders'
import { all, click, HOSTILE, mountPart, nameOf, pick, the, wordsOf } from '../../support/mounting'
import { emptyDevice, keep } from '../device'
import { aPlanned } from '../plan/arriving'
import { aRound, loadQuestionnaires } from '../rounds'
import {
  aFile,
  arrive,
  chooseFile,
  fileOf,
  headings,
  keepWorked,
  linesIn,
  refuseReading,
  settle,
  under,
  unfold,
  until,
} from './arriving'

vi.mock('vue-chartjs', async () => (await import('../results/drawing')).onPaper)

beforeAll(loadQuestionnaires)
beforeEach(emptyDevice)
afterEach(settle)

const LIKE = 'Count only the questions that are the same'

/** The facts in the box, each with its lines. */
function facts(): Readonly<Record<string, readonly string[]>> {
  const lists = [...under('Can these be compared?').querySelectorAll('dl > div')]
  return Object.fromEntries(
    lists.map((each) => [
      wordsOf(each.querySelector('dt')!),
      [...each.querySelectorAll('dd')].map((line) => wordsOf(line)),
    ]),
  )
}

/** Two finished rounds of the data maturity framework, a year apart, and comes to their comparison. */
async function two(
  then: { round?: Partial<Assessment>; answers?: Answers } = {},
  now: { round?: Partial<Assessment>; answers?: Answers } = {},
) {
  const answers = allAt(dataMaturity, 2)
  await keep(dataMaturity, aRound('then', { date: '2025-11-22', ...then.round }), then.answers ?? answers)
  await keep(dataMaturity, aRound('now', { date: '2026-11-22', ...now.round }), now.answers ?? answers)
  const screen = await arrive('now')
  await until(() => the('heading', 'Can these be compared?'))
  return screen
}

describe('whether rounds can be compared', () => {
  it('is said first: how much is shared, and what was the same each time', async () => {
    await two()
    expect(wordsOf(under('Can these be compared?'))).toContain(
      '40 questions were asked every time with the same meaning, out of 40 each time.',
    )
    expect(facts()).toEqual({
      Questionnaire: [`All rounds: version ${dataMaturity.version}.`],
      'Who answered': ['All rounds: An elected leader.'],
      Form: ['All rounds: Full form.'],
      'Last answers while answering': ['The answers of the time before were not shown while answering.'],
    })
  })

  it('is said round by round where something differs', async () => {
    await keepWorked('ac')
    await arrive('c')
    await until(() => the('heading', 'Can these be compared?'))
    expect(wordsOf(under('Can these be compared?'))).toContain(
      '37 questions were asked every time with the same meaning, out of 40 each time.',
    )
    expect(facts()).toMatchObject({
      Questionnaire: ['20 November 2024: version 0.9.0', '18 November 2026: version 1.1.0'],
      'Who answered': ['20 November 2024: An elected leader', '18 November 2026: A member of staff'],
      Form: ['All rounds: Full form.'],
    })
  })

  it('names who answered where a name was given, as text', async () => {
    const respondent = { role: 'staff', knowledge: null, name: HOSTILE } as const
    await two({}, { round: { respondent } })
    expect(document.querySelector('img')).toBeNull()
    expect(facts()['Who answered']?.[0]).toBe('22 November 2025: An elected leader')
    expect(facts()['Who answered']?.[1]).toContain('22 November 2026: A member of staff, <img')
  })

  it('says how many answers of last time were shown, and that a round began with copied answers', async () => {
    const shown = { lastTimeShown: true }
    const answers = {
      ...allAt(dataMaturity, 2),
      'uses-planning': anAnswer({ ...shown, choice: { kind: 'option', value: 2 } }),
      'uses-benefit': anAnswer({ ...shown, choice: { kind: 'dont_know' } }),
      // Nothing was answered here.
      'uses-casework': anAnswer(shown),
    }
    await two({ round: { copiedFrom: 'older' } }, { answers })
    expect(facts()['Last answers while answering']).toEqual([
      '22 November 2025: this round began with the answers of an earlier one.',
      '22 November 2026: the answers of the time before were shown for 2 questions.',
    ])
  })

  it('counts the rounds where there are more than four', async () => {
    const answers = allAt(dataMaturity, 2)
    for (const [year, form, role] of [
      ['2022', 'full', 'elected'],
      ['2023', 'short', 'staff'],
      ['2024', 'full', 'elected'],
      ['2025', 'full', 'several'],
    ] as const) {
      const respondent = { role, knowledge: null, name: '' }
      await keep(dataMaturity, aRound(year, { date: `${year}-11-22`, form, respondent }), answers)
    }
    await keep(laterMaturity, aRound('2026', { date: '2026-11-22' }), answers)
    await arrive('2026', '?rounds=2022,2023,2024,2025')
    await until(() => expect(facts()).toMatchObject({ Form: { length: 4 } }))
    expect(facts().Form?.[1]).toBe('22 November 2023: Short form')
    await click(the('checkbox', /^22 November 2026/, unfold(/^Rounds to compare/)))
    await until(() =>
      expect(facts()).toMatchObject({
        Questionnaire: [`version ${dataMaturity.version}: 4 rounds`, 'version 1.1.0: one round'],
        'Who answered': [
          'An elected leader: 3 rounds',
          'A member of staff: one round',
          'Several people together: one round',
        ],
        Form: ['Full form: 4 rounds', 'Short form: one round'],
      }),
    )
  })

  it('is told of two rounds of one day too', async () => {
    const day = { date: '2026-11-22', form: 'short' } as const
    await two(
      { round: { ...day, sealedAt: 1, copiedFrom: 'older' } },
      { round: { ...day, sealedAt: 2, copiedFrom: 'older' } },
    )
    await keep(dataMaturity, aRound('full', { date: '2026-11-23' }), allAt(dataMaturity, 2))
    await click(the('checkbox', /^23 November 2026/, unfold(/^Rounds to compare/)))
    await until(() =>
      expect(facts().Form).toEqual([
        '22 November 2026: Short form',
        '22 November 2026: Short form',
        '23 November 2026: Full form',
      ]),
    )
    await click(the('checkbox', LIKE))
    await until(() => expect(the('checkbox', LIKE).checked).toBe(false))
  })

  it('lists what changed in the questions', async () => {
    await keepWorked('ac')
    await arrive('c')
    await until(() => the('summary', 'What changed in the questions'))
    const part = unfold('What changed in the questions')
    expect(all('heading', undefined, part).map(nameOf)).toEqual([
      'From version 0.9.0 to 1.1.0',
      'Added: 2 questions',
      'Not asked any more: 2 questions',
      'Worded differently, with the same meaning: 3 questions',
      'Counted differently: 2 questions',
      'The same question, under another name in the questionnaire: one',
      'Applies at one of the dates only: one question',
    ])
    const prompt = (id: string) =>
      [laterMaturity, earlierMaturity]
        .flatMap(({ sections }) => sections)
        .flatMap(({ items }) => items)
        .find((item) => item.id === id)?.prompt
    expect(linesIn(part)).toEqual([
      ...['analysis-joining', 'skills-everyday', 'data-retention', 'tools-support'].map(prompt),
      ...['uses-casework', 'leadership-mandate', 'culture-open-members'].map(prompt),
      `${prompt('leadership-investment')} Its answers do not mean the same, so it is left out.`,
      `${prompt('culture-protection')} It is counted as in the newer version.`,
      ...['uses-benefit', 'tools-integration'].map(prompt),
    ])
  })

  it('lists nothing where nothing changed in the questions', async () => {
    await two()
    expect(all('summary', 'What changed in the questions')).toEqual([])
  })
})

describe('what to know before the changes', () => {
  it('is nothing where nothing stands in the way', async () => {
    await two()
    expect(headings()).not.toContain('Before you read the changes')
  })

  it('is a fall first, with the way to the notes of both rounds', async () => {
    await keepWorked()
    await arrive('c')
    await until(() => the('heading', 'Before you read the changes'))
    const part = under('Before you read the changes')
    expect(linesIn(part)).toHaveLength(3)
    expect(linesIn(part)[0]).toMatch(
      /^A lower result can mean that you now see more clearly, or that other people answered\. Look at the notes:/,
    )
    expect(all('link', undefined, part).map((link) => `${nameOf(link)} ${link.getAttribute('href')}`)).toEqual([
      '19 November 2025 /a/b/check',
      '18 November 2026 /a/c/check',
    ])
  })

  it('has no way to the answers of a round from a file', async () => {
    await keepWorked('c')
    await arrive('c')
    await chooseFile(aFile(fileOf('b')))
    await until(() => the('heading', 'Before you read the changes'))
    const links = all('link', undefined, under('Before you read the changes'))
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['/a/c/check'])
  })

  it('stands also over rounds of which no change is told', async () => {
    await two({ round: { form: 'short' } })
    expect(wordsOf(under('Before you read the changes'))).toContain('The rounds used different forms.')
  })
})

describe('the questions one by one', () => {
  const part = () => under('Question by question')
  const asked = () => all('heading', undefined, part()).slice(1).map(nameOf)
  const filter = () => the('combobox', 'Show', part())

  it('are the shared ones that changed, the largest change first, with both answers and notes', async () => {
    await keepWorked('ac')
    await arrive('c')
    await until(() => the('heading', 'Question by question'))
    // Two questions rose by two levels; one of those that rose by one has a note at both dates.
    expect(asked().slice(0, 3)).toEqual([
      'How does your union use data to decide where and how to organise?',
      'Does your union have a plan for its data?',
      'What does your union use data for today?',
    ])
    const [first] = linesIn(part())
    expect(first).toContain('Up by 2 · Uses Then, 20 November 2024 1 Unaware')
    expect(first).toContain('Now, 18 November 2026 3 Learning')
    const bargaining = linesIn(part()).find((line) => line.includes('collective bargaining'))
    expect(bargaining).toContain('Note: Two branches brought figures of their own to the talks.')
    expect(bargaining).toContain('Note: The yearly survey now comes before every claim.')
  })

  it('show a note as text', async () => {
    const noted = anAnswer({ choice: { kind: 'option', value: 3 }, note: HOSTILE })
    await two({}, { answers: { ...allAt(dataMaturity, 2), 'uses-planning': noted } })
    await until(() => the('heading', 'Question by question'))
    expect(wordsOf(part())).toContain('<img src=x')
    expect(document.querySelector('img')).toBeNull()
  })

  it('can be filtered; the counts add up', async () => {
    await keepWorked()
    await arrive('c')
    await until(() => the('heading', 'Question by question'))
    expect(all('option', undefined, filter()).map(nameOf)).toEqual([
      'All that changed (24)',
      'Up (19)',
      'Down (3)',
      'Newly known (1)',
      'Newly unknown (0)',
      'Other changes (1)',
    ])
    await pick(filter(), 'Down (3)')
    expect(asked()).toEqual([
      'What do people in your union use to work with data?',
      "How well do your union's main data tools work?",
      'How does your union protect its systems and devices?',
    ])
    await pick(filter(), 'Newly known (1)')
    expect(linesIn(part())).toHaveLength(1)
    expect(linesIn(part())[0]).toMatch(/^What does your union do about groups .* Newly known · Culture/)
    await pick(filter(), 'Other changes (1)')
    expect(linesIn(part())[0]).toContain('Does not apply any more · Tools')
    expect(linesIn(part())[0]).toContain('Everything moved into one system this spring.')
    await pick(filter(), 'Newly unknown (0)')
    expect(linesIn(part())).toEqual([])
  })

  it('are ten at first; “Show all” goes away and moves the focus to the first that is new', async () => {
    await keepWorked()
    await arrive('c')
    await until(() => the('heading', 'Question by question'))
    expect(asked()).toHaveLength(10)
    await click(the('button', 'Show all 24'))
    await until(() => expect(document.activeElement).toBe(the('heading', 'Who leads the work on data in your union?')))
    expect(asked()).toHaveLength(24)
    expect(asked()[10]).toBe('Who leads the work on data in your union?')
    expect(all('button', /^Show all/)).toEqual([])
  })

  it('are all on paper', async () => {
    await keepWorked()
    await arrive('c')
    await until(() => the('heading', 'Question by question'))
    window.dispatchEvent(new Event('beforeprint'))
    await until(() => expect(asked()).toHaveLength(24))
    window.dispatchEvent(new Event('afterprint'))
    await until(() => expect(asked()).toHaveLength(10))
    const print = vi.fn(() => asked().length)
    vi.stubGlobal('print', print)
    await click(the('button', 'Print this page'))
    await until(() => expect(print).toHaveReturnedWith(24))
  })

  it('are none where none moved', async () => {
    await two()
    await until(() => the('heading', 'Question by question'))
    expect(wordsOf(part())).toBe('Question by question No shared question moved.')
  })
})

describe('the actions since then', () => {
  const part = () => under('Actions since then')
  const serves = (itemIds: readonly string[]): PlannedAction['serves'] => ({
    questionnaireId: 'data-maturity',
    sectionId: 'uses',
    itemIds,
    from: 1,
    to: 2,
  })
  /** Taken up between the rounds b and c. */
  const taken = (title: string, more: Partial<PlannedAction> = {}) =>
    aPlanned(title, { createdAt: Date.parse('2026-02-01'), serves: serves([]), ...more })

  it('stand by what became of them, beside the questions they served', async () => {
    await keepWorked()
    await savePlanned([
      taken('Ask before every claim', { status: 'in_place', serves: serves(['uses-bargaining', 'tools-quality']) }),
      taken('Count once', { status: 'under_way', serves: serves(['uses-casework']) }),
      taken('Buy a new system', { status: 'dropped', dropReason: 'No money', serves: serves(['tools-type']) }),
      taken('', { id: 'untitled' }),
      taken('Later', { createdAt: Date.parse('2026-12-01') }),
      taken('Something else', { serves: null }),
    ])
    await arrive('c')
    await until(() => the('heading', 'Dropped'))
    expect(all('heading', undefined, part()).map(nameOf)).toEqual(['Actions since then', 'In place', 'Open', 'Dropped'])
    expect(linesIn(part())).toEqual([
      'Ask before every claim How does your union use data to prepare for collective bargaining? (Up by 1) ' +
        "How well do your union's main data tools work? (Down by 1)",
      'How does your union use data to prepare for collective bargaining? (Up by 1)',
      "How well do your union's main data tools work? (Down by 1)",
      'Count once What does your union do with casework information once the member has been helped? (No change)',
      'What does your union do with casework information once the member has been helped? (No change)',
      'Action without a title',
      'Buy a new system What do people in your union use to work with data? (Down by 1)',
      'What do people in your union use to work with data? (Down by 1)',
    ])
    expect(wordsOf(part())).toContain('Only you can say whether they caused a change.')
  })

  it('are none where the plan has none from that time; the page says so only once it has looked', async () => {
    await keepWorked()
    const said: string[] = []
    const watching = new MutationObserver(() => headings().includes('Actions since then') && said.push(wordsOf(part())))
    watching.observe(document.body, { childList: true, subtree: true })
    await savePlanned([taken('Ask before every claim', { status: 'in_place' })])
    await arrive('c')
    await until(() => expect(wordsOf(part())).toContain('Ask before every claim'))
    watching.disconnect()
    expect(said.join()).not.toContain('no action')
  })

  it('are none where nothing is planned', async () => {
    await keepWorked()
    await arrive('c')
    await until(() =>
      expect(wordsOf(part())).toBe('Actions since then The plan has no action on this questionnaire from that time.'),
    )
  })

  it('are not shown where the plan cannot be read; the changes are', async () => {
    await keepWorked()
    refuseReading('plan')
    await arrive('c')
    await until(() =>
      expect(wordsOf(part())).toContain('The plan could not be read just now, so its actions are not shown.'),
    )
    expect(headings()).toContain('Then and now')
  })

  it('show any title as text', async () => {
    await keepWorked()
    await savePlanned([taken(HOSTILE)])
    await arrive('c')
    await until(() => expect(wordsOf(part())).toContain('<img src=x'))
    expect(document.querySelector('img')).toBeNull()
  })
})

describe('the picture of a part over time', () => {
  const show = (points: readonly { along: number; at: number | null; isLoose?: boolean }[]) =>
    mountPart(TrendPicture, {
      props: {
        points: points.map((point) => ({ isLoose: false, ...point })),
        lines: [
          { at: 0, label: '1' },
          { at: 100, label: '5' },
        ],
        name: 'Uses: 2 Emerging',
      },
    })
  const drawn = (kind: string) => document.querySelector(`path.${kind}`)?.getAttribute('d')

  it('is announced by its name alone', () => {
    show([{ along: 0, at: 25 }])
    expect(document.querySelector('[role="img"]')?.getAttribute('aria-label')).toBe('Uses: 2 Emerging')
  })

  it('has a line from each result to the next, and none over a gap', () => {
    show([
      { along: 0, at: 25 },
      { along: 20, at: 50 },
      { along: 60, at: null },
      { along: 80, at: 50 },
      { along: 100, at: 75 },
    ])
    // Upwards on the screen is less.
    expect(drawn('line')).toBe('M0 75L20 50M80 50L100 25')
    expect(drawn('dot')).toBe('M0 75h0M20 50h0M80 50h0M100 25h0')
  })

  it('has a point for each of several rounds of one day', async () => {
    const wrapper = show([
      { along: 0, at: 25 },
      { along: 100, at: 50 },
    ])
    const points = [0, 50, 50, 50, 100].map((along) => ({ along, at: 25, isLoose: false }))
    await wrapper.setProps({ points })
    expect(drawn('line')).toBe('M0 75L50 75M50 75L50 75M50 75L50 75M50 75L100 75')
  })

  it('is dashed and hollow where a result is provisional or rough', () => {
    show([
      { along: 0, at: 25 },
      { along: 50, at: 50 },
      { along: 100, at: 75, isLoose: true },
    ])
    expect(drawn('line')).toBe('M0 75L50 50')
    expect(drawn('loose')).toBe('M50 50L100 25')
    expect(drawn('hole')).toBe('M100 25h0')
  })
})

describe('rounds of one day', () => {
  it('stand evenly along the line of time', async () => {
    const day = '2026-11-22'
    for (const [index, id] of ['r1', 'r2', 'r3'].entries())
      await keep(
        dataMaturity,
        aRound(id, { date: day, sealedAt: index }),
        answersOf({ ...allAt(dataMaturity, 2), 'uses-planning': dontKnow }),
      )
    await arrive('r1', '?rounds=r1,r2,r3')
    await until(() => the('heading', 'Each part over time'))
    const [first] = document.querySelectorAll('[role="img"] svg')
    const places = first?.querySelector('path.dot')?.getAttribute('d')?.split('h0')
    expect(places?.map((place) => place.slice(0, place.indexOf(' ')))).toEqual(['M0', 'M50', 'M100', ''])
  })
})

describe('a question that a group answered', () => {
  it('tells then and now how far apart the votes were', async () => {
    const id = dataMaturity.sections[0]?.items[0]?.id ?? ''
    const prompt = dataMaturity.sections[0]?.items[0]?.prompt ?? ''
    const answers = allAt(dataMaturity, 2)
    await two(
      { answers: { ...answers, [id]: groupSays('2', '1245') } },
      { answers: { ...answers, [id]: groupSays('3', '333', { by: 'agreed' }) } },
    )
    const moved = the('heading', prompt).closest('li')
    if (!moved) throw new Error('the question is not listed')
    expect(wordsOf(moved)).toContain(
      'Votes: Far apart. 4 votes: 1 for “1 Unaware”, 1 for “2 Emerging”, 1 for “4 Developing” and 1 for “5 Mastering”.',
    )
    expect(wordsOf(moved)).toContain('Votes: Close together. 3 votes: 3 for “3 Learning”.')
  })
})

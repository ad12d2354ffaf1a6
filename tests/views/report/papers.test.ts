import { describe, expect, it } from 'vitest'
import { useComparisonReport } from '@/composables/useComparisonReport'
import { UNTOUCHED } from '@/domain/assessment'
import type { ComparedRound } from '@/domain/comparison'
import type { PlannedAction } from '@/domain/plan'
import type { Form } from '@/domain/questionnaire'
import type { Paper } from '@/papers/paper'
import type { PaperChoices, ReportInput } from '@/views/report/useReport'
import { made, threeRounds } from '../../composables/comparing'
import {
  aCheck,
  aCheckItem,
  allAt,
  anAnswer,
  anItem,
  answersOf,
  aQuestionnaire,
  aSection,
  dataGovernance,
  dataMaturity,
  dontKnow,
  groupSays,
  notApplicable,
} from '../../support/builders'
import { aPlanned } from '../plan/arriving'
import { anOpenRound, aProject, aRound, harbour } from '../rounds'
import {
  anInput,
  everything,
  goldenGovernance,
  goldenMaturity,
  headingsOf,
  nothing,
  papersOf,
  under,
  wordsIn,
} from './input'

/** Three questions on each part, of which the short form asks two. */
const three = <T>(title: string, make: (id: string, more: { shortForm?: true }) => T) =>
  [1, 2, 3].map((number) => make(`${title}-${number}`, number < 3 ? { shortForm: true } : {}))
const framework = aQuestionnaire(['Uses', 'Data', 'Tools'].map((title) => aSection(title, three(title, anItem))))
const check = aCheck(['Plan', 'Rules', 'Risk', 'Roles'].map((title) => aSection(title, three(title, aCheckItem))))
/** Steps or levels of each part, in the order of its questions. */
const given = (steps: Readonly<Record<string, readonly number[]>>) =>
  answersOf(
    Object.fromEntries(
      Object.entries(steps).flatMap(([title, values]) => values.map((value, i) => [`${title}-${i + 1}`, value])),
    ),
  )

const board = (input: ReportInput) => papersOf(input).board()
const full = (input: ReportInput) => papersOf(input).full()
const said = (paper: Paper, heading: string) => wordsIn(under(paper, heading))
/** The strengths and the gaps that the board page of a round names. */
const named = (round: ReportInput['round']) => {
  const paper = board(anInput(round))
  return { strengths: said(paper, 'Strengths'), gaps: said(paper, 'Gaps') }
}
const wholeOf = (paper: Paper) => wordsIn(paper.blocks).join('\n')
const lettersOf = (text: string) => [...text].length

describe('the board page of a maturity round', () => {
  it('has its parts in this order', () => {
    const paper = board(anInput(goldenMaturity('civic')))
    expect(paper.title).toBe('Where Harbour Union stands')
    expect(headingsOf(paper)).toEqual(['Strengths', 'Gaps', 'Next actions', 'Since last time'])
    expect(wordsIn(paper.blocks).slice(0, 2)).toEqual([
      'Data maturity framework · 22 November 2026',
      'Overall, your union stands at 3 Learning. It is strongest in Culture and weakest in Analysis. ' +
        '40 of 40 questions that apply were answered with a level.',
    ])
    expect(wordsIn(paper.blocks).at(-1)).toMatch(/^Each dimension’s level is the average of its answers.*rests on\.$/)
    expect(paper.footer).toMatch(/^Made with Waymark [\d.]+\. Answers of 22 November 2026\.$/)
  })

  it('names the two furthest dimensions and the three with the most pressing gaps', () => {
    // Means: culture 3.50, leadership 3.17. Gap to 4 × leverage: analysis 1.80, data 1.65, skills 1.54.
    expect(named(goldenMaturity('civic'))).toEqual({
      strengths: ['Culture: 4 Developing', 'Leadership: 3 Learning'],
      gaps: [
        'Analysis: 2 Emerging, target 4 Developing',
        'Data: 3 Learning, target 4 Developing',
        'Skills: 3 Learning, target 4 Developing',
      ],
    })
    // Means: culture 2.17, skills 1.60. Gap to 3 × leverage: leadership 2.00, uses 1.83, analysis 1.80.
    expect(named(goldenMaturity('quay'))).toEqual({
      strengths: ['Culture: 2 Emerging', 'Skills: 2 Emerging'],
      gaps: [
        'Leadership: 1 Unaware, target 3 Learning',
        'Uses: 1 Unaware, target 3 Learning',
        'Analysis: 1 Unaware, target 3 Learning',
      ],
    })
  })

  it('follows the targets of the union', () => {
    const targets = { culture: 5, leadership: 5, uses: 5, analysis: 2, data: 2, skills: 2, tools: 2 }
    const round = { ...goldenMaturity('civic'), aims: { targets, starred: [] } }
    // Leadership 1.83 × 1.2 = 2.20, uses 2 × 1 = 2, culture 1.5 × 1.3 = 1.95; the others have reached their target.
    expect(said(board(anInput(round)), 'Gaps')).toEqual([
      'Leadership: 3 Learning, target 5 Mastering',
      'Uses: 3 Learning, target 5 Mastering',
      'Culture: 4 Developing, target 5 Mastering',
    ])
  })

  it('draws a bar for each dimension and says in words what it draws', () => {
    expect(wordsIn(board(anInput(goldenMaturity('civic'))).blocks)).toContain(
      'Bars of all parts. Uses: 3 Learning, Data: 3 Learning, Analysis: 2 Emerging, Leadership: 3 Learning, ' +
        'Culture: 4 Developing, Tools: 2 Emerging and Skills: 3 Learning.',
    )
  })

  it('says what its marks mean', () => {
    expect(wholeOf(board(anInput(goldenMaturity('civic'))))).toContain('The dashed mark is the target.')
    expect(wholeOf(board(anInput(goldenGovernance('civic'))))).toContain(
      'The strokes along a line are the borders of the bands.',
    )
    expect(wholeOf(full(anInput(goldenMaturity('civic'))))).toContain('The dashed line is the target.')
    expect(wholeOf(full(anInput(goldenGovernance('civic'))))).toContain('The middle is no points')
  })

  it('gives rough places and no decimals in the short form', () => {
    // Culture is answered with 3 and 4.
    const words = wholeOf(board(anInput(goldenMaturity('civic', { form: 'short' }))))
    expect(words).toContain('As a rough picture, your union stands around 3 Learning.')
    expect(words).toContain('Culture: between 3 Learning and 4 Developing')
    expect(words).not.toMatch(/\d\.\d/)
  })

  it('says what is provisional and what has no score, which is neither strength nor gap', () => {
    const paper = board(anInput(anOpenRound(framework, given({ Uses: [4, 4], Data: [2, 2, 2], Tools: [5] }))))
    expect(wholeOf(paper)).toContain(
      'Uses is provisional: fewer than 80 % of its questions have a level. ' +
        'Tools has no score: fewer than half of its questions have a level.',
    )
    expect(said(paper, 'Strengths')).toEqual(['Uses: 4 Developing'])
    expect(said(paper, 'Gaps').join()).not.toContain('Tools')
  })

  it('has no heading with nothing under it where nothing is answered', () => {
    const paper = board(anInput(anOpenRound(dataMaturity, {})))
    expect(headingsOf(paper)).toEqual(['Next actions', 'Since last time'])
    expect(wordsIn(paper.blocks)).toContain(
      'There are too few answers to place your union overall. 0 of 40 questions that apply were answered with a level.',
    )
  })

  it('has no gaps where every target is reached', () => {
    const paper = board(anInput(anOpenRound(dataMaturity, allAt(dataMaturity, 5))))
    expect(headingsOf(paper)).toEqual(['Strengths', 'Next actions', 'Since last time'])
  })
})

describe('the board page of a check', () => {
  it('has the two furthest parts as strengths, and what is to be settled first before the lowest parts', () => {
    // Shares: plan 83 %, handling 75 %; lowest rules 33 %, community 50 %.
    expect(named(goldenGovernance('civic'))).toEqual({
      strengths: ['Write a plan: Strong', 'Handle data: Strong'],
      gaps: [
        'How do people say yes where your union relies on consent?',
        'Write rules: Getting going',
        'Build a community: On course',
      ],
    })
    // Shares: community 33 %, plan 28 %; six things to settle first, critical ones ahead. The last has 113 letters.
    expect(named(goldenGovernance('quay'))).toEqual({
      strengths: ['Build a community: Getting going', 'Write a plan: Getting going'],
      gaps: [
        'What extra care do you take with details on health, equality, disputes or immigration?',
        'What happens when personal data in your union is lost, stolen or sent to the wrong person?',
        'Is it settled who is responsible for members’ data in branches, your union, the federation and the…',
      ],
    })
  })

  it('says how much is to be settled, and never gives an overall grade', () => {
    const words = wordsIn(board(anInput(goldenGovernance('quay'))).blocks)
    // 40 questions, of which 2 do not apply.
    expect(words[1]).toBe(
      '6 things should be settled first. You are furthest in Build a community, and have most to do in Manage risk. ' +
        '38 of 38 questions that apply were answered.',
    )
    expect(words.at(-1)).toContain('There is no overall grade')
  })

  it('gives rough bands in the short form', () => {
    const answers = given({ Plan: [3, 3], Rules: [2, 1], Risk: [1, 1], Roles: [2, 2] })
    // 6 of 6 points, and 4 of 6, which is 67 %.
    expect(said(board(anInput(anOpenRound(check, answers, { form: 'short' }))), 'Strengths')).toEqual([
      'Plan: roughly Strong',
      'Roles: roughly On course',
    ])
  })

  it('says what is provisional and what has no band', () => {
    const paper = board(anInput(anOpenRound(check, given({ Plan: [3, 3], Rules: [2], Risk: [1, 1, 1] }))))
    expect(wholeOf(paper)).toContain(
      'Plan is provisional: fewer than 80 % of its questions have an answer. ' +
        'Rules and Roles have no band: fewer than half of their questions have an answer.',
    )
    expect(said(paper, 'Strengths')).toEqual(['Plan: roughly Strong'])
  })

  it('calls a part with all its points no gap, and one without a point no strength', () => {
    const best = board(anInput(anOpenRound(check, allAt(check, 3))))
    expect(headingsOf(best)).toEqual(['Strengths', 'Next actions', 'Since last time'])
    const worst = board(anInput(anOpenRound(check, allAt(check, 0))))
    expect(headingsOf(worst)).toEqual(['Gaps', 'Next actions', 'Since last time'])
    expect(said(worst, 'Gaps')).toEqual(['Plan-1?', 'Plan-2?', 'Plan-3?'])
  })

  it('has no heading with nothing under it where nothing is answered', () => {
    const paper = board(anInput(anOpenRound(dataGovernance, {})))
    expect(headingsOf(paper)).toEqual(['Next actions', 'Since last time'])
    expect(wordsIn(paper.blocks)).toContain('0 of 40 questions that apply were answered.')
  })

  it('says which project it is about, and whose', () => {
    const paper = board(anInput(goldenGovernance('civic', { subject: aProject('New phones') })))
    expect(paper.title).toBe('Where the project “New phones” stands')
    expect(wordsIn(paper.blocks)[0]).toBe('Data governance check · Harbour Union · 22 November 2026')
  })
})

describe('the next actions on the board page', () => {
  it('are the first five of the plan, with owner and date', () => {
    const many = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((title, createdAt) =>
      aPlanned(title, { createdAt, owner: `Owner of ${title}`, due: createdAt === 0 ? '2027-01-31' : '' }),
    )
    expect(said(board(anInput(goldenMaturity('civic'), many)), 'Next actions')).toEqual([
      'Action | Who | By when',
      'A | Owner of A | 31 January 2027',
      'B | Owner of B | ',
      'C | Owner of C | ',
      'D | Owner of D | ',
      'E | Owner of E | ',
    ])
  })

  it('are open ones only', () => {
    const plan = [
      aPlanned('Kept', { status: 'in_place' }),
      aPlanned('Left', { status: 'dropped' }),
      aPlanned('Stuck', { status: 'blocked' }),
    ]
    expect(said(board(anInput(goldenMaturity('civic'), plan)), 'Next actions').slice(1)).toEqual(['Stuck |  | '])
  })

  it('say so where there are none', () => {
    expect(said(board(anInput(goldenMaturity('civic'))), 'Next actions')).toEqual([
      'No action of the plan is open at the moment.',
    ])
  })
})

describe('an action without a title', () => {
  const plan = [
    aPlanned('a', { title: ' ', due: '2027-01-31' }),
    aPlanned('b', { title: '', status: 'in_place', reviewDate: '2027-06-30', createdAt: 1 }),
    aPlanned('c', { title: 'Stuck', status: 'blocked', dependsOn: ['a', 'b'], createdAt: 2 }),
  ]
  const papers = () => papersOf(anInput(goldenMaturity('civic'), plan))

  it('is called what the plan calls it, in papers, sheets and calendar', () => {
    expect(said(papers().board(), 'Next actions')).toContain('Action without a title |  | 31 January 2027')
    expect(said(papers().full(), 'Plan').filter((row) => row.startsWith('Action without a title |'))).toHaveLength(2)
    expect(
      papers()
        .actionSheet()
        .rows.map(([title]) => title),
    ).toEqual([...['Action without a title', 'Stuck', 'Action without a title']])
    expect(
      papers()
        .dueDates()
        .map(({ title }) => title),
    ).toEqual([
      ...['Action without a title', 'Review: Action without a title'],
      'Time for the next round: Data maturity framework',
    ])
  })

  it('is named so where another one waits for it, which it does no more once it is in place', () => {
    const { head, rows } = papers().actionSheet()
    expect(rows[1]?.[head.indexOf('Blocked by, or dropped because')]).toBe('Action without a title')
  })
})

describe('the papers of a round about a project', () => {
  const papers = () => papersOf(anInput(goldenMaturity('civic', { subject: aProject('New phones') })))

  it('say nothing of a plan, which only the union has', () => {
    expect(headingsOf(papers().board())).toEqual(['Strengths', 'Gaps', 'Since last time'])
    expect(headingsOf(papers().full())).not.toContain('Plan')
    expect(wholeOf(papers().board()) + wholeOf(papers().full())).not.toContain('of the plan')
  })

  it('have no sheet of it', () => {
    expect(
      papers()
        .sheets()
        .map(({ name }) => name),
    ).toEqual(['Results', 'Answers'])
    expect(papers().dueDates()).toEqual([])
  })
})

describe('what is stored but could not be read', () => {
  const missing = (count: number, actions: readonly PlannedAction[]): ReportInput => {
    const input = anInput(goldenMaturity('civic'), actions)
    return { ...input, plan: input.plan && { ...input.plan, unreadable: count } }
  }

  it('is told of the plan, on the board page and in the full report', () => {
    const input = missing(2, [aPlanned('Read')])
    const words = '2 stored actions of this plan could not be read and are not shown. They are still stored.'
    expect(said(board(input), 'Next actions')).toEqual(['Action | Who | By when', 'Read |  | ', words])
    expect(said(full(input), 'Plan').at(-1)).toBe(words)
  })

  it('may be open, so that nobody says that nothing is', () => {
    const words = 'One stored action of this plan could not be read and is not shown. It is still stored.'
    expect(said(board(missing(1, [])), 'Next actions')).toEqual([words])
    expect(said(full(missing(1, [])), 'Plan')).toEqual([words])
  })

  it('is told of the answers, which would seem not to be given', () => {
    const input = anInput({ ...goldenMaturity('civic'), unreadable: 1 })
    const words = 'One stored part of this round could not be read and is not shown. It is still stored.'
    expect(wordsIn(board(input).blocks)).toContain(words)
    expect(said(full(input), 'Summary')).toContain(words)
  })
})

describe('texts on the board page', () => {
  /** Title and owner of an action as they stand there. */
  function shown(title: string, owner = ''): readonly [string, string] {
    const [table] = under(board(anInput(goldenMaturity('civic'), [aPlanned('x', { title, owner })])), 'Next actions')
    if (table?.kind !== 'table') throw new Error('no table')
    return [table.rows[0]?.[0] ?? '', table.rows[0]?.[1] ?? '']
  }

  it.each([
    ['letters', 'a'.repeat(110)],
    ['pictures', '👍'.repeat(110)],
    ['words', `${'word '.repeat(21)}words`],
  ])('stay as they are up to 110 letters: %s', (_what, text) => {
    expect(shown(text)[0]).toBe(text)
  })

  it.each([
    ['words', 'word '.repeat(40)],
    ['one long word', 'a'.repeat(200)],
    ['a long word behind a short one', `a ${'b'.repeat(200)}`],
    ['pictures of two code units', '👍'.repeat(200)],
    ['111 letters', 'a'.repeat(111)],
  ])('are never longer than that: %s', (_what, text) => {
    const [title] = shown(text)
    expect(lettersOf(title)).toBeLessThanOrEqual(110)
    expect(lettersOf(title)).toBeGreaterThan(100)
    expect(title.endsWith('…')).toBe(true)
    // Half of a character at the cut would not be the beginning of the text any more.
    expect([...text].slice(0, lettersOf(title) - 1).join('')).toBe(title.slice(0, -1))
  })

  it('are cut behind a word', () => {
    // One place is for the dots; 18 words with the spaces between them are 107 letters, one more would be 113.
    expect(shown('bread '.repeat(40))[0]).toBe(`${'bread '.repeat(17)}bread…`)
  })

  it('leave an owner 40 letters', () => {
    expect(lettersOf(shown('x', 'a'.repeat(41))[1])).toBe(40)
    expect(shown('x', 'a'.repeat(40))[1]).toBe('a'.repeat(40))
  })

  it('leave the name, strengths, gaps and the change no more than their room', () => {
    const long = 'Very long part '.repeat(8)
    const questionnaire = aQuestionnaire(
      ['A', 'B', 'C', 'D', 'E'].map((id) => aSection(id, three(id, anItem), { title: `${long}${id}` })),
    )
    const union = { ...harbour, name: 'Union '.repeat(40) }
    const made = (then: number, now: number) => {
      const before = {
        assessment: aRound('a0', { date: '2025-11-22' }),
        questionnaire,
        answers: allAt(questionnaire, then),
      }
      return board(anInput(anOpenRound(questionnaire, allAt(questionnaire, now), { union }), [], before))
    }
    const paper = made(2, 3)
    const [rise = ''] = said(paper, 'Since last time')
    const [fall = ''] = said(made(3, 2), 'Since last time')
    expect(lettersOf(rise)).toBeLessThanOrEqual(300)
    expect(rise).toMatch(/^Since 22 November 2025: Very long part .*…$/)
    // The caution is never cut off.
    expect(lettersOf(fall)).toBeLessThanOrEqual(400)
    expect(fall).toMatch(/^Since 22 November 2025: Very long part .*… A lower result can mean .* answered\.$/)
    const lines = [paper.title, ...said(paper, 'Strengths'), ...said(paper, 'Gaps')]
    expect(lines).toHaveLength(6)
    expect(Math.max(...lines.map(lettersOf))).toBeLessThanOrEqual(110)
  })

  it('are whole in the full report', () => {
    const title = 'word '.repeat(40)
    expect(said(full(anInput(goldenMaturity('civic'), [aPlanned('x', { title })])), 'Plan')[1]).toContain(title)
  })
})

describe('the change since last time', () => {
  const now = anOpenRound(framework, given({ Uses: [3, 3, 3], Data: [4, 4, 5], Tools: [2, 2, 2] }))
  const earlier = (
    answers = given({ Uses: [2, 2, 2], Data: [4, 4, 4], Tools: [3, 3, 3] }),
    more: Parameters<typeof aRound>[1] = {},
    questionnaire = framework,
  ): ComparedRound => ({ assessment: aRound('a0', { date: '2025-11-22', ...more }), questionnaire, answers })
  const toldOn = (input: ReportInput) => said(board(input), 'Since last time')[0]
  const change = (before: ComparedRound | null, round = now) => toldOn(anInput(round, [], before))

  it('is none in the first round', () => {
    expect(change(null)).toBe('This is the first round.')
    expect(said(full(anInput(now)), 'Since last time')).toEqual(['This is the first round.'])
  })

  it('names what moved, the largest rise first, and tells no fall without its caution', () => {
    // Data from 12/3 to 13/3.
    expect(change(earlier())).toBe(
      'Since 22 November 2025: Uses up 1.0, Data up 0.3 and Tools down 1.0. ' +
        'A lower result can mean that you now see more clearly, or that other people answered.',
    )
    expect(change(earlier(given({ Uses: [2, 2, 2], Data: [4, 4, 4], Tools: [2, 2, 2] })))).toBe(
      'Since 22 November 2025: Uses up 1.0 and Data up 0.3.',
    )
  })

  it('says so where no part shows a change', () => {
    expect(change(earlier(now.answers))).toBe('No part shows a visible change since 22 November 2025.')
  })

  it('says so where no part can be compared, because too little was answered', () => {
    expect(change(earlier({}))).toBe('No part can be compared with the round of 22 November 2025.')
  })

  /** As many questions of each part as given are the same. */
  const sharing = (count: number) =>
    aQuestionnaire(
      framework.sections.map((section) => ({
        ...section,
        items: section.items.map((item, index) => (index < count ? item : { ...item, id: `old-${item.id}` })),
      })),
      { version: '0.9.0' },
    )

  it('is told over versions as far as the questions are the same', () => {
    // 6 of 9 questions: 67 %. Of the first two in each part.
    expect(change(earlier(undefined, {}, sharing(2)))).toBe(
      'Since 22 November 2025: Uses up 1.0 and Tools down 1.0. ' +
        'A lower result can mean that you now see more clearly, or that other people answered.',
    )
  })

  it('is not told where too many questions were others', () => {
    // 3 of 9 questions: 33 %.
    const other = earlier(undefined, {}, sharing(1))
    const words = 'The round of 22 November 2025 shares too few questions with this one, so it is not compared here.'
    expect(change(other)).toBe(words)
    expect(said(full(anInput(now, [], other)), 'Since last time')).toEqual([words])
  })

  it('is not told where the round before could not be read', () => {
    const input = anInput(now, [], earlier())
    const unread = { ...input, before: input.before && { ...input.before, comparison: null } }
    const words = 'The round of 22 November 2025 could not be read, so it is not compared here.'
    expect(toldOn(unread)).toBe(words)
    expect(said(full(unread), 'Since last time')).toEqual([words])
    expect(
      papersOf(unread)
        .sheets()
        .map(({ name }) => name),
    ).toEqual(['Results', 'Answers', 'Plan'])
  })

  it('has no figures where one of the rounds is a short form', () => {
    const short = anOpenRound(framework, given({ Uses: [3, 4], Data: [3, 3], Tools: [3, 3] }), { form: 'short' })
    const before = given({ Uses: [2, 3], Data: [3, 3], Tools: [3, 3] })
    expect(change(earlier(before, { form: 'short' }), short)).toBe('Since 22 November 2025: Uses roughly higher.')
    const whole = given({ Uses: [2, 3, 5], Data: [3, 3, 5], Tools: [3, 3, 5] })
    expect(change(earlier(whole), short)).toBe('Since 22 November 2025: Uses roughly higher.')
  })

  it('is told of a check in points', () => {
    const checked = anOpenRound(check, given({ Plan: [3, 3, 3], Rules: [1, 1, 1], Risk: [1, 1, 1], Roles: [1, 1, 1] }))
    const before = given({ Plan: [0, 0, 1], Rules: [1, 1, 1], Risk: [1, 1, 2] })
    // 9 points after 1, and 3 after 4. There was no answer on roles.
    expect(change(earlier(before, {}, check), checked)).toBe(
      'Since 22 November 2025: Plan up 8 points and Risk down one point. ' +
        'A lower result can mean that you now see more clearly, or that other people answered.',
    )
  })

  it('stands in the full report with its cautions, how much is shared, a table, and question by question', () => {
    const respondent = { role: 'staff', knowledge: null, name: '' } as const
    expect(said(full(anInput(now, [], earlier(undefined, { respondent }))), 'Since last time')).toEqual([
      'A lower result can mean that you now see more clearly, or that other people answered.',
      'It seems that different people answered. People can see the same thing differently.',
      '2 of 3 parts went up. One of 3 parts went down. ' +
        '9 questions were asked every time with the same meaning, out of 9 each time.',
      'Part | Then | Now | Change | What moved',
      'Uses | 2 Emerging 2.0 | 3 Learning 3.0 | up 1.0 | 3 of 3 questions moved up one level.',
      'Data | 4 Developing 4.0 | 4 Developing 4.3 | up 0.3 | A small change: one of 3 questions moved by one level.',
      'Tools | 3 Learning 3.0 | 2 Emerging 2.0 | down 1.0 | 3 of 3 questions moved down one level.',
      'Question by question',
      'Question | What moved | Then | Now',
      ...[1, 2, 3].map((n) => `Uses-${n}? | Up by 1 | 2 Emerging | 3 Learning`),
      'Data-3? | Up by 1 | 4 Developing | 5 Mastering',
      ...[1, 2, 3].map((n) => `Tools-${n}? | Down by 1 | 3 Learning | 2 Emerging`),
    ])
  })

  it('has the questions with their notes where notes go in, and says so where no question moved', () => {
    const noted = (note: string, value: number) => anAnswer({ choice: { kind: 'option', value }, note })
    const round = { ...now, answers: { ...now.answers, 'Uses-1': noted('Every branch now', 3) } }
    const before = earlier({ ...now.answers, 'Uses-1': noted('Two branches', 2) })
    const rows = (choices: PaperChoices) =>
      said(papersOf(anInput(round, [], before), choices).full(), 'Since last time').slice(-1)
    expect(rows(everything)).toEqual(['Uses-1? | Up by 1 | 2 Emerging\nTwo branches | 3 Learning\nEvery branch now'])
    expect(rows(nothing)).toEqual(['Uses-1? | Up by 1 | 2 Emerging | 3 Learning'])
    expect(said(full(anInput(now, [], earlier(now.answers))), 'Since last time').slice(-2)).toEqual([
      'Question by question',
      'No shared question moved.',
    ])
  })
})

describe('the figures of one comparison', () => {
  const [before, , now] = threeRounds()
  const { respondent, date } = now.assessment
  const input = anInput(anOpenRound(now.questionnaire, now.answers, { respondent, date }), [], before)
  const papers = () => papersOf(input)
  // Worked out by hand in tests/fixtures/versions/README.md: then, now, change, questions up, down and the same.
  const figures = [
    ['Uses', '1.7', '2.7', 'up 1.0', 5, 0, 1],
    ['Data', '1.6', '2.5', 'up 0.9', 5, 0, 0],
    ['Analysis', '1.8', '2.8', 'up 1.0', 4, 0, 0],
    ['Leadership', '1.5', '2.6', 'up 1.1', 4, 0, 0],
    ['Culture', '2.3', '2.8', 'up 0.5', 3, 0, 3],
    ['Tools', '2.7', '2.2', 'down 0.5', 0, 2, 3],
    ['Skills', '1.7', '2.5', 'up 0.8', 3, 0, 0],
  ]

  it('are the same in the words of the screen, on paper and in a sheet', () => {
    const comparison = input.before?.comparison
    if (!comparison) throw new Error('nothing is compared')
    const screen = made(() => useComparisonReport(() => comparison.questionnaire))
    const count = (text = '') => Number(text)
    expect(
      comparison.sections.map((each) => {
        const { title, cells } = screen.row(comparison, each)
        const [then, now, changed, , , ...counts] = cells
        return [title, then?.aside, now?.aside, changed?.text, ...counts.map(({ text }) => count(text))]
      }),
    ).toEqual(figures)
    const table = under(papers().full(), 'Since last time').find((block) => block.kind === 'table')
    expect(
      table?.kind === 'table' &&
        table.rows.map(([title, then, now, changed]) => [
          ...[title, then?.split(' ').at(-1), now?.split(' ').at(-1), changed],
        ]),
    ).toEqual(figures.map((figure) => figure.slice(0, 4)))
    const sheet = papers()
      .sheets()
      .find(({ name }) => name === 'Changes by part')
    expect(
      sheet?.rows.map(([title, , then, , , now, , changed, up, down, same]) => [
        // A sheet has two decimals.
        ...[title, ...[then, now].map((value) => (Math.round(Number(value) * 10 + 1e-9) / 10).toFixed(1))],
        ...[changed, up, down, same],
      ]),
    ).toEqual(figures)
  })

  it('are told on the board page, the largest rise first', () => {
    expect(said(board(input), 'Since last time')[0]).toBe(
      'Since 20 November 2024: Leadership up 1.1, Uses up 1.0, Analysis up 1.0, Data up 0.9, Skills up 0.8, ' +
        'Culture up 0.5 and Tools down 0.5. ' +
        'A lower result can mean that you now see more clearly, or that other people answered.',
    )
  })

  it('stand in the full report behind all that is to be known first', () => {
    const words = said(full(input), 'Since last time')
    expect(words.slice(0, 5)).toEqual([
      'A lower result can mean that you now see more clearly, or that other people answered.',
      'It seems that different people answered. People can see the same thing differently.',
      'Some results are provisional, because fewer than 80 % of their questions have an answer that counts.',
      'Some questions have an answer with a level at one of the dates only. ' +
        'The counts of moved questions leave them out.',
      '6 of 7 parts went up. One of 7 parts went down. ' +
        '37 questions were asked every time with the same meaning, out of 40 each time.',
    ])
    // 24 up, 2 down, 3 newly known, 1 that applies no more; the heads of both tables, and a heading between them.
    expect(words.slice(5)).toHaveLength(1 + 7 + 1 + 1 + 30)
  })

  it('go into the workbook behind the plan', () => {
    expect(
      papers()
        .sheets()
        .map(({ name, rows }) => [name, rows.length]),
    ).toEqual([
      ['Results', 7],
      ['Answers', 40],
      ['Plan', 0],
      ['Changes by part', 7],
      ['Changes by question', 37],
    ])
  })
})

describe('the full report', () => {
  it('has its parts in this order, every section with its answers', () => {
    expect(headingsOf(full(anInput(goldenMaturity('civic'))))).toEqual([
      ...['Who answered, and how', 'Summary', 'Part by part'],
      ...['Uses: 3 Learning', 'Data: 3 Learning', 'Analysis: 2 Emerging', 'Leadership: 3 Learning'],
      ...['Culture: 4 Developing', 'Tools: 2 Emerging', 'Skills: 3 Learning'],
      ...['Since last time', 'Plan', 'Answers'],
      ...['Uses', 'Data', 'Analysis', 'Leadership', 'Culture', 'Tools', 'Skills'],
      'About the method and its limits',
    ])
  })

  it('says who answered, when, how they know, and which version', () => {
    const respondent = { role: 'elected', knowledge: 'reports', name: 'Amira Haddad' } as const
    expect(said(full(anInput(goldenMaturity('civic', { respondent }))), 'Who answered, and how')).toEqual([
      'Answered by: An elected leader. Date: 22 November 2026. Version of the questionnaire: 1.0.0. ' +
        'Name: Amira Haddad. How they know: From reports and meetings.',
    ])
  })

  it('has the results in a table and in two pictures', () => {
    const summary = said(full(anInput(goldenMaturity('civic'))), 'Summary')
    expect(summary).toContain('Dimension | Level | Secure at | Answers | Target | Gap')
    // 11 ÷ 5 = 2.2; the lowest answer is 1; 4 − 2.2 = 1.8.
    expect(summary).toContain('Analysis | 2 Emerging 2.2 | 1 Unaware | 5 of 5 answered | 4 Developing | 1.8')
    expect(summary.filter((words) => /^(Bars|Radar) of all parts\. Uses: 3 Learning/.test(words))).toHaveLength(2)
  })

  it('has the points of a check, and what is not known', () => {
    const round = goldenGovernance('quay')
    const answers = { ...round.answers, 'gov-plan-review': dontKnow }
    const summary = said(full(anInput({ ...round, answers })), 'Summary')
    expect(summary).toContain('Part | Band | Points | Answers | Not known | To settle first')
    expect(summary).toContain('Write a plan | Getting going | 5 of 18 points | 6 of 6 answered | 1 | 0')
    expect(summary).toContain('Handle data | Start here | 5 of 21 points | 7 of 7 answered | 0 | 2')
  })

  it('has every answer in words, with its note and evidence', () => {
    const evidence = { source: 'minutes.pdf', date: '2026-01-31' }
    const answers = {
      'Uses-1': anAnswer({ choice: { kind: 'option', value: 3 }, note: 'Asked two branches', evidence }),
      'Uses-2': dontKnow,
      'Uses-3': notApplicable('No such staff'),
      'Data-1': { ...UNTOUCHED, note: 'Ask again' },
    }
    const paper = full(anInput(anOpenRound(framework, answers)))
    expect(said(paper, 'Uses')).toEqual([
      'Question | Answer | Note | Evidence',
      'Uses-1? | 3 Learning: Uses-1 at 3 | Asked two branches | minutes.pdf, 31 January 2026',
      'Uses-2? | We don’t know yet |  | ',
      'Uses-3? | Does not apply to us: No such staff |  | ',
    ])
    // No room is given to a column in which nothing stands.
    expect(said(paper, 'Data').slice(0, 2)).toEqual(['Question | Answer | Note', 'Data-1? | Not answered | Ask again'])
    expect(said(paper, 'Tools')[0]).toBe('Question | Answer')
  })

  it('has the questions of its form only, and says how rough the short form is', () => {
    const made = (form: Form) => full(anInput(anOpenRound(framework, allAt(framework, 3), { form })))
    expect(said(made('short'), 'Uses').slice(1)).toHaveLength(2)
    expect(said(made('full'), 'Uses').slice(1)).toHaveLength(3)
    expect(wholeOf(made('short'))).toContain('The short form places each dimension only roughly.')
    expect(wholeOf(made('full'))).not.toContain('The short form')
  })

  it('ends with the limits and the credits; a check is no legal advice', () => {
    const method = said(full(anInput(goldenMaturity('civic'))), 'About the method and its limits')
    expect(method.at(-2)).toMatch(/^The result says how the people who answered see/)
    expect(method.at(-1)).toBe(
      'Data maturity framework, version 1.0.0. Structure after the Data Maturity Framework of Data Orchard CIC with ' +
        'DataKind UK; independent, not endorsed. The wording is Waymark’s own. ' +
        'Licence of the text: Creative Commons Attribution-ShareAlike 4.0 International.',
    )
    expect(method.join()).not.toContain('legal advice')
    expect(wholeOf(full(anInput(goldenGovernance('civic'))))).toContain('This is not legal advice')
  })

  it.each([dataMaturity, dataGovernance])('is made also where nothing is answered: $title', (questionnaire) => {
    const paper = full(anInput(anOpenRound(questionnaire, {})))
    expect(
      said(paper, 'Answers')
        .join('\n')
        .match(/Not answered/g),
    ).toHaveLength(40)
    expect(said(paper, 'Plan')).toEqual(['No action of the plan is open at the moment.'])
  })

  it('speaks of your union where it has no name', () => {
    const paper = full(anInput(goldenMaturity('civic', { union: { ...harbour, name: '' } })))
    expect(paper.title).toBe('Where your union stands')
  })
})

/** A round, the one before and a plan with something of every kind that may be left out. */
const telling = anInput(
  anOpenRound(
    framework,
    {
      'Uses-1': anAnswer({
        choice: { kind: 'option', value: 3 },
        note: 'Secret note',
        evidence: { source: 'Secret source', date: '2026-01-31' },
      }),
      'Uses-3': notApplicable('Secret reason'),
    },
    { respondent: { role: 'elected', knowledge: null, name: 'Secret name' } },
  ),
  [
    aPlanned('Open one', { owner: 'Secret owner', due: '2027-01-31', why: 'Secret cause', blockedBy: 'Secret block' }),
    aPlanned('Kept one', {
      owner: 'Secret owner',
      status: 'in_place',
      reviewDate: '2027-06-30',
      evidence: { source: 'Secret proof', date: '2026-05-05' },
    }),
    aPlanned('Left one', { status: 'dropped', dropReason: 'Secret drop' }),
  ],
  {
    assessment: aRound('a0', {
      date: '2025-11-22',
      respondent: { role: 'elected', knowledge: null, name: 'Secret predecessor' },
    }),
    questionnaire: framework,
    answers: {
      'Uses-1': anAnswer({ choice: { kind: 'option', value: 2 }, note: 'Secret memory' }),
      'Uses-2': notApplicable('Secret excuse'),
      'Uses-3': notApplicable('Secret reason'),
    },
  },
)
/** Everything that can leave the device, in one text. */
function allOf(choices: PaperChoices): string {
  const papers = papersOf(telling, choices)
  const made = [papers.board(), papers.full(), papers.answerSheet(), papers.scoreSheet(), papers.actionSheet()]
  return JSON.stringify([made, papers.sheets(), papers.dueDates(), papers.bars(), papers.radar(), papers.title()])
}

describe('the plan in the full report', () => {
  it('tells what needs words line by line in one cell, so that the table fits a page', () => {
    expect(said(full(telling), 'Plan')).toEqual([
      'Action | Status | Who | By when | More about it',
      'Open one | To do | Secret owner | 31 January 2027 | Effort: Small: days, no new money\nWhy: Secret cause',
      'Kept one | In place | Secret owner |  | Effort: Small: days, no new money\n' +
        'Evidence: Secret proof, 5 May 2026\nReview: 30 June 2027',
      'Left one | Dropped |  |  | Effort: Small: days, no new money\nBlocked by, or dropped because: Secret drop',
    ])
  })
})

describe('what goes in', () => {
  it('is none of the names, notes, reasons and evidence in a public copy, in no paper, sheet or calendar', () => {
    const made = allOf(nothing)
    expect(made.match(/Secret \w+/g)).toBeNull()
    // No empty column tells of what is left out.
    for (const column of ['Who', 'Note', 'Evidence', 'Why']) expect(made).not.toContain(`"${column}"`)
    expect(made).toContain('Open one')
    expect(made).toContain('Does not apply to us')
  })

  it.each<[keyof PaperChoices, readonly string[]]>([
    ['names', ['Secret name', 'Secret owner']],
    ['notes', ['Secret cause', 'Secret drop', 'Secret excuse', 'Secret memory', 'Secret note', 'Secret reason']],
    ['evidence', ['Secret proof', 'Secret source']],
  ])('is chosen one by one: %s', (choice, secrets) => {
    const found = allOf({ ...nothing, [choice]: true }).match(/Secret \w+/g) ?? []
    expect([...new Set(found)].sort()).toEqual(secrets)
  })
})

describe('the sheets', () => {
  it('have one row for each answer, with its part', () => {
    const sheet = papersOf(telling).answerSheet()
    expect(sheet.name).toBe('Answers')
    expect(sheet.head).toEqual(['Part', 'Question', 'Answer', 'Note', 'Evidence'])
    expect(sheet.rows).toHaveLength(9)
    const source = 'Secret source, 31 January 2026'
    expect(sheet.rows[0]).toEqual(['Uses', 'Uses-1?', '3 Learning: Uses-1 at 3', 'Secret note', source])
    expect(papersOf(telling, nothing).answerSheet().rows[2]).toEqual(['Uses', 'Uses-3?', 'Does not apply to us'])
  })

  it('have the results as the full report has them', () => {
    const sheet = papersOf(anInput(goldenMaturity('civic'))).scoreSheet()
    expect(sheet.name).toBe('Results')
    expect(sheet.head).toEqual(['Dimension', 'Level', 'Secure at', 'Answers', 'Target', 'Gap'])
    expect(sheet.rows).toHaveLength(7)
    // 21 ÷ 6 = 3.5, so half a level is left to 4; the lowest answer is 3.
    const culture = ['Culture', '4 Developing 3.5', '3 Learning', '6 of 6 answered', '4 Developing', '0.5']
    expect(sheet.rows[4]).toEqual(culture)
  })

  it('have the open actions in their order, then what is done', () => {
    const sheet = papersOf(telling).actionSheet()
    expect(sheet.name).toBe('Plan')
    expect(sheet.head).toEqual([
      'Action',
      'Status',
      'Who',
      'By when',
      'Effort',
      'Why',
      'Blocked by, or dropped because',
      'Cost',
      'Evidence',
      'Review',
    ])
    const effort = 'Small: days, no new money'
    expect(sheet.rows).toEqual([
      ['Open one', 'To do', 'Secret owner', '31 January 2027', effort, 'Secret cause', '', '', '', ''],
      ['Kept one', 'In place', 'Secret owner', '', effort, '', '', '', 'Secret proof, 5 May 2026', '30 June 2027'],
      ['Left one', 'Dropped', '', '', effort, '', 'Secret drop', '', '', ''],
    ])
  })
})

describe('the due dates', () => {
  const dates = (...plan: Parameters<typeof aPlanned>[]) =>
    papersOf(
      anInput(
        goldenMaturity('civic'),
        plan.map((each) => aPlanned(...each)),
      ),
    ).dueDates()

  const next = {
    id: 'review-data-maturity-harbour',
    date: '2027-11-22',
    title: 'Time for the next round: Data maturity framework',
    description: '',
  }

  it('are those of open actions, the reviews of what is in place, and the next round a year on', () => {
    expect(papersOf(telling).dueDates()).toEqual([
      { id: 'Open one-due', date: '2027-01-31', title: 'Open one', description: 'Secret owner' },
      { id: 'Kept one-review', date: '2027-06-30', title: 'Review: Kept one', description: 'Secret owner' },
      { ...next, id: 'review-made-up-harbour', title: 'Time for the next round: Made up' },
    ])
  })

  it('are none of what was dropped, and not the old date of what is in place', () => {
    expect(
      dates(
        ['A', { status: 'dropped', due: '2027-01-31', reviewDate: '2027-01-31' }],
        ['B', { status: 'in_place', due: '2027-01-31' }],
        ['C', { reviewDate: '2027-01-31' }],
        ['D', {}],
      ),
    ).toEqual([next])
  })

  it('keep their ids, so that a calendar renews its entries', () => {
    const [before] = dates(['A', { title: 'Old', due: '2027-01-31' }])
    const [after] = dates(['A', { title: 'New', due: '2027-02-28' }])
    expect(after?.id).toBe(before?.id)
    expect(after?.title).toBe('New')
  })

  it('name nobody where no names go in', () => {
    const found = papersOf(telling, { ...everything, names: false }).dueDates()
    expect(found.map(({ description }) => description)).toEqual(['', '', ''])
  })
})

describe('a round that a group answered', () => {
  const answers = {
    ...given({ Uses: [3, 3, 3], Data: [2, 2, 2], Tools: [4, 4, 4] }),
    // Five or more votes, far apart: 1 2 4 4 5; the middle one is a 4.
    'Uses-1': groupSays('4', '12445', { note: 'Secret reason', dissent: 'Secret doubt' }),
    // Two camps of four people.
    'Data-1': groupSays('1', '1155', { notAgreed: { low: 1, high: 5 } }),
    'Data-2': groupSays('2', '222222', { by: 'agreed' }),
    'Tools-1': groupSays('4', '44444', { by: 'agreed', dissent: 'Secret other doubt' }),
  }
  const group = anInput(anOpenRound(framework, answers))
  const heading = 'Where you saw it differently'
  const paper = (choices: Partial<PaperChoices> = {}) => papersOf(group, { ...everything, ...choices }).full()
  const votes = '5 votes: 1 for “1 Unaware”, 1 for “2 Emerging”, 2 for “4 Developing” and 1 for “5 Mastering”.'

  it('tells in the full report where it saw things differently, the widest first, and why', () => {
    expect(wordsIn(under(paper(), heading))).toEqual([
      'A group answered 4 questions together. On 3 of them people see it differently. The widest differences come first.',
      'Question | Answer | How far apart | Votes | Seen differently',
      'Data-1? | There was no agreement: the group stands between 1 Unaware and 5 Mastering. The votes make it “1 Unaware”. | Two camps |  | ',
      `Uses-1? | Nothing was agreed. The votes make it “4 Developing”. | Far apart | ${votes} | Secret doubt`,
      'Tools-1? | The group agreed on “4 Developing”. | Close together | 5 votes: 5 for “4 Developing”. | Secret other doubt',
      'Where fewer than 5 people voted, only a word says how far apart they are.',
    ])
  })

  it('tells no dissent unless it is to go in, nor the questions that only it makes worth telling', () => {
    const told = wordsIn(under(paper({ dissent: false }), heading))
    expect(told[0]).toBe(
      'A group answered 4 questions together. On 2 of them people see it differently. The widest differences come first.',
    )
    expect(told[1]).toBe('Question | Answer | How far apart | Votes')
    expect(told.some((text) => text.includes('Tools-1'))).toBe(false)
    expect(wholeOf(paper({ dissent: false }))).not.toContain('doubt')
  })

  it('has nothing that anybody said in a public copy, in no file', () => {
    const papers = papersOf(group, nothing)
    const whole = [wholeOf(papers.full()), wholeOf(papers.board()), JSON.stringify(papers.sheets())].join()
    expect(whole).not.toContain('Secret')
    expect(whole).toContain('Two camps')
  })

  it('never tells how fewer than five people voted', () => {
    expect(wholeOf(paper())).not.toContain('2 for “1 Unaware”')
    const few = anInput(
      anOpenRound(framework, {
        ...answers,
        'Uses-1': groupSays('1', '15'),
        'Data-2': groupSays('2', '2'),
        'Tools-1': groupSays('4', '4'),
      }),
    )
    expect(wordsIn(under(papersOf(few).full(), 'Who answered, and how'))[0]).toMatch(
      /A group answered 4 questions together\. The answer in the middle of the votes counts\./,
    )
  })

  it('says who answered, and how the method counts', () => {
    expect(wordsIn(under(paper(), 'Who answered, and how'))[0]).toContain(
      'with up to 6 votes on each. It agreed on 2 of 4;',
    )
    expect(wholeOf(paper())).toContain('Where a group answered, what it agreed on counts.')
  })

  it('labels each answer, on paper and in the sheet', () => {
    expect(said(paper(), 'Data').filter((text) => text.startsWith('Data-'))).toEqual([
      'Data-1? | 1 Unaware: Data-1 at 1 | Not agreed, between 1 Unaware and 5 Mastering | Two camps',
      'Data-2? | 2 Emerging: Data-2 at 2 | Agreed | Close together',
      'Data-3? | 2 Emerging: Data-3 at 2 |  | ',
    ])
    const { head, rows } = papersOf(group).answerSheet()
    expect(head).toEqual([
      'Part',
      'Question',
      'Answer',
      'How it came about',
      'How far apart',
      'Seen differently',
      'Note',
      'Evidence',
    ])
    expect(rows[0]).toEqual([
      'Uses',
      'Uses-1?',
      '4 Developing: Uses-1 at 4',
      'From the votes',
      'Far apart',
      'Secret doubt',
      'Secret reason',
      '',
    ])
    expect(rows[2]).toEqual(['Uses', 'Uses-3?', '3 Learning: Uses-3 at 3', '', '', '', '', ''])
  })

  it('says so where all are close together', () => {
    const round = anOpenRound(framework, answersOf({ 'Uses-1': groupSays('3', '333344') }))
    expect(wordsIn(under(papersOf(anInput(round)).full(), heading))).toEqual([
      'A group answered these questions together. Its votes are close together everywhere.',
    ])
  })

  it('is not told of one person', () => {
    const one = papersOf(anInput(goldenMaturity('civic')))
    expect(headingsOf(one.full())).not.toContain(heading)
    expect(one.answerSheet().head).not.toContain('How far apart')
  })
})

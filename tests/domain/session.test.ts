import { describe, expect, it } from 'vitest'
import type { Answers, Choice, RespondentRole } from '@/domain/assessment'
import { fraction, toDecimals } from '@/domain/fraction'
import { itemsOf, type Form, type Item } from '@/domain/questionnaire'
import {
  answerOfRoom,
  apartItems,
  areVotesShown,
  arrivalAmong,
  asksForReason,
  countingTally,
  firstTally,
  groupsOf,
  lengthenedTimer,
  meanOfRespondents,
  meetingsOf,
  noRoomVotes,
  pausedTimer,
  PHASES,
  respondentsByRole,
  resumedTimer,
  secondTally,
  sectionsOf,
  startedTimer,
  stepOfItem,
  stepsOf,
  timeLeft,
  untouchedRoomItem,
  votesInBefore,
  withCards,
  withHeldResponse,
  withoutVotes,
  withPassedVote,
  type HeldResponse,
  type PassedVote,
  type RoomItem,
  type RoomVotes,
  type Session,
} from '@/domain/session'
import { arrivalOf, type Response, type Tally } from '@/domain/workshop'
import { anAnswer, anItem, aQuestionnaire, aSection } from '../support/builders'
import { seeded } from '../support/seeded'

const item = anItem('one')
const asked = { questionnaireId: 'made-up', questionnaireVersion: '1.0.0' }
const ROLES: readonly RespondentRole[] = ['elected', 'staff', 'branch', 'member', 'several']

/** Milliseconds: thousands of rooms take their time on a machine that is busy. */
const LONG = 120_000

/** A digit is a level, “?” is don't know, “-” does not apply. */
function choiceFor(sign: string): Choice {
  if (sign === '?') return { kind: 'dont_know' }
  return sign === '-' ? { kind: 'not_applicable', reason: '' } : { kind: 'option', value: Number(sign) }
}
const signOf = (choice: Choice | null | undefined) =>
  !choice ? '' : choice.kind === 'option' ? String(choice.value) : choice.kind === 'dont_know' ? '?' : '-'

/** Answers by item; a blank sign is an answer with nothing chosen. */
function answersFor(signs: Readonly<Record<string, string>>): Answers {
  return Object.fromEntries(
    Object.entries(signs).map(([id, sign]) => [id, anAnswer({ choice: sign === '' ? null : choiceFor(sign) })]),
  )
}

function aResponse(key: string, signs: Readonly<Record<string, string>>, more: Partial<Response> = {}): Response {
  return {
    ...asked,
    key,
    edition: 1,
    form: 'full',
    requestId: null,
    role: 'staff',
    answers: answersFor(signs),
    ...more,
  }
}
function held(response: Response, more: Partial<HeldResponse> = {}): HeldResponse {
  return { response, way: 'own', sheet: null, again: null, ...more }
}

/** Votes of a room: cards held up, and votes on the device that is passed around, each as a row of signs. */
function votes(cards: string, passed: string, role: RespondentRole | null = null, of = item): RoomVotes {
  const counted = [...new Set(cards)].reduce(
    (sum, sign) => withCards(sum, choiceFor(sign), cards.split(sign).length - 1),
    noRoomVotes(of),
  )
  return [...passed].reduce((sum, sign) => withPassedVote(sum, { choice: choiceFor(sign), role }), counted)
}
function aRoom(more: Partial<RoomItem>): RoomItem {
  return { ...untouchedRoomItem(item), ...more }
}
/** A tally as a row: how many voted for each level, then who does not know, then to whom it does not apply. */
const row = (tally: Tally | null) =>
  tally && `${tally.levels.map(({ votes }) => votes).join('')} ?${tally.dontKnow} -${tally.doesNotApply}`

function aSession(more: Partial<Session> = {}): Session {
  return {
    assessmentId: 'round-1',
    sectionIds: ['first', 'second'],
    people: 12,
    present: 12,
    meetings: [90],
    ways: ['cards', 'device', 'paper', 'own'],
    roles: ['elected', 'staff'],
    floor: 5,
    consentAt: null,
    step: 'start',
    revealed: [],
    timer: null,
    closedSections: [],
    closedAt: null,
    ...more,
  }
}

describe('V1 · a room of twelve', () => {
  // Four hold up cards, three vote on the device, three hand in responses, two wrote on paper.
  const room = aRoom({ first: votes('2234', '23?') })
  const responses = [
    aResponse('a', { one: '3' }),
    aResponse('b', { one: '4' }),
    aResponse('c', { one: '-' }),
    aResponse('d', { one: '2' }),
    aResponse('e', { one: '5' }),
    // Two more left it blank, and count nowhere.
    aResponse('f', { one: '' }),
    aResponse('g', { two: '1' }),
  ]

  it('is counted together, each person once', () => {
    expect(row(firstTally(item, room, responses))).toBe('04321 ?1 -1')
  })

  it('tells before the cards are up how many have voted: three on the device and five in responses', () => {
    expect(votesInBefore(item, room, responses, false)).toBe(8)
    expect(votesInBefore(item, { ...room, second: votes('', '33') }, responses, true)).toBe(2)
    expect(votesInBefore(item, room, responses, true)).toBe(0)
  })

  it('has never fewer than no cards, and whole ones only', () => {
    const some = votes('22', '')
    expect(row(withCards(some, choiceFor('2'), -3).cards)).toBe('00000 ?0 -0')
    expect(row(withCards(some, choiceFor('?'), 2.9).cards)).toBe('02000 ?2 -0')
    expect(row(withCards(some, choiceFor('-'), 1).cards)).toBe('02000 ?0 -1')
    expect(withCards(some, choiceFor('2'), Number.NaN)).toBe(some)
    expect(withCards(some, choiceFor('2'), Number.POSITIVE_INFINITY)).toBe(some)
  })

  it('keeps no order in which people voted, not even in the reasons they gave', () => {
    const given: readonly PassedVote[] = [
      { choice: { kind: 'not_applicable', reason: 'b' }, role: 'staff' },
      { choice: { kind: 'not_applicable', reason: 'a' }, role: 'staff' },
      { choice: { kind: 'option', value: 4 }, role: 'staff' },
      { choice: { kind: 'option', value: 4 }, role: null },
      { choice: { kind: 'dont_know' }, role: 'elected' },
      { choice: { kind: 'option', value: 1 }, role: 'member' },
    ]
    const inOrder = given.reduce(withPassedVote, noRoomVotes(item)).passed
    expect([...given].reverse().reduce(withPassedVote, noRoomVotes(item)).passed).toEqual(inOrder)
    expect(inOrder.map(({ choice }) => signOf(choice)).join('')).toBe('144?--')
  })

  it('says how many of each role answered', () => {
    const roles = ['staff', 'elected', 'staff'] as const
    expect(respondentsByRole(roles.map((role, index) => aResponse(`${index}`, {}, { role })))).toEqual([
      { role: 'elected', people: 1 },
      { role: 'staff', people: 2 },
    ])
  })
})

describe('V12 · the steps of a room', () => {
  const questionnaire = aQuestionnaire([
    aSection('first', ['a', anItem('b', { shortForm: true })]),
    aSection('second', ['c']),
    aSection('third', [anItem('d', { shortForm: true })]),
  ])
  const ids = (session: Partial<Session>, again: readonly string[] = [], form: Form = 'full') =>
    stepsOf(aSession(session), questionnaire, form, new Set(again)).map(({ id }) => id)

  it('are the opening, every item and the summary of its section, and the close', () => {
    expect(ids({ sectionIds: ['first'] })).toEqual([
      'start',
      ...['meeting.1.purpose', 'meeting.1.uses', 'meeting.1.before'],
      ...['item.a.read', 'item.a.vote', 'item.a.reveal', 'item.a.talk', 'item.a.settle'],
      ...['item.b.read', 'item.b.vote', 'item.b.reveal', 'item.b.talk', 'item.b.settle'],
      'section.first.summary',
      ...['meeting.1.actions', 'meeting.1.parked', 'meeting.1.close'],
    ])
  })

  it('hold a second vote and its reveal between talk and settle, where the room asked for it', () => {
    expect(ids({ sectionIds: ['first'] }, ['b'], 'short').slice(4, -4)).toEqual(
      PHASES.map((phase) => stepOfItem('b', phase)),
    )
    expect(PHASES).toEqual(['read', 'vote', 'reveal', 'talk', 'vote_again', 'reveal_again', 'settle'])
  })

  it('are those of more meetings where the sections need them, in the questionnaire’s order', () => {
    // Six minutes and three, with 20 around: 26 minutes have room for the first alone, 23 for the second alone.
    const session = aSession({ sectionIds: ['third', 'second', 'first'], meetings: [26, 23, 23] })
    expect(meetingsOf(session, questionnaire, 'full')).toEqual([
      { sectionIds: ['first'], minutes: 26 },
      { sectionIds: ['second'], minutes: 23 },
      { sectionIds: ['third'], minutes: 23 },
    ])
  })

  it('go on in one meeting more where there is no room, and leave out a meeting that is too short', () => {
    const session = aSession({ sectionIds: ['first', 'second', 'third'], meetings: [20, 26] })
    expect(meetingsOf(session, questionnaire, 'full')).toEqual([
      { sectionIds: ['first'], minutes: 26 },
      { sectionIds: ['second', 'third'], minutes: 26 },
    ])
    expect(ids(session).filter((id) => id.endsWith('.close'))).toEqual(['meeting.1.close', 'meeting.2.close'])
  })

  it('are none where responses are gathered without a meeting', () => {
    expect(ids({ meetings: [] })).toEqual(['start'])
  })

  it('show votes to nobody until they are revealed', () => {
    expect(PHASES.filter(areVotesShown)).toEqual(['reveal', 'talk', 'reveal_again', 'settle'])
  })
})

describe('V12 · ten thousand plans', () => {
  it(
    'come to every item once, in the order of a second reading of the rules',
    () => {
      const next = seeded(12)
      for (let plan = 0; plan < 10_000; plan += 1) {
        let items = 0
        const questionnaire = aQuestionnaire(
          Array.from({ length: 1 + next(5) }, (_, section) =>
            aSection(
              `s${section}`,
              Array.from({ length: 1 + next(4) }, () =>
                anItem(`i${(items += 1)}`, next(2) === 0 ? { shortForm: true } : {}),
              ),
            ),
          ),
        )
        const form = next(2) === 0 ? 'full' : 'short'
        const all = questionnaire.sections.map(({ id }) => id)
        const sectionIds = all.filter(() => next(3) > 0).sort(() => next(3) - 1)
        const lengths = Array.from({ length: next(4) }, () => 15 + next(40))
        const again = new Set(Array.from({ length: items }, (_, index) => `i${index + 1}`).filter(() => next(4) === 0))

        // Plainly: section after section is put where the planned meetings still have room, and the rest into one more.
        const chosen = questionnaire.sections.filter(({ id }) => sectionIds.includes(id))
        const minutes = (section: (typeof chosen)[number]) => 3 * itemsOf(section, form).length
        const meetings: (typeof chosen)[] = []
        let at = 0
        for (const length of lengths) {
          const own: typeof chosen = []
          let used = 20
          while (at < chosen.length && used + minutes(chosen[at]!) <= length) {
            used += minutes(chosen[at]!)
            own.push(chosen[at]!)
            at += 1
          }
          if (own.length > 0) meetings.push(own)
        }
        if (at < chosen.length && lengths.length > 0) meetings.push(chosen.slice(at))
        const expected = ['start']
        meetings.forEach((sections, index) => {
          const meeting = `meeting.${index + 1}`
          expected.push(`${meeting}.purpose`, `${meeting}.uses`, `${meeting}.before`)
          for (const section of sections) {
            for (const { id } of itemsOf(section, form)) {
              expected.push(`item.${id}.read`, `item.${id}.vote`, `item.${id}.reveal`, `item.${id}.talk`)
              if (again.has(id)) expected.push(`item.${id}.vote_again`, `item.${id}.reveal_again`)
              expected.push(`item.${id}.settle`)
            }
            expected.push(`section.${section.id}.summary`)
          }
          expected.push(`${meeting}.actions`, `${meeting}.parked`, `${meeting}.close`)
        })

        const session = aSession({ sectionIds, meetings: lengths })
        const steps = stepsOf(session, questionnaire, form, again)
        const found = steps.map(({ id }) => id)
        expect(found, `plan ${plan}`).toEqual(expected)
        expect(new Set(found).size).toBe(found.length)
        expect(sectionsOf(session, questionnaire)).toEqual(chosen)
        // One comparison for all of it: a hundred thousand of them take their time.
        const votes = steps.filter((step) => step.kind === 'item')
        expect(votes.map(({ id }) => id)).toEqual(votes.map(({ item, phase }) => stepOfItem(item.id, phase)))
      }
    },
    LONG,
  )
})

describe('V13 · a second vote', () => {
  const responses = [aResponse('a', { one: '1' }), aResponse('b', { one: '1' })]
  const room = aRoom({ first: votes('5', '3') })

  it('changes nothing before there is a vote in it', () => {
    const asked = { ...room, second: votes('', '') }
    expect(row(countingTally(item, asked, responses))).toBe('20101 ?0 -0')
    expect(row(secondTally(item, room))).toBeNull()
  })

  it('takes the place of the first as a whole, responses with it, and the first stays beside it', () => {
    const again = { ...room, second: votes('33', '2') }
    expect(row(countingTally(item, again, responses))).toBe('01200 ?0 -0')
    expect(row(firstTally(item, again, responses))).toBe('20101 ?0 -0')
    expect(answerOfRoom(item, again, responses)?.choice).toEqual(choiceFor('3'))
  })

  it('may consist of people who do not know', () => {
    expect(row(countingTally(item, { ...room, second: votes('', '??') }, responses))).toBe('00000 ?2 -0')
  })
})

describe('V14 · settling', () => {
  // 2 2 2 2 3 3 3 4 4 5: of ten votes with a level the fifth is 3; they lie three apart.
  const room = aRoom({
    first: votes('22223334', '45?-'),
    reason: 'Branches differ.',
    dissent: 'The north sees it at 5.',
    confidence: 'fairly_sure',
    evidence: { source: 'minutes.pdf', date: '2026-03-01' },
  })
  const tally = firstTally(item, room, [])

  it('is what the room agreed on, with the reason as its note and the votes beside it', () => {
    const outcome = { kind: 'agreed', choice: { kind: 'option', value: 4 } } as const
    expect(answerOfRoom(item, { ...room, outcome }, [])).toEqual({
      choice: { kind: 'option', value: 4 },
      confidence: 'fairly_sure',
      note: 'Branches differ.',
      evidence: { source: 'minutes.pdf', date: '2026-03-01' },
      voice: { by: 'agreed', tally, notAgreed: null, dissent: 'The north sees it at 5.' },
    })
  })

  it('is the answer of the votes where the room did not agree, with the levels between which it stands', () => {
    const outcome = { kind: 'not_agreed', low: 2, high: 4 } as const
    expect(answerOfRoom(item, { ...room, outcome }, [])).toMatchObject({
      choice: { kind: 'option', value: 3 },
      voice: { by: 'votes', notAgreed: { low: 2, high: 4 }, dissent: 'The north sees it at 5.' },
    })
  })

  it('is the answer of the votes too where it was not come to', () => {
    expect(answerOfRoom(item, room, [])).toMatchObject({
      choice: { kind: 'option', value: 3 },
      voice: { by: 'votes', notAgreed: null },
    })
  })

  it('gives the room’s reason to what does not apply, unless there is one', () => {
    const agreed = (reason: string) =>
      answerOfRoom(item, { ...room, outcome: { kind: 'agreed', choice: { kind: 'not_applicable', reason } } }, [])
    expect(agreed('')?.choice).toEqual({ kind: 'not_applicable', reason: 'Branches differ.' })
    expect(agreed('We have none.')?.choice).toEqual({ kind: 'not_applicable', reason: 'We have none.' })
    const voted = answerOfRoom(item, { ...room, first: votes('--5', '') }, [])
    expect(voted?.choice).toEqual({ kind: 'not_applicable', reason: 'Branches differ.' })
  })

  it('is nothing without a vote and without an outcome, whatever was written', () => {
    expect(answerOfRoom(item, { ...room, first: votes('', '') }, [])).toBeNull()
    expect(answerOfRoom(item, { ...room, first: votes('', '') }, [aResponse('a', { one: '2' })])?.choice).toEqual(
      choiceFor('2'),
    )
  })

  it('has no choice, and nobody who is sure of it, where the room did not agree and did not vote', () => {
    const outcome = { kind: 'not_agreed', low: 1, high: 3 } as const
    expect(answerOfRoom(item, { ...room, first: votes('', ''), outcome }, [])).toMatchObject({
      choice: null,
      confidence: null,
      note: 'Branches differ.',
      voice: { by: 'votes', notAgreed: { low: 1, high: 3 } },
    })
  })

  it.each([
    ['2345', true],
    ['1133', true],
    ['2334', false],
    ['33', false],
    ['??', false],
    ['', false],
  ])('asks for a reason after %s: %s', (signs, isAsked) => {
    expect(asksForReason(votes(signs, '').cards)).toBe(isAsked)
  })
})

describe('V6 · a room’s second look', () => {
  it('takes the items with a level, by the votes that count', () => {
    const section = aSection('first', ['a', 'b', 'c', 'd'])
    const rooms: Record<string, RoomItem> = {
      a: aRoom({ first: votes('15', ''), second: votes('33', '') }),
      b: aRoom({ first: votes('24', '') }),
      c: aRoom({ first: votes('??', '') }),
    }
    const roomOf = ({ id }: Item) => rooms[id] ?? aRoom({})
    const found = apartItems([section], 'full', roomOf, [aResponse('k', { d: '1' }), aResponse('l', { d: '5' })])
    expect(found.map(({ item: { id }, spread }) => [id, spread.word])).toEqual([
      ['d', 'far_apart'],
      ['b', 'mixed'],
      ['a', 'close'],
    ])
  })
})

describe('V9 · the mean of the respondents', () => {
  const section = aSection('first', ['a', 'b'])
  const closed = aSession({ closedSections: ['first'] })
  const people = (rows: readonly string[]) =>
    rows.map(([a = '', b = '']: string | string[], index) => aResponse(`k${index}`, { a, b }))
  const five = people(['23', '44', '1', '5-', '33'])
  const mean = (session: Session, responses: readonly Response[], room = aRoom({})) =>
    meanOfRespondents(session, section, section.items, () => room, responses)

  it('weighs each alike, whoever skipped much', () => {
    // 5/2, 4, 1, 5 and 3: 15 1/2 over five. By items it would be 15/5 and 10/3.
    expect(mean(closed, five)).toEqual({ mean: fraction(31, 10), people: 5 })
  })

  it('leaves out who named a level at fewer than half of what applies, if they are enough to hide each other', () => {
    const silent = people(['??', '??', '--', '?-', '-?']).map((each) => ({ ...each, key: `s${each.key}` }))
    expect(mean(closed, [...five, ...silent])).toEqual({ mean: fraction(31, 10), people: 5 })
    expect(mean(closed, [...five, ...silent.slice(1)])).toBeNull()
  })

  it('is shown of closed sections only, and not after the single votes were deleted', () => {
    expect(mean(aSession(), five)).toBeNull()
    const left = withoutVotes(section.items[0] as Item, aRoom({}), five)
    expect(mean(closed, five, left)).toBeNull()
  })

  it.each([
    [5, 4, null],
    [4, 4, 4],
    [null, 2, 2],
    [null, 1, null],
  ])('with a floor of %s and %i people counts %s', (floor, count, shown) => {
    expect(mean({ ...closed, floor }, five.slice(0, count))?.people ?? null).toBe(shown)
  })

  it.each([
    ['no other vote', '', 5],
    ['one vote on the device', '2', null],
    ['five votes on the device', '22345', 5],
  ])('tells no vote by subtraction: %s', (_what, passed, shown) => {
    expect(mean(closed, five, aRoom({ first: votes('', passed) }))?.people ?? null).toBe(shown)
    expect(mean(closed, five, aRoom({ first: votes(passed, '') }))?.people ?? null).toBe(shown)
  })
})

describe('V15 · groups of a section', () => {
  const section = aSection('first', ['a', 'b'])
  const closed = aSession({ closedSections: ['first'] })
  const people = (role: RespondentRole, rows: readonly string[]) =>
    rows.map(([a = '', b = '']: string | string[], index) => aResponse(`${role}${index}`, { a, b }, { role }))
  // Leaders: 4 4 4 5 5 (22 : 5) and 3 3 4 4 4 (18 : 5). Staff: 2 2 2 3 3 3 (15 : 6) and 1 2 2 2 3 5 (15 : 6).
  const elected = people('elected', ['43', '43', '44', '54', '54'])
  const staff = people('staff', ['21', '22', '22', '32', '33', '35'])
  const untouched = () => aRoom({})
  const groups = (session: Session, responses: readonly Response[], roomOf: (item: Item) => RoomItem = untouched) =>
    groupsOf(session, section, section.items, roomOf, responses)
  const roles = (found: ReturnType<typeof groups>) => found?.shown.map(({ role }) => role)

  it('are the means of their items’ means, and the widest difference', () => {
    // (22/5 + 18/5) : 2 = 4 and (5/2 + 5/2) : 2 = 5/2; they differ by 3/2.
    expect(groups(closed, [...elected, ...staff])).toEqual({
      shown: [
        { role: 'elected', mean: fraction(4) },
        { role: 'staff', mean: fraction(5, 2) },
      ],
      difference: { higher: 'elected', lower: 'staff', by: fraction(3, 2) },
    })
  })

  it('stand in an order of their own, which tells nothing of the votes', () => {
    expect(roles(groups(closed, [...staff, ...elected]))).toEqual(['elected', 'staff'])
  })

  it('are shown of closed sections only', () => {
    expect(groups(aSession(), [...elected, ...staff])).toBeNull()
    expect(groups(aSession({ closedSections: ['second'] }), [...elected, ...staff])).toBeNull()
  })

  it('count the votes on the device with those in responses', () => {
    const device = (row: string) => aRoom({ first: votes('', row, 'elected') })
    // Without two of the five leaders, who voted on the device: 4 and 5, then 3 and 4.
    const roomOf = ({ id }: Item) => device(id === 'a' ? '45' : '34')
    const rest = elected.filter((_, index) => index !== 0 && index !== 4)
    expect(groups(closed, [...rest, ...staff], roomOf)).toEqual(groups(closed, [...elected, ...staff]))
  })

  it('rest on first votes', () => {
    const roomOf = () => aRoom({ second: votes('11111', '') })
    expect(groups(closed, [...elected, ...staff], roomOf)).toEqual(groups(closed, [...elected, ...staff]))
  })

  it.each([
    [5, []],
    [4, ['elected', 'staff']],
    [3, ['elected', 'staff']],
  ])('keep the floor of %i people', (floor, shown) => {
    // Four leaders; at a floor of five they could be worked out from the whole, so the staff is not shown either.
    expect(roles(groups({ ...closed, floor }, [...elected.slice(1), ...staff]))).toEqual(shown)
  })

  it('have no floor where an open meeting agreed to do without', () => {
    const open = { ...closed, floor: null, consentAt: 1 }
    expect(roles(groups(open, [...elected.slice(4), ...staff.slice(4)]))).toEqual(['elected', 'staff'])
    // One who does not know hides nobody there: 5, and nothing else.
    const one = people('elected', ['5?'])
    expect(groups(open, [...one, ...staff])?.shown[0]).toEqual({ role: 'elected', mean: fraction(5) })
  })

  it('rest on enough votes that name a level, so that no mean is one person’s vote', () => {
    // Five leaders, of whom one names a level: their mean would be that person’s vote.
    const silent = people('elected', ['43', '?3', '?4', '?4', '?4'])
    expect(roles(groups(closed, [...silent, ...staff]))).toEqual([])
    // Twelve less six would tell what the single vote was among the five others, which are not shown.
    const three = [...silent, ...staff, ...people('member', ['33', '33', '33', '33', '33', '34'])]
    expect(roles(groups(closed, three))).toEqual(['staff'])
  })

  it.each([
    ['none', '', ['elected', 'staff']],
    ['one', '2', []],
    ['four', '2234', []],
    ['five', '22345', ['elected', 'staff']],
    ['five of whom one does not know', '2234?', []],
    ['five who all do not know', '?????', ['elected', 'staff']],
  ])('are shown beside cards, which have no role, where these are none or enough: %s', (_what, cards, shown) => {
    const roomOf = () => aRoom({ first: votes(cards, '') })
    expect(roles(groups(closed, [...elected, ...staff], roomOf))).toEqual(shown)
  })

  it('are treated alike with votes on the device that tell no role', () => {
    expect(roles(groups(closed, [...elected, ...staff], () => aRoom({ first: votes('2', '234') })))).toEqual([])
    expect(roles(groups(closed, [...elected, ...staff], () => aRoom({ first: votes('22', '234') })))).toEqual([
      'elected',
      'staff',
    ])
  })

  it('have to be enough at every item', () => {
    const blank = [aResponse('elected0', { a: '4' }, { role: 'elected' }), ...elected.slice(1)]
    expect(roles(groups(closed, [...blank, ...staff]))).toEqual([])
  })
})

describe('V15 · what comes after a section is closed', () => {
  const closedItems = new Set(['a'])
  const first = held(aResponse('k1', { a: '2', b: '2' }))
  const take = (there: readonly HeldResponse[], come: HeldResponse) => withHeldResponse(there, come, asked, closedItems)

  it('does not count, and what the same person said of it before stays', () => {
    const later = held(aResponse('k1', { a: '5', b: '4', c: '1' }, { edition: 2 }), { way: 'paper', sheet: 3 })
    expect(take([first], later)).toEqual([
      held(aResponse('k1', { a: '2', b: '4', c: '1' }, { edition: 2 }), { way: 'paper', sheet: 3 }),
    ])
  })

  it('does not count of a new person either', () => {
    const other = held(aResponse('k2', { a: '5', b: '4' }))
    expect(take([first], other)).toEqual([first, held(aResponse('k2', { b: '4' }))])
  })

  it('does not move votes from one group to another, which would tell whose they are', () => {
    const moved = held(aResponse('k1', { a: '2', b: '4' }, { edition: 2, role: 'elected' }))
    expect(take([first], moved)[0]?.response.role).toBe('staff')
    // Of who said nothing of it, nothing moves.
    const silent = held(aResponse('k1', { b: '2' }))
    expect(take([silent], moved)[0]?.response).toMatchObject({ role: 'elected', answers: answersFor({ b: '4' }) })
  })

  it('is known when it comes again, although less of it lies here', () => {
    const late = held(aResponse('k2', { a: '5', b: '4' }))
    const there = take([first], late)
    expect(arrivalAmong(there, late, asked, closedItems)).toBe('same')
    expect(take(there, late)).toBe(there)
    // As plain responses they would contradict each other.
    expect(
      arrivalOf(
        late.response,
        there.map(({ response }) => response),
        asked,
      ),
    ).toBe('contradicts')
  })

  it('keeps to what is said of responses without it', () => {
    expect(arrivalAmong([first], held({ ...first.response, edition: 2 }), asked, closedItems)).toBe('newer')
    expect(arrivalAmong([first], held({ ...first.response, edition: 0 }), asked, closedItems)).toBe('older')
    expect(arrivalAmong([first], held({ ...first.response, questionnaireId: 'x' }), asked, closedItems)).toBe('foreign')
    const other = held(aResponse('k1', { a: '2', b: '3' }))
    expect(arrivalAmong([first], other, asked, closedItems)).toBe('contradicts')
    expect(take([first], other)).toEqual([first])
  })
})

describe('V16 · votes deleted', () => {
  const responses = [aResponse('a', { one: '5' }, { role: 'elected' }), aResponse('b', { one: '?' })]
  const room = aRoom({
    first: votes('22', '4', 'staff'),
    second: votes('3', '34', 'staff'),
    outcome: { kind: 'not_agreed', low: 3, high: 4 },
    reason: 'why',
    dissent: 'not all',
    parked: 'later',
  })

  it('leave the first and the second as counts, and everything that was written', () => {
    const left = withoutVotes(item, room, responses)
    expect(left).toEqual({
      ...room,
      first: noRoomVotes(item),
      second: noRoomVotes(item),
      counts: { first: firstTally(item, room, responses), second: secondTally(item, room) },
    })
    expect(row(left.counts?.first ?? null)).toBe('02011 ?1 -0')
    expect(row(left.counts?.second ?? null)).toBe('00210 ?0 -0')
    expect(JSON.stringify(left)).not.toMatch(/staff|elected/)
  })

  it('leave the answer as it was, without the responses', () => {
    const left = withoutVotes(item, room, responses)
    expect(answerOfRoom(item, left, [])).toEqual(answerOfRoom(item, room, responses))
    expect(withoutVotes(item, left, [])).toBe(left)
  })

  it('leave no groups', () => {
    const section = aSection('first', [item])
    const session = aSession({ closedSections: ['first'], floor: null, consentAt: 1 })
    expect(groupsOf(session, section, [item], () => room, responses)?.shown).toHaveLength(2)
    expect(groupsOf(session, section, [item], () => withoutVotes(item, room, responses), [])).toBeNull()
  })
})

describe('V17 · the timer', () => {
  const MINUTE = 60_000
  const started = startedTimer(3 * MINUTE, 1_000)

  it('counts down and stands at zero when it is over', () => {
    expect(timeLeft(started, 1_000)).toBe(3 * MINUTE)
    expect(timeLeft(started, 1_000 + MINUTE)).toBe(2 * MINUTE)
    expect(timeLeft(started, 1_000 + 3 * MINUTE)).toBe(0)
    expect(timeLeft(started, 1_000 + 9 * MINUTE)).toBe(0)
  })

  it('rests, and goes on with what was left', () => {
    const resting = pausedTimer(started, 1_000 + MINUTE)
    expect(timeLeft(resting, 1_000 + 50 * MINUTE)).toBe(2 * MINUTE)
    const going = resumedTimer(resting, 1_000 + 50 * MINUTE)
    expect(timeLeft(going, 1_000 + 51 * MINUTE)).toBe(MINUTE)
    expect(pausedTimer(resting, 1_000 + 60 * MINUTE)).toEqual(resting)
  })

  it('gets more time while it runs, while it rests, and when it is over', () => {
    const more = lengthenedTimer(started, MINUTE, 1_000 + MINUTE)
    expect(timeLeft(more, 1_000 + MINUTE)).toBe(3 * MINUTE)
    expect(more.length).toBe(4 * MINUTE)
    const resting = lengthenedTimer(pausedTimer(started, 1_000 + MINUTE), MINUTE, 1_000 + 9 * MINUTE)
    expect(timeLeft(resting, 1_000 + 99 * MINUTE)).toBe(3 * MINUTE)
    const again = lengthenedTimer(started, MINUTE, 1_000 + 9 * MINUTE)
    expect(timeLeft(again, 1_000 + 9 * MINUTE)).toBe(MINUTE)
  })

  it('knows nothing but times, so that nothing can go on when it is over', () => {
    for (const timer of [
      started,
      pausedTimer(started, 9e9),
      resumedTimer(started, 9e9),
      lengthenedTimer(started, 1, 9e9),
    ])
      expect(Object.keys(timer).sort()).toEqual(['endsAt', 'left', 'length'])
  })
})

/** A person in a made-up room: how they voted, as whom, and on each item the first and the second time. */
interface Person {
  readonly way: 'cards' | 'device' | 'own' | 'paper'
  readonly role: RespondentRole | null
  readonly first: readonly string[]
  readonly second: readonly string[]
}

/** The room as the app holds it. */
function heldRoom(items: readonly Item[], people: readonly Person[], votedAgain: readonly boolean[]) {
  const by = (way: Person['way']) => people.filter((person) => person.way === way)
  const collected = (index: number, time: 'first' | 'second') => {
    const of = items[index]!
    const cards = votes(
      by('cards')
        .map((person) => person[time][index])
        .join(''),
      '',
      null,
      of,
    )
    return by('device').reduce((sum, person) => {
      const sign = person[time][index] ?? ''
      return sign === '' ? sum : withPassedVote(sum, { choice: choiceFor(sign), role: person.role })
    }, cards)
  }
  const rooms = items.map((of, index): RoomItem => ({
    ...untouchedRoomItem(of),
    first: collected(index, 'first'),
    second: votedAgain[index] ? collected(index, 'second') : null,
  }))
  const responses = [...by('own'), ...by('paper')].map((person, index) =>
    aResponse(`k${index}`, Object.fromEntries(items.map(({ id }, place) => [id, person.first[place] ?? ''])), {
      role: person.role ?? 'several',
    }),
  )
  return { rooms, responses }
}

/** A made-up room with these ways of voting, in which one in ten leaves an item blank, and some do not know. */
function madeUp(next: (below: number) => number, size: number, ways: readonly Person['way'][], roles: number) {
  const items = Array.from({ length: 1 + next(3) }, (_, index) => anItem(`i${index}`))
  const signs = ['12345', '1234512345?', '22233?-', '1155'][next(4)]!
  const blank = next(3) === 0 ? 10 : 1_000
  const sign = () => (next(blank) === 0 ? '' : signs[next(signs.length)]!)
  const people = Array.from({ length: size }, (): Person => {
    const way = ways[next(ways.length)]!
    // Cards tell no role, and on the device it may be left out.
    const isNameless = way === 'cards' || (way === 'device' && next(40) === 0)
    return {
      way,
      role: isNameless ? null : ROLES[next(roles)]!,
      first: items.map(sign),
      second: items.map(sign),
    }
  })
  return { items, people, votedAgain: items.map(() => next(3) === 0) }
}

/** Plainly: the signs of all people, counted one by one. */
function plainRow(signs: readonly (string | undefined)[]): string {
  const count = (wanted: string) => signs.filter((sign) => sign === wanted).length
  return `${[1, 2, 3, 4, 5].map((level) => count(String(level))).join('')} ?${count('?')} -${count('-')}`
}

describe('V13 · ten thousand rooms', () => {
  it(
    'count every way, the second vote in place of the first, and stay as they are when the votes are deleted',
    () => {
      const next = seeded(13)
      let again = 0
      for (let room = 0; room < 10_000; room += 1) {
        const { items, people, votedAgain } = madeUp(next, next(10), ['cards', 'device', 'own', 'paper'], 3)
        const { rooms, responses } = heldRoom(items, people, votedAgain)
        const left = items.map((of, index) => {
          const outcome = [
            null,
            { kind: 'agreed', choice: choiceFor('123-?'[next(5)]!) } as const,
            { kind: 'not_agreed', low: 1, high: 3 } as const,
          ][next(3)]!
          const own: RoomItem = { ...rooms[index]!, outcome, reason: 'r', dissent: 'd', confidence: 'sure' }
          const first = plainRow(people.map((person) => person.first[index]))
          // A response is handed in once.
          const secondSigns = people
            .filter(({ way }) => way === 'cards' || way === 'device')
            .map((person) => person.second[index] ?? '')
            .filter((sign) => sign !== '')
          const counts = votedAgain[index] && secondSigns.length > 0 ? plainRow(secondSigns) : first
          const second = votedAgain[index] ? plainRow(secondSigns) : null
          if (counts !== first) again += 1
          const answer = answerOfRoom(of, own, responses)
          const deleted = withoutVotes(of, own, responses)
          const isNothing = outcome === null && counts === '00000 ?0 -0'
          // One comparison for all of it: a hundred thousand of them take their time.
          expect(
            {
              first: row(firstTally(of, own, responses)),
              second: row(secondTally(of, own)),
              counts: row(countingTally(of, own, responses)),
              voice: row(answer?.voice?.tally ?? null),
              left: [firstTally(of, deleted, []), secondTally(of, deleted), countingTally(of, deleted, [])].map(row),
              answer: answerOfRoom(of, deleted, []),
            },
            `room ${room}, ${of.id}`,
          ).toEqual({
            first,
            second,
            counts,
            voice: isNothing ? null : counts,
            left: [first, second, counts],
            answer,
          })
          return [own, deleted] as const
        })
        const section = aSection('first', items)
        const apart = (which: 0 | 1, with_: readonly Response[]) =>
          apartItems([section], 'full', (of) => left[items.indexOf(of)]![which], with_)
        expect(apart(1, []), `room ${room}`).toEqual(apart(0, responses))
      }
      expect(again).toBeGreaterThan(1_000)
    },
    LONG,
  )
})

describe('V15 · ten thousand rooms', () => {
  const isLevel = (sign: string | undefined) => sign !== undefined && sign >= '1' && sign <= '5'
  const hasVoted = (sign: string | undefined) => sign !== undefined && sign !== ''
  /** How many of these people voted on an item, and how many of them with a level. */
  const sizes = (people: readonly Person[], index: number) => [
    people.filter(({ first }) => hasVoted(first[index])).length,
    people.filter(({ first }) => isLevel(first[index])).length,
  ]
  const all = (items: readonly Item[], people: readonly Person[]) => items.flatMap((_, index) => sizes(people, index))
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)

  /** Plainly: the largest groups, as many as leave nobody or enough over; by the number of their votes. */
  function plainGroups(items: readonly Item[], people: readonly Person[], floor: number): readonly number[] {
    const isSafe = (each: number) => each === 0 || each >= floor
    const nameless = people.filter(({ role }) => role === null)
    if (!all(items, nameless).every(isSafe)) return []
    const there = ROLES.map((role) => people.filter((person) => person.role === role)).filter(
      (own) => sum(all(items, own)) > 0,
    )
    const enough = there.filter((own) => all(items, own).every((each) => each >= floor))
    const largest = enough.map((own) => sum(all(items, own))).sort((a, b) => b - a)
    const ordered = [...enough].sort((a, b) => sum(all(items, b)) - sum(all(items, a)))
    for (let shown = ordered.length; shown > 0; shown -= 1) {
      const rest = there.filter((own) => !ordered.slice(0, shown).includes(own)).flat()
      if (all(items, rest).every(isSafe)) return shown === 1 && there.length === 1 ? [] : largest.slice(0, shown)
    }
    return []
  }

  it.each([
    ['with roles', ['device', 'own', 'paper']],
    ['with cards too', ['device', 'own', 'cards']],
  ] as const)(
    '%s: show what a second reading shows, and nothing can be worked out by taking it away',
    (_what, ways) => {
      const next = seeded(ways.includes('cards' as never) ? 151 : 15)
      let splits = 0
      for (let room = 0; room < 5_000; room += 1) {
        const { items, people } = madeUp(next, 6 + next(25), ways, 2 + next(3))
        const floor = 3 + next(3)
        const { rooms, responses } = heldRoom(items, people, [])
        const section = aSection('first', items)
        const session = aSession({ closedSections: ['first'], floor })
        const { shown } = groupsOf(session, section, items, (of) => rooms[items.indexOf(of)]!, responses)!
        const own = (role: RespondentRole) => people.filter((person) => person.role === role)
        const name = `room ${room}, floor ${floor}`
        expect(
          shown.map(({ role }) => sum(all(items, own(role)))).sort((a, b) => b - a),
          name,
        ).toEqual(plainGroups(items, people, floor))
        if (shown.length > 0) splits += 1
        for (const { role, mean } of shown) {
          const means = items.map((_, index) => {
            const levels = own(role).flatMap(({ first }) => (isLevel(first[index]) ? [Number(first[index])] : []))
            return sum(levels) / levels.length
          })
          expect(toDecimals(mean, 6), name).toBeCloseTo(sum(means) / means.length, 5)
        }
        if (shown.length === 0) continue
        // Somebody who knows all votes as they are counted, and the cards that were held up, takes away every set of groups.
        const nameless = people.filter(({ role }) => role === null)
        const tooFew: number[] = []
        for (let choice = 0; choice < 2 ** shown.length; choice += 1) {
          const known = shown.filter((_, index) => choice & (1 << index)).flatMap(({ role }) => own(role))
          const rest = people.filter((person) => !known.includes(person))
          for (const found of [known, rest, rest.filter((person) => !nameless.includes(person))])
            tooFew.push(...all(items, found).filter((each) => each > 0 && each < floor))
        }
        expect(tooFew, name).toEqual([])
      }
      // The rooms are such that the rule has something to do either way.
      expect(splits).toBeGreaterThan(500)
      expect(splits).toBeLessThan(4_500)
    },
    LONG,
  )

  it(
    'show nothing while the section is open, and each group where no floor is kept',
    () => {
      const next = seeded(155)
      for (let room = 0; room < 2_000; room += 1) {
        const { items, people } = madeUp(next, 1 + next(8), ['device', 'own'], 3)
        const { rooms, responses } = heldRoom(items, people, [])
        const section = aSection('first', items)
        const roomOf = (of: Item) => rooms[items.indexOf(of)]!
        expect(groupsOf(aSession({ floor: null }), section, items, roomOf, responses)).toBeNull()
        const session = aSession({ closedSections: ['first'], floor: null, consentAt: 1 })
        const found = groupsOf(session, section, items, roomOf, responses)!
        const there = ROLES.filter((role) =>
          people.some((person) => person.role === role && person.first.some(hasVoted)),
        )
        // Where all are of one role there is nothing to tell apart.
        const expected = there.filter((role) => {
          const own = people.filter((person) => person.role === role)
          return items.every((_, index) => sizes(own, index)[0]! > 0) && own.some(({ first }) => first.some(isLevel))
        })
        if (there.length === 1) expect(found.shown).toEqual([])
        else expect(new Set(found.shown.map(({ role }) => role)), `room ${room}`).toEqual(new Set(expected))
      }
    },
    LONG,
  )
})

describe('V15 · ten thousand deliveries', () => {
  it(
    'leave closed sections as they were, of the groups too, and take the rest as a second reading does',
    () => {
      const next = seeded(1515)
      const sections = [aSection('first', ['a']), aSection('second', ['b', 'c'])]
      let stayed = 0
      for (let delivery = 0; delivery < 10_000; delivery += 1) {
        let there: readonly HeldResponse[] = []
        let closedSections: readonly string[] = []
        /** Plainly: what is known of each person, item by item. */
        const known = new Map<string, { edition: number; role: RespondentRole; signs: Record<string, string> }>()
        const groups = () =>
          sections.map((section) =>
            groupsOf(
              aSession({ closedSections, floor: null, consentAt: 1 }),
              section,
              section.items,
              untouchedRoomItem,
              there.map(({ response }) => response),
            ),
          )
        for (let count = next(10); count > 0; count -= 1) {
          if (next(4) === 0)
            closedSections = sections
              .slice(0, next(3))
              .map(({ id }) => id)
              .concat(closedSections)
          const closed = new Set(
            sections.flatMap(({ id, items }) => (closedSections.includes(id) ? items.map((each) => each.id) : [])),
          )
          const [key, edition, role] = [`k${next(4)}`, 1 + next(3), ROLES[next(3)]!]
          const signs: Record<string, string> = {}
          for (const id of ['a', 'b', 'c']) if (next(4) > 0) signs[id] = '12345?-'[next(7)]!
          const before = groups()
          there = withHeldResponse(there, held(aResponse(key, signs, { edition, role })), asked, closed)
          // Who looks at the groups of a closed section before and after finds nothing that differs.
          expect(
            groups().filter((group) => group),
            `delivery ${delivery}`,
          ).toEqual(before.filter((group) => group))

          const own = known.get(key)
          if (own && own.edition >= edition) continue
          const now: Record<string, string> = {}
          for (const id of ['a', 'b', 'c']) {
            const said = closed.has(id) ? own?.signs[id] : signs[id]
            if (said !== undefined) now[id] = said
          }
          const isBound = own !== undefined && Object.keys(own.signs).some((id) => closed.has(id))
          if (isBound) stayed += 1
          known.set(key, { edition, role: isBound ? own.role : role, signs: now })
        }
        const found = there.map(({ response: { key, edition, role, answers } }) => [
          key,
          {
            edition,
            role,
            signs: Object.fromEntries(Object.entries(answers).map(([id, { choice }]) => [id, signOf(choice)])),
          },
        ])
        expect(Object.fromEntries(found), `delivery ${delivery}`).toEqual(Object.fromEntries(known))
        expect(there).toHaveLength(known.size)
      }
      expect(stayed).toBeGreaterThan(1_000)
    },
    LONG,
  )
})

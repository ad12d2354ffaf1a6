import fc from 'fast-check'
import { gzipSync, zipSync } from 'fflate'
import { beforeEach, describe, expect, it } from 'vitest'
import { scanJson } from '@/questionnaires/json'
import { writeRoundFile } from '@/storage/roundFile'
import { NEWEST_VERSION, writeProjectFile } from '@/storage/projectFile'
import { NO_AIMS } from '@/domain/gaps'
import { bytesOf, reading, refusalOf } from '../support/files'
import { aProject, aRecord } from '../support/projects'
import { aHeldResponse, aRoomItem, aSession } from '../support/sessions'
import {
  aDraft,
  freshDatabase,
  fullAnswer,
  small,
  someAims,
  storeRound,
  teachers,
  wholeStore,
} from '../support/storage'

beforeEach(freshDatabase)

const { text: real } = await writeProjectFile(aProject(), Date.UTC(2026, 10, 29), '1.2.3')

/** The real file, with something else in place of what stands there once. */
function changed(from: string, to: string): string {
  expect(real.split(from), `${from} stands once`).toHaveLength(2)
  return real.replace(from, () => to)
}

describe('the bytes of a file', () => {
  it.each<[string, string, Uint8Array]>([
    ['nothing', 'empty', new Uint8Array()],
    ['more than 50 MB', 'too_large', new Uint8Array(50_000_001)],
    ['gzip', 'compressed', gzipSync(bytesOf(real))],
    ['zip', 'compressed', zipSync({ 'a.json': bytesOf(real) })],
    ['UTF-16 with a mark', 'utf16', new Uint8Array(Buffer.from(`\uFEFF${real}`, 'utf16le'))],
    ['UTF-16 without one', 'utf16', new Uint8Array(Buffer.from(real, 'utf16le'))],
    ['a stray byte', 'not_utf8', new Uint8Array([...bytesOf(real), 0xff])],
    ['an overlong slash', 'not_utf8', new Uint8Array([0x22, 0xc0, 0xaf, 0x22])],
    ['half a character as bytes', 'not_utf8', new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ['a picture', 'not_utf8', new Uint8Array([0x89, 0x50, 0x4e, 0x47])],
  ])('that are %s are refused as %s', async (_what, code, bytes) => {
    expect(await refusalOf(bytes)).toMatchObject({ code })
  })

  it('may begin with one byte order mark', async () => {
    expect(await refusalOf(`\uFEFF${real}`)).toBeNull()
    expect(await refusalOf(`\uFEFF\uFEFF${real}`)).toMatchObject({ code: 'not_json' })
  })
})

describe('the text of a file', () => {
  it.each<[string, string, string]>([
    ['cut off', 'not_json', real.slice(0, -40)],
    ['two files in one', 'not_json', real + real],
    ['no JSON', 'not_json', 'hello'],
    ['too deep', 'too_deep', `{"waymark":${'['.repeat(100_000)}`],
    ['a flood of values', 'too_many_values', `[${'0,'.repeat(1_000_000)}0]`],
    ['__proto__', 'forbidden_key', changed('"app"', '"__proto__": {"isAdmin": true},\n  "app"')],
    ['__proto__ in disguise', 'forbidden_key', changed('"app"', '"\\u005f_proto__": 1,\n  "app"')],
    ['then', 'forbidden_key', changed('"app"', '"then": 1,\n  "app"')],
    ['toJSON', 'forbidden_key', changed('"app"', '"toJSON": 1,\n  "app"')],
    ['a sign of a Vue proxy', 'forbidden_key', changed('"app"', '"__v_raw": 1,\n  "app"')],
    ['a key twice', 'duplicate_key', changed('"app"', '"union": "other",\n  "app"')],
  ])('that is %s is refused as %s', async (_what, code, text) => {
    expect(await refusalOf(text)).toMatchObject({ code })
  })

  it('is refused with the line of the place', async () => {
    expect(await refusalOf(changed('"app"', '"then": 1,\n  "app"'))).toEqual({
      code: 'forbidden_key',
      place: 'then',
      line: 4,
    })
    expect(await refusalOf(real.slice(0, real.indexOf('"savedAt"') + 4))).toMatchObject({ code: 'not_json', line: 5 })
  })
})

describe('what is in a file', () => {
  it.each<[string, string, string, string]>([
    ['another kind of file', 'not_ours', '', '{"name": "package", "version": 1}'],
    ['a request', 'a_request', '', '{"waymark": "request", "format": 1}'],
    ['a response', 'a_response', '', '{"waymark": "response", "format": 1}'],
    ['a list', 'not_ours', '', '[1]'],
    ['nothing', 'not_ours', '', 'null'],
    ['a newer format', 'newer_version', 'version', changed(`"version": ${NEWEST_VERSION}`, '"version": 9999')],
    ['a version that is no number', 'not_ours', '', changed(`"version": ${NEWEST_VERSION}`, '"version": "5"')],
    ['a fractional version', 'wrong_type', 'version', changed(`"version": ${NEWEST_VERSION}`, '"version": 4.5')],
    ['an unknown key', 'unknown_key', 'extra', changed('"app"', '"extra": 1,\n  "app"')],
    ['a missing key', 'missing', 'savedAt', changed('"savedAt"', '"saved"')],
    ['an id as a path', 'wrong_form', 'union', changed('"union": "union-teachers"', '"union": "../../etc"')],
    [
      'an id as a script',
      'wrong_form',
      'union',
      changed('"union": "union-teachers"', '"union": "javascript:alert(1)"'),
    ],
    [
      'an id that is half a character',
      'wrong_form',
      'union',
      changed('"union": "union-teachers"', '"union": "\\ud800"'),
    ],
    ['a day that is none', 'wrong_form', 'savedAt', changed('2026-11-29T00:00:00.000Z', '2026-99-99T99:00:00.000Z')],
    [
      'a huge number',
      'out_of_range',
      'records/assessments/0/versions/0/value/createdAt',
      changed('"createdAt":500', '"createdAt":1e308'),
    ],
    [
      'a number beyond all',
      'wrong_type',
      'records/assessments/0/versions/0/value/createdAt',
      changed('"createdAt":500', '"createdAt":1e999'),
    ],
    [
      'a text for a number',
      'wrong_type',
      'records/assessments/0/versions/0/value/createdAt',
      changed('"createdAt":500', '"createdAt":"500"'),
    ],
    [
      'an option that is none',
      'damaged_record',
      'records/answers/0/versions/0/value',
      changed('"kind":"option","value":3', '"kind":"option"'),
    ],
    [
      'a status that is none',
      'wrong_value',
      'records/assessments/0/versions/0/value/status',
      changed('"status":"sealed"', '"status":"approved"'),
    ],
    [
      'a count beyond all',
      'out_of_range',
      'records/unions/0/versions/0/vector/a',
      changed(
        '"key":"union-teachers","versions":[{"vector":{"a":1}',
        '"key":"union-teachers","versions":[{"vector":{"a":1e15}',
      ),
    ],
    [
      'another union than it says',
      'other_union',
      'records/assessments/0/versions/0/value/unionId',
      changed('"union": "union-teachers"', '"union": "union-miners"'),
    ],
    ['the example', 'example', 'union', changed('"union": "union-teachers"', '"union": "example"')],
    [
      'a key that is not its own',
      'wrong_key',
      'records/plan/0/versions/0/value/id',
      changed('"key":"action-1"', '"key":"action-7"'),
    ],
    [
      'a floor that protects nobody',
      'out_of_range',
      'records/sessions/0/versions/0/value/floor',
      changed('"floor":4', '"floor":2'),
    ],
    [
      'a way of voting that is none',
      'wrong_value',
      'records/sessions/0/versions/0/value/ways/0',
      changed('"ways":["cards"', '"ways":["post"'),
    ],
    [
      'an agreement without a choice',
      'damaged_record',
      'records/votes/0/versions/0/value',
      changed('"kind":"agreed"', '"kind":"not_agreed"'),
    ],
    [
      'half a vote',
      'out_of_range',
      'records/votes/0/versions/0/value/room/first/cards/dontKnow',
      changed('"dontKnow":1', '"dontKnow":-1'),
    ],
    [
      'a name in a response',
      'unknown_key',
      'records/responses/0/versions/0/value/held/response/name',
      changed('"edition":2', '"name":"Ada","edition":2'),
    ],
    [
      'another respondent than its key says',
      'damaged_record',
      'records/responses/0/versions/0/value',
      changed('"response":{"key":"k1"', '"response":{"key":"k2"'),
    ],
    [
      'a questionnaire that is none',
      'questionnaire',
      'records/questionnaires/0/versions/0/value',
      changed('"kind":"maturity"', '"kind":"quiz"'),
    ],
  ])('that is %s is refused as %s at %s', async (_what, code, place, text) => {
    expect(await refusalOf(text)).toMatchObject({ code, place })
  })

  it('must be whole: every answer with its round, every round with its questionnaire, each once', async () => {
    const file = async (...more: Parameters<typeof aRecord>[]) =>
      refusalOf((await writeProjectFile(aProject(more.map((each) => aRecord(...each))), 0, '')).text)
    const stray = { assessmentId: 'round-9', itemId: 'x', answer: fullAnswer }
    expect(await file(['answers', ['round-9', 'x'], stray])).toMatchObject({
      code: 'dangling',
      place: 'records/answers/1/key',
    })
    expect(
      await file(['assessments', 'round-2', aDraft({ id: 'round-2', questionnaireVersion: '7.0.0' })]),
    ).toMatchObject({
      code: 'dangling',
      place: 'records/assessments/2/versions/0/value/questionnaireId',
    })
    expect(await file(['plan', 'action-1', null])).toMatchObject({ code: 'twice' })
  })

  it.each([
    ['sessions', 'round-9', aSession({ assessmentId: 'round-9' })],
    ['votes', ['round-9', 'x'], { assessmentId: 'round-9', itemId: 'x', room: aRoomItem() }],
    ['responses', ['round-9', 'k1'], { assessmentId: 'round-9', key: 'k1', held: aHeldResponse('k1') }],
  ] as const)('must have the round of its %s', async (table, key, value) => {
    const { text } = await writeProjectFile(aProject([aRecord(table, key, value)]), 0, '')
    expect(await refusalOf(text)).toMatchObject({ code: 'dangling', place: `records/${table}/1/key` })
  })

  it('may be of a version that knew no workshops', async () => {
    const { records, ...head } = JSON.parse(real) as { records: Record<string, unknown[]> }
    const workshops = ['sessions', 'votes', 'responses']
    const earlier = Object.fromEntries(Object.entries(records).filter(([table]) => !workshops.includes(table)))
    const outcome = await reading(JSON.stringify({ ...head, version: 5, records: earlier }))
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
    const { project, isAltered } = outcome.arrival
    // Its fingerprint was made of other records, so it cannot be told whether they were altered.
    expect(isAltered).toBe(false)
    const isEarlier = ({ table }: { readonly table: string }) => !workshops.includes(table)
    expect(new Set(project.records)).toEqual(new Set(aProject().records.filter(isEarlier)))
    // Of today's version the lists have to be there.
    expect(await refusalOf(JSON.stringify({ ...head, records: earlier }))).toMatchObject({ code: 'missing' })
  })

  it('keeps texts as they are, and counts the signs that turn them round', async () => {
    const odd = '\u202Egpj.exe \ud800 <img src=x onerror=alert(1)> =1+1'
    const outcome = await reading(changed('Ask the branches', odd.replace('\ud800', '\\ud800')))
    if (!outcome.ok) throw new Error(outcome.refusal.code)
    const action = outcome.arrival.project.records.find(({ key }) => key === '"action-1"')
    expect(action?.versions[0]?.value).toMatchObject({ title: odd })
    expect(outcome.arrival.turningSigns).toBe(1)
  })
})

describe('a file with one round', () => {
  const questionnaire = JSON.parse(JSON.stringify(small)) as unknown
  const round = {
    assessment: aDraft(),
    union: teachers,
    questionnaire,
    answers: { 'listening-survey': fullAnswer },
    aims: someAims,
  }

  it('is read as what it is of its union', async () => {
    const outcome = await reading(writeRoundFile(round, Date.UTC(2026, 1, 3)).text)
    expect(outcome).toMatchObject({
      ok: true,
      arrival: { kind: 'round', savedAt: Date.UTC(2026, 1, 3), isAltered: false },
    })
    if (!outcome.ok) return
    expect(outcome.arrival.project.records.map(({ table }) => table)).toEqual([
      'unions',
      'assessments',
      'answers',
      'aims',
      'questionnaires',
    ])
  })

  it('gets the same count each time, and another one when it says something else', async () => {
    const countsOf = async (answers: typeof round.answers) => {
      const outcome = await reading(writeRoundFile({ ...round, answers, aims: NO_AIMS }, 0).text)
      return outcome.ok ? outcome.arrival.project.records[0]?.versions[0]?.vector : null
    }
    const first = await countsOf(round.answers)
    expect(await countsOf(round.answers)).toEqual(first)
    expect(await countsOf({ 'listening-survey': { ...fullAnswer, note: 'other' } })).not.toEqual(first)
  })

  it('is refused where a part cannot be read', async () => {
    const { text } = writeRoundFile(round, 0)
    expect(await refusalOf(text.replace('"confidence": "fairly_sure"', '"confidence": 7'))).toMatchObject({
      code: 'damaged_record',
    })
    expect(await refusalOf(text.replaceAll('round-1', '../1'))).toMatchObject({ code: 'damaged_record' })
  })
})

/** One change of a file, by its structure: a value becomes another, goes, comes twice, or moves. */
function mutated(value: unknown, random: () => number): unknown {
  const places: { holder: Record<string, unknown>; key: string }[] = []
  const visit = (holder: unknown) => {
    if (typeof holder !== 'object' || holder === null) return
    for (const key of Object.keys(holder)) {
      places.push({ holder: holder as Record<string, unknown>, key })
      visit((holder as Record<string, unknown>)[key])
    }
  }
  const copy = structuredClone(value)
  visit(copy)
  const any = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const { holder, key } = any(places)
  const other = any(places)
  const strange = [
    null,
    true,
    -1,
    1e308,
    0.5,
    '',
    '\u202E',
    '../x',
    '=1',
    'x'.repeat(300_000),
    [],
    {},
    [[[]]],
    { kind: 'option' },
    '2026-02-30',
  ]
  switch (Math.floor(random() * 5)) {
    case 0:
      holder[key] = any(strange)
      break
    case 1:
      delete holder[key]
      break
    case 2:
      holder[key] = other.holder[other.key] === copy ? 0 : structuredClone(other.holder[other.key])
      break
    case 3:
      holder[any(['extra', 'id', 'value', 'key', '0'])] = structuredClone(holder[key])
      break
    default:
      if (Array.isArray(holder)) holder.push(structuredClone(holder[0]))
      else holder[key] = [holder[key]]
  }
  return copy
}

/** The same numbers from the same seed. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

describe('10,000 files that went wrong', () => {
  it('are read or refused, each in under two seconds, and leave the store as it is', async () => {
    await storeRound(aDraft(), { 'listening-survey': fullAnswer })
    const before = await wholeStore()
    const random = seeded(20_261_129)
    const tree = JSON.parse(real) as unknown
    let refused = 0
    let longest = 0
    for (let run = 0; run < 10_000; run += 1) {
      const text =
        run % 4 === 0
          ? // Damage to the text itself: a piece is cut out or comes twice.
            real.slice(0, random() * real.length) + real.slice(random() * real.length)
          : JSON.stringify(mutated(tree, random))
      const begin = performance.now()
      const refusal = await refusalOf(text)
      longest = Math.max(longest, performance.now() - begin)
      if (refusal) refused += 1
    }
    expect(longest).toBeLessThan(2_000)
    expect(refused).toBeGreaterThan(7_000)
    expect(await wholeStore()).toEqual(before)
    expect(Object.keys(Object.prototype)).toEqual([])
  }, 120_000)

  it('of any text at all are looked over to the end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(scanJson(text).values).toBeGreaterThan(0)
      }),
      { numRuns: 1_000, seed: 1 },
    )
  })
})

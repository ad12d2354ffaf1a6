import { describe, expect, it } from 'vitest'
import { readRoundFile, writeRoundFile } from '@/storage/roundFile'
import { answersOf, dontKnow, notApplicable } from '../support/builders'
import { aDraft, fullAnswer, small, someAims, teachers } from '../support/storage'

const round = {
  assessment: aDraft({ date: '2026-03-01' }),
  union: teachers,
  questionnaire: small,
  answers: answersOf({
    'listening-survey': fullAnswer,
    'sharing-lists': dontKnow,
    'sharing-results': notApplicable('x'),
  }),
  aims: someAims,
}
const now = Date.UTC(2026, 2, 5, 10, 30)

describe('a round as a file', () => {
  it('has a name with the day only: neither the union nor an id stands in it', () => {
    expect(writeRoundFile(round, now).name).toBe('waymark-round-2026-03-01.json')
  })

  it('holds exactly the round, with the questionnaire that explains it', () => {
    expect(JSON.parse(writeRoundFile(round, now).text)).toEqual({
      waymark: 'round',
      version: 8,
      savedAt: '2026-03-05T10:30:00.000Z',
      ...round,
    })
  })

  it('says which project the round is about, and under which law the union says it is', () => {
    const subject = { kind: 'project', name: 'Strike fund app' } as const
    const { text } = writeRoundFile(
      { ...round, assessment: aDraft({ subject }), union: { ...teachers, law: 'eu' } },
      now,
    )
    expect(JSON.parse(text)).toMatchObject({
      assessment: { subject: { kind: 'project', name: 'Strike fund app' } },
      union: { id: 'union-teachers', name: 'Teachers’ Union', law: 'eu' },
    })
  })

  it('can be read by a person: indented, and with a line break at the end', () => {
    const { text } = writeRoundFile(round, now)
    expect(text.startsWith('{\n  "waymark": "round",\n')).toBe(true)
    expect(text.endsWith('\n}\n')).toBe(true)
  })
})

describe('reading a round from a file', () => {
  const { text } = writeRoundFile(round, now)
  const changed = (change: (content: Record<string, unknown>) => void) => {
    const content = JSON.parse(text) as Record<string, unknown>
    change(content)
    return readRoundFile(JSON.stringify(content))
  }

  it('gives back exactly what was written', () => {
    expect(readRoundFile(text)).toEqual({ ok: true, round, unreadable: 0 })
  })

  it('takes a byte order mark, which some programs put in front', () => {
    expect(readRoundFile(`\uFEFF${text}`).ok).toBe(true)
  })

  it('renews a file of the first version: it was about the union, whose law was not asked', () => {
    const reading = changed((content) => {
      content.version = 1
      delete (content.assessment as Record<string, unknown>).subject
      delete (content.union as Record<string, unknown>).law
    })
    expect(reading).toMatchObject({
      ok: true,
      round: { assessment: { subject: { kind: 'union' } }, union: { law: null } },
    })
  })

  it('refuses what is no JSON, cut off in the middle, or something else', () => {
    expect(readRoundFile(text.slice(0, 200))).toEqual({ ok: false, problem: 'not_json' })
    expect(readRoundFile('')).toEqual({ ok: false, problem: 'not_json' })
    for (const other of ['null', '[]', '7', '{}', '{"waymark":"plan","version":3}', '{"waymark":"round"}'])
      expect(readRoundFile(other), other).toEqual({ ok: false, problem: 'not_a_round' })
  })

  it('tells a file of a whole union from something else', () => {
    expect(readRoundFile('{"waymark":"project","version":8}')).toEqual({ ok: false, problem: 'whole_union' })
  })

  it('refuses a file of a newer Waymark, without guessing', () => {
    expect(changed((content) => (content.version = 99))).toEqual({ ok: false, problem: 'newer_version' })
  })

  it.each(['assessment', 'union', 'answers'])('refuses a file whose %s is damaged', (part) => {
    expect(changed((content) => (content[part] = 'nonsense'))).toEqual({ ok: false, problem: 'damaged' })
  })

  it('refuses a round that belongs to another union than the file names', () => {
    expect(changed((content) => (content.union = { ...teachers, id: 'another' }))).toEqual({
      ok: false,
      problem: 'damaged',
    })
  })

  it.each(['a,b', '', ' ', 'x'.repeat(65), '../x'])('refuses the id “%s”, which Waymark never gives', (id) => {
    expect(changed((content) => (content.assessment = { ...(content.assessment as object), id }))).toEqual({
      ok: false,
      problem: 'damaged',
    })
  })

  it('leaves out single answers and aims that cannot be read, and counts them', () => {
    const reading = changed((content) => {
      content.answers = { ...(content.answers as object), 'sharing-lists': { choice: 'nonsense' } }
      content.aims = null
    })
    expect(reading).toMatchObject({ ok: true, unreadable: 2 })
    expect(reading.ok && Object.keys(reading.round.answers)).toEqual(['listening-survey', 'sharing-results'])
  })
})

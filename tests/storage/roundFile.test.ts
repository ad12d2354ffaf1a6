import { describe, expect, it } from 'vitest'
import { writeRescueFile } from '@/storage/rescueFile'
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

describe('the rescue file', () => {
  it('has a name with the day only: neither the union nor an id stands in it', () => {
    expect(writeRescueFile(round, now).name).toBe('waymark-round-2026-03-01.json')
  })

  it('holds exactly the round, with the questionnaire that explains it', () => {
    expect(JSON.parse(writeRescueFile(round, now).text)).toEqual({
      waymark: 'round',
      version: 3,
      savedAt: '2026-03-05T10:30:00.000Z',
      ...round,
    })
  })

  it('says which project the round is about, and under which law the union says it is', () => {
    const subject = { kind: 'project', name: 'Strike fund app' } as const
    const { text } = writeRescueFile(
      { ...round, assessment: aDraft({ subject }), union: { ...teachers, law: 'eu' } },
      now,
    )
    expect(JSON.parse(text)).toMatchObject({
      assessment: { subject: { kind: 'project', name: 'Strike fund app' } },
      union: { id: 'union-teachers', name: 'Teachers’ Union', law: 'eu' },
    })
  })

  it('can be read by a person: indented, and with a line break at the end', () => {
    const { text } = writeRescueFile(round, now)
    expect(text.startsWith('{\n  "waymark": "round",\n')).toBe(true)
    expect(text.endsWith('\n}\n')).toBe(true)
  })
})

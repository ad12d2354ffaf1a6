import { describe, expect, it } from 'vitest'
import { answerTo, EXAMPLE_UNION, isExample } from '@/domain/assessment'
import { loadExample } from '@/questionnaires/example'
import { dataGovernance, dataMaturity } from '../support/builders'

const DAY = 24 * 60 * 60 * 1000
const NOW = Date.UTC(2026, 10, 22, 12)

describe('the example', async () => {
  const { union, rounds } = await loadExample(NOW)
  const byId = new Map(rounds.map((round) => [round.assessment.id, round]))

  it('is known by the id of its union, which is invented and named', () => {
    expect(union).toEqual({ id: EXAMPLE_UNION, name: 'Riverbank Workers’ Union', law: 'uk' })
    expect(isExample(union)).toBe(true)
  })

  it('has this and last year’s round, and a check, with ids that cannot be those of own rounds', () => {
    expect(rounds.map(({ assessment }) => [assessment.id, assessment.questionnaireId])).toEqual([
      ['example-maturity', 'data-maturity'],
      ['example-check', 'data-governance'],
      ['example-maturity-last-year', 'data-maturity'],
    ])
    for (const { assessment } of rounds) {
      expect(assessment.id).toMatch(/^example-/)
      expect(assessment.unionId).toBe(union.id)
    }
  })

  it('comes with the questionnaires of the app, in the version its rounds name', () => {
    expect(rounds.map(({ questionnaire }) => questionnaire)).toEqual([dataMaturity, dataGovernance, dataMaturity])
    for (const { assessment, questionnaire } of rounds)
      expect(assessment.questionnaireVersion).toBe(questionnaire.version)
  })

  it('is sealed, in full form, about the union, and begun from nothing', () => {
    for (const { assessment } of rounds)
      expect(assessment).toMatchObject({
        status: 'sealed',
        form: 'full',
        subject: { kind: 'union' },
        copiedFrom: null,
      })
  })

  it('lies two weeks back, and its round of last year one year before', () => {
    // 22 November − 14 days = 8 November; − 12 days = 10 November; 14 + 365 days back is 8 November of the year before.
    expect(rounds.map(({ assessment }) => assessment.date)).toEqual(['2026-11-08', '2026-11-10', '2025-11-08'])
    expect(rounds.map(({ assessment }) => assessment.sealedAt)).toEqual([
      NOW - 14 * DAY,
      NOW - 12 * DAY,
      NOW - 379 * DAY,
    ])
  })

  it.each([Date.UTC(2024, 1, 29), Date.UTC(2027, 0, 1), Date.UTC(2028, 11, 31, 23, 59)])(
    'lies in the past whenever it is loaded: %i',
    async (now) => {
      for (const { assessment } of (await loadExample(now)).rounds) {
        expect(assessment.createdAt).toBeLessThan(now)
        expect(assessment.sealedAt).toBeGreaterThanOrEqual(assessment.createdAt)
        expect(assessment.sealedAt).toBeLessThan(now)
        expect(Date.parse(assessment.date)).toBeLessThan(now)
      }
    },
  )

  describe.each([...byId])('the round “%s”', (_, { answers, questionnaire }) => {
    const items = questionnaire.sections.flatMap((section) => section.items)

    it('answers every question of its questionnaire, and no other', () => {
      expect(Object.keys(answers).sort()).toEqual(items.map(({ id }) => id).sort())
      expect(items).toHaveLength(40)
      for (const { id } of items) expect(answerTo(answers, id).choice, id).not.toBeNull()
    })

    it('chooses only what is offered, or says that it does not know', () => {
      for (const { id, options } of items) {
        const { choice } = answerTo(answers, id)
        const offered = options.map(({ value }) => ({ kind: 'option', value }))
        expect([...offered, { kind: 'dont_know' }], id).toContainEqual(choice)
      }
    })

    it('does not choose the same everywhere', () => {
      const chosen = Object.values(answers).flatMap(({ choice }) => (choice?.kind === 'option' ? [choice.value] : []))
      expect(new Set(chosen).size).toBeGreaterThanOrEqual(3)
    })

    it('gives answers that are whole, with nothing left open', () => {
      for (const answer of Object.values(answers))
        expect(answer).toEqual({
          choice: answer.choice,
          confidence: null,
          note: expect.any(String),
          evidence: { source: '', date: '' },
          comeBack: false,
          chosenAt: null,
          lastTimeShown: false,
        })
    })
  })

  it.each([
    ['example-maturity', 'tools-integration', /two systems/],
    ['example-check', 'gov-data-sensitive', /same folder/],
  ])('has notes that say why: %s, %s', (id, itemId, words) => {
    expect(byId.get(id)?.answers[itemId]?.note).toMatch(words)
  })

  it('has something that is not known in every round', () => {
    for (const [id, { answers }] of byId)
      expect(
        Object.values(answers).filter(({ choice }) => choice?.kind === 'dont_know'),
        id,
      ).not.toEqual([])
  })

  it('got better since last year, but not everywhere', () => {
    const [before, now] = ['example-maturity-last-year', 'example-maturity'].map((id) => byId.get(id)?.answers ?? {})
    const steps = Object.keys(now ?? {}).flatMap((itemId) => {
      const [then, today] = [before?.[itemId]?.choice, now?.[itemId]?.choice]
      return then?.kind === 'option' && today?.kind === 'option' ? [today.value - then.value] : []
    })
    expect(steps.reduce((sum, step) => sum + step, 0)).toBeGreaterThan(0)
    expect(steps).toContain(0)
  })
})

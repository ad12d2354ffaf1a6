import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Questionnaire } from '@/domain/questionnaire'
import LatestResult from '@/views/union/LatestResult.vue'
import { allAt, answersOf, dataGovernance, dataMaturity } from '../../support/builders'
import { all, mountScreen, wordsOf } from '../../support/mounting'
import { emptyDevice, keep } from '../device'
import { aRound, harbour, loadQuestionnaires, PATIENCE } from '../rounds'

beforeAll(loadQuestionnaires)
beforeEach(emptyDevice)

describe('the latest result in brief', () => {
  it.each<[string, Questionnaire, number, string]>([
    ['a check', dataGovernance, 3, 'Strong'],
    ['the data maturity framework', dataMaturity, 3, '3 Learning'],
  ])(
    'is shown also where a stored answer does not fit its question: %s',
    async (_what, questionnaire, level, place) => {
      const [first, second] = questionnaire.sections
      const misfit = answersOf({ [first?.items[0]?.id ?? '']: 9 })
      const assessment = aRound('a1')
      await keep(questionnaire, assessment, { ...allAt(questionnaire, level), ...misfit })
      await mountScreen(LatestResult, { props: { questionnaire, assessment, union: harbour } })
      const lines = () => all('listitem').map((line) => wordsOf(line))
      await vi.waitFor(() => expect(lines()[1]).toBe(`${second?.title} ${place}`), PATIENCE)
    },
  )

  it('is rough where it is of a short form', async () => {
    const assessment = aRound('a1', { form: 'short' })
    await keep(dataMaturity, assessment, allAt(dataMaturity, 3))
    await mountScreen(LatestResult, { props: { questionnaire: dataMaturity, assessment, union: harbour } })
    await vi.waitFor(() => expect(wordsOf()).toContain('Overall: around 3 Learning'), PATIENCE)
  })
})

import { EXAMPLE_UNION, type Answers, type Assessment, type Union } from '@/domain/assessment'
import { NO_AIMS } from '@/domain/gaps'
import type { Questionnaire } from '@/domain/questionnaire'
import type { OpenRound } from '@/stores/assessment'

export const harbour: Union = { id: 'harbour', name: 'Harbour Union', law: 'uk' }

/** The union of the example. */
export const riverbank: Union = { id: EXAMPLE_UNION, name: 'Riverbank Union', law: 'uk' }

/** A sealed round of Harbour Union, in full form, about the union as a whole. */
export function aRound(id: string, more: Partial<Assessment> = {}): Assessment {
  return {
    id,
    unionId: harbour.id,
    questionnaireId: 'made-up',
    questionnaireVersion: '1.0.0',
    form: 'full',
    subject: { kind: 'union' },
    respondent: { role: 'elected', knowledge: null, name: '' },
    date: '2026-11-22',
    status: 'sealed',
    createdAt: 0,
    sealedAt: 1,
    copiedFrom: null,
    lastItem: null,
    ...more,
  }
}

/** A round as it is when it is open. */
export function anOpenRound(
  questionnaire: Questionnaire,
  answers: Answers,
  { union = harbour, ...more }: Partial<Assessment> & { readonly union?: Union } = {},
): OpenRound {
  return {
    assessment: aRound('a1', { unionId: union.id, ...more }),
    union,
    questionnaire,
    storedQuestionnaire: questionnaire,
    answers,
    aims: NO_AIMS,
    lastTime: null,
    unreadable: 0,
  }
}

export function aProject(name: string): Assessment['subject'] {
  return { kind: 'project', name }
}

/** Loads the questionnaires of the app and their reader, so that no test has to wait for them. For `beforeAll`. */
export async function loadQuestionnaires(): Promise<void> {
  const { loadShipped, SHIPPED } = await import('@/questionnaires/shipped')
  await Promise.all(SHIPPED.map(loadShipped))
}

/** For `vi.waitFor`: less than a test's own limit, so that a failure names what was looked for. */
export const PATIENCE = { timeout: 4_000 }

import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { listAssessments, loadAnswers } from '@/storage/assessments'
import { closeDatabase, database } from '@/storage/db'
import { readFor } from '@/router'
import NewRoundView from '@/views/new/NewRoundView.vue'
import { answersOf, dataGovernance } from '../../support/builders'
import { all, click, mountScreen, nameOf, the, write } from '../../support/mounting'
import { emptyDevice, keep } from '../device'
import { aProject, aRound, harbour, loadQuestionnaires, PATIENCE } from '../rounds'

beforeAll(loadQuestionnaires)
beforeEach(emptyDevice)

async function arrive(path: string) {
  const screen = await mountScreen(NewRoundView, { path })
  await vi.waitFor(() => the('radio', /^Short form/), PATIENCE)
  await click(the('radio', 'A member of staff'))
  return screen
}

/** Begins, waits for what is shown of the new round, and returns the round as it is stored. */
async function begin({ router }: Awaited<ReturnType<typeof arrive>>, shown = 'question') {
  await click(the('button', 'Begin this round'))
  await vi.waitFor(() => expect(router.currentRoute.value.name).toBe(shown), PATIENCE)
  const { rounds } = await listAssessments()
  const round = rounds.find(({ assessment }) => assessment.id === router.currentRoute.value.params.id)
  if (!round) throw new Error('the round is not stored')
  return round
}

describe('a new round begins', () => {
  it.each([
    ['/new', 'uses-why-collect'],
    // The full form of the check asks something that the short one leaves out before its first question.
    ['/new?questionnaire=data-governance', 'gov-plan-purpose'],
    ['/new?questionnaire=data-governance&form=full', 'gov-plan-written'],
  ])('at its first question; one step back are all parts, and not the form: %s', async (path, first) => {
    const screen = await arrive(path)
    const { router } = screen
    await router.replace('/help')
    await router.push(path)
    if (path !== '/new') await click(the('radio', 'The UK GDPR'))
    const shown: unknown[] = []
    router.afterEach(({ name }) => void shown.push(name))
    const { id } = (await begin(screen)).assessment
    expect(shown).toEqual(['question'])
    expect(router.currentRoute.value.params).toEqual({ id, q: first })
    router.back()
    await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe(`/a/${id}`), PATIENCE)
    router.back()
    await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/help'), PATIENCE)
  })

  it('with the data maturity framework about the union as a whole, and no law', async () => {
    const screen = await arrive('/new')
    const { assessment, union } = await begin(screen)
    expect(assessment).toMatchObject({
      questionnaireId: 'data-maturity',
      form: 'short',
      subject: { kind: 'union' },
      status: 'draft',
    })
    expect(union.law).toBeNull()
  })

  it('also when the button is pressed before the questionnaires have come', async () => {
    const screen = await mountScreen(NewRoundView, { path: '/new' })
    await click(the('radio', 'A member of staff'))
    const { assessment } = await begin(screen)
    expect(assessment.questionnaireId).toBe('data-maturity')
  })

  it('with the check of a project under its name, and the law of the union', async () => {
    const screen = await arrive('/new?questionnaire=data-governance')
    await click(the('radio', /^One project/))
    await write(the('textbox', 'Name of the project'), ' New membership system ')
    await write(the('textbox', 'Name of the union'), 'Quay Union')
    await click(the('radio', 'The GDPR of the EU and that of the UK'))
    const { assessment, union } = await begin(screen)
    expect(assessment).toMatchObject({
      questionnaireId: 'data-governance',
      subject: { kind: 'project', name: 'New membership system' },
    })
    expect(union).toMatchObject({ name: 'Quay Union', law: 'eu-uk' })
  })

  it('about the union where a project was chosen and taken back', async () => {
    const screen = await arrive('/new?questionnaire=data-governance')
    await click(the('radio', /^One project/))
    await write(the('textbox', 'Name of the project'), 'Phone bank')
    await click(the('radio', /^The union as a whole/))
    await click(the('radio', 'The UK GDPR'))
    expect((await begin(screen)).assessment.subject).toEqual({ kind: 'union' })
  })

  it('about the union where a project was chosen for a check and then the data maturity framework', async () => {
    const screen = await arrive('/new?questionnaire=data-governance')
    await click(the('radio', /^One project/))
    await write(the('textbox', 'Name of the project'), 'Phone bank')
    await click(the('radio', /^Data maturity framework/))
    expect((await begin(screen)).assessment).toMatchObject({
      questionnaireId: 'data-maturity',
      subject: { kind: 'union' },
    })
  })

  it('and keeps the law of a union that is known, unless another one is chosen', async () => {
    await keep(dataGovernance, aRound('a1'))
    const maturity = await arrive('/new')
    expect((await begin(maturity)).union).toEqual(harbour)
    maturity.wrapper.unmount()
    const check = await arrive('/new?questionnaire=data-governance')
    await click(the('radio', 'The GDPR of the EU and that of the UK'))
    expect((await begin(check)).union).toEqual({ ...harbour, law: 'eu-uk' })
  })

  it('with the questionnaire, the project and the answers of the round it goes on from', async () => {
    const answers = answersOf({ 'gov-plan-written': 2 })
    await keep(dataGovernance, aRound('a1', { subject: aProject('Phone bank') }), answers)
    const { assessment } = await begin(await arrive('/new?from=a1'), 'tasks')
    expect(assessment).toMatchObject({
      questionnaireId: 'data-governance',
      subject: { kind: 'project', name: 'Phone bank' },
      form: 'full',
      copiedFrom: 'a1',
    })
    expect(await loadAnswers(assessment.id)).toEqual(answers)
  })
})

describe('a new round of one of many unions', () => {
  /** Twenty unions with one round each, the newest of the last one. */
  beforeEach(async () => {
    const db = await database()
    const numbers = Array.from({ length: 20 }, (_, index) => index + 1)
    await db.unions.bulkPut(numbers.map((number) => ({ id: `u${number}`, name: `Branch ${number}`, law: null })))
    await db.assessments.bulkPut(
      numbers.map((number) => aRound(`r${number}`, { unionId: `u${number}`, date: `2026-01-${number + 10}` })),
    )
    await closeDatabase()
  })

  it('is of that of the newest round, unless another one is found by its name', async () => {
    await readFor('/new')
    const screen = await arrive('/new')
    const radios = () => all('radio', /^(Branch|A union)/).map(nameOf)
    expect(radios()).toEqual([
      'Branch 20',
      'Branch 19',
      'Branch 18',
      'Branch 17',
      'Branch 16',
      'A union that is not here yet',
    ])
    await write(the('searchbox', 'Find a union') as HTMLInputElement, 'branch 7')
    await click(the('radio', 'Branch 7'))
    expect((await begin(screen)).union).toEqual({ id: 'u7', name: 'Branch 7', law: null })
  })

  it('is of the one that the address names, old as its round may be', async () => {
    await readFor('/new?union=u1')
    const screen = await arrive('/new?union=u1')
    expect((await begin(screen)).union.id).toBe('u1')
  })

  it('is of the newest one also where the store answers late', async () => {
    const screen = await arrive('/new')
    expect(all('radio', /^Branch/)).toEqual([])
    await readFor('/new')
    await vi.waitFor(() => expect(the('radio', 'Branch 20').checked).toBe(true), PATIENCE)
    expect((await begin(screen)).union.id).toBe('u20')
  })
})

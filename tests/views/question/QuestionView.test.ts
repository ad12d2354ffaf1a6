import 'fake-indexeddb/auto'
import Dexie from 'dexie'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import type { Item } from '@/domain/questionnaire'
import { useAssessmentStore } from '@/stores/assessment'
import { useLibraryStore } from '@/stores/library'
import { usePreferenceStore } from '@/stores/preferences'
import { useQuestionnaireStore } from '@/stores/questionnaires'
import QuestionView from '@/views/question/QuestionView.vue'
import { all, click, mountScreen, nameOf, the, wordsOf } from '../../support/mounting'

/** A round of the questionnaire as shipped, and the questions of its first dimension. */
let id = ''
let items: readonly Item[] = []

// Dexie takes note of the browser's database when it is loaded, which was before there was one.
beforeAll(() => void (Dexie.dependencies = { indexedDB, IDBKeyRange }))
beforeEach(async () => {
  const { source: questionnaire } = await useQuestionnaireStore().newest('data-maturity')
  const round = await useLibraryStore().create(questionnaire, {
    unionId: null,
    unionName: 'Harbour Union',
    form: 'full',
    respondent: { role: 'elected', knowledge: null, name: '' },
    date: '2026-11-22',
    copyFrom: null,
  })
  id = round.id
  items = questionnaire.sections[0]?.items ?? []
})

/** Comes to a question, counted from 1, and waits until it has noted where one is. */
async function arrive(position: number) {
  const item = items[position - 1]
  if (!item) throw new Error(`no question ${position}`)
  const screen = await mountScreen(QuestionView, { path: `/a/${id}/q/${item.id}`, props: { id, q: item.id } })
  await vi.waitFor(() => the('heading', item.prompt))
  await useAssessmentStore().flush()
  await nextTick()
  return { ...screen, item }
}

describe('a question', () => {
  it('says what is asked, how to choose, why, and where one is', async () => {
    const { item } = await arrive(2)
    expect(wordsOf()).toContain('Uses · Question 2 of 6')
    expect(wordsOf()).toContain('Choose the highest level that is fully true today')
    expect(document.body.textContent).toContain(item.why)
    expect(document.title).toBe('Uses, question 2 of 6 – Waymark')
  })

  it('asks in the name of the group of answers', async () => {
    const { item } = await arrive(1)
    expect(all('radio', undefined, the('group', item.prompt))).toHaveLength(7)
  })

  it('shows the five levels in full, without their names where those are hidden', async () => {
    await arrive(1)
    expect(nameOf(the('summary', /^The levels of Uses in full/))).toBe('The levels of Uses in full')
    expect(all('listitem').map(nameOf)[2]).toMatch(/^3 Learning Some campaigns/)
    await usePreferenceStore().set('hideLevelNames', true)
    await nextTick()
    expect(all('listitem').map(nameOf)[2]).toMatch(/^3 Some campaigns/)
    expect(wordsOf()).not.toContain('3 Learning')
  })

  it('takes an answer back, and the focus goes to the question', async () => {
    const { item } = await arrive(1)
    expect(all('button', 'Clear this answer')).toEqual([])
    await click(the('radio', /^2 /))
    await click(the('button', 'Clear this answer'))
    expect(all('radio').filter(({ checked }) => checked)).toEqual([])
    expect(document.activeElement).toBe(the('heading', item.prompt))
    await useAssessmentStore().flush()
  })

  it('does not announce, on arrival, a save of nothing', async () => {
    const { wrapper } = await arrive(1)
    wrapper.unmount()
    await arrive(2)
    expect(all('status').map(nameOf).join('')).toBe('')
  })
})

import { describe, expect, it } from 'vitest'
import { nextTick, type Component } from 'vue'
import type { Subject } from '@/domain/questionnaire'
import { useAssessmentStore } from '@/stores/assessment'
import CheckView from '@/views/check/CheckView.vue'
import QuestionView from '@/views/question/QuestionView.vue'
import TaskListView from '@/views/tasks/TaskListView.vue'
import { aQuestionnaire, aSection } from '../support/builders'
import { all, HOSTILE, mountScreen, nameOf, the, wordsOf } from '../support/mounting'
import { anOpenRound, aProject, aRound, harbour } from './rounds'

const questionnaire = aQuestionnaire([aSection('uses', ['pay', 'plans'], { title: 'Uses' })])
const assessment = aRound('a1', { status: 'draft', sealedAt: null, lastItem: 'pay' })

/** The round has been read: it is open from now on. */
async function open(name = '', subject: Subject = { kind: 'union' }) {
  useAssessmentStore().opened = {
    status: 'ready',
    id: 'a1',
    round: { ...anOpenRound(questionnaire, {}, { ...assessment, subject }), union: { ...harbour, name } },
  }
  await nextTick()
}

/** A screen whose round is still being read. */
async function arrive(screen: Component, path: string, props: Record<string, string> = {}) {
  useAssessmentStore().opened = { status: 'loading', id: 'a1' }
  await mountScreen(screen, { path, props: { id: 'a1', ...props } })
}

describe('a screen of a round', () => {
  it.each<[string, Component, string]>([
    ['all parts', TaskListView, '/a/a1'],
    ['the answers to check', CheckView, '/a/a1/check'],
  ])('says that the round is being opened: %s', async (_what, screen, path) => {
    await arrive(screen, path)
    expect(wordsOf()).toBe('Opening the round…')
    expect(document.title).toBe('Opening the round… – Waymark')
  })

  it.each<[string, Component, string, string]>([
    ['all parts', TaskListView, '/a/a1', 'All parts, Harbour Union – Waymark'],
    ['the answers to check', CheckView, '/a/a1/check', 'Check your answers – Waymark'],
  ])('has its own title when the round is open: %s', async (_what, screen, path, title) => {
    await arrive(screen, path)
    await open('Harbour Union')
    expect(document.title).toBe(title)
  })

  it('has its own title also where the union has no name', async () => {
    await arrive(TaskListView, '/a/a1')
    await open()
    expect(document.title).toBe('All parts, Your union – Waymark')
  })

  it('has its own title where it is a question', async () => {
    await arrive(QuestionView, '/a/a1/q/pay', { q: 'pay' })
    await open()
    expect(document.title).toBe('Uses, question 1 of 2 – Waymark')
  })

  it('has one main heading', async () => {
    await arrive(TaskListView, '/a/a1')
    await open('Harbour Union')
    expect([...document.querySelectorAll('h1')].map(nameOf)).toEqual(['Harbour Union'])
  })

  it('says which project it is about, where it is about one', async () => {
    await arrive(TaskListView, '/a/a1')
    await open('Harbour Union')
    expect(wordsOf()).not.toContain('project')
    await open('Harbour Union', aProject('New membership system'))
    expect(wordsOf()).toContain('This check is about one project: New membership system')
  })

  it('shows any name of a union as text, in its own direction', async () => {
    await arrive(TaskListView, '/a/a1')
    await open(HOSTILE)
    expect(document.querySelector('img')).toBeNull()
    const heading = all('heading')[0]
    expect(heading?.textContent).toBe(HOSTILE)
    expect(heading?.getAttribute('dir')).toBe('auto')
  })

  it('leads to Home where the round is not on this device', async () => {
    await arrive(TaskListView, '/a/a1')
    useAssessmentStore().opened = { status: 'missing', id: 'a1' }
    await nextTick()
    expect(nameOf(the('heading'))).toBe('This round is not on this device')
    expect(the('link', 'Go to Home').getAttribute('href')).toBe('/')
  })
})

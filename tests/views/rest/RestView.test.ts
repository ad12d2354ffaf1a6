import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import type { Assessment } from '@/domain/assessment'
import { useLibraryStore } from '@/stores/library'
import RestView from '@/views/rest/RestView.vue'
import { answersOf, dataGovernance, dontKnow } from '../../support/builders'
import { all, mountScreen, nameOf, the, wordsOf } from '../../support/mounting'
import { emptyDevice, keep } from '../device'
import { aRound, loadQuestionnaires, PATIENCE } from '../rounds'

beforeAll(loadQuestionnaires)
beforeEach(emptyDevice)

/** The page to rest on of a draft of the check with three answers, before this question. */
async function arrive(q = 'gov-roles-owner', form: Assessment['form'] = 'full') {
  const answers = answersOf({ 'gov-plan-purpose': 1, 'gov-plan-lawful-basis': dontKnow, 'gov-data-storage': 3 })
  await keep(dataGovernance, aRound('a1', { status: 'draft', sealedAt: null, form }), answers)
  const screen = await mountScreen(RestView, { path: `/a/a1/rest/${q}`, props: { id: 'a1', q } })
  await vi.waitFor(() => the('heading', /^Half-way there/), PATIENCE)
  return screen
}
const hrefOf = (name: string) => the('link', name).getAttribute('href')

describe('the rest half-way', () => {
  it('says how far one has come, and that it is saved', async () => {
    await arrive()
    expect(all('heading').map(nameOf)).toEqual(['Half-way there: time for a break'])
    expect(wordsOf()).toContain('You have answered 3 of 40 questions. Everything is saved on this device.')
  })

  it('says nothing of that, and invites nobody to stop, while something is not saved', async () => {
    await arrive()
    useLibraryStore().unsaved = { status: 'failed', code: 'full' }
    await nextTick()
    expect(wordsOf()).toContain('You have answered 3 of 40 questions.')
    expect(wordsOf()).not.toMatch(/saved|stop here/)
  })

  it('counts what the short form asks', async () => {
    await arrive('gov-roles-reps', 'short')
    expect(wordsOf()).toContain('You have answered 3 of 12 questions.')
  })

  it('goes on with the next part, or leads back to all parts', async () => {
    await arrive()
    expect(hrefOf('Go on with Assign responsibility')).toBe('/a/a1/q/gov-roles-owner')
    expect(hrefOf('Back to all parts')).toBe('/a/a1')
  })

  it('leads back to all parts only where the form does not ask the next question', async () => {
    await arrive('gov-roles-owner', 'short')
    expect(all('link').map(nameOf)).toEqual(['Back to all parts'])
  })

  it('has its own title, also where the page is loaded again', async () => {
    await arrive()
    expect(document.title).toBe('Half-way – Waymark')
  })

  it('leads to Home where the round is not on this device', async () => {
    await mountScreen(RestView, { path: '/a/a2/rest/x', props: { id: 'a2', q: 'x' } })
    await vi.waitFor(() => the('heading', 'This round is not on this device'), PATIENCE)
    expect(hrefOf('Go to Home')).toBe('/')
  })
})

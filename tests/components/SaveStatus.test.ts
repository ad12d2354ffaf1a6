import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import SaveStatus from '@/components/SaveStatus.vue'
import { NOTICES_ABOVE } from '@/composables/useNoticesAbove'
import { all, click, mountPart, nameOf, the, wordsOf } from '../support/mounting'

type State = InstanceType<typeof SaveStatus>['$props']['state']

const saving: State = { status: 'saving' }
const failed: State = { status: 'failed', code: 'full' }
/** Minutes after 14:32 in Brussels. */
const saved = (minutes = 0, isFirst = false): State => ({
  status: 'saved',
  at: Date.UTC(2026, 10, 22, 13, 32 + minutes),
  isFirst,
})

const show = (state: State) => mountPart(SaveStatus, { props: { state } })
const announced = () => the('status').textContent

describe('the state of saving', () => {
  it('promises, before there is anything to save, that every answer will be', () => {
    show({ status: 'idle' })
    expect(wordsOf()).toBe('Every answer is saved on this device as you go.')
  })

  it('says when everything was saved', () => {
    show(saved())
    expect(wordsOf()).toContain('Saved on this device, 14:32')
  })

  it.each([
    ['is under way', saving],
    ['has failed', failed],
  ])('never says “saved” while saving %s', async (_what, state) => {
    const wrapper = show(state)
    expect(wordsOf()).not.toMatch(/saved on this device/i)
    await wrapper.setProps({ state: saved() })
    await wrapper.setProps({ state })
    expect(wordsOf()).not.toMatch(/saved on this device/i)
  })

  it('says nothing of it where an alert above says that what is stored is gone', async () => {
    const above = { offerRetry: ref(false), tellOfFailure: ref(false), tellOfTrouble: ref(false) }
    const global = { provide: { [NOTICES_ABOVE as symbol]: above } }
    const wrapper = mountPart(SaveStatus, { global, props: { state: saving } })
    await wrapper.setProps({ state: saved(0, true) })
    expect(wordsOf()).toContain('Saved on this device, 14:32')
    above.tellOfTrouble.value = true
    await nextTick()
    expect(wordsOf()).toBe('')
    await wrapper.setProps({ state: failed })
    expect(wordsOf(the('alert'))).toContain('Your last change is not saved yet.')
  })

  it('tells at once of a failure, what it means and what to do', () => {
    show(failed)
    const alert = wordsOf(the('alert'))
    expect(alert).toContain('Your last change is not saved yet. It is still here.')
    expect(alert).toContain('There is no room left on this device.')
  })

  it('has no alert when nothing has failed', async () => {
    const wrapper = show(failed)
    await wrapper.setProps({ state: saving })
    expect(all('alert')).toEqual([])
  })

  it('lets the person try again, or take the answers away in a file', async () => {
    const wrapper = show(failed)
    await click(the('button', 'Try again'))
    await click(the('button', 'Save a copy to a file'))
    expect(wrapper.emitted('retry')).toHaveLength(1)
    expect(wrapper.emitted('rescue')).toHaveLength(1)
  })
})

describe('a round that is not here any more', () => {
  it('can be stored again as it is on the screen, saved to a file, or read again', async () => {
    const wrapper = show({ status: 'failed', code: 'not_found' })
    expect(all('button').map(nameOf)).toEqual(['Store it here again', 'Open the round again', 'Save a copy to a file'])
    await click(the('button', 'Store it here again'))
    expect(wrapper.emitted('retry')).toHaveLength(1)
  })

  it('can only be read again where it was sealed elsewhere', () => {
    show({ status: 'failed', code: 'sealed' })
    expect(all('button').map(nameOf)).toEqual(['Open the round again', 'Save a copy to a file'])
  })
})

describe('on a page that keeps nothing', () => {
  beforeEach(() => vi.stubGlobal('location', { search: '?temporary' }))
  afterEach(() => vi.unstubAllGlobals())

  it('an answer is never called saved on this device', async () => {
    const wrapper = show({ status: 'idle' })
    expect(wordsOf()).toBe('Every answer is kept until this tab is closed.')
    await wrapper.setProps({ state: saved(0, true) })
    expect(announced()).toBe('Kept until this tab is closed, 14:32')
    expect(wordsOf()).not.toMatch(/saved|this device/i)
  })
})

describe('a save', () => {
  it('is announced when it is the first', async () => {
    const wrapper = show({ status: 'idle' })
    expect(announced()).toBe('')
    await wrapper.setProps({ state: saving })
    expect(announced()).toBe('')
    await wrapper.setProps({ state: saved(0, true) })
    expect(announced()).toBe('Saved on this device, 14:32')
  })

  it('is not announced again where the next question begins with it', () => {
    show(saved(0, true))
    expect(announced()).toBe('')
    expect(wordsOf()).toContain('Saved on this device, 14:32')
  })

  it('is shown but not announced when it is a later one', async () => {
    const wrapper = show({ status: 'idle' })
    await wrapper.setProps({ state: saved() })
    await wrapper.setProps({ state: saving })
    await wrapper.setProps({ state: saved(5) })
    expect(announced()).not.toContain('14:37')
    expect(wordsOf()).toContain('Saved on this device, 14:37')
  })

  it('is announced when it is the first after a failure, and the next is not', async () => {
    const wrapper = show(saved())
    await wrapper.setProps({ state: failed })
    await wrapper.setProps({ state: saved(5, true) })
    expect(announced()).toBe('Saved on this device, 14:37')
    await wrapper.setProps({ state: saved(9) })
    expect(announced()).not.toContain('14:41')
  })

  it('is announced after a failure also within the same minute, for which the words have to change', async () => {
    const wrapper = show({ status: 'idle' })
    await wrapper.setProps({ state: saved() })
    await wrapper.setProps({ state: failed })
    expect(announced()).toBe('')
    await wrapper.setProps({ state: saved(0, true) })
    expect(announced()).toBe('Saved on this device, 14:32')
  })
})

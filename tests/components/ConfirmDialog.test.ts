import { afterEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import ConfirmDialog from '@/components/ConfirmDialog.vue'
import { all, click, HOSTILE, mountPart, nameOf, the, wordsOf } from '../support/mounting'

const ask = () =>
  mountPart(ConfirmDialog, {
    props: { title: 'Delete this round?', confirm: 'Delete the round', isDanger: true },
    slots: { default: () => h('p', 'This cannot be undone.') },
  })

afterEach(() => document.body.replaceChildren())

describe('a dialog that asks first', () => {
  it('stands in front of the page, named by its question', () => {
    const showModal = vi.spyOn(HTMLDialogElement.prototype, 'showModal')
    ask()
    expect(showModal).toHaveBeenCalledOnce()
    expect(nameOf(the('dialog'))).toBe('Delete this round?')
    expect(wordsOf(the('dialog'))).toContain('This cannot be undone.')
  })

  it('names what will be done on its button, and a way back', () => {
    ask()
    expect(all('button').map(nameOf)).toEqual(['Delete the round', 'Go back'])
  })

  it('goes ahead only when asked to', async () => {
    const wrapper = ask()
    expect(wrapper.emitted()).not.toHaveProperty('confirm')
    await click(the('button', 'Delete the round'))
    expect(wrapper.emitted('confirm')).toHaveLength(1)
    expect(wrapper.emitted('cancel')).toBeUndefined()
  })

  it('goes back with its button', async () => {
    const wrapper = ask()
    await click(the('button', 'Go back'))
    expect(wrapper.emitted('cancel')).toHaveLength(1)
    expect(wrapper.emitted('confirm')).toBeUndefined()
  })

  it('goes back with Esc, and leaves the closing to who opened it', () => {
    const wrapper = ask()
    // Browsers turn Esc into this event.
    const cancel = new Event('cancel', { cancelable: true })
    the('dialog').dispatchEvent(cancel)
    expect(wrapper.emitted('cancel')).toHaveLength(1)
    expect(cancel.defaultPrevented).toBe(true)
  })

  it('gives the focus back to where it was when it goes away', () => {
    const opener = document.createElement('button')
    document.body.append(opener)
    // A browser gives it back when a dialog is closed, but not when it is only taken out of the page; happy-dom does neither.
    vi.spyOn(HTMLDialogElement.prototype, 'close').mockImplementation(() => opener.focus())
    const wrapper = ask()
    the('button', 'Go back').focus()
    wrapper.unmount()
    expect(document.activeElement).toBe(opener)
  })

  it('shows what looks like HTML as text', () => {
    mountPart(ConfirmDialog, { props: { title: HOSTILE, confirm: HOSTILE } })
    expect(document.querySelector('img')).toBeNull()
    expect(the('heading').textContent).toBe(HOSTILE)
  })

  it('may stand in any part of the page', () => {
    mountPart(defineComponent({ render: () => h('section', h(ConfirmDialog, { title: 'Sure?', confirm: 'Yes' })) }))
    expect(nameOf(the('dialog'))).toBe('Sure?')
  })
})

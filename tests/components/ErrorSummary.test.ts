import { afterEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import ErrorSummary, { type FormError } from '@/components/ErrorSummary.vue'
import { all, click, HOSTILE, mountPart, nameOf, the } from '../support/mounting'

const role: FormError = { field: 'role', message: 'Choose who is answering' }
const date: FormError = { field: 'date', message: 'Enter a date' }

function aField(id: string): HTMLInputElement {
  const field = document.createElement('input')
  field.id = id
  document.body.append(field)
  return field
}
afterEach(() => document.body.replaceChildren())

describe('the summary of what stands in the way', () => {
  it('is not there as long as nothing does', () => {
    mountPart(ErrorSummary, { props: { errors: [] } })
    expect(all('alert')).toEqual([])
  })

  it('takes the focus when it appears, so that it is read out', async () => {
    const wrapper = mountPart(ErrorSummary, { props: { errors: [] as readonly FormError[] } })
    await wrapper.setProps({ errors: [role] })
    await nextTick()
    expect(document.activeElement).toBe(the('alert'))
    expect(the('heading').textContent).toBe('Please look at this again')
  })

  it('takes the focus again at the next try', async () => {
    const wrapper = mountPart(ErrorSummary, { props: { errors: [role] } })
    aField('role').focus()
    await wrapper.setProps({ errors: [{ ...role }] })
    await nextTick()
    expect(document.activeElement).toBe(the('alert'))
  })

  it('leads to the screen where it is put right, if that is another one', async () => {
    let shown = 'this'
    mountPart(ErrorSummary, { props: { errors: [{ ...role, go: () => (shown = 'another') }] } })
    await click(the('link', 'Choose who is answering'))
    expect(shown).toBe('another')
  })

  it('links to each field, in their order', async () => {
    mountPart(ErrorSummary, { props: { errors: [role, date] } })
    await nextTick()
    expect(all('link').map(nameOf)).toEqual(['Choose who is answering', 'Enter a date'])
    const field = aField('date')
    await click(the('link', 'Enter a date'))
    expect(document.activeElement).toBe(field)
  })

  it('leaves the address of the page as it is, which says which screen is open', async () => {
    mountPart(ErrorSummary, { props: { errors: [role] } })
    const before = window.location.href
    await click(the('link'))
    expect(window.location.href).toBe(before)
  })

  it('shows what looks like HTML as text', () => {
    const { element } = mountPart(ErrorSummary, { props: { errors: [{ field: 'x', message: HOSTILE }] } })
    expect(element.querySelector('img')).toBeNull()
    expect(the('link').textContent).toBe(HOSTILE)
  })
})

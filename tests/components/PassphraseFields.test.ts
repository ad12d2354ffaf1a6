import { describe, expect, it, vi } from 'vitest'
import PassphraseFields from '@/components/PassphraseFields.vue'
import { all, click, mountPart, the, wordsOf, write } from '../support/mounting'

const words = () => document.querySelector('[translate="no"]')?.textContent ?? ''
const field = (name: string) => document.querySelector<HTMLInputElement>(`#${labelOf(name)?.htmlFor}`)
const labelOf = (name: string) =>
  [...document.querySelectorAll('label')].find((label) => wordsOf(label) === name && label.htmlFor !== '')

/** The fields, with six words proposed. */
async function show(isChecked = false) {
  const wrapper = mountPart(PassphraseFields, { props: { modelValue: null, isChecked } })
  await vi.waitFor(() => expect(words().split(' ')).toHaveLength(6))
  const given = () => wrapper.emitted('update:modelValue')?.at(-1)?.[0] ?? null
  return { wrapper, given }
}

async function typeOwn(one: string, again: string) {
  await click(the('radio', 'A passphrase of your own'))
  for (const [name, text] of [
    ['Your passphrase', one],
    ['The same passphrase again', again],
  ] as const) {
    const input = field(name)
    if (!input) throw new Error(`no field ${name}`)
    await write(input, text)
  }
}

describe('a passphrase for a file', () => {
  it('is six proposed words, once the person has said that they are noted', async () => {
    const { given } = await show()
    expect(given()).toBeNull()
    await click(the('checkbox', 'I have printed the words or written them down'))
    expect(given()).toBe(words())
    expect(words().split(' ')).toHaveLength(6)
  })

  it('has to be noted again when other words are drawn', async () => {
    const { given } = await show()
    const before = words()
    await click(the('checkbox', 'I have printed the words or written them down'))
    await click(the('button', 'Draw other words'))
    await vi.waitFor(() => expect(words()).not.toBe(before))
    expect(given()).toBeNull()
    expect(the('checkbox', 'I have printed the words or written them down').checked).toBe(false)
  })

  it('may be one of their own, typed twice and not too short', async () => {
    const { given } = await show()
    await typeOwn('a long one of mine', 'a long one of mine')
    expect(given()).toBe('a long one of mine')
  })

  it.each([
    ['too short', 'eleven char', 'eleven char', 'This passphrase is too short. Use 12 characters or more.'],
    ['not the same twice', 'a long one of mine', 'a long one of mind', 'The two passphrases are not the same.'],
  ])('is not taken when it is %s, which is said once it was asked for', async (_what, one, again, said) => {
    const { wrapper, given } = await show()
    await typeOwn(one, again)
    expect(given()).toBeNull()
    expect(wordsOf()).not.toContain(said)
    await wrapper.setProps({ isChecked: true })
    expect(wordsOf()).toContain(said)
    expect(document.querySelectorAll('[aria-invalid="true"]')).toHaveLength(1)
  })

  it('says what is missing where the words were not noted', async () => {
    await show(true)
    expect(wordsOf()).toContain('Print the words or write them down first')
  })

  it('is hidden while it is typed, until the person wants to see it', async () => {
    await show()
    await typeOwn('a long one of mine', '')
    expect(field('Your passphrase')?.type).toBe('password')
    await click(the('checkbox', 'Show what I type'))
    expect(field('Your passphrase')?.type).toBe('text')
  })

  it('prints the words alone: in order, with how to keep and use them', async () => {
    await show()
    let printed = ''
    window.print = () => {
      printed = document.querySelector('body > .paper')?.textContent?.replace(/\s+/g, ' ') ?? ''
    }
    await click(the('button', 'Print the words'))
    await vi.waitFor(() => expect(document.querySelector('.paper')).toBeNull())
    expect(printed).toContain(words().split(' ').join(''))
    expect(printed).toContain('apart from the file')
    expect(all('alert')).toEqual([])
  })
})

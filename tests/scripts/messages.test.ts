import { describe, expect, it } from 'vitest'
import { createI18n } from 'vue-i18n'
import { compiledMessages } from '../../scripts/build-plugins.mjs'

const MESSAGES = {
  plain: { label: 'Save “this” & that \\ 100 %' },
  signs: { label: "{'{'}{'}'} {'@'} {'|'}" },
  address: { label: "union{'@'}example.org" },
  named: { message: '{name} and {name}, {count}' },
  plural: { message: 'none | one union | {count} unions' },
  linked: { message: "Choose “@:{'named.message'}”" },
}

/** Messages as they are in the built app. */
async function built(messages: object): Promise<typeof MESSAGES> {
  const { code } = compiledMessages().transform.handler(JSON.stringify(messages))
  const file = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`)) as {
    default: typeof MESSAGES
  }
  return file.default
}

describe('messages that were taken apart when the app was built', () => {
  it.each(['built', 'as they were written'])('say the same: %s', async (which) => {
    const en = which === 'built' ? await built(MESSAGES) : MESSAGES
    const { t } = createI18n({ legacy: false, locale: 'en', messages: { en } }).global
    expect(t('plain.label')).toBe('Save “this” & that \\ 100 %')
    expect(t('signs.label')).toBe('{} @ |')
    expect(t('address.label')).toBe('union@example.org')
    // What people write is no message, whatever signs are in it.
    expect(t('named.message', { name: '@:plain.label | {x}', count: 2 })).toBe(
      '@:plain.label | {x} and @:plain.label | {x}, 2',
    )
    expect([0, 1, 2].map((count) => t('plural.message', { count: `${count}` }, count))).toEqual([
      'none',
      'one union',
      '2 unions',
    ])
    expect(t('linked.message', { name: 'A', count: 3 })).toBe('Choose “A and A, 3”')
  })

  it('end the building where one cannot be taken apart', () => {
    const { handler } = compiledMessages().transform
    expect(() => handler(JSON.stringify({ broken: { message: 'There are {count unions' } }))).toThrow()
    expect(() => handler(JSON.stringify({ broken: { message: 'write to union@example.org' } }))).toThrow()
  })
})

import { describe, expect, it } from 'vitest'
import { defineComponent } from 'vue'
import { useUnionName } from '@/composables/useUnionName'
import { EXAMPLE_UNION, type Union } from '@/domain/assessment'
import { HOSTILE, mountPart } from '../support/mounting'

function nameOf(union: Partial<Union>): string {
  const { element } = mountPart(
    defineComponent({
      setup() {
        const { unionName } = useUnionName()
        return () => unionName({ id: 'u1', name: '', law: null, ...union })
      },
    }),
  )
  return element.textContent ?? ''
}

describe('what a union is called', () => {
  it('is its name', () => {
    expect(nameOf({ name: 'Harbour Union' })).toBe('Harbour Union')
  })

  it('is “Your union” where it has none', () => {
    expect(nameOf({ name: '' })).toBe('Your union')
  })

  it('says of the example that it is one', () => {
    expect(nameOf({ id: EXAMPLE_UNION, name: 'Riverbank Union' })).toBe('Riverbank Union (example)')
  })

  it('is “example” of nobody else, whatever the name', () => {
    expect(nameOf({ name: 'example' })).toBe('example')
  })

  it.each([HOSTILE, '{name} @:x | y'])('is taken as it was typed: %s', (name) => {
    expect(nameOf({ name })).toBe(name)
  })
})

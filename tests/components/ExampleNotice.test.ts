import { describe, expect, it } from 'vitest'
import ExampleNotice from '@/components/ExampleNotice.vue'
import { all, click, mountPart, the, wordsOf } from '../support/mounting'

const show = (code: string | null = null) => mountPart(ExampleNotice, { props: { code } })

describe('the notice of the example', () => {
  it('says that all of it is invented, and kept apart', () => {
    show()
    expect(wordsOf(the('note'))).toContain('This is an example. The union and its answers are invented.')
    expect(wordsOf(the('note'))).toContain('Nothing here is mixed with your own rounds')
    expect(all('alert')).toEqual([])
  })

  it('takes the example away in one step', async () => {
    const wrapper = show()
    await click(the('button', 'Remove the example'))
    expect(wrapper.emitted('remove')).toHaveLength(1)
  })

  it('does not send a form when it is pressed', () => {
    show()
    expect(the('button').type).toBe('button')
  })

  it('says why it could not be removed', () => {
    show('blocked')
    expect(wordsOf(the('alert'))).toContain('Please close the other tab.')
  })
})

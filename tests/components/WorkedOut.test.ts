import { describe, expect, it } from 'vitest'
import WorkedOut from '@/components/WorkedOut.vue'
import { click, mountPart, the, wordsOf } from '../support/mounting'

describe('“How this was worked out”', () => {
  it('says what it is about, so that one is told from the next', () => {
    mountPart(WorkedOut, { props: { subject: 'Data' } })
    expect(the('summary').textContent).toBe('How this was worked out: Data')
  })

  it('is closed until it is asked', async () => {
    mountPart(WorkedOut, { props: { subject: 'Data' }, slots: { default: 'The rule and the figures' } })
    expect(wordsOf()).not.toContain('The rule')
    await click(the('summary'))
    expect(wordsOf()).toContain('The rule and the figures')
  })
})

import { afterEach, describe, expect, it, vi } from 'vitest'
import CopyList from '@/views/open/CopyList.vue'
import { mountPart, wordsOf } from '../../support/mounting'

describe('what can be undone', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('can be for 30 days', () => {
    mountPart(CopyList, { props: { copies: [] } })
    expect(wordsOf()).toContain('what was here is kept for 30 days.')
  })

  it('can be as long as the tab is open where nothing is kept', () => {
    vi.stubGlobal('location', { search: '?temporary' })
    mountPart(CopyList, { props: { copies: [] } })
    expect(wordsOf()).toContain('what was here is kept until this tab is closed.')
  })
})

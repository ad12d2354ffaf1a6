import { afterEach, describe, expect, it, vi } from 'vitest'
import BackupLine from '@/components/BackupLine.vue'
import { mountPart, wordsOf } from '../support/mounting'

const NEVER = { at: null, answers: 0, others: 0, hasSealed: false, oldest: null }

describe('a union without a backup', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('is on this device alone', () => {
    mountPart(BackupLine, { props: { since: NEVER } })
    expect(wordsOf()).toBe('There is no backup yet: everything is on this device alone.')
  })

  it('is in the tab alone where nothing is kept', () => {
    vi.stubGlobal('location', { search: '?temporary' })
    mountPart(BackupLine, { props: { since: NEVER } })
    expect(wordsOf()).toBe('There is no backup yet: everything is in this tab alone.')
  })
})

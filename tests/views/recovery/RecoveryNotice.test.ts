import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { i18n, loadMessages } from '@/i18n'
import { useLibraryStore } from '@/stores/library'
import RecoveryNotice from '@/views/recovery/RecoveryNotice.vue'

beforeEach(async () => {
  setActivePinia(createPinia())
  await loadMessages('recovery')
})

function shown() {
  return mount(RecoveryNotice, { global: { plugins: [i18n] } })
}

const WHOLE = { kind: 'two', restored: null, isLost: false, isElsewhere: false } as const

describe('the word about what is saved', () => {
  it('says how much came back', () => {
    useLibraryStore().copies = { ...WHOLE, restored: { rounds: 2, answers: 31, damaged: 0 } }
    expect(shown().get('[role=status]').text()).toContain('Rounds brought back: 2. Answers brought back: 31.')
  })

  it('says what neither copy has any more', () => {
    useLibraryStore().copies = { ...WHOLE, isLost: true }
    expect(shown().text()).toContain('What you see is what is left.')
  })

  it('says where there is one copy only, and what to do', () => {
    useLibraryStore().copies = { ...WHOLE, kind: 'one' }
    expect(shown().text()).toContain('can keep only one copy')
    useLibraryStore().copies = { ...WHOLE, kind: 'one', isElsewhere: true }
    expect(shown().text()).toContain('Close one of the two tabs')
  })

  it('waits with a person for a store that does not answer, and offers a file', () => {
    useLibraryStore().isSlow = true
    const notice = shown()
    expect(notice.get('h2').text()).toBe('Waymark is still trying to read what is saved')
    expect(notice.findAll('button').map((button) => button.text())).toEqual([
      'Try again',
      'Save everything that can be read to a file',
    ])
  })

  it('offers the second copy where the store could not be read, and never to clear anything', () => {
    useLibraryStore().loading = { status: 'failed', code: 'unknown' }
    const notice = shown()
    expect(notice.findAll('button').map((button) => button.text())).toEqual([
      'Try again',
      'Save everything that can be read to a file',
      'Bring back the second copy',
    ])
    expect(notice.text()).not.toMatch(/clear|delete/i)
  })
})

import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Assessment } from '@/domain/assessment'
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

/** For a part that is loaded when it is needed, in milliseconds. */
const PATIENCE = { timeout: 15_000 }

const WHOLE = { kind: 'two', restored: null, isLost: false } as const

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
    useLibraryStore().copies = { ...WHOLE, kind: 'held' }
    expect(shown().text()).toContain('Open that tab once, or close it')
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

  it('offers a file, and nothing to bring back over what a newer Waymark saved', () => {
    useLibraryStore().loading = { status: 'failed', code: 'newer_version' }
    const notice = shown()
    expect(notice.text()).toContain('What is saved here belongs to a newer Waymark')
    expect(notice.findAll('button').map((button) => button.text())).toEqual([
      'Try again',
      'Save everything that can be read to a file',
    ])
  })
})

describe('the word on a page that keeps nothing', () => {
  const union = { id: 'u1', name: 'Harbour Union', law: null }
  const round = (id: string, of = union) => ({ assessment: { id } as Assessment, union: of })
  beforeEach(() => vi.stubGlobal('location', { search: '?temporary' }))
  afterEach(() => vi.unstubAllGlobals())

  it('says so, and nothing of copies', async () => {
    useLibraryStore().copies = { ...WHOLE, kind: 'one' }
    const notice = shown()
    await vi.waitFor(() => expect(notice.text()).toContain('nothing is kept when this tab is closed'), PATIENCE)
    expect(notice.text()).not.toContain('only one copy')
    expect(notice.findAll('button')).toEqual([])
  })

  it('offers a file of the union, or of each by its name', async () => {
    const library = useLibraryStore()
    library.rounds = [round('a1')]
    const notice = shown()
    const names = () => notice.findAll('button').map((button) => button.text())
    await vi.waitFor(() => expect(names()).toEqual(['Save a file']), PATIENCE)
    library.rounds = [round('a1'), round('a2', { ...union, id: 'u2', name: '' })]
    await vi.waitFor(() => expect(names()).toEqual(['Save a file: Harbour Union', 'Save a file: Your union']), PATIENCE)
  })

  it('says why a file could not be made', async () => {
    useLibraryStore().rounds = [round('a1')]
    const notice = shown()
    await vi.waitFor(() => notice.get('button'), PATIENCE)
    await notice.get('button').trigger('click')
    await vi.waitFor(() => expect(notice.get('[role=alert]').text()).toContain('not on this device any more'), PATIENCE)
  })
})

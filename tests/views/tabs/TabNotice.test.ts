import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, it } from 'vitest'
import { loadMessages } from '@/i18n'
import { useLibraryStore } from '@/stores/library'
import TabNotice from '@/views/tabs/TabNotice.vue'
import { all, click, mountPart, nameOf, the, wordsOf } from '../../support/mounting'

beforeEach(() => loadMessages('tabs'))

describe('the word about other tabs', () => {
  it('says that another tab writes, and offers to edit here', () => {
    useLibraryStore().isFollowing = true
    mountPart(TabNotice)
    expect(wordsOf(the('status'))).toBe('Waymark is open in another tab. What you see here follows it.')
    expect(all('button').map(nameOf)).toEqual(['Edit here'])
  })

  it('keeps the focus when its button goes away, and says that one can edit here', async () => {
    const library = useLibraryStore()
    library.isFollowing = true
    library.editHere = async () => void (library.isFollowing = false)
    const notice = mountPart(TabNotice)
    await click(the('button', 'Edit here'))
    await flushPromises()
    expect(document.activeElement).toBe(notice.element)
    expect(all('button')).toEqual([])
    expect(wordsOf(the('status'))).toContain('You can edit here now.')
  })

  it('says what to do where this tab cannot take over, and asks only once at a time', async () => {
    const library = useLibraryStore()
    library.isFollowing = true
    let asked = 0
    let refuse = () => {}
    library.editHere = () => {
      asked += 1
      return new Promise((_resolve, reject) => (refuse = () => reject(new Error('no'))))
    }
    mountPart(TabNotice)
    await click(the('button', 'Edit here'))
    await click(the('button', 'Edit here'))
    expect(asked).toBe(1)
    refuse()
    await flushPromises()
    expect(wordsOf(the('alert'))).toContain('Close the other Waymark tabs')
    expect(the('button', 'Edit here').getAttribute('aria-disabled')).toBe('false')
  })
})

import { beforeAll, describe, expect, it } from 'vitest'
import { loadMessages } from '@/i18n'
import type { Keeping } from '@/stores/keeping'
import KeepingNotice from '@/views/notices/KeepingNotice.vue'
import { all, click, mountPart, nameOf, the, wordsOf } from '../../support/mounting'

beforeAll(() => loadMessages('offline'))
const shown = (told: Keeping) => mountPart(KeepingNotice, { props: { told } })

describe('the word about what the browser keeps', () => {
  it('asks in plain words, and can be put aside', async () => {
    const notice = shown('asking')
    expect(wordsOf(the('status'))).toContain('Shall this browser keep your answers?')
    await click(the('button', 'Not now'))
    expect(notice.emitted('close')).toHaveLength(1)
  })

  it.each(['asking', 'waiting', 'refused', 'unknown'] as const)(
    'says nothing of whether the last answer is saved, which may have failed: %s',
    (told) => {
      shown(told)
      expect(wordsOf()).not.toMatch(/(is|are) saved/)
    },
  )

  it('keeps the focus where the question was', async () => {
    const notice = shown('asking')
    await click(the('button', 'Ask the browser to keep my answers'))
    expect(notice.emitted('ask')).toHaveLength(1)
    await notice.setProps({ told: 'waiting' })
    expect(document.activeElement).toBe(the('status'))
    expect(wordsOf()).toContain('You can go on meanwhile.')
    expect(all('button')).toEqual([])
  })

  it.each([
    ['kept', 'The browser has promised to keep'],
    ['refused', 'it may delete old data'],
    ['unknown', 'does not say whether it keeps'],
  ] as const)('tells that it is %s, and that a file is the real backup', async (told, words) => {
    const notice = shown(told)
    expect(wordsOf()).toContain(words)
    expect(wordsOf()).toMatch(/file.* is the real backup/)
    expect(all('button').map(nameOf)).toEqual(['Understood'])
    await click(the('button'))
    expect(notice.emitted('close')).toHaveLength(1)
  })
})

import { describe, expect, it } from 'vitest'
import { usePreferenceStore } from '@/stores/preferences'
import AnsweringSettings from '@/views/tasks/AnsweringSettings.vue'
import { all, click, mountPart, nameOf, the } from '../../support/mounting'

async function open() {
  mountPart(AnsweringSettings)
  await click(the('summary', 'Settings for answering'))
}

describe('the settings for answering', () => {
  it('show the names and take the keys at first, and say what they do', async () => {
    await open()
    expect(all('checkbox').map(({ checked }) => checked)).toEqual([false, true])
    expect(all('checkbox').map(nameOf)).toEqual([
      'Hide the names of the levels while answering Only the numbers are shown, so that a name does not sway you.',
      'Choose an answer with the number keys This works only while the focus is among the answers.',
    ])
  })

  it('hold at once, also where nothing can be stored', async () => {
    await open()
    await click(the('checkbox', /^Choose an answer/))
    expect(usePreferenceStore().preferences).toMatchObject({ digitKeys: false, hideLevelNames: false })
    await click(the('checkbox', /^Hide the names/))
    expect(usePreferenceStore().preferences).toMatchObject({ digitKeys: false, hideLevelNames: true })
    await click(the('checkbox', /^Choose an answer/))
    expect(usePreferenceStore().preferences).toMatchObject({ digitKeys: true, hideLevelNames: true })
  })
})

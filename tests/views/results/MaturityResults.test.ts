import { describe, expect, it, vi } from 'vitest'
import type { Union } from '@/domain/assessment'
import MaturityResults from '@/views/results/MaturityResults.vue'
import { allAt, dataMaturity } from '../../support/builders'
import { all, click, mountPart, nameOf, the, wordsOf } from '../../support/mounting'
import { anOpenRound, harbour, PATIENCE, riverbank } from '../rounds'
import { picture } from './drawing'

vi.mock('vue-chartjs', async () => (await import('./drawing')).onPaper)

async function show(union: Union = harbour) {
  mountPart(MaturityResults, {
    props: { round: anOpenRound(dataMaturity, allAt(dataMaturity, 3), { union }) },
    slots: { default: 'WHO AND WHEN' },
  })
  await vi.waitFor(picture, PATIENCE)
}
const panels = () => the('region', 'Each dimension in detail')
async function openPanels() {
  for (const summary of all('summary', undefined, panels())) await click(summary)
}

describe('the results of a maturity round', () => {
  it('come in the same order as those of a check, with what to do next in place of what to settle', async () => {
    await show()
    expect(all('region').map(nameOf)).toEqual([
      'How each dimension stands',
      'The shape',
      'All results in a table',
      expect.stringMatching(/things to do next$/),
      'Each dimension in detail',
      'About the method and its limits',
    ])
    expect(wordsOf()).toMatch(/^Overall, your union stands at 3 Learning\. .* WHO AND WHEN How each dimension stands/)
  })

  it('let a union set its aims', async () => {
    await show()
    await openPanels()
    expect(all('combobox', undefined, panels())).toHaveLength(7)
    expect(all('checkbox', undefined, panels())).toHaveLength(7)
  })

  it('have no aims to set in the example', async () => {
    await show(riverbank)
    await openPanels()
    expect(all('heading', 'Where you are', panels())).toHaveLength(7)
    expect(all('combobox', undefined, panels())).toEqual([])
    expect(all('checkbox', undefined, panels())).toEqual([])
  })

  it('do not speak of aims to set in the example', async () => {
    await show(riverbank)
    expect(wordsOf(panels())).not.toContain('set your own target')
  })
})

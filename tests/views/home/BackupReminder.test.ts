import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { saveAnswer } from '@/storage/assessments'
import { useBackupStore } from '@/stores/backups'
import { useFileStore } from '@/stores/files'
import BackupReminder from '@/views/home/BackupReminder.vue'
import { dataMaturity } from '../../support/builders'
import { all, click, mountScreen, the, wordsOf } from '../../support/mounting'
import { emptyDevice, keep } from '../device'
import { aRound, harbour, loadQuestionnaires, PATIENCE } from '../rounds'

beforeAll(loadQuestionnaires)
beforeEach(emptyDevice)

async function show() {
  const { wrapper } = await mountScreen(BackupReminder, { props: { unions: [harbour] } })
  await vi.waitFor(() => expect(useBackupStore().states[harbour.id]).toBeDefined(), PATIENCE)
  return wrapper
}
/** A file of the union that was read back. */
async function backUp() {
  await useBackupStore().record(harbour.id, await useFileStore().save(harbour.id, null))
}

describe('the reminder of a backup', () => {
  it('comes once a round is sealed, leads to the union, and goes for two weeks', async () => {
    await keep(dataMaturity, aRound('a1'))
    const wrapper = await show()
    expect(wordsOf(the('region'))).toContain('Harbour Union There is no backup yet')
    expect(the('link', 'Save a file Harbour Union').getAttribute('href')).toBe('/u/harbour')
    await click(the('button', 'Remind me in two weeks Harbour Union'))
    await vi.waitFor(() => expect(all('region')).toEqual([]), PATIENCE)
    expect(wrapper.emitted('quiet')).toHaveLength(1)
  })

  it('is not there after a backup, nor for a few answers', async () => {
    await keep(dataMaturity, aRound('a1', { status: 'draft', sealedAt: null }))
    await saveAnswer('a1', 'uses-benefit', { note: 'first' })
    await show()
    expect(all('region')).toEqual([])
    await backUp()
    await saveAnswer('a1', 'uses-benefit', { note: 'second' })
    await useBackupStore().look([harbour.id])
    expect(useBackupStore().states[harbour.id]).toMatchObject({ since: { answers: 1, others: 0 }, isDue: false })
  })

  it('ends with the backup of a sealed round', async () => {
    await keep(dataMaturity, aRound('a1'))
    await show()
    expect(all('region')).toHaveLength(1)
    await backUp()
    await vi.waitFor(() => expect(all('region')).toEqual([]), PATIENCE)
  })
})

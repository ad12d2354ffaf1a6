import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { saveAnswer } from '@/storage/assessments'
import { saveBackupNote } from '@/storage/backups'
import { useBackupStore } from '@/stores/backups'
import { aDraft, aSealed, freshDatabase, storeRound } from '../support/storage'

beforeEach(async () => {
  await freshDatabase()
  setActivePinia(createPinia())
})

/** Five unions with a sealed round each, of which there is no backup. */
async function fiveUnions(): Promise<readonly string[]> {
  const ids = ['u1', 'u2', 'u3', 'u4', 'u5']
  for (const id of ids) await storeRound(aSealed({ id: `of-${id}`, unionId: id }))
  return ids
}
const dueOnes = () => Object.entries(useBackupStore().states).flatMap(([id, { isDue }]) => (isDue ? [id] : []))

describe('looking for unions that should be saved to a file', () => {
  it('ends when so many are found', async () => {
    await useBackupStore().lookForDue(await fiveUnions(), 3)
    expect(dueOnes()).toEqual(['u1', 'u2', 'u3'])
  })

  it('passes over those of which nobody wants to hear now', async () => {
    const ids = await fiveUnions()
    await saveBackupNote('u1', { quietUntil: Date.now() + 60_000 })
    await saveBackupNote('u3', { quietUntil: Date.now() - 60_000 })
    await useBackupStore().lookForDue(ids, 2)
    expect(dueOnes()).toEqual(['u2', 'u3'])
  })

  it('compares what is there where a round is not finished yet', async () => {
    await storeRound(aDraft({ unionId: 'u1' }))
    await saveAnswer('round-1', 'listening-survey', { note: 'first' })
    await useBackupStore().lookForDue(['u1'], 1)
    expect(useBackupStore().states.u1).toMatchObject({ isDue: false, since: { at: null, answers: 1 } })
  })

  it('says the same of a union as a look at all of it, as far as it is shown', async () => {
    const [id = ''] = await fiveUnions()
    const store = useBackupStore()
    await store.lookForDue([id], 1)
    const quick = store.states[id]
    await store.look([id])
    expect(store.states[id]).toMatchObject({ isDue: quick?.isDue, since: { at: quick?.since.at, hasSealed: true } })
    expect(quick).toMatchObject({ isDue: true, since: { at: null, hasSealed: true } })
  })
})

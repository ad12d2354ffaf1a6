import { beforeEach, describe, expect, it } from 'vitest'
import { loadBackupNote, saveBackupNote } from '@/storage/backups'
import { closeDatabase, database } from '@/storage/db'
import { freshDatabase, putRow } from '../support/storage'

beforeEach(freshDatabase)

const backup = { at: 1_764_417_600_000, held: { 'assessments "round"': 2, 'answers ["round","pay"]': 4 } }

describe('what is kept of backups', () => {
  it('is nothing at first', async () => {
    expect(await loadBackupNote('harbour')).toEqual({ backup: null, quietUntil: 0 })
  })

  it('is the last backup of each union, and until when to be quiet, one by one', async () => {
    await saveBackupNote('harbour', { backup })
    await saveBackupNote('harbour', { quietUntil: 5 })
    await saveBackupNote('civic', { quietUntil: 7 })
    await closeDatabase()
    expect(await loadBackupNote('harbour')).toEqual({ backup, quietUntil: 5 })
    expect(await loadBackupNote('civic')).toEqual({ backup: null, quietUntil: 7 })
  })

  it.each([[null], ['yes'], [{ backup: 'yes', quietUntil: null }], [{ backup: { at: 'now', held: [] } }]])(
    'is nothing where %j is stored',
    async (value) => {
      await database()
      await putRow('meta', { key: 'backup:harbour', value })
      expect(await loadBackupNote('harbour')).toEqual({ backup: null, quietUntil: 0 })
    },
  )

  it('leaves out of a backup what is no number', async () => {
    await database()
    await putRow('meta', { key: 'backup:harbour', value: { backup: { at: 1, held: { one: 1, two: 'x' } } } })
    expect((await loadBackupNote('harbour')).backup).toEqual({ at: 1, held: { one: 1 } })
  })
})

import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { isBackupDue, quietFrom, sinceBackup, type SinceBackup } from '@/domain/backup'
import { loadBackupNote, saveBackupNote } from '@/storage/backups'
import { loadProject } from '@/storage/projects'
import type { SavedFile } from './files'

/** How a union stands to its last backup. */
export interface BackupState {
  readonly since: SinceBackup
  readonly isDue: boolean
}

/** When the unions on this device were saved to a file last, and what changed since. */
export const useBackupStore = defineStore('backups', () => {
  /** By union; one that could not be read is not there. */
  const states = shallowRef<Readonly<Record<string, BackupState>>>({})

  async function look(unionIds: readonly string[]): Promise<void> {
    const read = await Promise.all(
      unionIds.map(async (id) => {
        const state = await stateOf(id).catch(() => null)
        return state ? [[id, state] as const] : []
      }),
    )
    states.value = { ...states.value, ...Object.fromEntries(read.flat()) }
  }

  /** Keeps that a file was written, read back, and matched: from now on it is the last backup. @throws StorageError */
  async function record(unionId: string, { savedAt, held }: SavedFile): Promise<void> {
    await saveBackupNote(unionId, { backup: { at: savedAt, held }, quietUntil: 0 })
    await look([unionId])
  }

  /** Gives no reminder for two weeks. @throws StorageError */
  async function remindLater(unionId: string): Promise<void> {
    await saveBackupNote(unionId, { quietUntil: quietFrom(Date.now()) })
    await look([unionId])
  }

  return { states, look, record, remindLater }
})

async function stateOf(unionId: string): Promise<BackupState> {
  const [{ project }, { backup, quietUntil }] = await Promise.all([loadProject(unionId), loadBackupNote(unionId)])
  const since = sinceBackup(backup, project.records)
  return { since, isDue: isBackupDue(since, quietUntil, Date.now()) }
}

import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { isBackupDue, quietFrom, sinceBackup, type SinceBackup } from '@/domain/backup'
import { listOfUnion } from '@/storage/assessments'
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

  /**
   * Looks at these unions one after the other, until so many are found that should be saved to a file: each may have hundreds
   * of records to compare.
   */
  async function lookForDue(unionIds: readonly string[], most: number): Promise<void> {
    let due = 0
    for (const id of unionIds) {
      const state = await quickStateOf(id).catch(() => null)
      if (state) states.value = { ...states.value, [id]: state }
      if (state?.isDue) due += 1
      if (due === most) return
    }
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

  return { states, look, lookForDue, record, remindLater }
})

/** What is known of a union without comparing its records, where that says enough. */
async function quickStateOf(unionId: string): Promise<BackupState | null> {
  const { backup, quietUntil } = await loadBackupNote(unionId)
  // Whatever has changed, nobody wants to hear of it now.
  if (Date.now() < quietUntil) return null
  if (backup === null) {
    const { rounds } = await listOfUnion(unionId)
    const hasSealed = rounds.some(({ assessment }) => assessment.status === 'sealed')
    if (hasSealed) return { since: { ...sinceBackup(null, []), hasSealed }, isDue: true }
  }
  return stateOf(unionId)
}

async function stateOf(unionId: string): Promise<BackupState> {
  const [{ project }, { backup, quietUntil }] = await Promise.all([loadProject(unionId), loadBackupNote(unionId)])
  const since = sinceBackup(backup, project.records)
  return { since, isDue: isBackupDue(since, quietUntil, Date.now()) }
}

import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { isBackupDue, quietFrom, sinceBackup, type Backup, type SinceBackup } from '@/domain/backup'
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

  /**
   * Looks at these unions one after the other: each may have hundreds of records to compare.
   *
   * @param isWanted asked before each; `false` ends it
   */
  async function look(unionIds: readonly string[], isWanted: () => boolean = () => true): Promise<void> {
    for (const id of unionIds) {
      if (!isWanted()) return
      const state = await stateOf(id).catch(() => null)
      if (state) states.value = { ...states.value, [id]: state }
    }
  }

  /**
   * Looks at these unions one after the other, until so many are found that should be saved to a file.
   */
  async function lookForDue(unionIds: readonly string[], most: number): Promise<void> {
    let due = 0
    for (const id of unionIds) {
      const state = await wantedStateOf(id).catch(() => null)
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

/** How a union stands, unless nobody wants to hear of it now, whatever has changed. */
async function wantedStateOf(unionId: string): Promise<BackupState | null> {
  const { quietUntil } = await loadBackupNote(unionId)
  return Date.now() < quietUntil ? null : stateOf(unionId)
}

async function stateOf(unionId: string): Promise<BackupState> {
  const { backup, quietUntil } = await loadBackupNote(unionId)
  const since = (backup === null ? await withoutBackup(unionId) : null) ?? (await compared(unionId, backup))
  return { since, isDue: isBackupDue(since, quietUntil, Date.now()) }
}

/** Without a backup, a sealed round says enough: its records need not be read. `null` where there is none. */
async function withoutBackup(unionId: string): Promise<SinceBackup | null> {
  const { rounds } = await listOfUnion(unionId)
  const hasSealed = rounds.some(({ assessment }) => assessment.status === 'sealed')
  return hasSealed ? { ...sinceBackup(null, []), hasSealed } : null
}

async function compared(unionId: string, backup: Backup | null): Promise<SinceBackup> {
  const { project } = await loadProject(unionId)
  return sinceBackup(backup, project.records)
}

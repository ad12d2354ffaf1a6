import 'fake-indexeddb/auto'
import Dexie from 'dexie'
import type { Answers, Assessment, Union } from '@/domain/assessment'
import type { Questionnaire } from '@/domain/questionnaire'
import { createAssessments } from '@/storage/assessments'
import { closeDatabase, database } from '@/storage/db'
import { useLibraryStore } from '@/stores/library'
import { harbour } from './rounds'

/** A device with storage and nothing in it. For `beforeEach`. */
export async function emptyDevice(): Promise<void> {
  await closeDatabase()
  globalThis.indexedDB = new IDBFactory()
  // Dexie takes note of the browser's database when it is loaded, which was before there was one.
  Dexie.dependencies = { indexedDB, IDBKeyRange }
}

/** Puts a round of this questionnaire on the device, and its union; the library knows it from now on. */
export async function keep(
  questionnaire: Questionnaire,
  assessment: Assessment,
  answers: Answers = {},
  union: Union = harbour,
): Promise<void> {
  const { id: questionnaireId, version: questionnaireVersion } = questionnaire
  const kept = { ...assessment, questionnaireId, questionnaireVersion, unionId: union.id }
  await createAssessments(union, [{ assessment: kept, answers, questionnaire }])
  await useLibraryStore().load()
}

/** Keeps everybody else from reading a table, as a long save in another tab does; returns what ends it. */
export async function holdTable(table: string): Promise<() => void> {
  const db = (await database()).backendDB()
  let isHeld = true
  const store = db.transaction(table, 'readwrite').objectStore(table)
  const goOn = () => {
    if (isHeld) store.count().onsuccess = goOn
  }
  goOn()
  return () => (isHeld = false)
}

import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { isReactive, reactive } from 'vue'
import {
  createAssessments,
  deleteAssessment,
  deleteUnion,
  saveAims,
  saveAnswer,
  saveAnswersOnHide,
  saveHandOver,
  saveLastItem,
  saveLaw,
  sealAssessment,
} from '@/storage/assessments'
import { saveBackupNote } from '@/storage/backups'
import { deleteAllPhotos, deletePhoto, savePhoto } from '@/storage/photos'
import { deletePlanned, savePlanned, savePlanOnHide } from '@/storage/plan'
import { savePreference } from '@/storage/preferences'
import { listCopies, listDifferences, settle, takeIn, undo, type Difference } from '@/storage/projects'
import type { Project } from '@/storage/projectFile'
import {
  deleteResponse,
  keepCountsOnly,
  saveResponses,
  saveRoomItem,
  saveRoomOnHide,
  saveSession,
} from '@/storage/sessions'
import type { VersionedTable } from '@/storage/versions'
import { aPlannedAction } from '../support/builders'
import { aPhoto } from '../support/photos'
import { anyProject, aProject } from '../support/projects'
import { aHeldResponse, aRoomItem, aSession } from '../support/sessions'
import {
  aDraft,
  freshDatabase,
  fullAnswer,
  small,
  someAims,
  storeRound,
  teachers,
  wholeStore,
} from '../support/storage'

beforeEach(freshDatabase)

const NOW = Date.UTC(2026, 10, 29)

/** The same value, reactive through and through, as a component would hold it. */
function watched<T extends object>(value: T): T {
  const proxy = reactive(structuredClone(value)) as T
  if (!isReactive(proxy)) throw new Error('this is no proxy')
  return proxy
}

/** Does the same on two empty devices, once with proxies: what lies in the store is the same. */
async function isSameWithProxies(work: (wrap: <T extends object>(value: T) => T) => Promise<void>): Promise<void> {
  await freshDatabase()
  await work((value) => value)
  const plain = await wholeStore()
  await freshDatabase()
  await work(watched)
  expect(await wholeStore()).toEqual(plain)
}

const action = aPlannedAction('action-1', { unionId: teachers.id, title: 'Ask the branches', dependsOn: ['action-2'] })

/** Every function of the storage that writes what it is given. */
const WRITERS: Readonly<Record<string, (wrap: <T extends object>(value: T) => T) => Promise<unknown>>> = {
  createAssessments: (wrap) =>
    createAssessments(
      wrap(teachers),
      wrap([{ assessment: aDraft(), answers: { 'listening-survey': fullAnswer }, questionnaire: small }]),
    ),
  saveAnswer: (wrap) => saveAnswer('round-1', 'listening-survey', wrap(fullAnswer)),
  saveAnswersOnHide: (wrap) => saveAnswersOnHide('round-1', wrap({ 'listening-survey': fullAnswer })),
  saveAims: (wrap) => saveAims('round-1', wrap(someAims)),
  saveBackupNote: (wrap) => saveBackupNote(teachers.id, wrap({ backup: { at: NOW, held: { 'device-1': 3 } } })),
  saveSession: (wrap) => saveSession(wrap(session)),
  async saveRoomItem(wrap) {
    await saveSession(session)
    await saveRoomItem('round-1', 'sharing-lists', wrap(room))
  },
  saveRoomOnHide: (wrap) => saveRoomOnHide('round-1', wrap({ 'sharing-lists': room })),
  async saveResponses(wrap) {
    await saveSession(session)
    await saveResponses('round-1', wrap([held]))
  },
  async keepCountsOnly(wrap) {
    await saveSession(session)
    await keepCountsOnly('round-1', wrap({ 'sharing-lists': room }))
  },
  savePhoto: (wrap) => savePhoto(wrap(aPhoto('photo'))),
  savePlanned: (wrap) => savePlanned(wrap([action])),
  savePlanOnHide: (wrap) => savePlanOnHide(new Map([['action-1', wrap(action)]])),
}

const room = aRoomItem()
const session = aSession()
const held = aHeldResponse()

/** They are given words and numbers only, or a project or what came of one, which is tried below. */
const OTHERS = {
  saveLaw,
  saveHandOver,
  saveLastItem,
  sealAssessment,
  deleteAssessment,
  deleteUnion,
  deletePhoto,
  deleteAllPhotos,
  deletePlanned,
  deleteResponse,
  savePreference,
}
const OF_PROJECTS = { takeIn, settle, undo }

describe('a reactive object', () => {
  it.each(Object.keys(WRITERS))('is stored as a plain one by %s', async (name) => {
    await isSameWithProxies(async (wrap) => {
      if (name !== 'createAssessments') await storeRound()
      await WRITERS[name]?.(wrap)
    })
  })

  it('is given to every function that writes', () => {
    const folder = new URL('../../src/storage/', import.meta.url)
    const names = readdirSync(folder)
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [
        ...readFileSync(new URL(file, folder), 'utf8').matchAll(
          /^export (?:async )?function ((?:save|create|delete|seal|apply|keepCounts|takeIn|settle|undo)\w*)/gm,
        ),
      ])
      .map(([, name]) => name)
    const known = [...Object.keys(WRITERS), ...Object.keys(OTHERS), ...Object.keys(OF_PROJECTS)]
    expect(names.sort()).toEqual(known.sort())
  })

  it('of a project is stored as a plain one, taken in, merged, undone or settled', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyProject, fc.constantFrom('add', 'merge', 'replace'), async (project, how) => {
        await isSameWithProxies(async (wrap) => {
          await takeIn(wrap(project) as Project, how as 'add', NOW)
          for (const difference of (await listDifferences()).slice(0, 2)) {
            const { versions } = difference
            const last = versions.at(-1)?.value ?? null
            await settle(wrap(difference) as Difference, last && wrap(last as object), NOW)
          }
        })
      }),
      { numRuns: 6, seed: 6 },
    )
  })

  it('of a photo in a project is stored as a plain one', () =>
    isSameWithProxies((wrap) => takeIn(wrap({ ...aProject(), photos: [aPhoto('photo')] }) as Project, 'add', NOW)))

  it('stands in a copy that can be undone as a plain one', async () => {
    const table: VersionedTable = 'unions'
    const project: Project = {
      union: teachers.id,
      records: [{ table, key: JSON.stringify(teachers.id), versions: [{ vector: { b: 9 }, at: '', value: teachers }] }],
    }
    await isSameWithProxies(async (wrap) => {
      await storeRound()
      await takeIn(wrap(project) as Project, 'replace', NOW)
      const [copy] = await listCopies(NOW)
      await undo(copy?.id ?? '', NOW)
    })
  })
})

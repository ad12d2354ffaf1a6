import Dexie from 'dexie'
import {
  EXAMPLE_UNION,
  isUntouched,
  newestFirst,
  UNTOUCHED,
  type Answer,
  type Answers,
  type Assessment,
  type HandOver,
  type Law,
  type Union,
} from '@/domain/assessment'
import { openPointOf } from '@/domain/completeness'
import { NO_AIMS, type Aims } from '@/domain/gaps'
import type { Questionnaire } from '@/domain/questionnaire'
import { inDatabase, writeBlindly, type AnswerRow, type WaymarkDatabase } from './db'
import { StorageError } from './errors'
import { plain, plainJson, readAims, readAnswer, readAssessment, readUnion } from './records'

/** Everything stored about one round. */
export interface StoredRound {
  readonly assessment: Assessment
  readonly union: Union
  readonly answers: Answers
  readonly aims: Aims
  /** The questionnaire as it was when the round began, not checked yet. */
  readonly questionnaire: unknown
  /** Answers, or aims, that lie in the store but could not be read. They stay there. */
  readonly unreadable: number
}

export interface StoredList {
  readonly rounds: readonly { readonly assessment: Assessment; readonly union: Union }[]
  /** Rounds that lie in the store but could not be read. They stay there. */
  readonly unreadable: number
}

/** Rounds that are read at a time where all are: the page is busy with so many for some 10 ms. */
const PIECE = 500

/**
 * All rounds, in no particular order. They are read piece by piece, so that the page can do something else in between, and
 * so can other tabs: what one of them changes meanwhile may be read as it was or as it is.
 *
 * @param begin hears of all unions before their rounds are read
 * @param isWanted asked before each piece; `false` ends the reading, and what was read is returned
 */
export async function listAssessments(
  begin: (unions: readonly Union[]) => void = () => undefined,
  isWanted: () => boolean = () => true,
): Promise<StoredList> {
  const unions = await listUnions()
  begin(unions)
  const known = new Map(unions.map((union) => [union.id, union]))
  const pieces: StoredList[] = []
  let rows: readonly Assessment[] = []
  do {
    rows = await nextRows(rows.at(-1)?.id ?? null)
    pieces.push(listOf(rows, known))
  } while (rows.length === PIECE && isWanted())
  return {
    rounds: pieces.flatMap(({ rounds }) => rounds),
    unreadable: pieces.reduce((sum, { unreadable }) => sum + unreadable, 0),
  }
}

/** The next rows in the order of their ids. */
function nextRows(last: string | null): Promise<readonly Assessment[]> {
  return inDatabase((db) => {
    const rows = last === null ? db.assessments.toCollection() : db.assessments.where(':id').above(last)
    return rows.limit(PIECE).toArray()
  })
}

/** All unions, in no particular order. One that cannot be read has no name. */
export function listUnions(): Promise<readonly Union[]> {
  return inDatabase(async (db) => (await db.unions.toArray()).map((row) => readUnion(row) ?? unreadableUnion(row.id)))
}

/** One union; `null` if there is none of this id that can be read. */
export function findUnion(id: string): Promise<Union | null> {
  return inDatabase(async (db) => readUnion(await db.unions.get(id)))
}

/** So many, of the unfinished and of the finished rounds. */
export type Amounts = Readonly<Record<Assessment['status'], number>>

/**
 * The newest unfinished and the newest finished rounds, up to so many of each, all of the example, and one more by its id, in
 * no particular order. It takes no longer where there are more.
 */
export function listNewest(most: Amounts, also: string | null = null): Promise<StoredList> {
  return inDatabase((db) =>
    db.transaction('r', db.unions, db.assessments, async () => {
      const newest = (status: Assessment['status']) =>
        ofStatus(db, status)
          .reverse()
          .filter(({ unionId }) => unionId !== EXAMPLE_UNION)
          .limit(most[status])
          .toArray()
      const found = await Promise.all([
        newest('draft'),
        newest('sealed'),
        db.assessments.where('unionId').equals(EXAMPLE_UNION).toArray(),
        also === null ? [] : db.assessments.where(':id').equals(also).toArray(),
      ])
      const rows = [...new Map(found.flat().map((row) => [row.id, row])).values()]
      return listOf(rows, unionsById(await db.unions.bulkGet([...new Set(rows.map(({ unionId }) => unionId))])))
    }),
  )
}

/** How many rounds there are, those of the example too, and how many rows that have no place among them. */
export function countAssessments(): Promise<Amounts & { readonly damaged: number }> {
  return inDatabase((db) =>
    db.transaction('r', db.assessments, async () => {
      const [draft, sealed, all] = await Promise.all([
        ofStatus(db, 'draft').count(),
        ofStatus(db, 'sealed').count(),
        db.assessments.count(),
      ])
      return { draft, sealed, damaged: all - draft - sealed }
    }),
  )
}

/** In the order of their days. A row without a day or a moment is not among them. */
function ofStatus(db: WaymarkDatabase, status: Assessment['status']) {
  return db.assessments
    .where('[status+date+createdAt]')
    .between([status, Dexie.minKey, Dexie.minKey], [status, Dexie.maxKey, Dexie.maxKey])
}

/** The rounds of one union, the newest first. */
export function listOfUnion(unionId: string): Promise<StoredList> {
  return inDatabase((db) =>
    db.transaction('r', db.unions, db.assessments, async () => {
      const [union, rows] = await Promise.all([
        db.unions.get(unionId),
        db.assessments.where('unionId').equals(unionId).toArray(),
      ])
      const { rounds, unreadable } = listOf(rows, unionsById([union]))
      return { rounds: [...rounds].sort((a, b) => newestFirst(a.assessment, b.assessment)), unreadable }
    }),
  )
}

/** One round without its answers; `null` if there is none of this id that can be read. */
export function findAssessment(id: string): Promise<Assessment | null> {
  return inDatabase(async (db) => readAssessment(await db.assessments.get(id)))
}

function unionsById(rows: readonly (Union | undefined)[]): ReadonlyMap<string, Union> {
  return new Map(rows.flatMap((row) => readUnion(row) ?? []).map((union) => [union.id, union]))
}

function listOf(rows: readonly Assessment[], unions: ReadonlyMap<string, Union>): StoredList {
  const rounds = rows.flatMap((row) => {
    const assessment = readAssessment(row)
    return assessment ? [{ assessment, union: unions.get(row.unionId) ?? unreadableUnion(row.unionId) }] : []
  })
  return { rounds, unreadable: rows.length - rounds.length }
}

/** Stands for a union whose record cannot be read: its rounds still can. */
function unreadableUnion(id: string): Union {
  return { id, name: '', law: null }
}

/** One round with everything that belongs to it; `null` if there is none of this id that can be read. */
export function loadAssessment(id: string): Promise<StoredRound | null> {
  return inDatabase((db) =>
    db.transaction('r', [db.unions, db.assessments, db.answers, db.aims, db.questionnaires], async () => {
      const assessment = readAssessment(await db.assessments.get(id))
      if (!assessment) return null
      const [union, rows, aims, questionnaire] = await Promise.all([
        db.unions.get(assessment.unionId),
        db.answers.where('assessmentId').equals(id).toArray(),
        db.aims.get(id),
        db.questionnaires.get([assessment.questionnaireId, assessment.questionnaireVersion]),
      ])
      const { answers, unreadable } = readAnswers(rows)
      const readableAims = readAims(aims)
      return {
        assessment,
        union: readUnion(union) ?? unreadableUnion(assessment.unionId),
        answers,
        aims: readableAims ?? NO_AIMS,
        questionnaire: questionnaire?.content,
        unreadable: unreadable + (aims && !readableAims ? 1 : 0),
      }
    }),
  )
}

/** A round as it is compared: its answers, without its union and questionnaire. */
export interface StoredAnswers {
  readonly assessment: Assessment
  readonly answers: Answers
  readonly aims: Aims
  /** As in `StoredRound`. */
  readonly unreadable: number
}

/**
 * Several rounds of one union at once, in the order asked for; those that are not here, or cannot be read, are left out.
 * As few requests as can be: each takes about a millisecond.
 */
export function loadRounds(unionId: string, ids: readonly string[]): Promise<readonly StoredAnswers[]> {
  return inDatabase((db) =>
    db.transaction('r', [db.assessments, db.answers, db.aims], async () => {
      const [all, rows, withAims] = await Promise.all([
        db.assessments.where('unionId').equals(unionId).toArray(),
        Promise.all(ids.map((id) => db.answers.where('assessmentId').equals(id).toArray())),
        db.aims.toCollection().primaryKeys(),
      ])
      const rounds = new Map(all.map((row) => [row.id, readAssessment(row)]))
      const isAsked = new Set(ids)
      const aims = new Map(
        (await db.aims.bulkGet(withAims.filter((id) => isAsked.has(id)))).map((own) => [own?.assessmentId, own]),
      )
      return ids.flatMap((id, index): StoredAnswers[] => {
        const assessment = rounds.get(id)
        if (!assessment) return []
        const { answers, unreadable } = readAnswers(rows[index] ?? [])
        const own = aims.get(id)
        const readable = readAims(own)
        return [{ assessment, answers, aims: readable ?? NO_AIMS, unreadable: unreadable + (own && !readable ? 1 : 0) }]
      })
    }),
  )
}

/** The answers of one round, without the rest. */
export function loadAnswers(assessmentId: string): Promise<Answers> {
  return inDatabase(async (db) => {
    const rows = await db.answers.where('assessmentId').equals(assessmentId).toArray()
    return readAnswers(rows).answers
  })
}

function readAnswers(rows: readonly AnswerRow[]): { answers: Answers; unreadable: number } {
  const read = rows.flatMap((row) => {
    const answer = readAnswer(row.answer)
    return answer ? [[row.itemId, answer] as const] : []
  })
  return { answers: Object.fromEntries(read), unreadable: rows.length - read.length }
}

/** The frozen copy of a questionnaire version, not checked; `undefined` if no round ever used it here. */
export function loadQuestionnaireCopy(id: string, version: string): Promise<unknown> {
  return inDatabase(async (db) => (await db.questionnaires.get([id, version]))?.content)
}

/** The versions of a questionnaire that rounds here used. */
export function listVersions(id: string): Promise<readonly string[]> {
  return inDatabase(async (db) => {
    const keys = await db.questionnaires.where(':id').between([id, ''], [id, '\uffff']).primaryKeys()
    return keys.map(([, version]) => version)
  })
}

/** A round with all that is stored when it begins. */
export interface NewRecords {
  readonly assessment: Assessment
  readonly answers: Answers
  readonly questionnaire: Questionnaire
}

/** Where a round lies with all that belongs to it, and its union. */
function tablesOfRounds(db: WaymarkDatabase) {
  return [
    db.unions,
    db.assessments,
    db.answers,
    db.aims,
    db.sessions,
    db.votes,
    db.responses,
    db.photos,
    db.plan,
    db.differences,
  ]
}

/**
 * Stores rounds of one union whole, all or none: union, assessments, answers, and each questionnaire version that is not
 * there yet. A law that is `null` leaves the one that is stored.
 *
 * @param insteadOf rounds of attempts before, which are there where only their second copy was refused; they go, unless
 *   somebody has worked on them
 */
export function createAssessments(
  union: Union,
  rounds: readonly NewRecords[],
  insteadOf: readonly string[] = [],
): Promise<void> {
  return inDatabase((db) =>
    db.transaction('rw', [...tablesOfRounds(db), db.questionnaires], async () => {
      for (const id of insteadOf) {
        const attempt = readAssessment(await db.assessments.get(id))
        if (attempt?.status === 'draft' && attempt.lastItem === null) await takeOut(db, id)
      }
      const there = await db.unions.get(union.id)
      // A record that cannot be read stays as it is: more of it may be readable one day.
      const known = readUnion(there)
      if (!there || known) await db.unions.put(plain(readUnion, { ...union, law: union.law ?? known?.law ?? null }))
      for (const { assessment, answers, questionnaire } of rounds) {
        const rows = Object.entries(answers).map(([itemId, answer]) => toRow(assessment.id, itemId, answer))
        await db.assessments.add(plain(readAssessment, assessment))
        await db.answers.bulkPut(rows)
        const { id, version } = questionnaire
        const content: unknown = plainJson(questionnaire)
        // A released version is frozen: the copy that is there stays.
        if (!(await db.questionnaires.get([id, version]))) await db.questionnaires.add({ id, version, content })
      }
    }),
  )
}

/** Stores which law a union says it is under. @throws StorageError `not_found` if the union is not here any more */
export function saveLaw(unionId: string, law: Law): Promise<void> {
  return inDatabase((db) =>
    db.transaction('rw', db.unions, async () => {
      const union = readUnion(await db.unions.get(unionId))
      if (!union) throw new StorageError('not_found')
      await db.unions.put(plain(readUnion, { ...union, law }))
    }),
  )
}

/**
 * Stores what changed in one answer; the rest stays as it is stored, so that two tabs do not undo each other's work.
 * An answer that is untouched then leaves the store.
 *
 * @throws StorageError `sealed` or `not_found` if the round does not take answers
 */
export function saveAnswer(assessmentId: string, itemId: string, patch: Partial<Answer>): Promise<void> {
  return inDatabase((db) =>
    db.transaction('rw', db.assessments, db.answers, async () => {
      await draftOrThrow(await db.assessments.get(assessmentId))
      const answer = patched(await db.answers.get([assessmentId, itemId]), patch)
      if (isUntouched(answer)) await db.answers.delete([assessmentId, itemId])
      else await db.answers.put(toRow(assessmentId, itemId, answer))
    }),
  )
}

/** Stores answers while the page is being closed, as `writeBlindly` does. */
export async function saveAnswersOnHide(assessmentId: string, answers: Answers): Promise<void> {
  const items = Object.entries(answers)
  const isGone = ([, answer]: [string, Answer]) => isUntouched(answer)
  await writeBlindly('answers', {
    put: items.filter((item) => !isGone(item)).map(([itemId, answer]) => toRow(assessmentId, itemId, answer)),
    remove: items.filter(isGone).map(([itemId]) => [assessmentId, itemId]),
  })
}

/** The stored answer with the changes. */
function patched(row: AnswerRow | undefined, patch: Partial<Answer>): Answer {
  return { ...(readAnswer(row?.answer) ?? UNTOUCHED), ...patch }
}

/** Remembers the item the respondent is at. A sealed or missing round is left alone. */
export function saveLastItem(assessmentId: string, lastItem: string): Promise<void> {
  return inDatabase((db) =>
    db.transaction('rw', db.assessments, async () => {
      const assessment = readAssessment(await db.assessments.get(assessmentId))
      if (assessment?.status === 'draft') await db.assessments.put({ ...assessment, lastItem })
    }),
  )
}

/**
 * Remembers what is handed over of a person's answers; the edition counts up where it is not what was handed over before
 * (rule V10). In one transaction, so that two tabs do not hand over different answers under the same number.
 *
 * @returns what the answers are known by from now on
 * @throws StorageError `not_found` if the round is not here any more, or nothing of it is to be handed over
 */
export function saveHandOver(assessmentId: string, given: string): Promise<HandOver> {
  return inDatabase((db) =>
    db.transaction('rw', db.assessments, async () => {
      const assessment = readAssessment(await db.assessments.get(assessmentId))
      if (!assessment?.handOver) throw new StorageError('not_found')
      const before = assessment.handOver
      if (before.given === given) return before
      const handOver: HandOver = { ...before, edition: before.edition + 1, given }
      await db.assessments.put(plain(readAssessment, { ...assessment, handOver }))
      return handOver
    }),
  )
}

/**
 * Seals a round: from now on its answers do not change.
 *
 * @returns the sealed round
 * @throws StorageError `sealed` or `not_found`; `reason_missing` if an item “does not apply” without a reason (rule A4)
 */
export function sealAssessment(assessmentId: string, sealedAt: number): Promise<Assessment> {
  return inDatabase((db) =>
    db.transaction('rw', db.assessments, db.answers, async () => {
      const draft = await draftOrThrow(await db.assessments.get(assessmentId))
      const { answers } = readAnswers(await db.answers.where('assessmentId').equals(assessmentId).toArray())
      if (Object.keys(answers).some((itemId) => openPointOf(itemId, answers) === 'reason_missing'))
        throw new StorageError('reason_missing')
      const sealed: Assessment = { ...draft, status: 'sealed', sealedAt }
      await db.assessments.put(sealed)
      return sealed
    }),
  )
}

/** Stores goals; of what was changed since `before` only the changes, so that two tabs do not undo each other’s work. */
export function saveAims(assessmentId: string, aims: Aims, before: Aims | null = null): Promise<void> {
  const own = plain(readAims, aims)
  return inDatabase((db) =>
    db.transaction('rw', db.assessments, db.aims, async () => {
      if (!(await db.assessments.get(assessmentId))) throw new StorageError('not_found')
      const stored = before && readAims(await db.aims.get(assessmentId))
      await db.aims.put({ assessmentId, ...(stored ? withStored(own, before, stored) : own) })
    }),
  )
}

/** What is stored, with what was changed since `before`. */
function withStored(aims: Aims, before: Aims, stored: Aims): Aims {
  if (JSON.stringify(stored) === JSON.stringify(before)) return aims
  const isChanged = (section: string) => aims.targets[section] !== before.targets[section]
  const kept = Object.entries(stored.targets).filter(([section]) => !isChanged(section))
  const changed = Object.entries(aims.targets).filter(([section]) => isChanged(section))
  return {
    targets: Object.fromEntries([...kept, ...changed]),
    starred: [
      ...stored.starred.filter((section) => aims.starred.includes(section) || !before.starred.includes(section)),
      ...aims.starred.filter((section) => !before.starred.includes(section) && !stored.starred.includes(section)),
    ],
  }
}

/** Takes a round and all that belongs to it out of the store, and its union with its plan if no other round is left of it. */
export function deleteAssessment(assessmentId: string): Promise<void> {
  return inDatabase((db) => db.transaction('rw', tablesOfRounds(db), () => takeOut(db, assessmentId)))
}

async function takeOut(db: WaymarkDatabase, assessmentId: string): Promise<void> {
  const row = await db.assessments.get(assessmentId)
  await db.assessments.delete(assessmentId)
  await db.answers.where('assessmentId').equals(assessmentId).delete()
  await db.aims.delete(assessmentId)
  await db.sessions.delete(assessmentId)
  await db.votes.where('assessmentId').equals(assessmentId).delete()
  await db.responses.where('assessmentId').equals(assessmentId).delete()
  await db.photos.where('assessmentId').equals(assessmentId).delete()
  // What was still to be settled of it goes too.
  await db.differences.filter(({ key }) => isOf(assessmentId, key)).delete()
  if (!row || (await db.assessments.where('unionId').equals(row.unionId).count()) > 0) return
  await db.unions.delete(row.unionId)
  await db.plan.where('unionId').equals(row.unionId).delete()
}

function isOf(assessmentId: string, key: string): boolean {
  const own = JSON.parse(key) as string | readonly string[]
  return (typeof own === 'string' ? own : own[0]) === assessmentId
}

/** Takes a union with all its rounds and its plan out of the store. */
export function deleteUnion(unionId: string): Promise<void> {
  return inDatabase((db) =>
    db.transaction(
      'rw',
      [db.unions, db.assessments, db.answers, db.aims, db.sessions, db.votes, db.responses, db.photos, db.plan],
      async () => {
        const ids = await db.assessments.where('unionId').equals(unionId).primaryKeys()
        await db.assessments.bulkDelete(ids)
        await db.answers.where('assessmentId').anyOf(ids).delete()
        await db.aims.bulkDelete(ids)
        await db.sessions.bulkDelete(ids)
        await db.votes.where('assessmentId').anyOf(ids).delete()
        await db.responses.where('assessmentId').anyOf(ids).delete()
        await db.photos.where('assessmentId').anyOf(ids).delete()
        await db.plan.where('unionId').equals(unionId).delete()
        await db.unions.delete(unionId)
      },
    ),
  )
}

async function draftOrThrow(row: unknown): Promise<Assessment> {
  const assessment = readAssessment(row)
  if (!assessment) throw new StorageError('not_found')
  if (assessment.status === 'sealed') throw new StorageError('sealed')
  return assessment
}

function toRow(assessmentId: string, itemId: string, answer: Answer): AnswerRow {
  return { assessmentId, itemId, answer: plain(readAnswer, answer) }
}

import {
  LAWS,
  ROLES,
  type Answer,
  type Assessment,
  type Choice,
  type Confidence,
  type HandOver,
  type Respondent,
  type RespondentRole,
  type Union,
} from '@/domain/assessment'
import type { Subject } from '@/domain/questionnaire'
import type { Aims } from '@/domain/gaps'
import type { PlannedAction, PlanEvent, PlanStatus, Serves } from '@/domain/plan'
import type { GroupVoice } from '@/domain/session'
import type { Tally } from '@/domain/workshop'

// Stored records are doubted when read: a browser, an extension or an older Waymark may have left anything there.
// Each reader copies known fields into a new plain object, so what it returns is exact and free of proxies;
// writing goes through the same readers. `null` means: this is no such record.

export type Fields = Readonly<Record<string, unknown>>

export function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null
}

export const isText = (value: unknown): value is string => typeof value === 'string'
const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
export const isOneOf = <T extends string>(value: unknown, allowed: readonly T[]): value is T =>
  allowed.some((each) => each === value)
export const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value)
export const isTimeOrNull = (value: unknown): value is number | null => value === null || isTime(value)

export function readUnion(value: unknown): Union | null {
  const fields = fieldsOf(value)
  if (!fields || !isText(fields.id) || !isText(fields.name)) return null
  const { law } = fields
  if (law !== null && !isOneOf(law, LAWS)) return null
  return { id: fields.id, name: fields.name, law }
}

function readSubject(value: unknown): Subject | null {
  const fields = fieldsOf(value)
  if (fields?.kind === 'union') return { kind: 'union' }
  return fields?.kind === 'project' && isText(fields.name) ? { kind: 'project', name: fields.name } : null
}

export const isRole = (value: unknown): value is RespondentRole => isOneOf(value, ROLES)

function readRespondent(value: unknown): Respondent | null {
  const fields = fieldsOf(value)
  if (!fields || !isText(fields.name)) return null
  const { role, knowledge, name } = fields
  if (!isRole(role)) return null
  if (knowledge !== null && !isOneOf(knowledge, ['hands_on', 'reports', 'hearsay'])) return null
  return { role, knowledge, name }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

function readHandOver(value: unknown): HandOver | null {
  const fields = fieldsOf(value)
  if (!fields || !isText(fields.key) || !/^[0-9a-f]{16}$/.test(fields.key)) return null
  const { key, requestId, edition, given, sectionIds } = fields
  if (!isTextOrNull(requestId) || !isCount(edition) || !isText(given)) return null
  if (sectionIds === undefined) return { key, requestId, edition, given }
  if (!Array.isArray(sectionIds) || !sectionIds.every(isText)) return null
  return { key, requestId, edition, given, sectionIds: [...sectionIds] }
}

export function readAssessment(value: unknown): Assessment | null {
  const fields = fieldsOf(value)
  const respondent = readRespondent(fields?.respondent)
  const subject = readSubject(fields?.subject)
  if (!fields || !respondent || !subject) return null
  const { id, unionId, questionnaireId, questionnaireVersion, form, date, status } = fields
  const { createdAt, sealedAt, copiedFrom, lastItem } = fields
  if (!isText(id) || !isText(unionId) || !isText(questionnaireId) || !isText(questionnaireVersion)) return null
  if (!isOneOf(form, ['full', 'short']) || !isOneOf(status, ['draft', 'sealed'])) return null
  if (!isText(date) || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return null
  if (!isTime(createdAt) || !isTimeOrNull(sealedAt) || !isTextOrNull(copiedFrom) || !isTextOrNull(lastItem)) return null
  const handOver = fields.handOver === undefined ? undefined : readHandOver(fields.handOver)
  if (handOver === null) return null
  return {
    id,
    unionId,
    questionnaireId,
    questionnaireVersion,
    form,
    subject,
    respondent,
    date,
    status,
    createdAt,
    sealedAt,
    copiedFrom,
    lastItem,
    ...(handOver ? { handOver } : {}),
  }
}

export function readChoice(value: unknown): Choice | null {
  const fields = fieldsOf(value)
  if (!fields) return null
  if (fields.kind === 'option' && Number.isSafeInteger(fields.value))
    return { kind: 'option', value: fields.value as number }
  if (fields.kind === 'dont_know') return { kind: 'dont_know' }
  if (fields.kind === 'not_applicable' && isText(fields.reason))
    return { kind: 'not_applicable', reason: fields.reason }
  return null
}

export function readTally(value: unknown): Tally | null {
  const fields = fieldsOf(value)
  if (!fields || !Array.isArray(fields.levels) || !isCount(fields.dontKnow) || !isCount(fields.doesNotApply))
    return null
  const levels = fields.levels.map((each: unknown) => {
    const { level, votes } = fieldsOf(each) ?? {}
    return Number.isSafeInteger(level) && isCount(votes) ? { level: level as number, votes } : null
  })
  if (!levels.every((each) => each !== null)) return null
  return { levels, dontKnow: fields.dontKnow, doesNotApply: fields.doesNotApply }
}

/** The two levels between which a room stands. */
export function readRange(value: unknown): { readonly low: number; readonly high: number } | null {
  const { low, high } = fieldsOf(value) ?? {}
  return Number.isSafeInteger(low) && Number.isSafeInteger(high) ? { low: low as number, high: high as number } : null
}

function readVoice(value: unknown): GroupVoice | null {
  const fields = fieldsOf(value)
  const tally = readTally(fields?.tally)
  if (!fields || !tally || !isOneOf(fields.by, ['agreed', 'votes']) || !isText(fields.dissent)) return null
  const notAgreed = fields.notAgreed === null ? null : readRange(fields.notAgreed)
  if (notAgreed === null && fields.notAgreed !== null) return null
  return { by: fields.by, tally, notAgreed, dissent: fields.dissent }
}

export const isConfidence = (value: unknown): value is Confidence => isOneOf(value, ['sure', 'fairly_sure', 'guessing'])

export function readAnswer(value: unknown): Answer | null {
  const fields = fieldsOf(value)
  const evidence = fieldsOf(fields?.evidence)
  if (!fields || !evidence) return null
  const choice = fields.choice === null ? null : readChoice(fields.choice)
  if (choice === null && fields.choice !== null) return null
  const { confidence, note, comeBack, chosenAt, lastTimeShown } = fields
  if (confidence !== null && !isConfidence(confidence)) return null
  const voice = fields.voice === undefined ? undefined : readVoice(fields.voice)
  if (voice === null) return null
  if (!isText(note) || !isText(evidence.source) || !isText(evidence.date)) return null
  if (typeof comeBack !== 'boolean' || typeof lastTimeShown !== 'boolean' || !isTimeOrNull(chosenAt)) return null
  return {
    choice,
    confidence,
    note,
    evidence: { source: evidence.source, date: evidence.date },
    comeBack,
    chosenAt,
    lastTimeShown,
    ...(voice ? { voice } : {}),
  }
}

export function readAims(value: unknown): Aims | null {
  const fields = fieldsOf(value)
  const targets = fieldsOf(fields?.targets)
  if (!fields || !targets || !Array.isArray(fields.starred) || !fields.starred.every(isText)) return null
  const levels = Object.entries(targets).filter((entry): entry is [string, number] => Number.isSafeInteger(entry[1]))
  return { targets: Object.fromEntries(levels), starred: [...fields.starred] }
}

const STATUSES: readonly PlanStatus[] = ['to_do', 'under_way', 'blocked', 'in_place', 'dropped']
const isDayOrBlank = (value: unknown): value is string => isText(value) && /^(\d{4}-\d{2}-\d{2})?$/.test(value)
const isPlace = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

function readServes(value: unknown): Serves | null {
  const fields = fieldsOf(value)
  if (!fields || !isText(fields.questionnaireId) || !isText(fields.sectionId)) return null
  const { questionnaireId, sectionId, itemIds, from, to } = fields
  if (!Array.isArray(itemIds) || !itemIds.every(isText) || !isPlace(from) || !isPlace(to)) return null
  return { questionnaireId, sectionId, itemIds: [...itemIds], from, to }
}

function readEvent(value: unknown): PlanEvent | null {
  const fields = fieldsOf(value)
  if (!fields || !isTime(fields.at)) return null
  const { at, what, status } = fields
  if (!isOneOf(what, ['taken', 'changed', 'status', 'pinned', 'released'])) return null
  if (status !== null && !isOneOf(status, STATUSES)) return null
  return { at, what, status }
}

/** Whether every one of these is a text. */
function areTexts<K extends string>(fields: Fields, keys: readonly K[]): fields is Fields & Record<K, string> {
  return keys.every((key) => isText(fields[key]))
}

export function readPlannedAction(value: unknown): PlannedAction | null {
  const fields = fieldsOf(value)
  const evidence = fieldsOf(fields?.evidence)
  if (!fields || !evidence || !areTexts(evidence, ['source', 'date'])) return null
  if (!areTexts(fields, ['id', 'unionId', 'title', 'why', 'owner', 'cost', 'blockedBy', 'dropReason'])) return null
  const { id, unionId, title, why, owner, cost, blockedBy, dropReason } = fields
  const { origin, offerKey, status, effort, importance, due, reviewDate, dependsOn, firstRound, pinnedAt } = fields
  if (!isOneOf(origin, ['proposed', 'workshop', 'typed']) || !isOneOf(status, STATUSES)) return null
  if (!isOneOf(effort, ['small', 'medium', 'large'])) return null
  if (importance !== null && importance !== 1 && importance !== 2 && importance !== 3) return null
  if (!isDayOrBlank(due) || !isDayOrBlank(reviewDate) || !isDayOrBlank(evidence.date)) return null
  if (!isTextOrNull(offerKey) || !isTextOrNull(firstRound) || (pinnedAt !== null && !isPlace(pinnedAt))) return null
  const serves = fields.serves === null ? null : readServes(fields.serves)
  if (serves === null && fields.serves !== null) return null
  if (!Array.isArray(dependsOn) || !dependsOn.every(isText) || !isTime(fields.createdAt)) return null
  const log = Array.isArray(fields.log) ? fields.log.map(readEvent) : [null]
  if (!log.every((event): event is PlanEvent => event !== null)) return null
  return {
    id,
    unionId,
    origin,
    offerKey,
    serves,
    title,
    why,
    owner,
    due,
    status,
    effort,
    importance,
    cost,
    blockedBy,
    dropReason,
    evidence: { source: evidence.source, date: evidence.date },
    reviewDate,
    dependsOn: [...dependsOn],
    firstRound,
    pinnedAt,
    createdAt: fields.createdAt,
    log,
  }
}

/** A copy of what is JSON through and through, without the reactive proxies that a browser cannot store. */
export function plainJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

/**
 * The same record as a plain object, ready to be stored.
 *
 * @throws if the reader does not know it as its record: a bug, because it comes from our own code
 */
export function plain<T>(read: (value: unknown) => T | null, record: T): T {
  const copy = read(record)
  if (copy === null) throw new Error(`not a record that can be stored: ${JSON.stringify(record)}`)
  return copy
}

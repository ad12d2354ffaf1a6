import type { Answers } from '@/domain/assessment'
import {
  VOTING_WAYS,
  type HeldResponse,
  type Outcome,
  type PassedVote,
  type RoomItem,
  type RoomVotes,
  type Session,
  type Timer,
} from '@/domain/session'
import { LOWEST_FLOOR, type Response } from '@/domain/workshop'
import {
  fieldsOf,
  isConfidence,
  isOneOf,
  isRole,
  isText,
  isTextOrNull,
  isTimeOrNull,
  readAnswer,
  readChoice,
  readRange,
  readTally,
} from './records'

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
const areAll = <T>(values: unknown, is: (value: unknown) => value is T): values is T[] =>
  Array.isArray(values) && values.every(is)
/** A lower one protects nobody (rule V7). */
const isFloor = (value: unknown): value is number => isWhole(value) && value >= LOWEST_FLOOR
const isWay = (value: unknown) => isOneOf(value, VOTING_WAYS)

function readTimer(value: unknown): Timer | null {
  const { length, endsAt, left } = fieldsOf(value) ?? {}
  if (typeof length !== 'number' || typeof left !== 'number' || !isTimeOrNull(endsAt)) return null
  return Number.isFinite(length) && Number.isFinite(left) ? { length, endsAt, left } : null
}

export function readSession(value: unknown): Session | null {
  const fields = fieldsOf(value)
  if (!fields || !isText(fields.assessmentId) || !isText(fields.step)) return null
  const { assessmentId, sectionIds, people, present, meetings, ways, roles, floor, consentAt, step } = fields
  const { revealed, closedSections, closedAt } = fields
  if (!areAll(sectionIds, isText) || !areAll(revealed, isText) || !areAll(closedSections, isText)) return null
  if (!isWhole(people) || !isWhole(present) || !areAll(meetings, isWhole)) return null
  if (!areAll(ways, isWay) || !areAll(roles, isRole)) return null
  if ((floor !== null && !isFloor(floor)) || !isTimeOrNull(consentAt) || !isTimeOrNull(closedAt)) return null
  const timer = fields.timer === null ? null : readTimer(fields.timer)
  if (timer === null && fields.timer !== null) return null
  return {
    assessmentId,
    sectionIds: [...sectionIds],
    people,
    present,
    meetings: [...meetings],
    ways: [...ways],
    roles: [...roles],
    floor,
    consentAt,
    step,
    revealed: [...revealed],
    timer,
    closedSections: [...closedSections],
    closedAt,
  }
}

function readPassed(value: unknown): PassedVote | null {
  const fields = fieldsOf(value)
  const choice = readChoice(fields?.choice)
  if (!fields || !choice || (fields.role !== null && !isRole(fields.role))) return null
  return { choice, role: fields.role }
}

function readRoomVotes(value: unknown): RoomVotes | null {
  const fields = fieldsOf(value)
  const cards = readTally(fields?.cards)
  const passed = Array.isArray(fields?.passed) ? fields.passed.map(readPassed) : [null]
  return cards && passed.every((vote) => vote !== null) ? { passed, cards } : null
}

function readOutcome(value: unknown): Outcome | null {
  const fields = fieldsOf(value)
  if (fields?.kind === 'agreed') {
    const choice = readChoice(fields.choice)
    return choice && { kind: 'agreed', choice }
  }
  const range = fields?.kind === 'not_agreed' ? readRange(fields) : null
  return range && { kind: 'not_agreed', ...range }
}

/** `null` stays what it is; what is there has to be read. `undefined` means that it cannot be. */
function orNull<T>(value: unknown, read: (value: unknown) => T | null): T | null | undefined {
  return value === null ? null : (read(value) ?? undefined)
}

function readCounts(value: unknown): RoomItem['counts'] {
  const fields = fieldsOf(value)
  const first = readTally(fields?.first)
  const second = orNull(fields?.second, readTally)
  return first && second !== undefined ? { first, second } : null
}

export function readRoomItem(value: unknown): RoomItem | null {
  const fields = fieldsOf(value)
  const evidence = fieldsOf(fields?.evidence)
  const first = readRoomVotes(fields?.first)
  const second = orNull(fields?.second, readRoomVotes)
  const counts = orNull(fields?.counts, readCounts)
  const outcome = orNull(fields?.outcome, readOutcome)
  if (!fields || !evidence || !first || second === undefined || counts === undefined || outcome === undefined)
    return null
  const { reason, dissent, confidence, parked } = fields
  if (!isText(reason) || !isText(dissent) || !isTextOrNull(parked)) return null
  if ((confidence !== null && !isConfidence(confidence)) || !isText(evidence.source) || !isText(evidence.date))
    return null
  return {
    first,
    second,
    counts,
    outcome,
    reason,
    dissent,
    confidence,
    evidence: { source: evidence.source, date: evidence.date },
    parked,
  }
}

function readAnswers(value: unknown): Answers | null {
  const entries = Object.entries(fieldsOf(value) ?? {}).map(([itemId, answer]) => [itemId, readAnswer(answer)] as const)
  if (fieldsOf(value) === null || entries.some(([, answer]) => answer === null)) return null
  return Object.fromEntries(entries) as Answers
}

function readResponse(value: unknown): Response | null {
  const fields = fieldsOf(value)
  const answers = readAnswers(fields?.answers)
  if (!fields || !answers || !isText(fields.key) || !isWhole(fields.edition) || !isRole(fields.role)) return null
  const { key, edition, questionnaireId, questionnaireVersion, role, form, requestId } = fields
  if (!isText(questionnaireId) || !isText(questionnaireVersion)) return null
  if (!isOneOf(form, ['full', 'short']) || !isTextOrNull(requestId)) return null
  return { key, edition, questionnaireId, questionnaireVersion, form, requestId, role, answers }
}

export function readHeldResponse(value: unknown): HeldResponse | null {
  const fields = fieldsOf(value)
  const response = readResponse(fields?.response)
  const again = orNull(fields?.again, readAnswers)
  if (!fields || !response || again === undefined || !isOneOf(fields.way, ['own', 'paper'])) return null
  if (fields.sheet !== null && !isWhole(fields.sheet)) return null
  return { response, way: fields.way, sheet: fields.sheet, again }
}

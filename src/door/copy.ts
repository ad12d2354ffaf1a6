import { readQuestionnaire } from '@/questionnaires/read'
import { renewed } from '@/storage/renewed'
import { FILE_TABLES, type Project } from '@/storage/projectFile'
import { readAims, readAnswer, readAssessment, readPlannedAction, readUnion } from '@/storage/records'
import { readHeldResponse, readRoomItem, readSession } from '@/storage/sessionRecords'
import type { VersionedTable } from '@/storage/versions'
import { Refused } from './refusal'

type Fields = Readonly<Record<string, unknown>>

/** How a record becomes one of ours: field by field into a new object, so that nothing of the file's own making comes along. */
const READERS: Readonly<Record<VersionedTable, (value: unknown) => unknown>> = {
  unions: readUnion,
  assessments: readAssessment,
  answers(value) {
    const { assessmentId, itemId, answer } = value as Fields
    const read = readAnswer(answer)
    return read && { assessmentId, itemId, answer: read }
  },
  aims(value) {
    const read = readAims(value)
    return read && { assessmentId: (value as Fields).assessmentId, ...read }
  },
  plan: readPlannedAction,
  sessions: readSession,
  votes(value) {
    const { assessmentId, itemId, room } = value as Fields
    const read = readRoomItem(room)
    return read && { assessmentId, itemId, room: read }
  },
  responses(value) {
    const { assessmentId, key, held } = value as Fields
    const read = readHeldResponse(held)
    return read && read.response.key === key ? { assessmentId, key, held: read } : null
  },
  questionnaires(value) {
    const { id, version, content } = value as Fields
    const reading = readQuestionnaire(content)
    const isOwn = reading.ok && reading.questionnaire.id === id && reading.questionnaire.version === version
    return isOwn ? { id, version, content: reading.questionnaire } : null
  },
}

interface FileShape {
  readonly union: string
  readonly version: number
  readonly records: Readonly<
    Record<
      VersionedTable,
      readonly { key: unknown; versions: readonly { vector: object; at: string; value?: unknown }[] }[]
    >
  >
}

/** The records of a file whose shape was checked, each as a new object. @throws Refused */
export function copied(checked: unknown): Project {
  const { union, records } = checked as FileShape
  return {
    union,
    records: FILE_TABLES.flatMap((table) =>
      records[table].map(({ key, versions }, index) => ({
        table,
        key: JSON.stringify(key),
        versions: versions.map(({ vector, at, value }, version) => {
          const place = `records/${table}/${index}/versions/${version}/value`
          const copy = value === undefined ? null : READERS[table](value)
          if (copy === null && value !== undefined)
            throw new Refused(table === 'questionnaires' ? 'questionnaire' : 'damaged_record', place)
          return { vector: { ...vector } as Record<string, number>, at, value: copy }
        }),
      })),
    ),
  }
}

/** The file as today's version would have written it. Its shape is not known yet, so everything else is left as it is. */
export function brought(file: Fields): Fields {
  const records = file.records
  if (typeof records !== 'object' || records === null || typeof file.version !== 'number') return file
  const version = file.version
  // Files of version 5 know no workshops.
  const later = version < 6 ? { sessions: [], votes: [], responses: [] } : {}
  return {
    ...file,
    records: Object.fromEntries(
      Object.entries({ ...later, ...records }).map(([table, rows]) => [
        table,
        Array.isArray(rows) ? rows.map((row: unknown) => broughtRow(table, row, version)) : rows,
      ]),
    ),
  }
}

function broughtRow(table: string, row: unknown, version: number): unknown {
  const versions = (row as Fields | null)?.versions
  if (!Array.isArray(versions)) return row
  return {
    ...(row as Fields),
    versions: versions.map((each: unknown) => {
      const value = (each as Fields | null)?.value
      const renewedValue = renewed(table, value, version)
      return renewedValue ? { ...(each as Fields), value: renewedValue } : each
    }),
  }
}

import { toBase64 } from '@/domain/base64'
import { canonical } from '@/domain/canonical'
import type { KnownRecord } from '@/domain/merge'
import type { Photo } from '@/domain/photo'
import { NEWEST_VERSION } from './migrations'
import type { VersionedTable } from './versions'

/** Everything that belongs to one union, with all that is known of who changed what. */
export interface Project {
  /** Its id. */
  readonly union: string
  readonly records: readonly (KnownRecord & { readonly table: VersionedTable })[]
  /** Photos of its rounds, where they were asked for; no photo says nothing of those that are elsewhere. */
  readonly photos?: readonly Photo[]
}

/** The version that the records of a file of today are written for. */
export { NEWEST_VERSION }

/** The tables in a file, in this order: what a person would look for first comes first, the long questionnaires last. */
export const FILE_TABLES = [
  'unions',
  'assessments',
  'answers',
  'aims',
  'plan',
  'sessions',
  'votes',
  'responses',
  'questionnaires',
] as const

/** One version of a record as it stands in a file; deleted where it has no value. */
interface FileVersion {
  readonly vector: KnownRecord['versions'][number]['vector']
  readonly at: string
  readonly value?: unknown
}

interface FileRecord {
  readonly key: unknown
  readonly versions: readonly FileVersion[]
}

/** The records as a file groups them, in an order that does not depend on the device. */
function toFile({ records }: Project): Readonly<Record<string, readonly FileRecord[]>> {
  return Object.fromEntries(
    FILE_TABLES.map((table) => [
      table,
      records
        .filter((record) => record.table === table)
        .sort((a, b) => (a.key < b.key ? -1 : 1))
        .map(({ key, versions }) => ({
          key: JSON.parse(key) as unknown,
          versions: versions.map(({ vector, at, value }) => ({ vector, at, ...(value === null ? {} : { value }) })),
        })),
    ]),
  )
}

/**
 * SHA-256 over the canonical contents, as 64 digits: the same for the same contents, whenever and wherever they are saved,
 * with photos or without.
 */
export function fingerprintOf(project: Project): Promise<string> {
  const contents = canonical({ union: project.union, version: NEWEST_VERSION, records: toFile(project) })
  return digestOf(new TextEncoder().encode(contents))
}

/** SHA-256 of bytes, as 64 digits. */
export async function digestOf(bytes: BufferSource): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A photo as it stands in a file, with the SHA-256 of its bytes, which are base64. */
async function photoInFile({ bytes, ...photo }: Photo): Promise<string> {
  return JSON.stringify({ ...photo, sha256: await digestOf(bytes), data: toBase64(new Uint8Array(bytes)) })
}

/** A fingerprint as people compare it: its first sixteen digits in groups of four. */
export function shortFingerprint(fingerprint: string): string {
  return fingerprint.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')
}

export interface ProjectFile {
  readonly name: string
  readonly text: string
  readonly fingerprint: string
}

/** A name that says nothing about the union. @param now milliseconds since 1970 */
export function projectFileName(now: number): string {
  return `waymark-union-${new Date(now).toISOString().slice(0, 10)}.json`
}

/**
 * A union as a file: one line a record, so that two files can be compared.
 * src/door/README.md describes the format.
 *
 * @param now milliseconds since 1970
 * @param app the version of Waymark
 */
export async function writeProjectFile(project: Project, now: number, app: string): Promise<ProjectFile> {
  const fingerprint = await fingerprintOf(project)
  const savedAt = new Date(now).toISOString()
  const head = { waymark: 'project', version: NEWEST_VERSION, app, savedAt, fingerprint, union: project.union }
  const tables = Object.entries(toFile(project)).map(([table, records]) => {
    const lines = records.map((record) => `\n      ${JSON.stringify(record)}`)
    return `    ${JSON.stringify(table)}: [${lines.join(',')}${lines.length > 0 ? '\n    ' : ''}]`
  })
  const photos = await Promise.all((project.photos ?? []).map(photoInFile))
  const end = photos.length > 0 ? `,\n  "photos": [\n    ${photos.join(',\n    ')}\n  ]` : ''
  const text = `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "records": {\n${tables.join(',\n')}\n  }${end}\n}\n`
  return { name: projectFileName(now), text, fingerprint }
}

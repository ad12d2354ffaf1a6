import { canonical } from '@/domain/canonical'
import type { KnownRecord } from '@/domain/merge'
import type { Photo } from '@/domain/photo'
import { FILE_TABLES, fingerprintOf, NEWEST_VERSION, type Project } from '@/storage/projectFile'
import { readRoundFile } from '@/storage/roundFile'
import { textOf } from './bytes'
import { checkShape } from './check'
import { brought, copied } from './copy'
import { parsed } from './parse'
import { photosIn } from './photos'
import { checkReferences } from './references'
import { Refused, type Refusal } from './refusal'

/** A file that was looked over whole: what it brings, and what a person should know of it before taking it in. */
export interface Arrival {
  readonly project: Project
  /** `round` for a file with one round, as earlier versions saved them. */
  readonly kind: 'project' | 'round'
  /** Milliseconds since 1970. */
  readonly savedAt: number
  /** Of the contents as they were read. */
  readonly fingerprint: string
  /** The contents are not those that the fingerprint in the file was made of. */
  readonly isAltered: boolean
  /** Signs in its texts that turn the direction of reading. They stay as they are, and can make a text look like another. */
  readonly turningSigns: number
  /** Photos in it that are damaged, and are left out. */
  readonly photosLeftOut: number
}

export type Outcome =
  { readonly ok: true; readonly arrival: Arrival } | { readonly ok: false; readonly refusal: Refusal }

/** Reads the bytes of a file of unknown origin; changes nothing anywhere. */
export async function readFile(bytes: Uint8Array): Promise<Outcome> {
  try {
    const text = textOf(bytes)
    const value = parsed(text)
    const arrival = kindOf(value) === 'round' ? await readRound(text) : await readProject(value as Fields)
    return { ok: true, arrival }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal }
    throw error
  }
}

type Fields = Readonly<Record<string, unknown>>

function kindOf(value: unknown): 'project' | 'round' {
  const { waymark, version } = typeof value === 'object' && value !== null ? (value as Fields) : ({} as Fields)
  if (waymark === 'request') throw new Refused('a_request')
  if (waymark === 'response') throw new Refused('a_response')
  if ((waymark !== 'project' && waymark !== 'round') || typeof version !== 'number') throw new Refused('not_ours')
  if (version > NEWEST_VERSION) throw new Refused('newer_version', 'version')
  return waymark
}

async function readProject(file: Fields): Promise<Arrival> {
  const current = brought(file)
  checkShape(current)
  const project = copied(current)
  checkReferences(project)
  const rounds = project.records.filter(({ table }) => table === 'assessments')
  const { photos, leftOut } = await photosIn(current, new Set(rounds.map(({ key }) => JSON.parse(key) as string)))
  const fingerprint = await fingerprintOf(project)
  const savedAt = Date.parse(String(file.savedAt))
  if (Number.isNaN(savedAt)) throw new Refused('wrong_form', 'savedAt')
  return {
    project: photos.length > 0 ? { ...project, photos } : project,
    kind: 'project',
    savedAt,
    fingerprint,
    // An older version wrote other records, and so another fingerprint.
    isAltered: file.version === NEWEST_VERSION && file.fingerprint !== fingerprint,
    turningSigns: turningSigns(project, photos),
    photosLeftOut: leftOut,
  }
}

/**
 * A file with one round knows nothing of counts. It gets its own contents for a device that changed each record once: so it
 * stands beside what is here, is joined where it is the same, and is known when it comes again.
 */
async function readRound(text: string): Promise<Arrival> {
  const reading = readRoundFile(text)
  if (!reading.ok) throw new Refused(reading.problem === 'newer_version' ? 'newer_version' : 'damaged_record')
  const { assessment, union, answers, aims, questionnaire } = reading.round
  if (reading.unreadable > 0) throw new Refused('damaged_record', 'answers')
  const { savedAt = '' } = JSON.parse(text) as { savedAt?: unknown }
  const values: readonly (readonly [Project['records'][number]['table'], unknown, unknown])[] = [
    ['unions', union.id, union],
    ['assessments', assessment.id, assessment],
    ...Object.entries(answers).map(
      ([itemId, answer]) =>
        ['answers', [assessment.id, itemId], { assessmentId: assessment.id, itemId, answer }] as const,
    ),
    ...(Object.keys(aims.targets).length + aims.starred.length > 0
      ? [['aims', assessment.id, { assessmentId: assessment.id, ...aims }] as const]
      : []),
    [
      'questionnaires',
      [assessment.questionnaireId, assessment.questionnaireVersion],
      { id: assessment.questionnaireId, version: assessment.questionnaireVersion, content: questionnaire },
    ],
  ]
  const device = `file-${(await fingerprintOf(bare(union.id, values, {}))).slice(0, 24)}`
  const marked = bare(union.id, values, { [device]: 1 })
  // The same doubts as for a project file: ids, lengths, the questionnaire.
  const shaped = { waymark: 'project', version: NEWEST_VERSION, app: '', fingerprint: '0'.repeat(64) }
  const project = await readProject({
    ...shaped,
    savedAt: typeof savedAt === 'string' ? savedAt : '',
    union: union.id,
    records: grouped(marked),
  })
  return { ...project, kind: 'round', isAltered: false }
}

function bare(
  union: string,
  values: readonly (readonly [Project['records'][number]['table'], unknown, unknown])[],
  vector: KnownRecord['versions'][number]['vector'],
): Project {
  const records = values.map(([table, key, value]) => ({
    table,
    key: JSON.stringify(key),
    versions: [{ vector, at: '', value }],
  }))
  return { union, records }
}

function grouped({ records }: Project): object {
  return Object.fromEntries(
    FILE_TABLES.map((table) => [
      table,
      records
        .filter((record) => record.table === table)
        .map(({ key, versions }) => ({ key: JSON.parse(key) as unknown, versions })),
    ]),
  )
}

/** Marks and overrides of direction. */
function turningSigns({ records }: Project, photos: readonly Photo[]): number {
  const captions = photos.map(({ caption }) => caption)
  const texts = canonical([...records.filter(({ table }) => table !== 'questionnaires'), captions])
  return texts.match(/[\u202A-\u202E\u2066-\u2069\u200E\u200F]/g)?.length ?? 0
}

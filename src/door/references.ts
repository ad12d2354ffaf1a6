import { isExample, type Assessment } from '@/domain/assessment'
import type { Project } from '@/storage/projectFile'
import { Refused } from './refusal'

type ProjectRecord = Project['records'][number]

/**
 * Looks at what a schema cannot say: that each record stands under its own key, once; that all belong to the one union; and
 * that what they name is in the file too.
 *
 * @throws Refused
 */
export function checkReferences(project: Project): void {
  if (isExample({ id: project.union })) throw new Refused('example', 'union')
  const of = (table: string) => project.records.filter((record) => record.table === table)
  const rounds = new Set(of('assessments').map(({ key }) => JSON.parse(key) as string))
  const questionnaires = new Set(
    of('questionnaires')
      .filter(isThere)
      .map(({ key }) => key),
  )
  const seen = new Set<string>()
  const counts: Record<string, number> = {}
  for (const record of project.records) {
    const index = (counts[record.table] = (counts[record.table] ?? -1) + 1)
    const place = `records/${record.table}/${index}`
    const name = `${record.table} ${record.key}`
    if (seen.has(name)) throw new Refused('twice', place)
    seen.add(name)
    checkKey(record, place)
    if (OF_A_ROUND.includes(record.table) && !rounds.has(roundOf(record))) throw new Refused('dangling', `${place}/key`)
    record.versions.forEach(({ value }, version) => {
      if (value === null) return
      const { unionId, questionnaireId, questionnaireVersion } = value as Partial<Assessment>
      const inside = `${place}/versions/${version}/value`
      if (unionId !== undefined && unionId !== project.union) throw new Refused('other_union', `${inside}/unionId`)
      if (record.table !== 'assessments') return
      if (!questionnaires.has(JSON.stringify([questionnaireId, questionnaireVersion])))
        throw new Refused('dangling', `${inside}/questionnaireId`)
    })
  }
  const [union] = of('unions')
  if (!union || !isThere(union)) throw new Refused('missing', 'records/unions')
  if (union.key !== JSON.stringify(project.union)) throw new Refused('other_union', 'records/unions/0/key')
}

function isThere({ versions }: ProjectRecord): boolean {
  return versions.some(({ value }) => value !== null)
}

/** The tables whose records belong to one round. */
const OF_A_ROUND: readonly ProjectRecord['table'][] = ['answers', 'aims', 'sessions', 'votes', 'responses']

/** The round that an answer, or what else belongs to one, is of. */
function roundOf({ key }: ProjectRecord): string {
  const parts = JSON.parse(key) as string | readonly string[]
  return typeof parts === 'string' ? parts : (parts[0] ?? '')
}

/** The fields that make the key of a record, by table. */
const KEY_FIELDS: Readonly<Record<ProjectRecord['table'], readonly string[]>> = {
  unions: ['id'],
  assessments: ['id'],
  answers: ['assessmentId', 'itemId'],
  aims: ['assessmentId'],
  plan: ['id'],
  sessions: ['assessmentId'],
  votes: ['assessmentId', 'itemId'],
  responses: ['assessmentId', 'key'],
  questionnaires: ['id', 'version'],
}

function checkKey({ table, key, versions }: ProjectRecord, place: string): void {
  const fields = KEY_FIELDS[table]
  versions.forEach(({ value }, index) => {
    if (value === null) return
    const own = fields.map((field) => (value as Record<string, unknown>)[field])
    if (JSON.stringify(own.length > 1 ? own : own[0]) !== key)
      throw new Refused('wrong_key', `${place}/versions/${index}/value/${fields[0]}`)
  })
}

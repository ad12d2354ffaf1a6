import { isSameContent } from '@/domain/canonical'
import { lookOver } from '@/door/door'
import { loadProject, previewProject, takeIn } from '@/storage/projects'
import { writeProjectFile, type Project } from '@/storage/projectFile'
import { readRoundFile, writeRoundFile } from '@/storage/roundFile'
import { filesOf, prepare, recordsOf } from './files'
import { bare, countOf, read } from './readers'
import { FIELDS, unionOf } from './union'

// What is tried runs here, in a page of a real browser, with the code of the app: its door with its worker, its store, its
// makers of papers. scripts/corpora/run.mjs calls it.

/** What became of a file at the door. */
export interface FileVerdict {
  /** Why it was refused; `read` if it was not. */
  readonly outcome: string
  readonly milliseconds: number
  readonly faults: readonly string[]
}

/** What became of a text in every field. */
export interface TextVerdict {
  /** How many files were made and read back. */
  readonly files: number
  readonly milliseconds: number
  readonly faults: readonly string[]
}

const NOW = Date.UTC(2026, 10, 29)
const messageOf = (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error))

/** Tries a file as an import. What is stored before is there after it, to the last byte, unless the file was taken in. */
async function tryFile(base64: string): Promise<FileVerdict> {
  const faults: string[] = []
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
  const before = await wholeStore()
  const begun = performance.now()
  let outcome = 'crashed'
  let arrived: Project | null = null
  try {
    const found = await lookOver(new Blob([bytes]))
    outcome = found.ok ? 'read' : found.refusal.code
    if (found.ok) arrived = found.arrival.project
    if (arrived) await previewProject(arrived)
  } catch (error) {
    faults.push(`crashed: ${messageOf(error)}`)
  }
  const milliseconds = performance.now() - begun
  if ((await wholeStore()) !== before) faults.push('the store changed')
  if (arrived) await takeIn(arrived, 'replace', NOW).catch((error: unknown) => faults.push(messageOf(error)))
  return { outcome, milliseconds, faults }
}

/** Puts a text into every text field of a union, takes it through every file that the app makes, and reads each back. */
async function tryText(json: string): Promise<TextVerdict> {
  const begun = performance.now()
  const text = JSON.parse(json) as string
  const faults: string[] = []
  const project = unionOf(text)
  let files = 0
  try {
    const arrived = await throughFile(project)
    await takeIn(arrived, 'replace', NOW)
    const { project: stored } = await loadProject(project.union)
    if (!isSameContent(valuesOf(stored), valuesOf(project))) faults.push('the store gives back something else')
    checkRoundFile(stored)
    files += 2
    for await (const made of filesOf(stored)) {
      files += 1
      try {
        const { words, shapes } = await read(made)
        const { shapes: known, count } = PLAIN.get(made.name) ?? { shapes: new Set<string>(), count: 0 }
        const foreign = [...shapes].filter((shape) => !known.has(shape))
        if (foreign.length > 0) throw new Error(`holds ${foreign.join(', ')}, as no plain text does`)
        if (bare(text).replaceAll("'", '') !== '' && countOf(made, words, text) < count)
          throw new Error(`has the text ${countOf(made, words, text)} times instead of ${count}`)
      } catch (error) {
        faults.push(`${made.name} ${messageOf(error)}`)
      }
    }
  } catch (error) {
    faults.push(messageOf(error))
  }
  if ('isRun' in globalThis) faults.push('a script of the text was run')
  return { files, milliseconds: performance.now() - begun, faults }
}

/** Writes a union into a file and reads the file. @throws if something else comes back */
async function throughFile(project: Project): Promise<Project> {
  const file = await writeProjectFile(project, NOW, 'corpora')
  const outcome = await lookOver(new Blob([file.text]))
  if (!outcome.ok) throw new Error(`the project file is refused: ${outcome.refusal.code} at ${outcome.refusal.place}`)
  const { arrival } = outcome
  if (arrival.isAltered || !isSameContent(sorted(arrival.project), sorted(project)))
    throw new Error('the project file gives back something else')
  return arrival.project
}

function checkRoundFile(project: Project): void {
  const round = recordsOf(project, 'round-2')
  const reading = readRoundFile(writeRoundFile(round, NOW).text)
  if (!reading.ok || !isSameContent(reading.round, round)) throw new Error('the round file gives back something else')
}

const nameOf = ({ table, key }: Project['records'][number]) => `${table} ${key}`
const sorted = ({ records }: Project) => [...records].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))

/** The records by their names, without who changed them when. */
function valuesOf({ records }: Project): object {
  return Object.fromEntries(records.map((record) => [nameOf(record), record.versions.map(({ value }) => value)]))
}

/** Everything in the browser's own store and in its small one, past the app. */
async function wholeStore(): Promise<string> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('waymark')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const tables = [...db.objectStoreNames]
  const transaction = db.transaction(tables)
  const rows = tables.map(
    (table) =>
      new Promise((resolve, reject) => {
        const request = transaction.objectStore(table).getAll()
        request.onsuccess = () => resolve([table, request.result])
        request.onerror = () => reject(request.error)
      }),
  )
  const all = JSON.stringify([db.version, await Promise.all(rows), { ...localStorage }])
  db.close()
  return all
}

/** Texts without anything odd: in one line and two, in one direction and both, of short words and of a long one. */
const PLAIN_TEXTS = [' Ordinaryword', 'Ordinaryword\n\tindented', 'Ordinaryword סוד 12', 'Ordinaryword'.repeat(20)]
/** By the name of a file: what it is made of with plain texts, and how often such a text stands in it. */
const PLAIN = new Map<string, { readonly shapes: Set<string>; readonly count: number }>()

async function learn(): Promise<void> {
  await prepare()
  for (const text of PLAIN_TEXTS)
    for await (const made of filesOf(unionOf(text))) {
      const { words, shapes } = await read(made)
      const known = PLAIN.get(made.name)
      // Long texts are cut on the board page.
      const count = Math.min(countOf(made, words, text), known?.count ?? Infinity)
      PLAIN.set(made.name, { shapes: new Set([...shapes, ...(known?.shapes ?? [])]), count })
    }
  // Something lies in the store that a refused file could harm.
  await takeIn(unionOf('Ordinaryword'), 'add', NOW)
}

const ready = learn()
Object.assign(globalThis, { corpora: { ready, fields: FIELDS, tryFile, tryText } })

import { parse } from 'csv-parse/browser/esm/sync'
import { strFromU8, unzipSync } from 'fflate'
import ICAL from 'ical.js'
import mammoth from 'mammoth'
import readWorkbook from 'read-excel-file/browser'
import type { Sheet } from '@/papers/paper'
import type { Made } from './files'

/** What a reader that is not ours finds in a file. */
export interface Found {
  /** All words that can be read in it. */
  readonly words: string
  /** Which elements there are, and which attributes they have. */
  readonly shapes: ReadonlySet<string>
}

/** Reads a file back. @throws if it is not what it should be */
export async function read(made: Made): Promise<Found> {
  switch (made.kind) {
    case 'html':
      return readMarkup(new DOMParser().parseFromString(await made.file.text(), 'text/html').documentElement)
    case 'print':
      return readMarkup(made.page)
    case 'drawing':
      return readMarkup(xmlOf(await made.file.text(), 'image/svg+xml'))
    case 'picture':
      return readPicture(made.file)
    case 'word':
      return readWord(made.file)
    case 'workbook':
      return readSheets(made.file, made.sheets)
    case 'sheet':
      return readCsv(await made.file.text(), made.sheet)
    case 'calendar':
      return readCalendar(made, await made.file.text())
  }
}

/** A text without what a file may leave out or write otherwise: spaces, line breaks, and what is no character. */
export function bare(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\uFFFD\uFEFF]/gu, '')
}

/** How often a text stands in the words of a file, both bare. A table may have apostrophes before what looks like a formula. */
export function countOf({ kind }: Pick<Made, 'kind'>, words: string, text: string): number {
  const plain = (each: string) =>
    kind === 'sheet' || kind === 'workbook' ? bare(each).replaceAll("'", '') : bare(each)
  return plain(text) === '' ? 0 : plain(words).split(plain(text)).length - 1
}

function shapesOf(root: Element): Set<string> {
  const shapes = new Set<string>()
  for (const element of [root, ...root.querySelectorAll('*')]) {
    shapes.add(element.nodeName)
    for (const { name } of element.attributes) shapes.add(`${element.nodeName} ${name}`)
  }
  return shapes
}

function readMarkup(root: Element): Found {
  const shapes = shapesOf(root)
  const active = [...shapes].find((shape) => /script|iframe|object|embed|form| on| href| action/i.test(shape))
  if (active) throw new Error(`holds ${active}`)
  for (const image of root.querySelectorAll('img'))
    if (!/^(data:image\/svg\+xml|blob:)/.test(image.src)) throw new Error(`asks for ${image.src}`)
  return { words: root.textContent, shapes }
}

function xmlOf(text: string, type: 'image/svg+xml' | 'application/xml'): Element {
  const root = new DOMParser().parseFromString(text, type).documentElement
  const flaw = root.nodeName === 'parsererror' ? root : root.querySelector('parsererror')
  if (flaw) throw new Error(`is no XML: ${flaw.textContent}`)
  return root
}

async function readPicture(file: Blob): Promise<Found> {
  const picture = await createImageBitmap(file)
  if (picture.width === 0) throw new Error('is no picture')
  return { words: '', shapes: new Set() }
}

/** The files inside an Office file, each of them looked over as XML. */
async function partsOf(file: Blob): Promise<{ readonly name: string; readonly root: Element }[]> {
  const parts = Object.entries(unzipSync(new Uint8Array(await file.arrayBuffer())))
  return parts
    .filter(([name]) => /\.(xml|rels)$/.test(name))
    .map(([name, bytes]) => {
      const root = xmlOf(strFromU8(bytes), 'application/xml')
      if (root.querySelector('[TargetMode="External"]')) throw new Error(`${name} names something outside`)
      return { name, root }
    })
}

async function readWord(file: Blob): Promise<Found> {
  const parts = await partsOf(file)
  const shapes = new Set(parts.flatMap(({ root }) => [...shapesOf(root)]))
  const { value } = await mammoth.extractRawText({ arrayBuffer: await file.arrayBuffer() })
  return { words: value, shapes }
}

/** What a spreadsheet could take for a formula, whatever unseen comes before it. */
const FORMULA = /^[\s\p{Cf}"]*[=+\-@＝＋－＠]/u

/** No text in quotes may be a formula, and each must be the one of the sheet, but for apostrophes put before. */
function checkCells(cells: readonly (readonly unknown[])[], { head, rows }: Sheet): void {
  const expected = [head, ...rows]
  if (cells.length !== expected.length) throw new Error(`has ${cells.length} rows instead of ${expected.length}`)
  expected.forEach((row, index) =>
    row.forEach((value, column) => {
      const cell = cells[index]?.[column] ?? ''
      const place = `row ${index + 1}, column ${column + 1}`
      if (typeof value === 'number') {
        if (Number(cell) !== value) throw new Error(`has ${String(cell)} instead of ${value} in ${place}`)
        return
      }
      if (typeof cell !== 'string') throw new Error(`has no text in ${place}`)
      if (FORMULA.test(cell)) throw new Error(`has a formula in ${place}: ${cell}`)
      const [found, wanted] = [cell, value ?? ''].map((text) => bare(text).replaceAll("'", '')) as [string, string]
      // Excel takes no more than this.
      const isCut = cell.length === LONGEST_CELL && wanted.startsWith(found.slice(0, -1))
      if (found !== wanted && !isCut) throw new Error(`has ${cell} instead of ${value} in ${place}`)
    }),
  )
}
const LONGEST_CELL = 32_767

function readCsv(text: string, sheet: Sheet): Found {
  const strict = { bom: true, record_delimiter: '\r\n', relax_quotes: false, relax_column_count: false }
  const cells = parse(text, strict) as string[][]
  checkCells(cells, sheet)
  // As half of Europe reads it, with a shrug at quotes.
  for (const piece of text.split(/[;\t\r\n]/))
    if (FORMULA.test(piece)) throw new Error(`has a formula where it is split at semicolons: ${piece}`)
  return { words: cells.flat().join('\n'), shapes: new Set() }
}

async function readSheets(file: Blob, sheets: readonly Sheet[]): Promise<Found> {
  const parts = await partsOf(file)
  const shapes = new Set(parts.flatMap(({ root }) => [...shapesOf(root)]))
  if (parts.some(({ name, root }) => name.includes('worksheets/') && root.querySelector('f')))
    throw new Error('holds a formula')
  const found = await readWorkbook(file, { trim: false })
  if (found.length !== sheets.length) throw new Error(`has ${found.length} sheets instead of ${sheets.length}`)
  sheets.forEach((sheet, index) => checkCells(found[index]?.data ?? [], sheet))
  return { words: found.flatMap(({ data }) => data.flat().map(String)).join('\n'), shapes }
}

function readCalendar({ dates, title }: Extract<Made, { kind: 'calendar' }>, text: string): Found {
  const lines = text.split('\r\n')
  if (/[\r\n]/.test(lines.join(''))) throw new Error('has a line break of another kind')
  if (lines.some((line) => new TextEncoder().encode(line).length > 75)) throw new Error('has a line that is too long')
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[] as [])
  const names = new Set(calendar.getAllProperties().map(({ name }) => name))
  const isKnown = (name: string) => ['version', 'prodid', 'name', 'x-wr-calname'].includes(name)
  for (const name of names) if (!isKnown(name)) throw new Error(`has a ${name}`)
  const same = (a: unknown, b: string) => bare(String(a ?? '')) === bare(b)
  if (!same(unescaped(calendar.getFirstPropertyValue('name')), title)) throw new Error('has another name')
  const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))
  if (events.length !== dates.length) throw new Error(`has ${events.length} events instead of ${dates.length}`)
  dates.forEach((due, index) => {
    const { summary, description } = events[index] ?? {}
    if (!same(summary, due.title) || !same(description, due.description))
      throw new Error(`has ${summary}, ${description} instead of ${due.title}, ${due.description}`)
  })
  return { words: events.map(({ summary }) => summary).join('\n'), shapes: new Set() }
}

/** The reader takes the name of a calendar as it is written; it is a text as RFC 5545 (3.3.11) has it. */
function unescaped(value: unknown): string {
  return String(value ?? '').replace(/\\([\\;,nN])/g, (_, sign: string) => (/n/i.test(sign) ? '\n' : sign))
}

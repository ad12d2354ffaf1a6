import { addressOf } from '@/domain/photo'
import type { Block, Figure, Paper, PaperPhoto } from './paper'

/** Nothing runs, nothing is fetched: the file may be mailed around and opened anywhere. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

/**
 * A paper as one HTML file that needs nothing else: no script, no picture, no font from elsewhere. It opens from a disk
 * as well as from a mail, on a phone, in the dark, and prints on A4 and Letter.
 *
 * @returns the whole file, from the doctype on; control characters are left out of the texts
 * @throws if a figure is not an SVG, or holds a script: it is our own drawing, so that is a bug
 */
export function htmlOf(paper: Paper): string {
  const [first = [], ...others] = pagesOf(paper)
  const title = `<h1>${written(paper.title)}</h1>`
  return `<!doctype html>
<html lang="${quoted(paper.language)}" dir="${paper.direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${quoted(paper.title)}</title>
<style>${STYLES}</style>
</head>
<body${paper.isOneSide ? ' class="one-side"' : ''}>
<main>
${[[title, ...first.map(blockOf)], ...others.map((page) => page.map(blockOf))].map(sectionOf).join('\n')}
</main>
<footer>
<p>${written(paper.footer)}</p>
</footer>
</body>
</html>
`
}

/**
 * The blocks of a paper, page break by page break. The title stands on the first page, which may have no blocks of its
 * own; any other page without blocks is left out, so that breaks in a row, or at the end, print no empty sheet.
 */
export function pagesOf(paper: Paper): readonly (readonly Exclude<Block, { kind: 'pageBreak' }>[])[] {
  const pages: Exclude<Block, { kind: 'pageBreak' }>[][] = [[]]
  for (const block of paper.blocks) {
    if (block.kind === 'pageBreak') pages.push([])
    else pages.at(-1)?.push(block)
  }
  return pages.filter((page, index) => index === 0 || page.length > 0)
}

/**
 * The lines of a text, without what no file may hold: control characters other than the tab, and halves of characters.
 * All kinds of line break count, the one that Word copies inside a paragraph (U+000B) included.
 */
export function linesOf(text: string): readonly string[] {
  return text
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
    .map((line) => line.replace(/(?!\t)\p{Cc}|[\uFFFE\uFFFF]/gu, '').replace(/\p{Cs}/gu, '\uFFFD'))
}

/** A text where only one line fits: in an attribute, or as the alternative of a picture. */
export function oneLineOf(text: string): string {
  return linesOf(text).join(' ')
}

function sectionOf(parts: readonly string[]): string {
  return `<section>\n${parts.filter((part) => part !== '').join('\n')}\n</section>`
}

function blockOf(block: Exclude<Block, { kind: 'pageBreak' }>): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${written(block.text)}</h${block.level}>`
    case 'paragraph':
      return paragraphOf(block)
    case 'list':
      return listOf(block)
    case 'table':
      return tableOf(block)
    case 'figure':
      return figureOf(block.figure)
    case 'photo':
      return photoOf(block.photo)
  }
}

function paragraphOf({ text, look }: Extract<Block, { kind: 'paragraph' }>): string {
  if (look === undefined) return `<p>${written(text)}</p>`
  return look === 'strong' ? `<p><strong>${written(text)}</strong></p>` : `<p class="${look}">${written(text)}</p>`
}

function listOf({ isOrdered, items }: Extract<Block, { kind: 'list' }>): string {
  if (items.length === 0) return ''
  const tag = isOrdered ? 'ol' : 'ul'
  return `<${tag}>\n${items.map((item) => `<li>${written(item)}</li>`).join('\n')}\n</${tag}>`
}

/** On a phone the box around a wide table scrolls, not the page; so it is named and can be reached by keyboard. */
function tableOf({ caption, head, rows }: Extract<Block, { kind: 'table' }>): string {
  const columns = columnsOf(head, rows)
  const name = caption === '' ? '' : ` role="region" aria-label="${quoted(caption)}"`
  const body = rows.map((row) => rowOf(row, columns, (index) => (index === 0 && columns.length > 1 ? 'row' : null)))
  const parts = [
    caption === '' ? '' : `<caption>${written(caption)}</caption>`,
    head.length === 0 ? '' : `<thead>\n${rowOf(head, columns, () => 'col')}\n</thead>`,
    rows.length === 0 ? '' : `<tbody>\n${body.join('\n')}\n</tbody>`,
  ]
  return `<div class="table" tabindex="0"${name}>\n<table>\n${parts.filter((part) => part !== '').join('\n')}\n</table>\n</div>`
}

/** As many columns as the longest row has. One with long texts, or with words longer than a phone shows, may break inside words. */
export function columnsOf(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly { readonly isLong: boolean }[] {
  const all = [head, ...rows]
  return Array.from({ length: Math.max(...all.map((row) => row.length)) }, (_, index) => ({
    isLong: all.some((row) => /.{40}|\S{16}/s.test(row[index] ?? '')),
  }))
}

/** One row, filled up to the width of the table. A cell without words names no row and no column. */
function rowOf(
  cells: readonly string[],
  columns: readonly { readonly isLong: boolean }[],
  scopeOf: (index: number) => 'col' | 'row' | null,
): string {
  const all = columns.map(({ isLong }, index) => {
    const text = cells[index] ?? ''
    const look = isLong ? ' class="long"' : ''
    const scope = text === '' ? null : scopeOf(index)
    return scope === null ? `<td${look}>${written(text)}</td>` : `<th scope="${scope}"${look}>${written(text)}</th>`
  })
  return `<tr>${all.join('')}</tr>`
}

const ROOT = /<svg\b((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>/
/** What the file says itself about the drawing, whatever the drawing says. */
const OWN_ATTRIBUTES = /\s(?:role|aria-[a-z]+|width|height|focusable|tabindex)\s*=\s*(?:"[^"]*"|'[^']*')/g

function figureOf({ svg, width, height, alternative }: Figure): string {
  const root = ROOT.exec(svg)
  if (!root || isActive(svg)) throw new Error('a figure is one SVG without scripts')
  const [whole, attributes = '', end = ''] = root
  const box = /\sviewBox\s*=/.test(attributes) ? '' : ` viewBox="0 0 ${width} ${height}"`
  const open = `<svg${attributes.replace(OWN_ATTRIBUTES, '').trimEnd()}${box} width="${width}" height="${height}" role="img" aria-label="${quoted(alternative)}"${end}>`
  // What comes before the root (an XML declaration, a doctype) has no place inside a page.
  const drawing = open + svg.slice(root.index + whole.length).trimEnd()
  return `<figure>\n<div class="drawing">${drawing}</div>\n<figcaption>${written(alternative)}</figcaption>\n</figure>`
}

function photoOf({ bytes, width, height, words }: PaperPhoto): string {
  const image = `<img src="${addressOf({ bytes })}" alt="${quoted(words)}" width="${width}" height="${height}">`
  return `<figure>\n${image}\n<figcaption>${written(words)}</figcaption>\n</figure>`
}

/** Whether a drawing could do something. Words in it do not count: they are escaped, or stand in quotes. */
function isActive(svg: string): boolean {
  const tags = svg.match(/<[a-z](?:[^>"']|"[^"]*"|'[^']*')*>/gi) ?? []
  return tags.some((tag) =>
    /^<(?:script|foreignObject|iframe)\b|\son\w+\s*=/i.test(tag.replace(/"[^"]*"|'[^']*'/g, '""')),
  )
}

/** A text as the content of an element. The break shows the line, the line feed keeps it when the text is read out of the page. */
function written(text: string): string {
  return linesOf(text).map(escaped).join('<br>\n')
}

/** A text as the value of an attribute. */
function quoted(text: string): string {
  return escaped(oneLineOf(text))
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

// The colours are those of styles/tokens.css, which a single file cannot reach. Drawings are made for light paper and from
// left to right: they keep both, or a right-to-left page would anchor their words at the other end.
const STYLES = `
:root {
  color-scheme: light dark;
  --page: #fff;
  --sunken: #eef6f6;
  --text: #171d20;
  --soft: #55646b;
  --line: #c4cccf;
  --accent: #0d4f57;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #12191d;
    --sunken: #232e33;
    --text: #edf1f1;
    --soft: #b4c0c4;
    --line: #4a5a62;
    --accent: #a9dade;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0;
  padding-block: 1.5rem 3rem;
  padding-inline: clamp(1rem, 4vw, 2.5rem);
  background: var(--page);
  color: var(--text);
  font: 1.0625rem/1.55 ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif;
  overflow-wrap: anywhere;
}
main, footer { max-inline-size: 60rem; margin-inline: auto; }
section + section { margin-block-start: 2.5rem; padding-block-start: 1rem; border-block-start: 1px solid var(--line); }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; color: var(--accent); }
h1 { margin-block: 0 1rem; font-size: clamp(1.6rem, 1.3rem + 1.6vw, 2.2rem); }
h2 { margin-block: 2.25rem 0.75rem; font-size: 1.4rem; }
h3 { margin-block: 1.75rem 0.5rem; font-size: 1.15rem; }
p, ul, ol { max-inline-size: 44rem; margin-block: 0 1rem; }
ul, ol { padding-inline-start: 1.6rem; }
li { margin-block-end: 0.35rem; }
.lead { font-size: 1.2rem; }
.soft, figcaption, footer { color: var(--soft); font-size: 0.9rem; }
.table { margin-block: 0 1.5rem; overflow-x: auto; }
.table:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
table { inline-size: 100%; border-collapse: collapse; font-size: 0.95rem; }
caption { padding-block: 0.5rem; font-weight: 600; text-align: start; }
th, td { overflow-wrap: normal; padding: 0.45rem 0.6rem; border: 1px solid var(--line); text-align: start; vertical-align: top; }
.long { min-inline-size: 12em; overflow-wrap: anywhere; }
thead th, thead td { background: var(--sunken); }
tbody th { font-weight: inherit; }
figure { margin-block: 0 1.5rem; margin-inline: 0; }
.drawing { inline-size: fit-content; max-inline-size: 100%; direction: ltr; }
figure svg { display: block; max-inline-size: 100%; block-size: auto; background: #fff; color: #171d20; color-scheme: light; }
figure img { display: block; max-inline-size: 100%; max-block-size: 85vh; inline-size: auto; block-size: auto; }
figcaption { max-inline-size: 44rem; margin-block-start: 0.5rem; }
footer { margin-block-start: 3rem; padding-block-start: 0.75rem; border-block-start: 1px solid var(--line); }
footer p { margin: 0; }
@page { margin: 16mm; }
@media print {
  body { padding: 0; font-size: 10.5pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main, footer, p, ul, ol, figcaption { max-inline-size: none; }
  section + section { margin: 0; padding: 0; border: 0; break-before: page; }
  section > :first-child { margin-block-start: 0; }
  h1, h2, h3, caption, thead { break-after: avoid; }
  li, tr, figure { break-inside: avoid; }
  /* No row stands alone at the foot of a page or at the top of the next. */
  tbody tr:first-child { break-after: avoid; }
  tbody tr:last-child { break-before: avoid; }
  p { orphans: 3; widows: 3; }
  thead { display: table-header-group; }
  .table { overflow: visible; }
  table { font-size: 9.5pt; }
  .long { min-inline-size: 6em; }
  figure svg { max-block-size: 230mm; }
  figure img { max-block-size: 115mm; }
  .one-side { font-size: 9pt; line-height: 1.3; }
  .one-side :is(h1, h2) { margin-block: 2.5mm 1mm; font-size: 11pt; }
  .one-side h1 { font-size: 13pt; }
  .one-side :is(p, ul, ol, figure, .table) { margin-block: 0 1.5mm; }
  .one-side li { margin-block: 0; }
  /* The drawing has the same words. */
  .one-side figcaption { display: none; }
  .one-side .lead { font-size: 9.5pt; }
  .one-side :is(table, .soft, footer) { font-size: 8.5pt; }
  .one-side :is(th, td) { padding: 0.3mm 1.2mm; }
  .one-side figure svg { max-block-size: 62mm; }
  .one-side footer { margin: 0; padding: 1.5mm 0 0; }
}
`

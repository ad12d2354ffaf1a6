import { linesOf, oneLineOf, pagesOf } from './html'
import type { Block, Figure, Paper, PaperPhoto } from './paper'

// Twentieths of a point, as Word counts: A4 with 20 mm around.
const PAGE = { width: 11906, height: 16838 }
const MARGIN = 1134
const TEXT_WIDTH = PAGE.width - 2 * MARGIN
/** Sizes in half points, distances in twentieths of a point, pictures in pixels at 96 to the inch. */
const LAYOUTS = {
  pages: {
    text: 21,
    lead: 26,
    small: 19,
    line: 276,
    after: 120,
    title: { size: 40, before: 0, after: 200 },
    heading1: { size: 28, before: 360, after: 120 },
    heading2: { size: 24, before: 280, after: 100 },
    belowTable: 240,
    cell: 60,
    picture: { width: 640, height: 820 },
  },
  oneSide: {
    text: 18,
    lead: 19,
    small: 17,
    line: 252,
    after: 60,
    title: { size: 26, before: 0, after: 60 },
    heading1: { size: 22, before: 140, after: 40 },
    heading2: { size: 20, before: 120, after: 40 },
    belowTable: 120,
    cell: 20,
    picture: { width: 640, height: 235 },
  },
}
/** A photo, in pixels at 96 to the inch. */
const PHOTO = { width: 640, height: 430 }
const layoutOf = ({ isOneSide }: Paper) => (isOneSide ? LAYOUTS.oneSide : LAYOUTS.pages)

const FONT = 'Arial'
const ACCENT = '0D4F57'
const SOFT = '55646B'
const LINE = 'C4CCCF'
const SUNKEN = 'EEF6F6'

type Docx = typeof import('docx')
type DocxParagraph = import('docx').Paragraph
type DocxTable = import('docx').Table
type ParagraphOptions = import('docx').IParagraphOptions
type RunOptions = import('docx').IRunOptions
type PageBlock = Exclude<Block, { kind: 'pageBreak' }>

/**
 * A paper as a Word file (.docx, A4) to go on writing in: real headings (the title is a Title, level 2 a Heading 1,
 * level 3 a Heading 2), real lists, tables whose head is repeated on every page, the footer with the page number.
 * The library is loaded when this is first called.
 *
 * @param pictureOf draws a figure as PNG; asked once for each figure, in order. It may be larger than the figure's size,
 *   for a sharp print
 * @returns the file, with Word's own type; control characters are left out of the texts
 * @throws what `pictureOf` throws
 */
export async function wordOf(paper: Paper, pictureOf: (figure: Figure) => Promise<Uint8Array>): Promise<Blob> {
  const docx = await import('docx')
  const pen = penOf(docx, paper)
  const { belowTable, lead, small } = layoutOf(paper)
  const looks: Readonly<Record<'plain' | 'lead' | 'soft' | 'strong', RunOptions>> = {
    plain: {},
    lead: { size: lead },
    soft: { size: small, color: SOFT },
    strong: { bold: true },
  }
  const children: (DocxParagraph | DocxTable)[] = [pen.paragraph(paper.title, { heading: docx.HeadingLevel.TITLE })]
  let lists = 0
  let isAfterTable = false

  for (const [index, page] of pagesOf(paper).entries()) {
    let layout: ParagraphOptions = { pageBreakBefore: index > 0 }
    for (const block of page) {
      const parts = await partsOf(block, layout)
      children.push(...parts)
      if (parts.length > 0) layout = {}
      isAfterTable = children.at(-1) instanceof docx.Table
    }
  }
  // Word wants a paragraph at the very end.
  if (isAfterTable) children.push(new docx.Paragraph({}))

  async function partsOf(block: PageBlock, layout: ParagraphOptions): Promise<(DocxParagraph | DocxTable)[]> {
    // Headings and captions bring their own distance from a table above.
    const below: ParagraphOptions = isAfterTable ? { ...layout, spacing: { before: belowTable } } : layout
    switch (block.kind) {
      case 'heading':
        return [
          pen.paragraph(block.text, {
            ...layout,
            heading: block.level === 2 ? docx.HeadingLevel.HEADING_1 : docx.HeadingLevel.HEADING_2,
          }),
        ]
      case 'paragraph':
        return [pen.paragraph(block.text, below, looks[block.look ?? 'plain'])]
      case 'list': {
        const reference = block.isOrdered ? 'ordered' : 'unordered'
        const instance = (lists += 1)
        return block.items.map((item, index) =>
          pen.paragraph(item, { ...(index === 0 ? below : {}), numbering: { reference, level: 0, instance } }),
        )
      }
      case 'table': {
        // Without a caption there is no line for it, unless it parts two tables or begins a page.
        const hasLine = block.caption !== '' || isAfterTable || layout.pageBreakBefore === true
        const caption = pen.paragraph(block.caption, { ...layout, style: 'Caption', keepNext: true })
        return [...(hasLine ? [caption] : []), ...pen.table(block)]
      }
      case 'figure':
        return [pen.picture('png', await pictureOf(block.figure), block.figure, block.figure.alternative, below)]
      case 'photo':
        return [pen.photo(block.photo, { ...below, keepNext: true }), pen.paragraph(block.photo.words, {}, looks.soft)]
    }
  }

  return docx.Packer.toBlob(
    new docx.Document({
      title: oneLineOf(paper.title),
      creator: '',
      lastModifiedBy: '',
      styles: stylesOf(docx, paper),
      numbering: numberingOf(docx),
      sections: [
        {
          properties: {
            page: { size: PAGE, margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN } },
          },
          footers: { default: pen.footer() },
          children,
        },
      ],
    }),
  )
}

/** Writes the parts of this paper, each in its direction. */
function penOf(docx: Docx, paper: Paper) {
  const { direction, footer } = paper
  const layout = layoutOf(paper)
  const bidirectional = direction === 'rtl' ? true : undefined

  function run(text: string, options: RunOptions): import('docx').TextRun[] {
    return stretchesOf(text, direction).map(
      (stretch) =>
        new docx.TextRun({
          ...options,
          ...(stretch.isRightToLeft ? { rightToLeft: true } : {}),
          children: stretch.text.split('\t').flatMap((part, index) => (index === 0 ? [part] : [new docx.Tab(), part])),
        }),
    )
  }

  function paragraph(text: string, options: ParagraphOptions = {}, look: RunOptions = {}): DocxParagraph {
    const children = linesOf(text).flatMap((line, index) => [
      ...(index === 0 ? [] : [new docx.TextRun({ break: 1 })]),
      ...run(line, look),
    ])
    return new docx.Paragraph({ ...options, bidirectional, children })
  }

  /** Nothing where there is no column: Word refuses a table without cells. */
  function table({ head, rows }: Extract<Block, { kind: 'table' }>): DocxTable[] {
    const columnWidths = columnWidthsOf(head, rows)
    if (columnWidths.length === 0) return []
    const cells = (texts: readonly string[], isHead: boolean) =>
      columnWidths.map(
        (width, column) =>
          new docx.TableCell({
            width: { size: width, type: docx.WidthType.DXA },
            ...(isHead ? { shading: { type: docx.ShadingType.CLEAR, color: 'auto', fill: SUNKEN } } : {}),
            children: [
              paragraph(
                texts[column] ?? '',
                { spacing: { before: 0, after: 0 }, ...(isHead ? { keepNext: true } : {}) },
                { size: layout.small, ...(isHead ? { bold: true } : {}) },
              ),
            ],
          }),
      )
    const line = { style: docx.BorderStyle.SINGLE, size: 4, color: LINE }
    return [
      new docx.Table({
        width: { size: TEXT_WIDTH, type: docx.WidthType.DXA },
        columnWidths,
        visuallyRightToLeft: bidirectional,
        borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
        margins: { top: layout.cell, bottom: layout.cell, left: 90, right: 90 },
        tableLook: {
          firstRow: head.length > 0,
          lastRow: false,
          firstColumn: columnWidths.length > 1,
          lastColumn: false,
          noHBand: true,
          noVBand: true,
        },
        rows: [
          ...(head.length === 0
            ? []
            : [new docx.TableRow({ tableHeader: true, cantSplit: true, children: cells(head, true) })]),
          ...rows.map((row) => new docx.TableRow({ cantSplit: true, children: cells(row, false) })),
        ],
      }),
    ]
  }

  function picture(
    type: 'png' | 'jpg',
    data: Uint8Array | ArrayBuffer,
    { width, height }: Pick<Figure, 'width' | 'height'>,
    alternative: string,
    options: ParagraphOptions,
    most = layout.picture,
  ): DocxParagraph {
    const scale = Math.min(1, most.width / width, most.height / height)
    const image = new docx.ImageRun({
      type,
      data,
      transformation: { width: Math.round(width * scale), height: Math.round(height * scale) },
      altText: { description: oneLineOf(alternative) },
    })
    return new docx.Paragraph({ ...options, bidirectional, children: [image] })
  }

  /** Two of them have room on a page. */
  function photo({ bytes, width, height, words }: PaperPhoto, options: ParagraphOptions): DocxParagraph {
    return picture('jpg', bytes, { width, height }, words, options, PHOTO)
  }

  /** The small print, and below it the number of the page among all. */
  function footerOf(): import('docx').Footer {
    const small: RunOptions = { size: 17, color: SOFT }
    const { CURRENT, TOTAL_PAGES } = docx.PageNumber
    return new docx.Footer({
      children: [
        paragraph(footer, { spacing: { before: 0, after: 0 } }, small),
        new docx.Paragraph({
          bidirectional,
          alignment: docx.AlignmentType.END,
          spacing: { before: 0, after: 0 },
          children: [
            new docx.TextRun({ ...small, rightToLeft: bidirectional, children: [CURRENT, ' / ', TOTAL_PAGES] }),
          ],
        }),
      ],
    })
  }

  return { paragraph, table, picture, photo, footer: footerOf }
}

const RIGHT_TO_LEFT = ['Hebrew', 'Arabic', 'Syriac', 'Thaana', 'Nko', 'Adlam']
  .map((name) => `\\p{Script=${name}}`)
  .join('')
const R = `[${RIGHT_TO_LEFT}]`
const L = `(?!${R})\\p{L}`
/** From the first to the last letter that runs against the paper, numbers at the end included, as in the Unicode rules. */
const AGAINST = {
  ltr: new RegExp(`${R}(?:(?:(?=${R})\\p{L}|\\P{L})*(?:${R}|[0-9]))?`, 'gu'),
  rtl: new RegExp(`${L}(?:[^${RIGHT_TO_LEFT}]*(?:${L}|[0-9]))?`, 'gu'),
}

/**
 * A line in stretches of one direction. Browsers find the direction of a text themselves; Word wants to be told, and sets
 * brackets and full stops on the wrong side otherwise.
 */
function stretchesOf(
  line: string,
  direction: Paper['direction'],
): readonly { readonly text: string; readonly isRightToLeft: boolean }[] {
  const along = direction === 'rtl'
  const stretches: { text: string; isRightToLeft: boolean }[] = []
  let end = 0
  for (const { 0: text, index } of line.matchAll(AGAINST[direction])) {
    stretches.push({ text: line.slice(end, index), isRightToLeft: along }, { text, isRightToLeft: !along })
    end = index + text.length
  }
  stretches.push({ text: line.slice(end), isRightToLeft: along })
  return stretches.filter(({ text }) => text !== '')
}

/** Columns as wide as their longest text asks for, within bounds, together as wide as the page. */
function columnWidthsOf(head: readonly string[], rows: readonly (readonly string[])[]): readonly number[] {
  const count = Math.max(head.length, ...rows.map((row) => row.length))
  const needs = Array.from({ length: count }, (_, column) =>
    // A little more than the letters, so that a short word stays whole.
    Math.min(34, 4 + Math.max(4, ...[head, ...rows].map((row) => row[column]?.length ?? 0))),
  )
  const total = needs.reduce((sum, need) => sum + need, 0)
  return needs.map((need) => Math.floor((TEXT_WIDTH * need) / total))
}

function stylesOf(docx: Docx, paper: Paper): import('docx').IStylesOptions {
  const { language } = paper
  const { text, line, after: below, title, heading1, heading2 } = layoutOf(paper)
  const heading = ({ size, before, after }: typeof title) => ({
    run: { font: FONT, size, bold: true, color: ACCENT },
    paragraph: { spacing: { before, after }, keepNext: true, keepLines: true },
  })
  return {
    default: {
      document: {
        run: { font: FONT, size: text, language: { value: language, eastAsia: language, bidirectional: language } },
        // Said aloud, because LibreOffice takes a height without a rule for a fixed one, and cuts pictures to it.
        paragraph: { spacing: { after: below, line, lineRule: docx.LineRuleType.AUTO } },
      },
      title: heading(title),
      heading1: heading(heading1),
      heading2: heading(heading2),
      caption: {
        run: { bold: true, size: 20 },
        paragraph: { spacing: { before: 240, after: 80 }, keepNext: true },
      },
    },
  }
}

function numberingOf({ LevelFormat, AlignmentType }: Docx): import('docx').INumberingOptions {
  const level = {
    level: 0,
    alignment: AlignmentType.START,
    style: { paragraph: { indent: { left: 500, hanging: 340 } } },
  }
  return {
    config: [
      { reference: 'unordered', levels: [{ ...level, format: LevelFormat.BULLET, text: '•' }] },
      { reference: 'ordered', levels: [{ ...level, format: LevelFormat.DECIMAL, text: '%1.' }] },
    ],
  }
}

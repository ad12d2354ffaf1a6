import { todayIso } from '@/i18n/formats'
import { calendarOf } from '@/papers/calendar'
import { csvOf } from '@/papers/csv'
import { htmlOf } from '@/papers/html'
import { fileName } from '@/papers/names'
import type { Figure, Paper, PaperFile, Sheet } from '@/papers/paper'
import { pictureOf } from '@/papers/picture'
import { wordOf } from '@/papers/word'
import { workbookOf } from '@/papers/workbook'
import type { usePapers } from './usePapers'

export type Format =
  | 'word'
  | 'html'
  | 'workbook'
  | 'answers'
  | 'scores'
  | 'actions'
  | 'calendar'
  | 'barsSvg'
  | 'barsPng'
  | 'radarSvg'
  | 'radarPng'

interface Wanted {
  readonly papers: ReturnType<typeof usePapers>
  readonly paper: Paper
  readonly direction: Paper['direction']
  /** What a file is called after: the paper, or what else is in it. */
  readonly names: Readonly<Record<'paper' | 'calendar' | 'bars' | 'radar', string>>
  readonly now: Date
}

/**
 * Makes one file.
 *
 * @throws if the library that makes it cannot be loaded, or the picture not be drawn
 */
export async function saveAs(format: Format, { papers, paper, direction, names, now }: Wanted): Promise<PaperFile> {
  const file = (part: string, extension: string, type: string, content: BlobPart | Blob): PaperFile => ({
    name: fileName(['waymark', part, todayIso(now)], extension),
    type,
    content: content instanceof Blob ? content : new Blob([content], { type }),
  })
  const csv = (sheet: Sheet) => file(sheet.name, 'csv', 'text/csv;charset=utf-8', csvOf(sheet))
  const svg = (figure: Figure, part: string) => file(part, 'svg', 'image/svg+xml', figure.svg)
  const png = async (figure: Figure, part: string) =>
    file(part, 'png', 'image/png', new Uint8Array(await pictureOf(figure)))
  switch (format) {
    case 'word':
      return file(names.paper, 'docx', WORD, await wordOf(paper, pictureOf))
    case 'html':
      return file(names.paper, 'html', 'text/html', htmlOf(paper))
    case 'workbook': {
      const sheets = papers.sheets()
      // Called after what everybody looks for; the sheets of changes follow.
      const name = sheets
        .slice(0, 3)
        .map((sheet) => sheet.name)
        .join('-')
      return file(name, 'xlsx', EXCEL, await workbookOf(sheets, direction))
    }
    case 'answers':
      return csv(papers.answerSheet())
    case 'scores':
      return csv(papers.scoreSheet())
    case 'actions':
      return csv(papers.actionSheet())
    case 'calendar':
      return file(names.calendar, 'ics', 'text/calendar', await calendarOf(papers.dueDates(), papers.title(), now))
    case 'barsSvg':
      return svg(papers.bars(), names.bars)
    case 'barsPng':
      return png(papers.bars(), names.bars)
    case 'radarSvg':
      return svg(papers.radar(), names.radar)
    case 'radarPng':
      return png(papers.radar(), names.radar)
  }
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

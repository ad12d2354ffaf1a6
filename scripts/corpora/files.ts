import { createApp, h, nextTick, shallowRef, type Ref } from 'vue'
import { useComparisonSheets } from '@/composables/useComparisonSheets'
import type { Answers, Assessment, Union } from '@/domain/assessment'
import { compareRounds, nextReview } from '@/domain/comparison'
import { NO_AIMS, type Aims } from '@/domain/gaps'
import { rankPlan, type PlannedAction } from '@/domain/plan'
import type { Questionnaire } from '@/domain/questionnaire'
import { i18n, loadMessages } from '@/i18n'
import { calendarOf } from '@/papers/calendar'
import { csvOf } from '@/papers/csv'
import type { DueDate, Paper, PaperFile, Sheet } from '@/papers/paper'
import type { Project } from '@/storage/projectFile'
import type { RoundRecords } from '@/storage/roundFile'
import PaperSheet from '@/views/report/PaperSheet.vue'
import { saveAs, type Format } from '@/views/report/saveAs'
import { usePapers } from '@/views/report/usePapers'
import type { ReportInput } from '@/views/report/useReport'

/** A file as the app makes it, and what it was made of, by what a reader has to find in it. */
export type Made = { readonly name: string } & (
  | { readonly kind: 'html' | 'word' | 'drawing' | 'picture'; readonly file: Blob }
  | { readonly kind: 'sheet'; readonly file: Blob; readonly sheet: Sheet }
  | { readonly kind: 'workbook'; readonly file: Blob; readonly sheets: readonly Sheet[] }
  | { readonly kind: 'calendar'; readonly file: Blob; readonly dates: readonly DueDate[]; readonly title: string }
  | { readonly kind: 'print'; readonly page: Element }
)

const NOW = new Date('2026-11-29T12:00:00Z')
const PAPER_NAMES = { paper: 'Paper', calendar: 'Dates', bars: 'Bars', radar: 'Radar' }

let input: ReportInput | null = null
const shown: Ref<Paper | null> = shallowRef(null)
let words: { readonly papers: ReturnType<typeof usePapers>; readonly changes: ReturnType<typeof useComparisonSheets> }

/** Puts the app's own makers of papers, and its preview for the printer, into the page. */
export async function prepare(): Promise<void> {
  const parts = ['home', 'answering', 'results', 'plan', 'papers', 'photos', 'compare'] as const
  await Promise.all(parts.map(loadMessages))
  const inputOf = () => {
    if (!input) throw new Error('nothing to print')
    return input
  }
  const app = createApp({
    setup() {
      const papers = usePapers(inputOf, () => ({
        names: true,
        notes: true,
        evidence: true,
        dissent: true,
        photos: true,
      }))
      const changes = useComparisonSheets(() => {
        const comparison = inputOf().before?.comparison
        if (!comparison) throw new Error('nothing to compare')
        return comparison
      })
      words = { papers, changes }
      return () => (shown.value ? h(PaperSheet, { paper: shown.value }) : null)
    },
  })
  app.use(i18n).mount('#paper')
}

/** Every file that the app makes of a union: of its latest round, and of its project. */
export async function* filesOf(project: Project): AsyncGenerator<Made> {
  const union = roundOf(project, 'round-2')
  const before = roundOf(project, 'round-1')
  const actions = valuesOf(project, 'plan') as readonly PlannedAction[]
  const plan = { ranked: rankPlan(actions, []), actions, unreadable: 0 }
  const comparison = compareRounds([before, union], [], true)
  yield* papersOf({
    round: union,
    before: { assessment: before.assessment, comparison },
    plan,
    review: nextReview(union.assessment.date),
    other: null,
    photos: [],
  })
  const { partSheet, questionSheet } = words.changes
  for (const sheet of [partSheet(), questionSheet({ notes: true })])
    yield { kind: 'sheet', name: sheet.name, file: new Blob([csvOf(sheet)]), sheet }
  const dates = [{ id: 'review', date: '2027-11-20', title: 'Look again', description: '' }]
  const reminder = new Blob([await calendarOf(dates, union.union.name, NOW)])
  yield { kind: 'calendar', name: 'reminder', file: reminder, dates, title: union.union.name }
  yield* papersOf({
    round: roundOf(project, 'project-1'),
    before: null,
    plan: null,
    review: null,
    other: null,
    photos: [],
  })
}

async function* papersOf(from: ReportInput): AsyncGenerator<Made> {
  input = from
  const { papers } = words
  const about = from.round.assessment.subject.kind
  const make = async (format: Format, paper: Paper): Promise<Blob> => {
    const { content, name }: PaperFile = await saveAs(format, {
      ...{ papers, paper, names: PAPER_NAMES, now: NOW },
      direction: paper.direction,
    })
    if (!/^[\p{L}\p{M}\p{N}_-]+\.\w+$/u.test(name)) throw new Error(`a file is called ${name}`)
    return content
  }
  const full = papers.full()
  for (const [kind, paper] of Object.entries({ board: papers.board(), full })) {
    yield { kind: 'html', name: `${about} ${kind} HTML`, file: await make('html', paper) }
    shown.value = paper
    await nextTick()
    yield { kind: 'print', name: `${about} ${kind} print`, page: document.querySelector('#paper') as Element }
  }
  yield { kind: 'word', name: `${about} Word`, file: await make('word', full) }
  yield { kind: 'workbook', name: `${about} workbook`, file: await make('workbook', full), sheets: papers.sheets() }
  const sheets = { answers: papers.answerSheet, scores: papers.scoreSheet, actions: papers.actionSheet } as const
  for (const [format, sheet] of Object.entries(sheets))
    if (format !== 'actions' || from.plan)
      yield { kind: 'sheet', name: `${about} ${format}`, file: await make(format as Format, full), sheet: sheet() }
  for (const format of ['barsSvg', 'radarSvg'] as const)
    yield { kind: 'drawing', name: `${about} ${format}`, file: await make(format, full) }
  yield { kind: 'picture', name: `${about} barsPng`, file: await make('barsPng', full) }
  if (!from.plan) return
  const file = await make('calendar', full)
  yield { kind: 'calendar', name: `${about} calendar`, file, dates: papers.dueDates(), title: papers.title() }
}

function valuesOf({ records }: Project, table: string): readonly unknown[] {
  return records.filter((record) => record.table === table).map(({ versions }) => versions[0]?.value)
}

/** A round of a file, with all that belongs to it. */
export function recordsOf(project: Project, id: string): RoundRecords {
  const find = <T>(table: string, isIt: (value: T) => boolean) => (valuesOf(project, table) as readonly T[]).find(isIt)
  const assessment = find<Assessment>('assessments', (each) => each.id === id)
  const [union] = valuesOf(project, 'unions') as readonly Union[]
  if (!assessment || !union) throw new Error(`no round ${id}`)
  const answers = valuesOf(project, 'answers') as readonly {
    assessmentId: string
    itemId: string
    answer: Answers[string]
  }[]
  const questionnaire = find<{ id: string; content: unknown }>(
    'questionnaires',
    (each) => each.id === assessment.questionnaireId,
  )?.content
  const aims = find<Aims & { assessmentId: string }>('aims', (each) => each.assessmentId === id) ?? NO_AIMS
  const own = answers.filter((each) => each.assessmentId === id).map(({ itemId, answer }) => [itemId, answer] as const)
  const { targets, starred } = aims
  return { assessment, union, questionnaire, answers: Object.fromEntries(own), aims: { targets, starred } }
}

function roundOf(project: Project, id: string): ReportInput['round'] {
  const round = recordsOf(project, id)
  const questionnaire = round.questionnaire as Questionnaire
  return { ...round, questionnaire, storedQuestionnaire: questionnaire, lastTime: null, unreadable: 0 }
}

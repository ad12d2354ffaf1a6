import { useI18n } from 'vue-i18n'
import { useComparisonReport } from '@/composables/useComparisonReport'
import { useComparisonSheets } from '@/composables/useComparisonSheets'
import { useLevelWords } from '@/composables/useLevelWords'
import { useMoveWords } from '@/composables/useMoveWords'
import { useUnionName } from '@/composables/useUnionName'
import { useVoteWords } from '@/composables/useVoteWords'
import { answerTo, type Answer } from '@/domain/assessment'
import {
  byChange,
  cautionsOf as cautionsOfComparison,
  largestFirst,
  wayOf,
  type Comparison,
  type ItemMove,
} from '@/domain/comparison'
import { isOpen, type PlannedAction } from '@/domain/plan'
import { itemsOf, type Item, type Questionnaire } from '@/domain/questionnaire'
import { groupWork, mayTellCounts, seenDifferently, voicedItems } from '@/domain/voice'
import { USUAL_FLOOR } from '@/domain/workshop'
import { DIRECTION, LANGUAGE } from '@/i18n'
import { formatDay, formatList } from '@/i18n/formats'
import { drawBars, drawRadar } from '@/papers/drawings'
import type { Block, DueDate, Figure, Paper, Sheet } from '@/papers/paper'
import { useReport, type PaperChoices, type ReportInput, type Told } from './useReport'

type Rows = readonly (readonly string[])[]

/** So many actions stand on the board page, and so many letters of a text and of what moved: it is one side of paper. */
const BOARD_ACTIONS = 5
const BOARD_LETTERS = 110
const BOARD_CHANGE = 300

/** Puts a round and its plan into papers, sheets and dates. All words are those of the screen. */
export function usePapers(input: () => ReportInput, choices: () => PaperChoices) {
  const { t } = useI18n()
  const { unionName } = useUnionName()
  const questionnaire = () => input().round.questionnaire
  const form = () => input().round.assessment.form
  const { tell } = useReport(questionnaire, form)
  const otherWords = useReport(
    () => input().other?.questionnaire ?? questionnaire(),
    () => input().other?.assessment.form ?? form(),
  )
  const { choiceName, choiceText } = useLevelWords(questionnaire)
  /** @throws without a comparison: a bug */
  const compared = (): Comparison => {
    const comparison = input().before?.comparison
    if (!comparison) throw new Error('nothing to compare')
    return comparison
  }
  const comparisonWords = useComparisonReport(() => compared().questionnaire)
  const { moveName, side } = useMoveWords(compared)
  const { partSheet, questionSheet } = useComparisonSheets(compared)

  const { howText, byName, groupText, countsText, spreadName } = useVoteWords(() => questionnaire().levels)
  /** What a group answered; nothing where one person did. */
  const voiced = () => voicedItems(questionnaire().sections, form(), input().round.answers)
  const isGroup = () => voiced().length > 0

  const told = () => tell(input().round.answers, input().round.aims)
  const paper = (title: string, isOneSide: boolean, blocks: readonly Block[]): Paper => ({
    language: LANGUAGE,
    direction: DIRECTION === 'rtl' ? 'rtl' : 'ltr',
    title,
    blocks,
    isOneSide,
    footer: t('papers.footer.message', { version: __APP_VERSION__, date: formatDay(input().round.assessment.date) }),
  })

  function title(): string {
    const { assessment, union } = input().round
    if (assessment.subject.kind === 'project')
      return t('results.headingProject.title', { project: assessment.subject.name })
    return union.name ? t('results.heading.title', { name: unionName(union) }) : t('results.headingUnnamed.title')
  }

  /** The questionnaire, and whose project it is where the title names the project only. */
  function origin(): string {
    const { assessment, union } = input().round
    const whose = assessment.subject.kind === 'project' ? union.name : ''
    return [questionnaire().title, whose].filter(Boolean).join(' · ')
  }

  /** Who answered and when; the name only where names go in. */
  function who(): string {
    const { assessment } = input().round
    const { role, name, knowledge } = assessment.respondent
    const sentences = [
      t('results.who.message', {
        role: t(`respondent.role.${role}.label`),
        date: formatDay(assessment.date),
        version: questionnaire().version,
      }),
    ]
    const group = groupText(groupWork(voiced()), USUAL_FLOOR)
    if (group) sentences.push(group)
    if (name && choices().names) sentences.push(t('results.whoName.message', { name }))
    if (knowledge)
      sentences.push(t('results.whoKnows.message', { knowledge: t(`respondent.knowledge.${knowledge}.label`) }))
    return sentences.join(' ')
  }

  function bars(from: Told): Figure {
    return drawBars({
      bars: from.bars,
      rings: from.lines,
      direction: DIRECTION === 'rtl' ? 'rtl' : 'ltr',
      alternative: t('papers.bars.name', { places: from.spoken }),
    })
  }

  function radar(from: Told): Figure {
    return drawRadar({
      points: from.corners,
      rings: from.rings,
      alternative: t('papers.radar.name', { places: from.spoken }),
    })
  }

  /** What to bear in mind with the results. */
  function cautionsOf(from: Told): readonly string[] {
    const { unreadable } = input().round
    return unreadable > 0
      ? [...from.cautions, t('round.unreadable.message', { count: unreadable }, unreadable)]
      : from.cautions
  }

  /** What moved since the round before, the largest rise first; then the caution without which no fall is told. */
  function change(): readonly string[] {
    const { before } = input()
    if (!before) return [t('papers.change.first.message')]
    const date = formatDay(before.assessment.date)
    const { comparison } = before
    if (!comparison) return [t('papers.change.unreadable.message', { date })]
    if (!comparison.isEnough) return [t('papers.change.other.message', { date })]
    if (comparison.sections.every((each) => wayOf(each) === null)) return [t('papers.change.none.message', { date })]
    const moved = byChange(comparison.sections).flatMap((each) => {
      const way = wayOf(each)
      if (way === null || way === 'none') return []
      return [t('papers.moved.label', { section: each.section.title, change: comparisonWords.changeText(each) })]
    })
    const told =
      moved.length === 0
        ? t('papers.change.same.message', { date })
        : t('papers.change.moved.message', { date, moved: formatList(moved) })
    return cautionsOfComparison(comparison).includes('fell') ? [told, t('compare.caution.fell.message')] : [told]
  }

  /** The comparison with the round before: what to bear in mind, the table, and question by question. */
  function changeBlocks(): readonly Block[] {
    const comparison = input().before?.comparison
    const heading: Block = { kind: 'heading', level: 2, text: t('papers.change.title') }
    if (!comparison?.isEnough) return [heading, { kind: 'paragraph', text: change().join(' ') }]
    const { headline, sharedText, columns, row, movesText } = comparisonWords
    const moved = largestFirst(comparison.sections.flatMap((each) => each.moves))
    return [
      heading,
      ...cautionsOfComparison(comparison).map(
        (caution) => ({ kind: 'paragraph', look: 'strong', text: t(`compare.caution.${caution}.message`) }) as const,
      ),
      { kind: 'paragraph', text: [...headline(comparison), sharedText(comparison)].join(' ') },
      {
        kind: 'table',
        caption: t('compare.table.title'),
        // Paper has no room for a column for every count: what moved is told in words.
        head: [...columns(comparison).slice(0, 4), t('papers.move.moved.label')],
        rows: comparison.sections.map((each) => [
          ...rowsOf({ rows: [row(comparison, each)] })
            .flat()
            .slice(0, 4),
          each.noChange === null ? movesText(each) : '',
        ]),
      },
      { kind: 'heading', level: 3, text: t('compare.questions.title') },
      moved.length > 0 ? moveTable(moved) : { kind: 'paragraph', text: t('compare.questions.none.message') },
    ]
  }

  function moveTable(moved: readonly ItemMove[]): Block {
    const told = ({ answer, note, spread }: ReturnType<typeof side>) =>
      [answer, spread && t('compare.questions.spread.label', { spread }), choices().notes ? note : '']
        .filter(Boolean)
        .join('\n')
    return {
      kind: 'table',
      caption: '',
      head: ['question', 'moved', 'then', 'now'].map((column) => t(`papers.move.${column}.label`)),
      rows: moved.map((move) => [move.item.prompt, moveName(move), told(side(move, 0)), told(side(move, -1))]),
    }
  }

  function method(): string {
    return [
      t(`method.kind.${questionnaire().kind}.message`),
      t(`method.dontKnow.${questionnaire().scoring.dontKnow}.message`),
      ...(isGroup() ? [t('method.group.message')] : []),
    ].join(' ')
  }

  /** One side of paper for the executive. */
  function board(): Paper {
    const from = told()
    const { round, plan } = input()
    const next = (plan?.ranked ?? []).slice(0, BOARD_ACTIONS).map(({ action }) => action)
    const head = [
      t('papers.action.label'),
      ...(choices().names ? [t('papers.owner.label')] : []),
      t('papers.due.label'),
    ]
    const row = (action: PlannedAction) => [
      shortened(titleOf(action)),
      ...(choices().names ? [shortened(action.owner, 40)] : []),
      dayOf(action.due),
    ]
    const cautions = cautionsOf(from)
    const [changed = '', ...changeCautions] = change()
    return paper(shortened(title()), true, [
      { kind: 'paragraph', look: 'soft', text: `${origin()} · ${formatDay(round.assessment.date)}` },
      { kind: 'paragraph', look: 'lead', text: from.opening.join(' ') },
      ...(cautions.length > 0 ? [{ kind: 'paragraph', look: 'strong', text: cautions.join(' ') } as const] : []),
      { kind: 'figure', figure: bars(from) },
      { kind: 'paragraph', look: 'soft', text: from.captions.bars },
      ...listBlocks(t('papers.strengths.title'), from.strengths),
      ...listBlocks(t('papers.gaps.title'), from.gaps),
      ...actionBlocks(t('papers.next.title'), head, next.map(row)),
      { kind: 'heading', level: 2, text: t('papers.change.title') },
      { kind: 'paragraph', text: [shortened(changed, BOARD_CHANGE), ...changeCautions].join(' ') },
      { kind: 'paragraph', look: 'soft', text: method() },
      ...photoBlocks(),
    ])
  }

  /** The photos of the wall on pages of their own; nothing unless they were asked for. */
  function photoBlocks(): readonly Block[] {
    const { photos } = input()
    if (!choices().photos || photos.length === 0) return []
    return [
      { kind: 'pageBreak' },
      { kind: 'heading', level: 2, text: t('photos.heading.title') },
      ...photos.map(({ bytes, width, height, caption }, index) => {
        const place = { number: index + 1, of: photos.length, caption: caption.trim() }
        const words = t(place.caption ? 'photos.words.label' : 'photos.number.label', place)
        return { kind: 'photo', photo: { bytes, width, height, words } } as const
      }),
    ]
  }

  /** A list under its heading; without an entry there is neither. */
  function listBlocks(heading: string, items: readonly string[]): readonly Block[] {
    if (items.length === 0) return []
    return [
      { kind: 'heading', level: 2, text: heading },
      { kind: 'list', isOrdered: false, items: items.map((text) => shortened(text)) },
    ]
  }

  /** Everything, for whoever has to look it up. */
  function full(): Paper {
    const from = told()
    const actions = actionTable()
    return paper(title(), false, [
      { kind: 'paragraph', look: 'soft', text: origin() },
      { kind: 'heading', level: 2, text: t('papers.who.title') },
      { kind: 'paragraph', text: who() },
      { kind: 'heading', level: 2, text: t('papers.summary.title') },
      { kind: 'paragraph', look: 'lead', text: from.opening.join(' ') },
      ...cautionsOf(from).map((text) => ({ kind: 'paragraph', look: 'strong', text }) as const),
      { kind: 'figure', figure: bars(from) },
      { kind: 'paragraph', look: 'soft', text: from.captions.bars },
      { kind: 'figure', figure: radar(from) },
      { kind: 'paragraph', look: 'soft', text: from.captions.radar },
      {
        kind: 'table',
        caption: t('table.heading.title'),
        head: from.columns,
        rows: rowsOf(from),
      },
      { kind: 'heading', level: 2, text: t('papers.parts.title') },
      ...partBlocks(from),
      ...differenceBlocks(),
      ...otherBlocks(),
      ...changeBlocks(),
      ...actionBlocks(t('papers.plan.title'), actions.head, actions.rows),
      { kind: 'pageBreak' },
      { kind: 'heading', level: 2, text: t('papers.answers.title') },
      ...answerBlocks(),
      { kind: 'heading', level: 2, text: t('method.heading.title') },
      { kind: 'paragraph', text: method() },
      ...(form() === 'short'
        ? [{ kind: 'paragraph', text: t(`method.short.${questionnaire().kind}.message`) } as const]
        : []),
      ...(questionnaire().kind === 'check' ? [{ kind: 'paragraph', text: t('settle.noAdvice.message') } as const] : []),
      { kind: 'paragraph', text: t('method.limits.message') },
      {
        kind: 'paragraph',
        look: 'soft',
        text: credit(questionnaire()),
      },
      ...photoBlocks(),
    ])
  }

  function credit({ title: name, version, attribution, licence }: Questionnaire): string {
    return t('method.credit.message', { title: name, version, attribution, licence: licence.name })
  }

  function tableOf(from: Told): Block {
    return {
      kind: 'table',
      caption: '',
      head: from.columns,
      rows: rowsOf(from),
    }
  }

  /** Part by part: where the union is, and what the next step asks. */
  function partBlocks(from: Told): readonly Block[] {
    return questionnaire().sections.flatMap(({ id, title: name, about }): Block[] => [
      { kind: 'heading', level: 3, text: t('papers.place.label', { section: name, place: from.places[id] ?? '' }) },
      { kind: 'paragraph', look: 'soft', text: about },
      ...(from.details[id] ?? []).map((text) => ({ kind: 'paragraph', text }) as const),
    ])
  }

  /** Where a group saw it differently, farthest apart first (rule V6); of few people only how far apart they are (rule V7). */
  function differenceBlocks(): readonly Block[] {
    if (!isGroup()) return []
    const all = voiced()
    const seen = seenDifferently(all, choices().dissent)
    const heading: Block = { kind: 'heading', level: 2, text: t('papers.differently.title') }
    if (seen.length === 0) return [heading, { kind: 'paragraph', text: t('papers.differently.none.message') }]
    const isAnyFew = seen.some(({ voice }) => !mayTellCounts(voice.tally))
    return [
      heading,
      { kind: 'paragraph', text: t('papers.differently.message', { seen: seen.length, all: all.length }) },
      {
        kind: 'table',
        caption: '',
        ...withoutEmptyColumns(
          [
            t('papers.question.label'),
            t('papers.answer.label'),
            t('papers.spread.label'),
            t('papers.votes.label'),
            ...dissentHead(),
          ],
          seen.map(({ item, answer, voice }) => [
            item.prompt,
            howText(answer.choice, voice),
            spreadName(voice.tally),
            mayTellCounts(voice.tally) ? countsText(voice.tally) : '',
            ...dissentOf(answer),
          ]),
        ),
      },
      ...(isAnyFew
        ? [
            {
              kind: 'paragraph',
              look: 'soft',
              text: t('papers.differently.few.message', { least: USUAL_FLOOR }),
            } as const,
          ]
        : []),
    ]
  }

  const dissentHead = () => (choices().dissent ? [t('papers.dissent.label')] : [])
  const dissentOf = ({ voice }: Answer) => (choices().dissent ? [voice?.dissent ?? ''] : [])

  /** How the answer of a group came about and how far apart it was, in the columns of the answers. */
  function voiceHead(): readonly string[] {
    return isGroup() ? [t('papers.how.label'), t('papers.spread.label'), ...dissentHead()] : []
  }

  function voiceOf(answer: Answer): readonly string[] {
    if (!isGroup()) return []
    const { voice } = answer
    return [voice ? byName(voice) : '', voice ? spreadName(voice.tally) : '', ...dissentOf(answer)]
  }

  /** The latest round of the other questionnaire in brief: beside the results, never mixed with them. */
  function otherBlocks(): readonly Block[] {
    const { other } = input()
    if (!other) return []
    const told = otherWords.tell(other.answers, other.aims)
    return [
      { kind: 'heading', level: 2, text: other.questionnaire.title },
      { kind: 'paragraph', look: 'soft', text: formatDay(other.assessment.date) },
      ...[...told.opening, ...told.cautions].map((text) => ({ kind: 'paragraph', text }) as const),
      tableOf(told),
      ...(told.gaps.length > 0
        ? [
            { kind: 'heading', level: 3, text: t('papers.gaps.title') } as const,
            { kind: 'list', isOrdered: false, items: told.gaps } as const,
          ]
        : []),
      { kind: 'paragraph', look: 'soft', text: credit(other.questionnaire) },
    ]
  }

  /** Actions of the plan under a heading, and how many are missing; nothing where there is no plan. */
  function actionBlocks(heading: string, head: readonly string[], rows: Rows): readonly Block[] {
    const { plan } = input()
    if (!plan) return []
    const { unreadable } = plan
    const missing = unreadable > 0 ? t('plan.unreadable.message', { count: unreadable }, unreadable) : ''
    // What could not be read may be open.
    const note = missing || (rows.length === 0 ? t('papers.noPlan.message') : '')
    return [
      { kind: 'heading', level: 2, text: heading },
      ...(rows.length > 0 ? [{ kind: 'table', caption: '', head, rows } as const] : []),
      ...(note ? [{ kind: 'paragraph', text: note } as const] : []),
    ]
  }

  /** The sheet of actions as it fits a page: what stands behind the date is told line by line in one cell. */
  function actionTable(): { readonly head: readonly string[]; readonly rows: Rows } {
    const { head, rows } = actionSheet()
    const kept = head.indexOf(t('papers.due.label')) + 1
    const details = (row: readonly string[]) =>
      row.flatMap((text, column) =>
        column >= kept && text ? [t('papers.detail.label', { name: head[column], text })] : [],
      )
    return {
      head: [...head.slice(0, kept), t('papers.details.label')],
      rows: rows.map((row) => [...row.slice(0, kept), details(row).join('\n')]),
    }
  }

  function answerBlocks(): readonly Block[] {
    const { answers } = input().round
    return questionnaire().sections.flatMap((section): Block[] => [
      { kind: 'heading', level: 3, text: section.title },
      {
        kind: 'table',
        caption: '',
        ...withoutEmptyColumns(
          [t('papers.question.label'), t('papers.answer.label'), ...voiceHead(), ...remarkHead()],
          itemsOf(section, form()).map((item) => {
            const answer = answerTo(answers, item.id)
            return [item.prompt, answerText(item, answer), ...voiceOf(answer), ...remarks(answer)]
          }),
        ),
      },
    ])
  }

  function answerText(item: Item, { choice }: Answer): string {
    const text = choice?.kind === 'not_applicable' && !choices().notes ? '' : choiceText(item, choice)
    return text ? `${choiceName(choice)}: ${text}` : choiceName(choice)
  }

  /** The columns that a public copy leaves out. */
  function remarkHead(): readonly string[] {
    return [
      ...(choices().notes ? [t('papers.note.label')] : []),
      ...(choices().evidence ? [t('papers.evidence.label')] : []),
    ]
  }

  function remarks({ note, evidence }: Answer): readonly string[] {
    const source = [evidence.source, evidence.date && formatDay(evidence.date)].filter(Boolean).join(', ')
    return [...(choices().notes ? [note] : []), ...(choices().evidence ? [source] : [])]
  }

  function answerSheet(): Sheet {
    const { answers } = input().round
    return {
      name: t('papers.answers.title'),
      head: [
        t('papers.section.label'),
        t('papers.question.label'),
        t('papers.answer.label'),
        ...voiceHead(),
        ...remarkHead(),
      ],
      rows: questionnaire().sections.flatMap((section) =>
        itemsOf(section, form()).map((item) => {
          const answer = answerTo(answers, item.id)
          return [section.title, item.prompt, answerText(item, answer), ...voiceOf(answer), ...remarks(answer)]
        }),
      ),
    }
  }

  function scoreSheet(): Sheet {
    const from = told()
    return {
      name: t('papers.scores.title'),
      head: from.columns,
      rows: rowsOf(from),
    }
  }

  function actionSheet(): Omit<Sheet, 'rows'> & { readonly rows: Rows } {
    const { names, notes, evidence } = choices()
    return {
      name: t('papers.plan.title'),
      head: [
        t('papers.action.label'),
        t('papers.status.label'),
        ...(names ? [t('papers.owner.label')] : []),
        t('papers.due.label'),
        t('actions.effort.label'),
        ...(notes ? [t('papers.why.label'), t('papers.state.label'), t('papers.cost.label')] : []),
        ...(evidence ? [t('papers.evidence.label')] : []),
        t('papers.review.label'),
      ],
      rows: inOrder().map((action) => [
        titleOf(action),
        t(`plan.status.${action.status}.label`),
        ...(names ? [action.owner] : []),
        dayOf(action.due),
        t(`actions.effort.${action.effort}.label`),
        ...(notes ? [action.why, stateOf(action), action.cost] : []),
        ...(evidence ? [[action.evidence.source, dayOf(action.evidence.date)].filter(Boolean).join(', ')] : []),
        dayOf(action.reviewDate),
      ]),
    }
  }

  /** What blocks an action, or why it was dropped. */
  function stateOf({ status, blockedBy, dropReason, dependsOn }: PlannedAction): string {
    if (status === 'dropped') return dropReason
    if (status !== 'blocked') return ''
    const waitsFor = (input().plan?.ranked ?? []).filter(({ action }) => dependsOn.includes(action.id))
    return [blockedBy, ...waitsFor.map(({ action }) => titleOf(action))].filter(Boolean).join('; ')
  }

  const titleOf = (action: PlannedAction) => action.title.trim() || t('plan.untitled.label')

  const dayOf = (date: string) => (date ? formatDay(date) : '')

  /** The open actions in their order, then what is done. */
  function inOrder(): readonly PlannedAction[] {
    const { ranked, actions } = input().plan ?? { ranked: [], actions: [] }
    return [...ranked.map(({ action }) => action), ...actions.filter((action) => !isOpen(action))]
  }

  /** The sheets of a workbook: a project has no plan, and a first round nothing to compare. */
  function sheets(): readonly Sheet[] {
    const changes = input().before?.comparison?.isEnough ? [partSheet(), questionSheet(choices())] : []
    return [scoreSheet(), answerSheet(), ...(input().plan ? [actionSheet()] : []), ...changes]
  }

  /** One entry for each open action with a date, for each review of what is in place, and for the next round. */
  function dueDates(): readonly DueDate[] {
    const { review } = input()
    const { union } = input().round
    const actions = inOrder().flatMap((action): DueDate[] => {
      const description = choices().names ? action.owner : ''
      if (isOpen(action) && action.due)
        return [{ id: `${action.id}-due`, date: action.due, title: titleOf(action), description }]
      if (action.status === 'in_place' && action.reviewDate)
        return [
          {
            id: `${action.id}-review`,
            date: action.reviewDate,
            title: t('papers.reviewOf.label', { title: titleOf(action) }),
            description,
          },
        ]
      return []
    })
    if (review === null) return actions
    const title = t('union.reminder.title', { title: questionnaire().title })
    return [...actions, { id: `review-${questionnaire().id}-${union.id}`, date: review, title, description: '' }]
  }

  return {
    isGroup,
    title,
    board,
    full,
    bars: () => bars(told()),
    radar: () => radar(told()),
    answerSheet,
    scoreSheet,
    actionSheet,
    sheets,
    dueDates,
  }
}

/** A table that gives no room to a column in which no row says anything. */
function withoutEmptyColumns(head: readonly string[], rows: Rows): { head: readonly string[]; rows: Rows } {
  const isFilled = (_text: string, column: number) => rows.some((row) => row[column])
  return { head: head.filter(isFilled), rows: rows.map((row) => row.filter(isFilled)) }
}

/** The text, cut behind a word where it is too long for its place; a very long word is cut itself. */
function shortened(text: string, most = BOARD_LETTERS): string {
  // By whole characters: half of one is none.
  const letters = [...text]
  if (letters.length <= most) return text
  const kept = letters.slice(0, most - 1)
  const space = kept.lastIndexOf(' ')
  return `${kept.slice(0, space < most / 2 ? most - 1 : space).join('')}…`
}

/** The rows of the table of results: what stands beside a text on the screen follows it here. */
function rowsOf({ rows }: Pick<Told, 'rows'>): Rows {
  return rows.map(({ title, cells }) => [title, ...cells.map(({ text, aside }) => (aside ? `${text} ${aside}` : text))])
}

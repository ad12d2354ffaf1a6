import { useI18n } from 'vue-i18n'
import type { Bar, Corner, ResultRow, Ring } from '@/composables/resultShapes'
import { useGradeReport } from '@/composables/useGradeReport'
import { useScoreReport } from '@/composables/useScoreReport'
import { rankSections } from '@/domain/actions'
import type { Answers, Assessment } from '@/domain/assessment'
import type { Comparison } from '@/domain/comparison'
import { compare, fraction, roundHalfUp } from '@/domain/fraction'
import { targetsOf, type Aims } from '@/domain/gaps'
import { gradeAssessment, lowestFirst, workLeft } from '@/domain/grading'
import type { Photo } from '@/domain/photo'
import type { PlannedAction, PlanSource, RankedAction } from '@/domain/plan'
import type { Form, Questionnaire } from '@/domain/questionnaire'
import { scoreAssessment, weakestFirst } from '@/domain/scoring'
import type { OpenRound } from '@/stores/assessment'

/** What may go into a paper beside the results; a public copy leaves all of it out. */
export interface PaperChoices {
  readonly names: boolean
  readonly notes: boolean
  readonly evidence: boolean
  /** What those say who see it differently. */
  readonly dissent: boolean
  /** Photos of the wall, where the round has any. */
  readonly photos: boolean
}

export interface ReportInput {
  readonly round: OpenRound
  /** The round before about the same, compared with this one as far as it can be read; `null` if there is none. */
  readonly before: { readonly assessment: Assessment; readonly comparison: Comparison | null } | null
  /** The union's plan; `null` where the round is about a project, which has none. */
  readonly plan: {
    /** The open actions in their order. */
    readonly ranked: readonly RankedAction[]
    readonly actions: readonly PlannedAction[]
    /** How many more are stored but could not be read. */
    readonly unreadable: number
  } | null
  /** The day of the union's next round of this questionnaire, as ISO date (rule R12); `null` for a project. */
  readonly review: string | null
  /** The union's latest round of the other questionnaire; `null` if there is none. */
  readonly other: PlanSource | null
  /** Photos of the wall, in their order. */
  readonly photos: readonly Photo[]
}

/** So many strengths and gaps stand on the board page. */
const STRENGTHS = 2
const GAPS = 3

/** What every kind of paper tells of a round: worked out once, in the words of the screen. */
export interface Told {
  readonly opening: readonly string[]
  readonly cautions: readonly string[]
  readonly bars: readonly (Bar & { readonly place: string })[]
  readonly lines: readonly number[]
  readonly corners: readonly Corner[]
  readonly rings: readonly Ring[]
  readonly spoken: string
  /** What the marks in the drawings mean. */
  readonly captions: { readonly bars: string; readonly radar: string }
  readonly columns: readonly string[]
  readonly rows: readonly ResultRow[]
  /** The strongest, and what is furthest from where the union wants to be. */
  readonly strengths: readonly string[]
  readonly gaps: readonly string[]
  /** By section id, the place as it is called. */
  readonly places: Readonly<Record<string, string>>
  /** By section id: where the union is there and what the next step asks, sentence by sentence. */
  readonly details: Readonly<Record<string, readonly string[]>>
}

/** Tells rounds of one questionnaire in the words, bars and rows of the screen. */
export function useReport(questionnaire: () => Questionnaire, form: () => Form) {
  const { t } = useI18n()
  const scoreWords = useScoreReport(questionnaire)
  const gradeWords = useGradeReport(questionnaire, form)

  function tell(answers: Answers, aims: Aims): Told {
    return questionnaire().kind === 'check' ? tellCheck(answers) : tellMaturity(answers, aims)
  }

  const line = (title: string, place: string) => t('papers.place.label', { section: title, place })

  function tellMaturity(answers: Answers, aims: Aims): Told {
    const words = scoreWords
    const scores = scoreAssessment(questionnaire(), form(), answers)
    const targets = targetsOf(questionnaire(), scores, aims)
    const dimensions = questionnaire().sections.flatMap((section) => {
      const score = scores.sections.find(({ sectionId }) => sectionId === section.id)
      return score ? [{ section, score }] : []
    })
    const targetOf = (id: string) => targets[id] ?? 0
    const lines = new Map(dimensions.map(({ section, score }) => [section.id, line(section.title, words.place(score))]))
    const lowest = questionnaire().levels[0]?.value ?? 1
    const strong = strongest(
      weakestFirst(scores.sections).filter(({ mean }) => mean !== null),
      ({ mean }) => mean !== null && roundHalfUp(mean) > lowest,
    )
    // What is strong is a gap only where there are too few others, because the union aims higher still.
    const isStrong = (id: string) => strong.some(({ sectionId }) => sectionId === id)
    const ranked = rankSections(questionnaire(), scores, aims)
    const named = [
      ...ranked.filter(({ sectionId }) => !isStrong(sectionId)),
      ...ranked.filter(({ sectionId }) => isStrong(sectionId)),
    ].slice(0, GAPS)
    const pressing = ranked.filter((each) => named.includes(each))
    return {
      opening: words.opening(scores),
      cautions: words.cautions(scores),
      bars: dimensions.map((each) => ({
        ...words.bar(each, targetOf(each.section.id)),
        place: words.place(each.score),
      })),
      lines: questionnaire().levels.map(({ value }) => words.along(value)),
      corners: dimensions.map((each) => words.corner(each, targetOf(each.section.id))),
      rings: words.rings(),
      spoken: words.spoken(dimensions),
      captions: { bars: t('papers.bars.caption'), radar: t('results.radar.caption') },
      columns: words.columns(),
      rows: dimensions.map((each) => words.row(each, targetOf(each.section.id))),
      strengths: strong.map(({ sectionId }) => lines.get(sectionId) ?? ''),
      gaps: pressing.map(({ sectionId, target }) =>
        t('papers.gap.label', { line: lines.get(sectionId) ?? '', target: words.levelName(target) }),
      ),
      places: Object.fromEntries(dimensions.map(({ section, score }) => [section.id, words.place(score)])),
      details: Object.fromEntries(
        dimensions.map(({ section, score }) => {
          if (score.mean === null) return [section.id, []]
          const here = roundHalfUp(score.mean)
          const textAt = (level: number) => section.levels?.find(({ value }) => value === level)?.text
          const next = textAt(here + 1)
          const now = textAt(here) ?? ''
          return [
            section.id,
            next ? [now, `${t('panel.next.title', { level: words.levelName(here + 1) })}: ${next}`] : [now],
          ]
        }),
      ),
    }
  }

  function tellCheck(answers: Answers): Told {
    const words = gradeWords
    const grades = gradeAssessment(questionnaire(), form(), answers)
    const sections = questionnaire().sections.flatMap((section) => {
      const grade = grades.sections.find(({ sectionId }) => sectionId === section.id)
      return grade ? [{ section, grade }] : []
    })
    const lines = new Map(sections.map(({ section, grade }) => [section.id, line(section.title, words.place(grade))]))
    const graded = lowestFirst(grades.sections).filter(({ share }) => share !== null)
    const toSettle = grades.settleFirst.map(({ item }) => item.prompt)
    const strong = strongest(graded, ({ share }) => share !== null && share.numerator > 0)
    // What has all its points leaves no gap.
    const lowest = graded.filter((each) => each.share && compare(each.share, fraction(1)) < 0 && !strong.includes(each))
    return {
      opening: words.opening(grades),
      cautions: words.cautions(grades, answers),
      bars: sections.map((each) => ({ ...words.bar(each), place: words.place(each.grade) })),
      lines: [0, ...(questionnaire().bands ?? []).map(({ below }) => below ?? 100)],
      corners: sections.map(words.corner),
      rings: words.rings(),
      spoken: words.spoken(sections),
      captions: { bars: t('papers.barsCheck.caption'), radar: t('grade.radar.caption') },
      columns: words.columns(),
      rows: sections.map(words.row),
      strengths: strong.map(({ sectionId }) => lines.get(sectionId) ?? ''),
      // What is to be settled first weighs more than any band.
      gaps: [...toSettle, ...lowest.map(({ sectionId }) => lines.get(sectionId) ?? '')].slice(0, GAPS),
      places: Object.fromEntries(sections.map(({ section, grade }) => [section.id, words.place(grade)])),
      details: Object.fromEntries(
        sections.map(({ section, grade }) => [
          section.id,
          workLeft(grade).map(({ item, action, isUnknown }) =>
            isUnknown || !action
              ? `${item.prompt} ${t('step.findOut.label')}`
              : `${item.prompt} ${action.title}. ${action.begin}`,
          ),
        ]),
      ),
    }
  }

  return { tell }
}

/** The strongest, best first: never more than half of all, and none that stands at the lowest. */
function strongest<T>(weakestFirst: readonly T[], isStrong: (each: T) => boolean): readonly T[] {
  const most = Math.min(STRENGTHS, Math.floor(weakestFirst.length / 2))
  return [...weakestFirst].reverse().slice(0, most).filter(isStrong)
}

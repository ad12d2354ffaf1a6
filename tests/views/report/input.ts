import { defineComponent } from 'vue'
import { compareRounds, nextReview, type ComparedRound } from '@/domain/comparison'
import { rankPlan, type PlannedAction } from '@/domain/plan'
import type { Block, Paper } from '@/papers/paper'
import { usePapers } from '@/views/report/usePapers'
import type { PaperChoices, ReportInput } from '@/views/report/useReport'
import goldenCheck from '../../fixtures/golden-governance.json'
import golden from '../../fixtures/golden.json'
import { answersOf, dataGovernance, dataMaturity, notApplicable } from '../../support/builders'
import { mountPart } from '../../support/mounting'
import { anOpenRound } from '../rounds'

export const everything: PaperChoices = { names: true, notes: true, evidence: true, dissent: true, photos: true }
export const nothing: PaperChoices = { names: false, notes: false, evidence: false, dissent: false, photos: false }

type Golden = keyof typeof goldenCheck
type More = Parameters<typeof anOpenRound>[2]

/** A golden union’s maturity round, as it is when it is open. */
export const goldenMaturity = (union: Golden, more: More = {}) =>
  anOpenRound(dataMaturity, answersOf(golden[union].answers), more)

/** A golden union’s check, as it is when it is open. */
export function goldenGovernance(union: Golden, more: More = {}) {
  const steps: Readonly<Record<string, number | null>> = goldenCheck[union].answers
  const given = Object.entries(steps).map(([id, step]) => [id, step ?? notApplicable('Nothing of the kind')] as const)
  return anOpenRound(dataGovernance, answersOf(Object.fromEntries(given)), more)
}

/** What papers are made of: this latest round, these actions, and the round before. A project has no plan. */
export function anInput(
  round: ReportInput['round'],
  actions: readonly PlannedAction[] = [],
  before: ComparedRound | null = null,
): ReportInput {
  const isUnion = round.assessment.subject.kind === 'union'
  const plan = isUnion ? { ranked: rankPlan(actions, []), actions, unreadable: 0 } : null
  return {
    round,
    before: before && {
      assessment: before.assessment,
      comparison: compareRounds([before, round], [], true),
    },
    plan,
    review: isUnion ? nextReview(round.assessment.date) : null,
    other: null,
    photos: [],
  }
}

/** The papers of a round, with all that may go in unless said otherwise. */
export function papersOf(input: ReportInput, choices: PaperChoices = everything): ReturnType<typeof usePapers> {
  const made: ReturnType<typeof usePapers>[] = []
  mountPart(
    defineComponent({
      setup() {
        const papers = usePapers(
          () => input,
          () => choices,
        )
        made.push(papers)
        return () => null
      },
    }),
  )
  const [papers] = made
  if (!papers) throw new Error('no papers were made')
  return papers
}

/** The blocks of a paper under one heading, up to the next of its level. @throws if there is none of it */
export function under({ blocks }: Paper, heading: string): readonly Block[] {
  const start = blocks.findIndex((block) => block.kind === 'heading' && block.text === heading)
  const first = blocks[start]
  if (first?.kind !== 'heading') throw new Error(`no heading ${heading}`)
  const rest = blocks.slice(start + 1)
  const end = rest.findIndex((block) => block.kind === 'heading' && block.level <= first.level)
  return end < 0 ? rest : rest.slice(0, end)
}

/** The words of blocks, one text for each paragraph, entry and row; the cells of a row are parted by “ | ”. */
export function wordsIn(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'heading' || block.kind === 'paragraph') return [block.text]
    if (block.kind === 'list') return block.items
    if (block.kind === 'table') return [block.head, ...block.rows].map((row) => row.join(' | '))
    if (block.kind === 'photo') return [block.photo.words]
    return block.kind === 'figure' ? [block.figure.alternative] : []
  })
}

export const headingsOf = ({ blocks }: Paper) =>
  blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []))

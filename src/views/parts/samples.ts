import type { Corner, ResultRow, Ring } from '@/composables/resultShapes'
import type { Level } from '@/domain/questionnaire'
import type { Tally } from '@/domain/workshop'

export const LEVELS: readonly Level[] = ['Unaware', 'Emerging', 'Learning', 'Developing', 'Mastering'].map(
  (name, index) => ({ value: index + 1, name }),
)

/** Twelve votes in two camps, one of them without a level. */
export const TALLY: Tally = {
  levels: [5, 1, 0, 1, 4].map((votes, index) => ({ level: index + 1, votes })),
  dontKnow: 1,
  doesNotApply: 0,
}

export const RINGS: readonly Ring[] = LEVELS.map(({ value, name }) => ({ at: value, label: `${value} ${name}` }))

export const CORNERS: readonly Corner[] = [
  { label: 'Uses', value: 2, target: 3, before: 1.5, isProvisional: false },
  { label: 'Data', value: 3, target: 4, before: 3, isProvisional: true },
  { label: 'Analysis', value: 4, target: 4, before: 2.5, isProvisional: false },
  { label: 'Culture', value: null, target: null, before: 2, isProvisional: false },
]

export const COLUMNS = ['Dimension', 'Score', 'Target']

export const ROWS: readonly ResultRow[] = [
  { id: 'uses', title: 'Uses', cells: [cell('2.0', 2), cell('3', 3)], isUnscored: false },
  { id: 'data', title: 'Data', cells: [{ ...cell('3.0', 3), aside: 'rough' }, cell('4', 4)], isUnscored: false },
  { id: 'culture', title: 'Culture', cells: [cell('–', Infinity), cell('–', Infinity)], isUnscored: true },
]

function cell(text: string, rank: number) {
  return { text, rank }
}

/** All that can be said of saving; the last ones are errors. */
export const SAVE_STATES = [
  { status: 'idle' },
  { status: 'saving' },
  { status: 'saved', at: 0, isFirst: false },
  { status: 'failed', code: 'full' },
  { status: 'failed', code: 'not_found' },
] as const

import type { Bar, Corner, ResultRow, Ring } from '@/composables/resultShapes'
import type { Dumbbell } from '@/composables/useComparisonReport'
import type { SinceBackup } from '@/domain/backup'
import { fraction } from '@/domain/fraction'
import type { Level } from '@/domain/questionnaire'
import { fromBase64 } from '@/domain/base64'
import type { Photo } from '@/domain/photo'
import type { Groups, RespondentsMean } from '@/domain/session'
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

/** Where the five levels lie on a line, in hundredths. */
export const LINES: readonly number[] = [0, 25, 50, 75, 100]

/** A bar of its own, a rough one with a range, and one where nothing is to be drawn. */
export const BARS: readonly (Bar & { readonly of: string })[] = [
  { id: 'uses', title: 'Uses', from: 0, to: 50, isRange: false, isLoose: false, target: 75, of: '3 Learning' },
  { id: 'data', title: 'Data', from: 25, to: 75, isRange: true, isLoose: true, target: 100, of: 'roughly 3 Learning' },
  {
    id: 'culture',
    title: 'Culture',
    from: null,
    to: null,
    isRange: false,
    isLoose: false,
    target: null,
    of: 'No result',
  },
]

const firm = (at: number | null) => ({ at, isLoose: false })

/** What rose, what fell, what is the same, what is rough and what cannot be compared. */
export const THEN_AND_NOW: readonly Dumbbell[] = [
  {
    id: 'uses',
    title: 'Uses',
    then: firm(25),
    now: firm(60),
    way: 'up',
    change: 'up 1.4',
    moves: 'Two questions moved up.',
  },
  { id: 'data', title: 'Data', then: firm(70), now: firm(50), way: 'down', change: 'down 0.8', moves: '' },
  { id: 'tools', title: 'Tools', then: firm(50), now: firm(50), way: 'none', change: 'no visible change', moves: '' },
  {
    id: 'skills',
    title: 'Skills',
    then: { at: 20, isLoose: true },
    now: firm(45),
    way: 'up',
    change: 'up 1.0',
    moves: '',
  },
  {
    id: 'culture',
    title: 'Culture',
    then: firm(null),
    now: firm(30),
    way: null,
    change: 'was not asked then',
    moves: '',
  },
]

export const BACKUPS: readonly SinceBackup[] = [
  { at: null, answers: 0, others: 0, hasSealed: false, oldest: null },
  { at: 0, answers: 3, others: 0, hasSealed: false, oldest: null },
  { at: 0, answers: 0, others: 0, hasSealed: false, oldest: null },
]

export const GROUPS: Groups = {
  shown: [
    { role: 'elected', mean: fraction(18, 5) },
    { role: 'staff', mean: fraction(11, 5) },
  ],
  difference: { higher: 'elected', lower: 'staff', by: fraction(7, 5) },
}

export const PLACES = [
  { id: 'databases', entries: ['waymark'] },
  { id: 'caches', entries: [] },
  { id: 'worker', entries: null },
] as const

export const RESPONDENTS: RespondentsMean = { mean: fraction(29, 10), people: 12 }

/** Five stickers on a wall, 96 by 64 pixels. */
const STICKERS =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAA' +
  'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' +
  'AAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAA' +
  'ABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1' +
  'AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAP' +
  'KnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/' +
  '2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshIT' +
  't8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCABAAGADASIAAhEBAxEB/8QAGQAAAwEB' +
  'AQAAAAAAAAAAAAAAAAQFBgMC/8QAMhAAAQIDAgwFBQEAAAAAAAAAAAEDBBESAgUTFBUhNENTgaKxwdExQVKh4SJRY3GCZP/EABkBAAMBAQEAAA' +
  'AAAAAAAAAAAAACAwEEBf/EACERAAMBAAICAQUAAAAAAAAAAAABAhEDEiExBBMUMkFR/9oADAMBAAIRAxEAPwDUAArGO22qKLUpznmJVSlaxkte' +
  'DQEzG3/X7IGNv+v2Ql9xI/RlMAOONsev2Us6S9sTGzsBxxtj1+yntt2w7Oi1OXjmMVS/CYYz2BHj46IZi3G23JWUlJKU+yC+Uova8Kdiy421pN' +
  '2kaACPAR0Q9FttuOTsrOaUp9lLAtS5eMZPQErx1e/oOnGIh8PT9VNM/KZHkTqWkPLxksB3EPy8PyGIfl4fk5Po3/CvdDpFLRFK/I/QvGA7d2s3' +
  'dRIdu7WbupLh/NDX6Jl6ae7u5IKFuKuzGIi07hqapZqZ+X7OWRf9HB8nrzcpI4nL0UuvT2t/JTQE+FuzF4iy7hqqZ5qZeX7KBPkab8FITS8gAA' +
  'THAUylCbXhXsNmUKRKr2JVNGgylCbXhXsdmIlqIqwNuqnxzKhmStcev/nqNXGktFm23hSddsMtq44srKeKyF8pQm14V7BemgO7uaGfMiFS1m1T' +
  'TNBlKE2vCvYYadsPNo42s7K+CyMuaC69Aa381C4UrUE02xsAAkUAAAAAyhqwHi+olT2MoVrj1/8APUqgNXJ2WYYox6KXpoDu7mhnzVgZN9VhtT' +
  'rMoaC69Aa381GwCr7LAmcYAAExz//Z'

export const PHOTO: Photo = {
  id: 'stickers',
  assessmentId: 'round',
  bytes: fromBase64(STICKERS)?.buffer ?? new ArrayBuffer(0),
  caption: 'What we park',
  width: 96,
  height: 64,
  addedAt: 0,
}

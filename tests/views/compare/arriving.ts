import { expect, vi } from 'vitest'
import type { Answer, Assessment, Union } from '@/domain/assessment'
import { NO_AIMS } from '@/domain/gaps'
import type { Questionnaire } from '@/domain/questionnaire'
import { writeRoundFile } from '@/storage/roundFile'
import { readFor } from '@/router'
import { usePlanStore } from '@/stores/plan'
import CompareView from '@/views/compare/CompareView.vue'
import threeRounds from '../../fixtures/versions/three-rounds.json'
import {
  anAnswer,
  answersOf,
  dontKnow,
  earlierMaturity,
  laterMaturity,
  level,
  notApplicable,
} from '../../support/builders'
import { all, click, mountScreen, nameOf, the, wordsOf } from '../../support/mounting'
import { keep } from '../device'
import { aRound, harbour, PATIENCE } from '../rounds'

/** The worked example of tests/fixtures/versions: the rounds a of 2024, b of 2025 and c of 2026. */
export const worked = threeRounds.rounds.map((round, index) => {
  const id = 'abc'.charAt(index)
  const questionnaire = round.version === earlierMaturity.version ? earlierMaturity : laterMaturity
  const assessment = aRound(id, {
    date: round.date,
    questionnaireId: questionnaire.id,
    questionnaireVersion: questionnaire.version,
    respondent: { role: round.role as 'elected' | 'staff', knowledge: null, name: '' },
    sealedAt: Date.parse(`${round.date}T12:00Z`),
  })
  const given: Record<string, Answer> = {}
  for (const [item, value] of Object.entries(round.answers)) {
    const answer = typeof value === 'number' ? level(value) : typeof value === 'string' ? dontKnow : null
    const notes: Readonly<Record<string, string | undefined>> = round.notes
    given[item] = anAnswer({ ...(answer ?? notApplicable(Object.values(value).join())), note: notes[item] ?? '' })
  }
  return { assessment, questionnaire, answers: answersOf(given) }
})

/** Puts rounds of the worked example on the device, all three unless their letters are given. */
export async function keepWorked(
  letters = 'abc',
  more: Partial<Assessment> = {},
  union: Union = harbour,
): Promise<void> {
  for (const { assessment, questionnaire, answers } of worked)
    if (letters.includes(assessment.id)) await keep(questionnaire, { ...assessment, ...more }, answers, union)
}

/** The text of a file in which a round of the worked example was saved. */
export function fileOf(
  letter: string,
  { union = harbour, questionnaire, ...more }: Partial<Assessment> & { union?: Union; questionnaire?: unknown } = {},
): string {
  const round = worked.find(({ assessment }) => assessment.id === letter)
  if (!round) throw new Error(`there is no round ${letter}`)
  const assessment = { ...round.assessment, unionId: union.id, ...more }
  const content = { ...round, assessment, union, aims: NO_AIMS, questionnaire: questionnaire ?? round.questionnaire }
  return writeRoundFile(content, 0).text
}

/** Comes to the comparison of a round, and waits until the chosen rounds are read. */
export async function arrive(id: string, query = '') {
  const path = `/a/${id}/compare${query}`
  await readFor(path)
  const screen = await mountScreen(CompareView, { path, props: { id } })
  await vi.waitFor(() => the('summary', /^Rounds to compare/), PATIENCE)
  return screen
}

/** Waits until this holds. */
export const until = (holds: () => unknown) => vi.waitFor(holds, PATIENCE)

/**
 * Waits for the plan, which the page reads last: what a store still does would make its pinia the one in use again, in the
 * next test. For `afterEach`.
 */
export const settle = () => until(() => expect(usePlanStore().opening.status).not.toBe('loading'))

/** Opens what is folded under this line, and gives it. */
export function unfold(line: string | RegExp): HTMLDetailsElement {
  const details = the('summary', line).closest('details')
  if (!details) throw new Error('nothing is folded there')
  details.open = true
  return details
}

/** The part of the page under a heading. */
export function under(heading: string): Element {
  const part = the('heading', heading).closest('section')
  if (!part) throw new Error(`no part under ${heading}`)
  return part
}

export const headings = () => all('heading').map(nameOf)
export const linesIn = (part: Element) => all('listitem', undefined, part).map((line) => wordsOf(line))

/** The rounds to choose from: those chosen are marked with a +. */
export function choices(): readonly string[] {
  return all('checkbox', undefined, unfold(/^Rounds to compare/)).map(
    (box) => `${box.checked ? '+ ' : ''}${nameOf(box)}`,
  )
}
/** Ticks a round, or takes it away, and waits until so many are chosen. */
export async function tick(name: string, count: number): Promise<void> {
  await click(the('checkbox', name, unfold(/^Rounds to compare/)))
  await until(() => the('summary', new RegExp(`^Rounds to compare ${count} of`)))
}

/** What the table says of a part. */
export function rowOf(part: string): string {
  const row = all('row').find((each) => each.querySelector('th')?.textContent === part)
  return row ? wordsOf(row) : ''
}

/** The browser refuses to read this table, until the returned function is called. */
export function refuseReading(table: string): () => void {
  const open = IDBTransaction.prototype.objectStore
  const spy = vi.spyOn(IDBTransaction.prototype, 'objectStore').mockImplementation(function (
    this: IDBTransaction,
    name,
  ) {
    if (name === table) throw new DOMException('refused', 'UnknownError')
    return open.call(this, name)
  })
  return () => spy.mockRestore()
}

/** What is told of a file that was opened: the first of what the page tells, before the files that can be saved. */
export const saidOfFile = () => wordsOf(all('status')[0])

/** Chooses a file on this device. */
export async function chooseFile(content: File): Promise<void> {
  unfold(/^Rounds to compare/)
  const input = document.querySelector<HTMLInputElement>('input[type="file"]')
  if (!input || nameOf(input) !== 'Open a round from a file') throw new Error('no field for a file')
  Object.defineProperty(input, 'files', { value: [content], configurable: true })
  input.dispatchEvent(new Event('change', { bubbles: true }))
  await until(() => saidOfFile() || the('alert'))
}
export const aFile = (text: string) => new File([text], 'round.json', { type: 'application/json' })

/** A questionnaire as another version, some items of which have the texts of their two lowest options swapped. */
export function rescaled(questionnaire: Questionnaire, version: string, itemIds: readonly string[]): Questionnaire {
  const sections = questionnaire.sections.map((section) => ({
    ...section,
    items: section.items.map((item) => {
      const [first, second, ...rest] = item.options
      if (!itemIds.includes(item.id) || !first || !second) return item
      return { ...item, options: [{ ...first, text: second.text }, { ...second, text: first.text }, ...rest] }
    }),
  }))
  return { ...questionnaire, version, sections }
}

// Records that the parts of the bench lay into the store before they measure.
import { readFileSync } from 'node:fs'
import { fullRoom, lay, roundRecords, together } from '../lay.mjs'
import { newPage } from './host.mjs'

const maturity = JSON.parse(
  readFileSync(new URL('../../questionnaires/data-maturity/questionnaire.json', import.meta.url), 'utf8'),
)
export const ITEMS = maturity.sections.flatMap(({ items }) => items.map(({ id }) => id))
const SECTIONS = maturity.sections.map(({ id }) => id)
export const QUESTIONNAIRE = maturity

/** Levels that differ from item to item and from round to round. */
const levels = (count, shift = 0) =>
  Object.fromEntries(ITEMS.slice(0, count).map((id, index) => [id, 1 + ((index * 7 + shift * 3) % 5)]))

/** So many actions of a union’s plan, not all alike. */
export function planOf(unionId, count) {
  return Array.from({ length: count }, (_, index) => ({
    id: `made-${index}`,
    unionId,
    origin: 'typed',
    offerKey: null,
    serves: { questionnaireId: maturity.id, sectionId: SECTIONS[index % 7], itemIds: [], from: 2, to: 3 },
    title: `Action number ${index} of a long plan`,
    why: 'Because it was asked for.',
    owner: `officer ${index % 20}`,
    due: '2027-03-01',
    status: index % 3 === 0 ? 'under_way' : 'to_do',
    effort: ['small', 'medium', 'large'][index % 3],
    importance: null,
    cost: '',
    blockedBy: '',
    dropReason: '',
    evidence: { source: '', date: '' },
    reviewDate: '',
    dependsOn: [],
    firstRound: null,
    pinnedAt: null,
    createdAt: index,
    log: [{ at: index, what: 'taken', status: null }],
  }))
}

/** A union with two finished rounds, one that is half answered, and a plan. */
export function oneUnion({ actions = 5 } = {}) {
  const shared = { unionId: 'union-laid', questionnaire: maturity, role: 'staff' }
  return together(
    { unions: [{ id: 'union-laid', name: 'Civic & Care Union', law: null }], plan: planOf('union-laid', actions) },
    roundRecords({ ...shared, id: 'round-old', date: '2025-11-20', answers: levels(40) }),
    roundRecords({ ...shared, id: 'round-new', date: '2026-11-20', answers: levels(40, 1) }),
    roundRecords({
      ...shared,
      id: 'round-draft',
      date: '2026-11-28',
      answers: levels(17, 2),
      more: { status: 'draft', sealedAt: null },
    }),
  )
}

/** Lays that union into the store of a browser, and a workshop whose thirty people have all voted. */
export async function laidRecords(
  context,
  url,
  records = together(oneUnion(), fullRoom('item.uses-why-collect.vote')),
) {
  const page = await newPage(context)
  await page.goto(url)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await lay(page, records)
  await page.close()
}

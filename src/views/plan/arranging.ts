import { isOpen, type PlannedAction, type RankedAction } from '@/domain/plan'

/** The ways to look at a plan. */
export const VIEWS = ['list', 'grid', 'owner', 'due', 'done'] as const
export type View = (typeof VIEWS)[number]

/** What is to be shown; `null` shows all, '' what has no owner or serves no questionnaire. */
export interface Filters {
  readonly status: string | null
  readonly owner: string | null
  readonly questionnaire: string | null
}

/** An action where it stands. */
export interface Placed {
  readonly action: PlannedAction
  /** Among all open actions, from 1; `null` for what is done. */
  readonly position: number | null
  /** `null` for what is done. */
  readonly ranked: RankedAction | null
}

/** Some actions under a heading. */
export interface Group {
  readonly key: string
  readonly kind: 'all' | 'named' | 'no_owner' | 'overdue' | 'month' | 'no_due' | 'in_place' | 'dropped'
  /** The owner, the month as “2026-11”, or ''. */
  readonly name: string
  readonly placed: readonly Placed[]
}

/** Every action of the plan: the open ones in their order, and the others with the latest change first. */
export function placeAll(actions: readonly PlannedAction[], ranked: readonly RankedAction[]) {
  const open = ranked.map((each, index): Placed => ({ action: each.action, position: index + 1, ranked: each }))
  const lastChange = ({ log, createdAt }: PlannedAction) => log.at(-1)?.at ?? createdAt
  const done = actions
    .filter((action) => !isOpen(action))
    .sort((a, b) => lastChange(b) - lastChange(a))
    .map((action): Placed => ({ action, position: null, ranked: null }))
  return { open, done }
}

export function fits({ action }: Placed, { status, owner, questionnaire }: Filters): boolean {
  return (
    (status === null || action.status === status) &&
    (owner === null || action.owner.trim() === owner) &&
    (questionnaire === null || (action.serves?.questionnaireId ?? '') === questionnaire)
  )
}

/** The owners of a plan, each once, in alphabetical order. */
export function ownersOf(actions: readonly PlannedAction[], language: string): readonly string[] {
  const owners = new Set(actions.map(({ owner }) => owner.trim()).filter((owner) => owner !== ''))
  return [...owners].sort((a, b) => a.localeCompare(b, language))
}

function gather(placed: readonly Placed[], keyOf: (each: Placed) => string): ReadonlyMap<string, readonly Placed[]> {
  const groups = new Map<string, Placed[]>()
  for (const each of placed) {
    const key = keyOf(each)
    const group = groups.get(key)
    if (group) group.push(each)
    else groups.set(key, [each])
  }
  return groups
}

/** What each person or role has to do; what nobody has comes last. */
export function byOwner(placed: readonly Placed[], language: string): readonly Group[] {
  const groups = gather(placed, ({ action }) => action.owner.trim())
  const named = [...groups].filter(([name]) => name !== '').sort(([a], [b]) => a.localeCompare(b, language))
  const nobody = groups.get('') ?? []
  return [
    ...named.map(([name, of]): Group => ({ key: `owner ${name}`, kind: 'named', name, placed: of })),
    ...(nobody.length > 0 ? [{ key: 'nobody', kind: 'no_owner', name: '', placed: nobody } as const] : []),
  ]
}

/** Overdue first, then month by month, and what has no date last. */
export function byDue(placed: readonly Placed[], today: string): readonly Group[] {
  const keyOf = ({ due }: PlannedAction) => (due === '' ? 'never' : due < today ? 'overdue' : due.slice(0, 7))
  const dated = [...placed].sort((a, b) => a.action.due.localeCompare(b.action.due))
  const groups = gather(dated, ({ action }) => keyOf(action))
  const months = [...groups].filter(([key]) => key !== 'never' && key !== 'overdue')
  const overdue = groups.get('overdue') ?? []
  const never = groups.get('never') ?? []
  return [
    ...(overdue.length > 0 ? [{ key: 'overdue', kind: 'overdue', name: '', placed: overdue } as const] : []),
    ...months.map(([name, of]): Group => ({ key: name, kind: 'month', name, placed: of })),
    ...(never.length > 0 ? [{ key: 'never', kind: 'no_due', name: '', placed: never } as const] : []),
  ]
}

/** What is in place, then what was dropped. */
export function byOutcome(placed: readonly Placed[]): readonly Group[] {
  return (['in_place', 'dropped'] as const).flatMap((kind) => {
    const of = placed.filter(({ action }) => action.status === kind)
    return of.length > 0 ? [{ key: kind, kind, name: '', placed: of }] : []
  })
}

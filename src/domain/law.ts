import type { Law } from './assessment'
import type { Item, Rule } from './questionnaire'

/** A rule as it is to be shown to one union (rule L1). */
export interface ShownRule {
  readonly rule: Rule
  /** Shown as law; otherwise as good practice. */
  readonly isLaw: boolean
  /** It is about a law that this union does not say it is under. */
  readonly isElsewhere: boolean
}

/** What an item is for one union (rule L1): a duty by law, a duty in some cases, or good practice. */
export type Weight = 'duty' | 'partly' | 'practice'

/** Whether a union that says it is under `law` is under the law of the rule's jurisdiction; `null` says nothing. */
function isUnder({ jurisdiction }: Rule, law: Law | null): boolean {
  if (law === null || law === 'other' || jurisdiction === 'any') return false
  return jurisdiction === 'eu-uk' || law === 'eu-uk' || jurisdiction === law
}

/** The rules of an item, law first, each marked as law or good practice for this union. */
export function rulesFor({ rules }: Item, law: Law | null): readonly ShownRule[] {
  const shown = (rules ?? []).map((rule) => ({
    rule,
    isLaw: isUnder(rule, law) && !rule.advice,
    isElsewhere: rule.jurisdiction !== 'any' && !isUnder(rule, law),
  }))
  return [...shown.filter(({ isLaw }) => isLaw), ...shown.filter(({ isLaw }) => !isLaw)]
}

/** Whether the item is a duty for this union: only where it says that it is under a law of this kind. */
export function weightFor({ duty }: Item, law: Law | null): Weight {
  return law === null || law === 'other' ? 'practice' : (duty ?? 'practice')
}

/** What is known at the start, before anything is read whole. */
export interface Findings {
  /** The last transaction that the store has; 0 if it counts none. */
  readonly storeSeq: number
  /** Whether the store has any rows. */
  readonly hasRows: boolean
  /** The last transaction that the second copy has. */
  readonly copySeq: number
  readonly isCopyWhole: boolean
  /** The last transaction that was shown as saved; 0 if none is known. */
  readonly markSeq: number
  /** The browser says that it threw the store away. */
  readonly isDataLost: boolean
}

/**
 * What to do at the start: nothing, bring the store up from its second copy, or write the copy anew from the store.
 * `isLost` if something was shown as saved that neither of them has.
 */
export function judge(found: Findings): { readonly step: 'none' | 'restore' | 'rebuild'; readonly isLost: boolean } {
  const { storeSeq, hasRows, copySeq, isCopyWhole, markSeq, isDataLost } = found
  const isLost = Math.max(storeSeq, copySeq) < markSeq || (isDataLost && copySeq === 0)
  if (storeSeq < copySeq) return { step: 'restore', isLost }
  // Rows of a time before the store counted are not in the copy yet.
  const isBehind = copySeq < storeSeq || !isCopyWhole || (storeSeq === 0 && hasRows)
  return { step: isBehind ? 'rebuild' : 'none', isLost }
}

import type { StorageErrorCode } from './errors'

/** How many copies of everything there are on this device, and what was found at the start. */
export interface Copies {
  readonly kind: 'unknown' | 'one' | 'two' | 'two_databases'
  /** What came back from the second copy at this start; `null` if nothing had to. */
  readonly restored: { readonly rounds: number; readonly answers: number; readonly damaged: number } | null
  /** Something was shown as saved earlier that neither copy has any more. */
  readonly isLost: boolean
  /** Another tab keeps the second copy; what is changed here is in it only when that tab is closed. */
  readonly isElsewhere: boolean
}

let copies: Copies = { kind: 'unknown', restored: null, isLost: false, isElsewhere: false }
let hearCopies: (copies: Copies) => void = () => {}
let hearTrouble: (code: StorageErrorCode) => void = () => {}

export function copiesState(): Copies {
  return copies
}

/** Tells `listener` how many copies there are, at each start and when one of them is lost. */
export function onCopies(listener: (copies: Copies) => void): void {
  hearCopies = listener
}

/** Tells `listener` of trouble that no call can report: another tab blocks the opening, or has taken the database over. */
export function onStorageTrouble(listener: (code: StorageErrorCode) => void): void {
  hearTrouble = listener
}

export function tellCopies(now: Copies): void {
  copies = now
  hearCopies(now)
}

export function tellTrouble(code: StorageErrorCode): void {
  hearTrouble(code)
}

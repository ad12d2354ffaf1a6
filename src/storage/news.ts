import type { StorageErrorCode } from './errors'

/**
 * How many copies of everything there are on this device, and what was found at the start. `held`: a tab that was put to
 * sleep still has the second one.
 */
export interface Copies {
  readonly kind: 'unknown' | 'one' | 'two' | 'two_databases' | 'held'
  /** What came back from the second copy at this start; `null` if nothing had to. */
  readonly restored: { readonly rounds: number; readonly answers: number; readonly damaged: number } | null
  /** Something was shown as saved earlier that neither copy has any more. */
  readonly isLost: boolean
}

/** What a tab hears of the others: of all tabs, one writes. */
export interface TabEvents {
  /** Another tab is going to write: saves what waits here. */
  beforeGiving(): Promise<unknown>
  /** From now on this tab writes, or only shows what another one writes. */
  onTurn(isWriting: boolean): void
  /** The tab that writes has saved something. */
  onNews(): void
}

let copies: Copies = { kind: 'unknown', restored: null, isLost: false }
let tabs: TabEvents = { beforeGiving: () => Promise.resolve(), onTurn: () => {}, onNews: () => {} }
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

export function onTabs(events: TabEvents): void {
  tabs = events
}

export function tabEvents(): TabEvents {
  return tabs
}

export function tellCopies(now: Copies): void {
  copies = now
  hearCopies(now)
}

export function tellTrouble(code: StorageErrorCode): void {
  hearTrouble(code)
}

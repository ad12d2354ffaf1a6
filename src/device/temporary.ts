/**
 * Whether this page keeps nothing: all that is written lies in the memory of its tab. The address says so, so that a page
 * that is loaded again, a tab that is restored and a link in a new tab keep to it, and no mark is left anywhere.
 */
export function isTemporary(): boolean {
  return new URLSearchParams(globalThis.location?.search).has('temporary')
}

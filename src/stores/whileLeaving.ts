/** Stores what waits when the page is hidden or left, and has the browser ask before work that is not saved is left. */
export function whileLeaving({ isUnsaved, save }: { isUnsaved: () => boolean; save: () => void }): void {
  if (typeof window === 'undefined') return
  window.addEventListener('pagehide', save)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && save())
  window.addEventListener('beforeunload', (event) => isUnsaved() && event.preventDefault())
}

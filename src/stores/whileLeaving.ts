interface Work {
  /** Whether the last change was refused by the store. */
  readonly isUnsaved: () => boolean
  /** Stores what waits without asking back: the page is going away. */
  readonly save: () => void
  /** Stores what waits, and resolves when all is tried. */
  readonly flush: () => Promise<void>
}

const works: Work[] = []

/** Stores what waits when the page is hidden or left, and has the browser ask before work that is not saved is left. */
export function whileLeaving(work: Work): void {
  works.push(work)
  if (typeof window === 'undefined') return
  window.addEventListener('pagehide', work.save)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && work.save())
  window.addEventListener('beforeunload', (event) => work.isUnsaved() && event.preventDefault())
}

/** Stores all that waits. @returns whether everything is stored now, so that the page can be loaded again */
export async function saveAll(): Promise<boolean> {
  await Promise.all(works.map(({ flush }) => flush()))
  return !works.some(({ isUnsaved }) => isUnsaved())
}

/** A place on a page, as the router keeps it. */
interface Place {
  readonly left: number
  readonly top: number
}

/** Milliseconds without growth after which a page has all that it reads from the store. */
const SETTLING = 3000
/** What shows that somebody goes on by hand. */
const BY_HAND = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const

let end = (): void => undefined

/** Goes to where a page was left, and holds that place while the page still grows, unless somebody goes on by hand. */
export function holdPlace(place: Place): void {
  end()
  let timer = setTimeout(letGo, SETTLING)
  const watcher = new ResizeObserver(() => {
    scrollTo(place)
    clearTimeout(timer)
    timer = setTimeout(letGo, SETTLING)
  })
  end = () => {
    watcher.disconnect()
    clearTimeout(timer)
    for (const sign of BY_HAND) removeEventListener(sign, letGo, true)
  }
  watcher.observe(document.body)
  for (const sign of BY_HAND) addEventListener(sign, letGo, { capture: true, passive: true })
}

/** Lets go of the place that is held: it is none on another page. */
export function letGo(): void {
  end()
}

/** Forms whose words are stored only when they are sent. */
const NOT_SAVED_BEFORE_SENT = 'form[data-saved="when-sent"]'

let typedInto: Element | null = null
let isNoting = false

/** Notes from now on into which form somebody types. Begun with the page: what comes later misses quick fingers. */
export function noteTyping(): void {
  if (isNoting) return
  isNoting = true
  document.addEventListener('input', ({ target }) => {
    const form = target instanceof Element ? target.closest(NOT_SAVED_BEFORE_SENT) : null
    if (form) typedInto = form
  })
  document.addEventListener('submit', () => (typedInto = null))
}

/** Whether words stand in a form that would be lost if the page were loaded again. */
export function hasTyped(): boolean {
  return typedInto?.isConnected ?? false
}

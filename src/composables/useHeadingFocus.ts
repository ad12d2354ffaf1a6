import { watch, type Ref } from 'vue'

let isFirstScreen = true

/**
 * Moves focus to a screen's heading when it appears, so that a screen reader announces the arrival. Needs `tabindex="-1"`.
 * On the very first screen focus stays at the top of the page, where the skip link is.
 */
export function useHeadingFocus(heading: Readonly<Ref<HTMLElement | null>>): void {
  const stop = watch(
    heading,
    (element) => {
      if (!element) return
      if (!isFirstScreen) element.focus({ preventScroll: true })
      isFirstScreen = false
      stop()
    },
    { flush: 'post' },
  )
}

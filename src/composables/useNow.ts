import { onBeforeUnmount, ref, watch, type Ref } from 'vue'

/** Milliseconds between two looks at the clock. */
const BEAT = 250

/** The time in milliseconds since 1970; it goes on only while `isRunning`. */
export function useNow(isRunning: () => boolean): Readonly<Ref<number>> {
  const now = ref(Date.now())
  let beat: ReturnType<typeof setInterval> | undefined
  watch(
    isRunning,
    (running) => {
      clearInterval(beat)
      now.value = Date.now()
      if (running) beat = setInterval(() => (now.value = Date.now()), BEAT)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => clearInterval(beat))
  return now
}

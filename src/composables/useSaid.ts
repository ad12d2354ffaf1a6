import { nextTick, ref } from 'vue'

/** What a status line tells of. The same words twice are said twice: a screen reader hears only of what has changed. */
export function useSaid() {
  const said = ref('')
  async function say(words: string): Promise<void> {
    said.value = ''
    await nextTick()
    said.value = words
  }
  return { said, say }
}

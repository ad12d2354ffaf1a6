import { onBeforeUnmount, onMounted } from 'vue'

/** Page Down and Page Up, the keys of a clicker, move on and back; in a list or a long text they do what they always do. */
export function useClicker(move: (by: 1 | -1) => void): void {
  function onKeydown(event: KeyboardEvent) {
    const by = event.key === 'PageDown' ? 1 : event.key === 'PageUp' ? -1 : null
    if (by === null || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const isElsewhere = event.target instanceof Element && event.target.closest('textarea, select, dialog')
    if (isElsewhere) return
    event.preventDefault()
    move(by)
  }
  onMounted(() => window.addEventListener('keydown', onKeydown))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKeydown))
}

/**
 * A clicker sends its keys to the window that has the focus, which may be the projector's. That window only shows; it asks the
 * facilitator's window to move.
 */
export function roomRemote(assessmentId: string, onMove: ((by: 1 | -1) => void) | null = null) {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('waymark-room')
  const hear = ({ data }: MessageEvent<unknown>) => {
    const { id, by } = (data ?? {}) as { readonly id?: unknown; readonly by?: unknown }
    if (id === assessmentId && (by === 1 || by === -1)) onMove?.(by)
  }
  channel?.addEventListener('message', hear)
  return {
    ask: (by: 1 | -1) => channel?.postMessage({ id: assessmentId, by }),
    close: () => channel?.close(),
  }
}

import { inject, nextTick, onScopeDispose, ref, type InjectionKey, type Ref } from 'vue'

/** Milliseconds that parts are drawn before the page sees to the person again; four times as many on a slow phone. */
const SLICE = 6
/** Milliseconds after which drawing goes on where nothing is painted: in a tab behind others. */
const UNPAINTED = 100

/** Draws the parts that asked, in the order in which they asked, in slices between which the page answers. */
export interface Turns {
  /** Whether parts still wait to be drawn. */
  readonly isDrawing: Readonly<Ref<boolean>>
  /** Calls `draw` when it is its turn. Returns what withdraws it. */
  ask(draw: () => void): () => void
}

export const TURNS: InjectionKey<Turns> = Symbol('turns')

/** The turns of one app. All that waits is drawn at once where the page is printed: paper does not wait. */
export function createTurns(): Turns {
  const waiting = new Set<() => void>()
  const isDrawing = ref(false)
  let isPrinting = false

  function take(): void {
    const [draw] = waiting
    if (!draw) return
    waiting.delete(draw)
    draw()
  }

  async function drawAll(): Promise<void> {
    isDrawing.value = true
    await painted()
    while (waiting.size > 0) {
      for (const begun = performance.now(); waiting.size > 0 && performance.now() - begun < SLICE;) {
        take()
        // A part that cannot be drawn is told of as any other error, and holds up none of the others.
        await nextTick().catch((error) => reportError(error))
      }
      await answered()
    }
    isDrawing.value = false
  }

  window.addEventListener('beforeprint', () => {
    isPrinting = true
    while (waiting.size > 0) take()
  })
  window.addEventListener('afterprint', () => (isPrinting = false))

  return {
    isDrawing,
    ask(draw) {
      // Inside of what is drawn for the paper.
      if (isPrinting) draw()
      else waiting.add(draw)
      if (waiting.size > 0 && !isDrawing.value) void drawAll()
      return () => waiting.delete(draw)
    },
  }
}

/** When the page has been painted, or cannot be. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, UNPAINTED)
    requestAnimationFrame(() => {
      clearTimeout(timer)
      setTimeout(resolve)
    })
  })
}

/** When the page has had the time to answer what came in; a timer would wait longer each time. */
function answered(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}

/** Whether a part may be drawn: at once where nobody hands out turns, else when it is its turn. */
export function useTurn(): Readonly<Ref<boolean>> {
  const turns = inject(TURNS, null)
  const isDue = ref(turns === null)
  if (turns) onScopeDispose(turns.ask(() => (isDue.value = true)))
  return isDue
}

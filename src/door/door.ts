import { appUrl } from '@/device/appUrl'
import script from './door.worker.ts?worker&url'
import { MOST_BYTES } from './bytes'
import type { Outcome } from './read'

export type { Arrival, Outcome } from './read'
export type { DoorCode, Refusal } from './refusal'

/** Milliseconds after which a file is given up. */
const LONGEST = 20_000

const refused = (code: 'too_large' | 'too_slow'): Outcome => ({ ok: false, refusal: { code, place: '', line: null } })

/**
 * Looks a file over in a worker of its own, which ends with it. Nothing is stored.
 *
 * @throws if what reads files cannot be loaded: without a network, before it was ever used
 */
export async function lookOver(file: Blob): Promise<Outcome> {
  if (file.size > MOST_BYTES) return refused('too_large')
  const bytes = new Uint8Array(await file.arrayBuffer())
  // Without workers, as in a page from a disk in some browsers, the page does it.
  const worker = startWorker()
  if (!worker) return (await import('./read')).readFile(bytes)
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    return await new Promise<Outcome>((resolve, reject) => {
      timer = setTimeout(() => resolve(refused('too_slow')), LONGEST)
      worker.onmessage = ({ data }: MessageEvent<Outcome | null>) =>
        data ? resolve(data) : reject(new Error('the file could not be read'))
      worker.onerror = () => reject(new Error('the worker could not be loaded'))
      worker.postMessage(bytes)
    })
  } finally {
    clearTimeout(timer)
    worker.terminate()
  }
}

function startWorker(): Worker | null {
  if (typeof Worker === 'undefined') return null
  try {
    return new Worker(appUrl(script), { type: 'module' })
  } catch {
    return null
  }
}

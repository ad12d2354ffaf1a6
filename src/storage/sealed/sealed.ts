import { appUrl } from '@/device/appUrl'
import type { Opening, SealedProblem } from './age'
import script from './sealed.worker.ts?worker&url'
import { workFactor, type Task } from './tasks'

export type { Opening, SealedProblem }

/**
 * A text as a file in the age format, locked with a passphrase. It was opened again with the passphrase before this
 * returns.
 *
 * @throws if it cannot be done: nothing was sealed
 */
export function sealText(text: string, phrase: string): Promise<Uint8Array> {
  return run<Uint8Array>({ text, phrase })
}

/**
 * The text in a file that was locked with a passphrase, or why it is not opened.
 *
 * @throws if what opens files cannot be loaded: without a network, before it was ever used
 */
export function openSealed(bytes: Uint8Array, phrase: string): Promise<Opening> {
  return run<Opening>({ bytes, phrase })
}

/** Whether a file begins as one in the age format does, so that a passphrase is asked for. */
export function looksSealed(bytes: Uint8Array): boolean {
  return /^(?:age-encryption\.org\/|-----BEGIN AGE )/.test(new TextDecoder('latin1').decode(bytes.subarray(0, 32)))
}

/** Does the task in a worker of its own, whose memory is given back at the end. Without workers it is done here. */
async function run<Result>(task: Task): Promise<Result> {
  if (typeof Worker === 'undefined') return (await here(task)) as Result
  const worker = new Worker(appUrl(script), { type: 'module' })
  try {
    return await new Promise<Result>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<{ result?: Result }>) =>
        data.result === undefined ? reject(new Error('the file could not be sealed')) : resolve(data.result)
      worker.onerror = () => reject(new Error('the worker could not be loaded'))
      worker.postMessage(task)
    })
  } finally {
    worker.terminate()
  }
}

async function here(task: Task): Promise<Uint8Array | Opening> {
  const { open, seal } = await import('./age')
  return 'text' in task
    ? seal(task.text, task.phrase, workFactor(globalThis.navigator ?? {}))
    : open(task.bytes, task.phrase)
}

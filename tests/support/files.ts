import { readFile, type Outcome } from '@/door/read'
import type { Refusal } from '@/door/refusal'

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** What became of a file with this text. */
export function reading(text: string): Promise<Outcome> {
  return readFile(bytesOf(text))
}

/** Why a file was refused; `null` if it was read. */
export async function refusalOf(content: string | Uint8Array): Promise<Refusal | null> {
  const outcome = await readFile(typeof content === 'string' ? bytesOf(content) : content)
  return outcome.ok ? null : outcome.refusal
}

/** What the worker is asked for: to seal a text, or to open a file. */
export type Task =
  { readonly text: string; readonly phrase: string } | { readonly bytes: Uint8Array; readonly phrase: string }

/** The work that every try of a passphrase costs whoever guesses, as a power of two: 1 or 2 seconds on a usual device. */
const USUAL = 17
const ON_WEAK = 16

/** The factor for this device: half the work where it has little memory or few processors, as far as the browser tells. */
export function workFactor(device: { readonly hardwareConcurrency?: number; readonly deviceMemory?: number }): number {
  const { hardwareConcurrency = 4, deviceMemory = 4 } = device
  return hardwareConcurrency <= 2 || deviceMemory <= 2 ? ON_WEAK : USUAL
}

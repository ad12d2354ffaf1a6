import { encode } from 'uqr'

/** A larger one asks for a better camera than that of a laptop. */
const WANTED_VERSION = 15

/**
 * The squares of the QR code of a text, row by row; `true` is dark. It can be read with 15 % of it damaged, or more where
 * that costs no room.
 *
 * @throws RangeError if the text is longer than any QR code holds
 */
export function qrModules(text: string): readonly (readonly boolean[])[] {
  const tries = [
    { ecc: 'M', maxVersion: WANTED_VERSION },
    { ecc: 'L', maxVersion: WANTED_VERSION },
    { ecc: 'M', maxVersion: 40 },
  ] as const
  for (const [at, options] of tries.entries()) {
    try {
      return encode(text, { ...options, boostEcc: true, border: 0 }).data
    } catch (error) {
      if (!(error instanceof RangeError) || at === tries.length - 1) throw error
    }
  }
  throw new RangeError('there is no QR code for the text')
}

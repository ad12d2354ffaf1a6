import { armor, Decrypter, Encrypter, type Identity, type Stanza } from 'age-encryption'

/** Why a file is not opened. The words are in the message files under `sealed.problem`. */
export type SealedProblem =
  /** The file does not begin as a file in the age format does. */
  | 'not_age'
  /** The file is in the age format, but locked for keys and not with a passphrase. */
  | 'for_keys'
  /** The file asks for so much work that a device could stand still, or run out of memory. */
  | 'too_hard'
  /** The passphrase is another one; or the very part of the file that tells is damaged, which looks the same. */
  | 'wrong_phrase'
  /** The file is cut or was changed after it was sealed. */
  | 'damaged'
  /** The file was opened, but what is in it is no text. */
  | 'not_text'

export type Opening =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: SealedProblem }

/** The first line of every file in the age format. */
const BEGINNING = 'age-encryption.org/v1\n'
const ARMOURED = '-----BEGIN AGE ENCRYPTED FILE-----'

/** The memory that opening takes is 1 kB × 2^factor: here 1 GB. The `age` command itself writes 18. */
const LARGEST_FACTOR = 20

class Refusal extends Error {
  readonly problem: SealedProblem

  constructor(problem: SealedProblem) {
    super(`sealed: ${problem}`)
    this.problem = problem
  }
}

/** Asked before the passphrase is tried: looks at what the file wants, and refuses what no passphrase should be tried on. */
const doorkeeper: Identity = {
  unwrapFileKey(stanzas: Stanza[]) {
    const locks = stanzas.filter(({ args }) => args[0] === 'scrypt')
    if (locks.length === 0) throw new Refusal('for_keys')
    const factors = locks.map(({ args }) => args[2] ?? '').filter((factor) => /^[1-9]\d*$/.test(factor))
    if (!factors.every((factor) => isBearable(Number(factor)))) throw new Refusal('too_hard')
    return null
  },
}

/** Whether the work can be done here: it is within bounds, and there is memory for it. */
function isBearable(factor: number): boolean {
  if (factor > LARGEST_FACTOR) return false
  try {
    return new Uint8Array(1024 * 2 ** factor).length > 0
  } catch {
    return false
  }
}

/** Asked when the passphrase did not fit. */
const lastResort: Identity = {
  unwrapFileKey() {
    throw new Refusal('wrong_phrase')
  },
}

/** A passphrase as it is used for sealing: without what nobody sees, so that what was printed can be typed. */
export function tidyPhrase(phrase: string): string {
  return phrase.normalize('NFC').trim().replace(/\s+/g, ' ')
}

/**
 * A text as a file in the age format, locked with a passphrase. The file was opened again with the same passphrase, and
 * the text in it matched, before this returns.
 *
 * @param factor the work that every try of a passphrase costs, as a power of two (scrypt)
 * @throws if the trial opening fails: nothing may be called done then
 */
export async function seal(text: string, phrase: string, factor: number): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(tidyPhrase(phrase))
  encrypter.setScryptWorkFactor(factor)
  const bytes = await encrypter.encrypt(text)
  const trial = await open(bytes, phrase)
  if (!trial.ok || trial.text !== text) throw new Error('a sealed file did not open again')
  return bytes
}

/** The text in a file of the age format that was locked with a passphrase, by Waymark or by any other program. */
export async function open(file: Uint8Array, phrase: string): Promise<Opening> {
  try {
    const content = await decrypted(plainBytes(file), phrase)
    try {
      return { ok: true, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content) }
    } catch {
      return { ok: false, problem: 'not_text' }
    }
  } catch (error) {
    return { ok: false, problem: problemOf(error) }
  }
}

function decrypted(bytes: Uint8Array, phrase: string): Promise<Uint8Array> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(doorkeeper)
  // As it was typed too: other programs take a passphrase as it is, with every space.
  for (const each of new Set([tidyPhrase(phrase), phrase])) decrypter.addPassphrase(each)
  decrypter.addIdentity(lastResort)
  return decrypter.decrypt(bytes)
}

/** The file without the armour of letters, in which the `age` command can write it. @throws Refusal `not_age` */
function plainBytes(file: Uint8Array): Uint8Array {
  const begins = (words: string) => new TextDecoder('latin1').decode(file.subarray(0, words.length)) === words
  if (begins(BEGINNING)) return file
  if (begins(ARMOURED)) return armor.decode(new TextDecoder().decode(file))
  throw new Refusal('not_age')
}

function problemOf(error: unknown): SealedProblem {
  return error instanceof Refusal ? error.problem : 'damaged'
}

/** Words in a phrase that is proposed: each is one of 2048, so six are one of 7 × 10^19. */
const WORDS = 6

/** The shortest passphrase of one's own, in characters. */
export const SHORTEST_PHRASE = 12

/** Six words by chance, from a list of 2048 that are told apart by their first four letters. */
export async function proposePhrase(): Promise<string> {
  const { wordlist } = await import('@scure/bip39/wordlists/english.js')
  // 2048 divides 65,536, so every word is as likely as the other.
  const numbers = crypto.getRandomValues(new Uint16Array(WORDS))
  return Array.from(numbers, (number) => wordlist[number % wordlist.length]).join(' ')
}

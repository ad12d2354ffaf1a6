/** Text as it is compared: without capitals, accents, vowel signs and apostrophes, which people type in many ways. */
export function folded(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}'’‘ʼ]/gu, '')
}

/** What somebody types to find something, as single words that can be compared. */
export function wordsIn(text: string): readonly string[] {
  return folded(text).split(/\s+/).filter(Boolean)
}

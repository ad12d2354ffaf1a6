import { wordlist } from '@scure/bip39/wordlists/english.js'
import { describe, expect, it, vi } from 'vitest'
import { proposePhrase } from '@/composables/usePhrase'

/** Chance that gives these numbers in turn. */
function chanceGives(...numbers: readonly number[]) {
  vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
    if (array instanceof Uint16Array) array.set(numbers)
    return array
  })
}

describe('a proposed passphrase', () => {
  it('has six words of the list, and another time others', async () => {
    const [one, other] = [await proposePhrase(), await proposePhrase()]
    expect(one.split(' ')).toHaveLength(6)
    expect(one.split(' ').filter((word) => !wordlist.includes(word))).toEqual([])
    expect(one).not.toBe(other)
  })

  it('comes from the whole list, from its first word to its last', async () => {
    chanceGives(0, 2047, 2048, 4095, 65_535, 1)
    expect(await proposePhrase()).toBe('abandon zoo abandon zoo zoo ability')
  })

  it('favours no word: the list has 2048, and chance 32 times as many numbers', () => {
    expect(wordlist).toHaveLength(2048)
    expect(new Set(wordlist).size).toBe(2048)
    expect(new Set(wordlist.map((word) => word.slice(0, 4))).size).toBe(2048)
  })
})

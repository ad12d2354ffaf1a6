import { describe, expect, it } from 'vitest'
import { looksSealed, openSealed, sealText } from '@/storage/sealed/sealed'
import { workFactor } from '@/storage/sealed/tasks'

const bytesOf = (words: string) => new TextEncoder().encode(words)

describe('sealing a text', () => {
  it('gives a file that opens with its passphrase and with no other', async () => {
    const file = await sealText('Every member counts.', 'six words that nobody else knows')
    expect(await openSealed(file, 'six words that nobody else knows')).toEqual({
      ok: true,
      text: 'Every member counts.',
    })
    expect(await openSealed(file, 'six words that everybody knows')).toEqual({ ok: false, problem: 'wrong_phrase' })
  })

  it.each([
    ['a usual device', { hardwareConcurrency: 8, deviceMemory: 8 }, 17],
    ['a browser that does not tell', {}, 17],
    ['few processors', { hardwareConcurrency: 2, deviceMemory: 8 }, 16],
    ['little memory', { hardwareConcurrency: 8, deviceMemory: 2 }, 16],
  ])('takes the work that fits %s', (_what, device, factor) => {
    expect(workFactor(device)).toBe(factor)
  })
})

describe('a file of unknown kind', () => {
  it.each([
    ['a sealed file', 'age-encryption.org/v1\n-> scrypt', true],
    ['a sealed file in letters', '-----BEGIN AGE ENCRYPTED FILE-----\n', true],
    ['a round', '{"waymark":"round"}', false],
    ['a text about sealed files', 'see age-encryption.org/v1', false],
    ['nothing', '', false],
  ])('is known by its first letters: %s', (_what, words, isSealed) => {
    expect(looksSealed(bytesOf(words))).toBe(isSealed)
  })
})

import { readFileSync } from 'node:fs'
import { Encrypter } from 'age-encryption'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { open, seal } from '@/storage/sealed/age'

/** A factor with which a try takes no time; real files have 17. */
const QUICK = 1
const PHRASE = 'correct horse battery staple anchor ledger'
const TEXT = '{"waymark":"round","name":"Ärzte & Pflege ✊"}\n'
const refused = (problem: string) => ({ ok: false, problem })

/** The file with its first line of text that matches changed, letter by letter. */
function withHeader(file: Uint8Array, from: RegExp, to: string): Uint8Array {
  return Buffer.from(Buffer.from(file).toString('latin1').replace(from, to), 'latin1')
}

describe('a text that is sealed', () => {
  it('opens with its passphrase, whatever is in the text and in the passphrase', async () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 200 })
    const phrases = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((each) => each.trim() !== '')
    await fc.assert(
      fc.asyncProperty(words, phrases, async (text, phrase) => {
        expect(await open(await seal(text, phrase, QUICK), phrase)).toEqual({ ok: true, text })
      }),
      { numRuns: 100 },
    )
  })

  it.each([0, 65_535, 65_536, 65_537, 200_000])('may be %i characters long', async (length) => {
    const text = 'x'.repeat(length)
    expect(await open(await seal(text, PHRASE, QUICK), PHRASE)).toEqual({ ok: true, text })
  })

  it('keeps a mark at its beginning that says how it is written', async () => {
    expect(await open(await seal('\uFEFF{}', PHRASE, QUICK), PHRASE)).toEqual({ ok: true, text: '\uFEFF{}' })
  })

  it('has nothing of the text in it, and is never the same twice', async () => {
    const [one, other] = [await seal(TEXT, PHRASE, QUICK), await seal(TEXT, PHRASE, QUICK)]
    expect(Buffer.from(one).toString('latin1')).not.toContain('waymark')
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false)
  })

  it('says in its first lines what it is and how much work a try takes, as every program for the format reads', async () => {
    const lines = Buffer.from(await seal(TEXT, PHRASE, 10))
      .toString('latin1')
      .split('\n')
    expect(lines[0]).toBe('age-encryption.org/v1')
    expect(lines[1]).toMatch(/^-> scrypt [\w+/]{22} 10$/)
  })

  it('takes the passphrase without the spaces that nobody sees on paper', async () => {
    const file = await seal(TEXT, '  anchor   ledger\n', QUICK)
    expect(await open(file, 'anchor ledger')).toEqual({ ok: true, text: TEXT })
    expect(await open(file, ' anchor ledger  ')).toEqual({ ok: true, text: TEXT })
  })

  it('takes the passphrase with its spaces where another program used them', async () => {
    const encrypter = new Encrypter()
    encrypter.setPassphrase('anchor  ledger ')
    encrypter.setScryptWorkFactor(QUICK)
    expect(await open(await encrypter.encrypt(TEXT), 'anchor  ledger ')).toEqual({ ok: true, text: TEXT })
  })
})

describe('a file of the age command', () => {
  const read = (name: string) => readFileSync(new URL(`../../fixtures/age/${name}`, import.meta.url))
  const phrase = read('phrase.txt').toString().trim()
  const text = read('short.txt').toString()

  it.each(['short.age', 'short-armoured.age'])('is opened: %s', async (name) => {
    expect(await open(read(name), phrase)).toEqual({ ok: true, text })
  })

  it('that is locked for a key is told from one with a passphrase', async () => {
    expect(await open(read('for-a-key.age'), phrase)).toEqual(refused('for_keys'))
  })
})

describe('a sealed file is refused', () => {
  it('with another passphrase, however near', async () => {
    const file = await seal(TEXT, PHRASE, QUICK)
    for (const phrase of ['', PHRASE.toUpperCase(), PHRASE.slice(1), `${PHRASE} x`, PHRASE.replace('horse', 'house')])
      expect(await open(file, phrase)).toEqual(refused('wrong_phrase'))
  })

  it('cut at every place', async () => {
    const file = await seal(TEXT, PHRASE, QUICK)
    const problems = new Set<string>()
    for (let length = 0; length < file.length; length += 1) {
      const outcome = await open(file.subarray(0, length), PHRASE)
      problems.add(outcome.ok ? `opened at ${length}` : outcome.problem)
    }
    // Within the first line it cannot be told for what it is.
    expect([...problems].sort()).toEqual(['damaged', 'not_age'])
  })

  it('with every single bit turned over', async () => {
    const file = await seal(TEXT, PHRASE, QUICK)
    const opened: number[] = []
    const problems = new Set<string>()
    for (let bit = 0; bit < file.length * 8; bit += 1) {
      const flipped = Uint8Array.from(file)
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const outcome = await open(flipped, PHRASE)
      if (outcome.ok) opened.push(bit)
      else problems.add(outcome.problem)
    }
    expect(file.length * 8).toBeGreaterThan(1_600)
    expect(opened).toEqual([])
    expect([...problems].sort()).toEqual(['damaged', 'for_keys', 'not_age', 'wrong_phrase'])
  })

  it('with anything after its end, and with two of its pieces the other way round', async () => {
    const file = await seal('x'.repeat(3 * 65_536), PHRASE, QUICK)
    expect(await open(Buffer.concat([file, Buffer.from([0])]), PHRASE)).toEqual(refused('damaged'))
    const piece = 65_536 + 16
    const start = file.length - 3 * piece
    const turned = Buffer.concat([
      file.subarray(0, start),
      file.subarray(start + piece, start + 2 * piece),
      file.subarray(start, start + piece),
      file.subarray(start + 2 * piece),
    ])
    expect(await open(turned, PHRASE)).toEqual(refused('damaged'))
  })

  it.each(['21', '22', '30', '64', '1000', '99999999999999999999'])(
    'when it asks for work of factor %s, before any is done',
    async (factor) => {
      const file = withHeader(await seal(TEXT, PHRASE, QUICK), / 1\n/, ` ${factor}\n`)
      const begun = performance.now()
      expect(await open(file, PHRASE)).toEqual(refused('too_hard'))
      expect(performance.now() - begun).toBeLessThan(500)
    },
  )

  it.each(['0', '-1', '1.5', '1e9', '', 'x', '017'])('when its factor is “%s”', async (factor) => {
    const file = withHeader(await seal(TEXT, PHRASE, QUICK), / 1\n/, ` ${factor}\n`)
    expect(await open(file, PHRASE)).toEqual(refused('damaged'))
  })

  it('when it is of another kind, or empty', async () => {
    for (const words of ['', 'age', TEXT, 'age-encryption.org/v2\n-> scrypt', 'PK\u0003\u0004'])
      expect(await open(Buffer.from(words), PHRASE)).toEqual(refused('not_age'))
  })

  it('when its letters are cut or changed', async () => {
    const armoured = readFileSync(new URL('../../fixtures/age/short-armoured.age', import.meta.url)).toString()
    expect(await open(Buffer.from(armoured.slice(0, -40)), PHRASE)).toEqual(refused('damaged'))
    expect(await open(Buffer.from(armoured.replace('\n-----END', '!\n-----END')), PHRASE)).toEqual(refused('damaged'))
  })

  it('when what is in it is no text', async () => {
    const encrypter = new Encrypter()
    encrypter.setPassphrase(PHRASE)
    encrypter.setScryptWorkFactor(QUICK)
    expect(await open(await encrypter.encrypt(Uint8Array.of(0x7b, 0xff, 0x7d)), PHRASE)).toEqual(refused('not_text'))
  })
})

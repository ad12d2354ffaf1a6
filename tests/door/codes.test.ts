import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Choice, RespondentRole } from '@/domain/assessment'
import { allItems, type Form, type Questionnaire } from '@/domain/questionnaire'
import type { Response } from '@/domain/workshop'
import { codeText, CodeWriter } from '@/door/codeText'
import { readCodeFile, writeRequestFile, writeResponseFile } from '@/door/codeFile'
import { nameInCode, readRequestCode, requestOfCode, writeRequestCode } from '@/door/requestCode'
import { answersOfCode, readResponseCode, responseOfCode, writeResponseCode } from '@/door/responseCode'
import { anItem, aQuestionnaire, aSection, dataGovernance, dataMaturity, earlierMaturity } from '../support/builders'
import { aRequest, choosing, longestResponse, longNamed } from '../support/codes'

const ROLES: readonly RespondentRole[] = ['elected', 'staff', 'branch', 'member', 'several']
const questionnaires = [dataMaturity, dataGovernance, longNamed(dataMaturity), longNamed(dataGovernance)]

const requestIds = fc.string({
  unit: fc.constantFrom(...'abcxyzABCXYZ0189_-'),
  minLength: 1,
  maxLength: 21,
})

/** Any response to one of these questionnaires, with the questionnaire. */
const responses = fc
  .record({
    questionnaire: fc.constantFrom(...questionnaires),
    form: fc.constantFrom<Form>('full', 'short'),
    role: fc.constantFrom(...ROLES),
    requestId: fc.option(requestIds),
    key: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 16, maxLength: 16 }),
    edition: fc.integer({ min: 0, max: 65_535 }),
    // 0 blank, 1 “don’t know”, 2 “does not apply”, above that an option.
    picks: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 40, maxLength: 40 }),
  })
  .map(({ questionnaire, picks, ...head }) => {
    const choices = (at: number, options: readonly number[]): Choice | null => {
      const pick = picks[at] ?? 0
      if (pick === 0) return null
      if (pick === 1) return { kind: 'dont_know' }
      if (pick === 2) return { kind: 'not_applicable', reason: '' }
      return { kind: 'option', value: options[pick % options.length] ?? 0 }
    }
    const response: Response = {
      ...head,
      questionnaireId: questionnaire.id,
      questionnaireVersion: questionnaire.version,
      answers: choosing(questionnaire, head.form, choices),
    }
    return { questionnaire, response }
  })

function readBack(text: string, questionnaire: Questionnaire): Response {
  const reading = readResponseCode(text)
  if (!reading.ok) throw new Error(reading.problem)
  const response = responseOfCode(reading.code, questionnaire)
  if (!response.ok) throw new Error(response.problem)
  return response.code
}

const problemOf = (reading: { ok: true } | { ok: false; problem: string }) => (reading.ok ? null : reading.problem)

const ALPHANUMERIC = /^[0-9A-Z $%*+\-./:]*$/

/** Made once by other programs (RFC 4648 and zlib’s CRC-32). Phones and papers hold codes of this format: it stays readable. */
const FIRST = 'WAYMARK:R1:AEAAAEJCGNCFKZX7AEBAO3LBMRSS25LQAUYS4MBOGAAAGPRQTHASNCA'

describe('the code of a response', () => {
  it('is read back exactly, whatever the response', () => {
    fc.assert(
      fc.property(responses, ({ questionnaire, response }) => {
        const text = writeResponseCode(response, questionnaire)
        expect(text).toMatch(ALPHANUMERIC)
        expect(readBack(text, questionnaire)).toEqual(response)
      }),
    )
  })

  it('says what Waymark wrote in its first format, for good', () => {
    const made = aQuestionnaire([aSection('one', ['a', 'b', 'c'])])
    const response: Response = {
      key: '00112233445566ff',
      edition: 258,
      requestId: null,
      questionnaireId: 'made-up',
      questionnaireVersion: '1.0.0',
      form: 'full',
      role: 'staff',
      answers: choosing(made, 'full', (at) => (at === 1 ? { kind: 'dont_know' } : { kind: 'option', value: 3 })),
    }
    // Full form and staff: 01. No request: 00. The key, the edition 0102, “made-up” after 07, “1.0.0” after 05, three
    // values: 3, 14, 3 and a half byte to fill up.
    const contents = '01' + '00' + '00112233445566ff' + '0102' + '076d6164652d7570' + '05312e302e30' + '0003' + '3e30'
    expect(writeResponseCode(response, made)).toBe(codeText('R', Buffer.from(contents, 'hex')))
    expect(writeResponseCode(response, made)).toBe(FIRST)
    expect(readBack(FIRST, made)).toEqual(response)
  })

  it('leaves out notes, evidence, confidence, and the reason why something does not apply', () => {
    const made = aQuestionnaire([aSection('one', ['a'])])
    const answer = {
      choice: { kind: 'not_applicable', reason: 'We have no branches.' },
      confidence: 'sure',
      note: 'Ask Bo.',
      evidence: { source: 'minutes', date: '2026-01-01' },
      comeBack: true,
      chosenAt: 5,
      lastTimeShown: true,
    } as const
    const text = writeResponseCode(longestResponse(made, { answers: { a: answer } }), made)
    expect(readBack(text, made).answers).toEqual({
      a: {
        choice: { kind: 'not_applicable', reason: '' },
        confidence: null,
        note: '',
        evidence: { source: '', date: '' },
        comeBack: false,
        chosenAt: null,
        lastTimeShown: false,
      },
    })
  })

  it('holds the 13th option of an item, and no 14th', () => {
    const options = Array.from({ length: 14 }, (_, value) => ({ value, text: `${value}` }))
    const made = aQuestionnaire([aSection('one', [anItem('a', { options })])])
    const choosingValue = (value: number) =>
      writeResponseCode(
        longestResponse(made, { answers: choosing(made, 'full', () => ({ kind: 'option', value })) }),
        made,
      )
    expect(readBack(choosingValue(12), made).answers.a?.choice).toEqual({ kind: 'option', value: 12 })
    expect(() => choosingValue(13)).toThrow('no option 13 that a code can hold')
  })

  it('is not written for another questionnaire, or with what no code can hold', () => {
    const response = longestResponse(dataMaturity)
    expect(() => writeResponseCode(response, dataGovernance)).toThrow('one to data-maturity')
    expect(() => writeResponseCode({ ...response, key: 'k1' }, dataMaturity)).toThrow('k1')
    expect(() => writeResponseCode({ ...response, edition: 65_536 }, dataMaturity)).toThrow(RangeError)
    expect(() => writeResponseCode({ ...response, requestId: 'a'.repeat(22) }, dataMaturity)).toThrow('cannot be')
  })
})

describe('the code of a request', () => {
  it('is read back exactly, whatever the request', () => {
    const requests = fc
      .record({
        questionnaire: fc.constantFrom(...questionnaires),
        id: requestIds,
        form: fc.constantFrom<Form>('full', 'short'),
        roles: fc.subarray([...ROLES]),
        // 60 characters of four bytes are 240 bytes.
        unionName: fc.string({ unit: 'grapheme-composite', maxLength: 30 }),
        picks: fc.subarray([0, 1, 2, 3, 4, 5], { minLength: 1 }),
      })
      .filter(({ unionName }) => nameInCode(unionName).name === unionName)
    fc.assert(
      fc.property(requests, ({ questionnaire, picks, ...head }) => {
        const sectionIds = picks.flatMap((place) => questionnaire.sections[place]?.id ?? [])
        const request = aRequest(questionnaire, { ...head, sectionIds })
        const reading = readRequestCode(writeRequestCode(request, questionnaire))
        if (!reading.ok) throw new Error(reading.problem)
        expect(reading.code.isNameCut).toBe(false)
        expect(requestOfCode(reading.code, questionnaire)).toEqual({ ok: true, code: request })
      }),
    )
  })

  it('cuts a name after 200 characters or 240 bytes, never inside one, and says so', () => {
    expect(nameInCode('a'.repeat(200))).toEqual({ name: 'a'.repeat(200), isCut: false })
    expect(nameInCode('a'.repeat(201))).toEqual({ name: 'a'.repeat(200), isCut: true })
    // Three bytes each: 80 fit.
    expect(nameInCode('კ'.repeat(81))).toEqual({ name: 'კ'.repeat(80), isCut: true })
    // 236 bytes and four more make 240; the next has no room.
    expect(nameInCode(`${'კ'.repeat(78)}ab😀😀`)).toEqual({ name: `${'კ'.repeat(78)}ab😀`, isCut: true })
    const reading = readRequestCode(
      writeRequestCode(aRequest(dataMaturity, { unionName: 'a'.repeat(300) }), dataMaturity),
    )
    expect(reading).toMatchObject({ ok: true, code: { unionName: 'a'.repeat(200), isNameCut: true } })
  })

  it('has no signs in a name that nobody sees', () => {
    expect(nameInCode(' Dockers\n and\u0000\u2028others\uD800 ')).toEqual({ name: 'Dockers  and others', isCut: false })
  })

  it('is not written for no section, or one that the questionnaire lacks', () => {
    expect(() => writeRequestCode(aRequest(dataMaturity, { sectionIds: [] }), dataMaturity)).toThrow('lacks a section')
    expect(() => writeRequestCode(aRequest(dataMaturity, { sectionIds: ['x'] }), dataMaturity)).toThrow(
      'lacks a section',
    )
  })

  it('fits a questionnaire only where version and number of sections are those that it was written for', () => {
    const reading = readRequestCode(writeRequestCode(aRequest(dataMaturity), dataMaturity))
    if (!reading.ok) throw new Error(reading.problem)
    expect(requestOfCode(reading.code, earlierMaturity)).toEqual({ ok: false, problem: 'other_questionnaire' })
    const fewer = { ...dataMaturity, sections: dataMaturity.sections.slice(1) }
    expect(requestOfCode(reading.code, fewer)).toEqual({ ok: false, problem: 'misfit' })
  })
})

const response = writeResponseCode(longestResponse(dataMaturity), dataMaturity)
const request = writeRequestCode(aRequest(dataMaturity), dataMaturity)
const codes = [
  ['response', response, readResponseCode],
  ['request', request, readRequestCode],
] as const

describe.each(codes)('the reader of a %s', (_kind, text, read) => {
  it('refuses it with any one sign changed, to any other', () => {
    // Every place, with every sign a QR code can carry there; that is all of them, not a sample.
    const taken = [...text].flatMap((sign, at) =>
      [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 $%*+-./:a=é'].filter(
        (other) => other !== sign && read(text.slice(0, at) + other + text.slice(at + 1)).ok,
      ),
    )
    expect(taken).toEqual([])
  })

  it('refuses it cut off anywhere, at either end', () => {
    const places = [...text].map((_, at) => at)
    expect(places.filter((at) => read(text.slice(0, at)).ok)).toEqual([])
    expect(places.slice(1).filter((at) => read(text.slice(at)).ok)).toEqual([])
  })

  it('refuses it with anything added, or two signs in a row exchanged', () => {
    const places = [...text].map((_, at) => at)
    for (const added of ['A', ' ', '\n', '7', text]) expect(read(text + added).ok).toBe(false)
    const exchanged = places
      .map((at) => text.slice(0, at) + (text[at + 1] ?? '') + text.slice(at, at + 1) + text.slice(at + 2))
      .filter((other) => other !== text)
    expect(exchanged.filter((other) => read(other).ok)).toEqual([])
  })

  it('refuses any other text, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (other) => {
        expect(problemOf(read(other))).toBe('foreign')
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ABCZ234567') }), (other) => {
        expect(problemOf(read(`WAYMARK:R1:${other}`))).toMatch(/^(?:damaged|other_kind)$/)
        expect(problemOf(read(`WAYMARK:Q1:${other}`))).toMatch(/^(?:damaged|other_kind)$/)
      }),
    )
  })

  it('never throws and takes nothing that is not whole, whatever stands under a right checksum', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const letter = text.startsWith('WAYMARK:R') ? 'R' : 'Q'
        expect(problemOf(read(codeText(letter, bytes))) ?? 'taken').toMatch(/^(?:damaged|unknown_value|taken)$/)
      }),
    )
  })
})

describe('a text is refused as', () => {
  it.each<[string, string, string]>([
    ['foreign', 'a web address', 'https://example.org/WAYMARK:R1:'],
    ['foreign', 'nothing', ''],
    ['foreign', 'a card of a person', 'BEGIN:VCARD'],
    ['foreign', 'a response in small letters', response.toLowerCase()],
    ['foreign', 'more than 2048 signs of anything', 'A'.repeat(100_000)],
    ['too_long', 'more than 2048 signs of our own', `WAYMARK:R1:${'A'.repeat(2038)}`],
    ['newer_format', 'a response of the second format', response.replace('R1', 'R2')],
    ['newer_format', 'a request of a far later format', request.replace('Q1', 'Q250')],
    ['other_kind', 'a request', request],
    ['damaged', 'a response without its end', response.slice(0, -8)],
    ['damaged', 'a request that was made a response', request.replace('Q1', 'R1')],
    ['damaged', 'a head alone', 'WAYMARK:R1:'],
    ['unknown_value', 'a role that is not known', withFirst(0x05)],
    ['unknown_value', 'a form that is not known', withFirst(0x20)],
  ])('%s: %s', (problem, _what, text) => {
    expect(readResponseCode(text)).toEqual({ ok: false, problem })
  })

  it('other_kind: a response where a request is expected', () => {
    expect(readRequestCode(response)).toEqual({ ok: false, problem: 'other_kind' })
  })

  it('unknown_value: a questionnaire with a name that every object knows, or with a way out of a folder', () => {
    for (const id of ['__proto__', 'Constructor', '../etc', '', 'a'.repeat(65), 'a\u202Eb'])
      expect(problemOf(readResponseCode(withFirst(0x00, id))), id).toBe('unknown_value')
    // It looks like an id, and no map is asked for it here.
    expect(problemOf(readResponseCode(withFirst(0x00, 'constructor')))).toBeNull()
  })

  it('unknown_value: a request for no section, for one too many, or under a name with hidden signs', () => {
    const withSections = (count: number, bits: readonly number[], name = 'Dockers') =>
      codeText(
        'Q',
        new CodeWriter()
          .byte(0)
          .byte(1)
          .text('id')
          .text('made-up')
          .text('1.0.0')
          .byte(count)
          .raw(bits)
          .text(name)
          .done(),
      )
    expect(problemOf(readRequestCode(withSections(7, [0b0100_0001])))).toBeNull()
    expect(problemOf(readRequestCode(withSections(7, [0])))).toBe('unknown_value')
    expect(problemOf(readRequestCode(withSections(7, [0b1000_0001])))).toBe('unknown_value')
    expect(
      problemOf(
        readRequestCode(
          withSections(
            255,
            Array.from({ length: 32 }, () => 1),
          ),
        ),
      ),
    ).toBe('unknown_value')
    expect(problemOf(readRequestCode(withSections(7, [1], 'Dock\ners')))).toBe('unknown_value')
  })
})

/** A response without an item, whose first byte or questionnaire is something else. */
function withFirst(first: number, id = 'made-up'): string {
  const key = new Uint8Array(8)
  const writer = new CodeWriter().byte(first).text('').raw(key).pair(1).text(id).text('1.0.0').pair(0)
  return codeText('R', writer.done())
}

describe('the answers of a code', () => {
  const reading = readResponseCode(response)
  const code = reading.ok ? reading.code : null

  it('are refused for another questionnaire or version', () => {
    expect(answersOfCode(code!, dataGovernance)).toEqual({ ok: false, problem: 'other_questionnaire' })
    expect(answersOfCode(code!, earlierMaturity)).toEqual({ ok: false, problem: 'other_questionnaire' })
  })

  it('are refused where there are more or fewer of them than items', () => {
    for (const values of [code!.values.slice(1), [...code!.values, 1], []])
      expect(answersOfCode({ ...code!, values }, dataMaturity)).toEqual({ ok: false, problem: 'misfit' })
    // The short form asks 14 of the 40.
    expect(allItems(dataMaturity, 'short')).toHaveLength(14)
    expect(answersOfCode({ ...code!, form: 'short' }, dataMaturity)).toEqual({ ok: false, problem: 'misfit' })
  })

  it('are refused where an item has no such option', () => {
    // The items have five options.
    const values = (last: number) => [...code!.values.slice(1), last]
    expect(answersOfCode({ ...code!, values: values(5) }, dataMaturity).ok).toBe(true)
    expect(answersOfCode({ ...code!, values: values(6) }, dataMaturity)).toEqual({ ok: false, problem: 'misfit' })
    expect(answersOfCode({ ...code!, values: values(13) }, dataMaturity)).toEqual({ ok: false, problem: 'misfit' })
  })
})

describe('a file with a code', () => {
  const file = writeResponseFile(longestResponse(dataMaturity), dataMaturity)
  const asked = writeRequestFile(aRequest(dataMaturity), dataMaturity)
  const read = (text: string | Uint8Array<ArrayBuffer>) => readCodeFile(new Blob([text]))

  it('says the same as the code of the response', async () => {
    expect(file.name).toBe('waymark-response-012345-65535.json')
    expect(JSON.parse(file.text)).toEqual({ waymark: 'response', format: 1, code: response })
    expect(await read(file.text)).toEqual({ ...readResponseCode(response), kind: 'response' })
  })

  it('brings the whole questionnaire with a request', async () => {
    expect(asked.name).toBe('waymark-request-data-maturity.json')
    const reading = await read(asked.text)
    expect(reading).toMatchObject({ ok: true, kind: 'request', request: aRequest(dataMaturity) })
    expect(reading).toHaveProperty('questionnaire', dataMaturity)
  })

  const change = (text: string, fields: object) => JSON.stringify({ ...(JSON.parse(text) as object), ...fields })
  it.each<[string, string, string]>([
    ['damaged_file', 'nothing', ''],
    ['damaged_file', 'a file cut off', asked.text.slice(0, 5000)],
    ['foreign_file', 'a JSON text of something else', '{"hello":1}'],
    ['foreign_file', 'a JSON text that is no object', '[]'],
    ['foreign_file', 'a union', '{"waymark":"project","version":5}'],
    ['foreign_file', 'keys that harm', file.text.replace('{', '{"__proto__":{},')],
    ['foreign_file', 'no number of a format', change(file.text, { format: '1' })],
    ['newer_file', 'a later format', change(file.text, { format: 2 })],
    ['damaged_file', 'a format that never was', change(file.text, { format: 0.5 })],
    ['damaged_file', 'no code', change(file.text, { code: undefined })],
    ['damaged', 'a code that was changed', change(file.text, { code: `${response.slice(0, -1)}A` })],
    ['other_kind', 'a response that calls itself a request', change(asked.text, { code: response })],
    ['other_kind', 'a request that calls itself a response', change(file.text, { code: request })],
    ['questionnaire', 'a request without a questionnaire', change(asked.text, { questionnaire: undefined })],
    [
      'questionnaire',
      'a questionnaire that is none',
      change(asked.text, { questionnaire: { ...dataMaturity, id: 5 } }),
    ],
    ['other_questionnaire', 'another questionnaire', change(asked.text, { questionnaire: dataGovernance })],
    ['large_file', 'two million bytes and one', ' '.repeat(2_000_001)],
  ])('is refused as %s: %s', async (problem, _what, text) => {
    expect(await read(text)).toEqual({ ok: false, problem })
  })

  it('is refused where it is no text', async () => {
    expect(await read(new Uint8Array([0x1f, 0x8b, 0, 0]))).toEqual({ ok: false, problem: 'foreign_file' })
    expect(await read(new Uint8Array([0x89, 0x50, 0x4e, 0x47]))).toEqual({ ok: false, problem: 'foreign_file' })
  })
})

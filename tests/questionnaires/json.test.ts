import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson } from '@/questionnaires/json'

const FORBIDDEN = ['__proto__', 'constructor', 'prototype', 'then', 'toJSON']

/** What is wrong with a text, as [path, code]; nothing when it is read. */
function faults(text: string): readonly (readonly [string, string])[] {
  const parsed = parseJson(text)
  return parsed.ok ? [] : parsed.problems.map(({ path, code }) => [path, code] as const)
}

describe('the text of a file', () => {
  it('is read as JSON', () => {
    expect(parseJson(' { "a": [1, true, null, "é"] }\n')).toEqual({ ok: true, value: { a: [1, true, null, 'é'] } })
    expect(parseJson('7')).toEqual({ ok: true, value: 7 })
  })

  it('may begin with a byte order mark, but with one only', () => {
    expect(parseJson('\uFEFF{"a":1}')).toEqual({ ok: true, value: { a: 1 } })
    expect(faults('\uFEFF\uFEFF{"a":1}')).toEqual([['', 'not_json']])
    expect(faults('{\uFEFF"a":1}')).toEqual([['', 'not_json']])
  })

  it.each([
    '',
    ' \n',
    '{',
    '}',
    '[1',
    '[1,]',
    '{"a":1,}',
    '{"a" 1}',
    '{"a":1 "b":2}',
    "{'a':1}",
    '{a:1}',
    '1 2',
    '01',
    'NaN',
    'undefined',
    '// a comment\n{}',
    '"never ends',
    '"a\tb"',
    '"\\x41"',
    '"\\u12"',
    '{"\\x41":1}',
    '{"a":1,"a":2',
    ']]]][[[[',
  ])('that is not JSON is refused as a whole: %j', (text) => {
    const parsed = parseJson(text)
    expect(parsed).toEqual({
      ok: false,
      problems: [{ path: '', code: 'not_json', details: { message: expect.stringMatching(/\S/) as string } }],
    })
  })
})

describe('nesting', () => {
  it('may be 64 deep and no deeper', () => {
    expect(faults('['.repeat(64) + ']'.repeat(64))).toEqual([])
    expect(parseJson('['.repeat(65) + ']'.repeat(65))).toEqual({
      ok: false,
      problems: [{ path: '', code: 'too_deep', details: { limit: 64 } }],
    })
    expect(faults('{"a":'.repeat(65) + '1' + '}'.repeat(65))).toEqual([['', 'too_deep']])
  })

  it('counts what is open, not all brackets', () => {
    expect(faults(`[${'[],{},'.repeat(1000)}0]`)).toEqual([])
  })

  it.each([
    ['closed', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['never closed', '['.repeat(100_000)],
    ['of objects', '{"a":'.repeat(100_000)],
  ])('of 100,000 brackets %s is refused without crashing', (_, text) => {
    expect(faults(text)).toEqual([['', 'too_deep']])
  })

  it('of 100,000 closing brackets is no JSON', () => expect(faults(']'.repeat(100_000))).toEqual([['', 'not_json']]))

  it('is not counted inside strings', () => expect(faults(JSON.stringify('[{'.repeat(100_000)))).toEqual([]))
})

describe('a very long string', () => {
  it('is read without crashing', () => {
    const text = 'a\n'.repeat(5_000_000)
    expect(parseJson(JSON.stringify({ text }))).toEqual({ ok: true, value: { text } })
  })

  it('that never ends is refused at once', () => {
    expect(faults('"' + '\\"'.repeat(100_000))).toEqual([['', 'not_json']])
  })
})

describe('a key that stands twice', () => {
  it.each([
    ['{"a":1,"a":2}', ['a']],
    ['{"a":1,"b":2,"a":1}', ['a']],
    ['{"a":1,"a":2,"a":3}', ['a', 'a']],
    ['{"a":{"b":{"c":1,"c":2}}}', ['a/b/c']],
    ['{"a":[{"b":1},{"b":1,"b":2}]}', ['a/1/b']],
    ['[[1,2],[{"k":1,"k":2}]]', ['1/0/k']],
    ['{"a":[1,[2,3],{"x":0}],"b":{"c":1,"c":2}}', ['b/c']],
    ['{"a":{"x":1},"a":{"x":2}}', ['a']],
    ['{"a" :1,"a"\n\t:2}', ['a']],
    ['{"":1,"":2}', ['']],
    ['{"a":1,"\\u0061":2}', ['a']],
    ['{"a\\"b":1,"a\\u0022b":2}', ['a"b']],
    ['{"\\\\":1,"\\u005c":2}', ['\\']],
  ])('in %s is told with its path', (text, paths) => {
    expect(faults(text)).toEqual(paths.map((path) => [path, 'duplicate_key']))
  })

  it('is named', () => {
    expect(parseJson('{"titl\\u0065":1,"title":2}')).toEqual({
      ok: false,
      problems: [{ path: 'title', code: 'duplicate_key', details: { key: 'title' } }],
    })
  })

  it.each([
    '{"a":{"a":{"a":1}}}',
    '[{"a":1},{"a":1}]',
    '{"a":{"b":1},"c":{"b":1}}',
    '{"a":1,"A":2}',
    '{"a":"a","b":"a"}',
    '["a","a",":"]',
    '{"a":[],"b":{}}',
  ])('is not seen in %s', (text) => expect(faults(text)).toEqual([]))
})

describe('a forbidden key', () => {
  it.each(FORBIDDEN)('%s is refused wherever it stands', (key) => {
    expect(parseJson(JSON.stringify([{ a: 1 }, { b: { [`${key}`]: 1 } }]))).toEqual({
      ok: false,
      problems: [{ path: `1/b/${key}`, code: 'forbidden_key', details: { key } }],
    })
  })

  it('is recognised in escapes', () => {
    expect(faults('{"\\u005f_proto_\\u005f":{"admin":true}}')).toEqual([['__proto__', 'forbidden_key']])
  })

  it('is no harm as a value or in capitals', () => {
    expect(faults('{"a":"__proto__","b":["constructor","then"],"Then":1,"toString":2}')).toEqual([])
  })

  it('is told beside a key that stands twice', () => {
    expect(faults('{"then":1,"a":[{"b":1,"b":2}]}')).toEqual([
      ['then', 'forbidden_key'],
      ['a/0/b', 'duplicate_key'],
    ])
  })
})

describe('a string', () => {
  it.each([
    '{"a":"},{","b":"],["}',
    '{"a":"\\"a\\":1","b":"\\"a\\":2"}',
    '{"a":"x\\\\","b":"y\\\\\\""}',
    '{"a":", \\"a\\": ","b":": :"}',
    '{"a":"{\\"then\\":1}"}',
    '["a:","a:",{"a":"a:"}]',
    '{"{":1,"[":2,",":3,":":4,"\\"":5,"}":6,"]":7}',
    '{"a":"\\u0022,\\u0022a\\u0022:","b":""}',
  ])('with brackets, commas, colons and quotes gives no false alarm: %s', (text) => {
    expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown })
  })
})

describe('every JSON value without forbidden keys', () => {
  const keys = (value: unknown): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => [key, ...keys(inner)])
      : []
  const harmless = fc
    .jsonValue({ maxDepth: 6, stringUnit: 'binary' })
    .map((value) => JSON.parse(JSON.stringify(value)) as unknown) // writing loses the sign of -0
    .filter((value) => !keys(value).some((key) => FORBIDDEN.includes(key)))

  it('comes back as it was written', () => {
    fc.assert(
      fc.property(harmless, fc.constantFrom(undefined, 2, '\t'), (value, space) => {
        expect(parseJson(JSON.stringify(value, null, space))).toEqual({ ok: true, value })
      }),
      { numRuns: 500 },
    )
  })

  it('is refused when one of its keys is written twice', () => {
    const key = fc.string({ unit: 'binary' }).filter((name) => !FORBIDDEN.includes(name))
    fc.assert(
      fc.property(key, harmless, harmless, (name, first, second) => {
        const entry = (value: unknown) => `${JSON.stringify(name)}:${JSON.stringify(value)}`
        expect(faults(`[0,{${entry(first)},${entry(second)}}]`)).toEqual([[`1/${name}`, 'duplicate_key']])
      }),
    )
  })
})

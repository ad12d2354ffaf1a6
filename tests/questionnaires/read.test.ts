import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkFolder } from '@/questionnaires/folder'
import { readQuestionnaire } from '@/questionnaires/read'
import small from '../fixtures/questionnaires/small/questionnaire.json'
import smallCheck from '../fixtures/questionnaires/small-check/questionnaire.json'

/** What is wrong with a value, as [path, code]; nothing when it is accepted. */
function faults(value: unknown): readonly (readonly [string, string])[] {
  const reading = readQuestionnaire(value)
  return reading.ok ? [] : reading.problems.map(({ path, code }) => [path, code] as const)
}

/** The small questionnaire with one thing changed. */
function changed(change: (questionnaire: typeof small) => unknown): unknown {
  const copy = structuredClone(small)
  change(copy)
  return copy
}

describe('a whole questionnaire', () => {
  it.each([
    ['maturity', small],
    ['check', smallCheck],
  ])('of the kind %s is accepted as it is', (kind, value) => {
    expect(value.kind).toBe(kind)
    expect(readQuestionnaire(value)).toEqual({ ok: true, questionnaire: value })
    expect(checkFolder(value.id, { 'questionnaire.json': JSON.stringify(value) })).toEqual([
      { file: 'questionnaire.json', problems: [], notes: [] },
    ])
  })

  it('may have no short form at all', () => {
    expect(
      faults(
        changed(({ sections }) =>
          sections.forEach(({ items }) => items.forEach((item: { shortForm?: boolean }) => delete item.shortForm)),
        ),
      ),
    ).toEqual([])
  })

  it('may have no glossary', () => expect(faults(changed((value) => (value.glossary = [])))).toEqual([]))

  it('may name an action first by two ways: that is no circle', () => {
    const after: Readonly<Record<string, string[]>> = {
      'act-listening-45': ['act-listening-34', 'act-sharing-34'],
      'act-listening-34': ['act-listening-12'],
      'act-sharing-34': ['act-listening-12'],
    }
    const value = { ...small, actions: small.actions.map((action) => ({ ...action, after: after[action.id] })) }
    expect(faults(JSON.parse(JSON.stringify(value)))).toEqual([])
  })

  it('may be written in any script', () => {
    expect(faults(changed((value) => (value.title = 'Zażółć 團結 اتحاد 👍 — “l’unité”')))).toEqual([])
  })

  it('is measured to the character', () => {
    const titled = (length: number) => changed((value) => (value.title = 'T'.repeat(length)))
    expect(faults(titled(1))).toEqual([])
    expect(faults(titled(160))).toEqual([])
    expect(faults(titled(161))).toEqual([['title', 'too_long']])
    expect(faults(titled(0))).toEqual([['title', 'too_short']])
  })
})

describe('what an item was called in earlier versions', () => {
  const called = (...earlierIds: readonly string[]) =>
    changed(({ sections }) => Object.assign(sections[0]?.items[1] ?? {}, { equivalentTo: earlierIds }))

  it('is one id, or up to six over the versions', () => {
    const value = called('listening-assemblies')
    expect(readQuestionnaire(value)).toEqual({ ok: true, questionnaire: value })
    expect(faults(called('old-a', 'old-b', 'old-c', 'old-d', 'old-e', 'old-f'))).toEqual([])
  })

  it('may be told in a check too', () => {
    const copy = structuredClone(smallCheck)
    Object.assign(copy.sections[0]?.items[1] ?? {}, { equivalentTo: ['records-health'] })
    expect(faults(copy)).toEqual([])
  })

  it('may be the id of a section or an action: only items are meant', () => {
    expect(faults(called('listening', 'act-listening-12'))).toEqual([])
  })

  it('may be any word, also one that every object knows', () => expect(faults(called('constructor'))).toEqual([]))
})

describe('the wording for a project', () => {
  const AT = 'sections/records/items'
  const option = (value: number, text: string) => ({ value, text })

  /** The small check with this wording for projects at its second item, which has none. */
  function withProject(forProject: unknown): unknown {
    const copy = structuredClone(smallCheck)
    Object.assign(copy.sections[0]?.items[1] ?? {}, { forProject })
    return copy
  }

  it.each([
    ['the prompt', { prompt: 'On what ground does this project keep membership?' }],
    ['why it is asked', { why: 'A project often asks for more than the office does.' }],
    ['the example', { example: 'Think of a survey that asks who is a member.' }],
    ['the options', { options: [0, 1, 2, 3].map((value) => option(value, `This project stands at ${value}.`)) }],
  ])('may change only %s', (_, forProject) => expect(faults(withProject(forProject))).toEqual([]))

  it('has a text or more, and no others than these', () => {
    expect(faults(withProject({}))).toEqual([[`${AT}/records-sensitive/forProject`, 'too_few']])
    for (const key of ['theme', 'ask', 'duty', 'weight', 'rules', 'promt'])
      expect([key, faults(withProject({ why: 'A project asks for more.', [key]: 'duty' }))]).toEqual([
        key,
        [[`${AT}/records-sensitive/forProject`, 'unknown_key']],
      ])
    expect(faults(withProject({ prompt: '' }))).toEqual([[`${AT}/records-sensitive/forProject/prompt`, 'too_short']])
  })

  it('has every option of the scale, in its order', () => {
    const withValues = (...values: readonly number[]) =>
      faults(withProject({ options: values.map((value, index) => option(value, `This project does ${index}.`)) }))
    const wrong = [[`${AT}/records-sensitive/forProject/options`, 'options_not_levels']]
    expect(withValues(0, 1, 2, 3)).toEqual([])
    expect(withValues(0, 1, 2)).toEqual(wrong)
    expect(withValues(1, 2, 3, 4)).toEqual(wrong)
    expect(withValues(3, 2, 1, 0)).toEqual(wrong)
    expect(withValues(0, 1, 2, 3, 4)).toEqual(wrong)
  })

  it('may say an option word for word as the union does, at the same step only', () => {
    const same = 'We wrote the ground down for most of it.' // the union's step 2
    const said = (...texts: readonly string[]) =>
      faults(withProject({ options: texts.map((text, i) => option(i, text)) }))
    expect(said('None.', 'Some.', same, 'All.')).toEqual([])
    expect(said('None.', same, 'Most.', 'All.')).toEqual([
      [`${AT}/records-sensitive/forProject/options/1`, 'same_text'],
    ])
    expect(said('None.', 'Some.', same, same)).toEqual([[`${AT}/records-sensitive/forProject/options/3`, 'same_text']])
  })

  it('does not repeat the prompt of the union or of another item', () => {
    const wrong = [[`${AT}/records-sensitive/forProject/prompt`, 'same_text']]
    expect(faults(withProject({ prompt: 'Is it settled on what ground you keep membership?' }))).toEqual(wrong)
    expect(faults(withProject({ prompt: 'Do you have a list of the data you keep?' }))).toEqual(wrong)
    expect(faults(withProject({ prompt: 'Does this project have a list of the data it keeps?' }))).toEqual(wrong)
  })

  it('does not repeat an option of another item, be it worded for a project too', () => {
    const said = (text: string) =>
      faults(withProject({ options: ['None.', text, 'Most.', 'All.'].map((each, i) => option(i, each)) }))
    const wrong = [[`${AT}/records-sensitive/forProject/options/1`, 'same_text']]
    expect(said('We have a list for the main office.')).toEqual(wrong)
    expect(said('We have a list that one person looks after.')).toEqual(wrong)
  })
})

describe('what only a check has', () => {
  it.each([
    ['a duty', { duty: 'practice' }],
    ['a critical mark', { critical: true }],
    ['rules', { rules: [{ jurisdiction: 'any', text: 'Ask before you speak for others.' }] }],
    ['a role to ask', { ask: 'organising lead' }],
  ])('has no place in a maturity questionnaire: %s', (_, more) => {
    const [key] = Object.keys(more)
    expect(faults(changed(({ sections }) => Object.assign(sections[0]?.items[1] ?? {}, more)))).toEqual([
      [`sections/listening/items/listening-meetings/${key}`, 'not_allowed_here'],
    ])
  })

  it('may have bands that end at any whole percentage from 1 to 100, rising', () => {
    const banded = (...ends: readonly (number | undefined)[]) =>
      faults({
        ...smallCheck,
        bands: ends.map((below, index) => ({ id: `band-${index}`, name: `Band ${index}`, ...(below && { below }) })),
      })
    expect(banded(50, undefined)).toEqual([])
    expect(banded(1, 2, 100, undefined)).toEqual([])
    expect(banded(50, 25, undefined)).toEqual([['bands', 'bands_not_rising']])
    expect(banded(25, undefined, undefined)).toEqual([['bands', 'bands_not_rising']])
    expect(banded(33.3, undefined)).toEqual([['bands/band-0/below', 'wrong_type']])
    expect(banded(101, undefined)).toEqual([['bands/band-0/below', 'too_large']])
  })

  it.each(['eu', 'uk', 'eu-uk', 'any'])('may have rules of the jurisdiction %s', (jurisdiction) => {
    const copy = structuredClone(smallCheck)
    Object.assign(copy.sections[0]?.items[0]?.rules?.[0] ?? {}, { jurisdiction })
    expect(faults(copy)).toEqual([])
  })
})

describe('a page to rest on', () => {
  const rest = (restAfter: unknown) => changed(({ sections }) => Object.assign(sections[0] ?? {}, { restAfter }))

  it('follows a section that says so, in either kind', () => {
    expect(faults(rest(true))).toEqual([])
    expect(smallCheck.sections.map((section) => section.restAfter)).toEqual([true, undefined])
  })

  it.each([false, null, 'true', 1, {}])('is left out rather than declined: %j is refused', (value) => {
    expect(faults(rest(value))).toEqual([['sections/listening/restAfter', 'wrong_value']])
  })
})

describe('a value of unknown origin', () => {
  const hostile: readonly (readonly [string, string])[] = [
    ['null', 'null'],
    ['true', 'true'],
    ['a number', '7'],
    ['a huge number', '1e999'],
    ['a text', '"questionnaire"'],
    ['a list', '[]'],
    ['a list of questionnaires', JSON.stringify([small])],
    ['an empty object', '{}'],
    ['a questionnaire as prototype', `{"__proto__":${JSON.stringify(small)}}`],
    ['a prototype inside', '{"sections":[{"__proto__":{"id":"a"},"constructor":{"prototype":{}}}]}'],
    [
      'things that cannot be made a text',
      '{"id":{"toString":null,"valueOf":null},"levels":[{"value":{"toString":1}}]}',
    ],
    ['a length that lies', '{"sections":{"length":1e9},"levels":{"length":-1}}'],
    ['keys that look like paths', '{"a/b~c":{"~0":1},"sections":[{"items":[{"~1":null}]}]}'],
  ]

  it.each(hostile)('is refused with problems, not with an exception: %s', (_, text) => {
    expect(faults(JSON.parse(text)).length).toBeGreaterThan(0)
  })

  it('is refused when it is not JSON at all', () => {
    for (const value of [undefined, NaN, () => small, Symbol('questionnaire'), 1n])
      expect(faults(value)).toEqual([['', 'wrong_type']])
  })

  it('leaves no trace on other objects', () => {
    for (const [, text] of hostile) readQuestionnaire(JSON.parse(text))
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(({} as { id?: string }).id).toBeUndefined()
  })

  it('is refused whatever JSON it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(faults(value).length).toBeGreaterThan(0)
      }),
    )
  })

  it.each([
    ['small', small],
    ['small-check', smallCheck],
  ])('is refused when any one place of %s holds a value of the wrong sort', (_, whole) => {
    let places = 0
    for (const path of placesOf(whole)) {
      places += 1
      // Whatever stands there: null fits nowhere, and the others never fit where they are of another sort.
      for (const wrong of ['null', '{}', '[null]', '-1', '""', '{"__proto__":{"id":"a"}}', '{"toString":null}'])
        expect([path, wrong, faults(replaced(whole, path, JSON.parse(wrong))).length]).toEqual([
          path,
          wrong,
          expect.toSatisfy((count: number) => count > 0),
        ])
    }
    expect(places).toBeGreaterThan(200)
  })
})

type Path = readonly (string | number)[]

/** The path of every object, list and leaf of a value, itself left out. */
function placesOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...path, Array.isArray(value) ? Number(key) : key]
    return [here, ...placesOf(inner, here)]
  })
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    Path[number],
    unknown
  >
  copy[key] = replaced(copy[key], rest, by)
  return copy
}

describe('the path of a problem', () => {
  it('names what stands in a list by its id or value', () => {
    const value = changed(({ sections, levels }) => {
      Object.assign(sections[1]?.items[0]?.options[3] ?? {}, { text: 5 })
      Object.assign(levels[2] ?? {}, { name: null })
    })
    expect(faults(value)).toEqual([
      ['levels/3/name', 'wrong_type'],
      ['sections/sharing/items/sharing-results/options/4/text', 'wrong_type'],
    ])
  })

  it('names it by its position where it has neither', () => {
    expect(faults(changed(({ sections }) => Reflect.deleteProperty(sections[1] ?? {}, 'id')))).toEqual([
      ['sections/1', 'missing'],
    ])
    expect(faults(changed(({ actions }) => actions[0]?.items.push('Not an id')))).toEqual([
      ['actions/act-listening-12/items/1', 'wrong_form'],
    ])
  })

  it('names what stands in an object by its key, even when it has an id', () => {
    expect(faults(changed(({ licence }) => (licence.url = 'example.org')))).toEqual([['licence/url', 'wrong_form']])
  })
})

describe('a character that cannot be seen', () => {
  it.each([
    ['a bell', '\u0007', 'U+0007'],
    ['a carriage return', '\r', 'U+000D'],
    ['a control character of the second set', '\u0085', 'U+0085'],
    ['a soft hyphen', '\u00AD', 'U+00AD'],
    ['an Arabic letter mark', '\u061C', 'U+061C'],
    ['a Mongolian vowel separator', '\u180E', 'U+180E'],
    ['a zero-width space', '\u200B', 'U+200B'],
    ['a mark from right to left', '\u200F', 'U+200F'],
    ['an override from right to left', '\u202E', 'U+202E'],
    ['a line separator', '\u2028', 'U+2028'],
    ['an isolate from right to left', '\u2067', 'U+2067'],
    ['a byte order mark', '\uFEFF', 'U+FEFF'],
    ['a tag letter', '\u{E0041}', 'U+E0041'],
    ['half of a pair', '\uD83D', 'U+D83D'],
  ])('is refused: %s', (_, character, named) => {
    const reading = readQuestionnaire(changed((value) => (value.title = `One${character}union`)))
    expect(reading).toMatchObject({
      ok: false,
      problems: [{ path: 'title', code: 'hidden_character', details: { character: named } }],
    })
  })
})

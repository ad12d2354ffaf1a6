import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { wordedFor, type Questionnaire } from '@/domain/questionnaire'
import { checkFolder } from '@/questionnaires/folder'
import { readQuestionnaire } from '@/questionnaires/read'
import { mapTexts, textsOf } from '@/questionnaires/texts'
import { readTranslation, translate, type Translation } from '@/questionnaires/translation'
import { declaring, earlierMaturity, laterMaturity } from '../support/builders'
import smallFile from '../fixtures/questionnaires/small/questionnaire.json'
import smallCheckFile from '../fixtures/questionnaires/small-check/questionnaire.json'
import dataGovernanceFile from '../../questionnaires/data-governance/questionnaire.json'
import dataMaturityFile from '../../questionnaires/data-maturity/questionnaire.json'

function read(value: unknown): Questionnaire {
  const reading = readQuestionnaire(value)
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
  return reading.questionnaire
}

const small = read(smallFile)
const smallCheck = read(smallCheckFile)
const shipped = [dataMaturityFile, dataGovernanceFile].map(read)
const all = [small, smallCheck, ...shipped, earlierMaturity, laterMaturity].map(
  (questionnaire) => [questionnaire.id, questionnaire] as const,
)

function french(texts: Record<string, string>, { id, version } = small): Translation {
  return { questionnaire: id, version, language: 'fr', texts }
}

/** A translation of everything that no one can take for English. */
function pseudo(questionnaire: Questionnaire): Translation {
  return french(Object.fromEntries(textsOf(questionnaire).map(({ key }) => [key, `⟦${key}⟧`])), questionnaire)
}

/** Everything in a questionnaire that is no object or list, with its path. */
function leavesOf(value: unknown, path = ''): readonly (readonly [path: string, leaf: unknown])[] {
  if (typeof value !== 'object' || value === null) return [[path, value]]
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, path === '' ? key : `${path}.${key}`))
}

/** What a translation must leave alone. All else is shown to people as text. */
const STRUCTURE = [
  /^(format|id|version|kind|subjects\.\d+|licence\.\w+|scoring\.\w+)$/,
  /^(levels|bands|sections|actions|glossary)\..*\.?(id|value|below)$/,
  /^sections\.\d+\.(leveragePercent|restAfter)$/,
  /^sections\.\d+\.items\.\d+\.(shortForm|weight|equivalentTo\.\d+|duty|critical|rules\.\d+\.(jurisdiction|advice))$/,
  /^actions\.\d+\.(section|items\.\d+|from|to|effort|horizon|needs\.\d+\.(item|atLeast)|after\.\d+)$/,
]

describe('the texts of a questionnaire', () => {
  it('are named by ids and in the order of the file', () => {
    const keys = textsOf(small).map(({ key }) => key)
    expect(keys.slice(0, 6)).toEqual(['title', 'summary', 'rule', 'attribution', 'levels/1/name', 'levels/2/name'])
    expect(keys.slice(9, 12)).toEqual([
      'sections/listening/title',
      'sections/listening/about',
      'sections/listening/levels/1',
    ])
    expect(keys.slice(16, 21)).toEqual([
      'sections/listening/items/listening-survey/theme',
      'sections/listening/items/listening-survey/prompt',
      'sections/listening/items/listening-survey/why',
      'sections/listening/items/listening-survey/example',
      'sections/listening/items/listening-survey/options/1',
    ])
    expect(keys.slice(-4)).toEqual([
      'glossary/rep/term',
      'glossary/rep/text',
      'glossary/rep/words/0',
      'glossary/rep/words/1',
    ])
  })

  it('are all there', () => {
    // 4 of the whole, 5 levels, 2 × 7 of sections, 4 × 7 of items with 2 themes and 1 example, 8 × 3 of actions, 2 × 4 terms
    expect(textsOf(small)).toHaveLength(4 + 5 + 14 + 31 + 24 + 8)
    // 4 of the whole, 4 steps, 4 bands, 2 × 2 of sections, 4 × 6 of items with 1 example, 4 rules, 2 roles to ask
    // and 5 + 2 texts for projects, 12 × 3 of actions, 1 × 4
    expect(textsOf(smallCheck)).toHaveLength(4 + 4 + 4 + 4 + 38 + 36 + 4)
  })

  it('of a check include bands, rules and roles to ask', () => {
    const texts = new Map(textsOf(smallCheck).map(({ key, text }) => [key, text]))
    expect(texts.get('sections/records/items/records-register/ask')).toBe('data protection lead')
    expect(texts.get('bands/on-course/name')).toBe('On course')
    expect(texts.get('sections/records/items/records-sensitive/rules/1')).toBe(
      'Conditions for unions in the act of 2018.',
    )
    expect(texts.get('sections/records/items/records-register/options/0')).toBe('We have no list of the data we keep.')
  })

  it('of an item include its wording for a project, behind its own', () => {
    const own = textsOf(smallCheck).filter(({ key }) => key.startsWith('sections/records/items/records-register/'))
    expect(own.map(({ key }) => key.replace('sections/records/items/records-register/', ''))).toEqual([
      ...['prompt', 'why', 'options/0', 'options/1', 'options/2', 'options/3', 'rules/0', 'ask'],
      ...['forProject/prompt', 'forProject/options/0', 'forProject/options/1', 'forProject/options/2'],
      'forProject/options/3',
    ])
    const texts = new Map(textsOf(smallCheck).map(({ key, text }) => [key, text]))
    expect(texts.get('sections/records/items/records-register/forProject/prompt')).toBe(
      'Does this project have a list of the data it keeps?',
    )
    expect(texts.get('sections/incidents/items/incidents-plan/forProject/example')).toBe(
      'Think of a sheet of names left on a train.',
    )
  })

  it('do not include the ids that items had in earlier versions', () => {
    const called = declaring(small, '1.1.0', { 'sharing-lists': ['sharing-registers'] })
    expect(textsOf(called)).toEqual(textsOf(small))
    expect(mapTexts(called, () => '…').sections[1]?.items[1]?.equivalentTo).toEqual(['sharing-registers'])
  })

  it.each(all)('have a key each: %s', (_, questionnaire) => {
    const keys = textsOf(questionnaire).map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it.each(all)('leave the questionnaire as it is when none changes: %s', (_, questionnaire) => {
    expect(mapTexts(questionnaire, (_key, text) => text)).toEqual(questionnaire)
  })
})

describe('a translation', () => {
  it('replaces texts by their key; the others stay English and are told', () => {
    const { questionnaire, missing } = translate(
      small,
      french({
        title: 'Un petit questionnaire',
        'sections/sharing/items/sharing-lists/options/4': 'Les délégués ouvrent une liste toujours à jour.',
        'glossary/rep/words/1': 'délégués',
      }),
    )
    expect(questionnaire.title).toBe('Un petit questionnaire')
    expect(questionnaire.summary).toBe('Two dimensions with two items each, for tests.')
    expect(questionnaire.language).toBe('fr')
    expect(questionnaire.sections[1]?.items[1]?.options.map(({ text }) => text)).toEqual([
      'Reps write their own list of members.',
      'Reps ask the office for a printed list.',
      'Reps get a new list every few months.',
      'Les délégués ouvrent une liste toujours à jour.',
      'Reps open the list and can correct it.',
    ])
    expect(questionnaire.glossary[1]?.words).toEqual(['rep', 'délégués'])
    expect(missing).toHaveLength(86 - 3)
    expect(missing.slice(0, 2)).toEqual(['summary', 'rule'])
    expect(missing).not.toContain('title')
  })

  it('reaches the wording for a project, text by text', () => {
    const at = 'sections/records/items/records-register'
    const { questionnaire, missing } = translate(
      smallCheck,
      french(
        {
          [`${at}/prompt`]: 'Avez-vous une liste des données ?',
          [`${at}/ask`]: 'la personne chargée des données',
          [`${at}/forProject/prompt`]: 'Ce projet a-t-il une liste des données ?',
          [`${at}/forProject/options/1`]: 'Une personne tient une liste.',
          'sections/incidents/items/incidents-plan/forProject/why': 'Un projet est souvent seul la nuit.',
        },
        smallCheck,
      ),
    )
    const ofProject = wordedFor(questionnaire, { kind: 'project', name: 'Rotas' })
    const [register] = ofProject.sections[0]?.items ?? []
    expect(register?.prompt).toBe('Ce projet a-t-il une liste des données ?')
    expect(register?.ask).toBe('la personne chargée des données')
    expect(register?.options).toEqual([
      { value: 0, text: 'We have no list of the data we keep.' },
      { value: 1, text: 'Une personne tient une liste.' },
      { value: 2, text: 'We have a list that most of us can open.' },
      { value: 3, text: 'We have a list that names every owner.' },
    ])
    const [plan] = ofProject.sections[1]?.items ?? []
    expect([plan?.why, plan?.example]).toEqual([
      'Un projet est souvent seul la nuit.',
      'Think of a sheet of names left on a train.',
    ])
    expect(questionnaire.sections[0]?.items[0]?.prompt).toBe('Avez-vous une liste des données ?')
    expect(missing).toContain(`${at}/forProject/options/0`)
    expect(missing).not.toContain(`${at}/forProject/prompt`)
    // 94 texts, 5 of them translated
    expect(missing).toHaveLength(94 - 5)
  })

  it('does not replace by nothing: an empty text stays English and is told', () => {
    const { questionnaire, missing } = translate(small, french({ title: '', summary: ' \n', rule: ' La règle. ' }))
    expect([questionnaire.title, questionnaire.summary, questionnaire.rule]).toEqual([
      'A small maturity questionnaire',
      'Two dimensions with two items each, for tests.',
      'La règle.',
    ])
    expect(missing.slice(0, 3)).toEqual(['title', 'summary', 'attribution'])
  })

  it('takes no text from what every object inherits', () => {
    const inherited = Object.create({ title: 'Inherited' }) as Record<string, string>
    expect(translate(small, french(inherited)).questionnaire.title).toBe('A small maturity questionnaire')
  })

  it('leaves the English questionnaire as it was', () => {
    const before = structuredClone(small)
    translate(small, pseudo(small))
    expect(small).toEqual(before)
  })

  it.each(all)('that is complete leaves no English behind and touches nothing else: %s', (_, original) => {
    const { questionnaire, missing } = translate(original, pseudo(original))
    expect(missing).toEqual([])
    const before = leavesOf(original)
    const after = leavesOf(questionnaire)
    expect(after.map(([path]) => path)).toEqual(before.map(([path]) => path))
    after.forEach(([path, leaf], index) => {
      if (path === 'language') expect(leaf).toBe('fr')
      else if (STRUCTURE.some((pattern) => pattern.test(path))) expect([path, leaf]).toEqual(before[index])
      else expect([path, leaf]).toEqual([path, expect.stringMatching(/^⟦.+⟧$/)])
    })
  })

  it.each(all)('that is complete makes a questionnaire that can be read: %s', (_, original) => {
    expect(readQuestionnaire(translate(original, pseudo(original)).questionnaire)).toMatchObject({ ok: true })
  })

  it.each(all)('that is complete has nothing to be told: %s', (id, original) => {
    const files = { 'questionnaire.json': JSON.stringify(original), 'fr.json': JSON.stringify(pseudo(original)) }
    expect(checkFolder(id, files)).toEqual([
      { file: 'questionnaire.json', problems: [], notes: [] },
      { file: 'fr.json', problems: [], notes: [] },
    ])
  })
})

describe('the guide for translators', () => {
  const [, guide = ''] = readFileSync('questionnaires/README.md', 'utf8').split('\n## Translate\n')

  it('shows a translation that is accepted', () => {
    const [, example = ''] = /```json\n([^`]+)```/.exec(guide) ?? []
    expect(readTranslation(read(dataMaturityFile), JSON.parse(example))).toMatchObject({ ok: true })
  })

  it('names every kind of text, and no others', () => {
    /** The end of a key, the same for all levels and places: `…/options/4` becomes `options/0`. */
    const kindOf = (key: string) => /(?:forProject\/)?(?:[a-z]+\/\d+|[a-z]+)$/.exec(key)?.[0].replace(/\d+$/, '0')
    const rows = guide.split('\n').filter((line) => line.startsWith('|'))
    const named = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, key = '']) => key))
    const known = all.flatMap(([, questionnaire]) => textsOf(questionnaire).map(({ key }) => kindOf(key)))
    expect(new Set(named.filter((key) => !key.endsWith('…')).map(kindOf))).toEqual(new Set(known))
  })
})

describe('reading a translation', () => {
  const codes = (value: unknown) => {
    const reading = readTranslation(small, value)
    return reading.ok ? [] : reading.problems.map(({ path, code, details }) => [path, code, details])
  }

  it('accepts one that translates little or nothing', () => {
    expect(readTranslation(small, french({}))).toEqual({ ok: true, translation: french({}) })
  })

  it('refuses keys the questionnaire does not have', () => {
    expect(codes(french({ titel: 'Titre', 'levels/6/name': 'Six', title: 'Titre' }))).toEqual([
      ['texts', 'unknown_text', { key: 'titel' }],
      ['texts', 'unknown_text', { key: 'levels/6/name' }],
    ])
  })

  it('refuses keys of another questionnaire', () => {
    expect(codes(french({ 'bands/strong/name': 'Solide' }))).toEqual([
      ['texts', 'unknown_text', { key: 'bands/strong/name' }],
    ])
  })

  it('refuses a wording for projects where the item has none', () => {
    const reading = readTranslation(
      smallCheck,
      french({ 'sections/records/items/records-sensitive/forProject/prompt': 'Et ce projet ?' }, smallCheck),
    )
    expect(reading).toMatchObject({
      ok: false,
      problems: [
        {
          path: 'texts',
          code: 'unknown_text',
          details: { key: 'sections/records/items/records-sensitive/forProject/prompt' },
        },
      ],
    })
  })

  it('refuses one of another questionnaire or of another version', () => {
    expect(codes(french({}, smallCheck))).toEqual([
      ['', 'wrong_questionnaire', { found: 'small-check 1.0.0', expected: 'small 1.0.0' }],
    ])
    expect(codes({ ...french({}), version: '1.0.1' })).toEqual([
      ['', 'wrong_questionnaire', { found: 'small 1.0.1', expected: 'small 1.0.0' }],
    ])
  })

  it('tells everything that is missing at once', () => {
    expect(codes({})).toEqual([
      ['', 'missing', { key: 'questionnaire' }],
      ['', 'missing', { key: 'version' }],
      ['', 'missing', { key: 'language' }],
      ['', 'missing', { key: 'texts' }],
    ])
  })

  it.each([
    ['null', 'null'],
    ['a number', '7'],
    ['a text', '"fr"'],
    ['a list', '[]'],
    ['an empty object', '{}'],
    ['texts that are a list', '{"questionnaire":"small","version":"1.0.0","language":"fr","texts":[]}'],
    ['texts that are null', '{"questionnaire":"small","version":"1.0.0","language":"fr","texts":null}'],
    ['a text that is null', '{"questionnaire":"small","version":"1.0.0","language":"fr","texts":{"title":null}}'],
    ['an inherited text', '{"questionnaire":"small","version":"1.0.0","language":"fr","texts":{"__proto__":{}}}'],
    ['a foreign prototype', '{"__proto__":{"questionnaire":"small","version":"1.0.0","language":"fr","texts":{}}}'],
    ['a version that cannot be made a text', '{"version":{"toString":null,"valueOf":null}}'],
    ['a name that cannot be made a text', '{"questionnaire":{"toString":1},"version":[[{"toString":1}]]}'],
  ])('refuses %s with problems and never throws', (_, text) => {
    expect(codes(JSON.parse(text)).length).toBeGreaterThan(0)
  })
})

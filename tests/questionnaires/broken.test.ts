import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkFolder } from '@/questionnaires/folder'
import type { Problem, ProblemCode } from '@/questionnaires/problems'
import reasons from '@/i18n/en/problems.json'

const FOLDER = 'tests/fixtures/broken'

type Place = readonly [path: string, code: ProblemCode]

interface Row {
  /** The file at fault. */
  readonly file?: string
  readonly problems?: readonly Place[]
  /** What is only told, not wrong. */
  readonly notes?: readonly Place[]
}

/** One problem in questionnaire.json. */
const at = (path: string, code: ProblemCode): Row => ({ problems: [[path, code]] })
/** One problem in a translation. */
const inFile = (file: string, path: string, code: ProblemCode): Row => ({ file, problems: [[path, code]] })

const survey = 'sections/listening/items/listening-survey'
const meetings = 'sections/listening/items/listening-meetings'
const lists = 'sections/sharing/items/sharing-lists'
const register = 'sections/records/items/records-register'
const sensitive = 'sections/records/items/records-sensitive'

/** Each folder of tests/fixtures/broken is broken in one way; this says where and how. */
const KINDS: Readonly<Record<string, Row>> = {
  // The text of the file
  'not-json': at('', 'not_json'),
  'not-json-comment': at('', 'not_json'),
  'not-json-cut-off': at('', 'not_json'),
  'duplicate-key': at('sections/0/items/1/why', 'duplicate_key'),
  'duplicate-key-escaped': at('format', 'duplicate_key'),
  'forbidden-key': at('sections/0/__proto__', 'forbidden_key'),
  'forbidden-key-escaped': at('constructor', 'forbidden_key'),
  'too-deep': at('', 'too_deep'),

  // What the schema says
  missing: at('', 'missing'),
  'missing-bands': at('', 'missing'),
  'missing-duty': at(register, 'missing'),
  'missing-level-texts': at('sections/sharing', 'missing'),
  'unknown-key': at(survey, 'unknown_key'),
  'unknown-key-project': at(`${register}/forProject`, 'unknown_key'),
  'wrong-type': at(`${meetings}/weight`, 'wrong_type'),
  'wrong-type-fraction': at('sections/listening/leveragePercent', 'wrong_type'),
  'wrong-type-null': at(`${survey}/theme`, 'wrong_type'),
  'wrong-value': at('actions/act-listening-12/effort', 'wrong_value'),
  'wrong-value-flag': at(`${survey}/shortForm`, 'wrong_value'),
  'wrong-value-format': at('format', 'wrong_value'),
  'wrong-value-jurisdiction': at(`${register}/rules/0/jurisdiction`, 'wrong_value'),
  'wrong-value-rest': at('sections/records/restAfter', 'wrong_value'),
  'wrong-value-subject': at('subjects/1', 'wrong_value'),
  'not-allowed-here': at('bands', 'not_allowed_here'),
  'not-allowed-here-ask': at(`${survey}/ask`, 'not_allowed_here'),
  'not-allowed-here-critical': at(`${survey}/critical`, 'not_allowed_here'),
  'not-allowed-here-duty': at(`${survey}/duty`, 'not_allowed_here'),
  'not-allowed-here-levels': at('sections/records/levels', 'not_allowed_here'),
  'not-allowed-here-rules': at(`${survey}/rules`, 'not_allowed_here'),
  'too-short': at(`${survey}/prompt`, 'too_short'),
  'too-long': at('sections/sharing/title', 'too_long'),
  'too-few': at(`${survey}/options`, 'too_few'),
  'too-few-bands': at('bands', 'too_few'),
  'too-many': at('glossary/branch/words', 'too_many'),
  'too-small': at('sections/listening/leveragePercent', 'too_small'),
  'too-small-band': at('bands/start-here/below', 'too_small'),
  'too-large': at(`${meetings}/weight`, 'too_large'),
  'too-large-band': at('bands/on-course/below', 'too_large'),
  'wrong-form': at('version', 'wrong_form'),
  'wrong-form-address': at('licence/url', 'wrong_form'),
  'wrong-form-id': at('glossary/Rep/id', 'wrong_form'),
  'too-few-project': at(`${register}/forProject`, 'too_few'),
  repeated: at('actions/act-listening-23/items', 'repeated'),
  'wrong-type-equivalent': at(`${meetings}/equivalentTo`, 'wrong_type'),
  'wrong-form-equivalent': at(`${meetings}/equivalentTo/0`, 'wrong_form'),
  'too-few-equivalent': at(`${meetings}/equivalentTo`, 'too_few'),
  'too-many-equivalent': at(`${meetings}/equivalentTo`, 'too_many'),
  'repeated-equivalent': at(`${meetings}/equivalentTo`, 'repeated'),

  // What a schema cannot say
  'wrong-folder': at('id', 'wrong_folder'),
  'duplicate-id-section': at('sections/listening', 'duplicate_id'),
  'duplicate-id-item': at('sections/sharing/items/listening-survey', 'duplicate_id'),
  'duplicate-id-band': at('bands/start-here', 'duplicate_id'),
  'duplicate-id-action': at('actions/act-listening-12', 'duplicate_id'),
  'duplicate-id-term': at('glossary/branch', 'duplicate_id'),
  // Levels 1, 2, 4: nothing can lead to 4, for an action goes one level up.
  'levels-not-rising': {
    problems: [
      ['levels', 'levels_not_rising'],
      ['sections/listening', 'step_without_action'],
    ],
  },
  'level-without-text': at('sections/listening/levels', 'level_without_text'),
  // Texts in the order 3, 2, 1: both ends are wrong.
  'level-without-text-order': {
    problems: [
      ['sections/listening/levels', 'level_without_text'],
      ['sections/listening/levels', 'level_without_text'],
    ],
  },
  'level-without-text-twice': at('sections/listening/levels', 'level_without_text'),
  'options-not-levels': at(`${survey}/options`, 'options_not_levels'),
  'options-not-levels-order': at(`${survey}/options`, 'options_not_levels'),
  'options-not-levels-project': at(`${register}/forProject/options`, 'options_not_levels'),
  'same-text': at(`${lists}/options/2`, 'same_text'),
  'same-text-project': at(`${sensitive}/forProject/options/0`, 'same_text'),
  'same-text-project-prompt': at(`${sensitive}/forProject/prompt`, 'same_text'),
  'same-text-prompt': at(`${lists}/prompt`, 'same_text'),
  'untidy-text': at('sections/listening/about', 'untidy_text'),
  'untidy-text-double-space': at('glossary/branch/text', 'untidy_text'),
  'untidy-text-line-break': at('summary', 'untidy_text'),
  'hidden-character': at('sections/listening/title', 'hidden_character'),
  'hidden-character-direction': at('sections/sharing/title', 'hidden_character'),
  'hidden-character-half': at('glossary/rep/term', 'hidden_character'),
  'option-too-long': at(`${survey}/options/2`, 'option_too_long'),
  'option-too-long-project': at(`${register}/forProject/options/0`, 'option_too_long'),
  'option-not-one-sentence': at(`${survey}/options/2`, 'option_not_one_sentence'),
  'option-not-one-sentence-two': at(`${survey}/options/2`, 'option_not_one_sentence'),
  'option-asks': at(`${survey}/options/3`, 'option_asks'),
  'options-unbalanced': at(`${survey}/options`, 'options_unbalanced'),
  'options-unbalanced-project': at(`${register}/forProject/options`, 'options_unbalanced'),
  'and-or': at(`${survey}/options/2`, 'and_or'),
  'no-short-form': at('sections/sharing', 'no_short_form'),
  'bands-not-rising': at('bands', 'bands_not_rising'),
  'bands-not-rising-last': at('bands', 'bands_not_rising'),
  // A band in the middle has no end.
  'bands-not-rising-open': at('bands', 'bands_not_rising'),
  'equivalent-in-use': at(`${meetings}/equivalentTo`, 'equivalent_in_use'),
  'equivalent-in-use-itself': at(`${meetings}/equivalentTo`, 'equivalent_in_use'),
  'equivalent-twice': at(`${lists}/equivalentTo`, 'equivalent_twice'),
  // No item can belong to a section that does not exist.
  'unknown-section': {
    problems: [
      ['actions/act-extra/section', 'unknown_section'],
      ['actions/act-extra/items', 'item_of_other_section'],
    ],
  },
  'unknown-item': at('actions/act-extra/items', 'unknown_item'),
  'unknown-item-needs': at('actions/act-extra/needs', 'unknown_item'),
  'item-of-other-section': at('actions/act-extra/items', 'item_of_other_section'),
  'not-next-step': at('actions/act-extra', 'not_next_step'),
  'not-next-step-down': at('actions/act-extra', 'not_next_step'),
  'unknown-level': at('actions/act-extra', 'unknown_level'),
  'unknown-level-needs': at('actions/act-extra/needs', 'unknown_level'),
  'unknown-level-texts': at('sections/listening/levels', 'unknown_level'),
  'unknown-action': at('actions/act-extra/after', 'unknown_action'),
  'circular-after': at('actions/act-listening-12/after', 'circular_after'),
  'circular-after-itself': at('actions/act-extra/after', 'circular_after'),
  'step-without-action': at('sections/sharing', 'step_without_action'),
  'step-without-action-item': at(sensitive, 'step_without_action'),
  'ambiguous-word': at('glossary/rep/words', 'ambiguous_word'),

  // Translations
  'translation-not-json': inFile('fr.json', '', 'not_json'),
  'translation-duplicate-key': inFile('fr.json', 'texts/title', 'duplicate_key'),
  'translation-forbidden-key': inFile('fr.json', 'texts/__proto__', 'forbidden_key'),
  'translation-missing': inFile('fr.json', '', 'missing'),
  'translation-missing-texts': inFile('fr.json', '', 'missing'),
  'translation-unknown-key': inFile('fr.json', '', 'unknown_key'),
  'translation-wrong-type': inFile('fr.json', 'texts/sections/sharing/title', 'wrong_type'),
  'translation-wrong-type-list': inFile('fr.json', '', 'wrong_type'),
  'wrong-questionnaire': inFile('fr.json', '', 'wrong_questionnaire'),
  'wrong-questionnaire-version': inFile('fr.json', '', 'wrong_questionnaire'),
  'wrong-language': inFile('es.json', 'language', 'wrong_language'),
  'unknown-text': inFile('fr.json', 'texts', 'unknown_text'),
  'missing-text': { file: 'fr.json', notes: [['sections/sharing/title', 'missing_text']] },
  'missing-text-empty': { file: 'fr.json', notes: [['glossary/rep/words/1', 'missing_text']] },
}

function filesOf(folder: string): Record<string, string> {
  const path = join(FOLDER, folder)
  return Object.fromEntries(readdirSync(path).map((file) => [file, readFileSync(join(path, file), 'utf8')]))
}

const places = (problems: readonly Problem[]) => problems.map(({ path, code }) => [path, code])

/** The plain reason as people read it. */
function reason({ code, details }: Problem): string {
  return reasons[code].replace(/\{(\w+)\}/g, (placeholder, name: string) => String(details[name] ?? placeholder))
}

describe.each(Object.entries(KINDS))('the broken folder %s', (folder, { file = 'questionnaire.json', ...row }) => {
  const reports = checkFolder(folder, filesOf(folder))

  it('is told for this fault only, at its path', () => {
    for (const report of reports) {
      const isAtFault = report.file === file
      expect([report.file, places(report.problems)]).toEqual([report.file, isAtFault ? (row.problems ?? []) : []])
      expect([report.file, places(report.notes)]).toEqual([report.file, isAtFault ? (row.notes ?? []) : []])
    }
    expect(reports.map((report) => report.file)).toContain(file)
  })

  it('is told in whole sentences with every detail filled in', () => {
    for (const told of reports.flatMap(({ problems, notes }) => [...problems, ...notes])) {
      for (const [, name = ''] of reasons[told.code].matchAll(/\{(\w+)\}/g))
        expect(String(told.details[name] ?? ''), `{${name}} of ${told.code}`).not.toBe('')
      expect(reason(told)).toMatch(/^[A-Z“].*[.?]$/s)
      expect(reason(told)).not.toMatch(/undefined|null\b|NaN|\[object/)
    }
  })
})

describe('the broken folders', () => {
  it('each have a row in the table, and each row has its folder', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(Object.keys(KINDS).sort())
  })

  it('are of at least 32 kinds', () => expect(Object.keys(KINDS).length).toBeGreaterThanOrEqual(32))

  it('are called as the questionnaire in them, where it can be read', () => {
    const readable = Object.keys(KINDS).filter((kind) => !/^(not-json|wrong-folder)/.test(kind))
    for (const kind of readable)
      expect((JSON.parse(filesOf(kind)['questionnaire.json'] ?? '') as { id: string }).id).toBe(kind)
  })
})

describe('the codes of problems', () => {
  const source = readFileSync('src/questionnaires/problems.ts', 'utf8')
  const codes = [...source.matchAll(/^ {2}\| '(\w+)'/gm)].map(([, code]) => code ?? '').sort()

  it('each have a sentence, and each sentence has its code', () => {
    expect(codes.length).toBeGreaterThan(0)
    expect(Object.keys(reasons).sort()).toEqual(codes)
  })

  it('each have a broken file', () => {
    const proven = Object.values(KINDS).flatMap((row) => [...(row.problems ?? []), ...(row.notes ?? [])])
    expect([...new Set(proven.map(([, code]) => code))].sort()).toEqual(codes)
  })
})

describe('the reason', () => {
  const reasonOf = (kind: string) => checkFolder(kind, filesOf(kind)).flatMap(({ problems }) => problems.map(reason))

  it.each([
    ['missing', '“rule” is missing here.'],
    ['too-long', 'This text may have at most 160 characters.'],
    ['wrong-value', 'This must be one of: small, medium, large.'],
    ['duplicate-id-item', 'The id “listening-survey” is already used at sections/listening/items/listening-survey.'],
    ['options-not-levels', 'The options must be the levels 1, 2, 3, in this order; here they are 1, 2.'],
    ['options-not-levels-project', 'The options must be the levels 0, 1, in this order; here they are 1, 0.'],
    ['too-few-project', 'This has too few entries. It must have 1 or more.'],
    ['wrong-value-rest', 'This must be one of: true.'],
    ['wrong-value-jurisdiction', 'This must be one of: eu, uk, eu-uk, any.'],
    ['not-allowed-here-ask', 'This has no place in a questionnaire of this kind.'],
    [
      'same-text-project',
      'This text is the same as at sections/records/items/records-register/options/0; two that say the same cannot be told apart.',
    ],
    ['option-too-long', 'This option has 24 words; 20 are allowed.'],
    [
      'circular-after',
      'These actions wait for each other: act-listening-12 → act-listening-23 → act-sharing-12 → act-listening-12.',
    ],
    [
      'equivalent-in-use',
      '“sharing-lists” is an item of this questionnaire too. An item can be equivalent only to one of an earlier version that is not asked any more.',
    ],
    [
      'equivalent-twice',
      '“listening-meetings” is said to be equivalent to “listening-assemblies” already. Only one item can be.',
    ],
    ['hidden-character', 'This text has a character that cannot be seen (U+200B).'],
    ['wrong-folder', 'The id is “another-folder”, but the folder is called “wrong-folder”. They must be the same.'],
    ['wrong-language', 'The language is “fr”, but the file is called “es”.'],
  ])('of %s names what it is about', (kind, sentence) => expect(reasonOf(kind)).toEqual([sentence]))
})

describe('a folder', () => {
  it('without a questionnaire is told so', () => {
    expect(checkFolder('empty', { 'fr.json': '{}' })).toEqual([
      {
        file: 'questionnaire.json',
        problems: [{ path: '', code: 'missing', details: { key: 'questionnaire.json' } }],
        notes: [],
      },
    ])
  })

  it('with a broken translation tells about the other translations all the same', () => {
    const files = filesOf('wrong-language')
    const reports = checkFolder('wrong-language', { ...files, 'fr.json': files['es.json'] ?? '' })
    expect(reports.map(({ file, problems }) => [file, problems.length])).toEqual([
      ['questionnaire.json', 0],
      ['es.json', 1],
      ['fr.json', 0],
    ])
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { wordedFor, type Questionnaire } from '@/domain/questionnaire'
import { checkFolder } from '@/questionnaires/folder'
import { inLanguage, inOrder, loadShipped, SHIPPED } from '@/questionnaires/shipped'
import { textsOf, type Text } from '@/questionnaires/texts'

const folders = readdirSync('questionnaires', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

/** The items of the data maturity framework in their order; a star marks the short form. */
const ITEMS = {
  uses: 'uses-why-collect★ uses-bargaining★ uses-organising uses-casework uses-planning uses-benefit',
  data: 'data-collection data-quality★ data-coverage data-sources data-assets★ data-definitions',
  analysis: 'analysis-type★ analysis-technique analysis-joining analysis-presenting★ analysis-surveys',
  leadership:
    'leadership-attitude★ leadership-plan★ leadership-mandate leadership-literacy leadership-investment leadership-red-lines',
  culture:
    'culture-team culture-questioning★ culture-open-inside culture-open-members culture-protection★ culture-inclusion',
  tools: 'tools-storage★ tools-type tools-quality tools-sharing★ tools-integration tools-security',
  skills: 'skills-capacity★ skills-everyday skills-training★ skills-experts skills-digital-bargaining',
}

/**
 * The items of the data governance check in their order. D: a duty, d: a duty in some cases, P: good practice; !: critical;
 * a star marks the short form.
 */
const CHECK_ITEMS = {
  plan: `
    P  gov-plan-written
    D  gov-plan-purpose★
    P  gov-plan-mission
    D! gov-plan-lawful-basis★
    d  gov-plan-benefit-harm
    d  gov-plan-review
  `,
  community: `
    D  gov-community-tell★
    D  gov-community-indirect
    P  gov-community-involve
    D! gov-community-rights★
    d  gov-community-partners
    D  gov-community-federation
  `,
  handling: `
    D  gov-data-register
    D  gov-data-minimise
    D  gov-data-accuracy
    D! gov-data-retention★
    D! gov-data-storage★
    D! gov-data-messaging
    D! gov-data-sensitive
    D  gov-data-end
  `,
  responsibility: `
    P  gov-roles-owner
    d  gov-roles-dpo
    P  gov-roles-oversight
    D! gov-roles-reps★
    d  gov-roles-training
    D  gov-roles-suppliers★
  `,
  rules: `
    d  gov-rules-policy
    P  gov-rules-uses
    D! gov-rules-access★
    P  gov-rules-requests
    D  gov-rules-sharing★
    d  gov-rules-ai
    D  gov-rules-consent
  `,
  risk: `
    d  gov-risk-register
    D  gov-risk-dpia
    D! gov-risk-breach★
    D! gov-risk-basics★
    P  gov-risk-hostile
    d  gov-risk-employer-systems
    D  gov-risk-continuity
  `,
}

/** What belongs to others, or to no union for certain: not to be named in a rule. */
const NOT_NAMED = /\b88\b|lighthouse|\bprospect\b|health ?check|data orchard|canvas/i

/** So many words in a row are no longer chance. */
const RUN = 8

/** Every run of eight words in these texts, lower-cased and without punctuation, with the keys of the texts it stands in. */
function runsOf(texts: readonly Text[]): ReadonlyMap<string, readonly string[]> {
  const runs = new Map<string, readonly string[]>()
  for (const { key, text } of texts) {
    const words =
      text
        .toLowerCase()
        .replace(/['’]/g, '')
        .match(/[\p{L}\p{N}]+/gu) ?? []
    for (let start = 0; start + RUN <= words.length; start += 1) {
      const run = words.slice(start, start + RUN).join(' ')
      runs.set(run, [...(runs.get(run) ?? []), key])
    }
  }
  return runs
}

/** The runs of eight words that both share, with where they stand. */
function sharedRuns(one: readonly Text[], other: readonly Text[]): readonly string[] {
  const theirs = runsOf(other)
  return [...runsOf(one)].flatMap(([run, keys]) => {
    const found = theirs.get(run)
    return found ? [`“${run}” in ${[...keys, ...found].join(', ')}`] : []
  })
}

/** What can be chosen, worded for the union and for a project. */
function optionsOf(questionnaire: Questionnaire): readonly Text[] {
  return textsOf(questionnaire).filter(({ key }) => key.includes('/options/'))
}

describe('a run of eight words', () => {
  const told = (text: string) => [{ key: 'a', text }]
  const shared = (one: string, other: string) => sharedRuns(told(one), [{ key: 'b', text: other }])

  it('is found in two texts wherever it stands, whatever its capitals and punctuation', () => {
    expect(
      shared(
        'We keep every member’s record in one list, and we check it.',
        'So far, Keep every members record — in one list and lose it.',
      ),
    ).toEqual(['“keep every members record in one list and” in a, b'])
  })

  it('is told for each place, so a longer one is told more than once', () => {
    expect(shared('a b c d e f g h i', 'A b c d e f g h i.')).toHaveLength(2)
  })

  it('is not seven words, nor eight in another order', () => {
    expect(shared('We keep one list of all our members.', 'They keep one list of all our members.')).toEqual([])
    expect(shared('a b c d e f g h', 'b a c d e f g h')).toEqual([])
  })

  it('does not reach from one text into the next', () => {
    const halves = [
      { key: 'a', text: 'We keep one list.' },
      { key: 'b', text: 'Of all our members.' },
    ]
    expect(sharedRuns(halves, told('We keep one list of all our members.'))).toEqual([])
  })

  it('is looked for in the options for a project too', async () => {
    const keys = optionsOf(await loadShipped('data-governance')).map(({ key }) => key)
    // 40 × 4 for the union; those for a project come on top.
    expect(keys.filter((key) => !key.includes('/forProject/'))).toHaveLength(160)
    expect(keys).toContain('sections/plan/items/gov-plan-written/forProject/options/3')
  })
})

describe('the questionnaires that come with the app', async () => {
  const all = await Promise.all(SHIPPED.map(loadShipped))

  it('are the folders of questionnaires/', () => expect([...SHIPPED].sort()).toEqual(folders.sort()))

  it('are offered with the data maturity framework first, then the check, then those that somebody added', () =>
    expect(inOrder(['stewards', 'data-governance', 'branches', 'data-maturity'])).toEqual([
      'data-maturity',
      'data-governance',
      'branches',
      'stewards',
    ]))

  it.each(folders)('%s passes every check, with its translations', (folder) => {
    const files = Object.fromEntries(
      readdirSync(`questionnaires/${folder}`).map((file) => [
        file,
        readFileSync(`questionnaires/${folder}/${file}`, 'utf8'),
      ]),
    )
    const reports = checkFolder(folder, files)
    expect(reports.map(({ file }) => file).sort()).toEqual(Object.keys(files).sort())
    for (const { file, problems } of reports) expect([file, problems]).toEqual([file, []])
  })

  it.each(SHIPPED)('%s is loaded by its id', async (id) => expect((await loadShipped(id)).id).toBe(id))

  it('are the only ones that can be loaded', async () => {
    await expect(loadShipped('no-such')).rejects.toThrow('no questionnaire "no-such" comes with the app')
    await expect(loadShipped('../data-maturity')).rejects.toThrow('comes with the app')
  })

  it('stay as they are in a language that none is translated into', async () => {
    const questionnaire = await loadShipped('data-maturity')
    expect(await inLanguage(questionnaire, 'tlh')).toBe(questionnaire)
    expect(await inLanguage(questionnaire, 'en')).toBe(questionnaire)
    expect(await inLanguage(questionnaire, 'questionnaire')).toBe(questionnaire)
  })

  it('share no run of eight words between their options', () => {
    const pairs = all.flatMap((one, index) => all.slice(index + 1).map((other) => [one, other] as const))
    expect(pairs.length).toBeGreaterThan(0)
    for (const [one, other] of pairs) expect(sharedRuns(optionsOf(one), optionsOf(other))).toEqual([])
  })

  it('explain a word that both have in the same way', () => {
    const terms = all.flatMap(({ glossary }) => glossary)
    const twice = terms.filter(({ id }, index) => terms.findIndex((term) => term.id === id) < index)
    expect(twice.length).toBeGreaterThan(0)
    for (const { id, term, text } of twice) expect(terms.find((first) => first.id === id)).toMatchObject({ term, text })
  })

  it.each(['customer', 'exploit', 'weapon', 'stakeholder', 'target', 'lighthouse', 'and/or'])(
    'never say “%s”',
    (word) => {
      const found = all.flatMap(textsOf).filter(({ text }) => text.toLowerCase().includes(word))
      expect(found).toEqual([])
    },
  )
})

describe('the data maturity framework', async () => {
  const questionnaire = await loadShipped('data-maturity')
  const { sections, levels, actions, glossary, licence, attribution } = questionnaire
  const items = sections.flatMap((section) => section.items)

  it('has seven dimensions in their order', () => {
    expect(sections.map(({ title, items }) => [title, items.length])).toEqual([
      ['Uses', 6],
      ['Data', 6],
      ['Analysis', 5],
      ['Leadership', 6],
      ['Culture', 6],
      ['Tools', 6],
      ['Skills', 5],
    ])
  })

  it('asks its 40 items in their order', () => {
    expect(items).toHaveLength(40)
    expect(Object.fromEntries(sections.map(({ id, items }) => [id, items.map((item) => item.id)]))).toEqual(
      Object.fromEntries(Object.entries(ITEMS).map(([id, list]) => [id, list.replaceAll('★', '').split(' ')])),
    )
  })

  it('asks 14 items in the short form', () => {
    expect(items.filter(({ shortForm }) => shortForm).map(({ id }) => id)).toEqual([
      ...['uses-why-collect', 'uses-bargaining', 'data-quality', 'data-assets', 'analysis-type'],
      ...['analysis-presenting', 'leadership-attitude', 'leadership-plan', 'culture-questioning'],
      ...['culture-protection', 'tools-storage', 'tools-sharing', 'skills-capacity', 'skills-training'],
    ])
  })

  it('has the five levels of the framework', () => {
    expect(levels).toEqual([
      { value: 1, name: 'Unaware' },
      { value: 2, name: 'Emerging' },
      { value: 3, name: 'Learning' },
      { value: 4, name: 'Developing' },
      { value: 5, name: 'Mastering' },
    ])
  })

  it('weighs every item alike and lets the dimensions help each other as rule P2 says', () => {
    expect(items.filter(({ weight }) => weight !== undefined)).toEqual([])
    expect(Object.fromEntries(sections.map(({ id, leveragePercent }) => [id, leveragePercent]))).toEqual({
      ...{ culture: 130, leadership: 120, data: 110, skills: 110, uses: 100, analysis: 100, tools: 90 },
    })
  })

  it('has 63 actions: two for each step, three for the third', () => {
    const steps = { '12': 'ab', '23': 'ab', '34': 'abc', '45': 'ab' }
    const expected = Object.keys(ITEMS).flatMap((section) =>
      Object.entries(steps).flatMap(([step, letters]) =>
        [...letters].map((letter) => `act-${section}-${step}-${letter}`),
      ),
    )
    expect(actions).toHaveLength(63)
    expect(actions.map(({ id }) => id).sort()).toEqual(expected.sort())
    for (const { id, section, from, to } of actions) expect(id).toContain(`act-${section}-${from}${to}-`)
  })

  it('holds actions back until what they need is there', () => {
    const needs = Object.fromEntries(actions.map((action) => [action.id, action.needs ?? []]))
    const planAndDefinitions = [
      { item: 'leadership-plan', atLeast: 3 },
      { item: 'data-definitions', atLeast: 2 },
    ]
    for (const id of ['34-a', '34-b', '34-c', '45-a', '45-b'])
      expect([id, needs[`act-tools-${id}`]]).toEqual([id, expect.arrayContaining(planAndDefinitions)])
    expect(needs['act-analysis-34-a']).toContainEqual({ item: 'data-definitions', atLeast: 3 })
    expect(needs['act-analysis-45-a']).toContainEqual({ item: 'data-quality', atLeast: 3 })
    expect(needs['act-data-45-a']).toEqual(
      expect.arrayContaining([
        { item: 'culture-protection', atLeast: 3 },
        { item: 'tools-security', atLeast: 3 },
      ]),
    )
  })

  it('explains 46 terms', () => expect(glossary).toHaveLength(46))

  it('may be shared, and names whose structure it follows', () => {
    expect(licence.id).toBe('CC-BY-SA-4.0')
    expect(licence.url).toBe('https://creativecommons.org/licenses/by-sa/4.0/')
    expect(attribution).toContain('Data Orchard')
    expect(attribution).toContain('not endorsed')
  })
})

describe('the data governance check', async () => {
  const questionnaire = await loadShipped('data-governance')
  const { sections, levels, bands, actions, glossary, scoring, subjects, licence } = questionnaire
  const items = sections.flatMap((section) => section.items)
  const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id)

  const planned = Object.entries(CHECK_ITEMS).flatMap(([section, list]) =>
    [...list.matchAll(/([DdP])(!?) +([a-z-]+)(★?)/g)].map(([, letter = '', mark, id = '', star]) => ({
      section,
      id,
      duty: { D: 'duty', d: 'partly', P: 'practice' }[letter],
      isCritical: mark === '!',
      isShort: star === '★',
    })),
  )

  it('has six sections in their order', () => {
    expect(sections.map(({ id, title, items }) => [id, title, items.length])).toEqual([
      ['plan', 'Write a plan', 6],
      ['community', 'Build a community', 6],
      ['handling', 'Handle data', 8],
      ['responsibility', 'Assign responsibility', 6],
      ['rules', 'Write rules', 7],
      ['risk', 'Manage risk', 7],
    ])
  })

  it('asks its 40 items in their order', () => {
    expect(items).toHaveLength(40)
    expect(sections.flatMap(({ id, items }) => items.map((item) => [id, item.id]))).toEqual(
      planned.map(({ section, id }) => [section, id]),
    )
  })

  it('says of each item whether it is a duty, a duty in some cases or good practice', () => {
    expect(items.map(({ id, duty }) => [id, duty])).toEqual(planned.map(({ id, duty }) => [id, duty]))
    const counted = (['duty', 'partly', 'practice'] as const).map((duty) => items.filter((item) => item.duty === duty))
    expect(counted.map((list) => list.length)).toEqual([23, 9, 8])
  })

  it('marks ten items as critical, all of them duties', () => {
    const critical = items.filter((item) => item.critical)
    expect(critical).toHaveLength(10)
    expect(idsOf(critical)).toEqual(idsOf(planned.filter(({ isCritical }) => isCritical)))
    expect(critical.filter(({ duty }) => duty !== 'duty')).toEqual([])
  })

  it('asks two items of each section in the short form: critical ones first, then duties, in order', () => {
    expect(items.filter((item) => item.shortForm)).toHaveLength(12)
    expect(idsOf(items.filter((item) => item.shortForm))).toEqual(idsOf(planned.filter(({ isShort }) => isShort)))
    for (const section of sections) {
      const critical = section.items.filter((item) => item.critical)
      const otherDuties = section.items.filter((item) => item.duty === 'duty' && !item.critical)
      const short = section.items.filter((item) => item.shortForm)
      expect(new Set(short)).toEqual(new Set([...critical, ...otherDuties].slice(0, 2)))
    }
  })

  it('offers four options from 0 to 3, for a project too', () => {
    expect(levels).toEqual([
      { value: 0, name: 'Not yet' },
      { value: 1, name: 'Started' },
      { value: 2, name: 'In place' },
      { value: 3, name: 'Everywhere and checked' },
    ])
    for (const { id, options, forProject } of items)
      for (const offered of [options, ...(forProject?.options ? [forProject.options] : [])])
        expect([id, ...offered.map(({ value }) => value)]).toEqual([id, 0, 1, 2, 3])
  })

  it('has four bands, no grade over all, and counts what is not known as lowest', () => {
    expect(bands).toEqual([
      { id: 'start-here', name: 'Start here', below: 25 },
      { id: 'getting-going', name: 'Getting going', below: 50 },
      { id: 'on-course', name: 'On course', below: 75 },
      { id: 'strong', name: 'Strong' },
    ])
    expect(scoring).toEqual({ dontKnow: 'lowest', overall: 'none' })
    expect(items.filter(({ weight }) => weight !== undefined)).toEqual([])
  })

  it('asks one plain question an item, and says why, whom to ask and on which rule it stands', () => {
    for (const { id, prompt, why, ask, rules = [] } of items) {
      expect([id, prompt]).toEqual([id, expect.stringMatching(/^[A-Z][^?]+\?$/)])
      expect([id, why]).toEqual([id, expect.stringMatching(/^[A-Z].+\.$/)])
      expect([id, ask]).toEqual([id, expect.stringMatching(/^[A-Za-z]+( [a-z]+)*$/)])
      expect([id, rules.length]).toEqual([id, expect.toSatisfy((count: number) => count >= 1)])
      for (const { text } of rules) expect([id, text]).toEqual([id, expect.stringMatching(/^[A-Z].+\.$/)])
    }
  })

  it('can be asked of the union or of one project, whose questions speak of no union of yours', () => {
    expect(subjects).toEqual(['union', 'project'])
    const ofProject = wordedFor(questionnaire, { kind: 'project', name: 'Fair rotas' })
    const asked = ofProject.sections.flatMap((section) => section.items.map(({ prompt }) => prompt))
    expect(asked.filter((prompt) => /\byour union\b/i.test(prompt))).toEqual([])
    // Else the pattern would find nothing at all.
    expect(items.filter(({ prompt }) => /\byour union\b/i.test(prompt)).length).toBeGreaterThan(0)
  })

  it('names no doubtful article and no tool of another organisation in a rule', () => {
    const rules = items.flatMap((item) => item.rules ?? [])
    expect(rules.filter(({ text }) => NOT_NAMED.test(text))).toEqual([])
  })

  it.each(['GDPR, article 88: …', 'GDPR, articles 9(2) and 88(1): …', 'Step 1 of Lighthouse.', 'Prospect’s advice.'])(
    'would be caught naming it: %s',
    (rule) => expect(rule).toMatch(NOT_NAMED),
  )

  it('calls nothing law but what can be looked up, and marks every advice to check something', () => {
    const rules = items.flatMap((item) => item.rules ?? [])
    const shownAsLaw = rules.filter(({ jurisdiction, advice }) => jurisdiction !== 'any' && !advice)
    expect(shownAsLaw.filter(({ text }) => !/articles? \d|sections? \d/.test(text))).toEqual([])
    expect(rules.filter(({ text, advice }) => text.startsWith('Check ') !== (advice === true))).toEqual([])
  })

  it('has three actions an item, one for each step', () => {
    expect(actions).toHaveLength(120)
    for (const { section, id } of planned) {
      const own = actions.filter((action) => action.items.includes(id))
      expect(own.map((action) => [action.id, action.section, action.items, action.from, action.to])).toEqual([
        [`act-${id}-01`, section, [id], 0, 1],
        [`act-${id}-12`, section, [id], 1, 2],
        [`act-${id}-23`, section, [id], 2, 3],
      ])
    }
  })

  it('rests half-way, after the third section, in both forms', () => {
    expect(sections.map(({ restAfter }) => restAfter)).toEqual([...[undefined, undefined, true], ...Array(3)])
    const before = sections.slice(0, 3).flatMap((section) => section.items)
    // 6 + 6 + 8 of 40; 2 + 2 + 2 of 12.
    expect([before.length, items.length]).toEqual([20, 40])
    const short = (list: typeof items) => list.filter(({ shortForm }) => shortForm).length
    expect([short(before), short(items)]).toEqual([6, 12])
  })

  it('explains no word that it does not use', () => {
    const words = new Map(glossary.flatMap((term) => term.words.map((word) => [word, term.id] as const)))
    // Longest first, as they are found on the screen: “joint controllers” are no “controllers”.
    const longestFirst = [...words.keys()].sort((a, b) => b.length - a.length)
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, 'gu')
    const texts = textsOf(questionnaire).filter(({ key }) => !key.startsWith('glossary/'))
    const used = new Set(texts.flatMap(({ text }) => text.toLowerCase().match(pattern) ?? []).map((w) => words.get(w)))
    expect(glossary.length).toBeGreaterThan(0)
    expect(idsOf(glossary).filter((id) => !used.has(id))).toEqual([])
  })

  it('may be shared', () => {
    expect(licence.id).toBe('CC-BY-SA-4.0')
    expect(licence.url).toBe('https://creativecommons.org/licenses/by-sa/4.0/')
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkFolder } from '@/questionnaires/folder'
import { inLanguage, loadShipped, SHIPPED } from '@/questionnaires/shipped'
import { textsOf } from '@/questionnaires/texts'

const folders = readdirSync('questionnaires', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

/** The items in their order; a star marks the short form. */
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

describe('the questionnaires that come with the app', () => {
  it('are the folders of questionnaires/', () => expect([...SHIPPED].sort()).toEqual(folders.sort()))

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

  it.each(['customer', 'exploit', 'weapon', 'stakeholder', 'target', 'and/or'])('never says “%s”', (word) => {
    expect(textsOf(questionnaire).filter(({ text }) => text.toLowerCase().includes(word))).toEqual([])
  })
})

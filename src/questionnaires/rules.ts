import type { Action, Option, Questionnaire } from '@/domain/questionnaire'
import { problem, type Problem } from './problems'
import { textsOf } from './texts'

/** The rules about structure that a schema cannot say (questionnaires/README.md, “What is checked”). */
export function checkRules(questionnaire: Questionnaire): readonly Problem[] {
  return [
    ...checkIds(questionnaire),
    ...checkLevels(questionnaire),
    ...checkBands(questionnaire),
    ...checkShortForm(questionnaire),
    ...checkEquivalents(questionnaire),
    ...checkActions(questionnaire),
    ...checkGlossary(questionnaire),
    ...checkTexts(questionnaire),
  ]
}

function checkIds({ sections, bands, actions, glossary }: Questionnaire): readonly Problem[] {
  const items = sections.flatMap((section) =>
    section.items.map(({ id }) => ({ id, path: `sections/${section.id}/items/${id}` })),
  )
  return [
    ...repeats(sections.map(({ id }) => ({ id, path: `sections/${id}` }))),
    ...repeats(items),
    ...repeats((bands ?? []).map(({ id }) => ({ id, path: `bands/${id}` }))),
    ...repeats(actions.map(({ id }) => ({ id, path: `actions/${id}` }))),
    ...repeats(glossary.map(({ id }) => ({ id, path: `glossary/${id}` }))),
  ]
}

function repeats(named: readonly { id: string; path: string }[]): readonly Problem[] {
  const first = new Map<string, string>()
  return named.flatMap(({ id, path }) => {
    const earlier = first.get(id)
    if (earlier !== undefined) return [problem(path, 'duplicate_id', { id, first: earlier })]
    first.set(id, path)
    return []
  })
}

function checkLevels({ levels, sections }: Questionnaire): readonly Problem[] {
  const values = levels.map(({ value }) => value)
  const rising = values.every((value, index) => index === 0 || value === (values[index - 1] ?? NaN) + 1)
  const problems: Problem[] = rising ? [] : [problem('levels', 'levels_not_rising')]
  for (const section of sections) {
    if (section.levels) {
      const path = `sections/${section.id}/levels`
      const found = section.levels.map(({ value }) => value)
      values.forEach((level, index) => {
        if (found[index] !== level) problems.push(problem(path, 'level_without_text', { level }))
      })
      for (const level of found.slice(values.length))
        problems.push(problem(path, values.includes(level) ? 'level_without_text' : 'unknown_level', { level }))
    }
    for (const item of section.items) {
      const path = `sections/${section.id}/items/${item.id}`
      problems.push(...checkOptions(`${path}/options`, item.options, values))
      if (item.forProject?.options)
        problems.push(...checkOptions(`${path}/forProject/options`, item.forProject.options, values))
    }
  }
  return problems
}

function checkOptions(path: string, options: readonly Option[], levels: readonly number[]): readonly Problem[] {
  const found = options.map(({ value }) => value).join(', ')
  const expected = levels.join(', ')
  return found === expected ? [] : [problem(path, 'options_not_levels', { expected, found })]
}

function checkBands({ bands }: Questionnaire): readonly Problem[] {
  if (!bands) return []
  const rises = bands.every(({ below }, index) => {
    if (index === bands.length - 1) return below === undefined
    return below !== undefined && below > (bands[index - 1]?.below ?? 0)
  })
  return rises ? [] : [problem('bands', 'bands_not_rising')]
}

function checkShortForm({ sections }: Questionnaire): readonly Problem[] {
  const hasShortForm = (section: Questionnaire['sections'][number]) => section.items.some((item) => item.shortForm)
  if (!sections.some(hasShortForm)) return []
  return sections
    .filter((section) => !hasShortForm(section))
    .map(({ id }) => problem(`sections/${id}`, 'no_short_form'))
}

/** What an item is equivalent to is an item of an earlier version, and no other item's equivalent. */
function checkEquivalents({ sections }: Questionnaire): readonly Problem[] {
  const items = sections.flatMap((section) =>
    section.items.map((item) => ({ item, path: `sections/${section.id}/items/${item.id}/equivalentTo` })),
  )
  const ids = new Set(items.map(({ item }) => item.id))
  const owners = new Map<string, string>()
  return items.flatMap(({ item, path }) =>
    (item.equivalentTo ?? []).flatMap((other) => {
      if (ids.has(other)) return [problem(path, 'equivalent_in_use', { item: other })]
      const first = owners.get(other)
      if (first !== undefined) return [problem(path, 'equivalent_twice', { item: other, first })]
      owners.set(other, item.id)
      return []
    }),
  )
}

function checkActions(questionnaire: Questionnaire): readonly Problem[] {
  const { actions, sections, levels } = questionnaire
  const sectionOfItem = new Map(sections.flatMap(({ id, items }) => items.map((item) => [item.id, id] as const)))
  const isLevel = (value: number) => levels.some((level) => level.value === value)
  const problems = actions.flatMap((action) => {
    const path = `actions/${action.id}`
    const found: Problem[] = []
    if (!sections.some(({ id }) => id === action.section))
      found.push(problem(`${path}/section`, 'unknown_section', { section: action.section }))
    for (const item of action.items) {
      const owner = sectionOfItem.get(item)
      if (owner === undefined) found.push(problem(`${path}/items`, 'unknown_item', { item }))
      else if (owner !== action.section) found.push(problem(`${path}/items`, 'item_of_other_section', { item }))
    }
    for (const level of [action.from, action.to])
      if (!isLevel(level)) found.push(problem(path, 'unknown_level', { level }))
    if (action.to !== action.from + 1) found.push(problem(path, 'not_next_step', { from: action.from, to: action.to }))
    for (const { item, atLeast } of action.needs ?? []) {
      if (!sectionOfItem.has(item)) found.push(problem(`${path}/needs`, 'unknown_item', { item }))
      if (!isLevel(atLeast)) found.push(problem(`${path}/needs`, 'unknown_level', { level: atLeast }))
    }
    for (const other of action.after ?? [])
      if (!actions.some(({ id }) => id === other))
        found.push(problem(`${path}/after`, 'unknown_action', { action: other }))
    return found
  })
  return [...problems, ...checkOrder(actions), ...checkSteps(questionnaire)]
}

/** Actions may not wait for each other in a circle. */
function checkOrder(actions: readonly Action[]): readonly Problem[] {
  const after = new Map(actions.map((action) => [action.id, action.after ?? []]))
  const settled = new Set<string>()
  const problems: Problem[] = []
  const visit = (id: string, trail: readonly string[]): void => {
    if (settled.has(id)) return
    if (trail.includes(id)) {
      const circle = [...trail.slice(trail.indexOf(id)), id]
      problems.push(problem(`actions/${id}/after`, 'circular_after', { actions: circle.join(' → ') }))
      return
    }
    for (const other of after.get(id) ?? []) visit(other, [...trail, id])
    settled.add(id)
  }
  for (const { id } of actions) visit(id, [])
  return problems
}

/** Every step of every dimension has an action; in a check, every step of every item. */
function checkSteps({ kind, sections, levels, actions }: Questionnaire): readonly Problem[] {
  const steps = levels.slice(1).map(({ value }) => ({ from: value - 1, to: value }))
  return sections.flatMap((section) => {
    const targets =
      kind === 'maturity'
        ? [{ path: `sections/${section.id}`, leadsHere: (action: Action) => action.section === section.id }]
        : section.items.map(({ id }) => ({
            path: `sections/${section.id}/items/${id}`,
            leadsHere: (action: Action) => action.items.includes(id),
          }))
    return targets.flatMap(({ path, leadsHere }) =>
      steps
        .filter(({ from }) => !actions.some((action) => action.from === from && leadsHere(action)))
        .map(({ from, to }) => problem(path, 'step_without_action', { from, to })),
    )
  })
}

function checkGlossary({ glossary }: Questionnaire): readonly Problem[] {
  const owners = new Map<string, string>()
  return glossary.flatMap(({ id, term, words }) =>
    words.flatMap((word) => {
      const first = owners.get(word)
      if (first !== undefined) return [problem(`glossary/${id}/words`, 'ambiguous_word', { word, first })]
      owners.set(word, term)
      return []
    }),
  )
}

// Control and format characters (zero-width, turning the direction of text), halves of a pair, separators of lines.
const HIDDEN = /(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

function checkTexts(questionnaire: Questionnaire): readonly Problem[] {
  const firstUse = new Map<string, string>()
  return textsOf(questionnaire).flatMap(({ key, text }) => {
    const found: Problem[] = []
    const hidden = HIDDEN.exec(text)?.[0]
    if (hidden !== undefined) {
      const code = hidden.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
      found.push(problem(key, 'hidden_character', { character: `U+${code}` }))
    }
    if (text !== text.trim() || /\s{2,}|\n|\t/.test(text)) found.push(problem(key, 'untidy_text'))
    if (key.endsWith('/prompt') || key.includes('/options/')) {
      const first = firstUse.get(text)
      // An option may fit a union and a project word for word.
      if (first === undefined || first === key.replace('/forProject/options/', '/options/')) firstUse.set(text, key)
      else found.push(problem(key, 'same_text', { first }))
    }
    return found
  })
}

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const text = readFileSync(new URL('../../src/domain/RULES.md', import.meta.url), 'utf8')
const rules = [...text.matchAll(/^- \*\*([A-Z]\d+) · /gm)].flatMap(([, number]) => number ?? [])

/** What every `describe` of the domain's tests begins with. */
const subjects = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.test.ts') && file !== 'rules.test.ts')
  .flatMap((file) => [
    ...readFileSync(new URL(file, import.meta.url), 'utf8').matchAll(/^\s*describe\b[^'"`]*['"`](.*)/gm),
  ])
  .map(([, subject]) => subject ?? '')

describe('the tests of the method', () => {
  it('find every numbered rule, each number once', () => {
    const entries = text.split('\n').filter((line) => line.startsWith('- '))
    expect(rules).toHaveLength(entries.length)
    expect(rules).toContain('A1')
    expect(new Set(rules).size).toBe(rules.length)
  })

  it.each(rules)('hold rule %s', (rule) => {
    expect(subjects.some((subject) => subject.startsWith(`${rule} · `))).toBe(true)
  })

  it('name no rule that does not exist', () => {
    expect(subjects.filter((subject) => !rules.some((rule) => subject.startsWith(`${rule} · `)))).toEqual([])
  })
})

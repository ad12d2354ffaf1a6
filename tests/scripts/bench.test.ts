import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import budgets from '../../scripts/bench/budgets.json'
import { format, median, toLine, toTable } from '../../scripts/bench/figures.mjs'
import { PARTS } from '../../scripts/bench/parts.mjs'
import { ROUTES } from '../../scripts/bench/sizes.mjs'

const tap = { part: 'answering', row: 'Tap to painted', unit: 'ms' }

describe('the budgets of the bench', () => {
  const units = new Map<string, string>(Object.values(PARTS).flatMap(({ ROWS }) => Object.entries(ROWS)))

  it('are each of a row that the bench makes, in its unit', () => {
    const strange = Object.entries(budgets).filter(([row, { unit }]) => units.get(row) !== unit)
    expect(strange).toEqual([])
  })

  it('are of rows whose names no other part has', () => {
    const names = Object.values(PARTS).flatMap(({ ROWS }) => Object.keys(ROWS))
    expect(units.size).toBe(names.length)
  })

  it('are those that were promised', () => {
    const limits = Object.fromEntries(
      Object.entries(budgets).map(([row, { limit, unit }]) => [row, `${limit} ${unit}`]),
    )
    expect(limits).toMatchObject({
      'First screen (welcome): script': '90 kB',
      'First screen (welcome): in all': '115 kB',
      'Cold, question by its address, slowed 4 times: first answer painted': '1000 ms',
      'Tap to painted': '16.7 ms',
      'Tap to stored': '50 ms',
      'Home, opened, 10,000 rounds': '150 ms',
      'Results, opened': '200 ms',
      'Plan of 5 actions, opened': '200 ms',
      'Comparison of 2 rounds, opened': '200 ms',
    })
  })
})

describe('the sizes of the bench', () => {
  it('are of every route', () => {
    const routes = [...readFileSync('src/router.ts', 'utf8').matchAll(/path: '([^']+)'/g)].map(([, path = '']) => path)
    const addresses = ['/welcome', ...Object.values(ROUTES).map((hash) => hash.slice(1).replace(/\?.*/, ''))]
    // One is for whoever works on Waymark, one stands for what is no route.
    const left = routes.filter((path) => !['/parts', '/:rest(.*)*'].includes(path))
    const isMeasured = (path: string) =>
      addresses.some((address) => new RegExp(`^${path.replace(/:\w+/g, '(?!new$)[^/]+')}$`).test(address))
    expect(left.length).toBeGreaterThan(20)
    expect(left.filter((path) => !isMeasured(path))).toEqual([])
  })
})

describe('the median', () => {
  it('is the value in the middle, whatever the order', () => expect(median([9, 1, 5])).toBe(5))
  it('is half-way between the two in the middle of an even number', () => expect(median([8, 2, 4, 100])).toBe(6))
  it('is the value itself of one', () => expect(median([7])).toBe(7))
})

describe('a line of the bench', () => {
  it('keeps its budget up to the limit itself', () => {
    const line = toLine(tap, [20, 10, 16.7], { limit: 16.7, unit: 'ms' })
    expect(line).toMatchObject({ median: 16.7, fastest: 10, slowest: 20, runs: 3, limit: 16.7, verdict: 'kept' })
  })

  it('misses it beyond', () => {
    expect(toLine(tap, [16.8], { limit: 16.7, unit: 'ms' }).verdict).toBe('missed')
  })

  it('has no verdict without a budget', () => {
    expect(toLine(tap, [1]).verdict).toBe('')
  })

  it('says why there is nothing', () => {
    expect(toLine(tap, 'the page broke')).toMatchObject({
      median: null,
      verdict: 'not measured',
      why: 'the page broke',
    })
    expect(toLine(tap, []).verdict).toBe('not measured')
  })

  it('prints one place after the point, and two of a factor', () => {
    expect([format(16.66, 'ms'), format(90, 'kB'), format(1.236, '×')]).toEqual(['16.7 ms', '90.0 kB', '1.24 ×'])
  })

  it('prints no minus before what is rounded to nothing', () => {
    expect([format(-0.04, 'MB'), format(-0.06, 'MB'), format(-0.4, 'nodes')]).toEqual(['0.0 MB', '-0.1 MB', '0 nodes'])
  })
})

describe('the table of the bench', () => {
  const size = { part: 'sizes', row: 'Home: script', unit: 'kB' }
  const lines = [
    toLine(size, [63.04]),
    toLine(tap, [9, 30, 12], { limit: 16.7, unit: 'ms' }),
    toLine({ ...tap, row: 'Tap to stored' }, [60], { limit: 50, unit: 'ms' }),
    toLine({ ...tap, row: 'Tap to heard' }, 'there is no sound'),
  ]

  it('has a heading for each part, and a row with median, spread, budget and verdict', () => {
    expect(toTable(lines)).toBe(
      [
        'SIZES',
        'Row              Median  Fastest – slowest   Budget       Verdict',
        'Home: script    63.0 kB',
        '',
        'ANSWERING',
        'Row              Median  Fastest – slowest   Budget       Verdict',
        'Tap to painted  12.0 ms         9.0 – 30.0  16.7 ms          kept',
        'Tap to stored   60.0 ms                       50 ms        missed',
        'Tap to heard          –                              not measured',
        '',
        'Budgets kept: 1 of 2.',
        'Missed: Tap to stored: 60.0 ms instead of 50 ms.',
        'Not measured: Tap to heard: there is no sound.',
      ].join('\n'),
    )
  })
})

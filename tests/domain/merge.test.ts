import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical } from '@/domain/canonical'
import {
  mergeRecords as mergeBy,
  orderOf,
  settled,
  taken,
  withVersion as withAny,
  type KnownRecord,
  type RecordVersion,
} from '@/domain/merge'
import { bumped, nextStamp, type Vector } from '@/domain/stamp'

function version(vector: Vector, value: unknown, at = '000000000000001-000000-a'): RecordVersion {
  return { vector, at, value }
}

const contentsOf = (versions: readonly RecordVersion[]) => versions.map(({ value }) => value)

function record(key: string, ...versions: readonly RecordVersion[]): KnownRecord {
  return { table: 'plan', key, versions }
}

const withVersion = (kept: readonly RecordVersion[], come: RecordVersion) => withAny('plan', kept, come)
const mergeRecords = (here: readonly KnownRecord[], come: readonly KnownRecord[]) =>
  mergeBy(here, come, { device: 'me', at: '' })

describe('M1 · who knows more', () => {
  it('tells from the counts alone', () => {
    expect(orderOf({ a: 1 }, { a: 1 })).toBe('same')
    expect(orderOf({ a: 1 }, { a: 2 })).toBe('before')
    expect(orderOf({ a: 1, b: 1 }, { a: 1 })).toBe('after')
    expect(orderOf({ a: 2, b: 1 }, { a: 1, b: 2 })).toBe('apart')
    expect(orderOf({}, {})).toBe('same')
    expect(orderOf({ a: 0 }, {})).toBe('same')
  })

  it('takes a device by the name of something every object knows for a device like any other', () => {
    expect(orderOf({ toString: 1 }, {})).toBe('after')
    expect(orderOf({}, { valueOf: 1 })).toBe('before')
  })

  it('puts the later version in the place of the earlier one', () => {
    expect(contentsOf(withVersion([version({ a: 1 }, 'old')], version({ a: 1, b: 1 }, 'new')))).toEqual(['new'])
  })

  it('changes nothing when an earlier version, or the same one, comes once more', () => {
    const here = [version({ a: 2 }, 'new')]
    expect(withVersion(here, version({ a: 1 }, 'old'))).toBe(here)
    expect(withVersion(here, version({ a: 2 }, 'new'))).toBe(here)
  })

  it('takes a record that is not here, and leaves those alone that did not come', () => {
    const here = [record('"1"', version({ a: 1 }, 'one'))]
    expect(mergeRecords(here, [record('"2"', version({ b: 1 }, 'two'))])).toEqual([
      { ...record('"2"', version({ b: 1 }, 'two')), outcome: 'new' },
    ])
  })

  it('says nothing of a file that brings nothing new', () => {
    const here = [record('"1"', version({ a: 2 }, 'one'))]
    expect(mergeRecords(here, [record('"1"', version({ a: 1 }, 'before'))])).toEqual([])
    expect(mergeRecords(here, here)).toEqual([])
  })
})

describe('M2 · changed on both sides', () => {
  it('keeps what is here in its place, and the other beside it', () => {
    const both = withVersion([version({ a: 2 }, 'here')], version({ a: 1, b: 1 }, 'there'))
    expect(contentsOf(both)).toEqual(['here', 'there'])
    expect(
      mergeRecords([record('"1"', version({ a: 2 }, 'here'))], [record('"1"', version({ b: 1 }, 'there'))]),
    ).toEqual([{ ...record('"1"', version({ a: 2 }, 'here'), version({ b: 1 }, 'there')), outcome: 'differs' }])
  })

  it('keeps three of them, and lets a later version replace only what it knew of', () => {
    const three = [version({ a: 2 }, 'one'), version({ b: 1 }, 'two'), version({ c: 1 }, 'three')]
    expect(contentsOf(withVersion(three, version({ b: 2 }, 'two, again')))).toEqual(['one', 'two, again', 'three'])
    expect(contentsOf(withVersion(three, version({ a: 3, c: 1 }, 'four')))).toEqual(['four', 'two'])
  })
})

describe('M3 · the same on both sides', () => {
  it('joins without a question, with the higher count of each device', () => {
    const here = [version({ a: 2, c: 1 }, { title: 'Ask', due: '' })]
    const come = version({ a: 1, b: 3 }, { due: '', title: 'Ask' })
    expect(withVersion(here, come)).toEqual([version({ a: 2, b: 3, c: 1 }, { title: 'Ask', due: '' })])
    expect(mergeRecords([record('"1"', ...here)], [record('"1"', come)])[0]?.outcome).toBe('joined')
  })

  it('settles a difference where the other side came to the same', () => {
    const open = [version({ a: 1 }, 'one'), version({ b: 1 }, 'two')]
    expect(contentsOf(withVersion(open, version({ b: 1, c: 1, a: 1 }, 'one')))).toEqual(['one'])
  })
})

describe('M4 · deleted', () => {
  it('takes a record away that did not change since', () => {
    expect(contentsOf(withVersion([version({ a: 1 }, 'here')], version({ a: 1, b: 1 }, null)))).toEqual([null])
  })

  it('stands against a change that it did not know of, on both sides', () => {
    const gone = version({ a: 1, b: 1 }, null)
    const changed = version({ a: 2 }, 'changed')
    expect(contentsOf(withVersion([changed], gone))).toEqual(['changed', null])
    expect(contentsOf(withVersion([gone], changed))).toEqual([null, 'changed'])
  })

  it('is not undone by an old file', () => {
    const here = [version({ a: 2 }, null)]
    expect(withVersion(here, version({ a: 1 }, 'back again'))).toBe(here)
  })
})

describe('M5 · counts that cannot be', () => {
  it('keeps both contents, each once', () => {
    const here = [version({ a: 2 }, 'one')]
    const both = withVersion(here, version({ a: 2 }, 'other'))
    expect(contentsOf(both)).toEqual(['one', 'other'])
    expect(withVersion(both, version({ a: 2 }, 'other'))).toBe(both)
  })
})

describe('M6 · no clock', () => {
  it('lets a device with a clock years behind replace what it knew of', () => {
    const late = version({ a: 1 }, 'old', nextStamp(null, Date.UTC(2099, 0, 1), 'a'))
    const early = version({ a: 1, b: 1 }, 'new', nextStamp(null, Date.UTC(1999, 0, 1), 'b'))
    expect(contentsOf(withVersion([late], early))).toEqual(['new'])
    expect(contentsOf(withVersion([early], late))).toEqual(['new'])
  })

  it('keeps both where a clock alone would choose one', () => {
    const late = version({ a: 1 }, 'late', nextStamp(null, 9_000, 'a'))
    const early = version({ b: 1 }, 'early', nextStamp(null, 1_000, 'b'))
    expect(contentsOf(withVersion([late], early))).toEqual(['late', 'early'])
  })
})

describe('M7 · settling', () => {
  it('replaces every version on every device', () => {
    const open = [version({ a: 2 }, 'one'), version({ a: 1, b: 1 }, 'two'), version({ c: 4 }, null)]
    const chosen = settled(open, 'two', '000000000000002-000000-b', 'b')
    expect(chosen.vector).toEqual({ a: 2, b: 2, c: 4 })
    expect(withVersion(open, chosen)).toEqual([chosen])
    for (const each of open) expect(withVersion([each], chosen)).toEqual([chosen])
  })
})

describe('M8 · replacing', () => {
  it('is a change of this device that knows of both', () => {
    const chosen = taken([version({ a: 3, b: 1 }, 'here')], [version({ a: 1, c: 2 }, 'there')], '', 'b')
    expect(chosen).toEqual([version({ a: 3, b: 2, c: 2 }, 'there', '')])
  })

  it('brings back what was deleted here', () => {
    expect(taken([version({ a: 2 }, null)], [version({ a: 1 }, 'before')], '', 'a')).toEqual([
      version({ a: 3 }, 'before', ''),
    ])
  })

  it('only joins the counts where the contents are the same', () => {
    expect(taken([version({ a: 2 }, 'one')], [version({ b: 1 }, 'one')], '', 'a')).toEqual([
      version({ a: 2, b: 1 }, 'one'),
    ])
  })

  it('takes as they are what is not here, and the open differences of the file', () => {
    const come = [version({ b: 1 }, 'one'), version({ c: 1 }, 'two')]
    expect(taken([], come, '', 'a')).toBe(come)
    expect(contentsOf(taken([version({ a: 1 }, 'here')], come, '', 'a'))).toEqual(['one', 'two'])
  })
})

describe('M9 · deleted, and worked on elsewhere', () => {
  const round = (...versions: readonly RecordVersion[]): KnownRecord => ({
    table: 'assessments',
    key: '"r"',
    versions,
  })
  const answer = (item: string, ...versions: readonly RecordVersion[]): KnownRecord => ({
    table: 'answers',
    key: `["r","${item}"]`,
    versions,
  })
  const union = (...versions: readonly RecordVersion[]): KnownRecord => ({ table: 'unions', key: '"u"', versions })
  /** Device a deleted the round, which had two answers. */
  const deleted = [
    round(version({ a: 2 }, null)),
    answer('pay', version({ a: 2 }, null)),
    answer('lists', version({ a: 2 }, null)),
  ]
  /** Device b changed one of them. */
  const workedOn = [
    round(version({ a: 1 }, 'round')),
    answer('pay', version({ a: 1, b: 1 }, 'pay, again')),
    answer('lists', version({ a: 1 }, 'lists')),
  ]
  const valuesOf = (records: readonly KnownRecord[]) =>
    Object.fromEntries(records.map(({ key, versions }) => [key, contentsOf(versions)]))

  it('comes back whole, from the file or from the device, as a change that knows of the deletion', () => {
    const whole = { '"r"': ['round'], '["r","pay"]': ['pay, again'], '["r","lists"]': ['lists'] }
    const onA = mergeRecords(deleted, workedOn)
    expect(valuesOf(onA)).toEqual(whole)
    expect(onA.map(({ outcome }) => outcome)).toEqual(['new', 'new', 'new'])
    expect(onA.map(({ versions: [inPlace] }) => inPlace?.vector)).toEqual([
      { a: 2, me: 1 },
      { a: 2, b: 1, me: 1 },
      { a: 2, me: 1 },
    ])
    expect(valuesOf(mergeRecords(workedOn, deleted))).toEqual(whole)
  })

  it('comes back where the round itself was changed', () => {
    const changed = [round(version({ a: 1, b: 1 }, 'sealed')), ...workedOn.slice(2)]
    expect(valuesOf(mergeRecords(deleted, changed))).toEqual({ '"r"': ['sealed'], '["r","lists"]': ['lists'] })
  })

  it('stays deleted where nobody worked on it, and does not come back from the same file twice', () => {
    const old = [round(version({ a: 1 }, 'round')), answer('lists', version({ a: 1 }, 'lists'))]
    expect(mergeRecords(deleted, old)).toEqual([])
    const again = deleted.map(({ versions: [last], ...record }) => ({
      ...record,
      versions: [version({ ...last?.vector, b: 1, a: 3 }, null)],
    }))
    expect(mergeRecords(again, workedOn)).toEqual([])
  })

  it('keeps a question that differs between those who worked on it', () => {
    const both = [
      round(version({ a: 1 }, 'round')),
      answer('pay', version({ b: 1 }, 'of b'), version({ c: 1 }, 'of c')),
    ]
    expect(valuesOf(mergeRecords(deleted, both))).toEqual({ '"r"': ['round'], '["r","pay"]': ['of b', 'of c'] })
  })

  it('brings the union and its plan back with it', () => {
    const gone = [...deleted, union(version({ a: 2 }, null)), record('"p"', version({ a: 2 }, null))]
    const there = [...workedOn, union(version({ a: 1 }, 'union')), record('"p"', version({ a: 1 }, 'action'))]
    expect(valuesOf(mergeRecords(gone, there))).toMatchObject({ '"u"': ['union'], '"p"': ['action'], '"r"': ['round'] })
  })

  it('brings the rounds back with the union where only the plan was worked on', () => {
    const gone = [...deleted, union(version({ a: 2 }, null)), record('"p"', version({ a: 2 }, null))]
    const there = [
      round(version({ a: 1 }, 'round')),
      answer('lists', version({ a: 1 }, 'lists')),
      union(version({ a: 1 }, 'union')),
      record('"p"', version({ b: 1 }, 'action')),
    ]
    expect(valuesOf(mergeRecords(gone, there))).toEqual({
      '"u"': ['union'],
      '"p"': ['action'],
      '"r"': ['round'],
      '["r","lists"]': ['lists'],
    })
  })
})

describe('M10 · looked at on both sides', () => {
  const round = (vector: Vector, lastItem: string, status = 'draft'): KnownRecord => ({
    table: 'assessments',
    key: '"r"',
    versions: [version(vector, { status, lastItem })],
  })

  it('is no difference; each device keeps its own place', () => {
    expect(mergeRecords([round({ a: 2 }, 'pay')], [round({ a: 1, b: 1 }, 'lists')])).toEqual([
      { ...round({ a: 2, b: 1 }, 'pay'), outcome: 'joined' },
    ])
  })

  it('follows a device that knew of the other, which is nobody’s news', () => {
    expect(mergeRecords([round({ a: 2 }, 'pay')], [round({ a: 2, b: 1 }, 'lists')])).toEqual([
      { ...round({ a: 2, b: 1 }, 'lists'), outcome: 'joined' },
    ])
  })

  it('is nothing new where the counts are the same', () => {
    expect(mergeRecords([round({ a: 2 }, 'pay')], [round({ a: 2 }, 'lists')])).toEqual([])
  })

  it('is a difference where something else differs too', () => {
    const [merged] = mergeRecords([round({ a: 2 }, 'pay')], [round({ a: 1, b: 1 }, 'lists', 'sealed')])
    expect(merged?.outcome).toBe('differs')
    expect(merged?.versions).toHaveLength(2)
  })
})

interface Step {
  readonly kind: 'edit' | 'delete' | 'save' | 'open' | 'settle'
  readonly device: number
  readonly key: number
  readonly pick: number
  readonly clock: number
}

/** An action of the plan, a round, and what belongs to that round: an answer, and its workshop with a vote and a response. */
const NAMES = [
  'plan "p"',
  'assessments "r"',
  'answers ["r","pay"]',
  'sessions "r"',
  'votes ["r","pay"]',
  'responses ["r","k1"]',
] as const
const [, ROUND, ...PARTS] = NAMES

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('edit', 'edit', 'delete', 'save', 'save', 'open', 'open', 'open', 'settle'),
  device: fc.nat(3),
  key: fc.nat(NAMES.length - 1),
  pick: fc.nat(1000),
  clock: fc.integer({ min: -1_000_000, max: 1_000_000 }),
})

interface Device {
  readonly name: string
  readonly records: Map<string, readonly RecordVersion[]>
}

/** A change that a person made: what it was, and the contents that the person saw and gave up for it. */
interface Change {
  readonly name: string
  readonly content: string
  readonly gaveUp: readonly string[]
}

const fileOf = ({ records }: Device): readonly KnownRecord[] =>
  [...records].map(([name, versions]) => {
    const [table = '', key = ''] = name.split(' ')
    return { table, key, versions }
  })

/** What people see of a content: where somebody was last in a round is left out. */
const seen = (value: unknown) => canonical(typeof value === 'object' && value ? { ...value, lastItem: null } : value)

function openFile(device: Device, file: readonly KnownRecord[], clock = 0): number {
  const merged = mergeBy(fileOf(device), file, { device: device.name, at: nextStamp(null, clock, device.name) })
  for (const { table, key, versions } of merged) device.records.set(`${table} ${key}`, versions)
  return merged.length
}

/** Plays the steps on four devices with clocks of their own; then everybody opens everybody's files until nothing is new. */
function play(steps: readonly Step[]) {
  const devices: readonly Device[] = ['a', 'b', 'c', 'd'].map((name) => ({ name, records: new Map() }))
  const files: (readonly KnownRecord[])[] = []
  const changes: Change[] = []
  steps.forEach(({ kind, device: index, key, pick, clock }, at) => {
    const device = devices[index]!
    const name = NAMES[key]!
    const versions = device.records.get(name) ?? []
    const [inPlace, ...others] = versions
    const stamp = nextStamp(null, clock, device.name)
    const isLive = (each: string) => (device.records.get(each)?.[0]?.value ?? null) !== null
    if (kind === 'save') files.push(fileOf(device))
    else if (kind === 'open') openFile(device, files[pick % Math.max(1, files.length)] ?? [], clock)
    else if (kind === 'settle') {
      if (others.length === 0) return
      const { value } = versions[pick % versions.length]!
      device.records.set(name, [settled(versions, value, stamp, device.name)])
      changes.push({ name, content: seen(value), gaveUp: versions.map((each) => seen(each.value)) })
    } else if (kind === 'delete' && name === ROUND) {
      // A round goes with its answers and its workshop, and with what was still to be settled of them.
      for (const each of [ROUND, ...PARTS].filter(isLive)) {
        const [first, ...beside] = device.records.get(each)!
        device.records.set(each, [{ vector: bumped(first!.vector, device.name), at: stamp, value: null }])
        changes.push({ name: each, content: seen(null), gaveUp: [first!, ...beside].map(({ value }) => seen(value)) })
      }
    } else if (name === ROUND || name.startsWith('plan') || isLive(ROUND)) {
      // Now and then two people write the same.
      const words = pick % 4 === 0 ? `same ${pick % 3}` : `written at ${at}`
      const value = kind === 'delete' ? null : name === ROUND ? { words, lastItem: `item ${clock}` } : words
      const vector = bumped(inPlace?.vector ?? {}, device.name)
      device.records.set(name, [{ vector, at: stamp, value }, ...others])
      changes.push({ name, content: seen(value), gaveUp: inPlace ? [seen(inPlace.value)] : [] })
    }
  })
  let rounds = 0
  for (let news = 1; news > 0 && rounds < 10; rounds += 1) {
    news = 0
    const last = devices.map(fileOf)
    for (const device of devices) for (const file of [...last, ...files]) news += openFile(device, file)
  }
  return { devices, changes, rounds }
}

/** Versions as a set: the place differs from device to device, what is known does not. */
const known = ({ records }: Device) =>
  canonical(
    [...records]
      .map(([name, versions]) => [name, versions.map((each) => canonical([each.vector, seen(each.value)])).sort()])
      .sort(),
  )

describe('M9 · four devices with wrong clocks, and files that come late, twice and in any order', () => {
  it('agree in the end; no change is lost that nobody gave up, and no part of a round without it: 20,000 histories', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 4, maxLength: 24 }), (steps) => {
        const { devices, changes, rounds } = play(steps)
        expect(rounds).toBeLessThan(10)
        expect(new Set(devices.map(known)).size).toBe(1)
        const { records } = devices[0]!
        const isThere = (name: string, content: string) =>
          records.get(name)?.some(({ value }) => seen(value) === content) ?? false
        for (const { name, content } of changes) {
          // A deletion of a round, or of a part of it, may give way to the work of others (rule M9).
          const mayGiveWay = content === seen(null) && !name.startsWith('plan')
          const wasGivenUp = changes.some((other) => other.name === name && other.gaveUp.includes(content))
          if (!isThere(name, content) && !wasGivenUp && !mayGiveWay)
            throw new Error(`lost in silence: ${content} of ${name}`)
        }
        const isLive = (name: string) => records.get(name)?.some(({ value }) => value !== null) ?? false
        const isGone = records.get(ROUND)?.some(({ value }) => value === null) ?? true
        if (isGone && [ROUND, ...PARTS].some(isLive)) throw new Error('a part without its round')
      }),
      { numRuns: 20_000, seed: 20_261_129 },
    )
  }, 180_000)
})

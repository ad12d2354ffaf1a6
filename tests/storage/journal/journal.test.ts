import { describe, expect, it } from 'vitest'
import { Journal } from '@/storage/journal/journal'
import { crc32 } from '@/domain/crc32'
import { readLines, toLine } from '@/storage/journal/lines'
import { NEWEST_VERSION } from '@/storage/migrations'
import type { Change, Commit } from '@/storage/versions'
import { Crash, CrashingDisk } from '../../support/crashingPlace'

const version = { vector: { here: 1 }, at: '000000000000001-000000-here', deleted: false }
const answer = (item: string, value: unknown): Change => ({ table: 'answers', key: ['round-1', item], value, version })
const commit = (seq: number, ...changes: Change[]): Commit => ({ seq, changes })

/** What the copy has, by item. */
function itemsOf(journal: Journal): Record<string, unknown> {
  return Object.fromEntries(journal.readAll().changes.map(({ key, value }) => [(key as string[])[1], value]))
}

describe('a line', () => {
  it('carries the usual checksum', () => {
    // The check value of CRC-32/ISO-HDLC.
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926)
  })

  it('is read as it was written, also with line feeds and other scripts in its text', () => {
    const content = { note: 'one\ntwo – “mostly” 👍 مرحبا' }
    expect(readLines(toLine(content))).toEqual({ contents: [content], wholeBytes: toLine(content).length, damaged: 0 })
  })

  it('is not read where it was cut short, at whatever byte', () => {
    const [first, second] = [toLine({ seq: 1 }), toLine({ seq: 2 })]
    for (let cut = 1; cut < second.length; cut += 1) {
      const read = readLines(new Uint8Array([...first, ...second.subarray(0, cut)]))
      expect(read).toEqual({ contents: [{ seq: 1 }], wholeBytes: first.length, damaged: 1 })
    }
  })

  it('is not read where one bit is wrong, and those after it are', () => {
    const [first, second] = [toLine({ seq: 1 }), toLine({ seq: 2 })]
    // All but the space between checksum and text, which says nothing.
    for (const at of [...first.keys()].filter((each) => each !== 8 && each < first.length - 1)) {
      const bytes = new Uint8Array([...first, ...second])
      bytes[at] = (bytes[at] ?? 0) ^ 4
      expect(readLines(bytes).contents).not.toContainEqual({ seq: 1 })
      expect(readLines(bytes).contents).toContainEqual({ seq: 2 })
    }
  })
})

describe('the second copy', () => {
  it('has what was appended, after it was opened again', () => {
    const disk = new CrashingDisk()
    new Journal(disk.place).rebuild(0, [])
    new Journal(disk.place).append([commit(1, answer('a', 1), answer('b', 2)), commit(2, answer('a', 3))])
    const again = new Journal(disk.place)
    expect(again).toMatchObject({ seq: 2, isWhole: true })
    expect(itemsOf(again)).toEqual({ a: 3, b: 2 })
  })

  it('keeps the word that a record was taken out', () => {
    const disk = new CrashingDisk()
    const journal = new Journal(disk.place)
    journal.rebuild(1, [answer('a', 1)])
    journal.append([commit(2, { ...answer('a', undefined), version: { ...version, deleted: true } })])
    journal.compact()
    expect(new Journal(disk.place).readAll().changes).toEqual([
      { table: 'answers', key: ['round-1', 'a'], value: undefined, version: { ...version, deleted: true } },
    ])
  })

  it('counts the records of each table as they are now, without what was taken out', () => {
    const journal = new Journal(new CrashingDisk().place)
    journal.rebuild(1, [answer('a', 1), answer('b', 2), { ...answer('a', {}), table: 'aims', key: 'round-1' }])
    journal.append([commit(2, answer('b', 3), answer('c', 4)), commit(3, answer('a', undefined))])
    expect(journal.countRows()).toEqual({ answers: 2, aims: 1 })
  })

  it('cuts a torn end off before anything is written after it', () => {
    const disk = new CrashingDisk()
    const journal = new Journal(disk.place)
    journal.rebuild(0, [])
    journal.append([commit(1, answer('a', 1)), commit(2, answer('b', 2))])
    disk.lay('journal', disk.bytes('journal').slice(0, -5))
    new Journal(disk.place).append([commit(2, answer('c', 3))])
    expect(itemsOf(new Journal(disk.place))).toEqual({ a: 1, c: 3 })
    expect(new Journal(disk.place).readAll().damaged).toBe(0)
  })

  it('gives what is left where a line in the middle is damaged, and says that it is not whole', () => {
    const disk = new CrashingDisk()
    const journal = new Journal(disk.place)
    journal.rebuild(0, [])
    journal.append([commit(1, answer('a', 1)), commit(2, answer('b', 2)), commit(3, answer('c', 3))])
    const bytes = disk.bytes('journal').slice()
    bytes[bytes.indexOf(10) + 15] = 0
    disk.lay('journal', bytes)
    const again = new Journal(disk.place)
    expect(again).toMatchObject({ seq: 3, isWhole: false })
    expect(itemsOf(again)).toEqual({ a: 1, c: 3 })
  })

  it('falls back on the older snapshot for what the newer one cannot give', () => {
    const disk = new CrashingDisk()
    const journal = new Journal(disk.place)
    journal.rebuild(1, [answer('a', 1), answer('b', 1)])
    journal.rebuild(2, [answer('a', 2), answer('b', 2)])
    const bytes = disk.bytes('snapshot-a').length > 0 ? disk.bytes('snapshot-b').slice() : new Uint8Array(0)
    // The last line of the newer one.
    bytes[bytes.length - 3] = 0
    disk.lay('snapshot-b', bytes)
    expect(itemsOf(new Journal(disk.place))).toEqual({ a: 2, b: 1 })
  })

  it('is written anew in few pieces, however many records there are, and each is there', () => {
    const disk = new CrashingDisk()
    const journal = new Journal(disk.place)
    const items = Array.from(
      { length: 3_000 },
      (_, index) => [`item-${index}`, `${index} ${'x'.repeat(1_000)}`] as const,
    )
    disk.left = 100
    journal.rebuild(
      1,
      items.map(([item, value]) => answer(item, value)),
    )
    // Three megabytes and a bit are four pieces; the first line, emptying and flushing come to them.
    expect(100 - disk.left).toBeLessThan(12)
    expect(itemsOf(new Journal(disk.place))).toEqual(Object.fromEntries(items))
  })

  it('is folded when it grows long, and loses nothing by it', () => {
    const disk = new CrashingDisk()
    const journal = new Journal(disk.place)
    journal.rebuild(0, [])
    let seq = 0
    while (!journal.isLong()) journal.append([commit((seq += 1), answer(`item-${seq % 7}`, 'x'.repeat(50_000) + seq))])
    const before = itemsOf(journal)
    journal.compact()
    expect(disk.bytes('journal')).toHaveLength(0)
    expect(new Journal(disk.place).seq).toBe(seq)
    expect(itemsOf(new Journal(disk.place))).toEqual(before)
  })

  it('is folded with what did not change as it stands, whatever its key looks like', () => {
    const disk = new CrashingDisk()
    const journal = new Journal(disk.place)
    const odd = ['a]', 'b"', 'c\\', 'd,"e', '{']
    journal.rebuild(1, [...odd.map((item) => answer(item, 1)), { ...answer('', 2), table: 'unions', key: 'u"]' }])
    journal.append([commit(2, answer('b"', 3), answer('new', 4))])
    journal.compact()
    const { changes, damaged } = new Journal(disk.place).readAll()
    expect(damaged).toBe(0)
    expect(changes.map(({ table, key }) => [table, key])).toEqual([
      ...odd.map((item) => ['answers', ['round-1', item]]),
      ['unions', 'u"]'],
      ['answers', ['round-1', 'new']],
    ])
    expect(itemsOf(new Journal(disk.place))).toMatchObject({ 'a]': 1, 'b"': 3, 'd,"e': 1, new: 4 })
  })

  it('is folded from both snapshots where a line of the newer one is damaged', () => {
    const disk = new CrashingDisk()
    const journal = new Journal(disk.place)
    journal.rebuild(1, [answer('a', 1), answer('b', 1)])
    journal.rebuild(2, [answer('a', 2), answer('b', 2)])
    journal.append([commit(3, answer('c', 3))])
    const bytes = disk.bytes('snapshot-b').slice()
    bytes[bytes.length - 3] = 0
    disk.lay('snapshot-b', bytes)
    new Journal(disk.place).compact()
    expect(itemsOf(new Journal(disk.place))).toEqual({ a: 2, b: 1, c: 3 })
    expect(new Journal(disk.place).readAll().damaged).toBe(0)
  })
})

describe('a copy that was written for an earlier version', () => {
  const written = (generation: number, head: object, ...changes: unknown[]) => {
    const lines = changes.map(toLine)
    const bytes = lines.reduce((sum, line) => sum + line.length, 0)
    const first = toLine({ generation, seq: 3, lines: lines.length, bytes, ...head })
    return new Uint8Array([first, ...lines].flatMap((line) => [...line]))
  }
  const union = ['unions', 'union-1', version, { id: 'union-1', name: 'Teachers' }] as const

  it('gives its records as today’s version has them, also those of its journal', () => {
    const disk = new CrashingDisk()
    disk.lay('snapshot-a', written(1, { version: 1 }, union))
    const journal = new Journal(disk.place)
    const round = { table: 'assessments', key: 'round-1', value: { id: 'round-1' }, version }
    journal.append([commit(4, round, { ...round, key: 'round-2', value: undefined })])
    const again = new Journal(disk.place)
    expect(again).toMatchObject({ version: 1, isWhole: true })
    expect(again.readAll().changes.map(({ value }) => value)).toEqual([
      { id: 'union-1', name: 'Teachers', law: null },
      { id: 'round-1', subject: { kind: 'union' } },
      undefined,
    ])
  })

  it('is taken for one of version 4 where it does not say, because such copies began there', () => {
    const disk = new CrashingDisk()
    disk.lay('snapshot-a', written(1, {}, union))
    expect(new Journal(disk.place).version).toBe(4)
  })

  it('is folded line by line where only indexes are new since, and is of today’s version then', () => {
    const disk = new CrashingDisk()
    // As version 7 wrote it; version 8 has one index more. No such record can be read, and it is kept as it is.
    const odd = ['unions', 'union-2', version, 'odd'] as const
    disk.lay('snapshot-a', written(1, { version: 7 }, union, odd))
    const journal = new Journal(disk.place)
    journal.append([commit(4, answer('a', 1))])
    journal.compact()
    const again = new Journal(disk.place)
    expect(again).toMatchObject({ version: NEWEST_VERSION, isWhole: true, seq: 4 })
    expect(again.readAll().changes.map(({ value }) => value)).toEqual([{ id: 'union-1', name: 'Teachers' }, 'odd', 1])
  })

  it('is of today’s version after it was written anew', () => {
    const disk = new CrashingDisk()
    disk.lay('snapshot-a', written(1, { version: 1 }, union))
    const journal = new Journal(disk.place)
    journal.rebuild(3, journal.readAll().changes)
    expect(new Journal(disk.place).version).toBe(NEWEST_VERSION)
    expect(new Journal(disk.place).readAll().changes[0]?.value).toMatchObject({ law: null })
  })
})

describe('rows that are laid aside before an upgrade', () => {
  const rows = { version: 1, at: 1_000, tables: { unions: [{ id: 'a' }, { id: 'b' }], answers: [{ odd: [null] }] } }

  it('come back as they were, beside the copy, until they are dropped', () => {
    const disk = new CrashingDisk()
    const journal = new Journal(disk.place)
    journal.rebuild(1, [answer('a', 1)])
    journal.setAside(rows)
    journal.compact()
    const again = new Journal(disk.place)
    expect(again.readAside()).toEqual(rows)
    expect(itemsOf(again)).toEqual({ a: 1 })
    again.dropAside(1_000)
    expect(again.readAside()).toEqual(rows)
    again.dropAside(1_001)
    expect(new Journal(disk.place).readAside()).toBeNull()
  })

  it('are there whole or not at all after a power cut, and those of an earlier upgrade give way', () => {
    for (const kept of [0, 1, 2, 3, 4])
      for (let left = 0; left < 8; left += 1) {
        const disk = new CrashingDisk()
        disk.left = left
        let isDone = false
        try {
          new Journal(disk.place).setAside(rows)
          isDone = true
        } catch (error) {
          expect(error).toBeInstanceOf(Crash)
        }
        disk.restart(kept)
        const found = new Journal(disk.place).readAside()
        if (isDone || found !== null) expect(found).toEqual(rows)
      }
  })
})

describe('a power cut', () => {
  it.each([0, 1, 2, 3, 4])(
    'at any moment loses nothing that was acknowledged, where %i of 4 unflushed bytes stay',
    (kept) => {
      for (let left = 0; left < 40; left += 1) {
        const disk = new CrashingDisk()
        const journal = new Journal(disk.place)
        journal.rebuild(0, [])
        const acknowledged: Record<string, unknown> = {}
        disk.left = left
        try {
          for (let seq = 1; seq <= 9; seq += 1) {
            journal.append([commit(seq, answer(`item-${seq % 4}`, `value ${seq}`))])
            acknowledged[`item-${seq % 4}`] = seq
            if (seq % 3 === 0) journal.compact()
          }
        } catch (error) {
          expect(error).toBeInstanceOf(Crash)
        }
        disk.restart(kept)
        const after = itemsOf(new Journal(disk.place))
        for (const [item, seq] of Object.entries(acknowledged)) {
          const found = Number(String(after[item]).replace('value ', ''))
          // What was on its way may be there as well.
          expect(found, `${item} after ${left} operations`).toBeGreaterThanOrEqual(Number(seq))
        }
      }
    },
  )
})

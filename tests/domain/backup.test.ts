import { describe, expect, it } from 'vitest'
import { heldOf, isBackupDue, quietFrom, sinceBackup, type Backup, type SinceBackup } from '@/domain/backup'
import type { KnownRecord, RecordVersion } from '@/domain/merge'
import { nextStamp, type Vector } from '@/domain/stamp'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = Date.UTC(2026, 10, 29, 12)

function version(vector: Vector, value: unknown, at = NOW): RecordVersion {
  return { vector, at: nextStamp(null, at, 'a'), value }
}

function answer(item: string, ...versions: readonly RecordVersion[]): KnownRecord {
  return { table: 'answers', key: `["round","${item}"]`, versions }
}

function round(status: 'draft' | 'sealed' | null, count = 1): KnownRecord {
  const value = status && { id: 'round', status, lastItem: `item-${count}` }
  return { table: 'assessments', key: '"round"', versions: [version({ a: count }, value)] }
}

const backupOf = (...records: readonly KnownRecord[]): Backup => ({ at: NOW, held: heldOf(records) })
const NOTHING: SinceBackup = { at: NOW, answers: 0, others: 0, hasSealed: false, oldest: null }

describe('B1 · what counts', () => {
  it('is everything that is in the file, and nothing that was deleted or does not change', () => {
    const questionnaire = { table: 'questionnaires', key: '["q","1.0.0"]', versions: [version({ a: 1 }, {})] }
    const gone = answer('gone', version({ a: 2 }, null))
    expect(heldOf([round('draft'), answer('pay', version({ a: 3, b: 1 }, {})), gone, questionnaire])).toEqual({
      'assessments "round"': 1,
      'answers ["round","pay"]': 4,
    })
  })

  it('is nothing where there was no backup: everything has changed then', () => {
    const records = [round('draft'), answer('pay', version({ a: 1 }, {})), answer('lists', version({ a: 1 }, {}))]
    expect(sinceBackup(null, records)).toEqual({ at: null, answers: 2, others: 1, hasSealed: false, oldest: NOW })
  })
})

describe('B2 · changed since', () => {
  const pay = answer('pay', version({ a: 2 }, {}))
  const lists = answer('lists', version({ a: 1 }, {}))
  const backup = backupOf(round('draft'), pay, lists)

  it('is nothing where nothing happened, and where somebody only looked around', () => {
    expect(sinceBackup(backup, [round('draft'), pay, lists])).toEqual(NOTHING)
    expect(sinceBackup(backup, [round('draft', 9), pay, lists])).toEqual(NOTHING)
  })

  it.each([
    ['changed here', answer('pay', version({ a: 3 }, {}))],
    ['changed on another device', answer('pay', version({ a: 2, b: 1 }, {}))],
    ['with a difference to settle', answer('pay', version({ a: 2 }, {}), version({ a: 1, b: 1 }, { other: 1 }))],
    ['taken out', answer('pay', version({ a: 3 }, null))],
  ])('is an answer that was %s', (_how, changed) => {
    expect(sinceBackup(backup, [round('draft'), changed, lists])).toEqual({ ...NOTHING, answers: 1, oldest: NOW })
  })

  it('is a new answer, and not one that nobody had in a backup and nobody has now', () => {
    const fresh = answer('fresh', version({ a: 1 }, {}))
    const never = answer('never', version({ a: 2 }, null))
    expect(sinceBackup(backup, [round('draft'), pay, lists, fresh, never]).answers).toBe(1)
  })

  it('is a round that was sealed, or taken out', () => {
    expect(sinceBackup(backup, [round('sealed', 2), pay, lists])).toEqual({
      ...NOTHING,
      others: 1,
      hasSealed: true,
      oldest: NOW,
    })
    expect(sinceBackup(backup, [round(null, 2), pay, lists])).toEqual({ ...NOTHING, others: 1, oldest: NOW })
    const sealed = backupOf(round('sealed'))
    expect(sinceBackup(sealed, [round('sealed', 2)])).toEqual(NOTHING)
  })

  it('counts the plan, the goals and the union as other things', () => {
    const others = ['plan', 'aims', 'unions'].map((table) => ({ table, key: '"x"', versions: [version({ a: 1 }, {})] }))
    expect(sinceBackup(backup, [round('draft'), pay, lists, ...others])).toEqual({
      ...NOTHING,
      others: 3,
      oldest: NOW,
    })
  })

  it('has the earliest of the moments of the last changes; records without a moment have none', () => {
    const records = [
      answer('pay', version({ a: 3 }, {}, NOW - 2 * DAY)),
      answer('lists', version({ a: 2 }, {}, NOW - 5 * DAY), version({ b: 1 }, {}, NOW - 3 * DAY)),
      { ...answer('other'), versions: [{ vector: { a: 1 }, at: '', value: {} }] },
    ]
    expect(sinceBackup(backup, [round('draft'), ...records]).oldest).toBe(NOW - 3 * DAY)
  })
})

describe('B3 · when to remind', () => {
  const due = (since: Partial<SinceBackup>, quietUntil = 0, now = NOW) =>
    isBackupDue({ ...NOTHING, ...since }, quietUntil, now)

  it('is never where nothing has changed, however long ago the backup was', () => {
    expect(due({ at: 0 })).toBe(false)
  })

  it('is from 25 changed answers on', () => {
    expect(due({ answers: 24, oldest: NOW })).toBe(false)
    expect(due({ answers: 25, oldest: NOW })).toBe(true)
  })

  it('is after sealing, at once', () => {
    expect(due({ others: 1, hasSealed: true, oldest: NOW })).toBe(true)
  })

  it('is 7 days after a change', () => {
    expect(due({ answers: 1, oldest: NOW - 7 * DAY + 1 })).toBe(false)
    expect(due({ answers: 1, oldest: NOW - 7 * DAY })).toBe(true)
    expect(due({ others: 1, oldest: NOW - 7 * DAY })).toBe(true)
  })

  it('is not for 14 days after somebody wanted to be reminded later', () => {
    const quietUntil = quietFrom(NOW)
    expect(quietUntil).toBe(NOW + 14 * DAY)
    expect(due({ hasSealed: true }, quietUntil, NOW + 14 * DAY - 1)).toBe(false)
    expect(due({ hasSealed: true }, quietUntil, NOW + 14 * DAY)).toBe(true)
  })
})

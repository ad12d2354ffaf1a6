import { describe, expect, it } from 'vitest'
import {
  compareNames,
  inAYearIso,
  formatDay,
  formatDayShort,
  formatList,
  formatNumber,
  formatTime,
  todayIso,
} from '@/i18n/formats'

describe('a day', () => {
  it('is written in full', () => {
    expect(formatDay('2026-11-22')).toBe('22 November 2026')
    expect(formatDay('2026-01-05')).toBe('5 January 2026')
  })

  it('is written shorter where there is little room', () => {
    expect(formatDayShort('2026-11-22')).toBe('22 Nov 2026')
    expect(formatDayShort('last week')).toBe('last week')
  })

  it('is the day that was entered, also where the clocks change', () => {
    expect(formatDay('2026-03-29')).toBe('29 March 2026')
    expect(formatDay('2026-10-25')).toBe('25 October 2026')
  })

  it('that does not exist, or is no day at all, stays as it is', () => {
    expect(formatDay('2026-13-01')).toBe('2026-13-01')
    expect(formatDay('last week')).toBe('last week')
    expect(formatDay('')).toBe('')
  })
})

describe('a time of the day', () => {
  it('has hours from 0 to 23 and two figures for the minutes', () => {
    // Brussels is an hour ahead of UTC in winter and two in summer.
    expect(formatTime(Date.UTC(2026, 10, 22, 13, 32))).toBe('14:32')
    expect(formatTime(Date.UTC(2026, 5, 1, 13, 5))).toBe('15:05')
    expect(formatTime(Date.UTC(2026, 10, 21, 23, 7))).toBe('00:07')
  })
})

describe('names', () => {
  it('stand in the order of their letters and numbers, whatever the accents', () => {
    const names = ['Branch 19', 'Éducation', 'branch 7', 'Zinnia', 'Dockers']
    expect(names.sort(compareNames)).toEqual(['branch 7', 'Branch 19', 'Dockers', 'Éducation', 'Zinnia'])
  })
})

describe('a number', () => {
  it('has exactly so many decimals, none unless asked for', () => {
    expect(formatNumber(3)).toBe('3')
    expect(formatNumber(2.6, 1)).toBe('2.6')
    expect(formatNumber(2, 2)).toBe('2.00')
  })

  it('has its thousands apart', () => {
    expect(formatNumber(12_345)).toBe('12,345')
  })
})

describe('a list', () => {
  it('is read as one would say it', () => {
    expect(formatList(['Uses', 'Data', 'Tools'])).toBe('Uses, Data and Tools')
    expect(formatList(['Uses', 'Data'])).toBe('Uses and Data')
    expect(formatList(['Uses'])).toBe('Uses')
    expect(formatList([])).toBe('')
  })
})

describe('today', () => {
  it('is the day where the device is, not in Greenwich', () => {
    expect(todayIso(new Date('2026-11-21T23:30:00Z'))).toBe('2026-11-22')
    expect(todayIso(new Date('2026-06-30T21:59:00Z'))).toBe('2026-06-30')
    expect(todayIso(new Date('2026-06-30T22:00:00Z'))).toBe('2026-07-01')
  })

  it('has two figures for month and day', () => {
    expect(todayIso(new Date(2027, 0, 5))).toBe('2027-01-05')
  })
})

describe('in a year', () => {
  it('is the same day, or the last of February where there is no 29th', () => {
    expect(inAYearIso(new Date(2026, 10, 22))).toBe('2027-11-22')
    expect(inAYearIso(new Date(2028, 1, 29))).toBe('2029-02-28')
    expect(inAYearIso(new Date(2027, 1, 28))).toBe('2028-02-28')
  })
})

import fc from 'fast-check'
import ICAL from 'ical.js'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { calendarOf } from '@/papers/calendar'
import type { DueDate } from '@/papers/paper'

const NOW = new Date('2027-01-15T10:30:00Z')
const due = (changes: Partial<DueDate> = {}): DueDate => ({
  id: 'a1',
  date: '2027-03-01',
  title: 'Back up the register',
  description: 'Owner: Ana',
  ...changes,
})

/** The events as an independent, strict reader sees them. */
function read(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file) as unknown[] as [])
  return calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event, { strictExceptions: true }))
}

afterEach(() => vi.unstubAllEnvs())

describe('a calendar file', () => {
  it('has one whole-day event for each due date, with title and description', async () => {
    const file = await calendarOf([due(), due({ id: 'a2', date: '2028-02-29', title: 'Review' })], 'Plan', NOW)
    const events = read(file)
    expect(events.map(({ summary, description }) => [summary, description])).toEqual([
      ['Back up the register', 'Owner: Ana'],
      ['Review', 'Owner: Ana'],
    ])
    expect(events.map(({ startDate, endDate }) => [startDate.isDate, String(startDate), String(endDate)])).toEqual([
      [true, '2027-03-01', '2027-03-02'],
      [true, '2028-02-29', '2028-03-01'],
    ])
  })
  it('says exactly this, and nothing about anybody', async () => {
    expect(await calendarOf([due()], 'Plan', NOW)).toBe(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Waymark//Waymark//EN',
        'NAME:Plan',
        'X-WR-CALNAME:Plan',
        'BEGIN:VEVENT',
        'UID:a1@waymark',
        'SEQUENCE:0',
        'DTSTAMP:20270115T103000Z',
        'DTSTART;VALUE=DATE:20270301',
        'DTEND;VALUE=DATE:20270302',
        'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE',
        'X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT:TRUE',
        'SUMMARY:Back up the register',
        'TRANSP:TRANSPARENT',
        'DESCRIPTION:Owner: Ana',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    )
  })
  it.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/Sao_Paulo', 'Asia/Kathmandu'])(
    'names the same day in %s, also where clocks change',
    async (zone) => {
      vi.stubEnv('TZ', zone)
      expect(new Date(2027, 0, 1).getTimezoneOffset()).not.toBe(-60)
      for (const date of ['2027-03-28', '2027-10-31', '2027-12-31', '2018-11-04'])
        expect(await calendarOf([due({ date })], 'Plan', NOW)).toContain(
          `DTSTART;VALUE=DATE:${date.replaceAll('-', '')}\r\n`,
        )
    },
  )
  it('keeps its UIDs from one export to the next', async () => {
    const before = read(await calendarOf([due()], 'Plan', NOW))
    const after = read(await calendarOf([due({ title: 'Changed', date: '2027-05-01' })], 'Other', new Date(0)))
    expect(after[0]?.uid).toBe(before[0]?.uid)
  })
  it('gives hostile texts back whole', async () => {
    const text = 'Say "now", then; \\n not a break\nreal break <script> سجل الأعضاء 👩‍🏭: BEGIN:VEVENT'
    const [event] = read(await calendarOf([due({ title: text, description: text })], 'Plan', NOW))
    expect([event?.summary, event?.description]).toEqual([text, text])
  })
  it('lets no text write a line of its own', async () => {
    const text =
      'x\r\nEND:VEVENT\r\nATTENDEE:mailto:eve@example.org\rORGANIZER:mailto:eve@example.org\u2028ATTACH:x\u0000'
    const file = await calendarOf([due({ id: text, title: text, description: text })], text, NOW)
    expect(file).not.toMatch(/^(?:ATTENDEE|ORGANIZER|ATTACH)/m)
    expect(read(file)).toHaveLength(1)
    expect(file).toContain('NAME:x END:VEVENT ATTENDEE:mailto:eve@example.org ORGANIZER:')
  })
  it('can be empty', async () => expect(read(await calendarOf([], 'Plan', NOW))).toEqual([]))
  it.each(['2027-02-30', '2027-13-01', '1.3.2027', '', '2027-03-01T00:00:00Z', '+12027-03-01'])(
    'refuses %j, which is no day of the calendar',
    async (date) => {
      await expect(calendarOf([due({ date })], 'Plan', NOW)).rejects.toThrow(RangeError)
    },
  )
  it('has lines of at most 75 octets that end in CRLF, and is read back whatever is written', async () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab ,;:\\"\n\tné漢👩'), maxLength: 400 })
    await fc.assert(
      fc.asyncProperty(text, text, async (title, description) => {
        const file = await calendarOf([due({ title, description })], title, NOW)
        const lines = file.split('\r\n')
        expect(lines.at(-1)).toBe('')
        expect(lines.join('')).not.toMatch(/[\r\n]/)
        for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        const [event] = read(file)
        expect([event?.summary, event?.description ?? '']).toEqual([title, description])
      }),
    )
  })
})

import { describe, expect, it } from 'vitest'
import { HEADERS, HOSTS } from '../../scripts/headers.mjs'

describe('the headers for hosts', () => {
  it.each(Object.entries(HOSTS))('all stand in %s, with their values', (_file, text) => {
    const values = Object.entries(HEADERS).filter(([name, value]) => !text.includes(name) || !text.includes(value))
    expect(values).toEqual([])
  })

  it('allow no inline code, no evaluated code and no other host', () => {
    const policy = HEADERS['Content-Security-Policy']
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
  })

  it('contain no quotation mark that would end a value early', () => {
    expect(Object.values(HEADERS).filter((value) => /["\\\n]/.test(value))).toEqual([])
  })
})

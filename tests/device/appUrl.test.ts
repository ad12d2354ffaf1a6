import { afterEach, describe, expect, it, vi } from 'vitest'
import { appUrl } from '@/device/appUrl'

afterEach(() => vi.unstubAllEnvs())

describe('the address of a script of the app', () => {
  it('is given for the service worker and the workers of the build', () => {
    vi.stubEnv('DEV', false)
    expect(appUrl('./sw.js')).toBe(new URL('sw.js', document.baseURI).href)
    const worker = new URL('assets/journal.worker-a1B2.js', document.baseURI).href
    expect(appUrl(worker)).toBe(worker)
  })

  it.each([
    'https://example.org/sw.js',
    '//example.org/sw.js',
    'data:text/javascript,1',
    'blob:http://localhost/1',
    './other.js',
    './assets/../other.js',
    './assets/deeper/x.js',
    './sw.js?x=1',
  ])('is refused for anything else: %s', (script) => {
    vi.stubEnv('DEV', false)
    expect(() => appUrl(script)).toThrow(TypeError)
  })
})

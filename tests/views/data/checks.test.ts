import { describe, expect, it } from 'vitest'
import { POLICY as RULES } from '../../../scripts/headers.mjs'
import { checksOf, forbidsConnections, type Surroundings } from '@/views/data/checks'

const POLICY = RULES.join('; ')

const here = 'http://waymark.example'
const found: Surroundings = {
  policy: POLICY,
  requests: [`${here}/assets/a.js`, `blob:${here}/1-2`, 'data:image/svg+xml,x'],
  origin: here,
  isSecure: true,
  records: 12,
  hasTwoCopies: true,
  isKept: true,
  hasWorker: true,
  script: `${here}/app/assets/index-Ab_3.js?x`,
}
const outcomes = (more: Partial<Surroundings>) =>
  checksOf({ ...found, ...more })
    .filter(({ outcome }) => outcome !== 'good')
    .map(({ id, outcome, value }) => [id, outcome, value])

describe('the checks of this copy', () => {
  it('find nothing where all is as it should be, with the numbers that were found', () => {
    expect(checksOf(found)).toEqual([
      { id: 'policy', outcome: 'good', value: '' },
      { id: 'requests', outcome: 'good', value: 3 },
      { id: 'secure', outcome: 'good', value: '' },
      { id: 'storage', outcome: 'good', value: 12 },
      { id: 'copies', outcome: 'good', value: '' },
      { id: 'kept', outcome: 'good', value: '' },
      { id: 'worker', outcome: 'good', value: '' },
      { id: 'build', outcome: 'good', value: 'index-Ab_3.js' },
    ])
  })

  it.each<[string, Partial<Surroundings>, readonly unknown[]]>([
    ['no policy', { policy: '' }, ['policy', 'bad', '']],
    ['a file from elsewhere', { requests: [`${here}/a`, 'https://other.example/a'] }, ['requests', 'bad', 1]],
    ['the same name at another port', { requests: [`${here}:8080/a`] }, ['requests', 'bad', 1]],
    ['an address that is not secure', { isSecure: false }, ['secure', 'care', '']],
    ['a store that cannot be read', { records: null }, ['storage', 'bad', '']],
    ['one copy only', { hasTwoCopies: false }, ['copies', 'care', '']],
    ['no promise to keep anything', { isKept: false }, ['kept', 'care', '']],
    ['a browser that does not say', { isKept: null }, ['kept', 'care', '']],
    ['no worker', { hasWorker: false }, ['worker', 'care', '']],
  ])('tell of %s', (_what, more, told) => {
    expect(outcomes(more)).toEqual([told])
  })

  it('leave out the worker for a page from a disk, and know its script by what is in it', () => {
    const policy = "default-src 'none'; script-src 'sha256-Ab+3/c='"
    const told = checksOf({ ...found, origin: 'file://', policy, script: '', hasWorker: false })
    expect(told.map(({ id }) => id)).not.toContain('worker')
    expect(told.at(-1)).toEqual({ id: 'build', outcome: 'good', value: 'Ab+3/c=' })
  })

  it('take an empty store for one that can be read', () => {
    expect(outcomes({ records: 0 })).toEqual([])
  })
})

describe('a policy', () => {
  it.each([
    ['that of the build', POLICY, true],
    [
      'one that knows its script and its styles by what is in them',
      POLICY.replace("script-src 'self'", "script-src 'sha256-Ab+3/c='"),
      true,
    ],
    ['none', '', false],
    ['one that lets the page connect to its own host', `${POLICY}; connect-src 'self'`, false],
    ['one that lets it connect anywhere', "default-src *; form-action 'none'", false],
    ['one that takes scripts from elsewhere', POLICY.replace("script-src 'self'", 'script-src https:'), false],
    ['one that takes pictures from elsewhere', POLICY.replace("img-src 'self'", 'img-src *'), false],
    ['one that lets forms be sent', POLICY.replace("form-action 'none'", "form-action 'self'"), false],
    ['one that says nothing of forms', "default-src 'none'", false],
    ['one that allows nothing at all', "default-src 'none'; form-action 'none'", true],
  ])('is read for what it allows: %s', (_what, policy, forbids) => {
    expect(forbidsConnections(policy)).toBe(forbids)
  })
})

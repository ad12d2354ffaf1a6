/** What was found: as it should be, worth knowing, or not as it should be. */
export type Outcome = 'good' | 'care' | 'bad'

export type CheckId = 'policy' | 'requests' | 'secure' | 'storage' | 'copies' | 'kept' | 'worker' | 'build'

export interface Check {
  readonly id: CheckId
  readonly outcome: Outcome
  /** What stands in the sentence: a number, or the name of a file. */
  readonly value: string | number
}

/** What the visitor’s browser tells about the page it runs. */
export interface Surroundings {
  /** The content security policy in the page itself, '' where there is none. */
  readonly policy: string
  /** The addresses of all files asked for since the page was opened. */
  readonly requests: readonly string[]
  /** Where the page came from. */
  readonly origin: string
  readonly isSecure: boolean
  /** Records that could be read from the store; `null` if it could not be read. */
  readonly records: number | null
  readonly hasTwoCopies: boolean
  readonly isKept: boolean | null
  readonly hasWorker: boolean
  /** The address of the page’s own first script: its name is worked out from what is in it. '' where it stands in the page. */
  readonly script: string
}

/** Looks at the page that is open, beside what the store was found to be. */
export function surroundings(
  store: Pick<Surroundings, 'records' | 'hasTwoCopies' | 'isKept' | 'hasWorker'>,
): Surroundings {
  const meta = document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]')
  return {
    policy: meta?.content ?? '',
    requests: performance.getEntriesByType('resource').map(({ name }) => name),
    origin: window.location.origin,
    isSecure: window.isSecureContext,
    ...store,
    script: document.querySelector<HTMLScriptElement>('script[type="module"]')?.src ?? '',
  }
}

/** The checks in the order in which they are told. */
export function checksOf(found: Surroundings): readonly Check[] {
  const { policy, requests, origin, isSecure, records, hasTwoCopies, isKept, hasWorker, script } = found
  const elsewhere = requests.filter((address) => isElsewhere(address, origin))
  const isFromFile = origin === 'null' || origin === 'file://'
  const checks: readonly Check[] = [
    { id: 'policy', outcome: forbidsConnections(policy) ? 'good' : 'bad', value: '' },
    {
      id: 'requests',
      outcome: elsewhere.length === 0 ? 'good' : 'bad',
      value: elsewhere.length === 0 ? requests.length : elsewhere.length,
    },
    { id: 'secure', outcome: isSecure ? 'good' : 'care', value: '' },
    { id: 'storage', outcome: records === null ? 'bad' : 'good', value: records ?? '' },
    { id: 'copies', outcome: hasTwoCopies ? 'good' : 'care', value: '' },
    { id: 'kept', outcome: isKept ? 'good' : 'care', value: '' },
    { id: 'worker', outcome: hasWorker ? 'good' : 'care', value: '' },
    { id: 'build', outcome: 'good', value: script.split('/').at(-1)?.split('?')[0] || (HASH.exec(policy)?.[1] ?? '') },
  ]
  // A page from a disk needs neither a network nor a worker to open.
  return isFromFile ? checks.filter(({ id }) => id !== 'worker') : checks
}

/** The script that stands in the page itself, in the one-file build: its policy knows it by what is in it. */
const HASH = /script-src 'sha256-([^']+)'/

/** Whether a policy lets the page connect nowhere: neither by itself nor by a script, form or picture from elsewhere. */
export function forbidsConnections(policy: string): boolean {
  const rules = new Map(
    policy
      .split(';')
      .map((rule) => rule.trim().split(/\s+/))
      .map(([name = '', ...sources]) => [name, sources] as const),
  )
  const allowed = (name: string) => rules.get(name) ?? rules.get('default-src') ?? ['*']
  const connects = allowed('connect-src').filter((source) => source !== "'none'")
  const harmless = ["'none'", "'self'", 'data:', 'blob:']
  const loads = ['script-src', 'style-src', 'img-src', 'font-src', 'worker-src', 'frame-src', 'media-src']
  return (
    connects.length === 0 &&
    loads.every((name) =>
      allowed(name).every((source) => harmless.includes(source) || source.startsWith("'sha256-")),
    ) &&
    (rules.get('form-action') ?? ['*']).every((source) => source === "'none'")
  )
}

/** Whether an address is of another origin. Pictures written in place, and files the page made itself, are of none. */
function isElsewhere(address: string, origin: string): boolean {
  const url = new URL(address)
  return url.protocol !== 'data:' && url.origin !== origin
}

/** Tries to connect, to where the page came from, which is the least that could be allowed. */
export function tryToConnect(): Promise<'stopped' | 'connected'> {
  return fetch('./icon.svg', { cache: 'no-store' }).then(
    () => 'connected',
    () => 'stopped',
  )
}

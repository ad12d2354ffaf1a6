/** What can go wrong with the store, as codes; the words are in the message files under `error.storage`. */
export type StorageErrorCode =
  /** No room on the device, or no more allowed to this site. */
  | 'full'
  /** The database was written by a newer Waymark; this one must not touch it. */
  | 'newer_version'
  /** Another tab holds an older version of the database open. */
  | 'blocked'
  /** Another tab writes, and this one could not take over from it. */
  | 'elsewhere'
  /** A newer Waymark in another tab took the database over; this tab must be loaded again. */
  | 'stale'
  /** The browser gives no storage here: a private window, or a setting. */
  | 'unavailable'
  /** The record that is to be changed is not there (any more). */
  | 'not_found'
  /** The round is sealed and does not change. */
  | 'sealed'
  /** An item “does not apply” without a reason, so the round cannot be sealed yet. */
  | 'reason_missing'
  /** The database was deleted while it was open. */
  | 'gone'
  | 'unknown'

export class StorageError extends Error {
  readonly code: StorageErrorCode

  constructor(code: StorageErrorCode, cause?: unknown) {
    super(`storage: ${code}`, { cause })
    this.name = 'StorageError'
    this.code = code
  }
}

const CODES: Readonly<Record<string, StorageErrorCode>> = {
  QuotaExceededError: 'full',
  VersionError: 'newer_version',
  MissingAPIError: 'unavailable',
  InvalidAccessError: 'unavailable',
  InvalidStateError: 'unavailable',
  SecurityError: 'unavailable',
}

/** Whatever was thrown, as one `StorageError`. The quota error may hide inside another one, or among those of a bulk write. */
export function toStorageError(error: unknown): StorageError {
  if (error instanceof StorageError) return error
  for (let each: unknown = error, depth = 0; each && depth < 5; depth += 1) {
    const { name, inner, failures } = each as { name?: string; inner?: unknown; failures?: readonly unknown[] }
    const code = name === undefined ? undefined : CODES[name]
    if (code) return new StorageError(code, error)
    each = inner ?? failures?.[0]
  }
  return new StorageError('unknown', error)
}

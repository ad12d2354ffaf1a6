import type { Migration } from './index'

/**
 * 2026-11: each record carries who changed it how often, so that two devices can be put together and the store can be
 * compared with its second copy. `meta` holds the name of this device and the count of changes, `copies` whole stores
 * that were kept before something risky, `filler` nothing that lasts.
 */
export const twoCopies: Migration = {
  version: 4,
  tables: { meta: 'key', versions: '[table+key]', copies: 'id, at', filler: '++id' },
}

import type { Migration } from './index'

/**
 * 2026-11: what was changed on two devices is kept twice. `differences` holds the versions that lie beside the record in its
 * place, until a person settles them.
 */
export const differences: Migration = {
  version: 5,
  tables: { differences: '[table+key], unionId' },
}

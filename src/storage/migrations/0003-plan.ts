import type { Migration } from './index'

/** 2026-11: each union has a plan of actions. */
export const plan: Migration = {
  version: 3,
  tables: { plan: 'id, unionId' },
}

import type { Migration } from './index'

/** 2026-11: the newest rounds can be read without the others, the unfinished and the finished ones apart. */
export const newestFirst: Migration = {
  version: 8,
  tables: { assessments: 'id, unionId, [status+date+createdAt]' },
}

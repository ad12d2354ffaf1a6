import type { Migration } from './index'

/** 2026-11: a round may be about one project, and a union says which data protection law it is under. Until then all were about the union. */
export const unionOrProject: Migration = {
  version: 2,
  tables: {},
  rows: {
    assessments: (before) => ({ ...before, subject: { kind: 'union' } }),
    unions: (before) => ({ ...before, law: null }),
  },
}

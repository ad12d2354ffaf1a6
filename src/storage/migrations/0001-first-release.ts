import type { Migration } from './index'

/** 2026-11: the first release. */
export const firstRelease: Migration = {
  version: 1,
  tables: {
    unions: 'id',
    assessments: 'id, unionId',
    answers: '[assessmentId+itemId], assessmentId',
    aims: 'assessmentId',
    questionnaires: '[id+version]',
    preferences: 'key',
  },
}

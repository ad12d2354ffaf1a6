import type { Migration } from './index'

/** 2026-11: photos of what a workshop left on the wall, several to a round. They carry no version, and are not kept twice. */
export const photos: Migration = {
  version: 7,
  tables: { photos: 'id, assessmentId' },
}

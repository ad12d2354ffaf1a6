import type { Migration } from './index'

/**
 * 2026-11: a room, or people who hand in responses, agree on a round. `sessions` says how they meet and where they are, one row a
 * round; `votes` what the room gave to each item; `responses` what single people gave to all of them.
 */
export const sessions: Migration = {
  version: 6,
  tables: {
    sessions: 'assessmentId',
    votes: '[assessmentId+itemId], assessmentId',
    responses: '[assessmentId+key], assessmentId',
  },
}

// Every screen and state of Waymark, and the way to each. This is the one list: the contact sheet shows what stands here, and
// tests/browser/screens.test.ts looks at it with axe and measures it. A new screen or state is a line in one of these walks.
import { walkData, walkFiles } from './files.mjs'
import { walkRequest, walkRoom, walkTogether } from './rooms.mjs'
import { walkCheck, walkCompare, walkExample, walkFirst, walkMany, walkMaturity } from './rounds.mjs'
import { walkLoss, walkNewer, walkOffline, walkSaving, walkTemporary, walkUnreadable, walkUpdate } from './trouble.mjs'

/**
 * By their names. Each is a walk on a small screen in a browser context of its own, as on a first visit, and is given
 * - `page`, `context`, and the `url` of the built app,
 * - `at(state, sign, { of, isWhole, isWall, isPaper, readme })`, which waits for the sign and looks at the state; `of` another
 *   page, as a picture of the window alone where `isWhole` is false, on a projector where `isWall` is true, and as it is printed
 *   too where `isPaper` is,
 * - `another()`, a page on another device,
 * - `ownHost()`, a host with the app for this walk alone, on which `putNewer()` lays a newer build.
 */
export const WALKS = {
  first: walkFirst,
  maturity: walkMaturity,
  check: walkCheck,
  example: walkExample,
  compare: walkCompare,
  many: walkMany,
  together: walkTogether,
  room: walkRoom,
  request: walkRequest,
  files: walkFiles,
  data: walkData,
  saving: walkSaving,
  loss: walkLoss,
  newer: walkNewer,
  unreadable: walkUnreadable,
  temporary: walkTemporary,
  offline: walkOffline,
  update: walkUpdate,
}

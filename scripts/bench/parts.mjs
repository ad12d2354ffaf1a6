// The parts of the bench, in their order.
import * as sizes from './sizes.mjs'
import * as starts from './starts.mjs'
import * as answering from './answering.mjs'
import * as opening from './opening.mjs'
import * as room from './room.mjs'
import * as store from './store.mjs'
import * as memory from './memory.mjs'

export const PARTS = { sizes, starts, answering, opening, room, store, memory }

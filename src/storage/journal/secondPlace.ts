import type { WaymarkDatabase } from '@/storage/db'
import type { Copies } from '@/storage/news'
import { openSecondCopy } from './client'
import type { RowsBefore } from './journal'
import { keepCopy, type Keeper } from './keeper'
import { checkCopies } from './start'

const MARK = 'waymark.mark'
const CLEAN = 'waymark.clean'
/** Less than two of these do not make the browser begin a new log; text that repeats does not count. */
const FILLER_ROWS = 768
const FILLER_BYTES = 8192

/** Milliseconds that rows of before an upgrade lie aside, as long as other copies. */
const KEPT_FOR = 30 * 24 * 3_600_000

/** One tab at a time keeps the second copy. */
const LOCK = 'waymark-copy'
/** Milliseconds. A page that is loaded again finds the lock of the page before it still held for a moment. */
const LOCK_PATIENCE = 1000

/**
 * Opens the second copy, compares it with the store, and mends what is behind. Where there is no place for one, the store
 * goes on alone; where another tab keeps it, this one takes over when that tab is closed.
 *
 * @param takeOver gets what keeps the copy, when it could be had only later
 */
export async function openCopies(
  db: WaymarkDatabase,
  isDataLost: boolean,
  tell: (copies: Copies) => void,
  takeOver: (keeper: Keeper) => void,
): Promise<Keeper | null> {
  const release = await takeLock(AbortSignal.timeout(LOCK_PATIENCE))
  if (release) return openLocked(db, isDataLost, tell, release)
  tell({ kind: 'one', restored: null, isLost: false, isElsewhere: true })
  void takeLock()
    .then((late) => late && openLocked(db, false, tell, late))
    .then((keeper) => keeper && takeOver(keeper))
    .catch(() => undefined)
  return null
}

/**
 * Lays all rows of the store aside before they are brought to today's version. Where there is no place for them, or another
 * tab has it, they are brought all the same: that happens whole or not at all.
 *
 * @returns whether they lie aside now
 */
export async function keepBeforeUpgrade(rows: RowsBefore): Promise<boolean> {
  const release = await takeLock(AbortSignal.timeout(LOCK_PATIENCE))
  if (!release) return false
  try {
    const copy = await openSecondCopy()
    await copy.setAside(rows).finally(() => copy.close())
    return true
  } catch {
    return false
  } finally {
    release()
  }
}

/** What gives the lock back; `null` if it could not be had in time. */
function takeLock(signal?: AbortSignal): Promise<(() => void) | null> {
  return new Promise((resolve) => {
    navigator.locks
      .request(LOCK, signal ? { signal } : {}, () => new Promise<void>((release) => resolve(release)))
      .catch(() => resolve(null))
  })
}

async function openLocked(
  db: WaymarkDatabase,
  isDataLost: boolean,
  tell: (copies: Copies) => void,
  release: () => void,
): Promise<Keeper | null> {
  const markSeq = readMark()
  const copy = await openSecondCopy().catch(() => null)
  if (!copy) {
    tell({ kind: 'one', restored: null, isLost: isDataLost || markSeq > (await seqOf(db)), isElsewhere: false })
    // Now more than ever: there is nothing that the store could come back from.
    await heal(db).catch(() => undefined)
    release()
    return null
  }
  const close = () => copy.close().finally(release)
  try {
    const { isCopied, ...found } = await checkCopies(db, copy, { markSeq, isDataLost })
    const check = { ...found, isElsewhere: false }
    if (!isCopied) {
      tell({ kind: 'one', ...check })
      await heal(db)
      // What would be written after a gap could not be trusted. The next start tries again.
      await close()
      return null
    }
    writeMark(copy.summary().seq)
    tell({ kind: copy.place === 'files' ? 'two' : 'two_databases', ...check })
    await copy.dropAside(Date.now() - KEPT_FOR).catch(() => undefined)
    await heal(db)
    const keeper = keepCopy(copy, writeMark, () => tell({ kind: 'one', ...check }))
    return { ...keeper, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function seqOf(db: WaymarkDatabase): Promise<number> {
  const value = (await db.meta.get('seq'))?.value
  return typeof value === 'number' ? value : 0
}

function readMark(): number {
  try {
    const { seq } = JSON.parse(localStorage.getItem(MARK) ?? '{}') as { seq?: unknown }
    return typeof seq === 'number' ? seq : 0
  } catch {
    return 0
  }
}

/** Notes how far both copies are, without a word of what is in them. */
function writeMark(seq: number): void {
  try {
    localStorage.setItem(MARK, JSON.stringify({ seq, at: Date.now() }))
  } catch {
    // The mark only helps to notice a loss; the copies do not need it.
  }
}

/**
 * After a crash Chromium writes on behind the torn end of its log, and throws the whole database away at the start after
 * the next (google/leveldb#1287). Enough bytes that cannot be packed make it begin a new log instead.
 */
async function heal(db: WaymarkDatabase): Promise<void> {
  const isClean = localStorage.getItem(CLEAN) !== null
  localStorage.removeItem(CLEAN)
  addEventListener('pagehide', () => localStorage.setItem(CLEAN, '1'))
  const hasRows = (await db.meta.count()) > 0
  if (isClean || !hasRows || !('dataLoss' in IDBVersionChangeEvent.prototype)) return
  const rows = Array.from({ length: FILLER_ROWS }, () => ({
    bytes: crypto.getRandomValues(new Uint8Array(FILLER_BYTES)),
  }))
  // Where there is no room for it, nothing is lost by leaving it out.
  await db.transaction('rw', db.filler, () => db.filler.bulkAdd(rows)).catch(() => undefined)
  await db.transaction('rw', db.filler, () => db.filler.clear()).catch(() => undefined)
}
